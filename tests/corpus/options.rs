//! `Option`: locals, sources, methods, patterns.

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

function! { a_stack_that_grows(&x = vec![0.7, 0.4, 0.9], @at [0.2, 1.4, 0.9], [1.7, 1.4, 1.9])
    fn f(x: &[f64]) -> f64 {
        let mut stack = x.to_vec();
        let mut s = 1.0;
        while let Some(v) = stack.pop() {
            s *= v.sin();
            if v > 0.5 {
                stack.push(v * 0.5);
                stack.push(s * 0.25);
            }
        }
        s
    }
}

function! { popped_when_empty(x = 0.7, n: 3)
    fn f(x: f64, n: usize) -> f64 {
        let mut v = vec![x, x * x];
        let mut s = x;
        for i in 0..n + 2 {
            s = match v.pop() {
                Some(t) => s * t,
                None if i == 2 => { v.push(s); s.sin() }
                None => s + x,
            };
        }
        s + v.len() as f64
    }
}

function! { stacks_of_pairs(x = 0.7, y = 0.4)
    fn f(x: f64, y: f64) -> f64 {
        let mut todo = vec![(0usize, x), (1, y)];
        let mut s = 0.0;
        while let Some((depth, v)) = todo.pop() {
            s += v * v * (depth as f64 + 1.0);
            if depth < 4 {
                todo.push((depth + 2, v * 0.5 + s));
            }
        }
        s
    }
}

function! { first_and_last(&x = vec![0.7, 0.4, 0.9])
    fn f(x: &[f64]) -> f64 {
        let a = x.first().unwrap();
        let b = *x.last().expect("not empty");
        let c = x.get(1).copied().unwrap_or(3.0);
        let d = x.get(7).copied().unwrap_or(3.0);
        a * b + c * d
    }
}

function! { read_before_it_changes(&x = vec![0.7, 0.4, 0.9])
    fn f(x: &[f64]) -> f64 {
        let mut v = x.to_vec();
        let a = v.first().copied();
        v[0] = 5.0 * x[1];
        let b = v.first().copied();
        v.clear();
        let c = v.first().copied();
        a.unwrap() * b.unwrap() + c.unwrap_or(a.unwrap())
    }
}

function! { elements_changed_through_options(&x = vec![0.7, 0.4, 0.9])
    fn f(x: &[f64]) -> f64 {
        let mut v = x.to_vec();
        if let Some(a) = v.first_mut() {
            *a *= *a;
        }
        if let Some(a) = v.get_mut(9) {
            *a = 0.0;
        }
        *v.last_mut().unwrap() += x[0] * x[1];
        for i in 0..4 {
            if let Some(a) = v.get_mut(i) {
                *a = a.sin();
            }
        }
        if let Some((last, rest)) = v.split_last_mut() {
            *last *= rest[0];
            rest[1] += *last;
        }
        v[0] * v[1] * v[2]
    }
}

function! { a_list_from_its_head(&x = vec![0.7, 0.4, 0.9, 0.3])
    fn f(x: &[f64]) -> f64 {
        let mut s = 0.0;
        for i in 0..6 {
            let tail = if i < x.len() { &x[i..] } else { &x[..0] };
            s = match tail.split_first() {
                Some((h, t)) if t.len() > 1 => s + h * t[0],
                Some((h, [])) => s * h,
                Some((h, t)) => s - h * t[t.len() - 1],
                None => s * 1.5,
            };
        }
        s
    }
}

function! { methods_with_closures(x = 0.7, y = 0.4, n: 2, @at [-0.7, 0.4], [0.7, -0.4])
    fn f(x: f64, y: f64, n: usize) -> f64 {
        let a = if x > 0.0 { Some(x * y) } else { None };
        let b = a.map(|t| t * t + y);
        let c = b.filter(|t| *t > 0.2).or(Some(x.exp()));
        let d = a.and_then(|t| if t > 0.0 { Some(t.sqrt()) } else { None });
        let e = b.map_or(y, |t| t * x);
        let g = b.map_or_else(|| x * x, |t| t.sin());
        let h = d.or_else(|| (n > 1).then(|| y * y)).unwrap_or_default();
        let i = a.zip(b).map(|(p, q)| p - q).unwrap_or_else(|| x - y);
        c.unwrap() * e + g * h + i
    }
}

function! { functions_by_name(x = 0.7, y = 0.4)
    fn square(t: f64) -> f64 {
        t * t
    }
    fn f(x: f64, y: f64) -> f64 {
        let a = Some(x * y).map(f64::sqrt).map(square);
        a.map(Some).flatten().map_or(0.0, f64::sin)
    }
}

function! { questions_asked(x = 0.7, y = 0.4, @at [-0.7, 0.4], [0.7, 2.4])
    fn f(x: f64, y: f64) -> f64 {
        let o = (x > 0.0).then_some(y * x);
        let mut s = x + y;
        if o.is_some() { s *= x; }
        if o.is_none() { s *= y; }
        if o.is_some_and(|t| t > 1.0) { s = s.sin(); }
        if o.is_none_or(|t| t < 1.0) { s = s * s; }
        if matches!(o, Some(t) if t > 0.1) { s += y; }
        if !matches!(o, None | Some(..=0.5)) { s += x * y; }
        s
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

function! { the_largest_by_reference(&x = vec![0.7, -0.4, 0.9, 0.2], @at [0.9, 0.1, 0.3, 0.5])
    fn f(x: &[f64]) -> f64 {
        let mut largest = x.first();
        for v in x {
            if largest.is_none_or(|l| v > l) {
                largest = Some(v);
            }
        }
        let also = x.get(1).or(x.first());
        largest.unwrap() * also.unwrap()
    }
}

function! { integers_that_may_fail(x = 0.7, n: 5)
    fn f(x: f64, n: usize) -> f64 {
        let mut s = x;
        for k in 0..n {
            s *= match k.checked_sub(2) {
                Some(0) => x,
                Some(j @ 1..=2) => x.powi(j as i32),
                Some(j) => j as f64,
                None => 1.5 - x,
            };
            if let Some(j) = k.checked_mul(3).and_then(|j| j.checked_add(1)) && j % 2 == 0 {
                s += j as f64 * x;
            }
        }
        let digit = '7'.to_digit(10).unwrap_or(0);
        s * digit as f64
    }
}

function! { looked_up_by_functions(x = 0.7, y = 0.4, table: &[Some(1), None, Some(0)], start: Some(2))
    fn f(x: f64, y: f64, table: &[Option<usize>], start: Option<usize>) -> f64 {
        fn successor(i: usize) -> Option<usize> {
            if i < 2 { Some(i + 1) } else { None }
        }
        let v = [x, y, x * y];
        let mut s = 0.0;
        for o in table {
            s += match o { Some(k) => v[*k] * v[2], None => x };
        }
        for i in 0..3 {
            if let Some(k) = table[i] { s *= v[k]; }
        }
        let mut at = start;
        while let Some(k) = at {
            s += v[k];
            at = k.checked_sub(1);
        }
        s * start.map_or(x, |k| v[k])
    }
}

fn next(i: usize) -> Option<usize> {
    if i < 2 { Some(i + 1) } else { None }
}

function! { results_of_calls(x = 0.7, y = 0.4)
    fn f(x: f64, y: f64) -> f64 {
        let v = [x, y, x * y];
        let mut s = 1.0;
        let mut i = 0usize;
        while let Some(k) = next(i) {
            s += v[k] * s;
            i = k;
        }
        let again: Option<usize> = next(0);
        if let Some(k) = again && again.is_some() { s *= v[k]; }
        if next(5).is_none() { s *= x; }
        let j: usize = next(1).unwrap();
        s * v[j] + match next(0) { Some(1) => y, _ => x }
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

function! { rows_popped(&m = vec![vec![0.7, 0.4], vec![0.9], vec![0.2, 0.3, 0.8]])
    fn f(m: &[Vec<f64>]) -> f64 {
        let mut rows = m.to_vec();
        let mut s = 1.0;
        while let Some(row) = rows.pop() {
            let mut t = 0.0;
            for v in &row { t += v * s; }
            s += t * row[0];
        }
        s
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

function! { combinators_in_a_loop(x = 0.7, y = 0.4, @at [1.25, 0.93], [-0.6, 1.3], [0.23, 0.75])
    fn f(x: f64, y: f64) -> f64 {
        // closures with options in loops; zip, and_then; shadowed
        let mut acc = None;
        for i in 0..4 {
            acc = acc.or(Some(1.0)).map(|a: f64| a * x + y).filter(|a| *a < 1.5).or_else(|| (i < 3).then(|| x * 0.1));
        }
        let z = acc.zip(Some(y)).and_then(|(a, b)| if a > 0.0 { Some(a.ln() * b) } else { None });
        let s = z.is_some_and(|z| z < 0.0) && acc.is_some();
        if s { z.unwrap() * 2.0 } else { acc.unwrap_or(x) }
    }
}
