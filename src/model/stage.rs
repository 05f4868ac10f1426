//! How a tree holds its references: as words, or known.

use crate::model::condition::{Entry, Word, WordEntry};
use crate::model::ids::{AnswerId, FactId, OutcomeId, QuestionId, RungId, ScoreId, ValueId};
use std::fmt::Debug;

/// What stands for something else in the same tree.
pub trait Reference: Clone + Debug + PartialEq {}

impl<T: Clone + Debug + PartialEq> Reference for T {}

/// How references are held.
pub trait Stage: Clone + Debug + PartialEq {
    /// A reference to a question.
    type Question: Reference;
    /// A reference to an answer of a question.
    type Answer: Reference;
    /// A reference to an outcome.
    type Outcome: Reference;
    /// A reference to a rung.
    type Rung: Reference;
    /// A reference to a fact.
    type Fact: Reference;
    /// A reference to a value of a fact.
    type Value: Reference;
    /// A reference to a score.
    type Score: Reference;
    /// An entry of a condition.
    type Entry: Clone + Debug;
}

/// References as written: words with places.
#[derive(Clone, Debug, PartialEq)]
pub struct ByName;

/// References known: ids in the lists of the same tree.
#[derive(Clone, Debug, PartialEq)]
pub struct ById;

impl Stage for ByName {
    type Question = Word;
    type Answer = Word;
    type Outcome = Word;
    type Rung = Word;
    type Fact = Word;
    type Value = Word;
    type Score = Word;
    type Entry = WordEntry;
}

impl Stage for ById {
    type Question = QuestionId;
    type Answer = AnswerId;
    type Outcome = OutcomeId;
    type Rung = RungId;
    type Fact = FactId;
    type Value = ValueId;
    type Score = ScoreId;
    type Entry = Entry;
}
