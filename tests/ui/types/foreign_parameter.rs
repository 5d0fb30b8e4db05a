use autodiff::grad;

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

fn main() {}
