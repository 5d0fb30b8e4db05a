use autodiff::{grad, jvp};

struct Mesh {
    width: f64,
}

fn width(mesh: &Mesh) -> f64 {
    mesh.width
}

#[grad]
fn on_a_mesh(mesh: &Mesh, x: f64) -> f64 {
    width(mesh) * x
}

#[jvp]
fn optional(x: Option<f64>) -> f64 {
    x.unwrap_or(0.0)
}

fn main() {}
