//! Texts for translators: what goes out as a PO or XLIFF file, and what comes back.

mod po;
mod unit;
mod xliff;

pub use unit::{Exchange, State, Unit};

use crate::bilingual;
use crate::source::parse::TranslatedFile;
use crate::text::language::{Bilingual, Language};
use std::collections::HashMap;

/// A format that translators' tools read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ExchangeFormat {
    /// The format of gettext.
    Po,
    /// XLIFF 1.2, the one that all of these tools read.
    Xliff,
}

impl ExchangeFormat {
    /// The format that the ending of a file names.
    pub fn of_ending(ending: &str) -> Option<ExchangeFormat> {
        match ending {
            "po" | "pot" => Some(ExchangeFormat::Po),
            "xlf" | "xliff" => Some(ExchangeFormat::Xliff),
            _ => None,
        }
    }
}

/// Writes a file for a translator.
pub fn write(exchange: &Exchange, format: ExchangeFormat) -> String {
    match format {
        ExchangeFormat::Po => po::write(exchange),
        ExchangeFormat::Xliff => xliff::write(exchange),
    }
}

/// Reads what a translator hands back, in either format.
///
/// # Errors
/// Says what is wrong with it, and on which line.
pub fn read(bytes: &[u8]) -> Result<Exchange, Bilingual> {
    let text = std::str::from_utf8(bytes).map_err(|_| {
        bilingual!("het is geen UTF-8; bewaar het opnieuw als UTF-8", "it is not UTF-8; save it again as UTF-8")
    })?;
    let text = text.trim_start_matches('\u{feff}');
    if text.trim_start().starts_with('<') { xliff::read(text) } else { po::read(text) }
}

/// What goes out of a file. `language` is that of the notes; `since` is what went out before, or an older version of the
/// file: what a text was then shows whether its translation is still of this text.
pub fn of(file: &TranslatedFile, language: Language, since: Option<&Exchange>) -> Exchange {
    let earlier = since.map(Earlier::of);
    let units = file.texts.iter().map(|text| {
        let mut unit = Unit {
            path: text.path.clone(),
            note: language.pick(text.meaning.0, text.meaning.1).to_owned(),
            line: text.line,
            source: text.text.clone(),
            translation: text.translation.clone().unwrap_or_default(),
            state: if text.translation.is_some() { State::Translated } else { State::Untranslated },
            previous: None,
        };
        if let Some(earlier) = &earlier {
            earlier.look_again(&mut unit);
        }
        unit
    });
    Exchange {
        id: file.id.clone(),
        version: file.version.clone().unwrap_or_default(),
        from: file.from.clone(),
        into: file.into.tag().to_owned(),
        units: units.collect(),
    }
}

/// What went out before.
struct Earlier<'a> {
    by_path: HashMap<&'a str, &'a Unit>,
    by_source: HashMap<&'a str, &'a Unit>,
}

impl<'a> Earlier<'a> {
    fn of(exchange: &'a Exchange) -> Earlier<'a> {
        let translated = exchange.units.iter().rev().filter(|unit| !unit.translation.is_empty());
        Earlier {
            by_path: exchange.units.iter().map(|unit| (unit.path.as_str(), unit)).collect(),
            by_source: translated.map(|unit| (unit.source.as_str(), unit)).collect(),
        }
    }

    /// Whether the translation is still one of this text, and which there was while it has none.
    fn look_again(&self, unit: &mut Unit) {
        let was = self.by_path.get(unit.path.as_str());
        // One that was made since then is of the text as it is now.
        let is_newer = |was: &Unit| {
            let known = !was.translation.is_empty();
            known && !unit.translation.is_empty() && unit.translation != was.translation
        };
        match was {
            Some(was) if was.source == unit.source => {
                if unit.translation.is_empty() || unit.translation == was.translation {
                    unit.state = was.state;
                    unit.previous.clone_from(&was.previous);
                    unit.translation.clone_from(&was.translation);
                }
            }
            Some(was) if is_newer(was) => {}
            _ => {
                // A text that moved, as in a list that another came into, has its translation elsewhere.
                let moved =
                    self.by_source.get(unit.source.as_str()).filter(|_| was.is_some() || unit.translation.is_empty());
                match (moved, was) {
                    (Some(moved), _) => unit.translation.clone_from(&moved.translation),
                    (None, Some(was)) => {
                        unit.previous = Some(was.source.clone());
                        if unit.translation.is_empty() {
                            unit.translation.clone_from(&was.translation);
                        }
                    }
                    (None, None) => return,
                }
                unit.state = if unit.translation.is_empty() { State::Untranslated } else { State::Fuzzy };
            }
        }
        if unit.state == State::Untranslated {
            unit.previous = None;
        }
    }
}
