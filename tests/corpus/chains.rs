//! What ends an iterator chain, and chains inside the control flow of a program.

function! { minima_and_maxima_by_fold(&x = vec![0.4, -0.9, 1.3, 0.2])
    fn f(x: &[f64]) -> f64 {
        let hi = x.iter().copied().fold(f64::NEG_INFINITY, f64::max);
        let lo = x.iter().fold(f64::INFINITY, |a, &b| a.min(b));
        let big = x.iter().map(|v| v.abs()).fold(0.0, |a: f64, b| if b > a { b } else { a });
        hi * hi - lo * big
    }
}

function! { folds_of_tuples_and_arrays(&x = vec![0.4, -0.9, 1.3, 0.2])
    fn f(x: &[f64]) -> f64 {
        let (s, q, n) = x.iter().fold((0.0, 0.0, 0), |(s, q, n), v| (s + v, q + v * v, n + 1));
        let mean = s / n as f64;
        let (a, b) = x.iter().fold((1.0, 2.0), |(a, b), v| (b * v, a + v));
        let m = x.iter().fold([0.0; 3], |mut m, v| {
            m[0] += v;
            m[1] += v * m[0];
            m[2] = m[1] * v;
            m
        });
        let t = x.iter().fold(1.0, |mut t, v| { t *= v; t += 1.0; t });
        q / n as f64 - mean * mean + a * b + m[0] * m[1] * m[2] + t
    }
}

function! { fold_that_uses_the_old_value_twice(&x = vec![0.4, -0.9, 1.3, 0.2])
    fn f(x: &[f64]) -> f64 {
        let horner = x.iter().rev().fold(0.0, |acc, c| acc * 0.7 + c);
        let logistic = x.iter().fold(0.3, |p, r| p + r * p * (1.0 - p));
        let nested = x.iter().fold(0.1, |acc, v| x.iter().fold(acc, |b, w| b * 0.5 + v * w * acc));
        horner * logistic + nested
    }
}

function! { fold_in_place_of_a_vec(&x = vec![0.4, -0.9, 1.3])
    fn f(x: &[f64]) -> f64 {
        let v = x.iter().fold(Vec::new(), |mut v, t| { v.push(t * t); v });
        let w = x.iter().fold(vec![1.0], |mut v: Vec<f64>, t| {
            let last = v[v.len() - 1];
            v.push(last * t);
            v
        });
        v.iter().zip(&w).map(|(a, b)| a * b).sum()
    }
}

program! { collected_by_index_and_by_push(&x = vec![0.4, -0.9, 1.3, 0.2], n: 3)
    fn f(x: &[f64], n: usize) -> Vec<f64> {
        let a: Vec<f64> = x.iter().map(|v| v * v).collect();
        let b = (0..n).map(|i| a[i] * x[n - 1 - i]).collect::<Vec<_>>();
        let c: Vec<_> = x.iter().copied().filter(|v| *v > 0.0).collect();
        let d: Vec<f64> = a.iter().rev().zip(&c).map(|(p, q)| p / q).collect();
        let e = (1..=n).map(|i| b[i % 2] + i as f64).collect::<Vec<f64>>();
        let k: Vec<usize> = (0..n).map(|i| (i * 2) % n).collect();
        k.iter().map(|&i| d[i % d.len()] * e[i] + c[0]).collect()
    }
}

program! { vecs_of_vecs(&x = vec![0.4, -0.9, 1.3])
    fn f(x: &[f64]) -> Vec<Vec<f64>> {
        let outer: Vec<Vec<f64>> = x.iter().map(|a| x.iter().map(|b| a * b).collect()).collect();
        let rows: Vec<Vec<f64>> = outer.iter().map(|r| {
            let n: f64 = r.iter().map(|v| v * v).sum::<f64>().sqrt();
            r.iter().map(|v| v / n).collect()
        }).collect();
        rows
    }
}

program! { collected_pairs(&x = vec![0.4, -0.9, 1.3])
    fn f(x: &[f64]) -> Vec<f64> {
        let pairs: Vec<(usize, f64)> = x.iter().enumerate().map(|(i, v)| (i, v * v)).collect();
        let mut out = vec![];
        for (i, v) in &pairs { out.push(*v * *i as f64); }
        out.extend(pairs.iter().map(|p| p.1 * 2.0));
        out.extend(x);
        out
    }
}

function! { extremes_by_comparison(&x = vec![0.4, -0.9, 1.3, 0.2, 1.1])
    fn f(x: &[f64]) -> f64 {
        let a = x.iter().copied().max_by(|a, b| a.partial_cmp(b).unwrap()).unwrap();
        let b = x.iter().min_by(|a, b| a.total_cmp(b)).unwrap();
        let (i, c) = x.iter().enumerate().max_by(|a, b| a.1.partial_cmp(b.1).unwrap()).unwrap();
        let (j, d) = x.iter().enumerate().min_by(|(_, a), (_, b)| b.total_cmp(a)).unwrap();
        let e = x.iter().map(|v| v * v).max_by(f64::total_cmp).unwrap();
        let k = (0..x.len()).min_by(|&i, &j| x[i].abs().partial_cmp(&x[j].abs()).expect("numbers")).unwrap();
        let n = (0..5usize).map(|i| (i * 7) % 5).max().unwrap() + (2..5).min().unwrap_or(0);
        a * b + c * (i * 10) as f64 + d * j as f64 + e * x[k] + n as f64
    }
}

function! { extremes_by_key(&x = vec![0.4, -0.9, 1.3, 0.2])
    fn f(x: &[f64]) -> f64 {
        let a = x.iter().max_by_key(|v| (**v * 2.0) as i64).unwrap();
        let i = (0..x.len()).min_by_key(|i| (i + 2) % 3).unwrap();
        let j = (0..x.len()).max_by_key(|i| i % 2).unwrap();
        a * x[i] + x[j] * x[j]
    }
}

function! { reduced(&x = vec![0.4, -0.9, 1.3, 0.2])
    fn f(x: &[f64]) -> f64 {
        let m = x.iter().copied().reduce(f64::max).unwrap();
        let p = x.iter().map(|v| v + 2.0).reduce(|a, b| a * b + 0.1).unwrap_or(1.0);
        let none = x[..0].iter().copied().reduce(f64::min).map_or(m, |v| v * 100.0);
        let some = x.iter().copied().reduce(f64::min).map_or(7.0, |v| v * v * p);
        m * p + none * some
    }
}

function! { found_elements(&x = vec![0.4, -0.9, 1.3, 0.2])
    fn f(x: &[f64]) -> f64 {
        let a = x.iter().find(|v| **v < 0.0).unwrap();
        let k = x.iter().position(|v| *v > 1.0).unwrap();
        let l = x.iter().copied().last().unwrap();
        let t = x.iter().map(|v| v * v).nth(2).unwrap();
        let missing = x.iter().position(|v| *v > 9.0).is_none();
        let d = x.iter().copied().find(|v| *v > 9.0).unwrap_or(a * 2.0);
        let c = if missing { l } else { 0.0 };
        a * x[k] + c * t + d
    }
}

function! { questions_that_decide(&x = vec![0.4, -0.9, 1.3, 0.2])
    fn f(x: &[f64]) -> f64 {
        let mut s = 1.0;
        if x.iter().any(|v| *v < 0.0) { s *= x[0]; }
        if x.iter().all(|v| *v > -1.0) { s += x[1] * x[1]; }
        if x.iter().all(|v| *v > 0.0) { s = 0.0; }
        while s < 20.0 && !x.iter().any(|v| v * s > 10.0) { s = s * 1.5 + x[2]; }
        s
    }
}

function! { integer_chains_decide(&x = vec![0.4, -0.9, 1.3, 0.2, 0.8], n: 5)
    fn f(x: &[f64], n: usize) -> f64 {
        let order: Vec<usize> = (0..n).map(|i| (3 * i + 1) % n).collect();
        let even = order.iter().filter(|i| *i % 2 == 0).count();
        let total: usize = order.iter().sum();
        let fact: u64 = (1..=4u64).product();
        let top = order.iter().copied().fold(0, usize::max);
        let mut s = x[top % n];
        for (k, &i) in order.iter().enumerate() {
            match i % 3 {
                0 => s += x[i] * k as f64,
                1 if even > 2 => s *= x[i],
                _ => s -= x[i] * x[k],
            }
        }
        s * total as f64 / fact as f64
    }
}

function! { chains_that_overwrite_what_they_read(&x = vec![0.4, -0.9, 1.3, 0.2], n: 3)
    fn f(x: &[f64], n: usize) -> f64 {
        let mut v = x.to_vec();
        for k in 0..n {
            let norm = v.iter().map(|t| t * t).sum::<f64>().sqrt();
            for t in v.iter_mut() { *t /= norm; }
            let next: Vec<f64> = v.windows(2).map(|w| w[0] * w[1]).chain(v.iter().copied().take(1)).collect();
            v = next;
            v[k] = v.iter().zip(x).map(|(a, b)| a * b).sum();
        }
        v.iter().sum()
    }
}

function! { early_exits_around_chains(&x = vec![0.4, 0.9, 1.3, 0.2], y = 0.8, @at [0.4, 0.9, 1.3, 0.2, 0.8], [0.4, 0.9, 0.3, 0.2, 0.1], [0.1, 0.1, 0.1, 0.1, 3.0])
    fn f(x: &[f64], y: f64) -> f64 {
        let mut s = y;
        for (i, v) in x.iter().enumerate() {
            let part: f64 = x[..i].iter().map(|w| w * v * s).sum();
            if part > 1.0 { return part * y; }
            s += part;
            for w in x.iter().zip(x.iter().skip(i)).map(|(a, b)| a * b) {
                if w > 1.1 { break; }
                if s > 4.0 { return s * w; }
                s += w;
            }
        }
        s * s
    }
}

function! { breaks_with_values_around_chains(&x = vec![0.4, 0.9, 1.3, 0.2])
    fn f(x: &[f64]) -> f64 {
        let mut k = 0;
        let found = loop {
            k += 1;
            let s: f64 = x.iter().take(k).map(|v| v * v).sum();
            if s > 1.0 || k > 9 { break s * k as f64; }
        };
        let b = 'b: {
            for v in x.iter().filter(|v| **v > 1.0) { break 'b v * found; }
            0.0
        };
        b + found
    }
}

function! { softmax_entropy(&x = vec![0.4, -0.9, 1.3, 0.2])
    fn f(x: &[f64]) -> f64 {
        let m = x.iter().copied().fold(f64::NEG_INFINITY, f64::max);
        let e: Vec<f64> = x.iter().map(|v| (v - m).exp()).collect();
        let z: f64 = e.iter().sum();
        -e.iter().map(|v| v / z).map(|p| p * p.ln()).sum::<f64>()
    }
}

function! { counted_chains(&x = vec![0.4, -0.9, 1.3, 0.2])
    fn f(x: &[f64]) -> f64 {
        let a = x.iter().skip(1).step_by(2).count() + x.windows(2).len() + (3..9).len();
        let b = x.iter().zip(&x[1..]).filter(|(p, q)| p < q).count();
        let c = x.chunks(3).count() * 10 + x.iter().map(|v| v * v).filter(|v| *v > 0.1).count();
        x.iter().sum::<f64>() * (a + 100 * b + 1000 * c) as f64
    }
}

function! { sums_in_single_precision(&x = vec![0.4f32, -0.9, 1.3], @wide wide)
    fn f(x: &[f32]) -> f32 {
        let s: f32 = x.iter().map(|v| v * v).sum();
        x.iter().copied().fold(f32::NEG_INFINITY, f32::max) * s
    }
    fn wide(x: &[f64]) -> Vec<f64> {
        vec![x.iter().copied().fold(f64::NEG_INFINITY, f64::max) * x.iter().map(|v| v * v).sum::<f64>()]
    }
}

function! { functions_by_path(&x = vec![0.4, -0.9, 1.3], y = 0.6)
    fn f(x: &[f64], y: f64) -> f64 {
        let a: f64 = x.iter().copied().map(squared).sum();
        let b: f64 = x.iter().map(by_reference).sum();
        let c = x.iter().copied().fold(y, together);
        let d: f64 = (0..3u8).map(f64::from).map(|t| t * y).map(f64::sin).sum();
        let e: f64 = x.windows(2).map(slope).sum();
        a * b + c * d + e
    }
    fn squared(t: f64) -> f64 { t * t }
    fn by_reference(t: &f64) -> f64 { t.sin() }
    fn together(a: f64, b: f64) -> f64 { a * 0.5 + b * a }
    fn slope(w: &[f64]) -> f64 { (w[1] - w[0]).powi(2) }
}

function! { closures_run_element_by_element(&x = vec![0.4, -0.9, 1.3, 0.2, 0.75])
    fn f(x: &[f64]) -> f64 {
        let mut log = 1.0;
        let mut n = 0;
        let mut g = |v: f64| { n += 1; log = log * v + n as f64; log };
        let a: Vec<f64> = x.iter().map(|v| g(*v)).filter(|v| *v > 0.0).take(2).collect();
        a.iter().sum::<f64>() * log + n as f64
    }
}

function! { conditions_that_change_a_variable(&x = vec![0.4, -0.9, 1.3, 0.2, 0.75])
    fn f(x: &[f64]) -> f64 {
        let mut n = 1.0;
        let b: f64 = x.iter().skip_while(|v| { n += **v; n > 0.8 }).map(|v| v * v).sum();
        let c: f64 = x.iter().take_while(|v| { n *= 1.1; **v > -1.0 && n < 3.0 }).sum();
        b * n + c
    }
}

function! { one_exit_from_three_loops(&x = vec![0.4, -0.9, 1.3, 0.2, 0.75])
    fn f(x: &[f64]) -> f64 {
        let mut s = 1.0;
        'a: for i in 0..3 {
            for v in x.iter().chain(x.iter().rev()).chain(x.iter().skip(i)) {
                if *v < -0.5 && i == 1 { continue 'a; }
                if s > 10.0 { break 'a; }
                s += v * v + s * 0.1;
            }
            s -= 0.3;
        }
        s
    }
}

function! { reductions_with_returns(&x = vec![0.4, -0.9, 1.3, 0.2, 0.75])
    fn f(x: &[f64]) -> f64 {
        let a = x.iter().copied().reduce(|a, b| { if a > b { return a * b; } let c = a + b; c * c }).unwrap();
        let (s, i) = x.iter().copied().zip(0..).reduce(|(a, i), (b, j)| if b > a { (b * a, j) } else { (a, i) }).unwrap();
        a * s + i as f64
    }
}

function! { chains_under_zip_and_rev(&x = vec![0.4, -0.9, 1.3, 0.2, 0.75])
    fn f(x: &[f64]) -> f64 {
        let m: Vec<Vec<f64>> = x.iter().map(|a| x.iter().map(|b| a + b * b).collect()).collect();
        let a: f64 = m.iter().map(|r| r.iter().sum::<f64>()).zip(x).map(|(s, v)| s * v).sum();
        let b: f64 = m.iter().map(|r| r.iter().filter(|v| **v > 0.5).count() as f64).zip(x).rev().map(|(s, v)| s * v * v).sum();
        let c: f64 = x.iter().map(|v| { if *v < 0.0 { return v * v; } let mut s = 1.0; for w in x { s *= w; if s < 0.0 { break; } } s * v }).rev().zip(m.iter().map(|r| r.iter().copied().reduce(f64::max).unwrap())).map(|(p, q)| p * q).sum();
        let d: f64 = m.iter().map(|r| r.iter().copied().fold(1.0, |a, b| a * 0.5 + b)).skip(1).step_by(2).sum();
        a + 2.0 * b + 3.0 * c + d
    }
}

function! { chains_that_move_what_they_capture(&x = vec![0.4, -0.9, 1.3, 0.2, 0.75])
    fn f(x: &[f64]) -> f64 {
        let mut k = x[0];
        let it = x.iter().map(move |v| v * k);
        k = 5.0 * x[1];
        let mut acc = 1.0;
        let s: f64 = it.sum();
        for i in 0..3 {
            acc += (0..i).flat_map(|i| (0..3).map(move |j| x[i] * x[j] * acc)).sum::<f64>();
            acc *= k;
        }
        s * acc + k
    }
}

function! { windows_written_where_they_were_read(&x = vec![0.4, -0.9, 1.3, 0.2, 0.75])
    fn f(x: &[f64]) -> f64 {
        let mut v = x.to_vec();
        for _ in 0..2 {
            let d: Vec<f64> = v.windows(3).map(|w| 0.5 * w[1] + 0.25 * (w[0] + w[2]) * w[1]).collect();
            v[1..4].copy_from_slice(&d);
            v[1..4].iter_mut().zip(&d).for_each(|(a, b)| *a += b * b);
            let (l, r) = v.split_at_mut(2);
            l.iter_mut().zip(r.iter()).for_each(|(a, b)| *a -= b * 0.1);
        }
        v.iter().fold(0.0, |s, t| s * 0.9 + t * t)
    }
}

function! { ties_of_keys(&x = vec![0.4, -0.9, 1.3, 0.2, 0.75])
    fn f(x: &[f64]) -> f64 {
        let k = [3usize, 1, 1, 3, 2];
        let a = x.iter().zip(&k).min_by_key(|p| *p.1).unwrap().0;
        let b = x.iter().zip(&k).max_by_key(|(_, k)| **k).unwrap();
        let (i, _) = k.iter().enumerate().max_by(|a, b| a.1.cmp(b.1)).unwrap();
        let (j, _) = k.iter().enumerate().min_by(|a, b| a.1.cmp(b.1).reverse()).unwrap();
        a * b.0 * *b.1 as f64 + x[i] * i as f64 + x[j] * 10.0 * j as f64
    }
}
