use autodiff::{grad, jvp};

#[grad]
fn closure_called(x: f64) -> f64 {
    let square = |y: f64| y * y;
    square(x)
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

#[jvp(constant(p))]
fn field_of_a_parameter(p: &Pair, x: f64) -> f64 {
    p.a * x
}

fn main() {
    let _ = closure_called::grad(1.0);
    let _ = field_of_a_parameter::derivative(&Pair { a: 1.0, b: 1.0 }, 1.0);
    let _ = struct_and_field::grad(1.0);
}
