use autodiff::{grad, jvp};

#[grad]
fn of_a_call(x: f64, n: usize) -> f64 {
    match looked_up(n) {
        Some(k) => k * x,
        None => x,
    }
}

fn looked_up(n: usize) -> Option<f64> {
    (n > 0).then_some(1.0)
}

#[jvp]
fn a_parameter(x: f64, o: Option<f64>, p: &[(usize, Option<f64>)]) -> f64 {
    x * o.unwrap_or(1.0) + p.len() as f64
}

#[grad]
fn a_result(x: f64) -> Option<f64> {
    if x > 0.0 {
        return Some(x);
    }
    x.next_up();
    None
}

#[grad]
fn as_a_whole(x: f64) -> f64 {
    let o = Some(x);
    let all = vec![o, None];
    let same = o == None;
    if same { takes(o) } else { all.len() as f64 * x }
}

fn takes(o: Option<f64>) -> f64 {
    o.unwrap_or(1.0)
}

#[grad]
fn without_a_type(x: f64, n: usize) -> f64 {
    let o;
    o = Some(x);
    let mut last = None;
    if n > 1 {
        last = Some(made(n));
    }
    if last.is_some() { x } else { o.unwrap() }
}

fn made(n: usize) -> [usize; 2] {
    [n, n]
}

#[grad]
fn stored_through_a_parameter(x: f64, k: &mut Option<usize>) -> f64 {
    *k = Some(1);
    x
}

#[grad]
fn rows_by_reference(m: &[Vec<f64>], v: &mut [f64]) -> f64 {
    let mut longest = m.first();
    for row in m {
        if longest.is_none_or(|l| l.len() < row.len()) {
            longest = Some(row);
        }
    }
    let mut cell = v.first_mut();
    cell = None;
    longest.unwrap()[0]
}

fn main() {
    let _ = of_a_call::grad(1.0, 1);
    let _ = as_a_whole::grad(1.0);
    let _ = without_a_type::grad(1.0, 1);
    let _ = stored_through_a_parameter::grad(1.0, &mut None);
    let _ = rows_by_reference::grad(&[], &mut []);
}
