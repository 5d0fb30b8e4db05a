//! Iterator chains: sources and adaptors, in `for` headers and as expressions.

function! { zip_of_two_slices(&x = vec![0.4, -0.9, 1.3], &w = vec![0.5, 1.5, -2.5])
    fn f(x: &[f64], w: &[f64]) -> f64 {
        x.iter().zip(w).map(|(a, b)| a * b * b).sum::<f64>()
    }
}

function! { zip_stops_at_the_shorter(&x = vec![0.4, -0.9, 1.3], &w = vec![0.5, 1.5], &v = [0.3, 0.7, 0.2, 2.0])
    fn f(x: &[f64], w: &[f64], v: &[f64; 4]) -> f64 {
        let a: f64 = x.iter().zip(w).map(|(a, b)| a * b).sum();
        let b: f64 = w.iter().zip(x.iter()).map(|(a, b)| a / b).sum();
        let c: f64 = v.iter().zip(x.iter().zip(w)).map(|(v, (a, b))| v * a - b).sum();
        let d: f64 = x.iter().zip(w).zip(v).map(|((a, b), v)| v * a * b).sum();
        a * b + c * d
    }
}

function! { sources_of_every_kind(&x = vec![0.4, -0.9, 1.3], a = [0.7, 0.2], v = vec![1.5, -0.5], n: 4)
    fn f(x: &[f64], a: [f64; 2], v: Vec<f64>, n: usize) -> f64 {
        let s1: f64 = x.iter().map(|t| t * t).sum();
        let s2: f64 = x.iter().copied().map(|t| t * t * t).sum();
        let s3: f64 = x.iter().cloned().map(f64::sin).sum();
        let s4: f64 = x[1..].iter().map(|&t| t.exp()).sum();
        let s5: f64 = a.iter().map(|t| t.cos()).sum();
        let s6: f64 = a.into_iter().map(|t| t + 1.0).product();
        let s7: f64 = (0..n).map(|i| x[i % 3] * i as f64).sum();
        let s8: f64 = (1..=n).map(|i| a[i % 2].powi(i as i32)).sum();
        let s9: f64 = (&x[..2]).iter().map(|t| t * 0.5).sum();
        let s10: f64 = [s1, s2 * s3].iter().map(|t| t * t).sum();
        let s11: f64 = vec![s4, s5].into_iter().map(|t| t.sqrt()).sum();
        let s12: f64 = v.into_iter().map(|t| t * s6).sum();
        s7 * s8 + s9 * s10 + s11 * s12
    }
}

function! { plain_sums_of_references(&x = vec![0.4, -0.9, 1.3], a = [0.7, 0.2])
    fn f(x: &[f64], a: [f64; 2]) -> f64 {
        let s: f64 = x.iter().sum();
        let p: f64 = x.iter().product();
        let q = a.iter().copied().sum::<f64>() * a.into_iter().product::<f64>();
        s * p + q * s
    }
}

function! { empty_inputs(&x = Vec::<f64>::new(), y = 0.6)
    fn f(x: &[f64], y: f64) -> f64 {
        let s: f64 = x.iter().map(|t| t * y).sum();
        let p: f64 = x.iter().map(|t| t * y).product();
        let w: f64 = x.windows(2).map(|w| w[1] - w[0]).sum();
        let c: f64 = x.chunks(3).map(|c| c[0]).sum();
        let m = x.iter().copied().fold(y, f64::max);
        let v: Vec<f64> = x.iter().map(|t| t + y).collect();
        let n = x.iter().zip(&v).filter(|(a, b)| a < b).count();
        (s + p) * m + w + c + n as f64 + v.len() as f64 * y
    }
}

program! { sums_of_nothing(&x = Vec::<f64>::new(), y = 0.6)
    fn f(x: &[f64], y: f64) -> [f64; 4] {
        let s: f64 = x.iter().sum();
        let t: f64 = [y, -y].iter().filter(|v| **v > 1.0).map(|v| v * y).sum();
        let p: f64 = x.iter().product();
        [s, t, p, y]
    }
}

function! { one_element(&x = vec![0.8], y = 0.6)
    fn f(x: &[f64], y: f64) -> f64 {
        let s: f64 = x.iter().map(|t| t * y).sum();
        let w: f64 = x.windows(2).map(|w| w[1] - w[0]).sum();
        let w1: f64 = x.windows(1).map(|w| w[0] * w[0]).sum();
        let c: f64 = x.chunks(3).map(|c| c[0] * c.len() as f64).sum();
        let e: f64 = x.chunks_exact(2).map(|c| c[0]).sum();
        let r: f64 = x.iter().rev().skip(1).sum();
        s + w + w1 * c + e + r
    }
}

function! { differences_of_windows(&x = vec![0.4, 0.9, 1.4, 0.2, -0.8])
    fn f(x: &[f64]) -> f64 {
        let tv: f64 = x.windows(2).map(|w| (w[1] - w[0]).powi(2)).sum();
        let mut s = 0.0;
        for w in x.windows(3) {
            s += w[0] * w[1] - w[2].sin();
        }
        for (i, w) in x.windows(2).enumerate().rev() {
            s = s * w[0] + w[1] * i as f64;
        }
        tv * s
    }
}

function! { chunks_with_a_rest(&x = vec![0.4, 0.9, 1.4, 0.2, -0.8, 0.6, 1.1])
    fn f(x: &[f64]) -> f64 {
        let mut s = 1.0;
        for c in x.chunks(3) {
            s = s * 0.5 + c.iter().product::<f64>() * c.len() as f64;
        }
        for (i, c) in x.chunks_exact(3).enumerate() {
            s += c[0] * c[1] * c[2] / (i + 1) as f64;
        }
        for c in x.chunks(2).rev() {
            s = s * c[0];
        }
        s + x.chunks_exact(2).map(|c| c[0] / c[1]).sum::<f64>()
    }
}

procedure! { chunks_changed_in_place(&mut x = vec![0.4, 0.9, 1.4, 0.2, -0.8, 0.6, 1.1], &w = vec![1.5, 0.5, 0.25])
    fn f(x: &mut [f64], w: &[f64]) {
        for (c, w) in x.chunks_mut(3).zip(w) {
            let first = c[0];
            for v in c.iter_mut() {
                *v = *v * w + first;
            }
            c[0] *= first;
        }
        x.chunks_exact_mut(2).zip(w).for_each(|(c, w)| {
            c.swap(0, 1);
            c[1] = c[0] * c[1] * w;
        });
    }
}

function! { enumerate_rev_both_ways(&x = vec![0.4, -0.9, 1.3, 0.7])
    fn f(x: &[f64]) -> f64 {
        let mut s = 1.0;
        for (i, v) in x.iter().enumerate() { s += v * i as f64; }
        for (i, v) in x.iter().rev().enumerate() { s = s * 0.5 + v * i as f64; }
        for (i, v) in x.iter().enumerate().rev() { s = s * v + i as f64; }
        for (i, &v) in x.iter().enumerate().skip(1).step_by(2) { s -= v * s * i as f64; }
        for (j, (i, v)) in x.iter().enumerate().rev().enumerate() { s += v.powi((2 * i + j) as i32); }
        s
    }
}

function! { skip_take_and_step(&x = vec![0.4, -0.9, 1.3, 0.7, 2.0, 0.1], n: 2)
    fn f(x: &[f64], n: usize) -> f64 {
        let h = |it: f64, k: f64| it * k;
        let a: f64 = x.iter().skip(n).sum();
        let b: f64 = x.iter().take(n).map(|v| v * v).sum();
        let c: f64 = x.iter().skip(1).take(3).product();
        let d: f64 = x.iter().step_by(n).map(|v| v.sin()).sum();
        let e: f64 = x.iter().rev().take(n).map(|v| v.cos()).sum();
        let g: f64 = x.iter().rev().skip(n + 1).enumerate().map(|(i, v)| v * i as f64).sum();
        let i: f64 = x.iter().skip(n).step_by(2).rev().enumerate().map(|(i, v)| v * (i + 1) as f64).sum();
        let j: f64 = x.iter().take(100).skip(5).sum();
        let k: f64 = x.iter().skip(100).sum();
        let l: f64 = x.iter().step_by(4).skip(1).take(7).map(|v| v * v).sum();
        h(a, b) + h(c, d) + h(e, g) + h(i, j) + k + l
    }
}

function! { ranges_of_every_integer(x = 0.7, n: 5)
    fn f(x: f64, n: u8) -> f64 {
        let a: f64 = (-3..=2i32).map(|i| x * f64::from(i * i)).sum();
        let b: f64 = (1..n).rev().map(|i| x.powi(i as i32)).sum();
        let c: f64 = (0..n).zip(3i64..).map(|(i, j)| x * i as f64 + x * x * j as f64).sum();
        let d: f64 = (2..=9u16).step_by(3).enumerate().map(|(i, k)| (x * k as f64).sin() * i as f64).sum();
        let e: f64 = (-2..3).rev().skip(1).zip([x, x * x, 2.0 * x]).map(|(k, v)| v * k as f64).sum();
        let g: f64 = (5..2i32).zip([x]).map(|(k, v)| v * k as f64).sum();
        let h: f64 = (-100..100i8).enumerate().filter(|(k, _)| k % 50 == 3).map(|(k, i)| x * f64::from(i) * k as f64).sum();
        a * b + c * d + e + g + h
    }
}

function! { open_ranges(&x = vec![0.4, -0.9, 1.3])
    fn f(x: &[f64]) -> f64 {
        let a: f64 = x.iter().zip(1..).map(|(v, i)| v * i as f64).sum();
        let b: f64 = (2..).zip(x).map(|(i, v)| v.powi(i)).sum();
        let c: f64 = (1..).take(4).map(|i| x[0] / i as f64).sum();
        let d: f64 = (0..).step_by(2).zip(x).map(|(i, v)| v * i as f64).sum();
        a * b + c * d
    }
}

function! { filtered_by_a_real(&x = vec![0.4, -0.9, 1.3, -0.2, 0.7])
    fn f(x: &[f64]) -> f64 {
        let a: f64 = x.iter().filter(|v| **v > 0.0).map(|v| v * v).sum();
        let b: f64 = x.iter().copied().filter(|v| *v < 0.5).product();
        let c = x.iter().filter(|&&v| v > 0.3).count();
        let mut s = a * b;
        for (i, v) in x.iter().enumerate().filter(|(i, v)| i % 2 == 0 || **v > 0.0).rev() {
            s = s * v + i as f64;
        }
        for v in x.iter().map(|v| v + 1.0).filter(|v| *v > 0.5) {
            if v > 2.0 { continue; }
            s += v * c as f64;
        }
        s
    }
}

function! { stages_after_a_filter(&x = vec![0.4, -0.9, 1.3, -0.2, 0.7, 0.9, 2.1])
    fn f(x: &[f64]) -> f64 {
        let a: f64 = x.iter().filter(|v| **v > 0.0).enumerate().map(|(i, v)| v * i as f64).sum();
        let b: f64 = x.iter().filter(|v| **v > 0.0).skip(2).map(|v| v * v).sum();
        let c: f64 = x.iter().filter(|v| **v > 0.0).take(2).map(|v| v.exp()).sum();
        let d: f64 = x.iter().filter(|v| **v > 0.0).step_by(2).product();
        let e: f64 = x.iter().filter(|v| **v > 0.0).zip(x).map(|(p, v)| p * v).sum();
        let g: f64 = x.iter().filter(|v| **v > 0.0).take(0).sum();
        let h: f64 = x.iter().filter(|v| **v > 0.0).zip(&x[..2]).map(|(p, v)| p - v * v).product();
        a * b + c * d + e * h + g
    }
}

function! { take_with_continue_and_break(&x = vec![0.4, -0.9, 1.3, -0.2, 0.7, 0.9, 2.1])
    fn f(x: &[f64]) -> f64 {
        let mut s = 1.0;
        for v in x.iter().filter(|v| **v > 0.0).take(3) {
            if *v < 0.5 { continue; }
            s = s * v + 0.1;
        }
        'o: for v in x.iter().filter(|v| **v > 0.0).take(4) {
            for w in x.iter().take(3) {
                if w * v > 1.0 { break 'o; }
                if *w < 0.0 { continue 'o; }
                s += v * w;
            }
        }
        s
    }
}

function! { while_a_condition_holds(&x = vec![0.4, 0.9, 1.3, -0.2, 0.7])
    fn f(x: &[f64]) -> f64 {
        let a: f64 = x.iter().take_while(|v| **v > 0.0).map(|v| v * v).sum();
        let b: f64 = x.iter().skip_while(|v| **v < 1.0).map(|v| v.sin()).sum();
        let c = x.iter().take_while(|v| **v > 5.0).count();
        let mut s = a * b;
        for v in x.iter().skip_while(|v| **v > 0.0).take_while(|v| **v < 0.5) {
            s *= v;
        }
        s + c as f64
    }
}

function! { flat_maps(&x = vec![0.4, 0.9, 1.3], &m = vec![vec![0.1, 0.2], vec![], vec![0.5, 0.7, 0.3]])
    fn f(x: &[f64], m: &[Vec<f64>]) -> f64 {
        let n = x.len();
        let a: f64 = (0..n).flat_map(|i| (0..i).map(move |j| x[i] * x[j])).sum();
        let b: f64 = m.iter().flatten().map(|v| v * v).sum();
        let c: f64 = m.iter().zip(x).flat_map(|(r, v)| r.iter().map(move |u| u * v)).sum();
        let d: f64 = m.iter().flat_map(|r| r.iter().take_while(|v| **v < 0.6)).enumerate().map(|(k, v)| v * k as f64).sum();
        let mut s = a * b + c * d;
        for (i, v) in m.iter().flatten().enumerate() {
            if i == 1 { continue; }
            if i == 4 { break; }
            s = s * v + i as f64;
        }
        s
    }
}

function! { chained(&x = vec![0.4, 0.9, 1.3], &w = vec![0.7, -0.2])
    fn f(x: &[f64], w: &[f64]) -> f64 {
        let a: f64 = x.iter().chain(w).map(|v| v * v).sum();
        let b: f64 = x.iter().chain(w.iter()).enumerate().map(|(i, v)| v * i as f64).sum();
        let mut s = a;
        for v in x.iter().chain(w).rev() { s = s * 0.5 + v; }
        for v in x.iter().chain(w).skip(2) { s = s * v; }
        for v in x[..1].iter().chain(&x[1..]).chain(w) {
            if *v < 0.0 { break; }
            if *v > 1.0 { continue; }
            s += v * b;
        }
        s
    }
}

function! { cycled_and_repeated(&x = vec![0.4, 0.9, 1.3], y = 0.8)
    fn f(x: &[f64], y: f64) -> f64 {
        let a: f64 = x.iter().cycle().take(7).enumerate().map(|(i, v)| v * i as f64).sum();
        let b: f64 = x[..0].iter().cycle().take(3).sum();
        let c: f64 = std::iter::repeat(y).take(3).zip(x).map(|(y, v)| y * v).sum();
        let d: f64 = std::iter::zip(x, x.iter().skip(1)).map(|(a, b)| a * b).sum();
        let e: f64 = std::iter::once(y).chain(x.iter().copied()).map(|v| v * v).product();
        let g: f64 = x.iter().zip([1.0, -1.0].iter().cycle()).map(|(v, s)| v.sin() * s).sum();
        a + b + c * d + e * g
    }
}

function! { rows_and_columns(&m = vec![vec![0.1, 0.2, 0.9], vec![0.4, 0.5, 0.8], vec![0.5, 0.7, 0.3]], &x = vec![0.3, 0.6, 1.2])
    fn f(m: &[Vec<f64>], x: &[f64]) -> f64 {
        let y: Vec<f64> = m.iter().map(|r| r.iter().zip(x).map(|(a, b)| a * b).sum()).collect();
        let t: f64 = (0..3).map(|i| m[i][i]).sum();
        let q: f64 = (0..3).map(|j| m.iter().map(|r| r[j] * r[j]).sum::<f64>().sqrt()).product();
        y.iter().zip(x).map(|(a, b)| a * b).sum::<f64>() * t + q
    }
}

function! { iterators_bound_by_let(&x = vec![0.4, 0.9, 1.3], y = 0.8)
    fn f(x: &[f64], y: f64) -> f64 {
        let y2 = y * y;
        let it = x.iter().map(|v| v * y2);
        let y2 = 3.0;
        let r = 0..x.len();
        let s: f64 = it.sum();
        let mut t = s * y2;
        for i in r { t += x[i] * t; }
        let mut rest = x.iter().skip(1);
        for v in rest { t -= v * v; }
        t
    }
}

function! { inspected(&x = vec![0.4, 0.9, 1.3])
    fn f(x: &[f64]) -> f64 {
        let mut seen = 0.0;
        let s: f64 = x.iter().map(|v| v * v).inspect(|v| seen += *v * 0.5).sum();
        s * seen
    }
}

program! { changed_by_iter_mut_chains(x = vec![0.4, -0.9, 1.3], &w = vec![0.5, 1.5, -2.5])
    fn f(mut x: Vec<f64>, w: &[f64]) -> Vec<f64> {
        x.iter_mut().zip(w).for_each(|(a, b)| *a = *a * b + 1.0);
        for (i, v) in x.iter_mut().enumerate().rev() { *v *= *v + i as f64; }
        x.iter_mut().skip(1).step_by(2).for_each(|v| *v = v.sin());
        for (a, (b, c)) in x.iter_mut().zip(w.iter().zip(w.iter().rev())) { *a -= b * c * *a; }
        x.iter_mut().filter(|v| **v > 0.0).for_each(|v| *v *= 2.0);
        x
    }
}

function! { arrays_are_copied_when_consumed(x = 0.7, y = 1.3)
    fn f(x: f64, y: f64) -> f64 {
        let mut a = [x, y, x * y];
        let mut s = 0.0;
        for v in a {
            a[1] = v * v;
            a[2] += 1.0;
            s += v * a[1];
        }
        let it = a.into_iter().map(|v| v * s);
        a[0] = 5.0;
        it.sum::<f64>() + a[0] * a[1] + a[2]
    }
}
