//! Every refusal, with its wording: what was found, what to write instead, why. Each is one function, called
//! as `refusals::name` whatever module it stands in.

mod annotations;
mod calls;
mod checkpoint;
mod expressions;
mod items;
mod lazy;
mod lifted;
mod names;
mod optional;
mod patterns;
mod places;
mod signature;

pub(crate) use annotations::*;
pub(crate) use calls::*;
pub(crate) use checkpoint::*;
pub(crate) use expressions::*;
pub(crate) use items::*;
pub(crate) use lazy::*;
pub(crate) use lifted::*;
pub(crate) use names::*;
pub(crate) use optional::*;
pub(crate) use patterns::*;
pub(crate) use places::*;
pub(crate) use signature::*;
