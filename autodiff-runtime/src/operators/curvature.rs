//! Operators at second order: the tangent of what an operator returns and of what its reverse rule returns, in lanes.
//!
//! For reals both follow from the row of the table, whose rules are compiled once more, for a seed and operands that
//! vary ([`Varying`]).

use super::{
    Add, AddAssign, Convert, Div, DivAssign, Mul, MulAssign, Neg, Rem, RemAssign, Sub, SubAssign,
};
use crate::access::LaneSeed;
use crate::lanes::{Lanes, RealLanes, TangentLanes, Width};
use crate::real::Real;
use crate::space::Differentiable;

/// The rules of an operator along `K` directions. `#[hessian]` on the `impl` of an operator implements it.
#[diagnostic::on_unimplemented(
    message = "the operator `{O}` on `{Self}` and `{B}` has no second derivative",
    note = "put `#[hessian]` on the `impl` block of the operator"
)]
pub trait Curvature<O, B: Differentiable, const K: usize>: Differentiable {
    /// What the operator returns.
    type Output: Differentiable;
    /// The tangents of the result.
    fn pushforward(
        operands: (&Self, &B),
        dots: BothLanes<Self, B, K>,
    ) -> <Self::Output as Differentiable>::Lanes<K>;
    /// The cotangents of both operands, and their tangents; `y_bar` comes with its own.
    fn pullback(
        operands: (&Self, &B),
        dots: BothLanes<Self, B, K>,
        y_bar: <Self::Output as Differentiable>::Tangent,
        y_bar_dot: <Self::Output as Differentiable>::Lanes<K>,
    ) -> (Both<Self, B>, BothLanes<Self, B, K>);
}

/// A tangent for each operand.
pub type Both<A, B> = (
    <A as Differentiable>::Tangent,
    <B as Differentiable>::Tangent,
);

/// Tangents in lanes for each operand.
pub type BothLanes<A, B, const K: usize> = (
    <A as Differentiable>::Lanes<K>,
    <B as Differentiable>::Lanes<K>,
);

/// The tangents of an operator's result.
#[inline(always)]
pub fn pushforward_lanes<O, A: Curvature<O, B, K>, B: Differentiable, const K: usize>(
    _: O,
    _: Width<K>,
    a: &A,
    a_dot: impl LaneSeed<A, K>,
    b: &B,
    b_dot: impl LaneSeed<B, K>,
) -> <A::Output as Differentiable>::Lanes<K> {
    A::pushforward((a, b), (a_dot.seed(a), b_dot.seed(b)))
}

/// The cotangents of an operator's operands, and their tangents.
#[inline(always)]
#[expect(clippy::too_many_arguments, reason = "each operand brings its tangent")]
pub fn pullback_lanes<O, A: Curvature<O, B, K>, B: Differentiable, const K: usize>(
    _: O,
    _: Width<K>,
    a: &A,
    a_dot: impl LaneSeed<A, K>,
    b: &B,
    b_dot: impl LaneSeed<B, K>,
    y_bar: <A::Output as Differentiable>::Tangent,
    y_bar_dot: <A::Output as Differentiable>::Lanes<K>,
) -> (Both<A, B>, BothLanes<A, B, K>) {
    A::pullback((a, b), (a_dot.seed(a), b_dot.seed(b)), y_bar, y_bar_dot)
}

/// The tangents of `a as To`.
#[inline(always)]
pub fn convert_tangent_lanes<A: Convert<To>, To: Differentiable, const K: usize>(
    a: &A,
    a_dot: impl LaneSeed<A, K>,
) -> To::Lanes<K> {
    A::convert_tangent_lanes(a_dot.seed(a))
}

/// The cotangent of `a` in `a as To` and its tangents, each as the one part of a tuple; `_a` is there for its type.
#[inline(always)]
pub fn convert_cotangent_lanes<A: Convert<To>, To: Differentiable, const K: usize>(
    _a: &A,
    y_bar: To::Tangent,
    y_bar_dot: To::Lanes<K>,
) -> ((A::Tangent,), (A::Lanes<K>,)) {
    (
        (A::convert_cotangent(y_bar),),
        (A::convert_cotangent_lanes(y_bar_dot),),
    )
}

/// Tangents times -1.
#[inline(always)]
pub fn negated_lanes<L: TangentLanes<K>, const K: usize>(mut lanes: L) -> L {
    lanes.map_each(&mut |lanes| lanes.map(|lane| -lane));
    lanes
}

/// A real and how it varies along `K` directions.
#[derive(Clone, Copy, Debug)]
pub struct Varying<R, const K: usize>(R, Lanes<R, K>);

/// An operator on two reals.
pub trait Arithmetic {
    /// The tangents of the result.
    fn tangents<R: Real, const K: usize>(x: R, y: R, dots: [Lanes<R, K>; 2]) -> Lanes<R, K>;
    /// The rules for a seed.
    fn rules<R: Real, const K: usize>(
        x: Varying<R, K>,
        y: Varying<R, K>,
        seed: Varying<R, K>,
    ) -> [Varying<R, K>; 2];
}

/// The rules of a row of the table with two operands.
macro_rules! arithmetic {
    (Operator $name:ident $r:ident $s:ident $x:ident [$($x_rule:tt)+] $y:ident [$($y_rule:tt)+]) => {
        #[allow(unused_variables, reason = "a rule reads some of what is at hand")]
        impl $crate::operators::curvature::Arithmetic for $crate::operators::operator_name!($name) {
            #[inline(always)]
            fn tangents<R: Real, const K: usize>($x: R, $y: R, [x_dot, y_dot]: [Lanes<R, K>; 2]) -> Lanes<R, K> {
                let $r = $crate::operators::value!($name $x $y);
                let of_x = { let $s = x_dot; $($x_rule)+ };
                let of_y = { let $s = y_dot; $($y_rule)+ };
                of_x + of_y
            }
            #[inline(always)]
            fn rules<R: Real, const K: usize>(
                $x: $crate::operators::curvature::Varying<R, K>,
                $y: $crate::operators::curvature::Varying<R, K>,
                $s: $crate::operators::curvature::Varying<R, K>,
            ) -> [$crate::operators::curvature::Varying<R, K>; 2] {
                let $r = $crate::operators::value!($name $x $y);
                [$($x_rule)+, $($y_rule)+]
            }
        }
    };
    ($form:ident $($row:tt)*) => {};
}
pub(crate) use arithmetic;

macro_rules! between_varying {
    ($($operator:ident $method:ident, $compound:ident;)*) => {$(
        impl<R: Real, const K: usize> core::ops::$operator for Varying<R, K> {
            type Output = Self;
            #[inline(always)]
            fn $method(self, other: Self) -> Self {
                let lanes = <$operator as Arithmetic>::tangents(self.0, other.0, [self.1, other.1]);
                Varying(core::ops::$operator::$method(self.0, other.0), lanes)
            }
        }
        /// From the old value to the new one.
        impl Arithmetic for $compound {
            #[inline(always)]
            fn tangents<R: Real, const K: usize>(x: R, y: R, dots: [Lanes<R, K>; 2]) -> Lanes<R, K> {
                <$operator as Arithmetic>::tangents(x, y, dots)
            }
            #[inline(always)]
            fn rules<R: Real, const K: usize>(
                x: Varying<R, K>,
                y: Varying<R, K>,
                seed: Varying<R, K>,
            ) -> [Varying<R, K>; 2] {
                <$operator as Arithmetic>::rules(x, y, seed)
            }
        }
    )*};
}
between_varying! {
    Add add, AddAssign;
    Sub sub, SubAssign;
    Mul mul, MulAssign;
    Div div, DivAssign;
    Rem rem, RemAssign;
}

impl<R: Real, const K: usize> core::ops::Neg for Varying<R, K> {
    type Output = Self;
    #[inline(always)]
    fn neg(self) -> Self {
        Varying(-self.0, -self.1)
    }
}

impl<R: Real, const K: usize> Varying<R, K> {
    /// What rules call of the table's methods; it has no derivative.
    #[inline(always)]
    #[must_use]
    pub fn trunc(self) -> Self {
        Varying(self.0.trunc(), Lanes::ZERO)
    }
}

macro_rules! reals {
    ($([$($generics:tt)*] $r:ty: $a:ty, $b:ty: |$x:ident, $y:ident| $values:expr;)*) => {$(
        // that a type is not a real is no hint at what to do about its operators
        #[diagnostic::do_not_recommend]
        impl<$($generics)* O: Arithmetic, const K: usize> Curvature<O, $b, K> for $a {
            type Output = $r;
            #[inline(always)]
            fn pushforward(($x, $y): (&$a, &$b), dots: (Lanes<$r, K>, Lanes<$r, K>)) -> Lanes<$r, K> {
                let (x, y): ($r, $r) = $values;
                O::tangents(x, y, dots.into())
            }
            #[inline(always)]
            fn pullback(
                ($x, $y): (&$a, &$b),
                dots: (Lanes<$r, K>, Lanes<$r, K>),
                y_bar: $r,
                y_bar_dot: Lanes<$r, K>,
            ) -> (($r, $r), (Lanes<$r, K>, Lanes<$r, K>)) {
                let (x, y): ($r, $r) = $values;
                let seed = Varying(y_bar, y_bar_dot);
                let [x, y] = O::rules(Varying(x, dots.0), Varying(y, dots.1), seed);
                ((x.0, y.0), (x.1, y.1))
            }
        }
    )*};
}
reals! {
    [R: Real + RealLanes<K>,] R: R, R: |x, y| (*x, *y);
    [] f64: f64, &f64: |x, y| (*x, **y);
    [] f64: &f64, f64: |x, y| (**x, *y);
    [] f64: &f64, &f64: |x, y| (**x, **y);
    [] f32: f32, &f32: |x, y| (*x, **y);
    [] f32: &f32, f32: |x, y| (**x, *y);
    [] f32: &f32, &f32: |x, y| (**x, **y);
}

macro_rules! negation {
    ($([$($generics:tt)*] $r:ty: $a:ty;)*) => {$(
        #[diagnostic::do_not_recommend]
        impl<$($generics)* const K: usize> Curvature<Neg, (), K> for $a {
            type Output = $r;
            #[inline(always)]
            fn pushforward(_: (&Self, &()), (a_dot, ()): (Lanes<$r, K>, ())) -> Lanes<$r, K> {
                -a_dot
            }
            #[inline(always)]
            fn pullback(
                _: (&Self, &()),
                _: (Lanes<$r, K>, ()),
                y_bar: $r,
                y_bar_dot: Lanes<$r, K>,
            ) -> (($r, ()), (Lanes<$r, K>, ())) {
                ((-y_bar, ()), (-y_bar_dot, ()))
            }
        }
    )*};
}
negation! { [R: Real + RealLanes<K>,] R: R; [] f64: &f64; [] f32: &f32; }

/// Integers have no derivative, whatever is done to them.
macro_rules! integers {
    ($($t:ty)*) => {$(
        impl<O, const K: usize> Curvature<O, $t, K> for $t {
            type Output = $t;
            #[inline(always)]
            fn pushforward(_: (&$t, &$t), _: ((), ())) {}
            #[inline(always)]
            fn pullback(_: (&$t, &$t), _: ((), ()), (): (), (): ()) -> (((), ()), ((), ())) {
                (((), ()), ((), ()))
            }
        }
        impl<const K: usize> Curvature<Neg, (), K> for $t {
            type Output = $t;
            #[inline(always)]
            fn pushforward(_: (&$t, &()), _: ((), ())) {}
            #[inline(always)]
            fn pullback(_: (&$t, &()), _: ((), ()), (): (), (): ()) -> (((), ()), ((), ())) {
                (((), ()), ((), ()))
            }
        }
    )*};
}
integers! { u8 u16 u32 u64 u128 usize i8 i16 i32 i64 i128 isize }

#[cfg(test)]
mod tests {
    use super::*;
    use crate::access::{Active, Inactive};
    use crate::operators::pullback;

    /// Both cotangents along a line through the operands and the seed, by central differences.
    fn slopes<O: Copy>(o: O, [x, y, s]: [f64; 3], [dx, dy, ds]: [f64; 3]) -> [f64; 2]
    where
        f64: crate::operators::Pullback<O, f64, Output = f64>,
    {
        let at = |h: f64| pullback(o, &(x + h * dx), &(y + h * dy), s + h * ds);
        let h = 1e-6;
        let (up, down) = (at(h), at(-h));
        [(up.0 - down.0) / (2.0 * h), (up.1 - down.1) / (2.0 * h)]
    }

    #[test]
    fn reals_vary_as_differences_do() {
        macro_rules! check {
            ($($o:ident)*) => {$(
                let (at, along) = ([1.7, 0.6, 0.9], [[0.3, -0.8, 0.5], [0.0, 1.0, 0.0]]);
                let lanes = |i: usize| Lanes([along[0][i], along[1][i]]);
                let (bars, dots) = pullback_lanes(
                    $o, Width::<2>, &at[0], Active(lanes(0)), &&at[1], Active(lanes(1)), at[2], lanes(2),
                );
                assert_eq!(bars, pullback($o, &at[0], &at[1], at[2]), stringify!($o));
                for k in 0..2 {
                    let wanted = slopes($o, at, along[k]);
                    for (got, wanted) in [dots.0.0[k], dots.1.0[k]].into_iter().zip(wanted) {
                        assert!((got - wanted).abs() < 1e-8, "{}: {got}, {wanted}", stringify!($o));
                    }
                }
            )*};
        }
        check! { Add Sub Mul Div Rem AddAssign SubAssign MulAssign DivAssign RemAssign }
    }

    #[test]
    fn results_vary_as_the_operands_do() {
        let (a_dot, b_dot) = (Lanes([1.0, 0.5]), Lanes([0.0, 2.0]));
        let product = pushforward_lanes(Mul, Width, &3.0, Active(a_dot), &4.0, Active(b_dot));
        assert_eq!(product, Lanes([4.0, 8.0]));
        let quotient = pushforward_lanes(Div, Width, &3.0, Inactive, &2.0, Active(b_dot));
        assert_eq!(quotient, Lanes([0.0, -1.5]));
        let a = 3.0f32;
        let negative = pushforward_lanes(Neg, Width::<1>, &&a, Active(Lanes([2.0])), &(), Inactive);
        assert_eq!(negative, Lanes([-2.0]));
        assert_eq!(
            negated_lanes::<_, 2>((b_dot, ())),
            (Lanes([-0.0, -2.0]), ())
        );
    }

    #[test]
    fn integers_do_not_vary() {
        pushforward_lanes(Add, Width::<2>, &1usize, Inactive, &2, Inactive);
        let none = pullback_lanes(Mul, Width::<2>, &1i8, Inactive, &2, Inactive, (), ());
        assert_eq!(none, (((), ()), ((), ())));
        let half = convert_tangent_lanes::<_, f64, 2>(&7usize, Inactive);
        assert_eq!(half, Lanes::ZERO);
        let (_, (dots,)) = convert_cotangent_lanes::<f32, f64, 1>(&7.0, 2.0, Lanes([3.0]));
        assert_eq!(dots, Lanes([3.0f32]));
    }
}
