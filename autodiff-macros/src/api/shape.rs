//! A parameter from outside: the types of its gradient, buffer and tangent, and how each is handed on.

use crate::build::ident;
use crate::forward::Width;
use crate::ir::{Names, Passing, Real, Ty};
use crate::lower::types::{self, RealParams};
use crate::print::{lanes, ty_tokens};
use proc_macro2::{Ident, TokenStream};
use quote::quote;
use syn::ext::IdentExt;
use syn::spanned::Spanned;

#[derive(Clone)]
pub(super) struct Shape {
    pub(super) ident: Ident,
    /// The user's name, if the parameter is one name.
    pub(super) named: Option<Ident>,
    pub(super) spelled: syn::Type,
    pub(super) ty: Ty,
    pub(super) passing: Passing,
    pub(super) constant: bool,
    pub(super) selected: bool,
    /// The buffer or accumulator of the cotangent.
    pub(super) bar: Ident,
    pub(super) dot: Ident,
    /// Tangents in lanes.
    pub(super) lanes: Ident,
    /// The tangents of the cotangent, in lanes: as accumulated, and as returned.
    pub(super) bar_lanes: Ident,
    pub(super) cotangent_lanes: Ident,
    /// The buffer of the Hessian's product with a direction.
    pub(super) product: Ident,
    /// A cotangent that a reverse sweep returned.
    pub(super) cotangent: Ident,
    /// Values before and after the call, and a copy to run the primal on.
    pub(super) initial: Ident,
    pub(super) last: Ident,
    pub(super) copy: Ident,
}

/// The type of tangents, owned.
pub(super) fn tangent_tokens(ty: &Ty, krate: &TokenStream) -> TokenStream {
    tangent_in(ty, Width::One, krate)
}

/// The type of tangents, owned, one or in lanes.
pub(super) fn tangent_in(ty: &Ty, width: Width, krate: &TokenStream) -> TokenStream {
    match width {
        Width::One => ty_tokens(&ty.tangent(), krate),
        Width::Lanes | Width::Lifted => ty_tokens(&ty.tangent().in_lanes(), krate),
    }
}

/// A parameter of a generated function; a receiver in the short form that lints ask for.
pub(super) fn parameter(mutable: bool, name: &Ident, ty: &syn::Type) -> TokenStream {
    let mutable = mutable.then(|| quote!(mut));
    let is_self = |t: &syn::Type| matches!(t, syn::Type::Path(p) if p.path.is_ident("Self"));
    match ty {
        ty if name == "self" && is_self(ty) => quote!(#mutable #name),
        syn::Type::Reference(r) if name == "self" && is_self(&r.elem) => {
            let (and, lifetime, behind) = (&r.and_token, &r.lifetime, &r.mutability);
            quote!(#and #lifetime #behind #name)
        }
        ty => quote!(#mutable #name: #ty),
    }
}

impl Shape {
    pub(super) fn new(i: usize, p: &syn::PatType, reals: &RealParams, names: &mut Names) -> Shape {
        let named = match &*p.pat {
            syn::Pat::Ident(i) => Some(i.ident.clone()),
            _ => None,
        };
        let ident = named
            .clone()
            .unwrap_or_else(|| ident(&names.fresh(&format!("argument_{i}")), p.pat.span()));
        let ty = reals.ty(&p.ty);
        let selected = ty.carries_reals();
        let passing = types::passing(&p.ty);
        let base = ident.unraw().to_string();
        let mut derived =
            |what: &str| Ident::new(&names.fresh(&format!("{base}_{what}")), ident.span());
        Shape {
            bar: derived("bar"),
            dot: derived("dot"),
            lanes: derived("lanes"),
            bar_lanes: derived("bar_lanes"),
            cotangent_lanes: derived("cotangent_lanes"),
            product: derived("product"),
            cotangent: derived("cotangent"),
            initial: derived("initial"),
            last: derived("final"),
            copy: derived("copy"),
            ident,
            named,
            spelled: (*p.ty).clone(),
            ty,
            passing,
            constant: false,
            selected,
        }
    }

    pub(super) fn is_differentiable(&self) -> bool {
        self.ty.carries_reals() && !self.constant
    }

    /// Input and output.
    pub(super) fn is_written(&self) -> bool {
        self.passing == Passing::Mut
    }

    /// A `Vec` the function may lengthen or shorten.
    pub(super) fn grows(&self) -> bool {
        self.is_written() && matches!(self.peeled(), Ty::Vec(_))
    }

    /// `self`: a caller does not see how it is passed, so its derivative is lent in any case.
    pub(super) fn is_receiver(&self) -> bool {
        self.ident == "self"
    }

    /// Its cotangent is returned by the reverse sweep, not accumulated.
    pub(super) fn returns_cotangent(&self) -> bool {
        self.passing == Passing::Value && !self.is_receiver()
    }

    /// 0 of the parameter's type, which is a real.
    pub(super) fn real_zero(&self) -> TokenStream {
        match self.peeled() {
            Ty::Real(r) => r.zero(),
            _ => quote!(0.0),
        }
    }

    /// 1 of the parameter's type, which is a real.
    pub(super) fn real_one(&self) -> TokenStream {
        match self.peeled() {
            Ty::Real(r) => r.one(),
            _ => quote!(1.0),
        }
    }

    /// The type behind references.
    pub(super) fn peeled(&self) -> &Ty {
        self.ty.peeled()
    }

    pub(super) fn is_scalar(&self) -> bool {
        self.peeled().is_scalar()
    }

    /// Borrowed, and neither a real nor a sequence: its derivative lives in a slot, see `rt::Slot`.
    pub(super) fn is_slotted(&self) -> bool {
        let sequence = matches!(self.peeled(), Ty::Vec(_) | Ty::Slice(_));
        !self.returns_cotangent()
            && self.is_differentiable()
            && !crate::reverse::behind_trait(&self.ty)
            && !sequence
    }

    pub(super) fn lent(&self, primal: &Ident) -> TokenStream {
        match self.passing {
            Passing::Value => quote!(&#primal),
            Passing::Shared | Passing::Mut => quote!(&*#primal),
        }
    }

    /// The type behind the reference, as spelled.
    pub(super) fn referent(&self) -> TokenStream {
        match &self.spelled {
            syn::Type::Reference(r) => {
                let t = &r.elem;
                quote!(#t)
            }
            other => quote!(#other),
        }
    }

    /// Opens the slot of a cotangent or of an in/out tangent: from here on `name` is a mutable borrow.
    pub(super) fn open(
        &self,
        name: &Ident,
        primal: &Ident,
        held: &Ident,
        width: Width,
        krate: &TokenStream,
    ) -> TokenStream {
        let (t, count) = (self.referent(), lanes::count());
        let primal = self.lent(primal);
        let (slot, part) = match width {
            Width::One => (quote!(Slot::<#t>), quote!(Tangent)),
            Width::Lanes | Width::Lifted => (quote!(LaneSlot::<#t, #count>), quote!(Lanes<#count>)),
        };
        quote! {
            let mut #held = #krate::rt::#slot::open(#name, #primal);
            let #name: &mut <#t as #krate::Differentiable>::#part = #krate::rt::borrow_mut(&mut #held);
        }
    }

    /// Opens a tangent that is only read.
    pub(super) fn open_lent(
        &self,
        name: &Ident,
        primal: &Ident,
        held: &Ident,
        width: Width,
        krate: &TokenStream,
    ) -> TokenStream {
        let (t, count) = (self.referent(), lanes::count());
        let primal = self.lent(primal);
        let (lent, part) = match width {
            Width::One => (quote!(Lent::<#t>), quote!(Tangent)),
            Width::Lanes | Width::Lifted => (quote!(LaneLent::<#t, #count>), quote!(Lanes<#count>)),
        };
        quote! {
            let #held = #krate::rt::#lent::lent(#name, #primal);
            let #name: &<#t as #krate::Differentiable>::#part = #krate::rt::borrow(&#held);
        }
    }

    /// The type of the gradient.
    pub(super) fn gradient(&self, krate: &TokenStream) -> TokenStream {
        tangent_tokens(&self.ty, krate)
    }

    /// The type of the buffer that is overwritten by the `_into` and `_with` forms.
    pub(super) fn buffer(&self, krate: &TokenStream) -> TokenStream {
        self.buffer_in(Width::One, krate)
    }

    /// The same in lanes.
    pub(super) fn buffer_in(&self, width: Width, krate: &TokenStream) -> TokenStream {
        match self.peeled() {
            Ty::Vec(t) | Ty::Slice(t) if !self.grows() => {
                let t = tangent_in(t, width, krate);
                quote!(&mut [#t])
            }
            other => {
                let t = tangent_in(other, width, krate);
                quote!(&mut #t)
            }
        }
    }

    /// Whether a tangent is handed in as a slice.
    pub(super) fn lends_slice(&self) -> bool {
        let row = matches!(self.peeled(), Ty::Vec(_) | Ty::Slice(_));
        row && !self.grows() && self.passing != Passing::Value
    }

    /// The type of the tangent handed in: as the primal is handed in.
    pub(super) fn tangent_input(&self, width: Width, krate: &TokenStream) -> TokenStream {
        let inner = match self.peeled() {
            Ty::Vec(t) | Ty::Slice(t) if self.lends_slice() => {
                let t = tangent_in(t, width, krate);
                quote!([#t])
            }
            other => tangent_in(other, width, krate),
        };
        match self.passing {
            Passing::Value => inner,
            Passing::Shared => quote!(&#inner),
            Passing::Mut => quote!(&mut #inner),
        }
    }

    /// The argument handed on, so that it can be used again.
    pub(super) fn argument(&self) -> TokenStream {
        let name = &self.ident;
        match self.passing {
            Passing::Value if self.ty.is_scalar() => quote!(#name),
            Passing::Value => quote!(#name.clone()),
            Passing::Shared => quote!(#name),
            Passing::Mut => quote!(&mut *#name),
        }
    }

    /// An owned zero in the shape of the argument.
    pub(super) fn zero(&self, krate: &TokenStream) -> TokenStream {
        let primal = self.lent(&self.ident);
        quote!(#krate::rt::zero(#primal))
    }

    /// Tangents, handed in as an array, side by side.
    pub(super) fn lanes_of(&self, tangents: &TokenStream, krate: &TokenStream) -> TokenStream {
        let primal = self.lent(&self.ident);
        match self.passing {
            Passing::Value => quote!(#krate::rt::lanes_of(#primal, #tangents)),
            _ if self.lends_slice() => quote!(#krate::rt::lanes_of_slices(#primal, #tangents)),
            Passing::Shared | Passing::Mut => quote!(#krate::rt::lanes_of_lent(#primal, #tangents)),
        }
    }

    /// How many reals its tangent has.
    pub(super) fn reals(&self, krate: &TokenStream) -> TokenStream {
        if let Ty::Slice(t) | Ty::Vec(t) | Ty::Array(t, _) = self.peeled()
            && t.is_real()
        {
            let name = &self.ident;
            return quote!(#name.len());
        }
        let primal = self.lent(&self.ident);
        quote!(#krate::rt::reals(#primal))
    }

    /// An owned zero in lanes, in the shape of the argument.
    pub(super) fn zero_lanes(&self, krate: &TokenStream) -> TokenStream {
        self.zero_in(&lanes::width(krate), krate)
    }

    /// The same in lanes of which `width` says how many.
    pub(super) fn zero_in(&self, width: &TokenStream, krate: &TokenStream) -> TokenStream {
        let primal = self.lent(&self.ident);
        quote!(#krate::rt::zero_lanes(#primal, #width))
    }

    /// How many reals a value has, if its type tells.
    pub(super) fn count(&self) -> Option<usize> {
        self.peeled().is_real().then_some(1)
    }

    /// A shape that is only known at run time: buffers are checked against it.
    pub(super) fn check(&self, krate: &TokenStream) -> TokenStream {
        self.check_buffer(&self.bar, krate)
    }

    pub(super) fn check_buffer(&self, bar: &Ident, krate: &TokenStream) -> TokenStream {
        let name = &self.ident;
        let text = bar.to_string();
        match self.peeled() {
            Ty::Vec(t) | Ty::Slice(t) => {
                let rows = matches!(&**t, Ty::Vec(_)).then(|| {
                    quote! {
                        for (row_bar, row) in #bar.iter().zip(#name.iter()) {
                            #krate::rt::check_len(row_bar.len(), row.len(), #text);
                        }
                    }
                });
                quote!(#krate::rt::check_len(#bar.len(), #name.len(), #text); #rows)
            }
            _ => quote!(),
        }
    }

    /// Sets a buffer to zero.
    pub(super) fn clear(&self, krate: &TokenStream) -> TokenStream {
        let bar = &self.bar;
        match self.peeled() {
            Ty::Real(r) => {
                let zero = r.zero();
                quote!(*#bar = #zero;)
            }
            Ty::Vec(t) | Ty::Slice(t) => match &**t {
                Ty::Real(r) => {
                    let zero = r.zero();
                    quote!(#bar.fill(#zero);)
                }
                _ => quote!(#bar.iter_mut().for_each(#krate::rt::Tangent::set_zero);),
            },
            _ => quote!(#krate::rt::Tangent::set_zero(#bar);),
        }
    }

    /// Stores a returned cotangent in its buffer.
    pub(super) fn store(&self, krate: &TokenStream) -> TokenStream {
        let (bar, value) = (&self.bar, &self.cotangent);
        match self.peeled() {
            Ty::Vec(_) => quote!(#krate::rt::overwrite_slice(#bar, &#value);),
            _ => quote!(*#bar = #value;),
        }
    }

    /// As `keep_final`, beside the tape where that holds it: nothing is allocated in the second call.
    pub(super) fn set_aside(&self) -> (TokenStream, TokenStream) {
        let name = &self.ident;
        match self.peeled() {
            Ty::Slice(t) if matches!(&**t, Ty::Real(Real::F32 | Real::F64)) => (
                quote!(__tape.put_aside(&*#name);),
                quote!(__tape.take_back(&mut *#name);),
            ),
            _ => self.keep_final(),
        }
    }

    /// Keeps the final value of an in/out argument over the reverse sweep, which puts the initial one back.
    pub(super) fn keep_final(&self) -> (TokenStream, TokenStream) {
        let name = &self.ident;
        let last = &self.last;
        match self.peeled() {
            Ty::Slice(t) if t.is_scalar() => (
                quote!(let #last = #name.to_vec();),
                quote!(#name.copy_from_slice(&#last);),
            ),
            Ty::Slice(_) => (
                quote!(let #last = #name.to_vec();),
                quote!(#name.clone_from_slice(&#last);),
            ),
            _ => (
                quote!(let #last = (*#name).clone();),
                quote!(*#name = #last;),
            ),
        }
    }
}
