//! Places: a variable and the way to a part of it.

use super::{Atom, VarId};
use proc_macro2::Ident;

#[derive(Clone, Debug)]
pub(crate) enum Proj {
    Index(Atom),
    /// `.0` of a tuple or tuple struct
    Field(u32),
    /// `.name` of a struct
    Named(Ident),
    /// `[lo..hi]`; open ends are made explicit when lowering.
    Slice(Atom, Atom),
}

#[derive(Clone, Debug)]
pub(crate) struct Place {
    pub(crate) root: VarId,
    pub(crate) proj: Vec<Proj>,
}

impl Place {
    pub(crate) fn of(root: VarId) -> Place {
        Place {
            root,
            proj: Vec::new(),
        }
    }

    pub(crate) fn then(&self, proj: Proj) -> Place {
        let mut place = self.clone();
        place.proj.push(proj);
        place
    }

    pub(crate) fn is_whole(&self) -> bool {
        self.proj.is_empty()
    }

    /// Two elements of one sequence.
    pub(crate) fn is_sibling_of(&self, other: &Place) -> bool {
        let (Some((Proj::Index(_), a)), Some((Proj::Index(_), b))) =
            (self.proj.split_last(), other.proj.split_last())
        else {
            return false;
        };
        self.root == other.root && same_path(a, b)
    }

    /// `x[a..b]` and what lies in it, beside `x[b..c]` and what lies in it: the position of the two slices.
    pub(crate) fn splits_from(&self, other: &Place) -> Option<usize> {
        let differ = self
            .proj
            .iter()
            .zip(&other.proj)
            .position(|(a, b)| !same_proj(a, b))?;
        let (Proj::Slice(_, cut), Proj::Slice(from, _)) = (&self.proj[differ], &other.proj[differ])
        else {
            return None;
        };
        (self.root == other.root && cut.is_same(from)).then_some(differ)
    }

    /// Different fields of one struct or tuple, or parts of such: rustc sees that they are apart.
    pub(crate) fn is_other_field(&self, other: &Place) -> bool {
        let mut pairs = self.proj.iter().zip(&other.proj);
        self.root == other.root
            && match pairs.find(|(a, b)| !same_proj(a, b)) {
                Some((Proj::Field(a), Proj::Field(b))) => a != b,
                Some((Proj::Named(a), Proj::Named(b))) => a != b,
                _ => false,
            }
            // behind an index there is a call, which borrows the whole
            && !self.proj.iter().any(|p| matches!(p, Proj::Index(_) | Proj::Slice(..)))
            && !other.proj.iter().any(|p| matches!(p, Proj::Index(_) | Proj::Slice(..)))
    }

    pub(crate) fn is_same(&self, other: &Place) -> bool {
        self.root == other.root && same_path(&self.proj, &other.proj)
    }

    /// The variables that say which part is meant.
    pub(crate) fn selectors(&self) -> impl Iterator<Item = VarId> + '_ {
        self.proj
            .iter()
            .flat_map(|p| match p {
                Proj::Index(a) => [a.var(), None],
                Proj::Field(_) | Proj::Named(_) => [None, None],
                Proj::Slice(a, b) => [a.var(), b.var()],
            })
            .flatten()
    }
}

fn same_path(a: &[Proj], b: &[Proj]) -> bool {
    a.len() == b.len() && a.iter().zip(b).all(|(x, y)| same_proj(x, y))
}

fn same_proj(x: &Proj, y: &Proj) -> bool {
    match (x, y) {
        (Proj::Index(x), Proj::Index(y)) => x.is_same(y),
        (Proj::Field(x), Proj::Field(y)) => x == y,
        (Proj::Named(x), Proj::Named(y)) => x == y,
        (Proj::Slice(a, b), Proj::Slice(c, d)) => a.is_same(c) && b.is_same(d),
        _ => false,
    }
}
