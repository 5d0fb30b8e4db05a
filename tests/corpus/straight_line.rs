//! No loops, no branches.

const SCALE: f64 = 0.75;
const SQUARED: f64 = SCALE * SCALE;

function! { evaluation_trace(x1 = 1.3, x2 = 0.7, @at [0.2, -1.1], [-2.0, 0.4])
    fn f(x1: f64, x2: f64) -> f64 {
        x1 * x2 + (x1 * x2).exp() - x2.sin()
    }
}

function! { shadowing(x = 0.8)
    fn f(x: f64) -> f64 {
        let x = x * x;
        let y = x.sin();
        let x = x + y * x;
        {
            let x = x.exp();
            let _unused = x * y;
        }
        let x = { let x = x * y; x + 1.0 };
        x * y
    }
}

function! { blocks_as_values(x = 0.3, y = 1.1)
    fn f(x: f64, y: f64) -> f64 {
        let a = {
            let t = x * y;
            let u = { t + x };
            t * u
        };
        a * { let t = a - y; t * t } + { x }
    }
}

function! { compound_assignment(x = 5.3, y = 1.7)
    fn f(x: f64, y: f64) -> f64 {
        let mut s = x;
        s += y * s;
        s -= x;
        s *= s;
        s /= y + s;
        s %= 0.4 * y;
        s += s;
        s
    }
}

function! { deferred_let(x = 0.9)
    fn f(x: f64) -> f64 {
        let a;
        let b: f64;
        a = x * x;
        b = a.cos() * x;
        a + b * a
    }
}

function! { swap_and_replace(x = 0.4, y = 1.9)
    fn f(x: f64, y: f64) -> f64 {
        let mut a = x * y;
        let mut b = y.ln();
        std::mem::swap(&mut a, &mut b);
        a *= 2.0 + x;
        let old = std::mem::replace(&mut b, a * x);
        a * b + old * old
    }
}

function! { elementary_functions(x = 0.35, y = 0.6, @at [0.7, 0.2], [0.1, 0.9])
    fn f(x: f64, y: f64) -> f64 {
        let a = x.sin() + x.cos() * x.tan() + x.asin() - x.acos() + x.atan();
        let b = x.sinh() + x.cosh() - x.tanh() + x.asinh() + (1.0 + x).acosh() + x.atanh();
        let c = x.exp() + x.exp2() - x.exp_m1() + y.ln() + y.ln_1p() + y.log2() * y.log10() + y.log(3.0);
        let d = y.sqrt() + y.cbrt() + y.recip() + y.powi(3) + y.powf(x) + x.hypot(y) + x.atan2(y);
        let e = x.mul_add(y, a) + x.max(y) * x.min(y) + (x - 2.0).abs() + x.copysign(-1.0) + x.clamp(0.0, 0.5);
        a * b + c * d - e + x.to_radians() + y.to_degrees() + x.fract() * y.floor() + y.powi(-2)
    }
}

function! { ufcs(x = 0.5, y = 1.5)
    fn f(x: f64, y: f64) -> f64 {
        let a = f64::sin(x) * f64::max(x, y);
        let b = f64::powi(a, 2) + f64::mul_add(a, x, y);
        f64::atan2(f64::sqrt(y), b) + <f64>::exp(x)
    }
}

function! { constants(x = 1.2)
    fn f(x: f64) -> f64 {
        const OFFSET: f64 = -1.5e-1;
        let local = std::f64::consts::PI * SCALE;
        (x + OFFSET).powi(2) * SQUARED + (local * x).sin() * 2_f64 - 1_000.0 * x * 1e-3 + f64::EPSILON
    }
}

function! { negation_and_parentheses(x = 0.6, y = 2.2)
    fn f(x: f64, y: f64) -> f64 {
        -(x - -y) * -(-x) / -(x * -(y + 1.0)) - (-x).exp() - -3.0
    }
}

function! { reference_parameters(&x = 1.4, &y = -0.3)
    fn f(x: &f64, y: &f64) -> f64 {
        let s = *x * *y + x * y + *x;
        s * x.sin() + y.exp()
    }
}

function! { sine_and_cosine(x = 0.7)
    fn f(x: f64) -> f64 {
        let (s, c) = x.sin_cos();
        let (c2, s2) = (c * c, s * s * s);
        s * c2 + s2 * (x * s).sin_cos().1
    }
}

function! { quotients(x = 2.3, y = 0.9)
    fn f(x: f64, y: f64) -> f64 {
        let q = x / y / x.sqrt();
        1.0 / (q + 1.0 / (q + 1.0 / (q + x))) + x % y + (-x) % y + x.rem_euclid(y) + (-x).rem_euclid(y)
    }
}

program! { several_results(x = 0.5, y = 0.25)
    fn f(x: f64, y: f64) -> [f64; 3] {
        let p = x * y;
        [p + x, p * p, y]
    }
}
