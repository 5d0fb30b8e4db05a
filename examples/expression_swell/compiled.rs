//! The functions that the macros differentiated, by family and size.

use super::families::{Family, LARGEST};

#[path = "functions/chains.rs"]
pub mod chains;
#[path = "functions/pairs.rs"]
pub mod pairs;
#[path = "functions/products.rs"]
pub mod products;

/// A function of `x` and weights.
type Function = fn(f64, &[f64]) -> f64;

/// A function and its derivative by `x`.
#[derive(Clone, Copy)]
pub struct Compiled {
    /// The function.
    pub primal: Function,
    /// Its derivative in reverse mode.
    pub reverse: Function,
    /// Its derivative in forward mode.
    pub forward: Function,
}

/// The functions of a family, the smallest first.
pub fn functions(family: Family) -> &'static [Compiled; LARGEST] {
    match family {
        Family::Products => &PRODUCTS,
        Family::Chains => &CHAINS,
        Family::Pairs => &PAIRS,
    }
}

macro_rules! compiled {
    ($module:ident: $($f:ident)*) => {
        [$(Compiled {
            primal: $module::$f,
            reverse: $module::$f::grad,
            forward: $module::$f::derivative,
        }),*]
    };
}

static PRODUCTS: [Compiled; LARGEST] = compiled![products:
    product_1 product_2 product_3 product_4 product_5 product_6 product_7 product_8 product_9
    product_10 product_11 product_12 product_13 product_14 product_15 product_16 product_17
    product_18 product_19 product_20
];

static CHAINS: [Compiled; LARGEST] = compiled![chains:
    chain_1 chain_2 chain_3 chain_4 chain_5 chain_6 chain_7 chain_8 chain_9 chain_10 chain_11
    chain_12 chain_13 chain_14 chain_15 chain_16 chain_17 chain_18 chain_19 chain_20
];

static PAIRS: [Compiled; LARGEST] = compiled![pairs:
    pairs_1 pairs_2 pairs_3 pairs_4 pairs_5 pairs_6 pairs_7 pairs_8 pairs_9 pairs_10 pairs_11
    pairs_12 pairs_13 pairs_14 pairs_15 pairs_16 pairs_17 pairs_18 pairs_19 pairs_20
];
