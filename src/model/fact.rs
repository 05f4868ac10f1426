//! What answers say beside where to go on: facts that they set and scores that they add to.

use crate::model::approach::Meaning;
use crate::model::condition::Word;
use crate::model::ids::{IdVec, ValueId};

/// A word that answers set: a set of values that only grows.
#[derive(Clone, Debug)]
pub struct Fact {
    /// Its id.
    pub id: Word,
    /// Its name for people.
    pub label: String,
    /// Its values with their names for people.
    pub values: IdVec<ValueId, (Word, String)>,
    /// What it stands for, where methods of a catalogue refer to its values.
    pub means: Option<Meaning>,
}

/// A number that answers add to; it starts at 0.
#[derive(Clone, Debug)]
pub struct Score {
    /// Its id.
    pub id: Word,
    /// Its name for people.
    pub label: String,
}
