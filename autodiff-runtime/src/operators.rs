//! Operators on operands whose types only rustc knows: fields, results of methods, aliases, types of the user's.
//!
//! Where the macros know an operand to be a real they print its rule as plain arithmetic. Elsewhere the rule is found
//! by these traits: for reals it is the row of the table, for integers nothing, for a user's type what `#[grad]` and
//! `#[jvp]` on the `impl` of the operator say. A type without a rule does not compile.

pub mod curvature;

use crate::access::Seed;
use crate::lanes::Lanes;
use crate::space::{Differentiable, Tangent};

macro_rules! markers {
    ($($(#[doc = $doc:literal])+ $name:ident)*) => {$(
        $(#[doc = $doc])+
        #[derive(Clone, Copy, Debug)]
        pub struct $name;
    )*};
}
markers! {
    /// `a + b`
    Add
    /// `a - b`
    Sub
    /// `a * b`
    Mul
    /// `a / b`
    Div
    /// `a % b`
    Rem
    /// `-a`; the second operand is `()`.
    Neg
    /// `a += b`, from the old `a` to the new one.
    AddAssign
    /// `a -= b`
    SubAssign
    /// `a *= b`
    MulAssign
    /// `a /= b`
    DivAssign
    /// `a %= b`
    RemAssign
}

/// The reverse rule of an operator. `#[grad]` on the `impl` of an operator implements it.
#[diagnostic::on_unimplemented(
    message = "the operator `{O}` on `{Self}` and `{B}` has no reverse derivative",
    note = "put `#[grad]` on the `impl` block of the operator"
)]
pub trait Pullback<O, B: Differentiable>: Differentiable {
    /// What the operator returns.
    type Output: Differentiable;
    /// The cotangents of both operands.
    fn pullback(
        a: &Self,
        b: &B,
        y_bar: <Self::Output as Differentiable>::Tangent,
    ) -> (Self::Tangent, B::Tangent);
}

/// The forward rule of an operator. `#[jvp]` on the `impl` of an operator implements it.
#[diagnostic::on_unimplemented(
    message = "the operator `{O}` on `{Self}` and `{B}` has no forward derivative",
    note = "put `#[jvp]` on the `impl` block of the operator"
)]
pub trait Pushforward<O, B: Differentiable>: Differentiable {
    /// What the operator returns.
    type Output: Differentiable;
    /// The tangent of the result.
    fn pushforward(
        a: &Self,
        a_dot: Self::Tangent,
        b: &B,
        b_dot: B::Tangent,
    ) -> <Self::Output as Differentiable>::Tangent;
}

/// The cotangents of an operator's operands.
#[inline(always)]
pub fn pullback<O, A: Pullback<O, B>, B: Differentiable>(
    _: O,
    a: &A,
    b: &B,
    y_bar: <A::Output as Differentiable>::Tangent,
) -> (A::Tangent, B::Tangent) {
    A::pullback(a, b, y_bar)
}

/// The tangent of an operator's result.
#[inline(always)]
pub fn pushforward<O, A: Pushforward<O, B>, B: Differentiable>(
    _: O,
    a: &A,
    a_dot: impl Seed<A>,
    b: &B,
    b_dot: impl Seed<B>,
) -> <A::Output as Differentiable>::Tangent {
    A::pushforward(a, a_dot.seed(a), b, b_dot.seed(b))
}

/// The rules of a row of the table, for reals and references to them.
macro_rules! operator {
    (Operator $name:ident $r:ident $s:ident $x:ident [$($x_rule:tt)+] $y:ident [$($y_rule:tt)+]) => {
        $crate::operators::real_operator! {
            $name $r $s $x [$($x_rule)+] $y [$($y_rule)+] f64: f64, f64; f64, &f64; &f64, f64; &f64, &f64;
        }
        $crate::operators::real_operator! {
            $name $r $s $x [$($x_rule)+] $y [$($y_rule)+] f32: f32, f32; f32, &f32; &f32, f32; &f32, &f32;
        }
    };
    ($form:ident $($row:tt)*) => {};
}
pub(crate) use operator;

macro_rules! operator_name {
    (add) => {
        $crate::operators::Add
    };
    (sub) => {
        $crate::operators::Sub
    };
    (mul) => {
        $crate::operators::Mul
    };
    (div) => {
        $crate::operators::Div
    };
    (rem) => {
        $crate::operators::Rem
    };
}
pub(crate) use operator_name;

macro_rules! value {
    (add $x:ident $y:ident) => {
        $x + $y
    };
    (sub $x:ident $y:ident) => {
        $x - $y
    };
    (mul $x:ident $y:ident) => {
        $x * $y
    };
    (div $x:ident $y:ident) => {
        $x / $y
    };
    (rem $x:ident $y:ident) => {
        $x % $y
    };
}
pub(crate) use value;

macro_rules! real_operator {
    ($name:ident $r:ident $s:ident $x:ident $x_rule:tt $y:ident $y_rule:tt $real:ident: $($a:ty, $b:ty;)*) => {$(
        $crate::operators::real_operator! { @one $name $r $s $x $x_rule $y $y_rule $real $a, $b }
    )*};
    (@one $name:ident $r:ident $s:ident $x:ident [$($x_rule:tt)+] $y:ident [$($y_rule:tt)+] $real:ident $a:ty, $b:ty) => {
        #[allow(unused_variables, reason = "a rule reads some of what is at hand")]
        impl $crate::operators::Pullback<$crate::operators::operator_name!($name), $b> for $a {
            type Output = $real;
            #[inline(always)]
            fn pullback(a: &$a, b: &$b, $s: $real) -> ($real, $real) {
                // a factor of one makes a value of a reference, too
                let ($x, $y): ($real, $real) = (1.0 * *a, 1.0 * *b);
                let $r = $crate::operators::value!($name $x $y);
                ($($x_rule)+, $($y_rule)+)
            }
        }
        impl $crate::operators::Pushforward<$crate::operators::operator_name!($name), $b> for $a {
            type Output = $real;
            #[inline(always)]
            fn pushforward(a: &$a, a_dot: $real, b: &$b, b_dot: $real) -> $real {
                use $crate::operators::{Pullback, operator_name};
                // the rules are linear in the seed: the partials are the rules for seed 1
                let partials = <$a as Pullback<operator_name!($name), $b>>::pullback(a, b, 1.0);
                partials.0 * a_dot + partials.1 * b_dot
            }
        }
    };
}
pub(crate) use real_operator;

macro_rules! negation {
    ($($t:ty, $real:ty;)*) => {$(
        impl Pullback<Neg, ()> for $t {
            type Output = $real;
            #[inline(always)]
            fn pullback(_: &Self, (): &(), y_bar: $real) -> ($real, ()) {
                (-y_bar, ())
            }
        }
        impl Pushforward<Neg, ()> for $t {
            type Output = $real;
            #[inline(always)]
            fn pushforward(_: &Self, a_dot: $real, (): &(), (): ()) -> $real {
                -a_dot
            }
        }
    )*};
}
/// `a += b` of reals has the rule of `a + b`.
macro_rules! compound {
    ($($compound:ident is $plain:ident;)*) => {$(
        compound! { $compound is $plain: f64, f64; f64, &f64; f32, f32; f32, &f32; }
    )*};
    ($compound:ident is $plain:ident: $($a:ty, $b:ty;)*) => {$(
        impl Pullback<$compound, $b> for $a {
            type Output = $a;
            #[inline(always)]
            fn pullback(a: &$a, b: &$b, y_bar: $a) -> ($a, $a) {
                <$a as Pullback<$plain, $b>>::pullback(a, b, y_bar)
            }
        }
        impl Pushforward<$compound, $b> for $a {
            type Output = $a;
            #[inline(always)]
            fn pushforward(a: &$a, a_dot: $a, b: &$b, b_dot: $a) -> $a {
                <$a as Pushforward<$plain, $b>>::pushforward(a, a_dot, b, b_dot)
            }
        }
    )*};
}
compound! {
    AddAssign is Add;
    SubAssign is Sub;
    MulAssign is Mul;
    DivAssign is Div;
    RemAssign is Rem;
}

negation! { f64, f64; f32, f32; &f64, f64; &f32, f32; }

/// Integers have no derivative, whatever is done to them.
macro_rules! integers {
    ($($t:ty)*) => {$(
        impl<O> Pullback<O, $t> for $t {
            type Output = $t;
            #[inline(always)]
            fn pullback(_: &Self, _: &Self, (): ()) -> ((), ()) {
                ((), ())
            }
        }
        impl<O> Pushforward<O, $t> for $t {
            type Output = $t;
            #[inline(always)]
            fn pushforward(_: &Self, (): (), _: &Self, (): ()) {}
        }
        impl Pullback<Neg, ()> for $t {
            type Output = $t;
            #[inline(always)]
            fn pullback(_: &Self, (): &(), (): ()) -> ((), ()) {
                ((), ())
            }
        }
        impl Pushforward<Neg, ()> for $t {
            type Output = $t;
            #[inline(always)]
            fn pushforward(_: &Self, (): (), (): &(), (): ()) {}
        }
    )*};
}
integers! { u8 u16 u32 u64 u128 usize i8 i16 i32 i64 i128 isize }

/// The derivative of `a as To`, where only rustc knows whether `a` is a real.
pub trait Convert<To: Differentiable>: Differentiable {
    /// The tangent of the result.
    fn convert_tangent(a_dot: Self::Tangent) -> To::Tangent;
    /// The cotangent of what was converted.
    fn convert_cotangent(y_bar: To::Tangent) -> Self::Tangent;
    /// The tangents of the result.
    fn convert_tangent_lanes<const K: usize>(a_dot: Self::Lanes<K>) -> To::Lanes<K>;
    /// The tangents of `convert_cotangent`.
    fn convert_cotangent_lanes<const K: usize>(y_bar_dot: To::Lanes<K>) -> Self::Lanes<K>;
}

macro_rules! conversions {
    ($($from:ident to $($to:ident)*;)*) => {$($(
        #[allow(clippy::cast_possible_truncation, clippy::cast_lossless, clippy::unnecessary_cast, reason = "it is what the cast does")]
        impl Convert<$to> for $from {
            #[inline(always)]
            fn convert_tangent(a_dot: $from) -> $to {
                a_dot as $to
            }
            #[inline(always)]
            fn convert_cotangent(y_bar: $to) -> $from {
                y_bar as $from
            }
            #[inline(always)]
            fn convert_tangent_lanes<const K: usize>(a_dot: Lanes<$from, K>) -> Lanes<$to, K> {
                a_dot.cast()
            }
            #[inline(always)]
            fn convert_cotangent_lanes<const K: usize>(y_bar_dot: Lanes<$to, K>) -> Lanes<$from, K> {
                y_bar_dot.cast()
            }
        }
    )*)*};
    (none $($from:ident)*) => {$(
        impl Convert<f64> for $from {
            #[inline(always)]
            fn convert_tangent((): ()) -> f64 {
                0.0
            }
            #[inline(always)]
            fn convert_cotangent(_: f64) {}
            #[inline(always)]
            fn convert_tangent_lanes<const K: usize>((): ()) -> Lanes<f64, K> {
                Lanes::ZERO
            }
            #[inline(always)]
            fn convert_cotangent_lanes<const K: usize>(_: Lanes<f64, K>) {}
        }
        impl Convert<f32> for $from {
            #[inline(always)]
            fn convert_tangent((): ()) -> f32 {
                0.0
            }
            #[inline(always)]
            fn convert_cotangent(_: f32) {}
            #[inline(always)]
            fn convert_tangent_lanes<const K: usize>((): ()) -> Lanes<f32, K> {
                Lanes::ZERO
            }
            #[inline(always)]
            fn convert_cotangent_lanes<const K: usize>(_: Lanes<f32, K>) {}
        }
    )*};
}
conversions! { f64 to f64 f32; f32 to f64 f32; }
conversions! { none u8 u16 u32 u64 u128 usize i8 i16 i32 i64 i128 isize }

/// The tangent of `a as To`; `_a` is there for its type.
#[inline(always)]
pub fn convert_tangent<A: Convert<To>, To: Differentiable>(
    _a: &A,
    a_dot: A::Tangent,
) -> To::Tangent {
    A::convert_tangent(a_dot)
}

/// The cotangent of `a` in `a as To`; `_a` is there for its type.
#[inline(always)]
pub fn convert_cotangent<A: Convert<To>, To: Differentiable>(
    _a: &A,
    y_bar: To::Tangent,
) -> A::Tangent {
    A::convert_cotangent(y_bar)
}

/// Numbers whose `+=` and `-=` are addition and subtraction, and nothing else.
#[diagnostic::on_unimplemented(
    message = "`+=` on `{Self}`, known only to rustc, cannot be differentiated",
    note = "write `a = a + b`, or give a variable its type: `let mut a: V3 = ..; a += b;`"
)]
pub trait Plain {}

macro_rules! plain {
    ($($t:ty)*) => { $( impl Plain for $t {} )* };
}
plain! { f64 f32 u8 u16 u32 u64 u128 usize i8 i16 i32 i64 i128 isize }

/// The place itself, if it is a plain number.
#[inline(always)]
pub fn plain<T: Plain>(place: &mut T) -> &mut T {
    place
}

/// The value that a compound assignment gives to a variable of this one.
#[inline(always)]
pub fn updated<T>(mut value: T, update: impl FnOnce(&mut T)) -> T {
    update(&mut value);
    value
}

/// A tangent times -1.
#[inline(always)]
pub fn negated<T: Tangent>(mut tangent: T) -> T {
    tangent.scale(-1.0);
    tangent
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::access::{Active, Inactive};

    #[test]
    fn reals_use_the_table() {
        assert_eq!(pullback(Mul, &3.0, &4.0, 2.0), (8.0, 6.0));
        assert_eq!(pullback(Div, &3.0, &4.0, 8.0), (2.0, -1.5));
        assert_eq!(pushforward(Mul, &3.0, Active(1.0), &4.0, Inactive), 4.0);
        assert_eq!(pushforward(Sub, &3.0, Active(1.0), &4.0, Active(5.0)), -4.0);
        assert_eq!(pullback(Neg, &3.0f32, &(), 2.0), (-2.0, ()));
        assert_eq!(pullback(Rem, &7.5, &2.0, 1.0), (1.0, -3.0));
        let (a, b) = (2.0, 5.0);
        assert_eq!(pullback(Mul, &&a, &&b, 1.0), (5.0, 2.0));
    }

    #[test]
    fn integers_have_no_derivative() {
        assert_eq!(pullback(Add, &1usize, &2, ()), ((), ()));
        assert_eq!(convert_tangent::<_, f64>(&7usize, ()), 0.0);
        assert_eq!(convert_tangent::<_, f64>(&7.0f32, 2.0), 2.0);
        convert_cotangent::<_, f64>(&7u8, 3.0);
    }

    #[test]
    fn plain_numbers() {
        let mut x = 1.0;
        *plain(&mut x) += 2.0;
        assert_eq!(x, 3.0);
        assert_eq!(negated((1.0, [2.0])), (-1.0, [-2.0]));
    }
}
