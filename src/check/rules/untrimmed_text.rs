//! `untrimmed-text`: white space at an end is never meant.

use crate::bilingual;
use crate::check::rule::{Pass, Rule};
use crate::check::writing::Writing;
use crate::model::finding::{Finding, Severity};

pub(in crate::check) static RULE: Rule = Rule {
    name: "untrimmed-text",
    severity: Severity::Warning,
    summary: ("een tekst met een spatie aan het begin of eind", "a text with a space at its beginning or end"),
    why: (
        "`Ja ` en `Ja` lijken gelijk en zijn het niet: een lijst die op de tekst zoekt, vindt hem niet.",
        "`Ja ` and `Ja` look equal and are not: a list that looks for the text does not find it.",
    ),
    wrong: "label: \"Ja \"",
    right: "label: Ja",
    pass: Pass::AtWriting(inspect),
};

fn inspect(writing: &Writing<'_>, findings: &mut Vec<Finding>) {
    for text in &writing.reading.texts {
        // A block of text ends with the end of its line.
        let whole = text.text.trim_end_matches('\n');
        if !whole.trim().is_empty() && (whole.trim() != whole || whole.lines().any(|line| line.ends_with([' ', '\t'])))
        {
            let message =
                bilingual!("deze tekst begint of eindigt met een spatie", "this text begins or ends with a space");
            let hint = bilingual!("haal de spatie weg", "take the space out");
            findings.push(Finding::new(RULE.name, text.place, message).hint(hint));
        }
    }
}
