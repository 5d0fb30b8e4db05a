//! The functions of a companion: their heads, and calls from one to another.

use super::Companion;
use crate::ir::Passing;
use proc_macro2::{Group, Ident, Literal, TokenStream, TokenTree};
use quote::{ToTokens, quote};
use syn::ext::IdentExt;

impl Companion<'_> {
    pub(super) fn carried(&self, names: &[&str]) -> Vec<&syn::Attribute> {
        let wanted = |a: &&syn::Attribute| names.iter().any(|n| a.path().is_ident(n));
        self.item.attrs.iter().filter(wanted).collect()
    }

    pub(super) fn doc(&self, what: &str) -> TokenStream {
        let text = if self.member {
            let f = self.item.sig.ident.unraw();
            format!("{what} [`{f}()`](Self::{f}).")
        } else {
            doc_text(what, &self.item.sig.ident)
        };
        quote!(#[doc = #text])
    }

    /// A public function of the companion.
    pub(super) fn public(
        &self,
        name: &str,
        doc: &str,
        inputs: &[TokenStream],
        output: &TokenStream,
        body: &TokenStream,
    ) -> TokenStream {
        let doc = self.doc(doc);
        // the forms that others of them call carry nothing: the warning would be at generated code
        let last = [
            "grad",
            "vjp",
            "vjp_many",
            "jvp",
            "jvp_many",
            "derivative",
            "jacrev",
            "jacfwd",
            "jacobian",
            "taylor",
            "jet",
            "jacobian_sparsity",
            "hessian_sparsity",
            "hvp",
            "value_grad_hvp",
            "hessian",
            "hessian_diagonal",
        ]
        .contains(&name);
        let carried = if last {
            self.carried(&["deprecated", "must_use"])
        } else {
            vec![]
        };
        let (generics, bounds) = if ["jvp_many", "vjp_many", "taylor", "jet"].contains(&name) {
            self.generics_in_lanes()
        } else {
            self.generics()
        };
        let name = self.item_name(name);
        let vis = &self.item.vis;
        let output = returned(output);
        let many = self.many_arguments(inputs);
        self.with_names(quote! {
            #doc
            #(#carried)*
            #many
            #[inline]
            #vis fn #name #generics (#(#inputs),*) #output #bounds { #body }
        })
    }

    /// Each parameter brings its cotangent, or its tangent: nothing that whoever wrote the primal could change. The
    /// allowance stands at each function beside a method; a companion has one for all.
    fn many_arguments(&self, inputs: &[TokenStream]) -> Option<TokenStream> {
        /// Clippy's default.
        const THRESHOLD: usize = 7;
        let many = inputs.len() > THRESHOLD;
        if many {
            self.many_arguments.set(true);
        }
        (many && self.member).then(many_allowed)
    }

    /// A function other companions call.
    pub(super) fn hidden(
        &self,
        name: &str,
        inputs: &[TokenStream],
        output: &TokenStream,
        body: &TokenStream,
    ) -> TokenStream {
        self.hidden_with(&self.generics(), name, inputs, output, body)
    }

    /// A function other companions call, with a number of lanes.
    pub(super) fn hidden_in_lanes(
        &self,
        name: &str,
        inputs: &[TokenStream],
        output: &TokenStream,
        body: &TokenStream,
    ) -> TokenStream {
        self.hidden_with(&self.generics_in_lanes(), name, inputs, output, body)
    }

    pub(super) fn hidden_with(
        &self,
        (generics, bounds): &(TokenStream, TokenStream),
        name: &str,
        inputs: &[TokenStream],
        output: &TokenStream,
        body: &TokenStream,
    ) -> TokenStream {
        let vis = &self.item.vis;
        let output = returned(output);
        let body = self.of_generic(body);
        let many = self.many_arguments(inputs);
        let borrowing = self.takes_receiver(name).then(|| {
            let owning = self.item_name(&owning(name));
            let name = self.item_name(name);
            let inputs: Vec<TokenStream> = inputs.iter().skip(1).map(named).collect();
            let lift = crate::print::lanes::LIFT;
            let has_width = inputs
                .iter()
                .any(|i| first_is(i, WIDTH) || first_is(i, lift));
            let turbofish = match has_width {
                true => self.turbofish_with(&lanes_count()),
                false => self.turbofish(),
            };
            let args = inputs.iter().filter_map(|i| i.clone().into_iter().next());
            quote! {
                #[doc(hidden)]
                #many
                #[inline]
                #vis fn #name #generics (&self, #(#inputs),*) #output #bounds {
                    Self::#owning #turbofish(::core::clone::Clone::clone(self), #(#args),*)
                }
            }
        });
        let name = match &borrowing {
            Some(_) => self.item_name(&owning(name)),
            None => self.item_name(name),
        };
        quote! {
            #borrowing
            #[doc(hidden)]
            #many
            #[inline]
            #vis fn #name #generics (#(#inputs),*) #output #bounds { #body }
        }
    }

    /// Whether a hidden function is of a method that takes its receiver by value. Callers do not see that, and both
    /// sweeps need the receiver: what they call borrows it.
    pub(super) fn takes_receiver(&self, name: &str) -> bool {
        let receiver = self.params.first().filter(|p| p.is_receiver());
        self.member
            && name.starts_with("__needs")
            && receiver.is_some_and(|p| p.passing == Passing::Value)
    }

    /// `grad` of a free function's companion; `f_grad` beside a method `f`, hidden ones `__f_..`.
    pub(super) fn item_name(&self, name: &str) -> Ident {
        let f = &self.item.sig.ident;
        if self.member {
            member_name(f, name)
        } else {
            Ident::new(name, f.span())
        }
    }

    /// Where the tape stands among the arguments: first, but behind the receiver of a method, and behind all
    /// arguments of a hidden function in an `impl` (a caller does not see whether there is a receiver).
    pub(super) fn place_tape(
        &self,
        name: &str,
        tape: TokenStream,
        mut args: Vec<TokenStream>,
    ) -> Vec<TokenStream> {
        let at = match (self.member, name.starts_with("__")) {
            (false, _) => 0,
            (true, true) => args.len(),
            (true, false) => usize::from(self.has_receiver()),
        };
        args.insert(at, tape);
        args
    }

    pub(super) fn has_receiver(&self) -> bool {
        self.params.first().is_some_and(|p| p.ident == "self")
    }

    /// The form of a hidden function that takes the receiver as the primal does.
    pub(super) fn own_name(&self, name: &str) -> Ident {
        if self.takes_receiver(name) {
            self.item_name(&owning(name))
        } else {
            self.item_name(name)
        }
    }

    /// A call of another function of the companion.
    pub(super) fn call(
        &self,
        name: &str,
        tape: Option<TokenStream>,
        args: &[TokenStream],
        rest: &[TokenStream],
    ) -> TokenStream {
        let ident = self.own_name(name);
        let turbofish = self.turbofish();
        let args = match tape {
            Some(tape) => self.place_tape(name, tape, args.to_vec()),
            None => args.to_vec(),
        };
        quote!(Self::#ident #turbofish(#(#args,)* #(#rest),*))
    }

    /// Gives the wrappers' own variables their final names.
    pub(super) fn with_names(&self, tokens: TokenStream) -> TokenStream {
        let named = |t: TokenTree| match t {
            TokenTree::Ident(i) => match self.locals.get(i.to_string().as_str()) {
                Some(name) => TokenTree::Ident(Ident::new(name, i.span())),
                None => TokenTree::Ident(i),
            },
            TokenTree::Group(g) => {
                let mut new = Group::new(g.delimiter(), self.with_names(g.stream()));
                new.set_span(g.span());
                TokenTree::Group(new)
            }
            other @ (TokenTree::Punct(_) | TokenTree::Literal(_)) => other,
        };
        tokens.into_iter().map(named).collect()
    }

    /// Tells a function in lanes how many there are.
    pub(super) fn width_input(&self) -> TokenStream {
        let (krate, count) = (&self.krate, crate::print::lanes::count());
        quote!(_: #krate::rt::Width<#count>)
    }

    /// The same where the function hands it on.
    pub(super) fn named_width_input(&self) -> TokenStream {
        let (krate, count) = (&self.krate, crate::print::lanes::count());
        quote!(__width: #krate::rt::Width<#count>)
    }

    /// What gives a Jacobian its shape, or checks it.
    pub(super) fn shape_input(&self) -> TokenStream {
        let krate = &self.krate;
        quote!(__shape: #krate::rt::MakeShape)
    }

    /// Tells a lifted function to what it is lifted.
    pub(super) fn lift_input(&self) -> TokenStream {
        let (krate, count) = (&self.krate, crate::print::lanes::count());
        let lift = crate::print::lanes::lift();
        quote!(#lift: &impl #krate::rt::rows::Rows<#count>)
    }

    /// A call of another function of the companion, in so many lanes.
    pub(super) fn call_in_lanes(
        &self,
        name: &str,
        width: &InLanes,
        tape: Option<TokenStream>,
        args: &[TokenStream],
        rest: &[TokenStream],
    ) -> TokenStream {
        let ident = self.own_name(name);
        // the width tells how many there are, but rustc takes all parameters or none
        let turbofish = match self.turbofish().is_empty() {
            true => quote!(),
            false => self.turbofish_with(&width.count()),
        };
        let width = width.value(&self.krate);
        let args = match tape {
            Some(tape) => self.place_tape(name, tape, args.to_vec()),
            None => args.to_vec(),
        };
        quote!(Self::#ident #turbofish(#(#args,)* #width #(, #rest)*))
    }
}

/// Only clippy sees it, so that it does not clash with a `#![forbid(..)]` of the lint outside of clippy.
pub(super) fn many_allowed() -> TokenStream {
    quote!(#[cfg_attr(clippy, allow(clippy::too_many_arguments))])
}

/// The form of a hidden function that takes the receiver by value.
fn owning(name: &str) -> String {
    format!("{name}_of_owned")
}

/// How many lanes a call has.
pub(super) enum InLanes {
    Count(TokenStream),
    /// As many as the function it stands in, whose width is the variable `__width`.
    Ours,
}

impl InLanes {
    pub(super) fn of(count: usize) -> InLanes {
        InLanes::Count(Literal::usize_unsuffixed(count).to_token_stream())
    }

    fn count(&self) -> TokenStream {
        match self {
            InLanes::Count(count) => count.clone(),
            InLanes::Ours => lanes_count(),
        }
    }

    /// The `Width`.
    pub(super) fn value(&self, krate: &TokenStream) -> TokenStream {
        match self {
            InLanes::Count(count) => quote!(#krate::rt::Width::<#count>),
            InLanes::Ours => quote!(__width),
        }
    }
}

/// What a number of lanes is called where it is handed on.
const WIDTH: &str = "__width";

pub(super) fn lanes_count() -> TokenStream {
    crate::print::lanes::count().to_token_stream()
}

fn first_is(input: &TokenStream, name: &str) -> bool {
    matches!(input.clone().into_iter().next(), Some(TokenTree::Ident(i)) if i == name)
}

/// An input that can be handed on: not `mut`, and not without a name.
fn named(input: &TokenStream) -> TokenStream {
    let is_mut = |t: &TokenTree| matches!(t, TokenTree::Ident(i) if i == "mut");
    let rest = input.clone().into_iter().skip_while(is_mut);
    rest.map(|t| match t {
        TokenTree::Ident(i) if i == "_" => TokenTree::Ident(Ident::new(WIDTH, i.span())),
        other => other,
    })
    .collect()
}

/// What a derivative of the method `f` is called: `f_grad`, hidden ones `__f_needs_attribute_grad_forward`.
pub(crate) fn member_name(f: &Ident, name: &str) -> Ident {
    let bare = f.unraw();
    let text = match name.strip_prefix("__") {
        Some(hidden) => format!("__{bare}_{hidden}"),
        None => format!("{bare}_{name}"),
    };
    Ident::new(&text, f.span())
}

/// `-> T`, or nothing for `()`.
pub(super) fn returned(output: &TokenStream) -> TokenStream {
    if output.to_string() == "()" {
        quote!()
    } else {
        quote!(-> #output)
    }
}

pub(super) fn doc_text(what: &str, f: &Ident) -> String {
    let f = f.to_string();
    let f = f.strip_prefix("r#").unwrap_or(&f);
    format!("{what} [`{f}()`](fn@{f}).")
}
