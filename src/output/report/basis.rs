//! What an advice is made of: the replies, what they lead to, what fits, and why.

use crate::analysis::lines::{BoundPositions, lines};
use crate::analysis::plan::Choice;
use crate::analysis::recommend::{Reason, Recommendation, recommend_with};
use crate::analysis::why::{Otherwise, Why, otherwise, why};
use crate::bilingual;
use crate::engine::evaluate::{Evaluation, evaluate};
use crate::engine::step::Landing;
use crate::model::case::Case;
use crate::model::catalogue::Method;
use crate::model::condition::{Condition, Entry};
use crate::model::deadline::Deadline;
use crate::model::ids::{QuestionId, RungId};
use crate::model::replies::{Decimal, Replies, Reply};
use crate::model::tree::{ById, Tree};
use crate::output::document::{Block, Section};
use crate::output::words::{Wording, amount};
use crate::source::dated::Expired;
use crate::text::language::Language;
use std::cell::OnceCell;
use std::collections::BTreeMap;
use std::sync::Arc;

/// States that are looked at to say what would change an advice.
const BUDGET: usize = 200_000;

/// What a person brings to an advice, besides replies.
#[derive(Clone, Debug, Default)]
pub struct Occasion {
    /// The project.
    pub project: Option<String>,
    /// The phase or sub-question.
    pub part: Option<String>,
    /// A person's own words, by question.
    pub notes: BTreeMap<QuestionId, String>,
    /// The rung that was chosen instead, by id, and why.
    pub chosen: Option<(String, Option<String>)>,
    /// The day of the advice, such as `2026-11-22`.
    pub date: String,
    /// What had run out by that day.
    pub expired: Vec<Expired>,
    /// When the decision is, where the plan is counted back from it.
    pub decision: Option<Deadline>,
    /// The methods that the plan is to hold, or not to hold.
    pub choice: Choice,
    /// Whether every method is told of, and not the best alone.
    pub all_methods: bool,
    /// The cases of the organisation itself; those that ship are known.
    pub cases: Arc<[Case]>,
}

/// An advice, ready to be laid out.
#[derive(Debug)]
pub struct Report<'t> {
    pub(crate) tree: &'t Tree,
    pub(crate) language: Language,
    pub(crate) replies: &'t Replies,
    pub(crate) occasion: &'t Occasion,
    pub(crate) evaluation: Evaluation,
    pub(crate) recommendation: Recommendation<'t>,
    pub(crate) why: Why<'t>,
    /// Wish, ceiling and floor, on a ladder.
    pub(crate) lines: Option<BoundPositions<'t>>,
    /// Where it clashes: what can come out once the at-mosts in the way are lifted.
    pub(crate) arranged: Vec<Landing>,
    otherwise: OnceCell<Otherwise>,
}

impl<'t> Report<'t> {
    /// Works out the advice for given replies.
    pub fn new(tree: &'t Tree, replies: &'t Replies, occasion: &'t Occasion, language: Language) -> Report<'t> {
        let evaluation = evaluate(tree, replies);
        let recommendation = recommend_with(tree, replies, &evaluation, &occasion.choice);
        let why = why(tree, replies, &evaluation);
        let lines = lines(tree, &evaluation, &why);
        let arranged = if evaluation.clash.certain { why.arranged(tree, replies) } else { Vec::new() };
        Report {
            tree,
            language,
            replies,
            occasion,
            evaluation,
            recommendation,
            why,
            lines,
            arranged,
            otherwise: OnceCell::new(),
        }
    }

    /// What other replies would give; worked out when it is asked for.
    pub(crate) fn otherwise(&self) -> &Otherwise {
        self.otherwise.get_or_init(|| self.all_otherwise(1))
    }

    /// The same with at most this many smallest changes for every other result.
    pub(crate) fn all_otherwise(&self, most: usize) -> Otherwise {
        otherwise(self.tree, self.replies, &self.evaluation.landings, BUDGET, most)
    }

    pub(super) fn words(&self) -> Wording<'t> {
        Wording::of(self.tree, self.language)
    }

    /// One of two fixed texts.
    pub(super) fn say<'a>(&self, dutch: &'a str, english: &'a str) -> &'a str {
        self.language.pick(dutch, english)
    }

    pub(super) fn section(&self, dutch: &str, english: &str, blocks: Vec<Block>) -> Section {
        Section::new(self.language, dutch, english, blocks)
    }

    /// Whether the result has words of its own instead of the verdict: then the tree is not about involving people.
    pub(super) fn has_own_heading(&self) -> bool {
        match &self.evaluation.landings[..] {
            [landing] => self.words().own_heading(landing.outcome).is_some(),
            landings => {
                let named = |it: &Landing| self.tree.verdict_words(self.tree.outcomes[it.outcome].verdict).is_some();
                !landings.is_empty() && landings.iter().all(named)
            }
        }
    }

    pub(super) fn rung(&self, rung: RungId) -> &'t str {
        self.words().rung(rung)
    }

    pub(super) fn rung_id(&self, rung: RungId) -> &'t str {
        &self.tree.rung(rung).id.text
    }

    pub(super) fn landing(&self, landing: &Landing) -> String {
        self.words().result(landing.outcome, landing.rung)
    }

    pub(super) fn landings(&self, landings: &[Landing]) -> String {
        landings.iter().map(|it| self.landing(it)).collect::<Vec<_>>().join(self.say(", of ", ", or "))
    }

    pub(super) fn ask(&self, question: QuestionId) -> &'t str {
        &self.tree.questions[question].ask
    }

    /// A reply in words; `None` where there is none.
    pub(super) fn reply(&self, question: QuestionId) -> Option<String> {
        Some(self.words().reply(question, self.replies.get(&question)?))
    }

    /// Questions with their replies, such as `Valt er nog iets te kiezen? Een deel ligt vast`.
    pub(super) fn replies_to(&self, questions: &[QuestionId]) -> String {
        let one = |&question: &QuestionId| {
            let reply = self.reply(question).unwrap_or_else(|| self.say("open", "open").to_owned());
            format!("{} {reply}", self.ask(question))
        };
        questions.iter().map(one).collect::<Vec<_>>().join("; ")
    }

    /// A condition that holds: what of it the replies make hold.
    pub(super) fn held(&self, condition: &Condition<Entry>) -> String {
        self.words().condition(&self.words().given(condition, self.replies))
    }

    /// Why a method fell away.
    pub(super) fn reason(&self, method: &Method<ById>, reason: Reason<'_>) -> String {
        let amount = |range, (dutch, english), (dutch_many, english_many)| {
            amount(self.language, range, self.say(dutch, english), self.say(dutch_many, english_many))
        };
        match reason {
            Reason::Avoid(condition) => {
                format!("{}: {}", self.say("past niet bij", "does not go with"), self.held(condition))
            }
            Reason::Needs(condition) => {
                format!("{}: {}", self.say("vraagt", "needs"), self.words().condition(condition))
            }
            Reason::Weeks(question) => format!(
                "{} {}, {} {}",
                self.say("vraagt", "takes"),
                amount(method.weeks, ("week", "week"), ("weken", "weeks")),
                self.say("je hebt", "you have"),
                match self.replies.get(&question) {
                    Some(Reply::Number(number)) if *number == Decimal::from(1) =>
                        self.say("1 week", "1 week").to_owned(),
                    _ => self.reply(question).unwrap_or_default(),
                }
            ),
            Reason::Group(question) => format!(
                "{} {}, {} {}",
                self.say("is voor", "is for"),
                amount(method.group, ("persoon", "person"), ("mensen", "people")),
                self.say("het gaat om", "there are"),
                self.reply(question).unwrap_or_default()
            ),
        }
    }

    /// That the tree itself holds no longer, where that is so.
    pub(super) fn out_of_date(&self) -> Option<String> {
        let until = self.tree.valid.until.as_ref().filter(|_| self.tree.valid.has_run_out(&self.occasion.date))?;
        let until = &until.text;
        let said = bilingual!(
            "Let op: deze boom gold tot en met {until}. Kijk eerst of hij nog klopt.",
            "Mind: this tree held until {until}. See first whether it is still right."
        );
        Some(said.to(self.language).to_owned())
    }

    /// What came out, in one line.
    pub fn headline(&self) -> String {
        format!("{}: {}", self.say("Advies", "Advice"), self.landings(&self.evaluation.landings))
    }

    /// The tree to go on with, where the one outcome names it.
    pub fn next_tree(&self) -> Option<&str> {
        match self.evaluation.landings[..] {
            [landing] => self.tree.outcomes[landing.outcome].tree.as_ref().map(|word| word.text.as_str()),
            _ => None,
        }
    }
}
