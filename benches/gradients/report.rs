//! The tables that are printed, and where they stand in the documents.

use crate::documents;
use crate::harness::{Timing, Timings};
use std::fmt::Write as _;
use std::io;

/// How the names of the variants begin that the summary has columns for; of several, the first counts.
pub(crate) const BY_HAND: &str = "hand-written adjoint";
/// See [`BY_HAND`].
pub(crate) const GRAD: &str = "autodiff reverse";
/// See [`BY_HAND`].
pub(crate) const JVP: &str = "autodiff forward, one direction";
/// See [`BY_HAND`].
pub(crate) const JVP_BY_HAND: &str = "hand-written forward, one direction";
/// See [`BY_HAND`].
pub(crate) const TAPE_CRATE: &str = "reverse, tape";

/// The form over indices, whose value is the primal, and the chain of iterators beside it.
pub(crate) const BY_INDEX: &str = "autodiff reverse, indices";
/// See [`BY_INDEX`].
pub(crate) const CHAIN: &str = "autodiff reverse, iterators";
/// See [`BY_INDEX`].
pub(crate) const CHAIN_VALUE: &str = "primal, iterators";

/// The name of the markers around the tables in the documents.
const MARKERS: &str = "ratios";

/// All variants of one workload.
pub(crate) fn table(timings: &Timings) -> String {
    let mut text = format!(
        "### {}\n\n| variant | time | ratio to the primal |\n|---|---:|---:|\n",
        timings.workload
    );
    for timing in &timings.variants {
        let (time, ratio) = (in_units(timing.seconds), timing.ratio);
        append(
            &mut text,
            format_args!("| {} | {time} | {ratio:.2} |\n", timing.variant),
        );
    }
    text
}

/// A row for each workload that has an adjoint by hand.
pub(crate) fn summary(all: &[Timings]) -> String {
    let mut text = String::from(
        "| workload | `#[grad]` | adjoint by hand | `#[jvp]`, one direction | tangent by hand | a tape library |\n\
         |---|---:|---:|---:|---:|---:|\n",
    );
    for timings in all.iter().filter(|t| find(t, BY_HAND).is_some()) {
        let columns = [GRAD, BY_HAND, JVP, JVP_BY_HAND, TAPE_CRATE];
        let cells = columns.map(|prefix| find(timings, prefix).map_or(String::new(), in_digits));
        let row = cells.join(" | ").replace("|  |", "| |");
        append(
            &mut text,
            format_args!("| {} | {} |\n", timings.workload, row.trim_end()),
        );
    }
    text.replace("|  |", "| |")
}

/// A row for each function that is written over indices and as a chain of iterators.
pub(crate) fn pairs(all: &[Timings]) -> String {
    let mut text = String::from(
        "| function | primal, chain / indices | gradient, chain / indices | gradient / primal, indices |\n\
         |---|---:|---:|---:|\n",
    );
    for timings in all {
        if let (Some(value), Some(chain), Some(index)) = (
            find(timings, CHAIN_VALUE),
            find(timings, CHAIN),
            find(timings, BY_INDEX),
        ) {
            let (value, gradient, index) = (value.ratio, chain.ratio / index.ratio, index.ratio);
            let name = &timings.workload;
            append(
                &mut text,
                format_args!("| {name} | {value:.2} | {gradient:.2} | {index:.2} |\n"),
            );
        }
    }
    text
}

/// Puts the tables into the documents, between their markers.
pub(crate) fn bless(all: &[Timings]) -> io::Result<()> {
    let tables: Vec<String> = all.iter().map(table).collect();
    let (summary, pairs) = (summary(all), pairs(all));
    let everything = format!("{summary}\n{pairs}\n{}", tables.join("\n"));
    documents::replace("README.md", MARKERS, &summary)?;
    documents::replace("docs/performance.md", MARKERS, &everything)
}

fn find<'a>(timings: &'a Timings, prefix: &str) -> Option<&'a Timing> {
    let mut variants = timings.variants.iter();
    variants.find(|timing| timing.variant.starts_with(prefix))
}

/// Ratios that are far from 1 need no decimals.
fn in_digits(timing: &Timing) -> String {
    match timing.ratio {
        ratio if ratio < 10.0 => format!("{ratio:.2}"),
        ratio => format!("{ratio:.0}"),
    }
}

fn in_units(seconds: f64) -> String {
    match seconds {
        s if s < 1e-6 => format!("{:.1} ns", s * 1e9),
        s if s < 1e-3 => format!("{:.2} us", s * 1e6),
        s => format!("{:.3} ms", s * 1e3),
    }
}

fn append(text: &mut String, words: std::fmt::Arguments<'_>) {
    text.write_fmt(words)
        .expect("a String takes all that is written to it");
}
