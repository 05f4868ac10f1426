//! The effects of a tree: everything in it whose loss or change can change what a reader gets. An effect is known by
//! one alteration of the tree without it. So the same list says what examples have to notice (coverage) and which
//! mutants there are.

mod alterations;
mod conditions;
mod kind;
mod piece;

pub use kind::EffectKind;

use crate::model::finding::Place;
use crate::model::tree::Resolved;
use crate::text::language::Bilingual;
use piece::Piece;

/// Something in a tree that has an effect.
#[derive(Clone, Debug)]
pub struct Effect {
    /// What sort of alteration shows it.
    pub kind: EffectKind,
    /// Where it stands: keys and ids.
    pub path: String,
    /// What the alteration does.
    pub change: Bilingual,
    /// Where it stands in the file.
    pub place: Place,
    piece: Piece,
}

impl Effect {
    /// Alters the tree, or puts it back as it was.
    pub(crate) fn swap(&mut self, tree: &mut Resolved) {
        self.piece.swap(tree);
    }

    /// The tree with the alteration.
    pub fn mutant(&self, tree: &Resolved) -> Resolved {
        let mut mutant = tree.clone();
        self.piece.clone().swap(&mut mutant);
        mutant
    }

    pub(crate) fn piece(&self) -> &Piece {
        &self.piece
    }
}

/// Every effect of a tree, in the order of the file; those of its questions first. Ladder and catalogues have files of
/// their own, so what stands there is no part of it.
pub fn effects(tree: &Resolved) -> Vec<Effect> {
    alterations::all(tree)
}

pub(crate) use piece::Piece as AlteredPiece;
