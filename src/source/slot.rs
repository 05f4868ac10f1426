//! What may stand where: a way through the table of keys, from a file down to one key or value.
//!
//! The words of a file are found with it, and so is what an editor may offer in a file that cannot be read yet.

use crate::model::approach::Meaning;
use crate::model::ladder::Level;
use crate::model::tree::Verdict;
use crate::source::keys::{self, Key, Names, Part, ValueKind};

/// What has ids of its own, each known throughout a tree with the files that it names.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Space {
    /// Questions, facts and scores, which share their names.
    Word,
    /// Answers of a question, values of a fact.
    Value,
    /// Outcomes.
    Outcome,
    /// Rungs.
    Rung,
    /// Methods.
    Method,
    /// Advice.
    Advice,
    /// Works that are referred to, known in their own file only.
    Source,
}

impl Space {
    /// The space of the ids of a part.
    pub fn of(part: Part) -> Option<Space> {
        Some(match part {
            Part::Question | Part::Fact | Part::Score => Space::Word,
            Part::Answer => Space::Value,
            Part::Outcome => Space::Outcome,
            Part::Rung => Space::Rung,
            Part::Method => Space::Method,
            Part::Advice => Space::Advice,
            Part::Source => Space::Source,
            _ => return None,
        })
    }
}

/// A place in a file: what it is, and the question or fact that it is about.
#[derive(Clone, Debug)]
pub struct Slot {
    what: What,
    /// The id of the question or fact above it.
    about: String,
    /// Whether conditions here may read the result: those of methods and advice.
    result: bool,
}

#[derive(Clone, Copy, Debug)]
enum What {
    /// A map with the keys of a part.
    Part(Part),
    /// A map from ids to parts.
    ById(Part),
    /// A map from ids to their names.
    PhraseById,
    List(Part),
    /// A rung, or a map.
    Bound(Part),
    /// A value of a key, or a list of them.
    Value(Part, &'static Key),
    /// What a condition says of a name.
    Test,
    /// What a condition of a catalogue says of the result.
    Outcomes,
    Rungs,
    Fixed(&'static [&'static str]),
    /// Maps from names: to values, to points, to replies.
    Set,
    Add,
    Replies,
    Reply,
    /// Values of the question or fact above.
    Values,
    /// `true`, or such values.
    Rising,
    Nothing,
}

/// What the keys of a map are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MapKeys {
    /// Keys of the language.
    Keys(Part),
    /// Those of a condition, or names; `result` where these may be words for the result.
    Condition {
        /// Whether they may.
        result: bool,
    },
    /// Ids that get their meaning here.
    Ids(Part),
    /// The values of a fact, which get their meaning here.
    Values,
    /// Names of these parts, that have a meaning elsewhere.
    Names(&'static [Part]),
    /// None of our concern.
    Nothing,
}

/// What the words that stand as a value are.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ValueWords {
    /// Ids of one of these spaces; or one of the words.
    Ids(Vec<Space>, &'static [&'static str]),
    /// Values of the question or fact of that name; or one of the words.
    ValuesOf(String, &'static [&'static str]),
    /// Values of the fact with this meaning in the same file.
    ValuesMeaning(Meaning),
    /// One of these words.
    Fixed(&'static [&'static str]),
    /// A file of this sort.
    File(Part),
    /// Keys of a method that can be estimates.
    Estimates,
    /// None of our concern.
    Nothing,
}

impl Slot {
    /// A whole file.
    pub fn file(part: Part) -> Slot {
        Slot { what: What::Part(part), about: String::new(), result: false }
    }

    fn so(&self, what: What) -> Slot {
        Slot { what, about: self.about.clone(), result: self.result }
    }

    fn about(&self, what: What, name: &str) -> Slot {
        Slot { what, about: name.to_owned(), result: self.result }
    }

    /// What stands under a key.
    pub fn under(&self, key: &str) -> Slot {
        // Keys and ids that begin with `x-` are the author's own.
        if key.starts_with("x-") {
            return self.so(What::Nothing);
        }
        match self.what {
            What::Part(part) | What::Bound(part) => match keys::find(part, key) {
                Some(row) => self.so(under_key(part, row)),
                None if part == Part::Condition => self.about(tested(key), key),
                None => self.so(What::Nothing),
            },
            What::ById(part @ (Part::Question | Part::Fact)) => self.about(What::Part(part), key),
            What::ById(part) => {
                Slot { result: matches!(part, Part::Method | Part::Advice), ..self.so(What::Part(part)) }
            }
            What::Set => self.about(What::Values, key),
            What::Replies => self.about(What::Reply, key),
            What::Reply => self.so(if key == "one-of" { What::Values } else { What::Nothing }),
            What::Test => {
                self.so(keys::find(Part::Limit, key).map_or(What::Nothing, |row| under_key(Part::Limit, row)))
            }
            _ => self.so(What::Nothing),
        }
    }

    /// What each item of a list is.
    pub fn item(&self) -> Slot {
        match self.what {
            What::List(part) => self.so(What::Part(part)),
            What::Value(..)
            | What::Test
            | What::Reply
            | What::Values
            | What::Outcomes
            | What::Rungs
            | What::Fixed(_) => self.clone(),
            What::Rising => self.so(What::Values),
            _ => self.so(What::Nothing),
        }
    }

    /// What the keys of a map that stands here are.
    pub fn keys(&self) -> MapKeys {
        match self.what {
            What::Part(Part::Condition) => MapKeys::Condition { result: self.result },
            What::Part(part) | What::Bound(part) => MapKeys::Keys(part),
            What::ById(part) => MapKeys::Ids(part),
            What::PhraseById => MapKeys::Values,
            What::Set => MapKeys::Names(&[Part::Fact]),
            What::Add => MapKeys::Names(&[Part::Score]),
            What::Replies => MapKeys::Names(&[Part::Question]),
            What::Test => MapKeys::Keys(Part::Limit),
            What::Reply => MapKeys::Keys(Part::OpenReply),
            _ => MapKeys::Nothing,
        }
    }

    /// What the words that stand here are, by themselves or in a list.
    pub fn words(&self) -> ValueWords {
        match self.what {
            What::Value(_, row) => value_words(row),
            What::Bound(_) | What::Rungs => ValueWords::Ids(vec![Space::Rung], &[]),
            What::Outcomes => ValueWords::Ids(vec![Space::Outcome], &[]),
            What::Fixed(words) => ValueWords::Fixed(words),
            What::Test | What::Values => ValueWords::ValuesOf(self.about.clone(), &[]),
            What::Reply => ValueWords::ValuesOf(self.about.clone(), &["unknown"]),
            What::Rising => ValueWords::ValuesOf(self.about.clone(), &["true"]),
            _ => ValueWords::Nothing,
        }
    }

    /// The key whose value stands here.
    pub fn key(&self) -> Option<(Part, &'static Key)> {
        match self.what {
            What::Value(part, row) => Some((part, row)),
            _ => None,
        }
    }

    /// The question or fact above it.
    pub fn subject(&self) -> &str {
        &self.about
    }
}

/// The words for the result in conditions; no name may be one of them.
pub fn result_words() -> impl Iterator<Item = &'static str> {
    let reserved = Part::Question.reserved().iter().copied();
    reserved.filter(|word| keys::find(Part::Condition, word).is_none())
}

fn under_key(part: Part, row: &'static Key) -> What {
    match row.kind {
        ValueKind::Part(part) => What::Part(part),
        ValueKind::ById(part) => What::ById(part),
        ValueKind::PhraseById => What::PhraseById,
        ValueKind::List(part) => What::List(part),
        ValueKind::Bound(part) => What::Bound(part),
        ValueKind::Condition => What::Part(Part::Condition),
        ValueKind::Set => What::Set,
        ValueKind::Add => What::Add,
        ValueKind::Replies => What::Replies,
        ValueKind::Rising => What::Rising,
        _ => What::Value(part, row),
    }
}

/// What stands beside a name in a condition. Those of catalogues may read the result.
fn tested(name: &str) -> What {
    match name {
        "rung" => What::Rungs,
        "outcome" => What::Outcomes,
        "level" => What::Fixed(Level::WORDS),
        "verdict" => What::Fixed(Verdict::WORDS),
        _ => What::Test,
    }
}

fn value_words(row: &Key) -> ValueWords {
    let spaces = |parts: &[Part]| parts.iter().copied().filter_map(Space::of).collect();
    match (row.names, row.kind) {
        (Names::Ids(parts), _) => ValueWords::Ids(spaces(parts), &[]),
        (Names::IdsOr(parts, words), _) => ValueWords::Ids(spaces(parts), words),
        (Names::ValuesOf(meaning), _) => ValueWords::ValuesMeaning(meaning),
        (Names::File(part), _) => ValueWords::File(part),
        (Names::Estimates, _) => ValueWords::Estimates,
        (Names::Nothing, ValueKind::OneOf(words) | ValueKind::SomeOf(words)) => ValueWords::Fixed(words),
        (Names::Nothing, ValueKind::Flag(_)) => ValueWords::Fixed(&["true", "false"]),
        (Names::Nothing, ValueKind::Format) => ValueWords::Fixed(&["1"]),
        _ => ValueWords::Nothing,
    }
}
