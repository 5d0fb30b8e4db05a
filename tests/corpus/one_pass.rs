//! Loops that add to sums, and what may stand in the way of running both sweeps of a trip at once.

function! { the_mean_of_squares(&x = vec![0.7, 1.2, -0.4, 0.9])
    fn f(x: &[f64]) -> f64 {
        let mut sum = 0.0;
        for v in x {
            let e = v.exp() * v.sin();
            sum += e * e;
        }
        sum / x.len() as f64
    }
}

function! { a_root_of_the_sum(&x = vec![0.7, 1.2, -0.4, 0.9])
    fn f(x: &[f64]) -> f64 {
        let mut sum = 0.0;
        for v in x {
            sum += v.exp() * v.sin();
        }
        (sum / x.len() as f64).sqrt() + sum
    }
}

function! { two_loops_one_sum(&x = vec![0.7, 1.2, -0.4, 0.9], w = 0.3)
    fn f(x: &[f64], w: f64) -> f64 {
        let mut sum = w * w;
        for v in x {
            sum += (v * w).sin();
        }
        let scale = 2.5;
        sum += w.exp() * x[0];
        for i in 1..x.len() {
            sum -= x[i - 1] * x[i].cos() * w;
        }
        scale * sum - w
    }
}

function! { a_sum_read_in_between(&x = vec![0.7, 1.2, -0.4, 0.9], w = 0.3)
    fn f(x: &[f64], w: f64) -> f64 {
        let mut sum = 0.0;
        for v in x {
            sum += (v * w).sin();
        }
        let so_far = sum;
        for v in x {
            sum += v * v * w;
        }
        so_far + sum
    }
}

function! { a_sum_that_the_next_loop_reads(&x = vec![0.7, 1.2, -0.4, 0.9])
    fn f(x: &[f64]) -> f64 {
        let mut mean = 0.0;
        for v in x {
            mean += v.tanh();
        }
        let mean = mean / 4.0;
        let mut spread = 0.0;
        for v in x {
            spread += (v - mean) * (v - mean) * v;
        }
        spread / 3.0
    }
}

function! { the_sum_twice(&x = vec![0.7, 1.2, -0.4])
    fn f(x: &[f64]) -> f64 {
        let mut s = 0.0;
        for v in x { s += v * v; }
        s + s * 0.5 - (-s)
    }
}

function! { the_sum_times_itself(&x = vec![0.7, 1.2, -0.4])
    fn f(x: &[f64]) -> f64 {
        let mut s = 1.0;
        for v in x { s += v * v; }
        s * s
    }
}

function! { nested_sums(&x = vec![0.7, 1.2, -0.4], &w = vec![0.3, -0.8, 0.5])
    fn f(x: &[f64], w: &[f64]) -> f64 {
        let mut energy = 0.0;
        for i in 0..x.len() {
            energy += 0.5 * w[i] * x[i] * x[i];
            for j in i + 1..x.len() {
                let d = x[i] - x[j];
                energy -= w[i] * w[j] / (d * d + 0.1).sqrt();
            }
        }
        energy
    }
}

function! { a_sum_inside_a_trip(&x = vec![0.7, 1.2, -0.4], &w = vec![0.3, -0.8, 0.5])
    fn f(x: &[f64], w: &[f64]) -> f64 {
        let mut total = 0.0;
        for i in 0..x.len() {
            let mut inner = 0.0;
            for j in 0..w.len() {
                inner += (x[i] * w[j]).sin();
            }
            let k = 0.5;
            total += k * inner;
            let mut other = 0.0;
            for j in 0..i {
                other += x[j].exp();
            }
            total -= other * other * w[i];
        }
        total
    }
}

function! { an_argument_changed_afterwards(&x = vec![0.7, 1.2, -0.4], mut_w = 0.3)
    fn f(x: &[f64], mut_w: f64) -> f64 {
        let mut w = mut_w;
        let mut s = 0.0;
        for v in x { s += (v * w).exp(); }
        w = w * w * x[0];
        for v in x { s += v * w; }
        s
    }
}

function! { an_array_changed_in_between(mut_x = [0.7, 1.2, -0.4])
    fn f(mut_x: [f64; 3]) -> f64 {
        let mut x = mut_x;
        let mut s = 0.0;
        for i in 0..3 { s += x[i].exp() * x[(i + 1) % 3]; }
        x[1] = x[0] * x[2];
        for i in 0..3 { s += x[i].sin() * x[(i + 1) % 3]; }
        x[0] *= 2.0;
        s
    }
}

function! { buffers_of_a_trip(&x = vec![0.7, 1.2, -0.4], n: 4)
    fn f(x: &[f64], n: usize) -> f64 {
        let mut s = 0.0;
        for v in x {
            let mut row = vec![*v; n];
            for i in 1..n {
                row[i] = row[i - 1] * v.sin() + row[i];
                row[i - 1] *= row[i];
            }
            let mut last = row[n - 1];
            last = last * last + row[0];
            s += last * row[1];
        }
        s
    }
}

function! { buffers_of_all_trips(&x = vec![0.7, 1.2, -0.4], n: 4)
    fn f(x: &[f64], n: usize) -> f64 {
        let mut s = 0.0;
        let mut row = vec![1.0; n];
        for v in x {
            for i in 1..n {
                row[i] = row[i - 1] * v.sin() + row[i];
            }
            s += row[n - 1] * row[1];
        }
        s
    }
}

function! { a_variable_of_all_trips(&x = vec![0.7, 1.2, -0.4])
    fn f(x: &[f64]) -> f64 {
        let (mut s, mut decay) = (0.0, 1.0);
        for v in x {
            s += decay * v.sin();
            decay *= 0.9 + 0.1 * v;
        }
        s
    }
}

function! { branches_and_loops_in_a_trip(&x = vec![0.7, 1.2, -0.4, 2.3])
    fn f(x: &[f64]) -> f64 {
        let mut s = 0.0;
        for (i, v) in x.iter().enumerate() {
            let e = if *v > 1.0 {
                let q = v.ln();
                let r = q.exp2() * v;
                r.sin() * q
            } else if i % 2 == 0 {
                v.cos() * v.cos()
            } else {
                -v
            };
            let mut k = 0;
            let mut t = e;
            while t.abs() < 3.0 && k < 5 {
                t = t * 1.7 + v.sin();
                k += 1;
                if k == 4 { break; }
            }
            s += t * e;
        }
        s / 2.0
    }
}

function! { trips_that_are_cut_short(&x = vec![0.7, 1.2, -0.4, 2.3])
    fn f(x: &[f64]) -> f64 {
        let mut s = 0.0;
        for v in x {
            if *v < 0.0 { continue; }
            let e = v.ln();
            if e > 0.5 { break; }
            s += e * e * v;
        }
        s
    }
}

function! { calls_in_a_trip(&x = vec![0.7, 1.2, -0.4], k = 0.6)
    fn step(v: f64, k: f64) -> f64 {
        let mut t = v;
        for _ in 0..3 { t = (t * k).sin() + v; }
        t
    }
    fn f(x: &[f64], k: f64) -> f64 {
        let mut s = 0.0;
        for v in x {
            let a = step(*v, k);
            s += a * step(a, k + v);
        }
        s
    }
}

function! { sums_in_an_array(&x = vec![0.7, 1.2, -0.4, 0.9])
    fn f(x: &[f64]) -> f64 {
        let mut bins = [0.0; 3];
        for (i, v) in x.iter().enumerate() {
            bins[i % 3] += v.exp();
        }
        bins[0] * bins[1] + bins[2]
    }
}

function! { counts_beside_the_sum(&x = vec![0.7, 1.2, -0.4, 0.9])
    fn f(x: &[f64]) -> f64 {
        let (mut s, mut n) = (0.0, 0usize);
        for v in x {
            if *v > 0.0 {
                s += v.sin();
                n += 1;
            }
        }
        s / n as f64
    }
}

function! { nothing_to_add(&x = vec![0.7], k = 0.6)
    fn f(x: &[f64], k: f64) -> f64 {
        let mut s = k;
        for i in 1..x.len() { s += x[i] * x[i - 1] * k; }
        for w in x.windows(2) { s += (w[1] - w[0]).powi(2); }
        s * 2.0
    }
}

function! { neighbours_by_windows(&x = vec![0.7, 1.2, -0.4, 0.9, 0.1])
    fn f(x: &[f64]) -> f64 {
        let rough: f64 = x.windows(3).map(|w| (w[2] - 2.0 * w[1] + w[0]).powi(2)).sum();
        let mut s = 0.0;
        for w in x.windows(2).rev() { s = s + w[0] * w[1].exp(); }
        rough + s
    }
}

function! { written_out_additions(&x = vec![0.7, 1.2, -0.4], mut_y = [1.0, 2.0, 3.0])
    fn f(x: &[f64], mut_y: [f64; 3]) -> f64 {
        let mut y = mut_y;
        let mut s = 0.0;
        for i in 0..3 {
            y[i] = y[i] + x[i] * x[i];
            y[i] = y[i] - y[(i + 1) % 3];
            s = s + y[i] * x[(i + 2) % 3];
            s = s - { let t = x[i]; s = s * 1.5; t * t };
        }
        s = s + s;
        s = { let old = s; s = s * x[0]; old } + s;
        s + y[0] * y[1]
    }
}

function! { a_sum_of_an_iterator_of_sums(&m = vec![vec![0.7, 1.2], vec![-0.4, 0.9]], &x = vec![0.3, 0.8])
    fn f(m: &[Vec<f64>], x: &[f64]) -> f64 {
        m.iter()
            .map(|row| row.iter().zip(x).map(|(a, b)| (a * b).tanh()).sum::<f64>())
            .sum::<f64>()
            * 0.5
    }
}

function! { a_sum_that_starts_from_a_result(x = 0.7, n: 4)
    fn f(x: f64, n: usize) -> f64 {
        let mut s = x.sin();
        let w = s * x;
        for i in 0..n {
            s += (w * i as f64).cos();
        }
        s
    }
}
