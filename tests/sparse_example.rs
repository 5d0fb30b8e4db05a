//! The example on sparse derivatives: directions and entries as they are derived by hand.

#![cfg(feature = "sparse")]

// `main` itself is not called from here
#[allow(dead_code)]
#[path = "../examples/sparse_derivatives/main.rs"]
pub mod sparse_derivatives;

/// The printed numbers of each system, without the seconds.
fn printed(n: usize) -> Vec<Vec<String>> {
    let mut out = vec![];
    sparse_derivatives::run(n, &mut out).unwrap();
    let text = String::from_utf8(out).unwrap();
    let rows = text.lines().skip(1).map(|line| {
        let numbers = line[34..].split_whitespace();
        numbers
            .filter(|n| !n.contains('.'))
            .map(str::to_owned)
            .collect()
    });
    rows.collect()
}

#[test]
fn three_directions_for_what_is_tridiagonal() {
    let rows = printed(200);
    assert_eq!(rows[0], ["200", "200", "598", "3", "200"]);
    assert_eq!(rows[2], ["200", "200", "598", "3", "200"]);
}

/// Fifty observations of ten numbers, two rows each; a row has a camera and a point, so no fewer than 10 colours do.
#[test]
fn a_camera_and_a_point_for_a_block() {
    let rows = printed(200);
    assert_eq!(rows[1], ["100", "86", "1000", "10", "86"]);
}

#[test]
fn one_hundred_thousand_unknowns() {
    let row = sparse_derivatives::measure::boundary_value_problem(100_000, false);
    assert_eq!((row.directions, row.entries), (3, 299_998));
}
