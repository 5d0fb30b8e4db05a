//! A type parameter stands for a real if its bound says so, and only for the library's own.

use autodiff::{Real, grad, jvp};

#[grad]
fn unbounded<T>(x: f64, _t: T) -> f64 {
    x
}

#[jvp]
fn of_other_traits<T: Copy + std::ops::Mul<Output = T>, U: Real>(x: T, y: U) -> U
where
    Vec<T>: Clone,
{
    y * y
}

#[grad]
fn impl_trait(x: impl Real) -> f64 {
    x.to_f64()
}

#[grad]
fn of_an_associated_type<I: Iterator>(x: I::Item) -> I::Item
where
    I::Item: Real,
{
    x * x
}

fn main() {}
