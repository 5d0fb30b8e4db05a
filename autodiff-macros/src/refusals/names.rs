//! Names that generated code has a use for, and names that could not be told apart.

use crate::attribute::Kind;
use crate::diagnostics::Refusal;
use proc_macro2::Ident;

pub(crate) fn two_names(asked: &Ident, has: &Ident) -> Refusal {
    Refusal::new(
        asked.span(),
        format!("second name `{asked}` for the companion `{has}`"),
    )
    .help("write `name = ..` once, in the first attribute")
}

/// `#[grad] fn f64(x: f64) -> f64`
pub(crate) fn companion_named_like_a_primitive(kind: Kind, name: &Ident) -> Refusal {
    let attribute = kind.name();
    Refusal::new(
        name.span(),
        format!("companion `{name}` with the name of a primitive type"),
    )
    .help(format!(
        "give it another name: `#[{attribute}(name = {name}_ad)]`"
    ))
    .note("it is a type, and would hide the primitive type from everything around it")
}

pub(crate) fn reserved_name(name: &Ident) -> Refusal {
    Refusal::new(name.span(), format!("parameter name `{name}`"))
        .help("choose a name that does not begin with `__`")
        .note("the generated functions use it themselves")
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

pub(crate) fn mixed_hygiene(ident: &Ident) -> Refusal {
    Refusal::new(
        ident.span(),
        format!("`{ident}` has the spelling of another variable from a different macro"),
    )
    .help("rename one of them")
    .note("to rustc they are two variables, here they could not be told apart")
}

pub(crate) fn item_named_like_parameter(name: &Ident) -> Refusal {
    Refusal::new(
        name.span(),
        format!("item `{name}` with the name of a parameter"),
    )
    .help("rename one of them")
}
