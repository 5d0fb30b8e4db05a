//! The gradient of a sum over data that is divided between the processes of MPI.
//!
//! Each rank differentiates what its points contribute to the log-likelihood of a Gaussian mixture; the values
//! and gradients are added by one all-reduce, and every rank has the gradient of the whole. Rank 0 compares it
//! with that of one process, and ends with code 1 if they differ by more than rounding.
//!
//! ```sh
//! sudo apt-get install libopenmpi-dev openmpi-bin libclang-dev
//! cargo build --release
//! mpirun -n 2 target/release/mpi_gradient
//! ```

// Loops over indices are what the differentiated functions are about.
#![allow(clippy::needless_range_loop)]

use std::ops::Range;
use std::process::ExitCode;
use std::time::Instant;

use autodiff::{Differentiable, Tangent};
use mpi::collective::SystemOperation;
use mpi::traits::{Communicator, CommunicatorCollectives};

#[path = "../../many_cores/difference.rs"]
mod difference;
#[path = "../../many_cores/mixture.rs"]
mod mixture;
#[path = "../../../tests/adbench/gmm.rs"]
mod objective;

use difference::difference;
use mixture::{LogLikelihood, Mixture};

/// Relative to the greatest component: what another order of a thousand additions may do.
const ROUNDING: f64 = 1e-13;

fn main() -> ExitCode {
    let Some(universe) = mpi::initialize() else {
        eprintln!("mpi_gradient: MPI is initialised already");
        return ExitCode::FAILURE;
    };
    let world = universe.world();
    let (rank, ranks) = (world.rank() as usize, world.size() as usize);
    let mixture = Mixture::load();
    let points = share(rank, ranks, mixture.points());
    let report = format!("rank {rank} of {ranks}: points {points:?}");

    world.barrier();
    let start = Instant::now();
    let whole = all_reduced(&world, mixture.part(points), mixture.prior());
    let together = start.elapsed().as_secs_f64();
    println!("{report}, log-likelihood {}", whole.0);

    if rank != 0 {
        return ExitCode::SUCCESS;
    }
    let start = Instant::now();
    let expected = mixture.all();
    let alone = start.elapsed().as_secs_f64();
    let apart = difference(&whole, &expected);
    println!(
        "value and gradient of {} components: {:.3} ms on {ranks} ranks, {:.3} ms on one; \
         they differ by {apart:.1e} of the greatest",
        expected.1.reals(),
        1e3 * together,
        1e3 * alone
    );
    match apart <= ROUNDING {
        true => ExitCode::SUCCESS,
        false => ExitCode::FAILURE,
    }
}

/// The items of a rank: shares that differ by one item at most.
fn share(rank: usize, ranks: usize, items: usize) -> Range<usize> {
    rank * items / ranks..(rank + 1) * items / ranks
}

/// The sum of all ranks' parts, on every rank, and what counts once.
fn all_reduced(
    world: &impl CommunicatorCollectives,
    part: LogLikelihood,
    once: &LogLikelihood,
) -> LogLikelihood {
    let mut own = Vec::with_capacity(part.reals());
    part.for_each(&mut |x| own.push(x));
    let mut sums = vec![0.0; own.len()];
    world.all_reduce_into(&own[..], &mut sums[..], SystemOperation::sum());

    let mut whole = part;
    let mut sums = sums.into_iter();
    whole.map_each(&mut |x| sums.next().unwrap_or(x));
    whole.accumulate(once);
    whole
}
