//! XLIFF 1.2: every translator's tool reads it, while many do not read 2.x yet.

use super::unit::{Exchange, State, Unit};
use crate::bilingual;
use crate::text::language::Bilingual;
use crate::text::sanitize::line;
use quick_xml::Reader;
use quick_xml::escape::{partial_escape, unescape};
use quick_xml::events::{BytesStart, Event};
use std::collections::HashSet;
use std::fmt::Write as _;

/// The type of the element that stands for a character that XML cannot hold; its `id` is the number.
const CHARACTER: &str = "x-character";

/// Writes an XLIFF file.
pub(super) fn write(exchange: &Exchange) -> String {
    let Exchange { id, version, from, into, units } = exchange;
    let (id, from) = (attribute(id), attribute(from));
    let mut out = format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<xliff xmlns=\"urn:oasis:names:tc:xliff:document:1.2\" version=\"1.2\">\n<file original=\"{id}\" product-name=\"{id}\" product-version=\"{}\" source-language=\"{from}\" target-language=\"{into}\" datatype=\"plaintext\">\n<body>\n",
        attribute(version)
    );
    for unit in units {
        let path = attribute(&unit.path);
        let approved = if unit.state == State::Translated { " approved=\"yes\"" } else { "" };
        let _ = writeln!(out, "<trans-unit id=\"{path}\" resname=\"{path}\" xml:space=\"preserve\"{approved}>");
        let _ = writeln!(out, "<source>{}</source>", content(&unit.source));
        let state = match unit.state {
            State::Untranslated => "needs-translation",
            State::Fuzzy => "needs-review-translation",
            State::Translated => "translated",
        };
        let _ = writeln!(out, "<target state=\"{state}\">{}</target>", content(&unit.translation));
        if let Some(previous) = &unit.previous {
            let _ = writeln!(
                out,
                "<alt-trans alttranstype=\"previous-version\"><source>{}</source><target>{}</target></alt-trans>",
                content(previous),
                content(&unit.translation)
            );
        }
        let _ = writeln!(out, "<note>{}</note>", content(&line(&unit.note)));
        out.push_str("</trans-unit>\n");
    }
    out.push_str("</body>\n</file>\n</xliff>\n");
    out
}

/// A text as content: what XML cannot hold stands as an element, and what it would change as a reference.
fn content(text: &str) -> String {
    text.chars().fold(String::with_capacity(text.len()), |mut out, letter| {
        match letter {
            '\r' => out.push_str("&#13;"),
            '\n' | '\t' => out.push(letter),
            '\0'..'\u{20}' | '\u{fffe}' | '\u{ffff}' => {
                let _ = write!(out, "<x id=\"{}\" ctype=\"{CHARACTER}\"/>", u32::from(letter));
            }
            _ => out.push_str(&partial_escape(&*letter.encode_utf8(&mut [0; 4]))),
        }
        out
    })
}

fn attribute(text: &str) -> String {
    line(text).replace('&', "&amp;").replace('<', "&lt;").replace('"', "&quot;")
}

/// Reads an XLIFF file.
pub(super) fn read(text: &str) -> Result<Exchange, Bilingual> {
    let mut xml = Reader::from_str(text);
    let mut reader = XliffReader::default();
    loop {
        let read = match xml.read_event() {
            Ok(Event::Eof) if reader.done => return Ok(reader.exchange),
            Ok(event) => reader.take(event),
            Err(_) => Err(cut()),
        };
        if let Err(said) = read {
            let at = usize::try_from(xml.buffer_position()).unwrap_or(text.len()).min(text.len());
            let number = text.as_bytes()[..at].iter().filter(|&&byte| byte == b'\n').count() + 1;
            let (nl, en) = (said.dutch, said.english);
            return Err(bilingual!("regel {number}: {nl}", "line {number}: {en}"));
        }
    }
}

fn cut() -> Bilingual {
    bilingual!("dit is geen XLIFF, of het bestand is afgebroken", "this is no XLIFF, or the file was cut off")
}

/// What is being read within a text.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Within {
    Source,
    Target,
    PreviousSource,
    Note,
    Elsewhere,
}

struct XliffReader {
    exchange: Exchange,
    unit: Option<Unit>,
    /// Whether the translation is marked as one to look at again.
    fuzzy: bool,
    in_previous: bool,
    within: Within,
    seen: HashSet<String>,
    done: bool,
}

impl Default for XliffReader {
    fn default() -> Self {
        let none = String::new;
        XliffReader {
            exchange: Exchange { id: none(), version: none(), from: none(), into: none(), units: Vec::new() },
            unit: None,
            fuzzy: false,
            in_previous: false,
            within: Within::Elsewhere,
            seen: HashSet::new(),
            done: false,
        }
    }
}

impl XliffReader {
    fn take(&mut self, event: Event<'_>) -> Result<(), Bilingual> {
        match event {
            Event::Eof => return Err(cut()),
            Event::DocType(_) => return Err(bilingual!("een DOCTYPE mag niet", "a DOCTYPE is not allowed")),
            Event::Start(element) => self.begin(&element)?,
            Event::Empty(element) => {
                self.begin(&element)?;
                self.end(element.local_name().as_ref());
            }
            Event::End(element) => self.end(element.local_name().as_ref()),
            Event::Text(text) => self.text(&text.xml10_content()),
            Event::CData(text) => self.text(&text.xml10_content()),
            Event::GeneralRef(name) => {
                let letter = format!("&{};", &*name);
                self.text(&unescape(&letter).map_err(|_| cut())?);
            }
            _ => {}
        }
        Ok(())
    }

    fn begin(&mut self, element: &BytesStart<'_>) -> Result<(), Bilingual> {
        let of = |key: &str| {
            let found = element.attributes().flatten().find(|it| it.key.local_name().as_ref() == key);
            found.and_then(|it| unescape(&it.value).ok().map(|value| value.into_owned())).unwrap_or_default()
        };
        match element.local_name().as_ref() {
            "xliff" if of("version") != "1.2" => {
                let version = line(&of("version"));
                return Err(bilingual!(
                    "dit is XLIFF {version}; dit programma leest 1.2",
                    "this is XLIFF {version}; this program reads 1.2"
                ));
            }
            "file" => {
                // Tools put their own name on the file, but leave what it is of.
                self.exchange.id = of("original");
                self.exchange.version = of("product-version");
                self.exchange.from = of("source-language");
                self.exchange.into = of("target-language");
            }
            "trans-unit" => {
                let path = Some(of("resname")).filter(|path| !path.is_empty()).unwrap_or_else(|| of("id"));
                if !path.is_empty() && !self.seen.insert(path.clone()) {
                    let shown = line(&path);
                    return Err(bilingual!(
                        "`{shown}` staat er voor de tweede keer",
                        "`{shown}` is there for the second time"
                    ));
                }
                self.fuzzy = false;
                let none = String::new;
                self.unit = Some(Unit {
                    path,
                    note: none(),
                    line: 0,
                    source: none(),
                    translation: none(),
                    state: State::Untranslated,
                    previous: None,
                });
            }
            "alt-trans" => self.in_previous = true,
            "source" if self.in_previous => self.within = Within::PreviousSource,
            "source" => self.within = Within::Source,
            "target" if !self.in_previous => {
                self.fuzzy = of("state").starts_with("needs-");
                self.within = Within::Target;
            }
            "note" => self.within = Within::Note,
            "x" if of("ctype") == CHARACTER => {
                let letter = of("id").parse().ok().and_then(char::from_u32).ok_or_else(cut)?;
                self.text(letter.encode_utf8(&mut [0; 4]));
            }
            _ => {}
        }
        Ok(())
    }

    fn end(&mut self, name: &str) {
        match name {
            "xliff" => self.done = true,
            "alt-trans" => self.in_previous = false,
            "source" | "target" | "note" => self.within = Within::Elsewhere,
            "trans-unit" => {
                if let Some(mut unit) = self.unit.take() {
                    unit.state = match (unit.translation.is_empty(), self.fuzzy) {
                        (true, _) => State::Untranslated,
                        (_, true) => State::Fuzzy,
                        _ => State::Translated,
                    };
                    self.exchange.units.push(unit);
                }
            }
            _ => {}
        }
    }

    fn text(&mut self, text: &str) {
        let Some(unit) = &mut self.unit else { return };
        match self.within {
            Within::Source => unit.source.push_str(text),
            Within::Target => unit.translation.push_str(text),
            Within::PreviousSource => unit.previous.get_or_insert_default().push_str(text),
            Within::Note => unit.note.push_str(text),
            Within::Elsewhere => {}
        }
    }
}
