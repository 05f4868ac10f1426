//! A tree beside the tree without an effect.

use crate::analysis::diff::{Diff, Grade, diff_of_one};
use crate::analysis::effects::{AlteredPiece, Effect};
use crate::model::tree::Resolved;

/// What differs without an effect, and how much that is. Of an advice nothing else can become otherwise, so the rest of what is
/// offered is left out.
pub(super) fn compared(tree: &Resolved, effect: &Effect, states: usize) -> (Diff, Grade) {
    let mutant = effect.mutant(tree);
    let (old, new) = match effect.piece() {
        AlteredPiece::Advice(at, _) => (&with_advice(tree, *at), &with_advice(&mutant, *at)),
        _ => (tree, &mutant),
    };
    let diff = diff_of_one(old, new, states);
    let grade = diff.grade(old, new);
    (diff, grade)
}

/// The tree with this one of its own advices, and nothing else that it offers.
fn with_advice(tree: &Resolved, at: usize) -> Resolved {
    let mut tree = tree.clone();
    tree.catalogues.truncate(1);
    for own in &mut tree.catalogues {
        own.methods.clear();
        own.advice = vec![own.advice[at].clone()];
    }
    tree
}
