//! In hostile surroundings: shadowed names, another path to the library, macros, deprecated parts.

/// Everything the expansion could name, under other meanings.
mod shadowed {
    #![allow(
        dead_code,
        non_camel_case_types,
        clippy::unused_self,
        reason = "they only stand in the way"
    )]
    struct Vec;
    struct Option;
    struct Clone;
    struct Debug;
    struct Copy;
    struct Default;
    struct PartialEq;
    struct Tangent;
    struct Differentiable;
    struct FnMut;
    struct usize;
    struct bool;
    mod std {}
    mod core {}
    mod alloc {}

    #[derive(::std::clone::Clone, ::autodiff::Differentiable)]
    pub(crate) struct Model {
        pub(crate) f: f64,
        pub(crate) a: ::std::vec::Vec<f64>,
        pub(crate) x: [f64; 2],
    }

    impl Model {
        // names the expansion uses as well
        fn axpy(&self) {}
        fn for_each(&self) {}
        fn zero_tangent(&self) {}
    }

    mod f64_too {
        struct f64;
        #[derive(::autodiff::Differentiable)]
        pub(crate) struct Weights(pub(crate) ::std::vec::Vec<::core::primitive::f64>);
    }
    pub(crate) use f64_too::Weights;
}

mod elsewhere {
    pub(crate) mod library {
        pub(crate) use autodiff::*;
    }
    use library as autodiff_by_another_name;

    #[derive(library::Differentiable)]
    #[differentiable(crate = autodiff_by_another_name)]
    pub(crate) struct Model {
        pub(crate) x: f64,
    }

    #[derive(library::Differentiable)]
    #[differentiable(crate = crate::hygiene::elsewhere::library)]
    pub(crate) struct Absolute(pub(crate) f64);
}

macro_rules! structs {
    ($name:ident, $field:ident, $t:ty) => {
        /// From a macro.
        #[derive(Clone, Debug, autodiff::Differentiable)]
        pub struct $name {
            $field: $t,
            rest: Vec<$t>,
            nested: Option<Box<$crate::vectors::V3>>,
        }
    };
}
structs! { Made, x, [f64; 2] }

/// Deprecated as a whole, and in parts; its uses here are allowed, those in the expansion are not the user's.
#[deprecated]
#[derive(Clone, Copy, Debug, autodiff::Differentiable)]
#[allow(deprecated, reason = "what is deprecated is tested")]
pub struct Old {
    /// Of yore.
    #[deprecated]
    pub x: f64,
    /// Lasting.
    pub y: f64,
}

/// With attributes that the selected configuration takes away.
#[derive(Clone, Copy, Debug, autodiff::Differentiable)]
#[cfg_attr(all(), differentiable(crate = autodiff))]
pub struct Configured {
    #[cfg(any())]
    gone: f64,
    #[cfg(not(any()))]
    here: f64,
    #[cfg_attr(all(), differentiable(skip))]
    skipped: f64,
}

use autodiff::{Differentiable, Tangent};

#[test]
fn shadowed_names() {
    let model = shadowed::Model {
        f: 1.0,
        a: vec![2.0],
        x: [3.0; 2],
    };
    let mut zero = Differentiable::zero_tangent(&model);
    zero.f = 1.0;
    zero.x[1] = 2.0;
    assert_eq!((zero.dot(&zero), zero.a.len()), (5.0, 1));
    assert_eq!(shadowed::Weights(vec![1.0; 3]).zero_tangent().reals(), 3);
}

#[test]
fn other_paths() {
    assert_eq!(elsewhere::Model { x: 1.0 }.zero_tangent().x, 0.0);
    assert_eq!(elsewhere::Absolute(1.0).zero_tangent().0, 0.0);
}

#[test]
fn from_a_macro() {
    let made = Made {
        x: [1.0; 2],
        rest: vec![[2.0; 2]],
        nested: None,
    };
    assert_eq!(made.zero_tangent().reals(), 4);
    assert_eq!((made.x[0], made.rest.len(), made.nested), (1.0, 1, None));
}

#[test]
fn configured() {
    let mut c = Configured {
        here: 1.0,
        skipped: 2.0,
    };
    c.axpy(
        1.0,
        &ConfiguredTangent {
            here: 1.0,
            skipped: (),
        },
    );
    assert_eq!((c.here, c.skipped), (2.0, 2.0));
}

#[test]
#[allow(deprecated, reason = "what is deprecated is tested")]
fn deprecated_parts() {
    assert_eq!(Old { x: 1.0, y: 2.0 }.zero_tangent().reals(), 2);
}
