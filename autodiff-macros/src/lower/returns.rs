//! Whether code returns: closures and items in it have returns of their own.

use proc_macro2::{TokenStream, TokenTree};

pub(super) fn has_return(b: &syn::Block) -> bool {
    let mut finder = ReturnFinder(false);
    syn::visit::Visit::visit_block(&mut finder, b);
    finder.0
}

pub(super) fn has_return_in(e: &syn::Expr) -> bool {
    let mut finder = ReturnFinder(false);
    syn::visit::Visit::visit_expr(&mut finder, e);
    finder.0
}

struct ReturnFinder(bool);

impl<'a> syn::visit::Visit<'a> for ReturnFinder {
    fn visit_expr_return(&mut self, _: &'a syn::ExprReturn) {
        self.0 = true;
    }
    fn visit_expr_closure(&mut self, _: &'a syn::ExprClosure) {}
    // `vec![..]` takes expressions
    fn visit_macro(&mut self, m: &'a syn::Macro) {
        self.0 |= mentions_return(m.tokens.clone());
    }
    fn visit_item(&mut self, _: &'a syn::Item) {}
}

fn mentions_return(tokens: TokenStream) -> bool {
    tokens.into_iter().any(|t| match t {
        TokenTree::Ident(i) => i == "return",
        TokenTree::Group(g) => mentions_return(g.stream()),
        TokenTree::Punct(_) | TokenTree::Literal(_) => false,
    })
}
