//! Values that are stored in elements of an array which is read later: the sweeps read them there, if they are still there.

function! { a_layer(&w = vec![0.3, -0.2, 0.5, 0.8, 0.1, -0.6], &x = vec![0.7, -1.1])
    fn f(w: &[f64], x: &[f64]) -> f64 {
        let mut hidden = [0.0; 3];
        for j in 0..3 {
            let mut sum = 0.1;
            for i in 0..x.len() { sum += w[2 * j + i] * x[i]; }
            hidden[j] = sum.tanh();
        }
        let mut total = 0.0;
        for j in 0..3 {
            for i in 0..3 { total += hidden[j] * hidden[i] * w[i + j]; }
        }
        total
    }
}

function! { two_layers_downwards(&x = vec![0.7, -1.1, 0.4], s = 0.6)
    fn f(x: &[f64], s: f64) -> f64 {
        let mut a = vec![0.0; x.len()];
        let mut b = vec![1.0; x.len()];
        for i in (0..x.len()).rev() {
            let v = (x[i] * s).exp();
            a[i] = v;
            b[i] = v;
        }
        let mut c = vec![0.0; x.len()];
        for i in 0..=x.len() - 1 {
            let r = (a[i] + b[x.len() - 1 - i]).sqrt();
            c[i] = r;
            c[0] += 0.0 * s;
        }
        let mut sum = 0.0;
        for i in 0..x.len() { sum += a[i] * b[i] * c[i] * c[i]; }
        sum
    }
}

function! { overwritten_again(&x = vec![0.7, -1.1, 0.4])
    fn f(x: &[f64]) -> f64 {
        let mut a = [0.0; 3];
        let mut sum = 0.0;
        for i in 0..3 {
            let v = x[i].exp();
            a[i] = v;
            sum += a[0] * v;
        }
        for i in 0..3 { a[i] = a[i] * a[2 - i] + 1.0; }
        for i in 0..3 { sum += a[i] * a[i]; }
        sum
    }
}

function! { in_a_loop_around(&x = vec![0.7, -1.1, 0.4], rounds: 2)
    fn f(x: &[f64], rounds: usize) -> f64 {
        let mut outer = [1.0; 3];
        let mut sum = 0.0;
        for k in 0..rounds {
            let mut inner = [0.0; 3];
            for i in 0..3 {
                let v = (x[i] * (1.0 + sum) + outer[i]).sin_cos().0.exp();
                outer[i] = v;
                let w = (v * x[k]).tanh();
                inner[i] = w;
            }
            for i in 0..3 { sum += inner[i] * outer[i] * inner[k]; }
        }
        sum
    }
}

function! { left_before_and_behind(&x = vec![0.7, 1.1, 0.4, 0.9], limit = 4.0)
    fn f(x: &[f64], limit: f64) -> f64 {
        let mut a = [0.5; 4];
        let mut b = [0.25; 4];
        let mut sum = 0.0;
        for i in 0..4 {
            let v = x[i].exp();
            if v > limit { break; }
            a[i] = v;
            sum += v * a[i];
            let w = (v * sum).ln();
            b[i] = w;
            if w > limit { break; }
            sum += w * w;
        }
        for i in 0..4 { sum += a[i] * a[i] * b[3 - i] * b[i]; }
        sum
    }
}

function! { of_some_trips(&x = vec![0.7, -1.1, 0.4, -0.9])
    fn f(x: &[f64]) -> f64 {
        let mut a = [0.5; 4];
        let mut sum = 0.0;
        for i in 0..4 {
            let v = x[i].exp();
            if x[i] > 0.0 { a[i] = v; } else { sum += v * v; }
            if v > 1.2 {
                let w = v.tanh();
                if x[i] > 0.5 { continue; }
                a[i] = w;
            }
        }
        for i in 0..4 { sum += a[i] * a[i]; }
        sum
    }
}

function! { in_a_branch_of_a_trip(&x = vec![0.7, -1.1, 0.4, -0.9])
    fn f(x: &[f64]) -> f64 {
        let mut a = [0.5; 4];
        let mut sum = 0.0;
        for i in 0..4 {
            if x[i] > 0.0 {
                let v = (x[i] * x[0]).exp();
                a[i] = v;
                sum += v * x[1];
            }
        }
        for i in 0..4 { sum += a[i] * a[3 - i] + a[i] * a[i]; }
        sum
    }
}

function! { read_before_it_is_written(&x = vec![0.7, -1.1, 0.4])
    fn f(x: &[f64]) -> f64 {
        let mut a = [x[0], x[1], x[2], 1.0];
        let mut sum = 0.0;
        for i in 0..3 {
            let v = (a[i + 1] * a[i]).exp();
            a[i] = v;
            sum += v * a[i + 1];
        }
        for i in 0..4 { sum += a[i] * a[i]; }
        sum
    }
}

function! { exchanged_and_moved(&x = vec![0.7, -1.1, 0.4])
    fn f(x: &[f64]) -> f64 {
        let mut a = vec![0.0; 3];
        let mut b = vec![2.0; 3];
        for i in 0..3 {
            let v = x[i].exp();
            a[i] = v;
            let w = (v * 0.5).tanh();
            b[i] = w;
        }
        std::mem::swap(&mut a, &mut b);
        let c = b;
        let mut sum = 0.0;
        for i in 0..3 { sum += a[i] * a[i] * c[i] * c[0]; }
        sum
    }
}

function! { at_indices_that_meet(&x = vec![0.7, -1.1, 0.4, 0.9])
    fn f(x: &[f64]) -> f64 {
        let mut a = [0.5; 4];
        let mut sum = 0.0;
        for i in 0..4 {
            let v = (x[i] - sum).exp();
            a[i / 2] = v;
            sum += v * a[0] * 0.1;
        }
        let mut j = 0;
        for i in 0..4 {
            let w = (x[i] * sum).tanh();
            a[j] = w;
            sum += w * a[1];
            j = (j + 3) % 4;
        }
        for i in 0..4 { sum += a[i] * a[i]; }
        sum
    }
}

function! { by_two_statements(&x = vec![0.7, -1.1, 0.4])
    fn f(x: &[f64]) -> f64 {
        let mut a = [0.5; 3];
        let mut sum = 0.0;
        for i in 0..3 {
            let v = x[i].exp();
            a[i] = v;
            sum += v * v;
            a[2 - i] = sum;
        }
        for i in 0..3 { sum += a[i] * a[i]; }
        sum
    }
}

function! { whole_rows(&x = vec![0.3, -0.7, 0.9])
    fn f(x: &[f64]) -> f64 {
        let mut a = [[0.0; 2]; 3];
        let mut b = vec![vec![0.0; 2]; 3];
        let mut s = 0.0;
        for i in 0..3 {
            let v = [x[i].exp(), x[i].sin()];
            s += v[0] * v[1];
            a[i] = v;
            let w = vec![x[i].tanh(), v[0] * s];
            s += w[0] * w[1];
            b[i] = w;
        }
        for i in 0..3 { s += a[i][0] * a[2 - i][1] * a[i][0] * b[i][1] * b[2 - i][0]; }
        s
    }
}
