use autodiff::{grad, jvp};

#[grad]
fn closure_called(x: f64) -> f64 {
    let square = |y: f64| y * y;
    square(x)
}

#[jvp]
fn question_mark(x: f64, text: &str) -> f64 {
    let k: f64 = parse(text)?;
    x * k
}

fn parse(_: &str) -> Option<f64> {
    None
}

#[grad]
fn struct_and_field(x: f64) -> f64 {
    let p = Pair { a: x, b: x };
    p.a * p.b
}

struct Pair {
    a: f64,
    b: f64,
}

#[grad]
fn field_of_a_parameter(p: &Pair, x: f64) -> f64 {
    p.a * x
}

#[grad]
fn length_from_a_parameter(x: f64, n: usize) -> f64 {
    let a = [x; n];
    a[0]
}

#[jvp]
fn value_expected(x: f64) -> f64 {
    let y: f64;
    y = _;
    x + y
}

fn main() {
    let _ = closure_called::grad(1.0);
    let _ = question_mark::derivative(1.0, "");
    let _ = struct_and_field::grad(1.0);
}
