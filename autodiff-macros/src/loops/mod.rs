//! The loops of finished sweeps: what they load and store in each trip. Which contributions a cotangent gets stays as it
//! is; their order does not.

mod carry;
mod sums;

use crate::reverse::Sweeps;

/// The passes over the loops of both sweeps.
pub(crate) fn tighten(s: &mut Sweeps) {
    for sweep in [&mut s.forward, &mut s.reverse] {
        carry::carry(&mut s.f, sweep, &s.cotangent_vars); // stencils store each element once
        sums::keep_in_registers(&mut s.f, sweep, &s.cotangent_vars); // so do sums
    }
}
