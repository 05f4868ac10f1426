//! Shares in figures: the same for people everywhere, and the same for programs on every machine.

use crate::text::language::Language;

/// A number with one decimal.
pub(crate) fn decimal(number: f64, language: Language) -> String {
    let text = format!("{number:.1}");
    if language == Language::Dutch { text.replace('.', ",") } else { text }
}

/// A share in per cent; what occurs is never shown as nothing.
pub(crate) fn percent(share: f64, language: Language) -> String {
    let text = decimal(share * 100.0, language);
    if share > 0.0 && share < 0.0005 { format!("< {}%", decimal(0.1, language)) } else { format!("{text}%") }
}

/// A share that is the same on every machine.
pub(crate) fn round(share: f64) -> f64 {
    (share * 1e12).round() / 1e12
}
