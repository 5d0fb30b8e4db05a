//! What the compiler knows of types: enough to print plain arithmetic where it is certain.

use super::Proj;
use crate::build::ident;
use proc_macro2::{Ident, Span, TokenStream};
use quote::quote;

#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) enum Real {
    F32,
    F64,
    Param(RealParam),
}

/// A type parameter that stands for reals.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) struct RealParam {
    pub(crate) name: String,
    pub(crate) bound: Bound,
}

/// The trait that says so.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Bound {
    /// `autodiff::Real`
    Real,
    /// `num_traits::Float`
    Float,
}

impl RealParam {
    pub(crate) fn ident(&self) -> Ident {
        ident(&self.name, Span::call_site())
    }

    /// The `f64` as a value of this type.
    pub(crate) fn value_of(&self, x: &TokenStream, krate: &TokenStream) -> TokenStream {
        let name = self.ident();
        match self.bound {
            Bound::Real => quote!(#name::from_f64(#x)),
            Bound::Float => quote!(#krate::rt::from_f64::<#name>(#x)),
        }
    }
}

impl Real {
    pub(crate) fn zero(&self) -> TokenStream {
        match self {
            Real::F32 | Real::F64 => quote!(0.0),
            Real::Param(p) => {
                let name = p.ident();
                quote!(#name::zero())
            }
        }
    }

    pub(crate) fn one(&self) -> TokenStream {
        match self {
            Real::F32 | Real::F64 => quote!(1.0),
            Real::Param(p) => {
                let name = p.ident();
                quote!(#name::one())
            }
        }
    }

    /// A float literal as a value of this type: a type parameter has none of its own.
    pub(crate) fn literal(&self, literal: &TokenStream, krate: &TokenStream) -> TokenStream {
        match (self, literal.to_string().as_str()) {
            (Real::F32 | Real::F64, _) => literal.clone(),
            (Real::Param(_), "0.0") => self.zero(),
            (Real::Param(_), "1.0") => self.one(),
            (Real::Param(param), _) => param.value_of(literal, krate),
        }
    }
}

#[derive(Clone, Debug)]
pub(crate) enum Ty {
    Real(Real),
    /// An integer type by name; `None` is an integer whose width inference leaves to rustc.
    Int(Option<String>),
    Bool,
    Char,
    Str,
    Unit,
    Tuple(Vec<Ty>),
    Array(Box<Ty>, TokenStream),
    Vec(Box<Ty>),
    Slice(Box<Ty>),
    Ref(Box<Ty>),
    /// An `Option` that rustc holds: a parameter, the result of a call. Its payload is never a real that varies.
    Option(Box<Ty>),
    /// Spelled by the user, but not looked through (an alias, a type of another crate).
    Spelled(TokenStream),
    /// What a struct literal makes: the parameters of the struct, if it has any, only rustc knows.
    Literal,
    /// Can be indexed; which kind of sequence it is, only rustc knows.
    Seq(Box<Ty>),
    /// The tangent of a type spelled by the user.
    TangentOf(TokenStream),
    /// Several tangents of a real, or of a type only rustc knows, side by side.
    Lanes(Box<Ty>),
    /// An inference variable; none is left after lowering.
    Var(u32),
    /// Only rustc knows (a field, the result of a call).
    Unknown,
    /// The tangent of what only rustc knows.
    UnknownTangent,
}

impl Ty {
    pub(crate) fn f64() -> Ty {
        Ty::Real(Real::F64)
    }

    pub(crate) fn usize() -> Ty {
        Ty::Int(Some("usize".to_owned()))
    }

    /// The type behind any number of references.
    pub(crate) fn peeled(&self) -> &Ty {
        match self {
            Ty::Ref(t) => t.peeled(),
            other => other,
        }
    }

    /// Whether a value of the type can carry a derivative.
    pub(crate) fn carries_reals(&self) -> bool {
        match self {
            Ty::Real(_) | Ty::Spelled(_) | Ty::Literal | Ty::TangentOf(_) | Ty::Var(_) => true,
            Ty::Unknown | Ty::UnknownTangent => true,
            Ty::Int(_) | Ty::Bool | Ty::Char | Ty::Str | Ty::Unit => false,
            Ty::Tuple(ts) => ts.iter().any(Ty::carries_reals),
            Ty::Array(t, _)
            | Ty::Vec(t)
            | Ty::Slice(t)
            | Ty::Seq(t)
            | Ty::Ref(t)
            | Ty::Option(t)
            | Ty::Lanes(t) => t.carries_reals(),
        }
    }

    pub(crate) fn is_real(&self) -> bool {
        matches!(self, Ty::Real(_))
    }

    /// A real, or several in lanes.
    pub(crate) fn is_real_or_lanes(&self) -> bool {
        match self {
            Ty::Lanes(t) => t.is_real(),
            other => other.is_real(),
        }
    }

    /// Scalars are copied by `=`; everything else is cloned or moved.
    pub(crate) fn is_scalar(&self) -> bool {
        match self {
            Ty::Real(_) | Ty::Int(_) | Ty::Bool | Ty::Char | Ty::Unit => true,
            Ty::Lanes(t) => t.is_scalar(),
            _ => false,
        }
    }

    /// The same tangents in lanes.
    pub(crate) fn in_lanes(&self) -> Ty {
        let inner = |t: &Ty| Box::new(t.in_lanes());
        match self {
            Ty::Real(_)
            | Ty::Unknown
            | Ty::UnknownTangent
            | Ty::TangentOf(_)
            | Ty::Spelled(_)
            | Ty::Literal
            | Ty::Var(_) => Ty::Lanes(Box::new(self.clone())),
            Ty::Int(_) | Ty::Bool | Ty::Char | Ty::Str | Ty::Unit | Ty::Lanes(_) => self.clone(),
            Ty::Tuple(ts) => Ty::Tuple(ts.iter().map(Ty::in_lanes).collect()),
            Ty::Array(t, n) => Ty::Array(inner(t), n.clone()),
            Ty::Vec(t) => Ty::Vec(inner(t)),
            Ty::Slice(t) => Ty::Slice(inner(t)),
            Ty::Ref(t) => Ty::Ref(inner(t)),
            Ty::Seq(t) => Ty::Seq(inner(t)),
            Ty::Option(t) => Ty::Option(inner(t)),
        }
    }

    pub(crate) fn has_lanes(&self) -> bool {
        match self {
            Ty::Lanes(_) => true,
            Ty::Tuple(ts) => ts.iter().any(Ty::has_lanes),
            Ty::Array(t, _)
            | Ty::Vec(t)
            | Ty::Slice(t)
            | Ty::Ref(t)
            | Ty::Seq(t)
            | Ty::Option(t) => t.has_lanes(),
            Ty::Real(_)
            | Ty::Unknown
            | Ty::UnknownTangent
            | Ty::TangentOf(_)
            | Ty::Spelled(_)
            | Ty::Literal
            | Ty::Var(_) => false,
            Ty::Int(_) | Ty::Bool | Ty::Char | Ty::Str | Ty::Unit => false,
        }
    }

    pub(crate) fn element(&self) -> Option<&Ty> {
        match self.peeled() {
            Ty::Array(t, _) | Ty::Vec(t) | Ty::Slice(t) | Ty::Seq(t) => Some(t),
            _ => None,
        }
    }

    /// How deep reals are nested in sequences, if that is all there is: `f64` 0, `[f64]` 1, `[Vec<f64>]` 2.
    pub(crate) fn sequence_depth(&self) -> Option<(usize, Real)> {
        match self.peeled() {
            Ty::Real(r) => Some((0, r.clone())),
            Ty::Lanes(t) => t.sequence_depth(),
            Ty::Array(t, _) | Ty::Vec(t) | Ty::Slice(t) => {
                t.sequence_depth().map(|(d, r)| (d + 1, r))
            }
            _ => None,
        }
    }

    pub(crate) fn project(&self, proj: &Proj) -> Ty {
        if let Ty::Lanes(t) = self.peeled() {
            return t.project(proj).in_lanes();
        }
        let unknown = || match self.peeled() {
            Ty::TangentOf(_) | Ty::UnknownTangent => Ty::UnknownTangent,
            _ => Ty::Unknown,
        };
        match proj {
            Proj::Index(_) => self.element().cloned().unwrap_or_else(unknown),
            Proj::Slice(..) => self
                .element()
                .map_or_else(unknown, |t| Ty::Slice(Box::new(t.clone()))),
            Proj::Field(i) => match self.peeled() {
                Ty::Tuple(ts) => ts.get(*i as usize).cloned().unwrap_or_else(unknown),
                _ => unknown(),
            },
            Proj::Named(_) => unknown(),
        }
    }

    /// The owned form: what `clone` or `to_vec` makes.
    pub(crate) fn owned(&self) -> Ty {
        match self {
            Ty::Ref(t) => t.owned(),
            Ty::Slice(t) => Ty::Vec(Box::new(t.owned())),
            Ty::Array(t, n) => Ty::Array(Box::new(t.owned()), n.clone()),
            Ty::Vec(t) => Ty::Vec(Box::new(t.owned())),
            Ty::Tuple(ts) => Ty::Tuple(ts.iter().map(Ty::owned).collect()),
            other => other.clone(),
        }
    }

    /// The type of tangents and cotangents, owned.
    pub(crate) fn tangent(&self) -> Ty {
        match self {
            Ty::Int(_) | Ty::Bool | Ty::Char | Ty::Str | Ty::Unit => Ty::Unit,
            Ty::Ref(t) => t.tangent(),
            Ty::Slice(t) | Ty::Vec(t) => Ty::Vec(Box::new(t.tangent())),
            Ty::Seq(t) => Ty::Seq(Box::new(t.tangent())),
            Ty::Array(t, n) => Ty::Array(Box::new(t.tangent()), n.clone()),
            Ty::Tuple(ts) => Ty::Tuple(ts.iter().map(Ty::tangent).collect()),
            Ty::Option(t) => Ty::Option(Box::new(t.tangent())),
            Ty::Spelled(t) => Ty::TangentOf(t.clone()),
            Ty::Unknown | Ty::Literal => Ty::UnknownTangent,
            Ty::TangentOf(_) | Ty::Real(_) | Ty::UnknownTangent | Ty::Var(_) | Ty::Lanes(_) => {
                self.clone()
            }
        }
    }

    /// The type of a borrowed tangent: a slice stays a slice.
    pub(crate) fn lent_tangent(&self) -> Ty {
        match self.peeled() {
            Ty::Slice(t) => Ty::Ref(Box::new(Ty::Slice(Box::new(t.tangent())))),
            other => Ty::Ref(Box::new(other.tangent())),
        }
    }

    /// The tangent of something opaque, see `is_opaque`.
    pub(crate) fn is_tangent_of_unknown(&self) -> bool {
        matches!(self.peeled(), Ty::TangentOf(_) | Ty::UnknownTangent)
    }

    /// Neither a number nor a sequence as far as the compiler knows: operators on it are found by traits.
    pub(crate) fn is_opaque(&self) -> bool {
        matches!(self.peeled(), Ty::Spelled(_) | Ty::Literal | Ty::Unknown)
    }

    /// Whether every part is spelled: such a type may be ascribed and popped from the tape by name.
    pub(crate) fn is_known(&self) -> bool {
        match self {
            Ty::Unknown | Ty::UnknownTangent | Ty::Literal => false,
            Ty::Var(_) | Ty::Int(None) | Ty::Seq(_) => false,
            Ty::Tuple(ts) => ts.iter().all(Ty::is_known),
            Ty::Array(t, _)
            | Ty::Vec(t)
            | Ty::Slice(t)
            | Ty::Ref(t)
            | Ty::Option(t)
            | Ty::Lanes(t) => t.is_known(),
            Ty::Real(_) | Ty::Int(Some(_)) | Ty::Bool | Ty::Char | Ty::Str | Ty::Unit => true,
            Ty::Spelled(_) | Ty::TangentOf(_) => true,
        }
    }
}
