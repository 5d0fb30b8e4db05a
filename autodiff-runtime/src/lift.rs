//! Other numbers in place of tangents: what a function is *lifted* to.
//!
//! `#[taylor]` and `#[sparsity]` print one hidden function for a primal: its forward sweep, in which every active real
//! has `K` numbers beside it, [`Lanes`], and every operation hands these to a [`Lift`]. What they mean is up to the lift:
//!
//! | lift | `K` | the numbers of a real |
//! |---|---|---|
//! | [`Series`] | any | its Taylor coefficients 1 to `K` |
//! | [`Dependences`] | 1 | the set of inputs that it depends on |
//! | [`Interactions`] | 2 | that set, and the set of pairs of inputs that it depends on jointly, not linearly |
//!
//! Sets lie elsewhere ([`sets::Sets`]); the lane holds the number of the set, and zero is the empty set. Therefore all
//! shapes of tangents serve all lifts: slices, structs, type parameters. Nothing but a lift may calculate with the lanes.

mod overloaded;
pub(crate) mod rows;
mod series;
mod sets;

pub use overloaded::{Operands, Source, binary, convert, negative};
pub use rows::Row;
pub use series::Series;
pub use sets::{Dependences, Interactions, Sets};

pub(crate) use rows::{method, row};
pub(crate) use series::{Tail, recurrences};

use crate::lanes::{Lanes, TangentLanes};
use crate::real::Real;
use core::array::from_fn;

/// What the operations of a lifted function do with the numbers beside the reals.
pub trait Lift<const K: usize> {
    /// The numbers of an operation's output, from its inputs, its output and the inputs' numbers; `None` is a constant.
    fn row<R: Real, const N: usize, O: Row<N>>(
        &self,
        inputs: [R; N],
        numbers: [Option<Lanes<R, K>>; N],
        output: R,
    ) -> Lanes<R, K>;

    /// Those of a sum.
    fn add<R: Real>(&self, a: Lanes<R, K>, b: Lanes<R, K>) -> Lanes<R, K>;

    /// Those of a difference.
    fn sub<R: Real>(&self, a: Lanes<R, K>, b: Lanes<R, K>) -> Lanes<R, K>;

    /// Those of a negative.
    fn neg<R: Real>(&self, a: Lanes<R, K>) -> Lanes<R, K>;

    /// Those of a real converted to another type.
    fn cast<R: Real, S: Real>(&self, a: Lanes<R, K>) -> Lanes<S, K>;
}

/// Makes a real the variable of a power series.
#[inline(always)]
pub fn variable<L: TangentLanes<K>, const K: usize>(x: &mut L) {
    x.map_each(&mut |_| from_fn(|k| if k == 0 { 1.0 } else { 0.0 }));
}

/// Derivatives of orders 1 to `K` become Taylor coefficients.
#[inline(always)]
pub fn coefficients<L: TangentLanes<K>, const K: usize>(curve: &mut L) {
    weighted(curve, |c, factorial| c / factorial);
}

/// Taylor coefficients become derivatives of orders 1 to `K`.
#[inline(always)]
pub fn derivatives<L: TangentLanes<K>, const K: usize>(series: &mut L) {
    weighted(series, |c, factorial| c * factorial);
}

#[inline(always)]
fn weighted<L: TangentLanes<K>, const K: usize>(x: &mut L, f: impl Fn(f64, f64) -> f64) {
    x.map_each(&mut |mut lanes| {
        let mut factorial = 1.0;
        for (k, lane) in lanes.iter_mut().enumerate() {
            factorial *= (k + 1) as f64;
            *lane = f(*lane, factorial);
        }
        lanes
    });
}
