//! How things are shown: colour, plain lines, width.

use crate::app::cli::{Global, When};
use crate::app::system;
use crate::bilingual;
use crate::output::format::{self, Format, Printable};
use crate::text::language::Language;
use anyhow::{Result, bail};
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

/// Writes something to standard output.
pub(crate) fn show(printed: &dyn Printable, format: &Format, global: &Global, language: Language) -> Result<()> {
    is_for_here(format, language)?;
    system::put_bytes(&format.write(printed, look(global))?)
}

/// A format that is no text is not for a terminal.
pub(crate) fn is_for_here(format: &Format, language: Language) -> Result<()> {
    if !format.is_text && std::io::stdout().is_terminal() {
        let word = format.word;
        let said = bilingual!(
            "een scherm kan {word} niet tonen; zet het in een bestand met `> naam.{word}`",
            "a screen cannot show {word}; put it in a file with `> name.{word}`"
        );
        bail!("{}", said.to(language));
    }
    Ok(())
}
