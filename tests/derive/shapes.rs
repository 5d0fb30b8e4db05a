//! Named, tuple and unit structs; nested, recursive, borrowed; visibility.

use autodiff::{Differentiable, Tangent};
use std::marker::PhantomData;
use std::time::Duration;

/// In a tuple.
#[derive(Clone, Copy, Debug, PartialEq, Differentiable)]
pub struct Pair(
    pub f64,
    usize,
    pub(crate) [f32; 2],
    #[differentiable(skip)] Duration,
);

/// Of nothing.
#[derive(Clone, Copy, Debug, PartialEq, Differentiable)]
pub struct Unit;

/// Of nothing, in a tuple.
#[derive(Clone, Copy, Debug, PartialEq, Differentiable)]
pub struct Empty();

/// Of nothing, with braces.
#[derive(Clone, Copy, Debug, PartialEq, Differentiable)]
pub struct Braces {}

/// In which it stands itself.
#[derive(Clone, Debug, PartialEq, Differentiable)]
pub struct Tree {
    value: f64,
    children: Vec<Tree>,
    next: Option<Box<Self>>,
}

/// Of a view and a mutable one.
#[derive(Debug, Differentiable)]
pub struct Views<'a, 'b> {
    fixed: &'a [f64],
    free: &'b mut [f64],
    name: &'static str,
}

/// Of its own lengths.
#[derive(Clone, Debug, PartialEq, Differentiable)]
pub struct Sized {
    r#type: [f64; Self::N],
    nested: [[f64; N]; 40],
    both: ([f64; 33], (u8, (f32,)), ()),
    tag: PhantomData<fn() -> Duration>,
}

const N: usize = 2;

impl Sized {
    const N: usize = 2;
}

/// With a tail of unknown length.
#[derive(Debug, Differentiable)]
pub struct Tail {
    head: f64,
    tail: [f64],
}

/// Where some fields are private.
pub mod inner {
    use autodiff::Differentiable;

    /// Seen from outside in parts.
    #[derive(Clone, Copy, Debug, Differentiable)]
    pub struct Account {
        /// For all.
        pub open: f64,
        pub(super) near: f64,
        #[allow(dead_code, reason = "its visibility is what counts")]
        secret: f64,
    }

    impl Account {
        pub(crate) fn new() -> Account {
            Account {
                open: 1.0,
                near: 2.0,
                secret: 3.0,
            }
        }
    }
}

#[test]
fn tuples_and_units() {
    let mut pair = Pair(1.0, 2, [3.0, 4.0], Duration::ZERO);
    assert_eq!(pair.zero_tangent(), PairTangent(0.0, (), [0.0, 0.0], ()));
    pair.axpy(2.0, &PairTangent(1.0, (), [1.0, 0.5], ()));
    assert_eq!(pair, Pair(3.0, 2, [5.0, 5.0], Duration::ZERO));
    assert_eq!(Unit.zero_tangent(), UnitTangent);
    assert_eq!(Empty().zero_tangent(), EmptyTangent());
    assert_eq!(Braces {}.zero_tangent(), BracesTangent {});
    assert_eq!(
        UnitTangent.dot(&UnitTangent) + f64::from(u8::from(UnitTangent.reals() > 0)),
        0.0
    );
    assert_eq!(
        <(UnitTangent, EmptyTangent)>::default(),
        (UnitTangent, EmptyTangent())
    );
}

#[test]
fn shown_like_a_struct() {
    assert_eq!(
        format!("{:?}", PairTangent(1.0, (), [0.0; 2], ())),
        "PairTangent(1.0, (), [0.0, 0.0], ())"
    );
    assert_eq!(
        format!("{UnitTangent:?} {:?}", BracesTangent {}),
        "UnitTangent BracesTangent"
    );
    let leaf = Tree {
        value: 1.0,
        children: vec![],
        next: None,
    };
    assert_eq!(
        format!("{:?}", leaf.zero_tangent()),
        "TreeTangent { value: 0.0, children: [], next: None }"
    );
}

#[test]
fn recursive() {
    let leaf = Tree {
        value: 1.0,
        children: vec![],
        next: None,
    };
    let mut tree = Tree {
        value: 2.0,
        children: vec![leaf.clone(); 2],
        next: Some(Box::new(leaf)),
    };
    let mut step = tree.zero_tangent();
    assert_eq!(step.reals(), 4);
    step.children[1].value = 3.0;
    step.next.as_mut().unwrap().value = 4.0;
    tree.axpy(1.0, &step);
    assert_eq!(
        (
            tree.children[1].value,
            tree.next.unwrap().value,
            tree.children[0].value
        ),
        (4.0, 5.0, 1.0)
    );
}

#[test]
fn views() {
    let (fixed, mut free) = ([1.0, 2.0], [3.0]);
    let mut views = Views {
        fixed: &fixed,
        free: &mut free,
        name: "views",
    };
    let mut x: ViewsTangent<'_, '_> = views.zero_tangent();
    x.free[0] = 1.0;
    Differentiable::axpy(&mut views.free, 2.0, &x.free);
    assert_eq!(
        (views.free[0], views.fixed[1], views.name, x.fixed),
        (5.0, 2.0, "views", vec![0.0; 2])
    );
}

#[test]
fn static_shape() {
    let sized = Sized {
        r#type: [1.0; 2],
        nested: [[2.0; 2]; 40],
        both: ([3.0; 33], (1, (4.0,)), ()),
        tag: PhantomData,
    };
    let zero = sized.zero_tangent();
    assert_eq!(
        (zero.r#type, zero.both),
        ([0.0; 2], ([0.0; 33], ((), (0.0,)), ()))
    );
    assert_eq!(zero.reals(), 2 + 80 + 33 + 1);
    assert!(format!("{zero:?}").starts_with("SizedTangent { type: [0.0, 0.0], nested: "));
    assert_eq!(
        super::vectors::V3Tangent::default(),
        super::vectors::V3Tangent {
            x: 0.0,
            y: 0.0,
            z: 0.0
        }
    );
}

#[test]
fn unsized_tail() {
    // A value of such a type takes an unsizing coercion of a generic struct; its impl is what is tested.
    fn zero(tail: &Tail) -> TailTangent {
        tail.zero_tangent()
    }
    let _: fn(&Tail) -> TailTangent = zero;
    let tangent = TailTangent {
        head: 1.0,
        tail: vec![2.0, 3.0],
    };
    assert_eq!(tangent.dot(&tangent), 14.0);
}

#[test]
fn visible_as_the_primal() {
    let mut account = inner::Account::new();
    let mut step: inner::AccountTangent = account.zero_tangent();
    step.open = 1.0;
    step.near = 2.0;
    account.axpy(1.0, &step);
    assert_eq!((account.open, account.near), (2.0, 4.0));
}
