//! What changes for whom between two versions of a tree.
//!
//! Behaviour is compared exactly: over all complete replies that both versions can take, as decision diagrams
//! over one order of the questions of both. Texts and structure are compared by id.

mod exact;
mod moves;
mod pairing;
mod plans;
mod projects;
mod regions;
mod reply_space;
mod side;
mod texts;
mod told;

pub use crate::analysis::reasons::ReasonFor;
use crate::model::ids::{AnswerId, QuestionId};
pub use moves::{Moved, REGIONS};
pub use pairing::{ItemKind, Pairing, Renamed};
pub use plans::{OtherPlan, PlanChange};
pub use projects::{LostAndGained, Project, ProjectComparison, Projects, RowName, RowResult, Standing};
pub use regions::{Is, Literal, Region, Witness};
pub use reply_space::PairedValue;
pub use texts::Change;
pub use told::{Changed, Given, OfferSort, Offered, ToldChanges};

use crate::engine::budget::Budget;
use crate::model::tree::Resolved;

/// What changes between two versions.
#[derive(Clone, Debug)]
pub struct Diff {
    /// What is the same thing in both.
    pub pairing: Pairing,
    /// What changes in what stands there.
    pub changes: Vec<Change>,
    /// Old results that become another result, most cases first; `None` where that would take too long.
    pub moves: Option<Vec<Moved>>,
    /// What else a reader is told otherwise; `None` where that would take too long.
    pub told: Option<ToldChanges>,
}

/// How much of what a reader gets changes: the most of it. What could not be found out counts as changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Grade {
    /// Nothing, for nobody.
    Nothing,
    /// Reasons: why, what stands in the way and what would lift it.
    Reasons,
    /// Offers: methods, plan, advice, duties, the tree to go on in.
    Offers,
    /// Results: outcome, rung, verdict.
    Results,
}

impl Grade {
    /// The word in files for programs.
    pub fn word(self) -> &'static str {
        match self {
            Grade::Nothing => "nothing",
            Grade::Reasons => "reasons",
            Grade::Offers => "offers",
            Grade::Results => "results",
        }
    }
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

    /// The questions that both versions ask and that take other replies: of another kind, other numbers, or with
    /// other answers that stand alone. In the older version and in the newer.
    pub fn other_replies(&self, old: &Resolved, new: &Resolved) -> Vec<(QuestionId, QuestionId)> {
        let pairs = self.pairing.questions.iter_enumerated().filter_map(|(one, two)| Some((one, (*two)?)));
        let other = |(one, two): &(QuestionId, QuestionId)| {
            let (first, second) = (&old.questions[*one], &new.questions[*two]);
            let kind = std::mem::discriminant(&first.kind) != std::mem::discriminant(&second.kind);
            let kind = kind || first.numbers() != second.numbers();
            let answers = self.pairing.answers[*one].iter_enumerated().filter_map(|(one, two)| Some((one, (*two)?)));
            kind || answers.into_iter().any(|(one, two)| first.answers[one].alone != second.answers[two].alone)
        };
        pairs.filter(other).collect()
    }

    /// Whether some replies can be given to one version only.
    pub fn is_partial(&self, old: &Resolved, new: &Resolved) -> bool {
        self.one_sided(new).iter().any(|it| !it.is_empty()) || !self.other_replies(old, new).is_empty()
    }

    /// How much changes for readers.
    pub fn grade(&self, old: &Resolved, new: &Resolved) -> Grade {
        match &self.moves {
            Some(moves) if moves.is_empty() && !self.is_partial(old, new) => {
                self.told.as_ref().map_or(Grade::Offers, ToldChanges::grade)
            }
            _ => Grade::Results,
        }
    }
}

impl ToldChanges {
    /// How much changes for readers, the results apart.
    pub fn grade(&self) -> Grade {
        match (self.offers.is_empty() && matches!(self.plan, PlanChange::Same), self.reasons.is_empty()) {
            (false, _) => Grade::Offers,
            (true, false) => Grade::Reasons,
            (true, true) => Grade::Nothing,
        }
    }
}

/// How much changes from a day on, until the next one that is told.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DayGrade {
    /// The day; nothing where that is today.
    pub from: Option<String>,
    /// How much; nothing where one of both is no sound tree then.
    pub grade: Option<Grade>,
}

/// What one of several days may cost, in states: the first as much as one day alone, the others as much together.
pub fn states_on(day: usize, days: usize, states: usize) -> usize {
    if day == 0 { states } else { states / days.saturating_sub(1).max(1) }
}

/// Compares two versions of a tree, within the budget, said in states.
///
/// ```
/// # use beslisboom::{Builtin, Language, check, fit, read_set};
/// # let parsed = Builtin("").read("schiedam", Language::English).unwrap();
/// # let tree = check(parsed, beslisboom::BUDGET).into_tree()?;
/// use beslisboom::{BUDGET, Grade, diff};
///
/// let nothing = diff(&tree, &tree, BUDGET);
/// assert!(nothing.changes.is_empty() && nothing.grade(&tree, &tree) == Grade::Nothing);
/// # Ok::<(), beslisboom::Unsound>(())
/// ```
pub fn diff(old: &Resolved, new: &Resolved, states: usize) -> Diff {
    let pairing = pairing::pairing(old, new);
    let moves = deep(|| moves::moves(old, new, &pairing, &Budget::of(states)));
    let told = moves.as_ref().and_then(|_| deep(|| told::told(old, new, &pairing, &Budget::of(states))));
    Diff { changes: texts::changes(old, new), pairing, moves, told }
}

/// Compares two trees that differ in one part, in behaviour alone; what is told besides the result only where no
/// result moves.
pub(crate) fn diff_of_one(old: &Resolved, new: &Resolved, states: usize) -> Diff {
    let pairing = pairing::pairing(old, new);
    let moves = deep(|| moves::moves(old, new, &pairing, &Budget::of(states)));
    let still = moves.as_ref().filter(|moves| moves.is_empty());
    let told = still.and_then(|_| deep(|| told::told(old, new, &pairing, &Budget::of(states))));
    Diff { changes: Vec::new(), pairing, moves, told }
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
