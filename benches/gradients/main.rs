//! Gradients against the primal, the adjoint an expert writes by hand, and other crates.
//!
//! `cargo bench --bench gradients` runs Criterion's groups and then prints the tables of ratios to the primal;
//! `cargo bench --bench gradients -- --ratios` prints the tables alone, as Markdown; a word after `--ratios` keeps
//! the workloads whose name contains it. With `BLESS=1` the tables of a full run go into the documents.
//! Before anything is timed, every hand-written derivative is checked against central differences and every
//! variant against the hand-written one.

mod ba;
mod black_scholes;
mod cholesky;
#[path = "../documents.rs"]
mod documents;
mod gmm;
mod harness;
mod heat;
mod iterators;
mod mlp;
mod nbody;
mod peers;
mod pendulum;
mod recurrent;
mod report;
mod rosenbrock;

use harness::Workload;
use std::time::Duration;

const WORKLOADS: [fn() -> Workload; 19] = [
    rosenbrock::workload,
    mlp::workload,
    pendulum::workload,
    || gmm::recorded(include_str!("../../tests/data/adbench/gmm_d2_K5.txt")),
    || gmm::recorded(include_str!("../../tests/data/adbench/gmm_d10_K25.txt")),
    || gmm::generated(20, 50, 1_000),
    || gmm::generated(2, 5, 10_000),
    || gmm::generated(10, 25, 10_000),
    || gmm::generated(20, 50, 10_000),
    ba::ba1,
    ba::million,
    nbody::workload,
    heat::workload,
    cholesky::workload,
    black_scholes::workload,
    recurrent::workload,
    iterators::ridge_pair,
    iterators::roughness_pair,
    iterators::log_sum_exp_pair,
];

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    if let Some(at) = arguments.iter().position(|word| word == "--ratios") {
        let wanted = arguments[at + 1..]
            .iter()
            .find(|word| !word.starts_with("--"));
        print_ratios(wanted.map_or("", String::as_str));
        return;
    }
    let mut criterion = criterion::Criterion::default()
        .warm_up_time(Duration::from_millis(300))
        .measurement_time(Duration::from_millis(1500))
        .sample_size(20)
        .configure_from_args();
    for workload in WORKLOADS {
        workload().verified().bench(&mut criterion);
    }
    criterion.final_summary();
    // Without `--bench` Criterion only tries everything once, as `cargo test --benches` asks.
    if arguments.iter().any(|word| word == "--bench") {
        print_ratios("");
    }
}

/// Prints the tables as Markdown; where `BLESS` is set, those of a full run replace what the documents have.
fn print_ratios(wanted: &str) {
    let mut all = Vec::new();
    for workload in WORKLOADS {
        let workload = workload();
        if contains(workload.name(), wanted) {
            let timings = workload.verified().timed();
            println!("{}", report::table(&timings));
            all.push(timings);
        }
    }
    println!("{}\n{}", report::summary(&all), report::pairs(&all));
    if std::env::var_os("BLESS").is_some() && wanted.is_empty() {
        report::bless(&all).expect("the documents can be written");
    }
}

fn contains(name: &str, wanted: &str) -> bool {
    name.to_lowercase().contains(&wanted.to_lowercase())
}
