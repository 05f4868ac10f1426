//! What typed text means on a page, on a screen and in lines alike.

use crate::app::prompt::page::{MenuItem, Page, PickKind};
use crate::bilingual;
use crate::model::replies::Decimal;
use crate::text::language::Language;
use crate::text::sanitize::line;

fn plain(text: &str) -> String {
    text.trim().to_lowercase()
}

/// The choice whose id or label this is, whatever its case. Nothing names none: lines of a menu have no id.
pub(crate) fn named(choices: &[MenuItem], typed: &str) -> Option<usize> {
    let typed = plain(typed);
    if typed.is_empty() {
        return None;
    }
    choices.iter().position(|choice| plain(&choice.id) == typed || plain(&choice.label) == typed)
}

/// The only choice with this in its label. Shorter than three letters says too little.
pub(crate) fn with_part(choices: &[MenuItem], typed: &str) -> Option<usize> {
    let typed = plain(typed);
    if typed.chars().count() < 3 {
        return None;
    }
    let mut found = choices.iter().enumerate().filter(|(_, choice)| plain(&choice.label).contains(&typed));
    match (found.next(), found.next()) {
        (Some((only, _)), None) => Some(only),
        _ => None,
    }
}

/// Whether this means the line numbered 0. At a number question a 0 is a number.
pub(crate) fn is_zero(page: &Page, typed: &str) -> bool {
    let typed = plain(typed);
    let is_digit = typed == "0" && !matches!(page.kind, PickKind::Number { .. });
    page.zero.as_ref().is_some_and(|zero| is_digit || zero.words.contains(&typed.as_str()))
}

/// The number in what was typed, with or without its unit; `None` where the page asks for none or this is none.
pub(crate) fn number(page: &Page, typed: &str) -> Option<Decimal> {
    let PickKind::Number { unit, .. } = &page.kind else { return None };
    let typed = plain(typed);
    typed.strip_suffix(&plain(unit)).unwrap_or(&typed).trim_end().parse().ok()
}

/// The choice in whose band a number falls, or what is wrong with it.
pub(crate) fn band(page: &Page, typed: &str, number: Decimal, language: Language) -> Result<usize, String> {
    let PickKind::Number { decimals, bands, .. } = &page.kind else { return Err(String::new()) };
    let said = |said: crate::text::language::Bilingual| line(said.to(language));
    // `1.000` is a thousand to one reader and one to another.
    let thousands = typed.trim().split_once(['.', ',']).is_some_and(|(_, part)| {
        let digits = part.chars().take_while(char::is_ascii_digit).count();
        digits == 3 || part.contains(['.', ','])
    });
    if !decimals && thousands {
        return Err(said(bilingual!(
            "`{typed}` is niet duidelijk. Schrijf het getal zonder punt of komma.",
            "`{typed}` is not clear. Write the number without a point or comma."
        )));
    }
    if !decimals && !number.is_whole() {
        return Err(said(bilingual!(
            "`{number}` past hier niet. Geef een heel getal.",
            "`{number}` does not fit here. Give a whole number."
        )));
    }
    let found = bands.iter().position(|band| band.is_some_and(|band| band.holds(number)));
    found.ok_or_else(|| {
        said(bilingual!(
            "`{number}` past hier niet. Geef een getal dat past bij een van de antwoorden.",
            "`{number}` does not fit here. Give a number that fits one of the answers."
        ))
    })
}

/// Says by name where a number falls.
pub(crate) fn band_named(page: &Page, number: Decimal, choice: usize, language: Language) -> String {
    let label = &page.choices[choice].label;
    line(bilingual!("{number} valt onder: {label}", "{number} comes under: {label}").to(language))
}

/// What to do after typing something that the page does not know.
pub(crate) fn not_found(page: &Page, typed: &str, language: Language) -> String {
    let typed = line(typed);
    let said = match page.kind {
        PickKind::Number { .. } => bilingual!(
            "`{typed}` herken ik niet. Typ een getal, of een deel van een antwoord.",
            "I do not recognise `{typed}`. Type a number, or a part of an answer."
        ),
        _ => bilingual!(
            "`{typed}` herken ik niet. Typ een nummer van een antwoord, of een deel van een antwoord.",
            "I do not recognise `{typed}`. Type the number of an answer, or a part of an answer."
        ),
    };
    said.to(language).to_owned()
}

/// What is wrong with these picks together, if anything.
pub(crate) fn misfit(page: &Page, picked: &[usize], language: Language) -> Option<&'static str> {
    if picked.is_empty() {
        return Some(language.pick("Kies minstens één antwoord.", "Choose at least one answer."));
    }
    if picked.len() > 1 && !matches!(page.kind, PickKind::Several) {
        return Some(language.pick("Kies één antwoord.", "Choose one answer."));
    }
    if picked.len() > 1 && picked.iter().any(|&pick| page.choices[pick].alone) {
        return Some(language.pick(
            "Eén van deze antwoorden gaat niet samen met een ander.",
            "One of these answers goes with no other.",
        ));
    }
    None
}
