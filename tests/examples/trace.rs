//! The trace table agrees with the generated derivatives.

use super::evaluation_trace::run;

#[test]
fn the_trace_agrees_with_both_modes() {
    for (x1, x2) in [(1.5, 0.5), (-0.3, 2.0), (0.0, 0.0)] {
        assert!(run(x1, x2, &mut Vec::new()).unwrap(), "at {x1}, {x2}");
    }
}

#[test]
fn every_node_has_its_line() {
    let mut out = Vec::new();
    run(1.5, 0.5, &mut out).unwrap();
    let text = String::from_utf8(out).unwrap();
    for node in 1..=8 {
        assert!(text.contains(&format!("\nv{node} = ")), "{text}");
        assert!(text.contains(&format!("\nv{node}~ = ")), "{text}");
    }
}
