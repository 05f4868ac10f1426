//! What a word means, for whoever points at it: Markdown in one language.

use super::family::Family;
use crate::bilingual;
use crate::source::keys::{self, Key, Part};
use crate::source::parse::{Declared, FileWord, Role};
use crate::text::language::{Bilingual, Language};
use crate::text::markdown::inside;

/// What a word of the first file of a family means, if it means anything.
pub fn hover(word: &FileWord, family: &Family, language: Language) -> Option<String> {
    match &word.role {
        Role::Key(part, key) | Role::Fixed(part, key) => Some(key_text(key, *part, language)),
        Role::File(_) => None,
        Role::Declared(declared) => Some(named(declared, language)),
        Role::Used(_) => {
            let names = family.names_of(&word.role);
            let (_, _, declared) = names.iter().find_map(|name| family.declared(name))?;
            Some(named(declared, language))
        }
    }
}

/// What a key of a part means.
pub(super) fn key_text(key: &Key, part: Part, language: Language) -> String {
    let of = sort(part);
    format!("`{}` ({})\n\n{}", key.name, of.to(language), language.pick(key.meaning.0, key.meaning.1))
}

/// What something is, in a word and with all that it says of itself.
pub(super) fn named(declared: &Declared, language: Language) -> String {
    let mut text = format!("`{}` ({})", declared.name.id, what(declared).to(language));
    for (number, (key, said)) in declared.texts.iter().enumerate() {
        let said = inside(said);
        if number == 0 {
            text += &format!("\n\n**{said}**");
            continue;
        }
        let row = keys::find(declared.part, key);
        let meaning = row.map_or(*key, |row| language.pick(row.meaning.0, row.meaning.1));
        text += &format!("\n\n{}: {said}", meaning.trim_end_matches('.'));
    }
    text
}

/// What has a name, in a word.
pub fn what(declared: &Declared) -> Bilingual {
    match declared.part {
        Part::Fact if !declared.name.about.is_empty() => bilingual!("waarde", "value"),
        part => sort(part),
    }
}

/// A part, in a word; the key of the language where people have none.
fn sort(part: Part) -> Bilingual {
    match part {
        Part::Tree => bilingual!("boom", "tree"),
        Part::Catalogue => bilingual!("catalogus", "catalogue"),
        Part::Question => bilingual!("vraag", "question"),
        Part::Answer => bilingual!("antwoord", "answer"),
        Part::Outcome => bilingual!("uitkomst", "outcome"),
        Part::Rung => bilingual!("trede", "rung"),
        Part::Fact => bilingual!("feit", "fact"),
        Part::Method => bilingual!("werkvorm", "method"),
        Part::Advice => bilingual!("aandachtspunt", "advice"),
        Part::Source => bilingual!("bron", "source"),
        Part::Example => bilingual!("voorbeeld", "example"),
        Part::Condition => bilingual!("voorwaarde", "condition"),
        part => bilingual!("{word}", "{word}", word = part.word()),
    }
}
