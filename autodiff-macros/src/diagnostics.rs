//! Errors are collected and reported together: a headline that names the construct, then `help:` and `note:` lines.

use proc_macro2::{Span, TokenStream};

/// One refusal: what, where, and what to write instead.
#[derive(Debug)]
pub(crate) struct Refusal {
    span: Span,
    text: String,
}

impl Refusal {
    pub(crate) fn new(span: Span, headline: impl Into<String>) -> Refusal {
        Refusal {
            span,
            text: headline.into(),
        }
    }

    pub(crate) fn help(mut self, text: impl AsRef<str>) -> Refusal {
        self.text.push_str("\n\nhelp: ");
        self.text.push_str(text.as_ref());
        self
    }

    pub(crate) fn note(mut self, text: impl AsRef<str>) -> Refusal {
        self.text.push_str("\n\nnote: ");
        self.text.push_str(text.as_ref());
        self
    }

    /// For where nothing collects refusals.
    pub(crate) fn into_error(self) -> syn::Error {
        syn::Error::new(self.span, self.text)
    }
}

/// The sink every stage reports to.
#[derive(Debug, Default)]
pub(crate) struct Errors {
    found: Vec<Refusal>,
    syntax: Vec<syn::Error>,
}

impl Errors {
    pub(crate) fn push(&mut self, r: Refusal) {
        let same =
            |o: &Refusal| o.text == r.text && format!("{:?}", o.span) == format!("{:?}", r.span);
        if self.found.iter().any(same) {
            return;
        }
        self.found.push(r);
    }

    pub(crate) fn push_syntax(&mut self, e: syn::Error) {
        self.syntax.push(e);
    }

    pub(crate) fn count(&self) -> usize {
        self.found.len() + self.syntax.len()
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.found.is_empty() && self.syntax.is_empty()
    }

    /// `compile_error!` invocations, in the order found.
    pub(crate) fn into_tokens(self) -> TokenStream {
        let found = self.found.into_iter().map(Refusal::into_error);
        self.syntax
            .into_iter()
            .chain(found)
            .map(|e| e.to_compile_error())
            .collect()
    }
}
