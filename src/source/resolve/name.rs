//! Names: that each stands for one thing, and what it stands for.

use super::resolver::Resolver;
use crate::bilingual;
use crate::model::condition::Word;
use crate::model::finding::{Finding, Place};
use crate::model::ids::{AnswerId, FactId, Id, OutcomeId, QuestionId, RungId, ScoreId, ValueId};
use crate::model::ladder::Citation;
use crate::source::parse::{known_sources, unknown};
use crate::text::language::Bilingual;
use std::collections::HashMap;

impl<'a> Resolver<'a> {
    /// No two questions, facts and scores share a name; no two methods or advices of all catalogues do.
    pub(super) fn distinct_names(&mut self) {
        let draft = self.draft;
        let questions = draft.questions.iter().map(|it| &it.id);
        let names = questions.chain(draft.facts.iter().map(|it| &it.id)).chain(draft.scores.iter().map(|it| &it.id));
        self.distinct(names);
        self.distinct(draft.methods().map(|it| &it.id));
        self.distinct(draft.advice().map(|it| &it.id));
    }

    pub(super) fn distinct(&mut self, names: impl Iterator<Item = &'a Word>) {
        let mut seen: HashMap<&str, Place> = HashMap::new();
        for name in names {
            if let Some(first) = seen.insert(&name.text, name.place) {
                let message = bilingual!(
                    "`{text}` heet hier al iets anders",
                    "`{text}` already names something else",
                    text = &name.text
                );
                let hint = bilingual!("geef een van beide een eigen naam", "give one of them a name of its own");
                self.findings.push(
                    Finding::new("ambiguous-name", name.place, message)
                        .related(first, bilingual!("hier ook", "here as well"))
                        .hint(hint),
                );
            }
        }
    }

    pub(super) fn citations(&mut self) {
        let draft = self.draft;
        let mut own: Vec<&Citation> = Vec::new();
        own.extend(draft.outcomes.iter().filter_map(|it| it.source.as_ref()));
        for bound in &draft.bounds {
            own.extend([&bound.at_most, &bound.at_least].into_iter().flatten().filter_map(|it| it.source.as_ref()));
        }
        for question in &draft.questions {
            own.extend(&question.source);
            for answer in &question.answers {
                own.extend(&answer.source);
                own.extend(
                    [&answer.at_most, &answer.at_least].into_iter().flatten().filter_map(|it| it.source.as_ref()),
                );
            }
        }
        for (number, catalogue) in draft.catalogues.iter().enumerate() {
            let cited = catalogue.methods.iter().filter_map(|it| it.source.as_ref());
            let cited = cited.chain(catalogue.advice.iter().filter_map(|it| it.source.as_ref()));
            if number == 0 {
                // The tree's own methods and advice refer to the tree's own sources.
                own.extend(cited);
            } else {
                known_sources(cited, &catalogue.sources, self.findings);
            }
        }
        known_sources(own, &draft.sources, self.findings);
    }

    pub(super) fn look_up<I: Id>(
        &mut self,
        word: &Word,
        map: fn(&Self) -> &HashMap<&'a str, I>,
        missing: impl FnOnce(&Word) -> Finding,
    ) -> I {
        map(self).get(word.text.as_str()).copied().unwrap_or_else(|| {
            self.findings.push(missing(word));
            I::new(0)
        })
    }

    pub(super) fn question(&mut self, word: &Word) -> QuestionId {
        if !self.questions.contains_key(word.text.as_str()) && self.outcomes.contains_key(word.text.as_str()) {
            let message = bilingual!(
                "er is geen vraag `{text}`, wel een uitkomst",
                "there is no question `{text}`, but an outcome",
                text = &word.text
            );
            let hint = bilingual!("schrijf `outcome: {text}`", "write `outcome: {text}`", text = &word.text);
            self.findings.push(Finding::new("dangling-target", word.place, message).hint(hint));
            return QuestionId::default();
        }
        let names = self.draft.questions.iter().map(|it| it.id.text.as_str());
        let what = bilingual!("vraag", "question");
        let missing = |word: &Word| unknown("dangling-target", word.place, &word.text, &what, names);
        self.look_up(word, |it| &it.questions, missing)
    }

    pub(super) fn outcome(&mut self, word: &Word) -> OutcomeId {
        if !self.outcomes.contains_key(word.text.as_str()) && self.questions.contains_key(word.text.as_str()) {
            let message = bilingual!(
                "er is geen uitkomst `{text}`, wel een vraag",
                "there is no outcome `{text}`, but a question",
                text = &word.text
            );
            let hint = bilingual!("schrijf `next: {text}`", "write `next: {text}`", text = &word.text);
            self.findings.push(Finding::new("dangling-target", word.place, message).hint(hint));
            return OutcomeId::default();
        }
        let names = self.draft.outcomes.iter().map(|it| it.id.text.as_str());
        let what = bilingual!("uitkomst", "outcome");
        let missing = |word: &Word| unknown("dangling-target", word.place, &word.text, &what, names);
        self.look_up(word, |it| &it.outcomes, missing)
    }

    pub(super) fn rung(&mut self, word: &Word) -> RungId {
        let Some(ladder) = &self.draft.ladder else {
            if !self.draft.whole {
                return RungId::default();
            }
            let message = bilingual!(
                "deze boom heeft geen ladder, dus geen trede `{text}`",
                "this tree has no ladder, so no rung `{text}`",
                text = &word.text
            );
            let hint = bilingual!("noem een ladder met `ladder:`", "name a ladder with `ladder:`");
            self.findings.push(Finding::new("unknown-rung", word.place, message).hint(hint));
            return RungId::default();
        };
        ladder.rungs.position(|rung| rung.id.text == word.text).unwrap_or_else(|| {
            let names = ladder.rungs.iter().map(|rung| rung.id.text.as_str());
            let what = bilingual!("trede", "rung");
            self.findings.push(unknown("unknown-rung", word.place, &word.text, &what, names));
            RungId::default()
        })
    }

    pub(super) fn set(&mut self, fact: &Word, values: &[Word]) -> (FactId, Vec<ValueId>) {
        let names = self.draft.facts.iter().map(|it| it.id.text.as_str());
        let known = self.facts.contains_key(fact.text.as_str());
        let what = bilingual!("feit", "fact");
        let missing = |fact: &Word| unknown("unknown-name", fact.place, &fact.text, &what, names);
        let number = self.look_up(fact, |it| &it.facts, missing);
        let values = if known { values.iter().map(|value| self.value(number, value)).collect() } else { Vec::new() };
        (number, values)
    }

    pub(super) fn score(&mut self, word: &Word) -> ScoreId {
        let names = self.draft.scores.iter().map(|it| it.id.text.as_str());
        let what = bilingual!("score", "score");
        let missing = |word: &Word| unknown("unknown-name", word.place, &word.text, &what, names);
        self.look_up(word, |it| &it.scores, missing)
    }

    pub(super) fn value(&mut self, fact: FactId, word: &Word) -> ValueId {
        let values = &self.draft.facts[fact].values;
        values.position(|(id, _)| id.text == word.text).unwrap_or_else(|| {
            self.unknown_value(word, values.iter().map(|(id, _)| id.text.as_str()));
            ValueId::default()
        })
    }

    pub(super) fn answer(&mut self, question: QuestionId, word: &Word) -> AnswerId {
        let answers = &self.draft.questions[question].answers;
        answers.position(|answer| answer.id.text == word.text).unwrap_or_else(|| {
            self.unknown_value(word, answers.iter().map(|answer| answer.id.text.as_str()));
            AnswerId::default()
        })
    }

    pub(super) fn unknown_value<'b>(&mut self, word: &Word, names: impl Iterator<Item = &'b str> + Clone) {
        let what = bilingual!("waarde", "value");
        self.findings.push(unknown("unknown-value", word.place, &word.text, &what, names));
    }

    pub(super) fn known_ids(&mut self, words: &[Word], known: &[&str], what: &Bilingual) {
        for word in words.iter().filter(|_| self.draft.whole) {
            if !known.contains(&word.text.as_str()) {
                let names = known.iter().copied();
                self.findings.push(unknown("unknown-method", word.place, &word.text, what, names));
            }
        }
    }
}
