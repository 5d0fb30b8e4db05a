//! Programs with a loop that may have the attribute: states of every kind.

#![allow(
    clippy::all,
    reason = "the programs spell out what a person may write, tidy or not"
)]

/// A scalar state, the counter, a branch, `continue`.
macro_rules! scalar {
    (#$grad:tt; $(#$checkpoint:tt)?) => {
        #$grad
        fn f(x: f64, k: f64, n: usize) -> f64 {
            let mut y = x * k;
            let mut sum = 0.0;
            $(#$checkpoint)?
            for i in 0..n {
                let t = (k * y).sin();
                if i % 3 == 1 {
                    y = t - 0.25 * y;
                    continue;
                }
                let c = i as f64;
                y = 3.1 * t * (1.0 - t) + x / (1.0 + c);
                sum += y * t;
            }
            sum * y + (y - x).exp()
        }

        pub(super) fn run(n: usize, tape: &mut Tape) -> Vec<u64> {
            let (mut x, mut k) = (0.0, 0.0);
            let y = f::value_and_grad_with(tape, 0.3, 0.8, n, &mut x, &mut k);
            bits(&[&[y, x, k]])
        }
    };
}

/// A slice of the caller's as state; what the trips read changes before and after the loop.
macro_rules! heat {
    (#$grad:tt; $(#$checkpoint:tt)?) => {
        #$grad
        fn f(u: &mut [f64], source: &[f64], r: f64, n: usize) -> f64 {
            let mut rate = r * r;
            rate = rate.sin();
            let mut gain = source.to_vec();
            gain[0] *= u[1];
            u[2] *= u[2];
            let last = u.len() - 1;
            $(#$checkpoint)?
            for _ in 0..n {
                let mut before = u[0];
                for i in 1..last {
                    let here = u[i];
                    u[i] += rate * (before - 2.0 * here + u[i + 1]) + gain[i] * here * here;
                    before = here;
                }
            }
            rate = u[1] * u[1];
            gain[1] = rate.cos();
            u[3] *= u[3] * gain[1];
            let mut sum = rate * gain[0];
            for x in u.iter() {
                sum += x * x;
            }
            sum
        }

        pub(super) fn run(n: usize, tape: &mut Tape) -> Vec<u64> {
            let mut u: Vec<f64> = (0..7).map(|i| (0.3 * i as f64).sin()).collect();
            let source = [0.01, -0.02, 0.03, 0.01, -0.03, 0.02, 0.0];
            let (mut u_bar, mut s_bar, mut r_bar) = (vec![0.1; 7], [0.0; 7], 0.0);
            let y = f::vjp_with(tape, &mut u, &source, 0.4, n, 0.7, &mut u_bar, &mut s_bar, &mut r_bar);
            bits(&[&[y, r_bar], &u, &u_bar, &s_bar])
        }
    };
}

/// Two buffers that are exchanged.
macro_rules! buffers {
    (#$grad:tt; $(#$checkpoint:tt)?) => {
        #$grad
        fn f(u0: &[f64], r: f64, n: usize) -> f64 {
            let mut u = u0.to_vec();
            let mut next = vec![0.0; u.len()];
            $(#$checkpoint)?
            for _ in 0..n {
                for i in 1..u.len() - 1 {
                    next[i] = u[i] + r * (u[i - 1] - 2.0 * u[i] + u[i + 1]) * u[i].cos();
                }
                std::mem::swap(&mut u, &mut next);
            }
            u.iter().zip(&next).map(|(a, b)| a * b * a).sum()
        }

        pub(super) fn run(n: usize, tape: &mut Tape) -> Vec<u64> {
            let u: Vec<f64> = (0..6).map(|i| (0.7 * i as f64).cos()).collect();
            let (mut u_bar, mut r_bar) = ([0.0; 6], 0.0);
            let y = f::value_and_grad_with(tape, &u, 0.2, n, &mut u_bar, &mut r_bar);
            bits(&[&[y, r_bar], &u_bar])
        }
    };
}

/// A state that grows and shrinks.
macro_rules! growing {
    (#$grad:tt; $(#$checkpoint:tt)?) => {
        #$grad
        fn f(x: f64, n: usize) -> f64 {
            let mut stack = vec![x, x * x];
            let mut rows = vec![vec![x]];
            $(#$checkpoint)?
            for i in 0..n {
                let t = stack[stack.len() - 1];
                stack.push((t * x).sin());
                if i % 4 == 3 {
                    let a = stack.pop().unwrap();
                    let b = stack.pop().unwrap();
                    stack.push(a * b + x);
                }
                if i % 5 == 0 {
                    rows.push(vec![t, t * t]);
                }
                let last = rows.len() - 1;
                rows[last][0] *= stack[0] + t;
                stack = stack.clone();
                stack[0] = stack[0] * 0.5 + t;
            }
            let mut sum = 0.0;
            for row in rows.iter() {
                for r in row.iter() { sum += r * r; }
            }
            for s in stack.iter() { sum *= 1.0 + 0.1 * s; }
            sum
        }

        pub(super) fn run(n: usize, tape: &mut Tape) -> Vec<u64> {
            let mut x = 0.0;
            let y = f::value_and_grad_with(tape, 0.6, n, &mut x);
            bits(&[&[y, x]])
        }
    };
}

/// A struct as state, and one that trips read.
macro_rules! structs {
    (#$grad:tt; $(#$checkpoint:tt)?) => {
        #[derive(Clone, Debug, Differentiable)]
        pub(super) struct Body {
            at: [f64; 2],
            speed: Vec<f64>,
            trips: usize,
        }

        #[derive(Clone, Debug, Differentiable)]
        pub(super) struct Spring {
            k: f64,
            rest: f64,
        }

        impl Body {
            #$grad
            fn energy(&self, s: &Spring) -> f64 {
                let k: f64 = s.k;
                let x: f64 = self.at[0];
                let v: f64 = self.speed[1];
                k * x * x + v * v
            }

            #$grad
            fn advance(&mut self, s: &Spring, n: usize) -> f64 {
                let mut work = 0.0;
                $(#$checkpoint)?
                for i in 0..n {
                    let k: f64 = s.k;
                    let rest: f64 = s.rest;
                    for d in 0..2 {
                        let x: f64 = self.at[d];
                        let v: f64 = self.speed[d];
                        let a = -k * (x - rest).sin() - 0.1 * v;
                        self.speed[d] = v + 0.05 * a;
                        self.at[d] = x + 0.05 * v;
                    }
                    self.trips += 1;
                    if i % 2 == 0 {
                        let e: f64 = self.energy(s);
                        work += e;
                    }
                }
                work
            }
        }

        #$grad
        fn f(b: &Body, s: &Spring, n: usize) -> f64 {
            let mut body = b.clone();
            let work: f64 = body.advance(s, n);
            let x: f64 = body.at[1];
            work * x
        }

        pub(super) fn run(n: usize, _: &mut Tape) -> Vec<u64> {
            let body = Body { at: [0.3, -0.4], speed: vec![0.1, 0.7], trips: 0 };
            let spring = Spring { k: 1.7, rest: 0.2 };
            let (y, (b, s)) = f::value_and_grad(&body, &spring, n);
            bits(&[&[y, s.k, s.rest], &b.at, &b.speed])
        }
    };
}

/// Any real type; recursion; sizes that are known at run time only are in `policies`.
macro_rules! generic {
    (#$grad:tt; $(#$checkpoint:tt)?) => {
        #$grad
        fn relax<T: Real>(x: T, a: &mut [T], n: usize) -> T {
            let mut y = x;
            let half = T::from_f64(0.5);
            $(#$checkpoint)?
            for i in 0..n {
                y = (y * a[i % 2]).sin() + half;
                a[i % 2] = a[i % 2] * half + y;
            }
            y
        }

        #$grad
        fn down(x: f64, depth: usize, n: usize) -> f64 {
            let mut y = x;
            $(#$checkpoint)?
            for i in 0..n {
                if i == 2 && depth > 0 {
                    y += down(y * 0.5, depth - 1, n);
                }
                y = (y * x).cos();
            }
            y
        }

        #$grad
        fn f(x: f64, n: usize) -> f64 {
            let mut a = [x, x * x];
            let y = relax(x, &mut a, n);
            let mut b = [y as f32, 0.3];
            let z = relax(x as f32, &mut b, n / 3);
            y * a[1] + (z * b[0]) as f64 + down(x, 2, n.min(7))
        }

        pub(super) fn run(n: usize, tape: &mut Tape) -> Vec<u64> {
            let mut x = 0.0;
            let y = f::value_and_grad_with(tape, 0.6, n, &mut x);
            bits(&[&[y, x]])
        }
    };
}

/// Functions with residuals of their own, called by value and by reference; the loop stands in one of them.
macro_rules! calls {
    (#$grad:tt; $(#$checkpoint:tt)?) => {
        #$grad
        fn force(x: f64, k: f64) -> f64 {
            let mut f = x;
            for _ in 0..3 {
                f = k * f.sin() * f;
            }
            f - x
        }

        #$grad
        fn step(state: &mut [f64], k: f64, dt: f64) {
            let a = force(state[0], k);
            state[1] += dt * a;
            state[0] += dt * state[1];
            state[1] *= 1.0 - 0.1 * dt * state[0];
        }

        fn table(i: usize) -> f64 {
            0.01 * (i % 5) as f64
        }

        #$grad
        fn integrate(state: &mut [f64], k: f64, n: usize) -> f64 {
            let mut work = 0.0;
            $(#$checkpoint)?
            for i in 0..n {
                let dt = 0.05 + table(i);
                step(state, k, dt);
                work += force(state[1], k) * dt;
            }
            work
        }

        #$grad
        fn f(x: f64, k: f64, n: usize) -> f64 {
            let mut state = [x, k * x];
            let work = integrate(&mut state, k, n);
            let more = integrate(&mut state[..], work.sin(), n / 2);
            state[0] * work + more * state[1]
        }

        pub(super) fn run(n: usize, tape: &mut Tape) -> Vec<u64> {
            let (mut x, mut k) = (0.0, 0.0);
            let y = f::value_and_grad_with(tape, 0.4, 0.9, n, &mut x, &mut k);
            bits(&[&[y, x, k]])
        }
    };
}

twins! { scalar, crate::twins::TRIPS }
twins! { heat, crate::twins::TRIPS }
twins! { buffers, crate::twins::TRIPS }
twins! { growing, crate::twins::FEW }
twins! { structs, crate::twins::FEW }
twins! { generic, crate::twins::FEW }
twins! { calls, crate::twins::FEW }
