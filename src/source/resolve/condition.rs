//! Conditions: the names they read and the values they test.

use super::resolver::Resolver;
use crate::bilingual;
use crate::model::catalogue::Catalogue;
use crate::model::condition::{Comparison, Condition, Entry, Range, Word, WordEntry, WordTest};
use crate::model::finding::Finding;
use crate::model::ids::{Id, QuestionId, ScoreId};
use crate::model::ladder::Level;
use crate::model::tree::{ByName, Verdict};
use crate::source::parse::unknown;

impl Resolver<'_> {
    /// Resolves a condition; those of a catalogue may also read the result and words it declares itself.
    pub(super) fn condition(
        &mut self,
        condition: &Condition<WordEntry>,
        catalogue: Option<&Catalogue<ByName>>,
    ) -> Condition<Entry> {
        condition.map(&mut |entry| self.entry(entry, catalogue))
    }

    fn entry(&mut self, entry: &WordEntry, catalogue: Option<&Catalogue<ByName>>) -> Entry {
        let name = entry.name.text.as_str();
        let values = match &entry.test {
            WordTest::Within(Range { from, below }) => {
                let score = self.score_read(&entry.name, catalogue);
                return score.map_or(Entry::Never, |score| Entry::Score(score, *from, *below));
            }
            WordTest::Beside(comparison, other) => {
                let scores = (self.score_read(&entry.name, catalogue), self.score_read(other, catalogue));
                let (Some(one), Some(two)) = scores else { return Entry::Never };
                return match comparison {
                    Comparison::Above => Entry::Ahead(one, two, 1),
                    Comparison::From => Entry::Ahead(one, two, 0),
                    Comparison::Below => Entry::Ahead(two, one, 1),
                };
            }
            WordTest::OneOf(values) => values,
        };
        if let Some(&question) = self.questions.get(name) {
            return Entry::Question(
                question,
                self.listed(values, catalogue, name, |it, word| {
                    it.draft.questions[question].answers.position(|answer| answer.id.text == word.text)
                }),
            );
        }
        if let Some(&fact) = self.facts.get(name) {
            return Entry::Fact(
                fact,
                self.listed(values, catalogue, name, |it, word| {
                    it.draft.facts[fact].values.position(|(id, _)| id.text == word.text)
                }),
            );
        }
        let declared = catalogue.and_then(|it| it.facts.iter().find(|fact| fact.id.text == name));
        match (catalogue, name) {
            (Some(_), "rung") => return Entry::Rung(values.iter().map(|word| self.rung(word)).collect()),
            (Some(_), "level") => return Entry::Level(values.iter().filter_map(|word| self.level(word)).collect()),
            (Some(_), "outcome") => return self.outcome_entry(values, declared.is_some()),
            (Some(_), "verdict") => return self.verdict_entry(values),
            _ => {}
        }
        if let Some(fact) = declared {
            for word in values {
                if !fact.values.iter().any(|(id, _)| id.text == word.text) {
                    self.unknown_value(word, fact.values.iter().map(|(id, _)| id.text.as_str()));
                }
            }
            return Entry::Never;
        }
        if self.scores.contains_key(name) {
            let message = bilingual!("`{name}` is een score", "`{name}` is a score");
            let hint = bilingual!("schrijf `{name}: {{from: 3}}`", "write `{name}: {{from: 3}}`");
            self.findings.push(Finding::new("unknown-value", entry.name.place, message).hint(hint));
            return Entry::Never;
        }
        self.unknown_name(&entry.name, catalogue);
        Entry::Never
    }

    /// The indices of values. In a catalogue, a value that it declares itself but this tree does not
    /// know simply never holds.
    fn listed<I: Id>(
        &mut self,
        values: &[Word],
        catalogue: Option<&Catalogue<ByName>>,
        name: &str,
        find: impl Fn(&Self, &Word) -> Option<I>,
    ) -> Vec<I> {
        let mut found = Vec::new();
        for word in values {
            if let Some(index) = find(self, word) {
                found.push(index);
                continue;
            }
            let declared = catalogue.and_then(|it| it.facts.iter().find(|fact| fact.id.text == name));
            if declared.is_some_and(|fact| fact.values.iter().any(|(id, _)| id.text == word.text)) {
                continue;
            }
            let draft = self.draft;
            match (self.questions.get(name).copied(), self.facts.get(name).copied()) {
                (Some(question), _) if self.is_label(question, word) => {}
                (Some(question), _) => {
                    self.unknown_value(word, draft.questions[question].answers.iter().map(|it| it.id.text.as_str()));
                }
                (_, Some(fact)) => {
                    self.unknown_value(word, draft.facts[fact].values.iter().map(|(id, _)| id.text.as_str()));
                }
                _ => {}
            }
        }
        found.sort_unstable();
        found.dedup();
        found
    }

    /// Reports a condition that tests what people see instead of the id: texts change, ids stay.
    fn is_label(&mut self, question: QuestionId, word: &Word) -> bool {
        let plain = |text: &str| text.trim().to_lowercase();
        let answers = &self.draft.questions[question].answers;
        let Some(answer) = answers.iter().find(|answer| plain(&answer.label) == plain(&word.text)) else {
            return false;
        };
        let (label, id) = (word.text.trim(), &answer.id.text);
        let message = bilingual!("`{label}` is een tekst, geen antwoord", "`{label}` is a text, not an answer");
        let hint = bilingual!("schrijf het id: `{id}`", "write the id: `{id}`");
        self.findings.push(Finding::new("unknown-value", word.place, message).hint(hint));
        true
    }

    /// The score of a name; none of a catalogue's own word that the tree does not have.
    fn score_read(&mut self, word: &Word, catalogue: Option<&Catalogue<ByName>>) -> Option<ScoreId> {
        let name = word.text.as_str();
        if let Some(&score) = self.scores.get(name) {
            return Some(score);
        }
        if self.questions.contains_key(name) || self.facts.contains_key(name) {
            let message = bilingual!("`{name}` is geen score", "`{name}` is not a score");
            let hint = bilingual!(
                "noem een antwoord of waarde in plaats van een getal",
                "name an answer or value instead of a number"
            );
            self.findings.push(Finding::new("unknown-value", word.place, message).hint(hint));
        } else if catalogue.is_none_or(|it| it.facts.iter().all(|fact| fact.id.text != name)) {
            self.unknown_name(word, catalogue);
        }
        None
    }

    fn unknown_name(&mut self, name: &Word, catalogue: Option<&Catalogue<ByName>>) {
        let draft = self.draft;
        let mut names: Vec<&str> = draft.questions.iter().map(|it| it.id.text.as_str()).collect();
        names.extend(draft.facts.iter().map(|it| it.id.text.as_str()));
        names.extend(draft.scores.iter().map(|it| it.id.text.as_str()));
        names.extend(catalogue.into_iter().flat_map(|it| &it.facts).map(|it| it.id.text.as_str()));
        let what = bilingual!("vraag, feit of score", "question, fact or score");
        self.findings.push(unknown("unknown-name", name.place, &name.text, &what, names.into_iter()));
    }

    fn level(&mut self, word: &Word) -> Option<Level> {
        let found = Level::ALL.into_iter().find(|level| level.word() == word.text);
        if found.is_none() {
            self.unknown_value(word, Level::ALL.into_iter().map(Level::word));
        }
        found
    }

    fn outcome_entry(&mut self, values: &[Word], declared: bool) -> Entry {
        let mut found = Vec::new();
        for word in values {
            match self.outcomes.get(word.text.as_str()) {
                Some(&outcome) => found.push(outcome),
                None if declared => {}
                None => {
                    self.unknown_value(word, self.draft.outcomes.iter().map(|it| it.id.text.as_str()));
                }
            }
        }
        Entry::Outcome(found)
    }

    fn verdict_entry(&mut self, values: &[Word]) -> Entry {
        let mut verdicts = Vec::new();
        for word in values {
            match Verdict::ALL.into_iter().find(|verdict| verdict.word() == word.text) {
                Some(verdict) => verdicts.push(verdict),
                None => self.unknown_value(word, Verdict::ALL.into_iter().map(Verdict::word)),
            }
        }
        let outcomes = self.draft.outcomes.iter_enumerated();
        Entry::Outcome(outcomes.filter(|(_, it)| verdicts.contains(&it.verdict)).map(|(index, _)| index).collect())
    }
}
