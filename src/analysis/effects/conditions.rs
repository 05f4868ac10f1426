//! What can be altered in a condition.

use super::kind::EffectKind;
use crate::bilingual;
use crate::model::condition::{Condition, Entry};
use crate::text::language::Bilingual;

/// A condition that says a little else, with what it does.
pub(super) struct Variant {
    pub(super) kind: EffectKind,
    pub(super) change: Bilingual,
    pub(super) condition: Condition<Entry>,
}

/// Every condition that differs from this one in one place.
pub(super) fn variants(condition: &Condition<Entry>) -> Vec<Variant> {
    match condition {
        Condition::Entry(entry) => entries(entry),
        Condition::All(parts) => {
            let swapped = bilingual!("`any` in plaats van `all`", "`any` instead of `all`");
            lists(parts, &Condition::All, (swapped, Condition::Any(parts.clone())))
        }
        Condition::Any(parts) => {
            let swapped = bilingual!("`all` in plaats van `any`", "`all` instead of `any`");
            lists(parts, &Condition::Any, (swapped, Condition::All(parts.clone())))
        }
        Condition::Not(part) => {
            let change = bilingual!("zonder `not`", "without `not`");
            let mut found = vec![Variant { kind: EffectKind::Condition, change, condition: (**part).clone() }];
            let inside = variants(part).into_iter();
            found.extend(inside.map(|it| Variant { condition: Condition::Not(Box::new(it.condition)), ..it }));
            found
        }
    }
}

fn lists(
    parts: &[Condition<Entry>],
    made: &dyn Fn(Vec<Condition<Entry>>) -> Condition<Entry>,
    (change, swapped): (Bilingual, Condition<Entry>),
) -> Vec<Variant> {
    let mut found = Vec::new();
    for (at, part) in parts.iter().enumerate() {
        if parts.len() > 1 {
            let number = at + 1;
            let change = bilingual!("zonder deel {number} van de voorwaarde", "without part {number} of the condition");
            let rest = parts.iter().enumerate().filter(|(it, _)| *it != at).map(|(_, part)| part.clone()).collect();
            found.push(Variant { kind: EffectKind::Condition, change, condition: made(rest) });
        }
        for variant in variants(part) {
            let mut all = parts.to_vec();
            all[at] = variant.condition;
            found.push(Variant { condition: made(all), ..variant });
        }
    }
    if parts.len() > 1 {
        found.push(Variant { kind: EffectKind::Condition, change, condition: swapped });
    }
    found
}

fn entries(entry: &Entry) -> Vec<Variant> {
    let without = |at: usize, entry: Entry| {
        let number = at + 1;
        let change = bilingual!("zonder waarde {number} in de voorwaarde", "without value {number} in the condition");
        Variant { kind: EffectKind::Condition, change, condition: Condition::Entry(entry) }
    };
    match entry {
        Entry::Question(question, values) => {
            less(values).map(|(at, rest)| without(at, Entry::Question(*question, rest))).collect()
        }
        Entry::Fact(fact, values) => less(values).map(|(at, rest)| without(at, Entry::Fact(*fact, rest))).collect(),
        Entry::Rung(values) => less(values).map(|(at, rest)| without(at, Entry::Rung(rest))).collect(),
        Entry::Level(values) => less(values).map(|(at, rest)| without(at, Entry::Level(rest))).collect(),
        Entry::Outcome(values) => less(values).map(|(at, rest)| without(at, Entry::Outcome(rest))).collect(),
        Entry::Score(score, from, below) => {
            let moved = |by: i64, low: bool| {
                let end = if low { *from } else { *below }?;
                let (from, below) = if low { (Some(end + by), *below) } else { (*from, Some(end + by)) };
                let (word, to) = (if low { "from" } else { "below" }, end + by);
                let change = bilingual!("`{word}: {to}` in de voorwaarde", "`{word}: {to}` in the condition");
                let condition = Condition::Entry(Entry::Score(*score, from, below));
                Some(Variant { kind: EffectKind::Limit, change, condition })
            };
            [(-1, true), (1, true), (-1, false), (1, false)]
                .into_iter()
                .filter_map(|(by, low)| moved(by, low))
                .collect()
        }
        Entry::Ahead(first, second, by) => [by - 1, by + 1]
            .into_iter()
            .map(|by| {
                let change = bilingual!(
                    "een verschil van minstens {by} in de voorwaarde",
                    "a difference of at least {by} in the condition"
                );
                let condition = Condition::Entry(Entry::Ahead(*first, *second, by));
                Variant { kind: EffectKind::Limit, change, condition }
            })
            .collect(),
        Entry::Never => Vec::new(),
    }
}

/// Several values with one left out.
fn less<T: Clone>(values: &[T]) -> impl Iterator<Item = (usize, Vec<T>)> {
    let count = if values.len() > 1 { values.len() } else { 0 };
    (0..count).map(|at| (at, values.iter().enumerate().filter(|(it, _)| *it != at).map(|(_, it)| it.clone()).collect()))
}
