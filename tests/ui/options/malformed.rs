use autodiff::grad;

#[grad(wrt = x)]
fn wrt_as_assignment(x: f64) -> f64 {
    x
}

#[grad(wrt(x) name = g)]
fn comma_missing(x: f64) -> f64 {
    x
}

#[grad(wrt(0))]
fn by_position(x: f64) -> f64 {
    x
}

#[grad(name = a::b)]
fn name_with_a_path(x: f64) -> f64 {
    x
}

#[grad(name("g"))]
fn name_as_list(x: f64) -> f64 {
    x
}

#[grad(companion(g))]
fn companion_without_a_name(x: f64) -> f64 {
    x
}

#[grad(wrt)]
fn without_a_list(x: f64) -> f64 {
    x
}

#[grad(wrt(x), constant)]
fn constant_without_a_list(x: f64, _y: f64) -> f64 {
    x
}

fn main() {
    let _ = wrt_as_assignment::grad(1.0);
    let _ = by_position::grad(1.0);
    let _ = name_with_a_path::grad(1.0);
}
