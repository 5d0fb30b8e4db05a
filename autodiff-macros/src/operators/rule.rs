//! The rule of an operator: by the derivatives of a function of its text, `operator`.

use crate::attribute::Kind;
use crate::lower::types;
use proc_macro2::TokenStream;
use quote::quote;

/// The body of the rule: the derivative of `operator`, its arguments copied.
pub(super) fn rule(
    kind: Kind,
    krate: &TokenStream,
    marker: &str,
    own: &syn::Type,
    other: Option<&TokenStream>,
) -> TokenStream {
    let other_type = other.and_then(|t| syn::parse2::<syn::Type>(t.clone()).ok());
    let other_active = other_type.as_ref().is_some_and(active);
    let second = other.map(|_| quote!(, ::core::clone::Clone::clone(b)));
    let first = quote!(::core::clone::Clone::clone(a));
    let b = if other.is_some() {
        quote!(b)
    } else {
        quote!(_)
    };
    let unit = quote!(());
    let other = other.unwrap_or(&unit);
    let of = quote!(#krate::Differentiable);
    match kind {
        Kind::Hessian => unreachable!("has rules of its own"),
        Kind::Taylor | Kind::Sparsity => unreachable!("refused above"),
        Kind::Grad | Kind::CustomVjp => {
            let pair = match (active(own), other_active) {
                (true, true) => quote!(cotangents),
                (false, true) => quote!((#krate::rt::zero(a), cotangents)),
                _ if marker == "Neg" => quote!((cotangents, ())),
                _ => quote!((cotangents, #krate::rt::zero(b))),
            };
            quote! {
                #[inline]
                fn pullback(
                    a: &Self,
                    #b: &#other,
                    y_bar: <Self::Output as #of>::Tangent,
                ) -> (<Self as #of>::Tangent, <#other as #of>::Tangent) {
                    let (_, cotangents) = operator::vjp(#first #second, y_bar);
                    #pair
                }
            }
        }
        Kind::Jvp | Kind::CustomJvp => {
            let mut dots = vec![];
            if active(own) {
                dots.push(lend(own, quote!(a_dot)));
            }
            if let (true, Some(t)) = (other_active, &other_type) {
                dots.push(lend(t, quote!(b_dot)));
            }
            let a_dot = if active(own) {
                quote!(a_dot)
            } else {
                quote!(_)
            };
            let b_dot = if other_active {
                quote!(b_dot)
            } else {
                quote!(_)
            };
            quote! {
                #[inline]
                fn pushforward(
                    a: &Self,
                    #a_dot: <Self as #of>::Tangent,
                    #b: &#other,
                    #b_dot: <#other as #of>::Tangent,
                ) -> <Self::Output as #of>::Tangent {
                    operator::jvp(#first #second #(, #dots)*).1
                }
            }
        }
    }
}

pub(super) fn active(t: &syn::Type) -> bool {
    types::of_spelling(t).carries_reals()
}

/// A tangent as a function takes it whose parameter has this type.
fn lend(t: &syn::Type, dot: TokenStream) -> TokenStream {
    match t {
        syn::Type::Reference(_) => quote!(&#dot),
        _ => dot,
    }
}

/// The body of the rule of `a += b`: what `operator` does to `a`'s derivative is done to a copy of it.
pub(super) fn compound_rule(
    kind: Kind,
    krate: &TokenStream,
    own: &syn::Type,
    other: Option<&TokenStream>,
) -> TokenStream {
    let other_type = other.and_then(|t| syn::parse2::<syn::Type>(t.clone()).ok());
    let other = other_type.as_ref().unwrap_or(own);
    let of = quote!(#krate::Differentiable);
    let copies = quote! {
        let mut a = ::core::clone::Clone::clone(a);
        let b = ::core::clone::Clone::clone(b);
    };
    match kind {
        Kind::Hessian => unreachable!("has rules of its own"),
        Kind::Taylor | Kind::Sparsity => unreachable!("refused above"),
        Kind::Grad | Kind::CustomVjp => {
            let b_bar = if active(other) {
                quote!(b_bar)
            } else {
                quote!(())
            };
            quote! {
                #[inline]
                fn pullback(
                    a: &Self,
                    b: &#other,
                    y_bar: <Self as #of>::Tangent,
                ) -> (<Self as #of>::Tangent, <#other as #of>::Tangent) {
                    #copies
                    let mut a_bar = y_bar;
                    let (_, #b_bar) = operator::vjp(&mut a, b, &mut a_bar);
                    (a_bar, #b_bar)
                }
            }
        }
        Kind::Jvp | Kind::CustomJvp => {
            let (b_dot, handed) = if active(other) {
                let lent = lend(other, quote!(b_dot));
                (quote!(b_dot), Some(lent))
            } else {
                (quote!(_), None)
            };
            quote! {
                #[inline]
                fn pushforward(
                    a: &Self,
                    a_dot: <Self as #of>::Tangent,
                    b: &#other,
                    #b_dot: <#other as #of>::Tangent,
                ) -> <Self as #of>::Tangent {
                    #copies
                    let mut a_dot = a_dot;
                    let ((), ()) = operator::jvp(&mut a, b, &mut a_dot, #handed);
                    a_dot
                }
            }
        }
    }
}
