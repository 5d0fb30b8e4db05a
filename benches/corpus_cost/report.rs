//! Distributions of costs, as Markdown.

use crate::cost::Cost;
use std::fmt::Write as _;

/// Programs are told apart by how many seconds the primal takes: in the shortest, calls and their arguments take as long as what is
/// computed, so that these are not listed.
const GROUPS: [(&str, f64, f64); 3] = [
    ("200 ns and more", LONG, f64::INFINITY),
    ("20 to 200 ns", SHORT, LONG),
    ("less than 20 ns", 0.0, SHORT),
];
const LONG: f64 = 200e-9;
const SHORT: f64 = 20e-9;
/// How many of the dearest programs are listed.
const LISTED: usize = 10;

/// What a derivative is to cost at most, and how to read it off.
struct Mode {
    name: &'static str,
    bound: f64,
    ratio: fn(&Cost) -> f64,
}

const MODES: [Mode; 2] = [
    Mode {
        name: "`vjp_with`",
        bound: 4.0,
        ratio: |cost| cost.gradient,
    },
    Mode {
        name: "`jvp`",
        bound: 2.5,
        ratio: |cost| cost.tangent,
    },
];

/// The distributions, and the dearest programs of each.
pub(crate) fn tables(costs: &[Cost]) -> String {
    let mut text = String::from(
        "| primal | programs | over the primal | lower quartile | median | upper quartile | largest | bound | above it |\n\
         |---|---:|---|---:|---:|---:|---:|---:|---:|\n",
    );
    for (name, least, most) in GROUPS {
        let is_inside = |cost: &&Cost| (least..most).contains(&cost.seconds);
        let group: Vec<&Cost> = costs.iter().filter(is_inside).collect();
        for mode in &MODES {
            text += &distribution(name, &group, mode);
        }
    }
    for mode in &MODES {
        let mut dearest: Vec<&Cost> = costs.iter().filter(|c| c.seconds >= SHORT).collect();
        dearest.sort_by(|a, b| (mode.ratio)(b).total_cmp(&(mode.ratio)(a)));
        dearest.truncate(LISTED);
        text += &format!("\nThe dearest by {}, of 20 ns and more:\n\n", mode.name);
        text += &list(dearest);
    }
    text
}

/// Every program.
pub(crate) fn each(costs: &[Cost]) -> String {
    list(costs.iter().collect())
}

fn distribution(group: &str, costs: &[&Cost], mode: &Mode) -> String {
    let mut ratios: Vec<f64> = costs.iter().map(|cost| (mode.ratio)(cost)).collect();
    ratios.sort_by(f64::total_cmp);
    let Some(last) = ratios.len().checked_sub(1) else {
        return String::new();
    };
    let [lower, median, upper, largest] =
        [last / 4, last / 2, last * 3 / 4, last].map(|i| ratios[i]);
    let above = ratios.iter().filter(|&&ratio| ratio > mode.bound).count();
    let share = 100.0 * above as f64 / ratios.len() as f64;
    format!(
        "| {group} | {} | {} | {lower:.2} | {median:.2} | {upper:.2} | {largest:.1} | {} | {above} ({share:.0} %) |\n",
        ratios.len(),
        mode.name,
        mode.bound,
    )
}

fn list(costs: Vec<&Cost>) -> String {
    let mut text = String::from(
        "| program | inputs | primal, ns | `vjp_with` | `jvp` |\n|---|---:|---:|---:|---:|\n",
    );
    for cost in costs {
        writeln!(
            text,
            "| `{}` | {} | {:.1} | {:.2} | {:.2} |",
            cost.name,
            cost.inputs,
            cost.seconds * 1e9,
            cost.gradient,
            cost.tangent
        )
        .expect("a String takes all that is written to it");
    }
    text
}
