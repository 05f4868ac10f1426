//! What a row in the table of keys says: of which part, what stands under it, where it may stand.

use crate::model::approach::Meaning;
use crate::model::words::words;

/// What a map with fixed keys describes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Part {
    /// A tree file.
    Tree,
    /// A ladder file.
    Ladder,
    /// A catalogue file.
    Catalogue,
    /// A replies file.
    Replies,
    /// A side file with texts in another language; below its own keys stands what it translates.
    SideFile,
    /// A file that says which columns of a list are which questions.
    Mapping,
    /// A question.
    Question,
    /// An answer.
    Answer,
    /// One of `routes`.
    Route,
    /// An `at-most` written in full.
    AtMost,
    /// An `at-least` written in full.
    AtLeast,
    /// One of the `bounds` of a tree.
    TreeBound,
    /// What a tree calls the verdicts.
    Verdicts,
    /// An outcome.
    Outcome,
    /// A fact.
    Fact,
    /// A score.
    Score,
    /// A rung.
    Rung,
    /// A method.
    Method,
    /// An advice.
    Advice,
    /// A work that is referred to.
    Source,
    /// A reference to a work.
    Citation,
    /// An example.
    Example,
    /// What an example expects.
    Expect,
    /// One of `possible`.
    Result,
    /// A reply that leaves several answers open.
    OpenReply,
    /// A rung chosen instead of the advised one.
    Chosen,
    /// From when and until when something holds.
    Period,
    /// A range of whole numbers.
    Range,
    /// What a condition asks of a score.
    Limit,
    /// The words of a condition, beside the names that it reads.
    Condition,
    /// What an approach needs, by level.
    Purposes,
    PurposePhases,
    /// The smallest and the largest scale.
    Scale,
    /// What a method asks of the team.
    Effort,
    /// A text that holds on some days only.
    DatedText,
    /// A project file.
    Project,
    /// One of the parts of a project.
    ProjectPart,
    /// The plan of a project.
    ProjectPlan,
    /// One of the activities of a plan.
    Activity,
    /// One of the messages of a plan.
    Message,
    /// One of the indicators of a plan.
    Indicator,
    /// Something that was done in a project.
    Done,
    /// What else the report of a project says.
    Account,
    /// What others can learn from a project.
    Lessons,
    /// Where what a project file tells was published.
    ProjectSource,
}

words!(Part {
    Tree = "tree",
    Ladder = "ladder",
    Catalogue = "catalogue",
    Replies = "replies",
    SideFile = "side-file",
    Mapping = "mapping",
    Question = "question",
    Answer = "answer",
    Route = "route",
    AtMost = "at-most",
    AtLeast = "at-least",
    TreeBound = "tree-bound",
    Verdicts = "verdicts",
    Outcome = "outcome",
    Fact = "fact",
    Score = "score",
    Rung = "rung",
    Method = "method",
    Advice = "advice",
    Source = "source",
    Citation = "citation",
    Example = "example",
    Expect = "expect",
    Result = "result",
    OpenReply = "open-reply",
    Chosen = "chosen",
    Period = "period",
    Range = "range",
    Limit = "limit",
    Condition = "condition",
    Purposes = "purposes",
    PurposePhases = "purpose-phases",
    Scale = "scale",
    Effort = "effort",
    DatedText = "dated-text",
    Project = "project",
    ProjectPart = "project-part",
    ProjectPlan = "project-plan",
    Activity = "activity",
    Message = "message",
    Indicator = "indicator",
    Done = "done",
    Account = "account",
    Lessons = "lessons",
    ProjectSource = "project-source",
});

impl Part {
    /// Words that its ids may not be.
    pub fn reserved(self) -> &'static [&'static str] {
        match self {
            // Conditions read these for themselves.
            Part::Question | Part::Fact | Part::Score => &["all", "any", "not", "rung", "level", "verdict", "outcome"],
            Part::Answer => STAND_FOR_REPLIES,
            Part::Rung => &["ceiling", "floor", "none"],
            _ => &[],
        }
    }
}

/// Words that stand for a reply, so no answer and no value of a fact may be one.
pub const STAND_FOR_REPLIES: &[&str] = &["unknown", "one-of"];

/// Words that no id may be, whatever it names: readers of YAML take them for truth values.
pub const RESERVED: [&str; 9] = ["true", "false", "null", "yes", "no", "on", "off", "y", "n"];

/// A key of the tree language.
#[derive(Clone, Copy, Debug)]
pub struct Key {
    /// The parts that have it. A key that means different things has a row for each.
    pub of: &'static [Part],
    /// The key.
    pub name: &'static str,
    /// What stands under it.
    pub kind: ValueKind,
    /// Whether it has to be there.
    pub required: bool,
    /// Where it may stand only.
    pub only: Only,
    /// What it means: Dutch, English.
    pub meaning: (&'static str, &'static str),
    /// What the words under it name.
    pub names: Names,
}

impl Key {
    /// A key that may be left out and stands wherever its part does; meaning in Dutch and English.
    pub(super) const fn new(
        of: &'static [Part],
        name: &'static str,
        kind: ValueKind,
        dutch: &'static str,
        english: &'static str,
    ) -> Key {
        Key { of, name, kind, required: false, only: Only::Anywhere, meaning: (dutch, english), names: Names::Nothing }
    }

    /// The same, which has to be there.
    pub(super) const fn required(self) -> Key {
        Key { required: true, ..self }
    }

    /// The same, which may stand there only.
    pub(super) const fn only(self, only: Only) -> Key {
        Key { only, ..self }
    }

    /// The same, with what the words under it name.
    pub(super) const fn names(self, names: Names) -> Key {
        Key { names, ..self }
    }

    /// Whether a text for people stands here.
    pub fn is_text(&self) -> bool {
        matches!(self.kind, ValueKind::Text | ValueKind::Phrase | ValueKind::Quote | ValueKind::Remark)
    }

    /// The parts that the words under it are ids of.
    pub fn named_parts(&self) -> &'static [Part] {
        match self.names {
            Names::Ids(parts) | Names::IdsOr(parts, _) => parts,
            _ => &[],
        }
    }

    /// Whether people read what stands here, so that a change to it changes no behaviour.
    pub fn is_read(&self) -> bool {
        match self.kind {
            ValueKind::Part(part) => part == Part::Citation,
            ValueKind::Link => true,
            _ => self.is_text(),
        }
    }
}

/// What stands under a key.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ValueKind {
    /// A text for people that explains, so that it is said once; a side file translates it.
    Text,
    /// A title, a name or a reason for people: it may well be the same in two places; a side file translates it.
    Phrase,
    /// A phrase for each id (`values`).
    PhraseById,
    /// The words of somebody else, which stay as they are.
    Quote,
    /// The words of who keeps the tree or gives the replies, which stay as they are.
    Remark,
    /// The address of a page.
    Link,
    /// A word that a program reads: an id, a path, a language.
    Word,
    /// One such word, or a list of them.
    Words,
    /// The version: text that looks like a number.
    Version,
    /// The number of the format.
    Format,
    /// A day, such as `2026-01-31`.
    Day,
    /// `true` or `false`; without the key, it is this.
    Flag(bool),
    /// A whole number.
    Whole,
    /// How many: a whole number that is not below zero.
    Count,
    /// A whole number, or the id of a score.
    WholeOrScore,
    /// A number, exact to six decimals.
    Decimal,
    /// One of these words.
    OneOf(&'static [&'static str]),
    /// One of these words, or a list of them.
    SomeOf(&'static [&'static str]),
    /// One part.
    Part(Part),
    /// Parts by id, in order.
    ById(Part),
    /// A list of parts.
    List(Part),
    /// The id of a rung, or a bound in full.
    Bound(Part),
    /// A condition.
    Condition,
    /// Values of facts, by fact.
    Set,
    /// Points, by score.
    Add,
    /// `true` or a list of answers.
    Rising,
    /// Replies, by question.
    Replies,
    /// Texts by whatever their author wrote.
    Texts,
    /// By column a question, or a question with one answer.
    Columns,
    /// Texts by text, by question.
    TextsByQuestion,
}

/// What the words under a key name, where that is something that stands elsewhere.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Names {
    /// Nothing.
    Nothing,
    /// Parts of these sorts by their id.
    Ids(&'static [Part]),
    /// The same, or one of these words.
    IdsOr(&'static [Part], &'static [&'static str]),
    /// Values of the fact that means this, in a catalogue.
    ValuesOf(Meaning),
    /// Files of this sort.
    File(Part),
    /// Keys of a method.
    Estimates,
}

/// Where a key may stand only.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Only {
    /// Wherever its part stands.
    Anywhere,
    /// With a question of these kinds.
    With(&'static [QuestionType]),
    /// Beside this other key.
    Beside(&'static str),
}

/// The kinds of question.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum QuestionType {
    /// One answer.
    Choice,
    /// One or more answers.
    Multiple,
    /// A number.
    Number,
}

words!(QuestionType { Choice = "choice", Multiple = "multiple", Number = "number" });
