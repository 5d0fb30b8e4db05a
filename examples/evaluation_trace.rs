//! The evaluation trace of a function with two outputs, in both modes: figure 8.5 of Bishop, "Deep
//! Learning" (2024). The rows are the equations one writes by hand, recomputed here in plain Rust;
//! the Jacobians below them come from `#[jvp]` and `#[grad]`, and the two must agree.

use std::io::{self, Write};
use std::process::ExitCode;

use autodiff::{grad, jvp};

/// `f1 = x1 x2 + exp(x1 x2) - sin(x2)` and `f2 = (x1 x2 - sin(x2)) exp(x1 x2)`.
#[grad]
#[jvp]
pub fn f(x1: f64, x2: f64) -> [f64; 2] {
    let v3 = x1 * x2;
    let v4 = x2.sin();
    let v5 = v3.exp();
    let v6 = v3 - v4;
    [v5 + v6, v5 * v6]
}

/// Values, tangents or adjoints of the nodes `v1` to `v8`.
type Nodes = [f64; 8];

const PRIMAL: [&str; 8] = [
    "x1", "x2", "v1 v2", "sin(v2)", "exp(v3)", "v3 - v4", "v5 + v6", "v5 v6",
];
const TANGENT: [&str; 8] = [
    "seed",
    "seed",
    "v1' v2 + v1 v2'",
    "v2' cos(v2)",
    "v3' v5",
    "v3' - v4'",
    "v5' + v6'",
    "v5' v6 + v5 v6'",
];
const ADJOINT: [&str; 8] = [
    "v3~ v2",
    "v3~ v1 + v4~ cos(v2)",
    "v5~ v5 + v6~",
    "-v6~",
    "v7~ + v8~ v6",
    "v7~ + v8~ v5",
    "seed",
    "seed",
];

fn values(v1: f64, v2: f64) -> Nodes {
    let (v3, v4) = (v1 * v2, v2.sin());
    let (v5, v6) = (v3.exp(), v3 - v4);
    [v1, v2, v3, v4, v5, v6, v5 + v6, v5 * v6]
}

fn tangents([v1, v2, _, _, v5, v6, ..]: Nodes, [v1_dot, v2_dot]: [f64; 2]) -> Nodes {
    let v3_dot = v1_dot * v2 + v1 * v2_dot;
    let v4_dot = v2_dot * v2.cos();
    let v5_dot = v3_dot * v5;
    let v6_dot = v3_dot - v4_dot;
    let (v7_dot, v8_dot) = (v5_dot + v6_dot, v5_dot * v6 + v5 * v6_dot);
    [
        v1_dot, v2_dot, v3_dot, v4_dot, v5_dot, v6_dot, v7_dot, v8_dot,
    ]
}

fn adjoints([v1, v2, _, _, v5, v6, ..]: Nodes, [v7_bar, v8_bar]: [f64; 2]) -> Nodes {
    let v6_bar = v7_bar + v8_bar * v5;
    let v5_bar = v7_bar + v8_bar * v6;
    let v4_bar = -v6_bar;
    let v3_bar = v5_bar * v5 + v6_bar;
    let v2_bar = v3_bar * v1 + v4_bar * v2.cos();
    let v1_bar = v3_bar * v2;
    [
        v1_bar, v2_bar, v3_bar, v4_bar, v5_bar, v6_bar, v7_bar, v8_bar,
    ]
}

/// Prints the trace at a point; false if it disagrees with the generated derivatives.
pub fn run(x1: f64, x2: f64, out: &mut dyn Write) -> io::Result<bool> {
    let v = values(x1, x2);
    let forward = [tangents(v, [1.0, 0.0]), tangents(v, [0.0, 1.0])];
    let reverse = [adjoints(v, [1.0, 0.0]), adjoints(v, [0.0, 1.0])];

    writeln!(
        out,
        "f1 = x1 x2 + exp(x1 x2) - sin(x2),  f2 = (x1 x2 - sin(x2)) exp(x1 x2)"
    )?;
    writeln!(out, "at x1 = {x1}, x2 = {x2}\n")?;
    writeln!(out, "forward: values and tangents v', first node to last")?;
    writeln!(
        out,
        "{:23}{:>12}  {:18}{:>12}{:>12}",
        "", "value", "", "seed x1", "seed x2"
    )?;
    for i in 0..8 {
        let [by_x1, by_x2] = forward.map(|v_dot| v_dot[i]);
        write!(out, "v{} = {:18}{:12.6}  ", i + 1, PRIMAL[i], v[i])?;
        writeln!(
            out,
            "v{}' = {:17}{by_x1:8.5}{by_x2:12.5}",
            i + 1,
            TANGENT[i]
        )?;
    }
    writeln!(out, "\nreverse: adjoints v~, last node to first")?;
    writeln!(out, "{:29}{:>12}{:>12}", "", "seed f1", "seed f2")?;
    for i in (0..8).rev() {
        let [of_f1, of_f2] = reverse.map(|v_bar| v_bar[i]);
        writeln!(
            out,
            "v{}~ = {:23}{of_f1:12.6}{of_f2:12.6}",
            i + 1,
            ADJOINT[i]
        )?;
    }

    // A tangent sweep gives a column of the Jacobian, an adjoint sweep a row.
    let by_columns = f::jacfwd(x1, x2);
    let by_rows = f::jacrev(x1, x2);
    writeln!(
        out,
        "\n{:9}{:>14}{:>14}{:>14}",
        "Jacobian", "trace", "f::jacfwd", "f::jacrev"
    )?;
    let mut agree = true;
    for i in 0..2 {
        for j in 0..2 {
            let all = [
                forward[j][6 + i],
                reverse[i][j],
                by_columns[(i, j)],
                by_rows[(i, j)],
            ];
            let [trace, _, column, row] = all;
            writeln!(
                out,
                "df{}/dx{}  {trace:14.9}{column:14.9}{row:14.9}",
                i + 1,
                j + 1
            )?;
            agree &= all
                .iter()
                .all(|d| (d - trace).abs() <= 1e-14 * trace.abs().max(1.0));
        }
    }
    Ok(agree)
}

fn main() -> io::Result<ExitCode> {
    if run(1.5, 0.5, &mut io::stdout().lock())? {
        Ok(ExitCode::SUCCESS)
    } else {
        eprintln!("evaluation_trace: the trace disagrees with the generated derivatives");
        Ok(ExitCode::FAILURE)
    }
}
