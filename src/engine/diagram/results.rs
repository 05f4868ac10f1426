//! The results of one tree as a diagram.

use super::build::Places;
use super::diagrams::{Diagrams, Root};
use crate::engine::budget::Budget;
use crate::engine::explore::StateGraph;
use crate::engine::step::reach::Reach;
use crate::engine::step::{At, End, Landing};
use crate::model::ids::{AnswerId, QuestionId};
use crate::model::tree::Resolved;

/// The results of one tree as a diagram.
#[derive(Debug)]
pub(crate) struct ResultDiagram {
    pub(crate) diagrams: Diagrams,
    pub(crate) places: Places,
    /// By leaf, the end it stands for.
    pub(crate) ends: Vec<End>,
    pub(crate) root: Root,
}

impl ResultDiagram {
    /// The results along all ways of a finished graph; `None` where that takes more than the budget. A clash is not
    /// told apart from the same result without one.
    pub(crate) fn of(tree: &Resolved, graph: &StateGraph, reach: &Reach, budget: &Budget) -> Option<ResultDiagram> {
        ResultDiagram::told(tree, graph, reach, budget, Landing::without_clash)
    }

    /// The same, with each clash apart.
    pub(crate) fn with_clashes(
        tree: &Resolved,
        graph: &StateGraph,
        reach: &Reach,
        budget: &Budget,
    ) -> Option<ResultDiagram> {
        ResultDiagram::told(tree, graph, reach, budget, |landing| landing)
    }

    fn told(
        tree: &Resolved,
        graph: &StateGraph,
        reach: &Reach,
        budget: &Budget,
        tell: fn(Landing) -> Landing,
    ) -> Option<ResultDiagram> {
        let mut diagrams = Diagrams::new(budget);
        let places = Places::of(tree, &reach.order());
        let mut ends: Vec<End> = Vec::new();
        let root = diagrams.build(&places, graph, &mut |diagrams, node| {
            let end = match &graph.nodes[node].at {
                At::End(End::Landing(landing)) => End::Landing(tell(*landing)),
                At::End(end) => *end,
                At::Question(question) | At::Tick { question, .. } => End::DeadEnd(*question),
            };
            let leaf = ends.iter().position(|other| *other == end).unwrap_or_else(|| {
                ends.push(end);
                ends.len() - 1
            });
            diagrams.leaf(leaf as u32)
        })?;
        (!diagrams.full && !budget.is_spent()).then_some(ResultDiagram { diagrams, places, ends, root })
    }

    /// The questions that the results depend on, in file order.
    pub(crate) fn questions(&self) -> Vec<QuestionId> {
        self.places.questions(&self.diagrams.tested(self.root))
    }

    /// The results once a question got this reply.
    pub(crate) fn with(&mut self, question: QuestionId, reply: &[AnswerId]) -> Root {
        self.diagrams.given(self.root, &self.places.tests(question, reply))
    }

    /// The fewest replies under which two diagrams come to ends that `differ`.
    pub(crate) fn apart(
        &self,
        tree: &Resolved,
        one: Root,
        two: Root,
        differ: &dyn Fn(&End, &End) -> bool,
    ) -> Option<Vec<(QuestionId, Vec<AnswerId>)>> {
        let differ = |one: u32, two: u32| differ(&self.ends[one as usize], &self.ends[two as usize]);
        Some(self.places.replies(tree, &self.diagrams.apart(one, two, &differ)?))
    }
}
