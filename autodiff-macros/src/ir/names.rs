//! Names of variables.

use std::collections::{BTreeMap, BTreeSet};

/// Hands out names nobody uses.
#[derive(Clone, Debug, Default)]
pub(crate) struct Names {
    used: BTreeSet<String>,
    /// The number to try next behind a name that was taken.
    next: BTreeMap<String, usize>,
}

impl Names {
    pub(crate) fn reserve(&mut self, name: String) {
        self.used.insert(name);
    }

    pub(crate) fn fresh(&mut self, base: &str) -> String {
        if self.used.insert(base.to_owned()) {
            return base.to_owned();
        }
        let n = self.next.entry(base.to_owned()).or_default();
        loop {
            *n += 1;
            let name = format!("{base}_{n}");
            if self.used.insert(name.clone()) {
                return name;
            }
        }
    }
}
