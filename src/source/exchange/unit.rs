//! One text on its way to a translator or back.

/// How far the translation of a text is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum State {
    /// There is none.
    Untranslated,
    /// There is one, of which somebody has to see whether it is right: of an older text, or of one elsewhere.
    Fuzzy,
    /// There is one.
    Translated,
}

/// A text with its translation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unit {
    /// The keys that lead to it; no other text has them.
    pub path: String,
    /// What it is, for the translator.
    pub note: String,
    /// The line that it stands on in its file; 0 where that is not told.
    pub line: usize,
    /// The text.
    pub source: String,
    /// Its translation, or nothing.
    pub translation: String,
    /// How far that is.
    pub state: State,
    /// The text that the translation was made of, where that was another.
    pub previous: Option<String>,
}

/// The texts of a file, for one language.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Exchange {
    /// The id of the tree, ladder or catalogue.
    pub id: String,
    /// Its version, or nothing.
    pub version: String,
    /// The language of the texts.
    pub from: String,
    /// The language of the translations.
    pub into: String,
    /// The texts, in order.
    pub units: Vec<Unit>,
}
