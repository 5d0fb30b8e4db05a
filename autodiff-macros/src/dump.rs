//! The stages of an expansion on standard error, for people who debug the macro.
//!
//! `AUTODIFF_DUMP=lower,reverse cargo build` prints those stages.

use crate::attribute::Kind;
use crate::ir::{Block, Function};
use proc_macro2::{TokenStream, TokenTree};
use quote::ToTokens;

fn wanted(stage: &str) -> bool {
    std::env::var("AUTODIFF_DUMP")
        .is_ok_and(|list| list.split(',').any(|s| s == stage || s == "all"))
}

pub(crate) fn dump(stage: &str, f: &Function) {
    dump_block(stage, f, &f.body);
}

pub(crate) fn dump_block(stage: &str, f: &Function, b: &Block) {
    if wanted(stage) {
        eprintln!("--- {stage}\n{}", f.display(b));
    }
}

/// What one attribute prints, and how large it is beside the primal.
pub(crate) fn printed(kind: Kind, primal: &syn::ItemFn, code: &TokenStream) {
    if wanted("print") {
        eprintln!("{code}");
    }
    if wanted("tokens") {
        let (of_primal, of_code) = (size(&primal.to_token_stream()), size(code));
        let (name, attribute) = (&primal.sig.ident, kind.name());
        let ratio = of_code as f64 / of_primal as f64;
        eprintln!(
            "--- tokens: `{name}` has {of_primal}, `#[{attribute}]` prints {of_code}: {ratio:.1} x"
        );
    }
}

/// The number of tokens, with both delimiters of a group.
pub(crate) fn size(tokens: &TokenStream) -> usize {
    let of = |t| match t {
        TokenTree::Group(g) => 2 + size(&g.stream()),
        TokenTree::Ident(_) | TokenTree::Punct(_) | TokenTree::Literal(_) => 1,
    };
    tokens.clone().into_iter().map(of).sum()
}
