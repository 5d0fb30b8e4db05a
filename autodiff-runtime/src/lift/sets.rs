//! Sets of inputs in place of tangents: which output depends on which inputs, and on which pairs of them jointly.
//!
//! A set is a number; what it contains is stored in [`Sets`]. Unions of small sets are made at once, and are often
//! one of the two again; a larger one is stored as its two parts, so that a sum over all inputs takes as many steps as
//! it has terms. Pairs are stored as products of sets and multiplied out at the end.

use super::{Lift, Row};
use crate::lanes::Lanes;
use crate::lanes::TangentLanes;
use crate::real::Real;
use crate::sparsity::Sparsity;
use alloc::boxed::Box;
use alloc::collections::BTreeSet;
use alloc::vec;
use alloc::vec::Vec;
use core::cell::RefCell;

/// A set by its number; 0 is the empty set.
type Set = usize;

/// The unions of sets that are at most so large are made at once: what depends on everything soon is one and the same
/// set, however many operations follow.
const SMALL: usize = 256;

/// Every number up to this one is a value of `f32`, too.
const EXACT_IN_F32: usize = 1 << 24;

#[derive(Debug)]
enum Node {
    /// Inputs in ascending order.
    Inputs(Box<[usize]>),
    Union(Set, Set),
    /// All pairs of an input of the one and an input of the other.
    Pairs(Set, Set),
}

/// The sets of one run of a lifted function.
#[derive(Debug)]
pub struct Sets {
    nodes: RefCell<Vec<Node>>,
}

impl Default for Sets {
    fn default() -> Sets {
        Sets {
            nodes: RefCell::new(vec![Node::Inputs(Box::new([]))]),
        }
    }
}

impl Sets {
    fn store(&self, node: Node) -> Set {
        let mut nodes = self.nodes.borrow_mut();
        nodes.push(node);
        nodes.len() - 1
    }

    /// The set of one input.
    ///
    /// # Panics
    /// If there are more inputs than numbers that are exact in `f32`.
    pub fn single(&self, input: usize) -> f64 {
        let set = self.store(Node::Inputs(Box::new([input])));
        assert!(
            set <= EXACT_IN_F32,
            "sparsity: more than {EXACT_IN_F32} inputs"
        );
        set as f64
    }

    fn union(&self, a: Set, b: Set) -> Set {
        if a == b || b == 0 {
            return a;
        }
        if a == 0 {
            return b;
        }
        let merged = {
            let nodes = self.nodes.borrow();
            match (&nodes[a], &nodes[b]) {
                (Node::Inputs(x), Node::Inputs(y)) if x.len() + y.len() <= SMALL => {
                    let all = merged(x, y);
                    if all.len() == x.len() {
                        return a;
                    }
                    if all.len() == y.len() {
                        return b;
                    }
                    Node::Inputs(all.into())
                }
                _ => Node::Union(a, b),
            }
        };
        self.store(merged)
    }

    fn pairs(&self, a: Set, b: Set) -> Set {
        if a == 0 || b == 0 {
            return 0;
        }
        self.store(Node::Pairs(a, b))
    }

    /// Visits the nodes that a set is made of, unions left out, each once.
    fn visit(&self, set: Set, mut f: impl FnMut(Set, &Node)) {
        let nodes = self.nodes.borrow();
        let mut seen = BTreeSet::new();
        let mut open = vec![set];
        while let Some(set) = open.pop() {
            match &nodes[set] {
                _ if !seen.insert(set) => {}
                Node::Union(a, b) => open.extend([*a, *b]),
                node => f(set, node),
            }
        }
    }

    /// The inputs in a set, in ascending order.
    pub fn inputs(&self, set: f64) -> Vec<usize> {
        let mut all = vec![];
        self.visit(number(set), |_, node| {
            if let Node::Inputs(inputs) = node {
                all.extend_from_slice(inputs);
            }
        });
        all.sort_unstable();
        all.dedup();
        all
    }

    /// The pairs in a set, each with its mirror image, as rows of a matrix of so many inputs.
    pub fn pairs_by_row(&self, set: f64, inputs: usize) -> Vec<Vec<usize>> {
        let mut products = BTreeSet::new();
        self.visit(number(set), |_, node| {
            if let Node::Pairs(a, b) = node {
                products.insert((*a.min(b), *a.max(b)));
            }
        });
        let mut rows = vec![vec![]; inputs];
        for (a, b) in products {
            let (a, b) = (self.inputs(a as f64), self.inputs(b as f64));
            for &i in &a {
                rows[i].extend_from_slice(&b);
            }
            for &j in &b {
                rows[j].extend_from_slice(&a);
            }
        }
        for row in &mut rows {
            row.sort_unstable();
            row.dedup();
        }
        rows
    }

    /// Makes every real of an argument depend on itself: the inputs from `next`. The input behind them is returned.
    pub fn seed<L: TangentLanes<K>, const K: usize>(&self, x: &mut L, mut next: usize) -> usize {
        x.map_each(&mut |_| {
            let single = self.single(next);
            next += 1;
            core::array::from_fn(|k| if k == 0 { single } else { 0.0 })
        });
        next
    }

    /// Adds, for every real of an output, the row of the inputs that it depends on.
    pub fn dependences<L: TangentLanes<1>>(&self, y: &L, rows: &mut Vec<Vec<usize>>) {
        y.for_each(&mut |[set]| rows.push(self.inputs(set)));
    }

    /// The pattern of the Hessian of the one real output.
    pub fn interactions<L: TangentLanes<2>>(&self, y: &L, inputs: usize) -> Sparsity {
        let mut rows = vec![];
        y.for_each(&mut |[_, pairs]| rows = self.pairs_by_row(pairs, inputs));
        Sparsity::from_rows(inputs, rows)
    }

    /// The number in a lane.
    fn lane<R: Real>(&self, set: Set) -> R {
        let lane = R::from_f64(set as f64);
        assert!(
            number(lane.to_f64()) == set,
            "sparsity: more than {EXACT_IN_F32} sets, whose numbers `f32` cannot hold"
        );
        lane
    }

    /// The union of lane `k` of all.
    fn unions<R: Real, const K: usize>(
        &self,
        all: impl IntoIterator<Item = Lanes<R, K>>,
    ) -> [Set; K] {
        let mut unions = [0; K];
        for lanes in all {
            for (union, lane) in unions.iter_mut().zip(lanes.0) {
                *union = self.union(*union, number(lane.to_f64()));
            }
        }
        unions
    }

    fn lanes<R: Real, const K: usize>(&self, sets: [Set; K]) -> Lanes<R, K> {
        Lanes(sets.map(|set| self.lane(set)))
    }
}

/// Lanes hold nothing but numbers of sets.
fn number(lane: f64) -> Set {
    let set = lane as Set;
    assert!(set as f64 == lane, "sparsity: {lane} is not a set");
    set
}

fn merged(x: &[usize], y: &[usize]) -> Vec<usize> {
    let mut all = Vec::with_capacity(x.len() + y.len());
    let (mut i, mut j) = (0, 0);
    while i < x.len() && j < y.len() {
        all.push(x[i].min(y[j]));
        let (from_x, from_y) = (x[i] <= y[j], y[j] <= x[i]);
        i += usize::from(from_x);
        j += usize::from(from_y);
    }
    all.extend_from_slice(&x[i..]);
    all.extend_from_slice(&y[j..]);
    all
}

/// The numbers of the inputs by which the operation has a derivative at this point.
fn varying<R: Real, const N: usize, const K: usize, O: Row<N>>(
    inputs: [R; N],
    numbers: [Option<Lanes<R, K>>; N],
    output: R,
) -> [Option<Lanes<R, K>>; N] {
    let mut open = O::VARIES;
    if O::GATED {
        let slopes = O::rules(inputs.map(R::to_f64), output.to_f64(), [1.0; N]);
        // NaN hands on
        open.iter_mut()
            .zip(slopes)
            .for_each(|(o, p)| *o &= p != 0.0);
    }
    core::array::from_fn(|i| numbers[i].filter(|_| open[i]))
}

/// Lifts to the sets of inputs that reals depend on.
#[derive(Clone, Copy, Debug)]
pub struct Dependences<'a>(pub &'a Sets);

/// Lifts to those sets, and to the pairs of inputs that reals depend on jointly and not linearly.
#[derive(Clone, Copy, Debug)]
pub struct Interactions<'a>(pub &'a Sets);

/// What both do where nothing but unions is wanted.
macro_rules! unions {
    ($K:literal) => {
        fn add<R: Real>(&self, a: Lanes<R, $K>, b: Lanes<R, $K>) -> Lanes<R, $K> {
            self.0.lanes(self.0.unions([a, b]))
        }

        fn sub<R: Real>(&self, a: Lanes<R, $K>, b: Lanes<R, $K>) -> Lanes<R, $K> {
            self.add(a, b)
        }

        fn neg<R: Real>(&self, a: Lanes<R, $K>) -> Lanes<R, $K> {
            a
        }

        fn cast<R: Real, S: Real>(&self, a: Lanes<R, $K>) -> Lanes<S, $K> {
            self.0.lanes(a.0.map(|lane| number(lane.to_f64())))
        }
    };
}

impl Lift<1> for Dependences<'_> {
    fn row<R: Real, const N: usize, O: Row<N>>(
        &self,
        inputs: [R; N],
        numbers: [Option<Lanes<R, 1>>; N],
        output: R,
    ) -> Lanes<R, 1> {
        let varying = varying::<R, N, 1, O>(inputs, numbers, output);
        self.0.lanes(self.0.unions(varying.into_iter().flatten()))
    }

    unions!(1);
}

impl Lift<2> for Interactions<'_> {
    fn row<R: Real, const N: usize, O: Row<N>>(
        &self,
        inputs: [R; N],
        numbers: [Option<Lanes<R, 2>>; N],
        output: R,
    ) -> Lanes<R, 2> {
        let varying = varying::<R, N, 2, O>(inputs, numbers, output);
        let [dependences, mut pairs] = self.0.unions(varying.into_iter().flatten());
        let own = varying.map(|n| n.map_or(0, |n| number(n.0[0].to_f64())));
        for i in 0..N {
            for j in i..N {
                if O::INTERACTS[i][j] {
                    pairs = self.0.union(pairs, self.0.pairs(own[i], own[j]));
                }
            }
        }
        self.0.lanes([dependences, pairs])
    }

    unions!(2);
}
