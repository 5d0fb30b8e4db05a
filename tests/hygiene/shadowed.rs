//! Everything an expansion could name, under other meanings.

use autodiff::Tangent;
use autodiff::check::{assert_gradient, assert_gradient_of};

mod hostile {
    #![allow(dead_code, non_camel_case_types, reason = "they only stand in the way")]
    pub(super) struct Active;
    pub(super) struct Box;
    pub(super) struct Cell;
    pub(super) struct Clone;
    pub(super) struct Copy;
    pub(super) struct Default;
    pub(super) struct Differentiable;
    pub(super) struct From;
    pub(super) struct Inactive;
    pub(super) struct Into;
    pub(super) struct Iterator;
    pub(super) struct Option;
    pub(super) struct PartialEq;
    pub(super) struct Real;
    pub(super) struct Result;
    pub(super) struct Slot;
    pub(super) struct Sized;
    pub(super) struct String;
    pub(super) struct Tangent;
    pub(super) struct Tape;
    pub(super) struct Vec;
    mod std {}
    mod core {}
    mod alloc {}
    mod autodiff {}
    mod rt {}
    mod __rt {}
    // as `use std::f64;` of old
    mod f64 {}
    macro_rules! no_macro {
        ($($name:ident)*) => { $(
            #[allow(unused_macros, reason = "it only stands in the way")]
            macro_rules! $name { () => { compile_error!("an expansion that calls a macro by its bare name") }; }
        )* };
    }
    no_macro! { assert assert_eq debug_assert panic unreachable matches vec write }

    use ::autodiff::{grad, hessian, jvp};

    #[derive(::std::clone::Clone, ::std::marker::Copy, Debug, ::autodiff::Differentiable)]
    pub(super) struct Point {
        pub(super) x: f64,
        pub(super) y: f64,
    }

    #[grad]
    #[jvp]
    #[hessian]
    impl Point {
        pub(super) fn dot(&self, other: &Point) -> f64 {
            self.x * other.x + self.y * other.y
        }

        pub(super) fn scale(&mut self, k: f64) {
            self.x *= k;
            self.y *= k * k;
        }

        pub(super) fn at(x: f64) -> Self {
            Point { x, y: x.sin() }
        }
    }

    #[grad]
    #[jvp]
    #[hessian]
    impl ::core::ops::Mul<f64> for Point {
        type Output = Point;

        fn mul(self, k: f64) -> Point {
            Point {
                x: self.x * k,
                ..self
            }
        }
    }

    #[grad]
    #[jvp]
    #[hessian]
    pub(super) fn of_points(p: Point, q: &Point, k: f64) -> f64 {
        let mut r: Point = p * k;
        r.scale(k);
        r.dot(q) + Point::at(k).x * r.y
    }

    #[grad]
    #[jvp]
    #[hessian]
    pub(super) fn lazy(x: &[f64], w: &[f64]) -> f64 {
        let dot: f64 = x.iter().zip(w).map(|(x, w)| x * w).sum();
        let squares: ::std::vec::Vec<f64> = x.iter().map(|v| v * v).collect();
        let mut best: ::core::option::Option<f64> = None;
        for v in &squares {
            if best.is_none_or(|b| b < *v) {
                best = Some(*v);
            }
        }
        let scaled = |v: f64| v * dot;
        scaled(best.unwrap_or(1.0)) + x.iter().copied().fold(0.0, f64::max)
    }

    #[grad]
    #[jvp]
    #[hessian]
    pub(super) fn looped(x: &[f64], k: u32) -> f64 {
        let mut product = 1.0;
        let mut rest = x.to_vec();
        for (i, v) in rest.iter_mut().enumerate() {
            if i > 3 {
                break;
            }
            match k {
                0 => *v *= product,
                1 if *v > 0.0 => return product,
                _ => product *= *v,
            }
        }
        let a: [f64; 2] = ::std::array::from_fn(|i| rest[i] * product);
        a[0] * a[1] + rest.pop().unwrap_or(product)
    }
}

/// Without the variants that `Option` and `Result` bring.
mod no_prelude {
    #![allow(dead_code, reason = "they only stand in the way")]
    pub(super) struct Some;
    pub(super) struct None;
    pub(super) struct Ok;
    pub(super) struct Err;
    pub(super) fn drop() {}

    use autodiff::{grad, hessian, jvp};

    #[grad]
    #[jvp]
    #[hessian]
    pub(super) fn looped(x: &[f64], n: usize) -> f64 {
        let mut s = 1.0;
        for (i, v) in x.iter().enumerate() {
            if i > n {
                return s;
            }
            s *= v;
        }
        let pairs = x.windows(2).map(|w| w[0] * w[1]).fold(0.0, f64::max);
        s + pairs + x.first().copied().unwrap_or(2.0)
    }
}

const X: [f64; 3] = [0.6, -0.4, 1.3];
const W: [f64; 3] = [1.1, 0.2, -0.7];

#[test]
fn types() {
    use hostile::{Point, of_points};
    let (p, q) = (Point { x: 0.6, y: -0.3 }, Point { x: 1.2, y: 0.4 });
    let g = of_points::grad(p, &q, 0.8);
    let f = |(p, q, k): &(Point, Point, f64)| of_points(*p, q, *k);
    assert_gradient_of(f, &g, &(p, q, 0.8), 1e-9);
    let (_, y_dot) = of_points::jvp(p, &q, 0.8, g.0, &g.1, g.2);
    assert!((y_dot - g.dot(&g)).abs() < 1e-12);
}

#[test]
fn values() {
    assert_gradient(
        |x| hostile::lazy(x, &W),
        |x| hostile::lazy::grad(x, &W).0,
        &X,
        1e-9,
    );
    for k in 0..3 {
        assert_gradient(
            |x| hostile::looped(x, k),
            |x| hostile::looped::grad(x, k),
            &X,
            1e-9,
        );
    }
    for n in [1, 5] {
        assert_gradient(
            |x| no_prelude::looped(x, n),
            |x| no_prelude::looped::grad(x, n),
            &X,
            1e-9,
        );
    }
    let x_bar = hostile::lazy::grad(&X, &W).0;
    let (_, y_dot) = hostile::lazy::jvp(&X, &W, &x_bar, &[0.0; 3]);
    assert!((y_dot - x_bar.dot(&x_bar)).abs() < 1e-12);
}
