//! What the attributes take to expand, outside of rustc: seconds and tokens over the size of the body, its depth, and the
//! number of functions.
//!
//! `cargo bench -p autodiff-macros --bench expansion` prints the table as Markdown; a word after `--` keeps the rows whose
//! name contains it. The clock runs from the tokens that rustc hands over
//! to the tokens that it gets back; what rustc itself takes for them is not in it.

// A library of macros cannot be linked, so this program is made of its modules, all but its interface in `lib.rs`. It
// stands among them because modules are found from the folder of the root. It calls their driver only:
#![allow(dead_code)]

mod additions;
mod analysis;
mod api;
mod attribute;
mod blocks;
mod build;
mod checkpoint;
mod completion;
mod contributions;
mod counted;
mod dead;
mod derive;
mod diagnostics;
mod driver;
mod dump;
mod forward;
mod ir;
mod loops;
mod lower;
mod nesting;
mod operators;
mod print;
mod reciprocals;
mod record;
mod refusals;
mod reverse;
mod rule;
mod shared_loads;
mod structure;
mod verify;

#[path = "bench/bodies.rs"]
mod bodies;

use std::hint::black_box;
use std::time::{Duration, Instant};

use attribute::Kind;
use dump::size;
use proc_macro2::TokenStream;

/// Of so many runs the least counts: whatever else the machine does only adds to it.
const MOST_RUNS: usize = 30;
/// Slow ones run less often.
const TIME: Duration = Duration::from_secs(2);

const KINDS: [Kind; 3] = [Kind::Grad, Kind::Jvp, Kind::Hessian];

fn main() {
    // `cargo test --benches` asks only whether everything runs
    let once = !std::env::args().any(|word| word == "--bench");
    let wanted = std::env::args()
        .skip(1)
        .find(|word| !word.starts_with("--"));
    let wanted = wanted.unwrap_or_default();
    println!(
        "| functions | attribute | statements | ms | us a statement | tokens in | tokens out | out / in |"
    );
    println!("|---|---|---:|---:|---:|---:|---:|---:|");
    for body in bodies::ALL
        .iter()
        .filter(|body| body.name.contains(&wanted))
    {
        for kind in KINDS {
            for &n in body.sizes {
                let (items, statements) = (body.items)(n);
                print(body.name, kind, statements, &items, once);
            }
        }
    }
}

fn print(name: &str, kind: Kind, statements: usize, items: &[TokenStream], once: bool) {
    let printed: usize = items.iter().map(|item| size(&expanded(kind, item))).sum();
    let read: usize = items.iter().map(size).sum();
    let seconds = seconds(kind, items, once);
    println!(
        "| {name} | `#[{}]` | {statements} | {:.2} | {:.1} | {read} | {printed} | {:.1} |",
        kind.name(),
        1e3 * seconds,
        1e6 * seconds / statements as f64,
        printed as f64 / read as f64
    );
}

/// # Panics
/// If the function is refused.
fn expanded(kind: Kind, item: &TokenStream) -> TokenStream {
    let out = driver::expand(kind, TokenStream::new(), item.clone());
    assert!(!out.to_string().contains("compile_error"), "{out}");
    out
}

fn seconds(kind: Kind, items: &[TokenStream], once: bool) -> f64 {
    let begin = Instant::now();
    let mut least = f64::INFINITY;
    for _ in 0..MOST_RUNS {
        let start = Instant::now();
        for item in items {
            black_box(driver::expand(kind, TokenStream::new(), item.clone()));
        }
        least = least.min(start.elapsed().as_secs_f64());
        if once || begin.elapsed() > TIME {
            break;
        }
    }
    least
}
