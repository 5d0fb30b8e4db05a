//! Local arrays and vectors, nested ones, sub-slices, and what the standard library does to them.

function! { local_arrays(x = 0.7, y = 1.3)
    fn f(x: f64, y: f64) -> f64 {
        let mut a = [x, y, x * y];
        let b = [a[1]; 4];
        a[2] *= b[3];
        let c: [f64; 2] = [a[0] * a[2], b[0]];
        c[0] * c[1] + a[2]
    }
}

function! { local_vectors(x = 0.7, n: 5)
    fn f(x: f64, n: usize) -> f64 {
        let mut v = vec![x; n];
        let w = vec![1.0, x, x * x];
        for i in 1..v.len() {
            v[i] = v[i - 1] * w[i % w.len()] + x;
        }
        v[n - 1] * v[0]
    }
}

function! { push_and_pop(&x = vec![0.7, 1.2, 0.4, 0.9])
    fn f(x: &[f64]) -> f64 {
        let mut stack = Vec::new();
        for i in 0..x.len() {
            stack.push(x[i] * x[i]);
            if i % 2 == 1 {
                let top = stack.pop().unwrap();
                let below = stack.pop().unwrap();
                stack.push(top * below + top);
            }
        }
        stack.pop();
        stack.push(x[0]);
        let mut s = stack.len() as f64;
        while !stack.is_empty() {
            s = s * 0.5 + stack.pop().unwrap();
        }
        s
    }
}

program! { grown_with_capacity(x = 0.7, n: 4)
    fn f(x: f64, n: usize) -> Vec<f64> {
        let mut out = Vec::with_capacity(n);
        let mut t: f64 = x;
        for i in 0..n {
            t = t.sin() * (i as f64 + x);
            out.push(t);
            out[0] += 0.1 * t;
        }
        out
    }
}

function! { two_dimensions(a = [[0.3, 0.7, 1.1], [0.2, -0.5, 0.4]], &b = vec![vec![1.5, 0.5], vec![0.1]])
    fn f(a: [[f64; 3]; 2], b: &[Vec<f64>]) -> f64 {
        let mut m = a;
        let mut s = 0.0;
        for i in 0..2 {
            for j in 0..3 {
                m[i][j] = m[i][j] * m[1 - i][2 - j] + b[i][j % b[i].len()];
                s += m[i][j] * m[0][0];
            }
        }
        for row in 0..b.len() {
            for k in 0..b[row].len() { s *= b[row][k] + 1.0; }
        }
        s
    }
}

program! { nested_vectors(x = vec![vec![0.3, 0.7], vec![1.1, 0.2], vec![-0.4, 0.6]])
    fn f(x: Vec<Vec<f64>>) -> Vec<Vec<f64>> {
        let mut t = vec![vec![0.0; x.len()]; 2];
        for i in 0..x.len() {
            for j in 0..2 { t[j][i] = x[i][j] * x[i][0]; }
        }
        t[0][1] = t[1][0] * t[0][1];
        t.swap(0, 1);
        t
    }
}

function! { fill_copy_clone(&x = vec![0.7, 1.2, 0.4, 0.9], k = 0.6)
    fn f(x: &[f64], k: f64) -> f64 {
        let mut a = x.to_vec();
        let b = a.clone();
        a[1..3].fill(k * b[0]);
        a[1] *= a[2];
        let mut c = [k; 4];
        c.copy_from_slice(&a);
        c[2..].copy_from_slice(&b[..2]);
        a.fill(0.5);
        let d = c;
        c[0] = d[1] * d[2];
        let mut s = a[0];
        for i in 0..4 { s += b[i] * c[i] * d[3 - i]; }
        s
    }
}

function! { sub_slices_of_one_array(&x = vec![0.7, 1.2, 0.4, 0.9, 1.6, 0.1], n: 3)
    fn inner(a: &[f64], b: &[f64]) -> f64 {
        let mut s = 0.0;
        for i in 0..a.len() { s += a[i] * b[i] * b[i]; }
        s
    }
    fn f(x: &[f64], n: usize) -> f64 {
        inner(&x[..n], &x[n..]) * inner(&x[1..4], &x[2..5]) + inner(x, x) - inner(&x[..=1], &x[4..])
    }
}

function! { split_in_two(x = [0.7, 1.2, 0.4, 0.9, 1.6], k: 2)
    fn f(x: [f64; 5], k: usize) -> f64 {
        let mut a = x;
        let (lo, hi) = a.split_at_mut(k);
        for i in 0..lo.len() {
            lo[i] *= hi[i + 1];
            hi[i] += lo[i] * lo[0];
        }
        let (first, rest) = x.split_at(1);
        a[0] * a[3] + a[4] * first[0] + rest[3] * a[2]
    }
}

program! { convolution(&x = vec![0.7, 1.2, 0.4, 0.9], &k = [0.5, -0.2, 0.3])
    fn f(x: &[f64], k: &[f64; 3]) -> Vec<f64> {
        let mut out = vec![0.0; x.len() + k.len() - 1];
        for i in 0..x.len() {
            for j in 0..k.len() {
                out[i + j] += x[i] * k[j];
            }
        }
        out
    }
}

program! { fast_fourier_transform(re = vec![0.7, 1.2, 0.4, 0.9, -0.3, 0.2, 1.1, 0.5])
    fn f(re: Vec<f64>) -> (Vec<f64>, Vec<f64>) {
        let mut re = re;
        let n = re.len();
        let mut im = vec![0.0; n];
        let mut j = 0;
        for i in 1..n {
            let mut bit = n >> 1;
            while j & bit != 0 {
                j ^= bit;
                bit >>= 1;
            }
            j |= bit;
            if i < j { re.swap(i, j); }
        }
        let mut half = 1;
        while half < n {
            for start in (0..n).step_by(2 * half) {
                for k in 0..half {
                    let angle = -std::f64::consts::PI * k as f64 / half as f64;
                    let (c, s) = (angle.cos(), angle.sin());
                    let (p, q) = (start + k, start + k + half);
                    let (r, i) = (re[q] * c - im[q] * s, re[q] * s + im[q] * c);
                    re[q] = re[p] - r;
                    im[q] = im[p] - i;
                    re[p] += r;
                    im[p] += i;
                }
            }
            half *= 2;
        }
        for k in 0..n { re[k] = re[k] * re[k] + im[k] * im[k]; }
        (re, im)
    }
}

function! { edit_costs(&a = vec![0.7, 1.2, 0.4], &b = vec![0.6, 1.4, 0.1, 0.5])
    fn f(a: &[f64], b: &[f64]) -> f64 {
        // Dynamic time warping with a soft minimum.
        let mut d: Vec<Vec<f64>> = vec![vec![1e3; b.len() + 1]; a.len() + 1];
        d[0][0] = 0.0;
        for i in 1..=a.len() {
            for j in 1..=b.len() {
                let cost = (a[i - 1] - b[j - 1]) * (a[i - 1] - b[j - 1]);
                let total = (-d[i - 1][j]).exp() + (-d[i][j - 1]).exp() + (-d[i - 1][j - 1]).exp();
                d[i][j] = cost - total.ln();
            }
        }
        d[a.len()][b.len()]
    }
}

function! { forward_algorithm(&start = vec![0.3, -0.2], &step = vec![0.1, -0.4, 0.5, 0.2], seen: &[0, 1, 1, 0, 1])
    fn f(start: &[f64], step: &[f64], seen: &[usize]) -> f64 {
        // A chain of two hidden states in the log semiring, with the old row overwritten.
        let mut alpha = start.to_vec();
        for &o in seen {
            let mut next = [0.0; 2];
            for to in 0..2 {
                let m = (alpha[0] + step[to]).max(alpha[1] + step[2 + to]);
                let sum = (alpha[0] + step[to] - m).exp() + (alpha[1] + step[2 + to] - m).exp();
                next[to] = m + sum.ln() + if o == to { 0.5 } else { -0.5 * start[to] };
            }
            alpha.copy_from_slice(&next);
        }
        alpha[0].exp() + alpha[1].exp()
    }
}

program! { partial_sums_by_halves(x = [0.7, 1.2, 0.4, 0.9, 1.6, 0.1, 0.3, 0.8])
    fn f(x: [f64; 8]) -> [f64; 8] {
        let mut a = x;
        let mut step = 1;
        while step < 8 {
            for i in (step..8).rev() {
                a[i] += a[i - step] * (1.0 + 0.1 * a[i]);
            }
            step *= 2;
        }
        a
    }
}

function! { const_generic_length(x = [0.7, 1.2, 0.4])
    fn norm<const N: usize>(x: [f64; N]) -> f64 {
        let mut s = 0.0;
        for i in 0..N { s += x[i] * x[i]; }
        s.sqrt()
    }
    fn f(x: [f64; 3]) -> f64 {
        norm(x) * norm([x[0], x[1] * x[2]]) + norm::<1>([x[2]])
    }
}

function! { vector_from_an_array(x = 0.7, n: 2, @at [1.2])
    fn f(x: f64, n: usize) -> f64 {
        let g = [x, x * x];
        let mut y = 1.0;
        for i in 0..n {
            let mut stack = g.to_vec();
            stack.push(y);
            stack[0] *= stack[i] * stack[2];
            y += stack[0] * stack[1];
        }
        y
    }
}

function! { lengths_changed(&x = vec![0.7, 1.2, 0.4, 0.9], n: 6, @at [1.1, 0.3, 0.8, 0.5])
    fn f(x: &[f64], n: usize) -> f64 {
        let mut v = x.to_vec();
        v.insert(1, x[0] * x[3]);
        let gone = v.remove(0);
        v.resize(n, gone.sin());
        v[5] *= v[0];
        v.truncate(5);
        v.extend_from_slice(&x[1..3]);
        let mut s = 0.0;
        for i in 0..v.len() {
            v[i] *= gone;
            s = s * v[i] + v[i];
        }
        v.clear();
        v.insert(0, s * s);
        v.resize(1, s);
        s + v[0]
    }
}

procedure! { lengths_changed_in_place(&mut v = vec![0.7, 1.2, 0.4])
    fn f(v: &mut Vec<f64>) {
        let a = v.remove(1);
        v.insert(2, a * v[0]);
        v.extend_from_slice(&[a, 2.0]);
        v.truncate(4);
        v[3] *= v[2];
    }
}

function! { elements_kept_and_overwritten(&x = vec![0.7, 1.2, 0.4, -0.3], n: 3)
    fn f(x: &[f64], n: usize) -> f64 {
        let mut grid = vec![x.to_vec(), x.to_vec()];
        let mut pairs = [(x[0], 1.0), (x[1], 2.0)];
        for round in 0..n {
            for i in 1..x.len() {
                grid[round % 2][i] = grid[round % 2][i - 1] * grid[1 - round % 2][i] + grid[round % 2][i].sin();
                let k = (i + round) % 2;
                pairs[k].0 = pairs[1 - k].0 * grid[0][i] + pairs[k].0 * pairs[k].0;
                let column = &mut grid[k];
                column[0] = if column[i] > 0.5 { column[i] * column[0] } else { column[0].cos() };
            }
        }
        grid[0][3] * grid[1][2] + grid[0][0] * pairs[0].0 - pairs[1].0 * pairs[1].1
    }
}
