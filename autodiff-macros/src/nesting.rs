//! How deep code may be nested: parsers and passes walk it recursively, on a stack that rustc gave.

use crate::lower::is_strict;
use proc_macro2::{Span, TokenStream, TokenTree};
use syn::Expr;
use syn::spanned::Spanned;
use syn::visit::{self, Visit};

/// Brackets in brackets.
const GROUPS: usize = 100;
/// Expressions in expressions.
const EXPRESSIONS: usize = 250;
/// Operators in a row. They are lowered in a loop, but syntax trees are printed and dropped recursively.
const OPERATORS: usize = 1000;

/// The first bracket that lies too deep.
pub(crate) fn too_deep(tokens: &TokenStream) -> Option<Span> {
    fn inside(tokens: TokenStream, depth: usize) -> Option<Span> {
        tokens.into_iter().find_map(|t| match t {
            TokenTree::Group(g) if depth == GROUPS => Some(g.span_open()),
            TokenTree::Group(g) => inside(g.stream(), depth + 1),
            TokenTree::Ident(_) | TokenTree::Punct(_) | TokenTree::Literal(_) => None,
        })
    }
    inside(tokens.clone(), 0)
}

/// The first expression that lies too deep, by whatever brings it there.
pub(crate) fn too_deep_expression(b: &syn::Block) -> Option<Span> {
    let mut finder = Finder {
        depth: 0,
        found: None,
    };
    finder.visit_block(b);
    finder.found
}

struct Finder {
    depth: usize,
    found: Option<Span>,
}

impl<'a> Visit<'a> for Finder {
    fn visit_expr(&mut self, e: &'a Expr) {
        if self.found.is_some() {
            return;
        }
        if self.depth == EXPRESSIONS {
            self.found = Some(e.span());
            return;
        }
        self.depth += 1;
        let mut first = e;
        let mut operators = 0;
        while let Expr::Binary(b) = first
            && is_strict(&b.op)
        {
            self.visit_expr(&b.right);
            first = &b.left;
            operators += 1;
        }
        if operators > OPERATORS {
            self.found = Some(first.span());
            return;
        }
        visit::visit_expr(self, first);
        self.depth -= 1;
    }
}
