//! Patterns: slices, ranges, alternatives, bindings by reference, tuples with `..`.

function! { slices_by_length(&x = vec![0.7, 0.4, 0.9], &y = vec![0.3], &z = vec![1.1, 0.8])
    fn f(x: &[f64], y: &[f64], z: &[f64]) -> f64 {
        let mut s = 1.0;
        for i in 0..4 {
            let v = if i == 0 { x } else if i == 1 { y } else if i == 2 { z } else { &x[..0] };
            s += match v {
                [] => s * 0.5,
                [a] => a * s,
                [a, b] if a > b => a * b * s,
                [a, .., b] => a * a + b,
            };
        }
        s
    }
}

function! { the_rest_of_a_slice(&x = vec![0.7, 0.4, 0.9, 0.2], @at [1.2, 0.1, 0.3, 0.5])
    fn f(x: &[f64]) -> f64 {
        let mut s = 0.0;
        if let [a, rest @ ..] = x {
            for r in rest { s += a * r; }
            if let [.., y, z] = rest { s *= y - z; }
            if let [b, middle @ .., c] = rest { s += b * c * middle[0] + middle.len() as f64; }
        }
        if let [a, b, c, d, e, ..] = x { s = a + b + c + d + e; }
        let [first, .., last] = x else { return s };
        s * first + last
    }
}

function! { slices_changed_in_place(&x = vec![0.7, 0.4, 0.9, 0.2])
    fn f(x: &[f64]) -> f64 {
        let mut v = x.to_vec();
        if let [a, b, rest @ ..] = &mut v[..] {
            *a *= *b;
            std::mem::swap(a, b);
            rest[0] += *a;
            if let [.., last] = rest { *last = last.sin() * *b; }
        }
        match v.as_mut_slice() {
            [_, m, ..] if *m > 0.1 => *m *= 3.0,
            [m, ..] => *m = 0.0,
            [] => {}
        }
        let mut s = 1.0;
        for w in &v { s = s * w + w; }
        s
    }
}

function! { arrays_taken_apart(x = [0.7, 0.4, 0.9, 0.2], m = [[0.1, 0.2], [0.3, 0.4]])
    fn f(x: [f64; 4], m: [[f64; 2]; 2]) -> f64 {
        let [a, .., d] = x;
        let [first, others @ ..] = x;
        let [[p, _], [_, q]] = m;
        let [.., last] = m;
        let [r, s] = &m[0];
        let mut y = x;
        {
            let [u, .., v] = &mut y;
            *u *= *v;
            *v += first;
        }
        a * d + others[0] * others[2] * p * q + last[0] * r + s * y[0] * y[3] + others.len() as f64 * q
    }
}

function! { arrays_matched(x = [0.7, 0.4], k: 3, @at [0.1, 0.4], [-0.4, -0.1])
    fn f(x: [f64; 2], k: i32) -> f64 {
        let s = match (x, k) {
            ([a, b], 0) => a * b,
            ([a, b], 1..=3) if a > b => a - b * b,
            ([a, ..], i32::MIN..0) => a,
            ([.., b], _) => b.exp(),
        };
        match [k, 2 * k] {
            [3, n] => s * n as f64,
            [m, ..] if m > 5 => s,
            [_, n @ (0 | 2 | 4)] => s + n as f64,
            _ => -s,
        }
    }
}

fn sign(k: i64) -> &'static str {
    if k < 0 { "minus" } else { "plus" }
}

function! { numbers_ranges_and_names(x = 0.7, n: 9)
    fn f(x: f64, n: i64) -> f64 {
        const THREE: i64 = 3;
        let mut s = x;
        for k in -2..n {
            let o = (k != 8).then_some(k);
            s += match o {
                Some(..=-2) => x.sin(),
                Some(-1) => 2.0 * x,
                Some(0 | 2) => x * x,
                Some(THREE) => s * x,
                Some(i64::MAX) => 1.0,
                Some(m @ (1 | 4..=5)) => x.powi(m as i32),
                Some(m @ 6..) if m % 2 == 0 => m as f64 * x,
                Some(ref m) => *m as f64 - x,
                None => 0.25 * s,
            };
        }
        s
    }
}

function! { reals_in_patterns(x = 0.7, k: 2, @at [0.2], [-0.5])
    fn f(x: f64, k: usize) -> f64 {
        let o = if k == 2 { Some(x) } else { None };
        let s = match o {
            Some(0.0..0.5) => x * x,
            Some(v @ 0.5..=1.0) => v.sin(),
            Some(0.25) | None => 1.0,
            Some(v) => v - x * x,
        };
        let step = match k { 0 => 0.0, 2 => 2.5, _ => 1.0 };
        match step {
            0.0 => s,
            2.5 => s * x,
            _ => 2.0 * s,
        }
    }
}

function! { alternatives_that_bind(x = 0.7, y = 0.4, n: 5, @at [-0.7, 0.4], [0.7, -0.4])
    fn f(x: f64, y: f64, n: usize) -> f64 {
        let mut s = 0.0;
        for k in 0..n {
            let a = (k % 2 == 0).then_some(x * k as f64);
            let b = (k % 3 == 0).then_some((y, k));
            s += match (a, b) {
                (Some(v), Some((_, 0))) | (None, Some((v, 3))) => v * v + s,
                (Some(v), None) | (None, Some((v, _))) => v - s * x,
                (Some(v), Some((w, j))) => v * w * j as f64,
                (None, None) => x * y,
            };
            if let (v, 1) | (1, v) = (k, k / 2) {
                s *= x + v as f64;
            }
        }
        let ((1, t) | (_, t)) = (n, x * s);
        s + t
    }
}

function! { alternatives_of_slices(&x = vec![0.7, 0.4, 0.9])
    fn f(x: &[f64]) -> f64 {
        let mut s = 1.0;
        for i in 0..=x.len() {
            match &x[i..] {
                [v] | [_, v] => s *= v,
                [v, ..] => s += v * s,
                [] => s = s.sin(),
            }
        }
        s
    }
}

function! { bound_by_reference(x = 0.7, y = 0.4)
    fn f(x: f64, y: f64) -> f64 {
        let mut pair = (x, [y, x * y]);
        let (ref a, ref b) = pair;
        let s = a * b[0];
        let (ref mut c, [_, ref mut d]) = pair;
        *c *= *d + s;
        *d = c.sin();
        let ref mut e = pair.1[0];
        *e += 2.0;
        let ref g = x;
        let whole @ (p, q) = pair;
        match pair {
            (ref t, [ref u, ..]) if *t > 5.0 => *t * *u,
            (t, ref v @ [u, _]) => t * u * v[1] + whole.0 + p * q[0] * g,
        }
    }
}

function! { tuples_with_rests(x = 0.7, y = 0.4)
    fn f(x: f64, y: f64) -> f64 {
        let t = (x, 1usize, y, x * y);
        let (a, ..) = t;
        let (.., d) = t;
        let (b, .., c) = t;
        let (e, _, ..) = (y, 2.0, 3);
        let (..) = t;
        let ((f, ..), (.., g)) = ((x, y), (x, 3, y));
        let s = match t {
            (_, 0, ..) => 0.0,
            (u, .., v) if u > 10.0 => v,
            (.., u, _) => u * x,
        };
        a * d + b * c + e * s + f * g
    }
}

function! { references_in_patterns(&x = vec![(0.7, 0.4), (0.9, 0.2)], &z = (0.3, (0.5, 0.6)))
    fn f(x: &[(f64, f64)], z: &(f64, (f64, f64))) -> f64 {
        let &(a, (b, ref c)) = z;
        let (d, (e, _)) = z;
        let mut s = a * b * c + d * e;
        for &(p, q) in x { s += p * q; }
        for (p, q) in x { s *= p + q; }
        if let Some(&(p, _)) = x.first() { s += p; }
        if let Some((p, q)) = x.last() { s -= p * q; }
        if let &[(p, _), (_, q)] = x { s += p * q; }
        if let &[ref first, (_, q)] = x { s += first.0 * q; }
        match (&x[0], z.0) {
            (&(p, _), q) if p > q => s * p,
            ((_, p), q) => s * p * q,
        }
    }
}

function! { mutable_bindings(x = 0.7, y = 0.4, n: 3)
    fn f(x: f64, y: f64, n: usize) -> f64 {
        let o = Some((x, n));
        let mut s = 0.0;
        if let Some((mut a, mut k)) = o {
            while k > 0 {
                a *= y + a;
                k -= 1;
            }
            s += a;
        }
        match (x * y, n) {
            (mut b, 3) => { b += s; b *= b; s += b; }
            (mut b, mut k) => { b *= 2.0; k += 1; s += b * k as f64; }
        }
        for (i, mut v) in [x, y].into_iter().enumerate() {
            v *= s;
            s += v * i as f64;
        }
        s
    }
}

function! { names_are_no_variables_twice(x = 0.7, y = 0.4)
    fn f(x: f64, y: f64) -> f64 {
        let o = Some(x * y);
        let a = if let Some(v) = o { v * x } else { y };
        let v = a * y;
        let b = if let Some(v) = o.map(|v| v * v) { v } else { 0.0 };
        let w = match o { Some(v) if v > 100.0 => v, Some(x) => x * y, None => v };
        v + b * x * w
    }
}

function! { guards_that_fall_through(x = 0.7, y = 0.4, @at [0.2, 0.4], [-0.7, 0.4], [-0.2, -0.4])
    fn f(x: f64, y: f64) -> f64 {
        let o = if y > 0.0 { Some(x) } else { None };
        let mut tries = 0;
        let s = match o {
            Some(v) if { tries += 1; v > 0.5 } => v * v,
            Some(v) if { tries += 1; v > 0.0 } && y > 0.1 => v.exp(),
            None if x > 0.0 => y,
            Some(v) if matches!(o, Some(w) if w < v) => 1.0,
            Some(v) => v * y,
            None => x * x * y,
        };
        s + tries as f64 * x
    }
}

function! { left_from_inside_arms(&x = vec![0.7, 0.4, 0.9, 0.2])
    fn f(x: &[f64]) -> f64 {
        let mut s = 1.0;
        let mut v = x.to_vec();
        'outer: loop {
            let a = match v.pop() {
                Some(a) if a > 0.8 => { s *= a; continue }
                Some(a) => a,
                None => break,
            };
            for k in 0..9 {
                if let Some(b) = v.get(k) && *b > a {
                    s += a * b;
                    continue 'outer;
                }
                let Some(b) = v.get_mut(k) else { break 'outer };
                *b *= 1.5 * a;
                if k == 2 { return s * *b; }
            }
        }
        s
    }
}

function! { conditions_on_slices(&x = vec![0.7, 0.4, 0.9, 0.2, 0.6])
    fn f(x: &[f64]) -> f64 {
        let mut s = 0.5;
        let mut from = 0;
        while let [a, b, ..] = x[from..] {
            s += a * b * s;
            from += 1;
        }
        if let [.., y, _] = x && let [z, _, ..] = x && y > z { s * y } else { s - x[0] }
    }
}

program! { nested_all_the_way(&x = vec![0.7, 0.4, 0.9], p = (0.3, (0.6, [0.2, 0.8])))
    fn f(x: &[f64], p: (f64, (f64, [f64; 2]))) -> (f64, f64) {
        let (a, (b, [c, d])) = p;
        let o = Some((x, p));
        let (u, v) = match o {
            Some(([y, ..], (_, (q, [r, _])))) if q > *y => (q * r, *y),
            Some(([.., y], (q, (_, [_, r])))) => (q * y, r * y),
            Some(([], _)) | None => (a, b),
        };
        (u * c, v * d)
    }
}

procedure! { in_place(&mut v = vec![0.7, 0.4, 0.9], x = 0.5)
    fn f(v: &mut [f64], x: f64) {
        match v {
            [] => {}
            [a] => *a = x,
            [a, rest @ .., b] => {
                *a *= *b;
                *b += x * *a;
                for r in rest { *r = r.sin() * x; }
            }
        }
        if let [a, _, c] = v { (*a, *c) = (*c * x, *a); }
    }
}

function! { arrays_that_are_slices(x = 0.7, y = 0.4, v = [0.9, 0.2, 0.6])
    fn f(x: f64, y: f64, v: [f64; 3]) -> f64 {
        let a = [x, y, x * y];
        let w: &[f64] = &a;
        let s = match w { [p, q] => p * q, [p, .., q] => p + q * y, _ => 0.0 };
        let u: &[f64] = &v;
        let t = if let [p] = u { *p } else { s * x };
        let r = match u { [_, _, _, _, ..] => 1.0, [.., p] => p * t, [] => 0.0 };
        r * s + t
    }
}

function! { temporaries_changed_in_place(mut_x = 0.7, y = 0.4)
    fn f(mut_x: f64, y: f64) -> f64 {
        let o = Some(mut_x);
        let mut s = 0.0;
        if let Some(ref mut v) = o.filter(|_| true) {
            *v *= 5.0;
            s = *v * y;
        }
        if let Some(v) = &mut o.map(|t| t * s) {
            *v += 1.0;
            s *= *v;
        }
        let (ref mut p, ref q) = (mut_x, y);
        *p += s;
        s + o.unwrap() * *p * q * mut_x
    }
}

function! { nothing_in_particular(x = 0.7, n: 3, @at [-0.7])
    fn f(x: f64, n: usize) -> f64 {
        let unit = (x > 0.0).then_some(());
        let s = match unit { Some(()) => x * x, None => x.exp() };
        let o = Some(n).filter(|k| *k > 2).map(|k| (k, x));
        if let Some((k @ 3.., v)) = o && let () = () { s * v * k as f64 } else { s }
    }
}

function! { guards_that_search(x = 0.7, y = 0.4, @at [0.2, 0.4], [-0.7, 0.4])
    fn f(x: f64, y: f64) -> f64 {
        let a = [0.3, x, y];
        let mut s = x;
        for n in 0..4 {
            s += match n {
                k if (0..k).any(|i| a[i] * x > 0.2) => x * y,
                1 if a.iter().copied().take_while(|v| *v > 0.0).take(2).sum::<f64>() > 0.6 => s * x,
                _ if loop { if s > 1.0 { break true; } s += 0.5; } => y * s,
                _ => 0.0,
            };
        }
        s
    }
}
