use autodiff::{grad, jvp};

#[jvp]
fn of_a_call(x: f64, text: &str, out: &mut [f64]) -> Option<()> {
    out[0] = x * parse(text)?;
    Some(())
}

fn parse(_: &str) -> Option<f64> {
    None
}

#[grad]
fn of_an_element(x: &[f64], i: usize) -> Option<f64> {
    let k = *x.get(i)?;
    Some(k * k)
}

fn main() {}
