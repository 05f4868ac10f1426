//! `repeated-text`: what is said twice is kept up to date once.

use crate::bilingual;
use crate::check::rule::{Pass, Rule};
use crate::check::writing::Writing;
use crate::model::finding::{Finding, Place, Severity};
use crate::source::keys::{Part, ValueKind};
use std::collections::BTreeMap;

/// Texts of fewer characters may well be the same.
const SHORTEST: usize = 40;

pub(in crate::check) static RULE: Rule = Rule {
    name: "repeated-text",
    severity: Severity::Remark,
    summary: ("dezelfde uitleg staat er twee keer", "the same explanation is there twice"),
    why: (
        "Twee vragen met dezelfde tekst lijken dezelfde vraag. En wie er één verbetert, vergeet de andere.",
        "Two questions with the same text look like one question. And whoever mends one forgets the other.",
    ),
    wrong: "een: {ask: Hoeveel mensen merken er iets van in hun straat?}\ntwee: {ask: Hoeveel mensen merken er iets van in hun straat?}",
    right: "een: {ask: Hoeveel mensen merken er iets van in hun straat?}\ntwee: {ask: Hoe lang merken zij dat?}",
    pass: Pass::AtWriting(inspect),
};

fn inspect(writing: &Writing<'_>, findings: &mut Vec<Finding>) {
    let mut seen: BTreeMap<(usize, &str), Place> = BTreeMap::new();
    for text in writing.texts() {
        let whole = text.text.trim();
        // A question is short; the same one twice is never meant.
        let question = text.key == "ask" && text.part == Part::Question;
        if text.kind != ValueKind::Text || (!question && whole.chars().count() < SHORTEST) {
            continue;
        }
        if let Some(first) = seen.insert((text.place.file, whole), text.place) {
            let message = bilingual!("deze tekst staat er al", "this text is there already");
            findings.push(
                Finding::new(RULE.name, text.place, message)
                    .related(first, bilingual!("hier de eerste keer", "first here"))
                    .hint(bilingual!("zeg op elke plek wat daar geldt", "say in each place what holds there")),
            );
        }
    }
}
