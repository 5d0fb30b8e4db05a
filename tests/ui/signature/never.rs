use autodiff::jvp;

#[jvp]
fn never(x: f64) -> ! {
    panic!("{x}")
}

fn main() {}
