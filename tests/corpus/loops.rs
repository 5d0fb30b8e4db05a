//! `for` over every kind of range and sequence, `while`, `loop`; none of them left early.

function! { ranges_of_every_form(x = 0.7, n: 9)
    fn f(x: f64, n: usize) -> f64 {
        let mut s = x;
        for i in 0..n { s += x * i as f64; }
        for i in 1..=3 { s *= x + i as f64 / 8.0; }
        for i in (0..n).rev() { s = s.sin() + i as f64 * x; }
        for i in (0..n).step_by(4) { s += s * x / (1.0 + i as f64); }
        for i in (1..=n).rev().step_by(3) { s = s * 0.5 + x.powi(i as i32); }
        for i in (2..n).step_by(2).rev() { s -= x * x * i as f64; }
        for i in -3..=2i32 { s = 0.9 * s + x * f64::from(i * i); }
        s
    }
}

function! { no_trip(x = 0.7, n: 0)
    fn f(x: f64, n: usize) -> f64 {
        let mut s = x * x;
        for i in 0..n { s = s * i as f64; }
        for _ in n + 1..n { s = 0.0; }
        for _ in 5..=4 { s *= s; }
        let mut k = n;
        while k > 0 { s = s.exp(); k -= 1; }
        for _ in &[] as &[f64] { s = 1.0; }
        s * x
    }
}

function! { one_trip(x = 0.7, n: 1)
    fn f(x: f64, n: usize) -> f64 {
        let mut s = x * x;
        for i in 0..n { s = s * (x + i as f64); }
        for i in n..=n { s = s * s / i as f64; }
        s
    }
}

function! { square_twice_in_nested_loops(x = 0.98, n: 2)
    fn f(x: f64, n: usize) -> f64 {
        let mut x = x;
        for _ in 0..n {
            for _ in 0..2 {
                x = x * x;
                x = x * x;
            }
            x = 0.5 * x + 0.4;
        }
        x
    }
}

function! { local_accumulators(&x = vec![0.4, 0.9, -0.3, 1.2], n: 3)
    fn f(x: &[f64], n: usize) -> f64 {
        let mut total = 0.0;
        for i in 0..n {
            let mut inner = 1.0;
            let mut count = 0;
            for v in x {
                inner *= *v + i as f64;
                count += 1;
            }
            let fresh = inner / count as f64;
            total += fresh * fresh;
        }
        total
    }
}

function! { used_after_the_loop(x = 0.4, n: 6)
    fn f(x: f64, n: usize) -> f64 {
        let mut last = 0.0;
        let mut k = 0;
        let mut factor = x;
        for i in 0..n {
            factor = factor * x + 0.3;
            last = factor * i as f64;
            k = i;
        }
        last * factor + x * k as f64
    }
}

function! { sibling_inner_loops(x = 0.6, n: 4)
    fn f(x: f64, n: usize) -> f64 {
        let mut s = x;
        for i in 0..n {
            let mut t = 1.0;
            for j in 0..i { t *= x + j as f64; }
            for j in i..n { t = t * 0.7 + s * j as f64; }
            for _ in 0..0 { t = 0.0; }
            s = t.sin() + s * x;
        }
        s
    }
}

function! { triangular_nest(&x = vec![0.5, -0.7, 1.1, 0.9, 0.2])
    fn f(x: &[f64]) -> f64 {
        let mut s = 0.0;
        for i in 0..x.len() {
            for j in 0..i {
                for k in j..=i {
                    s += x[i] * x[j] * x[k] * (1 + i + 2 * j) as f64;
                }
            }
        }
        s
    }
}

function! { slices_by_reference(&x = vec![0.4, -0.9, 1.3], &w = [0.5, 1.5, 2.5])
    fn f(x: &[f64], w: &[f64; 3]) -> f64 {
        let mut s = 1.0;
        for v in x { s += v * v; }
        for v in x.iter() { s *= 1.0 + *v * 0.1; }
        for &v in w { s = s * v.sin() + v; }
        for v in w.iter() { s += v.exp() / s; }
        for v in &x[1..] { s -= v; }
        s
    }
}

function! { owned_sequences(x = [0.4, -0.9, 1.3], v = vec![1.5, 0.5])
    fn f(x: [f64; 3], v: Vec<f64>) -> f64 {
        let mut s = 0.5;
        for a in x { s = s * a + a * a; }
        for a in v { s += a * s; }
        for a in [s, 2.0 * s, s * s] { s += 0.1 * a * a; }
        s
    }
}

program! { changed_through_iter_mut(x = vec![0.4, -0.9, 1.3], k = 0.7)
    fn f(x: Vec<f64>, k: f64) -> Vec<f64> {
        let mut x = x;
        let mut carry = k;
        for v in x.iter_mut() {
            *v = *v * *v * k + carry;
            carry = *v;
        }
        for v in &mut x {
            *v *= carry;
        }
        x
    }
}

function! { while_over_an_index(&x = vec![0.4, 0.8, 1.2, 1.6, 2.0, 2.4, 2.8])
    fn f(x: &[f64]) -> f64 {
        let mut i = x.len() as i64 - 1;
        let mut s = 1.0;
        while i >= 0 {
            s = s / (1.0 + x[i as usize]) + x[i as usize];
            i -= 2;
        }
        s
    }
}

function! { while_over_a_real(x = 3.7, @at [9.1], [0.6])
    fn f(x: f64) -> f64 {
        let mut v = x;
        let mut steps = 0;
        while v > 1.0 {
            v = v / 1.7 - 0.05 * x.cos();
            steps += 1;
        }
        v * v + steps as f64 * x
    }
}

function! { divisor_computed_inline(&x = vec![0.4, 0.8, 1.2])
    fn f(x: &[f64]) -> f64 {
        let mut s = 1.0;
        for i in 0..x.len() {
            s = (s + x[i]) / (x[i] * x[i] + s / (2.0 + x[i]));
        }
        s
    }
}

function! { horner(&c = vec![0.3, -1.2, 0.8, 2.1, -0.4], x = 0.9)
    fn f(c: &[f64], x: f64) -> f64 {
        let mut p = 0.0;
        for i in (0..c.len()).rev() {
            p = p * x + c[i];
        }
        p
    }
}

function! { bound_changed_by_the_body(x = 1.1)
    fn f(x: f64) -> f64 {
        let mut n = 5;
        let mut s = x;
        for i in 0..n {
            n = i;
            s = s * x + n as f64;
        }
        for _ in 0..n { s = s.sqrt() * x; }
        s
    }
}

function! { nested_while(x = 1.3)
    fn f(x: f64) -> f64 {
        let mut outer = 0;
        let mut s = x;
        while outer < 3 {
            let mut inner = outer;
            while inner < 4 {
                s = s * 0.8 + (s * x).sin();
                inner += 1 + outer % 2;
            }
            outer += 1;
            s *= s;
        }
        s
    }
}

function! { counters_of_two_loops_with_one_name(x = 0.9)
    fn f(x: f64) -> f64 {
        let i = x * 2.0;
        let mut s = i;
        for i in 0..3 {
            for i in 0..i { s += x * i as f64 * s; }
            s *= i as f64 + x;
        }
        s + i
    }
}
