//! `if` and `match`, as statements and as values.

function! { arms_as_values(x = 0.5, @at [-0.7], [2.0])
    fn f(x: f64) -> f64 {
        let y = if x > 0.0 { x * x } else { -3.0 * x };
        if y > 1.0 { y.sqrt() } else if y > 0.3 { y.exp() } else { let t = y + x; t * t }
    }
}

function! { maximum_idiom(&x = vec![0.3, 1.7, -0.4, 1.2], @at [2.0, 0.1, 0.2, 0.3], [-3.0, -2.0, -1.0, -4.0])
    fn f(x: &[f64]) -> f64 {
        let mut m = x[0];
        for i in 1..x.len() {
            if m <= x[i] {
                m = x[i];
            }
        }
        m * m
    }
}

function! { assigned_in_one_arm_only(x = 0.6, y = 1.4, @at [1.6, 0.4], [-0.5, -0.6])
    fn f(x: f64, y: f64) -> f64 {
        let mut s = x * y;
        let mut t = 1.0;
        if x > y {
            t = s * x;
            s = y;
        }
        s * t + s
    }
}

function! { untaken_arm_is_infinite(x = 0.5, @at [-1.5], [2.5])
    fn f(x: f64) -> f64 {
        let d = x - x;
        if x > 100.0 { 1.0 / d + d.ln() } else { x * x + d }
    }
}

function! { branch_without_effect(x = 1.1, @at [0.2], [-0.8])
    fn f(x: f64) -> f64 {
        let y = x * x;
        if y > 0.5 {}
        if y > 0.1 {
            let _z = y * x;
        } else {
        }
        y.sin()
    }
}

function! { nested_ifs(x = 0.3, y = 0.9, @at [0.9, 0.3], [-0.3, -0.9], [-0.9, 0.2])
    fn f(x: f64, y: f64) -> f64 {
        let mut r = x;
        if x > 0.0 {
            if y > x {
                r *= y;
            } else {
                r = r * r + y;
                if r > 1.0 {
                    r -= x * y;
                }
            }
            r += 1.0;
        } else if y < 0.0 {
            r = y - r;
        }
        r * r
    }
}

function! { match_on_integers(x = 1.3, n: 7)
    fn f(x: f64, n: i32) -> f64 {
        let mut s = 0.0;
        for k in -2..n {
            s += match k {
                i32::MIN..=-1 => x.sin(),
                0 => 1.0,
                1 | 2 => x,
                m @ 3..=4 => x.powi(m),
                m if m % 2 == 0 => { let t = x * f64::from(m); t * t }
                _ => x / 2.0,
            };
            s *= x;
        }
        s
    }
}

function! { match_as_statement(&x = vec![0.3, 0.5, 0.7, 0.9], kinds: &[2, 0, 1, 9])
    fn f(x: &[f64], kinds: &[usize]) -> f64 {
        let mut a = 1.0;
        let mut b = x[0];
        for i in 0..x.len() {
            match kinds[i] {
                0 => a *= x[i],
                1 => {
                    b = a * b;
                    a += b;
                }
                2 => (),
                _ => {
                    let t = a;
                    a = b;
                    b = t * x[i];
                }
            }
        }
        a * b + a
    }
}

function! { match_on_booleans_and_tuples(x = 0.8, y = -0.6, @at [0.7, 0.6], [-0.8, -0.6], [-0.2, 0.4])
    fn f(x: f64, y: f64) -> f64 {
        let outer = match (x > 0.0, y > 0.0) {
            (true, true) => x * y,
            (true, false) => x - y * y,
            (false, up) if up => x.exp(),
            (false, _) => y.exp() * x,
        };
        match outer > 0.5 {
            true => outer * outer,
            false => outer + x,
        }
    }
}

function! { conditions_kept_in_variables(x = 0.4, y = 0.7, flag: true, @at [1.4, 0.7], [-0.4, 0.7])
    fn f(x: f64, y: f64, flag: bool) -> f64 {
        let small = x < 1.0 && y < 1.0;
        let mut x = x;
        let positive = x > 0.0 || !flag;
        x = x * y;
        let mut s = x;
        if small && flag {
            s = s * s;
        }
        if !positive | (small ^ flag) {
            s = s + y * y;
        }
        if { let t = s * s; t > 1e-3 } {
            s *= y;
        }
        s
    }
}

function! { initialised_in_the_arms(x = 0.4, n: 2)
    fn f(x: f64, n: usize) -> f64 {
        let a;
        let b: f64;
        if n == 2 {
            a = x * x;
            b = 2.0 * a;
        } else {
            b = x;
            a = 1.0;
        }
        let c;
        match n {
            0 => c = a,
            _ => c = a * b,
        }
        a + b * c
    }
}

program! { arms_with_tuples(x = 0.6, @at [-0.6], [1.6])
    fn f(x: f64) -> (f64, f64) {
        let (a, b) = if x > 0.0 { (x * x, 1.0) } else { (2.0, x.exp()) };
        let (c, d) = match x > 1.0 {
            true => (a, b * a),
            false => (b, a + x),
        };
        (a * c, b + d)
    }
}

function! { smooth_step(x = 0.3, lo = 0.0, hi = 1.0, @at [-0.5, 0.0, 1.0], [1.5, 0.0, 1.0], [0.8, 0.1, 1.1])
    fn f(x: f64, lo: f64, hi: f64) -> f64 {
        if x <= lo {
            return x * 1e-1;
        }
        if x >= hi {
            return 1.0 + (x - hi) * 0.1;
        }
        let t = (x - lo) / (hi - lo);
        t * t * (3.0 - 2.0 * t)
    }
}
