//! `double-question`: one question at a time, or a "yes" may be meant for either.

use crate::bilingual;
use crate::check::rule::{Pass, Rule};
use crate::check::writing::Writing;
use crate::model::finding::{Finding, Severity};
use crate::source::keys::Part;
use crate::source::parse::Text;
use crate::text::language::Language;
use crate::text::prose::Phrases;
use std::sync::LazyLock;

pub(in crate::check) static RULE: Rule = Rule {
    name: "double-question",
    severity: Severity::Remark,
    summary: ("twee vragen in één", "two questions in one"),
    why: (
        "Wie op de ene helft ja zegt en op de andere nee, kan niet antwoorden.",
        "Whoever says yes to one half and no to the other cannot answer.",
    ),
    wrong: "ask: Is er tijd en is er geld?",
    right: "ask: Is er tijd?",
    pass: Pass::AtWriting(inspect),
};

/// What begins a second question after "and".
const DUTCH: [&str; 34] = [
    "ben", "bent", "bestaat", "doet", "gaat", "geldt", "heb", "hebben", "hebt", "heeft", "hoe", "hoeveel", "is", "kan",
    "komt", "krijgt", "kun", "kunnen", "ligt", "mag", "moet", "moeten", "staat", "valt", "waar", "waarom", "wanneer",
    "wat", "welk", "welke", "wie", "wil", "wordt", "zijn",
];
const ENGLISH: [&str; 22] = [
    "are", "can", "could", "did", "do", "does", "has", "have", "how", "is", "may", "must", "should", "was", "what",
    "when", "where", "which", "who", "why", "will", "would",
];

static AND_DUTCH: LazyLock<Phrases> = LazyLock::new(|| Phrases::of(DUTCH.map(|word| format!("en {word}"))));
static AND_ENGLISH: LazyLock<Phrases> = LazyLock::new(|| Phrases::of(ENGLISH.map(|word| format!("and {word}"))));

fn inspect(writing: &Writing<'_>, findings: &mut Vec<Finding>) {
    let asked = |text: &&Text| text.key == "ask" && text.part == Part::Question;
    for text in writing.texts().filter(asked) {
        if let Some(piece) = second(text) {
            let message = bilingual!(
                "dit zijn twee vragen: `{piece}` begint de tweede",
                "these are two questions: `{piece}` begins the second"
            );
            let hint =
                bilingual!("vraag één ding, of maak er twee vragen van", "ask one thing, or make two questions of it");
            findings.push(Finding::new(RULE.name, writing.spot(text, piece), message).hint(hint));
        }
    }
}

/// Where a second question begins.
fn second(text: &Text) -> Option<&str> {
    let mut asked = text.text.match_indices('?').map(|(at, _)| at);
    if let (Some(first), Some(_)) = (asked.next(), asked.next()) {
        let rest = text.text[first + 1..].trim_start();
        return rest.split_whitespace().next();
    }
    let (or, seconds) = match text.language? {
        Language::Dutch => ("en/of", &*AND_DUTCH),
        Language::English => ("and/or", &*AND_ENGLISH),
    };
    if let Some(at) = text.text.to_lowercase().find(or) {
        return text.text.get(at..at + or.len());
    }
    seconds.within(&text.text).first().map(|(_, piece)| *piece)
}
