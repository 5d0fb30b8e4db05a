//! References kept in variables, chosen by branches, split, borrowed again.

function! { accumulated_through(x = 0.7, y = 0.4)
    fn f(x: f64, y: f64) -> f64 {
        let mut s = x;
        let r = &mut s;
        *r += y * *r;
        *r *= *r;
        let q = &mut *r;
        *q -= x;
        s.sin() * s
    }
}

function! { rows_and_cells(&m = vec![vec![0.7, 0.4], vec![0.9, 0.2]], k: 1)
    fn f(m: &[Vec<f64>], k: usize) -> f64 {
        let mut a = m.to_vec();
        let mut i = k;
        let row = &mut a[i];
        i = 0;
        row[i] *= 2.0;
        let cell = &mut row[1];
        *cell = cell.sin() + 1.0;
        let other = &a[i];
        let (p, q) = (&other[0], &a[1][0]);
        p * q * a[1][1]
    }
}

function! { split_and_swept(&x = vec![0.7, 0.4, 0.9, 0.2, 0.6], k: 2)
    fn f(x: &[f64], k: usize) -> f64 {
        let mut v = x.to_vec();
        let (l, r) = v.split_at_mut(k);
        for i in 0..l.len() { l[i] *= r[i] + r[r.len() - 1]; }
        let (first, others) = r.split_at_mut(1);
        first[0] += l[0] * others[0];
        let (a, b) = x.split_at(k + 1);
        let mut s = a[0] * b[0];
        for w in &v { s += w * w * s; }
        s
    }
}

function! { scalars_chosen(x = 0.7, y = 0.4, @at [0.2, 0.4])
    fn f(x: f64, y: f64) -> f64 {
        let (mut a, mut b) = (x * x, y * y);
        let big = if a > b { &a } else { &b };
        let s = big * *big;
        let small = if a > b { &mut b } else { &mut a };
        *small += s;
        *small *= 2.0;
        let t = small.sin();
        a * b + t
    }
}

function! { vectors_chosen(&x = vec![0.7, 0.4], &y = vec![0.9, 0.2], n: 5)
    fn f(x: &[f64], y: &[f64], n: usize) -> f64 {
        let (mut u, mut v) = (x.to_vec(), y.to_vec());
        let mut s = 0.0;
        for i in 0..n {
            let w = if i % 2 == 0 { &mut u } else { &mut v };
            w[i % 2] *= 1.5 + s;
            w[0] += w[1] * 0.25;
            s += w[0] / w.len() as f64;
            if i == 3 { w.push(s); }
            let z = if s > 2.0 { x } else { y };
            for k in 0..z.len() { s += z[k] * 0.125; }
            for t in z { s -= t * t * 0.0625; }
        }
        s + u[0] * v[1] + u[u.len() - 1] + v[v.len() - 1]
    }
}

function! { rows_chosen_by_index(&m = vec![vec![0.7, 0.4], vec![0.9, 0.2], vec![0.3, 0.8]])
    fn f(m: &[Vec<f64>]) -> f64 {
        let mut a = m.to_vec();
        let mut s = 1.0;
        for i in 0..4 {
            let row = if s > 1.5 { let j = i % 3; &mut a[j] } else { &mut a[2] };
            row[0] *= s;
            s += row[1] * row[0];
            let part = if i > 1 { &a[0][1..] } else { &a[1][..2] };
            s *= 1.0 + part[0] * 0.1 * part.len() as f64;
        }
        s + a[0][0] * a[2][0]
    }
}

function! { chosen_among_many(&x = vec![0.7, 0.4], &y = vec![0.9, 0.2], z = [0.5, 0.6], n: 6)
    fn f(x: &[f64], y: &[f64], z: [f64; 2], n: usize) -> f64 {
        let mut s = 1.0;
        for i in 0..n {
            let w = match i % 4 {
                0 => x,
                1 => &y[..],
                2 => &z,
                _ => &x[1..],
            };
            s += w[w.len() - 1] * s;
            let o = if i == 2 { None } else { Some(w) };
            if let Some(w) = o { s *= w[0]; }
        }
        s
    }
}

function! { handed_to_functions(&x = vec![0.7, 0.4], &y = vec![0.9, 0.2, 0.3], n: 4)
    fn total(v: &[f64], by: f64) -> f64 {
        let mut s = 0.0;
        for t in v { s += t * by; }
        s
    }
    fn scale(v: &mut [f64], by: f64) -> f64 {
        for i in 0..v.len() { v[i] *= by; }
        v[0]
    }
    fn f(x: &[f64], y: &[f64], n: usize) -> f64 {
        let (mut a, mut b) = (x.to_vec(), y.to_vec());
        let mut s = 0.5;
        for i in 0..n {
            let r = if i % 2 == 0 { &a } else { &b };
            s += total(r, s);
            let w = if i % 3 == 0 { &mut a } else { &mut b };
            let t: f64 = scale(w, s);
            s = t * 0.5 + w[1];
        }
        s + total(&a, 1.0) * total(&b, 1.0)
    }
}

function! { pairs_of_references(&x = vec![0.7, 0.4], &y = vec![0.9, 0.2], @at [0.1, 0.4, 0.9, 0.2])
    fn f(x: &[f64], y: &[f64]) -> f64 {
        let (low, high) = if x[0] < y[0] - 0.5 { (x, y) } else { (y, x) };
        let (mut p, mut q) = (x[0], y[1]);
        let (a, b) = match p > q { true => (&mut p, &mut q), false => (&mut q, &mut p) };
        *a += low[0] * high[1];
        *b *= *a;
        p * q
    }
}

function! { the_largest_reassigned(&x = vec![0.7, 0.4, 0.9], @at [0.9, 0.1, 0.2])
    fn f(x: &[f64]) -> f64 {
        let mut largest = &x[0];
        let mut before = largest;
        for v in x {
            if v > largest {
                before = largest;
                largest = v;
            }
        }
        largest * largest + *before
    }
}

function! { changed_after_it_was_copied(x = 0.7, y = 0.4)
    fn f(x: f64, y: f64) -> f64 {
        let mut a = x;
        let mut b = y;
        let c = { let r = if a > b { &a } else { &b }; *r };
        a = b * c;
        let w = if a > 0.1 { &mut a } else { &mut b };
        let old = *w;
        *w = 3.0 * old * c;
        a * old + b
    }
}

function! { parts_of_tuples(x = 0.7, y = 0.4, n: 3)
    fn f(x: f64, y: f64, n: usize) -> f64 {
        let mut t = (x, [y, x], 1.0);
        for i in 0..n {
            let r = if i == 1 { &mut t.0 } else { &mut t.2 };
            *r *= 1.0 + y;
            let a = &mut t.1;
            a[i % 2] += a[0] * t.0;
        }
        t.0 * t.1[0] * t.2 + t.1[1]
    }
}

function! { chosen_inside_a_chosen_one(&x = vec![0.7, 0.4], &y = vec![0.9, 0.2], z = 0.3, n: 4)
    fn f(x: &[f64], y: &[f64], z: f64, n: usize) -> f64 {
        let mut v = vec![z, z * z];
        let mut s = z;
        for i in 0..n {
            let outer = if i < 2 { if i == 0 { x } else { y } } else { &v[..] };
            let last = if s > 1.0 { &outer[1] } else { &outer[0] };
            s += last * outer[1];
            v[i % 2] = s;
        }
        s * v[0]
    }
}

function! { sums_through_a_match(x = 0.7, y = 0.4, n: 5)
    fn f(x: f64, y: f64, n: usize) -> f64 {
        let (mut a, mut b, mut c) = (x, y, 1.0);
        for i in 0..n {
            *match i % 3 { 0 => &mut a, 1 => &mut b, _ => &mut c } += x * i as f64;
            *(if i > 2 { &mut a } else { &mut c }) *= y;
        }
        a * b * c
    }
}

procedure! { in_out_chosen(&mut u = vec![0.7, 0.4], &mut v = vec![0.9, 0.2], x = 0.5)
    fn f(u: &mut [f64], v: &mut [f64], x: f64) {
        let swapped = u[0] < v[0];
        let (from, to) = if swapped { (&*u, &mut *v) } else { (&*v, &mut *u) };
        for i in 0..to.len() { to[i] += from[i] * x; }
        to[0] *= to[1];
    }
}

function! { patterns_of_chosen_slices(&x = vec![0.7, 0.4], &y = vec![0.9], n: 5)
    fn f(x: &[f64], y: &[f64], n: usize) -> f64 {
        let (mut u, mut v) = (x.to_vec(), [y[0], x[0], x[1] * y[0]]);
        let mut s = 1.0;
        for i in 0..n {
            let w = match i { 0 => x, 1 => y, 2 => &x[1..], _ => &x[..0] };
            s += match w { [] => s * 0.5, [a] => a * s, [a, rest @ ..] => a * rest[0] };
            let z = if i % 2 == 0 { &mut u[..] } else { &mut v[..] };
            if let [first, .., last] = z { *first *= *last + s; *last += *first; }
            if let [_, middle @ .., _] = z && let [m] = middle { *m *= 2.0; }
        }
        s * u[0] + v[1] * v[2] + u[1]
    }
}

function! { whole_or_part(&x = vec![0.7, 0.4, 0.9], &m = vec![vec![0.3, 0.8], vec![0.6, 0.1]], k: 2)
    fn f(x: &[f64], m: &[Vec<f64>], k: usize) -> f64 {
        let mut s = 0.5;
        let mut a = x.to_vec();
        for i in 0..k + 2 {
            let w = if i < 2 { x } else { &x[i - 1..] };
            s += w[0] * w.len() as f64;
            let row = if s > 2.0 { &m[i % 2][..] } else { &m[1][1..] };
            for r in row { s += r * w[w.len() - 1]; }
            let z = if i == 1 { &mut a[..2] } else { &mut a[i % 3..] };
            z[0] *= s;
        }
        s * a[0]
    }
}

function! { integers_and_vectors_chosen(x = 0.7, y = 0.4, @at [1.2, 0.9], [-0.6, 1.3], [0.2, 0.8])
    fn scaled(x: f64, k: &mut usize, v: &mut [f64]) -> f64 { *k += 1; v[0] *= x; v[0] + *k as f64 }
    fn f(x: f64, y: f64) -> f64 {
        let (mut i, mut j) = (0usize, 3usize);
        let (mut p, mut q) = (vec![x, y], vec![y, y]);
        let mut s = 0.1;
        for t in 0..4 {
            let k = if t % 2 == 0 { &mut i } else { &mut j };
            let v = if t < 2 { &mut p } else { &mut q };
            let r: f64 = scaled(s, k, v);
            s += 0.1 * r + *k as f64;
            *k += 1;
            if let Some(z) = v.get_mut(*k % 3) { *z *= s; }
        }
        s + p[0] * q[1] + p[1] * q[0] + (i * j) as f64 * x
    }
}

function! { exchanged_roles(x = 0.7, y = 0.4, @at [1.2, 0.9], [-0.6, 1.3], [0.2, 0.8])
    fn f(x: f64, y: f64) -> f64 {
        // references: a mutable choice read nonlinear and overwritten, in loops with early exits
        let (mut u, mut v) = ([x, y], [y, x * y]);
        let mut s = x;
        'l: for i in 0..7 {
            let (p, q) = if s > 0.8 { (&mut u, &mut v) } else { (&mut v, &mut u) };
            for k in 0..2 {
                let r = if k == i % 2 { &mut p[0] } else { &mut q[1] };
                let old = *r;
                *r = old * old + s * 0.3;
                s += *r * 0.1;
                if s > 3.0 { break 'l; }
                *r -= old;
            }
            p[1] *= q[0];
        }
        u[0] * v[1] + u[1] * v[0] + s
    }
}

function! { ends_that_take_turns(x = 0.7, y = 0.4, @at [1.2, 0.9], [-0.6, 1.3], [0.2, 0.8])
    fn f(x: f64, y: f64) -> f64 {
        // option of mutable references by branch & methods; in nested functions with returns
        let mut v = vec![x, y, x * y];
        let k = v.len();
        for i in 0..5 {
            let o = if i % 2 == 0 { v.first_mut() } else { v.last_mut() };
            if let Some(r) = o { *r = r.sin() * *r; }
            let t = v.get(i).map(|t| t * t).unwrap_or(0.5);
            match v.get_mut(i + 1) { Some(r) if *r > 0.05 => { *r += t; } Some(r) => *r = t * y, None => { if i > 3 { return v[0] * v[1] * v[2] * t + y; } } }
        }
        v[0]
    }
}
