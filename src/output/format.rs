//! The formats of advices, explanations, differences and figures: one table, one function each.
//!
//! A new format is a function here, or in a file under `format/`, and a line in [`FORMATS`].

mod markdown;
mod text;

pub use text::{TextLayout, rows};

use super::document::Document;
use crate::text::sanitize;
use serde_json::Value;
use std::fmt;

/// What can be read, by people as a document and by programs as a value.
pub trait Printable {
    /// For people.
    fn document(&self) -> Document;
    /// For programs.
    fn value(&self) -> Value;
}

/// How something is written down.
#[derive(Clone, Copy)]
pub struct Format {
    /// The word on the command line.
    pub word: &'static str,
    /// How the names of files in it end.
    pub endings: &'static [&'static str],
    /// Whether a terminal shows it, with room around it.
    pub on_screen: bool,
    write: fn(&dyn Printable, TextLayout) -> String,
}

/// Every format; the first one is what a terminal shows.
pub static FORMATS: [Format; 3] = [
    Format {
        word: "text",
        endings: &["txt"],
        on_screen: true,
        write: |printed, look| text::text(&printed.document(), look),
    },
    Format {
        word: "markdown",
        endings: &["md", "markdown"],
        on_screen: false,
        write: |printed, _| markdown::markdown(&printed.document()),
    },
    Format { word: "json", endings: &["json"], on_screen: false, write: |printed, _| json(&printed.value()) },
];

impl Format {
    /// The format with this word.
    pub fn named(word: &str) -> Option<&'static Format> {
        FORMATS.iter().find(|format| format.word == word)
    }

    /// The format of files whose names end like this.
    pub fn of_file(ending: &str) -> Option<&'static Format> {
        FORMATS.iter().find(|format| format.endings.contains(&ending))
    }

    /// Writes something down.
    pub fn write(&self, printed: &dyn Printable, look: TextLayout) -> String {
        (self.write)(printed, look)
    }
}

impl Default for &Format {
    fn default() -> Self {
        &FORMATS[0]
    }
}

impl fmt::Debug for Format {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.word)
    }
}

/// A value on lines, with a line end.
pub(crate) fn json(value: &Value) -> String {
    sanitize::json(value) + "\n"
}
