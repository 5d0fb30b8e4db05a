//! Lane by lane, what single tangents would be.

use super::{Lanes, TangentLanes, Width};
use crate::space::Differentiable;
use crate::tape::Tape;
use alloc::vec;
use alloc::vec::Vec;

#[test]
fn arithmetic_goes_lane_by_lane() {
    let (mut a, b) = (Lanes([1.0, 2.0, 3.0]), Lanes([0.5, 0.25, 0.0]));
    assert_eq!(a + b, Lanes([1.5, 2.25, 3.0]));
    assert_eq!(-(a - b) * 2.0 / 4.0, Lanes([-0.25, -0.875, -1.5]));
    a += b;
    a -= Lanes([0.5, 0.25, 1.0]);
    a *= 6.0;
    a /= 2.0;
    assert_eq!(a, Lanes([3.0, 6.0, 6.0]));
    assert_eq!(Lanes::<f32, 2>::ZERO, Lanes::default());
}

#[test]
fn rules_with_conventions_hold_in_each_lane() {
    assert_eq!(Lanes([0.0, 1.0]).over(0.0), Lanes([0.0, f64::INFINITY]));
    assert_eq!(Lanes([0.0, 1.0]).where_gt(f64::NAN, 1.0).0[0], 0.0);
    assert_eq!(Lanes([3.0f64]).cast::<f32>(), Lanes([3.0f32]));
}

#[test]
fn lanes_lie_on_the_tape() {
    let mut tape = Tape::new();
    tape.push(&vec![Lanes([1.0, 2.0]), Lanes([3.0, 4.0])]);
    tape.push(&Lanes([5.0f32]));
    assert_eq!(tape.pop::<Lanes<f32, 1>>(), Lanes([5.0]));
    let both: Vec<Lanes<f64, 2>> = tape.pop();
    assert_eq!(both, [Lanes([1.0, 2.0]), Lanes([3.0, 4.0])]);
    assert!(tape.is_empty());
}

#[test]
fn lanes_have_the_shape_of_the_primal() {
    let primal = (vec![[1.0, 2.0]; 2], 7usize, Some(1.5f32));
    let mut lanes = primal.zero_lanes(Width::<2>);
    assert_eq!(lanes.reals(), 5);
    let mut next = 0.0;
    lanes.map_each(&mut |_| {
        next += 1.0;
        [next, -next]
    });
    let one = (vec![[1.0, 2.0], [3.0, 4.0]], (), Some(5.0));
    assert_eq!(lanes.lane(0), one);
    lanes.set_lane(1, &one);
    assert_eq!(lanes.lane(1), one);
    assert_eq!(lanes, TangentLanes::gather([one.clone(), one]));
    let twice = lanes.clone();
    lanes.accumulate(&twice);
    let mut seen = vec![];
    lanes.for_each(&mut |[a, b]| seen.extend([a, b]));
    assert_eq!(seen, [2.0, 2.0, 4.0, 4.0, 6.0, 6.0, 8.0, 8.0, 10.0, 10.0]);
    lanes.set_zero();
    assert_eq!(lanes, primal.zero_lanes(Width));
}
