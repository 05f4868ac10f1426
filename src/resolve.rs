//! From a draft to a tree in which every name is known, and from written replies to known ones.

use crate::catalogue::{Advice, Catalogue, Method};
use crate::condition::{Condition, Entry, Word, WordEntry, WordTest};
use crate::draft::{known_sources, unknown};
use crate::finding::{Finding, Place, did_you_mean};
use crate::ladder::{Citation, Level};
use crate::language::Said;
use crate::replies::{Replies, Reply};
use crate::said;
use crate::tree::{
    Answer, Bound, Draft, Example, Expect, Known, Outcome, OutcomeRung, Outline, Question, QuestionKind, Resolved,
    Rising, Route, Target, TreeBound, Verdict, Way, Written,
};
use std::collections::HashMap;

/// Finds every name. `None`, with findings, where one cannot be found.
pub fn resolve(draft: &Draft, findings: &mut Vec<Finding>) -> Option<Resolved> {
    let before = findings.len();
    let mut resolver = Resolver::new(draft, findings);
    let resolved = resolver.tree();
    (findings.len() == before).then_some(resolved)
}

struct Resolver<'a> {
    draft: &'a Draft,
    findings: &'a mut Vec<Finding>,
    questions: HashMap<&'a str, usize>,
    facts: HashMap<&'a str, usize>,
    scores: HashMap<&'a str, usize>,
    outcomes: HashMap<&'a str, usize>,
}

fn index<'a>(ids: impl Iterator<Item = &'a Word>) -> HashMap<&'a str, usize> {
    ids.enumerate().map(|(index, id)| (id.text.as_str(), index)).collect()
}

impl<'a> Resolver<'a> {
    fn new(draft: &'a Draft, findings: &'a mut Vec<Finding>) -> Resolver<'a> {
        Resolver {
            draft,
            findings,
            questions: index(draft.questions.iter().map(|it| &it.id)),
            facts: index(draft.facts.iter().map(|it| &it.id)),
            scores: index(draft.scores.iter().map(|it| &it.id)),
            outcomes: index(draft.outcomes.iter().map(|it| &it.id)),
        }
    }

    fn tree(&mut self) -> Resolved {
        let draft = self.draft;
        self.distinct_names();
        self.citations();
        Resolved {
            id: draft.id.clone(),
            version: draft.version.clone(),
            title: draft.title.clone(),
            summary: draft.summary.clone(),
            language: draft.language.clone(),
            valid: draft.valid.clone(),
            hash: draft.hash.clone(),
            start: draft.start.as_ref().map(|word| self.question(word)),
            ladder: draft.ladder.clone(),
            whole: draft.whole,
            catalogues: draft.catalogues.iter().map(|catalogue| self.catalogue(catalogue)).collect(),
            sources: draft.sources.clone(),
            facts: draft.facts.clone(),
            scores: draft.scores.clone(),
            bounds: draft.bounds.iter().map(|bound| self.tree_bound(bound)).collect(),
            questions: draft.questions.iter().map(|question| self.one_question(question)).collect(),
            outcomes: draft.outcomes.iter().map(|outcome| self.one_outcome(outcome)).collect(),
            examples: draft.examples.iter().map(|example| self.example(example)).collect(),
        }
    }

    /// No two questions, facts and scores share a name; no two methods or advices of all catalogues do.
    fn distinct_names(&mut self) {
        let draft = self.draft;
        let questions = draft.questions.iter().map(|it| &it.id);
        let names = questions.chain(draft.facts.iter().map(|it| &it.id)).chain(draft.scores.iter().map(|it| &it.id));
        self.distinct(names);
        self.distinct(draft.methods().map(|it| &it.id));
        self.distinct(draft.advice().map(|it| &it.id));
    }

    fn distinct(&mut self, names: impl Iterator<Item = &'a Word>) {
        let mut seen: HashMap<&str, Place> = HashMap::new();
        for name in names {
            if let Some(first) = seen.insert(&name.text, name.place) {
                let message = said!(
                    "`{text}` heet hier al iets anders",
                    "`{text}` already names something else",
                    text = &name.text
                );
                let hint = said!("geef een van beide een eigen naam", "give one of them a name of its own");
                self.findings.push(
                    Finding::new("ambiguous-name", name.place, message)
                        .related(first, said!("hier ook", "here as well"))
                        .hint(hint),
                );
            }
        }
    }

    fn citations(&mut self) {
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

    fn look_up(
        &mut self,
        rule: &'static str,
        what: &Said,
        word: &Word,
        map: fn(&Self) -> &HashMap<&'a str, usize>,
        names: impl Iterator<Item = &'a str> + Clone,
    ) -> usize {
        map(self).get(word.text.as_str()).copied().unwrap_or_else(|| {
            self.findings.push(unknown(rule, word.place, &word.text, what, names));
            0
        })
    }

    fn question(&mut self, word: &Word) -> usize {
        if !self.questions.contains_key(word.text.as_str()) && self.outcomes.contains_key(word.text.as_str()) {
            let message = said!(
                "er is geen vraag `{text}`, wel een uitkomst",
                "there is no question `{text}`, but an outcome",
                text = &word.text
            );
            let hint = said!("schrijf `outcome: {text}`", "write `outcome: {text}`", text = &word.text);
            self.findings.push(Finding::new("dangling-target", word.place, message).hint(hint));
            return 0;
        }
        let names = self.draft.questions.iter().map(|it| it.id.text.as_str());
        self.look_up("dangling-target", &said!("vraag", "question"), word, |it| &it.questions, names)
    }

    fn outcome(&mut self, word: &Word) -> usize {
        if !self.outcomes.contains_key(word.text.as_str()) && self.questions.contains_key(word.text.as_str()) {
            let message = said!(
                "er is geen uitkomst `{text}`, wel een vraag",
                "there is no outcome `{text}`, but a question",
                text = &word.text
            );
            let hint = said!("schrijf `next: {text}`", "write `next: {text}`", text = &word.text);
            self.findings.push(Finding::new("dangling-target", word.place, message).hint(hint));
            return 0;
        }
        let names = self.draft.outcomes.iter().map(|it| it.id.text.as_str());
        self.look_up("dangling-target", &said!("uitkomst", "outcome"), word, |it| &it.outcomes, names)
    }

    fn rung(&mut self, word: &Word) -> usize {
        let Some(ladder) = &self.draft.ladder else {
            if !self.draft.whole {
                return 0;
            }
            let message = said!(
                "deze boom heeft geen ladder, dus geen trede `{text}`",
                "this tree has no ladder, so no rung `{text}`",
                text = &word.text
            );
            let hint = said!("noem een ladder met `ladder:`", "name a ladder with `ladder:`");
            self.findings.push(Finding::new("unknown-rung", word.place, message).hint(hint));
            return 0;
        };
        ladder.rungs.iter().position(|rung| rung.id.text == word.text).unwrap_or_else(|| {
            let names = ladder.rungs.iter().map(|rung| rung.id.text.as_str());
            let what = said!("trede", "rung");
            self.findings.push(unknown("unknown-rung", word.place, &word.text, &what, names));
            0
        })
    }

    fn bound(&mut self, bound: &Bound<Written>) -> Bound<Known> {
        Bound {
            rung: self.rung(&bound.rung),
            because: bound.because.clone(),
            arrange: bound.arrange.clone(),
            source: bound.source.clone(),
            yields: bound.yields,
        }
    }

    fn tree_bound(&mut self, bound: &TreeBound<Written>) -> TreeBound<Known> {
        TreeBound {
            place: bound.place,
            condition: bound.condition.as_ref().map(|condition| self.condition(condition, None)),
            at_most: bound.at_most.as_ref().map(|bound| self.bound(bound)),
            at_least: bound.at_least.as_ref().map(|bound| self.bound(bound)),
        }
    }

    fn one_question(&mut self, question: &Question<Written>) -> Question<Known> {
        let number = self.questions.get(question.id.text.as_str()).copied().unwrap_or(0);
        let rising = match &question.rising {
            Rising::No => Rising::No,
            Rising::InOrder => Rising::InOrder,
            Rising::Listed(words) => Rising::Listed(words.iter().map(|word| self.answer(number, word)).collect()),
        };
        Question {
            id: question.id.clone(),
            was: question.was.clone(),
            ask: question.ask.clone(),
            help: question.help.clone(),
            unknown: question.unknown.clone(),
            note: question.note.clone(),
            source: question.source.clone(),
            kind: question.kind.clone(),
            given: question.given,
            rising,
            rising_place: question.rising_place,
            answers: question.answers.iter().map(|answer| self.one_answer(answer)).collect(),
            way: question.way.as_ref().map(|way| self.way(way)),
        }
    }

    fn one_answer(&mut self, answer: &Answer<Written>) -> Answer<Known> {
        Answer {
            id: answer.id.clone(),
            was: answer.was.clone(),
            label: answer.label.clone(),
            help: answer.help.clone(),
            source: answer.source.clone(),
            alone: answer.alone,
            band: answer.band,
            set: answer.set.iter().map(|(fact, values)| self.set(fact, values)).collect(),
            add: answer.add.iter().map(|(score, points)| (self.score(score), *points)).collect(),
            at_most: answer.at_most.as_ref().map(|bound| self.bound(bound)),
            at_least: answer.at_least.as_ref().map(|bound| self.bound(bound)),
            way: answer.way.as_ref().map(|way| self.way(way)),
        }
    }

    fn set(&mut self, fact: &Word, values: &[Word]) -> (usize, Vec<usize>) {
        let names = self.draft.facts.iter().map(|it| it.id.text.as_str());
        let known = self.facts.contains_key(fact.text.as_str());
        let number = self.look_up("unknown-name", &said!("feit", "fact"), fact, |it| &it.facts, names);
        let values = if known { values.iter().map(|value| self.value(number, value)).collect() } else { Vec::new() };
        (number, values)
    }

    fn score(&mut self, word: &Word) -> usize {
        let names = self.draft.scores.iter().map(|it| it.id.text.as_str());
        self.look_up("unknown-name", &said!("score", "score"), word, |it| &it.scores, names)
    }

    fn value(&mut self, fact: usize, word: &Word) -> usize {
        let values = &self.draft.facts[fact].values;
        values.iter().position(|(id, _)| id.text == word.text).unwrap_or_else(|| {
            self.unknown_value(word, values.iter().map(|(id, _)| id.text.as_str()));
            0
        })
    }

    fn answer(&mut self, question: usize, word: &Word) -> usize {
        let answers = &self.draft.questions[question].answers;
        answers.iter().position(|answer| answer.id.text == word.text).unwrap_or_else(|| {
            self.unknown_value(word, answers.iter().map(|answer| answer.id.text.as_str()));
            0
        })
    }

    fn unknown_value<'b>(&mut self, word: &Word, names: impl Iterator<Item = &'b str> + Clone) {
        let what = said!("waarde", "value");
        self.findings.push(unknown("unknown-value", word.place, &word.text, &what, names));
    }

    fn way(&mut self, way: &Way<Written>) -> Way<Known> {
        Way { place: way.place, routes: way.routes.iter().map(|route| self.route(route)).collect() }
    }

    fn route(&mut self, route: &Route<Written>) -> Route<Known> {
        Route {
            place: route.place,
            condition: route.condition.as_ref().map(|condition| self.condition(condition, None)),
            target: match &route.target {
                Target::Question(word) => Target::Question(self.question(word)),
                Target::Outcome(word) => Target::Outcome(self.outcome(word)),
            },
            because: route.because.clone(),
        }
    }

    fn one_outcome(&mut self, outcome: &Outcome<Written>) -> Outcome<Known> {
        let conflict = outcome.conflict.as_ref().map(|word| {
            let number = self.outcome(word);
            let named = self.draft.outcomes.get(number);
            if named.is_some_and(|it| matches!(it.rung, OutcomeRung::Ceiling | OutcomeRung::Floor)) {
                let message = said!(
                    "de uitkomst `{text}` leest zelf de grenzen",
                    "the outcome `{text}` reads the bounds itself",
                    text = &word.text
                );
                let hint = said!(
                    "kies een uitkomst zonder trede of met een vaste",
                    "choose an outcome without a rung or with a fixed one"
                );
                self.findings.push(Finding::new("bad-conflict", word.place, message).hint(hint));
            }
            number
        });
        Outcome {
            id: outcome.id.clone(),
            was: outcome.was.clone(),
            title: outcome.title.clone(),
            verdict: outcome.verdict,
            text: outcome.text.clone(),
            rung: match &outcome.rung {
                OutcomeRung::None => OutcomeRung::None,
                OutcomeRung::Fixed(word) => OutcomeRung::Fixed(self.rung(word)),
                OutcomeRung::Ceiling => self.needs_ladder(outcome, OutcomeRung::Ceiling),
                OutcomeRung::Floor => self.needs_ladder(outcome, OutcomeRung::Floor),
            },
            conflict,
            source: outcome.source.clone(),
            tree: outcome.tree.clone(),
        }
    }

    fn needs_ladder(&mut self, outcome: &Outcome<Written>, rung: OutcomeRung<usize>) -> OutcomeRung<usize> {
        if self.draft.whole && self.draft.ladder.as_ref().is_none_or(|ladder| ladder.rungs.is_empty()) {
            let message = said!("deze boom heeft geen ladder, dus geen trede", "this tree has no ladder, so no rung");
            let hint = said!("noem een ladder met `ladder:`", "name a ladder with `ladder:`");
            self.findings.push(Finding::new("unknown-rung", outcome.id.place, message).hint(hint));
        }
        rung
    }

    /// Resolves a condition; those of a catalogue may also read the result and words it declares itself.
    fn condition(
        &mut self,
        condition: &Condition<WordEntry>,
        catalogue: Option<&Catalogue<Written>>,
    ) -> Condition<Entry> {
        condition.map(&mut |entry| self.entry(entry, catalogue))
    }

    fn entry(&mut self, entry: &WordEntry, catalogue: Option<&Catalogue<Written>>) -> Entry {
        let name = entry.name.text.as_str();
        let values = match &entry.test {
            WordTest::Within(range) => return self.score_entry(entry, *range, catalogue),
            WordTest::OneOf(values) => values,
        };
        if let Some(&question) = self.questions.get(name) {
            return Entry::Question(
                question,
                self.listed(values, catalogue, name, |it, word| {
                    it.draft.questions[question].answers.iter().position(|answer| answer.id.text == word.text)
                }),
            );
        }
        if let Some(&fact) = self.facts.get(name) {
            return Entry::Fact(
                fact,
                self.listed(values, catalogue, name, |it, word| {
                    it.draft.facts[fact].values.iter().position(|(id, _)| id.text == word.text)
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
            let message = said!("`{name}` is een score", "`{name}` is a score");
            let hint = said!("schrijf `{name}: {{from: 3}}`", "write `{name}: {{from: 3}}`");
            self.findings.push(Finding::new("unknown-value", entry.name.place, message).hint(hint));
            return Entry::Never;
        }
        self.unknown_name(&entry.name, catalogue);
        Entry::Never
    }

    /// The indices of values. In a catalogue, a value that it declares itself but this tree does not
    /// know simply never holds.
    fn listed(
        &mut self,
        values: &[Word],
        catalogue: Option<&Catalogue<Written>>,
        name: &str,
        find: impl Fn(&Self, &Word) -> Option<usize>,
    ) -> Vec<usize> {
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
    fn is_label(&mut self, question: usize, word: &Word) -> bool {
        let plain = |text: &str| text.trim().to_lowercase();
        let answers = &self.draft.questions[question].answers;
        let Some(answer) = answers.iter().find(|answer| plain(&answer.label) == plain(&word.text)) else {
            return false;
        };
        let (label, id) = (word.text.trim(), &answer.id.text);
        let message = said!("`{label}` is een tekst, geen antwoord", "`{label}` is a text, not an answer");
        let hint = said!("schrijf het id: `{id}`", "write the id: `{id}`");
        self.findings.push(Finding::new("unknown-value", word.place, message).hint(hint));
        true
    }

    fn score_entry(
        &mut self,
        entry: &WordEntry,
        range: crate::condition::Range,
        catalogue: Option<&Catalogue<Written>>,
    ) -> Entry {
        let name = entry.name.text.as_str();
        if let Some(&score) = self.scores.get(name) {
            return Entry::Score(score, range.from, range.below);
        }
        if self.questions.contains_key(name) || self.facts.contains_key(name) {
            let message = said!("`{name}` is geen score", "`{name}` is not a score");
            let hint = said!(
                "noem een antwoord of waarde in plaats van een getal",
                "name an answer or value instead of a number"
            );
            self.findings.push(Finding::new("unknown-value", entry.name.place, message).hint(hint));
        } else if catalogue.is_none_or(|it| it.facts.iter().all(|fact| fact.id.text != name)) {
            self.unknown_name(&entry.name, catalogue);
        }
        Entry::Never
    }

    fn unknown_name(&mut self, name: &Word, catalogue: Option<&Catalogue<Written>>) {
        let draft = self.draft;
        let mut names: Vec<&str> = draft.questions.iter().map(|it| it.id.text.as_str()).collect();
        names.extend(draft.facts.iter().map(|it| it.id.text.as_str()));
        names.extend(draft.scores.iter().map(|it| it.id.text.as_str()));
        names.extend(catalogue.into_iter().flat_map(|it| &it.facts).map(|it| it.id.text.as_str()));
        let what = said!("vraag, feit of score", "question, fact or score");
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
        let outcomes = self.draft.outcomes.iter().enumerate();
        Entry::Outcome(outcomes.filter(|(_, it)| verdicts.contains(&it.verdict)).map(|(index, _)| index).collect())
    }

    fn catalogue(&mut self, catalogue: &Catalogue<Written>) -> Catalogue<Known> {
        Catalogue {
            id: catalogue.id.clone(),
            language: catalogue.language.clone(),
            sources: catalogue.sources.clone(),
            facts: catalogue.facts.clone(),
            methods: catalogue.methods.iter().map(|method| self.method(method, catalogue)).collect(),
            advice: catalogue.advice.iter().map(|advice| self.one_advice(advice, catalogue)).collect(),
        }
    }

    fn method(&mut self, method: &Method<Written>, catalogue: &Catalogue<Written>) -> Method<Known> {
        let mut conditions = |list: &[Condition<WordEntry>]| {
            list.iter().map(|condition| self.condition(condition, Some(catalogue))).collect()
        };
        Method {
            suits: conditions(&method.suits),
            needs: conditions(&method.needs),
            avoid: conditions(&method.avoid),
            id: method.id.clone(),
            was: method.was.clone(),
            title: method.title.clone(),
            summary: method.summary.clone(),
            levels: method.levels.clone(),
            audience: method.audience,
            group: method.group,
            weeks: method.weeks,
            cost: method.cost,
            channel: method.channel,
            not_when: method.not_when.clone(),
            source: method.source.clone(),
            estimated: method.estimated.clone(),
        }
    }

    fn one_advice(&mut self, advice: &Advice<Written>, catalogue: &Catalogue<Written>) -> Advice<Known> {
        Advice {
            condition: advice.condition.as_ref().map(|condition| self.condition(condition, Some(catalogue))),
            id: advice.id.clone(),
            kind: advice.kind,
            text: advice.text.clone(),
            readers: advice.readers.clone(),
            moment: advice.moment,
            source: advice.source.clone(),
        }
    }

    fn example(&mut self, example: &Example<Written>) -> Example<Known> {
        let (replies, misfits) = fit(self.draft, &example.replies);
        self.findings.extend(misfits.into_iter().map(Misfit::into_finding));
        let expect = &example.expect;
        let methods: Vec<&str> = self.draft.methods().map(|it| it.id.text.as_str()).collect();
        let advice: Vec<&str> = self.draft.advice().map(|it| it.id.text.as_str()).collect();
        self.known_ids(&expect.methods, &methods, &said!("werkvorm", "method"));
        self.known_ids(&expect.without, &methods, &said!("werkvorm", "method"));
        self.known_ids(&expect.advice, &advice, &said!("aandachtspunt", "advice"));
        Example {
            place: example.place,
            name: example.name.clone(),
            replies: replies.into_iter().collect(),
            expect: Expect {
                place: expect.place,
                outcome: expect.outcome.as_ref().map(|word| self.outcome(word)),
                rung: expect.rung.as_ref().map(|rung| rung.as_ref().map(|word| self.rung(word))),
                verdict: expect.verdict,
                conflict: expect.conflict,
                methods: expect.methods.clone(),
                without: expect.without.clone(),
                advice: expect.advice.clone(),
                possible: expect.possible.as_ref().map(|results| {
                    let both = |(outcome, rung): &(Word, Option<Word>), it: &mut Self| {
                        (it.outcome(outcome), rung.as_ref().map(|word| it.rung(word)))
                    };
                    results.iter().map(|result| both(result, self)).collect()
                }),
            },
        }
    }

    fn known_ids(&mut self, words: &[Word], known: &[&str], what: &Said) {
        for word in words.iter().filter(|_| self.draft.whole) {
            if !known.contains(&word.text.as_str()) {
                let names = known.iter().copied();
                self.findings.push(unknown("unknown-method", word.place, &word.text, what, names));
            }
        }
    }
}

/// A reply that does not fit its question, or has none.
#[derive(Clone, Debug)]
pub struct Misfit {
    /// What was named as the question, as written.
    pub question: Word,
    /// The question, where there is one.
    pub number: Option<usize>,
    /// Where the fault is.
    pub place: Place,
    /// What is wrong.
    pub message: Said,
    /// What is possible.
    pub hint: Option<Said>,
}

impl Misfit {
    /// The same as a finding.
    pub fn into_finding(self) -> Finding {
        let rule = if self.number.is_some() { "unknown-value" } else { "unknown-name" };
        Finding::new(rule, self.place, self.message).maybe_hint(self.hint)
    }
}

/// Fits written replies to a tree's questions; `was` leads renamed ids to new ones. What does not fit
/// is left out and named.
pub fn fit<S: crate::tree::Stage>(tree: &Outline<S>, written: &[(Word, Reply<Written>)]) -> (Replies, Vec<Misfit>) {
    let (mut replies, mut misfits) = (Replies::new(), Vec::new());
    for (word, reply) in written {
        let Some(number) = question_named(tree, &word.text) else {
            let names = || tree.questions.iter().map(|it| it.id.text.as_str());
            let list = names().collect::<Vec<_>>().join(", ");
            misfits.push(Misfit {
                question: word.clone(),
                number: None,
                place: word.place,
                message: said!("er is geen vraag `{text}`", "there is no question `{text}`", text = &word.text),
                hint: did_you_mean(&word.text, names())
                    .or_else(|| Some(said!("de vragen zijn: {list}", "the questions are: {list}", list = &list))),
            });
            continue;
        };
        match fit_one(&tree.questions[number], reply) {
            Ok(reply) => {
                replies.insert(number, reply);
            }
            Err(unfit) => {
                let (place, message, hint) = *unfit;
                let place = place.unwrap_or(word.place);
                misfits.push(Misfit { question: word.clone(), number: Some(number), place, message, hint });
            }
        }
    }
    (replies, misfits)
}

/// The question that has this id, or once had it.
pub fn question_named<S: crate::tree::Stage>(tree: &Outline<S>, id: &str) -> Option<usize> {
    let now = tree.questions.iter().position(|question| question.id.text == id);
    now.or_else(|| tree.questions.iter().position(|question| question.was.iter().any(|old| old.text == id)))
}

type Unfit = Box<(Option<Place>, Said, Option<Said>)>;

fn fit_one<S: crate::tree::Stage>(question: &Question<S>, reply: &Reply<Written>) -> Result<Reply<Known>, Unfit> {
    match reply {
        Reply::Unknown => Ok(Reply::Unknown),
        Reply::Number(number) => match &question.kind {
            QuestionKind::Number { decimals, .. } => {
                let fits = question.answers.iter().any(|answer| answer.band.is_some_and(|band| band.holds(*number)));
                if !decimals && !number.is_whole() {
                    Err(Box::new((
                        None,
                        said!("`{number}` is geen heel getal", "`{number}` is not a whole number"),
                        None,
                    )))
                } else if fits {
                    Ok(Reply::Number(*number))
                } else {
                    Err(Box::new((
                        None,
                        said!(
                            "`{number}` valt buiten wat deze vraag kent",
                            "`{number}` is outside what this question knows"
                        ),
                        Some(allowed(question)),
                    )))
                }
            }
            _ => {
                let id = &question.id.text;
                let message = said!("`{number}` is geen antwoord op `{id}`", "`{number}` is not an answer to `{id}`");
                Err(Box::new((None, message, Some(allowed(question)))))
            }
        },
        Reply::Answers(words) => {
            let answers = answers_named(question, words)?;
            if !question.is_multiple() && answers.len() > 1 {
                let id = &question.id.text;
                let message = said!("op `{id}` is maar één antwoord mogelijk", "`{id}` takes one answer only");
                let hint = said!(
                    "staat nog niet vast welk: schrijf `one-of: [a, b]`",
                    "if it is open which: write `one-of: [a, b]`"
                );
                return Err(Box::new((None, message, Some(hint))));
            }
            if let Some(&alone) = answers.iter().find(|&&answer| question.answers[answer].alone && answers.len() > 1) {
                let id = &question.answers[alone].id.text;
                let message =
                    said!("`{id}` gaat niet samen met een ander antwoord", "`{id}` goes with no other answer");
                return Err(Box::new((None, message, None)));
            }
            if answers.is_empty() {
                return Err(Box::new((
                    None,
                    said!("er staat geen antwoord", "there is no answer"),
                    Some(allowed(question)),
                )));
            }
            Ok(Reply::Answers(answers))
        }
        Reply::OneOf(words) => {
            let answers = answers_named(question, words)?;
            if answers.is_empty() {
                return Err(Box::new((
                    None,
                    said!("er staat geen antwoord", "there is no answer"),
                    Some(allowed(question)),
                )));
            }
            Ok(Reply::OneOf(answers))
        }
    }
}

fn answers_named<S: crate::tree::Stage>(question: &Question<S>, words: &[Word]) -> Result<Vec<usize>, Unfit> {
    let mut answers = Vec::with_capacity(words.len());
    for word in words {
        let now = question.answers.iter().position(|answer| answer.id.text == word.text);
        let once = || question.answers.iter().position(|answer| answer.was.iter().any(|old| old.text == word.text));
        let Some(answer) = now.or_else(once) else {
            let (text, id) = (&word.text, &question.id.text);
            let message = said!("`{text}` is geen antwoord op `{id}`", "`{text}` is not an answer to `{id}`");
            let hint = did_you_mean(text, question.answers.iter().map(|answer| answer.id.text.as_str()));
            return Err(Box::new((Some(word.place), message, Some(hint.unwrap_or_else(|| allowed(question))))));
        };
        answers.push(answer);
    }
    answers.sort_unstable();
    answers.dedup();
    Ok(answers)
}

/// What a question takes, in words.
pub fn allowed<S: crate::tree::Stage>(question: &Question<S>) -> Said {
    let mut list: Vec<&str> = question.answers.iter().map(|answer| answer.id.text.as_str()).collect();
    list.push("unknown");
    let list = list.join(", ");
    match &question.kind {
        QuestionKind::Number { unit, .. } => {
            said!("geef een getal ({unit}), of kies uit: {list}", "give a number ({unit}), or choose from: {list}")
        }
        QuestionKind::Multiple => said!("kies een of meer uit: {list}", "choose one or more from: {list}"),
        QuestionKind::Choice => said!("kies uit: {list}", "choose from: {list}"),
    }
}

/// Known replies as they are written in a file: by question id, in file order.
pub fn written(tree: &Resolved, replies: &Replies) -> Vec<(Word, Reply<Written>)> {
    let word = |id: &Word| Word { text: id.text.clone(), place: Place::default() };
    let words = |question: usize, answers: &[usize]| {
        answers.iter().map(|&answer| word(&tree.questions[question].answers[answer].id)).collect()
    };
    let one = |question: usize, reply: &Reply<Known>| match reply {
        Reply::Answers(answers) => Reply::Answers(words(question, answers)),
        Reply::OneOf(answers) => Reply::OneOf(words(question, answers)),
        Reply::Number(number) => Reply::Number(*number),
        Reply::Unknown => Reply::Unknown,
    };
    replies.iter().map(|(&question, reply)| (word(&tree.questions[question].id), one(question, reply))).collect()
}
