//! Loops over rows of arrays: at offsets, backwards, with rows that are one, with ranges that are empty or out of range.

function! { two_rows_of_one_vector(&a = vec![2.0, 0.1, 0.3, 0.2, 2.5, 0.4, -0.1, 0.5, 3.0], n: 3)
    fn f(a: &[f64], n: usize) -> f64 {
        let mut l = vec![0.0; n * n];
        let mut y = 0.0;
        for i in 0..n {
            for j in 0..=i {
                let mut sum = a[i * n + j];
                for k in 0..j {
                    sum -= l[i * n + k] * l[j * n + k];
                }
                if i == j {
                    l[i * n + i] = sum.sqrt();
                    y += l[i * n + i].ln();
                } else {
                    l[i * n + j] = sum / l[j * n + j];
                }
            }
        }
        y
    }
}

function! { rows_that_overlap(&x = vec![0.7, 1.2, -0.4, 0.9, 0.3, -1.1, 0.6], from: 1, to: 2)
    fn f(x: &[f64], from: usize, to: usize) -> f64 {
        let mut y = 0.0;
        for j in 0..5 {
            y += x[from + j] * x[to + j] * x[j];
        }
        y * y
    }
}

function! { rows_that_are_one(&x = vec![0.7, 1.2, -0.4, 0.9, 0.3, -1.1, 0.6], from: 2, to: 2)
    fn f(x: &[f64], from: usize, to: usize) -> f64 {
        let mut y = 0.0;
        for j in 0..5 {
            y += x[from + j] * x[to + j];
        }
        y * x[0]
    }
}

function! { out_of_range_and_empty(&x = vec![0.7, 1.2], base: 9, n: 0)
    fn f(x: &[f64], base: usize, n: usize) -> f64 {
        let mut y = x[0];
        for j in 0..n {
            y += x[base + j] * x[j];
        }
        for j in 1..n {
            y += x[j - 1] * x[base - j];
        }
        for j in (n..n).rev() {
            y *= x[base * base + j];
        }
        y * x[1]
    }
}

function! { backwards_to_a_lower_end(&x = vec![0.7, 1.2, -0.4, 0.9, 0.3, -1.1], &w = vec![0.4, 0.2, 0.8, -0.6, 1.3, 0.1])
    fn f(x: &[f64], w: &[f64]) -> f64 {
        let mut y = 1.0;
        let (lo, hi) = (1, x.len() - 1);
        for j in (lo..hi).rev() {
            y = y * 0.5 + x[j - 1] * w[j + 1] * j as f64;
        }
        for j in lo..=hi {
            y += x[j] * w[hi - j] + w[j - lo] * x[j];
        }
        y
    }
}

function! { an_inclusive_range_of_rows(&m = vec![0.7, 1.2, -0.4, 0.9, 0.3, -1.1, 0.6, 0.2, 0.5], &x = vec![0.3, 0.8, -0.5], n: 3)
    fn f(m: &[f64], x: &[f64], n: usize) -> f64 {
        let mut y = vec![0.0; n];
        for i in 0..=n - 1 {
            for j in 0..=i {
                y[i] += m[n * i + j] * x[j];
                y[j] -= m[i + n * j] * x[i];
            }
        }
        y[0] * y[1] + y[2]
    }
}

function! { rows_of_rows(&m = vec![vec![0.7, 1.2, 0.1, 0.4], vec![-0.4, 0.9, 0.3, 0.2]], &x = vec![0.3, 0.8, -0.5, 0.9])
    fn f(m: &[Vec<f64>], x: &[f64]) -> f64 {
        let mut p = 1.0;
        for i in 0..m.len() {
            let mut y = 0.0;
            for j in 0..x.len() {
                y += m[i][j] * x[j] * m[1][j];
            }
            for j in 1..x.len() {
                y += m[i][j] * m[i][j - 1];
            }
            p *= y;
        }
        p
    }
}

function! { slices_of_slices(&x = vec![0.7, 1.2, -0.4, 0.9, 0.3, -1.1, 0.6, 0.2], at: 2)
    fn f(x: &[f64], at: usize) -> f64 {
        let (left, right) = (&x[..at + 2], &x[at..]);
        let inner = &right[1..];
        let mut y = 0.0;
        for j in 0..at + 2 {
            y += left[j] * right[j] + inner[j] * left[j];
        }
        y
    }
}

function! { an_element_read_and_written_in_one_trip(&x = vec![0.7, 1.2, -0.4, 0.9], &w = vec![0.4, 0.2, 0.8, -0.6])
    fn f(x: &[f64], w: &[f64]) -> f64 {
        let mut y = x.to_vec();
        for _ in 0..2 {
            for j in 0..w.len() {
                y[j] *= w[j];
                y[j] += x[j] * y[j];
            }
        }
        y[0] * y[1] + y[2] * y[3]
    }
}

function! { an_element_of_the_last_trip(&x = vec![0.7, 1.2, -0.4, 0.9, 0.2])
    fn f(x: &[f64]) -> f64 {
        let mut y = x.to_vec();
        for j in 1..x.len() {
            y[j] = y[j] * 0.5 + y[j - 1] * x[j];
        }
        for j in (0..x.len() - 1).rev() {
            y[j] += y[j + 1] * x[j];
        }
        y[0] + y[1] * y[3]
    }
}

function! { in_a_branch_only(&x = vec![0.7, 1.2, -0.4, 0.9, 0.2], &w = vec![0.4, 0.2, 0.8], n: 5)
    fn f(x: &[f64], w: &[f64], n: usize) -> f64 {
        let mut y = 0.0;
        for j in 0..n {
            // of `w`, only some trips have an element
            if j + 2 < n { y += w[j] * x[j]; }
            y += x[j] * x[j];
        }
        y
    }
}

function! { rows_of_the_counter_s_own_choice(&x = vec![0.7, 1.2, -0.4, 0.9, 0.2, 0.5], n: 3)
    fn f(x: &[f64], n: usize) -> f64 {
        let mut y = 0.0;
        for j in 0..n {
            let twice = j + j;
            let back = n - 1 - j;
            y += x[twice] * x[back] + x[j] * j as f64;
        }
        y
    }
}

function! { an_index_from_a_table(&x = vec![0.7, 1.2, -0.4, 0.9, 0.2, 0.5], starts: [1usize, 0, 2])
    fn f(x: &[f64], starts: [usize; 3]) -> f64 {
        let mut y = 0.0;
        for i in 0..3 {
            for j in 0..4 {
                y += x[starts[i] + j] * x[starts[2 - i] + j];
            }
        }
        y
    }
}

function! { a_table_that_changes(&x = vec![0.7, 1.2, -0.4, 0.9, 0.2, 0.5])
    fn f(x: &[f64]) -> f64 {
        let mut start = 0;
        let mut starts = [0usize, 1];
        let mut y = 0.0;
        for j in 0..4 {
            y += x[start + j] * x[starts[0] + j];
            if j == 1 { start = 1; }
            if j == 2 { starts[0] = 2; }
        }
        y
    }
}

procedure! { rows_of_an_argument(&mut y = vec![0.7, 1.2, 0.3, -0.2, 0.5, 0.9], &x = vec![0.3, 0.8, -0.5], n: 2)
    fn f(y: &mut [f64], x: &[f64], n: usize) {
        for i in 0..n {
            for j in 0..x.len() {
                y[i * 3 + j] = y[i * 3 + j] * x[j] + y[j];
            }
            for j in 0..x.len() {
                y[i * 3 + j] += x[j];
            }
        }
    }
}

procedure! { scaled_by_a_sum(&mut y = vec![0.7, 1.2, 0.3, -0.2, 0.5, 0.9], a = 0.4)
    fn f(y: &mut [f64], a: f64) {
        let mut norm = 0.0;
        for j in 0..y.len() {
            norm += y[j] * y[j];
        }
        for j in 0..y.len() {
            y[j] = a * y[j] / norm;
        }
        for j in 0..y.len() {
            y[j] *= a;
        }
    }
}

function! { arrays_of_constant_length(&m = [0.7, 1.2, -0.4, 0.9, 0.3, -1.1, 0.5, 0.8], &x = [0.3, 0.8, -0.5, 0.1])
    fn f(m: &[f64; 8], x: &[f64; 4]) -> f64 {
        const N: usize = 4;
        let mut y = [0.0; 2];
        for i in 0..2 {
            for j in 0..N {
                y[i] += m[i * N + j] * x[j];
                y[1 - i] += m[i * N + j] * x[N - 1 - j];
            }
        }
        y[0] * y[1]
    }
}

function! { rows_that_move_and_shrink(&x = vec![0.7, 1.2, -0.4, 0.9, 0.3, -1.1])
    fn f(x: &[f64]) -> f64 {
        let (mut n, mut start) = (5, 0);
        let mut y = 1.0;
        while n > 1 {
            for j in 0..n {
                y += x[start + j] * x[j] * 0.3;
            }
            start += 1;
            n -= 1;
        }
        y * y
    }
}

function! { rows_that_change_places(&x = vec![0.7, 1.2, -0.4, 0.9, 0.3, -1.1])
    fn f(x: &[f64]) -> f64 {
        let mut u = x.to_vec();
        let mut v = vec![0.0; x.len()];
        for t in 0..3 {
            for j in 0..4 {
                v[j + 1] = u[j] * 0.5 + u[j + 2] * x[t];
            }
            std::mem::swap(&mut u, &mut v);
        }
        let mut s = 0.0;
        for j in 0..u.len() {
            s += u[j] * x[j];
        }
        s
    }
}

function! { rows_of_one_argument_twice(&x = vec![0.7, 1.2, -0.4, 0.9, 0.3, -1.1])
    fn dot(a: &[f64], b: &[f64], n: usize) -> f64 {
        let mut s = 0.0;
        for j in 0..n {
            s += a[j] * b[j] + a[j + 1] * b[j];
        }
        s * s
    }
    fn f(x: &[f64]) -> f64 {
        dot(&x[0..5], &x[1..6], 4) + dot(x, x, 5) + dot(&x[2..], &x[2..], 3)
    }
}
