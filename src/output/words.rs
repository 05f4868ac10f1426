//! Conditions, bounds, ranges and results in words: one way to say each, wherever they are shown.
//!
//! Parts of a condition are joined with a comma and a word (`, en `, `, of `), values without the comma, and what is
//! nested stands in brackets; so a condition in words means one thing.

use crate::bilingual;
use crate::model::catalogue::{AdviceKind, AdviceMoment, AdviceReader, Cost};
use crate::model::condition::{Condition, Entry, Range};
use crate::model::ids::{AnswerId, FactId, Id, OutcomeId, QuestionId, RungId, ScoreId, ValueId};
use crate::model::replies::{Band, Replies, Reply};
use crate::model::tree::{Answer, Bound, ById, QuestionKind, Resolved, Verdict};
use crate::text::language::Language;

/// A tree, and the language to speak of it in.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Wording<'t> {
    pub(crate) tree: &'t Resolved,
    pub(crate) language: Language,
}

impl<'t> Wording<'t> {
    pub(crate) fn of(tree: &'t Resolved, language: Language) -> Wording<'t> {
        Wording { tree, language }
    }

    pub(crate) fn say<'a>(self, dutch: &'a str, english: &'a str) -> &'a str {
        self.language.pick(dutch, english)
    }

    /// The title of a rung.
    pub(crate) fn rung(self, rung: RungId) -> &'t str {
        &self.tree.rung(rung).title
    }

    /// An outcome with its rung, such as `Betrek inwoners (trede: Adviseren)`.
    pub(crate) fn result(self, outcome: OutcomeId, rung: Option<RungId>) -> String {
        let title = &self.tree.outcomes[outcome].title;
        match rung {
            None => title.clone(),
            Some(rung) => format!("{title} ({}: {})", self.say("trede", "rung"), self.rung(rung)),
        }
    }

    /// A reply.
    pub(crate) fn reply(self, question: QuestionId, reply: &Reply<ById>) -> String {
        match reply {
            Reply::Answers(answers) => self.labels(question, answers, "; "),
            Reply::Number(number) => match &self.tree.questions[question].kind {
                QuestionKind::Number { unit, .. } => format!("{number} {unit}"),
                _ => number.to_string(),
            },
            Reply::OneOf(answers) => self.labels(question, answers, self.say("; of ", "; or ")),
            Reply::Unknown => self.say("weet ik niet", "I do not know").to_owned(),
        }
    }

    /// The labels of answers.
    pub(crate) fn labels(self, question: QuestionId, answers: &[AnswerId], between: &str) -> String {
        let label = |answer: &AnswerId| self.tree.questions[question].answers[*answer].label.as_str();
        answers.iter().map(label).collect::<Vec<_>>().join(between)
    }

    /// A condition, such as `‘Is er spanning?’ is niet ‘Ja’, en ‘Wie?’ met ‘Buren’ of ‘Winkels’`.
    pub(crate) fn condition(self, condition: &Condition<Entry>) -> String {
        let list = |parts: &[Condition<Entry>], (dutch, english): (&str, &str), none: &str| match parts {
            [] => none.to_owned(),
            [only] => self.condition(only),
            _ => parts.iter().map(|part| self.part(part)).collect::<Vec<_>>().join(self.say(dutch, english)),
        };
        match condition {
            Condition::Entry(entry) => self.entry(entry, true),
            Condition::All(parts) => list(parts, (", en ", ", and "), self.always(true)),
            Condition::Any(parts) => list(parts, (", of ", ", or "), self.always(false)),
            Condition::Not(part) => match &**part {
                Condition::Entry(entry) => self.entry(entry, false),
                Condition::Not(part) => self.condition(part),
                other => format!("{} ({})", self.say("niet", "not"), self.condition(other)),
            },
        }
    }

    /// A part among others: in brackets where it has parts itself.
    fn part(self, part: &Condition<Entry>) -> String {
        match part {
            Condition::All(parts) | Condition::Any(parts) if parts.len() == 1 => self.part(&parts[0]),
            Condition::All(parts) | Condition::Any(parts) if !parts.is_empty() => format!("({})", self.condition(part)),
            Condition::Not(inner) => match &**inner {
                Condition::Not(part) => self.part(part),
                _ => self.condition(part),
            },
            _ => self.condition(part),
        }
    }

    fn always(self, holds: bool) -> &'static str {
        if holds { self.language.pick("altijd", "always") } else { self.language.pick("nooit", "never") }
    }

    fn entry(self, entry: &Entry, holds: bool) -> String {
        match entry {
            Entry::Question(question, answers) => {
                let labels = answers.iter().map(|&it| self.tree.questions[*question].answers[it].label.as_str());
                self.replied(*question, &self.any_of(labels), holds)
            }
            Entry::Fact(fact, values) => {
                let fact = &self.tree.facts[*fact];
                let these = self.any_of(values.iter().map(|&it| fact.values[it].1.as_str()));
                format!("‘{}’ {} {these}", fact.label, self.is(holds))
            }
            Entry::Score(score, from, below) => {
                let limit = self.limit(Range { from: *from, below: *below }, holds);
                format!("‘{}’ {limit}", self.tree.scores[*score].label)
            }
            Entry::Ahead(first, second, by) => {
                format!("‘{}’ {}", self.tree.scores[*first].label, self.ahead(*second, *by, holds))
            }
            Entry::Rung(rungs) => {
                let these = self.any_of(rungs.iter().map(|&rung| self.rung(rung)));
                format!("{} {} {these}", self.say("de trede", "the rung"), self.is(holds))
            }
            Entry::Level(levels) => {
                let these = self.any_of(levels.iter().map(|level| level.word()));
                format!("{} {} {these}", self.say("het niveau", "the level"), self.is(holds))
            }
            Entry::Outcome(outcomes) => {
                let these = self.any_of(outcomes.iter().map(|&it| self.tree.outcomes[it].title.as_str()));
                format!("{} {} {these}", self.say("de uitkomst", "the outcome"), self.is(holds))
            }
            Entry::Never => self.always(!holds).to_owned(),
        }
    }

    fn is(self, holds: bool) -> &'static str {
        if holds { self.language.pick("is", "is") } else { self.language.pick("is niet", "is not") }
    }

    fn any_of<'a>(self, labels: impl Iterator<Item = &'a str>) -> String {
        labels.map(|label| format!("‘{label}’")).collect::<Vec<_>>().join(self.say(" of ", " or "))
    }

    /// A question and what is replied to it. Of several answers one may be among them.
    pub(crate) fn replied(self, question: QuestionId, these: &str, holds: bool) -> String {
        let asked = &self.tree.questions[question];
        let is = match (asked.is_multiple(), holds) {
            (false, _) => self.is(holds),
            (true, true) => self.say("met", "with"),
            (true, false) => self.say("zonder", "without"),
        };
        format!("‘{}’ {is} {these}", asked.ask)
    }

    /// What a score must be, or must not be, such as `is minstens 3`.
    pub(crate) fn limit(self, range: Range, holds: bool) -> String {
        // The other side of one end is one end again.
        let (range, holds) = match (range.from, range.below, holds) {
            (Some(from), None, false) => (Range { from: None, below: Some(from) }, true),
            (None, Some(below), false) => (Range { from: Some(below), below: None }, true),
            _ => (range, holds),
        };
        format!("{} {}", self.is(holds), figures_in_words(self.language, range))
    }

    /// How a score stands beside another that it must be at least so much above, or must not be, such as
    /// `is hoger dan ‘Steun’`.
    pub(crate) fn ahead(self, other: ScoreId, by: i64, holds: bool) -> String {
        // Where it is not at least so much above, it is at most one less above.
        let most = by - 1;
        let (below, under) = (by.unsigned_abs(), most.unsigned_abs());
        let said = match (holds, by) {
            (true, 1) => bilingual!("hoger dan", "higher than"),
            (true, 0) => bilingual!("minstens zo hoog als", "at least as high as"),
            (true, 1..) => bilingual!("minstens {by} hoger dan", "at least {by} higher than"),
            (true, _) => bilingual!("hoogstens {below} lager dan", "at most {below} lower than"),
            (false, 1) => bilingual!("hoogstens zo hoog als", "at most as high as"),
            (false, 0) => bilingual!("lager dan", "lower than"),
            (false, 1..) => bilingual!("hoogstens {most} hoger dan", "at most {most} higher than"),
            (false, _) => bilingual!("minstens {under} lager dan", "at least {under} lower than"),
        };
        format!("is {} ‘{}’", said.to(self.language), self.tree.scores[other].label)
    }

    /// A band of a question that takes numbers. Whole numbers have a last one that is in.
    pub(crate) fn band(self, band: Band, decimals: bool, unit: &str) -> String {
        let last = band.below.filter(|_| !decimals).map(|below| below.before(false));
        let said = match (band.from, band.below, last) {
            (Some(from), _, Some(last)) if from == last => bilingual!("{from} {unit}", "{from} {unit}"),
            (Some(from), _, Some(last)) => bilingual!("{from} tot en met {last} {unit}", "{from} to {last} {unit}"),
            (Some(from), Some(below), None) => {
                bilingual!(
                    "minstens {from} en minder dan {below} {unit}",
                    "at least {from} and less than {below} {unit}"
                )
            }
            (Some(from), None, _) => bilingual!("minstens {from} {unit}", "at least {from} {unit}"),
            (None, _, Some(last)) => bilingual!("hoogstens {last} {unit}", "at most {last} {unit}"),
            (None, Some(below), None) => bilingual!("minder dan {below} {unit}", "less than {below} {unit}"),
            (None, None, _) => bilingual!("elk aantal {unit}", "any number of {unit}"),
        };
        said.to(self.language).to_owned()
    }

    /// A bound, such as `hoogstens Adviseren`.
    fn at_most(self, bound: &Bound<ById>) -> String {
        format!("{} {}", self.say("hoogstens", "at most"), self.rung(bound.rung))
    }

    /// A bound, such as `minstens Raadplegen`, or a wish, such as `liefst minstens Raadplegen`.
    fn at_least(self, bound: &Bound<ById>) -> String {
        let word = match bound.yields {
            true => self.say("liefst minstens", "preferably at least"),
            false => self.say("minstens", "at least"),
        };
        format!("{word} {}", self.rung(bound.rung))
    }

    /// The sides of a bound.
    pub(crate) fn sides(self, at_most: Option<&Bound<ById>>, at_least: Option<&Bound<ById>>) -> Vec<String> {
        at_most.map(|it| self.at_most(it)).into_iter().chain(at_least.map(|it| self.at_least(it))).collect()
    }

    /// An answer with what it gives.
    pub(crate) fn answer(self, answer: &Answer<ById>) -> String {
        let gives = self.gives(answer);
        if gives.is_empty() { answer.label.clone() } else { format!("{} ({})", answer.label, gives.join("; ")) }
    }

    /// What an answer does to the result: its bounds, its points and its facts.
    pub(crate) fn gives(self, answer: &Answer<ById>) -> Vec<String> {
        let bounds = self.sides(answer.at_most.as_ref(), answer.at_least.as_ref()).into_iter();
        let points = answer.add.iter().map(|(score, points)| {
            let (label, sign) = (&self.tree.scores[*score].label, if *points < 0 { '−' } else { '+' });
            format!("{label} {sign}{}", points.unsigned_abs())
        });
        let facts = answer.set.iter().map(|(fact, values)| {
            let fact = &self.tree.facts[*fact];
            let values: Vec<&str> = values.iter().map(|&it| fact.values[it].1.as_str()).collect();
            format!("{}: {}", fact.label, values.join(", "))
        });
        bounds.chain(points).chain(facts).collect()
    }

    /// What of a condition the replies make hold: of a question and of a fact the values that they give. Says no less
    /// than the condition does.
    pub(crate) fn given(self, condition: &Condition<Entry>, replies: &Replies) -> Condition<Entry> {
        fn narrow<I: Id>(values: &[I], given: &[I]) -> Vec<I> {
            let held: Vec<I> = values.iter().copied().filter(|value| given.contains(value)).collect();
            if held.is_empty() { values.to_vec() } else { held }
        }
        let all = |parts: &[Condition<Entry>]| parts.iter().map(|part| self.given(part, replies)).collect();
        match condition {
            Condition::All(parts) => Condition::All(all(parts)),
            Condition::Any(parts) => Condition::Any(all(parts)),
            // Fewer values inside a `not` would say less.
            Condition::Not(_) => condition.clone(),
            Condition::Entry(Entry::Question(question, answers)) => {
                let given = self.settled(*question, replies);
                Condition::Entry(Entry::Question(*question, narrow(answers, &given)))
            }
            Condition::Entry(Entry::Fact(fact, values)) => {
                let set = self.facts_given(*fact, replies);
                Condition::Entry(Entry::Fact(*fact, narrow(values, &set)))
            }
            Condition::Entry(_) => condition.clone(),
        }
    }

    /// The answers that the reply to a question settles on, if it does.
    fn settled(self, question: QuestionId, replies: &Replies) -> Vec<AnswerId> {
        let reply = replies.get(&question);
        reply.and_then(|reply| self.tree.questions[question].settled(reply)).unwrap_or_default()
    }

    /// The values of a fact that replies give.
    fn facts_given(self, fact: FactId, replies: &Replies) -> Vec<ValueId> {
        let answers = replies.keys().flat_map(|&question| {
            self.settled(question, replies)
                .into_iter()
                .map(move |answer| &self.tree.questions[question].answers[answer])
        });
        answers.flat_map(|it| &it.set).filter(|(it, _)| *it == fact).flat_map(|(_, values)| values.clone()).collect()
    }

    /// What stands above an advice with this outcome.
    pub(crate) fn heading(self, outcome: OutcomeId) -> &'t str {
        self.own_heading(outcome).unwrap_or(match self.tree.outcomes[outcome].verdict {
            Verdict::Participate => self.language.pick("Betrek mensen", "Involve people"),
            Verdict::DoNotParticipate => self.language.pick("Geen participatie", "No participation"),
            Verdict::NotYet => self.language.pick("Nog niet beginnen", "Do not begin yet"),
            Verdict::OtherRoute => self.language.pick("Een andere route", "Another route"),
        })
    }

    /// The words of the outcome itself, or those of the tree for its verdict; without a full stop.
    pub(crate) fn own_heading(self, outcome: OutcomeId) -> Option<&'t str> {
        let outcome = &self.tree.outcomes[outcome];
        let own = outcome.heading.as_deref().or_else(|| self.tree.verdict_words(outcome.verdict));
        own.map(|heading| heading.trim().trim_end_matches('.'))
    }
}

/// Whole numbers, such as `minstens 3` or `3 tot en met 5`.
fn figures_in_words(language: Language, range: Range) -> String {
    let said = match (range.from, range.below.map(|below| below - 1)) {
        (Some(from), Some(to)) if from == to => bilingual!("{from}", "{from}"),
        (Some(from), Some(to)) => bilingual!("{from} tot en met {to}", "{from} to {to}"),
        (Some(from), None) => bilingual!("minstens {from}", "at least {from}"),
        (None, Some(to)) => bilingual!("hoogstens {to}", "at most {to}"),
        (None, None) => bilingual!("om het even", "anything"),
    };
    said.to(language).to_owned()
}

/// An amount of something, such as `3 tot en met 5 weken`.
pub(crate) fn amount(language: Language, range: Option<Range>, one: &str, many: &str) -> String {
    let Some(range) = range else { return "–".to_owned() };
    let single = range.from == Some(1) && range.below == Some(2);
    format!("{} {}", figures_in_words(language, range), if single { one } else { many })
}

/// A range in figures, such as `4–12`.
pub(crate) fn span(range: Option<Range>) -> String {
    match range.map(|range| (range.from, range.below.map(|below| below - 1))) {
        Some((Some(from), Some(to))) if from == to => from.to_string(),
        Some((Some(from), Some(to))) => format!("{from}–{to}"),
        Some((Some(from), None)) => format!("≥ {from}"),
        Some((None, Some(to))) => format!("≤ {to}"),
        _ => "–".to_owned(),
    }
}

/// What something costs.
pub(crate) fn cost(language: Language, cost: Option<Cost>) -> &'static str {
    match cost {
        None => "–",
        Some(Cost::Low) => language.pick("laag", "low"),
        Some(Cost::Medium) => language.pick("middel", "medium"),
        Some(Cost::High) => language.pick("hoog", "high"),
    }
}

/// When and for whom an advice is, such as `vooraf, projectleider`; empty where it does not say.
pub(crate) fn when_and_for_whom(language: Language, moment: Option<AdviceMoment>, readers: &[AdviceReader]) -> String {
    let moment = moment.map(|moment| match moment {
        AdviceMoment::Before => language.pick("vooraf", "before"),
        AdviceMoment::During => language.pick("tijdens", "during"),
        AdviceMoment::After => language.pick("daarna", "after"),
    });
    let readers = readers.iter().map(|reader| match reader {
        AdviceReader::Projectleider => language.pick("projectleider", "project leader"),
        AdviceReader::Ambtelijk => language.pick("organisatie", "organisation"),
        AdviceReader::College => language.pick("college", "mayor and aldermen"),
        AdviceReader::Raad => language.pick("raad", "council"),
        AdviceReader::Inwoners => language.pick("inwoners", "residents"),
    });
    moment.into_iter().chain(readers).collect::<Vec<_>>().join(", ")
}

/// The heading over advice of a kind.
pub(crate) fn kind(language: Language, kind: AdviceKind) -> &'static str {
    match kind {
        AdviceKind::Duty => language.pick("Dit moet van de wet", "The law asks this"),
        AdviceKind::Condition => language.pick("Regel dit", "Arrange this"),
        AdviceKind::Tip => language.pick("Tips", "Tips"),
        AdviceKind::Role => language.pick("Wie doet wat", "Who does what"),
        AdviceKind::Indicator => language.pick("Zo zie je of het werkt", "How to see whether it works"),
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test fails by panicking")]
mod tests {
    use super::*;
    use crate::source::parse::{LoadError, Loader, read};
    use std::collections::{BTreeMap, BTreeSet};

    const TREE: &str = "format: 1\nid: b\nversion: '1'\ntitle: B\nlanguage: nl\nfacts: {plek: {label: Plek, values: {dorp: Dorp, stad: Stad, zee: Zee}}}\nscores: {punten: {label: Punten}, steun: {label: Steun}}\nquestions:\n  een: {ask: 'Eén?', answers: {a: {label: Aa}, b: {label: Bee}, c: {label: Cee}}}\n  meer: {ask: 'Wie doet mee?', kind: multiple, answers: {a: {label: Dee, set: {plek: dorp}, add: {punten: -2}}, b: {label: Ee}, c: {label: Eff}}, outcome: klaar}\noutcomes: {klaar: {title: Klaar, verdict: not-yet}}\n";

    struct Nothing;

    impl Loader for Nothing {
        fn fetch(&self, _: &str) -> Result<Vec<u8>, LoadError> {
            Err(LoadError::Missing)
        }
    }

    fn tree() -> Resolved {
        let text = TREE.replace("Cee}}}", "Cee}}, next: meer}");
        let reading = read("b.yaml", text.as_bytes(), Language::Dutch, &Nothing);
        let checked = crate::check::check(reading, 1000);
        let said: Vec<_> = checked.findings.iter().map(|it| it.message.to_string()).collect();
        (*checked.tree.unwrap_or_else(|| panic!("{said:?}"))).clone()
    }

    /// What is the case: what was replied, which values the fact has, and the score.
    struct World {
        replied: BTreeMap<QuestionId, BTreeSet<AnswerId>>,
        plek: BTreeSet<ValueId>,
        punten: i64,
        steun: i64,
    }

    fn holds(condition: &Condition<Entry>, world: &World) -> bool {
        match condition {
            Condition::All(parts) => parts.iter().all(|part| holds(part, world)),
            Condition::Any(parts) => parts.iter().any(|part| holds(part, world)),
            Condition::Not(part) => !holds(part, world),
            Condition::Entry(Entry::Question(question, answers)) => {
                world.replied.get(question).is_some_and(|given| answers.iter().any(|it| given.contains(it)))
            }
            Condition::Entry(Entry::Fact(_, values)) => values.iter().any(|it| world.plek.contains(it)),
            Condition::Entry(Entry::Score(_, from, below)) => {
                from.is_none_or(|from| world.punten >= from) && below.is_none_or(|below| world.punten < below)
            }
            Condition::Entry(Entry::Ahead(_, _, by)) => world.punten - world.steun >= *by,
            Condition::Entry(_) => false,
        }
    }

    /// Reads a condition in words, as a person would: knows the labels, and nothing of conditions.
    struct PhraseReader<'a> {
        rest: &'a str,
        world: &'a World,
    }

    impl<'a> PhraseReader<'a> {
        fn eat(&mut self, words: &str) -> bool {
            self.rest.strip_prefix(words).map(|rest| self.rest = rest).is_some()
        }

        fn quoted(&mut self) -> &'a str {
            assert!(self.eat("‘"), "no label: {}", self.rest);
            let (label, rest) = self.rest.split_once('’').unwrap();
            self.rest = rest;
            label
        }

        fn number(&mut self) -> i64 {
            let end = self.rest.find(|it: char| it != '-' && !it.is_ascii_digit()).unwrap_or(self.rest.len());
            let (number, rest) = self.rest.split_at(end);
            self.rest = rest;
            number.parse().unwrap()
        }

        fn whole(&mut self) -> bool {
            let first = self.part();
            let (and, mut values) = (self.rest.starts_with(", en "), vec![first]);
            while self.eat(if and { ", en " } else { ", of " }) {
                values.push(self.part());
            }
            if and { values.iter().all(|it| *it) } else { values.iter().any(|it| *it) }
        }

        fn bracketed(&mut self) -> bool {
            let value = self.whole();
            assert!(self.eat(")"), "not closed: {}", self.rest);
            value
        }

        fn part(&mut self) -> bool {
            if self.eat("(") {
                return self.bracketed();
            }
            if self.eat("niet (") {
                return !self.bracketed();
            }
            if self.eat("altijd") {
                return true;
            }
            if self.eat("nooit") {
                return false;
            }
            let what = self.quoted();
            let not = if self.eat(" is niet ") || self.eat(" zonder ") {
                true
            } else {
                assert!(self.eat(" is ") || self.eat(" met "), "no verb: {}", self.rest);
                false
            };
            if what == "Punten" {
                return self.points() != not;
            }
            let mut any = false;
            loop {
                let label = self.quoted();
                let at = |labels: [&str; 3]| labels.iter().position(|it| *it == label).unwrap();
                let replied = |question, answer| {
                    let given = self.world.replied.get(&QuestionId::new(question));
                    given.is_some_and(|given| given.contains(&AnswerId::new(answer)))
                };
                any |= match what {
                    "Eén?" => replied(0, at(["Aa", "Bee", "Cee"])),
                    "Wie doet mee?" => replied(1, at(["Dee", "Ee", "Eff"])),
                    "Plek" => self.world.plek.contains(&ValueId::new(at(["Dorp", "Stad", "Zee"]))),
                    other => panic!("what is {other}?"),
                };
                if !self.eat(" of ") {
                    return any != not;
                }
            }
        }

        fn points(&mut self) -> bool {
            let (punten, ahead) = (self.world.punten, self.world.punten - self.world.steun);
            for (words, holds) in [
                ("hoger dan ‘Steun’", ahead > 0),
                ("lager dan ‘Steun’", ahead < 0),
                ("minstens zo hoog als ‘Steun’", ahead >= 0),
                ("hoogstens zo hoog als ‘Steun’", ahead <= 0),
            ] {
                if self.eat(words) {
                    return holds;
                }
            }
            for (word, least) in [("minstens ", true), ("hoogstens ", false)] {
                if !self.eat(word) {
                    continue;
                }
                let number = self.number();
                let higher = self.eat(" hoger dan ‘Steun’");
                return match (least, higher || self.eat(" lager dan ‘Steun’")) {
                    (true, false) => punten >= number,
                    (false, false) => punten <= number,
                    (true, true) => {
                        if higher {
                            ahead >= number
                        } else {
                            -ahead >= number
                        }
                    }
                    (false, true) => {
                        if higher {
                            ahead <= number
                        } else {
                            -ahead <= number
                        }
                    }
                };
            }
            let from = self.number();
            let to = if self.eat(" tot en met ") { self.number() } else { from };
            (from..=to).contains(&punten)
        }
    }

    /// Small numbers in an order that looks like chance and is the same every time.
    struct Dice(u64);

    impl Dice {
        fn roll(&mut self, sides: u64) -> u64 {
            self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            (self.0 >> 33) % sides
        }

        fn some<I: Id>(&mut self) -> Vec<I> {
            let chosen = 1 + self.roll(7);
            (0..3).filter(|bit| chosen >> bit & 1 == 1).map(I::new).collect()
        }

        fn condition(&mut self, depth: u64) -> Condition<Entry> {
            let parts = |dice: &mut Dice| (0..dice.roll(4)).map(|_| dice.condition(depth - 1)).collect();
            match self.roll(if depth == 0 { 5 } else { 9 }) {
                0 => Condition::Entry(Entry::Question(QuestionId::new(self.roll(2) as usize), self.some())),
                1 => Condition::Entry(Entry::Fact(FactId::new(0), self.some())),
                2 => {
                    let from = self.roll(5) as i64 - 2;
                    let below = from + 1 + self.roll(3) as i64;
                    let (from, below) = match self.roll(3) {
                        0 => (Some(from), None),
                        1 => (None, Some(below)),
                        _ => (Some(from), Some(below)),
                    };
                    Condition::Entry(Entry::Score(ScoreId::new(0), from, below))
                }
                3 => Condition::Entry(Entry::Never),
                4 => {
                    let by = self.roll(6) as i64 - 2;
                    Condition::Entry(Entry::Ahead(ScoreId::new(0), ScoreId::new(1), by))
                }
                5 => Condition::All(parts(self)),
                6 => Condition::Any(parts(self)),
                _ => Condition::Not(Box::new(self.condition(depth - 1))),
            }
        }

        fn world(&mut self) -> World {
            let mut replied = BTreeMap::new();
            if self.roll(4) > 0 {
                replied.insert(QuestionId::new(0), BTreeSet::from([AnswerId::new(self.roll(3) as usize)]));
            }
            if self.roll(4) > 0 {
                replied.insert(QuestionId::new(1), self.some().into_iter().collect());
            }
            let plek = if self.roll(3) > 0 { self.some().into_iter().collect() } else { BTreeSet::new() };
            World { replied, plek, punten: self.roll(9) as i64 - 4, steun: self.roll(5) as i64 - 2 }
        }
    }

    #[test]
    fn a_condition_in_words_read_back_means_the_same() {
        let (tree, mut dice) = (tree(), Dice(10));
        let (mut held, mut failed) = (0, 0);
        for _ in 0..2000 {
            let condition = dice.condition(3);
            let said = Wording::of(&tree, Language::Dutch).condition(&condition);
            for _ in 0..20 {
                let world = dice.world();
                let mut reader = PhraseReader { rest: &said, world: &world };
                let read = reader.whole();
                assert_eq!(reader.rest, "", "{said}");
                assert_eq!(read, holds(&condition, &world), "{said}\n{condition:?}");
                if read { held += 1 } else { failed += 1 }
            }
        }
        assert!(held > 5000 && failed > 5000, "{held} and {failed}");
    }

    #[test]
    fn what_the_replies_give_is_true_and_says_no_less() {
        let (tree, mut dice) = (tree(), Dice(11));
        let mut shorter = 0;
        for _ in 0..2000 {
            let condition = dice.condition(3);
            let world = dice.world();
            if !holds(&condition, &world) {
                continue;
            }
            let mut replies = Replies::new();
            for (question, answers) in &world.replied {
                replies.insert(*question, Reply::Answers(answers.iter().copied().collect()));
            }
            // The only answer that gives the fact gives one value.
            let gives = world.replied.get(&QuestionId::new(1)).is_some_and(|given| given.contains(&AnswerId::new(0)));
            let world =
                World { plek: if gives { BTreeSet::from([ValueId::new(0)]) } else { BTreeSet::new() }, ..world };
            if !holds(&condition, &world) {
                continue;
            }
            let given = Wording::of(&tree, Language::Dutch).given(&condition, &replies);
            assert!(holds(&given, &world), "{condition:?}\n{given:?}");
            shorter += usize::from(given != condition);
            for _ in 0..20 {
                let other = dice.world();
                assert!(!holds(&given, &other) || holds(&condition, &other), "{condition:?}\n{given:?}");
            }
        }
        assert!(shorter > 100, "{shorter}");
    }

    #[test]
    fn an_answer_tells_its_points_and_facts() {
        let tree = tree();
        let said = |language| {
            Wording::of(&tree, language).answer(&tree.questions[QuestionId::new(1)].answers[AnswerId::new(0)])
        };
        assert_eq!(said(Language::Dutch), "Dee (Punten −2; Plek: Dorp)");
    }
}
