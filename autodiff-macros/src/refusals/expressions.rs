//! Expressions: kinds that are not supported, and places they may not stand in.

use crate::diagnostics::Refusal;
use proc_macro2::Span;
use quote::ToTokens;
use syn::Expr;
use syn::spanned::Spanned;

/// Expressions of kinds that are not supported.
pub(crate) fn unsupported_expression(e: &Expr) -> Refusal {
    let (what, help) = match e {
        Expr::Async(_) => ("`async` block", "compute outside of it"),
        Expr::Await(_) => (
            "`.await`",
            "await before the differentiated function and pass the value",
        ),
        Expr::Closure(_) => ("closure", "write a function with the attribute and call it"),
        Expr::Infer(_) => ("`_`", "write a value"),
        Expr::Let(_) => (
            "`let` outside of a condition",
            "use `if let`, or `matches!` where a `bool` is wanted",
        ),
        Expr::Range(_) => (
            "range as a value",
            "use it in a `for` header or as an index",
        ),
        Expr::RawAddr(_) => ("raw pointer", "borrow with `&` or `&mut`"),
        Expr::Struct(_) => ("struct literal", "use a tuple, or several variables"),
        Expr::Try(_) => (
            "`?`",
            "return early with `let Some(x) = o else { return .. };`",
        ),
        Expr::TryBlock(_) => ("`try` block", "use a function of its own"),
        Expr::Unsafe(_) => ("`unsafe` block", "write the computation in safe Rust"),
        Expr::Yield(_) => ("`yield`", "collect the values in a `Vec`"),
        Expr::Unary(_) => ("this operator", "use `-`, `!` or `*`"),
        Expr::Verbatim(_) => ("syntax not known to this library", "write it in plain Rust"),
        _ => (
            "this expression",
            "write it in plain arithmetic, loops and calls",
        ),
    };
    Refusal::new(e.span(), what).help(help)
}

pub(crate) fn nesting(span: Span) -> Refusal {
    Refusal::new(span, "code nested this deep")
        .help("give the inner parts names with `let`")
        .note("a sum or product counts as one level, up to 1,000 terms")
}

pub(crate) fn unknown_type(span: Span) -> Refusal {
    Refusal::new(span, "the type of this value is not known here")
        .help("write it down: `let y: f64 = g(x);`")
        .note("only rustc knows what a called function returns, and the rule depends on it")
}

pub(crate) fn literal(span: Span) -> Refusal {
    Refusal::new(span, "this literal").help("use numbers, `bool`s or `char`s")
}

pub(crate) fn cast_to_alias(t: &syn::Type) -> Refusal {
    let name = t.to_token_stream().to_string();
    Refusal::new(t.span(), format!("cast to `{name}`"))
        .help("name the primitive type: `as f64`, `as usize`")
        .note("whether the derivative passes depends on whether the alias is a float or an integer")
}

pub(crate) fn array_length(span: Span) -> Refusal {
    Refusal::new(span, "array length that is a variable").help("use `vec![..; n]`")
}

pub(crate) fn iterable(span: Span) -> Refusal {
    Refusal::new(span, "`for` over this").help("loop over a range, a slice, an array or a `Vec`")
}

pub(crate) fn let_in_guard(span: Span) -> Refusal {
    Refusal::new(span, "`if let` in a match guard").help("write the `if let` inside the arm")
}

pub(crate) fn let_in_expression(span: Span) -> Refusal {
    Refusal::new(span, "`let` inside a condition's parts")
        .help("join the conditions by `&&` at the outermost level")
}

pub(crate) fn exit_in_guard(span: Span) -> Refusal {
    Refusal::new(span, "exit inside a match guard")
        .help("leave inside an arm, or before the `match`")
}
