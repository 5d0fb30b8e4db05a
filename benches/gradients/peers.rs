//! Other crates that differentiate at run time, behind one scalar trait so that each workload is written once for all of them.

use ad_trait::AD;
use ad_trait::nalgebra::ComplexField;
use ad_trait::reverse_ad::adr::adr;
use num_dual::{DualNum, DualSVec64};
use reverse::{Gradient as _, Tape, Var};
use std::ops::{Add, Div, Mul, Neg, Sub};

/// The number types of the peers. Constants enter only through [`plus`](Scalar::plus) and [`times`](Scalar::times), which a tape
/// can do without a node for the constant.
pub(crate) trait Scalar:
    Copy
    + Add<Output = Self>
    + Sub<Output = Self>
    + Mul<Output = Self>
    + Div<Output = Self>
    + Neg<Output = Self>
{
    fn plus(self, constant: f64) -> Self;
    fn times(self, constant: f64) -> Self;
    fn value(self) -> f64;
    fn sin(self) -> Self;
    fn cos(self) -> Self;
    fn tanh(self) -> Self;
    fn exp(self) -> Self;
    fn ln(self) -> Self;
    fn sqrt(self) -> Self;
}

/// The elementary functions, from a type's or trait's own of the same names, which take `self` by reference or by value.
macro_rules! elementary {
    ($from:ident by $how:ident) => {
        elementary!(@ $from $how sin cos tanh exp ln sqrt);
    };
    (@ $from:ident $how:ident $($method:ident)*) => {
        $(#[inline]
        fn $method(self) -> Self {
            elementary!(@ $how $from::$method, self)
        })*
    };
    (@ reference $method:path, $x:expr) => { $method(&$x) };
    (@ value $method:path, $x:expr) => { $method($x) };
}

impl Scalar for Var<'_> {
    #[inline]
    fn plus(self, constant: f64) -> Self {
        self + constant
    }
    #[inline]
    fn times(self, constant: f64) -> Self {
        self * constant
    }
    fn value(self) -> f64 {
        self.val
    }
    elementary!(Var by reference);
}

impl<const N: usize> Scalar for DualSVec64<N> {
    #[inline]
    fn plus(self, constant: f64) -> Self {
        self + constant
    }
    #[inline]
    fn times(self, constant: f64) -> Self {
        self * constant
    }
    fn value(self) -> f64 {
        self.re
    }
    elementary!(DualNum by reference);
}

impl Scalar for adr {
    #[inline]
    fn plus(self, constant: f64) -> Self {
        <adr as AD>::add_scalar(constant, self)
    }
    #[inline]
    fn times(self, constant: f64) -> Self {
        <adr as AD>::mul_scalar(constant, self)
    }
    fn value(self) -> f64 {
        AD::to_constant(&self)
    }
    elementary!(ComplexField by value);
}

/// A gradient by the tape of `reverse`; the tape is used again by the next call.
pub(crate) fn reverse_gradient(
    tape: &Tape,
    x: &[f64],
    f: impl for<'a> Fn(&[Var<'a>]) -> Var<'a>,
    x_bar: &mut [f64],
) -> f64 {
    tape.clear();
    let variables = tape.add_vars(x);
    let y = f(&variables);
    x_bar.copy_from_slice(&y.grad().wrt(&variables));
    y.value()
}

/// A gradient by the global tape of `ad_trait`.
pub(crate) fn ad_trait_gradient(
    x: &[f64],
    f: impl Fn(&[adr]) -> adr,
    variables: &mut Vec<adr>,
    x_bar: &mut [f64],
) -> f64 {
    variables.clear();
    for (i, &value) in x.iter().enumerate() {
        variables.push(adr::new_variable(value, i == 0));
    }
    let y = f(variables);
    let derivatives = y.get_backwards_mode_grad();
    for (bar, variable) in x_bar.iter_mut().zip(variables) {
        *bar = derivatives.wrt(variable);
    }
    y.value()
}

/// A gradient by `num-dual`'s static dual numbers, all `N` directions at once.
pub(crate) fn num_dual_gradient<const N: usize>(
    x: &[f64],
    f: impl Fn(&[DualSVec64<N>]) -> DualSVec64<N>,
    variables: &mut Vec<DualSVec64<N>>,
    x_bar: &mut [f64],
) -> f64 {
    variables.clear();
    for (i, &value) in x.iter().enumerate() {
        variables.push(DualSVec64::from_re(value).derivative(i));
    }
    let y = f(variables);
    copy_parts(&y, x_bar);
    y.value()
}

/// Writes the derivative parts of a dual number.
pub(crate) fn copy_parts<const N: usize>(y: &DualSVec64<N>, x_bar: &mut [f64]) {
    match &y.eps.0 {
        Some(parts) => x_bar.copy_from_slice(parts.as_slice()),
        None => x_bar.fill(0.0),
    }
}
