//! `Send` and `Sync`, checked by the compiler.

use std::cell::Cell;
use std::rc::Rc;

use autodiff::{Differentiable, Matrix, Sparsity, Tape, grad, hessian, jvp, sparsity, taylor};

fn send<T: Send>() {}
fn sync<T: Sync>() {}
fn both<T: Send + Sync>() {}
fn both_of<T: Send + Sync>(_: T) {}

#[grad]
#[jvp]
#[hessian]
#[taylor]
#[sparsity]
fn cube(x: f64) -> f64 {
    x * x * x
}

#[grad]
#[jvp]
fn sum_of_powers<T: autodiff::Real>(x: &[T], n: usize) -> T {
    let mut sum = T::zero();
    for i in 0..x.len() {
        let mut power = T::one();
        for _ in 0..n {
            power *= x[i];
        }
        sum += power;
    }
    sum
}

#[derive(Clone, Differentiable)]
struct Layer {
    weights: Vec<[f64; 3]>,
    bias: f32,
    units: usize,
    name: &'static str,
}

#[derive(Differentiable)]
struct Pair<T> {
    first: T,
    second: Vec<T>,
}

/// Does not leave its thread; its tangent has nothing of the counter and may.
#[derive(Differentiable)]
struct Counted {
    x: f64,
    #[differentiable(skip)]
    calls: Rc<Cell<usize>>,
}

#[grad(wrt(c))]
fn counted(c: &Counted) -> f64 {
    c.x * c.x
}

#[test]
fn the_library_s_own_types() {
    both::<Matrix>();
    both::<Sparsity>();
    send::<Tape>(); // what its functions do, they do by `&mut`
    both::<autodiff::check::Report>();
}

#[test]
fn companions_and_their_functions() {
    both::<cube>();
    both_of(cube::value_and_grad);
    both_of(cube::value_and_grad_with);
    both_of(cube::jvp);
    both_of(cube::hvp);
    both_of(cube::taylor::<3>);
    both_of(cube::jacobian_sparsity);
    both_of(sum_of_powers::<f64>);
    both_of(sum_of_powers::grad::<f64>);
}

#[test]
fn tangents() {
    both::<LayerTangent>();
    both::<<Layer as Differentiable>::Lanes<4>>();
    both::<PairTangent<f64>>();
    both::<CountedTangent>();
    generic::<Vec<f64>>();
}

/// A tangent may go wherever the tangents of its fields may.
fn generic<T: Differentiable<Tangent: Send + Sync>>() {
    send::<PairTangent<T>>();
    sync::<PairTangent<T>>();
}

#[test]
fn what_stays_on_its_thread_is_differentiated_there() {
    let c = Counted {
        x: 3.0,
        calls: Rc::default(),
    };
    let gradient = counted::grad(&c);
    let x = std::thread::spawn(move || gradient.x).join().unwrap();
    assert_eq!((x, c.calls.get()), (6.0, 0));
}

#[test]
fn what_is_sent_is_what_was_made() {
    let layer = Layer {
        weights: vec![[1.0, 2.0, 3.0]; 2],
        bias: 0.5,
        units: 2,
        name: "sent",
    };
    let pair = Pair {
        first: 2.0,
        second: vec![3.0],
    };
    let tangents = (layer.zero_tangent(), pair.zero_tangent());
    let (l, p) = std::thread::spawn(|| tangents).join().unwrap();
    assert_eq!(
        (l.weights.len(), l.bias, p.first, p.second),
        (layer.units, 0.0, 0.0, vec![0.0])
    );
    assert_eq!(layer.name, "sent");
}
