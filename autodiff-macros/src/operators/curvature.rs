//! The rule of an operator at second order: by the tangents of the sweeps of `operator`.
//!
//! They run on a tape of their own. Most operators keep nothing, and then nothing of it is left after optimisation,
//! where taking a tape from the pool would cost more than the operator.

use super::rule::active;
use crate::print::lanes;
use proc_macro2::{Ident, Span, TokenStream};
use quote::{ToTokens, format_ident, quote};

/// How an operand is handed to `operator`.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Handing {
    /// There is none.
    Nothing,
    Value,
    Shared,
    /// The changed operand of `a += b`.
    Mut,
}

struct Operand {
    handing: Handing,
    active: bool,
    /// The operand, and its tangents.
    name: Ident,
    dot: Ident,
    /// The accumulators of one that is borrowed; of one that is not, what its cotangents are bound to.
    bar: Ident,
    bar_dot: Ident,
}

impl Operand {
    fn new(name: &str, ty: Option<&syn::Type>, changed: bool) -> Operand {
        let handing = match ty {
            None => Handing::Nothing,
            Some(_) if changed => Handing::Mut,
            Some(syn::Type::Reference(_)) => Handing::Shared,
            Some(_) => Handing::Value,
        };
        Operand {
            handing,
            active: ty.is_some_and(active),
            name: Ident::new(name, Span::call_site()),
            dot: format_ident!("{name}_dot"),
            bar: format_ident!("{name}_bar"),
            bar_dot: format_ident!("{name}_bar_dot"),
        }
    }

    fn is_lent(&self) -> bool {
        matches!(self.handing, Handing::Shared | Handing::Mut)
    }

    fn argument(&self) -> Option<TokenStream> {
        let name = &self.name;
        match self.handing {
            Handing::Nothing => None,
            Handing::Value | Handing::Shared => Some(quote!(::core::clone::Clone::clone(#name))),
            Handing::Mut => Some(quote!(&mut #name)),
        }
    }

    fn tangent(&self, krate: &TokenStream) -> Option<TokenStream> {
        let dot = &self.dot;
        match self.handing {
            Handing::Nothing => None,
            _ if !self.active => Some(quote!(#krate::rt::Inactive)),
            Handing::Value => Some(quote!(#krate::rt::Active(::core::clone::Clone::clone(&#dot)))),
            Handing::Shared => Some(quote!(&#dot)),
            Handing::Mut => Some(quote!(&mut #dot)),
        }
    }

    /// What accumulates the cotangents and their tangents.
    fn accumulators(&self, krate: &TokenStream) -> Option<[TokenStream; 2]> {
        let (bar, bar_dot) = (&self.bar, &self.bar_dot);
        match (self.is_lent(), self.active) {
            (false, _) => None,
            (true, false) => Some([quote!(#krate::rt::Inactive), quote!(#krate::rt::Inactive)]),
            (true, true) => Some([quote!(&mut #bar), quote!(&mut #bar_dot)]),
        }
    }

    /// The cotangents of an operand that does not bring them with it.
    fn zeros(&self, krate: &TokenStream) -> TokenStream {
        let (name, bar, bar_dot) = (&self.name, &self.bar, &self.bar_dot);
        let width = lanes::width(krate);
        let mutable = self.active.then(|| quote!(mut));
        match self.handing {
            Handing::Nothing => quote!(let (#bar, #bar_dot) = ((), ());),
            Handing::Shared => quote! {
                let #mutable #bar = #krate::rt::zero(#name);
                let #mutable #bar_dot = #krate::rt::zero_lanes(#name, #width);
            },
            Handing::Value | Handing::Mut => quote!(),
        }
    }
}

/// The body of the rule: `operator` on copies of its arguments.
pub(super) fn rule(
    krate: &TokenStream,
    compound: bool,
    own: &syn::Type,
    other: Option<&TokenStream>,
) -> TokenStream {
    let other_type = other.and_then(|t| syn::parse2::<syn::Type>(t.clone()).ok());
    let operands = [
        Operand::new("a", Some(own), compound),
        Operand::new("b", other_type.as_ref(), false),
    ];
    let rule = Rule {
        krate,
        compound,
        other: other.cloned().unwrap_or_else(|| quote!(())),
        operands,
    };
    let (pushforward, pullback) = (rule.pushforward(), rule.pullback());
    quote!(#pushforward #pullback)
}

struct Rule<'a> {
    krate: &'a TokenStream,
    compound: bool,
    /// The type of the second operand.
    other: TokenStream,
    operands: [Operand; 2],
}

impl Rule<'_> {
    fn pushforward(&self) -> TokenStream {
        let (krate, count) = (self.krate, lanes::count());
        let (inputs, copies, run) = (self.inputs(), self.copies(), self.run());
        let (y_dot, result) = match self.compound {
            true => (quote!(_), quote!(a_dot)),
            false => (quote!(y_dot), quote!(y_dot)),
        };
        quote! {
            #[inline]
            fn pushforward(#inputs) -> <Self::Output as #krate::Differentiable>::Lanes<#count> {
                #copies
                let tape = &mut <#krate::Tape>::new();
                let (_, #y_dot) = #run;
                #result
            }
        }
    }

    fn pullback(&self) -> TokenStream {
        let (krate, count, other) = (self.krate, lanes::count(), &self.other);
        let (inputs, copies, run) = (self.inputs(), self.copies(), self.run());
        let reverse = self.reverse_run();
        let [a, b] = &self.operands;
        let (a_bar, a_bar_dot, b_bar, b_bar_dot) = (&a.bar, &a.bar_dot, &b.bar, &b.bar_dot);
        let zeros = self.operands.iter().map(|o| o.zeros(krate));
        // what the changed operand becomes has the cotangent, and ends up with that of what it was
        let start = self
            .compound
            .then(|| quote!(let (mut #a_bar, mut #a_bar_dot) = (y_bar, y_bar_dot);));
        let of = quote!(<Self::Output as #krate::Differentiable>);
        quote! {
            #[inline]
            fn pullback(
                #inputs,
                y_bar: #of::Tangent,
                y_bar_dot: #of::Lanes<#count>,
            ) -> (#krate::rt::Both<Self, #other>, #krate::rt::BothLanes<Self, #other, #count>) {
                #(#zeros)*
                #copies
                #start
                let tape = &mut <#krate::Tape>::new();
                let _ = #run;
                #reverse
                ((#a_bar, #b_bar), (#a_bar_dot, #b_bar_dot))
            }
        }
    }

    /// The operands, and their tangents.
    fn inputs(&self) -> TokenStream {
        let (krate, count, other) = (self.krate, lanes::count(), &self.other);
        let [a, b] = self.operands.each_ref().map(|o| match o.handing {
            Handing::Nothing => quote!(()),
            _ => o.name.to_token_stream(),
        });
        let [a_dot, b_dot] = self.operands.each_ref().map(|o| match o.active {
            true => o.dot.to_token_stream(),
            false => quote!(_),
        });
        quote! {
            (#a, #b): (&Self, &#other),
            (#a_dot, #b_dot): #krate::rt::BothLanes<Self, #other, #count>
        }
    }

    /// The operand that changes, and its tangents.
    fn copies(&self) -> Option<TokenStream> {
        self.compound.then(|| {
            quote! {
                let mut a = ::core::clone::Clone::clone(a);
                let mut a_dot = a_dot;
            }
        })
    }

    /// What both sweeps of `operator` are handed.
    fn handed(&self) -> TokenStream {
        let arguments = self.operands.iter().filter_map(Operand::argument);
        let tangents = self.operands.iter().filter_map(|o| o.tangent(self.krate));
        let width = lanes::width(self.krate);
        quote!(tape, #(#arguments,)* #width #(, #tangents)*)
    }

    fn run(&self) -> TokenStream {
        let (handed, forward) = (self.handed(), located(lanes::FORWARD));
        quote!(operator::#forward(#handed))
    }

    /// The statement that runs the reverse sweep, and binds what it returns.
    fn reverse_run(&self) -> TokenStream {
        let (handed, reverse) = (self.handed(), located(lanes::REVERSE));
        let returned = self.operands.iter().filter(|o| o.handing == Handing::Value);
        let (bars, bar_dots): (Vec<_>, Vec<_>) = returned.map(|o| (&o.bar, &o.bar_dot)).unzip();
        let accumulators = self
            .operands
            .iter()
            .filter_map(|o| o.accumulators(self.krate));
        let (lent, lent_dots): (Vec<_>, Vec<_>) = accumulators.map(|[bar, dot]| (bar, dot)).unzip();
        let seeds = match self.compound {
            true => quote!((), ()),
            false => quote!(y_bar, y_bar_dot),
        };
        quote! {
            let ((#(#bars,)*), (#(#bar_dots,)*)) =
                operator::#reverse(#handed, #seeds #(, #lent)* #(, #lent_dots)*);
        }
    }
}

fn located(name: &str) -> Ident {
    Ident::new(name, Span::call_site())
}
