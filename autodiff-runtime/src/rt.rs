//! Everything generated code names: it reaches the run time by one path, `::autodiff::rt`.
//!
//! Not part of the public interface; it changes together with the code the macros print.

#[cfg(test)]
mod tests;

pub use crate::access::{
    Active, Bar0, Bar1, Bar2, Bar3, Dot0, Dot1, Dot2, Dot3, Inactive, LaneLent, LaneSeed, LaneSlot,
    Lent, Once, OneLane, Seed, Slot, Source0, Source1, Source2, Source3, each_once, run,
};
/// The traits of the parts of accumulators and sources, without names that an import of all could bring in.
pub mod parts {
    pub use crate::access::{Bar0 as _, Bar1 as _, Bar2 as _, Dot0 as _, Dot1 as _, Dot2 as _};
}
pub use crate::checkpoint::{self, Schedule};
pub use crate::columns::{Columns, diagonal_into, hessian_into, jacobian, jacobian_into};
pub use crate::lanes::{Additive, Lanes, RealLanes, TangentLanes, Width};
pub use crate::lift;
pub use crate::lift::Lift as _;
pub use crate::matrix::Matrix;
pub use crate::operators::curvature::{
    Both, BothLanes, Curvature, convert_cotangent_lanes, convert_tangent_lanes, negated_lanes,
    pullback_lanes, pushforward_lanes,
};
pub use crate::operators::{
    self, Pullback, Pushforward, convert_cotangent, convert_tangent, negated, plain, pullback,
    pushforward, updated,
};
pub use crate::ops;
pub use crate::ops::*;
pub use crate::real::Real;
pub use crate::scalar::{Scalar, from_f64, to_f64};
pub use crate::several::{
    by_lane, lane, lane_of_slice, lanes_into, lanes_into_slices, lanes_of, lanes_of_lent,
    lanes_of_slices, set_lane_of_slice, vjp_many,
};
pub use crate::space::{Differentiable, Tangent};
pub use crate::sparsity::{Compressed, Sparsity};
pub use crate::tape::{Keep, Restore, Tape, Word, with_tape};

pub use alloc::{vec, vec::Vec};
pub use core::array::from_fn;
use core::borrow::Borrow;
pub use core::marker::Sized;
pub use core::primitive::{f64, usize};

/// The zero tangent of the shape of `x`.
#[inline(always)]
pub fn zero<T: Differentiable + ?Sized>(x: &T) -> T::Tangent {
    x.zero_tangent()
}

/// A zero cotangent of the shape of `x` to which rustc adds for nothing: `-0.0 + x` is `x`, and `0.0 + x` is not where
/// `x` is `-0.0`.
#[inline(always)]
pub fn neutral<T: Differentiable + ?Sized>(x: &T) -> T::Tangent {
    let mut zero = x.zero_tangent();
    zero.make_neutral();
    zero
}

/// A sum of cotangents that began with [`neutral`], as one that began with 0.
#[inline(always)]
pub fn settled<T: Tangent>(sum: T) -> T {
    let mut settled = sum.zero_tangent();
    settled.accumulate(&sum);
    settled
}

/// How many reals the tangent of `x` has.
#[inline(always)]
pub fn reals<T: Differentiable + ?Sized>(x: &T) -> usize {
    x.zero_tangent().reals()
}

/// `sum += term`.
#[inline(always)]
pub fn accumulate<T: Tangent>(sum: &mut T, term: &T) {
    sum.accumulate(term);
}

/// `sum += term`, row by row.
#[inline]
pub fn accumulate_rows<T: Tangent>(sum: &mut [T], term: &[T]) {
    assert_eq!(sum.len(), term.len(), "the lengths of a sum of tangents");
    sum.iter_mut().zip(term).for_each(|(s, t)| s.accumulate(t));
}

/// The zero tangents of the shape of `x`, in lanes.
#[inline(always)]
pub fn zero_lanes<T: Differentiable + ?Sized, const K: usize>(
    x: &T,
    width: Width<K>,
) -> T::Lanes<K> {
    x.zero_lanes(width)
}

/// `sum += term`, in every lane.
#[inline(always)]
pub fn accumulate_lanes<L: TangentLanes<K>, const K: usize>(sum: &mut L, term: &L) {
    sum.accumulate(term);
}

/// `sum += term`, row by row, in every lane.
#[inline]
pub fn accumulate_rows_lanes<L: TangentLanes<K>, const K: usize>(sum: &mut [L], term: &[L]) {
    assert_eq!(sum.len(), term.len(), "the lengths of a sum of tangents");
    sum.iter_mut().zip(term).for_each(|(s, t)| s.accumulate(t));
}

/// `sum -= term`, in every lane.
#[inline(always)]
pub fn subtract_lanes<L: TangentLanes<K>, const K: usize>(sum: &mut L, term: &L) {
    let mut negative = term.clone();
    negative.map_each(&mut |lanes| lanes.map(|lane| -lane));
    sum.accumulate(&negative);
}

/// `sum -= term`.
#[inline(always)]
pub fn subtract<T: Tangent>(sum: &mut T, term: &T) {
    sum.axpy(-1.0, term);
}

/// Hands out what `x` is borrowed as.
#[inline(always)]
pub fn borrow<T: ?Sized>(x: &impl Borrow<T>) -> &T {
    x.borrow()
}

/// Hands out what `x` is borrowed as.
#[inline(always)]
pub fn borrow_mut<T: ?Sized>(x: &mut impl core::borrow::BorrowMut<T>) -> &mut T {
    x.borrow_mut()
}

/// Some value, to be overwritten before it is read.
#[inline(always)]
pub fn blank<T: Keep>() -> T {
    T::blank()
}

/// Some value of the type that `_witness` would return; it is not called.
#[inline(always)]
pub fn blank_like<T: Keep>(_witness: impl FnOnce() -> T) -> T {
    T::blank()
}

/// A value of any type, in witnesses.
///
/// # Panics
/// Always: witnesses are not called.
#[cold]
pub fn phantom<T>() -> T {
    unreachable!("internal error of autodiff: a witness was called")
}

/// Compiles for reals only.
#[inline(always)]
pub fn is_real<R: Real>() {}

/// Compiles for types with the `Float` of `num_traits` only, not for those with another trait of that name.
///
/// ```compile_fail,E0277
/// trait Float {}
/// fn other<T: Float>() {
///     autodiff_runtime::rt::is_float::<T>();
/// }
/// ```
///
/// ```
/// use num_traits::Float;
/// fn same<T: Float>() {
///     autodiff_runtime::rt::is_float::<T>();
/// }
/// ```
#[cfg(feature = "num-traits")]
#[inline(always)]
pub fn is_float<R: num_traits::Float>() {}

/// Tells rustc what a sequence holds.
#[inline(always)]
pub fn holds<R>(_: &(impl AsRef<[R]> + ?Sized)) {}

/// Exchanges two cotangents.
#[inline(always)]
pub fn exchange<R: Additive>(mut a: impl Bar0<R>, mut b: impl Bar0<R>) {
    let (x, y) = (a.take(), b.take());
    a.add(y);
    b.add(x);
}

/// An integer type that counts a loop.
pub trait Index: Copy {
    /// `self + k`.
    fn forth(self, k: usize) -> Self;
    /// `self - 1 - k`.
    fn back(self, k: usize) -> Self;
}

macro_rules! index {
    ($($t:ty)*) => {$(
        impl Index for $t {
            // Wrapping, because a range of a signed type may have more members than its largest
            // value (`-100i8..100`); the result is right whenever it is a member of the range.
            #[inline(always)]
            fn forth(self, k: usize) -> Self {
                self.wrapping_add(k as $t)
            }
            #[inline(always)]
            fn back(self, k: usize) -> Self {
                self.wrapping_sub(1).wrapping_sub(k as $t)
            }
        }
    )*};
}
index! { u8 u16 u32 u64 u128 usize i8 i16 i32 i64 i128 isize }

/// Member `k` of the range that begins at `lo`.
#[inline(always)]
pub fn nth<I: Index>(lo: I, k: usize) -> I {
    lo.forth(k)
}

/// Member `k`, counted from the end, of the range that ends before `hi`.
#[inline(always)]
pub fn nth_back<I: Index>(hi: I, k: usize) -> I {
    hi.back(k)
}

/// Panics unless a buffer of a derivative is as long as the argument it belongs to.
///
/// `name` is the buffer's name (`x_bar`, `x_dot`), or the argument's own (`x`, meaning `x_bar`).
#[inline]
#[track_caller]
pub fn check_len(got: usize, want: usize, name: &str) {
    if got != want {
        wrong_len(got, want, name);
    }
}

#[cold]
#[inline(never)]
#[track_caller]
fn wrong_len(got: usize, want: usize, name: &str) -> ! {
    let argument = name
        .strip_suffix("_bar")
        .or_else(|| name.strip_suffix("_dot"));
    match argument {
        Some(argument) => panic!("`{name}` has length {got}, but `{argument}` has length {want}"),
        None => panic!("`{name}_bar` has length {got}, but `{name}` has length {want}"),
    }
}

/// Panics unless a caller's matrix has the shape of the result.
#[inline]
#[track_caller]
pub fn check_shape<T>(matrix: &Matrix<T>, nrows: usize, ncols: usize, name: &str) {
    if matrix.nrows() != nrows || matrix.ncols() != ncols {
        wrong_shape((matrix.nrows(), matrix.ncols()), (nrows, ncols), name);
    }
}

#[cold]
#[inline(never)]
#[track_caller]
fn wrong_shape(got: (usize, usize), want: (usize, usize), name: &str) -> ! {
    panic!(
        "`{name}` is a {} x {} matrix, but the result is {} x {}",
        got.0, got.1, want.0, want.1
    );
}

/// The reals of a tangent, in order.
pub fn flatten(tangent: &impl Tangent) -> Vec<f64> {
    let mut reals = Vec::with_capacity(tangent.reals());
    tangent.for_each(&mut |real| reals.push(real));
    reals
}

/// Sets real `k` of a tangent to 1 and leaves the others.
///
/// # Panics
/// If the tangent has no real `k`.
#[track_caller]
pub fn set_basis(tangent: &mut impl Tangent, k: usize) {
    let mut at = 0;
    tangent.map_each(&mut |real| {
        at += 1;
        if at == k + 1 { 1.0 } else { real }
    });
    assert!(
        k < at,
        "basis vector {k} of a tangent space of dimension {at}"
    );
}

/// Writes the reals of a tangent into row `i`, from column `offset` on; returns the column after the last.
///
/// # Panics
/// If they reach beyond the matrix.
#[track_caller]
pub fn row_from(matrix: &mut Matrix, i: usize, offset: usize, tangent: &impl Tangent) -> usize {
    let row = matrix.row_mut(i);
    let mut j = offset;
    tangent.for_each(&mut |real| {
        row[j] = real;
        j += 1;
    });
    j
}

/// Makes lane `k` the unit vector of column `first + k`; `before` columns belong to tangents before this one.
/// Returns the column after the last of this tangent.
pub fn set_basis_lanes<L: TangentLanes<K>, const K: usize>(
    tangents: &mut L,
    before: usize,
    first: usize,
) -> usize {
    let mut column = before;
    tangents.map_each(&mut |mut lanes| {
        if let Some(lane) = column.checked_sub(first).and_then(|k| lanes.get_mut(k)) {
            *lane = 1.0;
        }
        column += 1;
        lanes
    });
    column
}

/// Writes the reals of tangents into the columns from `first` on, from row `before` on; returns the row after
/// the last. Lanes beyond the last column are padding.
///
/// # Panics
/// If they reach below the matrix.
#[track_caller]
pub fn columns_from<L: TangentLanes<K>, const K: usize>(
    matrix: &mut Matrix,
    before: usize,
    first: usize,
    tangents: &L,
) -> usize {
    let width = matrix.ncols().saturating_sub(first).min(K);
    let mut row = before;
    tangents.for_each(&mut |lanes| {
        if width > 0 {
            matrix.row_mut(row)[first..first + width].copy_from_slice(&lanes[..width]);
        }
        row += 1;
    });
    row
}

/// Panics unless a caller's Jacobian has the shape of the result.
#[track_caller]
pub fn check_jacobian(matrix: &mut Matrix, nrows: usize, ncols: usize) {
    check_shape(matrix, nrows, ncols, "jacobian");
}

/// What gives a Jacobian its shape, or checks it.
pub type MakeShape = fn(&mut Matrix, usize, usize);

/// Gives a new Jacobian its shape, the first time.
pub fn make_jacobian(matrix: &mut Matrix, nrows: usize, ncols: usize) {
    if matrix.nrows() != nrows || matrix.ncols() != ncols {
        *matrix = Matrix::zeros(nrows, ncols);
    }
}

/// Overwrites the elements of `dst` by those of `src`, keeping the allocations of `dst`.
///
/// # Panics
/// If the lengths differ.
#[inline]
#[track_caller]
pub fn overwrite_slice<T: Clone>(dst: &mut [T], src: &[T]) {
    if dst.len() != src.len() {
        crate::space::lengths_differ(dst.len(), src.len());
    }
    dst.clone_from_slice(src);
}
