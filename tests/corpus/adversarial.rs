//! Names, shapes and habits that trip generated code up.

const LIMIT: i32 = 3;
const ZERO: f64 = 0.0;

function! { names_of_the_generated_code(x = 0.7, x_bar = 1.2, x_dot = 0.4)
    fn f(x: f64, x_bar: f64, x_dot: f64) -> f64 {
        let y_bar = x * x_bar;
        let y = y_bar * x_dot;
        let tape = y * y;
        let v1 = tape + x_dot;
        let (s, r, t) = (v1, x_bar, y_bar);
        let y_dot = s * r + t;
        let mut grad = y_dot;
        for i in 0..2 { let i_bar = grad * i as f64; grad += i_bar * x; }
        let jvp = grad;
        let f_ad = jvp * x;
        let autodiff = f_ad + 1.0;
        let core = autodiff * v1;
        core * tape
    }
}

function! { locals_named_like_functions(x = 0.7)
    fn g(x: f64) -> f64 { x * x }
    fn f(x: f64) -> f64 {
        let y = g(x);
        let f = y * 2.0;
        let h = g(f);
        { let sin = h; sin.sin() * f }
    }
}

function! { raw_and_foreign_names(r#type = 0.7, größe = 1.2)
    fn f(r#type: f64, größe: f64) -> f64 {
        let r#loop = r#type * größe;
        let 変数 = r#loop.sin();
        r#loop * 変数 + r#type
    }
}

function! { underscores(x = 0.7, _unused = 1.2, _ignored: 3)
    fn f(x: f64, _unused: f64, _ignored: usize) -> f64 {
        let _ = x * 2.0;
        let _y = x * x;
        let __y = _y * x;
        let (_, _z, _) = (x, __y, _y);
        _z + _y
    }
}

function! { mutable_parameters(mut_x = 0.7, v = vec![0.4, 1.1])
    fn f(mut x: f64, mut v: Vec<f64>) -> f64 {
        x *= x;
        v[0] *= x;
        v[1] += v[0];
        x += v[1] * x;
        x
    }
}

function! { constants_in_patterns(x = 0.7)
    fn f(x: f64) -> f64 {
        let mut s = x;
        for k in 0..5 {
            match k {
                LIMIT => s *= s,
                i32::MAX => s = ZERO,
                other if other < LIMIT => s += x * other as f64,
                k => s -= k as f64 * x * s,
            }
        }
        s
    }
}

function! { passed_through(x = 0.7, n: 3, @at [0.2], [1.5])
    fn f(x: f64, n: usize) -> f64 {
        assert!(n > 1, "too few steps: {n}");
        debug_assert!(x.is_finite());
        debug_assert_eq!(n, 3);
        let mut s = x;
        for i in 0..n {
            let s_before = s;
            s = s * x + 0.5;
            assert!(s.is_finite() && i < n, "{s} after {s_before} in step {}", i + 1);
            if s > 1e9 {
                println!("step {i}: {s:.3} {x} {value}", value = s_before);
                eprintln!("{}", s * 2.0);
            }
        }
        if s < -1e9 { panic!("diverged: {s}"); }
        s
    }
}

function! { arms_that_never_return(x = 0.7, kind: 2)
    fn f(x: f64, kind: i32) -> f64 {
        let y = match kind {
            0 => panic!("kind {kind} at {x}"),
            1 => return x,
            2 => x * x,
            3 => unreachable!(),
            _ => todo!(),
        };
        let z = if y > 1e6 { unimplemented!("{y}") } else { y * x };
        let w = loop { if z > -1.0 { break z; } };
        w * y
    }
}

function! { labels_reused(x = 0.7)
    fn f(x: f64) -> f64 {
        let mut s = x;
        'a: for i in 0..3 {
            s += x * i as f64;
            if i == 1 { break 'a; }
        }
        'a: for i in 0..3 {
            for _ in 0..2 { s *= x; if i == 1 { continue 'a; } }
        }
        'tape: loop { s = s * s; break 'tape; }
        s
    }
}

function! { semicolons_and_empty_blocks(x = 0.7)
    fn f(x: f64) -> f64 {
        ;;
        {}
        let y = x * x;;
        ();
        { y; }
        y * x;
        if x > 0.0 {};
        for _ in 0..2 {}
        return { (y) * ((x)) };
    }
}

function! { one_long_expression(x = 0.7, y = 1.2, z = 0.4)
    fn f(x: f64, y: f64, z: f64) -> f64 {
        ((x * y + z) * (x - y * z) / (1.0 + x * x) + (y * z - x).sin() * (x + y + z).cos()) * ((x * y * z).exp()
            - (x / (y + z) + y / (z + x) + z / (x + y)).sqrt()) + (x * (y + z * (x + y * (z + x * (y + z * x)))))
            * (((x + 1.0).ln() + y).ln() + z).ln()
    }
}

function! { evaluation_order(x = 0.7)
    fn bump(x: &mut f64) -> f64 { *x *= 2.0; *x * *x }
    fn f(x: f64) -> f64 {
        let mut a = x;
        let s = a * bump(&mut a) + a * { a = a * a; a } - { let t = a; a = 1.5 * x; t } * a;
        let mut v = [a, s, x];
        let mut i = 0;
        v[{ i += 1; i }] *= v[i] + a;
        v[0] = bump(&mut v[2]) + v[2];
        s * v[0] + v[1]
    }
}

function! { nothing_but_the_parameter(x = 0.7)
    fn f(x: f64) -> f64 { x }
}

program! { copies_of_the_input(x = 0.7, &v = vec![0.4, 1.1])
    fn f(x: f64, v: &[f64]) -> (f64, f64, Vec<f64>) {
        (x, x, v.to_vec())
    }
}

function! { aliases_by_value(x = [0.7, 0.4])
    fn f(x: [f64; 2]) -> f64 {
        let mut a = x;
        let b = a;
        a[0] = b[1] * a[0];
        let c = a;
        a[1] *= a[0];
        a[0] * b[0] + c[1] * a[1] * c[0]
    }
}

function! { an_infinite_value_is_passed_by(x = 0.7, &v = vec![0.0, 0.5], @at [0.9, 0.3, 0.0])
    fn f(x: f64, v: &[f64]) -> f64 {
        let mut least = f64::INFINITY;
        let mut greatest = f64::NEG_INFINITY;
        for a in v {
            let d = (*a - x) * (*a - x) + 0.1 * *a;
            if d < least { least = d; }
            if d > greatest { greatest = d; }
        }
        least + 2.0 * greatest
    }
}

function! { nested_items(x = 0.7)
    fn f(x: f64) -> f64 {
        const STEP: usize = 2;
        fn offset(k: usize) -> f64 { k as f64 * 0.25 }
        let mut s = x;
        for k in (0..6).step_by(STEP) { s = s * x + offset(k); }
        s
    }
}

function! { shadowed_in_arms_and_loops(x = 0.7, n: 3)
    fn f(x: f64, n: usize) -> f64 {
        let y = x;
        let y = if y > 0.5 { let y = y * y; y + x } else { let y = -y; y };
        for n in 0..n {
            let y = y * n as f64;
            let n = y + x;
            if n > 1e9 { return n; }
        }
        let x = match n { 3 => { let x = x + y; x * x } _ => y };
        while x < 0.0 { let x = y; return x; }
        x * y
    }
}

function! { powers_of_zero_in_a_sum(x = 0.0, &c = vec![0.3, 0.9, -0.4])
    fn f(x: f64, c: &[f64]) -> f64 {
        let mut s = 0.0;
        for k in 0..c.len() { s += c[k] * x.powi(k as i32); }
        s
    }
}

function! { no_differentiated_statement_in_the_loop(x = 0.7, n: 4)
    fn f(x: f64, n: usize) -> f64 {
        let mut table = vec![1.0; n];
        for i in 1..n { table[i] = table[i - 1] * 0.5 + i as f64; }
        let mut sum = 0.0;
        for t in &table { sum += t; }
        sum * x * x
    }
}
