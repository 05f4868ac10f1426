//! What would change the advice, in words: briefly in every advice, whole in [`explained`](super::explained).

use super::basis::Report;
use crate::analysis::narrowing::narrows_most;
use crate::analysis::why::{By, Decider, Other, ReplyChange};
use crate::bilingual;
use crate::engine::step::Landing;
use crate::model::ids::{AnswerId, QuestionId};
use crate::model::tree::Verdict;
use crate::output::document::{Block, Section};

/// So many changes are told.
const CHANGES: usize = 3;

impl Report<'_> {
    /// What would change the advice: at most three changes that somebody could make, most telling first.
    pub(super) fn would_change(&self) -> Section {
        let mut blocks = Vec::new();
        if let [landing] = self.evaluation.landings[..] {
            let near: Vec<String> = self.could_change(&landing).into_iter().map(|other| self.to_other(other)).collect();
            if !self.otherwise().finished {
                blocks.push(Block::Text(self.too_large().to_owned()));
            } else if !near.is_empty() {
                blocks.push(Block::List(near));
            }
        }
        self.section("Wat zou het advies veranderen?", "What would change the advice?", blocks)
    }

    /// The other results that somebody could bring about: nothing that rests on a fact that nobody here can change,
    /// and nothing that closes the door to people. First what the situation asks for, then what takes the least.
    fn could_change(&self, landing: &Landing) -> Vec<&Other> {
        let verdict = self.tree.outcomes[landing.outcome].verdict;
        let wish = self.lines.as_ref().and_then(|lines| lines.wish.rung());
        let opens = |other: &&Other| {
            let to = self.tree.outcomes[other.result.outcome].verdict;
            to == Verdict::Participate || (to == verdict && verdict != Verdict::Participate)
        };
        // Another name for the same rung is no change that anybody asks for.
        let differs = |other: &&Other| other.result.rung.is_none() || other.result.rung != landing.rung;
        let can = |other: &&Other| other.changes.first().is_some_and(|change| change.blocked_by.is_empty());
        let mut others: Vec<&Other> =
            self.otherwise().others.iter().filter(opens).filter(differs).filter(can).collect();
        others.sort_by_key(|other| {
            let asked_for = other.result.rung.is_some() && other.result.rung == wish;
            let takes = other.changes.first().map(|it| (it.change.len(), it.asks.len()));
            (!asked_for, other.result.outcome != landing.outcome, other.result.rung < landing.rung, takes)
        });
        others.truncate(CHANGES);
        others
    }

    fn to_other(&self, other: &Other) -> String {
        let change = other.changes.first().map(|change| self.change(&other.result, change)).unwrap_or_default();
        format!("{}: {change}", self.landing(&other.result))
    }

    /// A change in words, such as `‘Waarom?’ wordt ‘Daarom’.`
    pub(super) fn change(&self, result: &Landing, change: &ReplyChange) -> String {
        let mut parts: Vec<String> = change
            .change
            .iter()
            .map(|(question, answers)| {
                let (ask, labels) = (self.ask(*question), self.labels(*question, answers));
                format!("‘{ask}’ {} ‘{labels}’", self.say("wordt", "becomes"))
            })
            .collect();
        if !change.asks.is_empty() {
            parts.push(self.asked_then(result, change));
        }
        let mut said = parts.join("; ");
        for &question in &change.blocked_by {
            said += &format!(
                ". {} ‘{}’ {}",
                self.say("Let op:", "Mind:"),
                self.ask(question),
                self.say(
                    "staat vast, daar kan niemand hier iets aan veranderen",
                    "is a fact that nobody here can change"
                )
            );
        }
        said + "."
    }

    /// The questions that come up on the new way: with their replies where the result hangs on them, else
    /// how many.
    fn asked_then(&self, result: &Landing, change: &ReplyChange) -> String {
        let needed = change.needed(self.tree, self.replies, result);
        let one = |(question, answers): &(QuestionId, Vec<AnswerId>)| {
            format!("‘{}’ {} ‘{}’", self.ask(*question), self.say("met", "with"), self.labels(*question, answers))
        };
        let mut parts: Vec<String> = needed.iter().map(one).collect();
        let others = change.asks.len() - needed.len();
        if let ([], [(question, _)]) = (&needed[..], &change.asks[..]) {
            parts.push(format!("‘{}’", self.ask(*question)));
        } else if others > 0 {
            let said = match (others, needed.len()) {
                (_, 0) => bilingual!("{others} vragen", "{others} questions"),
                (1, _) => bilingual!("en nog een vraag", "and one more question"),
                _ => bilingual!("en nog {others} vragen", "and {others} more questions"),
            };
            parts.push(said.to(self.language).to_owned());
        }
        format!("{} {}", self.say("nog te beantwoorden:", "still to answer:"), parts.join(", "))
    }

    /// The question to find out about first, where that is a choice.
    pub(super) fn ask_first(&self) -> Option<String> {
        if self.evaluation.open_questions.len() < 2 {
            return None;
        }
        let question = narrows_most(self.tree, self.replies, &self.evaluation, &|_| true)?;
        let most =
            self.say("Zoek dit het eerst uit, dat maakt het meest duidelijk", "Find this out first, it tells most");
        Some(format!("{most}: {}", self.ask(question)))
    }

    /// What decides, in words: the bound or route with its reason and the replies behind it.
    pub(super) fn decider(&self, decider: &Decider<'_>) -> String {
        let replies = self.replies_to(&decider.questions);
        let because = decider.bound.and_then(|bound| bound.because.as_deref());
        let route = || self.why.route.and_then(|(_, route)| route.because.as_deref());
        let because = because.or_else(|| if decider.bound.is_none() { route() } else { None });
        let because = because.map(|text| format!("{text} ")).unwrap_or_default();
        let what = match (decider.by, decider.bound) {
            (By::AtMost, Some(bound)) => format!("{} {}", self.say("Hoogstens", "At most"), self.rung(bound.rung)),
            (By::AtLeast, Some(bound)) => format!("{} {}", self.say("Minstens", "At least"), self.rung(bound.rung)),
            _ => self.say("De route", "The route").to_owned(),
        };
        let replies = if replies.is_empty() { String::new() } else { format!("({replies})") };
        format!("{what}. {because}{replies}").trim_end().to_owned()
    }

    pub(super) fn too_large(&self) -> &'static str {
        self.language.pick(
            "De boom is te groot om na te gaan wat andere antwoorden geven.",
            "The tree is too large to work out what other replies would give.",
        )
    }

    /// The labels of answers.
    pub(super) fn labels(&self, question: QuestionId, answers: &[AnswerId]) -> String {
        self.words().labels(question, answers, "; ")
    }
}
