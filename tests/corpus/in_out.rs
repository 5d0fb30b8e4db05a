//! `&mut` parameters: input and output, with arbitrary cotangents of the final values in the buffers.

procedure! { squares_its_argument(&mut x = 1.3)
    fn f(x: &mut f64) {
        *x = *x * *x;
        *x *= *x;
    }
}

procedure! { squared_in_the_callee(&mut x = 1.3, &mut a = vec![0.4, -0.7, 1.1])
    fn square(x: &mut f64) { *x = *x * *x; }
    fn square_all(a: &mut [f64]) {
        for v in a { *v = *v * *v; }
    }
    fn f(x: &mut f64, a: &mut [f64]) {
        let mut t = *x + a[0];
        square(x);
        square(&mut t);
        square_all(a);
        square_all(a);
        square(&mut a[1]);
        a[2] *= t * *x;
        square_all(&mut a[1..]);
    }
}

procedure! { axpy(k = 0.7, &x = vec![0.4, -0.7, 1.1], &mut y = vec![1.0, 2.0, 3.0])
    fn f(k: f64, x: &[f64], y: &mut [f64]) {
        for i in 0..x.len() { y[i] += k * x[i]; }
    }
}

procedure! { only_written(x = 0.8, &mut out = [0.1, 0.2, 0.3])
    fn f(x: f64, out: &mut [f64; 3]) {
        out[0] = x;
        out[1] = x * x;
        out[2] = 4.0;
        out[0] *= out[1];
    }
}

procedure! { prefix_products(&mut a = vec![0.7, 1.2, 0.4, 0.9])
    fn f(a: &mut [f64]) {
        for i in 1..a.len() { a[i] *= a[i - 1]; }
        a[0] = 0.0;
    }
}

function! { result_and_in_out(x = 0.6, &mut state = [0.2, 1.4])
    fn f(x: f64, state: &mut [f64; 2]) -> f64 {
        let y = state[0] * x + state[1];
        state[0] = y.sin();
        state[1] *= state[0];
        y * state[1]
    }
}

function! { recurrent_cell(&x = vec![0.5, -0.3, 0.8], &w = vec![0.7, -0.2, 0.4, 0.9], &mut hidden = vec![0.1, 0.3])
    fn cell(x: f64, w: &[f64], hidden: &mut [f64]) -> f64 {
        let a = (w[0] * hidden[0] + w[1] * hidden[1] + x).tanh();
        let b = (w[2] * hidden[0] + w[3] * hidden[1] - x).tanh();
        hidden[0] = a;
        hidden[1] = b;
        a * b
    }
    fn f(x: &[f64], w: &[f64], hidden: &mut [f64]) -> f64 {
        let mut loss = 0.0;
        for t in 0..x.len() {
            let y = cell(x[t], w, hidden);
            loss += (y - 0.5) * (y - 0.5);
        }
        loss
    }
}

procedure! { two_buffers_swapped(&mut a = vec![0.7, 1.2], &mut b = vec![0.4, 0.9])
    fn f(a: &mut [f64], b: &mut [f64]) {
        for i in 0..a.len() {
            std::mem::swap(&mut a[i], &mut b[i]);
            a[i] *= b[i];
        }
        a.swap(0, 1);
        let t = std::mem::replace(&mut b[0], a[0] * a[1]);
        b[1] += t * t;
    }
}

procedure! { grows_a_vector(&mut v = vec![0.7, 1.2], x = 0.3, n: 3)
    fn f(v: &mut Vec<f64>, x: f64, n: usize) {
        for i in 0..n {
            let t = v[i] * x + v[v.len() - 1];
            v.push(t);
        }
        v[0] *= v[n];
    }
}

procedure! { shrinks_a_vector(&mut v = vec![0.7, 1.2, -0.4])
    fn f(v: &mut Vec<f64>) {
        let last = v.pop().unwrap();
        v[0] *= last;
        v[1] += v[0] * last;
    }
}

procedure! { rows_of_vectors(&mut m = vec![vec![0.7, 1.2], vec![0.4], vec![]], k = 1.5)
    fn scale(row: &mut [f64], k: f64) {
        for v in row.iter_mut() { *v *= k * *v; }
    }
    fn f(m: &mut [Vec<f64>], k: f64) {
        for i in 0..m.len() { scale(&mut m[i], k); }
        m[1][0] += m[0][1] * m[0][0];
        for row in m.iter_mut() { scale(row, 0.5); }
    }
}

procedure! { matrix_in_place(&mut m = [[0.7, 1.2], [0.4, 0.9]], angle = 0.3)
    fn f(m: &mut [[f64; 2]; 2], angle: f64) {
        let (s, c) = angle.sin_cos();
        for j in 0..2 {
            let t = c * m[0][j] - s * m[1][j];
            m[1][j] = s * m[0][j] + c * m[1][j];
            m[0][j] = t;
        }
        let t = m[0][1];
        m[0][1] = m[1][0];
        m[1][0] = t * t;
    }
}

procedure! { halves_of_one_array(&mut a = vec![0.7, 1.2, 0.4, 0.9], k: 2)
    fn mix(x: &[f64], y: &mut [f64]) {
        for i in 0..y.len() { y[i] = y[i] * x[i] + x[0]; }
    }
    fn f(a: &mut [f64], k: usize) {
        let (lo, hi) = a.split_at_mut(k);
        mix(lo, hi);
        mix(hi, lo);
        mix(&hi[1..], &mut lo[..1]);
    }
}

procedure! { part_of_a_slice(&mut a = vec![0.7, 1.2, 0.4, 0.9], lo: 1, hi: 3)
    fn reverse_and_square(a: &mut [f64]) {
        let n = a.len();
        for i in 0..n / 2 { a.swap(i, n - 1 - i); }
        for i in 0..n { a[i] *= a[i]; }
    }
    fn f(a: &mut [f64], lo: usize, hi: usize) {
        reverse_and_square(&mut a[lo..hi]);
        reverse_and_square(&mut a[..hi]);
        reverse_and_square(&mut a[0..0]);
    }
}

procedure! { early_return_leaves_it_as_it_is(&mut a = vec![0.7, 1.2, 0.4], limit = 1.0, @at [0.2, 0.3, 0.4, 9.0], [3.0, 1.0, 0.5, 0.2])
    fn f(a: &mut [f64], limit: f64) {
        let mut s = 0.0;
        for i in 0..a.len() {
            s += a[i];
            if s > limit { return; }
            a[i] *= s;
        }
        a[0] = s * s;
    }
}

procedure! { shared_root_by_loops(&mut y = [0.7, 1.2, 0.4, 0.1], &rates = [0.3, 0.5, 0.2])
    fn derivative(y: &[f64; 4], rates: &[f64; 3], dy: &mut [f64; 4]) {
        dy.fill(0.0);
        for i in 0..3 {
            let flow = rates[i] * y[i] * (1.0 + y[i + 1]);
            dy[i] -= flow;
            dy[i + 1] += flow;
        }
    }
    fn f(y: &mut [f64; 4], rates: &[f64; 3]) {
        let mut dy = [9.0; 4];
        for _ in 0..5 {
            derivative(y, rates, &mut dy);
            for i in 0..4 { y[i] += 0.2 * dy[i]; }
        }
    }
}

procedure! { integers_beside_reals(&mut x = 0.7, &table = vec![0.5, 1.5, 2.5], n: 5)
    fn advance(k: &mut usize, seen: &mut [usize], x: &mut f64) {
        seen[*k] += 1;
        *x *= 1.0 + 0.1 * *k as f64;
        *k = (*k * 2 + 1) % 3;
    }
    fn f(x: &mut f64, table: &[f64], n: usize) {
        let mut k = 0;
        let mut seen = [0_usize; 3];
        for _ in 0..n {
            advance(&mut k, &mut seen, x);
            *x = *x * table[k] / (1 + seen[k]) as f64 + 0.1 * *x * *x;
        }
    }
}

procedure! { methods_of_a_borrowed_vector(&mut v = vec![0.7, 1.2, 0.4], &x = vec![0.3, 0.9, 0.5])
    fn scale(a: &mut [f64], k: f64) { for e in a { *e *= k * *e; } }
    fn f(v: &mut Vec<f64>, x: &[f64]) {
        let n = v.len();
        v.swap(0, n - 1);
        scale(&mut v[1..], x[0]);
        let y = x.to_vec();
        for (i, e) in v.iter_mut().enumerate() { *e *= y[i]; }
        v.swap(1, 0);
    }
}

procedure! { lent_twice(&mut d = vec![0.7, 1.2, 0.4])
    fn product(a: &[f64], b: &[f64], k: usize) -> f64 { a[k] * b[k] * b[0] }
    fn f(d: &mut [f64]) {
        let s = product(d, d, 1) + product(&d[1..], d, 0);
        d[0] *= s;
        d[2] = product(d, &d[1..], 1);
    }
}

function! { two_parts_of_a_lent_vector(x = 0.7, &mut v = vec![0.4, -0.7, 1.1])
    fn dot(x: &[f64], y: &[f64]) -> f64 {
        let mut s = 0.0;
        for i in 0..x.len() {
            s += x[i] * y[i];
        }
        s
    }
    fn f(x: f64, v: &mut Vec<f64>) -> f64 {
        let y = dot(&v[..2], &v[1..]);
        v[0] *= x;
        y + dot(v, v) * x
    }
}

function! { swapped_for_the_caller(x = 0.7, n: 2, &mut a = vec![0.4, -0.7, 1.1])
    fn f(x: f64, n: usize, a: &mut [f64]) -> f64 {
        a.swap(0, n);
        x * a[0] * a[1]
    }
}

function! { a_name_for_a_parameter_that_changes(x = 0.7, &mut p = 1.3)
    fn f(x: f64, p: &mut f64) -> f64 {
        let before = *p;
        *p -= 0.5 * x;
        let (half, between) = (0.5 * x, *p);
        *p *= before;
        before * x + between * half * *p
    }
}

function! { names_for_arrays_and_pairs_that_change(x = 0.7, &mut a = [1.3, 0.4], &mut t = (0.6, 0.9))
    fn f(x: f64, a: &mut [f64; 2], t: &mut (f64, f64)) -> f64 {
        let old = *a;
        let before = *t;
        a[0] *= x;
        t.1 += a[0] * old[1];
        *t = (before.1 * t.1, x);
        match *a {
            now => { a[1] = x * now[0]; now[1] * old[0] + before.0 * a[1] + t.0 }
        }
    }
}

function! { arrays_assigned_as_a_whole(x = 0.7, &mut a = [1.3, 0.4], &mut m = [[0.6, 0.9], [0.2, 1.4]])
    fn f(x: f64, a: &mut [f64; 2], m: &mut [[f64; 2]; 2]) -> f64 {
        *a = [a[1] * x, a[0]];
        m[1] = [m[0][1] * a[0], x];
        for r in m.iter_mut() { *r = [r[1], r[0] * x]; }
        let mut other = [x * x, a[1]];
        std::mem::swap(a, &mut other);
        let old = std::mem::replace(a, [other[1] * a[0], m[0][0]]);
        *m = [*a, m[1]];
        a[0] * m[1][1] + old[0] * other[0] + m[0][0]
    }
}
