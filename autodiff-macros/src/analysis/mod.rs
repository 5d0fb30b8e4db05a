//! Analyses return side tables; they change nothing.

pub(crate) mod activity;
mod cover;
mod elements;
mod first;
mod gather;
mod one_pass;
mod reads;
pub(crate) mod residuals;
mod restore;
pub(crate) mod second;
pub(crate) mod siblings;
mod stretches;

pub(crate) use activity::Activity;
pub(crate) use one_pass::OnePass;
pub(crate) use residuals::Plan;
pub(crate) use stretches::{Return, Stretch};

use crate::ir::{Block, Function, Stmt, Ty};

/// A block or statement by its address: stable while the IR is only read.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(crate) struct At(usize);

impl At {
    pub(crate) fn stmt(s: &Stmt) -> At {
        At(std::ptr::from_ref(s) as usize)
    }

    pub(crate) fn block(b: &Block) -> At {
        At(std::ptr::from_ref(b) as usize)
    }
}

/// `k += n` of an integer variable: the reverse sweep subtracts `n` again, and nothing is kept.
fn is_inverted(f: &Function, s: &Stmt) -> bool {
    let Stmt::Accumulate { place, .. } = s else {
        return false;
    };
    let integer = place.is_whole() && matches!(f.var(place.root).ty, Ty::Int(_));
    integer && !f.records.contains(&place.root)
}
