//! Type, const and lifetime parameters; bounds where they are needed and nowhere else.

use autodiff::{Differentiable, Real, Tangent};
use std::marker::PhantomData;
use std::time::Duration;

/// Of any two kinds, with a default.
#[derive(Clone, Debug, PartialEq, Differentiable)]
pub struct Pair<A, B = f64> {
    a: A,
    b: Vec<B>,
}

/// With a unit that carries nothing.
#[derive(Clone, Debug, PartialEq, Differentiable)]
pub struct Quantity<T, Unit: ?Sized> {
    value: T,
    unit: PhantomData<Unit>,
}

/// A unit, not differentiable.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Metre;

/// With bounds of its own, in both places.
#[derive(Clone, Debug, PartialEq, Differentiable)]
pub struct Grid<T: Real, const N: usize, const M: usize = 2>
where
    T: std::fmt::Debug,
{
    cells: [[T; N]; M],
    width: T,
}

/// With a parameter in a skipped field only.
#[derive(Clone, Debug, PartialEq, Differentiable)]
pub struct Keyed<'a, K, T>(#[differentiable(skip)] Option<&'a K>, T)
where
    K: Ord;

/// Of a type associated with its parameter.
#[derive(Clone, Debug, PartialEq, Differentiable)]
pub struct Collected<I: Iterator> {
    first: I::Item,
    rest: Vec<<I as Iterator>::Item>,
}

/// In which it stands itself.
#[derive(Clone, Debug, PartialEq, Differentiable)]
pub struct Chain<T> {
    value: T,
    next: Option<Box<Chain<T>>>,
}

#[test]
fn two_kinds() {
    let mut pair = Pair {
        a: [1.0f32, 2.0],
        b: vec![3.0],
    };
    let mut step: PairTangent<[f32; 2]> = pair.zero_tangent();
    step.b[0] = 1.0;
    step.a[1] = 2.0;
    pair.axpy(0.5, &step);
    assert_eq!(
        pair,
        Pair {
            a: [1.0, 3.0],
            b: vec![3.5]
        }
    );
    assert_eq!(step.dot(&step), 5.0);
    assert_eq!(
        Pair {
            a: "text",
            b: vec![1u8]
        }
        .zero_tangent()
        .reals(),
        0
    );
}

#[test]
fn what_carries_no_reals_needs_no_bound() {
    let length = Quantity::<f64, Metre> {
        value: 2.0,
        unit: PhantomData,
    };
    assert_eq!(
        length.zero_tangent(),
        QuantityTangent {
            value: 0.0,
            unit: ()
        }
    );
    let text = Quantity::<f64, str> {
        value: 2.0,
        unit: PhantomData,
    };
    assert_eq!(text.zero_tangent().reals(), 1);
    let mut keyed = Keyed(Some(&Duration::ZERO), 1.0);
    keyed.axpy(1.0, &KeyedTangent((), 1.0));
    assert_eq!(keyed, Keyed(Some(&Duration::ZERO), 2.0));
}

#[test]
fn constants() {
    let grid: Grid<f32, 3> = Grid {
        cells: [[1.0; 3]; 2],
        width: 0.5,
    };
    let zero: GridTangent<f32, 3> = grid.zero_tangent();
    assert_eq!(
        (zero.cells, zero.width, zero.reals()),
        ([[0.0; 3]; 2], 0.0, 7)
    );
}

#[test]
fn associated() {
    let c = Collected::<std::vec::IntoIter<f64>> {
        first: 1.0,
        rest: vec![2.0],
    };
    assert_eq!(
        c.zero_tangent(),
        CollectedTangent {
            first: 0.0,
            rest: vec![0.0]
        }
    );
}

#[test]
fn generic_over_generic() {
    fn length<T: Differentiable>(chain: &Chain<T>) -> usize {
        chain.zero_tangent().reals()
    }
    let end = Chain {
        value: Pair {
            a: 1.0,
            b: vec![2.0, 3.0],
        },
        next: None,
    };
    assert_eq!(
        length(&Chain {
            value: end.value.clone(),
            next: Some(Box::new(end))
        }),
        6
    );
}
