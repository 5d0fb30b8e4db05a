//! What was kept comes back, bit by bit and in its place.

use super::Keep;
use crate::tape::Tape;
use alloc::vec;
use alloc::vec::Vec;

/// Pushes `value` between two others, pops it, and compares both ways of popping.
fn round_trip<T: Keep + Clone + PartialEq + core::fmt::Debug>(value: T, mut place: T) {
    let mut tape = Tape::new();
    tape.push(&1.5);
    tape.push(&value);
    tape.push(&value);
    tape.push(&'x');
    assert_eq!(tape.pop::<char>(), 'x');
    assert_eq!(tape.pop::<T>(), value);
    tape.pop_into(&mut place);
    assert_eq!(place, value);
    assert_eq!(tape.pop::<f64>(), 1.5);
    assert!(tape.is_empty());
}

#[test]
fn scalars() {
    round_trip(-0.5f32, 0.0);
    round_trip(i128::MIN + 7, 0);
    round_trip(u128::MAX - 7, 0);
    round_trip(i64::MIN, 0);
    round_trip(-5i8, 0);
    round_trip(usize::MAX, 0);
    round_trip(true, false);
    round_trip('\u{10ffff}', 'a');
    round_trip((), ());
}

#[test]
fn aggregates() {
    round_trip((1.0, 2u8, [3i16, 4]), (0.0, 0, [0, 0]));
    round_trip([[1.0, 2.0], [3.0, 4.0]], [[0.0; 2]; 2]);
    round_trip([(1, 2.0), (3, 4.0)], [(0, 0.0); 2]);
    round_trip(vec![[1, 2], [3, 4], [5, 6]], vec![[9, 9]]);
    round_trip(vec![[[(1, 'a')], [(2, 'b')]]; 2], vec![[[(9, 'z')]; 2]; 3]);
    round_trip(
        [[vec![1], vec![2, 3]], [vec![], vec![4]]],
        Default::default(),
    );
    round_trip(vec![1.0, 2.0, 3.0], vec![9.0]);
    round_trip(vec![vec![1, 2], vec![], vec![3]], vec![vec![9; 3]; 5]);
    round_trip(vec![(1, 'a'), (2, 'b'), (3, 'c')], vec![(9, 'z')]);
    round_trip([u128::MAX, 1], [0, 0]);
    round_trip(Some(vec![1.0]), None);
    round_trip(None, Some([1.0, 2.0]));
    round_trip(vec![(); 3], vec![]);
}

#[test]
fn slices_are_popped_into_their_place() {
    let mut tape = Tape::new();
    let rows = [vec![1.0, 2.0], vec![3.0]];
    tape.push(&rows[..]);
    tape.push(&[1u8, 2, 3][1..]);
    let mut bytes = [0u8; 2];
    tape.pop_into(&mut bytes[..]);
    assert_eq!(bytes, [2, 3]);
    let mut places = [Vec::new(), vec![9.0; 4]];
    tape.pop_into(&mut places[..]);
    assert_eq!(places, rows);
    assert!(tape.is_empty());
}

#[test]
fn blocks_lie_in_order_one_word_an_element() {
    let mut tape = Tape::new();
    tape.push(&[1u64, 2, 3]);
    assert_eq!(tape.last_frame(3), [1, 2, 3]);
    tape.push(&vec![7u32, 8]);
    assert_eq!(tape.last_frame(3), [7, 8, 2]);
    assert_eq!(tape.len(), 6);
}

#[test]
fn the_bits_of_nan_are_kept() {
    let odd = f64::from_bits(0xfff8_0000_dead_beef);
    let mut tape = Tape::new();
    tape.push(&odd);
    tape.push(&[odd, -0.0]);
    let [nan, zero] = tape.pop::<[f64; 2]>();
    assert_eq!(nan.to_bits(), odd.to_bits());
    assert!(zero.is_sign_negative());
    assert_eq!(tape.pop::<f64>().to_bits(), odd.to_bits());
    let odd = f32::from_bits(0xffc0_beef);
    tape.push(&odd);
    assert_eq!(tape.pop::<f32>().to_bits(), odd.to_bits());
}

#[test]
fn a_vector_is_overwritten_in_its_allocation() {
    let mut tape = Tape::new();
    let mut place = Vec::with_capacity(10);
    place.push(1.0);
    let address = place.as_ptr();
    tape.push(&vec![1.0, 2.0, 3.0]);
    tape.pop_into(&mut place);
    assert_eq!((place.len(), place.as_ptr()), (3, address));
}
