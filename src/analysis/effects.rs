//! The effects of a tree: everything in it whose loss or change can change what a reader gets. An effect is known by
//! one alteration of the tree without it. So the same list says what examples have to notice (coverage) and which
//! mutants there are.

mod alterations;
mod conditions;
mod effect;
mod kind;
mod piece;

pub use effect::Effect;
pub use kind::EffectKind;

use crate::model::tree::Resolved;

/// Every effect of a tree, in the order of the file; those of its questions first. Ladder and catalogues have files of
/// their own, so what stands there is no part of it.
pub fn effects(tree: &Resolved) -> Vec<Effect> {
    alterations::all(tree)
}

pub(crate) use piece::Piece as AlteredPiece;
