//! What can be said about a catalogue without a tree: its conditions may read names of any tree, but
//! words that it declares itself have the values that it declares.

use super::ladder::unknown;
use crate::bilingual;
use crate::model::approach::Meaning;
use crate::model::catalogue::Catalogue;
use crate::model::condition::{Condition, Word, WordEntry, WordTest};
use crate::model::finding::Finding;
use crate::model::ladder::Level;
use crate::model::tree::{ByName, Verdict};

/// Reports values that cannot occur in any tree.
pub(crate) fn known_values(catalogue: &Catalogue<ByName>, findings: &mut Vec<Finding>) {
    let methods = catalogue.methods.iter().flat_map(|it| it.suits.iter().chain(&it.needs).chain(&it.avoid));
    let advice = catalogue.advice.iter().filter_map(|it| it.condition.as_ref());
    for condition in methods.chain(advice) {
        look_at(condition, catalogue, findings);
    }
    let of = |meaning| catalogue.words.iter().find(|it| it.meaning == meaning);
    let mut known = |meaning, words: Vec<&Word>| {
        let values = of(meaning).map_or(&[][..], |it| &it.values);
        one_of(words, values.iter().map(|(value, _)| value.text.as_str()), findings);
    };
    known(Meaning::Phase, catalogue.purpose_phases.iter().flat_map(|(_, phases)| phases).collect());
    for approach in catalogue.methods.iter().map(|method| &method.approach) {
        let scale = approach.scale.iter().flat_map(|(from, to)| [from, to]);
        known(Meaning::Phase, approach.phases.iter().collect());
        known(Meaning::Scale, scale.collect());
        known(Meaning::Group, approach.reaches.iter().collect());
        known(Meaning::Subject, approach.subjects.iter().collect());
    }
}

fn look_at(condition: &Condition<WordEntry>, catalogue: &Catalogue<ByName>, findings: &mut Vec<Finding>) {
    condition.each(&mut |entry| {
        let WordTest::OneOf(values) = &entry.test else { return };
        let fact = catalogue.facts.iter().find(|fact| fact.id.text == entry.name.text);
        match (fact, entry.name.text.as_str()) {
            (Some(fact), _) => one_of(values, fact.values.iter().map(|(id, _)| id.text.as_str()), findings),
            (None, "level") => one_of(values, Level::WORDS.iter().copied(), findings),
            (None, "verdict") => one_of(values, Verdict::WORDS.iter().copied(), findings),
            // A question, fact or rung of the tree that names this catalogue.
            _ => {}
        }
    });
}

/// Reports words that are none of these.
pub(crate) fn one_of<'k, 'w>(
    words: impl IntoIterator<Item = &'w Word>,
    known: impl Iterator<Item = &'k str> + Clone,
    findings: &mut Vec<Finding>,
) {
    for word in words.into_iter().filter(|word| !known.clone().any(|known| known == word.text)) {
        let what = bilingual!("waarde", "value");
        findings.push(unknown("unknown-value", word.place, &word.text, &what, known.clone()));
    }
}
