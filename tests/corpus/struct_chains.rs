//! Chains and closures over structs: fields, methods, functions of a type, sums of a type of one's own.

use autodiff::{Differentiable, grad, hessian, jvp};

#[derive(Clone, Copy, Default, Differentiable)]
pub(super) struct V3 {
    x: f64,
    y: f64,
    z: f64,
}

#[grad]
#[jvp]
#[hessian]
impl V3 {
    fn zero() -> V3 {
        V3 {
            x: 0.0,
            y: 0.0,
            z: 0.0,
        }
    }

    fn new(x: f64, y: f64, z: f64) -> V3 {
        V3 { x, y, z }
    }

    fn dot(&self, other: &V3) -> f64 {
        self.x * other.x + self.y * other.y + self.z * other.z
    }

    fn norm(&self) -> f64 {
        self.dot(self).sqrt()
    }
}

#[grad]
#[jvp]
#[hessian]
impl std::ops::Add for V3 {
    type Output = V3;
    fn add(self, other: V3) -> V3 {
        V3 {
            x: self.x + other.x,
            y: self.y + other.y,
            z: self.z + other.z,
        }
    }
}

#[grad]
#[jvp]
#[hessian]
impl std::ops::Mul<f64> for V3 {
    type Output = V3;
    fn mul(self, k: f64) -> V3 {
        V3 {
            x: self.x * k,
            y: self.y * k,
            z: self.z * k,
        }
    }
}

#[derive(Clone, Copy, Differentiable)]
pub(super) struct Body {
    mass: f64,
    pos: V3,
    vel: V3,
}

#[derive(Clone, Differentiable)]
pub(super) struct Neuron {
    w: Vec<f64>,
    b: f64,
}

#[grad]
#[jvp]
#[hessian]
impl Neuron {
    fn out(&self, x: &[f64]) -> f64 {
        (self.w.iter().zip(x).map(|(w, x)| w * x).sum::<f64>() + self.b).tanh()
    }

    fn prune(&mut self, least: f64) {
        let kept = self
            .w
            .iter()
            .copied()
            .filter(|w| w.abs() > least)
            .collect::<Vec<f64>>();
        self.b = self.b + self.w[0] * kept[0];
        self.w = kept;
        self.w.push(self.b);
    }
}

function! { energy(&x = vec![0.7, 0.4, 0.9, 0.2, 1.5, 0.6])
    fn kinetic(bodies: &[Body]) -> f64 {
        bodies.iter().map(|b| b.mass * b.vel.dot(&b.vel)).sum::<f64>() * 0.5
    }

    fn f(x: &[f64]) -> f64 {
        let v: V3 = V3::new(x[0], x[1], x[2]);
        let w: V3 = v * x[3];
        let bodies = vec![Body { mass: x[4], pos: w, vel: v }, Body { mass: x[5], pos: v, vel: w }];
        kinetic(&bodies)
    }
}

function! { moved_bodies(&x = vec![0.7, 0.4, 0.9, 0.2], n: 3)
    fn step(bodies: &mut [Body], dt: f64) {
        for b in bodies.iter_mut() {
            b.pos = b.pos + b.vel * dt;
            b.vel.x *= b.pos.norm();
        }
    }

    fn f(x: &[f64], n: usize) -> f64 {
        let v: V3 = V3::new(x[0], x[1], x[2]);
        let mut bodies = vec![Body { mass: 1.0, pos: v, vel: v }; 2];
        for _ in 0..n {
            step(&mut bodies, x[3]);
        }
        bodies.iter().map(|b| b.pos.norm()).sum::<f64>() * bodies[1].vel.x
    }
}

function! { functions_of_a_type(&x = vec![0.7, 0.4, 0.9, 0.2])
    fn norms(vs: &[V3]) -> f64 {
        vs.iter().map(V3::norm).sum::<f64>()
    }

    fn f(x: &[f64]) -> f64 {
        let v: V3 = V3::new(x[0], x[1], x[2]);
        let w: V3 = V3::new(x[3], x[2], x[0]);
        norms(&[v, w]) * x[0]
    }
}

function! { sums_of_a_type(&x = vec![0.7, 0.4, 0.9, 0.2])
    fn total(vs: &[V3]) -> f64 {
        let zero: V3 = V3::zero();
        let sum: V3 = vs.iter().fold(zero, |a, b| a + *b * 0.5);
        sum.norm()
    }

    fn f(x: &[f64]) -> f64 {
        let v: V3 = V3::new(x[0], x[1], x[2]);
        let w: V3 = V3::new(x[3], x[2], x[0]);
        total(&[v, w, v])
    }
}

function! { closures_that_capture(&x = vec![0.7, 0.4, 0.9, 0.2])
    fn f(x: &[f64]) -> f64 {
        let n = Neuron { w: x[1..].to_vec(), b: x[0] };
        let scale = |y: f64| n.out(&[y, y * y, 1.0]) * n.b;
        (0..3).map(|i| scale(x[i])).fold(1.0, |a, b| a * b + n.w[0])
    }
}

function! { fields_of_changing_length(&x = vec![0.7, 0.4, 0.9, 0.2])
    fn f(x: &[f64]) -> f64 {
        let mut n = Neuron { w: x.to_vec(), b: x[3] };
        let first = n.out(&x[..4]);
        n.prune(0.3);
        n.w = n.w.iter().map(|w| w * first).chain(x.iter().copied()).collect::<Vec<f64>>();
        let second = n.out(&[first, 1.0, x[0]]);
        n = Neuron { w: vec![second, n.w[1]], b: n.w[6] };
        n.out(x) * first + n.w[1]
    }
}

function! { an_option_of_a_struct(&x = vec![0.7, 0.4, -0.9, 0.2], @at [-0.7, 0.4, -0.9, -0.2])
    fn f(x: &[f64]) -> f64 {
        let mut best: Option<V3> = None;
        let mut s = 0.5;
        for i in 0..x.len() {
            if let Some(b) = best {
                s *= b.norm();
            }
            if x[i] > 0.0 {
                let v: V3 = V3::new(x[i], s, 1.0);
                best = Some(v);
            }
        }
        match best {
            Some(v) => v.dot(&v) * s,
            None => s,
        }
    }
}

function! { the_other_fields(&x = vec![0.7, 0.4, -0.9, 0.2], n: 3)
    fn f(x: &[f64], n: usize) -> f64 {
        let mut s = x[0];
        for i in 0..n {
            let a = Neuron { w: vec![s, x[i], 0.5], b: x[i] };
            let c = Neuron { w: a.w.iter().map(|w| w * a.b).take(2).collect::<Vec<f64>>(), ..a };
            s += c.w[1] * c.b * s;
        }
        s
    }
}

function! { rows_of_structs(&x = vec![0.7, 0.4, -0.9, 0.2], n: 3)
    fn f(x: &[f64], n: usize) -> f64 {
        let v: V3 = V3::new(x[0], x[1], x[2]);
        let mut path = vec![v];
        let mut s = x[3];
        while path.len() < 5 {
            let last = path[path.len() - 1];
            let next: V3 = last * s + v;
            s += next.norm() * 0.1;
            path.push(next);
            if path.len() == 4 {
                path = path.iter().skip(1).map(|p| *p * 0.5).collect::<Vec<V3>>();
                s *= 1.5;
                path.push(v);
            }
        }
        let mut ends = path.iter();
        let mut total = 0.0;
        while let Some(p) = ends.next() {
            total += p.dot(&v) * s;
        }
        total
    }
}

function! { options_found_in_structs(&x = vec![0.7, 0.4, -0.9, 0.2])
    fn f(x: &[f64]) -> f64 {
        let vs = x.windows(3).map(|w| V3 { x: w[0], y: w[1], z: w[2] }).collect::<Vec<V3>>();
        let long = vs.iter().filter_map(|v| if v.norm() > 0.5 { Some(v.x * v.y) } else { None }).sum::<f64>();
        let best = vs.iter().map(V3::norm).reduce(f64::max);
        let at = vs.iter().position(|v| v.x < v.y + 5.0);
        match (best, at) {
            (Some(b), Some(i)) => b * long + vs[i].dot(&vs[1 - i]),
            _ => x[0],
        }
    }
}
