//! Examples: replies, and what is expected of them.

use super::super::fields::{self, Fields};
use super::super::replies::by_question;
use super::super::standalone::read_alone;
use super::super::valid::valid;
use super::super::yaml::YamlNode;
use crate::bilingual;
use crate::model::condition::Word;
use crate::model::finding::Finding;
use crate::model::replies::Reply;
use crate::model::tree::{ByName, Example, Expect};
use crate::source::keys::Part;

pub(super) fn examples(fields: &mut Fields<'_>, findings: &mut Vec<Finding>) -> Vec<Example<ByName>> {
    let mut examples = Vec::new();
    for node in fields.list("examples", findings) {
        let Some(mut fields) = Fields::of(node, node.place, Part::Example, findings) else { continue };
        let name = fields.required_text("name", findings);
        let mut replies = match fields.take("replies", findings) {
            None => Vec::new(),
            Some(node) => by_question(node, findings),
        };
        let expect = fields.take("expect", findings).and_then(|node| expect(node, &mut replies, findings));
        let valid = valid(&mut fields, findings);
        fields.finish(findings);
        examples.extend(expect.map(|expect| Example { place: node.place, name, replies, expect, valid }));
    }
    examples
}

/// Reads what stands under `examples:`, by itself.
pub fn read_examples(yaml: &str) -> Vec<Example<ByName>> {
    let text = format!("examples:\n{yaml}");
    let read = |node: &YamlNode, findings: &mut Vec<Finding>| {
        let mut fields = Fields::of(node, node.place, Part::Tree, findings)?;
        Some(examples(&mut fields, findings))
    };
    read_alone("examples", text.as_bytes(), read).0.unwrap_or_default()
}

/// Reads what is expected. Replies that must be refused are taken out of those that are given.
fn expect(
    node: &YamlNode,
    replies: &mut Vec<(Word, Reply<ByName>)>,
    findings: &mut Vec<Finding>,
) -> Option<Expect<ByName>> {
    let mut fields = Fields::of(node, node.place, Part::Expect, findings)?;
    let expect = Expect {
        place: node.place,
        outcome: fields.word("outcome", findings),
        rung: fields.word("rung", findings).map(no_rung),
        verdict: fields.one_of("verdict", findings),
        conflict: fields.take("conflict", findings).and_then(|node| fields::flag(node, findings)),
        methods: fields.words("methods", findings),
        without: fields.words("without", findings),
        first: fields.words("first", findings),
        plan: fields.words("plan", findings),
        advice: fields.words("advice", findings),
        tree: fields.word("tree", findings),
        refused: refused(&fields.words("refused", findings), replies, findings),
        possible: fields.take("possible", findings).map(|node| possible(node, findings)),
    };
    fields.finish(findings);
    Some(expect)
}

/// The replies that must not fit.
fn refused(
    names: &[Word],
    replies: &mut Vec<(Word, Reply<ByName>)>,
    findings: &mut Vec<Finding>,
) -> Vec<(Word, Reply<ByName>)> {
    let mut refused = Vec::new();
    for name in names {
        match replies.iter().position(|(word, _)| word.text == name.text) {
            Some(at) => refused.push(replies.remove(at)),
            None => {
                let id = &name.text;
                let message =
                    bilingual!("bij `replies` staat geen antwoord op `{id}`", "`replies` has no reply to `{id}`");
                findings.push(Finding::new("unknown-name", name.place, message));
            }
        }
    }
    refused
}

fn no_rung(word: Word) -> Option<Word> {
    (word.text != "none").then_some(word)
}

fn possible(node: &YamlNode, findings: &mut Vec<Finding>) -> Vec<(Word, Option<Word>)> {
    let mut results = Vec::new();
    for node in fields::list(node, findings) {
        let Some(mut fields) = Fields::of(node, node.place, Part::Result, findings) else { continue };
        let outcome = fields.word("outcome", findings);
        let rung = fields.word("rung", findings).and_then(no_rung);
        fields.finish(findings);
        results.extend(outcome.map(|outcome| (outcome, rung)));
    }
    results
}
