//! Loops under `#[checkpoint]`: the same bits as without, in less memory, with no more steps than the schedule allows.

#[macro_use]
#[path = "checkpoints/twins.rs"]
mod twins;

#[path = "checkpoints/attributes.rs"]
mod attributes;
#[path = "checkpoints/costs.rs"]
mod costs;
#[path = "checkpoints/nests.rs"]
mod nests;
#[path = "checkpoints/states.rs"]
mod states;
#[path = "checkpoints/stencils.rs"]
mod stencils;
