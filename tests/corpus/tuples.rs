//! Tuples: parameters, results, locals, destructuring.

function! { tuple_parameter(p = (0.7, 1.2), q = (0.4, (0.9, -0.3)))
    fn f(p: (f64, f64), q: (f64, (f64, f64))) -> f64 {
        let (a, (b, c)) = q;
        p.0 * p.1 + a * b * q.1.1 + c
    }
}

program! { tuples_in_and_out(p = (0.7, 1.2))
    fn rotate(p: (f64, f64), angle: f64) -> (f64, f64) {
        let (s, c) = angle.sin_cos();
        (p.0 * c - p.1 * s, p.0 * s + p.1 * c)
    }
    fn f(p: (f64, f64)) -> (f64, f64) {
        let mut p = p;
        for i in 0..3 { p = rotate(p, p.0 * 0.1 + i as f64); }
        p.1 *= p.0;
        p
    }
}

function! { destructuring_assignment(x = 0.7, y = 1.2)
    fn f(x: f64, y: f64) -> f64 {
        let (mut a, mut b, mut c) = (x, y, x * y);
        let mut v = [0.0; 3];
        (a, b) = (b, a);
        (a, b, c) = (b * c, c + a, a);
        (v[0], v[1]) = (a, b);
        (_, v[2]) = (x, c * v[0]);
        [a, c] = [c, a];
        (a, _) = { let t = a * c; (t, t + 1.0) };
        v[0] * v[1] + v[2] * a + b - c
    }
}

function! { fields_overwritten_in_a_loop(x = 0.7, n: 4)
    fn f(x: f64, n: usize) -> f64 {
        let mut state = (x, 1.0, 0);
        let mut nested = ((x, 2.0), [x; 2]);
        for i in 0..n {
            state.0 = state.0 * state.1 + x;
            state.1 += state.0 * 0.1;
            state.2 += i;
            nested.0.1 *= state.1;
            nested.1[i % 2] = nested.0.1 * nested.0.0;
            nested.0.0 = 0.5 * nested.1[0];
        }
        state.0 * state.1 + state.2 as f64 * x + nested.1[0] * nested.1[1]
    }
}

program! { nested_result(x = 0.7, y = 1.2)
    fn f(x: f64, y: f64) -> ((f64, f64), [f64; 2], f64) {
        let s = x * y;
        ((s, s * x), [y.sin(), s + y], s.exp())
    }
}

function! { slice_of_pairs(&points = vec![(0.0, 0.7), (0.5, 1.1), (1.2, 0.4)])
    fn f(points: &[(f64, f64)]) -> f64 {
        let mut area = 0.0;
        for i in 1..points.len() {
            let (x, y) = points[i];
            area += 0.5 * (x - points[i - 1].0) * (y + points[i - 1].1);
        }
        for (x, y) in points { area += 0.1 * x * y; }
        for &(x, _) in points { area *= 1.0 + 0.1 * x; }
        area * area
    }
}

program! { reals_beside_integers(p = (0.7, 3usize), q = (2i32, 1.5))
    fn f(p: (f64, usize), q: (i32, f64)) -> (f64, usize, bool) {
        let (x, n) = p;
        let y = x.powi(n as i32) * q.1.powi(q.0);
        (y, n + 1, y > 0.0)
    }
}

program! { a_tuple_of_one(x = 0.7)
    fn f(x: f64) -> (f64,) {
        let t = (x * x,);
        let (y,) = t;
        (y * t.0,)
    }
}

procedure! { tuple_in_out(&mut p = (0.7, 1.2), x = 0.5)
    fn f(p: &mut (f64, f64), x: f64) {
        p.0 *= p.1 * x;
        p.1 = p.0 * p.0;
    }
}

program! { owned_parts(p = (vec![0.7, 1.2], [0.3, 0.5]))
    fn f(p: (Vec<f64>, [f64; 2])) -> (Vec<f64>, f64) {
        let (mut v, a) = p;
        v[0] *= a[1];
        v.push(a[0] * v[0]);
        let s = v[0] + v[1] * v[2];
        (v, s)
    }
}
