//! The store that carries values from the forward sweep to the reverse sweep.
//!
//! What the reverse sweep needs of the forward sweep is pushed on a [`Tape`] and popped in the opposite
//! order. Floats, integers and flags all lie on it by their bits, in one row of 64-bit words.

mod keep;
mod pool;
#[cfg(test)]
mod tests;

pub use keep::{Keep, Restore, Word};
pub use pool::with_tape;

use crate::lanes::Width;
use crate::space::Differentiable;
use alloc::boxed::Box;
use alloc::vec::Vec;
use core::any::Any;

/// The store of values that cross from the forward to the reverse sweep.
///
/// Public derivatives take one from a pool. Only the `_with` forms ask the caller for a tape: these
/// touch no thread-local storage, and allocate nothing once the tape has grown to its size. After a panic that was caught, the tape
/// that was in use must be [cleared](Tape::clear).
///
/// ```
/// use autodiff_runtime::Tape;
///
/// let mut tape = Tape::new();
/// tape.push(&1.5);
/// tape.push(&[1, 2, 3][..]);
/// let mut place = [0; 3];
/// tape.pop_into(&mut place[..]);
/// assert_eq!(place, [1, 2, 3]);
/// assert_eq!(tape.pop::<f64>(), 1.5);
/// assert!(tape.is_empty());
/// ```
#[derive(Debug, Default)]
pub struct Tape {
    /// The first `len` lie on the tape. What was popped stays behind them until it is overwritten.
    words: Vec<u64>,
    len: usize,
    /// Residuals of rules of the user's, whatever their type.
    own: Vec<Box<dyn Any + Send>>,
    /// What is put aside during a reverse sweep.
    aside: Vec<u64>,
    /// How many words [`Residuals`] still need.
    guarded: usize,
    /// Whether a reverse sweep has pushed, perhaps over those.
    overwritten: bool,
}

/// What a forward sweep pushed, to be reversed several times.
#[derive(Debug)]
pub struct Residuals {
    before: Mark,
    after: Mark,
}

/// How much lay on a tape at some time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Mark {
    words: usize,
    own: usize,
}

impl Tape {
    /// An empty tape; nothing is allocated yet.
    #[inline]
    pub const fn new() -> Self {
        Tape {
            words: Vec::new(),
            len: 0,
            own: Vec::new(),
            aside: Vec::new(),
            guarded: 0,
            overwritten: false,
        }
    }

    /// An empty tape with room for `words` 64-bit words.
    #[inline]
    pub fn with_capacity(words: usize) -> Self {
        Tape {
            words: Vec::with_capacity(words),
            ..Tape::new()
        }
    }

    /// How many words lie on the tape.
    #[inline]
    pub fn len(&self) -> usize {
        self.len
    }

    /// Whether nothing lies on the tape.
    #[inline]
    pub fn is_empty(&self) -> bool {
        self.len == 0 && self.own.is_empty()
    }

    /// How many words the tape holds without growing.
    #[inline]
    pub fn capacity(&self) -> usize {
        self.words.capacity()
    }

    /// Removes everything and keeps the memory.
    #[inline]
    pub fn clear(&mut self) {
        self.aside.clear();
        self.reset(Mark { words: 0, own: 0 });
    }

    /// What lies on the tape now, to be gone back to by [`Tape::reset`].
    ///
    /// ```
    /// # use autodiff_runtime::Tape;
    /// let mut tape = Tape::new();
    /// tape.push(&1.5);
    /// let mark = tape.mark();
    /// tape.push(&2.5);
    /// tape.reset(mark);
    /// assert_eq!(tape.pop::<f64>(), 1.5);
    /// ```
    #[inline]
    pub fn mark(&self) -> Mark {
        Mark {
            words: self.len,
            own: self.own.len(),
        }
    }

    /// Removes what was pushed after the mark.
    #[inline]
    pub fn reset(&mut self, mark: Mark) {
        self.len = self.len.min(mark.words);
        self.own.truncate(mark.own);
        self.guarded = 0;
    }

    /// What was pushed after the mark, which stays where it is, for [`Tape::replay`].
    ///
    /// ```
    /// # use autodiff_runtime::Tape;
    /// let mut tape = Tape::new();
    /// let mark = tape.mark();
    /// tape.push(&1.5); // a forward sweep
    /// let residuals = tape.residuals(mark);
    /// for _ in 0..2 {
    ///     assert!(tape.replay(&residuals));
    ///     assert_eq!(tape.pop::<f64>(), 1.5); // a reverse sweep
    /// }
    /// tape.drop_residuals(&residuals);
    /// assert!(tape.is_empty());
    /// ```
    #[inline]
    pub fn residuals(&mut self, before: Mark) -> Residuals {
        let after = self.mark();
        self.guarded = after.words;
        self.overwritten = false;
        Residuals { before, after }
    }

    /// Puts residuals back, for a reverse sweep. Returns whether that could be done. If not, the forward sweep must run
    /// again: boxed residuals of the user's rules are there for the first sweep only, and what a reverse sweep pushes
    /// (it does so where loops have checkpoints, and says so) overwrites what it has popped.
    #[inline]
    pub fn replay(&mut self, residuals: &Residuals) -> bool {
        let complete = self.own.len() == residuals.after.own && !self.overwritten;
        if complete {
            self.len = residuals.after.words;
        } else {
            self.reset(residuals.before);
        }
        complete
    }

    /// Removes residuals that are not needed any more.
    #[inline]
    pub fn drop_residuals(&mut self, residuals: &Residuals) {
        self.reset(residuals.before);
    }

    /// A reverse sweep is going to push.
    #[inline]
    pub(crate) fn reverse_pushes(&mut self) {
        self.overwritten = true;
        self.guarded = 0;
    }

    /// Keeps a copy beside the tape, while a reverse sweep takes from it.
    ///
    /// ```
    /// # use autodiff_runtime::Tape;
    /// let (mut tape, mut x) = (Tape::new(), [1.0, 2.0]);
    /// tape.put_aside(&x);
    /// x = [0.0; 2];
    /// tape.take_back(&mut x);
    /// assert_eq!(x, [1.0, 2.0]);
    /// ```
    #[inline]
    pub fn put_aside<T: Word>(&mut self, values: &[T]) {
        self.aside.extend(values.iter().map(|x| x.to_word()));
    }

    /// Overwrites `place` with what was put aside last and has its length.
    ///
    /// # Panics
    /// If there is less.
    #[inline]
    pub fn take_back<T: Word>(&mut self, place: &mut [T]) {
        let start = self.aside.len() - place.len();
        let words = self.aside.drain(start..);
        place
            .iter_mut()
            .zip(words)
            .for_each(|(x, word)| *x = T::from_word(word));
    }

    /// Takes a value of the type that `_witness` would return; it is not called.
    #[inline]
    pub fn pop_like<T: Keep>(&mut self, _witness: impl FnOnce() -> T) -> T {
        self.pop()
    }

    /// Takes the tangents of a value of the type that `_witness` would return.
    #[inline]
    pub fn pop_lanes_like<T: Differentiable, const K: usize>(
        &mut self,
        _witness: impl FnOnce() -> T,
        _: Width<K>,
    ) -> T::Lanes<K> {
        self.pop()
    }

    /// Keeps the residual of a rule of the user's. Unlike everything else on the tape it is boxed.
    pub fn keep_own<T: Any + Send>(&mut self, residual: T) {
        self.own.push(Box::new(residual));
    }

    /// Takes back the residual kept last.
    ///
    /// # Panics
    /// If there is none, or it is of another type: the two sweeps do not match.
    pub fn take_own<T: Any>(&mut self) -> T {
        let last = self
            .own
            .pop()
            .and_then(|r| (r as Box<dyn Any>).downcast().ok());
        *last.expect("internal error of autodiff: the two sweeps do not match")
    }

    /// Puts a copy of a value on the tape.
    #[inline]
    pub fn push<T: Keep + ?Sized>(&mut self, value: &T) {
        value.keep(self);
    }

    /// Overwrites `place` and puts on the tape what it held.
    ///
    /// The same as a [`push`](Tape::push) and an assignment, but the new value is in its place before the tape may have to grow. With
    /// that possibility in between, loops over the place are optimised less: the first sweep of a Cholesky factorisation over
    /// indices took 2.6 times as long.
    ///
    /// ```
    /// # use autodiff_runtime::Tape;
    /// let (mut tape, mut x) = (Tape::new(), [1.0, 2.0]);
    /// tape.overwrite(x[0] + x[1], &mut x[1]);
    /// assert_eq!(x, [1.0, 3.0]);
    /// tape.pop_into(&mut x[1]);
    /// assert_eq!(x, [1.0, 2.0]);
    /// ```
    #[inline]
    pub fn overwrite<T: Keep>(&mut self, value: T, place: &mut T) {
        let old = core::mem::replace(place, value);
        self.push(&old);
    }

    /// Takes the value pushed last, of the type it was pushed with.
    ///
    /// # Panics
    /// If the tape holds less than a value of this type.
    #[inline]
    pub fn pop<T: Keep>(&mut self) -> T {
        T::restore(self)
    }

    /// Takes the value pushed last and overwrites `place` with it; a vector keeps its allocation.
    ///
    /// # Panics
    /// If the tape holds less than a value of this type and length.
    #[inline]
    pub fn pop_into<T: Restore + ?Sized>(&mut self, place: &mut T) {
        place.restore_into(self);
    }

    /// The last `words` words.
    ///
    /// # Panics
    /// If there are fewer.
    #[inline]
    pub fn last_frame(&self, words: usize) -> &[u64] {
        let start = self.start_of_last(words);
        &self.words[start..self.len]
    }

    /// Removes the last `words` words.
    ///
    /// # Panics
    /// If there are fewer.
    #[inline]
    pub fn drop_frame(&mut self, words: usize) {
        self.len = self.start_of_last(words);
    }

    #[inline]
    fn start_of_last(&self, words: usize) -> usize {
        match self.len.checked_sub(words) {
            Some(start) => start,
            None => underflow(words, self.len),
        }
    }

    #[inline]
    fn push_word(&mut self, word: u64) {
        debug_assert!(self.len >= self.guarded, "residuals are still needed");
        match self.words.get_mut(self.len) {
            Some(place) => {
                *place = word;
                self.len += 1;
            }
            None => self.push_and_grow(word),
        }
    }

    #[cold]
    #[inline(never)]
    fn push_and_grow(&mut self, word: u64) {
        self.grow(1);
        self.push_word(word);
    }

    #[inline]
    fn pop_word(&mut self) -> u64 {
        // of an empty tape, there is no word at the largest index
        let last = self.len.wrapping_sub(1);
        match self.words.get(last) {
            Some(word) => {
                self.len = last;
                *word
            }
            None => underflow(1, 0),
        }
    }

    #[inline]
    fn push_block<T: Word>(&mut self, block: &[T]) {
        debug_assert!(self.len >= self.guarded, "residuals are still needed");
        if self.words.len() - self.len < block.len() {
            self.grow(block.len());
        }
        let end = self.len + block.len();
        let room = &mut self.words[self.len..end];
        room.iter_mut()
            .zip(block)
            .for_each(|(word, x)| *word = x.to_word());
        self.len = end;
    }

    /// Makes room for `more` words, and a few: memory that is only reserved is not touched.
    #[cold]
    #[inline(never)]
    fn grow(&mut self, more: usize) {
        let step = self.len.clamp(8, 512);
        let spare = self.words.capacity() - self.len;
        let room = match more <= spare {
            true => spare.min(step).max(more),
            false => more.max(step),
        };
        self.words.resize(self.len + room, 0);
    }
}

#[cold]
#[inline(never)]
fn underflow(wanted: usize, there: usize) -> ! {
    panic!(
        "internal error of autodiff: the reverse sweep takes {wanted} words from a tape that holds \
         {there}; the two sweeps do not match"
    );
}
