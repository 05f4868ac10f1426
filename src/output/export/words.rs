//! Bounds and conditions in words.

use crate::model::condition::{Condition, Entry};
use crate::model::tree::{Answer, Bound, Known, Resolved};
use crate::text::language::Language;

/// The title of a rung.
pub(super) fn rung(tree: &Resolved, rung: usize) -> &str {
    tree.ladder.as_ref().and_then(|ladder| ladder.rungs.get(rung)).map_or("", |rung| rung.title.as_str())
}

/// The bounds of an answer, or of the tree, such as `hoogstens Adviseren`.
pub(super) fn bounds(
    tree: &Resolved,
    language: Language,
    at_most: Option<&Bound<Known>>,
    at_least: Option<&Bound<Known>>,
) -> Vec<String> {
    let most = at_most.map(|bound| format!("{} {}", language.pick("hoogstens", "at most"), rung(tree, bound.rung)));
    let least = at_least.map(|bound| {
        let word = if bound.yields { language.pick("liefst", "rather") } else { language.pick("minstens", "at least") };
        format!("{word} {}", rung(tree, bound.rung))
    });
    most.into_iter().chain(least).collect()
}

/// An answer with its bounds.
pub(super) fn answer(tree: &Resolved, language: Language, answer: &Answer<Known>) -> String {
    let bounds = bounds(tree, language, answer.at_most.as_ref(), answer.at_least.as_ref());
    if bounds.is_empty() { answer.label.clone() } else { format!("{} ({})", answer.label, bounds.join(", ")) }
}

/// A condition with labels, such as `Valt er iets te kiezen? – Een deel`.
pub(super) fn condition(tree: &Resolved, language: Language, of: &Condition<Entry>) -> String {
    let list = |parts: &[Condition<Entry>], word: &str| {
        let part = |part: &Condition<Entry>| match part {
            Condition::Entry(_) | Condition::Not(_) => condition(tree, language, part),
            Condition::All(_) | Condition::Any(_) => format!("({})", condition(tree, language, part)),
        };
        parts.iter().map(part).collect::<Vec<_>>().join(&format!(" {word} "))
    };
    match of {
        Condition::Entry(it) => entry(tree, language, it),
        Condition::All(parts) => list(parts, language.pick("en", "and")),
        Condition::Any(parts) => list(parts, language.pick("of", "or")),
        Condition::Not(part) => format!("{} ({})", language.pick("niet", "not"), condition(tree, language, part)),
    }
}

fn entry(tree: &Resolved, language: Language, entry: &Entry) -> String {
    let or = language.pick(" of ", " or ");
    let labels = |labels: Vec<&str>| labels.iter().map(|label| format!("‘{label}’")).collect::<Vec<_>>().join(or);
    match entry {
        Entry::Question(question, answers) => {
            let asked = &tree.questions[*question];
            let these = answers.iter().map(|&it| asked.answers[it].label.as_str()).collect();
            format!("‘{}’ {} {}", asked.ask, language.pick("is", "is"), labels(these))
        }
        Entry::Fact(fact, values) => {
            let fact = &tree.facts[*fact];
            let these = values.iter().map(|&it| fact.values[it].1.as_str()).collect();
            format!("{} {} {}", fact.label, language.pick("is", "is"), labels(these))
        }
        Entry::Score(score, from, below) => {
            let label = &tree.scores[*score].label;
            let from = from.map(|from| format!("{} {from}", language.pick("minstens", "at least")));
            let below = below.map(|below| format!("{} {below}", language.pick("lager dan", "below")));
            let ends: Vec<String> = from.into_iter().chain(below).collect();
            format!("{label} {} {}", language.pick("is", "is"), ends.join(language.pick(" en ", " and ")))
        }
        Entry::Rung(_) | Entry::Level(_) | Entry::Outcome(_) | Entry::Never => {
            language.pick("nooit", "never").to_owned()
        }
    }
}
