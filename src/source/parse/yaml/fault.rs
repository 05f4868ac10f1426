//! What the scanner says of YAML that it cannot read, in the words of somebody who writes a tree.

use crate::bilingual;
use crate::model::finding::{Finding, Place};
use crate::text::language::Bilingual;

/// A finding for what the scanner says, at this byte.
pub(super) fn finding(file: usize, start: usize, what: &str, text: &str) -> Finding {
    let said = |said: &str| what.contains(said);
    let line = text.get(..start).unwrap_or("").rfind('\n').map_or(0, |at| at + 1);
    let key_above = said("mapping values").then(|| line_above(text, line, start)).flatten();
    let conflict = conflict(text, line);
    let (message, hint) = in_words(what, conflict.is_some(), key_above.is_some());
    let place = conflict.or_else(|| if said("tab") { first_tab(text, line) } else { key_above });
    let start = place.unwrap_or(start);
    Finding::new("syntax", Place { file, start, end: start }, message).hint(hint)
}

/// What is wrong, and what to do.
fn in_words(what: &str, conflict: bool, key_above: bool) -> (Bilingual, Bilingual) {
    let said = |said: &str| what.contains(said);
    if conflict {
        (
            bilingual!("hier botsen twee versies van het bestand", "here two versions of the file clash"),
            bilingual!(
                "kies per stuk wat blijft, en haal de regels met `<<<<<<<`, `=======` en `>>>>>>>` weg",
                "choose for each part what stays, and take out the lines with `<<<<<<<`, `=======` and `>>>>>>>`"
            ),
        )
    } else if said("tab") {
        (
            bilingual!("hier springt een regel in met een tab", "here a line is indented by a tab"),
            bilingual!("spring in met spaties", "indent by spaces"),
        )
    } else if said("simple key expected") || key_above {
        (
            bilingual!("hier ontbreekt een dubbele punt met een spatie", "a colon with a space is missing here"),
            bilingual!("schrijf `sleutel: waarde`", "write `key: value`"),
        )
    } else if said("mapping values are not allowed") {
        (
            bilingual!("de tekst houdt hier op, door de dubbele punt", "the text ends here, because of the colon"),
            bilingual!(
                "zet de hele tekst tussen aanhalingstekens als de dubbele punt erbij hoort",
                "put the whole text in quotes if the colon belongs to it"
            ),
        )
    } else if said("single-quoted scalar") {
        (
            bilingual!("de tekst houdt hier op, door het aanhalingsteken", "the text ends here, because of the quote"),
            bilingual!(
                "schrijf een apostrof in de tekst dubbel (`''`), of sluit het aanhalingsteken op de regel erboven",
                "write an apostrophe in the text twice (`''`), or close the quote on the line above"
            ),
        )
    } else if said("double-quoted scalar") || said("multiline quoted scalar") {
        (
            bilingual!("de tekst tussen aanhalingstekens is niet heel", "the text in quotes is not whole"),
            bilingual!(
                "sluit het aanhalingsteken; binnen de tekst schrijf je er `\\\"` voor",
                "close the quote; within the text write `\\\"` for one"
            ),
        )
    } else if said("unexpected character") {
        (
            bilingual!("met dit teken kan geen tekst beginnen", "no text can begin with this character"),
            bilingual!("zet de hele tekst tussen aanhalingstekens", "put the whole text in quotes"),
        )
    } else {
        (
            bilingual!("dit is geen leesbare YAML (de lezer meldt: {what})", "this is not readable YAML ({what})"),
            bilingual!(
                "kijk naar inspringing, aanhalingstekens en haakjes op deze regel en de regel erboven",
                "look at indentation, quotes and brackets on this line and the one above"
            ),
        )
    }
}

/// Where version control left two versions, on this line or one before it.
fn conflict(text: &str, line: usize) -> Option<usize> {
    let end = text[line..].find('\n').map_or(text.len(), |end| line + end);
    let mark = |mark: &str| text[..end].rfind(&format!("\n{mark}")).map(|at| at + 1);
    let begins = text[..end].starts_with("<<<<<<< ").then_some(0).or_else(|| mark("<<<<<<< "))?;
    text.contains("\n>>>>>>> ").then_some(begins)
}

/// The first tab that a line is indented by, from this line on: the scanner names the text before it.
fn first_tab(text: &str, from: usize) -> Option<usize> {
    let mut at = from;
    for line in text[from..].split_inclusive('\n') {
        let indent = line.len() - line.trim_start_matches([' ', '\t']).len();
        if let Some(tab) = line[..indent].find('\t') {
            return Some(at + tab);
        }
        at += line.len();
    }
    None
}

/// Where the line above begins, if all that stands before the colon at fault is a key: then the text that
/// it seems to be in began there.
fn line_above(text: &str, line: usize, colon: usize) -> Option<usize> {
    let key = text[line..colon].trim();
    let above = text[..line].trim_end();
    let begins = above.rfind('\n').map_or(0, |at| at + 1);
    let indent = above[begins..].len() - above[begins..].trim_start().len();
    (!key.is_empty() && !key.contains(char::is_whitespace)).then_some(begins + indent)
}
