//! Closures bound by `let` and called, and closures that arrays are made with.

function! { called_with_captures(x = 0.7, y = 1.3)
    fn f(x: f64, y: f64) -> f64 {
        let k = x * y;
        let square = |t: f64| t * t;
        let scaled = |t| k * square(t) + x;
        scaled(y) * square(2.0) + scaled(scaled(0.5))
    }
}

function! { captures_what_was_visible_at_the_definition(x = 0.7, y = 1.3)
    fn f(x: f64, y: f64) -> f64 {
        let k = x * x;
        let scale = |t: f64| t * k + y;
        let k = 10.0;
        let y = k * 2.0;
        let inner = {
            let k = -1.0;
            scale(k)
        };
        let scale2 = |t: f64| scale(t) * k;
        let scale = |t: f64| t;
        scale(inner) + scale2(y)
    }
}

function! { changes_what_it_captures(&x = vec![0.4, -0.9, 1.3])
    fn f(x: &[f64]) -> f64 {
        let mut total = 1.0;
        let mut count = 0;
        let mut add = |v: f64| {
            count += 1;
            total = total * v + count as f64;
            total
        };
        let a = add(x[0]);
        let b = add(x[1] * a);
        for v in x {
            add(*v * b);
        }
        total * count as f64 + a
    }
}

function! { sees_changes_made_between_calls(x = 0.7)
    fn f(x: f64) -> f64 {
        let mut k = x;
        let mut s = 0.0;
        for i in 0..3 {
            let scaled = |t: f64| t * k;
            s += scaled(x) + scaled(2.0);
            k = k * k + i as f64;
        }
        s * k
    }
}

function! { moved_copies_keep_their_value(x = 0.7)
    fn f(x: f64) -> f64 {
        let mut k = x * x;
        let kept = move |t: f64| t * k;
        k = 100.0 * x;
        let a = kept(x);
        k += 1.0;
        a * k + kept(2.0)
    }
}

function! { moved_state_persists_between_calls(x = 0.7)
    fn f(x: f64) -> f64 {
        let mut k = x;
        let mut next = move || { k = k * 1.5 + 0.1; k };
        let a = next();
        let b = next();
        k = k * 3.0;
        a * b + k * next()
    }
}

function! { moved_tuples_arrays_and_vecs(x = 0.7, y = 1.3)
    fn f(x: f64, y: f64) -> f64 {
        let mut pair = (x, y);
        let mut a = [x, y, 1.0];
        let mut v = vec![x * y, y];
        let kept = move |t: f64| pair.0 * t + a[1] + v[0];
        pair.0 = 50.0;
        a[1] = 60.0;
        v = vec![70.0, x];
        let mut w = vec![y, x];
        let give = || { let own = w; own[0] * own[1] };
        w = vec![9.0, y];
        kept(y) + pair.0 * a[1] + v[0] * v[1] + give() + w[0]
    }
}

function! { moved_array_of_its_own(x = 0.7, y = 1.3)
    fn f(x: f64, y: f64) -> f64 {
        let mut a = [x, y];
        let mut grow = move |k: usize| { a[k] *= a[1 - k]; a[k] };
        let p = grow(0) * grow(1);
        a[0] += 1.0;
        p * a[0] + grow(0)
    }
}

function! { leaves_by_return(x = 0.7, y = 1.3, @at [0.7, 1.3], [-0.4, 0.9], [2.0, 0.2])
    fn f(x: f64, y: f64) -> f64 {
        let part = |t: f64| -> f64 {
            if t < 0.0 { return t * t; }
            for i in 0..4 {
                if t * i as f64 > 1.5 { return t.sin() * i as f64; }
                if i == 2 { continue; }
            }
            let u = loop { if t > 0.5 { break t * 2.0; } return y; };
            u * y
        };
        let twice = |t| { if t > 1.0 { return part(t) * part(-t); } part(t + 0.1) };
        if twice(y) > 90.0 { return x; }
        twice(x) + twice(y) + part(x * y)
    }
}

function! { returns_a_tuple(x = 0.7, y = 1.3)
    fn f(x: f64, y: f64) -> f64 {
        let polar = |a: f64, b: f64| { if a > 5.0 { return (a, b); } (a.hypot(b), b.atan2(a)) };
        let (r, t) = polar(x, y);
        let rotate = |(a, b): (f64, f64), [c, s]: [f64; 2]| (a * c - b * s, a * s + b * c);
        let p = rotate((r, t), [t.cos(), t.sin()]);
        p.0 * p.1
    }
}

function! { closures_of_closures(x = 0.7, y = 1.3)
    fn f(x: f64, y: f64) -> f64 {
        let a = |t: f64| t * x;
        let b = |t: f64| a(t) + a(y);
        let c = |t: f64| b(t) * b(t + 1.0);
        let apply = |g: &dyn Fn(f64) -> f64, t: f64| g(g(t));
        let (p, q) = (|t: f64| t + 1.0, |t: f64| t * y);
        let local = |t: f64| { let sq = |u: f64| u * u * t; sq(t) + sq(x) };
        c(x) + apply(&b, y) + p(q(x)) + local(y) + (|t: f64| t * t)(x)
    }
}

function! { made_by_a_block(x = 0.7, y = 1.3)
    fn f(x: f64, y: f64) -> f64 {
        let scale = {
            let k = x * y;
            let k2 = k * k;
            move |t: f64| t * k + k2
        };
        scale(x) * scale(y)
    }
}

program! { borrows_parts_mutably(x = vec![0.4, 0.9, 1.3], &w = vec![0.5, 1.5])
    fn f(mut x: Vec<f64>, w: &[f64]) -> Vec<f64> {
        let mut mix = |i: usize, j: usize| {
            let t = x[i] * w[j];
            x[j] += t;
            x[i] = t * x[j];
        };
        mix(0, 1);
        mix(2, 0);
        mix(1, 1);
        let n = x.len();
        let swap = |v: &mut Vec<f64>, k: usize| { v.swap(0, k); v[k] *= 2.0; };
        swap(&mut x, n - 1);
        x
    }
}

function! { grows_what_it_captures(&x = vec![0.4, 0.9, 1.3])
    fn f(x: &[f64]) -> f64 {
        let mut stack = vec![x[0]];
        let mut push = |v: f64| { stack.push(v * v); stack.len() };
        push(x[1]);
        let n = push(x[2] * x[0]);
        let mut s = n as f64;
        stack.extend(x.iter().filter(|v| **v > 0.5).map(|v| v * s));
        for v in &stack { s = s * 0.5 + v; }
        s
    }
}

function! { with_loops_and_matches_inside(&x = vec![0.4, 0.9, 1.3], n: 4)
    fn f(x: &[f64], n: usize) -> f64 {
        let poly = |t: f64| { let mut s = 0.0; for c in x { s = s * t + c; } s };
        let pick = |k: usize| match k % 3 { 0 => x[0], 1 => poly(0.5), _ => { let t = poly(x[1]); t * t } };
        let mut s = 1.0;
        let mut k = 0;
        while k < n {
            s = s * 0.7 + pick(k);
            k += 1;
            if s > 30.0 { break; }
        }
        s
    }
}

function! { passed_by_name_to_adaptors(&x = vec![0.4, 0.9, 1.3], y = 0.8)
    fn f(x: &[f64], y: f64) -> f64 {
        let g = |v: &f64| v * y;
        let positive = |v: &f64| *v > 0.3;
        let add = |a: f64, b: f64| a + b * y;
        let a: f64 = x.iter().map(g).filter(positive).fold(0.0, add);
        let b: f64 = x.iter().map(&g).sum();
        a * b + g(&y)
    }
}

function! { bodies_of_adaptors_change_variables(&x = vec![0.4, 0.9, 1.3])
    fn f(x: &[f64]) -> f64 {
        let mut last = 0.5;
        let mut n = 0;
        let s: f64 = x.iter().map(|v| { let d = v * last; last = *v + d; n += 1; d }).sum();
        x.iter().enumerate().for_each(|(i, v)| { if i == 1 { return; } last *= v; });
        let t: f64 = x.iter().filter(|v| { last += **v; last > 1.0 }).map(|v| v * v).sum();
        s * last + t * n as f64
    }
}

function! { returns_inside_adaptors(&x = vec![0.4, -0.9, 1.3])
    fn f(x: &[f64]) -> f64 {
        let s: f64 = x.iter().map(|v| { if *v < 0.0 { return 0.1 * v; } v * v }).sum();
        let p = x.iter().fold(1.0, |a, v| { if *v < 0.0 { return a; } a * v });
        s * p
    }
}

program! { arrays_mapped(a = [0.4, -0.9, 1.3], k = 0.7)
    fn f(a: [f64; 3], k: f64) -> [f64; 3] {
        let b = a.map(|v| v * k + 1.0);
        let c = [b[0], b[1], k].map(f64::sin).map(|v| v * v);
        let i = [2usize, 0, 1].map(|i| a[i] * b[i]);
        let mut d = b;
        d = d.map(|v| v * d[0]);
        [c[0] * i[0], d[1] + i[1], c[2] * d[2] * i[2]]
    }
}

program! { arrays_from_functions(x = 0.4, &w = vec![0.5, 1.5, 0.8])
    fn f(x: f64, w: &[f64]) -> [[f64; 2]; 3] {
        let a: [f64; 3] = std::array::from_fn(|i| x * w[i] + i as f64);
        let b = std::array::from_fn::<f64, 2, _>(|i| a[i] * a[i + 1]);
        let m: [[f64; 3]; 3] = std::array::from_fn(|i| std::array::from_fn::<f64, 3, _>(|j| a[i] * w[j]));
        let t: f64 = m.iter().map(|r| r.iter().sum::<f64>()).product();
        std::array::from_fn(|i| [b[i % 2] * t, m[i][2]])
    }
}

function! { const_lengths(x = 0.4)
    fn f(x: f64) -> f64 {
        const N: usize = 4;
        let a: [f64; N] = std::array::from_fn(|i| x.powi(i as i32 + 1));
        a.iter().rev().zip(a).map(|(p, q)| p * q + p).sum()
    }
}

program! { integrator_with_a_right_hand_side(y = [1.0, 0.3], k = 1.4, n: 5)
    fn f(y: [f64; 2], k: f64, n: usize) -> [f64; 2] {
        let h = 0.1;
        let rhs = |y: [f64; 2]| [y[1], -k * y[0].sin()];
        let axpy = |a: f64, x: [f64; 2], y: [f64; 2]| -> [f64; 2] { std::array::from_fn(|i| a * x[i] + y[i]) };
        (0..n).fold(y, |y, _| {
            let k1 = rhs(y);
            let k2 = rhs(axpy(h / 2.0, k1, y));
            let k3 = rhs(axpy(h / 2.0, k2, y));
            let k4 = rhs(axpy(h, k3, y));
            std::array::from_fn::<f64, 2, _>(|i| y[i] + h / 6.0 * (k1[i] + 2.0 * k2[i] + 2.0 * k3[i] + k4[i]))
        })
    }
}

function! { newton_with_closures(a = 3.7)
    fn f(a: f64) -> f64 {
        let g = |t: f64| t * t * t - a;
        let dg = |t: f64| 3.0 * t * t;
        let mut t = a;
        for _ in 0..50 {
            let step = g(t) / dg(t);
            t -= step;
            if step.abs() < 1e-13 { break; }
        }
        t * a
    }
}

function! { calls_other_functions(x = 0.7, &v = vec![0.4, 0.9])
    fn f(x: f64, v: &[f64]) -> f64 {
        let mut buffer = vec![0.0; 2];
        let mut load = |k: f64| { fill_from(&mut buffer, v, k); total(&buffer) * k };
        let a = load(x);
        let b = load(x * 2.0);
        a * b + buffer[0]
    }
    fn fill_from(into: &mut [f64], from: &[f64], k: f64) {
        for (a, b) in into.iter_mut().zip(from) { *a += b * k; }
    }
    fn total(v: &[f64]) -> f64 { v.iter().map(|t| t * t).sum() }
}

function! { parameters_are_patterns(&x = vec![0.4, 0.9, 1.3])
    fn f(x: &[f64]) -> f64 {
        let dot = |&a: &f64, (b, c): (f64, &f64), mut d: f64| { d += a; d * b * *c };
        let mut s = 0.0;
        for (i, w) in x.windows(2).enumerate() {
            s += dot(&w[0], (w[1], &x[i]), s);
        }
        s
    }
}

function! { labels_stay_inside(&x = vec![0.4, -0.9, 1.3, 0.2, 0.75])
    fn f(x: &[f64]) -> f64 {
        let g = |t: f64| { let mut k = 0; 'a: loop { k += 1; for i in 0..k { if i as f64 > t * 3.0 { break 'a; } if k > 5 { return t * t; } } } t * k as f64 };
        'a: for i in 0..2 { if g(x[i]) > 100.0 { break 'a; } }
        g(x[0]) + g(x[2]) * g(x[4])
    }
}

function! { closures_made_by_closures(&x = vec![0.4, -0.9, 1.3, 0.2, 0.75])
    fn f(x: &[f64]) -> f64 {
        let mut total = 0.0;
        for i in 0..3 {
            let base = total;
            let g = |j: usize| { let base = base + x[j]; move |t: f64| t * base };
            let h = g(i);
            total += h(x[i + 1]) + g(i + 1)(2.0);
        }
        total
    }
}

function! { answers_that_steer_a_loop(&x = vec![0.4, -0.9, 1.3, 0.2, 0.75])
    fn f(x: &[f64]) -> f64 {
        let mut best = -9.0;
        let mut arg = 0;
        let mut visit = |i: usize, v: f64| { if v > best { best = v; arg = i; return true; } false };
        let mut hits = 0;
        for (i, v) in x.iter().enumerate() {
            if visit(i, v * v) { hits += 1; continue; }
            if hits > 2 { break; }
            if visit(i, v + 1.0) { hits += 10; }
        }
        best * x[arg] + hits as f64 * x[0]
    }
}

function! { parameters_borrowed_mutably(&x = vec![0.4, -0.9, 1.3, 0.2, 0.75])
    fn f(x: &[f64]) -> f64 {
        let bump = |acc: &mut f64, v: f64| { *acc += v * *acc; *acc };
        let mut s = 1.0;
        let mut t = [1.0, 2.0];
        let a = bump(&mut s, x[0]) * bump(&mut t[1], x[1]);
        for v in x { bump(&mut s, *v); bump(&mut t[0], s); }
        a * s + t[0] * t[1]
    }
}
