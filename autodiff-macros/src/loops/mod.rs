//! The loops of finished sweeps: what they load and store in each trip. Which contributions a cotangent gets stays as it
//! is; their order does not.

mod carry;
pub(crate) mod extents;
mod indices;
mod rows;
mod settle;
pub(crate) mod sizes;
mod sums;
mod unordered;

use crate::ir::{Block, Function};
use crate::reverse::Sweeps;

/// The passes over the loops of both sweeps.
pub(crate) fn tighten(s: &mut Sweeps) {
    for sweep in [&mut s.forward, &mut s.reverse] {
        carry::carry(&mut s.f, sweep, &s.cotangent_vars); // stencils store each element once
        unordered::untie(&mut s.f, sweep, &s.cotangent_vars); // each row has a loop of its own
        sums::keep_in_registers(&mut s.f, sweep, &s.cotangent_vars); // as do elements that all trips add to
        rows::lend(&mut s.f, sweep); // indices are checked once for all trips
    }
    settle::settle(s); // what is stored instead of added is no -0 of nobody's
}

/// The one pass in front of the tangents of sweeps: what is carried has tangents like any other variable.
pub(crate) fn carry_stencils(s: &mut Sweeps) {
    carry::carry(&mut s.f, &mut s.reverse, &s.cotangent_vars);
}

/// The one pass that keeps the order of all additions.
pub(crate) fn lend_rows(f: &mut Function, b: &mut Block) {
    rows::lend(f, b);
}
