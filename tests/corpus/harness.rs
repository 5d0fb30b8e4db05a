//! The oracle: what a program of the corpus is compared with, and the macros that write its adapters.
//!
//! Nothing here uses the library. A program is reduced to three functions on flat vectors of reals (primal, reverse,
//! forward), and these are compared with extrapolated central differences and with each other.

use std::iter::zip;
use std::panic::Location;

use super::differences::Jacobian;
pub(crate) use super::flat::{Argument, Flat, NO_TANGENTS, Reader};

/// Relative error allowed against central differences.
const DIFFERENCES: f64 = 1e-7;
/// Relative error allowed between the two modes.
const MODES: f64 = 1e-12;
/// Relative error allowed in either comparison when the program computes in `f32`.
const SINGLE: f64 = 5e-5;

/// What a run leaves: the primal's bits, and reals (of the value, the tangent or the gradient).
#[derive(Default)]
pub(crate) struct Outcome {
    pub(crate) bits: Vec<u64>,
    pub(crate) reals: Vec<f64>,
}

impl Outcome {
    pub(crate) fn of(value: &impl Flat) -> Self {
        Outcome::default().and(value, value)
    }

    /// From what `vjp` and `jvp` return: the primal's result `y`, then something real.
    pub(crate) fn behind(whole: &impl Flat, y: &impl Flat) -> Self {
        let (mut all, y) = (Outcome::of(whole), Outcome::of(y));
        all.bits.truncate(y.bits.len());
        all.reals.drain(..y.reals.len());
        all
    }

    pub(crate) fn and(mut self, value: &impl Flat, derivative: &impl Flat) -> Self {
        value.bits(&mut self.bits);
        derivative.reals(&mut self.reals);
        self
    }
}

/// What second order gives along one direction. Its inputs are those that the gradient has parts for.
#[derive(Default)]
pub(crate) struct SecondOrder {
    /// The value and the gradient.
    pub(crate) gradient: Outcome,
    pub(crate) product: Vec<f64>,
    /// The product without the gradient.
    pub(crate) alone: Vec<f64>,
    /// Row by row.
    pub(crate) hessian: Vec<f64>,
    pub(crate) diagonal: Vec<f64>,
}

/// What is propagated in place of tangents.
#[derive(Default)]
pub(crate) struct Lifted {
    /// First and second derivatives along a curve.
    pub(crate) jet: [Outcome; 2],
    /// Of a function of one real output, or of none but its `&mut` parameters.
    pub(crate) jacobian: Option<autodiff::Sparsity>,
    pub(crate) hessian: Option<autodiff::Sparsity>,
}

type Run<'a> = &'a dyn Fn(&[f64]) -> Outcome;
type Sweep<'a> = &'a dyn Fn(&[f64], &[f64]) -> Outcome;

/// A program as functions of flat vectors. Inputs: the parameters passed by value or `&`, then those passed `&mut`.
/// Outputs: the result, then the final values of the `&mut` parameters.
pub(crate) struct Case<'a> {
    pub(crate) name: &'static str,
    pub(crate) base: Vec<f64>,
    pub(crate) primal: Run<'a>,
    pub(crate) reverse: Sweep<'a>,
    pub(crate) forward: Sweep<'a>,
    /// Two tangents at once.
    pub(crate) lanes: &'a dyn Fn(&[f64], [&[f64]; 2]) -> [Outcome; 2],
    /// By `value_and_grad`, where it exists.
    pub(crate) gradient: &'a dyn Fn(&[f64]) -> Option<Outcome>,
    /// At a point, along a curve with this velocity and this acceleration.
    pub(crate) lifted: &'a dyn Fn(&[f64], [&[f64]; 2]) -> Option<Lifted>,
    /// At a point, along a direction.
    pub(crate) second: &'a dyn Fn(&[f64], &[f64]) -> Option<SecondOrder>,
}

impl Case<'_> {
    /// Compares with central differences of the program itself at the given point, at `more`, and at two near by if
    /// there are no more.
    #[track_caller]
    pub(crate) fn agrees_with_differences(&self, more: &[&[f64]]) {
        self.compare(more, &|x| (self.primal)(x).reals, DIFFERENCES, MODES);
    }

    /// For programs in `f32`: compares with central differences of `wide`, the same program in `f64`.
    #[track_caller]
    pub(crate) fn follows(&self, wide: fn(&[f64]) -> Vec<f64>) {
        agree(
            self.name,
            "the primal",
            &(self.primal)(&self.base).reals,
            &wide(&self.base),
            SINGLE,
            &self.base,
        );
        self.compare(&[], &wide, SINGLE, SINGLE);
    }

    /// Where differences do not exist: the gradient of the sum of all outputs is `expected`, in both modes.
    #[track_caller]
    pub(crate) fn gives(&self, expected: &[f64]) {
        let x = &self.base;
        let ones = vec![1.0; (self.primal)(x).reals.len()];
        let reverse = (self.reverse)(x, &ones).reals;
        assert_eq!(
            reverse.len(),
            expected.len(),
            "{}: number of inputs",
            self.name
        );
        for (i, &wanted) in expected.iter().enumerate() {
            let mut unit = vec![0.0; x.len()];
            unit[i] = 1.0;
            let forward: f64 = (self.forward)(x, &unit).reals.iter().sum();
            for (mode, got) in [("reverse", reverse[i]), ("forward", forward)] {
                let same =
                    got == wanted || (got.is_nan() && wanted.is_nan()) || close(got, wanted, 1e-15);
                assert!(
                    same,
                    "{}: {mode} gives {got} for input {i} at {x:?}, not {wanted}",
                    self.name
                );
            }
        }
    }

    #[track_caller]
    fn compare(
        &self,
        more: &[&[f64]],
        oracle: &dyn Fn(&[f64]) -> Vec<f64>,
        differences: f64,
        modes: f64,
    ) {
        let mut noise = Noise(0x9e37_79b9_7f4a_7c15);
        let mut points = vec![self.base.clone()];
        points.extend(more.iter().map(|p| p.to_vec()));
        while points.len() < 3 {
            points.push(
                self.base
                    .iter()
                    .map(|x| x + 0.02 * (x.abs() + 0.1) * noise.next())
                    .collect(),
            );
        }
        let mut moved = false;
        for x in &points {
            let jacobian = Jacobian::by_differences(oracle, x, self.name);
            moved |= jacobian.rows.iter().flatten().any(|d| d.abs() > 1e-6);
            self.compare_at(x, &jacobian, differences, modes, &mut noise);
        }
        assert!(
            moved,
            "{}: no output depends on any input at {}",
            self.name,
            Location::caller()
        );
    }

    fn compare_at(
        &self,
        x: &[f64],
        jacobian: &Jacobian,
        differences: f64,
        modes: f64,
        noise: &mut Noise,
    ) {
        let name = self.name;
        let primal = (self.primal)(x);
        assert!(
            primal.reals.iter().all(|v| v.is_finite()),
            "{name}: the primal is not finite at {x:?}"
        );
        let y_bar: Vec<f64> = primal.reals.iter().map(|_| noise.next()).collect();
        let x_dot: Vec<f64> = x.iter().map(|_| noise.next()).collect();
        let reverse = (self.reverse)(x, &y_bar);
        let forward = (self.forward)(x, &x_dot);
        assert_eq!(
            reverse.bits, primal.bits,
            "{name}: vjp changes the primal at {x:?}"
        );
        assert_eq!(
            forward.bits, primal.bits,
            "{name}: jvp changes the primal at {x:?}"
        );
        self.compare_lanes(x, &x_dot, &forward, noise);
        self.compare_lifted(x, &x_dot, &forward, differences, noise);
        agree(
            name,
            "vjp",
            &reverse.reals,
            &jacobian.transposed_times(&y_bar),
            differences,
            x,
        );
        agree(
            name,
            "jvp",
            &forward.reals,
            &jacobian.times(&x_dot),
            differences,
            x,
        );
        let (a, b) = (dot(&y_bar, &forward.reals), dot(&reverse.reals, &x_dot));
        let size = size(&y_bar, &forward.reals)
            .max(size(&reverse.reals, &x_dot))
            .max(1.0);
        assert!(
            (a - b).abs() <= modes * size,
            "{name}: <y_bar, J x_dot> = {a} but <J' y_bar, x_dot> = {b} at {x:?}"
        );
        if let Some(got) = (self.gradient)(x) {
            let mut one = vec![0.0; primal.reals.len()];
            one[0] = 1.0;
            let wanted = (self.reverse)(x, &one).reals;
            assert_eq!(
                got.bits,
                primal.bits[..got.bits.len()],
                "{name}: value_and_grad changes the primal at {x:?}"
            );
            agree(
                name,
                "value_and_grad",
                &got.reals,
                &wanted[..got.reals.len()],
                1e-13,
                x,
            );
            self.compare_second_order(x, &got, differences, noise);
        }
    }

    /// The Hessian against differences of the gradient, which is known to be right.
    fn compare_second_order(
        &self,
        x: &[f64],
        first: &Outcome,
        differences: f64,
        noise: &mut Noise,
    ) {
        let name = self.name;
        let along: Vec<f64> = x.iter().map(|_| noise.next()).collect();
        let Some(second) = (self.second)(x, &along) else {
            return;
        };
        let n = second.product.len();
        assert_eq!(
            second.gradient.bits[..first.bits.len()],
            first.bits,
            "{name}: value_grad_hvp changes the primal at {x:?}"
        );
        let rounding = if differences == DIFFERENCES {
            1e-12
        } else {
            SINGLE
        };
        let row = |i: usize| &second.hessian[i * n..(i + 1) * n];
        let size = second.hessian.iter().fold(1.0f64, |m, h| m.max(h.abs()));
        let times: Vec<f64> = (0..n).map(|i| dot(row(i), &along[..n])).collect();
        agree(
            name,
            "the gradient",
            &second.gradient.reals,
            &first.reals,
            1e-13,
            x,
        );
        agree(name, "hvp", &second.alone, &second.product, 0.0, x);
        agree(name, "hvp", &second.product, &times, rounding * size, x);
        for i in 0..n {
            assert_eq!(
                row(i)[i].to_bits(),
                second.diagonal[i].to_bits(),
                "{name}: diagonal"
            );
            for j in 0..i {
                let (a, b) = (row(i)[j], row(j)[i]);
                let same = (a - b).abs() <= rounding * size;
                assert!(
                    same,
                    "{name}: the Hessian has {a} at ({i}, {j}) but {b} at ({j}, {i})"
                );
            }
        }
        if differences == DIFFERENCES {
            let gradient = |p: &[f64]| {
                let point = [p, &x[n..]].concat();
                (self.gradient)(&point).expect("a gradient").reals
            };
            let jacobian = Jacobian::by_differences(&gradient, &x[..n], name);
            let wanted: Vec<f64> = jacobian.rows.concat();
            agree(name, "hessian", &second.hessian, &wanted, differences, x);
        }
    }
}

impl Case<'_> {
    /// The first derivative along a curve is the tangent; the second, in the direction of differences of the tangent.
    fn compare_lifted(
        &self,
        x: &[f64],
        x_dot: &[f64],
        forward: &Outcome,
        differences: f64,
        noise: &mut Noise,
    ) {
        let bend: Vec<f64> = x.iter().map(|_| noise.next()).collect();
        let Some(lifted) = (self.lifted)(x, [x_dot, &bend]) else {
            return;
        };
        let [first, second] = &lifted.jet;
        assert_eq!(
            first.bits, forward.bits,
            "{}: jet changes the primal at {x:?}",
            self.name
        );
        let rounding = if differences == DIFFERENCES {
            1e-12
        } else {
            SINGLE
        };
        agree(self.name, "jet", &first.reals, &forward.reals, rounding, x);
        if differences == DIFFERENCES {
            let on_curve = |t: &[f64]| {
                let t = t[0];
                let at = |i: usize| x[i] + t * x_dot[i] + 0.5 * t * t * bend[i];
                let at: Vec<f64> = (0..x.len()).map(at).collect();
                let velocity = |i: usize| x_dot[i] + t * bend[i];
                let velocity: Vec<f64> = (0..x.len()).map(velocity).collect();
                (self.forward)(&at, &velocity).reals
            };
            let wanted = Jacobian::by_differences(&on_curve, &[0.0], self.name);
            agree(
                self.name,
                "jet",
                &second.reals,
                &wanted.rows[0],
                10.0 * differences,
                x,
            );
        }
        self.compare_patterns(x, &lifted);
    }

    /// Whatever is not zero is in the pattern.
    fn compare_patterns(&self, x: &[f64], lifted: &Lifted) {
        let Some(pattern) = &lifted.jacobian else {
            return;
        };
        assert_eq!(
            pattern.ncols(),
            x.len(),
            "{}: columns of the pattern",
            self.name
        );
        for j in 0..x.len() {
            let mut unit = vec![0.0; x.len()];
            unit[j] = 1.0;
            let column = (self.forward)(x, &unit).reals;
            for (i, d) in column[..pattern.nrows()].iter().enumerate() {
                let inside = *d == 0.0 || pattern.contains(i, j);
                assert!(
                    inside,
                    "{}: ({i}, {j}) is {d}, but not in the pattern at {x:?}",
                    self.name
                );
            }
        }
        if let Some(pattern) = &lifted.hessian {
            let second = (self.second)(x, &vec![0.0; x.len()]).expect("a Hessian");
            let n = second.product.len();
            assert_eq!((pattern.nrows(), pattern.ncols()), (n, n));
            for (k, h) in second.hessian.iter().enumerate() {
                let inside = *h == 0.0 || pattern.contains(k / n, k % n);
                assert!(
                    inside,
                    "{}: {h} is not in the Hessian's pattern at {x:?}",
                    self.name
                );
            }
        }
    }

    /// Each lane has the bits of a sweep of its own.
    fn compare_lanes(&self, x: &[f64], x_dot: &[f64], forward: &Outcome, noise: &mut Noise) {
        let other: Vec<f64> = x.iter().map(|_| noise.next()).collect();
        let [second, first] = (self.lanes)(x, [&other, x_dot]);
        let alone = (self.forward)(x, &other);
        for (lane, alone) in [(first, forward), (second, &alone)] {
            assert_eq!(
                lane.bits, alone.bits,
                "{}: jvp_many changes the primal at {x:?}",
                self.name
            );
            agree(self.name, "jvp_many", &lane.reals, &alone.reals, 0.0, x);
        }
    }
}

#[track_caller]
fn agree(name: &str, item: &str, got: &[f64], wanted: &[f64], tolerance: f64, x: &[f64]) {
    assert_eq!(
        got.len(),
        wanted.len(),
        "{name}: number of reals from {item}"
    );
    for (i, (&g, &w)) in zip(got, wanted).enumerate() {
        assert!(
            close(g, w, tolerance),
            "{name}: {item} has {g} at {i}, not {w}, in {got:?}, not {wanted:?}, at {x:?}"
        );
    }
}

fn close(a: f64, b: f64, tolerance: f64) -> bool {
    (a - b).abs() <= tolerance * a.abs().max(b.abs()).max(1.0)
}

fn dot(a: &[f64], b: &[f64]) -> f64 {
    zip(a, b).map(|(a, b)| a * b).sum()
}

fn size(a: &[f64], b: &[f64]) -> f64 {
    zip(a, b).map(|(a, b)| (a * b).abs()).sum()
}

/// Numbers in (-1, 1), the same in every run (xorshift).
struct Noise(u64);

impl Noise {
    fn next(&mut self) -> f64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 >> 11) as f64 / (1u64 << 52) as f64 - 1.0
    }
}
