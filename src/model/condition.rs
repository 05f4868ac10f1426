//! Conditions (`if`, `suits`, `needs`, `avoid`): what must hold, without an expression language.
//!
//! `docs/format.md#a-condition`: a map whose entries must all hold; `all`, `any` and `not` nest.

use crate::model::finding::Place;
use crate::model::ids::{AnswerId, FactId, OutcomeId, QuestionId, RungId, ScoreId, ValueId};
use crate::model::level::Level;
use crate::model::words::words;
use std::fmt;

/// A condition over entries of type `E`: [`WordEntry`] as written, [`Entry`] once every name is known.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Condition<E> {
    /// One `name: value` pair.
    Entry(E),
    /// All must hold; never empty.
    All(Vec<Condition<E>>),
    /// At least one must hold; never empty.
    Any(Vec<Condition<E>>),
    /// The one inside must not hold.
    Not(Box<Condition<E>>),
}

impl<E> Condition<E> {
    /// Calls `look` on every entry, from left to right.
    pub fn each(&self, look: &mut impl FnMut(&E)) {
        match self {
            Condition::Entry(entry) => look(entry),
            Condition::All(parts) | Condition::Any(parts) => parts.iter().for_each(|part| part.each(look)),
            Condition::Not(part) => part.each(look),
        }
    }

    /// The same condition over other entries.
    pub fn map<F>(&self, change: &mut impl FnMut(&E) -> F) -> Condition<F> {
        match self {
            Condition::Entry(entry) => Condition::Entry(change(entry)),
            Condition::All(parts) => Condition::All(parts.iter().map(|part| part.map(change)).collect()),
            Condition::Any(parts) => Condition::Any(parts.iter().map(|part| part.map(change)).collect()),
            Condition::Not(part) => Condition::Not(Box::new(part.map(change))),
        }
    }
}

/// A word with its place in the file.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Word {
    /// What stands there.
    pub text: String,
    /// Where.
    pub place: Place,
}

impl serde::Serialize for Word {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.text)
    }
}

/// Whole numbers from `from` (included) to `below` (not included); a missing end is open.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, serde::Serialize)]
pub struct Range {
    /// The lowest number that is in.
    pub from: Option<i64>,
    /// The lowest number that is out again.
    pub below: Option<i64>,
}

impl Range {
    /// Whether a number is in.
    pub fn holds(self, number: i64) -> bool {
        self.from.is_none_or(|from| number >= from) && self.below.is_none_or(|below| number < below)
    }
}

/// An entry as written.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct WordEntry {
    /// The question, fact, score or reserved word.
    pub name: Word,
    /// What it must be.
    pub test: WordTest,
}

/// What a written entry asks of its name.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum WordTest {
    /// Any of these values; empty only where none of them holds on the day of the tree.
    OneOf(Vec<Word>),
    /// A number in this range.
    Within(Range),
    /// Above, at least or below another score.
    Beside(Comparison, Word),
}

/// How two scores are compared.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Comparison {
    /// Higher.
    Above,
    /// As high or higher.
    From,
    /// Lower.
    Below,
}

words!(Comparison { Above = "above", From = "from", Below = "below" });

/// An entry whose names are known: indices into the tree's lists.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Entry {
    /// The question was answered with any of these answers.
    Question(QuestionId, Vec<AnswerId>),
    /// The fact was given any of these values.
    Fact(FactId, Vec<ValueId>),
    /// The score lies from the first (included) to the second (not included).
    Score(ScoreId, Option<i64>, Option<i64>),
    /// The first score is at least so much above the second.
    Ahead(ScoreId, ScoreId, i64),
    /// The result's rung is any of these (in catalogues).
    Rung(Vec<RungId>),
    /// The result's rung has any of these levels (in catalogues).
    Level(Vec<Level>),
    /// The result's outcome is any of these (in catalogues; verdicts are written out as outcomes).
    Outcome(Vec<OutcomeId>),
    /// A name that this tree does not know: it has no value.
    Never,
}

impl Entry {
    /// Whether it reads a score.
    pub fn reads(&self, score: ScoreId) -> bool {
        self.scores().any(|it| it == score)
    }

    /// The scores that it reads.
    pub fn scores(&self) -> impl Iterator<Item = ScoreId> + use<> {
        let (first, second) = match self {
            Entry::Score(score, ..) => (Some(*score), None),
            Entry::Ahead(first, second, _) => (Some(*first), Some(*second)),
            _ => (None, None),
        };
        first.into_iter().chain(second)
    }
}

/// A condition as it could stand in a file, on one line: `{keuze: [a, b], not: {score: {from: 3}}}`.
impl fmt::Display for Condition<WordEntry> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let list =
            |parts: &[Condition<WordEntry>]| parts.iter().map(ToString::to_string).collect::<Vec<_>>().join(", ");
        match self {
            Condition::Entry(entry) => write!(f, "{{{entry}}}"),
            Condition::All(parts) => {
                let entry = |part: &Condition<WordEntry>| match part {
                    Condition::Entry(entry) => Some(entry.to_string()),
                    _ => None,
                };
                match parts.iter().map(entry).collect::<Option<Vec<_>>>() {
                    Some(entries) => write!(f, "{{{}}}", entries.join(", ")),
                    None => write!(f, "{{all: [{}]}}", list(parts)),
                }
            }
            Condition::Any(parts) => write!(f, "{{any: [{}]}}", list(parts)),
            Condition::Not(part) => write!(f, "{{not: {part}}}"),
        }
    }
}

/// An entry as it could stand in a file: `keuze: [a, b]`.
impl fmt::Display for WordEntry {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: ", self.name.text)?;
        match &self.test {
            WordTest::OneOf(values) => match &values[..] {
                [only] => f.write_str(&only.text),
                _ => write!(f, "[{}]", values.iter().map(|it| it.text.as_str()).collect::<Vec<_>>().join(", ")),
            },
            WordTest::Within(Range { from, below }) => {
                let ends = [("from", from), ("below", below)];
                let ends = ends.iter().filter_map(|(name, end)| end.map(|end| format!("{name}: {end}")));
                write!(f, "{{{}}}", ends.collect::<Vec<_>>().join(", "))
            }
            WordTest::Beside(comparison, other) => write!(f, "{{{}: {}}}", comparison.word(), other.text),
        }
    }
}
