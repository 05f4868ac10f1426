//! What would change the advice, in words: briefly in every advice, whole in [`explained`](super::explained).

use super::basis::Report;
use crate::analysis::narrowing::narrows_most;
use crate::analysis::why::{By, Change, Decider, Other};
use crate::bilingual;
use crate::engine::step::Landing;
use crate::output::document::{Block, Section};

impl Report<'_> {
    /// What the advice hangs on, which reply alone can change it, and the way to a higher and a lower rung.
    pub(super) fn would_change(&self) -> Section {
        let mut blocks = Vec::new();
        let title = ("Wat zou het advies veranderen?", "What would change the advice?");
        let [landing] = self.evaluation.landings[..] else { return self.section(title.0, title.1, blocks) };
        let mut questions: Vec<usize> =
            self.why.decided_by(self.tree, &landing).into_iter().flat_map(|decider| decider.questions).collect();
        questions.sort_unstable();
        questions.dedup();
        if !questions.is_empty() {
            let replies = self.replies_to(&questions);
            blocks.push(Block::Text(format!("{}: {replies}.", self.say("Dit geeft de doorslag", "This decides"))));
        }
        let otherwise = self.otherwise();
        if !otherwise.finished {
            blocks.push(Block::Text(self.too_large().to_owned()));
            return self.section(title.0, title.1, blocks);
        }
        if otherwise.swings.is_empty() {
            blocks.push(Block::Text(
                self.say(
                    "Geen enkel antwoord verandert op zichzelf het advies.",
                    "No single reply changes the advice.",
                )
                .to_owned(),
            ));
        } else {
            blocks.push(Block::Text(
                self.say(
                    "Met één ander antwoord op een van deze vragen kan het advies al anders zijn:",
                    "One other reply to any of these questions can already change the advice:",
                )
                .to_owned(),
            ));
            let point = |question: usize| self.replies_to(&[question]);
            blocks.push(Block::List(otherwise.swings.iter().map(|swing| point(swing.question)).collect()));
        }
        let near: Vec<String> = self.neighbours(&landing).into_iter().map(|other| self.to_other(other)).collect();
        if !near.is_empty() {
            blocks.push(Block::Text(
                self.say(
                    "Dit moet minstens anders zijn voor een ander advies:",
                    "The least to change for another advice:",
                )
                .to_owned(),
            ));
            blocks.push(Block::List(near));
        }
        self.section(title.0, title.1, blocks)
    }

    /// The other results nearest to one: on the next higher and the next lower rung that the tree gives,
    /// or, of a result without a rung, the one that takes the least.
    fn neighbours(&self, landing: &Landing) -> Vec<&Other> {
        let others = || self.otherwise().others.iter().filter(|other| !other.changes.is_empty());
        let takes = |other: &&Other| {
            let first = other.changes.first();
            first.map(|it| (it.blocked_by.len(), it.change.len(), it.asks.len()))
        };
        let Some(rung) = landing.rung else { return others().min_by_key(takes).into_iter().collect() };
        let on = |rung: usize| others().filter(move |other| other.result.rung == Some(rung)).min_by_key(takes);
        let higher = others().filter_map(|other| other.result.rung).filter(|&other| other > rung).min();
        let lower = others().filter_map(|other| other.result.rung).filter(|&other| other < rung).max();
        higher.into_iter().chain(lower).filter_map(on).collect()
    }

    fn to_other(&self, other: &Other) -> String {
        let change = other.changes.first().map(|change| self.change(&other.result, change)).unwrap_or_default();
        format!("{}: {change}", self.landing(&other.result))
    }

    /// A change in words, such as `‘Waarom?’ wordt ‘Daarom’.`
    pub(super) fn change(&self, result: &Landing, change: &Change) -> String {
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
    fn asked_then(&self, result: &Landing, change: &Change) -> String {
        let needed = change.needed(self.tree, self.replies, result);
        let one = |(question, answers): &(usize, Vec<usize>)| {
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
    pub(super) fn labels(&self, question: usize, answers: &[usize]) -> String {
        self.words().labels(question, answers, "; ")
    }
}
