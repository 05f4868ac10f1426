//! From a draft to a tree in which every name is known, and from written replies to known ones.

mod condition;
mod name;
mod replies;
mod resolver;

use replies::unfit;
pub use replies::{Misfit, allowed, became, fit, question_named, written};

use crate::bilingual;
use crate::model::catalogue::{Advice, Catalogue, Listened, Method};
use crate::model::condition::{Condition, Word, WordEntry};
use crate::model::finding::Finding;
use crate::model::ids::RungId;
use crate::model::tree::{
    Answer, Bound, ById, ByName, Draft, Example, Expect, Outcome, OutcomeRung, Question, Resolved, Rising, Route,
    Target, TreeBound, Way,
};
use resolver::Resolver;

/// Finds every name. `None`, with findings, where one cannot be found.
pub fn resolve(draft: &Draft, findings: &mut Vec<Finding>) -> Option<Resolved> {
    let before = findings.len();
    let mut resolver = Resolver::new(draft, findings);
    let resolved = resolver.tree();
    (findings.len() == before).then_some(resolved)
}

impl Resolver<'_> {
    fn tree(&mut self) -> Resolved {
        let draft = self.draft;
        self.distinct_names();
        self.citations();
        Resolved {
            id: draft.id.clone(),
            version: draft.version.clone(),
            texts: draft.texts.clone(),
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
            verdicts: draft.verdicts.clone(),
            bounds: draft.bounds.iter().map(|bound| self.tree_bound(bound)).collect(),
            questions: draft.questions.iter().map(|question| self.one_question(question)).collect(),
            outcomes: draft.outcomes.iter().map(|outcome| self.one_outcome(outcome)).collect(),
            examples: draft.examples.iter().map(|example| self.example(example)).collect(),
        }
    }

    fn bound(&mut self, bound: &Bound<ByName>) -> Bound<ById> {
        Bound {
            rung: self.rung(&bound.rung),
            texts: bound.texts.clone(),
            source: bound.source.clone(),
            yields: bound.yields,
            valid: bound.valid.clone(),
        }
    }

    fn tree_bound(&mut self, bound: &TreeBound<ByName>) -> TreeBound<ById> {
        TreeBound {
            place: bound.place,
            condition: bound.condition.as_ref().map(|condition| self.condition(condition, None)),
            at_most: bound.at_most.as_ref().map(|bound| self.bound(bound)),
            at_least: bound.at_least.as_ref().map(|bound| self.bound(bound)),
        }
    }

    fn one_question(&mut self, question: &Question<ByName>) -> Question<ById> {
        let number = self.questions.get(question.id.text.as_str()).copied().unwrap_or_default();
        let rising = match &question.rising {
            Rising::No => Rising::No,
            Rising::InOrder => Rising::InOrder,
            Rising::Listed(words) => Rising::Listed(words.iter().map(|word| self.answer(number, word)).collect()),
        };
        Question {
            id: question.id.clone(),
            was: question.was.clone(),
            was_part_of: question.was_part_of.clone(),
            texts: question.texts.clone(),
            source: question.source.clone(),
            kind: question.kind.clone(),
            given: question.given,
            rising,
            rising_place: question.rising_place,
            answers: question.answers.iter().map(|answer| self.one_answer(answer)).collect(),
            way: question.way.as_ref().map(|way| self.way(way)),
        }
    }

    fn one_answer(&mut self, answer: &Answer<ByName>) -> Answer<ById> {
        Answer {
            id: answer.id.clone(),
            was: answer.was.clone(),
            texts: answer.texts.clone(),
            source: answer.source.clone(),
            alone: answer.alone,
            band: answer.band,
            set: answer.set.iter().map(|(fact, values)| self.set(fact, values)).collect(),
            add: answer.add.iter().map(|(score, points)| (self.score(score), *points)).collect(),
            at_most: answer.at_most.as_ref().map(|bound| self.bound(bound)),
            at_least: answer.at_least.as_ref().map(|bound| self.bound(bound)),
            way: answer.way.as_ref().map(|way| self.way(way)),
            valid: answer.valid.clone(),
        }
    }

    fn way(&mut self, way: &Way<ByName>) -> Way<ById> {
        Way { place: way.place, routes: way.routes.iter().map(|route| self.route(route)).collect() }
    }

    fn route(&mut self, route: &Route<ByName>) -> Route<ById> {
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

    fn one_outcome(&mut self, outcome: &Outcome<ByName>) -> Outcome<ById> {
        let conflict = outcome.conflict.as_ref().map(|word| {
            let number = self.outcome(word);
            let named = self.draft.outcomes.get(number);
            let fixed = |it: &Outcome<ByName>| it.rung == OutcomeRung::Wish && self.rung_named_wish().is_some();
            if named.is_some_and(|it| it.rung.reads_bounds() && !fixed(it)) {
                let message = bilingual!(
                    "de uitkomst `{text}` leest zelf de grenzen",
                    "the outcome `{text}` reads the bounds itself",
                    text = &word.text
                );
                let hint = bilingual!(
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
            texts: outcome.texts.clone(),
            verdict: outcome.verdict,
            rung: match &outcome.rung {
                OutcomeRung::None => OutcomeRung::None,
                OutcomeRung::Fixed(word) => OutcomeRung::Fixed(self.rung(word)),
                OutcomeRung::Ceiling => self.needs_ladder(outcome, OutcomeRung::Ceiling),
                OutcomeRung::Floor => self.needs_ladder(outcome, OutcomeRung::Floor),
                OutcomeRung::Wish => match self.rung_named_wish() {
                    Some(rung) => OutcomeRung::Fixed(rung),
                    None => self.needs_ladder(outcome, OutcomeRung::Wish),
                },
            },
            conflict,
            source: outcome.source.clone(),
            tree: outcome.tree.clone(),
            dated: Vec::new(),
        }
    }

    /// A rung that is called `wish`: where a ladder has one, that is what `rung: wish` names.
    fn rung_named_wish(&self) -> Option<RungId> {
        self.draft.ladder.as_ref()?.rungs.position(|rung| rung.id.text == "wish")
    }

    fn needs_ladder(&mut self, outcome: &Outcome<ByName>, rung: OutcomeRung<RungId>) -> OutcomeRung<RungId> {
        if self.draft.whole && self.draft.ladder.as_ref().is_none_or(|ladder| ladder.rungs.is_empty()) {
            let message =
                bilingual!("deze boom heeft geen ladder, dus geen trede", "this tree has no ladder, so no rung");
            let hint = bilingual!("noem een ladder met `ladder:`", "name a ladder with `ladder:`");
            self.findings.push(Finding::new("unknown-rung", outcome.id.place, message).hint(hint));
        }
        rung
    }

    fn catalogue(&mut self, catalogue: &Catalogue<ByName>) -> Catalogue<ById> {
        Catalogue {
            id: catalogue.id.clone(),
            title: catalogue.title.clone(),
            language: catalogue.language.clone(),
            sources: catalogue.sources.clone(),
            facts: catalogue.facts.clone(),
            words: catalogue.words.iter().map(|word| self.listened(word, catalogue)).collect(),
            purposes: catalogue.purposes.clone(),
            purpose_phases: catalogue.purpose_phases.clone(),
            methods: catalogue.methods.iter().map(|method| self.method(method, catalogue)).collect(),
            advice: catalogue.advice.iter().map(|advice| self.one_advice(advice, catalogue)).collect(),
        }
    }

    fn listened(&mut self, word: &Listened<ByName>, catalogue: &Catalogue<ByName>) -> Listened<ById> {
        let resolved = |(value, holds): &(Word, Condition<WordEntry>), it: &mut Self| {
            (value.clone(), it.condition(holds, Some(catalogue)))
        };
        Listened { meaning: word.meaning, values: word.values.iter().map(|value| resolved(value, self)).collect() }
    }

    fn method(&mut self, method: &Method<ByName>, catalogue: &Catalogue<ByName>) -> Method<ById> {
        let mut conditions = |list: &[Condition<WordEntry>]| {
            list.iter().map(|condition| self.condition(condition, Some(catalogue))).collect()
        };
        // A method that is tied to subjects needs one of them.
        let needs: Vec<_> = method.needs.iter().cloned().chain(catalogue.one_of_its_subjects(method)).collect();
        Method {
            suits: conditions(&method.suits),
            needs: conditions(&needs),
            avoid: conditions(&method.avoid),
            profile: method.profile.clone(),
        }
    }

    fn one_advice(&mut self, advice: &Advice<ByName>, catalogue: &Catalogue<ByName>) -> Advice<ById> {
        Advice {
            condition: advice.condition.as_ref().map(|condition| self.condition(condition, Some(catalogue))),
            id: advice.id.clone(),
            kind: advice.kind,
            texts: advice.texts.clone(),
            readers: advice.readers.clone(),
            moment: advice.moment,
            source: advice.source.clone(),
            valid: advice.valid.clone(),
        }
    }

    fn example(&mut self, example: &Example<ByName>) -> Example<ById> {
        let (replies, misfits) = fit(self.draft, &example.replies);
        self.findings.extend(misfits.into_iter().map(Misfit::into_finding));
        let expect = &example.expect;
        let mut refused = Vec::new();
        for (word, reply) in &expect.refused {
            match unfit(self.draft, word, reply) {
                Ok(reply) => refused.push(reply),
                Err(misfit) => self.findings.push(misfit.into_finding()),
            }
        }
        let methods: Vec<&str> = self.draft.methods().map(|it| it.id.text.as_str()).collect();
        let advice: Vec<&str> = self.draft.advice().map(|it| it.id.text.as_str()).collect();
        self.known_ids(&expect.methods, &methods, &bilingual!("werkvorm", "method"));
        let both: Vec<&str> = methods.iter().chain(&advice).copied().collect();
        self.known_ids(&expect.without, &both, &bilingual!("werkvorm of aandachtspunt", "method or advice"));
        self.known_ids(&expect.first, &methods, &bilingual!("werkvorm", "method"));
        self.known_ids(&expect.plan, &methods, &bilingual!("werkvorm", "method"));
        self.known_ids(&expect.advice, &advice, &bilingual!("aandachtspunt", "advice"));
        Example {
            place: example.place,
            name: example.name.clone(),
            valid: example.valid.clone(),
            replies: replies.into_iter().collect(),
            expect: Expect {
                place: expect.place,
                outcome: expect.outcome.as_ref().map(|word| self.outcome(word)),
                rung: expect.rung.as_ref().map(|rung| rung.as_ref().map(|word| self.rung(word))),
                verdict: expect.verdict,
                conflict: expect.conflict,
                methods: expect.methods.clone(),
                without: expect.without.clone(),
                first: expect.first.clone(),
                plan: expect.plan.clone(),
                advice: expect.advice.clone(),
                tree: expect.tree.clone(),
                refused,
                possible: expect.possible.as_ref().map(|results| {
                    let both = |(outcome, rung): &(Word, Option<Word>), it: &mut Self| {
                        (it.outcome(outcome), rung.as_ref().map(|word| it.rung(word)))
                    };
                    results.iter().map(|result| both(result, self)).collect()
                }),
            },
        }
    }
}
