//! Loops that overwrite a stretch of an array element by element, which is kept and put back as one block if the adjoints
//! of the trips allow that: what they read of the array, where, and when.

procedure! { up(&x = vec![0.7, 1.2, 0.4, 0.9], &mut y = vec![1.0, 2.0, 3.0, 4.0, 5.0])
    fn f(x: &[f64], y: &mut [f64]) {
        for i in 0..y.len() { y[i] = y[i].sin(); }
        for i in 0..x.len() { y[i] = x[i] * x[i]; }
        for i in 0..y.len() { y[i] = y[i] * y[i]; }
    }
}

procedure! { down(&x = vec![0.7, 1.2, 0.4, 0.9], &mut y = vec![1.0, 2.0, 3.0, 4.0, 5.0])
    fn f(x: &[f64], y: &mut [f64]) {
        for i in (0..x.len()).rev() { y[i] *= y[i + 1]; }
        for i in (0..x.len()).rev() { y[i + 1] = y[i] * x[i]; }
        for i in (1..y.len()).rev() { y[i] = y[i] * y[i - 1]; }
    }
}

// the ends are read at all times
function! { offsets_to_both_sides(&x = vec![0.7, 1.2, 0.4, 0.9, 0.3], n: 5)
    fn f(x: &[f64], n: usize) -> f64 {
        let mut y = vec![0.5; 7];
        let mut s = 0.0;
        for t in 0..3 {
            for i in 1..n { y[i - 1] = x[i] * y[i - 1]; }
            s += y[0] * y[4];
            for i in 0..n { y[i + 2] = x[i] + y[i + 2].cos(); }
            s += y[2] * y[6] * y[1];
        }
        s
    }
}

function! { two_arrays_in_one_loop(&x = vec![0.7, 1.2, 0.4, 0.9], dt = 0.3)
    fn f(x: &[f64], dt: f64) -> f64 {
        let (mut p, mut v) = (x.to_vec(), vec![0.1; 4]);
        let mut energy = 0.0;
        for _ in 0..3 {
            for i in 0..x.len() {
                energy += p[i] * p[i] * v[i];
            }
            for i in 0..x.len() {
                v[i] -= dt * x[i];
                p[i] = 0.9 * x[i] + dt;
            }
        }
        for i in 0..x.len() { energy += (p[i] * v[i]).sin(); }
        energy
    }
}

// each reads what the other leaves behind
function! { two_arrays_that_feed_each_other(&x = vec![0.7, 1.2, 0.4, 0.9], dt = 0.3)
    fn f(x: &[f64], dt: f64) -> f64 {
        let (mut p, mut v) = (x.to_vec(), vec![0.1; 4]);
        for _ in 0..3 {
            for i in 0..x.len() - 1 {
                v[i] = v[i] * p[i + 1] - dt * p[i];
                p[i] = p[i] * v[i] + dt * v[i + 1] * v[i + 1];
            }
        }
        p[0] * v[1] + p[2] * v[2] + p[3]
    }
}

function! { gauss_seidel(&x = vec![0.7, 1.2, 0.4, 0.9, 0.2], w = 0.4)
    fn f(x: &[f64], w: f64) -> f64 {
        let mut u = x.to_vec();
        for _ in 0..3 {
            for i in 1..u.len() - 1 { u[i] = w * (u[i - 1] + u[i + 1]) + u[i] * u[i]; }
        }
        u[1] * u[2] + u[3].sin()
    }
}

function! { linear_gauss_seidel_between_squares(&x = vec![0.7, 1.2, 0.4, 0.9, 0.2])
    fn f(x: &[f64]) -> f64 {
        let mut u = x.to_vec();
        let mut s = 0.0;
        for _ in 0..3 {
            for i in 0..u.len() { s += u[i] * u[i]; }
            for i in 1..u.len() - 1 { u[i] = 0.3 * u[i - 1] + 0.6 * u[i + 1]; }
            for i in (1..u.len() - 1).rev() { u[i] = 0.3 * u[i - 1] + 0.6 * u[i + 1]; }
        }
        for i in 0..u.len() { s += u[i] * u[i]; }
        s
    }
}

// upwards, the elements ahead are the old ones
function! { read_ahead(&x = vec![0.7, 1.2, 0.4, 0.9, 0.2, 0.6])
    fn f(x: &[f64]) -> f64 {
        let mut u = x.to_vec();
        for _ in 0..3 {
            for i in 0..u.len() - 2 { u[i] = u[i + 1] * u[i + 2] + u[i]; }
        }
        for i in (2..u.len()).rev() { u[i] = u[i - 1] * u[i - 2] + u[i]; }
        u.iter().map(|a| a * a).sum()
    }
}

// upwards, the elements behind are the new ones
function! { read_behind(&x = vec![0.7, 1.2, 0.4, 0.9, 0.2, 0.6])
    fn f(x: &[f64]) -> f64 {
        let mut u = x.to_vec();
        for _ in 0..2 {
            for i in 2..u.len() { u[i] = 0.5 * u[i - 1] * u[i - 2] + x[i]; }
            for i in (0..u.len() - 2).rev() { u[i] = 0.5 * u[i + 1] * u[i + 2] + x[i]; }
        }
        u.iter().map(|a| a * a).sum()
    }
}

function! { read_before_and_after_its_overwrite(&x = vec![0.7, 1.2, 0.4, 0.9], &v = vec![0.3, 0.8, -0.2, 0.5])
    fn f(x: &[f64], v: &[f64]) -> f64 {
        let mut u = x.to_vec();
        let mut s = 0.0;
        for _ in 0..2 {
            for i in 0..u.len() { u[i] = u[i] * 2.0 + v[i]; }
            for i in 0..u.len() { s += u[i] * v[i] * u[i]; u[i] = v[i].sin(); }
            for i in 0..u.len() { u[i] = v[i].cos() * s; s += u[i] * u[i]; }
            for i in 0..u.len() { s += u[i] * u[i]; u[i] = v[i].exp(); s *= u[i] * 0.1 * u[i]; }
        }
        s + u[1]
    }
}

// the block would lie below what each trip keeps
function! { old_elements_beside_something_kept(&x = vec![0.7, 1.2, 0.4, 0.9])
    fn f(x: &[f64]) -> f64 {
        let mut u = x.to_vec();
        let mut s = 1.0;
        for _ in 0..2 {
            for i in 0..u.len() {
                s = (s * u[i]).sin();
                u[i] = x[i] + s * u[i];
            }
        }
        s * u[0] * u[3]
    }
}

// a range without trips may name elements that are not there
function! { without_trips(&x = vec![0.7, 1.2, 0.4], from: 9, row: 5)
    fn f(x: &[f64], from: usize, row: usize) -> f64 {
        let mut u = x.to_vec();
        let mut m = vec![vec![0.2; 3]; 2];
        let mut s = 0.0;
        for t in 0..2 {
            for i in 0..u.len() { s += u[i] * u[i] * m[t][i] * m[t][i]; }
            for i in from..2 { u[i] = 3.0 * s; }
            for i in (from..2).rev() { u[i + 7] = 3.0 * s; }
            for i in 0..t { u[i + 2] = x[i]; }
            for i in 0..0 { u[i + 20] = x[i]; }
            for i in from..=2 { u[i + 20] = x[i]; }
            let none = u.len() - 3;
            for i in none..0 { u[i - 1] = s; }
            for i in 0..none { m[row][i] = s; }
            for i in 0..u.len() { u[i] = s * x[i]; }
        }
        s
    }
}

function! { ranges_that_depend_on_data(&x = vec![0.7, 1.2, 0.4, 0.9, 1.5])
    fn f(x: &[f64]) -> f64 {
        let mut u = x.to_vec();
        let mut s = 0.0;
        for t in 0..x.len() {
            let upto = if u[t] > 0.8 { 4 } else { 2 };
            let from = if s > 1.0 { 1 } else { 0 };
            for i in from..upto { u[i] = x[i + 1] * 0.7 + s; }
            for i in 0..u.len() { s += u[i] * u[i] * 0.1; }
        }
        s
    }
}

// the end is counted, and is another one in the reverse sweep
function! { an_end_that_moves(&x = vec![0.7, 1.2, 0.4, 0.9, 1.5])
    fn f(x: &[f64]) -> f64 {
        let mut u = x.to_vec();
        let (mut n, mut s) = (1, 0.0);
        while n < u.len() {
            for i in 0..n { u[i] = x[i + 1] * x[0]; }
            n += 2;
            for i in 0..u.len() { s += u[i] * u[i]; }
        }
        s
    }
}

function! { heat(&x = vec![0.7, 1.2, 0.4, 0.9, 0.2], k = 0.2, steps: 5)
    fn f(x: &[f64], k: f64, steps: usize) -> f64 {
        let (mut u, mut next) = (x.to_vec(), x.to_vec());
        for _ in 0..steps {
            for i in 1..u.len() - 1 { next[i] = u[i] + k * (u[i - 1] - 2.0 * u[i] + u[i + 1]); }
            std::mem::swap(&mut u, &mut next);
        }
        u.iter().map(|u| (u - 0.3).powi(2)).sum()
    }
}

function! { heat_with_a_source(x = [0.7, 1.2, 0.4, 0.9, 0.2], k = 0.2)
    fn f(x: [f64; 5], k: f64) -> f64 {
        let (mut u, mut next) = (x, [0.0; 5]);
        for t in 0..4 {
            for i in (1..4).rev() { next[i] = 0.3 * u[i] * u[i] + k * (u[i - 1] * u[i + 1]); }
            for i in 0..5 { u[i] = next[i] + u[i] * 0.1; }
            if t % 2 == 0 {
                for i in 0..=3 { next[i] = u[i + 1]; }
            }
        }
        u[0] * next[1] + u[2] * u[2]
    }
}

function! { under_branches(&x = vec![0.7, -1.2, 0.4, 0.9], turn: 1)
    fn f(x: &[f64], turn: usize) -> f64 {
        let mut u = x.to_vec();
        let mut s = 0.0;
        for t in 0..3 {
            for i in 0..u.len() { s += u[i] * u[i]; }
            if t == turn {
                for i in 0..u.len() { u[i] = x[i] * s; }
            } else {
                for i in 1..u.len() { u[i - 1] = x[i].sin(); }
            }
            for i in 0..u.len() {
                if x[i] > 0.0 { u[i] = u[i] * u[i]; }
                let j = if x[i] > 0.5 { i } else { 0 };
                u[j] = u[j] * 0.5;
            }
        }
        s
    }
}

// neither runs to the end of its range
function! { left_early(&x = vec![0.7, 1.2, 0.4, 0.9], limit: 2)
    fn f(x: &[f64], limit: usize) -> f64 {
        let mut u = x.to_vec();
        let mut s = 0.0;
        for t in 0..3 {
            for i in 0..9 {
                if i > limit { break; }
                u[i] = x[i] * x[i + 1];
            }
            for i in 0..u.len() {
                s += u[i] * u[i];
                if i == t { continue; }
                u[i] = x[i] * 0.3;
            }
        }
        s
    }
}

procedure! { rows_of_a_matrix(&x = vec![0.7, 1.2, 0.4], &mut m = vec![vec![1.0, 2.0, 3.0], vec![0.1, 0.2, 0.3]])
    fn f(x: &[f64], m: &mut [Vec<f64>]) {
        for t in 0..2 {
            for r in 0..m.len() {
                for i in 0..x.len() { m[r][i] = x[i] * x[i]; }
                for i in 0..x.len() { m[r][i] *= m[r][i]; }
                for i in 0..x.len() { m[i % 2][i] += x[i] * x[r]; }
            }
            for i in 0..m.len() { m[i][t] = x[i]; }
            for i in 0..m.len() { m[i][t] *= m[i][2 - t]; }
        }
    }
}

procedure! { rows_of_arrays(x = [0.7, 1.2, 0.4], &mut m = [[1.0, 2.0, 3.0], [0.1, 0.2, 0.3]])
    fn f(x: [f64; 3], m: &mut [[f64; 3]; 2]) {
        for row in m.iter_mut() {
            for (a, b) in row.iter_mut().zip(&x) { *a = *a * *b; }
            for a in row[1..].iter_mut() { *a = a.sin() * x[0]; }
            for a in row.iter_mut().rev() { *a += x[1] * x[1]; }
        }
        for i in 0..3 { m[1][i] = m[0][i] * m[0][i]; }
    }
}

function! { inclusive_and_in_steps(&x = vec![0.7, 1.2, 0.4, 0.9, 0.2, 1.1])
    fn f(x: &[f64]) -> f64 {
        let mut u = x.to_vec();
        let last = u.len() - 1;
        let mut s = 0.0;
        for t in 0..2 {
            for i in 0..u.len() { s += u[i] * u[i]; }
            for i in 1..=last { u[i] = x[i] * s; }
            for i in 0..u.len() { s += u[i] * u[i] * 0.1; }
            for i in (1..=last).rev() { u[i - 1] = x[i] * x[i]; }
            for i in 0..u.len() { s += u[i] * u[i]; }
            for i in (0..u.len()).step_by(2) { u[i] = x[i] * 0.4; }
            for i in 0..u.len() { s += u[i] * u[i] * 0.1; }
            for i in (0..last).rev().step_by(3) { u[i + 1] = s; }
            for i in 0..=2 { u[i + 2] = x[i]; }
            for i in 0..u.len() { s += u[i] * u[i] * 0.1; }
        }
        s
    }
}

function! { added_to(&x = vec![0.7, 1.2, 0.4, 0.9])
    fn f(x: &[f64]) -> f64 {
        let mut u = vec![0.5; 5];
        let mut s = 0.0;
        for t in 0..3 {
            for i in 0..u.len() { s += u[i] * u[i]; }
            for i in 0..x.len() { u[i + 1] += x[i] * x[i]; }
            for i in 0..u.len() { s += u[i] * u[i]; }
            for i in 0..x.len() { u[i] -= x[i] * s * 0.01; u[4] += 0.1; }
            for i in 0..x.len() { u[i] *= 0.5; }
        }
        s
    }
}

// the places that are read follow the numbers that were overwritten
function! { integers_and_flags(&x = vec![0.7, 1.2, 0.4, 0.9])
    fn f(x: &[f64]) -> f64 {
        let mut at = vec![0usize, 1, 2, 3];
        let mut on = [true; 4];
        let mut s = 0.0;
        for t in 0..4 {
            for i in 0..4 { if on[i] { s += x[at[i]] * x[i]; } else { s *= x[at[i]]; } }
            for i in 0..4 { at[i] = (at[i] * 3 + t + 1) % 4; }
            for i in 1..4 { on[i] = at[i] > at[i - 1]; }
        }
        s
    }
}

function! { a_part_of_a_part(&x = vec![0.7, 1.2, 0.4, 0.9, 0.2, 1.1], cut: 2)
    fn f(x: &[f64], cut: usize) -> f64 {
        let mut u = x.to_vec();
        let mut s = 0.0;
        for t in 0..3 {
            for i in 0..u.len() { s += u[i] * u[i]; }
            let (left, right) = u.split_at_mut(cut);
            for i in 0..left.len() { left[i] = right[i + 1] * x[i]; }
            for i in 0..right.len() { right[i] = x[i] * x[i + 2]; }
            let middle = &mut u[1..5];
            for i in 1..middle.len() { middle[i - 1] = x[i] * x[i]; }
        }
        s
    }
}

procedure! { arrays_of_a_trip(&x = vec![0.7, 1.2, 0.4], &mut y = vec![0.0, 0.0, 0.0])
    fn f(x: &[f64], y: &mut [f64]) {
        for t in 0..x.len() {
            let mut u = [x[t], x[t] * x[t], 1.0];
            let mut s = 0.0;
            for i in 0..3 { s += u[i] * u[i]; }
            for i in 0..3 { u[i] = x[i] * s; }
            for i in 0..3 { s += u[i] * u[i]; }
            y[t] = s;
        }
    }
}

fn wide(at: &[f64]) -> Vec<f64> {
    let x = &at[..4];
    let mut y = at[4..].to_vec();
    for t in 0..2 {
        for i in 0..x.len() {
            y[i] = y[i] * y[i] * 0.25;
        }
        for i in 0..x.len() {
            y[i] = x[i] * x[i];
        }
        for i in 1..x.len() {
            y[i - 1] += y[i] * y[i];
        }
    }
    let mut all = vec![y[0] * y[1]];
    all.extend(y);
    all
}

program! { narrow(&x = vec![0.75f32, 1.25, 0.5, 0.875], &mut y = vec![1.0f32, 2.0, 3.0, 4.0], @wide wide)
    fn f(x: &[f32], y: &mut [f32]) -> f32 {
        for t in 0..2 {
            for i in 0..x.len() { y[i] = y[i] * y[i] * 0.25; }
            for i in 0..x.len() { y[i] = x[i] * x[i]; }
            for i in 1..x.len() { y[i - 1] += y[i] * y[i]; }
        }
        y[0] * y[1]
    }
}
