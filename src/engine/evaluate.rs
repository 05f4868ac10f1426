//! What given replies lead to: the possible results, the questions that still matter, the way.
//!
//! All of it is read off the part of the tree's state graph that the replies leave. For one set of replies
//! that part is explored; for many, the tree is explored once and every set restricts it.

use crate::engine::budget::Budget;
use crate::engine::diagram::{Places, ResultDiagram};
use crate::engine::explore::{StateGraph, explore};
use crate::engine::step::reach::{self, Reach};
use crate::engine::step::{AllowedReplies, At, End, Landing, Stepper};
use crate::engine::watched::{Monitor, Tallied, Walks};
use crate::model::condition::{Condition, Entry};
use crate::model::ids::{Id, IdVec, OutcomeId, QuestionId, RungId};
use crate::model::replies::{Replies, Reply};
use crate::model::tree::{OutcomeRung, Resolved, Target};
use std::collections::BTreeSet;
use std::sync::{Arc, OnceLock};

/// What it may cost to evaluate one set of replies, in states.
const STATES: usize = 1_000_000;

/// The same for each of many sets of replies to a tree that is too large to explore whole.
const STATES_EACH: usize = 50_000;

/// Whether floor and ceiling clash, over all that open replies can become.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Clash {
    /// Some replies make them clash.
    pub possible: bool,
    /// All replies do.
    pub certain: bool,
}

/// What replies lead to.
#[derive(Clone, Debug)]
pub struct Evaluation {
    /// The possible results in tree order, each once; `clash` is set where every way to it clashed.
    pub landings: Vec<Landing>,
    /// Whether floor and ceiling clash.
    pub clash: Clash,
    /// Ends that are no result; none in a sound tree.
    pub failures: Vec<End>,
    /// The open questions that matter, in file order; empty exactly when one result is possible.
    pub open_questions: Vec<QuestionId>,
    /// `false`: exactness would take too long, and these are too many rather than too few.
    pub exact: bool,
    /// The state graph under these replies.
    pub graph: StateGraph,
    reach: Arc<Reach>,
    met: OnceLock<Vec<Met>>,
}

impl Evaluation {
    /// Whether these replies, which it is of, leave nothing to ask: somebody who does not know has replied too.
    pub fn is_finished(&self, replies: &Replies) -> bool {
        self.open_questions.iter().all(|question| replies.contains_key(question))
    }
}

/// A tree explored once, to evaluate many sets of replies.
#[derive(Debug)]
pub struct Explored<'t> {
    /// The tree.
    pub tree: &'t Resolved,
    pub(crate) graph: StateGraph,
    pub(crate) reach: Arc<Reach>,
}

impl<'t> Explored<'t> {
    /// Explores a tree. One with too many states keeps none: then each set of replies is explored.
    pub fn of(tree: &'t Resolved) -> Explored<'t> {
        let mut stepper = Stepper::new(tree);
        let graph = explore(&mut stepper, &|question| AllowedReplies::of(tree, question, None), &Budget::of(STATES));
        let graph = if graph.finished { graph } else { StateGraph::default() };
        Explored { tree, graph, reach: stepper.reach }
    }

    /// Evaluates replies.
    pub fn evaluate(&self, replies: &Replies) -> Evaluation {
        self.evaluate_in(replies, &AllowedReplies::all(self.tree, replies))
    }

    /// The results over all replies; `None` where the tree is too large.
    pub(crate) fn results(&self) -> Option<ResultDiagram> {
        let graph = self.graph.finished.then_some(&self.graph)?;
        ResultDiagram::of(self.tree, graph, &self.reach, &Budget::of(STATES))
    }

    /// A condition watched along all walks.
    pub(crate) fn watch<'g>(&'g self, condition: &Condition<Entry>, budget: &Budget) -> Monitor<'g> {
        let walks = Walks { tree: self.tree, graph: &self.graph, reach: &self.reach };
        Monitor::over(walks, condition, budget, &mut |_| false)
    }

    /// By question, whether some walk within these replies meets it, and how many nodes of the graph walks come to. Of
    /// a tree that is too large to explore whole all.
    pub(crate) fn meets(&self, allowed: &IdVec<QuestionId, AllowedReplies>) -> (IdVec<QuestionId, bool>, usize) {
        let mut met = IdVec::filled(!self.graph.finished, self.tree.questions.len());
        let mut seen = vec![false; self.graph.nodes.len()];
        let mut stack = if seen.is_empty() { Vec::new() } else { vec![0] };
        let mut nodes = 0;
        while let Some(node) = stack.pop() {
            nodes += 1;
            if let At::Question(question) = self.graph.nodes[node].at {
                met[question] = true;
            }
            let links = self.graph.allowed(node, allowed).map(|link| link.to as usize);
            stack.extend(links.filter(|to| !std::mem::replace(&mut seen[*to], true)));
        }
        (met, nodes)
    }

    /// The same where the replies that these allow are known.
    pub(crate) fn evaluate_in(&self, replies: &Replies, allowed: &IdVec<QuestionId, AllowedReplies>) -> Evaluation {
        if self.graph.finished {
            Evaluation::of(self.tree, replies, self.graph.within(allowed), &self.reach, &Budget::of(STATES))
        } else {
            evaluate_within(self.tree, replies, &Budget::of(STATES_EACH))
        }
    }
}

/// Evaluates replies: every result that is still possible, and the open questions that matter to it.
///
/// ```
/// # use beslisboom::{Builtin, Language, check, fit, read_set};
/// # let parsed = Builtin("").read("schiedam", Language::English).unwrap();
/// # let tree = check(parsed, beslisboom::BUDGET).into_tree()?;
/// use beslisboom::evaluate;
///
/// let (replies, _) = fit(&tree, &[read_set("begint=gemeente").unwrap()]);
/// let evaluation = evaluate(&tree, &replies);
/// assert!(evaluation.exact && evaluation.landings.len() > 1);
/// let next = evaluation.open_questions[0];
/// assert_eq!(tree.questions[next].id.text, "wet");
/// # Ok::<(), beslisboom::Unsound>(())
/// ```
pub fn evaluate(tree: &Resolved, replies: &Replies) -> Evaluation {
    evaluate_within(tree, replies, &Budget::of(STATES))
}

/// Evaluates replies within a budget.
pub(crate) fn evaluate_within(tree: &Resolved, replies: &Replies, budget: &Budget) -> Evaluation {
    Evaluator::of(tree).evaluate_within(replies, budget)
}

/// Evaluates set after set of replies without exploring the whole tree: what stepping works out is kept.
pub(crate) struct Evaluator<'t> {
    stepper: Stepper<'t>,
}

impl<'t> Evaluator<'t> {
    pub(crate) fn of(tree: &'t Resolved) -> Evaluator<'t> {
        Evaluator { stepper: Stepper::new(tree) }
    }

    /// Evaluates replies.
    pub(crate) fn evaluate(&mut self, replies: &Replies) -> Evaluation {
        self.evaluate_within(replies, &Budget::of(STATES))
    }

    fn evaluate_within(&mut self, replies: &Replies, budget: &Budget) -> Evaluation {
        let tree = self.stepper.tree;
        let allowed = |question| AllowedReplies::of(tree, question, replies.get(&question));
        let graph = explore(&mut self.stepper, &allowed, budget);
        Evaluation::of(tree, replies, graph, &self.stepper.reach, budget)
    }
}

impl Evaluation {
    /// Reads off the graph that is left under these replies.
    pub(crate) fn of(
        tree: &Resolved,
        replies: &Replies,
        graph: StateGraph,
        reach: &Arc<Reach>,
        budget: &Budget,
    ) -> Evaluation {
        if !graph.finished {
            return guess(tree, replies, graph, reach);
        }
        let (mut results, mut failures) = (BTreeSet::new(), BTreeSet::new());
        for end in ends(&graph) {
            match end {
                End::Landing(landing) => {
                    results.insert(landing);
                }
                other => {
                    failures.insert(other);
                }
            }
        }
        let clash = Clash {
            possible: results.iter().any(|it| it.clash),
            certain: !results.is_empty() && results.iter().all(|it| it.clash),
        };
        let landings = distinct(results);
        // Where all walks end alike no question matters.
        let open_questions = match landings.len() + failures.len() {
            0 | 1 => Vec::new(),
            _ => match ResultDiagram::of(tree, &graph, reach, budget) {
                Some(by_reply) => by_reply.questions(),
                None => return guess(tree, replies, graph, reach),
            },
        };
        Evaluation {
            landings,
            clash,
            failures: failures.into_iter().collect(),
            open_questions,
            exact: true,
            graph,
            reach: Arc::clone(reach),
            met: OnceLock::new(),
        }
    }
}

/// A question that a walk under the given replies may meet.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Met {
    /// The question.
    pub question: QuestionId,
    /// Whether every possible walk meets it.
    pub always: bool,
}

impl Evaluation {
    /// Every distinct end, with what each of the conditions came to there; `None` where that would take
    /// too long. The graph is there already, so this only follows its links.
    pub fn tally(&self, tree: &Resolved, conditions: &[&Condition<Entry>]) -> Option<Vec<Tallied>> {
        crate::engine::watched::tally(tree, &self.graph, &self.reach, conditions, &Budget::of(STATES))
    }

    /// The same under more replies than those that it is of, which are among them.
    pub(crate) fn under(&self, tree: &Resolved, replies: &Replies) -> Evaluation {
        let graph = self.graph.within(&AllowedReplies::all(tree, replies));
        Evaluation::of(tree, replies, graph, &self.reach, &Budget::of(STATES))
    }

    /// A condition watched along all possible walks.
    pub(crate) fn watch<'g>(&'g self, tree: &'g Resolved, condition: &Condition<Entry>) -> Monitor<'g> {
        let walks = Walks { tree, graph: &self.graph, reach: &self.reach };
        Monitor::over(walks, condition, &Budget::of(STATES), &mut |_| false)
    }

    /// Where the questions stand among the tests of a diagram over these walks.
    pub(crate) fn places(&self, tree: &Resolved) -> Places {
        Places::of(tree, &self.reach.order())
    }

    /// The questions that possible walks meet, in an order in which every walk meets them.
    pub fn met(&self) -> &[Met] {
        self.met.get_or_init(|| met(&self.graph))
    }
}

/// The questions that walks in a graph meet.
fn met(graph: &StateGraph) -> Vec<Met> {
    let order = graph.last_first();
    let asked = |node: usize| match graph.nodes[node].at {
        At::Question(question) => Some(question),
        _ => None,
    };
    let words = order.iter().filter_map(|&node| asked(node)).max().map_or(0, |last| last.index() / 64 + 1);
    // By node as many words: bits for the questions that every way from there meets.
    let mut always = vec![0_u64; words * graph.nodes.len()];
    for &node in &order {
        for word in 0..words {
            let ways = graph.nodes[node].links.iter().map(|link| always[link.to as usize * words + word]);
            always[node * words + word] = ways.reduce(|all, way| all & way).unwrap_or(0);
        }
        if let Some(question) = asked(node) {
            let question = question.index();
            always[node * words + question / 64] |= 1 << (question % 64);
        }
    }
    let mut seen: IdVec<QuestionId, bool> = IdVec::filled(false, words * 64);
    let mut met: Vec<Met> = Vec::new();
    for question in order.into_iter().rev().filter_map(asked) {
        if !std::mem::replace(&mut seen[question], true) {
            // The first words are those of the start.
            let always = always[question.index() / 64] >> (question.index() % 64) & 1 == 1;
            met.push(Met { question, always });
        }
    }
    met
}

/// Each result once.
fn distinct(landings: BTreeSet<Landing>) -> Vec<Landing> {
    let mut results: Vec<Landing> = Vec::new();
    for landing in landings {
        match results.last_mut() {
            Some(last) if last.same_result(landing) => last.clash &= landing.clash,
            _ => results.push(landing),
        }
    }
    results
}

/// The ends of a graph.
fn ends(graph: &StateGraph) -> impl Iterator<Item = End> {
    graph.nodes.iter().filter_map(|node| match node.at {
        At::End(end) => Some(end),
        _ => None,
    })
}

/// Too many possible results rather than too few: conditions are not looked at, only what leads where.
fn guess(tree: &Resolved, replies: &Replies, graph: StateGraph, reach: &Arc<Reach>) -> Evaluation {
    let mut landings = BTreeSet::new();
    let mut open = BTreeSet::new();
    let mut seen = BTreeSet::new();
    let mut stack = Vec::from_iter(tree.first_question());
    while let Some(question) = stack.pop() {
        if !seen.insert(question) {
            continue;
        }
        if matches!(replies.get(&question), None | Some(Reply::Unknown | Reply::OneOf(_))) {
            open.insert(question);
        }
        for route in reach::routes(tree, question) {
            match route.target {
                Target::Question(next) => stack.push(next),
                Target::Outcome(outcome) => may_land(tree, outcome, &mut landings),
            }
        }
    }
    Evaluation {
        clash: Clash { possible: landings.iter().any(|it: &Landing| it.clash), certain: false },
        landings: distinct(landings),
        failures: Vec::new(),
        open_questions: open.into_iter().collect(),
        exact: false,
        graph,
        reach: Arc::clone(reach),
        met: OnceLock::new(),
    }
}

fn may_land(tree: &Resolved, outcome: OutcomeId, landings: &mut BTreeSet<Landing>) {
    let at = &tree.outcomes[outcome];
    let fixed = |rung: &OutcomeRung<RungId>| match rung {
        OutcomeRung::Fixed(rung) => Some(*rung),
        _ => None,
    };
    match at.rung {
        OutcomeRung::None | OutcomeRung::Fixed(_) => {
            landings.insert(Landing { outcome, rung: fixed(&at.rung), clash: false });
        }
        OutcomeRung::Ceiling | OutcomeRung::Floor | OutcomeRung::Wish => {
            landings.extend(tree.rungs().ids().map(|rung| Landing { outcome, rung: Some(rung), clash: false }));
            if let Some(conflict) = at.conflict {
                let rung = fixed(&tree.outcomes[conflict].rung);
                landings.insert(Landing { outcome: conflict, rung, clash: true });
            }
        }
    }
}
