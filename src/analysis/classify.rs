//! Rows of a list, classified: what `evaluate`, `why` and `recommend` say, compiled.
//!
//! A list has many rows and one tree. So the state graph of the whole tree is built once, with nothing
//! given, and every row restricts it to its replies: the same states and the same moves, less what the
//! row rules out. Trees with loops of questions, and trees past the budget, are evaluated row by row.

mod compiled;

use crate::analysis::recommend::recommend;
use crate::analysis::why::{Held, Why, known_answers, why};
use crate::engine::evaluate::{Evaluation, evaluate};
use crate::engine::step::Landing;
use crate::model::replies::{Replies, Reply};
use crate::model::tree::Resolved;
use compiled::Compiled;

/// A bound that clashes with another.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Clashing<'t> {
    /// Whether one must go at least this far, rather than at most.
    pub at_least: bool,
    /// How far.
    pub rung: usize,
    /// The questions whose replies make it hold, in file order.
    pub decided_by: Vec<usize>,
    /// What would lift it.
    pub arrange: Option<&'t str>,
}

/// What the replies of one row lead to. Everything by index.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Classified<'t> {
    /// The possible results, in tree order.
    pub landings: Vec<Landing>,
    /// Whether floor and ceiling clash for certain.
    pub conflict: bool,
    /// The bounds that do, the floor's first.
    pub clashing: Vec<Clashing<'t>>,
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
    pub fn classify(&mut self, replies: &Replies) -> Classified<'t> {
        let compiled = self.compiled.as_mut().and_then(|compiled| compiled.classify(replies));
        compiled.unwrap_or_else(|| by_walk(self.tree, replies))
    }
}

/// The same without compiling: what a classifier is held against.
pub fn by_walk<'t>(tree: &'t Resolved, replies: &Replies) -> Classified<'t> {
    let evaluation: Evaluation = evaluate(tree, replies);
    let why = why(tree, replies, &evaluation);
    let offered = recommend(tree, replies, &evaluation).offered;
    let place = |id: &str| tree.methods().position(|method| method.id.text == id);
    let met = evaluation.met();
    let mut questions: Vec<usize> = met.iter().map(|met| met.question).collect();
    questions.sort_unstable();
    Classified {
        conflict: evaluation.clash.1,
        clashing: clashing(&evaluation.landings, evaluation.clash.1, &why),
        exact: evaluation.exact,
        met: questions,
        route: met.iter().filter(|met| met.always).map(|met| met.question).collect(),
        decided_by: decided_by(tree, replies, &evaluation.landings, evaluation.clash.1, &why),
        methods: offered.iter().filter_map(|offer| place(&offer.method.id.text)).collect(),
        open_questions: evaluation.open_questions,
        landings: evaluation.landings,
    }
}

/// The bounds that clash in a row with one result.
fn clashing<'t>(landings: &[Landing], conflict: bool, why: &Why<'t>) -> Vec<Clashing<'t>> {
    if !conflict || landings.len() != 1 {
        return Vec::new();
    }
    let (low, high) = why.clashing();
    let bound = |at_least: bool, held: &Held<'t>| Clashing {
        at_least,
        rung: held.bound.rung,
        decided_by: held.decided_by.clone(),
        arrange: held.bound.arrange.as_deref(),
    };
    high.into_iter().map(|held| bound(true, held)).chain(low.into_iter().map(|held| bound(false, held))).collect()
}

/// The given replies that decided a row with one result.
fn decided_by(tree: &Resolved, replies: &Replies, landings: &[Landing], conflict: bool, why: &Why<'_>) -> Vec<usize> {
    let [landing] = landings else { return Vec::new() };
    let (low, high) = if conflict { why.clashing() } else { why.read_from(&tree.outcomes[landing.outcome].rung) };
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
