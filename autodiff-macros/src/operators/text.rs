//! An operator's text as that of a free function.

use proc_macro2::{Group, Ident, Spacing, Span, TokenStream, TokenTree};
use quote::ToTokens;
use std::collections::BTreeSet;

/// `impl Add<&V> for &V` is `impl<'left, 'right> Add<&'right V> for &'left V`.
pub(super) fn name_lifetimes(block: &mut syn::ItemImpl, path: &mut syn::Path) {
    struct Namer<'g>(&'g mut syn::Generics, &'static str);
    impl syn::visit_mut::VisitMut for Namer<'_> {
        fn visit_type_reference_mut(&mut self, r: &mut syn::TypeReference) {
            if r.lifetime.is_none() {
                let n = self.0.lifetimes().count();
                let lifetime = syn::Lifetime::new(&format!("{}_{n}", self.1), Span::mixed_site());
                self.0.params.insert(0, syn::parse_quote!(#lifetime));
                r.lifetime = Some(lifetime);
            }
            syn::visit_mut::visit_type_reference_mut(self, r);
        }
    }
    let mut generics = block.generics.clone();
    syn::visit_mut::visit_type_mut(&mut Namer(&mut generics, "'__left"), &mut block.self_ty);
    syn::visit_mut::visit_path_mut(&mut Namer(&mut generics, "'__right"), path);
    block.generics = generics;
}

/// A name that does not occur in the method: a variable of the user's must not take the place of `self`.
pub(super) fn free_name(wanted: &str, method: &syn::ImplItemFn, span: Span) -> Ident {
    let mut taken = BTreeSet::new();
    names(method.to_token_stream(), &mut taken);
    let mut name = wanted.to_owned();
    while taken.contains(&name) {
        name.push('_');
    }
    Ident::new(&name, span)
}

fn names(tokens: TokenStream, found: &mut BTreeSet<String>) {
    for t in tokens {
        match t {
            TokenTree::Ident(i) => {
                found.insert(i.to_string());
            }
            TokenTree::Group(g) => names(g.stream(), found),
            TokenTree::Punct(_) | TokenTree::Literal(_) => {}
        }
    }
}

/// The operator's text as that of a free function: `self` has another name, `Self` is spelled out.
pub(super) fn substitute(
    tokens: TokenStream,
    this: &Ident,
    own: &syn::Type,
    output: &TokenStream,
) -> TokenStream {
    let mut out = TokenStream::new();
    let mut rest = tokens.into_iter().peekable();
    while let Some(t) = rest.next() {
        match t {
            // not the module in `self::f`
            TokenTree::Ident(i)
                if i == "self"
                    && !matches!(rest.peek(), Some(TokenTree::Punct(p)) if p.as_char() == ':' && p.spacing() == Spacing::Joint) =>
            {
                // one variable, whichever macro wrote this `self`
                let mut renamed = this.clone();
                renamed.set_span(this.span().located_at(i.span()));
                out.extend([TokenTree::Ident(renamed)]);
            }
            TokenTree::Ident(i) if i == "Self" => {
                let mut ahead = rest.clone();
                let colons = matches!(ahead.next(), Some(TokenTree::Punct(p)) if p.as_char() == ':')
                    && matches!(ahead.next(), Some(TokenTree::Punct(p)) if p.as_char() == ':');
                let is_output = colons
                    && matches!(ahead.next(), Some(TokenTree::Ident(name)) if name == "Output");
                if is_output {
                    rest.nth(2);
                    out.extend(output.clone());
                } else {
                    out.extend(spelled(own));
                }
            }
            TokenTree::Group(g) => {
                let mut new = Group::new(g.delimiter(), substitute(g.stream(), this, own, output));
                new.set_span(g.span());
                out.extend([TokenTree::Group(new)]);
            }
            other @ (TokenTree::Ident(_) | TokenTree::Punct(_) | TokenTree::Literal(_)) => {
                out.extend([other]);
            }
        }
    }
    out
}

/// A type in a form that is also an expression's path: `V::<T>`.
fn spelled(own: &syn::Type) -> TokenStream {
    match own {
        syn::Type::Path(p) => {
            let mut p = p.clone();
            for s in &mut p.path.segments {
                if let syn::PathArguments::AngleBracketed(args) = &mut s.arguments {
                    args.colon2_token = Some(Default::default());
                }
            }
            p.to_token_stream()
        }
        syn::Type::Reference(r) => spelled(&r.elem),
        other => other.to_token_stream(),
    }
}
