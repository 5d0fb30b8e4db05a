//! Rules of one's own, and constants by declaration.

use autodiff::stop_gradient;

/// The rules below are wrong on purpose (three times the derivative of a square): so one sees that they are used.
#[autodiff::custom_vjp(tripled_vjp)]
#[autodiff::custom_jvp(tripled_jvp)]
fn tripled(x: f64) -> f64 {
    x * x
}

fn tripled_vjp(x: f64, _y: f64, y_bar: f64) -> f64 {
    6.0 * x * y_bar
}

fn tripled_jvp(x: f64, _y: f64, x_dot: f64) -> f64 {
    6.0 * x * x_dot
}

/// A sum of squares that keeps a residual.
#[autodiff::custom_vjp(forward = norm_forward, reverse = norm_reverse)]
#[autodiff::custom_jvp(norm_jvp)]
fn norm(x: &[f64], k: f64) -> f64 {
    k * x.iter().map(|v| v * v).sum::<f64>().sqrt()
}

fn norm_forward(x: &[f64], k: f64) -> (f64, f64) {
    let length = x.iter().map(|v| v * v).sum::<f64>().sqrt();
    (k * length, length)
}

fn norm_reverse(x: &[f64], k: f64, length: f64, y_bar: f64) -> (Vec<f64>, f64) {
    (
        x.iter().map(|v| y_bar * k * v / length).collect(),
        y_bar * length,
    )
}

fn norm_jvp(x: &[f64], k: f64, y: f64, x_dot: &[f64], k_dot: f64) -> f64 {
    let length = y / k;
    k * std::iter::zip(x, x_dot).map(|(v, d)| v * d).sum::<f64>() / length + k_dot * length
}

/// A result that is not a scalar: the rule reads it by reference.
#[autodiff::custom_vjp(powers_vjp)]
#[autodiff::custom_jvp(powers_jvp)]
fn powers(x: f64, n: usize) -> Vec<f64> {
    (0..n).map(|k| x.powi(k as i32)).collect()
}

fn powers_vjp(_x: f64, n: usize, y: &[f64], y_bar: Vec<f64>) -> f64 {
    (1..n).map(|k| k as f64 * y[k - 1] * y_bar[k]).sum()
}

fn powers_jvp(_x: f64, n: usize, y: &[f64], x_dot: f64) -> Vec<f64> {
    (0..n)
        .map(|k| {
            if k == 0 {
                0.0
            } else {
                k as f64 * y[k - 1] * x_dot
            }
        })
        .collect()
}

first_order! { rule_instead_of_the_body(x = 0.5, @gives [3.0])
    fn f(x: f64) -> f64 { tripled(x) }
}

first_order! { rule_inside_a_loop(x = 0.5, @gives [19.0])
    fn f(x: f64) -> f64 {
        // s is 0.5, then 0.75; its derivative 1, then 6 * 0.5 * 1 + 1 = 4, then 6 * 0.75 * 4 + 1.
        let mut s = x;
        for _ in 0..2 { s = tripled(s) + x; }
        s
    }
}

first_order! { rule_with_a_residual(&x = vec![0.7, 1.2, 0.4], k = 1.5)
    fn f(x: &[f64], k: f64) -> f64 {
        let mut s = norm(x, k);
        for i in 0..x.len() { s = norm(&x[i..], s) * k; }
        s
    }
}

first_order! { rule_with_a_vector_result(x = 0.8, n: 4)
    fn f(x: f64, n: usize) -> f64 {
        let p = powers(x, n);
        let q = powers(p[2], n);
        p[1] * q[3] + q[0]
    }
}

function! { stopped(x = 0.5, y = 2.0, @gives [2.0, 0.5])
    fn f(x: f64, y: f64) -> f64 {
        let fixed = stop_gradient(x * x);
        let also = autodiff::stop_gradient(y);
        x * y + fixed * also - fixed
    }
}

function! { library_functions(x = 0.6, &v = vec![0.3, -0.8, 1.1], @at [-1.3, 1.0, 2.0, 3.0], [2.4, -0.5, -0.6, 0.1])
    fn f(x: f64, v: &[f64]) -> f64 {
        let p: Vec<f64> = autodiff::softmax(v);
        let mut s = autodiff::log_sum_exp(v) * autodiff::sigmoid(x) + autodiff::log_sum_exp(&v[1..]);
        for i in 0..p.len() { s += p[i] * (i as f64 + x) * autodiff::softplus(v[i]); }
        s + autodiff::relu(x) + autodiff::swish(x * x) - autodiff::mish(x)
    }
}
