//! Constructs that can be switched off, because the library does not take them yet.

/// A construct, and the word for it on the command line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Construct {
    Chains,
    Closures,
    Structs,
    Methods,
    Options,
    Generics,
}

/// All of them.
pub(crate) const ALL: &[(Construct, &str)] = &[
    (Construct::Chains, "chains"),
    (Construct::Closures, "closures"),
    (Construct::Structs, "structs"),
    (Construct::Methods, "methods"),
    (Construct::Options, "options"),
    (Construct::Generics, "generics"),
];

/// What the library takes: a refusal of a program made of these is a failure.
pub(crate) const SUPPORTED: &[Construct] = &[
    Construct::Chains,
    Construct::Closures,
    Construct::Structs,
    Construct::Methods,
    Construct::Options,
    Construct::Generics,
];
