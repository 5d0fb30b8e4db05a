//! Stretches that a loop overwrites element by element, kept and put back as blocks, see [`crate::analysis::Stretch`].

use super::Reverse;
use crate::analysis::{At, Return, Stretch};
use crate::counted::{if_it_ran, literal, shifted, surely_runs};
use crate::ir::{Loop, LoopKind, Place, Proj, Range, Stmt};

impl Reverse<'_> {
    /// Before the loop.
    pub(super) fn keep_stretches(&mut self, s: &Stmt, l: &Loop) {
        let tape = self.tape;
        let plan = self.plan;
        let all = plan.stretches.get(&At::stmt(s)).into_iter().flatten();
        self.each_stretch(l, all, |place| Stmt::Push { tape, place });
    }

    /// Before or after the reversed loop.
    pub(super) fn put_back_stretches(&mut self, s: &Stmt, l: &Loop, when: Return) {
        let tape = self.tape;
        let plan = self.plan;
        let all = plan.stretches.get(&At::stmt(s)).into_iter().flatten();
        let all = all.rev().filter(|s| s.back == when);
        self.each_stretch(l, all, |place| Stmt::Restore { tape, place });
    }

    fn each_stretch<'s>(
        &mut self,
        l: &Loop,
        stretches: impl Iterator<Item = &'s Stretch>,
        traffic: impl Fn(Place) -> Stmt,
    ) {
        let LoopKind::Range(r) = &l.kind else { return };
        for s in stretches {
            let mut stmts = vec![];
            let place = self.stretch(r, s, &mut stmts);
            stmts.push(traffic(place));
            let mut guarded = vec![];
            if has_place(r, s) {
                guarded = stmts;
            } else {
                if_it_ran(self.b.f, r, stmts, &mut guarded);
            }
            guarded.into_iter().for_each(|s| self.b.emit(s));
        }
    }

    /// `base[lo + distance..hi + distance]`
    fn stretch(&mut self, r: &Range, s: &Stretch, out: &mut Vec<Stmt>) -> Place {
        let from = shifted(self.b.f, &r.lo, s.distance, out);
        let to = shifted(self.b.f, &r.hi, s.distance + i64::from(r.inclusive), out);
        s.base.then(Proj::Slice(from, to))
    }
}

/// Whether there is such a part of the array for sure, unless the primal panics: a range without trips may have ends
/// that no array has.
fn has_place(r: &Range, s: &Stretch) -> bool {
    let from_the_start = literal(&r.lo) == Some(0) && s.distance == 0 && s.base.is_whole();
    from_the_start || surely_runs(r)
}
