//! Conditions and number ranges as written.

use super::fields::{self, Fields};
use super::yaml::{NodeValue, YamlNode};
use crate::bilingual;
use crate::model::condition::{Comparison, Condition, Range, Word, WordEntry, WordTest};
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
                tests(&name, &pair.value, findings).and_then(|tests| tested(&name, tests))
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

/// An entry for each thing that is asked of a name; all must hold.
fn tested(name: &Word, tests: Vec<WordTest>) -> Option<Condition<WordEntry>> {
    let entry = |test| Condition::Entry(WordEntry { name: name.clone(), test });
    let mut entries: Vec<_> = tests.into_iter().map(entry).collect();
    if entries.len() > 1 { Some(Condition::All(entries)) } else { entries.pop() }
}

fn tests(name: &Word, node: &YamlNode, findings: &mut Vec<Finding>) -> Option<Vec<WordTest>> {
    if matches!(node.value, NodeValue::Map(_)) {
        return limits(name, node, findings);
    }
    let values = fields::words(node, findings);
    (!values.is_empty()).then(|| vec![WordTest::OneOf(values)])
}

/// Reads `{from, below, above}`: the ends that are numbers as one range, and each end that is a score.
fn limits(name: &Word, node: &YamlNode, findings: &mut Vec<Finding>) -> Option<Vec<WordTest>> {
    let mut fields = Fields::of(node, node.place, Part::Limit, findings)?;
    let before = findings.len();
    let (mut range, mut beside) = (Range::default(), Vec::new());
    for comparison in [Comparison::From, Comparison::Below] {
        match fields.whole_or_score(comparison.word(), findings) {
            Some(Ok(number)) if comparison == Comparison::From => range.from = Some(number),
            Some(Ok(number)) => range.below = Some(number),
            Some(Err(score)) => beside.push(WordTest::Beside(comparison, score)),
            None => {}
        }
    }
    beside.extend(fields.score("above", findings).map(|score| WordTest::Beside(Comparison::Above, score)));
    fields.finish(findings);
    for test in &beside {
        if let WordTest::Beside(_, score) = test
            && score.text == name.text
        {
            let name = &name.text;
            let message = bilingual!("`{name}` wordt met zichzelf vergeleken", "`{name}` is compared with itself");
            let hint = bilingual!("noem een andere score", "name another score");
            findings.push(Finding::new("wrong-kind", score.place, message).hint(hint));
        }
    }
    nothing_between(node, range, findings);
    let tests: Vec<WordTest> =
        (range != Range::default()).then_some(WordTest::Within(range)).into_iter().chain(beside).collect();
    if tests.is_empty() && findings.len() == before {
        findings.push(empty(node));
    }
    (!tests.is_empty()).then_some(tests)
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
    nothing_between(node, range, findings);
    (range != Range::default()).then_some(range)
}

fn nothing_between(node: &YamlNode, range: Range, findings: &mut Vec<Finding>) {
    if let (Some(from), Some(below)) = (range.from, range.below)
        && from >= below
    {
        let message = bilingual!("tussen {from} en {below} ligt niets", "nothing lies between {from} and {below}");
        findings.push(Finding::new("wrong-kind", node.place, message));
    }
}
