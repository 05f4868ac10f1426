//! What may be typed at a cursor: keys of the language, ids, values, names of files.

use super::cursor::{Cursor, Step};
use super::family::{Family, WordedFile};
use super::hover::{key_text, named, what};
use crate::source::keys::{self, Key, Only, Part, QuestionType, ValueKind};
use crate::source::parse::Declared;
use crate::source::shipped;
use crate::source::slot::{MapKeys, Slot, Space, ValueWords, result_words};
use crate::text::language::Language;
use std::collections::BTreeSet;
use std::ops::Range;

/// Something that may be typed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Offer {
    /// What is shown and looked for.
    pub label: String,
    /// What sort of thing it is.
    pub sort: OfferSort,
    /// What it is, in a few words.
    pub detail: String,
    /// What it means, in Markdown.
    pub meaning: String,
    /// What is put in the place of the word at the cursor.
    pub text: String,
}

/// A sort of offer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OfferSort {
    /// A key of the language.
    Key,
    /// An id that has its meaning elsewhere.
    Name,
    /// A fixed word.
    Word,
    /// A file.
    File,
}

/// What may be typed at a byte of the first file of a family, in order, and what of the text it takes the place of.
pub fn offers(text: &str, at: usize, family: &Family, language: Language) -> Option<(Range<usize>, Vec<Offer>)> {
    let cursor = Cursor::at(text, at)?;
    let own = family.files.first()?;
    let mut slot = Slot::file(own.words.shape);
    for step in &cursor.path {
        slot = match step {
            Step::Key(key) => slot.under(key),
            Step::Item => slot.item(),
        };
    }
    let colon = text[cursor.word.end..].trim_start_matches(' ').starts_with(':');
    let mut offers = Offers { own, family, language, colon, cursor: &cursor, found: Vec::new() };
    if !cursor.is_value {
        offers.keys(&slot);
    }
    offers.values(&slot);
    let mut seen = BTreeSet::new();
    let mut found = offers.found;
    found.retain(|offer| seen.insert(offer.label.clone()));
    Some((cursor.word, found))
}

struct Offers<'a> {
    own: &'a WordedFile,
    family: &'a Family,
    language: Language,
    /// Whether there is a colon behind the word already.
    colon: bool,
    cursor: &'a Cursor,
    found: Vec<Offer>,
}

impl Offers<'_> {
    fn keys(&mut self, slot: &Slot) {
        match slot.keys() {
            MapKeys::Keys(part) => self.rows(part, slot),
            MapKeys::Condition { result } => {
                self.names(Space::Word, "", &[], true);
                if result {
                    self.fixed(result_words(), true);
                }
                self.rows(Part::Condition, slot);
            }
            MapKeys::Names(parts) => self.names(Space::Word, "", parts, true),
            // A side file repeats the ids of the file that it translates; elsewhere they are new.
            MapKeys::Ids(part) if self.translates() => {
                let about = if part == Part::Answer { slot.subject() } else { "" };
                Space::of(part).into_iter().for_each(|space| self.names(space, about, &[part], true));
            }
            MapKeys::Values if self.translates() => self.names(Space::Value, slot.subject(), &[], true),
            _ => {}
        }
    }

    fn translates(&self) -> bool {
        self.own.words.part == Part::SideFile
    }

    /// The keys of a part that are not there yet.
    fn rows(&mut self, part: Part, slot: &Slot) {
        let whole = self.cursor.path.is_empty() && self.translates();
        let head = keys::of(Part::SideFile).filter(|_| whole);
        let asked = self.own.words.kinds.get(slot.subject()).map_or(QuestionType::Choice.word(), String::as_str);
        let fits = |row: &&Key| match row.only {
            Only::With(kinds) => part == Part::Question || kinds.iter().any(|kind| kind.word() == asked),
            _ => true,
        };
        let translates = self.translates();
        let texts = |row: &&Key| !translates || holds_texts(row);
        let rows = head.chain(keys::of(part).filter(fits).filter(texts));
        let rows: Vec<_> = rows.filter(|row| !self.cursor.beside.iter().any(|there| there == row.name)).collect();
        let (first, later): (Vec<&Key>, Vec<&Key>) = rows.into_iter().partition(|row| row.required);
        for row in first.into_iter().chain(later) {
            let detail = self.language.pick(row.meaning.0, row.meaning.1).to_owned();
            let meaning = key_text(row, part, self.language);
            let text = self.behind(row.name, is_map(row.kind));
            self.found.push(Offer { label: row.name.to_owned(), sort: OfferSort::Key, detail, meaning, text });
        }
    }

    /// A key with its colon, where it has none yet.
    fn behind(&self, key: &str, map: bool) -> String {
        match (self.colon, map && !self.cursor.in_brackets) {
            (true, _) => key.to_owned(),
            (false, true) => format!("{key}:"),
            (false, false) => format!("{key}: "),
        }
    }

    fn values(&mut self, slot: &Slot) {
        match slot.words() {
            ValueWords::Ids(spaces, words) => {
                let parts: &[Part] = match slot.key() {
                    Some((_, row)) => row.named_parts(),
                    None => &[],
                };
                spaces.into_iter().for_each(|space| self.names(space, "", parts, false));
                self.fixed(words.iter().copied(), false);
            }
            ValueWords::ValuesOf(name, words) => {
                self.names(Space::Value, &name, &[], false);
                self.fixed(words.iter().copied(), false);
            }
            ValueWords::ValuesMeaning(meaning) => {
                let fact = self.own.words.meaning(meaning).map(str::to_owned);
                fact.into_iter().for_each(|fact| self.names(Space::Value, &fact, &[], false));
            }
            ValueWords::Fixed(words) => self.fixed(words.iter().copied(), false),
            ValueWords::Estimates => self.fixed(keys::estimates(), false),
            ValueWords::File(part) => self.files(part),
            ValueWords::Nothing => {}
        }
    }

    /// Ids of a space, of these parts if any are named, in the order in which they get their meaning.
    fn names(&mut self, space: Space, about: &str, parts: &[Part], as_key: bool) {
        let from_tree = matches!(space, Space::Word | Space::Value | Space::Outcome);
        let tree = self.own.words.shape == Part::Tree;
        let fits = |file: &WordedFile, declared: &Declared| {
            let name = &declared.name;
            (name.space, name.about.as_str()) == (space, about)
                && (parts.is_empty() || parts.contains(&declared.part))
                // In a tree stand only its own questions and facts; a catalogue reads those of any tree that names it.
                && (!(tree && from_tree) || file.words.part == Part::Tree)
                && (space != Space::Source || file.path == self.own.path)
        };
        let there: Vec<&Declared> = self
            .family
            .all()
            .filter(|(file, _, declared)| fits(file, declared))
            .map(|(_, _, declared)| declared)
            .filter(|declared| !as_key || !self.cursor.beside.contains(&declared.name.id))
            .collect();
        for declared in there {
            let id = &declared.name.id;
            let said = declared.texts.first().map_or("", |(_, text)| text.as_str());
            let detail = crate::text::sanitize::line(&format!("{}: {said}", what(declared).to(self.language)));
            self.found.push(Offer {
                label: id.clone(),
                sort: OfferSort::Name,
                detail,
                meaning: named(declared, self.language),
                text: if as_key { self.behind(id, false) } else { id.clone() },
            });
        }
    }

    fn fixed<'w>(&mut self, words: impl Iterator<Item = &'w str>, as_key: bool) {
        for word in words {
            let text = if as_key { self.behind(word, false) } else { word.to_owned() };
            let (detail, meaning) = Default::default();
            self.found.push(Offer { label: word.to_owned(), sort: OfferSort::Word, detail, meaning, text });
        }
    }

    /// What ships inside the program.
    fn files(&mut self, part: Part) {
        let (folder, before) = match part {
            Part::Ladder => ("ladders", "builtin:"),
            Part::Catalogue => ("catalogues", "builtin:"),
            _ => ("", ""),
        };
        for name in shipped::names(folder) {
            let label = format!("{before}{name}");
            let (detail, meaning) = Default::default();
            self.found.push(Offer { text: label.clone(), label, sort: OfferSort::File, detail, meaning });
        }
    }
}

/// Whether a side file can have a key: texts are in it, or under it.
fn holds_texts(row: &Key) -> bool {
    matches!(
        row.kind,
        ValueKind::Text
            | ValueKind::Phrase
            | ValueKind::PhraseById
            | ValueKind::ById(_)
            | ValueKind::List(_)
            | ValueKind::Bound(_)
    )
}

/// Whether what stands under a key takes lines of its own.
fn is_map(kind: ValueKind) -> bool {
    matches!(kind, ValueKind::PhraseById | ValueKind::ById(_) | ValueKind::List(_) | ValueKind::Replies)
}
