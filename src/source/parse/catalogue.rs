//! Catalogues as written, and the methods and advice of a tree itself.

use super::condition;
use super::fields::Fields;
use super::ladder::{citation, sources};
use super::valid::valid;
use super::yaml::YamlNode;
use crate::bilingual;
use crate::model::approach::{Approach, Effort, Purpose};
use crate::model::catalogue::{Advice, AdviceKind, Audience, Catalogue, Listened, Method, Profile};
use crate::model::condition::{Condition, Range, Word, WordEntry, WordTest};
use crate::model::finding::Finding;
use crate::model::ladder::Level;
use crate::model::tree::{ByName, Fact};
use crate::source::keys::{self, Part};
use std::sync::Arc;

/// Reads a catalogue file's content.
pub(crate) fn read(node: &YamlNode, findings: &mut Vec<Finding>) -> Option<Catalogue<ByName>> {
    let mut fields = Fields::of(node, node.place, Part::Catalogue, findings)?;
    super::header::format_line(&mut fields, findings);
    let catalogue = Catalogue {
        id: super::header::own_id(&mut fields, findings),
        title: fields.text("title", findings),
        language: fields.text("language", findings),
        sources: sources(&mut fields, findings),
        words: Vec::new(),
        purposes: purposes(&mut fields, findings),
        purpose_phases: purpose_phases(&mut fields, findings),
        facts: super::facts::facts(&mut fields, findings),
        methods: methods(&mut fields, findings),
        advice: advice(&mut fields, findings),
    };
    fields.finish(findings);
    let words = listened(&catalogue.facts, findings);
    Some(Catalogue { words, ..catalogue })
}

/// The words that methods refer to: each stands for one thing.
fn listened(facts: &[Fact], findings: &mut Vec<Finding>) -> Vec<Listened<ByName>> {
    let mut words: Vec<Listened<ByName>> = Vec::new();
    for fact in facts {
        let Some(meaning) = fact.means else { continue };
        if words.iter().any(|it| it.meaning == meaning) {
            let word = meaning.word();
            let message = bilingual!("twee woorden zijn `means: {word}`", "two words say `means: {word}`");
            findings.push(Finding::new("unknown-value", fact.id.place, message));
            continue;
        }
        let holds = |value: &Word| {
            Condition::Entry(WordEntry { name: fact.id.clone(), test: WordTest::OneOf(vec![value.clone()]) })
        };
        let values = fact.values.iter().map(|(value, _)| (value.clone(), holds(value))).collect();
        words.push(Listened { meaning, values });
    }
    words
}

/// Reads `purposes:`.
fn purposes(fields: &mut Fields<'_>, findings: &mut Vec<Finding>) -> Vec<(Level, Vec<Purpose>)> {
    let Some(mut fields) = part(fields, "purposes", Part::Purposes, findings) else { return Vec::new() };
    let mut purposes = Vec::new();
    for level in Level::ALL {
        let said = fields.has(level.word());
        let needed = fields.some_of(level.word(), findings);
        purposes.extend(said.then_some((level, needed)));
    }
    fields.finish(findings);
    purposes
}

/// Reads `purpose-phases:`.
fn purpose_phases(fields: &mut Fields<'_>, findings: &mut Vec<Finding>) -> Vec<(Purpose, Vec<Word>)> {
    let Some(mut fields) = part(fields, "purpose-phases", Part::PurposePhases, findings) else { return Vec::new() };
    let mut asked = Vec::new();
    for purpose in Purpose::ALL {
        let said = fields.has(purpose.word());
        let phases = fields.words(purpose.word(), findings);
        asked.extend(said.then_some((purpose, phases)));
    }
    fields.finish(findings);
    asked
}

/// Reads what a method is for.
fn approach(fields: &mut Fields<'_>, findings: &mut Vec<Finding>) -> Approach {
    let mut purposes: Vec<Purpose> = fields.some_of("purpose", findings);
    purposes.sort_unstable();
    purposes.dedup();
    Approach {
        purposes,
        phases: fields.words("phases", findings),
        scale: part(fields, "scale", Part::Scale, findings).and_then(|mut it| {
            let scale = it.word("from", findings).zip(it.word("to", findings));
            it.finish(findings);
            scale
        }),
        reaches: fields.words("reaches", findings),
        subjects: fields.words("subjects", findings),
        usual: fields.one_of("usual", findings),
        standing: fields.flag("standing", findings),
        run_by: fields.one_of("run-by", findings).unwrap_or_default(),
        skill: fields.flag("skill", findings),
        effort: part(fields, "effort", Part::Effort, findings).map_or_else(Effort::default, |mut it| {
            let effort = Effort { hours: range(&mut it, "hours", findings), euros: range(&mut it, "euros", findings) };
            it.finish(findings);
            effort
        }),
    }
}

fn part<'a>(fields: &mut Fields<'a>, key: &'static str, part: Part, findings: &mut Vec<Finding>) -> Option<Fields<'a>> {
    let place = fields.key_place(key);
    let node = fields.take(key, findings)?;
    Fields::of(node, place, part, findings)
}

/// Reads `methods:`.
pub(crate) fn methods(fields: &mut Fields<'_>, findings: &mut Vec<Finding>) -> Vec<Method<ByName>> {
    let mut methods = Vec::new();
    for (id, node) in fields.ids("methods", findings) {
        let Some(mut fields) = Fields::of(node, id.place, Part::Method, findings) else { continue };
        let profile = Profile {
            was: fields.words("was", findings),
            texts: fields.texts(findings),
            levels: fields.some_of("levels", findings),
            audience: fields.one_of("audience", findings).unwrap_or(Audience::Internal),
            group: range(&mut fields, "group", findings),
            weeks: range(&mut fields, "weeks", findings),
            cost: fields.one_of("cost", findings),
            channel: fields.one_of("channel", findings),
            approach: approach(&mut fields, findings),
            source: citation(&mut fields, findings),
            estimated: estimated(&mut fields, findings),
            valid: valid(&mut fields, findings),
            id,
        };
        methods.push(Method {
            profile: Arc::new(profile),
            suits: entries(&mut fields, "suits", findings),
            needs: entries(&mut fields, "needs", findings),
            avoid: entries(&mut fields, "avoid", findings),
        });
        fields.finish(findings);
    }
    methods
}

fn estimated(fields: &mut Fields<'_>, findings: &mut Vec<Finding>) -> Vec<Word> {
    let named = fields.words("estimated", findings);
    super::alone::one_of(&named, keys::estimates(), findings);
    named
}

fn range(fields: &mut Fields<'_>, key: &'static str, findings: &mut Vec<Finding>) -> Option<Range> {
    fields.take(key, findings).and_then(|node| condition::range(node, findings))
}

fn entries(fields: &mut Fields<'_>, key: &'static str, findings: &mut Vec<Finding>) -> Vec<Condition<WordEntry>> {
    fields.take(key, findings).and_then(|node| condition::entries(node, findings)).unwrap_or_default()
}

/// Reads `advice:`.
pub(crate) fn advice(fields: &mut Fields<'_>, findings: &mut Vec<Finding>) -> Vec<Advice<ByName>> {
    let mut advice = Vec::new();
    for (id, node) in fields.ids("advice", findings) {
        let Some(mut fields) = Fields::of(node, id.place, Part::Advice, findings) else { continue };
        advice.push(Advice {
            kind: fields.one_of("kind", findings).unwrap_or(AdviceKind::Tip),
            texts: Arc::new(fields.texts(findings)),
            readers: fields.some_of("for", findings),
            moment: fields.one_of("moment", findings),
            condition: fields.take("if", findings).and_then(|node| condition::read(node, findings)),
            source: citation(&mut fields, findings),
            valid: valid(&mut fields, findings),
            id,
        });
        fields.finish(findings);
    }
    advice
}
