//! The one walk that replies leave, and what conditions come to at its end: nothing has to be followed for that.

use crate::engine::explore::StateGraph;
use crate::engine::step::{At, End, Landing, Move};
use crate::model::condition::{Condition, Entry};
use crate::model::ids::{AnswerId, FactId, IdVec, QuestionId, ScoreId, ValueId};
use crate::model::tree::Resolved;

/// The only walk in a graph.
#[derive(Debug)]
pub(crate) struct OneWay<'t> {
    tree: &'t Resolved,
    /// Where it ends.
    pub(crate) end: End,
    answered: IdVec<QuestionId, Vec<AnswerId>>,
    facts: IdVec<FactId, Vec<ValueId>>,
    scores: IdVec<ScoreId, i64>,
}

impl<'t> OneWay<'t> {
    /// The only walk of a whole graph; `None` where there are several, or none.
    pub(crate) fn of(tree: &'t Resolved, graph: &StateGraph) -> Option<OneWay<'t>> {
        let many = graph.nodes.iter().any(|node| node.links.len() > 1);
        if many || !graph.finished {
            return None;
        }
        let mut way = OneWay {
            tree,
            end: End::DeadEnd(tree.questions.first_id()?),
            answered: IdVec::filled(Vec::new(), tree.questions.len()),
            facts: IdVec::filled(Vec::new(), tree.facts.len()),
            scores: IdVec::filled(0, tree.scores.len()),
        };
        let mut node = graph.nodes.first()?;
        while let Some(link) = node.links.first() {
            way.take(&link.made);
            node = &graph.nodes[link.to as usize];
        }
        let At::End(end) = node.at else { return None };
        way.end = end;
        Some(way)
    }

    fn take(&mut self, made: &Move) {
        let (Move::Answer(question, answer) | Move::Tick(question, answer)) = *made else { return };
        self.answered[question].push(answer);
        let answer = &self.tree.questions[question].answers[answer];
        for (fact, values) in &answer.set {
            self.facts[*fact].extend(values);
        }
        for &(score, points) in &answer.add {
            self.scores[score] = self.scores[score].saturating_add(points);
        }
    }

    /// Whether a condition holds at the end of it.
    pub(crate) fn holds(&self, condition: &Condition<Entry>) -> bool {
        match condition {
            Condition::Entry(entry) => self.is_so(entry),
            Condition::All(parts) => parts.iter().all(|part| self.holds(part)),
            Condition::Any(parts) => parts.iter().any(|part| self.holds(part)),
            Condition::Not(part) => !self.holds(part),
        }
    }

    fn is_so(&self, entry: &Entry) -> bool {
        let landing = match self.end {
            End::Landing(landing) => Some(landing),
            _ => None,
        };
        let rung = landing.and_then(|Landing { rung, .. }| rung);
        match entry {
            Entry::Question(question, answers) => self.answered[*question].iter().any(|it| answers.contains(it)),
            Entry::Fact(fact, values) => self.facts[*fact].iter().any(|it| values.contains(it)),
            Entry::Score(score, from, below) => {
                let score = self.scores[*score];
                from.is_none_or(|from| from <= score) && below.is_none_or(|below| score < below)
            }
            Entry::Ahead(first, second, by) => self.scores[*first].saturating_sub(self.scores[*second]) >= *by,
            Entry::Rung(rungs) => rung.is_some_and(|rung| rungs.contains(&rung)),
            Entry::Level(levels) => {
                let level = rung.and_then(|rung| self.tree.ladder.as_ref()?.rungs.get(rung)?.level);
                level.is_some_and(|level| levels.contains(&level))
            }
            Entry::Outcome(outcomes) => landing.is_some_and(|landing| outcomes.contains(&landing.outcome)),
            Entry::Never => false,
        }
    }
}
