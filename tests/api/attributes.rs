//! Options, and the ways and places in which the attributes can be written.

use autodiff::jvp as forward_mode;
use autodiff::{grad, jvp};

#[grad(wrt(w, b))]
#[jvp(wrt(x))]
fn affine(x: f64, w: f64, b: f64) -> f64 {
    w * x + b
}

/// The order is that of declaration, whatever the list says.
#[grad(wrt(b, w))]
#[jvp]
fn reordered(x: f64, w: f64, b: f64) -> f64 {
    affine(x, w * w, b)
}

#[grad(wrt(w))]
#[jvp(wrt(w))]
fn only_one(x: &[f64], w: f64, out: &mut [f64]) -> f64 {
    out[0] = w * x[0];
    out[0] * w
}

#[test]
fn wrt_names_the_parameters() {
    let g: (f64, f64) = affine::grad(2.0, 3.0, 4.0);
    assert_eq!(g, (2.0, 1.0));
    assert_eq!(affine::jvp(2.0, 3.0, 4.0, 10.0), (10.0, 30.0));
    assert_eq!(affine::derivative(2.0, 3.0, 4.0), 3.0);
    // `affine` is differentiated through all its parameters, though its own public items leave `x` out.
    assert_eq!(reordered::grad(2.0, 3.0, 4.0), (12.0, 1.0));
    let mut out = [0.0];
    assert_eq!(only_one::grad(&[2.0], 3.0, &mut out), 12.0);
    assert_eq!(only_one::jvp(&[2.0], 3.0, &mut out, 1.0), (18.0, 12.0));
    assert_eq!(only_one::derivative(&[2.0], 3.0, &mut out), 12.0);
}

#[grad]
#[jvp]
fn through_wrt(x: f64) -> f64 {
    affine(x, x, x) * reordered(x, 1.0, 0.0)
}

#[test]
fn wrt_does_not_cut_calls() {
    // (x^2 + x) x
    assert_eq!(through_wrt::grad(2.0), 16.0);
}

/// Not differentiable, and foreign.
struct Mesh {
    width: f64,
}

#[grad(constant(mesh))]
#[jvp(constant(mesh))]
fn on_a_mesh(mesh: &Mesh, x: f64) -> f64 {
    width(mesh) * x * x
}

fn width(mesh: &Mesh) -> f64 {
    mesh.width
}

#[grad(constant(k), wrt(x))]
#[jvp(constant(k))]
fn with_a_constant(x: f64, k: f64, y: f64) -> f64 {
    x * k * y
}

#[test]
fn constants_have_no_derivative() {
    let mesh = Mesh { width: 3.0 };
    assert_eq!(on_a_mesh::grad(&mesh, 2.0), 12.0);
    assert_eq!(on_a_mesh::jvp(&mesh, 2.0, 1.0), (12.0, 12.0));
    assert_eq!(with_a_constant::grad(2.0, 3.0, 5.0), 15.0);
    assert_eq!(with_a_constant::jvp(2.0, 3.0, 5.0, 1.0, 1.0), (30.0, 21.0));
}

/// A type of the function's name: the companion needs another.
#[allow(dead_code, non_camel_case_types, reason = "the name is what matters")]
struct taken {}

#[grad(name = taken_ad)]
#[jvp(name = taken_ad)]
fn taken(x: f64) -> f64 {
    x * x
}

#[grad(companion(taken = taken_ad))]
#[jvp(companion(taken = taken_ad))]
fn caller_of_taken(x: f64) -> f64 {
    taken(x) * taken(2.0 * x)
}

#[test]
fn companions_under_another_name() {
    assert_eq!(taken_ad::grad(3.0), 6.0);
    assert_eq!(taken_ad::derivative(3.0), 6.0);
    assert_eq!(caller_of_taken::grad(1.0), 16.0);
    assert_eq!(caller_of_taken::derivative(1.0), 16.0);
}

mod facade {
    pub(super) mod renamed {
        #[allow(unused_imports, reason = "used by generated code only")]
        pub(crate) use autodiff::*;
    }
}

#[autodiff::grad(crate = crate::attributes::facade::renamed)]
#[autodiff::jvp(crate = crate::attributes::facade::renamed)]
fn redirected(x: f64, n: usize) -> f64 {
    let mut s = 1.0;
    for _ in 0..n {
        s *= x;
    }
    s
}

#[test]
fn the_crate_can_be_redirected() {
    assert_eq!(redirected::grad(2.0, 3), 12.0);
    assert_eq!(redirected::derivative(2.0, 3), 12.0);
}

#[jvp]
#[grad]
fn forward_first(x: f64) -> f64 {
    x * x
}

#[forward_mode]
#[autodiff::grad]
fn renamed_import(x: f64) -> f64 {
    x * x
}

#[::autodiff::grad]
#[inline]
#[::autodiff::jvp]
#[must_use]
fn by_absolute_path(x: f64) -> f64 {
    x * x
}

#[cfg_attr(all(), autodiff::grad)]
#[cfg_attr(not(any()), jvp)]
#[cfg_attr(any(), grad(name = never))]
fn conditional(x: f64) -> f64 {
    x * x
}

#[grad()]
#[jvp()]
fn empty_lists(x: f64) -> f64 {
    x * x
}

#[grad]
fn reverse_alone(x: f64) -> f64 {
    x * x
}

#[jvp]
fn forward_alone(x: f64) -> f64 {
    x * x
}

#[grad(analysis = off)]
#[jvp(analysis = off)]
fn without_analysis(x: f64) -> f64 {
    x * x
}

#[test]
fn however_the_attributes_are_written() {
    let reverse = [
        forward_first::grad(3.0),
        renamed_import::grad(3.0),
        by_absolute_path::grad(3.0),
        conditional::grad(3.0),
        empty_lists::grad(3.0),
        reverse_alone::grad(3.0),
        without_analysis::grad(3.0),
    ];
    let forward = [
        forward_first::derivative(3.0),
        renamed_import::derivative(3.0),
        by_absolute_path::derivative(3.0),
        conditional::derivative(3.0),
        empty_lists::derivative(3.0),
        forward_alone::derivative(3.0),
        without_analysis::derivative(3.0),
    ];
    assert_eq!((reverse, forward), ([6.0; 7], [6.0; 7]));
}

#[test]
fn functions_inside_functions() {
    #[grad]
    #[jvp]
    fn outer(x: f64) -> f64 {
        inner(x) * inner(x)
    }
    #[jvp]
    #[grad]
    fn inner(x: f64) -> f64 {
        x * x
    }
    assert_eq!(outer::grad(2.0), 32.0);
    {
        #[grad]
        fn outer(x: f64) -> f64 {
            3.0 * x
        }
        assert_eq!(outer::grad(2.0), 3.0);
    }
    assert_eq!(outer::derivative(2.0), 32.0);
}

mod model {
    use autodiff::{grad, jvp};

    #[grad]
    #[jvp]
    pub(super) fn loss(x: f64) -> f64 {
        private(x) + inner::deep(x) + self::inner::deep(x) + super::forward_first(x)
    }

    #[grad]
    #[jvp]
    fn private(x: f64) -> f64 {
        x * x
    }

    pub(super) mod inner {
        #[autodiff::grad]
        #[autodiff::jvp]
        pub(in crate::attributes) fn deep(x: f64) -> f64 {
            super::private(x) * x
        }
    }
}

#[test]
fn visibility_and_paths() {
    use model::loss;
    assert_eq!(loss(2.0), 24.0);
    assert_eq!(loss::grad(2.0), 32.0);
    assert_eq!(loss::derivative(2.0), 32.0);
    use model::inner::deep as renamed;
    assert_eq!((renamed(2.0), renamed::grad(2.0)), (8.0, 12.0));
}

#[deprecated = "kept to see that the attribute is carried over"]
#[grad]
#[jvp]
fn outdated(x: f64) -> f64 {
    x * x
}

#[test]
#[allow(deprecated, reason = "the deprecated function is the one under test")]
fn deprecation_carries_over() {
    assert_eq!(outdated(3.0), 9.0);
    assert_eq!(outdated::grad(3.0), outdated::derivative(3.0));
}

/// What generated code must not pick up from around it.
#[allow(dead_code, unused_macros, reason = "they only shadow")]
mod shadowed_prelude {
    struct Vec;
    struct Option;
    struct Some;
    struct Box;
    struct Default;
    trait Clone {}
    trait Copy {}
    trait Into {}
    mod std {}
    mod core {}
    mod alloc {}
    macro_rules! vec {
        () => {};
    }
    macro_rules! assert {
        () => {};
    }
    macro_rules! panic {
        () => {};
    }

    #[::autodiff::grad]
    #[::autodiff::jvp]
    pub(super) fn product(x: &[f64]) -> f64 {
        let mut s = 1.0;
        for i in 0..x.len() {
            if x[i] == 0.0 {
                return 0.0;
            }
            s = s * x[i];
        }
        s
    }
}

#[test]
fn a_module_that_shadows_the_prelude() {
    assert_eq!(shadowed_prelude::product::grad(&[2.0, 3.0]), [3.0, 2.0]);
    assert_eq!(
        shadowed_prelude::product::jvp(&[2.0, 3.0], &[1.0, 1.0]),
        (6.0, 5.0)
    );
}
