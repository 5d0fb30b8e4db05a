//! How tightly expressions bind, so that parentheses are printed only where they are needed.

use proc_macro2::TokenStream;
use quote::quote;

/// Binding strengths, as in the Rust reference.
pub(super) const RANGE: u8 = 5;
const OR: u8 = 10;
const AND: u8 = 20;
pub(super) const COMPARE: u8 = 30;
const BIT_OR: u8 = 40;
const BIT_XOR: u8 = 45;
const BIT_AND: u8 = 50;
pub(super) const SHIFT: u8 = 55;
pub(super) const SUM: u8 = 60;
pub(super) const PRODUCT: u8 = 70;
pub(super) const CAST: u8 = 80;
pub(super) const UNARY: u8 = 90;
pub(super) const PRIMARY: u8 = 100;

/// An expression and how tightly it binds.
pub(super) struct Ex {
    pub(super) tokens: TokenStream,
    pub(super) strength: u8,
}

impl Ex {
    pub(super) fn new(tokens: TokenStream, strength: u8) -> Ex {
        Ex { tokens, strength }
    }

    /// The expression as an operand of something that binds as tightly as `strength`.
    pub(super) fn at_least(self, strength: u8) -> TokenStream {
        let tokens = self.tokens;
        if self.strength >= strength {
            tokens
        } else {
            quote!((#tokens))
        }
    }
}

/// Of an operator that has no derivative.
pub(super) fn strength(op: &syn::BinOp) -> u8 {
    use syn::BinOp::{And, BitAnd, BitOr, BitXor, Or, Shl, Shr};
    match op {
        Or(_) => OR,
        And(_) => AND,
        BitOr(_) => BIT_OR,
        BitXor(_) => BIT_XOR,
        BitAnd(_) => BIT_AND,
        Shl(_) | Shr(_) => SHIFT,
        _ => COMPARE,
    }
}
