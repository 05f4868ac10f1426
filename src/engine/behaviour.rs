//! What a tree does, tabulated once: where walks come, which routes they take, where they end.
//!
//! Every rule on behaviour reads this one exploration. A condition that is not in the states (of a
//! catalogue, of a bound that no outcome reads) is [watched](crate::engine::watched) on the finished graph.

mod futures;
mod same;

use crate::engine::watched::Walks;
pub(crate) use crate::engine::watched::{Monitor, Observation, holds_after, moves_of};
pub(crate) use futures::Futures;
pub(crate) use same::Same;

use crate::engine::budget::Budget;
use crate::engine::evaluate::{Evaluation, evaluate_within};
use crate::engine::explore::{StateGraph, explore};
use crate::engine::step::reach::Reach;
use crate::engine::step::{AllowedReplies, At, End, Landing, Move, Stepper};
use crate::model::condition::{Condition, Entry};
use crate::model::ids::{AnswerId, ByWay, IdVec, OutcomeId, QuestionId, RungId, WayId};
use crate::model::replies::Replies;
use crate::model::tree::{Draft, Resolved, Target, Way};
use std::cell::OnceCell;
use std::collections::BTreeMap;
use std::sync::Arc;

/// A resolved tree with its state graph.
#[derive(Debug)]
pub struct Behaviour<'t> {
    /// The tree as written, for the places of names; its lists run parallel to those of `tree`.
    pub draft: &'t Draft,
    /// The tree.
    pub tree: &'t Resolved,
    /// Every state, or as many as the budget allowed.
    pub graph: StateGraph,
    /// What all rules together may still cost.
    pub budget: Budget,
    pub(crate) reach: Arc<Reach>,
    /// By question, the first node at it.
    pub(crate) first: IdVec<QuestionId, Option<u32>>,
    /// By question and way, what walks do there.
    pub(crate) ways: IdVec<QuestionId, ByWay<WayTaken>>,
    /// The results that occur, each with the first node that is one.
    pub(crate) landings: BTreeMap<Landing, u32>,
    leads: OnceCell<Leads>,
    futures: OnceCell<Option<Futures>>,
    examples: OnceCell<Vec<(Replies, Evaluation)>>,
}

/// A node and one of its links.
pub(crate) type Passage = (u32, u32);

/// What walks do at one way on.
#[derive(Clone, Debug, Default)]
pub(crate) struct WayTaken {
    /// By route, the first link that takes it.
    pub(crate) taken: Vec<Option<Passage>>,
    /// The first link that comes to this way, whatever follows.
    pub(crate) reached: Option<Passage>,
    /// Whether some walk finds no route that holds.
    pub(crate) stuck: bool,
}

/// One route: its question, its way and its number there.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct RouteAt {
    pub(crate) question: QuestionId,
    pub(crate) way: WayId,
    pub(crate) route: usize,
}

/// By target, the routes that name it.
#[derive(Debug)]
struct Leads {
    questions: IdVec<QuestionId, Vec<RouteAt>>,
    outcomes: IdVec<OutcomeId, Vec<RouteAt>>,
}

impl<'t> Behaviour<'t> {
    /// Explores a tree and tabulates what it does.
    pub fn of(draft: &'t Draft, tree: &'t Resolved, budget: Budget) -> Behaviour<'t> {
        let mut stepper = Stepper::new(tree);
        // Examples are tried and said even where not all could be explored.
        let half = budget.half();
        let graph = explore(&mut stepper, &|question| AllowedReplies::of(tree, question, None), &half);
        budget.rejoin(&half);
        let reach = stepper.reach;
        let ways = |question: &crate::model::tree::Question<crate::model::tree::ById>| {
            let mut ways = ByWay::filled(WayTaken::default(), question.answers.len());
            question.ways().for_each(|(id, way)| ways[id].taken = vec![None; way.routes.len()]);
            ways
        };
        let mut behaviour = Behaviour {
            draft,
            tree,
            graph: StateGraph::default(),
            budget,
            reach,
            first: IdVec::filled(None, tree.questions.len()),
            ways: tree.questions.iter().map(ways).collect(),
            landings: BTreeMap::new(),
            leads: OnceCell::new(),
            futures: OnceCell::new(),
            examples: OnceCell::new(),
        };
        behaviour.tabulate(&graph);
        behaviour.graph = graph;
        behaviour
    }

    fn tabulate(&mut self, graph: &StateGraph) {
        for (number, node) in graph.nodes.iter().enumerate() {
            match node.at {
                At::Question(question) => {
                    self.first[question].get_or_insert(number as u32);
                }
                At::End(End::Landing(landing)) => {
                    self.landings.entry(landing).or_insert(number as u32);
                }
                _ => {}
            }
            for (index, link) in node.links.iter().enumerate() {
                let passage = (number as u32, index as u32);
                let question = link.made.question();
                if let Some(taken) = link.route {
                    let way = &mut self.ways[question][taken.way];
                    way.taken[taken.route].get_or_insert(passage);
                    way.reached.get_or_insert(passage);
                } else if matches!(graph.nodes[link.to as usize].at, At::End(End::DeadEnd(_))) {
                    let way = &mut self.ways[question][way_of(self.tree, &link.made)];
                    way.stuck = true;
                    way.reached.get_or_insert(passage);
                }
            }
        }
    }

    /// The shortest replies to a node as ids, for people.
    pub(crate) fn witness(&self, node: usize) -> Vec<(String, String)> {
        as_ids(self.tree, &self.graph.witness(node))
    }

    /// Watches one condition on every walk, as far as the budget goes; `until` says where to stop.
    pub(crate) fn watch(
        &self,
        condition: &Condition<Entry>,
        until: &mut dyn FnMut(Observation<'_>) -> bool,
    ) -> Monitor<'_> {
        let walks = Walks { tree: self.tree, graph: &self.graph, reach: &self.reach };
        Monitor::over(walks, condition, &self.budget, until)
    }

    /// What may still come from every node; `None` for a graph too large to keep that.
    pub(crate) fn futures(&self) -> Option<&Futures> {
        let landings = || self.landings.keys().copied().collect();
        self.futures.get_or_init(|| Futures::of(self.tree, &self.graph, landings())).as_ref()
    }

    /// The examples of the tree, each with its replies and what they lead to.
    pub(crate) fn examples(&self) -> &[(Replies, Evaluation)] {
        let mut held = 0;
        let one = |example: &crate::model::tree::Example<crate::model::tree::ById>| {
            let replies: Replies = example.replies.iter().cloned().collect();
            // What is left for the examples after it, be this one ever so large.
            let half = self.budget.half();
            // The graph is there already: an example only restricts it.
            let evaluation = if self.graph.finished {
                let mut graph = self.graph.within(&AllowedReplies::all(self.tree, &replies));
                let bytes = graph.bytes();
                if !half.spend(bytes / 16) || held + bytes > self.budget.room() {
                    half.exhaust();
                    graph = StateGraph::default();
                }
                held += graph.bytes();
                Evaluation::of(self.tree, &replies, graph, &self.reach, &half)
            } else {
                evaluate_within(self.tree, &replies, &half)
            };
            self.budget.rejoin(&half);
            (replies, evaluation)
        };
        self.examples.get_or_init(|| self.tree.examples.iter().map(one).collect())
    }

    fn leads(&self) -> &Leads {
        self.leads.get_or_init(|| {
            let tree = self.tree;
            let questions = IdVec::filled(Vec::new(), tree.questions.len());
            let outcomes = IdVec::filled(Vec::new(), tree.outcomes.len());
            let mut leads = Leads { questions, outcomes };
            for (question, asked) in tree.questions.iter_enumerated() {
                for (id, way) in asked.ways() {
                    for (route, it) in way.routes.iter().enumerate() {
                        let at = RouteAt { question, way: id, route };
                        match it.target {
                            Target::Question(target) => leads.questions[target].push(at),
                            Target::Outcome(target) => leads.outcomes[target].push(at),
                        }
                    }
                }
            }
            leads
        })
    }

    /// The routes that name a question.
    pub(crate) fn leading_to_question(&self, question: QuestionId) -> &[RouteAt] {
        &self.leads().questions[question]
    }

    /// The routes that name an outcome.
    pub(crate) fn leading_to_outcome(&self, outcome: OutcomeId) -> &[RouteAt] {
        &self.leads().outcomes[outcome]
    }

    /// The first link that takes a route.
    pub(crate) fn taken(&self, at: RouteAt) -> Option<Passage> {
        self.ways[at.question][at.way].taken[at.route]
    }

    /// A way by its number.
    pub(crate) fn way(&self, question: QuestionId, way: WayId) -> Option<&'t Way<crate::model::tree::ById>> {
        self.tree.questions[question].way(way)
    }

    /// The same way as written.
    pub(crate) fn written_way(&self, question: QuestionId, way: WayId) -> Option<&'t Way<crate::model::tree::ByName>> {
        self.draft.questions[question].way(way)
    }

    /// The id of a question.
    pub(crate) fn question_id(&self, question: QuestionId) -> &'t str {
        &self.tree.questions[question].id.text
    }

    /// The id of a rung; `none` where there is none.
    pub(crate) fn rung_id(&self, rung: Option<RungId>) -> &'t str {
        rung.map_or("none", |rung| &self.tree.rung(rung).id.text)
    }
}

/// The way that a reply goes on by: its answer's own, else its question's.
pub(crate) fn way_of(tree: &Resolved, made: &Move) -> WayId {
    match *made {
        Move::Answer(question, answer) => tree.questions[question].way_after(&[answer]),
        Move::Tick(..) | Move::Skip(..) => WayId::Question,
    }
}

/// Replies as question ids with answer ids; several answers are joined by a comma.
pub(crate) fn as_ids(tree: &Resolved, replies: &[(QuestionId, Vec<AnswerId>)]) -> Vec<(String, String)> {
    let id = |question: QuestionId, answer: &AnswerId| tree.questions[question].answers[*answer].id.text.clone();
    let ids = |question: QuestionId, answers: &[AnswerId]| {
        answers.iter().map(|it| id(question, it)).collect::<Vec<_>>().join(", ")
    };
    replies
        .iter()
        .map(|(question, answers)| (tree.questions[*question].id.text.clone(), ids(*question, answers)))
        .collect()
}
