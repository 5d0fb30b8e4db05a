//! How a program with types of its own is written down.
//!
//! ```ignore
//! function! { area(&r = Rect { w: 2.0, h: 3.0 })
//!     where {
//!         struct Rect: RectTangent { w: f64, h: f64 }
//!         copy struct V[T: Real][f64]: VTangent(0: T, 1: T);
//!         plain trait Shape { fn area(&self) -> f64; }
//!     }
//!     fn f(r: &Rect) -> f64 { r.w * r.h }
//! }
//! ```
//! Structs name their tangents. In brackets stand the parameters of a generic struct, and the arguments it is tested
//! at; `plain` items are left without an attribute. All items behind `where` get all three attributes.

macro_rules! with_shapes {
    (@$attributes:tt [$result:ident] $name:ident($($arguments:tt)*) where { $($types:tt)* } $($item:item)+) => {
        pub(super) mod $name {
            use super::*;
            shapes! { $($types)* }
            $(annotated! { $attributes $item })+

            #[test]
            fn differentiates() {
                arguments! { [$name $result f] [] [] [] [] [] [] $($arguments)* }
            }
        }
    };
    ($grad:tt $jvp:tt $hessian:tt $($program:tt)*) => {
        with_shapes! { @[# $grad # $jvp # $hessian] $($program)* }
    };
}

macro_rules! shapes {
    () => {};
    (plain $item:item $($rest:tt)*) => {
        $item
        shapes! { $($rest)* }
    };
    (copy struct $($rest:tt)*) => { shapes! { @[Clone, Copy, Debug, autodiff::Differentiable] $($rest)* } };
    (struct $($rest:tt)*) => { shapes! { @[Clone, Debug, autodiff::Differentiable] $($rest)* } };

    (@[$($d:tt)*] $n:ident $([$($g:tt)*][$($at:tt)*])? : $t:ident { $($f:ident : $ft:ty),* $(,)? } $($rest:tt)*) => {
        #[derive($($d)*)]
        pub struct $n $(<$($g)*>)? { $(pub $f: $ft),* }
        flat_shape! { [$n $(<$($at)*>)?] [$t $(<$($at)*>)?] $($f)* }
        shapes! { $($rest)* }
    };
    (@[$($d:tt)*] $n:ident $([$($g:tt)*][$($at:tt)*])? : $t:ident ( $($f:tt : $ft:ty),* $(,)? ); $($rest:tt)*) => {
        #[derive($($d)*)]
        pub struct $n $(<$($g)*>)? ($(pub $ft),*);
        flat_shape! { [$n $(<$($at)*>)?] [$t $(<$($at)*>)?] $($f)* }
        shapes! { $($rest)* }
    };
}

/// The reals of a struct, and of its tangent, field by field.
macro_rules! flat_shape {
    ([$($n:tt)*] [$($t:tt)*] $($f:tt)*) => {
        impl $crate::oracle::flat::Flat for $($n)* {
            type Tangent = $($t)*;
            fn reals(&self, _out: &mut Vec<f64>) { $($crate::oracle::flat::Flat::reals(&self.$f, _out);)* }
            fn bits(&self, _out: &mut Vec<u64>) { $($crate::oracle::flat::Flat::bits(&self.$f, _out);)* }
            fn refill(&mut self, _from: &mut $crate::oracle::flat::Reader<'_>) {
                $($crate::oracle::flat::Flat::refill(&mut self.$f, _from);)*
            }
            fn tangent(&self, _from: &mut $crate::oracle::flat::Reader<'_>) -> $($t)* {
                let mut t = autodiff::Differentiable::zero_tangent(self);
                $(t.$f = $crate::oracle::flat::Flat::tangent(&self.$f, _from);)*
                t
            }
        }
        impl $crate::oracle::flat::Flat for $($t)* {
            type Tangent = $($t)*;
            fn reals(&self, _out: &mut Vec<f64>) { $($crate::oracle::flat::Flat::reals(&self.$f, _out);)* }
            fn bits(&self, _out: &mut Vec<u64>) { $($crate::oracle::flat::Flat::bits(&self.$f, _out);)* }
            fn refill(&mut self, _from: &mut $crate::oracle::flat::Reader<'_>) {
                $($crate::oracle::flat::Flat::refill(&mut self.$f, _from);)*
            }
            fn tangent(&self, _: &mut $crate::oracle::flat::Reader<'_>) -> $($t)* { self.clone() }
        }
    };
}
