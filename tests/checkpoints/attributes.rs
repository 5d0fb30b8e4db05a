//! The attribute of a loop beside all the attributes of functions, wherever they stand.

use crate::twins::bits;
use autodiff::{grad, hessian, jvp};

macro_rules! decay {
    ($name:ident, [$($attributes:tt)*] $($checkpoint:tt)*) => {
        $($attributes)*
        fn $name(x: f64, n: usize) -> f64 {
            let mut y = x;
            $($checkpoint)*
            for i in 0..n {
                y = (x * y + i as f64).sin();
            }
            y
        }
    };
}

decay! { plain, [#[grad] #[jvp] #[hessian]] }
decay! { first, [#[grad] #[jvp] #[hessian]] #[checkpoint(every = 4)] }
decay! { second, [#[jvp] #[grad] #[hessian]] #[checkpoint(revolve = 3)] }
decay! { last, [#[hessian] #[jvp] #[cfg_attr(all(), autodiff::grad)]] #[checkpoint(bytes = 50)] }
decay! { alone, [#[grad]] #[autodiff::checkpoint(every = 4)] }
decay! { forward_only, [#[jvp]] #[checkpoint(every = 4)] }
decay! { second_only, [#[hessian]] #[checkpoint(every = 4)] }

#[test]
fn attributes_in_any_order() {
    for n in [0, 1, 9] {
        let want = bits(&[
            &[plain::grad(0.4, n), plain::jvp(0.4, n, 1.0).1],
            &[plain::hvp(0.4, n, 1.0)],
        ]);
        let all = [
            [
                first::grad(0.4, n),
                first::jvp(0.4, n, 1.0).1,
                first::hvp(0.4, n, 1.0),
            ],
            [
                second::grad(0.4, n),
                second::jvp(0.4, n, 1.0).1,
                second::hvp(0.4, n, 1.0),
            ],
            [
                last::grad(0.4, n),
                last::jvp(0.4, n, 1.0).1,
                last::hvp(0.4, n, 1.0),
            ],
            [
                alone::grad(0.4, n),
                forward_only::jvp(0.4, n, 1.0).1,
                second_only::hvp(0.4, n, 1.0),
            ],
        ];
        for got in &all {
            assert_eq!(bits(&[got]), want, "{n}");
        }
    }
}

#[derive(Clone, Debug, autodiff::Differentiable)]
struct Cooling {
    rate: f64,
}

#[grad]
#[jvp]
impl Cooling {
    fn run(&self, x: f64, n: usize) -> f64 {
        let rate: f64 = self.rate;
        let mut y = x;
        #[checkpoint(revolve = 2)]
        for _ in 0..n {
            y -= rate * y * y;
        }
        y
    }

    fn plain(&self, x: f64, n: usize) -> f64 {
        let rate: f64 = self.rate;
        let mut y = x;
        for _ in 0..n {
            y -= rate * y * y;
        }
        y
    }

    fn settled(x: f64, n: usize) -> f64 {
        let mut y = x;
        #[checkpoint(every = 3)]
        for _ in 0..n {
            y = y.sin();
        }
        y
    }
}

#[test]
fn attribute_on_an_impl() {
    let c = Cooling { rate: 0.3 };
    let (with, without) = (c.run_grad(0.7, 11), c.plain_grad(0.7, 11));
    assert_eq!(
        bits(&[&[with.0.rate, with.1]]),
        bits(&[&[without.0.rate, without.1]])
    );
    let product = (0..3).fold((0.5f64, 1.0), |(y, d), _| (y.sin(), d * y.cos()));
    assert!((Cooling::settled_grad(0.5, 3) - product.1).abs() < 1e-15);
    assert_eq!(c.run(0.7, 11), c.plain(0.7, 11));
}

#[grad]
mod inside {
    pub(super) fn root(x: f64, n: usize) -> f64 {
        let mut y = 1.0;
        #[checkpoint(revolve = 2)]
        for _ in 0..n {
            y = 0.5 * (y + x / y);
        }
        y
    }
}

#[test]
fn attribute_on_a_module() {
    assert!((inside::root::grad(2.0, 8) - 0.5 / 2.0f64.sqrt()).abs() < 1e-15);
}

#[test]
fn function_in_a_function() {
    #[grad]
    fn outer(x: f64) -> f64 {
        #[grad]
        fn inner(x: f64, n: usize) -> f64 {
            let mut y = x;
            #[checkpoint(every = 2)]
            for _ in 0..n {
                y *= x;
            }
            y
        }
        let mut z = x;
        #[checkpoint(every = 1)]
        for _ in 0..2 {
            z += inner(z, 3);
        }
        z
    }
    // z + z^4, twice
    let z = 0.5 + 0.5f64.powi(4);
    let want = (1.0 + 4.0 * z.powi(3)) * (1.0 + 4.0 * 0.5f64.powi(3));
    assert!((outer::grad(0.5) - want).abs() < 1e-14);
}

/// The size is an expression, evaluated once before the loop.
#[grad]
fn sized(x: f64, n: usize, k: usize) -> f64 {
    let mut slots = k;
    let mut y = x;
    #[checkpoint(revolve = slots + 1)]
    for _ in 0..n {
        slots = 0;
        y = (y * x).cos();
    }
    y + slots as f64
}

#[test]
fn sizes_known_at_run_time() {
    let want = sized::grad(0.3, 9, 100);
    for k in 0..12 {
        assert_eq!(sized::grad(0.3, 9, k).to_bits(), want.to_bits());
    }
}

/// The loop ends the body, and a parameter is there for its size only.
#[grad]
fn relax(u: &mut [f64], n: usize, k: usize) {
    #[checkpoint(every = k)]
    for _ in 0..n {
        u[0] = (u[0] * u[1]).sin();
        u[1] *= u[0]
    }
}

#[test]
fn loop_at_the_end() {
    let gradient = |k| {
        let (mut u, mut u_bar) = ([0.5, 0.8], [1.0, -2.0]);
        relax::vjp(&mut u, 10, k, &mut u_bar);
        bits(&[&u, &u_bar])
    };
    assert_eq!(gradient(1), gradient(100));
    let mut u = [0.5, 0.8];
    relax(&mut u, 10, 1);
    assert_eq!(gradient(3)[..2], bits(&[&u]));
}

#[derive(Clone, Copy, Debug, PartialEq, autodiff::Differentiable)]
struct Scaled(f64);

#[jvp]
#[grad]
impl std::ops::Mul for Scaled {
    type Output = Scaled;
    fn mul(self, other: Scaled) -> Scaled {
        let mut y = self.0;
        #[checkpoint(every = 2)]
        for _ in 0..3 {
            y *= other.0;
        }
        Scaled(y)
    }
}

trait Power {
    fn power(&self, n: usize) -> f64;
}

#[grad]
impl Power for Scaled {
    fn power(&self, n: usize) -> f64 {
        let base: f64 = self.0;
        let mut y = 1.0;
        #[checkpoint(revolve = n / 2)]
        for _ in 0..n {
            y *= base;
        }
        y
    }
}

#[grad]
fn operator(a: Scaled, b: Scaled) -> f64 {
    let c: Scaled = a * b;
    c.0
}

#[test]
fn attribute_on_the_impl_of_a_trait() {
    let (a, b) = operator::grad(Scaled(2.0), Scaled(0.5));
    assert_eq!((a.0, b.0), (0.125, 1.5));
    assert_eq!(Scaled(2.0).power(3), 8.0);
    assert_eq!(Scaled(2.0).power_grad(3).0, 12.0);
}

macro_rules! orbit {
    ($name:ident, $($checkpoint:tt)*) => {
        #[grad]
        fn $name(x: &[f64], n: usize) -> [f64; 3] {
            let mut y = [x[0], x[1], 1.0];
            let start = (x[0] * x[1]).exp();
            $($checkpoint)*
            for i in 0..n {
                let turned = [y[1] * y[2], (y[0] + i as f64).sin(), y[0] * start];
                y = turned;
            }
            [y[0] * start, y[1], y[2] * x[1]]
        }
    };
}

orbit! { orbit, }
orbit! { kept_orbit, #[checkpoint(every = 4)] }

#[grad]
fn twice(x: &[f64], n: usize) -> [f64; 2] {
    let (a, b) = (kept_orbit(x, n), kept_orbit(&[x[1], x[0]], n));
    [a[0] * b[2], a[1] + b[0] * x[0]]
}

#[grad]
fn plainly_twice(x: &[f64], n: usize) -> [f64; 2] {
    let (a, b) = (orbit(x, n), orbit(&[x[1], x[0]], n));
    [a[0] * b[2], a[1] + b[0] * x[0]]
}

/// The reverse sweep of such a loop pushes over what it popped: the rows that follow run the forward sweep again.
#[test]
fn several_rows() {
    let x = [0.7, -0.4];
    for n in [0, 1, 3, 4, 9, 20] {
        let want = orbit::jacrev(&x, n);
        assert_eq!(kept_orbit::jacrev(&x, n).as_slice(), want.as_slice(), "{n}");
        let seeds = [[1.0, 0.0, 0.0], [0.0, 1.0, 0.0], [0.0, 0.0, 1.0]];
        let (_, rows) = kept_orbit::vjp_many(&x, n, seeds);
        assert_eq!(rows.concat(), want.as_slice(), "{n}");
        let want = plainly_twice::jacrev(&x, n);
        assert_eq!(twice::jacrev(&x, n).as_slice(), want.as_slice(), "{n}");
    }
}
