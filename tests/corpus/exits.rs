//! `break`, `continue`, `return`, labels, and iterations that end on a tolerance.

function! { break_on_a_value(&x = vec![0.3, 0.5, 0.9, 0.4, 0.8], limit = 2.0)
    fn f(x: &[f64], limit: f64) -> f64 {
        let mut s = 1.0;
        for i in 0..x.len() {
            s *= 1.0 + x[i];
            if s > limit {
                break;
            }
            s += x[i] * x[i];
        }
        s * s
    }
}

function! { continue_skips(&x = vec![0.3, -0.5, 0.9, -0.4, 0.8])
    fn f(x: &[f64]) -> f64 {
        let mut s = 0.2;
        for v in x {
            if *v < 0.0 {
                continue;
            }
            s = s * v + v.sin();
        }
        s
    }
}

function! { return_from_a_nest(&x = vec![0.3, 0.5, 0.9, 0.4], limit = 0.8, @at [0.1, 0.2, 0.1, 0.2, 0.8], [3.0, 0.5, 0.2, 0.1, 0.8])
    fn f(x: &[f64], limit: f64) -> f64 {
        let mut s = 0.1;
        for i in 0..x.len() {
            let mut t = x[i];
            for j in 0..i + 1 {
                t *= x[j];
                s += t;
                if s > limit {
                    return s * s + x[i] * t;
                }
            }
            s *= 1.1;
        }
        s - x[0]
    }
}

function! { break_out_of_two(&x = vec![0.3, 0.5, 0.9, 0.4])
    fn f(x: &[f64]) -> f64 {
        let mut s = 0.5;
        'outer: for i in 0..x.len() {
            for j in 0..x.len() {
                s += x[i] * x[j] * s;
                if i + j == 4 {
                    break 'outer;
                }
                if j > i {
                    break;
                }
            }
            s *= x[i];
        }
        s
    }
}

function! { continue_the_outer(&x = vec![0.3, 0.5, 0.9, 0.4])
    fn f(x: &[f64]) -> f64 {
        let mut s = 1.0;
        'rows: for i in 0..x.len() {
            let mut t = s;
            for j in 0..4 {
                if (i + j) % 3 == 2 {
                    continue 'rows;
                }
                t = t * x[i] + 0.5;
                s += t * x[j];
            }
            s = s * t;
        }
        s
    }
}

function! { break_and_continue_in_siblings(x = 0.7, n: 5)
    fn f(x: f64, n: usize) -> f64 {
        let mut s = x;
        for i in 0..n {
            for j in 0..n {
                if j == i { continue; }
                if j + i > 5 { break; }
                s = s * 0.9 + x * j as f64;
            }
            for j in (0..n).rev() {
                s += s * s * 0.01;
                if j < i { break; }
            }
            if i == 3 { break; }
        }
        s
    }
}

function! { loop_with_a_value(x = 1.9, @at [0.4], [7.7])
    fn f(x: f64) -> f64 {
        let mut a = x;
        let mut n = 0;
        let root = loop {
            n += 1;
            let next = 0.5 * (a + x / a);
            if n == 6 {
                break next * x;
            }
            a = next;
        };
        root * root + a
    }
}

function! { loop_value_from_two_breaks(x = 0.9, @at [0.2], [1.7])
    fn f(x: f64) -> f64 {
        let mut s = x;
        let mut k = 0;
        let y = 'search: loop {
            for i in 0..3 {
                s = s * x + 0.1;
                if s < 0.1 { break 'search s * s; }
                k += i;
            }
            if k > 7 { break s.exp(); }
            if s > 30.0 { break 'search x; }
        };
        y * s
    }
}

function! { labelled_block(x = 0.4, @at [1.4], [-0.8])
    fn f(x: f64) -> f64 {
        let mut s = x * x;
        let y = 'found: {
            if x < 0.0 { break 'found -s; }
            s *= 2.0;
            for i in 0..3 {
                s += x * i as f64;
                if s > 3.0 { break 'found s * x; }
            }
            s.sin()
        };
        y + s
    }
}

function! { return_in_every_position(x = 0.4, n: 3, @at [2.5], [-0.4], [0.9])
    fn f(x: f64, n: usize) -> f64 {
        if x < 0.0 {
            return x * x;
        }
        let y = if x > 2.0 { return 1.0 / x } else { x.sqrt() };
        let mut s = y;
        for i in 0..n {
            s = match i {
                0 => s * x,
                1 if x > 0.8 => return s * y,
                _ => s + y * y,
            };
            while s > 1.0 {
                s *= 0.6;
                if i == 2 { return s.exp(); }
            }
        }
        return s * x;
    }
}

function! { newton(a = 2.0, @at [0.3], [11.0])
    fn f(a: f64) -> f64 {
        let mut x = a;
        let mut error = 1.0;
        while error > 1e-14 {
            let next = x - (x * x * x - a) / (3.0 * x * x);
            error = (next - x).abs();
            x = next;
        }
        x
    }
}

first_order! { bisection(a = 2.0, b = 0.4, @at [0.3, 0.1], [5.0, -0.7])
    fn f(a: f64, b: f64) -> f64 {
        // The bracket is constant; a last Newton step carries the derivative.
        let mut lo = -4.0;
        let mut hi = 4.0;
        while hi - lo > 1e-9 {
            let mid = 0.5 * (lo + hi);
            if mid * mid * mid + mid + b < a { lo = mid; } else { hi = mid; }
        }
        let x = lo;
        x - (x * x * x + x + b - a) / (3.0 * x * x + 1.0)
    }
}

function! { series_until_small(x = 0.8, @at [-1.4], [2.2])
    fn f(x: f64) -> f64 {
        let mut term = 1.0;
        let mut sum = 0.0;
        let mut k = 0;
        loop {
            sum += term;
            k += 1;
            term *= x / k as f64;
            if term.abs() < 1e-17 { break; }
        }
        sum
    }
}

program! { result_in_a_tuple_with_a_count(x = 0.83, @at [0.91], [0.2])
    fn f(x: f64) -> (f64, usize) {
        let mut s = 1.0;
        for k in 0..100 {
            if s < 0.25 { return (s * x, k); }
            s *= x;
        }
        (s, 100)
    }
}

function! { first_iteration_leaves(x = 0.6)
    fn f(x: f64) -> f64 {
        let mut s = x;
        for _ in 0..4 {
            s = s * s;
            break;
        }
        loop {
            s += x * s;
            if s > -1.0 { break; }
            s = 0.0;
        }
        while s > 0.0 {
            return s * s;
        }
        -s
    }
}

function! { three_deep(x = 0.5, n: 3)
    fn f(x: f64, n: usize) -> f64 {
        let mut s = x;
        'a: for i in 0..n {
            'b: for j in 0..n {
                for k in 0..n {
                    s += 0.1 * s * x;
                    match i + 2 * j + 3 * k {
                        2 => continue 'a,
                        5 => break 'b,
                        7 | 9 => continue 'b,
                        11 => break 'a,
                        12 => return s,
                        m => s += x * m as f64 * 0.1,
                    }
                }
                s *= 0.9;
            }
            s = s.sin() + x;
        }
        s
    }
}

function! { a_labelled_block_that_never_ends(x = 0.7, n: 2, &mut a = vec![0.4, 1.2])
    fn f(mut x: f64, n: usize, a: &mut [f64]) -> f64 {
        a[0] *= x;
        for i in 0..n {
            if i == 1 {
                x = ('never: { return x * a[1] + a[0]; 0.5_f64 }) * 0.7;
            }
            x = ('sometimes: { if i > 3 { break 'sometimes x; } x * x }) * a[1];
        }
        x
    }
}
