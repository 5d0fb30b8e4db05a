use autodiff::{custom_vjp, grad, jvp};

#[grad(wth(x))]
fn misspelled(x: f64) -> f64 {
    x
}

#[jvp(rule)]
fn rule_of_no_custom_attribute(x: f64) -> f64 {
    x
}

#[grad(forward = a, reverse = b)]
fn sweeps_of_no_custom_attribute(x: f64) -> f64 {
    x
}

#[grad(analysis = maybe)]
fn neither_on_nor_off(x: f64) -> f64 {
    x
}

#[custom_vjp(rule, 3)]
fn a_number(x: f64) -> f64 {
    x
}

fn main() {
    let _ = misspelled::grad(1.0);
    let _ = rule_of_no_custom_attribute::jvp(1.0, 1.0);
    let _ = sweeps_of_no_custom_attribute::grad(1.0);
    let _ = neither_on_nor_off::value_and_grad(1.0);
    let _ = a_number::grad(1.0);
}
