//! Frames, errors, and the tapes of the pool.

use super::{Tape, with_tape};

#[test]
fn frames() {
    let mut tape = Tape::with_capacity(8);
    tape.push(&7u8);
    tape.push(&[1u64, 2, 3]);
    assert_eq!(tape.last_frame(3), [1, 2, 3]);
    assert_eq!(tape.last_frame(2), [2, 3]);
    tape.drop_frame(3);
    assert_eq!((tape.pop::<u8>(), tape.len()), (7, 0));
    assert_eq!(tape.capacity(), 8);
}

#[test]
#[should_panic(expected = "takes 1 words from a tape that holds 0")]
fn pop_of_an_empty_tape() {
    Tape::new().pop::<f64>();
}

#[test]
#[should_panic(expected = "takes 3 words from a tape that holds 2")]
fn block_of_a_short_tape() {
    let mut tape = Tape::new();
    tape.push(&[1.0, 2.0]);
    tape.pop_into(&mut [0.0; 3][..]);
}

#[test]
fn nested_calls_have_tapes_of_their_own() {
    fn depth(n: usize) -> usize {
        with_tape(|tape| {
            assert!(tape.is_empty());
            tape.push(&n);
            let below = if n == 0 { 0 } else { depth(n - 1) };
            assert_eq!(tape.pop::<usize>(), n);
            below + 1
        })
    }
    assert_eq!(depth(5), 6);
    assert_eq!(depth(5), 6);
}

#[cfg(feature = "std")]
#[test]
fn pooled_tapes_come_back_empty_with_their_memory() {
    with_tape(|tape| tape.push(&[1.0; 1000]));
    with_tape(|tape| assert!(tape.is_empty() && tape.capacity() >= 1000));
}

#[cfg(feature = "std")]
#[test]
fn a_panic_loses_a_tape_and_nothing_else() {
    let panicked = std::panic::catch_unwind(|| {
        with_tape(|tape| {
            tape.push(&1.0);
            with_tape(|inner| {
                inner.push(&2.0);
                panic!("on purpose");
            })
        })
    });
    assert!(panicked.is_err());
    for _ in 0..3 {
        with_tape(|tape| {
            assert!(tape.is_empty());
            with_tape(|inner| assert!(inner.is_empty()));
        });
    }
}

#[test]
fn residuals_are_replayed_where_they_lie() {
    let mut tape = Tape::new();
    tape.push(&1.0);
    let before = tape.mark();
    tape.push(&[2.0, 3.0]);
    let residuals = tape.residuals(before);
    for _ in 0..3 {
        assert!(tape.replay(&residuals));
        assert_eq!(tape.pop::<[f64; 2]>(), [2.0, 3.0]);
        assert_eq!(tape.len(), 1);
    }
    tape.drop_residuals(&residuals);
    assert_eq!((tape.pop::<f64>(), tape.len()), (1.0, 0));
}

#[test]
fn residuals_that_were_overwritten_are_not_replayed() {
    let mut tape = Tape::new();
    tape.push(&1.0);
    let before = tape.mark();
    tape.push(&2.0);
    let residuals = tape.residuals(before);
    assert!(tape.replay(&residuals));
    assert_eq!(tape.pop::<f64>(), 2.0);
    tape.reverse_pushes();
    tape.push(&7.0);
    assert!(!tape.replay(&residuals));
    assert_eq!((tape.pop::<f64>(), tape.len()), (1.0, 0));
}

#[test]
#[cfg(debug_assertions)]
#[should_panic(expected = "residuals are still needed")]
fn a_reverse_sweep_says_that_it_pushes() {
    let mut tape = Tape::new();
    tape.push(&2.0);
    let residuals = tape.residuals(super::Mark { words: 0, own: 0 });
    assert!(tape.replay(&residuals));
    tape.pop::<f64>();
    tape.push(&7.0);
}
