//! How far two gradients are from each other.

use autodiff::Tangent;

/// The greatest difference of two reals in one place, relative to the greatest real of `b`; NaN if there is one.
pub fn difference<S: Tangent>(a: &S, b: &S) -> f64 {
    let mut apart = a.clone();
    apart.axpy(-1.0, b);
    greatest(&apart) / greatest(b)
}

fn greatest<S: Tangent>(a: &S) -> f64 {
    let mut greatest: f64 = 0.0;
    a.for_each(&mut |x| {
        // `f64::max` would lose a NaN
        if x.is_nan() || x.abs() > greatest {
            greatest = x.abs();
        }
    });
    greatest
}
