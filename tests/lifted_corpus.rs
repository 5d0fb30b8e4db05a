//! Programs of the corpus along curves, with the patterns of their Jacobians and Hessians: `#[taylor]` and `#[sparsity]`
//! beside the other attributes, against the same oracle. A target of its own, so that it is compiled beside the corpus.

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
mod lifted {
    macro_rules! lifted {
        ($($program:tt)*) => { lifted_functions! { $($program)* } };
    }
    macro_rules! annotate {
        ($($program:tt)*) => {
            instantiate! {
                [#[autodiff::grad] #[autodiff::jvp] #[autodiff::hessian] #[autodiff::taylor] #[autodiff::sparsity]]
                $($program)*
            }
        };
    }
    macro_rules! annotate_first_order {
        ($($program:tt)*) => { instantiate! { [#[autodiff::grad] #[autodiff::jvp]] $($program)* } };
    }
    mod branches;
    mod calls;
    mod conventions;
    mod elements;
    mod exits;
    mod in_out;
    mod iterators;
    mod linear_algebra;
    mod loops;
    mod recursion;
    mod state;
    mod straight_line;
}
