//! Cotangents of slices that are stored instead of added to: each element gets one contribution.

use super::{Bar1, Inactive};
use crate::lanes::Additive;

/// A buffer for the cotangents of a slice to each element of which a sweep adds once, and does nothing else with it: what
/// was in the buffer before does not matter, so that nobody has to clear it. [`each_once`] tells whether a sweep does so.
///
/// ```
/// use autodiff_runtime::access::{Bar1, Once, each_once};
///
/// let mut x_bar = [f64::NAN; 3];
/// assert!(each_once(3, [(0, 2), (2, 1)]));
/// let mut once = Once(&mut x_bar);
/// once.sub(0, 2).add(1, 2.0);
/// once.sub(0, 2).add(0, 1.0);
/// once.add(2, 3.0);
/// assert_eq!(x_bar, [1.0, 2.0, 3.0]);
/// ```
///
/// # Panics
/// On indices out of range, and in all that is not adding to one element.
#[derive(Debug)]
pub struct Once<'b, R>(pub &'b mut [R]);

#[cold]
#[inline(never)]
fn only_adds() -> ! {
    unreachable!("a buffer whose elements are only added to")
}

impl<R: Additive> Bar1<R> for Once<'_, R> {
    type Sub<'a>
        = Once<'a, R>
    where
        Self: 'a;
    type At<'a>
        = Inactive
    where
        Self: 'a;
    type Shared<'a>
        = Inactive
    where
        Self: 'a;
    #[inline(always)]
    fn add(&mut self, i: usize, v: R) {
        self.0[i] = v;
    }
    #[inline(always)]
    fn sub(&mut self, lo: usize, hi: usize) -> Once<'_, R> {
        Once(&mut self.0[lo..hi])
    }
    #[inline(always)]
    fn whole(&mut self) -> Once<'_, R> {
        Once(self.0)
    }
    fn take(&mut self, _: usize) -> R {
        only_adds()
    }
    fn get(&self, _: usize) -> R {
        only_adds()
    }
    fn at(&mut self, _: usize) -> Inactive {
        only_adds()
    }
    fn shared(&mut self) -> Inactive {
        only_adds()
    }
    fn exchange(&mut self, _: usize, _: usize) {
        only_adds()
    }
    fn add_slice(&mut self, _: &[R]) {
        only_adds()
    }
}

/// Whether runs of indices, each a first one and a length, hold every index below `len` once.
///
/// ```
/// use autodiff_runtime::access::each_once;
///
/// assert!(each_once(5, [(3, 2), (0, 3), (7, 0)]));
/// assert!(!each_once(5, [(0, 3), (2, 2)])); // 2 twice, 4 never
/// assert!(!each_once(5, [(0, 4)]));
/// ```
#[inline(always)]
pub fn each_once<const K: usize>(len: usize, runs: [(usize, usize); K]) -> bool {
    let mut sum = 0_usize;
    for (k, &(first, length)) in runs.iter().enumerate() {
        let apart = |&(other, its): &(usize, usize)| {
            length == 0 || its == 0 || first + length <= other || other + its <= first
        };
        // what is within the range cannot overflow above
        let within = length == 0 || length <= len && first <= len - length;
        if !within || !runs[..k].iter().all(apart) {
            return false;
        }
        sum += length;
    }
    sum == len
}

/// The indices `first + a * stride + b * other_stride + ..` for all `a`, `b`, .. below their counts, as the run that they
/// are; a run too long for any buffer if they are none. Each of the dimensions is a stride and a count.
///
/// ```
/// use autodiff_runtime::access::run;
///
/// assert_eq!(run(5, [(1, 3), (3, 4)]), (5, 12)); // four rows of three
/// assert_eq!(run(5, [(3, 4), (1, 3)]), (5, 12));
/// assert_eq!(run(5, [(1, 3), (4, 4)]), (5, usize::MAX)); // with gaps
/// assert_eq!(run(5, [(1, 3), (7, 1)]), (5, 3));
/// assert_eq!(run(5, [(1, 3), (7, 0)]), (5, 0));
/// ```
#[inline(always)]
pub fn run<const D: usize>(first: usize, dimensions: [(usize, usize); D]) -> (usize, usize) {
    let mut rest = dimensions;
    let mut length = 1_usize;
    // from the densest dimension to the widest
    for _ in 0..D {
        for (stride, count) in &mut rest {
            if *count == 0 {
                return (first, 0);
            }
            if *count > 1 && *stride == length {
                length = length.saturating_mul(*count);
                *count = 1;
            }
        }
    }
    match rest.iter().all(|(_, count)| *count == 1) {
        true => (first, length),
        false => (first, usize::MAX),
    }
}

#[cfg(test)]
mod tests {
    use super::{Once, each_once, run};
    use crate::access::Bar1;

    /// By counting.
    fn counted(len: usize, runs: &[(usize, usize)]) -> bool {
        let mut counts = [0; 16];
        for &(first, length) in runs {
            (first..first + length).for_each(|i| counts[i] += 1);
        }
        counts
            .iter()
            .enumerate()
            .all(|(i, n)| *n == usize::from(i < len))
    }

    #[test]
    fn runs_are_counted() {
        let ends = || (0..6).flat_map(|first| (0..5).map(move |length| (first, length)));
        for a in ends() {
            for b in ends() {
                for len in 0..6 {
                    let c = (2, 1);
                    assert_eq!(
                        each_once(len, [a, b]),
                        counted(len, &[a, b]),
                        "{len} {a:?} {b:?}"
                    );
                    assert_eq!(each_once(len, [a, c, b]), counted(len, &[a, b, c]));
                }
            }
        }
        assert!(!each_once(5, [(0, usize::MAX)]));
        assert!(!each_once(usize::MAX, [(1, usize::MAX)]));
        assert!(each_once(0, [(usize::MAX, 0)]));
    }

    #[test]
    fn dimensions_are_counted() {
        let sizes = [0, 1, 2, 3];
        let mut runs = 0;
        for (stride, count) in sizes.iter().flat_map(|s| sizes.map(|c| (*s, c))) {
            for (other, times) in sizes.iter().flat_map(|s| sizes.map(|c| (*s, c))) {
                let mut counts = [0; 16];
                for a in 0..count {
                    (0..times).for_each(|b| counts[a * stride + b * other] += 1);
                }
                let length = count * times;
                let is_run = counts
                    .iter()
                    .enumerate()
                    .all(|(i, n)| *n == usize::from(i < length));
                let expected = if is_run { length } else { usize::MAX };
                assert_eq!(run(1, [(stride, count), (other, times)]), (1, expected));
                runs += usize::from(is_run && length > 1);
            }
        }
        assert!(runs > 4);
    }

    #[test]
    #[should_panic(expected = "only added to")]
    fn nothing_else_is_done_with_it() {
        Once(&mut [1.0, 2.0]).take(0);
    }

    #[test]
    #[should_panic(expected = "out of bounds")]
    fn it_checks_its_indices() {
        Once(&mut [1.0, 2.0]).add(2, 1.0);
    }
}
