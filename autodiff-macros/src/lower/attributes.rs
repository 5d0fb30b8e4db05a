//! Attributes inside bodies.

use super::Lower;
use crate::attribute::is_checkpoint;
use crate::refusals;
use proc_macro2::{TokenStream, TokenTree};
use syn::parse::Parser;
use syn::visit::Visit;

impl Lower<'_> {
    /// Lint levels and docs mean nothing to generated code; anything else (`cfg` first of all) could change what
    /// the program is.
    pub(super) fn refuse_attributes(&mut self, item: &syn::ItemFn) {
        let mut finder = Finder(vec![]);
        for input in &item.sig.inputs {
            finder.visit_fn_arg(input);
        }
        finder.visit_block(&item.block);
        for a in &finder.0 {
            self.errors.push(if is_checkpoint(a) {
                refusals::checkpoint_elsewhere(a)
            } else {
                refusals::attribute_in_body(a)
            });
        }
    }
}

struct Finder(Vec<syn::Attribute>);

impl<'a> Visit<'a> for Finder {
    fn visit_attribute(&mut self, a: &'a syn::Attribute) {
        let harmless = ["allow", "expect", "warn", "deny", "doc"];
        if !harmless.iter().any(|n| a.path().is_ident(n)) {
            self.0.push(a.clone());
        }
    }

    fn visit_expr_for_loop(&mut self, l: &'a syn::ExprForLoop) {
        // which `for` loops may have
        for a in l.attrs.iter().filter(|a| !is_checkpoint(a)) {
            self.visit_attribute(a);
        }
        self.visit_pat(&l.pat);
        self.visit_expr(&l.expr);
        self.visit_block(&l.body);
    }

    /// The elements of `vec![..]` may have attributes, too.
    fn visit_macro(&mut self, m: &'a syn::Macro) {
        attributes_in(m.tokens.clone(), self);
    }

    /// An item keeps its own attributes: it is printed as it stands.
    fn visit_item(&mut self, _: &'a syn::Item) {}
}

fn attributes_in(tokens: TokenStream, finder: &mut Finder) {
    let mut rest = tokens.into_iter().peekable();
    while let Some(t) = rest.next() {
        match t {
            TokenTree::Punct(p) if p.as_char() == '#' => {
                let attribute = rest.peek().map(|body| [p.into(), body.clone()]);
                let attribute = attribute.into_iter().flatten().collect();
                for a in Parser::parse2(syn::Attribute::parse_outer, attribute).unwrap_or_default()
                {
                    finder.visit_attribute(&a);
                }
            }
            TokenTree::Group(g) => attributes_in(g.stream(), finder),
            TokenTree::Ident(_) | TokenTree::Punct(_) | TokenTree::Literal(_) => {}
        }
    }
}
