//! Functions that call themselves and each other.

function! { power(x = 1.3, n: 6)
    fn f(x: f64, n: usize) -> f64 {
        if n == 0 { return 1.0; }
        if n % 2 == 0 {
            let h = f(x, n / 2);
            return h * h;
        }
        x * f(x, n - 1)
    }
}

function! { product_by_halves(&x = vec![0.7, 1.2, 0.4, 0.9, 1.6])
    fn f(x: &[f64]) -> f64 {
        match x.len() {
            0 => 1.0,
            1 => x[0] + 0.5,
            n => f(&x[..n / 2]) * f(&x[n / 2..]) + x[0],
        }
    }
}

function! { even_and_odd(x = 0.7, n: 5)
    fn even(x: f64, n: usize) -> f64 {
        if n == 0 { x } else { odd(x * x + 0.1, n - 1) * x }
    }
    fn odd(x: f64, n: usize) -> f64 {
        if n == 0 { x.sin() } else { even(x.cos(), n - 1) + x }
    }
    fn f(x: f64, n: usize) -> f64 { even(x, n) * odd(x, n) }
}

function! { ackermann_controls(x = 0.7, m: 2, n: 1)
    fn f(x: f64, m: usize, n: usize) -> f64 {
        if m == 0 { return x + n as f64 * 0.1; }
        if n == 0 { return 0.9 * f(x, m - 1, 1); }
        let inner = f(x * 0.95, m, n - 1);
        f(inner.sin() + x, m - 1, n)
    }
}

function! { fibonacci_of_reals(a = 0.7, b = 0.4, n: 6)
    fn f(a: f64, b: f64, n: usize) -> f64 {
        match n {
            0 => a,
            1 => b,
            _ => f(a, b, n - 1) * f(a, b, n - 2) + a,
        }
    }
}

function! { recursion_in_a_loop(x = 0.6, depth: 3)
    fn f(x: f64, depth: usize) -> f64 {
        let mut s = x;
        for i in 0..depth {
            if i == 2 { break; }
            s += f(s * 0.5, depth - 1 - i) * x;
        }
        s * s
    }
}

function! { de_casteljau(&p = vec![0.7, 1.2, 0.4, 0.9], t = 0.3)
    fn f(p: &[f64], t: f64) -> f64 {
        if p.len() == 1 { return p[0]; }
        let mut q = vec![0.0; p.len() - 1];
        for i in 0..q.len() { q[i] = (1.0 - t) * p[i] + t * p[i + 1]; }
        f(&q, t)
    }
}

procedure! { merge_sort_in_place(&mut a = vec![0.7, -1.2, 0.4, 0.9, -1.6, 0.1])
    fn f(a: &mut [f64]) {
        let n = a.len();
        if n < 2 {
            for i in 0..n { a[i] *= 1.1; }
            return;
        }
        f(&mut a[..n / 2]);
        f(&mut a[n / 2..]);
        let old = a.to_vec();
        let (mut i, mut j) = (0, n / 2);
        for k in 0..n {
            if j == n || (i < n / 2 && old[i] <= old[j]) {
                a[k] = old[i];
                i += 1;
            } else {
                a[k] = old[j];
                j += 1;
            }
        }
        a[0] *= a[0];
    }
}

procedure! { quicksort(&mut a = vec![0.7, -1.2, 0.4, 0.9, -1.6, 0.1, 0.5])
    fn partition(a: &mut [f64]) -> usize {
        let last = a.len() - 1;
        let mut store = 0;
        for i in 0..last {
            if a[i] < a[last] {
                a.swap(i, store);
                store += 1;
            }
        }
        a.swap(store, last);
        store
    }
    fn f(a: &mut [f64]) {
        if a.len() > 1 {
            let p = partition(a);
            a[p] += 0.01 * a[p] * a[p];
            f(&mut a[..p]);
            f(&mut a[p + 1..]);
        }
    }
}

program! { state_threaded_through(x = 0.7, depth: 4)
    fn walk(x: f64, depth: usize, visited: &mut usize, sum: &mut f64) {
        *visited += 1;
        *sum = *sum * x + 0.1;
        if depth > 0 {
            walk(x * 0.9, depth - 1, visited, sum);
            if *visited % 2 == 0 { walk(*sum, depth / 2, visited, sum); }
        }
    }
    fn f(x: f64, depth: usize) -> (f64, usize) {
        let mut visited = 0;
        let mut sum = x;
        walk(x, depth, &mut visited, &mut sum);
        (sum, visited)
    }
}

function! { adaptive_quadrature(a = 0.2, b = 1.4)
    fn g(x: f64) -> f64 { (x * x).sin() + 0.3 * x }
    fn simpson(a: f64, b: f64) -> f64 { (b - a) / 6.0 * (g(a) + 4.0 * g(0.5 * (a + b)) + g(b)) }
    fn f(a: f64, b: f64) -> f64 { refine(a, b, 1e-4, 6) }
    fn refine(a: f64, b: f64, tolerance: f64, depth: usize) -> f64 {
        let m = 0.5 * (a + b);
        let whole = simpson(a, b);
        let parts = simpson(a, m) + simpson(m, b);
        if depth == 0 || (parts - whole).abs() < tolerance { return parts; }
        refine(a, m, 0.5 * tolerance, depth - 1) + refine(m, b, 0.5 * tolerance, depth - 1)
    }
}

function! { recursion_that_ends_at_once(x = 0.7, n: 0)
    fn f(x: f64, n: usize) -> f64 {
        if n == 0 { x * x } else { f(x, n - 1) * x }
    }
}

program! { recursive_fourier_transform(x = vec![0.7, 1.2, 0.4, 0.9])
    fn transform(re: &[f64], im: &[f64]) -> (Vec<f64>, Vec<f64>) {
        let n = re.len();
        if n == 1 { return (re.to_vec(), im.to_vec()); }
        let h = n / 2;
        let mut even = (vec![0.0; h], vec![0.0; h]);
        let mut odd = (vec![0.0; h], vec![0.0; h]);
        for i in 0..h {
            even.0[i] = re[2 * i];
            even.1[i] = im[2 * i];
            odd.0[i] = re[2 * i + 1];
            odd.1[i] = im[2 * i + 1];
        }
        let (er, ei) = transform(&even.0, &even.1);
        let (or, oi) = transform(&odd.0, &odd.1);
        let mut out = (vec![0.0; n], vec![0.0; n]);
        for k in 0..h {
            let angle = -2.0 * std::f64::consts::PI * k as f64 / n as f64;
            let (s, c) = angle.sin_cos();
            let (tr, ti) = (or[k] * c - oi[k] * s, or[k] * s + oi[k] * c);
            out.0[k] = er[k] + tr;
            out.1[k] = ei[k] + ti;
            out.0[k + h] = er[k] - tr;
            out.1[k + h] = ei[k] - ti;
        }
        out
    }
    fn f(x: Vec<f64>) -> Vec<f64> {
        let im = vec![0.1; x.len()];
        let (re, im) = transform(&x, &im);
        let mut power = vec![0.0; re.len()];
        for k in 0..re.len() { power[k] = re[k] * re[k] + im[k] * im[k]; }
        power
    }
}
