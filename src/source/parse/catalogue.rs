//! Catalogues as written, and the methods and advice of a tree itself.

use super::condition;
use super::fields::{self, Fields};
use super::ladder::{citation, levels, sources};
use super::yaml::Node;
use crate::model::catalogue::{Advice, Audience, Catalogue, Channel, Cost, Kind, Method, Moment, Reader};
use crate::model::condition::{Condition, Range, Word, WordEntry};
use crate::model::finding::Finding;
use crate::model::ladder::Level;
use crate::model::tree::Written;

/// Reads a catalogue file's content.
pub(crate) fn read(node: &Node, findings: &mut Vec<Finding>) -> Option<Catalogue<Written>> {
    let mut fields = Fields::of(node, node.place, findings)?;
    super::format_line(&mut fields, findings);
    let catalogue = Catalogue {
        id: super::own_id(&mut fields, findings),
        language: fields.text("language", findings),
        sources: sources(&mut fields, findings),
        facts: super::tree::facts(&mut fields, findings),
        methods: methods(&mut fields, findings),
        advice: advice(&mut fields, findings),
    };
    fields.text("title", findings);
    fields.finish(findings);
    Some(catalogue)
}

/// Reads `methods:`.
pub(crate) fn methods(fields: &mut Fields<'_>, findings: &mut Vec<Finding>) -> Vec<Method<Written>> {
    let mut methods = Vec::new();
    for (id, node) in fields.ids("methods", findings) {
        let Some(mut fields) = Fields::of(node, id.place, findings) else { continue };
        let audience = [("residents", Audience::Residents), ("internal", Audience::Internal)];
        let costs = [("low", Cost::Low), ("medium", Cost::Medium), ("high", Cost::High)];
        let channels = [("offline", Channel::Offline), ("online", Channel::Online), ("hybrid", Channel::Hybrid)];
        methods.push(Method {
            was: fields.words("was", findings),
            title: fields.required_text("title", findings),
            summary: fields.text("summary", findings),
            levels: required_levels(&mut fields, findings),
            audience: fields
                .require("audience", findings)
                .and_then(|node| fields::one_of(node, &audience, findings))
                .unwrap_or(Audience::Internal),
            group: range(&mut fields, "group", findings),
            weeks: range(&mut fields, "weeks", findings),
            cost: fields.one_of("cost", &costs, findings),
            channel: fields.one_of("channel", &channels, findings),
            suits: entries(&mut fields, "suits", findings),
            needs: entries(&mut fields, "needs", findings),
            avoid: entries(&mut fields, "avoid", findings),
            not_when: fields.text("not-when", findings),
            source: citation(&mut fields, findings),
            estimated: estimated(&mut fields, findings),
            id,
        });
        fields.finish(findings);
    }
    methods
}

/// Keys of a method whose values may be estimates.
const ESTIMATES: [&str; 10] =
    ["levels", "audience", "group", "weeks", "cost", "channel", "suits", "needs", "avoid", "not-when"];

fn estimated(fields: &mut Fields<'_>, findings: &mut Vec<Finding>) -> Vec<Word> {
    let keys = fields.words("estimated", findings);
    super::alone::one_of(&keys, &ESTIMATES, findings);
    keys
}

fn required_levels(fields: &mut Fields<'_>, findings: &mut Vec<Finding>) -> Vec<Level> {
    let Some(node) = fields.require("levels", findings) else { return Vec::new() };
    match &node.value {
        super::yaml::Value::List(items) => {
            items.iter().filter_map(|item| fields::one_of(item, &levels(), findings)).collect()
        }
        _ => fields::one_of(node, &levels(), findings).into_iter().collect(),
    }
}

fn range(fields: &mut Fields<'_>, key: &'static str, findings: &mut Vec<Finding>) -> Option<Range> {
    fields.take(key, findings).and_then(|node| condition::range(node, findings))
}

fn entries(fields: &mut Fields<'_>, key: &'static str, findings: &mut Vec<Finding>) -> Vec<Condition<WordEntry>> {
    fields.take(key, findings).and_then(|node| condition::entries(node, findings)).unwrap_or_default()
}

/// Reads `advice:`.
pub(crate) fn advice(fields: &mut Fields<'_>, findings: &mut Vec<Finding>) -> Vec<Advice<Written>> {
    let kinds = [
        ("tip", Kind::Tip),
        ("duty", Kind::Duty),
        ("condition", Kind::Condition),
        ("indicator", Kind::Indicator),
        ("role", Kind::Role),
    ];
    let moments = [("before", Moment::Before), ("during", Moment::During), ("after", Moment::After)];
    let readers = [
        ("projectleider", Reader::Projectleider),
        ("ambtelijk", Reader::Ambtelijk),
        ("college", Reader::College),
        ("raad", Reader::Raad),
        ("inwoners", Reader::Inwoners),
    ];
    let mut advice = Vec::new();
    for (id, node) in fields.ids("advice", findings) {
        let Some(mut fields) = Fields::of(node, id.place, findings) else { continue };
        let reader_nodes = fields.take("for", findings);
        advice.push(Advice {
            kind: fields
                .require("kind", findings)
                .and_then(|node| fields::one_of(node, &kinds, findings))
                .unwrap_or(Kind::Tip),
            text: fields.required_text("text", findings),
            readers: match reader_nodes {
                Some(Node { value: super::yaml::Value::List(items), .. }) => {
                    items.iter().filter_map(|item| fields::one_of(item, &readers, findings)).collect()
                }
                Some(node) => fields::one_of(node, &readers, findings).into_iter().collect(),
                None => Vec::new(),
            },
            moment: fields.one_of("moment", &moments, findings),
            condition: fields.take("if", findings).and_then(|node| condition::read(node, findings)),
            source: citation(&mut fields, findings),
            id,
        });
        fields.finish(findings);
    }
    advice
}
