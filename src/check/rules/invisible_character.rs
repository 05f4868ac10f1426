//! `invisible-character`: what cannot be seen cannot be checked by a reader.

use crate::bilingual;
use crate::check::rule::{Pass, Rule};
use crate::check::writing::Writing;
use crate::model::finding::{Finding, Place, Severity};

pub(in crate::check) static RULE: Rule = Rule {
    name: "invisible-character",
    severity: Severity::Warning,
    summary: ("een teken dat niemand ziet", "a character that nobody sees"),
    why: (
        "Een woord met een onzichtbaar teken lijkt gelijk en is het niet; tekens voor de schrijfrichting kunnen iets anders laten lezen dan er staat.",
        "A word with an invisible character looks equal and is not; characters for the writing direction can show something else than is there.",
    ),
    wrong: "label: \"Ja\\u200B\"",
    right: "label: Ja",
    pass: Pass::AtWriting(inspect),
};

/// Spaces of another width, characters of no width, and those that turn the direction of writing.
pub(super) fn is_invisible(letter: char) -> bool {
    matches!(letter,
        '\u{a0}' | '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{115f}' | '\u{1160}' | '\u{17b4}' | '\u{17b5}'
        | '\u{180e}' | '\u{2000}'..='\u{200f}' | '\u{2028}'..='\u{202f}' | '\u{205f}'..='\u{206f}'
        | '\u{3000}' | '\u{3164}' | '\u{fe00}'..='\u{fe0f}' | '\u{feff}' | '\u{ffa0}' | '\u{fff9}'..='\u{fffb}'
        | '\u{e0000}'..='\u{e0fff}')
}

fn inspect(writing: &Writing<'_>, findings: &mut Vec<Finding>) {
    for (file, source) in writing.reading.sources.0.iter().enumerate() {
        // One finding a line, so a page that was pasted from elsewhere stays readable.
        let mut from = 0;
        while let Some((at, letter)) = first(&source.text, from) {
            findings.push(finding(letter, Place { file, start: at, end: at + letter.len_utf8() }));
            from = source.text[at..].find('\n').map_or(source.text.len(), |end| at + end);
        }
    }
    // Written as an escape it is visible in the file, and not in what people read.
    for text in &writing.reading.texts {
        let hidden = |letter: char| is_invisible(letter) || (letter.is_control() && !matches!(letter, '\n' | '\t'));
        // Nothing hidden is a plain letter, a digit or a mark.
        if text.text.bytes().all(|byte| matches!(byte, b' '..=b'~' | b'\n')) {
            continue;
        }
        let Some(letter) = text.text.chars().find(|letter| hidden(*letter)) else { continue };
        let source = writing.reading.sources.0.get(text.place.file).map_or("", |source| source.text.as_str());
        if !source.get(text.place.start..text.place.end).is_some_and(|written| written.contains(letter)) {
            findings.push(finding(letter, text.place));
        }
    }
}

/// The first invisible character from a place on. Plain letters, nearly all there is, are skipped as bytes.
fn first(text: &str, from: usize) -> Option<(usize, char)> {
    let mut at = from;
    loop {
        at += text.as_bytes()[at..].iter().position(|byte| !byte.is_ascii())?;
        let letter = text[at..].chars().next()?;
        if is_invisible(letter) {
            return Some((at, letter));
        }
        at += letter.len_utf8();
    }
}

fn finding(letter: char, place: Place) -> Finding {
    let code = u32::from(letter);
    let message =
        bilingual!("hier staat het onzichtbare teken U+{code:04X}", "here is the invisible character U+{code:04X}");
    let hint = if matches!(letter, '\u{a0}' | '\u{2000}'..='\u{200a}' | '\u{202f}' | '\u{205f}' | '\u{3000}') {
        bilingual!("zet er een gewone spatie", "put an ordinary space")
    } else {
        bilingual!("haal het weg", "take it out")
    };
    Finding::new(RULE.name, place, message).hint(hint)
}
