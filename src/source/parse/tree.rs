//! Trees as written: questions, answers, ways, bounds, outcomes, examples.

mod bound;
mod example;
pub use example::read_examples;
mod question;

use super::facts::facts;
use super::fields::{self, Fields};
use super::ladder::{citation, sources};
use super::valid::{dated_texts, valid};
use super::yaml::{NodeValue, YamlNode};
use crate::bilingual;
use crate::model::condition::Word;
use crate::model::finding::Finding;
use crate::model::texts::VerdictTexts;
use crate::model::tree::{ByName, Draft, Outcome, OutcomeRung, Score, TreeBound, Verdict};
use crate::source::keys::Part;
use bound::{bound, condition_of};
use std::sync::Arc;

/// The names of other files in a tree, still to be read.
pub(crate) struct Companions {
    pub(crate) ladder: Option<Word>,
    pub(crate) catalogues: Vec<Word>,
}

/// Reads a tree file's content, without its ladder and catalogues.
pub(crate) fn read(node: &YamlNode, findings: &mut Vec<Finding>) -> Option<(Draft, Companions)> {
    let mut fields = Fields::of(node, node.place, Part::Tree, findings)?;
    super::header::format_line(&mut fields, findings);
    let id = super::header::own_id(&mut fields, findings);
    let version = version(&mut fields, findings);
    let texts = Arc::new(fields.texts(findings));
    let language = fields.required_text("language", findings);
    let companions =
        Companions { ladder: fields.word("ladder", findings), catalogues: fields.words("catalogues", findings) };
    let valid = valid(&mut fields, findings);
    let draft = Draft {
        sources: sources(&mut fields, findings),
        facts: facts(&mut fields, findings).into(),
        scores: scores(&mut fields, findings).into(),
        verdicts: Arc::new(verdicts(&mut fields, findings)),
        start: fields.word("start", findings),
        bounds: bounds(&mut fields, findings),
        questions: question::questions(&mut fields, findings).into(),
        outcomes: outcomes(&mut fields, findings).into(),
        examples: example::examples(&mut fields, findings),
        catalogues: vec![crate::model::catalogue::Catalogue {
            id: id.clone(),
            title: None,
            language: Some(language.clone()),
            sources: Vec::new(),
            facts: Vec::new(),
            words: Vec::new(),
            purposes: Vec::new(),
            purpose_phases: Vec::new(),
            methods: super::catalogue::methods(&mut fields, findings),
            advice: super::catalogue::advice(&mut fields, findings),
        }],
        ladder: None,
        whole: true,
        hash: String::new(),
        id,
        version,
        texts,
        language,
        valid,
    };
    fields.finish(findings);
    for fact in draft.facts.iter().filter(|fact| fact.means.is_some()) {
        let message = bilingual!("`means` hoort bij een catalogus", "`means` belongs to a catalogue");
        findings.push(Finding::new("unknown-key", fact.id.place, message));
    }
    Some((draft, companions))
}

fn version(fields: &mut Fields<'_>, findings: &mut Vec<Finding>) -> String {
    let Some(node) = fields.take("version", findings) else { return String::new() };
    match &node.value {
        NodeValue::Plain(text) if text.parse::<f64>().is_ok() => {
            let message = bilingual!("`version` is hier een getal", "`version` is a number here");
            let hint = bilingual!("zet er aanhalingstekens om: \"{text}\"", "put it in quotes: \"{text}\"");
            findings.push(Finding::new("wrong-kind", node.place, message).hint(hint));
            text.clone()
        }
        _ => fields::word(node, findings).map_or_else(String::new, |word| word.text),
    }
}

fn scores(fields: &mut Fields<'_>, findings: &mut Vec<Finding>) -> Vec<Score> {
    let mut scores = Vec::new();
    for (id, node) in fields.ids("scores", findings) {
        fields::well_formed(&id, Part::Score.reserved(), findings);
        let Some(mut fields) = Fields::of(node, id.place, Part::Score, findings) else { continue };
        let label = fields.required_text("label", findings);
        fields.finish(findings);
        scores.push(Score { id, label });
    }
    scores
}

fn verdicts(fields: &mut Fields<'_>, findings: &mut Vec<Finding>) -> VerdictTexts {
    let place = fields.key_place("verdicts");
    let Some(node) = fields.take("verdicts", findings) else { return VerdictTexts::default() };
    let Some(mut fields) = Fields::of(node, place, Part::Verdicts, findings) else { return VerdictTexts::default() };
    let texts = fields.texts(findings);
    fields.finish(findings);
    texts
}

fn bounds(fields: &mut Fields<'_>, findings: &mut Vec<Finding>) -> Vec<TreeBound<ByName>> {
    let mut bounds = Vec::new();
    for node in fields.list("bounds", findings) {
        let Some(mut fields) = Fields::of(node, node.place, Part::TreeBound, findings) else { continue };
        let bound = TreeBound {
            place: node.place,
            condition: condition_of(&mut fields, findings),
            at_most: bound(&mut fields, "at-most", findings),
            at_least: bound(&mut fields, "at-least", findings),
        };
        if !fields.has("at-most") && !fields.has("at-least") {
            let message =
                bilingual!("een grens noemt `at-most` of `at-least`", "a bound names `at-most` or `at-least`");
            findings.push(Finding::new("missing-key", node.place, message));
        }
        fields.finish(findings);
        bounds.push(bound);
    }
    bounds
}

/// The tree to go on with is a name, never a path: it is looked for beside this tree and among those that
/// ship with the program.
fn next_tree(fields: &mut Fields<'_>, findings: &mut Vec<Finding>) -> Option<Word> {
    let name = fields.word("tree", findings)?;
    fields::well_formed(&name, &[], findings);
    Some(name)
}

fn outcomes(fields: &mut Fields<'_>, findings: &mut Vec<Finding>) -> Vec<Outcome<ByName>> {
    let Some(node) = fields.take("outcomes", findings) else { return Vec::new() };
    let mut outcomes = Vec::new();
    for (id, node) in fields::ids(node, findings) {
        let Some(mut fields) = Fields::of(node, id.place, Part::Outcome, findings) else { continue };
        let rung = match fields.word("rung", findings) {
            None => OutcomeRung::None,
            Some(word) if word.text == "ceiling" => OutcomeRung::Ceiling,
            Some(word) if word.text == "floor" => OutcomeRung::Floor,
            Some(word) if word.text == "wish" => OutcomeRung::Wish,
            Some(word) => OutcomeRung::Fixed(word),
        };
        outcomes.push(Outcome {
            was: fields.words("was", findings),
            texts: Arc::new(fields.texts(findings)),
            verdict: fields.one_of("verdict", findings).unwrap_or(Verdict::NotYet),
            rung,
            conflict: fields.word("conflict", findings),
            source: citation(&mut fields, findings),
            tree: next_tree(&mut fields, findings),
            dated: dated_texts(&mut fields, findings),
            id,
        });
        fields.finish(findings);
    }
    outcomes
}
