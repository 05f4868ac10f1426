//! `placeholder-text`: what was still to be written has been written.

use crate::bilingual;
use crate::check::rule::{Pass, Rule};
use crate::check::writing::Writing;
use crate::model::finding::{Finding, Severity};
use crate::text::prose::Phrases;
use std::sync::LazyLock;

pub(in crate::check) static RULE: Rule = Rule {
    name: "placeholder-text",
    severity: Severity::Warning,
    summary: ("een tekst die nog geschreven moet worden", "a text that is still to be written"),
    why: ("Een lezer krijgt het kladje te zien.", "A reader gets to see the scribble."),
    wrong: "help: Deze uitleg volgt nog.",
    right: "help: Kijk naar beleid, wet en geld.",
    pass: Pass::AtWriting(inspect),
};

/// Words that stand for a text to come, as they are written. Two are in pieces here, since a test lets
/// no such word stand in this program itself.
const WORDS: [&str; 6] = [concat!("TO", "DO"), "TBD", concat!("FIX", "ME"), "XXX", "NNB", "NTB"];

/// Phrases that do, whatever their capitals.
const PHRASES: [&str; 9] = [
    "lorem ipsum",
    "nog invullen",
    "nog in te vullen",
    "nog aanvullen",
    "nog schrijven",
    "volgt nog",
    "nader te bepalen",
    "to be determined",
    "insert text here",
];

/// Both, to be looked for at once.
static ALL: LazyLock<Phrases> =
    LazyLock::new(|| Phrases::of(WORDS.map(str::to_lowercase).into_iter().chain(PHRASES.map(str::to_owned))));

/// The first of the words in a text, else the first of the phrases that is there.
fn stand_in(text: &str) -> Option<&str> {
    let found = ALL.within(text);
    let word = found.iter().find(|(number, piece)| WORDS.get(*number) == Some(piece));
    let phrases = found.iter().filter(|(number, _)| *number >= WORDS.len());
    word.or_else(|| phrases.min_by_key(|(number, _)| number)).map(|(_, piece)| *piece)
}

fn inspect(writing: &Writing<'_>, findings: &mut Vec<Finding>) {
    for text in writing.texts() {
        let whole = text.text.trim();
        let filler = !whole.chars().any(char::is_alphanumeric);
        let same = !filler && whole.len() > 2 && whole.chars().all(|letter| letter.eq_ignore_ascii_case(&'x'));
        let piece = if filler || same { Some(whole) } else { stand_in(whole) };
        let Some(piece) = piece else { continue };
        let message = if whole.is_empty() {
            bilingual!("deze tekst is leeg", "this text is empty")
        } else {
            bilingual!("`{piece}` is nog geen tekst", "`{piece}` is not a text yet")
        };
        let hint = bilingual!("schrijf de tekst, of haal de sleutel weg", "write the text, or take the key out");
        findings.push(Finding::new(RULE.name, writing.spot(text, piece), message).hint(hint));
    }
}
