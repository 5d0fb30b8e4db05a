//! `Option`: locals, patterns, conditions.

function! { the_best_so_far(&x = vec![0.7, -0.4, 0.9, 0.2], @at [0.9, 0.1, 0.3, 0.5], [-1.5, 0.1, 0.3, 0.5])
    fn f(x: &[f64]) -> f64 {
        let mut best: Option<f64> = None;
        for v in x {
            match best {
                Some(b) if b >= v * v => {}
                _ => best = Some(v * v),
            }
        }
        best.unwrap_or(0.0) * x[1]
    }
}

function! { a_type_that_is_found_later(&x = vec![0.7, 0.4, 0.9])
    fn f(x: &[f64]) -> f64 {
        let mut last = None;
        let mut s: f64 = 0.0;
        for i in 0..x.len() {
            if let Some(l) = last {
                s += l * x[i];
            }
            if i != 1 {
                last = Some(x[i] * s.exp());
            }
        }
        s + last.unwrap()
    }
}

function! { chains_of_conditions(&x = vec![0.7, 0.4, 0.9], y = 0.3, @at [-0.7, 0.4, 0.9, 0.3], [0.7, 0.4, -0.9, 0.3])
    fn f(x: &[f64], y: f64) -> f64 {
        let mut s = y;
        if let Some(a) = x.first() && *a > 0.0 && let Some(b) = x.last() && b > a {
            s += a * b;
        }
        if y > 0.0 && let Some(b) = x.last() && *b > 0.0 {
            s *= b;
        } else {
            s -= x[1] * y;
        }
        let t = if let Some(a) = x.get(5) && *a > 0.0 { *a } else { s * x[1] };
        let u = if let Some(a) = x.get(1) && *a > 0.0 { a * s } else { return s };
        t * u
    }
}

function! { effects_inside_conditions(x = 0.7, y = 0.4)
    fn f(x: f64, y: f64) -> f64 {
        let mut v = vec![x, y, x * y];
        let mut s = 1.0;
        for _ in 0..4 {
            if let Some(a) = v.pop() && a > 0.3 && let Some(b) = v.pop() {
                s *= a + b;
            } else {
                s += v.len() as f64 * x;
            }
        }
        s
    }
}

function! { while_with_several_conditions(&x = vec![0.7, 0.4, 0.9, 0.3])
    fn f(x: &[f64]) -> f64 {
        let mut i = 0;
        let mut s = 1.0;
        while let Some(a) = x.get(i) && s < 2.0 && let Some(b) = x.get(i + 1) {
            s += a * b * s;
            i += 1;
            if i == 2 { continue; }
            s *= 1.1;
        }
        s
    }
}

function! { left_early(&x = vec![0.7, 0.4, 0.9], k: 1)
    fn f(x: &[f64], k: usize) -> f64 {
        let Some(a) = x.get(k) else { return x[0] };
        let mut s = *a;
        for i in 0..5 {
            let Some(b) = x.get(i) else { break };
            let Some(c) = (*b > 0.5).then_some(b * s) else { continue };
            s += c;
        }
        let (Some(d), e) = (x.first(), s) else { return s };
        d * e
    }
}

function! { found_by_a_loop(&x = vec![0.7, 0.4, 0.9], @at [0.1, 0.2, 0.3], [0.1, 1.2, 0.3])
    fn f(x: &[f64]) -> f64 {
        let mut i = 0;
        let found = loop {
            if i == x.len() {
                break None;
            }
            if x[i] > 0.8 {
                break Some((i, x[i] * x[0]));
            }
            i += 1;
        };
        match found {
            Some((0, v)) => v,
            Some((k, v)) => v * k as f64,
            None => x[0] * x[1],
        }
    }
}

function! { a_pair_of_options(x = 0.7, y = 0.4, @at [-0.7, 0.4], [0.7, -0.4], [-0.7, -0.4])
    fn f(x: f64, y: f64) -> f64 {
        let a = (x > 0.0).then_some(x * 2.0);
        let b = (y > 0.0).then_some(y * y);
        match (a, b) {
            (Some(p), Some(q)) => p * q,
            (Some(p), None) | (None, Some(p)) => p.exp(),
            (None, None) => x - y,
        }
    }
}

function! { overwritten_in_branches(x = 0.7, y = 0.4, n: 5)
    fn f(x: f64, y: f64, n: usize) -> f64 {
        let (mut a, mut count) = (Some(x), 0);
        let mut s = 0.0;
        for i in 0..n {
            a = match (a, i % 3) {
                (Some(v), 0) => Some(v * y),
                (Some(v), 1) => { s += v; None }
                (Some(v), _) => Some(v + s),
                (None, _) => { count += 1; Some(s * x) }
            };
            s += a.unwrap_or(y) * 0.5;
        }
        s + count as f64 * x
    }
}

function! { taken_and_replaced(x = 0.7, y = 0.4)
    fn f(x: f64, y: f64) -> f64 {
        let mut a = Some(x);
        let b = a.take();
        let c = a.take().unwrap_or(y);
        let d = a.replace(x * y);
        if let Some(v) = &mut a {
            *v *= *v;
        }
        if let Some(v) = a.as_mut() {
            *v += y;
        }
        if let Some(ref mut v) = a {
            *v = v.sin();
        }
        let e = if let Some(v) = &a { v * 2.0 } else { 0.0 };
        b.unwrap() * c + d.map_or(x, |d| d * 3.0) + e * a.unwrap()
    }
}

function! { changed_through_a_reference(x = 0.7, y = 0.4)
    fn f(x: f64, y: f64) -> f64 {
        let mut a = None;
        let mut b = Some(y);
        for i in 0..3 {
            let r = &mut a;
            match r {
                None => *r = Some(x * y),
                Some(v) => *v *= x + i as f64,
            }
            if let Some(w) = &mut b && *w > 0.1 {
                *w *= x;
            }
        }
        a.unwrap() * b.unwrap()
    }
}

function! { reassigned_while_bound(x = 0.7, y = 0.4)
    fn f(x: f64, y: f64) -> f64 {
        let mut a = Some(x);
        if let Some(v) = a {
            a = Some(v * y);
            if let Some(w) = a {
                a = None;
                return v * w + a.map_or(y, |t| t * x);
            }
        }
        y
    }
}

function! { two_options_of_one_name(x = 0.7, y = 0.4)
    fn f(x: f64, y: f64) -> f64 {
        let v = Some(x);
        let v = v.map(|v| v * y);
        let Some(v) = v else { return 0.0 };
        let v = Some(v * v).filter(|v| v > &0.0);
        match v { Some(v) => v * x, None => y }
    }
}

function! { an_option_in_an_option(x = 0.7, y = 0.4, n: 4)
    fn f(x: f64, y: f64, n: usize) -> f64 {
        let mut s = 1.0;
        for i in 0..n {
            let o: Option<Option<f64>> = if i == 0 { None } else if i == 1 { Some(None) } else { Some(Some(x * s)) };
            s *= match o {
                Some(Some(v)) if v > 10.0 => y,
                Some(Some(v)) => v + y,
                Some(None) => x,
                None => 2.0 * y,
            };
        }
        s
    }
}

function! { wide_payloads(x = 0.7, y = 0.4, n: 3)
    fn f(x: f64, y: f64, n: usize) -> f64 {
        let mut row: Option<Vec<f64>> = None;
        let mut pair = Some((x, [y, x]));
        for i in 0..n {
            if let Some(r) = &mut row {
                r[0] *= y;
                r.push(x * i as f64);
            } else {
                row = Some(vec![x, y]);
            }
            if let Some((a, b)) = pair {
                pair = if i == 1 { None } else { Some((a * b[0], [b[1], a])) };
            }
        }
        let r = row.unwrap();
        let mut s = 0.0;
        for v in &r { s += v * v; }
        s + pair.map_or(x * y, |(a, b)| a + b[0] * b[1])
    }
}

function! { declared_first(x = 0.7, y = 0.4, n: 3)
    fn f(x: f64, y: f64, n: usize) -> f64 {
        let o: Option<f64>;
        if n > 2 { o = Some(x * y); } else { o = None; }
        let p: Option<_>;
        p = o.map(|v| v + x);
        p.unwrap_or(y) * o.unwrap_or(1.0)
    }
}

function! { looked_at_by_macros(x = 0.7, y = 0.4)
    fn f(x: f64, y: f64) -> f64 {
        let o = (x > 0.0).then_some(x * y);
        let mut best: Option<f64> = None;
        assert!(o.is_some() && best.is_none(), "{o:?}");
        best = o;
        debug_assert_eq!(o, best);
        o.unwrap() * best.unwrap()
    }
}

function! { written_out_in_full(x = 0.7, y = 0.4)
    fn f(x: f64, y: f64) -> f64 {
        let a = ::core::option::Option::Some(x);
        let b = Option::<f64>::None;
        let c = std::option::Option::None::<f64>;
        match (a, b.or(c)) {
            (Option::Some(a), core::option::Option::None) => a * y,
            _ => x,
        }
    }
}

program! { several_results(&x = vec![0.7, 0.4, 0.9])
    fn f(x: &[f64]) -> (f64, f64) {
        let mut low = None;
        let mut high = None;
        for &v in x {
            (low, high) = match (low, high) {
                (Some(l), Some(h)) if v < l => (Some(v * 1.5), Some(h)),
                (Some(l), Some(h)) if v > h => (Some(l), Some(v * v)),
                (None, None) => (Some(v), Some(v)),
                same => same,
            };
        }
        (low.unwrap(), high.unwrap())
    }
}

procedure! { in_out_through_options(&mut v = vec![0.7, 0.4, 0.9], x = 0.5)
    fn f(v: &mut Vec<f64>, x: f64) {
        if let Some(a) = v.pop() {
            v.push(a * x);
            v.push(a.sin());
        }
        if let Some(a) = v.get_mut(1) {
            *a *= x;
        }
        if let [first, .., last] = v.as_mut_slice() {
            *first += *last * x;
            *last *= *first;
        }
    }
}

function! { a_payload_that_feeds_itself(x = 0.7, y = 0.4, @at [1.2, 0.9], [-0.6, 1.3], [0.2, 0.8])
    fn f(x: f64, y: f64) -> f64 {
        // option payload overwritten several times in a loop, read in between nonlinear
        let mut o = Some(x);
        let mut p: Option<f64> = None;
        for i in 0..6 {
            if let Some(v) = o { p = Some(v * v * y); o = if i == 3 { None } else { p }; }
            else { o = p.map(|q| q.sin() + x); p = None; }
        }
        o.unwrap() * p.unwrap_or(x * y)
    }
}

function! { bounds_that_close_in(x = 0.7, y = 0.4, @at [1.25, 0.93], [0.33, 0.61], [0.23, 0.75])
    fn f(x: f64, y: f64) -> f64 {
        let (mut lo, mut hi) = (None, Some(y * 3.0));
        let mut t = x;
        let r = 'o: loop {
            match (lo, hi) {
                (None, Some(h)) => { lo = Some(t * 0.1); t = t * h; }
                (Some(l), Some(h)) if h - l > 0.2 => {
                    let m = 0.5 * (l + h);
                    if m * m > y { hi = Some(m * m) } else { lo = Some(m) }
                    if m > 100.0 { break 'o None; }
                    t += m * l;
                    if t > 6.0 { break Some((m, l)); }
                }
                (Some(l), None) => break Some((l, t)),
                (Some(l), Some(_)) => { hi = None; t -= l * l; }
                (None, None) => unreachable!(),
            }
        };
        r.map_or(t, |(a, b)| a * b + t)
    }
}

function! { options_of_pairs_of_options(x = 0.7, y = 0.4, @at [1.2, 0.9], [-0.6, 1.3], [0.2, 0.8])
    fn f(x: f64, y: f64) -> f64 {
        let mut seen: Option<bool> = None;
        let mut kept: Option<(f64, Option<f64>)> = None;
        let mut s = x;
        for i in 0..8 {
            let flag = s > 0.5;
            kept = match (kept, seen) {
                (None, _) => Some((s, None)),
                (Some((a, None)), Some(true)) => Some((a * y, Some(s))),
                (Some((a, Some(b))), _) if i < 6 => { s += a * b; Some((b, None)) }
                (Some((a, o)), _) => { if let Some(o) = o && i == 7 { return o * a * s; } Some((a + s * 0.1, o)) }
            };
            seen = Some(flag).filter(|f| *f || i > 2);
            s = s.sin() + kept.and_then(|(a, o)| o.map(|b| a * b)).unwrap_or(0.3 * y);
        }
        s
    }
}

function! { the_least_and_its_neighbour(x = 0.7, y = 0.4, @at [1.2, 0.9], [-0.6, 1.3], [0.2, 0.8])
    fn f(x: f64, y: f64) -> f64 {
        // best with argmin index, then used
        let v = [x, y, x * y, 0.3];
        let mut best: Option<(usize, f64)> = None;
        for (i, t) in v.iter().enumerate() {
            match best {
                None => best = Some((i, *t)),
                Some((_, b)) if *t < b => best = Some((i, t * t + b)),
                _ => (),
            }
        }
        let (i, b) = best.expect("some");
        let w: Option<&f64> = v.get(i + 1);
        b * v[i] + w.copied().unwrap_or_default()
    }
}
