//! Every refusal, with its wording: what was found, what to write instead, why.

mod checkpoint;
mod lazy;
mod lifted;

pub(crate) use checkpoint::*;
pub(crate) use lazy::*;
pub(crate) use lifted::*;

use crate::attribute::Kind;
use crate::diagnostics::{Errors, Refusal};
use crate::lower::types::RealParams;
use proc_macro2::{Ident, Span, TokenStream};
use quote::{ToTokens, quote};
use syn::Expr;
use syn::spanned::Spanned;

/// The attribute stands on something else than a function.
pub(crate) fn not_a_function(kind: Kind, item: &TokenStream, e: &syn::Error) -> TokenStream {
    if syn::parse2::<syn::Item>(item.clone()).is_err() {
        let e = e.to_compile_error();
        return quote!(#item #e);
    }
    let text = format!(
        "`#[{0}]` on something that is not a function\n\nhelp: put `#[{0}]` on a `fn` with a body, an `impl` block or a module",
        kind.name()
    );
    let e = syn::Error::new(item.span(), text).to_compile_error();
    quote!(#item #e)
}

/// What a signature may not have.
pub(crate) fn signature(sig: &syn::Signature, errors: &mut Errors) {
    if let Some(t) = &sig.asyncness {
        errors.push(
            Refusal::new(t.span, "`async` function")
                .help("differentiate a plain function and call it from the `async` one"),
        );
    }
    if let syn::Safety::Unsafe(t) = &sig.safety {
        errors.push(
            Refusal::new(t.span(), "`unsafe` function")
                .help("write the computation as a safe function"),
        );
    }
    if let Some(abi) = &sig.abi {
        errors.push(
            Refusal::new(abi.extern_token.span, "`extern` function")
                .help("differentiate a Rust function and call it from the `extern` one"),
        );
    }
    let reals = RealParams::of(&sig.generics);
    for t in sig.generics.type_params() {
        if reals.find(&t.ident.to_string()).is_none() {
            errors.push(
                Refusal::new(t.ident.span(), format!("type parameter `{}`", t.ident))
                    .help(format!("bound it by `{}: autodiff::Real`, or write the function for `f64` or `f32`", t.ident))
                    .note("the rules of arithmetic are known for reals only; the bound is looked for by its name"),
            );
        }
    }
    for input in &sig.inputs {
        // a receiver has been made a typed parameter
        if let syn::FnArg::Typed(p) = input {
            parameter_type(&p.ty, errors);
        }
    }
    if let syn::ReturnType::Type(_, t) = &sig.output
        && let syn::Type::Reference(r) = &**t
    {
        errors.push(reference_returned(r.and_token.span));
    }
}

fn parameter_type(t: &syn::Type, errors: &mut Errors) {
    let refused = match t {
        syn::Type::ImplTrait(t) => Some((t.impl_token.span, "`impl Trait` parameter")),
        syn::Type::TraitObject(t) => Some((t.span(), "`dyn` parameter")),
        syn::Type::Ptr(t) => Some((t.star_token.span, "raw pointer parameter")),
        syn::Type::FnPtr(t) => Some((t.fn_token.span, "function pointer parameter")),
        syn::Type::Reference(r) => {
            parameter_type(&r.elem, errors);
            None
        }
        _ => None,
    };
    if let Some((span, what)) = refused {
        errors.push(
            Refusal::new(span, what).help(
                "pass numbers, slices, arrays, `Vec`s or structs, and call functions by name",
            ),
        );
    }
}

pub(crate) fn unknown_option(span: Span, name: &str) -> Refusal {
    Refusal::new(span, format!("unknown option `{name}`")).help(
        "the options are `wrt(..)`, `constant(..)`, `name = ..`, `companion(..)` and `crate = ..`",
    )
}

pub(crate) fn sweeps_without_custom_vjp(span: Span) -> Refusal {
    Refusal::new(
        span,
        "`forward = ..` and `reverse = ..` outside `custom_vjp`",
    )
    .help("write `#[custom_vjp(forward = a, reverse = b)]`")
}

pub(crate) fn rule_missing(span: Span, kind: Kind) -> Refusal {
    let name = kind.name();
    let r = Refusal::new(span, format!("`{name}` without a rule"));
    match kind {
        Kind::CustomVjp => {
            r.help("write `#[custom_vjp(rule)]` or `#[custom_vjp(forward = a, reverse = b)]`")
        }
        _ => r.help(format!("write `#[{name}(rule)]`")),
    }
}

pub(crate) fn wrt_of_rule(span: Span, kind: Kind) -> Refusal {
    Refusal::new(span, format!("`wrt(..)` in `{}`", kind.name()))
        .help("a rule returns cotangents for all differentiable parameters; leave some out by `constant(..)`")
}

pub(crate) fn no_such_parameter(name: &Ident, params: &[Option<Ident>]) -> Refusal {
    let known: Vec<String> = params.iter().flatten().map(|p| format!("`{p}`")).collect();
    Refusal::new(name.span(), format!("no parameter `{name}`"))
        .help(format!("the parameters are {}", known.join(", ")))
}

pub(crate) fn wrt_without_reals(name: &Ident, constant: bool) -> Refusal {
    let r = Refusal::new(name.span(), format!("`{name}` cannot be differentiated"));
    if constant {
        r.help("list it in `wrt(..)` or in `constant(..)`, not in both")
    } else {
        r.help("leave it out: integers, `bool` and `str` have no derivative")
    }
}

pub(crate) fn nothing_to_differentiate(f: &Ident, kind: Kind) -> Refusal {
    Refusal::new(f.span(), format!("no parameter of `{f}` to differentiate")).help(format!(
        "`#[{}]` needs a parameter that holds reals",
        kind.name()
    ))
}

pub(crate) fn nothing_real_returned(sig: &syn::Signature, kind: Kind) -> Refusal {
    let span = match &sig.output {
        syn::ReturnType::Default => sig.ident.span(),
        syn::ReturnType::Type(_, t) => t.span(),
    };
    Refusal::new(
        span,
        format!("`{}` returns nothing that carries reals", sig.ident),
    )
    .help(format!(
        "`#[{}]` needs a real result, or a `&mut` parameter that holds reals",
        kind.name()
    ))
}

pub(crate) fn reserved_name(name: &Ident) -> Refusal {
    Refusal::new(name.span(), format!("parameter name `{name}`"))
        .help("choose a name that does not begin with `__`")
        .note("the generated functions use it themselves")
}

pub(crate) fn beside_a_rule(span: Span, attribute: &str, rule: &str) -> Refusal {
    let what = match attribute {
        "hessian" => "a Hessian is",
        "taylor" => "a Taylor series is",
        _ => "sparsity is",
    };
    Refusal::new(span, format!("`#[{attribute}]` beside `#[{rule}]`"))
        .help(format!(
            "leave one of them out: {what} that of the body, not that of the rule in `#[{rule}]`"
        ))
        .note("a rule gives first derivatives; what its own derivative is, it does not say")
}

pub(crate) fn reserved_in_bodies(name: &Ident) -> Refusal {
    let what = match *name == crate::print::alias::RT {
        true => "an import",
        false => "a const parameter",
    };
    Refusal::new(name.span(), format!("the name `{name}`"))
        .help("choose a name that does not begin with `__`")
        .note(format!("the generated functions have {what} of this name"))
}

pub(crate) fn two_names(asked: &Ident, has: &Ident) -> Refusal {
    Refusal::new(
        asked.span(),
        format!("second name `{asked}` for the companion `{has}`"),
    )
    .help("write `name = ..` once, in the first attribute")
}

pub(crate) fn unknown_type(span: Span) -> Refusal {
    Refusal::new(span, "the type of this value is not known here")
        .help("write it down: `let y: f64 = g(x);`")
        .note("only rustc knows what a called function returns, and the rule depends on it")
}

pub(crate) fn nesting(span: Span) -> Refusal {
    Refusal::new(span, "code nested this deep")
        .help("give the inner parts names with `let`")
        .note("a sum or product counts as one level, up to 1,000 terms")
}

pub(crate) fn lent_row(span: Span, name: &str) -> Refusal {
    Refusal::new(
        span,
        format!("`Vec` in `{name}` replaced or changed in length"),
    )
    .help(format!(
        "write `{name}: &mut Vec<Vec<..>>`, or assign to the elements"
    ))
    .note("the cotangent of a borrowed slice is borrowed too, with rows of the same lengths")
}

pub(crate) fn uninitialised(span: Span, name: &str) -> Refusal {
    Refusal::new(
        span,
        format!("`{name}` gets its value later, in a body with early exits"),
    )
    .help(format!(
        "give it a value where it is declared: `let mut {name} = ..;`"
    ))
}

pub(crate) fn nested_aliases(span: Span) -> Refusal {
    Refusal::new(span, "two borrowed arguments from one nested container")
        .help("copy one of them first: `let row = m[i].clone();`")
        .note("their cotangents would have to be borrowed mutably at the same time")
}

pub(crate) fn swapped_parts(span: Span) -> Refusal {
    Refusal::new(span, "exchange of two parts of one container")
        .help("exchange them element by element")
}

pub(crate) fn reference_returned(span: Span) -> Refusal {
    Refusal::new(span, "returned reference").help("return a copy: `x.to_vec()`, `*x`")
}

pub(crate) fn mixed_hygiene(ident: &Ident) -> Refusal {
    Refusal::new(
        ident.span(),
        format!("`{ident}` has the spelling of another variable from a different macro"),
    )
    .help("rename one of them")
    .note("to rustc they are two variables, here they could not be told apart")
}

pub(crate) fn rest_before_fields(span: Span) -> Refusal {
    Refusal::new(span, "`..` before other fields of a tuple struct")
        .help("name the fields by number: `let V { 2: z, .. } = v;`")
        .note("only rustc knows how many fields are left out")
}

/// Patterns of kinds that are not supported.
pub(crate) fn unsupported_pattern(p: &syn::Pat) -> Refusal {
    use syn::Pat;
    let (what, help) = match p {
        Pat::Struct(_) | Pat::TupleStruct(_) => (
            "enum or tuple-struct pattern",
            "match on numbers, `bool`s, tuples, slices or `Option`s; name a struct's fields: `p.0`",
        ),
        Pat::Macro(_) => ("macro pattern", "write the pattern out"),
        Pat::Const(_) => ("`const` block pattern", "name the constant"),
        Pat::Guard(_) => (
            "guard inside a pattern",
            "put the guard behind the whole pattern",
        ),
        Pat::Rest(_) => ("`..` on its own", "use it inside a tuple or slice pattern"),
        Pat::Ident(_) => (
            "binding by reference, or with a part, in this place",
            "bind a plain name",
        ),
        Pat::Lit(_) | Pat::Or(_) | Pat::Path(_) | Pat::Range(_) => (
            "pattern that may not match",
            "use `let .. else`, `if let` or `match`",
        ),
        Pat::Slice(_) | Pat::Tuple(_) | Pat::Reference(_) | Pat::Paren(_) | Pat::Type(_) => (
            "pattern in a place that takes a name",
            "bind a name and take it apart in a `let` of its own",
        ),
        Pat::Wild(_) => ("`_` in this place", "bind a name"),
        Pat::Verbatim(_) => (
            "syntax not known to this library",
            "write the pattern in plain Rust",
        ),
        _ => (
            "this pattern",
            "bind a name and take it apart by index or field",
        ),
    };
    Refusal::new(p.span(), what).help(help)
}

pub(crate) fn constant_pattern(ident: &Ident) -> Refusal {
    Refusal::new(
        ident.span(),
        format!("constant `{ident}` as a pattern for a real"),
    )
    .help(format!("compare instead: `if x == {ident} {{ .. }}`"))
}

pub(crate) fn mutable_reference_binding(ident: &Ident) -> Refusal {
    Refusal::new(ident.span(), format!("reassignable reference `{ident}`"))
        .help("keep an index and borrow where it is used")
}

pub(crate) fn reassigned_reference(span: Span) -> Refusal {
    Refusal::new(span, "assignment to a reference")
        .help("keep an index and borrow where it is used")
}

pub(crate) fn chosen_reference(span: Span) -> Refusal {
    Refusal::new(span, "reference chosen by a branch")
        .help("choose an index, or do the work in both branches")
}

pub(crate) fn assignment(span: Span) -> Refusal {
    Refusal::new(span, "assignment through an unknown place")
        .help("assign to a variable, an element or a field by name")
}

/// Numbers evaluate the right side of `a += b` first, other types the left side.
pub(crate) fn order_of_a_compound_assignment(b: &syn::ExprBinary) -> Refusal {
    let op = b.op.to_token_stream().to_string();
    Refusal::new(
        b.op.span(),
        format!("`{op}` of a type of your own between sides that may both change something"),
    )
    .help("evaluate one side in a `let` before")
    .note("which side comes first depends on the type, which only rustc knows")
}

pub(crate) fn write_through_result(span: Span) -> Refusal {
    Refusal::new(span, "change of a value that is not a variable's")
        .help("store the value in a `let mut` variable first, and change that")
        .note("it may be a view of something else, which would change without being seen here")
}

pub(crate) fn cast_to_alias(t: &syn::Type) -> Refusal {
    let name = t.to_token_stream().to_string();
    Refusal::new(t.span(), format!("cast to `{name}`"))
        .help("name the primitive type: `as f64`, `as usize`")
        .note("whether the derivative passes depends on whether the alias is a float or an integer")
}

pub(crate) fn literal(span: Span) -> Refusal {
    Refusal::new(span, "this literal").help("use numbers, `bool`s or `char`s")
}

pub(crate) fn array_length(span: Span) -> Refusal {
    Refusal::new(span, "array length that is a variable").help("use `vec![..; n]`")
}

pub(crate) fn iterable(span: Span) -> Refusal {
    Refusal::new(span, "`for` over this").help("loop over a range, a slice, an array or a `Vec`")
}

pub(crate) fn called_value(span: Span) -> Refusal {
    Refusal::new(span, "call of a variable")
        .help("call a function by its name, or a closure bound by `let`")
        .note("what a function pointer computes is not known here")
}

pub(crate) fn qualified_call(p: &syn::ExprPath) -> Refusal {
    Refusal::new(p.span(), "call through `<..>`").help("call a free function by its path")
}

pub(crate) fn std_function(p: &syn::Path) -> Refusal {
    let name = p.to_token_stream().to_string().replace(' ', "");
    Refusal::new(p.span(), format!("call of `{name}`"))
        .help("use the methods of `f64` and `f32` that are differentiable")
}

pub(crate) fn std_call(span: Span, module: &str, name: &str) -> Refusal {
    Refusal::new(
        span,
        format!("call of `{module}::{name}` with these arguments"),
    )
    .help("`mem::swap(&mut a, &mut b)` and `mem::replace(&mut a, b)` are known")
}

pub(crate) fn method_of_unknown(m: &Ident) -> Refusal {
    Refusal::new(m.span(), format!("method `{m}` on a value of unknown type"))
        .help("write the type down: `let y: f64 = g(x);`")
}

pub(crate) fn method_of_real(m: &Ident) -> Refusal {
    Refusal::new(m.span(), format!("method `{m}` on a real"))
        .help("use arithmetic or the differentiable methods of `f64` and `f32`")
}

pub(crate) fn method_of_integer(m: &Ident) -> Refusal {
    Refusal::new(m.span(), format!("method `{m}` on an integer"))
        .help("call it in a function of its own: a call without reals passes through")
}

pub(crate) fn method_of_sequence(m: &Ident) -> Refusal {
    Refusal::new(m.span(), format!("method `{m}` on a sequence"))
        .help("use indices, `len`, `swap`, `fill`, `copy_from_slice`, `to_vec`, `push`, `insert`, `remove`")
}

pub(crate) fn method_of_text(m: &Ident) -> Refusal {
    Refusal::new(m.span(), format!("method `{m}` on text"))
        .help("use `len`, `is_empty` and `as_bytes`, or do it before the differentiated function")
}

pub(crate) fn whole_option(span: Span) -> Refusal {
    Refusal::new(span, "`Option` handed on as a whole")
        .help("take it apart first: `if let Some(x) = o { .. }`, `o.unwrap_or(..)`")
        .note("here an `Option` is two variables, whether there is a value, and the value")
}

pub(crate) fn option_without_type(span: Span) -> Refusal {
    Refusal::new(span, "`Option` stored where it cannot be taken apart")
        .help("keep it in a variable of its own, with a type: `let mut o: Option<f64> = None;`")
}

pub(crate) fn option_returned(span: Span) -> Refusal {
    Refusal::new(span, "returned `Option`")
        .help("return the number, and a `bool` or a default where there is none")
        .note("its derivative would have to say, too, whether there is one")
}

pub(crate) fn option_parameter(span: Span) -> Refusal {
    Refusal::new(span, "`Option` of reals as a parameter")
        .help("pass the number and a `bool`, or leave the parameter out by `constant(..)`")
}

pub(crate) fn not_an_option(span: Span) -> Refusal {
    Refusal::new(span, "`Some` or `None` for a value that is no `Option`")
        .help("match on what it is")
}

pub(crate) fn unknown_payload(span: Span) -> Refusal {
    Refusal::new(
        span,
        "the type of what this `Option` holds is not known here",
    )
    .help("write it down: `let mut best: Option<f64> = None;`, `let y: f64 = g(x);`")
}

pub(crate) fn opened_option(span: Span) -> Refusal {
    Refusal::new(span, "`Option` of something that may be real, made elsewhere")
        .help("let the function return the number and a `bool`, or write the type down if it is an integer: `let k: Option<usize> = find(n);`")
        .note("what it holds would be taken as a constant")
}

pub(crate) fn method_of_option(m: &Ident) -> Refusal {
    Refusal::new(m.span(), format!("method `{m}` on an `Option`"))
        .help("use `if let`, `match`, `unwrap`, `unwrap_or`, `map`, `map_or`, `take`, `is_some`")
}

pub(crate) fn let_in_guard(span: Span) -> Refusal {
    Refusal::new(span, "`if let` in a match guard").help("write the `if let` inside the arm")
}

pub(crate) fn let_in_expression(span: Span) -> Refusal {
    Refusal::new(span, "`let` inside a condition's parts")
        .help("join the conditions by `&&` at the outermost level")
}

pub(crate) fn rest_of_unknown_tuple(span: Span) -> Refusal {
    Refusal::new(span, "`..` in a pattern for a tuple of unknown length")
        .help("name every part, with `_` for the ones not used")
}

pub(crate) fn unknown_macro(p: &syn::Path) -> Refusal {
    let name = p.to_token_stream().to_string().replace(' ', "");
    Refusal::new(p.span(), format!("macro `{name}!`"))
        .help("write what it expands to, or call a function")
        .note("what a macro does with its arguments is not known here")
}

pub(crate) fn macro_with_effects(p: &syn::Path, span: Span) -> Refusal {
    let name = p.to_token_stream().to_string().replace(' ', "");
    Refusal::new(
        span,
        format!("`{name}!` with an argument that changes something"),
    )
    .help("make the change in a statement of its own, before the macro")
}

pub(crate) fn attribute_in_body(a: &syn::Attribute) -> Refusal {
    Refusal::new(a.span(), "attribute inside a body")
        .help("leave it out, or choose between two functions instead")
}

/// Items of kinds that a body may not have.
pub(crate) fn item_in_body(i: &syn::Item) -> Refusal {
    use syn::Item;
    let (what, help) = match i {
        Item::Enum(_) => ("`enum` inside a body", "move it out of the function"),
        Item::ExternCrate(_) => (
            "`extern crate` inside a body",
            "move it out of the function",
        ),
        Item::ForeignMod(_) => (
            "`extern` block inside a body",
            "move it out of the function",
        ),
        Item::Impl(_) => ("`impl` inside a body", "move it out of the function"),
        Item::Macro(_) => (
            "macro defined or called as an item inside a body",
            "write what it expands to",
        ),
        Item::Mod(_) => ("`mod` inside a body", "move it out of the function"),
        Item::Static(_) => (
            "`static` that may change inside a body",
            "use a `const`, or a `static` of numbers",
        ),
        Item::Struct(_) => ("`struct` inside a body", "move it out of the function"),
        Item::Trait(_) | Item::TraitAlias(_) => {
            ("`trait` inside a body", "move it out of the function")
        }
        Item::Union(_) => ("`union` inside a body", "move it out of the function"),
        _ => ("item inside a body", "move it out of the function"),
    };
    Refusal::new(i.span(), what).help(help)
}

pub(crate) fn plain_function_in_body(name: &Ident) -> Refusal {
    Refusal::new(
        name.span(),
        format!("function `{name}` without an attribute inside a body"),
    )
    .help("give it the attribute, or move it out of the function")
    .note("outside there may be a companion of the same name, which would be used in its place")
}

pub(crate) fn glob_in_body(span: Span) -> Refusal {
    Refusal::new(span, "`use ..::*` inside a body")
        .help("name what is imported")
        .note("what it brings into scope could hide a variable")
}

pub(crate) fn item_named_like_parameter(name: &Ident) -> Refusal {
    Refusal::new(
        name.span(),
        format!("item `{name}` with the name of a parameter"),
    )
    .help("rename one of them")
}

pub(crate) fn exit_in_guard(span: Span) -> Refusal {
    Refusal::new(span, "exit inside a match guard")
        .help("leave inside an arm, or before the `match`")
}

pub(crate) fn repeated_option(span: Span, name: &str) -> Refusal {
    Refusal::new(span, format!("`{name}` twice")).help("write each option once")
}

pub(crate) fn repeated_attribute(span: Span, kind: Kind) -> Refusal {
    Refusal::new(span, format!("`#[{}]` twice", kind.name())).help("write the attribute once")
}

pub(crate) fn nested_item(i: &syn::Item) -> Refusal {
    Refusal::new(i.span(), "item inside a nested block").help("move it to the head of the function")
}

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

/// `#[grad] mod m;`
pub(crate) fn module_elsewhere(name: &Ident, kind: Kind) -> Refusal {
    let k = kind.name();
    Refusal::new(name.span(), format!("module `{name}` in a file of its own"))
        .help(format!("write `#[{k}]` on its functions and `impl` blocks"))
        .note("the attribute does not see what is in the file")
}

/// `#[grad(wrt(x))] impl ..`
pub(crate) fn option_on_a_block(name: &Ident, kind: Kind) -> Refusal {
    let k = kind.name();
    Refusal::new(
        name.span(),
        format!("option that names `{name}` on a block of functions"),
    )
    .help(format!(
        "write `#[{k}(..)]` with this option on the function it is meant for"
    ))
}

/// `#[grad] impl Shape for f64`
pub(crate) fn trait_of_a_primitive(span: Span, kind: Kind) -> Refusal {
    let k = kind.name();
    Refusal::new(
        span,
        format!("`#[{k}]` on a trait's methods for a primitive type"),
    )
    .help("write the computation as a free function and call that from the method")
    .note("the derivatives would have to be methods of the primitive type")
}

/// `impl Add for Self` cannot be.
pub(crate) fn conditional_operator(a: &syn::Attribute) -> Refusal {
    Refusal::new(a.span(), "`#[cfg]` inside the `impl` of an operator")
        .help("write it on the `impl` blocks as a whole, before the attribute")
        .note("it is not evaluated yet when the attribute runs")
}

pub(crate) fn unsupported_self_type(span: Span) -> Refusal {
    Refusal::new(span, "`Self` as the type of an `impl`").help("name the type")
}
