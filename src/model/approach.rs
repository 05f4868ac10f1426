//! What a method does in an approach: purposes, and how ordinary, how much and whose it is.

use crate::model::condition::{Range, Word};
use crate::model::words::words;
use serde::Serialize;

/// What a method does in an approach, in the order in which an approach goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Purpose {
    /// Tells what is going on.
    Inform,
    /// Asks people to take part.
    Invite,
    /// Collects what people know, want or find.
    Gather,
    /// Digs deeper with some.
    Deepen,
    /// Makes a design or proposal together.
    Design,
    /// Weighs interests or variants.
    Weigh,
    /// Picks one.
    Choose,
    /// Does it.
    Make,
    /// Tells what was done with what people said.
    ReportBack,
}

words!(Purpose {
    Inform = "inform",
    Invite = "invite",
    Gather = "gather",
    Deepen = "deepen",
    Design = "design",
    Weigh = "weigh",
    Choose = "choose",
    Make = "make",
    ReportBack = "report-back",
});

impl Purpose {
    /// Whether it tells or invites people without hearing what they say.
    pub fn tells(self) -> bool {
        matches!(self, Purpose::Inform | Purpose::Invite | Purpose::ReportBack)
    }
}

/// How ordinary a method is in practice.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Usual {
    /// Most projects use it.
    Common,
    /// Many know it.
    Known,
    /// Few use it.
    Rare,
}

words!(Usual { Common = "common", Known = "known", Rare = "rare" });

/// Whose a method is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum RunBy {
    /// The project's.
    #[default]
    Project,
    /// The council's.
    Council,
    /// The residents' own.
    Residents,
}

words!(RunBy { Project = "project", Council = "council", Residents = "residents" });

/// What a word of a catalogue stands for, so that methods can refer to its values.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Meaning {
    /// The phase of the project.
    Phase,
    /// How large the area is; values from small to large.
    Scale,
    /// Who has to be reached.
    Group,
    /// What the project is about.
    Subject,
}

words!(Meaning { Phase = "phase", Scale = "scale", Group = "group", Subject = "subject" });

/// Hours of the team and euros besides.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Effort {
    /// Hours of the team.
    pub hours: Option<Range>,
    /// Euros besides.
    pub euros: Option<Range>,
}

/// What a method is for. Phases, scales, groups and subjects are values of the catalogue's own words.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Approach {
    /// What it does in an approach, in order.
    #[serde(rename = "purpose")]
    pub purposes: Vec<Purpose>,
    /// The phases it belongs to; any, where none is named.
    pub phases: Vec<Word>,
    /// The smallest and the largest scale.
    pub scale: Option<(Word, Word)>,
    /// The groups it reaches well.
    pub reaches: Vec<Word>,
    /// The subjects it is tied to.
    pub subjects: Vec<Word>,
    /// How ordinary it is.
    pub usual: Option<Usual>,
    /// Whether it is an arrangement that stands for years.
    pub standing: bool,
    /// Whose it is.
    pub run_by: RunBy,
    /// Whether it needs an independent facilitator or expertise.
    pub skill: bool,
    /// What it asks of the team.
    pub effort: Effort,
}
