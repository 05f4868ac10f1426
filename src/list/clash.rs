//! What clashes in a row, in a line.

use crate::analysis::why::{Held, Why};
use crate::bilingual;
use crate::model::ids::RungId;
use crate::model::tree::Resolved;
use crate::text::language::Language;
use std::collections::BTreeMap;

/// Which bounds clash, and what to arrange: bounds on one rung together.
pub(super) fn line(tree: &Resolved, why: &Why<'_>, language: Language) -> String {
    let (low, high) = why.clashing();
    let side = |bounds: &[&Held<'_>], word: &str| {
        let mut rungs: BTreeMap<RungId, Vec<&str>> = BTreeMap::new();
        for held in bounds {
            let questions = rungs.entry(held.bound.rung).or_default();
            for &question in &held.decided_by {
                let id = tree.questions[question].id.text.as_str();
                if !questions.contains(&id) {
                    questions.push(id);
                }
            }
        }
        let one = |(rung, questions): (RungId, Vec<&str>)| {
            let title = &tree.rung(rung).title;
            let by = if questions.is_empty() { String::new() } else { format!(" ({})", questions.join(", ")) };
            format!("{word} {title}{by}")
        };
        rungs.into_iter().map(one).collect::<Vec<_>>().join(language.pick(" en ", " and "))
    };
    let floor = side(&high, language.pick("minstens", "at least"));
    let ceiling = side(&low, language.pick("hoogstens", "at most"));
    let mut message =
        bilingual!("{floor} botst met {ceiling}", "{floor} clashes with {ceiling}").to(language).to_owned();
    let mut arranged: Vec<&str> = high
        .iter()
        .chain(&low)
        .filter_map(|held| held.bound.arrange.as_deref())
        .map(|it| it.trim().trim_end_matches('.'))
        .collect();
    arranged.dedup();
    if !arranged.is_empty() {
        message += language.pick("; regel eerst: ", "; first arrange: ");
        message += &arranged.join("; ");
    }
    message
}
