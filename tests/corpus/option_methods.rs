//! `Option`: what methods and calls give, and methods of it.

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
