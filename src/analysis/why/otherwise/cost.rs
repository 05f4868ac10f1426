//! What a move costs: nothing where it is as given, else a reply changed; or a new question.

use crate::engine::explore::{Link, StateGraph};
use crate::engine::probability::half_way;
use crate::engine::step::{At, Move};
use crate::model::replies::{Replies, Reply};
use crate::model::tree::Resolved;

/// `given` replies changed, replies changed, new questions: compared in this order.
pub(crate) type Cost = [u32; 3];

/// More than any way costs.
pub(crate) const FAR: Cost = [u32::MAX; 3];

/// What was replied to one question, as far as it says anything.
#[derive(Clone, Debug)]
enum Bilingual {
    /// These answers and no others; of a number its band.
    Exactly(Vec<usize>),
    /// Any of these.
    Within(Vec<usize>),
}

/// The replies as given, by question. `unknown` says nothing, the same as no reply.
#[derive(Clone, Debug)]
pub(crate) struct Given {
    said: Vec<Option<Bilingual>>,
    /// By question, whether nobody here can change it.
    pub(crate) fixed: Vec<bool>,
}

impl Given {
    pub(crate) fn of(tree: &Resolved, replies: &Replies) -> Given {
        let said = |question: usize| match replies.get(&question)? {
            Reply::Unknown => None,
            Reply::OneOf(answers) => Some(Bilingual::Within(answers.clone())),
            Reply::Answers(_) | Reply::Number(_) => {
                crate::analysis::why::known_answers(tree, replies, question).map(Bilingual::Exactly)
            }
        };
        Given {
            said: (0..tree.questions.len()).map(said).collect(),
            fixed: tree.questions.iter().map(|question| question.given).collect(),
        }
    }

    /// Whether something was replied to a question.
    pub(crate) fn has(&self, question: usize) -> bool {
        self.said[question].is_some()
    }

    /// Whether a move is other than what was given.
    pub(crate) fn differs(&self, made: &Move) -> bool {
        let Some(said) = &self.said[made.question()] else { return false };
        match (said, made) {
            (Bilingual::Exactly(answers), Move::Answer(_, answer)) => answers[..] != [*answer],
            (Bilingual::Exactly(answers) | Bilingual::Within(answers), Move::Tick(_, answer))
            | (Bilingual::Within(answers), Move::Answer(_, answer)) => !answers.contains(answer),
            (Bilingual::Exactly(answers), Move::Skip(_, answer)) => answers.contains(answer),
            (Bilingual::Within(_), Move::Skip(..)) => false,
        }
    }

    /// What a link adds to the cost of a way, and whether its question is changed by then. A reply of
    /// more ticks costs once: at the first one that differs.
    pub(crate) fn step(&self, graph: &StateGraph, node: usize, link: &Link, changed: bool) -> (Cost, bool) {
        let question = link.made.question();
        let begins = matches!(graph.nodes[node].at, At::Question(_));
        if !self.has(question) {
            return ([0, 0, u32::from(begins)], false);
        }
        let differs = self.differs(&link.made);
        let cost = if differs && !changed { [u32::from(self.fixed[question]), 1, 0] } else { [0; 3] };
        (cost, (changed || differs) && half_way(graph, link))
    }
}

/// The sum of two costs; what is far stays far.
pub(crate) fn plus(one: Cost, two: Cost) -> Cost {
    if two == FAR { FAR } else { [one[0] + two[0], one[1] + two[1], one[2] + two[2]] }
}
