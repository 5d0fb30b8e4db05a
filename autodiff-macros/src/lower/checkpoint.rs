//! `#[checkpoint(..)]` on loops.

use super::Lower;
use super::expr::has_effects;
use crate::attribute::{checkpoint_policy, is_checkpoint};
use crate::ir::{Atom, Checkpoint, LoopKind, Policy, Stmt, blocks};
use crate::refusals;
use syn::spanned::Spanned;

impl Lower<'_> {
    /// What the attributes of a loop say; the size is evaluated here, before the loop.
    pub(super) fn checkpoint(&mut self, attrs: &[syn::Attribute]) -> Option<Checkpoint> {
        let mut found = attrs.iter().filter(|a| is_checkpoint(a));
        let attribute = found.next()?;
        if let Some(second) = found.next() {
            self.errors.push(refusals::checkpoint_twice(second.span()));
            return None;
        }
        let Ok((name, size)) = attribute.parse_args_with(checkpoint_policy) else {
            self.errors.push(refusals::no_policy(attribute.span()));
            return None;
        };
        let policy = match name.to_string().as_str() {
            "every" => Policy::Every,
            "revolve" => Policy::Revolve,
            "bytes" => Policy::Bytes,
            _ => {
                self.errors.push(refusals::no_policy(name.span()));
                return None;
            }
        };
        if has_effects(&size) || calls(&size) {
            self.errors
                .push(refusals::checkpoint_with_effects(size.span()));
            return None;
        }
        let span = size.span();
        let size = self.index_operand(&size);
        if let Atom::Const(c) = &size
            && c.tokens.to_string() == "0"
        {
            self.errors.push(refusals::checkpoint_of_nothing(span));
        }
        Some(Checkpoint {
            policy,
            size,
            span: attribute.span(),
        })
    }

    /// Marks the loop among the statements that were written last.
    pub(super) fn attach(&mut self, c: Checkpoint, from: usize) {
        let block = self.blocks.last_mut().expect("a block is open");
        let new = &mut block.stmts[from..];
        let loops = new.iter().filter(|s| !blocks(s).is_empty()).count();
        let counted = new.iter_mut().find_map(|s| match s {
            Stmt::Loop(l) if matches!(l.kind, LoopKind::Range(_)) => Some(l),
            _ => None,
        });
        match counted {
            Some(l) if loops == 1 => l.checkpoint = Some(c),
            _ => self.errors.push(refusals::checkpoint_of_several(c.span)),
        }
    }
}

fn calls(e: &syn::Expr) -> bool {
    struct Finder(bool);
    impl syn::visit::Visit<'_> for Finder {
        fn visit_expr_call(&mut self, _: &syn::ExprCall) {
            self.0 = true;
        }
    }
    let mut finder = Finder(false);
    syn::visit::Visit::visit_expr(&mut finder, e);
    finder.0
}
