//! Analyses return side tables; they change nothing.

pub(crate) mod activity;
mod first;
mod gather;
mod reads;
pub(crate) mod residuals;
mod restore;
pub(crate) mod second;

pub(crate) use activity::Activity;
pub(crate) use residuals::Plan;

use crate::ir::{Block, Stmt};

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
