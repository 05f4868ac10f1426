//! What clashes in a row, in a line.

use crate::analysis::classify::Clashing;
use crate::bilingual;
use crate::model::tree::Resolved;
use crate::text::language::Language;
use std::collections::BTreeMap;

/// Which bounds clash, and what to arrange: bounds on one rung together.
pub(super) fn line(tree: &Resolved, clashing: &[Clashing<'_>], language: Language) -> String {
    let side = |at_least: bool| {
        let mut rungs: BTreeMap<usize, Vec<&str>> = BTreeMap::new();
        for bound in clashing.iter().filter(|bound| bound.at_least == at_least) {
            let questions = rungs.entry(bound.rung).or_default();
            for &question in &bound.decided_by {
                let id = tree.questions[question].id.text.as_str();
                if !questions.contains(&id) {
                    questions.push(id);
                }
            }
        }
        let word = if at_least { language.pick("minstens", "at least") } else { language.pick("hoogstens", "at most") };
        let one = |(rung, questions): (usize, Vec<&str>)| {
            let title = tree.ladder.as_ref().map_or("", |ladder| ladder.rungs[rung].title.as_str());
            let by = if questions.is_empty() { String::new() } else { format!(" ({})", questions.join(", ")) };
            format!("{word} {title}{by}")
        };
        rungs.into_iter().map(one).collect::<Vec<_>>().join(language.pick(" en ", " and "))
    };
    let (floor, ceiling) = (side(true), side(false));
    let mut message =
        bilingual!("{floor} botst met {ceiling}", "{floor} clashes with {ceiling}").to(language).to_owned();
    let mut arranged: Vec<&str> =
        clashing.iter().filter_map(|bound| bound.arrange).map(|it| it.trim().trim_end_matches('.')).collect();
    arranged.dedup();
    if !arranged.is_empty() {
        message += language.pick("; regel eerst: ", "; first arrange: ");
        message += &arranged.join("; ");
    }
    message
}
