//! Only structs have tangents, and only those whose fields can be borrowed.

use autodiff::Differentiable;

#[derive(Differentiable)]
enum Shape {
    Circle(f64),
    Square { side: f64 },
}

#[derive(Differentiable)]
enum Either<A, B> {
    Left(A),
    Right(B),
}

#[derive(Differentiable)]
union Bits {
    real: f64,
    bits: u64,
}

#[derive(Differentiable)]
#[repr(C, packed(4))]
struct Packed {
    x: f64,
}

// no further messages on what contains them
#[derive(Differentiable)]
struct Drawing {
    shape: Shape,
    bits: Bits,
}

fn main() {}
