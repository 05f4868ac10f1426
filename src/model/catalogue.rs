//! Catalogues: werkvormen and advice, and the words they listen to (`docs/format.md#6-catalogues`).

use crate::model::approach::{Approach, Meaning, Purpose};
use crate::model::condition::{Condition, Range, Word, WordEntry, WordTest};
use crate::model::fact::Fact;
use crate::model::ladder::{Citation, Level, Source};
use crate::model::stage::{ByName, Stage};
use crate::model::texts::{AdviceTexts, MethodTexts, reads_texts};
use crate::model::valid::Valid;
use crate::model::words::words;
use serde::Serialize;
use std::sync::Arc;

/// A catalogue of methods and advice.
#[derive(Clone, Debug)]
pub struct Catalogue<S: Stage> {
    /// Its id.
    pub id: Word,
    /// Its title.
    pub title: Option<String>,
    /// The language of its texts.
    pub language: Option<String>,
    /// The works it refers to.
    pub sources: Vec<Source>,
    /// The words it listens to.
    pub facts: Vec<Fact>,
    /// Those of its words that methods refer to.
    pub words: Vec<Listened<S>>,
    /// What an approach needs, by level.
    pub purposes: Vec<(Level, Vec<Purpose>)>,
    /// In which phases a purpose is asked; in every phase where it is not named.
    pub purpose_phases: Vec<(Purpose, Vec<Word>)>,
    /// Ways to do what a rung asks.
    pub methods: Vec<Method<S>>,
    /// What to mind.
    pub advice: Vec<Advice<S>>,
}

/// A word of a catalogue whose values methods refer to.
#[derive(Clone, Debug)]
pub struct Listened<S: Stage> {
    /// What it stands for.
    pub meaning: Meaning,
    /// Its values, in the order of the file, and when each holds.
    pub values: Vec<(Word, Condition<S::Entry>)>,
}

impl<S: Stage> Catalogue<S> {
    /// What an approach needs on a level, where the catalogue says so.
    pub fn purposes_of(&self, level: Level) -> Option<&[Purpose]> {
        self.purposes.iter().find(|(it, _)| *it == level).map(|(_, purposes)| purposes.as_slice())
    }
}

impl Catalogue<ByName> {
    /// That the project is about one of the subjects that a method is tied to.
    pub(crate) fn one_of_its_subjects(&self, method: &Method<ByName>) -> Option<Condition<WordEntry>> {
        let fact = self.facts.iter().find(|fact| fact.means == Some(Meaning::Subject))?;
        let subjects = &method.approach.subjects;
        let entry = WordEntry { name: fact.id.clone(), test: WordTest::OneOf(subjects.clone()) };
        (!subjects.is_empty()).then_some(Condition::Entry(entry))
    }
}

/// Who takes part in a method.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Audience {
    /// Residents and others outside the organisation.
    Residents,
    /// The organisation itself; never offered as participation.
    Internal,
}

words!(Audience { Residents = "residents", Internal = "internal" });

/// What a method costs, as a class: catalogues rarely know better.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Cost {
    /// Little.
    Low,
    /// In between.
    Medium,
    /// Much.
    High,
}

words!(Cost { Low = "low", Medium = "medium", High = "high" });

/// Where a method happens.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Channel {
    /// In person.
    Offline,
    /// On the internet.
    Online,
    /// Both.
    Hybrid,
}

words!(Channel { Offline = "offline", Online = "online", Hybrid = "hybrid" });

/// A werkvorm.
#[derive(Clone, Debug)]
pub struct Method<S: Stage> {
    /// What it is, whatever the tree.
    pub profile: Arc<Profile>,
    /// Each entry that holds makes it fit better.
    pub suits: Vec<Condition<S::Entry>>,
    /// Each entry that has a value must hold.
    pub needs: Vec<Condition<S::Entry>>,
    /// No entry may hold.
    pub avoid: Vec<Condition<S::Entry>>,
}

/// What a method is, whatever the tree that offers it. Its JSON has every field.
#[derive(Clone, Debug, Serialize)]
pub struct Profile {
    /// Its id, unique over all catalogues of a tree.
    pub id: Word,
    /// Ids it had in earlier versions.
    pub was: Vec<Word>,
    /// Its texts.
    #[serde(flatten)]
    pub texts: MethodTexts,
    /// The levels it serves.
    pub levels: Vec<Level>,
    /// Who takes part.
    pub audience: Audience,
    /// How many people at once.
    pub group: Option<Range>,
    /// How many weeks it takes, preparation included.
    pub weeks: Option<Range>,
    /// What it costs.
    pub cost: Option<Cost>,
    /// Where it happens.
    pub channel: Option<Channel>,
    /// What it does in an approach.
    #[serde(flatten)]
    pub approach: Approach,
    /// Where it comes from.
    pub source: Option<Citation>,
    /// The keys above whose values are estimates.
    pub estimated: Vec<Word>,
    /// From when and until when it holds.
    #[serde(skip)]
    pub valid: Valid,
}

reads_texts!(staged: Method { profile: Profile }, Advice { texts: AdviceTexts });
reads_texts!(Profile { texts: MethodTexts });

impl<S: Stage> Method<S> {
    /// Whether it is offered on a level: on its own levels, and where it says what it does in an approach, as a
    /// part of the approach on every level above its lowest.
    pub fn serves(&self, level: Level) -> bool {
        let part = !self.approach.purposes.is_empty();
        self.levels.contains(&level) || part && self.levels.iter().any(|it| *it < level)
    }
}

/// What sort of thing an advice is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum AdviceKind {
    /// The law asks it.
    Duty,
    /// Without it the rung cannot work.
    Condition,
    /// Good practice.
    Tip,
    /// What someone's part is.
    Role,
    /// How to see whether it worked.
    Indicator,
}

words!(AdviceKind { Duty = "duty", Condition = "condition", Tip = "tip", Role = "role", Indicator = "indicator" });

/// When an advice is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum AdviceMoment {
    /// Before residents are involved.
    Before,
    /// While they are.
    During,
    /// Afterwards.
    After,
}

words!(AdviceMoment { Before = "before", During = "during", After = "after" });

/// Who an advice is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum AdviceReader {
    /// The project leader.
    Projectleider,
    /// The organisation.
    Ambtelijk,
    /// Mayor and aldermen.
    College,
    /// The council.
    Raad,
    /// Residents.
    Inwoners,
}

words!(AdviceReader {
    Projectleider = "projectleider",
    Ambtelijk = "ambtelijk",
    College = "college",
    Raad = "raad",
    Inwoners = "inwoners",
});

/// An aandachtspunt.
#[derive(Clone, Debug)]
pub struct Advice<S: Stage> {
    /// Its id, unique over all catalogues of a tree.
    pub id: Word,
    /// What sort of thing it is.
    pub kind: AdviceKind,
    /// Its texts.
    pub texts: Arc<AdviceTexts>,
    /// Who it is for.
    pub readers: Vec<AdviceReader>,
    /// When it is for.
    pub moment: Option<AdviceMoment>,
    /// When it applies; always, where there is none.
    pub condition: Option<Condition<S::Entry>>,
    /// Where it comes from.
    pub source: Option<Citation>,
    /// From when and until when it holds.
    pub valid: Valid,
}
