//! Conditions and number ranges as written.

use super::fields::{self, Fields};
use super::yaml::{NodeValue, YamlNode};
use crate::bilingual;
use crate::model::condition::{Condition, Range, Word, WordEntry, WordTest};
use crate::model::finding::Finding;
use crate::source::keys::Part;

/// Reads an `if`: `None`, with findings, where nothing can be made of it.
pub(crate) fn read(node: &YamlNode, findings: &mut Vec<Finding>) -> Option<Condition<WordEntry>> {
    let mut parts = entries(node, findings)?;
    if parts.len() == 1 { parts.pop() } else { Some(Condition::All(parts)) }
}

/// Reads the entries of a condition one by one, for `suits`, `needs` and `avoid`.
pub(crate) fn entries(node: &YamlNode, findings: &mut Vec<Finding>) -> Option<Vec<Condition<WordEntry>>> {
    let NodeValue::Map(pairs) = &node.value else {
        fields::wrong_kind(node, bilingual!("een voorwaarde", "a condition"), findings);
        return None;
    };
    // Keys that begin with `x-` are the author's own.
    let entries: Vec<_> = pairs.iter().filter(|pair| !pair.key.starts_with("x-")).collect();
    if entries.is_empty() {
        findings.push(empty(node));
        return None;
    }
    let mut parts = Vec::with_capacity(entries.len());
    for pair in &entries {
        let part = match pair.key.as_str() {
            "all" => several(&pair.value, findings).map(Condition::All),
            "any" => several(&pair.value, findings).map(Condition::Any),
            "not" => opposite(&pair.value, findings),
            _ => {
                let name = Word { text: pair.key.clone(), place: pair.key_place };
                test(&pair.value, findings).map(|test| Condition::Entry(WordEntry { name, test }))
            }
        };
        parts.extend(part);
    }
    (parts.len() == entries.len()).then_some(parts)
}

fn empty(node: &YamlNode) -> Finding {
    let message = bilingual!("een voorwaarde mag niet leeg zijn", "a condition may not be empty");
    Finding::new("wrong-kind", node.place, message)
        .hint(bilingual!("haal hem weg als hij altijd geldt", "take it out if it always holds"))
}

fn several(node: &YamlNode, findings: &mut Vec<Finding>) -> Option<Vec<Condition<WordEntry>>> {
    let items = fields::list(node, findings);
    if items.is_empty() {
        findings.push(empty(node));
        return None;
    }
    let parts: Vec<_> = items.iter().filter_map(|item| read(item, findings)).collect();
    (parts.len() == items.len()).then_some(parts)
}

fn opposite(node: &YamlNode, findings: &mut Vec<Finding>) -> Option<Condition<WordEntry>> {
    let mut parts = entries(node, findings)?;
    if parts.len() != 1 {
        let message = bilingual!("`not` heeft precies één deel", "`not` has exactly one entry");
        let hint = bilingual!("zet er `all` of `any` in", "put `all` or `any` inside it");
        findings.push(Finding::new("wrong-kind", node.place, message).hint(hint));
        return None;
    }
    parts.pop().map(|part| Condition::Not(Box::new(part)))
}

fn test(node: &YamlNode, findings: &mut Vec<Finding>) -> Option<WordTest> {
    if matches!(node.value, NodeValue::Map(_)) {
        return range(node, findings).map(WordTest::Within);
    }
    let values = fields::words(node, findings);
    (!values.is_empty()).then_some(WordTest::OneOf(values))
}

/// Reads `{from, below}` over whole numbers; at least one of them.
pub(crate) fn range(node: &YamlNode, findings: &mut Vec<Finding>) -> Option<Range> {
    let mut fields = Fields::of(node, node.place, Part::Range, findings)?;
    let before = findings.len();
    let range = Range { from: fields.whole("from", findings), below: fields.whole("below", findings) };
    fields.finish(findings);
    if range == Range::default() && findings.len() == before {
        findings.push(empty(node));
    }
    if let (Some(from), Some(below)) = (range.from, range.below)
        && from >= below
    {
        let message = bilingual!("tussen {from} en {below} ligt niets", "nothing lies between {from} and {below}");
        findings.push(Finding::new("wrong-kind", node.place, message));
    }
    (range != Range::default()).then_some(range)
}
