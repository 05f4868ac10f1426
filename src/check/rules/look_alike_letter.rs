//! `look-alike-letter`: a word is written in one script.

use crate::bilingual;
use crate::check::rule::{Pass, Rule};
use crate::check::writing::Writing;
use crate::model::finding::{Finding, Severity};

pub(in crate::check) static RULE: Rule = Rule {
    name: "look-alike-letter",
    severity: Severity::Warning,
    summary: (
        "een letter uit een ander schrift die op een gewone lijkt",
        "a letter of another script that looks like a plain one",
    ),
    why: (
        "Wie zoekt of vergelijkt, vindt zo'n woord niet. Op het scherm is niets te zien.",
        "Whoever searches or compares does not find such a word. On the screen nothing shows.",
    ),
    wrong: "label: \"J\\u0430\"   # de tweede letter is Cyrillisch",
    right: "label: Ja",
    pass: Pass::AtWriting(inspect),
};

/// Letters of Greek, Cyrillic, Armenian and Cherokee, and the letter forms for mathematics and wide print.
fn is_other(letter: char) -> bool {
    matches!(letter,
        '\u{370}'..='\u{3ff}' | '\u{400}'..='\u{52f}' | '\u{531}'..='\u{587}' | '\u{13a0}'..='\u{13ff}'
        | '\u{1d400}'..='\u{1d7ff}' | '\u{ff21}'..='\u{ff3a}' | '\u{ff41}'..='\u{ff5a}')
}

fn inspect(writing: &Writing<'_>, findings: &mut Vec<Finding>) {
    for text in writing.reading.texts.iter().filter(|text| !text.text.is_ascii()) {
        let words = text.text.split(|letter: char| !letter.is_alphanumeric());
        let mixed = |word: &&str| word.contains(|letter: char| letter.is_ascii_alphabetic()) && word.contains(is_other);
        let Some(word) = words.into_iter().find(mixed) else { continue };
        let Some(letter) = word.chars().find(|letter| is_other(*letter)) else { continue };
        let code = u32::from(letter);
        let message = bilingual!(
            "in `{word}` staat `{letter}` (U+{code:04X}) uit een ander schrift",
            "`{word}` has `{letter}` (U+{code:04X}) of another script"
        );
        let hint = bilingual!("typ het woord opnieuw", "type the word anew");
        findings.push(Finding::new(RULE.name, writing.spot(text, word), message).hint(hint));
    }
}
