//! Constructs that a run can leave out: to narrow a failure down, or while the library does not take one yet.

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

/// All but those of these names; the name that is none.
pub(crate) fn without(names: &[String]) -> Result<Vec<Construct>, &str> {
    let unknown = names.iter().find(|n| ALL.iter().all(|(_, m)| m != n));
    if let Some(name) = unknown {
        return Err(name);
    }
    let all = ALL.iter().filter(|(_, m)| names.iter().all(|n| m != n));
    Ok(all.map(|(c, _)| *c).collect())
}
