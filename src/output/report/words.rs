//! Ids as words for people: rungs, results, replies, conditions, ranges.

use super::Report;
use crate::analysis::recommend::Reason;
use crate::analysis::why::known_answers;
use crate::engine::step::Landing;
use crate::model::catalogue::{Cost, Kind, Method};
use crate::model::condition::{Condition, Entry, Range};
use crate::model::replies::Reply;
use crate::model::tree::{Known, QuestionKind, Resolved, Verdict};
use crate::text::language::Language;

impl Report<'_> {
    /// One of two fixed texts.
    pub(super) fn say<'a>(&self, dutch: &'a str, english: &'a str) -> &'a str {
        self.language.pick(dutch, english)
    }

    pub(super) fn rung(&self, rung: usize) -> &str {
        self.tree.ladder.as_ref().map_or("", |ladder| ladder.rungs[rung].title.as_str())
    }

    pub(super) fn rung_id(&self, rung: usize) -> &str {
        self.tree.ladder.as_ref().map_or("", |ladder| ladder.rungs[rung].id.text.as_str())
    }

    pub(super) fn verdict(&self, verdict: Verdict) -> &'static str {
        match verdict {
            Verdict::Participate => self.language.pick("Betrek mensen", "Involve people"),
            Verdict::DoNotParticipate => self.language.pick("Geen participatie", "No participation"),
            Verdict::NotYet => self.language.pick("Nog niet beginnen", "Do not begin yet"),
            Verdict::OtherRoute => self.language.pick("Een andere route", "Another route"),
        }
    }

    /// An outcome with its rung, such as `Betrek inwoners (trede: Adviseren)`.
    pub(super) fn result(&self, outcome: usize, rung: Option<usize>) -> String {
        result(self.tree, self.language, outcome, rung)
    }

    pub(super) fn landing(&self, landing: &Landing) -> String {
        self.result(landing.outcome, landing.rung)
    }

    /// A reply in words; `None` where there is none.
    pub(super) fn reply(&self, question: usize) -> Option<String> {
        let labels = |answers: &[usize]| {
            let label = |answer: &usize| self.tree.questions[question].answers[*answer].label.clone();
            answers.iter().map(label).collect::<Vec<_>>()
        };
        Some(match self.replies.get(&question)? {
            Reply::Answers(answers) => labels(answers).join("; "),
            Reply::Number(number) => match &self.tree.questions[question].kind {
                QuestionKind::Number { unit, .. } => format!("{number} {unit}"),
                _ => number.to_string(),
            },
            Reply::OneOf(answers) => labels(answers).join(self.say(" of ", " or ")),
            Reply::Unknown => self.say("weet ik niet", "I do not know").to_owned(),
        })
    }

    /// Questions with their replies, such as `Valt er nog iets te kiezen? – Een deel ligt vast`.
    pub(super) fn replies_to(&self, questions: &[usize]) -> String {
        let one = |&question: &usize| {
            let ask = &self.tree.questions[question].ask;
            let reply = self.reply(question).unwrap_or_else(|| self.say("open", "open").to_owned());
            format!("{ask} {reply}")
        };
        questions.iter().map(one).collect::<Vec<_>>().join("; ")
    }

    /// What a condition is about, in labels: of the replies that were given where they count.
    pub(super) fn condition(&self, condition: &Condition<Entry>) -> String {
        let mut labels: Vec<String> = Vec::new();
        condition.each(&mut |entry| match entry {
            Entry::Question(question, answers) => {
                let asked = &self.tree.questions[*question];
                let given = known_answers(self.tree, self.replies, *question).unwrap_or_default();
                let held: Vec<usize> = answers.iter().copied().filter(|answer| given.contains(answer)).collect();
                let shown = if held.is_empty() { answers.clone() } else { held };
                // Of several answers a label says enough; `No, it is tight` does not without its question.
                let ask = if asked.is_multiple() { String::new() } else { format!("{} ", asked.ask) };
                labels.extend(shown.into_iter().map(|answer| format!("{ask}{}", asked.answers[answer].label)));
            }
            Entry::Fact(fact, values) => {
                let fact = &self.tree.facts[*fact];
                labels.extend(values.iter().map(|value| format!("{}: {}", fact.label, fact.values[*value].1)));
            }
            Entry::Score(score, ..) => labels.push(self.tree.scores[*score].label.clone()),
            _ => {}
        });
        labels.join(", ")
    }

    /// Why a method fell away.
    pub(super) fn reason(&self, method: &Method<Known>, reason: Reason<'_>) -> String {
        match reason {
            Reason::Avoid(condition) => {
                format!("{}: {}", self.say("past niet bij", "does not go with"), self.condition(condition))
            }
            Reason::Needs(condition) => format!("{}: {}", self.say("vraagt", "needs"), self.condition(condition)),
            Reason::Weeks(question) => format!(
                "{} {}, {} {}",
                self.say("vraagt", "takes"),
                self.weeks(method.weeks),
                self.say("je hebt", "you have"),
                self.reply(question).unwrap_or_default()
            ),
            Reason::Group(question) => format!(
                "{} {}, {} {}",
                self.say("is voor", "is for"),
                self.people(method.group),
                self.say("het gaat om", "there are"),
                self.reply(question).unwrap_or_default()
            ),
        }
    }

    pub(super) fn weeks(&self, weeks: Option<Range>) -> String {
        self.range(weeks, self.say("week", "week"), self.say("weken", "weeks"))
    }

    pub(super) fn people(&self, group: Option<Range>) -> String {
        self.range(group, self.say("persoon", "person"), self.say("mensen", "people"))
    }

    fn range(&self, range: Option<Range>, one: &str, many: &str) -> String {
        let Some(range) = range else { return "–".to_owned() };
        match (range.from, range.below.map(|below| below - 1)) {
            (Some(from), Some(to)) if from == to => format!("{from} {}", if from == 1 { one } else { many }),
            (Some(from), Some(to)) => format!("{from} {} {to} {many}", self.say("tot", "to")),
            (Some(from), None) => format!("{} {from} {many}", self.say("vanaf", "from")),
            (None, Some(to)) => format!("{} {to} {many}", self.say("hoogstens", "at most")),
            (None, None) => "–".to_owned(),
        }
    }

    pub(super) fn cost(&self, cost: Option<Cost>) -> &'static str {
        match cost {
            None => "–",
            Some(Cost::Low) => self.language.pick("laag", "low"),
            Some(Cost::Medium) => self.language.pick("middel", "medium"),
            Some(Cost::High) => self.language.pick("hoog", "high"),
        }
    }

    /// The heading over advice of a kind.
    pub(super) fn kind(&self, kind: Kind) -> &'static str {
        match kind {
            Kind::Duty => self.language.pick("Dit moet van de wet", "The law asks this"),
            Kind::Condition => self.language.pick("Regel dit", "Arrange this"),
            Kind::Tip => self.language.pick("Tips", "Tips"),
            Kind::Role => self.language.pick("Wie doet wat", "Who does what"),
            Kind::Indicator => self.language.pick("Zo zie je of het werkt", "How to see whether it works"),
        }
    }
}

/// An outcome with its rung, such as `Betrek inwoners (trede: Adviseren)`.
pub(super) fn result(tree: &Resolved, language: Language, outcome: usize, rung: Option<usize>) -> String {
    let title = &tree.outcomes[outcome].title;
    match rung.and_then(|rung| tree.ladder.as_ref()?.rungs.get(rung)) {
        None => title.clone(),
        Some(rung) => format!("{title} ({}: {})", language.pick("trede", "rung"), rung.title),
    }
}

/// A range in figures, such as `4–12`.
pub(super) fn span(range: Option<Range>) -> String {
    match range.map(|range| (range.from, range.below.map(|below| below - 1))) {
        Some((Some(from), Some(to))) if from == to => from.to_string(),
        Some((Some(from), Some(to))) => format!("{from}–{to}"),
        Some((Some(from), None)) => format!("≥ {from}"),
        Some((None, Some(to))) => format!("≤ {to}"),
        _ => "–".to_owned(),
    }
}
