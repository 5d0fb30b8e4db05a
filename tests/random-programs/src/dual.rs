//! Forward derivatives of one real with respect to all the inputs at once.
//!
//! The values are made by the very operations that the program spells, so that they come out bit for bit.

/// How many inputs a program may have.
pub(crate) const WIDTH: usize = 16;

/// A value, its gradient, and a bound on the sum of the absolute values of the products along all the paths that
/// the gradient adds up: the scale that rounding errors have.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Dual {
    pub(crate) value: f64,
    pub(crate) gradient: [f64; WIDTH],
    pub(crate) bound: f64,
}

impl Dual {
    pub(crate) fn constant(value: f64) -> Dual {
        Dual {
            value,
            gradient: [0.0; WIDTH],
            bound: 0.0,
        }
    }

    pub(crate) fn input(value: f64, index: usize) -> Dual {
        let mut dual = Dual::constant(value);
        dual.gradient[index] = 1.0;
        dual.bound = 1.0;
        dual
    }

    fn of(value: f64, parts: &[(f64, &Dual)]) -> Dual {
        let mut dual = Dual::constant(value);
        for &(slope, of) in parts {
            // what does not count shall not make 0 inf
            if slope != 0.0 {
                for (g, h) in dual.gradient.iter_mut().zip(&of.gradient) {
                    *g += slope * h;
                }
                dual.bound += (slope.abs() + 1e-3) * of.bound;
            }
        }
        dual
    }

    pub(crate) fn negate(&self) -> Dual {
        Dual::of(-self.value, &[(-1.0, self)])
    }

    pub(crate) fn binary(op: &str, x: &Dual, y: &Dual) -> Dual {
        let (a, b) = (x.value, y.value);
        match op {
            "+" => Dual::of(a + b, &[(1.0, x), (1.0, y)]),
            "-" => Dual::of(a - b, &[(1.0, x), (-1.0, y)]),
            "*" => Dual::of(a * b, &[(b, x), (a, y)]),
            "/" => Dual::of(a / b, &[(1.0 / b, x), (-a / (b * b), y)]),
            _ => unreachable!("operator {op}"),
        }
    }

    pub(crate) fn power(&self, n: i32) -> Dual {
        let x = self.value;
        let slope = if n == 0 {
            0.0
        } else {
            f64::from(n) * x.powf(f64::from(n) - 1.0)
        };
        Dual::of(x.powi(n), &[(slope, self)])
    }

    /// A method of `f64` and its derivative. Kinks follow the documented conventions: `abs` has slope 0 at 0, ties of
    /// `max` and `min` go to the second operand.
    pub(crate) fn method(name: &str, args: &[Dual]) -> Dual {
        let (x, v) = (&args[0], args[0].value);
        let one = |value: f64, slope: f64| Dual::of(value, &[(slope, x)]);
        match name {
            "sin" => one(v.sin(), v.cos()),
            "cos" => one(v.cos(), -v.sin()),
            "tanh" => one(v.tanh(), 1.0 / (v.cosh() * v.cosh())),
            "exp" => one(v.exp(), v.exp()),
            "sqrt" => one(v.sqrt(), 0.5 / v.sqrt()),
            "ln" => one(v.ln(), 1.0 / v),
            "ln_1p" => one(v.ln_1p(), 1.0 / (1.0 + v)),
            "atan" => one(v.atan(), 1.0 / (1.0 + v * v)),
            "recip" => one(v.recip(), -1.0 / (v * v)),
            "asinh" => one(v.asinh(), 1.0 / (v * v + 1.0).sqrt()),
            "floor" => Dual::constant(v.floor()),
            "fract" => one(v.fract(), 1.0),
            "signum" => Dual::constant(v.signum()),
            "abs" => one(v.abs(), if v == 0.0 { 0.0 } else { v.signum() }),
            "max" | "min" | "hypot" | "atan2" => Dual::method_of_two(name, x, &args[1]),
            "mul_add" => {
                let (y, z) = (&args[1], &args[2]);
                let value = v.mul_add(y.value, z.value);
                Dual::of(value, &[(y.value, x), (v, y), (1.0, z)])
            }
            _ => unreachable!("method {name}"),
        }
    }

    fn method_of_two(name: &str, x: &Dual, y: &Dual) -> Dual {
        let (a, b) = (x.value, y.value);
        match name {
            "max" => {
                let first = f64::from(u8::from(a > b));
                Dual::of(a.max(b), &[(first, x), (1.0 - first, y)])
            }
            "min" => {
                let first = f64::from(u8::from(a < b));
                Dual::of(a.min(b), &[(first, x), (1.0 - first, y)])
            }
            "hypot" => {
                let h = a.hypot(b);
                Dual::of(h, &[(a / h, x), (b / h, y)])
            }
            _ => {
                let s = a * a + b * b;
                Dual::of(a.atan2(b), &[(b / s, x), (-a / s, y)])
            }
        }
    }
}
