//! Several tangents or cotangents of one call: arrays of them, and lanes.

use crate::lanes::{TangentLanes, Width};
use crate::space::Differentiable;
use crate::tape::{Tape, with_tape};
use alloc::vec::Vec;
use core::array::from_fn;
use core::borrow::Borrow;

/// The tangents of an argument side by side.
///
/// # Panics
/// If their lengths differ from the argument's.
#[inline]
#[track_caller]
pub fn lanes_of<T: Differentiable + ?Sized, const K: usize>(
    x: &T,
    tangents: &[T::Tangent; K],
) -> T::Lanes<K> {
    let mut lanes = x.zero_lanes(Width);
    for (k, tangent) in tangents.iter().enumerate() {
        lanes.set_lane(k, tangent);
    }
    lanes
}

/// The same of an argument that is borrowed, like its tangents.
///
/// # Panics
/// If their lengths differ from the argument's.
#[inline]
#[track_caller]
pub fn lanes_of_lent<T: Differentiable + ?Sized, const K: usize>(
    x: &T,
    tangents: &[impl Borrow<T::Tangent>; K],
) -> T::Lanes<K> {
    let mut lanes = x.zero_lanes(Width);
    for (k, tangent) in tangents.iter().enumerate() {
        lanes.set_lane(k, tangent.borrow());
    }
    lanes
}

/// The same of a row, whose tangents are handed in as slices.
///
/// # Panics
/// If their lengths differ from the row's.
#[inline]
#[track_caller]
pub fn lanes_of_slices<T: Differentiable, const K: usize>(
    x: &[T],
    tangents: &[impl Borrow<[T::Tangent]>; K],
) -> Vec<T::Lanes<K>> {
    let mut lanes = x.zero_lanes(Width);
    for (k, tangent) in tangents.iter().enumerate() {
        set_lane_of_slice(&mut lanes, k, tangent.borrow());
    }
    lanes
}

/// Overwrites lane `k` of a row of tangents.
///
/// # Panics
/// If the lengths differ.
#[track_caller]
pub fn set_lane_of_slice<L: TangentLanes<K>, const K: usize>(
    row: &mut [L],
    k: usize,
    tangent: &[L::Tangent],
) {
    if row.len() != tangent.len() {
        crate::space::lengths_differ(row.len(), tangent.len());
    }
    row.iter_mut()
        .zip(tangent)
        .for_each(|(x, t)| x.set_lane(k, t));
}

/// The tangent in lane `k`.
#[inline(always)]
pub fn lane<L: TangentLanes<K>, const K: usize>(lanes: &L, k: usize) -> L::Tangent {
    lanes.lane(k)
}

/// The tangents of a result, one for each lane.
#[inline]
pub fn by_lane<Y, L: TangentLanes<K>, const K: usize>((y, lanes): (Y, L)) -> (Y, [L::Tangent; K]) {
    (y, from_fn(|k| lanes.lane(k)))
}

/// Gives the tangents of an in/out argument back.
#[inline]
pub fn lanes_into<L: TangentLanes<K>, const K: usize>(lanes: &L, to: [&mut L::Tangent; K]) {
    for (k, to) in to.into_iter().enumerate() {
        *to = lanes.lane(k);
    }
}

/// The same of a row.
#[inline]
pub fn lanes_into_slices<L: TangentLanes<K>, const K: usize>(
    lanes: &[L],
    to: [&mut [L::Tangent]; K],
) {
    for (k, to) in to.into_iter().enumerate() {
        lane_of_slice(lanes, k, to);
    }
}

/// Writes lane `k` of a row of tangents into a slice as long.
pub fn lane_of_slice<L: TangentLanes<K>, const K: usize>(
    row: &[L],
    k: usize,
    tangent: &mut [L::Tangent],
) {
    row.iter().zip(tangent).for_each(|(x, t)| *t = x.lane(k));
}

/// One forward sweep, and a reverse sweep for each cotangent of the result.
#[inline]
pub fn vjp_many<Y, B, G, const K: usize>(
    y_bar: [B; K],
    forward: impl Fn(&mut Tape) -> Y,
    reverse: impl Fn(&mut Tape, B) -> G,
) -> (Y, [G; K]) {
    with_tape(|tape| {
        let size = tape.mark();
        let y = forward(tape);
        let residual = tape.residuals(size);
        let cotangents = y_bar.map(|y_bar| {
            if !tape.replay(&residual) {
                let _ = forward(tape);
            }
            reverse(tape, y_bar)
        });
        tape.drop_residuals(&residual);
        (y, cotangents)
    })
}
