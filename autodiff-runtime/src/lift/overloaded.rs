//! Operators on values whose types only rustc knows: fields, results of methods, aliases.

use super::{Lift, Row};
use crate::lanes::{Lanes, Width};
use crate::space::Differentiable;

/// Two operands of an operator. Reals are handed to the lift, integers have no numbers beside them.
#[diagnostic::on_unimplemented(
    message = "an operator on `{Self}` and `{B}` has neither a Taylor series nor a sparsity",
    note = "write the arithmetic on the fields, which are reals"
)]
pub trait Operands<B: Differentiable, const K: usize>: Differentiable + Sized {
    /// What the operator returns.
    type Output: Differentiable;

    /// The numbers of the output.
    fn lift<O: Row<2>, L: Lift<K>>(
        lift: &L,
        operands: (&Self, &B),
        output: &Self::Output,
        a: Option<Self::Lanes<K>>,
        b: Option<B::Lanes<K>>,
    ) -> <Self::Output as Differentiable>::Lanes<K>;
}

macro_rules! reals {
    ($real:ident: $($a:ty, $b:ty;)*) => {$(
        impl<const K: usize> Operands<$b, K> for $a {
            type Output = $real;
            #[inline(always)]
            fn lift<O: Row<2>, L: Lift<K>>(
                lift: &L,
                (x, y): (&$a, &$b),
                output: &$real,
                a: Option<Lanes<$real, K>>,
                b: Option<Lanes<$real, K>>,
            ) -> Lanes<$real, K> {
                // a factor of one makes a value of a reference, too
                lift.row::<$real, 2, O>([1.0 * *x, 1.0 * *y], [a, b], *output)
            }
        }
    )*};
}
reals! { f64: f64, f64; f64, &f64; &f64, f64; &f64, &f64; }
reals! { f32: f32, f32; f32, &f32; &f32, f32; &f32, &f32; }

macro_rules! integers {
    ($($t:ty)*) => {$(
        impl<const K: usize> Operands<$t, K> for $t {
            type Output = $t;
            #[inline(always)]
            fn lift<O: Row<2>, L: Lift<K>>(_: &L, _: (&$t, &$t), _: &$t, _: Option<()>, _: Option<()>) {}
        }
        impl<const K: usize> Source<f64, K> for $t {
            #[inline(always)]
            fn convert<L: Lift<K>>(_: &L, (): ()) -> Lanes<f64, K> {
                Lanes::ZERO
            }
        }
        impl<const K: usize> Source<f32, K> for $t {
            #[inline(always)]
            fn convert<L: Lift<K>>(_: &L, (): ()) -> Lanes<f32, K> {
                Lanes::ZERO
            }
        }
    )*};
}
integers! { u8 u16 u32 u64 u128 usize i8 i16 i32 i64 i128 isize }

/// What a cast to a real starts from.
pub trait Source<To: Differentiable, const K: usize>: Differentiable {
    /// The numbers of the result.
    fn convert<L: Lift<K>>(lift: &L, a: Self::Lanes<K>) -> To::Lanes<K>;
}

macro_rules! conversions {
    ($($from:ident to $($to:ident)*;)*) => {$($(
        impl<const K: usize> Source<$to, K> for $from {
            #[inline(always)]
            fn convert<L: Lift<K>>(lift: &L, a: Lanes<$from, K>) -> Lanes<$to, K> {
                lift.cast(a)
            }
        }
    )*)*};
}
conversions! { f64 to f64 f32; f32 to f64 f32; }

/// The numbers of `a op b`; `None` is a constant.
#[inline(always)]
pub fn binary<O: Row<2>, A: Operands<B, K>, B: Differentiable, L: Lift<K>, const K: usize>(
    lift: &L,
    a: &A,
    b: &B,
    output: &A::Output,
    a_numbers: Option<A::Lanes<K>>,
    b_numbers: Option<B::Lanes<K>>,
) -> <A::Output as Differentiable>::Lanes<K> {
    A::lift::<O, L>(lift, (a, b), output, a_numbers, b_numbers)
}

/// The numbers of `-a`, which is `0 - a` to a lift.
#[inline(always)]
pub fn negative<A: Operands<A, K>, L: Lift<K>, const K: usize>(
    lift: &L,
    a: &A,
    output: &A::Output,
    numbers: Option<A::Lanes<K>>,
) -> <A::Output as Differentiable>::Lanes<K> {
    A::lift::<crate::ops::rows::sub, L>(lift, (a, a), output, None, numbers)
}

/// The numbers of `a as To`; `_a` is there for its type.
#[inline(always)]
pub fn convert<A: Source<To, K>, To: Differentiable, L: Lift<K>, const K: usize>(
    lift: &L,
    a: &A,
    numbers: Option<A::Lanes<K>>,
) -> To::Lanes<K> {
    let numbers = numbers.unwrap_or_else(|| a.zero_lanes(Width));
    A::convert(lift, numbers)
}
