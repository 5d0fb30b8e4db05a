//! Options that do not exist, in the wrong place, or twice: all at once.

use autodiff::Differentiable;

#[derive(Differentiable)]
#[differentiable(skip)]
struct Whole {
    x: f64,
}

#[derive(Differentiable)]
#[differentiable(crate = autodiff, crate = ::autodiff)]
struct Twice {
    #[differentiable(crate = autodiff)]
    x: f64,
    #[differentiable(skip, skip)]
    y: f64,
    #[differentiable(constant, rename = "w", wrt(a, b), skip)]
    z: std::time::Duration,
}

#[derive(Differentiable)]
struct Malformed<#[differentiable(skip)] T> {
    #[differentiable]
    x: T,
    #[differentiable = "skip"]
    y: f64,
    #[differentiable(skip = true)]
    z: f64,
    #[differentiable(skip skip)]
    w: f64,
    #[differentiable("skip")]
    v: f64,
}

#[derive(Differentiable)]
#[differentiable(crate)]
struct Nowhere(f64);

#[differentiable(skip)]
fn not_a_struct() {}

fn main() {
    // the tangents exist, and give no further messages
    let _: WholeTangent = Whole { x: 1.0 }.zero_tangent();
    let _: Option<(TwiceTangent, MalformedTangent<f64>, NowhereTangent)> = None;
}
