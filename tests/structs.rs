//! Types of one's own: fields, literals, patterns, methods, operators, generic structs. Every program is run in both
//! modes, with the analyses and without, against the oracle of the corpus. How a program is written:
//! `corpus/macros.rs` and `structs/macros.rs`.

#![allow(
    unused,
    unreachable_pub,
    clippy::all,
    reason = "the programs spell out what a person may write, tidy or not, and are built twice on purpose"
)]

#[macro_use]
#[path = "corpus/oracle.rs"]
mod oracle;
#[macro_use]
#[path = "structs/macros.rs"]
mod shapes;

#[path = "structs"]
mod analysed {
    macro_rules! annotate {
        ($($program:tt)*) => { with_shapes! { [autodiff::grad] [autodiff::jvp] [autodiff::hessian] $($program)* } };
    }
    mod containers;
    mod fields;
    mod generic;
    mod loops;
    mod methods;
    mod models;
    mod operators;
    mod second_order;
    mod second_order_of_methods;
    mod values;
}

#[path = "structs"]
mod unanalysed {
    macro_rules! annotate {
        ($($program:tt)*) => {
            with_shapes! {
                [autodiff::grad(analysis = off)] [autodiff::jvp(analysis = off)] [autodiff::hessian(analysis = off)]
                $($program)*
            }
        };
    }
    mod containers;
    mod fields;
    mod generic;
    mod loops;
    mod methods;
    mod models;
    mod operators;
    mod second_order;
    mod second_order_of_methods;
    mod values;
}
