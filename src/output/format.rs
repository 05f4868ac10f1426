//! The formats of advices, explanations, differences and figures: one table, one function each.
//!
//! A new format is a function here, or in a file under `format/`, and a line in [`FORMATS`].

mod chain;
mod chart;
mod columns;
mod docx;
mod html;
mod markdown;
mod odt;
mod package;
pub(crate) mod package_parts;
pub(crate) mod prose;
mod text;
#[cfg(feature = "spreadsheets")]
mod workbook;

pub use super::document::Printable;
pub use chain::Chain;
pub use docx::{HouseStyle, LARGEST_HOUSE_STYLE};
pub use text::{TextLayout, rows};

use crate::text::sanitize;
use serde_json::Value;
use std::fmt;
use std::io;

/// How something is written down.
#[derive(Clone, Copy)]
pub struct Format {
    /// The word on the command line.
    pub word: &'static str,
    /// How the names of files in it end.
    pub endings: &'static [&'static str],
    /// Whether a terminal shows it, with room around it.
    pub on_screen: bool,
    /// Whether it is text; a terminal can make nothing of the others.
    pub is_text: bool,
    write: Write,
}

type Write = fn(&dyn Printable, TextLayout) -> io::Result<Vec<u8>>;

/// Every format; the first one is what a terminal shows.
pub static FORMATS: [Format; 6] = [
    Format {
        on_screen: true,
        ..text("text", &["txt"], |printed, look| Ok(text::text(&printed.document(), look).into_bytes()))
    },
    text("markdown", &["md", "markdown"], |printed, _| Ok(markdown::markdown(&printed.document()).into_bytes())),
    text("json", &["json"], |printed, _| Ok(json(&printed.value()).into_bytes())),
    text("html", &["html", "htm"], |printed, _| html::html(&printed.document())),
    Format { is_text: false, ..text("docx", &["docx"], |printed, _| docx::docx(&printed.document(), None)) },
    Format { is_text: false, ..text("odt", &["odt"], |printed, _| odt::odt(&printed.document())) },
];

/// A workbook with a sheet for every section: for what is mostly numbers, so it is not among the formats of advices.
/// None where the program was made without spreadsheets.
#[cfg(feature = "spreadsheets")]
pub static WORKBOOK: Option<Format> =
    Some(Format { is_text: false, ..text("xlsx", &["xlsx"], |printed, _| workbook::workbook(&printed.document())) });
/// See there.
#[cfg(not(feature = "spreadsheets"))]
pub static WORKBOOK: Option<Format> = None;

/// A format that is text, for files and other programs.
const fn text(word: &'static str, endings: &'static [&'static str], write: Write) -> Format {
    Format { word, endings, on_screen: false, is_text: true, write }
}

impl Format {
    /// The format with this word.
    pub fn named(word: &str) -> Option<&'static Format> {
        FORMATS.iter().find(|format| format.word == word)
    }

    /// The format of files whose names end like this.
    pub fn of_file(ending: &str) -> Option<&'static Format> {
        FORMATS.iter().find(|format| format.endings.iter().any(|it| it.eq_ignore_ascii_case(ending)))
    }

    /// Writes something down.
    pub fn write(&self, printed: &dyn Printable, look: TextLayout) -> io::Result<Vec<u8>> {
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

/// Writes a Word document in somebody's house style.
pub fn docx_in_style(printed: &dyn Printable, style: &HouseStyle) -> io::Result<Vec<u8>> {
    docx::docx(&printed.document(), Some(style))
}

/// A value on lines, with a line end.
pub(crate) fn json(value: &Value) -> String {
    sanitize::json(value) + "\n"
}
