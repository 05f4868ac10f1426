//! How things are shown: colour, plain lines, width.

use crate::app::cli::{Global, When};
use crate::app::system;
use crate::output::format;
use std::io::IsTerminal;

/// Whether colour may be used on standard output (`err`: on standard error).
pub(crate) fn colour(global: &Global, err: bool) -> bool {
    let terminal = if err { std::io::stderr().is_terminal() } else { std::io::stdout().is_terminal() };
    match global.color {
        When::Always => true,
        When::Never => false,
        When::Auto => terminal && !plain(global) && std::env::var_os("NO_COLOR").is_none_or(|value| value.is_empty()),
    }
}

/// Whether plain lines are wanted.
pub(crate) fn plain(global: &Global) -> bool {
    global.accessible || system::asked_for("ACCESSIBLE") || system::is_dumb()
}

/// How text is laid out on standard output.
pub(crate) fn look(global: &Global) -> format::TextLayout {
    format::TextLayout { width: system::width(), colour: colour(global, false), plain: plain(global) }
}
