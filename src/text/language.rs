//! The two languages the program speaks, and texts that exist in both.
//!
//! A plain struct instead of a translation framework: a text cannot be written in one language only,
//! so nothing is ever missing.

use std::fmt;

/// A language of the program, or of a tree's texts.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Language {
    /// Dutch, the default.
    #[default]
    Dutch,
    /// English.
    English,
}

impl Language {
    /// Every language, in the order in which they are tried.
    pub const ALL: [Language; 2] = [Language::Dutch, Language::English];

    /// The language that a tag such as `nl`, `en` or `en_GB.UTF-8` names; `None` for other languages.
    pub fn of(tag: &str) -> Option<Language> {
        match tag.split(['_', '-', '.', '@']).next()? {
            "nl" => Some(Language::Dutch),
            "en" => Some(Language::English),
            _ => None,
        }
    }

    /// The two-letter tag, as in `language: nl`.
    pub fn tag(self) -> &'static str {
        match self {
            Language::Dutch => "nl",
            Language::English => "en",
        }
    }

    /// One of two fixed texts.
    pub fn pick<'a>(self, dutch: &'a str, english: &'a str) -> &'a str {
        match self {
            Language::Dutch => dutch,
            Language::English => english,
        }
    }
}

/// A text in both languages. Made by [`bilingual!`](crate::bilingual).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Bilingual {
    /// The Dutch text.
    pub dutch: String,
    /// The English text.
    pub english: String,
}

impl Bilingual {
    /// The text in one language.
    pub fn to(&self, language: Language) -> &str {
        language.pick(&self.dutch, &self.english)
    }
}

/// The Dutch text: what a log or a failing test shows.
impl fmt::Display for Bilingual {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.dutch)
    }
}

/// Makes a [`Bilingual`] of a Dutch and an English format string.
#[macro_export]
macro_rules! bilingual {
    ($dutch:literal, $english:literal $(, $name:ident = $value:expr)* $(,)?) => {{
        $(let $name = $value;)*
        $crate::text::language::Bilingual { dutch: format!($dutch), english: format!($english) }
    }};
}
