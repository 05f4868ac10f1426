//! A decision tree: questions with answers, ways on, bounds and outcomes (`docs/format.md`).
//!
//! The same shape serves a tree as written ([`Draft`]) and one in which every name is known
//! ([`Resolved`]); a [`Stage`] says what a reference is. A [`Tree`] is a resolved one that was checked.

use crate::model::catalogue::{Advice, Catalogue, Method};
use crate::model::condition::{Condition, Word};
pub use crate::model::fact::{Fact, Score};
use crate::model::ids::{AnswerId, FactId, IdVec, OutcomeId, QuestionId, RungId, ScoreId, WayId};
use crate::model::ladder::{Citation, Ladder, Rung, Source};
use crate::model::replies::{Band, Decimal, Reply};
pub use crate::model::stage::{ById, ByName, Stage};
use crate::model::texts::{AnswerTexts, BoundTexts, OutcomeTexts, QuestionTexts, TreeTexts, VerdictTexts, reads_texts};
use crate::model::valid::{DatedText, Valid};
use crate::model::words::words;
use std::ops::Deref;
use std::sync::{Arc, LazyLock};

/// A tree as written: with places, possibly wrong.
pub type Draft = TreeData<ByName>;

/// A tree in which every name is known; it may still loop or get stuck.
pub type Resolved = TreeData<ById>;

/// A sound tree: every walk of it ends in an outcome. Only [`check`](crate::check) makes one.
#[derive(Clone, Debug)]
pub struct Tree(pub(crate) Resolved);

impl Deref for Tree {
    type Target = Resolved;

    fn deref(&self) -> &Resolved {
        &self.0
    }
}

/// A tree and all that belongs to it.
#[derive(Clone, Debug)]
pub struct TreeData<S: Stage> {
    /// Its id.
    pub id: Word,
    /// Its version, as its authors count.
    pub version: String,
    /// Its texts.
    pub texts: Arc<TreeTexts>,
    /// The language of its texts.
    pub language: String,
    /// From when and until when it may be used, as written (`2026-01-01`).
    pub valid: Valid,
    /// SHA-256 over the tree, its ladder and its catalogues, as `sha256:…`.
    pub hash: String,
    /// The question to begin with; the first one where none is named.
    pub start: Option<S::Question>,
    /// The ladder; without one there are no rungs and no bounds.
    pub ladder: Option<Ladder>,
    /// Whether every ladder and catalogue that it names could be read. If not, nobody knows which rungs
    /// and methods there are.
    pub whole: bool,
    /// The catalogues it names, in order; the tree's own methods and advice come first.
    pub catalogues: Vec<Catalogue<S>>,
    /// The works it refers to.
    pub sources: Vec<Source>,
    /// Words that answers set.
    pub facts: IdVec<FactId, Fact>,
    /// Numbers that answers add up.
    pub scores: IdVec<ScoreId, Score>,
    /// What the verdicts are called.
    pub verdicts: Arc<VerdictTexts>,
    /// Bounds that hang on more than one answer.
    pub bounds: Vec<TreeBound<S>>,
    /// The questions, in file order.
    pub questions: IdVec<QuestionId, Question<S>>,
    /// The outcomes, in file order.
    pub outcomes: IdVec<OutcomeId, Outcome<S>>,
    /// The examples.
    pub examples: Vec<Example<S>>,
}

/// What kind of reply a question takes.
#[derive(Clone, Debug, PartialEq)]
pub enum QuestionKind {
    /// One answer.
    Choice,
    /// One or more answers; an answer that is `alone` goes with no other.
    Multiple,
    /// A number; the answers are bands.
    Number {
        /// What is counted.
        unit: String,
        /// Whether decimals are allowed.
        decimals: bool,
        /// What it measures, if a catalogue is to mind it.
        measures: Option<Measure>,
    },
}

/// What a number question measures, for methods to fit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Measure {
    /// The time available, in weeks.
    Weeks,
    /// The number of people to involve.
    People,
}

words!(Measure { Weeks = "weeks", People = "people" });

/// What `rising` promises.
#[derive(Clone, Debug)]
pub enum Rising<N> {
    /// Nothing.
    No,
    /// The answers in file order never give a lower rung.
    InOrder,
    /// These answers, from little to much, never give a lower rung.
    Listed(Vec<N>),
}

/// A question.
#[derive(Clone, Debug)]
pub struct Question<S: Stage> {
    /// Its id.
    pub id: Word,
    /// Ids it had in earlier versions.
    pub was: Vec<Word>,
    /// Questions of earlier versions that asked this as well.
    pub was_part_of: Vec<Word>,
    /// Its texts.
    pub texts: Arc<QuestionTexts>,
    /// Where it comes from.
    pub source: Option<Citation>,
    /// What kind of reply it takes.
    pub kind: QuestionKind,
    /// A fact that nobody here can change.
    pub given: bool,
    /// The promise that a later answer never gives a lower rung.
    pub rising: Rising<S::Answer>,
    /// Where the promise is written.
    pub rising_place: crate::model::finding::Place,
    /// What it offers, in order.
    pub answers: IdVec<AnswerId, Answer<S>>,
    /// The way on for answers without one of their own.
    pub way: Option<Way<S>>,
}

/// An answer that a question offers.
#[derive(Clone, Debug)]
pub struct Answer<S: Stage> {
    /// Its id.
    pub id: Word,
    /// Ids it had in earlier versions.
    pub was: Vec<Word>,
    /// Its texts.
    pub texts: Arc<AnswerTexts>,
    /// Where it comes from.
    pub source: Option<Citation>,
    /// Goes with no other answer (of a `multiple`).
    pub alone: bool,
    /// The band it stands for (of a `number`).
    pub band: Option<Band>,
    /// Facts it sets.
    pub set: Vec<(S::Fact, Vec<S::Value>)>,
    /// Scores it adds to.
    pub add: Vec<(S::Score, i64)>,
    /// How far one may go, with this answer.
    pub at_most: Option<Bound<S>>,
    /// How far one must go, with this answer.
    pub at_least: Option<Bound<S>>,
    /// Its own way on.
    pub way: Option<Way<S>>,
    /// From when and until when it holds.
    pub valid: Valid,
}

/// A bound on the rung.
#[derive(Clone, Debug)]
pub struct Bound<S: Stage> {
    /// The rung.
    pub rung: S::Rung,
    /// Its texts.
    pub texts: Arc<BoundTexts>,
    /// Where it comes from.
    pub source: Option<Citation>,
    /// A wish (an at-least): raises no clash.
    pub yields: bool,
    /// From when and until when it holds.
    pub valid: Valid,
}

/// A bound of the tree itself, weighed when an outcome is reached.
#[derive(Clone, Debug)]
pub struct TreeBound<S: Stage> {
    /// Where it stands.
    pub place: crate::model::finding::Place,
    /// When it holds; always, where there is none.
    pub condition: Option<Condition<S::Entry>>,
    /// How far one may go.
    pub at_most: Option<Bound<S>>,
    /// How far one must go.
    pub at_least: Option<Bound<S>>,
}

/// A way on: the first route that holds. `next:` and `outcome:` are one route without a condition.
#[derive(Clone, Debug)]
pub struct Way<S: Stage> {
    /// Where it stands.
    pub place: crate::model::finding::Place,
    /// Tried in order; never empty.
    pub routes: Vec<Route<S>>,
}

/// One route of a way.
#[derive(Clone, Debug)]
pub struct Route<S: Stage> {
    /// Where it stands.
    pub place: crate::model::finding::Place,
    /// When it is taken; always, where there is none.
    pub condition: Option<Condition<S::Entry>>,
    /// Where it leads.
    pub target: Target<S>,
    /// Why, for people.
    pub because: Option<String>,
}

/// Where a route leads.
#[derive(Clone, Debug)]
pub enum Target<S: Stage> {
    /// To another question.
    Question(S::Question),
    /// To an outcome.
    Outcome(S::Outcome),
}

/// Whether to involve people.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Verdict {
    /// Do.
    Participate,
    /// Do not.
    DoNotParticipate,
    /// Not until something is arranged.
    NotYet,
    /// Something else is called for.
    OtherRoute,
}

words!(Verdict {
    Participate = "participate",
    DoNotParticipate = "do-not-participate",
    NotYet = "not-yet",
    OtherRoute = "other-route",
});

/// How an outcome comes to its rung.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum OutcomeRung<N> {
    /// It has none.
    None,
    /// This one, whatever the bounds say.
    Fixed(N),
    /// The highest that the at-mosts leave.
    Ceiling,
    /// The lowest that the at-leasts allow.
    Floor,
    /// The highest at-least, wishes included, but not above the ceiling.
    Wish,
}

impl<N> OutcomeRung<N> {
    /// Whether the rung is read from the bounds, so that floor and ceiling can clash here.
    pub fn reads_bounds(&self) -> bool {
        matches!(self, OutcomeRung::Ceiling | OutcomeRung::Floor | OutcomeRung::Wish)
    }
}

/// An end of the tree.
#[derive(Clone, Debug)]
pub struct Outcome<S: Stage> {
    /// Its id.
    pub id: Word,
    /// Ids it had in earlier versions.
    pub was: Vec<Word>,
    /// Its texts.
    pub texts: Arc<OutcomeTexts>,
    /// Whether to involve people.
    pub verdict: Verdict,
    /// How it comes to its rung.
    pub rung: OutcomeRung<S::Rung>,
    /// The outcome where floor and ceiling clash.
    pub conflict: Option<S::Outcome>,
    /// Where it comes from.
    pub source: Option<Citation>,
    /// The tree to go on with.
    pub tree: Option<Word>,
    /// Texts that hold on some days only, until the day is known: then they stand in its text.
    pub dated: Vec<DatedText>,
}

/// A test that the author of a tree wrote.
#[derive(Clone, Debug)]
pub struct Example<S: Stage> {
    /// Where it stands.
    pub place: crate::model::finding::Place,
    /// Its name.
    pub name: String,
    /// The replies, by question.
    pub replies: Vec<(S::Question, Reply<S>)>,
    /// What must come out.
    pub expect: Expect<S>,
    /// On which days it is looked at.
    pub valid: Valid,
}

/// Results: outcomes, each with its rung or none.
pub type Results<S> = Vec<(<S as Stage>::Outcome, Option<<S as Stage>::Rung>)>;

/// What an example expects: each must be true of every possible result.
#[derive(Clone, Debug)]
pub struct Expect<S: Stage> {
    /// Where it stands.
    pub place: crate::model::finding::Place,
    /// The outcome.
    pub outcome: Option<S::Outcome>,
    /// The rung, or none at all.
    pub rung: Option<Option<S::Rung>>,
    /// The verdict.
    pub verdict: Option<Verdict>,
    /// Whether it is a clash.
    pub conflict: Option<bool>,
    /// Methods that must be offered.
    pub methods: Vec<Word>,
    /// Methods and advice that must not be there.
    pub without: Vec<Word>,
    /// Methods that must stand among the first five.
    pub first: Vec<Word>,
    /// Methods that the plan must hold.
    pub plan: Vec<Word>,
    /// Advice that must apply.
    pub advice: Vec<Word>,
    /// The tree to go on in.
    pub tree: Option<Word>,
    /// Replies that must not fit their questions; they are given to nothing.
    pub refused: Vec<(S::Question, Reply<S>)>,
    /// Exactly the possible results.
    pub possible: Option<Results<S>>,
}

impl<S: Stage> Default for Expect<S> {
    /// Expects nothing.
    fn default() -> Expect<S> {
        Expect {
            place: crate::model::finding::Place::default(),
            outcome: None,
            rung: None,
            verdict: None,
            conflict: None,
            methods: Vec::new(),
            without: Vec::new(),
            first: Vec::new(),
            plan: Vec::new(),
            advice: Vec::new(),
            tree: None,
            refused: Vec::new(),
            possible: None,
        }
    }
}

impl<S: Stage> TreeData<S> {
    /// Every method at hand, in the order of the catalogues.
    pub fn methods(&self) -> impl Iterator<Item = &Method<S>> {
        self.catalogues.iter().flat_map(|catalogue| &catalogue.methods)
    }

    /// Every advice at hand, in the order of the catalogues.
    pub fn advice(&self) -> impl Iterator<Item = &Advice<S>> {
        self.catalogues.iter().flat_map(|catalogue| &catalogue.advice)
    }

    /// The work that a citation in this tree, its ladder or its catalogues refers to.
    pub fn source(&self, citation: &Citation) -> Option<&Source> {
        let ladder = self.ladder.iter().flat_map(|ladder| &ladder.sources);
        let catalogues = self.catalogues.iter().flat_map(|catalogue| &catalogue.sources);
        self.sources.iter().chain(ladder).chain(catalogues).find(|source| source.id.text == citation.source.text)
    }
}

reads_texts!(
    staged:
    TreeData { texts: TreeTexts },
    Question { texts: QuestionTexts },
    Answer { texts: AnswerTexts },
    Bound { texts: BoundTexts },
    Outcome { texts: OutcomeTexts },
);

impl Resolved {
    /// The rungs from little say to much; none without a ladder.
    pub fn rungs(&self) -> &IdVec<RungId, Rung> {
        static NONE: IdVec<RungId, Rung> = IdVec::new();
        self.ladder.as_ref().map_or(&NONE, |ladder| &ladder.rungs)
    }

    /// A rung; one that says nothing where the ladder could not be read.
    pub fn rung(&self, id: RungId) -> &Rung {
        static UNREAD: LazyLock<Rung> = LazyLock::new(Rung::default);
        self.rungs().get(id).unwrap_or(&UNREAD)
    }

    /// What the tree calls a verdict, where it has words of its own for it.
    pub fn verdict_words(&self, verdict: Verdict) -> Option<&str> {
        let VerdictTexts { participate, do_not_participate, not_yet, other_route } = &*self.verdicts;
        match verdict {
            Verdict::Participate => participate.as_deref(),
            Verdict::DoNotParticipate => do_not_participate.as_deref(),
            Verdict::NotYet => not_yet.as_deref(),
            Verdict::OtherRoute => other_route.as_deref(),
        }
    }

    /// The question to begin with, unless there are no questions.
    pub fn first_question(&self) -> Option<QuestionId> {
        self.start.or_else(|| self.questions.first_id())
    }
}

impl<S: Stage> Question<S> {
    /// A way on, where it has that one.
    pub fn way(&self, id: WayId) -> Option<&Way<S>> {
        match id {
            WayId::Answer(answer) => self.answers[answer].way.as_ref(),
            WayId::Question => self.way.as_ref(),
        }
    }

    /// Every way on: those of its answers, then its own.
    pub fn ways(&self) -> impl Iterator<Item = (WayId, &Way<S>)> {
        let ids = self.answers.ids().map(WayId::Answer).chain([WayId::Question]);
        ids.filter_map(|id| Some((id, self.way(id)?)))
    }

    /// The way on after a reply of these answers.
    pub fn way_after(&self, answers: &[AnswerId]) -> WayId {
        match *answers {
            [only] if !self.is_multiple() && self.answers[only].way.is_some() => WayId::Answer(only),
            _ => WayId::Question,
        }
    }

    /// Whether more than one answer may be given.
    pub fn is_multiple(&self) -> bool {
        self.kind == QuestionKind::Multiple
    }

    /// Of a question for a number, all that it takes, and whether decimals are among them. Between its bands there is
    /// no gap.
    pub fn numbers(&self) -> Option<(Band, bool)> {
        let QuestionKind::Number { decimals, .. } = self.kind else { return None };
        let bands = || self.answers.iter().filter_map(|it| it.band);
        let from = bands().map(|it| it.from).min()?;
        let below = bands().map(|it| it.below.map_or((1, None), |it| (0, Some(it)))).max()?.1;
        // Whole numbers begin and end with one.
        let [from, below] = [from, below].map(|end| end.map(|it| if decimals { it } else { it.next_whole() }));
        Some((Band { from, below }, decimals))
    }

    /// The answer in whose band a number is.
    pub fn band_of(&self, number: Decimal) -> Option<AnswerId> {
        self.answers.position(|answer| answer.band.is_some_and(|band| band.holds(number)))
    }

    /// Whether a number is a reply to it: in a band, and whole unless it takes decimals.
    pub fn takes(&self, number: Decimal) -> bool {
        let decimals = matches!(self.kind, QuestionKind::Number { decimals: true, .. });
        (decimals || number.is_whole()) && self.band_of(number).is_some()
    }

    /// What it measures, if anything.
    pub fn measures(&self) -> Option<Measure> {
        match self.kind {
            QuestionKind::Number { measures, .. } => measures,
            _ => None,
        }
    }
}

impl Question<ById> {
    /// The answers that a reply settles on; `None` where it leaves open which.
    pub fn settled(&self, reply: &Reply<ById>) -> Option<Vec<AnswerId>> {
        match reply {
            Reply::Answers(answers) => Some(answers.clone()),
            Reply::Number(number) => Some(Vec::from_iter(self.band_of(*number))),
            Reply::OneOf(_) | Reply::Unknown => None,
        }
    }
}
