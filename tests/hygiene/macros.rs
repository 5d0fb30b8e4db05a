//! Macros that write annotated structs, `impl` blocks, operators, modules and functions.

use autodiff::check::{assert_gradient, assert_gradient_of};
use autodiff::{Differentiable, grad, hessian, jvp};

macro_rules! model {
    ($(#[$meta:meta])* $vis:vis struct $name:ident { $($field:ident : $t:ty),* $(,)? }
     $loss:ident($self:ident, $x:ident) $body:expr) => {
        $(#[$meta])*
        #[derive(Clone, Debug, Differentiable)]
        $vis struct $name {
            $(
                /// A field.
                $vis $field: $t
            ),*
        }

        #[grad]
        #[jvp]
        #[hessian]
        impl $name {
            /// Its loss.
            $vis fn $loss(&$self, $x: f64) -> f64 {
                $body
            }
        }
    };
}

model! {
    /// From a macro.
    pub(crate) struct Line { a: f64, b: f64 }
    loss(self, x) {
        let y = self.a * x;
        y * y + self.b
    }
}

/// A pair of reals.
#[derive(Clone, Copy, Debug, Differentiable)]
pub struct Pair(f64, f64);

macro_rules! elementwise {
    ($($operator:ident $name:ident $op:tt;)*) => { $(
        #[grad]
        #[jvp]
        #[hessian]
        impl std::ops::$operator for Pair {
            type Output = Pair;

            fn $name(self, other: Pair) -> Pair {
                Pair(self.0 $op other.0, self.1 $op other.1)
            }
        }
    )* };
}
elementwise! { Add add +; Mul mul *; Div div /; }

/// Uses the operators.
#[grad]
#[jvp]
#[hessian]
pub fn of_pairs(p: Pair, q: Pair) -> f64 {
    let s: Pair = p + q;
    let r: Pair = s * p;
    let t: Pair = r / q;
    t.0 * t.1
}

macro_rules! module {
    ($name:ident, $f:ident, $e:expr) => {
        #[grad]
        #[jvp]
        #[hessian]
        mod $name {
            pub(super) fn $f(x: f64) -> f64 {
                helper(x) * $e
            }
            fn helper(x: f64) -> f64 {
                x.sin()
            }
        }
    };
}
module!(waves, wave, 2.0);

macro_rules! with_closure {
    ($($name:ident |$v:ident| $e:expr;)*) => { $(
        #[grad]
        #[jvp]
        #[hessian]
        fn $name(x: &[f64]) -> f64 {
            let f = |$v: f64| $e;
            x.iter().map(|t| f(*t)).sum()
        }
    )* };
}
with_closure! { squares |v| v * v; cosines |x| x * x.cos(); }

macro_rules! powers {
    (@one $name:ident $n:literal) => {
        /// A power.
        #[grad]
        #[jvp]
        #[hessian]
        pub(crate) fn $name(x: f64) -> f64 {
            let mut y = 1.0;
            for _ in 0..$n {
                y *= x;
            }
            y
        }
    };
    ($($name:ident: $n:literal),*) => { $( powers! { @one $name $n } )* };
}
powers! { cube: 3, fourth: 4 }

#[test]
fn structs_and_methods() {
    let line = Line { a: 2.0, b: 1.0 };
    let (g, x_bar) = line.loss_grad(1.5);
    assert_eq!((g.a, g.b, x_bar), (9.0, 1.0, 12.0));
    let direction = LineTangent { a: 1.0, b: 0.0 };
    assert_eq!(line.loss_jvp(1.5, &direction, 0.0), (10.0, 9.0));
}

#[test]
fn operators() {
    let (p, q) = (Pair(0.7, -1.2), Pair(0.3, 0.9));
    let f = |(p, q): &(Pair, Pair)| of_pairs(*p, *q);
    assert_gradient_of(f, &of_pairs::grad(p, q), &(p, q), 1e-9);
}

#[test]
fn functions() {
    assert_eq!(waves::wave::grad(0.5), 2.0 * 0.5f64.cos());
    assert_eq!(waves::wave::derivative(0.5), 2.0 * 0.5f64.cos());
    assert_eq!((cube::grad(2.0), fourth::derivative(2.0)), (12.0, 32.0));
    let x = [0.4, -1.1];
    assert_gradient(squares, squares::grad, &x, 1e-9);
    assert_gradient(cosines, cosines::grad, &x, 1e-9);
    assert_eq!(cosines::jvp(&x, &[1.0, 0.0]).1, cosines::grad(&x)[0]);
}
