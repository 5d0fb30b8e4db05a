//! Which states of a loop are kept, and in which order its iterations run again: the schedules behind
//! `#[checkpoint(..)]`.
//!
//! A loop of `n` trips has the states `0` (before the first trip) to `n` (after the last). The forward sweep keeps some
//! of them and no residuals. The reverse sweep goes through [`Leg`]s: each begins at the newest state kept, may keep
//! another on the way, and ends with a *turn*: trips that run once more with their residuals kept, and are reversed.
//!
//! The kept states lie on the tape as a stack, each with its number on top. Nothing else is stored, and nothing is
//! allocated.
//!
//! [`Schedule::revolve`] is the binomial schedule: A. Griewank and A. Walther, *Algorithm 799: revolve*, ACM Transactions
//! on Mathematical Software 26 (2000). With `s` states kept and `r` the least number with `l <= beta(s, r) =
//! binomial(s + r, s)`, reversing `l` steps takes `r l - binomial(s + r, r - 1)` plain steps, and none does with less.
//! What follows the loop counts as its last step, because the forward sweep runs to the end before anything is
//! reversed: `l = n + 1`, of which the forward sweep itself makes `n`.

#[cfg(test)]
mod tests;

use crate::tape::{Keep, Tape};
use core::ops::Range;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Policy {
    /// The state before every so many trips.
    Every(usize),
    /// At most so many states at a time.
    Revolve(usize),
}

/// Which states of a loop are kept. It is made by the forward sweep and crosses on the tape.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Schedule {
    policy: Policy,
    trips: usize,
}

/// A part of a sweep: the state it begins at, what is done with it, the trips that follow.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Leg {
    from: usize,
    restores: bool,
    keeps: bool,
    until: usize,
    end: usize,
}

impl Leg {
    /// The number of the state that the leg begins at.
    #[inline]
    pub fn from(&self) -> usize {
        self.from
    }

    /// Whether the leg begins by taking that state from the tape.
    #[inline]
    pub fn restores(&self) -> bool {
        self.restores
    }

    /// Whether that state is kept (again): another leg will begin at it.
    #[inline]
    pub fn keeps(&self) -> bool {
        self.keeps
    }

    /// The trips that only lead on.
    #[inline]
    pub fn advance(&self) -> Range<usize> {
        self.from..self.until
    }

    /// The trips that are reversed.
    #[inline]
    pub fn turn(&self) -> Range<usize> {
        self.until..self.end
    }
}

impl Schedule {
    /// Keeps the state before every `k`-th trip; reverses `k` trips at a time. 0 counts as 1.
    #[inline]
    pub fn every(trips: usize, k: usize) -> Schedule {
        let policy = Policy::Every(k.max(1));
        Schedule { policy, trips }
    }

    /// Keeps at most `slots` states at a time, and reverses trip by trip with the fewest plain steps that this
    /// allows. 0 counts as 1.
    #[inline]
    pub fn revolve(trips: usize, slots: usize) -> Schedule {
        let policy = Policy::Revolve(slots.max(1));
        Schedule { policy, trips }
    }

    /// As [`Schedule::revolve`], with as many slots as fit into `bytes`, one at least, if a state has `words` words.
    #[inline]
    pub fn bytes(trips: usize, bytes: usize, words: usize) -> Schedule {
        // one word more for its number
        let state = words.saturating_add(1).saturating_mul(size_of::<u64>());
        Schedule::revolve(trips, bytes / state)
    }

    /// The legs of the forward sweep. Each keeps the state it begins at; none turns.
    #[inline]
    pub fn forward(&self) -> Forward {
        Forward {
            schedule: *self,
            next: Some(0),
            kept: 0,
        }
    }

    /// The legs of the reverse sweep, of which the state before the first trip is left on the tape.
    #[inline]
    pub fn reverse(&self) -> Reverse {
        let kept = self.forward().count();
        Reverse {
            schedule: *self,
            end: self.trips,
            kept,
            fresh: None,
        }
    }
}

/// How many more trips to make before the next state is kept, of `steps` steps that are to be reversed with `slots`
/// states, the present one included; `None` if no other is kept.
///
/// The largest of the optimal distances: what is left on either side has a length for which one repetition less, or one
/// slot less, is enough.
fn distance(steps: usize, slots: usize) -> Option<usize> {
    if slots < 2 || steps < 3 {
        return None;
    }
    let (l, s) = (steps as u128, slots as u128);
    // beta(s, r), beta(s, r - 1)
    let (mut r, mut reach, mut before) = (0u128, 1u128, 0u128);
    while reach < l {
        r += 1;
        before = reach;
        reach = reach.saturating_mul(s + r) / r;
    }
    // beta(s - 1, r - 1) = beta(s, r - 1) s / (s + r - 1)
    let right = before.saturating_mul(s) / (s + r - 1);
    usize::try_from(before.min(l - right)).ok()
}

/// The legs of a forward sweep.
#[derive(Clone, Debug)]
pub struct Forward {
    schedule: Schedule,
    next: Option<usize>,
    kept: usize,
}

impl Iterator for Forward {
    type Item = Leg;

    #[inline]
    fn next(&mut self) -> Option<Leg> {
        let from = self.next?;
        let trips = self.schedule.trips;
        let next = match self.schedule.policy {
            Policy::Every(k) => from.checked_add(k).filter(|next| *next < trips),
            Policy::Revolve(slots) => {
                let steps = (trips - from).saturating_add(1);
                distance(steps, slots - self.kept).map(|d| from + d)
            }
        };
        self.next = next;
        self.kept += 1;
        let until = next.unwrap_or(trips);
        Some(Leg {
            from,
            restores: false,
            keeps: true,
            until,
            end: until,
        })
    }
}

/// The legs of a reverse sweep, one after the other.
#[derive(Clone, Debug)]
pub struct Reverse {
    schedule: Schedule,
    /// All trips from here on are reversed.
    end: usize,
    /// How many states are kept, the one that a leg is about to keep not among them.
    kept: usize,
    /// The state that the last leg ended with, if the next one keeps it.
    fresh: Option<usize>,
}

impl Reverse {
    /// Of the schedule that the forward sweep left on the tape.
    #[inline]
    pub fn of(tape: &mut Tape) -> Reverse {
        tape.reverse_pushes();
        tape.pop::<Schedule>().reverse()
    }

    /// Takes the number of the state before the first trip, which is the last one on the tape.
    #[inline]
    pub fn end(self, tape: &mut Tape) {
        let first: usize = tape.pop();
        debug_assert_eq!((first, self.end), (0, 0));
    }

    /// The next leg; `None` when every trip is reversed. Takes the number of the newest state kept from the tape.
    #[inline]
    pub fn next(&mut self, tape: &mut Tape) -> Option<Leg> {
        if self.end == 0 {
            return None;
        }
        let fresh = self.fresh.take();
        let from = match fresh {
            Some(from) => from,
            None => {
                self.kept -= 1;
                tape.pop()
            }
        };
        let steps = self.end - from;
        let turned = match self.schedule.policy {
            Policy::Every(k) => k,
            Policy::Revolve(_) => 1,
        };
        let keeps = from == 0 || steps > turned;
        let (until, end) = match self.schedule.policy {
            Policy::Revolve(slots) => match distance(steps, slots - self.kept) {
                Some(d) => {
                    self.fresh = Some(from + d);
                    (from + d, from + d)
                }
                None => (self.end - 1, self.end),
            },
            Policy::Every(_) => (from, self.end),
        };
        if self.fresh.is_none() {
            self.end = until;
        }
        self.kept += usize::from(keeps);
        Some(Leg {
            from,
            restores: fresh.is_none(),
            keeps,
            until,
            end,
        })
    }
}

impl Keep for Schedule {
    fn keep(&self, tape: &mut Tape) {
        let (tag, size) = match self.policy {
            Policy::Every(k) => (false, k),
            Policy::Revolve(slots) => (true, slots),
        };
        tape.push(&self.trips);
        tape.push(&size);
        tape.push(&tag);
    }

    fn restore(tape: &mut Tape) -> Self {
        let (tag, size, trips) = (tape.pop(), tape.pop(), tape.pop());
        let policy = if tag {
            Policy::Revolve(size)
        } else {
            Policy::Every(size)
        };
        Schedule { policy, trips }
    }

    fn blank() -> Self {
        Schedule::every(0, 1)
    }
}

/// How many trips a `for` loop over a range makes.
///
/// # Panics
/// If they are more than a `usize` counts.
#[inline]
pub fn trips<T>(range: impl Iterator<Item = T>) -> usize {
    match range.size_hint() {
        (n, Some(m)) if n == m => n,
        _ => panic!("`#[checkpoint]` on a loop of more trips than `usize` counts"),
    }
}

/// What the counter of a `for` loop over a range is in trip `k`.
///
/// # Panics
/// If there is no such trip: the two sweeps do not match.
#[inline(always)]
pub fn counter<I: Iterator>(mut range: I, k: usize) -> I::Item {
    range
        .nth(k)
        .expect("internal error of autodiff: a trip that the loop did not make")
}

/// How many words `push` pushes; they are removed again.
#[inline]
pub fn words(tape: &mut Tape, push: impl FnOnce(&mut Tape)) -> usize {
    let before = tape.mark();
    let start = tape.len();
    push(tape);
    let words = tape.len() - start;
    tape.reset(before);
    words
}
