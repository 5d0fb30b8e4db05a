//! Cotangents that begin, are taken and begin anew; what crosses from sweep to sweep together; quotients of one.

function! { taken_and_begun_anew(x = 0.7, y = 0.4, n: 4)
    fn f(x: f64, y: f64, n: usize) -> f64 {
        let mut s = x;
        for i in 0..n {
            s = s * y + x;
            if i == 1 { s = y * s; }
            s = s * s * 0.3;
            s -= y * s;
        }
        s
    }
}

function! { taken_and_perhaps_not_begun(&x = vec![0.7, -0.2, 0.9, 0.4], limit = 0.5)
    fn f(x: &[f64], limit: f64) -> f64 {
        let (mut a, mut b) = (limit, 1.0);
        for v in x {
            a = b * v;
            if *v < 0.0 { continue; }
            b = a * a + b;
            if b > 3.0 * limit { a = 0.3; break; }
            a = *v;
        }
        a * b
    }
}

function! { left_between_the_two(x = 0.8, n: 5)
    fn f(x: f64, n: usize) -> f64 {
        let mut s = x;
        let mut t = 1.0;
        for i in 0..n {
            t = s * x;
            if t > 0.9 { return t * s; }
            s = t + x * s;
            if i == 3 { return s; }
        }
        s + t
    }
}

function! { arrays_that_begin_anew(a = [0.3, 0.5, 0.7], x = 0.9, n: 3)
    fn f(a: [f64; 3], x: f64, n: usize) -> f64 {
        let mut state = a;
        for i in 0..n {
            let next = [state[1] * x, state[2] + state[0], state[0] * state[i % 3]];
            if i == 1 { state = [x, next[0], next[2] * x]; } else { state = next; }
        }
        state[0] * state[1] + state[2]
    }
}

function! { parts_of_tuples(p = (0.4, [0.3, 0.2]), x = 1.2)
    fn f(p: (f64, [f64; 2]), x: f64) -> f64 {
        let mut q = p;
        for i in 0..2 {
            q.1[i] = q.0 * x + q.1[1 - i];
            q.0 *= q.1[i];
        }
        let r = q;
        r.0 * r.1[0] + x
    }
}

function! { quotients_of_one(x = 0.7, y = -1.3)
    fn f(x: f64, y: f64) -> f64 {
        let r = 1.0 / x;
        let q = 1_f64 / (y * r + 2.0);
        let mut z = y;
        for _ in 0..3 {
            z = 1. / (1.0 + z * z);
            z += 1.0 / z - q;
        }
        z * r / q + 1.0 / 1.0
    }
}

function! { quotients_of_one_by_literals(x = 0.7, n: 1)
    fn f(x: f64, n: usize) -> f64 {
        let k = 0.5 + 0.25;
        let w = [[1.0, 2.0], [3.0, 4.0]];
        let y = x * (1.0 / (2.0 * 3.0)) + 1.0 / k - x * (1.0 / w[n][0]);
        y * y + 1.0 / (1.0 + 1.0 / 2.0)
    }
}

function! { words_of_several_types(&x = vec![0.7, -0.2, 0.9], n: 3)
    fn f(x: &[f64], n: usize) -> f64 {
        let mut sum = 0.0;
        let mut at = 0;
        for i in 0..n {
            let j = (at + i * i) % x.len();
            let (a, b) = (x[j].exp(), (x[i] * sum).tanh());
            let up = a > b;
            let c = if up { (a * b + 2.0).ln_1p() } else { b };
            at += j + usize::from(up);
            sum += c * a / (b + 2.0) * (sum + c).exp();
        }
        sum
    }
}
