//! PO, the format of gettext. The path of a text is its context, so that two texts that read the same stay two.
//!
//! Read here and not by a crate: none says on which line a cut file breaks off, or keeps the text before.

use super::unit::{Exchange, State, Unit};
use crate::bilingual;
use crate::text::language::Bilingual;
use crate::text::sanitize::line;
use std::collections::HashSet;
use std::fmt::Write as _;

/// The name in the header of the id of the file that is translated.
const TRANSLATES: &str = "X-Translates";
const SOURCE_LANGUAGE: &str = "X-Source-Language";

/// Writes a PO file.
pub(super) fn write(exchange: &Exchange) -> String {
    let Exchange { id, version, from, into, units } = exchange;
    let project = line(&format!("{id} {version}"));
    let head = format!(
        "Project-Id-Version: {}\nPO-Revision-Date: \nLast-Translator: \nLanguage-Team: \nLanguage: {into}\nMIME-Version: 1.0\nContent-Type: text/plain; charset=UTF-8\nContent-Transfer-Encoding: 8bit\n{SOURCE_LANGUAGE}: {from}\n{TRANSLATES}: {id}\n",
        project.trim()
    );
    let mut out = String::from("msgid \"\"\n");
    field(&mut out, "msgstr", &head);
    for unit in units {
        out.push('\n');
        let _ = writeln!(out, "#. {}", line(&unit.note));
        if unit.line > 0 {
            let _ = writeln!(out, "#: {id}:{}", unit.line);
        }
        if unit.state == State::Fuzzy {
            out.push_str("#, fuzzy\n");
        }
        if let Some(previous) = &unit.previous {
            let mut said = String::new();
            field(&mut said, "msgid", previous);
            said.lines().for_each(|line| {
                let _ = writeln!(out, "#| {line}");
            });
        }
        field(&mut out, "msgctxt", &unit.path);
        field(&mut out, "msgid", &unit.source);
        field(&mut out, "msgstr", &unit.translation);
    }
    out
}

/// A keyword with its text; one of more lines with each on its own.
fn field(out: &mut String, keyword: &str, text: &str) {
    let lines: Vec<&str> = text.split_inclusive('\n').collect();
    if lines.len() < 2 {
        let _ = writeln!(out, "{keyword} \"{}\"", escaped(text));
        return;
    }
    let _ = writeln!(out, "{keyword} \"\"");
    for line in lines {
        let _ = writeln!(out, "\"{}\"", escaped(line));
    }
}

fn escaped(text: &str) -> String {
    text.chars().fold(String::with_capacity(text.len()), |mut safe, letter| {
        match letter {
            '"' | '\\' => safe.extend(['\\', letter]),
            '\n' => safe.push_str("\\n"),
            '\t' => safe.push_str("\\t"),
            '\r' => safe.push_str("\\r"),
            _ if letter.is_ascii_control() => {
                let _ = write!(safe, "\\{:03o}", u32::from(letter));
            }
            _ => safe.push(letter),
        }
        safe
    })
}

/// What a line of a PO file goes on with.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Field {
    Context,
    Source,
    Translation,
    Previous,
    /// Of the text before nothing but the text itself is of use.
    Passed,
}

/// An entry while it is read.
#[derive(Default)]
struct Entry {
    context: Option<String>,
    source: Option<String>,
    translation: Option<String>,
    previous: Option<String>,
    note: String,
    fuzzy: bool,
}

/// Reads a PO file.
pub(super) fn read(text: &str) -> Result<Exchange, Bilingual> {
    let mut reader = PoReader::default();
    for (number, line) in text.lines().enumerate() {
        reader.line = number + 1;
        reader.take(line.trim())?;
    }
    reader.finish()?;
    let Some(head) = reader.head else {
        return Err(bilingual!(
            "er staat geen kop boven die zegt van welke boom dit is; begin met `beslisboom export texts`",
            "no header says which tree this is of; begin with `beslisboom export texts`"
        ));
    };
    let of = |name: &str| {
        let value = |line: &str| line.split_once(':').filter(|(it, _)| *it == name).map(|(_, it)| it.trim().to_owned());
        head.lines().find_map(value).unwrap_or_default()
    };
    let (id, project) = (of(TRANSLATES), of("Project-Id-Version"));
    let version = project.strip_prefix(&id).unwrap_or_default().trim().to_owned();
    Ok(Exchange { id, version, from: of(SOURCE_LANGUAGE), into: of("Language"), units: reader.units })
}

#[derive(Default)]
struct PoReader {
    line: usize,
    head: Option<String>,
    units: Vec<Unit>,
    seen: HashSet<String>,
    entry: Entry,
    field: Option<Field>,
}

impl PoReader {
    fn wrong(&self, dutch: &str, english: &str) -> Bilingual {
        let line = self.line;
        bilingual!("regel {line}: {dutch}", "line {line}: {english}")
    }

    fn take(&mut self, line: &str) -> Result<(), Bilingual> {
        if let Some(comment) = line.strip_prefix('#') {
            return self.comment(comment);
        }
        if line.is_empty() {
            return Ok(());
        }
        if line.starts_with('"') {
            let text = self.unquoted(line)?;
            let Some(field) = self.field else {
                return Err(self.wrong("deze tekst hoort nergens bij", "this text belongs to nothing"));
            };
            self.put(field, &text);
            return Ok(());
        }
        let (keyword, rest) = line.split_once(char::is_whitespace).unwrap_or((line, ""));
        let field = match keyword {
            "msgctxt" => Field::Context,
            "msgid" => Field::Source,
            "msgstr" => Field::Translation,
            _ if keyword.starts_with("msgid_plural") || keyword.starts_with("msgstr[") => {
                return Err(self.wrong("meervouden zijn er niet in een boom", "there are no plurals in a tree"));
            }
            _ => return Err(self.wrong("dit is geen PO", "this is no PO")),
        };
        let begins = field == Field::Context || (field == Field::Source && self.entry.context.is_none());
        if begins && self.entry.translation.is_some() {
            self.finish()?;
        }
        let twice = match field {
            Field::Context => self.entry.context.is_some() || self.entry.source.is_some(),
            Field::Source => self.entry.source.is_some(),
            _ => self.entry.translation.is_some() || self.entry.source.is_none(),
        };
        if twice {
            return Err(
                self.wrong("hiervoor ontbreekt een deel van de tekst", "part of the text before this is missing")
            );
        }
        let text = self.unquoted(rest.trim())?;
        self.field = Some(field);
        self.put(field, &text);
        Ok(())
    }

    fn comment(&mut self, comment: &str) -> Result<(), Bilingual> {
        if self.entry.translation.is_some() {
            self.finish()?;
        }
        if let Some(flags) = comment.strip_prefix(',') {
            self.entry.fuzzy |= flags.split(',').any(|flag| flag.trim() == "fuzzy");
        } else if let Some(note) = comment.strip_prefix('.') {
            self.entry.note.push_str(note.trim());
        } else if let Some(previous) = comment.strip_prefix('|') {
            let previous = previous.trim();
            let text = match previous.split_once(char::is_whitespace) {
                Some(("msgid", text)) => {
                    self.field = Some(Field::Previous);
                    text
                }
                Some(("msgctxt", text)) => {
                    self.field = Some(Field::Passed);
                    text
                }
                _ => previous,
            };
            let text = self.unquoted(text.trim())?;
            self.put(self.field.unwrap_or(Field::Passed), &text);
        }
        Ok(())
    }

    fn put(&mut self, field: Field, text: &str) {
        let entry = &mut self.entry;
        let place = match field {
            Field::Context => &mut entry.context,
            Field::Source => &mut entry.source,
            Field::Translation => &mut entry.translation,
            Field::Previous => &mut entry.previous,
            Field::Passed => return,
        };
        place.get_or_insert_default().push_str(text);
    }

    /// The entry is whole.
    fn finish(&mut self) -> Result<(), Bilingual> {
        let entry = std::mem::take(&mut self.entry);
        self.field = None;
        let (source, translation) = match (entry.source, entry.translation, &entry.context) {
            (Some(source), Some(translation), _) => (source, translation),
            // Comments at the end, such as entries that were set aside.
            (None, None, None) => return Ok(()),
            _ => {
                return Err(
                    self.wrong("het bestand houdt midden in een tekst op", "the file ends in the middle of a text")
                );
            }
        };
        if source.is_empty() && entry.context.is_none() {
            self.head = Some(translation);
            return Ok(());
        }
        let path = entry.context.unwrap_or_default();
        if !path.is_empty() && !self.seen.insert(path.clone()) {
            let shown = line(&path);
            return Err(self.wrong(
                &format!("`{shown}` staat er voor de tweede keer"),
                &format!("`{shown}` is there for the second time"),
            ));
        }
        let state = match (translation.is_empty(), entry.fuzzy) {
            (true, _) => State::Untranslated,
            (_, true) => State::Fuzzy,
            _ => State::Translated,
        };
        self.units.push(Unit { path, note: entry.note, line: 0, source, translation, state, previous: entry.previous });
        Ok(())
    }

    /// What stands between quotes.
    fn unquoted(&self, quoted: &str) -> Result<String, Bilingual> {
        let cut = || {
            self.wrong(
                "een tekst zonder eind: het bestand is afgebroken, of er ontbreekt een aanhalingsteken",
                "a text without an end: the file was cut off, or a quote is missing",
            )
        };
        let within = quoted.strip_prefix('"').ok_or_else(|| {
            self.wrong("hier hoort een tekst tussen aanhalingstekens", "a text in quotes belongs here")
        })?;
        let mut bytes = Vec::with_capacity(within.len());
        let mut letters = within.chars().peekable();
        let push =
            |bytes: &mut Vec<u8>, letter: char| bytes.extend_from_slice(letter.encode_utf8(&mut [0; 4]).as_bytes());
        loop {
            match letters.next().ok_or_else(cut)? {
                '"' => break,
                '\\' => match letters.next().ok_or_else(cut)? {
                    'n' => bytes.push(b'\n'),
                    't' => bytes.push(b'\t'),
                    'r' => bytes.push(b'\r'),
                    'a' => bytes.push(7),
                    'b' => bytes.push(8),
                    'v' => bytes.push(11),
                    'f' => bytes.push(12),
                    digit @ '0'..='7' => {
                        let mut code = digit.to_digit(8).unwrap_or_default();
                        for _ in 0..2 {
                            let Some(next) = letters.next_if(|it| it.is_digit(8)).and_then(|it| it.to_digit(8)) else {
                                break;
                            };
                            code = code * 8 + next;
                        }
                        // It is the number of a byte.
                        bytes.push((code & 0xff) as u8);
                    }
                    letter @ ('"' | '\\') => push(&mut bytes, letter),
                    _ => {
                        return Err(self.wrong(
                            "een `\\` met iets erachter dat niets betekent",
                            "a `\\` with something behind it that means nothing",
                        ));
                    }
                },
                letter => push(&mut bytes, letter),
            }
        }
        if letters.next().is_some() {
            return Err(self.wrong("achter de tekst staat nog iets", "something stands behind the text"));
        }
        String::from_utf8(bytes).map_err(|_| self.wrong("dit is geen UTF-8", "this is not UTF-8"))
    }
}
