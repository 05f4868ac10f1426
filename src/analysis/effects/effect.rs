//! One effect of a tree, known by an alteration.

use super::kind::EffectKind;
use super::piece::Piece;
use crate::model::finding::Place;
use crate::model::tree::Resolved;
use crate::text::language::Bilingual;

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
    pub(super) piece: Piece,
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
