//! Gradients against the primal, the adjoint an expert writes by hand, and other crates.
//!
//! `cargo bench --bench gradients` runs Criterion's groups and then prints the table of ratios to the primal;
//! `cargo bench --bench gradients -- --ratios` prints the table alone, in less than a minute; a word after
//! `--ratios` keeps the workloads whose name contains it.
//! Before anything is timed, every hand-written derivative is checked against central differences and every
//! variant against the hand-written one.

mod ba;
mod gmm;
mod harness;
mod mlp;
mod peers;
mod pendulum;
mod rosenbrock;

use harness::Workload;
use std::time::Duration;

const WORKLOADS: [fn() -> Workload; 5] = [
    rosenbrock::workload,
    mlp::workload,
    pendulum::workload,
    gmm::workload,
    ba::workload,
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

fn print_ratios(wanted: &str) {
    for workload in WORKLOADS {
        let workload = workload();
        if workload.name().contains(wanted) {
            workload.verified().print_ratios();
        }
    }
}
