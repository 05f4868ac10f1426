//! Side files: the same shape with texts only, laid over the file they translate (`docs/format.md#side-files`).

use super::fields::wrong_kind;
use super::texts::NodeKind;
use super::yaml::{NodeValue, Pair, YamlNode};
use crate::bilingual;
use crate::model::finding::{Finding, Place, did_you_mean};
use crate::source::keys::Part;
use crate::text::language::Language;
use std::collections::BTreeMap;

/// Texts that a side file lacks.
#[derive(Clone, Debug)]
pub struct Untranslated {
    /// What has no translation: a text, or a part of which no text has one.
    pub place: Place,
    /// The keys that lead to it.
    pub path: String,
    /// How many texts that are.
    pub texts: usize,
    /// The language they lack.
    pub language: Language,
    /// The nearest thing in the side file that is there.
    pub beside: Place,
}

/// Whether a side file says that it translates the file with this id into this language. Texts of
/// another file are not laid over it: their keys may well be the same.
pub(crate) fn belongs(texts: &YamlNode, id: &str, language: Language, findings: &mut Vec<Finding>) -> bool {
    let NodeValue::Map(pairs) = &texts.value else {
        wrong_kind(texts, bilingual!("een lijst met sleutels", "a map with keys"), findings);
        return false;
    };
    let tag = language.tag();
    let wanted = [
        (
            "translates",
            id,
            bilingual!("dit vertaalt een ander bestand dan `{id}`", "this translates another file than `{id}`"),
        ),
        (
            "language",
            tag,
            bilingual!("volgens de bestandsnaam is dit `{tag}`", "by the name of the file this is `{tag}`"),
        ),
    ];
    let mut belongs = true;
    for (key, value, message) in wanted {
        let hint = bilingual!("schrijf `{key}: {value}`", "write `{key}: {value}`");
        let finding = match pairs.iter().find(|pair| pair.key == key).map(|pair| &pair.value) {
            Some(YamlNode { value: NodeValue::Plain(text) | NodeValue::Quoted(text), .. }) if text == value => continue,
            Some(node) => Finding::new("wrong-kind", node.place, message),
            None => {
                let message = bilingual!("hier ontbreekt `{key}`", "`{key}` is missing here");
                Finding::new("missing-key", Place { end: texts.place.start, ..texts.place }, message)
            }
        };
        findings.push(finding.hint(hint));
        belongs = false;
    }
    belongs
}

/// Replaces the texts in the content of a file by those in `texts`, in place.
pub(crate) fn overlay(node: &mut YamlNode, file: Part, texts: &YamlNode, findings: &mut Vec<Finding>) {
    let (NodeValue::Map(own), NodeValue::Map(pairs)) = (&mut node.value, &texts.value) else { return };
    let places = places(own);
    for pair in pairs {
        match pair.key.as_str() {
            "language" | "translates" => {}
            "format" => {
                if !matches!(&pair.value.value, NodeValue::Plain(text) if text == "1") {
                    let message =
                        bilingual!("dit programma leest alleen `format: 1`", "this program reads `format: 1` only");
                    findings.push(Finding::new("unsupported-format", pair.value.place, message));
                }
            }
            _ => under(own, &places, pair, NodeKind::Part(file), findings),
        }
    }
}

/// Where each key of a map is, so that two large files are laid together in one pass.
fn places(pairs: &[Pair]) -> BTreeMap<String, usize> {
    pairs.iter().enumerate().map(|(place, pair)| (pair.key.clone(), place)).collect()
}

fn under(own: &mut [Pair], places: &BTreeMap<String, usize>, pair: &Pair, spot: NodeKind, findings: &mut Vec<Finding>) {
    let Some(target) = places.get(&pair.key).and_then(|&place| own.get_mut(place)) else {
        let message =
            bilingual!("`{key}` is er niet om te vertalen", "there is no `{key}` to translate", key = &pair.key);
        let hint = did_you_mean(&pair.key, own.iter().map(|own| own.key.as_str()));
        findings.push(Finding::new("unknown-key", pair.key_place, message).maybe_hint(hint));
        return;
    };
    lay(&mut target.value, &pair.value, spot.under(&pair.key), findings);
}

fn lay(own: &mut YamlNode, texts: &YamlNode, spot: NodeKind, findings: &mut Vec<Finding>) {
    match (&mut own.value, &texts.value) {
        (NodeValue::Map(own), NodeValue::Map(pairs)) => {
            let places = places(own);
            pairs.iter().for_each(|pair| under(own, &places, pair, spot, findings));
        }
        (NodeValue::List(own), NodeValue::List(items)) => {
            for (own, item) in own.iter_mut().zip(items) {
                lay(own, item, spot.item(), findings);
            }
        }
        (NodeValue::Plain(_) | NodeValue::Quoted(_), NodeValue::Plain(text) | NodeValue::Quoted(text))
            if matches!(spot, NodeKind::Text(..)) =>
        {
            // What is wrong with a translated text is wrong in the side file.
            *own = YamlNode { place: texts.place, value: NodeValue::Quoted(text.clone()) };
        }
        _ => {
            let message = bilingual!("een vertaling bevat alleen teksten", "a translation holds texts only");
            findings.push(Finding::new("wrong-kind", texts.place, message));
        }
    }
}

/// What `texts` does not translate of the content of a file.
pub(crate) fn lacks(node: &YamlNode, file: Part, texts: &YamlNode, language: Language) -> Vec<Untranslated> {
    let mut search = UntranslatedSearch { language, path: Vec::new(), found: Vec::new() };
    search.compare(node, texts, NodeKind::Part(file), Place { end: texts.place.start, ..texts.place });
    search.found
}

struct UntranslatedSearch {
    language: Language,
    path: Vec<String>,
    found: Vec<Untranslated>,
}

impl UntranslatedSearch {
    fn compare(&mut self, node: &YamlNode, texts: &YamlNode, spot: NodeKind, beside: Place) {
        match (&node.value, &texts.value) {
            (NodeValue::Map(own), NodeValue::Map(pairs)) => {
                let there: BTreeMap<&str, &Pair> = pairs.iter().map(|pair| (pair.key.as_str(), pair)).collect();
                for pair in own {
                    self.path.push(pair.key.clone());
                    let spot = spot.under(&pair.key);
                    let count = count(&pair.value, spot);
                    match there.get(pair.key.as_str()) {
                        _ if count == 0 => {}
                        Some(_) if matches!(spot, NodeKind::Text(..)) => {}
                        Some(there) => self.compare(&pair.value, &there.value, spot, there.key_place),
                        None => self.miss(pair.key_place, count, beside),
                    }
                    self.path.pop();
                }
            }
            (NodeValue::List(own), NodeValue::List(items)) => {
                for (number, item) in own.iter().enumerate() {
                    self.path.push(number.to_string());
                    match items.get(number) {
                        Some(there) => self.compare(item, there, spot.item(), there.place),
                        None => self.miss(item.place, count(item, spot.item()), beside),
                    }
                    self.path.pop();
                }
            }
            _ => {}
        }
    }

    fn miss(&mut self, place: Place, texts: usize, beside: Place) {
        if texts > 0 {
            let path = self.path.join(".");
            self.found.push(Untranslated { place, path, texts, language: self.language, beside });
        }
    }
}

/// How many texts to translate are in a node.
fn count(node: &YamlNode, spot: NodeKind) -> usize {
    match &node.value {
        _ if matches!(spot, NodeKind::Other) => 0,
        NodeValue::Map(pairs) => pairs.iter().map(|pair| count(&pair.value, spot.under(&pair.key))).sum(),
        NodeValue::List(items) => items.iter().map(|item| count(item, spot.item())).sum(),
        NodeValue::Plain(_) | NodeValue::Quoted(_) => usize::from(spot.is_translated()),
        NodeValue::Null => 0,
    }
}
