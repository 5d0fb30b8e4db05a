//! The loops of numerical linear algebra, mostly in place.

program! { matrix_product(&a = vec![0.7, 1.2, 0.4, 0.9, 1.6, 0.1], &b = vec![0.3, 0.8, -0.5, 0.2, 1.1, 0.6], n: 2)
    fn f(a: &[f64], b: &[f64], n: usize) -> Vec<f64> {
        let inner = a.len() / n;
        let m = b.len() / inner;
        let mut c = vec![0.0; n * m];
        for i in 0..n {
            for k in 0..inner {
                let t = a[i * inner + k];
                for j in 0..m {
                    c[i * m + j] += t * b[k * m + j];
                }
            }
        }
        c
    }
}

program! { matrix_power(a = [[0.7, 0.2], [-0.4, 0.9]], n: 5)
    fn product(a: &[[f64; 2]; 2], b: &[[f64; 2]; 2]) -> [[f64; 2]; 2] {
        let mut c = [[0.0; 2]; 2];
        for i in 0..2 {
            for j in 0..2 {
                for k in 0..2 { c[i][j] += a[i][k] * b[k][j]; }
            }
        }
        c
    }
    fn f(a: [[f64; 2]; 2], n: u32) -> [[f64; 2]; 2] {
        let mut base = a;
        let mut result = [[1.0, 0.0], [0.0, 1.0]];
        let mut e = n;
        while e > 0 {
            if e % 2 == 1 {
                result = product(&result, &base);
            }
            base = product(&base, &base);
            e /= 2;
        }
        result
    }
}

program! { gauss_with_pivoting(a = vec![0.1, 1.2, 0.4, 0.9, 0.6, -1.1, -1.5, 0.3, 0.8], b = vec![1.0, -0.5, 0.7])
    fn f(a: Vec<f64>, b: Vec<f64>) -> Vec<f64> {
        let mut a = a;
        let mut b = b;
        let n = b.len();
        for k in 0..n {
            let mut pivot = k;
            for i in k + 1..n {
                if a[i * n + k].abs() > a[pivot * n + k].abs() {
                    pivot = i;
                }
            }
            if pivot != k {
                for j in 0..n { a.swap(k * n + j, pivot * n + j); }
                b.swap(k, pivot);
            }
            for i in k + 1..n {
                let m = a[i * n + k] / a[k * n + k];
                for j in k..n { a[i * n + j] -= m * a[k * n + j]; }
                b[i] -= m * b[k];
            }
        }
        for i in (0..n).rev() {
            for j in i + 1..n { b[i] -= a[i * n + j] * b[j]; }
            b[i] /= a[i * n + i];
        }
        b
    }
}

procedure! { cholesky_in_place(&mut a = [[2.0, 0.4, 0.3], [0.4, 1.5, -0.2], [0.3, -0.2, 1.1]])
    fn f(a: &mut [[f64; 3]; 3]) {
        for j in 0..3 {
            for k in 0..j { a[j][j] -= a[j][k] * a[j][k]; }
            a[j][j] = a[j][j].sqrt();
            for i in j + 1..3 {
                for k in 0..j { a[i][j] -= a[i][k] * a[j][k]; }
                a[i][j] /= a[j][j];
                a[j][i] = 0.0;
            }
        }
    }
}

function! { determinant_by_elimination(&a = vec![vec![0.5, 1.2, 0.4], vec![0.9, 0.6, -1.1], vec![-1.5, 0.3, 0.8]])
    fn f(a: &[Vec<f64>]) -> f64 {
        let mut m = a.to_vec();
        let n = m.len();
        let mut det = 1.0;
        for k in 0..n {
            for i in k + 1..n {
                if m[i][k].abs() > m[k][k].abs() {
                    m.swap(i, k);
                    det = -det;
                }
            }
            det *= m[k][k];
            if m[k][k] == 0.0 { return 0.0; }
            for i in k + 1..n {
                let factor = m[i][k] / m[k][k];
                for j in k..n { m[i][j] -= factor * m[k][j]; }
            }
        }
        det
    }
}

program! { gram_schmidt(a = [[0.7, 1.2, 0.4], [0.9, -0.6, 0.1], [0.2, 0.3, 0.8]])
    fn dot(a: &[f64; 3], b: &[f64; 3]) -> f64 {
        a[0] * b[0] + a[1] * b[1] + a[2] * b[2]
    }
    fn f(a: [[f64; 3]; 3]) -> [[f64; 3]; 3] {
        let mut q = a;
        for i in 0..3 {
            for j in 0..i {
                let along = dot(&q[i], &q[j]);
                for k in 0..3 { q[i][k] -= along * q[j][k]; }
            }
            let length = dot(&q[i], &q[i]).sqrt();
            for k in 0..3 { q[i][k] /= length; }
        }
        q
    }
}

function! { power_iteration(&a = [[2.0, 0.4, 0.3], [0.1, 1.5, -0.2], [0.3, 0.6, 1.1]], n: 6)
    fn f(a: &[[f64; 3]; 3], n: usize) -> f64 {
        let mut v = [1.0, 0.5, -0.5];
        let mut eigenvalue = 0.0;
        for _ in 0..n {
            let mut w = [0.0; 3];
            for i in 0..3 {
                for j in 0..3 { w[i] += a[i][j] * v[j]; }
            }
            eigenvalue = (w[0] * w[0] + w[1] * w[1] + w[2] * w[2]).sqrt();
            for i in 0..3 { v[i] = w[i] / eigenvalue; }
        }
        eigenvalue
    }
}

procedure! { tridiagonal_solve(&lower = vec![0.3, -0.2, 0.4], &mut diagonal = vec![2.0, 1.7, 1.9, 2.3],
                               &upper = vec![0.5, 0.1, -0.3], &mut d = vec![1.0, 0.5, -0.7, 0.2])
    fn f(lower: &[f64], diagonal: &mut [f64], upper: &[f64], d: &mut [f64]) {
        let n = d.len();
        for i in 1..n {
            let w = lower[i - 1] / diagonal[i - 1];
            diagonal[i] -= w * upper[i - 1];
            d[i] -= w * d[i - 1];
        }
        d[n - 1] /= diagonal[n - 1];
        for i in (0..n - 1).rev() {
            d[i] = (d[i] - upper[i] * d[i + 1]) / diagonal[i];
        }
    }
}

procedure! { gauss_seidel(&a = [[3.0, 0.4, 0.3], [0.4, 2.5, -0.2], [0.3, -0.2, 2.1]], &b = vec![1.0, -0.4, 0.6],
                          &mut x = vec![0.1, 0.2, 0.3], sweeps: 4)
    fn f(a: &[[f64; 3]; 3], b: &[f64], x: &mut [f64], sweeps: usize) {
        for _ in 0..sweeps {
            for i in 0..b.len() {
                let mut s = b[i];
                for j in 0..b.len() {
                    if j != i { s -= a[i][j] * x[j]; }
                }
                x[i] = s / a[i][i];
            }
        }
    }
}

procedure! { heat_equation(&mut u = vec![0.0, 0.3, 1.0, 0.6, -0.2, 0.0], k = 0.2, steps: 5)
    fn f(u: &mut Vec<f64>, k: f64, steps: usize) {
        for _ in 0..steps {
            let mut next = u.clone();
            for i in 1..u.len() - 1 {
                next[i] = u[i] + k * (u[i - 1] - 2.0 * u[i] + u[i + 1]) - 0.1 * u[i] * u[i] * u[i];
            }
            std::mem::swap(u, &mut next);
        }
    }
}
