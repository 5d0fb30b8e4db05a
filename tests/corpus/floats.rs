//! Functions generic over `num_traits::Float`: written for that trait, without a thought of this library.

use num_traits::{Float, FloatConst, NumAssign, NumCast};

function! { constants_of_the_type(x = 0.7, y = 1.3)
    fn f<T: Float>(x: T, y: T) -> T {
        let two = T::one() + T::one();
        let quarter = T::from(0.25).unwrap();
        let k = T::from(3).expect("a number") * quarter;
        (k * x - -T::one()) / (y + T::neg_zero() - quarter) + T::zero() - x * two + T::epsilon()
    }
}

function! { every_method(x = 0.37, y = 0.81)
    fn f<T: num_traits::Float>(x: T, y: T) -> T {
        let (s, c) = x.sin_cos();
        let a = x.tan() + y.asin() + x.acos() + y.atan() + x.atan2(y) + x.sinh() + y.cosh() + x.tanh();
        let b = x.asinh() + (y + T::one()).acosh() + x.atanh() + x.exp2() + y.exp_m1() + x.ln() + y.ln_1p();
        let d = x.log2() + y.log10() + x.log(y) + x.cbrt() + x.powf(y) + x.powi(-3) + x.hypot(y);
        let e = x.mul_add(y, x) + (x - y).abs() + x.recip() + x.max(y) * x.min(y) + x.to_radians();
        let g = (y / x).fract() + (y % x) + x.copysign(-y);
        a * s + b * c + d.sqrt() + e * g.signum() + g + x.to_degrees() * y.floor()
    }
}

function! { through_the_type_parameter(x = 0.7, y = 1.3)
    fn f<T>(x: T, y: T) -> T where T: Float {
        let p = T::sin(x * y) + T::powi(x, 3) * T::max(x, y) - T::atan2(y, x);
        T::exp(T::from(0.5).unwrap()) * p + T::sqrt(T::one() + T::from(2.0).unwrap().sqrt() * x)
    }
}

function! { sums_over_slices(&x = vec![0.7, 1.2, 0.4], &w = vec![-0.3, 0.8, 1.1])
    fn f<'a, T: Float + std::iter::Sum>(x: &'a [T], w: &'a Vec<T>) -> T {
        let n = T::from(x.len()).unwrap();
        let mean = x.iter().copied().sum::<T>() / n;
        let spread: T = x.iter().map(|&v| (v - mean).powi(2)).sum();
        let mut s = T::zero();
        for i in 0..x.len() {
            s = s + x[i] * w[i];
            if s > T::one() {
                s = s * T::from(0.5).unwrap();
            }
            s = s - w[i] / (s + T::from(2.0).unwrap());
        }
        s + (spread / n).sqrt()
    }
}

function! { the_largest_by_a_fold(&x = vec![0.7, 1.2, 0.4])
    fn f<T: Float>(x: &[T]) -> T {
        let top = x.iter().copied().fold(T::neg_infinity(), T::max);
        let total = x.iter().fold(T::zero(), |s, &v| s + (v - top).exp());
        top + total.ln()
    }
}

function! { constants_of_circles(r = 0.8, n: 5)
    fn f<T: Float + FloatConst>(r: T, n: usize) -> T {
        let mut area = T::PI() * r.powi(2);
        for i in 0..n {
            let angle = T::TAU() * T::from(i).unwrap() / T::from(n).unwrap();
            area = area + (angle * r).cos() / (T::from(i + 1).unwrap() + T::SQRT_2());
        }
        area
    }
}

function! { assignment_operators(&mut x = vec![0.7, 1.2, 0.4], k = 1.5)
    fn f<T: Float + NumAssign>(x: &mut [T], k: T) -> T {
        let mut product = T::one();
        for v in x.iter_mut() {
            *v *= k;
            *v += v.sin();
            product *= *v;
        }
        product
    }
}

function! { asserts_and_messages_name_methods_of_both_traits(x = 0.7, y = 1.3)
    fn f<T: Float + std::fmt::Display>(x: T, y: T) -> T {
        assert!(x.sin() < T::one() && y > T::zero(), "{} {}", x.cos(), T::epsilon());
        debug_assert!(!y.is_nan() && y.is_finite());
        let k = if x.is_sign_negative() || y.is_normal() { T::one() } else { T::zero() };
        (x + k) * y.exp()
    }
}

function! { integers_of_reals(x = 2.7, y = 1.3)
    fn f<T: Float>(x: T, y: T) -> T {
        let n = x.floor().to_usize().unwrap();
        let k = y.to_i32().unwrap_or(0);
        let mut s = x;
        for i in 0..n {
            s = s * y + T::from(i).unwrap();
        }
        match x.trunc().to_u8() {
            Some(2) => s.powi(k + 1),
            _ => s,
        }
    }
}

function! { there_and_back(x = 0.7, y = 1.3)
    fn f<T: Float>(x: T, y: f64) -> T {
        let wide = x.to_f64().unwrap() * y;
        let Some(narrow) = x.to_f32() else { return x };
        T::from(wide.sin()).unwrap() * x + T::from(narrow).unwrap() * T::zero() + T::from(y).unwrap()
    }
}

function! { through_the_trait(x = 0.7, y = 1.3)
    fn f<T: Float>(x: T, y: T) -> T {
        let two: T = NumCast::from(2.0).unwrap();
        Float::sin(x * y) + Float::powi(x, 3) * Float::max(x, y) * two - num_traits::Float::atan2(y, x)
    }
}

function! { calls_and_recursion(x = 0.7, y = 1.3, n: 4)
    fn horner<T: Float>(c: &[T], x: T) -> T {
        c.iter().rev().fold(T::zero(), |s, &k| s * x + k)
    }
    fn power<T: Float>(x: T, n: usize) -> T {
        if n == 0 { T::one() } else { x * power(x, n - 1) }
    }
    fn f<T: Float>(x: T, y: T, n: usize) -> T {
        let c = [x, y, x * y, T::from(0.5).unwrap()];
        horner(&c, y) + power::<T>(x, n) + horner::<T>(&c[1..], T::one())
    }
}

function! { called_at_two_types(x = 0.7)
    fn g<T: Float>(x: T, y: T) -> T {
        (x * y).sin() / (T::one() + y)
    }
    fn f(x: f64) -> f64 {
        let wide = g(x, 2.0 * x);
        let narrow: f32 = g(0.5f32, 0.25);
        wide * narrow as f64
    }
}

function! { matrices(&m = vec![vec![0.7, 1.2], vec![0.4, -0.3]], x = [1.1, 0.6])
    fn f<T: Float, const N: usize>(m: &[Vec<T>], x: [T; N]) -> T {
        let mut y = [T::zero(); N];
        for (yi, row) in y.iter_mut().zip(m) {
            for (j, &a) in row.iter().enumerate() {
                *yi = *yi + a * x[j];
            }
        }
        let mut out: Vec<T> = Vec::with_capacity(N);
        for v in y {
            out.push(v.tanh());
        }
        out.iter().fold(T::one(), |p, &v| p * (v + T::one()))
    }
}
