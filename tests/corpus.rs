//! Programs differentiated in both modes, with the residual and activity analysis and without, against an oracle that
//! shares no code with the library. How a program is written: `corpus/macros.rs`.

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
            instantiate! { [#[autodiff::grad] #[autodiff::jvp] #[autodiff::hessian]] $($program)* }
        };
    }
    macro_rules! annotate_first_order {
        ($($program:tt)*) => { instantiate! { [#[autodiff::grad] #[autodiff::jvp]] $($program)* } };
    }
    mod adversarial;
    mod arrays;
    mod beginnings;
    mod branches;
    mod calls;
    mod chains;
    mod closures;
    mod conventions;
    mod elements;
    mod exchanges;
    mod exits;
    mod fixed_elements;
    mod generic;
    mod in_out;
    mod integers;
    mod iterators;
    mod linear_algebra;
    mod loops;
    mod one_pass;
    mod option_methods;
    mod options;
    mod overwritten_ranges;
    mod overwritten_stretches;
    mod own_rules;
    mod patterns;
    mod recursion;
    mod references;
    mod rows;
    mod shapes;
    mod siblings;
    mod state;
    mod straight_line;
    mod struct_chains;
    mod taken;
    mod tuples;
    mod types_f32;
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
    macro_rules! annotate_first_order {
        ($($program:tt)*) => {
            instantiate! { [#[autodiff::grad(analysis = off)] #[autodiff::jvp(analysis = off)]] $($program)* }
        };
    }
    mod adversarial;
    mod arrays;
    mod beginnings;
    mod branches;
    mod calls;
    mod chains;
    mod closures;
    mod conventions;
    mod elements;
    mod exchanges;
    mod exits;
    mod fixed_elements;
    mod generic;
    mod in_out;
    mod integers;
    mod iterators;
    mod linear_algebra;
    mod loops;
    mod one_pass;
    mod option_methods;
    mod options;
    mod overwritten_ranges;
    mod overwritten_stretches;
    mod own_rules;
    mod patterns;
    mod recursion;
    mod references;
    mod rows;
    mod shapes;
    mod siblings;
    mod state;
    mod straight_line;
    mod struct_chains;
    mod taken;
    mod tuples;
    mod types_f32;
}
