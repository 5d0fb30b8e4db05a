//! Generated code gives no cause for warnings: neither from rustc nor, under `cargo clippy --tests`, from clippy.
#![deny(
    warnings,
    missing_docs,
    unused,
    dead_code,
    future_incompatible,
    let_underscore,
    nonstandard_style,
    rust_2018_idioms,
    rust_2021_compatibility,
    rust_2024_compatibility,
    elided_lifetimes_in_paths,
    explicit_outlives_requirements,
    keyword_idents,
    meta_variable_misuse,
    missing_abi,
    missing_copy_implementations,
    missing_debug_implementations,
    non_ascii_idents,
    redundant_imports,
    redundant_lifetimes,
    single_use_lifetimes,
    trivial_casts,
    trivial_numeric_casts,
    unit_bindings,
    unnameable_types,
    unreachable_pub,
    unused_extern_crates,
    unused_import_braces,
    unused_lifetimes,
    unused_macro_rules,
    unused_qualifications,
    unused_results,
    variant_size_differences,
    clippy::all,
    clippy::pedantic
)]
#![allow(
    clippy::float_cmp,
    clippy::many_single_char_names,
    clippy::must_use_candidate,
    clippy::needless_pass_by_value,
    reason = "said of the functions and the test as they are written here, not of what is generated"
)]
#![forbid(unsafe_code)]

use autodiff::{Real, custom_jvp, custom_vjp, grad, jvp};

/// Straight line.
#[grad]
#[jvp]
pub fn straight(x: f64, y: f64) -> f64 {
    x * y + (x * y).exp() - y.sin()
}

/// Loops, branches, exits.
#[grad]
#[jvp]
pub fn looped(x: &[f64], n: usize) -> f64 {
    let mut s = 0.0;
    let mut last = 1.0;
    for (i, y) in x.iter().enumerate() {
        if i > n {
            break;
        }
        last = match i % 3 {
            0 => last * y,
            1 if *y > 0.0 => straight(*y, last),
            _ => {
                let mut z = *y;
                while z > 1.0 {
                    z *= 0.5;
                }
                z
            }
        };
        s += last;
    }
    if s < 0.0 {
        return -s;
    }
    s
}

/// In and out.
#[grad]
#[jvp]
pub fn in_and_out(x: &[f64], y: &mut [f64], scale: &mut f64) {
    for i in 0..x.len() {
        y[i] = x[i] * *scale + y[i] * y[i];
        *scale += y[i];
    }
}

/// Vectors, tuples, `Vec`s of their own.
#[grad]
#[jvp]
pub fn vectors(a: Vec<f64>, m: &[Vec<f64>], (p, q): (f64, f32), k: [f64; 2]) -> Vec<f64> {
    let mut out = Vec::with_capacity(a.len());
    for row in m {
        let mut s = p * k[0] + f64::from(q) * k[1];
        for j in 0..row.len() {
            s += row[j] * a[j];
        }
        out.push(s);
    }
    out
}

/// A lifetime and a constant of its own.
#[grad]
#[jvp]
pub fn generic<'a, const N: usize>(x: &'a [f64; N], y: &'a [f64]) -> f64 {
    let mut s = 0.0;
    for i in 0..N {
        s += x[i] * y[i];
    }
    s
}

/// A type of its own.
#[grad]
#[jvp]
pub fn over_any_real<T, const N: usize>(x: &[T; N], y: T, out: &mut [T]) -> T
where
    T: Real + Send,
{
    let mut s = T::from_f64(2.0);
    for i in 0..N {
        s = s * x[i] + y.tanh();
        out[i] *= s;
    }
    over_any_real_again(s) / T::one()
}

#[grad]
#[jvp]
fn over_any_real_again<R: Real>(x: R) -> R {
    x.atan() + R::zero()
}

/// Recursion.
#[grad]
#[jvp]
pub fn power(x: f64, n: u32) -> f64 {
    if n == 0 { 1.0 } else { x * power(x, n - 1) }
}

/// Rules of its own.
#[custom_vjp(reverse_rule)]
#[custom_jvp(forward_rule)]
pub fn ruled(x: f64) -> f64 {
    x * x
}

fn reverse_rule(x: f64, _y: f64, y_bar: f64) -> f64 {
    2.0 * x * y_bar
}

fn forward_rule(x: f64, _y: f64, x_dot: f64) -> f64 {
    2.0 * x * x_dot
}

#[grad(wrt(x))]
#[jvp(wrt(x))]
#[inline]
#[must_use]
fn private(x: f64, _n: usize) -> f64 {
    ruled(x)
}

#[test]
fn no_warnings() {
    assert_eq!(private::grad(2.0, 1), private::derivative(2.0, 1));
    assert_eq!(power::grad(2.0, 3), 12.0);
    assert_eq!(looped::grad(&[], 3), []);
}
