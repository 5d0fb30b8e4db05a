//! The laws of a vector space, on random values of random shape, through the public traits.

use autodiff::{Differentiable, Tangent, check};
use std::fmt::Debug;

/// A struct in another.
#[derive(Clone, Copy, Debug, PartialEq, Differentiable)]
pub struct V3 {
    /// East.
    pub x: f64,
    /// North.
    pub y: f64,
    /// Up.
    pub z: f64,
}

/// Everything a field can hold.
#[derive(Clone, Debug, PartialEq, Differentiable)]
pub struct Model {
    /// Of ragged rows.
    pub weights: Vec<Vec<f64>>,
    /// No reals.
    pub sizes: Vec<usize>,
    /// Half the bits.
    pub single: [f32; 3],
    /// Nested.
    pub joints: Vec<(V3, bool)>,
    /// Boxed.
    pub centre: Box<V3>,
    /// Not always there.
    pub bias: Option<f64>,
    /// No reals.
    pub name: String,
    /// Foreign.
    #[differentiable(skip)]
    pub elapsed: std::time::Duration,
}

/// A linear congruential generator with an xorshift: reals in -1..1, of few bits, so that sums are exact.
struct Random(u64);

impl Random {
    fn next(&mut self) -> u64 {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1);
        self.0 ^ (self.0 >> 33)
    }

    fn below(&mut self, n: usize) -> usize {
        usize::from(self.next().to_ne_bytes()[2]) % n
    }

    fn real(&mut self) -> f64 {
        f64::from(i8::from_ne_bytes([self.next().to_ne_bytes()[3]])) / 128.0
    }

    fn reals(&mut self, n: usize) -> Vec<f64> {
        (0..n).map(|_| self.real()).collect()
    }

    fn v3(&mut self) -> V3 {
        V3 {
            x: self.real(),
            y: self.real(),
            z: self.real(),
        }
    }

    fn model(&mut self) -> Model {
        let rows = self.below(4);
        Model {
            weights: (0..rows).map(|i| self.reals(i)).collect(),
            sizes: vec![7; rows],
            single: [0.5, -0.25, 0.125],
            joints: (0..rows).map(|i| (self.v3(), i % 2 == 0)).collect(),
            centre: Box::new(self.v3()),
            bias: (rows != 1).then(|| self.real()),
            name: "model".to_owned(),
            elapsed: std::time::Duration::from_secs(3),
        }
    }

    fn tangent<P: Differentiable>(&mut self, p: &P) -> P::Tangent {
        let mut x = p.zero_tangent();
        x.map_each(&mut |_| self.real());
        x
    }
}

fn reals(x: &impl Differentiable) -> Vec<f64> {
    let mut all = vec![];
    x.for_each(&mut |real| all.push(real));
    all
}

fn laws<P: Differentiable + Clone + Debug + PartialEq>(p: &P, random: &mut Random) {
    let zero = p.zero_tangent();
    let [x, y, z] = [(); 3].map(|()| random.tangent(p));
    let sum = |x: &P::Tangent, y: &P::Tangent| {
        let mut sum = x.clone();
        sum.accumulate(y);
        sum
    };
    let scaled = |k: f64, x: &P::Tangent| {
        let mut scaled = x.clone();
        scaled.scale(k);
        scaled
    };
    assert_eq!(reals(&zero), vec![0.0; x.reals()]);
    assert_eq!(reals(p).len(), x.reals());
    assert_eq!(sum(&x, &zero), x);
    assert_eq!(sum(&x, &y), sum(&y, &x));
    assert_eq!(sum(&sum(&x, &y), &z), sum(&x, &sum(&y, &z)));
    assert_eq!(sum(&x, &scaled(-1.0, &x)), zero);
    assert_eq!(
        scaled(0.5, &sum(&x, &y)),
        sum(&scaled(0.5, &x), &scaled(0.5, &y))
    );
    assert_eq!(x.dot(&y), y.dot(&x));
    assert_eq!(x.dot(&sum(&y, &z)), x.dot(&y) + x.dot(&z));
    let by_hand: f64 = reals(&x).iter().zip(reals(&y)).map(|(x, y)| x * y).sum();
    assert_eq!(x.dot(&y), by_hand);
    assert_eq!(x.zero_tangent(), zero);

    let mut cleared = x.clone();
    cleared.set_zero();
    assert_eq!(cleared, zero);
    let mut along = x.clone();
    along.axpy(-0.5, &y);
    assert_eq!(along, sum(&x, &scaled(-0.5, &y)));

    let mut moved = p.clone();
    moved.axpy(-0.5, &y);
    let expected: Vec<f64> = reals(p)
        .iter()
        .zip(reals(&y))
        .map(|(p, y)| p - 0.5 * y)
        .collect();
    assert_eq!(reals(&moved), expected);
    moved.axpy(0.5, &y);
    assert_eq!(&moved, p, "what is no real is left alone");
}

#[test]
fn tangents_are_vectors() {
    let mut random = Random(1);
    for _ in 0..50 {
        laws(&random.v3(), &mut random);
        let model = random.model();
        laws(&model, &mut random);
        laws(&[model.clone(), model], &mut random);
    }
}

#[test]
fn reals_in_the_order_of_the_fields() {
    let mut model = Random(5).model();
    let mut next = 0.0;
    model.map_each(&mut |_| {
        next += 1.0;
        next
    });
    let count = model.zero_tangent().reals();
    let counted: Vec<f64> = (1u32..).take(count).map(f64::from).collect();
    assert_eq!(reals(&model), counted);
    assert_eq!(model.bias, model.bias.map(|_| counted[count - 1]));
}

#[test]
#[should_panic(expected = "a tangent of length 2 meets one of length 3")]
fn models_of_different_shape() {
    let mut random = Random(9);
    let mut a = Model {
        weights: vec![vec![0.0; 2]],
        ..random.model()
    };
    let b = Model {
        weights: vec![vec![0.0; 3]],
        ..a.clone()
    };
    a.axpy(1.0, &b.zero_tangent());
}

#[test]
fn differences_through_a_struct() {
    let f = |v: &V3| v.x * v.y + v.z.powi(3);
    let at = V3 {
        x: 2.0,
        y: 3.0,
        z: 0.5,
    };
    check::assert_gradient_of(
        f,
        &V3Tangent {
            x: 3.0,
            y: 2.0,
            z: 0.75,
        },
        &at,
        1e-9,
    );
}

#[test]
fn descent() {
    let target = V3 {
        x: 1.0,
        y: -2.0,
        z: 0.5,
    };
    let mut v = V3 {
        x: 0.0,
        y: 0.0,
        z: 0.0,
    };
    for _ in 0..60 {
        let gradient = V3Tangent {
            x: v.x - target.x,
            y: v.y - target.y,
            z: v.z - target.z,
        };
        v.axpy(-0.5, &gradient);
    }
    assert_eq!(v, target);
}
