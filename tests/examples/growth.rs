//! What gradients cost over the size: the tables and the plot, but no times.

use super::args;
use super::cost_over_size::measurements::{Function, measure};
use super::cost_over_size::{plot, print, run};

#[test]
fn the_tape_grows_with_what_is_kept() {
    for (function, costs) in measure(10_000) {
        let sizes: Vec<usize> = costs.iter().map(|cost| cost.n).collect();
        assert_eq!(sizes, [10, 30, 100, 300, 1_000, 3_000, 10_000]);
        for cost in costs {
            let words = cost.tape / 8;
            let kept = match function {
                Function::Rosenbrock => 0,
                Function::LogSumExp => cost.n,
                Function::VanDerPol => 2 * cost.n,
            };
            // The room is doubled when it is full; what is kept once is little.
            assert!(words >= kept, "{function:?}, {}: {words}", cost.n);
            assert!(
                words <= 2 * kept + 8 * kept.min(1),
                "{function:?}, {}: {words}",
                cost.n
            );
        }
    }
}

#[test]
fn every_size_is_a_row_and_a_point() {
    let costs = measure(300);
    let mut table = Vec::new();
    print(&costs, &mut table).unwrap();
    let table = String::from_utf8(table).unwrap();
    assert_eq!(table.lines().count(), 2 + 3 * 4, "{table}");
    assert!(table.lines().all(|line| line.matches('|').count() == 7));

    let svg = plot::svg(&costs);
    assert!(svg.starts_with("<svg") && svg.ends_with("</svg>\n") && !svg.contains("NaN"));
    let curves: Vec<&str> = (svg.lines())
        .filter(|line| line.starts_with("<polyline"))
        .collect();
    // Ratios of all three, the tapes of two.
    assert_eq!(curves.len(), 5, "{svg}");
    for curve in curves {
        let points = curve.split('"').nth(1).unwrap();
        assert_eq!(points.split(' ').count(), 4, "{curve}");
    }
}

#[test]
fn the_program_plots_where_it_is_told_to() {
    let file = std::path::Path::new(env!("CARGO_TARGET_TMPDIR")).join("cost_over_size.svg");
    let mut out = Vec::new();
    let line = format!("--largest 30 --svg {}", file.display());
    run(args(&line), &mut out).unwrap();
    let text = String::from_utf8(out).unwrap();
    assert!(text.contains("| Van der Pol, n steps | 30 |"), "{text}");
    assert!(
        std::fs::read_to_string(file)
            .unwrap()
            .contains("bytes of tape")
    );
    let none = run(args("--largest 9"), &mut Vec::new()).unwrap_err();
    assert_eq!(none.exit_code(), 2);
}
