//! Calls of annotated functions, in every place a call can stand.

/// Not annotated: called with integers only.
fn log_factorial(n: usize) -> f64 {
    (1..=n).map(|k| (k as f64).ln()).sum()
}

/// Not annotated: a table look-up.
fn weight(kind: u8) -> f64 {
    match kind {
        b'a' => 0.5,
        b'b' => -1.5,
        _ => 2.0,
    }
}

function! { the_same_variable_twice(x = 1.3)
    fn g(a: f64, b: f64) -> f64 { a * a * b }
    fn f(x: f64) -> f64 {
        let y = g(x, x);
        g(y, g(x, y)) + g(x, 2.0) + g(2.0, x)
    }
}

function! { the_same_slice_twice(&x = vec![0.7, 1.2, 0.4])
    fn dot(a: &[f64], b: &[f64]) -> f64 {
        let mut s = 0.0;
        for i in 0..a.len() { s += a[i] * b[i]; }
        s
    }
    fn f(x: &[f64]) -> f64 {
        let y = x.to_vec();
        dot(x, x) * dot(&y, x) + dot(&y, &y).sqrt()
    }
}

function! { four_levels_deep(x = 0.7)
    fn a(x: f64) -> f64 { x * x.sin() }
    fn b(x: f64) -> f64 {
        let mut s = 0.0;
        for i in 0..3 { s += a(x + i as f64 * 0.1) * x; }
        s
    }
    fn c(x: f64, n: usize) -> f64 {
        let mut x = x;
        for _ in 0..n { x = b(x) + 0.2; }
        x
    }
    pub(super) fn f(x: f64) -> f64 { c(x, 2) * c(a(x), 1) + b(c(x, 0)) }
}

function! { calls_in_conditions(x = 0.7, @at [1.6], [-0.9])
    fn energy(x: f64) -> f64 { x * x * 0.5 }
    fn positive(x: f64) -> bool { x > 0.0 }
    fn f(x: f64) -> f64 {
        let mut s = x;
        if energy(x) > 1.0 && positive(x) { s *= energy(s); }
        while energy(s) > 0.05 { s = s * 0.7; }
        match positive(s) {
            true => s * x,
            false if positive(-s) => energy(s) * x,
            false => 0.0,
        }
    }
}

function! { several_results(x = 0.7, y = 0.4)
    fn polar(x: f64, y: f64) -> (f64, f64) { (x.hypot(y), y.atan2(x)) }
    fn powers(x: f64) -> [f64; 3] { [x, x * x, x * x * x] }
    fn table(x: f64, n: usize) -> Vec<f64> {
        let mut t = vec![1.0; n];
        for i in 1..n { t[i] = t[i - 1] * x; }
        t
    }
    fn f(x: f64, y: f64) -> f64 {
        let (r, angle) = polar(x, y);
        let p = powers(r);
        let t = table(angle, 4);
        let mut s = table(x, 3)[2];
        for i in 0..3 { s += p[i] * t[i + 1]; }
        s * powers(y)[1] + polar(y, x).0
    }
}

function! { result_never_used(x = 0.7)
    fn g(x: f64, v: &mut [f64]) -> f64 {
        v[0] *= x;
        v[0] + x
    }
    fn f(x: f64) -> f64 {
        let mut v = [x, 2.0];
        g(x, &mut v);
        let _ = g(v[0], &mut v);
        let unused = g(x * x, &mut v);
        v[0] * v[1]
    }
}

function! { parts_that_never_matter(x = 0.7)
    fn both(x: f64) -> (f64, f64) { (x * x, x.sin()) }
    fn f(x: f64) -> f64 {
        let (a, _) = both(x);
        let (_, b) = both(a);
        let t = both(b);
        t.1
    }
}

function! { arguments_with_blocks(x = 0.7, n: 2)
    fn g(a: f64, k: usize, b: f64) -> f64 { a.powi(k as i32) * b }
    fn f(x: f64, n: usize) -> f64 {
        g({ let t = x * x; t + 1.0 }, n + 1, if n > 1 { x } else { 2.0 })
            + g(match n { 2 => x, _ => 1.0 }, { let mut k = 0; for i in 0..n { k += i; } k }, -x)
    }
}

function! { unannotated_without_active_arguments(x = 0.7, n: 4, kinds: b"abca")
    fn f(x: f64, n: usize, kinds: &[u8]) -> f64 {
        let mut s = x * log_factorial(n);
        for i in 0..kinds.len() {
            s = s * x + weight(kinds[i]) * x.powi(i as i32);
        }
        s - log_factorial(kinds.len() + n)
    }
}

function! { functions_of_other_modules(x = 0.7, &v = vec![0.3, 0.9])
    fn f(x: f64, v: &[f64]) -> f64 {
        let y = super::neighbour::f(x, 1.5) * neighbour::f(v[0], v[1]);
        y + self::neighbour::f(y, x) + super::super::calls::four_levels_deep::f(x)
    }
}

function! { neighbour(x = 0.7, y = 0.2)
    pub(super) fn f(x: f64, y: f64) -> f64 { x.exp() * y + y * y }
}

function! { constant_arguments(x = 0.7, &v = vec![0.3, 0.9])
    fn g(v: &[f64], x: f64, k: &[f64]) -> f64 { v[0] * x * k[1] + v[1] * k[0] }
    fn f(x: f64, v: &[f64]) -> f64 {
        let k = [1.5, 2.5];
        let fixed = vec![0.1, 0.2];
        g(v, 2.0, &k) + g(&fixed, x, &[x, 1.0]) + g(&[x, 3.0], x, v) + x * g(&fixed, 4.0, &k)
    }
}

function! { callee_with_early_returns(&x = vec![0.7, 1.2, 0.4, -0.9])
    fn root(x: f64) -> f64 {
        if x < 0.0 { return 0.5 * x; }
        let mut r = x;
        for _ in 0..20 {
            let next = 0.5 * (r + x / r);
            if (next - r).abs() < 1e-15 { return next; }
            r = next;
        }
        r
    }
    fn f(x: &[f64]) -> f64 {
        let mut s = 1.0;
        for v in x { s = s * root(*v) + root(s); }
        s
    }
}

function! { references_to_elements(&x = vec![0.7, 1.2, 0.4], m = [[0.3, 0.9], [1.1, 0.2]])
    fn product(a: &f64, b: &f64) -> f64 { a * b }
    fn total(row: &[f64; 2], k: &f64) -> f64 { row[0] * *k + row[1] }
    fn f(x: &[f64], m: [[f64; 2]; 2]) -> f64 {
        let mut k = product(&x[0], &x[1]);
        k += total(&m[1], &k) * total(&m[0], &x[2]);
        product(&k, &k) + product(&m[0][1], &2.0)
    }
}

function! { moved_vectors(x = vec![0.7, 1.2, 0.4])
    fn doubled(v: Vec<f64>) -> Vec<f64> {
        let mut v = v;
        for i in 0..v.len() { v[i] *= 2.0 * v[i]; }
        v
    }
    fn f(x: Vec<f64>) -> f64 {
        let y = doubled(x.clone());
        let z = doubled(doubled(x));
        y[0] * z[1] + z[2] * y[2]
    }
}

procedure! { results_that_nobody_reads(x = 0.7, n: 2, q = [0.6, 0.3], &mut b = vec![1.1, 0.4, 0.9])
    fn halve(x: f64, p: &mut f64) -> f64 {
        *p *= 0.5;
        x + *p
    }
    fn f(x: f64, n: usize, mut q: [f64; 2], b: &mut [f64]) {
        let u = x * x;
        for i in 0..n {
            b[i] *= if q[n % q.len()] > 0.5 { x } else { u };
        }
        let _unread: f64 = halve(u, &mut q[n % q.len()]);
    }
}
