//! What changes for whom between two versions of a tree.
//!
//! Behaviour is compared exactly: over all complete replies that both versions can take, as decision diagrams
//! over one order of the questions of both. Texts and structure are compared by id.

mod moves;
mod offer_changes;
mod pairing;
mod projects;
mod regions;
mod reply_space;
mod texts;

use crate::model::ids::{AnswerId, QuestionId};
pub use moves::{BehaviourChange, Moved, REGIONS};
pub use offer_changes::OfferChange;
pub use pairing::{ItemKind, Pairing, Renamed};
pub use projects::{Project, Projects, Rows, Standing, projects};
pub use regions::{Is, Literal, Region, Witness};
pub use reply_space::PairedValue;
pub use texts::Change;

use crate::engine::budget::Budget;
use crate::model::tree::Resolved;

/// What changes between two versions.
#[derive(Clone, Debug)]
pub struct Diff {
    /// What is the same thing in both.
    pub pairing: Pairing,
    /// What changes in what stands there.
    pub changes: Vec<Change>,
    /// What changes in what comes out; `None` where that would take too long.
    pub behaviour: Option<BehaviourChange>,
}

impl Diff {
    /// Whether results are compared by the level of their rung, since the versions stand on different ladders.
    pub fn by_level(&self, old: &Resolved, new: &Resolved) -> bool {
        self.pairing.rungs.is_none() && (old.ladder.is_some() || new.ladder.is_some())
    }

    /// The answers that only one version knows at a question that both ask: as questions and answers of the
    /// older version, and of the newer.
    pub fn one_sided(&self, new: &Resolved) -> [Vec<(QuestionId, AnswerId)>; 2] {
        let mut found = [Vec::new(), Vec::new()];
        for (one, two) in self.pairing.questions.iter_enumerated() {
            let Some(two) = *two else { continue };
            let known = &self.pairing.answers[one];
            found[0].extend(known.ids().filter(|it| known[*it].is_none()).map(|it| (one, it)));
            let come = new.questions[two].answers.ids().filter(|it| !known.iter().any(|known| *known == Some(*it)));
            found[1].extend(come.map(|it| (two, it)));
        }
        found
    }

    /// The questions that both versions ask and that take other replies: of another kind, or with other answers
    /// that stand alone. In the newer version.
    pub fn other_replies(&self, old: &Resolved, new: &Resolved) -> Vec<QuestionId> {
        let pairs = self.pairing.questions.iter_enumerated().filter_map(|(one, two)| Some((one, (*two)?)));
        let other = |(one, two): &(QuestionId, QuestionId)| {
            let (first, second) = (&old.questions[*one], &new.questions[*two]);
            let kind = std::mem::discriminant(&first.kind) != std::mem::discriminant(&second.kind);
            let answers = self.pairing.answers[*one].iter_enumerated().filter_map(|(one, two)| Some((one, (*two)?)));
            kind || answers.into_iter().any(|(one, two)| first.answers[one].alone != second.answers[two].alone)
        };
        pairs.filter(other).map(|(_, two)| two).collect()
    }

    /// Whether some replies can be given to one version only.
    pub fn is_partial(&self, old: &Resolved, new: &Resolved) -> bool {
        self.one_sided(new).iter().any(|it| !it.is_empty()) || !self.other_replies(old, new).is_empty()
    }

    /// Whether any reply leads to something else: another result, another offer, a reply that one version
    /// does not take. Where it could not be found out, it may.
    pub fn behaves_differently(&self, old: &Resolved, new: &Resolved) -> bool {
        let moved = self.behaviour.as_ref().is_none_or(|it| !it.moves.is_empty() || !it.offers.is_empty());
        moved || self.is_partial(old, new)
    }
}

/// Compares two versions of a tree, within the budget, said in states.
///
/// ```
/// # use beslisboom::{Builtin, Language, check, fit, read_set};
/// # let parsed = Builtin("").read("schiedam", Language::English).unwrap();
/// # let tree = check(parsed, beslisboom::BUDGET).into_tree()?;
/// use beslisboom::{BUDGET, diff};
///
/// let nothing = diff(&tree, &tree, BUDGET);
/// assert!(nothing.changes.is_empty() && !nothing.behaves_differently(&tree, &tree));
/// # Ok::<(), beslisboom::Unsound>(())
/// ```
pub fn diff(old: &Resolved, new: &Resolved, states: usize) -> Diff {
    let pairing = pairing::pairing(old, new);
    let behaviour = deep(|| moves::behaviour(old, new, &pairing, &Budget::of(states)));
    Diff { changes: texts::changes(old, new), pairing, behaviour }
}

/// Works with room for calls as deep as a tree has questions, which the stack of the main thread is too
/// small for on some machines.
fn deep<T: Send>(work: impl FnOnce() -> Option<T> + Send) -> Option<T> {
    const STACK: usize = 1 << 28;
    std::thread::scope(|scope| {
        let thread = std::thread::Builder::new().stack_size(STACK).spawn_scoped(scope, work).ok()?;
        thread.join().ok()?
    })
}
