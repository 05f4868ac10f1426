//! Every bound of a tree on the rung, with the condition under which it holds.

use crate::model::condition::{Condition, Entry};
use crate::model::finding::Place;
use crate::model::tree::{Bound, ById, Resolved};

/// One side of one bound, of an answer or of the tree.
#[derive(Clone, Debug)]
pub struct BoundSide<'t> {
    /// The bound.
    pub bound: &'t Bound<ById>,
    /// Whether it says how far one may go, rather than how far one must.
    pub upper: bool,
    /// When it holds.
    pub holds: Condition<Entry>,
    /// Where the answer or the tree's bound stands.
    pub place: Place,
}

/// Every bound of a tree, those of answers first, in file order.
pub fn sides(tree: &Resolved) -> Vec<BoundSide<'_>> {
    let mut sides = Vec::new();
    for (question, asked) in tree.questions.iter_enumerated() {
        for (number, answer) in asked.answers.iter_enumerated() {
            for (bound, upper) in [(&answer.at_most, true), (&answer.at_least, false)] {
                let holds = || Condition::Entry(Entry::Question(question, vec![number]));
                sides.extend(bound.as_ref().map(|bound| BoundSide {
                    bound,
                    upper,
                    holds: holds(),
                    place: answer.id.place,
                }));
            }
        }
    }
    for it in &tree.bounds {
        for (bound, upper) in [(&it.at_most, true), (&it.at_least, false)] {
            let holds = || it.condition.clone().unwrap_or(Condition::All(Vec::new()));
            sides.extend(bound.as_ref().map(|bound| BoundSide { bound, upper, holds: holds(), place: it.place }));
        }
    }
    sides
}
