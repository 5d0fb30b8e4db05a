//! The attribute on the `impl` of a trait: rules of operators, and derivatives of methods beside the type.

mod curvature;
mod rule;
mod text;

use crate::attribute::{self, Kind, Options};
use crate::diagnostics::Errors;
use crate::lower::types;
use crate::print::lanes;
use crate::{api, blocks, driver, refusals};
use proc_macro2::{Ident, Span, TokenStream};
use quote::{ToTokens, quote};
use rule::{compound_rule, rule};
use syn::spanned::Spanned;
use text::{free_name, name_lifetimes, substitute};

/// The marker of an operator by its trait's name.
pub(crate) fn row(path: &syn::Path) -> Option<&'static str> {
    let name = path.segments.last()?.ident.to_string();
    OPERATORS.into_iter().find(|n| *n == name)
}

const OPERATORS: [&str; 11] = [
    "Add",
    "Sub",
    "Mul",
    "Div",
    "Rem",
    "Neg",
    "AddAssign",
    "SubAssign",
    "MulAssign",
    "DivAssign",
    "RemAssign",
];

/// Whether an operator changes its first operand in place: its rule is that of the function from the operand's old
/// value to its new one.
fn is_compound(marker: &str) -> bool {
    marker.ends_with("Assign")
}

pub(crate) fn trait_impl(
    kind: Kind,
    options: &TokenStream,
    parsed: &Options,
    block: &syn::ItemImpl,
    errors: &mut Errors,
) -> TokenStream {
    let Some((path, _)) = &block.trait_ else {
        return block.to_token_stream();
    };
    if matches!(kind, Kind::Taylor | Kind::Sparsity) {
        errors.push(refusals::lifted_trait(path.span(), kind));
        return block.to_token_stream();
    }
    let added = match row(path) {
        Some(marker) => operator(kind, options, parsed, block, path, marker, errors),
        None => methods(kind, parsed, block, errors),
    };
    let block = attribute::mark_checkpoints(block, &parsed.krate);
    quote!(#block #added)
}

/// A function of the operator's text, and its rule by that function's derivatives.
fn operator(
    kind: Kind,
    options: &TokenStream,
    parsed: &Options,
    block: &syn::ItemImpl,
    path: &syn::Path,
    marker: &str,
    errors: &mut Errors,
) -> TokenStream {
    let method = block.items.iter().find_map(|i| match i {
        syn::ImplItem::Fn(f) => Some(f),
        _ => None,
    });
    let output = block.items.iter().find_map(|i| match i {
        syn::ImplItem::Type(t) if t.ident == "Output" => Some(t.ty.to_token_stream()),
        _ => None,
    });
    let conditional = block.items.iter().flat_map(|i| match i {
        syn::ImplItem::Fn(f) => conditions(&f.attrs),
        syn::ImplItem::Type(t) => conditions(&t.attrs),
        _ => vec![],
    });
    for a in conditional {
        errors.push(refusals::conditional_operator(a));
    }
    let compound = is_compound(marker);
    let output = output.or_else(|| compound.then(|| block.self_ty.to_token_stream()));
    // rustc complains of an operator without one of them
    let (Some(method), Some(output)) = (method, output) else {
        return TokenStream::new();
    };
    // the types stand in signatures of another form, where an elided lifetime may mean nothing
    let mut block = block.clone();
    let mut path = path.clone();
    name_lifetimes(&mut block, &mut path);
    let reals = types::RealParams::of(&block.generics);
    api::bound_scalars(&mut block.generics, &reals, &parsed.krate);
    let (block, path) = (&block, &path);
    let own = &*block.self_ty;
    let this = free_name("this", method, block.self_ty.span());
    let stand_in = |tokens: TokenStream| substitute(tokens, &this, own, &output);
    let body = stand_in(method.block.to_token_stream());
    let output = stand_in(output.clone());
    let mut inputs = vec![if compound {
        quote!(#this: &mut #own)
    } else {
        quote!(#this: #own)
    }];
    let mut other = None;
    for input in &method.sig.inputs {
        if let syn::FnArg::Typed(p) = input {
            let ty = stand_in(p.ty.to_token_stream());
            let (pat, attrs) = (&p.pat, &p.attrs);
            inputs.push(quote!(#(#attrs)* #pat: #ty));
            other = Some(other_operand(path).unwrap_or_else(|| own.to_token_stream()));
        }
    }
    if let Some(syn::FnArg::Receiver(r)) = method.sig.inputs.first()
        && r.mutability.is_some()
        && !compound
    {
        inputs[0] = quote!(mut #this: #own);
    }
    if matches!(own, syn::Type::Path(p) if p.path.is_ident("Self")) {
        errors.push(refusals::unsupported_self_type(own.span()));
    }
    let krate = &parsed.krate;
    let attribute = Ident::new(kind.name(), Span::call_site());
    let (generics, _, clause) = block.generics.split_for_impl();
    let returned = (!compound).then(|| quote!(-> #output));
    let function = quote! {
        #[#krate::#attribute(#options)]
        fn operator #generics (#(#inputs),*) #returned #clause #body
    };
    let rule = match (kind, compound) {
        (Kind::Hessian, _) => curvature::rule(krate, compound, own, other.as_ref()),
        (_, true) => compound_rule(kind, krate, own, other.as_ref()),
        (_, false) => rule(kind, krate, marker, own, other.as_ref()),
    };
    let marker = Ident::new(marker, path.span());
    let count = lanes::count();
    let (rule_trait, width) = match kind {
        Kind::Grad | Kind::CustomVjp => (quote!(Pullback), None),
        Kind::Jvp | Kind::CustomJvp => (quote!(Pushforward), None),
        Kind::Hessian => (quote!(Curvature), Some(quote!(, #count))),
        Kind::Taylor | Kind::Sparsity => unreachable!("refused above"),
    };
    let rule_generics = match kind {
        Kind::Hessian => api::generics_in_lanes(&block.generics, krate),
        _ => block.generics.clone(),
    };
    let (rule_generics, _, rule_clause) = rule_generics.split_for_impl();
    let other = other.unwrap_or_else(|| quote!(()));
    let known = known_trait(path, &marker);
    let cfgs = conditions(&block.attrs);
    quote! {
        #(#cfgs)*
        const _: () = {
            #known
            #function
            impl #rule_generics #krate::rt::#rule_trait<#krate::rt::operators::#marker, #other #width> for #own #rule_clause {
                type Output = #output;
                #rule
            }
        };
    }
}

/// The operator was found by its trait's name: rustc refuses a trait of that name that is not the operator's.
fn known_trait(path: &syn::Path, marker: &Ident) -> TokenStream {
    let mut named = path.clone();
    if let Some(last) = named.segments.last_mut() {
        last.arguments = syn::PathArguments::None;
    }
    let operands = (marker != "Neg").then(|| quote!(<T>));
    quote! {
        const _: () = {
            const fn known<T: ::core::ops::#marker #operands>() {}
            const fn named<T: #named #operands>() {
                known::<T>();
            }
            named::<::core::primitive::f64>();
        };
    }
}

/// What says whether an item is there at all: it says so of its derivatives, too.
fn conditions(attrs: &[syn::Attribute]) -> Vec<&syn::Attribute> {
    attrs.iter().filter(|a| a.path().is_ident("cfg")).collect()
}

/// `B` in `impl Add<B> for A`.
fn other_operand(path: &syn::Path) -> Option<TokenStream> {
    match &path.segments.last()?.arguments {
        syn::PathArguments::AngleBracketed(args) => args.args.first().map(|a| match a {
            syn::GenericArgument::Type(syn::Type::Path(p)) if p.path.is_ident("Self") => None,
            other => Some(other.to_token_stream()),
        })?,
        _ => None,
    }
}

/// The methods of any other trait: their derivatives are methods of the type itself.
fn methods(
    kind: Kind,
    parsed: &Options,
    block: &syn::ItemImpl,
    errors: &mut Errors,
) -> TokenStream {
    let own = &*block.self_ty;
    if let syn::Type::Path(p) = own
        && p.path
            .get_ident()
            .is_some_and(|_| !matches!(types::of_spelling(own), crate::ir::Ty::Spelled(_)))
    {
        errors.push(refusals::trait_of_a_primitive(own.span(), kind));
        return TokenStream::new();
    }
    let (generics, _, clause) = block.generics.split_for_impl();
    let mut implementations = TokenStream::new();
    for item in &block.items {
        let syn::ImplItem::Fn(f) = item else { continue };
        if !blocks::wants(kind, &f.attrs, &f.sig) {
            continue;
        }
        let item = syn::ItemFn {
            attrs: f.attrs.clone(),
            vis: syn::parse_quote!(pub),
            modifiers: f.modifiers.clone(),
            sig: f.sig.clone(),
            block: Box::new(f.block.clone()),
        };
        let typed = attribute::with_typed_receiver(&item);
        let options = parsed.of_a_method(&types::RealParams::of(&block.generics));
        let name = &f.sig.ident;
        let functions =
            driver::implementation(kind, &options, &typed, name, &[], Errors::default());
        let (of_all, of_one) = (conditions(&block.attrs), conditions(&f.attrs));
        implementations.extend(quote! {
            #(#of_all)* #(#of_one)*
            impl #generics #own #clause { #functions }
        });
    }
    implementations
}
