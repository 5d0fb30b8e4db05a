//! The attribute on the `impl` of a trait: rules of operators, and derivatives of methods beside the type.

use crate::attribute::{self, Kind, Options};
use crate::diagnostics::Errors;
use crate::lower::types;
use crate::{blocks, driver, refusals};
use proc_macro2::{Group, Ident, Spacing, Span, TokenStream, TokenTree};
use quote::{ToTokens, quote};
use std::collections::BTreeSet;
use syn::spanned::Spanned;

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
    if kind == Kind::Hessian {
        errors.push(refusals::second_order_of_an_operator(path.span()));
        return block.to_token_stream();
    }
    let added = match row(path) {
        Some(marker) => operator(kind, options, parsed, block, path, marker, errors),
        None => methods(kind, parsed, block, errors),
    };
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
    let rule = if compound {
        compound_rule(kind, krate, own, other.as_ref())
    } else {
        rule(kind, krate, marker, own, other.as_ref())
    };
    let marker = Ident::new(marker, path.span());
    let rule_trait = match kind {
        Kind::Grad | Kind::CustomVjp => quote!(Pullback),
        Kind::Jvp | Kind::CustomJvp => quote!(Pushforward),
        Kind::Hessian => unreachable!("refused above"),
    };
    let other = other.unwrap_or_else(|| quote!(()));
    let known = known_trait(path, &marker);
    let cfgs = conditions(&block.attrs);
    quote! {
        #(#cfgs)*
        const _: () = {
            #known
            #function
            impl #generics #krate::rt::#rule_trait<#krate::rt::operators::#marker, #other> for #own #clause {
                type Output = #output;
                #rule
            }
        };
    }
}

/// `impl Add<&V> for &V` is `impl<'left, 'right> Add<&'right V> for &'left V`.
fn name_lifetimes(block: &mut syn::ItemImpl, path: &mut syn::Path) {
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

/// The body of the rule: the derivative of `operator`, its arguments copied.
fn rule(
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
        Kind::Hessian => unreachable!("refused above"),
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

fn active(t: &syn::Type) -> bool {
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
fn compound_rule(
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
        Kind::Hessian => unreachable!("refused above"),
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

/// A name that does not occur in the method: a variable of the user's must not take the place of `self`.
fn free_name(wanted: &str, method: &syn::ImplItemFn, span: Span) -> Ident {
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
fn substitute(
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
        let options = parsed.of_a_method(blocks::reals(&block.generics));
        let name = &f.sig.ident;
        let functions = driver::implementation(kind, &options, &typed, name, Errors::default());
        let (of_all, of_one) = (conditions(&block.attrs), conditions(&f.attrs));
        implementations.extend(quote! {
            #(#of_all)* #(#of_one)*
            impl #generics #own #clause { #functions }
        });
    }
    implementations
}
