//! Derivatives on many threads: what may cross between them, the same bits on any number of them, and tapes that
//! do not meet.

// Loops over indices are what the differentiated functions are about.
#![allow(clippy::needless_range_loop)]

// `main` itself is not called from here
#[allow(dead_code)]
#[path = "../examples/many_cores/main.rs"]
pub mod many_cores;

#[path = "many_cores/chunks.rs"]
mod chunks;
#[path = "many_cores/markers.rs"]
mod markers;
#[path = "many_cores/tapes.rs"]
mod tapes;

use rayon::{ThreadPool, ThreadPoolBuilder};

fn pool(threads: usize) -> ThreadPool {
    let pool = ThreadPoolBuilder::new().num_threads(threads).build();
    pool.expect("a pool of threads")
}
