//! Idioms of older editions, as far as the bodies go: no let chains, `mul_add` by path, explicit `return`.
#[macro_use]
extern crate autodiff;

#[grad]
#[jvp]
fn old_style(x: &[f64]) -> f64 {
    let n: usize = x.len();
    let mut sum: f64 = 0.0f64;
    let mut i: usize = 0usize;
    while i < n {
        sum = f64::mul_add(x[i], x[i], sum);
        i += 1;
    }
    return sum;
}

#[grad]
#[jvp]
fn bound_by_where<'a>(x: &'a f64, y: &'a mut f64) -> f64
where
    'a: 'a,
{
    *y = *x * *y;
    return (*y) * (*y);
}

fn main() {
    assert_eq!(old_style::grad(&[1.0, 2.0]), [2.0, 4.0]);
    let mut y = 3.0;
    assert_eq!(bound_by_where::grad(&2.0, &mut y), 36.0);
}
