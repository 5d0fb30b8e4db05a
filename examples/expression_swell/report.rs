//! The table of a family, and how it grows.

use std::io::{self, Write};

use super::families::{Family, LARGEST};
use super::measurements::Size;

/// Prints all sizes of a family.
pub fn print(family: Family, sizes: &[Size], out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, "\n{}", family.title())?;
    writeln!(out, "{:>4}{:>38}{:>33}", "", "tokens", "nanoseconds")?;
    writeln!(
        out,
        "{:>4}{:>10}{:>14}{:>8}{:>8}{:>13}{:>10}{:>8}",
        "n", "function", "symbolic", "#[grad]", "#[jvp]", "function", "reverse", "forward"
    )?;
    for size in sizes {
        let Size {
            n,
            function,
            symbolic,
            reverse,
            forward,
            ..
        } = size;
        let [primal, by_reverse, by_forward] = size.seconds.map(|seconds| 1e9 * seconds);
        writeln!(
            out,
            "{n:4}{function:10}{symbolic:14}{reverse:8}{forward:8}{primal:13.1}{by_reverse:10.1}{by_forward:8.1}"
        )?;
    }
    let columns: [fn(&Size) -> u64; 3] = [|s| s.symbolic, |s| s.reverse, |s| s.forward];
    let [symbolic, reverse, forward] = columns.map(|tokens| last_step(sizes, tokens));
    writeln!(
        out,
        "the last step alone adds {symbolic} tokens to the symbolic derivative, {reverse} by #[grad], {forward} by #[jvp]"
    )?;
    writeln!(
        out,
        "with each subexpression computed once, the symbolic derivative of n = {LARGEST} has {} operations",
        sizes[LARGEST - 1].distinct_operations
    )
}

/// The tokens that the last step adds.
fn last_step(sizes: &[Size], tokens: impl Fn(&Size) -> u64) -> u64 {
    tokens(&sizes[LARGEST - 1]) - tokens(&sizes[LARGEST - 2])
}
