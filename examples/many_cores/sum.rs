//! Sums over data on all cores, the same to the bit on any number of them.

use std::ops::Range;

use autodiff::Tangent;

/// The sum of `part(chunk)` over the chunks of `range`, each but the last of `chunk` items.
///
/// What is summed is a tangent: a gradient, or a pair of value and gradient. The chunks are added in pairs, the pairs
/// in pairs, and so on. Which ones depends on the length of the range and of the chunks only, so that every
/// number of threads gives the same bits, whichever thread did what. No more sums exist at a time than threads times
/// the depth of that tree.
///
/// # Panics
/// If `chunk` is 0.
pub fn sum<S: Tangent + Send>(
    range: Range<usize>,
    chunk: usize,
    part: &(impl Fn(Range<usize>) -> S + Sync),
) -> S {
    let chunks = range.len().div_ceil(chunk);
    if chunks <= 1 {
        return part(range);
    }
    let middle = range.start + chunks / 2 * chunk;
    let (mut left, right) = rayon::join(
        || sum(range.start..middle, chunk, part),
        || sum(middle..range.end, chunk, part),
    );
    left.accumulate(&right);
    left
}
