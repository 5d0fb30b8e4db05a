//! Tapes that are used again.

use super::Tape;

/// Runs `f` with an empty tape from this thread's pool.
///
/// A tape goes back to the pool with its memory when `f` returns, so that the next call allocates
/// nothing. Calls may be nested: each level has a tape of its own. If `f` panics, its tape is dropped.
/// Without the feature `std` there is no pool, and every call makes a tape.
///
/// ```
/// use autodiff_runtime::tape::with_tape;
///
/// let x = with_tape(|tape| {
///     tape.push(&2.5);
///     with_tape(|inner| assert!(inner.is_empty()));
///     tape.pop::<f64>()
/// });
/// assert_eq!(x, 2.5);
/// ```
#[inline]
pub fn with_tape<R>(f: impl FnOnce(&mut Tape) -> R) -> R {
    let mut tape = shelf::take();
    let result = f(&mut tape);
    tape.clear();
    shelf::give_back(tape);
    result
}

#[cfg(feature = "std")]
mod shelf {
    use crate::tape::Tape;
    use alloc::vec::Vec;
    use core::cell::RefCell;

    std::thread_local! {
        static POOL: RefCell<Vec<Tape>> = const { RefCell::new(Vec::new()) };
    }

    // While a thread ends, its pool may be gone already; a derivative taken in some destructor
    // then works on a tape of its own. The borrows never overlap: no foreign code runs inside.

    #[inline]
    pub(super) fn take() -> Tape {
        let pooled = POOL.try_with(|pool| pool.borrow_mut().pop());
        pooled.ok().flatten().unwrap_or_default()
    }

    #[inline]
    pub(super) fn give_back(tape: Tape) {
        // An error means that the thread ends: the tape is dropped with the closure.
        let _ = POOL.try_with(|pool| pool.borrow_mut().push(tape));
    }
}

#[cfg(not(feature = "std"))]
mod shelf {
    use crate::tape::Tape;

    pub(super) fn take() -> Tape {
        Tape::new()
    }

    pub(super) fn give_back(_: Tape) {}
}
