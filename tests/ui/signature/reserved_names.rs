use autodiff::{grad, jvp};

#[jvp]
fn reserved(__tape: f64, __y: f64) -> f64 {
    __tape * __y
}

#[grad]
#[jvp]
fn once_each(x: f64, __k: usize) -> f64 {
    x * __k as f64
}

const __LANES: f64 = 2.0;

#[jvp]
fn the_number_of_lanes(x: f64) -> f64 {
    x * (__LANES + 1.0)
}

mod __rt {
    pub const TWO: f64 = 2.0;
}

#[jvp]
fn the_run_time(x: f64) -> f64 {
    x * __rt::TWO
}

fn main() {
    let _ = reserved::jvp(1.0, 1.0, 1.0, 1.0);
    let _ = once_each::grad(1.0, 1);
}
