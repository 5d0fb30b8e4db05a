//! Derivatives of any order: `#[taylor]` against closed forms, over every construct of the language.

#[path = "higher_order/closed_forms.rs"]
mod closed_forms;
#[path = "higher_order/programs.rs"]
mod programs;
#[path = "higher_order/shapes.rs"]
mod shapes;

/// Every derivative to rounding, relative to the larger of itself and what it was summed from.
fn assert_close(got: &[f64], want: &[f64], tolerance: f64) {
    assert_eq!(got.len(), want.len());
    for (k, (got, want)) in got.iter().zip(want).enumerate() {
        assert!(
            (got - want).abs() <= tolerance * want.abs().max(1.0),
            "derivative {}: {got}, the closed form has {want}",
            k + 1
        );
    }
}

/// `k!`
fn factorial(k: usize) -> f64 {
    (1..=k).map(|i| i as f64).product()
}
