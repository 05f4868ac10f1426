//! What would change the advice, in words: briefly in every advice, whole in [`explained`](super::explained).

use super::basis::Report;
use crate::analysis::narrowing::narrows_most;
use crate::analysis::why::{By, Decider, Other, ReplyChange};
use crate::bilingual;
use crate::engine::step::Landing;
use crate::model::ids::{AnswerId, QuestionId};
use crate::model::replies::Reply;
use crate::model::tree::Verdict;
use crate::output::document::{Block, Section};
use std::collections::BTreeSet;

/// So many changes are told.
const CHANGES: usize = 3;

/// So many questions that come up are named with the reply they need; more are a number.
const NAMED: usize = 10;

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
            to == Verdict::Participate || (to == verdict && other.result.rung.is_some())
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
        // Two ways to one rung are one change: the first takes the least.
        let mut rungs = BTreeSet::new();
        others.retain(|other| other.result.rung.is_none_or(|rung| rungs.insert(rung)));
        others.truncate(CHANGES);
        others
    }

    fn to_other(&self, other: &Other) -> String {
        let change = other.changes.first().map(|change| self.change(&other.result, change)).unwrap_or_default();
        format!("{}: {change}", self.landing(&other.result))
    }

    /// A change in words, such as `‘Waarom?’ wordt: ‘Daarom’.`
    pub(super) fn change(&self, result: &Landing, change: &ReplyChange) -> String {
        let mut parts: Vec<String> =
            change.change.iter().map(|(question, answers)| self.other_reply(*question, answers)).collect();
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

    /// Another reply; of ticks what is added and what goes.
    fn other_reply(&self, question: QuestionId, answers: &[AnswerId]) -> String {
        let ask = format!("‘{}’ {}", self.ask(question), self.say("wordt", "becomes"));
        let now = self.ticked(question);
        if now.is_empty() {
            return format!("{ask}: ‘{}’", self.labels(question, answers));
        }
        let without = |all: &[AnswerId], some: &[AnswerId]| -> Vec<AnswerId> {
            all.iter().copied().filter(|answer| !some.contains(answer)).collect()
        };
        let told = |answers: Vec<AnswerId>, dutch: &str, english: &str| {
            let labels = (!answers.is_empty()).then(|| self.labels(question, &answers))?;
            Some(format!("{} ‘{labels}’", self.say(dutch, english)))
        };
        let added = told(without(answers, now), "ook", "also");
        let gone = told(without(now, answers), "niet meer", "no longer");
        format!("{ask}: {}", added.into_iter().chain(gone).collect::<Vec<_>>().join("; "))
    }

    /// What is ticked now of a question that takes several answers.
    fn ticked(&self, question: QuestionId) -> &[AnswerId] {
        match self.replies.get(&question) {
            Some(Reply::Answers(answers)) if self.tree.questions[question].is_multiple() => answers,
            _ => &[],
        }
    }

    /// Of changes that differ in ticks alone, those that change the fewest, each with how many others there are.
    pub(super) fn fewest_ticks<'o>(&self, changes: &'o [ReplyChange]) -> Vec<(&'o ReplyChange, usize)> {
        let ticks = |change: &ReplyChange| -> usize {
            let ticked = change.change.iter().filter(|(question, _)| !self.ticked(*question).is_empty());
            let differ = |(question, answers): &(QuestionId, Vec<AnswerId>)| {
                let now = self.ticked(*question);
                let missing = |all: &[AnswerId], some: &[AnswerId]| all.iter().filter(|it| !some.contains(it)).count();
                missing(now, answers) + missing(answers, now)
            };
            ticked.map(differ).sum()
        };
        // Everything but the ticks.
        let rest = |change: &ReplyChange| -> Vec<(QuestionId, Vec<AnswerId>)> {
            let apart = |(question, answers): &(QuestionId, Vec<AnswerId>)| {
                (*question, if self.ticked(*question).is_empty() { answers.clone() } else { Vec::new() })
            };
            change.change.iter().map(apart).collect()
        };
        let mut groups: Vec<Vec<&ReplyChange>> = Vec::new();
        for change in changes {
            match groups.iter_mut().find(|group| rest(group[0]) == rest(change)) {
                Some(group) => group.push(change),
                None => groups.push(vec![change]),
            }
        }
        let mut fewest = Vec::new();
        for group in groups {
            let least = group.iter().map(|change| ticks(change)).min();
            let kept: Vec<&ReplyChange> = group.iter().copied().filter(|change| Some(ticks(change)) == least).collect();
            let more = group.len() - kept.len();
            let last = kept.len() - 1;
            fewest.extend(kept.into_iter().enumerate().map(|(at, change)| (change, if at == last { more } else { 0 })));
        }
        fewest
    }

    /// The questions that come up on the new way: with their replies where the result hangs on them, else
    /// how many.
    fn asked_then(&self, result: &Landing, change: &ReplyChange) -> String {
        let needed = change.needed(self.tree, self.replies, result);
        let one = |(question, answers): &(QuestionId, Vec<AnswerId>)| {
            format!("‘{}’: ‘{}’", self.ask(*question), self.labels(*question, answers))
        };
        let mut parts: Vec<String> = needed.iter().take(NAMED).map(one).collect();
        let others = change.asks.len() - parts.len();
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
        format!("{} {}", self.say("nog te beantwoorden:", "still to answer:"), parts.join("; "))
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
