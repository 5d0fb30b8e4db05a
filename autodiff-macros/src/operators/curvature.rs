//! The rule of an operator at second order: by the tangents of the sweeps of `operator`.

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
        let zeros = quote! {
            let mut #bar = #krate::rt::zero(#name);
            let mut #bar_dot = #krate::rt::zero_lanes(#name, #width);
        };
        match self.handing {
            Handing::Nothing => quote!(let (#bar, #bar_dot) = ((), ());),
            Handing::Shared if self.active => zeros,
            Handing::Shared => quote! {
                let #bar = #krate::rt::zero(#name);
                let #bar_dot = #krate::rt::zero_lanes(#name, #width);
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
    let [a, b] = &operands;
    let (count, width) = (lanes::count(), lanes::width(krate));
    let unit = quote!(());
    let other = other.unwrap_or(&unit);
    let both = quote!(#krate::rt::BothLanes<Self, #other, #count>);
    let of = quote!(<Self::Output as #krate::Differentiable>);
    let arguments: Vec<TokenStream> = operands.iter().filter_map(Operand::argument).collect();
    let tangents = operands.iter().filter_map(|o| o.tangent(krate));
    let tangents: Vec<TokenStream> = tangents.collect();
    let accumulators = operands.iter().filter_map(|o| o.accumulators(krate));
    let (bars, bar_dots): (Vec<_>, Vec<_>) = accumulators.map(|[bar, dot]| (bar, dot)).unzip();
    let returned: Vec<&Operand> = operands
        .iter()
        .filter(|o| o.handing == Handing::Value)
        .collect();
    let taken = returned.iter().map(|o| &o.bar);
    let taken_dots = returned.iter().map(|o| &o.bar_dot);
    let zeros = operands.iter().map(|o| o.zeros(krate));
    let name = &b.name;
    let b_name = match b.handing {
        Handing::Nothing => quote!(()),
        _ => quote!(#name),
    };
    let [a_dot, b_dot] = operands.each_ref().map(|o| match o.active {
        true => o.dot.to_token_stream(),
        false => quote!(_),
    });
    let [forward, reverse] =
        [lanes::FORWARD, lanes::REVERSE].map(|name| Ident::new(name, Span::call_site()));
    let (bar, bar_dot, other_bar, other_bar_dot) = (&a.bar, &a.bar_dot, &b.bar, &b.bar_dot);
    // what the changed operand becomes has the cotangent, and ends up with that of what it was
    let (changes, result, seeds, start) = if compound {
        (
            quote! {
                let mut a = ::core::clone::Clone::clone(a);
                let mut a_dot = a_dot;
            },
            quote!(a_dot),
            quote!((), ()),
            quote!(let (mut #bar, mut #bar_dot) = (y_bar, y_bar_dot);),
        )
    } else {
        (quote!(), quote!(y_dot), quote!(y_bar, y_bar_dot), quote!())
    };
    let run = quote!(operator::#forward(tape, #(#arguments,)* #width #(, #tangents)*));
    let y_dot = if compound { quote!(_) } else { quote!(y_dot) };
    quote! {
        #[inline]
        fn pushforward((a, #b_name): (&Self, &#other), (#a_dot, #b_dot): #both) -> #of::Lanes<#count> {
            #changes
            #krate::rt::with_tape(|tape| {
                let (_, #y_dot) = #run;
                #result
            })
        }
        #[inline]
        fn pullback(
            (a, #b_name): (&Self, &#other),
            (#a_dot, #b_dot): #both,
            y_bar: #of::Tangent,
            y_bar_dot: #of::Lanes<#count>,
        ) -> (#krate::rt::Both<Self, #other>, #both) {
            #(#zeros)*
            #changes
            #start
            #krate::rt::with_tape(|tape| {
                let _ = #run;
                let ((#(#taken,)*), (#(#taken_dots,)*)) = operator::#reverse(
                    tape, #(#arguments,)* #width, #(#tangents,)* #seeds #(, #bars)* #(, #bar_dots)*
                );
                ((#bar, #other_bar), (#bar_dot, #other_bar_dot))
            })
        }
    }
}
