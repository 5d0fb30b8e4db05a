//! A sum in one call and in chunks: seconds, and whether the results agree.

use std::hint::black_box;
use std::time::Instant;

use autodiff::Tangent;
use rayon::ThreadPool;

use super::difference::difference;

/// What was measured. Seconds are the least of all rounds, since whatever else the machine does only adds to them.
pub struct Report {
    /// The number of all threads.
    pub threads: usize,
    /// Seconds of one call for everything.
    pub one_call: f64,
    /// Seconds in chunks on one thread.
    pub one_thread: f64,
    /// Seconds in chunks on all threads.
    pub all_threads: f64,
    /// Between one call and chunks: see [`difference`].
    pub difference: f64,
    /// Whether one thread and all threads gave the same bits.
    pub same_bits: bool,
}

/// Runs both ways in turn, the chunks on the pool of one thread and on that of all.
pub fn measure<S: Tangent + Send>(
    rounds: usize,
    (one, all): &(ThreadPool, ThreadPool),
    one_call: &(impl Fn() -> S + Sync),
    in_chunks: &(impl Fn() -> S + Sync),
) -> Report {
    let (whole, alone, together) = (one_call(), one.install(in_chunks), all.install(in_chunks));
    let mut least = [f64::INFINITY; 3];
    for _ in 0..rounds {
        least[0] = least[0].min(seconds(one_call));
        least[1] = least[1].min(one.install(|| seconds(in_chunks)));
        least[2] = least[2].min(all.install(|| seconds(in_chunks)));
    }
    Report {
        threads: all.current_num_threads(),
        one_call: least[0],
        one_thread: least[1],
        all_threads: least[2],
        difference: difference(&whole, &together),
        same_bits: bits(&alone) == bits(&together),
    }
}

/// The bits of all reals.
pub fn bits<S: Tangent>(a: &S) -> Vec<u64> {
    let mut bits = Vec::new();
    a.for_each(&mut |x| bits.push(x.to_bits()));
    bits
}

fn seconds<S>(work: &impl Fn() -> S) -> f64 {
    let start = Instant::now();
    black_box(work());
    start.elapsed().as_secs_f64()
}
