//! Loops that read one element in every trip, beside others that may be the same one.

function! { one_element_and_all(&x = vec![0.7, 1.2, -0.4], i: 1)
    fn f(x: &[f64], i: usize) -> f64 {
        let mut p = 1.0;
        for j in 0..x.len() {
            p *= 1.0 + x[i] * x[j].sin();
        }
        p
    }
}

function! { an_index_that_moves(&x = vec![0.7, 1.2, -0.4, 0.9])
    fn f(x: &[f64]) -> f64 {
        let (mut k, mut p) = (0, 1.0);
        for j in 0..x.len() {
            p *= 1.0 + x[k] * x[j];
            if x[j] > 0.8 { k = j; }
        }
        p
    }
}

function! { an_element_that_is_not_there(&x = vec![0.7, 1.2], n: 0)
    fn f(x: &[f64], n: usize) -> f64 {
        let mut p = x[0];
        for j in 0..n {
            p *= x[n + 7] * x[j];
        }
        for j in (0..n).rev() {
            p *= x[n + 7] * x[j];
        }
        p * x[1]
    }
}

function! { rows_and_columns(&m = vec![vec![0.7, 1.2, 0.1], vec![-0.4, 0.9, 0.3]], &x = vec![0.3, 0.8, -0.5])
    fn f(m: &[Vec<f64>], x: &[f64]) -> f64 {
        let mut p = 1.0;
        for i in 0..m.len() {
            let mut y = 0.0;
            for j in 0..x.len() {
                y += m[i][j] * x[j] * m[0][1];
            }
            for j in 0..x.len() {
                p *= (y + x[i] * m[i][2]).cos() + x[j];
            }
        }
        p
    }
}

function! { in_branches_and_inner_loops(&x = vec![0.7, 1.2, -0.4, 0.9])
    fn f(x: &[f64]) -> f64 {
        let mut p = 1.0;
        for i in 1..x.len() {
            if x[i] > 0.0 {
                p *= x[0] + 2.0;
            } else {
                for j in 0..i {
                    p += x[0] * x[j] * p;
                }
            }
        }
        p
    }
}

function! { overwritten_elements_stay_in_turn(mut_y = [0.7, 1.2, -0.4], &x = vec![0.3, 0.8, -0.5])
    fn f(mut_y: [f64; 3], x: &[f64]) -> f64 {
        let mut y = mut_y;
        for j in 0..3 {
            y[1] = y[1] * x[j] + y[0] * x[2];
            y[2] += y[1] * x[0];
        }
        y[1] * y[2] + y[0]
    }
}

procedure! { sums_into_an_argument(&mut y = vec![0.7, 1.2], &m = vec![vec![0.7, 1.2, 0.1], vec![-0.4, 0.9, 0.3]], k = 0.4)
    fn f(y: &mut [f64], m: &[Vec<f64>], k: f64) {
        for i in 0..y.len() {
            for j in 0..m[i].len() {
                y[i] += m[i][j] * k * m[1][0];
            }
        }
    }
}
