//! Values that are one another's derivatives, near and far.

function! { sine_and_cosine(x = 0.7, y = 0.4)
    fn f(x: f64, y: f64) -> f64 {
        let (s, c) = x.sin_cos();
        let h = y.sinh() * x.cos();
        s * c * c + h * y.cosh() + y.sin()
    }
}

function! { an_arm_of_links(&angles = vec![0.7, -0.4, 1.1], &lengths = vec![1.0, 0.8, 0.5])
    fn f(angles: &[f64], lengths: &[f64]) -> f64 {
        let (mut x, mut y, mut angle) = (0.0, 0.0, 0.0);
        for i in 0..angles.len() {
            angle += angles[i];
            let a = angle;
            x += lengths[i] * a.cos();
            y += lengths[i] * a.sin();
        }
        x * x + y * y * x
    }
}

function! { an_exit_between(&x = vec![0.7, 1.2, -0.4, 0.9], limit: 2)
    fn f(x: &[f64], limit: usize) -> f64 {
        let mut sum = 0.0;
        for (i, v) in x.iter().enumerate() {
            let v = *v;
            let s = v.sin();
            sum += s * sum + s;
            if i == limit { break; }
            let c = v.cos();
            sum += c * s * sum;
            if sum > 50.0 { return sum * s; }
        }
        sum
    }
}

function! { in_other_branches(x = 0.7, first: true)
    fn f(x: f64, first: bool) -> f64 {
        let s = x.sin();
        if first {
            let c = x.cos();
            let t = c.sin() * c.cos();
            s * c + t
        } else {
            s * s
        }
    }
}

function! { of_a_variable_that_changes(x = 0.7, n: 3)
    fn f(x: f64, n: usize) -> f64 {
        let mut a = x;
        let mut sum = 0.0;
        for _ in 0..n {
            sum += a.sin() * sum + a;
            a = a * 1.1 + 0.2;
            sum += a.cos();
            let mut b = a;
            sum *= b.sinh();
            b *= 0.5;
            sum += b.cosh() * b;
        }
        sum
    }
}

function! { one_of_them_by_itself(x = 0.7)
    fn f(x: f64) -> f64 {
        let c = x.cos();
        let limit = if c > 0.0 { 1.0 } else { 2.0 };
        x.sin() * limit
    }
}

function! { a_pendulum(angle = 0.7, velocity = -0.3, steps: 6)
    fn f(angle: f64, velocity: f64, steps: usize) -> f64 {
        let (mut q, mut v) = (angle, velocity);
        for _ in 0..steps {
            let force = -9.81 * q.sin();
            q += 0.1 * v;
            v += 0.1 * force * q.cos();
        }
        q * v
    }
}

function! { only_in_a_loop_that_may_end(&x = vec![0.7, 1.2, -0.4, 0.9], limit = 1.1)
    fn f(x: &[f64], limit: f64) -> f64 {
        let mut phase = limit;
        let mut sum = 0.0;
        for v in x {
            if sum > limit { continue; }
            phase = (phase * v).cos() * sum.cos();
            sum += phase.sin() * phase;
            if phase < -0.9 { break; }
        }
        sum * phase
    }
}

function! { behind_a_sum(x = 0.7, &v = vec![0.4, -1.2, 0.9])
    fn f(x: f64, v: &[f64]) -> f64 {
        let mut s = 0.0;
        for i in 0..v.len() {
            s += v[i] * v[i];
        }
        let a = x.sin();
        let b = x.cos();
        s + a + b
    }
}

function! { both_at_once_behind_a_sum(x = 0.7, &v = vec![0.4, -1.2, 0.9])
    fn f(x: f64, v: &[f64]) -> f64 {
        let mut s = x;
        for i in 0..v.len() {
            s += v[i] * v[i];
        }
        let (u, w) = x.sin_cos();
        s + u - w
    }
}

function! { between_sums(x = 0.7, &v = vec![0.4, -1.2, 0.9])
    fn f(x: f64, v: &[f64]) -> f64 {
        let mut s = 0.0;
        for i in 0..v.len() {
            s += v[i] * v[i];
        }
        let a = x.sinh();
        let mut t = 0.0;
        for i in 0..v.len() {
            t += v[i] * x;
        }
        let b = x.cosh();
        s + a + t + b
    }
}

function! { behind_a_sum_in_a_trip(x = 0.7, &v = vec![0.4, -1.2, 0.9])
    fn f(x: f64, v: &[f64]) -> f64 {
        let mut s = 0.0;
        for i in 0..v.len() {
            let mut t = 0.0;
            for j in 0..v.len() {
                t += v[j] * v[i];
            }
            let z = v[i] * x;
            s += t + z.sin() + z.cos();
        }
        s
    }
}
