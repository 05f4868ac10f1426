//! Walking a tree with a person: which question comes next, how many can follow, back and forth.
//!
//! A walk knows no terminal. It passes over questions that can no longer change the document, and never asks
//! "I do not know" again (`docs/format.md#2-what-a-tree-means`).

use crate::analysis::document::changing;
use crate::analysis::narrowing::narrows_most;
use crate::engine::evaluate::{Evaluation, evaluate};
use crate::engine::step::At;
use crate::model::ids::{IdSet, IdVec, QuestionId};
use crate::model::replies::{Replies, Reply};
use crate::model::tree::{ById, Tree};
use std::collections::BTreeMap;

/// A conversation: a tree, the replies so far, and a person's own notes by question.
#[derive(Clone, Debug)]
pub struct Walk<'t> {
    tree: &'t Tree,
    /// Every question on the way is asked, also what cannot matter.
    all: bool,
    /// The question that narrows the results most is asked first.
    shortest: bool,
    /// By question, whether it can still change the document.
    changing: IdVec<QuestionId, bool>,
    /// What was given so far; replies to questions that the way no longer meets are kept.
    pub replies: Replies,
    /// A person's own words, by question.
    pub notes: BTreeMap<QuestionId, String>,
    evaluation: Evaluation,
    /// The questions in the order in which their replies came; what was known beforehand as the way goes.
    order: Vec<QuestionId>,
}

/// The question to ask now.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Asking {
    /// The question.
    pub question: QuestionId,
    /// Its number in this conversation, from 1.
    pub number: usize,
    /// How many questions can follow at most, this one not counted.
    pub at_most: usize,
}

impl<'t> Walk<'t> {
    /// Begins a walk with what is known already.
    pub fn new(tree: &'t Tree, replies: Replies, notes: BTreeMap<QuestionId, String>, all: bool) -> Walk<'t> {
        let evaluation = evaluate(tree, &replies);
        let changing = asked(all, tree, &replies, &evaluation);
        let mut walk = Walk { tree, all, shortest: false, changing, replies, notes, evaluation, order: Vec::new() };
        walk.number();
        walk
    }

    /// The same walk, asking first what narrows the possible results most. That changes the order and the
    /// number of questions, never the result: replies count by question, not by order.
    pub fn shortest(mut self) -> Walk<'t> {
        self.shortest = true;
        self
    }

    /// The tree.
    pub fn tree(&self) -> &'t Tree {
        self.tree
    }

    /// What the replies so far lead to.
    pub fn evaluation(&self) -> &Evaluation {
        &self.evaluation
    }

    /// Takes a reply, new or changed.
    pub fn give(&mut self, question: QuestionId, reply: Reply<ById>) {
        self.replies.insert(question, reply);
        self.evaluation = evaluate(self.tree, &self.replies);
        self.changing = asked(self.all, self.tree, &self.replies, &self.evaluation);
        self.number();
    }

    /// Gives the questions that count and have a reply by now the next numbers.
    fn number(&mut self) {
        let met = self.evaluation.met().iter().map(|met| met.question);
        let new: Vec<QuestionId> = met.filter(|it| self.has_reply(*it) && !self.order.contains(it)).collect();
        self.order.extend(new);
    }

    /// Whether a question has a reply that is not asked for again.
    fn has_reply(&self, question: QuestionId) -> bool {
        self.replies.contains_key(&question) && !self.asks(question)
    }

    /// The next question, or `None` where nothing is left to ask.
    pub fn next(&self) -> Option<Asking> {
        let question = self.narrowing().or_else(|| self.waiting().into_iter().min())?;
        let at_most = self.bound().saturating_sub(1);
        Some(Asking { question, number: self.answered().len() + 1, at_most })
    }

    /// A question that was answered before, to be asked again.
    pub fn again(&self, question: QuestionId) -> Asking {
        let answered = self.answered();
        let before = answered.iter().position(|&other| other == question).unwrap_or(answered.len());
        Asking { question, number: before + 1, at_most: self.bound() }
    }

    /// The questions that count and have a reply, in the order in which their replies came: the number of a
    /// question is its place here.
    pub fn answered(&self) -> Vec<QuestionId> {
        let met = self.evaluation.met();
        let counts = |question: &QuestionId| self.has_reply(*question) && met.iter().any(|it| it.question == *question);
        self.order.iter().copied().filter(counts).collect()
    }

    fn asks(&self, question: QuestionId) -> bool {
        self.changing[question] && matches!(self.replies.get(&question), None | Some(Reply::OneOf(_)))
    }

    /// The question that narrows the results most, where the walk asks that first and it can still be asked.
    fn narrowing(&self) -> Option<QuestionId> {
        if !self.shortest {
            return None;
        }
        let askable = |question: &QuestionId| self.asks(*question);
        narrows_most(self.tree, &self.replies, &self.evaluation, &askable)
    }

    /// How many questions can still be asked at most.
    fn bound(&self) -> usize {
        if !self.shortest {
            return self.longest();
        }
        // Out of order, questions of several ways may be asked: every one that a way still meets counts.
        self.evaluation.met().iter().filter(|met| self.asks(met.question)).count()
    }

    /// The questions that the possible ways come to next.
    fn waiting(&self) -> Vec<QuestionId> {
        let nodes = &self.evaluation.graph.nodes;
        let mut waiting = Vec::new();
        let mut seen = vec![false; nodes.len()];
        let mut stack = if nodes.is_empty() { Vec::new() } else { vec![0] };
        while let Some(node) = stack.pop() {
            if std::mem::replace(&mut seen[node], true) {
                continue;
            }
            match nodes[node].at {
                At::Question(question) if self.asks(question) => waiting.push(question),
                _ => stack.extend(nodes[node].links.iter().map(|link| link.to as usize)),
            }
        }
        waiting
    }

    /// The most questions that can still be asked. Where a way is open because something is unknown or
    /// passed over, several ways may be asked about: then their questions add up.
    fn longest(&self) -> usize {
        let graph = &self.evaluation.graph;
        let mut longest = vec![0_usize; graph.nodes.len()];
        let mut ahead = vec![IdSet::none(0); graph.nodes.len()];
        for node in graph.last_first() {
            let mut all = IdSet::none(self.tree.questions.len());
            let mut next: Vec<usize> = graph.nodes[node].links.iter().map(|link| link.to as usize).collect();
            next.sort_unstable();
            next.dedup();
            next.iter().for_each(|&to| all.add_all(&ahead[to]));
            let (question, begins) = match graph.nodes[node].at {
                At::Question(question) => (question, true),
                At::Tick { question, .. } => (question, false),
                At::End(_) => {
                    ahead[node] = all;
                    continue;
                }
            };
            let asks = self.asks(question);
            let most = next.iter().map(|&to| longest[to]).max().unwrap_or(0);
            let sum: usize = next.iter().map(|&to| longest[to]).sum();
            if asks && begins {
                all.add(question);
            }
            longest[node] = if asks { most + usize::from(begins) } else { sum.min(all.count()) };
            ahead[node] = all;
        }
        longest.first().copied().unwrap_or(0)
    }
}

/// By question, whether it is asked: with `all` every one, else those that can still change the document.
fn asked(all: bool, tree: &Tree, replies: &Replies, evaluation: &Evaluation) -> IdVec<QuestionId, bool> {
    if all { IdVec::filled(true, tree.questions.len()) } else { changing(tree, replies, evaluation) }
}
