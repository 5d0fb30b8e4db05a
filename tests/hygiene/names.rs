//! Variables, parameters and fields with the names that generated code gives to its own.

use autodiff::check::assert_gradient_of;
use autodiff::{Differentiable, Tangent, grad, hessian, jvp};

/// Fields.
#[derive(Clone, Debug, PartialEq, Differentiable)]
pub struct State {
    /// A real.
    pub tape: f64,
    /// Some.
    pub self_bar: Vec<f64>,
    /// A few.
    pub t: [f64; 2],
    /// One, and a count.
    pub y: (f64, usize),
}

#[grad]
#[jvp]
#[hessian]
impl State {
    /// Parameters and locals.
    pub fn total(&self, y: f64, self_bar: f64, tape: f64) -> f64 {
        let t = self.tape * y;
        let v1 = self.y.0 * self_bar;
        let self_dot = self.self_bar.iter().sum::<f64>();
        let y_bar = t * v1 * tape;
        let x_bar = self.t[0] * self.t[1];
        y_bar + self_dot * x_bar
    }

    /// A change.
    pub fn bump(&mut self, self_dot: &[f64]) {
        for (tape, y_bar) in self.self_bar.iter_mut().zip(self_dot) {
            *tape *= y_bar;
        }
        self.t[1] *= self.tape;
    }

    /// No receiver.
    pub fn of(tape: f64) -> Self {
        State {
            tape,
            self_bar: vec![tape; 2],
            t: [tape, 1.0],
            y: (tape * tape, 1),
        }
    }

    /// By value.
    pub fn consume(self) -> f64 {
        self.tape * self.t[0]
    }
}

/// A pair, whose operators have variables with the name that stands for `self`.
#[derive(Clone, Copy, Debug, PartialEq, Differentiable)]
pub struct Pair {
    a: f64,
    b: f64,
}

#[grad]
#[jvp]
#[hessian]
impl std::ops::Sub for Pair {
    type Output = Pair;

    fn sub(self, other: Pair) -> Pair {
        let this = other;
        Pair {
            a: 2.0 * self.a - this.a,
            b: self.b - 3.0 * this.b,
        }
    }
}

#[grad]
#[jvp]
#[hessian]
impl std::ops::Add for Pair {
    type Output = Pair;

    fn add(self, this: Pair) -> Pair {
        let this_ = self.a * this.b;
        Pair {
            a: this_,
            b: self.b + this.b,
        }
    }
}

/// Both operators.
#[grad]
#[jvp]
#[hessian]
pub fn of_pairs(p: Pair, q: Pair) -> f64 {
    let d: Pair = p - q;
    let s: Pair = d + q;
    s.a * s.b + d.a
}

/// All at once.
#[grad]
#[jvp]
#[hessian]
pub fn outer(x: f64, y: f64) -> f64 {
    #[grad]
    #[jvp]
    #[hessian]
    fn inner(outer: f64, grad: f64) -> f64 {
        outer * grad
    }
    let mut tape: State = State::of(x);
    tape.bump(&[x, y]);
    let route = |y_bar: f64| y_bar * x;
    let mut trips = Some(y);
    let mut arm = 1.0;
    while let Some(v1) = trips {
        arm *= v1;
        trips = if arm > 0.1 { Some(v1 * 0.5) } else { None };
    }
    inner(route(x), arm) * tape.total(x, 2.0, y)
}

#[test]
fn in_structs_and_methods() {
    let f = |(x, y): &(f64, f64)| outer(*x, *y);
    let g = outer::grad(1.3, 0.9);
    assert_gradient_of(f, &g, &(1.3, 0.9), 1e-9);
    let (_, y_dot) = outer::jvp(1.3, 0.9, g.0, g.1);
    assert!((y_dot - g.dot(&g)).abs() < 1e-12 * y_dot);
    let state = State::of(0.7);
    let g = state.clone().consume_grad();
    assert_eq!((g.tape, g.t), (0.7, [0.7, 0.0]));
    let g = state.total_grad(0.4, 1.5, -0.8);
    let f = |s: &(State, f64, f64, f64)| s.0.total(s.1, s.2, s.3);
    assert_gradient_of(f, &g, &(state, 0.4, 1.5, -0.8), 1e-9);
}

#[test]
fn beside_self_in_operators() {
    let (p, q) = (Pair { a: 0.7, b: -1.2 }, Pair { a: 0.3, b: 0.9 });
    let g = of_pairs::grad(p, q);
    assert_gradient_of(|(p, q): &(Pair, Pair)| of_pairs(*p, *q), &g, &(p, q), 1e-9);
    let (_, y_dot) = of_pairs::jvp(p, q, g.0, g.1);
    assert!((y_dot - g.dot(&g)).abs() < 1e-12 * y_dot);
}
