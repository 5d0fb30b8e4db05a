//! Functions: straight lines, loops, branches, iterators, closures, type parameters.

use autodiff::{Real, grad, hessian, jvp, sparsity, taylor};

/// Straight line.
#[grad]
#[jvp]
#[hessian]
#[taylor]
#[sparsity]
pub fn straight(x: f64, y: f64) -> f64 {
    x * y + (x * y).exp() - y.sin()
}

/// So many parameters that the sweeps have more of them than clippy likes.
#[grad]
#[jvp]
#[hessian]
#[taylor]
#[sparsity]
pub fn many_parameters(w: &[f64], b: &mut [f64], x: &[f64], y: &[f64], rate: f64) -> f64 {
    let mut sum = rate;
    for i in 0..w.len() {
        b[i] *= rate;
        sum += w[i] * x[i] + b[i] * y[i];
    }
    sum
}

/// `Option`s, slice patterns, references chosen by a branch.
#[grad]
#[jvp]
#[hessian]
#[taylor]
#[sparsity]
pub fn optional(x: &[f64], k: Option<usize>) -> f64 {
    let mut best: Option<f64> = None;
    let mut stack = x.to_vec();
    while let Some(v) = stack.pop() {
        best = match best {
            Some(b) if b > v => Some(b * v),
            _ => Some(v.sin()),
        };
        if let Some(top) = stack.last_mut()
            && *top > 0.5
        {
            *top *= v;
        }
    }
    let Some(b) = best else { return 0.0 };
    let w = if b > 0.5 { x } else { &stack };
    let s = match w {
        [] => 1.0,
        [a, .., z] => a * z,
        [a] => a.exp(),
    };
    s * b + k.map_or(0.0, |k| x[k]) + best.unwrap_or_default()
}

/// Loops, branches, exits.
#[grad]
#[jvp]
#[hessian]
#[taylor]
#[sparsity]
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
#[hessian]
#[taylor]
#[sparsity]
pub fn in_and_out(x: &[f64], y: &mut [f64], scale: &mut f64) {
    for i in 0..x.len() {
        y[i] = x[i] * *scale + y[i] * y[i];
        *scale += y[i];
    }
}

/// Vectors, tuples, `Vec`s of their own.
#[grad]
#[jvp]
#[hessian]
#[taylor]
#[sparsity]
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
#[hessian]
#[taylor]
#[sparsity]
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
#[hessian]
#[taylor]
#[sparsity]
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
#[hessian]
#[taylor]
#[sparsity]
fn over_any_real_again<R: Real>(x: R) -> R {
    x.atan() + R::zero()
}

/// Recursion.
#[grad]
#[jvp]
#[hessian]
pub fn power(x: f64, n: u32) -> f64 {
    if n == 0 { 1.0 } else { x * power(x, n - 1) }
}

fn best_of(n: usize) -> usize {
    n / 2
}

/// Iterator chains.
#[grad]
#[jvp]
#[hessian]
pub fn chained(x: &[f64], w: &[f64], n: usize) -> f64 {
    let dot: f64 = x.iter().zip(w).map(|(a, b)| a * b).sum();
    let top = x.iter().copied().fold(f64::NEG_INFINITY, f64::max);
    let squares: Vec<f64> = x.iter().map(|v| v * v).collect();
    let kept: Vec<f64> = squares.iter().copied().filter(|v| *v > 0.1).collect();
    let steps: f64 = x.windows(2).map(|w| (w[1] - w[0]).powi(2)).sum();
    let pairs: f64 = (0..n).flat_map(|i| (0..i).map(move |j| x[i] * w[j])).sum();
    let nearest = x.iter().copied().min_by(f64::total_cmp).unwrap_or(dot);
    let mut s = 0.0;
    for c in x.chunks(2).chain(w.chunks_exact(2)) {
        s += c.iter().product::<f64>();
    }
    for _ in kept.iter().filter(|v| **v < dot).take(n) {
        s *= 0.5;
    }
    let some = x.iter().any(|v| *v > top);
    let none =
        x.iter().find(|v| **v > top * 2.0).is_none() && x.iter().position(|v| *v > dot).is_some();
    let halves = x.iter().fold(1.0, |a, _| a * 0.5);
    let nothing: f64 = x
        .iter()
        .enumerate()
        .skip_while(|(i, _)| *i < 2)
        .map(|(_, v)| v * halves)
        .sum();
    s += nothing;
    let best = (0..n).max_by_key(|i| i % 3).unwrap_or(0) + x.iter().skip(best_of(n)).count();
    s += (-100..100i8)
        .zip(x)
        .map(|(i, v)| v * f64::from(i))
        .sum::<f64>()
        * f64::from(u8::from(best == 1));
    if some && none {
        return s;
    }
    dot * top + steps + pairs * nearest + s
}

/// Closures.
#[grad]
#[jvp]
#[hessian]
pub fn closed(x: f64, y: f64) -> f64 {
    let mut count = 0.0;
    let scale = x * y;
    let part = |t: f64| if t > 1.0 { t * scale } else { t };
    let mut add = |t: f64| {
        count += part(t);
        if t < 0.0 {
            return 0.0;
        }
        t * 2.0
    };
    let a: [f64; 3] = std::array::from_fn(|_| x + 1.0);
    let b = a.map(|t| t * y);
    let first = add(x) + add(y);
    let mut k = scale;
    let mut next = move || {
        k *= 0.5;
        k
    };
    first * count + next() + next() + b[0]
}
