//! Catalogues as written, and the methods and advice of a tree itself.

use super::condition;
use super::fields::Fields;
use super::ladder::{citation, sources};
use super::yaml::Node;
use crate::model::catalogue::{Advice, Audience, Catalogue, Kind, Method, Profile};
use crate::model::condition::{Condition, Range, Word, WordEntry};
use crate::model::finding::Finding;
use crate::model::tree::Written;
use crate::source::keys::{self, Part};
use std::sync::Arc;

/// Reads a catalogue file's content.
pub(crate) fn read(node: &Node, findings: &mut Vec<Finding>) -> Option<Catalogue<Written>> {
    let mut fields = Fields::of(node, node.place, Part::Catalogue, findings)?;
    super::format_line(&mut fields, findings);
    let catalogue = Catalogue {
        id: super::own_id(&mut fields, findings),
        title: fields.text("title", findings),
        language: fields.text("language", findings),
        sources: sources(&mut fields, findings),
        facts: super::tree::facts(&mut fields, findings),
        methods: methods(&mut fields, findings),
        advice: advice(&mut fields, findings),
    };
    fields.finish(findings);
    Some(catalogue)
}

/// Reads `methods:`.
pub(crate) fn methods(fields: &mut Fields<'_>, findings: &mut Vec<Finding>) -> Vec<Method<Written>> {
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
            source: citation(&mut fields, findings),
            estimated: estimated(&mut fields, findings),
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
pub(crate) fn advice(fields: &mut Fields<'_>, findings: &mut Vec<Finding>) -> Vec<Advice<Written>> {
    let mut advice = Vec::new();
    for (id, node) in fields.ids("advice", findings) {
        let Some(mut fields) = Fields::of(node, id.place, Part::Advice, findings) else { continue };
        advice.push(Advice {
            kind: fields.one_of("kind", findings).unwrap_or(Kind::Tip),
            texts: Arc::new(fields.texts(findings)),
            readers: fields.some_of("for", findings),
            moment: fields.one_of("moment", findings),
            condition: fields.take("if", findings).and_then(|node| condition::read(node, findings)),
            source: citation(&mut fields, findings),
            id,
        });
        fields.finish(findings);
    }
    advice
}
