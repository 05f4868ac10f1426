//! Rows of a list, classified: what `evaluate`, `why` and `recommend` say, compiled.
//!
//! A list has many rows and one tree. So the state graph of the whole tree is built once, with nothing
//! given, and every row restricts it to its replies: the same states and the same moves, less what the
//! row rules out. Trees with loops of questions, and trees past the budget, are evaluated row by row.

mod compiled;
pub(crate) mod quick;

use crate::evaluate::{Evaluation, evaluate};
use crate::recommend::recommend;
use crate::replies::{Replies, Reply};
use crate::step::Landing;
use crate::tree::{OutcomeRung, Resolved};
use crate::why::{Why, known_answers, why};
use compiled::Compiled;

/// What the replies of one row lead to. Everything by index.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Classified {
    /// The possible results, in tree order.
    pub landings: Vec<Landing>,
    /// Whether floor and ceiling clash for certain.
    pub conflict: bool,
    /// `false`: exactness would take too long, and the results are too many rather than too few.
    pub exact: bool,
    /// The open questions that matter, in file order.
    pub open_questions: Vec<usize>,
    /// The questions that some possible walk meets, in file order.
    pub met: Vec<usize>,
    /// The questions that every possible walk meets, in the order of the walk.
    pub route: Vec<usize>,
    /// The questions whose replies set ceiling and floor, or took the route; empty while undecided.
    pub decided_by: Vec<usize>,
    /// The methods that are offered whatever the open replies become, best first; by place in `tree.methods()`.
    pub methods: Vec<usize>,
}

/// Classifies rows of one tree.
#[derive(Debug)]
pub struct Classifier<'t> {
    tree: &'t Resolved,
    compiled: Option<Compiled<'t>>,
}

impl<'t> Classifier<'t> {
    /// Compiles a tree.
    pub fn new(tree: &'t Resolved) -> Classifier<'t> {
        Classifier { tree, compiled: Compiled::of(tree) }
    }

    /// Whether rows are evaluated one by one because the tree could not be compiled.
    pub fn is_slow(&self) -> bool {
        self.compiled.is_none()
    }

    /// Classifies the replies of a row.
    pub fn classify(&mut self, replies: &Replies) -> Classified {
        let compiled = self.compiled.as_mut().and_then(|compiled| compiled.classify(replies));
        compiled.unwrap_or_else(|| by_walk(self.tree, replies))
    }
}

/// The same without compiling: what a classifier is held against.
pub fn by_walk(tree: &Resolved, replies: &Replies) -> Classified {
    let evaluation: Evaluation = evaluate(tree, replies);
    let why = why(tree, replies, &evaluation);
    let offered = recommend(tree, replies, &evaluation).offered;
    let place = |id: &str| tree.methods().position(|method| method.id.text == id);
    let met = evaluation.met();
    let mut questions: Vec<usize> = met.iter().map(|met| met.question).collect();
    questions.sort_unstable();
    Classified {
        conflict: evaluation.clash.1,
        exact: evaluation.exact,
        met: questions,
        route: met.iter().filter(|met| met.always).map(|met| met.question).collect(),
        decided_by: decided_by(tree, replies, &evaluation.landings, evaluation.clash.1, &why),
        methods: offered.iter().filter_map(|offer| place(&offer.method.id.text)).collect(),
        open_questions: evaluation.open_questions,
        landings: evaluation.landings,
    }
}

/// The given replies that decided a row with one result.
fn decided_by(tree: &Resolved, replies: &Replies, landings: &[Landing], conflict: bool, why: &Why<'_>) -> Vec<usize> {
    let [landing] = landings else { return Vec::new() };
    let reads_bounds = matches!(tree.outcomes[landing.outcome].rung, OutcomeRung::Ceiling | OutcomeRung::Floor);
    let (low, high) = if conflict {
        why.clashing()
    } else if reads_bounds {
        (why.ceiling(), why.floor())
    } else {
        (Vec::new(), Vec::new())
    };
    let mut deciding: Vec<usize> = low.iter().chain(&high).flat_map(|held| held.decided_by.iter().copied()).collect();
    if deciding.is_empty() {
        deciding.clone_from(&why.route_decided_by);
    }
    deciding.retain(|question| {
        known_answers(tree, replies, *question).is_some() || matches!(replies.get(question), Some(Reply::OneOf(_)))
    });
    deciding.sort_unstable();
    deciding.dedup();
    deciding
}
