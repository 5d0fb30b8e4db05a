//! The derivatives as the book derives them, by hand.

use super::tensor::Tensor;

fn delta(i: usize, j: usize) -> f64 {
    if i == j { 1.0 } else { 0.0 }
}

/// `d(A x)/dx = A`.
pub fn apply_by_x<const M: usize, const N: usize>(a: &[[f64; N]; M]) -> Tensor {
    Tensor::from_fn(&[M, N], |at| a[at[0]][at[1]])
}

/// `d(A x)_i/dA_pq = x_q` if `p = i`, else 0.
pub fn apply_by_a<const M: usize, const N: usize>(x: &[f64; N]) -> Tensor {
    Tensor::from_fn(&[M, M, N], |at| delta(at[0], at[1]) * x[at[2]])
}

/// `dK_pq/dR_ij`: `R_iq` if `j = p`, `R_ip` if `j = q`, both if all three are one, else 0.
pub fn gram<const M: usize, const N: usize>(r: &[[f64; N]; M]) -> Tensor {
    Tensor::from_fn(&[N, N, M, N], |at| match *at {
        [p, q, i, j] if j == p && p != q => r[i][q],
        [p, q, i, j] if j == q && p != q => r[i][p],
        [p, q, i, j] if j == p && p == q => 2.0 * r[i][q],
        _ => 0.0,
    })
}

/// `dL/dtheta = -2 (y^T - theta^T Phi^T) Phi`, a row.
pub fn loss<const N: usize, const D: usize>(
    theta: &[f64; D],
    phi: &[[f64; D]; N],
    y: &[f64; N],
) -> Tensor {
    let unexplained = |n: usize| y[n] - (0..D).map(|d| theta[d] * phi[n][d]).sum::<f64>();
    Tensor::from_fn(&[1, D], |at| {
        -2.0 * (0..N).map(|n| unexplained(n) * phi[n][at[1]]).sum::<f64>()
    })
}

/// `dA_ij/dx_k` of [`matrix_of`](super::functions::matrix_of), by the product rule.
pub fn matrix_of(x: &[f64; 3]) -> Tensor {
    Tensor::from_fn(&[4, 2, 3], |at| {
        let (row, j, k) = ((at[0] + 1) as f64, at[1], at[2]);
        let by_factor = delta(k, 1) * x[1].cos() + delta(k, 2) * row;
        delta(j, k) * (x[1].sin() + row * x[2]) + x[j] * by_factor
    })
}

/// `2 x (1 / (2 sqrt(x^2 + exp(x^2))) - sin(x^2 + exp(x^2))) (1 + exp(x^2))`.
pub fn worked(x: f64) -> f64 {
    let c = x * x + (x * x).exp();
    2.0 * x * (1.0 / (2.0 * c.sqrt()) - c.sin()) * (1.0 + (x * x).exp())
}

/// The intermediate variables of the worked function's graph, `x` and `f` included, and `df/d` of
/// each, from the last to the first.
pub fn worked_graph(x: f64) -> [(&'static str, f64, f64); 7] {
    let a = x * x;
    let b = a.exp();
    let c = a + b;
    let (d, e) = (c.sqrt(), c.cos());
    let (df_dd, df_de) = (1.0, 1.0);
    let df_dc = df_dd / (2.0 * c.sqrt()) - df_de * c.sin();
    let df_db = df_dc;
    let df_da = df_db * a.exp() + df_dc;
    let df_dx = df_da * 2.0 * x;
    [
        ("x", x, df_dx),
        ("a = x^2", a, df_da),
        ("b = exp(a)", b, df_db),
        ("c = a + b", c, df_dc),
        ("d = sqrt(c)", d, df_dd),
        ("e = cos(c)", e, df_de),
        ("f = d + e", d + e, 1.0),
    ]
}
