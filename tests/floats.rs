//! Functions generic over `num_traits::Float`, as the programs of the corpus are tested.

#![allow(
    unused,
    path_statements,
    unreachable_code,
    uncommon_codepoints,
    clippy::all,
    reason = "the corpus spells out what a person may write, tidy or not, and is built twice on purpose"
)]

#[macro_use]
#[path = "corpus/oracle.rs"]
mod oracle;

#[path = "corpus"]
mod analysed {
    macro_rules! annotate {
        ($($program:tt)*) => {
            instantiate! {
                [#[autodiff::grad] #[autodiff::jvp] #[autodiff::hessian]]
                $($program)*
            }
        };
    }
    mod floats;
}

#[path = "corpus"]
mod unanalysed {
    macro_rules! annotate {
        ($($program:tt)*) => {
            instantiate! {
                [#[autodiff::grad(analysis = off)] #[autodiff::jvp(analysis = off)] #[autodiff::hessian(analysis = off)]]
                $($program)*
            }
        };
    }
    mod floats;
}

#[path = "floats/structs.rs"]
mod structs;
