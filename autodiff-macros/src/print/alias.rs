//! One short name for the run time in the code of a companion: `__rt::zero(&x)` for `::autodiff::rt::zero(&x)`.
//!
//! The name stands in a block of the companion's own, so that no item around it sees or hides it.

use proc_macro2::{Delimiter, Group, Ident, Spacing, Span, TokenStream, TokenTree};
use quote::quote;

/// No item of the user's may mention the name.
pub(crate) const RT: &str = "__rt";

/// What the run time exports again of what generated code names elsewhere.
const OF_CRATE: [&str; 4] = ["Tape", "Matrix", "Differentiable", "Sparsity"];
const PRIMITIVE: [&str; 2] = ["usize", "f64"];
const MARKER: [&str; 1] = ["Sized"];

/// The items in a block that declares the name.
pub(crate) fn in_block(items: TokenStream, krate: &TokenStream) -> TokenStream {
    let rt = Ident::new(RT, Span::call_site());
    let items = Paths::new(krate).shorten(items);
    quote!(const _: () = { use #krate::rt as #rt; #items };)
}

/// The beginnings of the paths that get shorter.
struct Paths {
    rt: Vec<Piece>,
    krate: Vec<Piece>,
    primitive: Vec<Piece>,
    marker: Vec<Piece>,
}

enum Piece {
    Name(String),
    Mark(char),
}

impl Piece {
    fn is(&self, token: &TokenTree) -> bool {
        match (self, token) {
            (Piece::Mark(mark), TokenTree::Punct(p)) => p.as_char() == *mark,
            (Piece::Name(name), TokenTree::Ident(i)) => i == name,
            _ => false,
        }
    }
}

impl Paths {
    fn new(krate: &TokenStream) -> Paths {
        let piece = |t| match t {
            TokenTree::Punct(p) => Piece::Mark(p.as_char()),
            other => Piece::Name(other.to_string()),
        };
        let pieces = |path: TokenStream| path.into_iter().map(piece).collect();
        Paths {
            rt: pieces(quote!(#krate::rt::)),
            krate: pieces(quote!(#krate::)),
            primitive: pieces(quote!(::core::primitive::)),
            marker: pieces(quote!(::core::marker::)),
        }
    }

    fn shorten(&self, tokens: TokenStream) -> TokenStream {
        let tokens: Vec<TokenTree> = tokens.into_iter().collect();
        let mut short = TokenStream::new();
        let mut at = 0;
        while let Some(token) = tokens.get(at) {
            if let Some(length) = self.length(&tokens[..at], &tokens[at..]) {
                let rt = Ident::new(RT, token.span());
                short.extend(quote!(#rt::));
                at += length;
                continue;
            }
            short.extend([match token {
                TokenTree::Group(g) if g.delimiter() != Delimiter::None => {
                    let mut new = Group::new(g.delimiter(), self.shorten(g.stream()));
                    new.set_span(g.span());
                    TokenTree::Group(new)
                }
                other => other.clone(),
            }]);
            at += 1;
        }
        short
    }

    /// How many tokens of `rest` the short name stands for.
    fn length(&self, before: &[TokenTree], rest: &[TokenTree]) -> Option<usize> {
        let begins =
            |path: &[Piece]| rest.len() > path.len() && path.iter().zip(rest).all(|(p, t)| p.is(t));
        let follows = |path: &[Piece], names: &[&str]| {
            begins(path)
                && matches!(&rest[path.len()], TokenTree::Ident(i) if names.iter().any(|n| i == n))
        };
        if continues(before) {
            None
        } else if begins(&self.rt) {
            Some(self.rt.len())
        } else if follows(&self.krate, &OF_CRATE) {
            Some(self.krate.len())
        } else if follows(&self.primitive, &PRIMITIVE) {
            Some(self.primitive.len())
        } else if follows(&self.marker, &MARKER) {
            Some(self.marker.len())
        } else {
            None
        }
    }
}

/// Whether what follows is a later part of a path.
fn continues(before: &[TokenTree]) -> bool {
    matches!(
        before,
        [.., TokenTree::Punct(a), TokenTree::Punct(b)]
            if a.as_char() == ':' && a.spacing() == Spacing::Joint && b.as_char() == ':'
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shortened(code: &str, krate: &str) -> String {
        let tokens = |text: &str| text.parse::<TokenStream>().expect("tokens");
        let short = Paths::new(&tokens(krate)).shorten(tokens(code));
        assert!(short.clone().into_iter().count() <= tokens(code).into_iter().count());
        short.to_string().replace(' ', "")
    }

    #[test]
    fn paths_of_the_run_time_get_shorter() {
        let code = "f::<::autodiff::rt::Vec<f64>>(x:::autodiff::rt::vec![0.0], ::autodiff::Tape)";
        assert_eq!(
            shortened(code, "::autodiff"),
            "f::<__rt::Vec<f64>>(x:__rt::vec![0.0],__rt::Tape)"
        );
        assert_eq!(
            shortened("n:::core::primitive::usize", "::autodiff"),
            "n:__rt::usize"
        );
    }

    #[test]
    fn other_paths_stay() {
        for code in [
            "::autodiff::sparse::matrix(m)",
            "::core::mem::take(x)",
            "rt::zero(x)",
        ] {
            assert_eq!(shortened(code, "::autodiff"), code);
        }
        // the end of a longer path, and the path of the crate as told
        let code = "(mine::ad::rt::zero(x), x: ad::rt::Vec)";
        assert_eq!(shortened(code, "ad"), "(mine::ad::rt::zero(x),x:__rt::Vec)");
    }
}
