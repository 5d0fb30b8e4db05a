//! `f32`, alone and beside `f64`. The oracle is the same formula in `f64`.

fn wide_formula(x: &[f64]) -> Vec<f64> {
    let (x, y) = (x[0], x[1]);
    vec![x * y + (x * y).exp() - y.sin() + x.powi(3) / y.sqrt() + 0.1f32 as f64 * x]
}

program! { formula(x = 0.7f32, y = 1.25f32, @wide wide_formula)
    fn f(x: f32, y: f32) -> f32 {
        x * y + (x * y).exp() - y.sin() + x.powi(3) / y.sqrt() + 0.1 * x
    }
}

program! { through_the_type_path(x = 0.7f32, y = 1.25f32, @wide wide_formula)
    fn f(x: f32, y: f32) -> f32 {
        let p = x * y;
        p + f32::exp(p) - f32::sin(y) + f32::powi(x, 3) / f32::sqrt(y) + 0.1_f32 * x
    }
}

fn wide_loop(x: &[f64]) -> Vec<f64> {
    let mut s = 1.0;
    for i in 0..x.len() {
        s = s * x[i] + x[i] * x[i] / (i + 1) as f64;
    }
    vec![s, s * x[0]]
}

program! { slices_and_loops(&x = vec![0.7f32, 1.25, -0.5, 0.9], @wide wide_loop)
    fn f(x: &[f32]) -> (f32, f32) {
        let mut s = 1.0;
        for i in 0..x.len() {
            s = s * x[i] + x[i] * x[i] / (i + 1) as f32;
        }
        (s, s * x[0])
    }
}

fn wide_mixed(x: &[f64]) -> Vec<f64> {
    vec![(x[0] * x[1]).sin() * x[1] + x[0] * x[0]]
}

program! { both_widths(x = 0.75f32, y = 1.5, @wide wide_mixed)
    fn f(x: f32, y: f64) -> f64 {
        let p = f64::from(x) * y;
        let square = x * x;
        p.sin() * y + square as f64
    }
}

program! { narrowed(x = 0.75, y = 1.5, @wide wide_mixed)
    fn f(x: f64, y: f64) -> f32 {
        let p = (x * y) as f32;
        let narrow = x as f32;
        p.sin() * (y as f32) + narrow * narrow
    }
}

fn wide_in_out(x: &[f64]) -> Vec<f64> {
    let (k, mut a) = (x[0], [x[1], x[2], x[3]]);
    for i in 1..3 {
        a[i] = a[i] * a[i - 1] * k;
    }
    a[0] = a[2] * a[2];
    a.to_vec()
}

procedure! { in_out(&mut a = [0.75f32, 1.5, -0.5], k = 0.625f32, @wide wide_in_out)
    fn f(a: &mut [f32; 3], k: f32) {
        for i in 1..3 {
            a[i] = a[i] * a[i - 1] * k;
        }
        a[0] = a[2] * a[2];
    }
}

fn wide_calls(x: &[f64]) -> Vec<f64> {
    let g = |a: f64, b: f64| a * b + a.tanh();
    vec![g(g(x[0], x[1]), x[0]).max(0.125) + x[1]]
}

program! { calls(x = 0.75f32, y = 1.5f32, @wide wide_calls)
    fn g(a: f32, b: f32) -> f32 { a * b + a.tanh() }
    fn f(x: f32, y: f32) -> f32 { g(g(x, y), x).max(0.125) + y }
}

fn wide_rows(x: &[f64]) -> Vec<f64> {
    let (m, x) = x.split_at(6);
    let rows = m.chunks(3).map(|row| {
        let y: f64 = row.iter().zip(x).map(|(m, x)| m * x).sum();
        y * y
    });
    vec![rows.sum()]
}

program! { rows_of_a_matrix(&m = vec![0.75f32, 1.25, -0.5, 1.0, 0.25, -1.5], &x = vec![0.5f32, 0.75, -0.25], @wide wide_rows)
    fn f(m: &[f32], x: &[f32]) -> f32 {
        let mut p = 0.0;
        for i in 0..2 {
            let mut y = 0.0;
            for j in 0..x.len() {
                y += m[i * x.len() + j] * x[j];
            }
            p += y * y;
        }
        p
    }
}
