//! Functions generic over their reals, at `f64` and at `f32`, calling each other.

use autodiff::Real;

function! { constants_of_the_type(x = 0.7, y = 1.3)
    fn f<T: Real>(x: T, y: T) -> T {
        let half = 0.5;
        let k = T::from_f64(2.0) * T::from_f64(half) + T::one();
        (k * x - -T::one()) / (y + T::from_f64(-0.25)) + T::zero() - x * T::from_f64(3 as f64)
    }
}

function! { every_method(x = 0.37, y = 0.81)
    fn f<T: Real>(x: T, y: T) -> T {
        let (s, c) = x.sin_cos();
        let a = x.tan() + y.asin() + x.acos() + y.atan() + x.atan2(y) + x.sinh() + y.cosh() + x.tanh();
        let b = x.asinh() + (y + T::one()).acosh() + x.atanh() + x.exp2() + y.exp_m1() + x.ln() + y.ln_1p();
        let d = x.log2() + y.log10() + x.log(y) + x.cbrt() + x.powf(y) + x.powi(-3) + x.hypot(y);
        let e = x.mul_add(y, x) + (x - y).abs() + x.recip() + x.max(y) * x.min(y) + x.to_radians();
        let g = x.clamp(T::zero(), T::one()) + (y / x).fract() + (y % x) + y.rem_euclid(x) + x.copysign(-y);
        a * s + b * c + d.sqrt() + e * g.signum() + g + x.to_degrees() * y.floor()
    }
}

function! { through_the_type_parameter(x = 0.7, y = 1.3)
    fn f<T>(x: T, y: T) -> T where T: autodiff::Real {
        let p = T::sin(x * y) + T::powi(x, 3) * T::max(x, y) - T::atan2(y, x);
        T::exp(T::from_f64(0.5)) * p + T::sqrt(T::one() + T::from_f64(2.0).sqrt() * x)
    }
}

fn wide_norm(x: &[f64]) -> Vec<f64> {
    vec![(x[0] * x[0] + x[1] * x[1] + 2.0).sqrt() * (3.0 * x[0]).tanh()]
}

program! { in_single_precision(&x = vec![0.7f32, -1.25], @wide wide_norm)
    fn f<T: Real>(x: &[T]) -> T {
        let mut s = T::from_f64(2.0);
        for v in x {
            s += *v * *v;
        }
        s.sqrt() * (T::from_f64(3.0) * x[0]).tanh()
    }
}

function! { sums_over_slices(&x = vec![0.7, 1.2, 0.4], &w = vec![-0.3, 0.8, 1.1])
    fn f<'a, T: Real + Copy>(x: &'a [T], w: &'a Vec<T>) -> T {
        let mut s = T::zero();
        for i in 0..x.len() {
            s += x[i] * w[i];
            if s > T::one() {
                s *= T::from_f64(0.5);
            }
            s -= w[i] / (s + T::from_f64(2.0));
        }
        s
    }
}

program! { arrays_of_any_length(x = [0.7, 1.2, 0.4], &m = [[0.1, 0.2, 0.3], [0.4, 0.5, 0.6]])
    fn f<T: Real, const N: usize, const M: usize>(x: [T; N], m: &[[T; N]; M]) -> [T; M] {
        let mut y = [T::zero(); M];
        let mut x = x;
        for i in 0..M {
            for j in 0..N {
                y[i] += m[i][j] * x[j];
                x[j] = x[j] * x[j] + y[i];
            }
        }
        y
    }
}

program! { vectors_that_grow(x = 0.7, v = vec![0.2, 0.9])
    fn f<T: Real>(x: T, v: Vec<T>) -> Vec<T> {
        let mut out = Vec::with_capacity(v.len());
        let mut stack = vec![x; 3];
        for a in &v {
            stack.push(*a * x);
            let top = stack.pop().unwrap();
            stack[1] = stack[1] * top + stack[0];
            out.push(stack[1].sin());
        }
        out.push(stack[2]);
        out
    }
}

procedure! { in_and_out(&x = vec![0.7, 1.2], &mut y = vec![0.3, -0.4], &mut s = 1.1)
    fn f<T: Real>(x: &[T], y: &mut [T], s: &mut T) {
        for i in 0..x.len() {
            y[i] = x[i] * *s + y[i] * y[i];
            *s *= y[i] - T::from_f64(0.1);
        }
        y.swap(0, 1);
    }
}

fn wide_two_types(x: &[f64]) -> Vec<f64> {
    let square = |x: f64| x * x + 1.0;
    vec![square(x[0]) * square(x[1]) + square(square(x[0]))]
}

program! { at_two_types(x = 0.75, y = 1.25f32, @wide wide_two_types)
    fn square<T: Real>(x: T) -> T { x * x + T::one() }
    fn f(x: f64, y: f32) -> f32 {
        let narrow: f32 = square(y);
        let wide: f64 = square::<f64>(square(x));
        (square(x) * narrow as f64 + wide) as f32
    }
}

function! { generic_calls_generic(&x = vec![0.7, 1.2, 0.4, 0.9], y = 0.6)
    fn dot<T: Real>(a: &[T], b: &[T]) -> T {
        let mut s = T::zero();
        for i in 0..a.len() { s += a[i] * b[i]; }
        s
    }
    fn scaled<T: Real, const N: usize>(x: T) -> T { x * T::from_f64(N as f64) }
    fn f<T: Real>(x: &[T], y: T) -> T {
        // overlapping parts, results that only meet each other, turbofishes
        let a = dot(&x[0..3], &x[1..4]);
        let b = dot::<T>(x, x) + scaled::<T, 3>(y);
        dot(x, x) / scaled::<_, 2>(y) + a.sin() * b
    }
}

function! { recursive(x = 1.1)
    fn f<T: Real>(x: T) -> T { power(x, 5) + power(x * x, 2) }
    fn power<T: Real>(x: T, n: u32) -> T {
        if n == 0 {
            return T::one();
        }
        let half = power(x, n / 2);
        if n % 2 == 0 { half * half } else { half * half * x }
    }
}

fn wide_parameters(x: &[f64]) -> Vec<f64> {
    vec![x[0] * x[1].sin() + x[0] * x[0] * 3.0]
}

program! { several_parameters(x = 0.75, y = 1.25f32, @wide wide_parameters)
    fn f<A, B: Real>(x: A, y: B) -> A where A: Real {
        let s: f64 = y.to_f64().sin();
        let three = B::from_f64(3.0);
        x * A::from_f64(s) + x * x * A::from_f64(three.to_f64())
    }
}

function! { conversions_carry_derivatives(x = 0.7, y = 1.3)
    fn f<T: Real>(x: f64, y: T) -> T {
        let z = T::from_f64(x * x) * y;
        T::from_f64(z.to_f64() * x) + z
    }
}

function! { branches_and_exits(&x = vec![0.7, 1.2, -0.4, 0.9], n: 3)
    fn f<T: Real>(x: &[T], n: usize) -> T {
        let mut acc = x[0];
        let mut i = 0;
        loop {
            if i >= x.len() { break; }
            let v = x[i];
            i += 1;
            if v < T::zero() { continue; }
            acc = match i % 3 {
                0 => acc * v,
                k if k == n => acc,
                _ => acc + v.max(acc) * v,
            };
            if acc.is_nan() { return T::zero(); }
            if acc >= T::from_f64(10.0) { return acc.ln(); }
        }
        while acc > T::one() { acc = acc * T::from_f64(0.5); }
        acc
    }
}

program! { tuples_and_nests(p = (0.7, 1.2), &m = vec![vec![0.3, 0.4], vec![0.5]])
    fn f<T: Real>(p: (T, T), m: &[Vec<T>]) -> (T, Vec<Vec<T>>) {
        let (a, b) = p;
        let mut copy = m.to_vec();
        let mut pair = (a * b, [a, b]);
        for row in &mut copy {
            for v in row.iter_mut() {
                *v *= pair.0;
                pair.1[0] += *v;
            }
        }
        (pair.0 + pair.1[0] * pair.1[1], copy)
    }
}

function! { functions_of_the_library(x = 0.4, y = -0.3)
    fn f<T: Real>(x: T, y: T) -> T {
        autodiff::sigmoid(x) * autodiff::softplus(y) + autodiff::swish(x * y) + autodiff::mish(x)
    }
}

function! { names_in_the_way(x = 0.7)
    fn f<R: Real>(x: R) -> R {
        // values under the names that the constants of the type have
        let zero = x * x;
        let one = zero + R::one();
        let from_f64 = one.sin();
        fn zero_of(n: i32) -> i32 { n }
        from_f64 / zero + R::from_f64(zero_of(2) as f64)
    }
}

function! { kept_and_restored(x = 0.9, &w = vec![0.3, 0.5, 0.8])
    fn f<T: Real>(x: T, w: &[T]) -> T {
        let mut state = [x, T::one()];
        let mut last;
        let mut k = 0;
        while k < w.len() {
            last = state;
            state[0] = (state[0] * w[k]).sin() + last[1];
            state[1] = last[0] * state[1];
            k += 1;
        }
        state[0] * state[1]
    }
}

function! { procedures_and_aliases(&x = vec![0.7, 1.2, 0.4])
    fn bump<T: Real>(v: &mut [T], k: T) {
        for y in v.iter_mut() { *y = *y * *y + k; }
    }
    fn cross<T: Real>(a: &[T], b: &[T]) -> f64 { (a[0] * b[1] + a[1] * b[0]).to_f64() }
    fn count<T: Real, const N: usize>(v: &[T; N]) -> usize { v.len() }
    fn f<T: Real>(x: &[T]) -> T {
        let mut v = x.to_vec();
        bump(&mut v, x[0]);
        bump(&mut v[1..], T::one());
        let n: usize = count(&[x[0], x[1]]);
        T::from_f64(cross(&v[0..2], &v[1..3]) * n as f64) * v[2]
    }
}

program! { results_that_nobody_takes(x = 0.7, y = 1.3, &mut b = vec![0.4, 0.9, -0.2])
    fn turn<T: Real>(x: T, b: &mut [T], p: &mut T) -> T {
        b[0] = b[1] * x + *p;
        *p = *p * x;
        b[0] * x
    }
    fn f<T: Real>(x: T, mut y: T, b: &mut [T]) -> T {
        turn(x * x, b, &mut y);
        for _ in 0..2 {
            let (_, rest) = b.split_at_mut(1);
            turn(y, rest, &mut y);
        }
        b[0] * y + b[1]
    }
}
