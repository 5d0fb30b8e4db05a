//! The rows of the table as types, for lifts to be generic over.

use super::series::Tail;
use crate::lanes::Lanes;
use crate::ops::mentions;
use crate::real::Real;

/// A row of the table of elementary operations that programs can contain.
pub trait Row<const N: usize> {
    /// Its name.
    const NAME: &'static str;
    /// By which inputs there is a derivative.
    const VARIES: [bool; N];
    /// Whether a derivative may be cut off, as that of `max` by the smaller input is.
    const GATED: bool;
    /// Which pairs of inputs may have a second derivative that is not zero.
    const INTERACTS: [[bool; N]; N];

    /// The rules: for each input, the partial derivative times its seed.
    fn rules(inputs: [f64; N], output: f64, seeds: [f64; N]) -> [f64; N];

    /// The Taylor coefficients of the output.
    fn series<R: Real, const K: usize>(
        inputs: [R; N],
        tails: [Tail<R, K>; N],
        output: R,
    ) -> Lanes<R, K>;
}

/// Rows that are linear between their kinks and jumps, though their rules read an input: to find the piece.
///
/// Other rows whose rules read no input are linear by that. A test holds this list to differences of the rules.
const PIECEWISE_LINEAR: [&str; 8] = [
    "rem",
    "rem_euclid",
    "abs",
    "copysign",
    "max",
    "min",
    "clamp",
    "relu",
];

/// Which rules have a derivative by which input, or by the output, which depends on all.
pub(crate) const fn interactions<const N: usize>(
    name: &str,
    rules: [&str; N],
    inputs: [&str; N],
) -> [[bool; N]; N] {
    let mut found = [[false; N]; N];
    if listed(name) {
        return found;
    }
    let mut i = 0;
    while i < N {
        let mut j = 0;
        while j < N {
            if mentions(rules[i], inputs[j]) || mentions(rules[i], "r") {
                found[i][j] = true;
                found[j][i] = true;
            }
            j += 1;
        }
        i += 1;
    }
    found
}

const fn listed(name: &str) -> bool {
    let mut k = 0;
    while k < PIECEWISE_LINEAR.len() {
        if same(name, PIECEWISE_LINEAR[k]) {
            return true;
        }
        k += 1;
    }
    false
}

const fn same(a: &str, b: &str) -> bool {
    let (a, b) = (a.as_bytes(), b.as_bytes());
    let mut i = 0;
    while i < a.len() && i < b.len() && a[i] == b[i] {
        i += 1;
    }
    i == a.len() && i == b.len()
}

/// Which rules are not zero everywhere.
pub(crate) const fn varies<const N: usize>(rules: [&str; N]) -> [bool; N] {
    let mut found = [false; N];
    let mut i = 0;
    while i < N {
        found[i] = !same(rules[i], "0");
        i += 1;
    }
    found
}

/// Whether a rule hands its seed on at some points only.
pub(crate) const fn gated<const N: usize>(rules: [&str; N]) -> bool {
    const GATES: [&str; 5] = [
        "where_gt",
        "where_ge",
        "where_lt",
        "where_le",
        "where_positive",
    ];
    let mut i = 0;
    while i < N {
        let mut k = 0;
        while k < GATES.len() {
            if mentions(rules[i], GATES[k]) {
                return true;
            }
            k += 1;
        }
        i += 1;
    }
    false
}

/// The type of a row; helpers, which stand in rules only, have none.
macro_rules! row {
    (Helper $($row:tt)*) => {};
    ($form:ident $name:ident $r:ident $s:ident $($input:ident [$($integer:ident)?] $rule:tt)+) => {
        #[doc = concat!("The row `", stringify!($name), "`.")]
        #[expect(non_camel_case_types, reason = "a row has the name of its operation")]
        pub enum $name {}

        #[allow(unused_variables, reason = "a rule reads some of what is at hand")]
        impl Row<{ [$(stringify!($input)),+].len() }> for $name {
            const NAME: &'static str = stringify!($name);
            const VARIES: [bool; { [$(stringify!($input)),+].len() }] = rows::varies([$(text!($rule)),+]);
            const GATED: bool = rows::gated([$(text!($rule)),+]);
            const INTERACTS: [[bool; { [$(stringify!($input)),+].len() }]; { [$(stringify!($input)),+].len() }] =
                rows::interactions(stringify!($name), [$(text!($rule)),+], [$(stringify!($input)),+]);

            #[inline(always)]
            fn rules(
                inputs: [f64; { [$(stringify!($input)),+].len() }],
                $r: f64,
                seeds: [f64; { [$(stringify!($input)),+].len() }],
            ) -> [f64; { [$(stringify!($input)),+].len() }] {
                let [$($input),+] = inputs;
                $( $(let $input = $input as $integer;)? )+
                let mut seeds = seeds.into_iter();
                [$({
                    let $s = seeds.next().unwrap_or(0.0);
                    expression!($rule)
                }),+]
            }

            #[inline]
            fn series<R: Real, const K: usize>(
                inputs: [R; { [$(stringify!($input)),+].len() }],
                tails: [Tail<R, K>; { [$(stringify!($input)),+].len() }],
                output: R,
            ) -> Lanes<R, K> {
                recurrences::$name(inputs, tails, output)
            }
        }
    };
}
pub(crate) use row;

/// What generated code calls for a row. Sums, differences and negatives are methods of the lift itself.
macro_rules! method {
    (Helper $($row:tt)*) => {};
    (Operator add $($row:tt)*) => {};
    (Operator sub $($row:tt)*) => {};
    (Operator neg $($row:tt)*) => {};
    ($form:ident $name:ident $($input:ident)+) => {
        #[doc = concat!("The numbers of the output of `", stringify!($name), "`.")]
        #[inline(always)]
        fn $name<R: Real>(
            &self,
            inputs: [R; { [$(stringify!($input)),+].len() }],
            numbers: [Tail<R, K>; { [$(stringify!($input)),+].len() }],
            output: R,
        ) -> Lanes<R, K> {
            self.row::<R, { [$(stringify!($input)),+].len() }, $name>(inputs, numbers, output)
        }
    };
}
pub(crate) use method;
