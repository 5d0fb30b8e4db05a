//! `swap` of values that the reverse sweep still needs, and are overwritten afterwards.

function! { overwritten_on_both_sides(x = 0.7, mut_y = 0.4)
    fn f(x: f64, mut_y: f64) -> f64 {
        let mut y = mut_y;
        let mut w = x * 1.1;
        let z2 = w.sin();
        w = 2.0;
        let z = y.sin();
        std::mem::swap(&mut y, &mut w);
        w = 3.0;
        y * z * z2 + w
    }
}

function! { partner_nobody_else_needs(x = 0.7, y = 0.4)
    fn f(x: f64, y: f64) -> f64 {
        let mut y = y;
        if x > 0.0 {
            let mut w = x;
            std::mem::swap(&mut y, &mut w);
        }
        for _ in 0..3 {
            let mut w = x * x;
            w /= 1.5 + y.sin();
            std::mem::swap(&mut y, &mut w);
        }
        y * y
    }
}

function! { vectors_of_other_lengths(x = 0.7, y = 0.4)
    fn f(x: f64, y: f64) -> f64 {
        let mut w = vec![x, 1.0];
        let mut v = vec![y, x];
        let z = v[0].sin();
        std::mem::swap(&mut v, &mut w);
        w = vec![3.0];
        v[0] * z * w[0]
    }
}

function! { whole_arrays(x = 0.7, y = 0.4)
    fn f(x: f64, y: f64) -> f64 {
        let (mut v, mut w) = ([y, x], [x * 1.1, y]);
        let z2 = w[0].sin();
        w = [2.0, x];
        let z = v[0].sin();
        std::mem::swap(&mut v, &mut w);
        w = [3.0, 3.0];
        v[1] * z * z2 * w[0]
    }
}

function! { indices(x = 0.7, y = 0.4)
    fn f(x: f64, y: f64) -> f64 {
        let mut s = 1.0;
        let mut n = 1;
        let mut m = 2;
        let a = [x, y, x * y];
        s *= a[m].sin();
        m = 0;
        s *= a[n].sin() + 1.0;
        std::mem::swap(&mut n, &mut m);
        m = 0;
        s * a[m]
    }
}

function! { an_element_with_a_scalar(x = 0.7, y = 0.4)
    fn f(x: f64, y: f64) -> f64 {
        let mut v = [x, y];
        let mut w = x * 1.1;
        let z = v[1].sin() * w.sin();
        std::mem::swap(&mut v[1], &mut w);
        w = 3.0;
        v[0] * v[1] * z * w
    }
}

function! { round_a_loop(x = 0.7, y = 0.4)
    fn f(x: f64, y: f64) -> f64 {
        let mut y = y;
        let mut w = x * 1.1;
        let mut s = 0.0;
        for _ in 0..3 {
            s += w.sin() * y.sin();
            w = x;
            std::mem::swap(&mut y, &mut w);
            w = s;
        }
        s + y
    }
}

procedure! { a_parameter_with_a_local(&mut x = 1.3, y = 0.6)
    fn f(x: &mut f64, y: f64) {
        let mut w = y * *x;
        let z = x.sin() * w.cos();
        std::mem::swap(x, &mut w);
        w = z;
        *x *= w * z;
    }
}

function! { arguments_that_branch(x = 0.7, n: 2)
    fn f(x: f64, n: usize) -> f64 {
        let mut v = vec![x, x * x];
        v.push(if n > 1 { x.sin() } else { x });
        v.fill(if n > 5 { x } else { x * x });
        let mut t = (x, (1.0, x));
        t.1 = (v[2], t.0 * v[0]);
        v[1] * t.1.0 + t.1.1
    }
}
