//! A part of a tree as an alteration has it.

use crate::model::catalogue::{Advice, Method};
use crate::model::ids::{OutcomeId, QuestionId};
use crate::model::tree::{ById, Outcome, Question, Resolved, TreeBound};
use std::mem::swap;

/// A part of a tree as an alteration has it. Methods and advice are the tree's own.
#[derive(Clone, Debug)]
pub(crate) enum Piece {
    Question(QuestionId, Box<Question<ById>>),
    Outcome(OutcomeId, Box<Outcome<ById>>),
    Bound(usize, Box<TreeBound<ById>>),
    Method(usize, Box<Method<ById>>),
    Advice(usize, Box<Advice<ById>>),
}

impl Piece {
    /// Changes places with what stands in the tree.
    pub(crate) fn swap(&mut self, tree: &mut Resolved) {
        match self {
            Piece::Question(id, question) => swap(&mut tree.questions[*id], question),
            Piece::Outcome(id, outcome) => swap(&mut tree.outcomes[*id], outcome),
            Piece::Bound(at, bound) => swap(&mut tree.bounds[*at], bound),
            Piece::Method(at, method) => swap(&mut tree.catalogues[0].methods[*at], method),
            Piece::Advice(at, advice) => swap(&mut tree.catalogues[0].advice[*at], advice),
        }
    }
}
