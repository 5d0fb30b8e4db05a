//! `Some` and `None` that are not the prelude's.
#![allow(non_snake_case)]
use autodiff::grad;

mod imported {
    use autodiff::grad;

    #[derive(Clone, Copy)]
    pub enum Twice {
        Some(f64),
        None,
    }
    use Twice::{None, Some};

    #[grad]
    pub fn f(x: f64) -> f64 {
        let o = if x > 0.0 { Some(x) } else { None };
        match o {
            Some(y) => y,
            None => x,
        }
    }
}

#[grad]
fn a_function(x: f64) -> f64 {
    fn Some(x: f64) -> Option<f64> {
        Option::Some(2.0 * x)
    }
    Some(x).unwrap()
}

#[grad]
fn a_constant_in_a_pattern(x: f64) -> f64 {
    #![allow(non_upper_case_globals)]
    const limit: f64 = 1.0;
    match Some(x) {
        Some(limit) => x,
        _ => 2.0 * x,
    }
}

#[grad]
fn a_constant_behind_a_reference(x: &[f64], m: &[Vec<f64>]) -> f64 {
    #![allow(non_upper_case_globals)]
    const limit: &[f64] = &[];
    match m.first() {
        Some(row) => row[0],
        None => 0.0,
    };
    match x {
        limit => x[0],
        _ => 1.0,
    }
}

fn main() {
    let _ = imported::f::grad(1.0);
}
