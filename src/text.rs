//! Texts: the two languages, what is safe to show, sentences and words.

pub mod language;
pub mod markdown;
pub mod personal;
pub mod prose;
pub mod sanitize;
