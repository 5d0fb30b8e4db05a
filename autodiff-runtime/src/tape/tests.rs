//! Frames, errors, and the tapes of the pool.

use super::{Tape, with_tape};

#[test]
fn frames() {
    let mut tape = Tape::with_capacity(8);
    tape.push(&7u8);
    tape.frame(3).copy_from_slice(&[1, 2, 3]);
    assert_eq!(tape.last_frame(3), [1, 2, 3]);
    assert_eq!(tape.last_frame(2), [2, 3]);
    tape.drop_frame(3);
    assert_eq!(tape.frame(2), [0, 0]);
    tape.drop_frame(2);
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
