//! Loops under `#[checkpoint]`: the same bits as without, in less memory, with no more steps than the schedule allows.

#[macro_use]
#[path = "checkpoints/twins.rs"]
mod twins;
#[path = "checkpoints/programs.rs"]
mod programs;

#[path = "checkpoints/attributes.rs"]
mod attributes;
#[path = "checkpoints/costs.rs"]
mod costs;
#[path = "checkpoints/stencils.rs"]
mod stencils;
