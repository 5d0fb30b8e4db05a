//! Arrays overwritten as a whole and then changed again: what lies between the two needs no keeping, unless somebody
//! looks at it, or unless the second change reaches beyond the first.

procedure! { a_triangle_onto_a_range(&x = vec![0.7, 1.2, 0.4, 0.9], &l = vec![0.3, -0.2, 0.5, 0.8, 0.1, -0.6], &mut y = vec![1.0, 2.0, 3.0, 4.0, 5.0])
    fn f(x: &[f64], l: &[f64], y: &mut [f64]) {
        let n = x.len();
        for i in 0..n { y[i] = x[i] * x[i]; }
        let mut start = 0;
        for column in 0..n {
            let c = x[column];
            for i in 0..n - column - 1 { y[column + 1 + i] += l[start + i] * c; }
            start += n - column - 1;
        }
        for i in 0..y.len() { y[i] = y[i] * y[i]; }
    }
}

procedure! { beyond_the_range(&x = vec![0.7, 1.2], &mut y = vec![1.0, 2.0, 3.0, 4.0])
    fn f(x: &[f64], y: &mut [f64]) {
        for i in 0..y.len() { y[i] *= y[i]; }
        for i in 0..x.len() { y[i] = x[i]; }
        for i in 0..x.len() + 1 { y[i] += x[0] * 2.0; }
        for i in 1..y.len() { y[i - 1] *= x[1]; }
        for i in 0..y.len() { y[i] *= y[i]; }
    }
}

procedure! { a_range_that_grows(&x = vec![0.7, 1.2, 0.4], &mut y = vec![1.0, 2.0, 3.0])
    fn f(x: &[f64], y: &mut [f64]) {
        for round in 0..x.len() {
            let n = round + 1;
            for i in 0..n { y[i] += x[round]; }
            for i in 0..y.len() { y[i] = y[i] * y[i] * 0.5; }
            for i in 0..n { y[i] = x[i] * x[round]; }
        }
    }
}

procedure! { kept_in_the_round_before(&x = vec![0.7, 1.2, 0.4], &mut y = vec![1.0, 2.0, 3.0])
    fn f(x: &[f64], y: &mut [f64]) {
        for round in 0..x.len() {
            let n = round + 1;
            for i in 0..n { y[i] += x[round] * 0.5; }
            for i in 0..n { y[i] = x[i] * x[round]; }
        }
        for i in 0..y.len() { y[i] *= y[i]; }
    }
}

procedure! { exchanged_across_the_end(&x = vec![0.7, 1.2], &mut y = vec![1.5, 2.5, 3.5, 4.5])
    fn f(x: &[f64], y: &mut [f64]) {
        for i in 0..y.len() { y[i] *= y[i]; }
        for i in 0..x.len() { y[i] = x[i]; }
        y.swap(0, 3);
        y[0] *= x[1];
        for i in 0..x.len() { y[i] += x[i] * x[i]; }
        y.swap(1, 2);
        y[1] *= x[0];
        for i in 0..y.len() { y[i] *= y[i]; }
    }
}

function! { looked_at_in_between(&x = vec![0.7, 1.2, 0.4], &mut y = vec![1.5, 2.5, 3.5])
    fn f(x: &[f64], y: &mut [f64]) -> f64 {
        let mut s = 0.0;
        for i in 0..y.len() { y[i] = x[i]; }
        for i in 0..y.len() { y[i] *= x[i]; }
        for i in 0..y.len() { s += y[i] * y[i]; }
        for i in 0..y.len() { y[i] = s * x[i]; }
        for i in 0..y.len() { y[i] += x[0]; }
        s * y[1]
    }
}

function! { in_one_branch(&x = vec![0.7, 1.2, 0.4], &mut y = vec![1.5, 2.5, 3.5])
    fn f(x: &[f64], y: &mut [f64]) -> f64 {
        let mut s = 1.0;
        for round in 0..4 {
            for i in 0..y.len() { s += y[i] * y[i] * x[0]; }
            if round % 2 == 0 {
                for i in 0..y.len() { y[i] = x[i] * s * 0.1; }
            }
            for i in 0..y.len() { y[i] = y[i] + x[i] * 0.2; }
            if round == 2 { continue; }
            y[round % 3] += x[1];
        }
        s
    }
}

function! { left_early(&x = vec![0.7, 1.2, 0.4], &mut y = vec![1.5, 2.5, 3.5])
    fn f(x: &[f64], y: &mut [f64]) -> f64 {
        let mut s = 1.0;
        for round in 0..5 {
            for i in 0..y.len() { s += y[i] * y[i] * 0.1; }
            for i in 0..y.len() { y[i] = x[i] * s; }
            if s > 2.5 { y[0] *= s; break; }
            for i in 0..y.len() {
                if i == round { break; }
                y[i] += x[i];
            }
        }
        for i in 0..y.len() { y[i] += x[i] * s; }
        if s > 100.0 { return y[0]; }
        for v in y.iter_mut() { *v = *v * *v; }
        y[1]
    }
}

function! { rows_of_rows(&x = vec![0.7, 1.2, 0.4])
    fn f(x: &[f64]) -> f64 {
        let n = x.len();
        let mut m = vec![vec![0.0; n]; n];
        let mut work = vec![0.3; n];
        let mut s = 0.0;
        for round in 0..3 {
            for i in 0..n {
                for j in 0..n { work[j] = x[j] * x[i] + s; }
                for k in 0..i { for j in k..n { work[j] += m[k][j] * x[k]; } }
                for j in 0..n { m[i][j] = work[j]; }
                for j in i + 1..n { m[i][j] *= 0.5; }
            }
            for i in 0..n { s += m[i][round] * work[i]; }
        }
        s
    }
}

procedure! { filled_and_stepped(&x = vec![0.7, 1.2, 0.4, 0.3], &mut y = vec![1.5, 2.5, 3.5, 0.5])
    fn f(x: &[f64], y: &mut [f64]) {
        for i in 0..y.len() { y[i] = y[i] * y[i]; }
        y.fill(0.0);
        for i in (0..x.len()).step_by(2) { y[i] += x[i]; }
        for i in (0..x.len()).rev() { y[x.len() - 1 - i] += x[i] * x[i]; }
        for i in (0..x.len()).step_by(2) { y[i] = x[i]; }
        for i in 0..x.len() { y[i] *= x[i]; }
        for i in 0..x.len() { y[i] = y[i] * y[i]; }
        y.copy_from_slice(x);
        for i in 0..=x.len() - 1 { y[i] *= 2.0; }
    }
}

procedure! { counted_and_uncounted(&x = vec![0.7, 1.2, 0.4, 0.3], &mut y = vec![1.5, 2.5, 3.5, 0.5])
    fn f(x: &[f64], y: &mut [f64]) {
        let mut k = 0;
        let mut down = 9_i32;
        while k < x.len() {
            y[k] *= x[k];
            let step = if down > 4 { 1 } else { 2 };
            down -= 2;
            k += step;
            if down == 1 { continue; }
            y[k % 4] += x[down as usize % 4] * y[0];
        }
        let mut last = k;
        for i in 0..3 {
            last += i;
            if last % 2 == 0 { last = i; }
            y[last % 4] *= x[i] + y[last % 3];
            last += last;
        }
        y[last % 4] = y[k % 4] * y[k % 4];
    }
}

function! { up_to_a_counter_that_goes_down(&x = vec![0.7, 1.2, -0.4])
    fn f(x: &[f64]) -> f64 {
        let mut a = [2.0; 3];
        let mut s = 0.0;
        for i in (0..3).rev() {
            a[i] = 5.0;
            s += a[0] * x[i] + a[1] * x[0];
            for j in i..3 {
                a[j] = 7.0;
            }
        }
        s
    }
}

function! { up_to_a_counter_that_goes_up(x = 0.7, n: 4)
    fn f(x: f64, n: usize) -> f64 {
        let mut a = vec![1.0; n];
        let mut s = 0.0;
        for i in 1..n {
            a[i - 1] = 3.0;
            s += a[1] * x + a[n - 1] * x * x;
            for j in 0..i {
                a[j] = 0.0;
            }
        }
        s
    }
}

function! { up_to_the_counter_of_the_loop_around(x = 0.7, n: 3)
    fn f(x: f64, n: usize) -> f64 {
        let mut a = vec![1.0; n];
        let mut s = 0.0;
        for i in 0..n {
            for k in 0..n {
                a[(i + k) % n] = x + s;
                s += a[1] * x + a[n - 1];
                for j in 0..i {
                    a[j] = 0.0;
                }
            }
        }
        s
    }
}
