//! `#[cfg]` on what stands in annotated blocks, and on items inside bodies. (Elsewhere inside bodies it is refused.)

use autodiff::{Differentiable, grad, hessian, jvp};

/// One field stays.
#[derive(Clone, Copy, Debug, Differentiable)]
pub struct P {
    #[cfg(any())]
    gone: f64,
    #[cfg(not(any()))]
    here: f64,
    there: [f64; 2],
}

#[grad]
#[jvp]
#[hessian]
impl P {
    #[cfg(any())]
    fn area(&self, k: f64) -> f64 {
        self.gone * k
    }

    #[cfg(not(any()))]
    fn area(&self, k: f64) -> f64 {
        self.here * k * self.there[1]
    }

    #[cfg(any())]
    fn never(&self, k: Missing) -> f64 {
        self.gone * k
    }

    #[doc(hidden)]
    #[inline]
    #[must_use]
    fn marked(&self) -> f64 {
        self.here * Self::SCALE
    }

    const SCALE: f64 = 2.0;
}

#[grad]
#[jvp]
#[hessian]
mod block {
    #[cfg(any())]
    pub(crate) fn f(x: f64) -> f64 {
        x
    }

    #[cfg(not(any()))]
    pub(crate) fn f(x: f64) -> f64 {
        x * x
    }

    pub(in crate::conditions) fn g(x: f64) -> f64 {
        f(x) * super::P {
            here: x,
            there: [0.0, 1.0],
        }
        .area(2.0)
    }
}

trait Twice {
    fn twice(&self) -> f64;
}

#[grad]
#[jvp]
#[hessian]
impl Twice for P {
    #[cfg(any())]
    fn twice(&self) -> f64 {
        self.here
    }

    #[cfg(not(any()))]
    fn twice(&self) -> f64 {
        self.here * 2.0
    }
}

#[grad]
#[cfg(any())]
impl std::ops::Neg for P {
    type Output = P;

    fn neg(self) -> P {
        self
    }
}

#[grad]
#[cfg(not(any()))]
impl std::ops::Neg for P {
    type Output = P;

    fn neg(self) -> P {
        P {
            here: -self.here,
            ..self
        }
    }
}

#[grad]
fn uses_both(p: P) -> f64 {
    let q: P = -p;
    q.twice()
}

#[cfg(any())]
#[grad]
fn chosen(x: f64) -> f64 {
    x
}

#[grad]
#[cfg(not(any()))]
fn chosen(x: f64) -> f64 {
    #[cfg(any())]
    const K: f64 = 2.0;
    #[cfg(not(any()))]
    const K: f64 = 3.0;
    x * K
}

#[test]
fn what_is_selected() {
    let p = P {
        here: 3.0,
        there: [0.0, 1.0],
    };
    let (p_bar, k_bar) = p.area_grad(2.0);
    assert_eq!((p_bar.here, k_bar), (2.0, 3.0));
    assert_eq!(
        p.marked_jvp(&PTangent {
            here: 1.0,
            there: [0.0; 2]
        }),
        (6.0, 2.0)
    );
    assert_eq!(uses_both::grad(p).here, -2.0);
    assert_eq!((block::f::grad(2.0), block::g::grad(2.0)), (4.0, 24.0));
    assert_eq!(block::g::derivative(2.0), 24.0);
    assert_eq!((chosen(2.0), chosen::grad(2.0)), (6.0, 3.0));
}
