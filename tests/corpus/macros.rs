//! How a program of the corpus is written down.
//!
//! ```ignore
//! function! { two_params(x = 1.5, &v = vec![1.0, 2.0], n: 3)
//!     fn f(x: f64, v: &[f64], n: usize) -> f64 { .. }
//! }
//! ```
//! is a module `two_params` with the function `f`, annotated in the way of the surrounding module, and a test of it.
//! In brackets stand the arguments of `f`: `x = 1.5` differentiated, by value; `&v = ..` and `&mut v = ..` by
//! reference; `n: 3` not differentiated. What the test does follows as a last argument:
//! - without any: central differences there and at two points near by;
//! - `@at [..], [..]`: central differences there and at these points;
//! - `@gives [..]`: no differences; the gradient of the sum of all outputs is this;
//! - `@wide g`: central differences of `g: fn(&[f64]) -> Vec<f64>`, for programs in `f32`.
//!
//! `function!` is for one real result, `program!` for other results, `procedure!` for no result.

macro_rules! function {
    ($($program:tt)*) => { annotate! { [real] $($program)* } };
}
macro_rules! program {
    ($($program:tt)*) => { annotate! { [some] $($program)* } };
}
macro_rules! procedure {
    ($($program:tt)*) => { annotate! { [none] $($program)* } };
}

/// One real result, but no second order: rules of one's own, or a gradient with jumps in every neighbourhood.
macro_rules! first_order {
    ($name:ident($($arguments:tt)*) $($item:item)+) => {
        annotate_first_order! { [first] $name($($arguments)*) $($item)+ }
    };
}

/// The module of one program; the attributes come in their brackets.
macro_rules! instantiate {
    ($attributes:tt [$result:ident] $name:ident($($arguments:tt)*) $($item:item)+) => {
        pub(super) mod $name {
            #[allow(unused_imports, reason = "not every program needs the constants around it")]
            use super::*;

            $(annotated! { $attributes $item })+

            #[test]
            fn differentiates() {
                arguments! { [$name $result f] [] [] [] [] [] [] $($arguments)* }
            }
        }
    };
}

macro_rules! annotated {
    ([$(#$attribute:tt)+] $item:item) => { $(# $attribute)+ $item };
}

/// Sorts the arguments into: those of the call, tangents, tangents in two lanes, cotangents, inputs, and inputs that are outputs too.
macro_rules! arguments {
    ($head:tt [$($arg:tt)*] [$($dot:tt)*] [$($many:tt)*] $bar:tt [$($in:tt)*] $io:tt $x:ident = $e:expr $(, $($rest:tt)*)?) => {
        arguments! { $head [$($arg)* $x.value(),] [$($dot)* $x.dot(),] [$($many)* [$x.dot(), $x.second_dot()],] $bar [$($in)* $x = $e => [$x.dot(),],] $io $($($rest)*)? }
    };
    ($head:tt [$($arg:tt)*] [$($dot:tt)*] [$($many:tt)*] $bar:tt [$($in:tt)*] $io:tt & $x:ident = $e:expr $(, $($rest:tt)*)?) => {
        arguments! { $head [$($arg)* &$x.v,] [$($dot)* &$x.d,] [$($many)* [&$x.d, &$x.e],] $bar [$($in)* $x = $e => [&$x.d,],] $io $($($rest)*)? }
    };
    ($head:tt [$($arg:tt)*] [$($dot:tt)*] [$($many:tt)*] [$($bar:tt)*] $in:tt [$($io:tt)*] & mut $x:ident = $e:expr $(, $($rest:tt)*)?) => {
        arguments! {
            $head [$($arg)* &mut $x.v,] [$($dot)* &mut $x.d,] [$($many)* [&mut $x.d, &mut $x.e],]
            [$($bar)* &mut $x.d,] $in [$($io)* $x = $e,] $($($rest)*)?
        }
    };
    ($head:tt [$($arg:tt)*] $dot:tt $many:tt $bar:tt $in:tt $io:tt $x:ident : $e:expr $(, $($rest:tt)*)?) => {
        arguments! { $head [$($arg)* fixed!($e),] $dot $many $bar $in $io $($($rest)*)? }
    };
    ($head:tt $arg:tt $dot:tt $many:tt $bar:tt $in:tt $io:tt $(@ $($wanted:tt)+)?) => {
        adapters! { $head $arg $dot $many $bar $in $io [$($($wanted)+)?] }
    };
}

/// An argument that is not differentiated.
macro_rules! fixed {
    ($e:expr) => {
        $e
    };
}

/// The adapters of one program, and its comparison.
macro_rules! adapters {
    ([$name:ident $result:ident $f:ident] $arg:tt [$($dot:tt)*] [$($many:tt)*] $bar:tt
     [$($x:ident = $xe:expr => $along:tt,)*] [$($a:ident = $ae:expr,)*] $wanted:tt) => {{
        use $crate::oracle::harness::{Argument, Case, Flat, NO_TANGENTS, Outcome, Reader};
        let mut base = Vec::new();
        $(Flat::reals(&$xe, &mut base);)*
        $(Flat::reals(&$ae, &mut base);)*
        let primal = |at: &[f64]| {
            let (mut at, mut dots) = (Reader::new(at), Reader::new(NO_TANGENTS));
            $(let $x = Argument::new($xe, &mut at, &mut dots);)*
            $(let mut $a = Argument::new($ae, &mut at, &mut dots);)*
            Outcome::of(&call!([$f] $arg))$(.and(&$a.v, &$a.v))*
        };
        let reverse = |at: &[f64], y_bar: &[f64]| {
            let (mut at, mut dots, mut bars) = (Reader::new(at), Reader::new(NO_TANGENTS), Reader::new(y_bar));
            $(let $x = Argument::new($xe, &mut at, &mut dots);)*
            $(let mut $a = Argument::new($ae, &mut at, &mut dots);)*
            let y = call!([$f] $arg);
            let y_bar = Flat::tangent(&y, &mut bars);
            $($a.rewind(Some(&mut bars));)*
            Outcome::behind(&vjp!($result [$f::vjp] $arg y_bar $bar), &y)$(.and(&$a.v, &$a.d))*
        };
        let forward = |at: &[f64], x_dot: &[f64]| {
            let (mut at, mut dots) = (Reader::new(at), Reader::new(x_dot));
            $(let $x = Argument::new($xe, &mut at, &mut dots);)*
            $(let mut $a = Argument::new($ae, &mut at, &mut dots);)*
            let y = call!([$f] $arg);
            $($a.rewind(None);)*
            Outcome::behind(&call!([$f::jvp] $arg $($dot)*), &y)$(.and(&$a.v, &$a.d))*
        };
        let lanes = |at: &[f64], x_dot: [&[f64]; 2]| {
            let (mut at, [mut dots, mut more]) = (Reader::new(at), x_dot.map(Reader::new));
            $(let $x = Argument::in_lanes($xe, &mut at, [&mut dots, &mut more]);)*
            $(let mut $a = Argument::in_lanes($ae, &mut at, [&mut dots, &mut more]);)*
            let (y, [first, second]) = call!([$f::jvp_many] $arg $($many)*);
            let lane = Outcome::default();
            [lane.and(&y, &first)$(.and(&$a.v, &$a.d))*, Outcome::default().and(&y, &second)$(.and(&$a.v, &$a.e))*]
        };
        let gradient = gradient!($result $f $arg [$($x = $xe,)*] [$($a = $ae,)*]);
        let second = second_order!($result $f $arg [$($x = $xe => $along,)*] [$($a = $ae,)*]);
        let lifted = lifted!($result $f $arg [$($many)*] [$($x = $xe,)*] [$($a = $ae,)*]);
        let name = stringify!($name);
        let case = Case { name, lifted: &lifted, base, primal: &primal, reverse: &reverse, forward: &forward, lanes: &lanes, gradient: &gradient, second: &second };
        compare!(case, $wanted);
    }};
}

macro_rules! call {
    ([$($f:tt)*] [$($arg:tt)*] $($more:tt)*) => { $($f)*($($arg)* $($more)*) };
}

/// The result's cotangent is an argument, unless there is no result.
macro_rules! vjp {
    (none $f:tt $arg:tt $y_bar:ident [$($bar:tt)*]) => {{
        let () = $y_bar;
        call!($f $arg $($bar)*)
    }};
    ($result:ident $f:tt $arg:tt $y_bar:ident [$($bar:tt)*]) => { call!($f $arg $y_bar, $($bar)*) };
}

/// `value_and_grad`, for functions that have it.
macro_rules! gradient {
    (real $f:ident $arg:tt [$($x:ident = $xe:expr,)*] [$($a:ident = $ae:expr,)*]) => {
        |at: &[f64]| {
            let (mut at, mut dots) = (Reader::new(at), Reader::new(NO_TANGENTS));
            $(let $x = Argument::new($xe, &mut at, &mut dots);)*
            $(let mut $a = Argument::new($ae, &mut at, &mut dots);)*
            Some(Outcome::behind(&call!([$f::value_and_grad] $arg), &0.0))
        }
    };
    (first $($rest:tt)*) => { gradient!(real $($rest)*) };
    ($result:ident $($rest:tt)*) => { |_: &[f64]| None };
}

/// Gradient, Hessian times direction, Hessian and its diagonal, for functions that have them.
macro_rules! second_order {
    (real $f:ident $arg:tt [] $a:tt) => { |_: &[f64], _: &[f64]| None };
    (real $f:ident $arg:tt [$($x:ident = $xe:expr => [$($along:tt)*],)+] [$($a:ident = $ae:expr,)*]) => {
        |at: &[f64], along: &[f64]| {
            let (mut at, mut dots) = (Reader::new(at), Reader::new(along));
            $(let $x = Argument::new($xe, &mut at, &mut dots);)+
            let mut more = Reader::new(NO_TANGENTS);
            $(let mut $a = Argument::new($ae, &mut at, &mut more);)*
            let mut second = $crate::oracle::harness::SecondOrder::default();
            let (y, gradient, product) = call!([$f::value_grad_hvp] $arg $($($along)*)+);
            second.gradient = Outcome::default().and(&y, &gradient)$(.and(&$a.v, &()))*;
            Flat::reals(&product, &mut second.product);
            $($a.rewind(None);)*
            let alone = call!([$f::hvp] $arg $($($along)*)+);
            Flat::reals(&alone, &mut second.alone);
            $($a.rewind(None);)*
            second.hessian = call!([$f::hessian] $arg).as_slice().to_vec();
            $($a.rewind(None);)*
            second.diagonal = call!([$f::hessian_diagonal] $arg);
            Some(second)
        }
    };
    ($result:ident $($rest:tt)*) => { |_: &[f64], _: &[f64]| None };
}

/// Derivatives along curves and patterns are for the targets that say otherwise.
macro_rules! lifted {
    ($($program:tt)*) => {
        |_: &[f64], _: [&[f64]; 2]| None
    };
}

/// Derivatives along a curve, and the patterns of the Jacobian and of the Hessian; programs of first order have none.
macro_rules! lifted_functions {
    (first $($rest:tt)*) => { |_: &[f64], _: [&[f64]; 2]| None };
    ($result:ident $f:ident $arg:tt [$($many:tt)*] [$($x:ident = $xe:expr,)*] [$($a:ident = $ae:expr,)*]) => {
        |at: &[f64], curve: [&[f64]; 2]| {
            let (mut at, [mut dots, mut more]) = (Reader::new(at), curve.map(Reader::new));
            $(let $x = Argument::in_lanes($xe, &mut at, [&mut dots, &mut more]);)*
            $(let mut $a = Argument::in_lanes($ae, &mut at, [&mut dots, &mut more]);)*
            let mut lifted = $crate::oracle::harness::Lifted::default();
            let (y, [first, second]) = call!([$f::jet] $arg $($many)*);
            lifted.jet = [
                Outcome::default().and(&y, &first)$(.and(&$a.v, &$a.d))*,
                Outcome::default().and(&y, &second)$(.and(&$a.v, &$a.e))*,
            ];
            $($a.rewind(None);)*
            patterns!($result $f $arg lifted [$($x)*] [$($a)*]);
            Some(lifted)
        }
    };
}

/// Columns are compared where the order of the inputs is that of the parameters.
macro_rules! patterns {
    (real $f:ident $arg:tt $lifted:ident [$($x:ident)+] []) => {
        $lifted.jacobian = Some(call!([$f::jacobian_sparsity] $arg));
        $lifted.hessian = Some(call!([$f::hessian_sparsity] $arg));
    };
    (none $f:ident $arg:tt $lifted:ident [] [$($a:ident)*]) => {
        $lifted.jacobian = Some(call!([$f::jacobian_sparsity] $arg));
    };
    ($result:ident $($rest:tt)*) => {};
}

macro_rules! compare {
    ($case:expr, []) => { $case.agrees_with_differences(&[]) };
    ($case:expr, [at $([$($x:expr),*]),+]) => { $case.agrees_with_differences(&[$(&[$($x),*]),+]) };
    ($case:expr, [gives [$($x:expr),*]]) => { $case.gives(&[$($x),*]) };
    ($case:expr, [wide $g:ident]) => { $case.follows($g) };
}
