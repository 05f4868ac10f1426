//! A text as YAML: plain where nothing in it could be read as something else.

use crate::source::keys::RESERVED;
use crate::text::sanitize::is_unsafe;
use std::fmt::Write as _;

/// In a block: plain, a literal block, or in quotes. `indent` is where its lines stand, `comment` what stands behind
/// the mark of the block (`# …`), `closed` whether a line end closes it.
pub(super) fn in_block(text: &str, indent: usize, comment: &str, closed: bool) -> String {
    let space = if comment.is_empty() { "" } else { " " };
    let lines_follow = text.contains('\n') || !comment.is_empty();
    if lines_follow && is_literal(text) {
        let mark = if closed { "|" } else { "|-" };
        let mut block = format!("{mark}{space}{comment}");
        for line in text.split('\n') {
            block.push('\n');
            if !line.is_empty() {
                let _ = write!(block, "{:indent$}{line}", "");
            }
        }
        return block;
    }
    format!("{}{space}{comment}", on_one_line(text))
}

/// The same on one line, whatever its length.
pub(super) fn on_one_line(text: &str) -> String {
    if is_plain(text, false) { text.to_owned() } else { quoted(text) }
}

/// Within brackets, on one line.
pub(super) fn in_brackets(text: &str) -> String {
    if is_plain(text, true) { text.to_owned() } else { quoted(text) }
}

/// In double quotes, with an escape for whatever hides or may not stand in a file.
fn quoted(text: &str) -> String {
    let mut safe = String::with_capacity(text.len() + 2);
    safe.push('"');
    for letter in text.chars() {
        match letter {
            '"' | '\\' => safe.extend(['\\', letter]),
            '\n' => safe.push_str("\\n"),
            '\t' => safe.push_str("\\t"),
            '\r' => safe.push_str("\\r"),
            _ if !is_unsafe(letter) => safe.push(letter),
            _ if u32::from(letter) > 0xffff => {
                let _ = write!(safe, "\\U{:08x}", u32::from(letter));
            }
            _ => {
                let _ = write!(safe, "\\u{:04x}", u32::from(letter));
            }
        }
    }
    safe.push('"');
    safe
}

/// Whether YAML reads it as this text without quotes.
fn is_plain(text: &str, in_brackets: bool) -> bool {
    let is_mark = |letter: char| is_unsafe(letter) || (letter.is_whitespace() && !matches!(letter, ' ' | '\u{a0}'));
    let of_brackets = [',', '[', ']', '{', '}', ':', '"', '\''];
    let is_read_otherwise = text.ends_with(|letter: char| letter == ':' || letter.is_whitespace())
        || [": ", " #"].iter().any(|mark| text.contains(mark))
        || text.contains(is_mark)
        || (in_brackets && text.contains(of_brackets))
        || RESERVED.contains(&text.to_lowercase().as_str());
    text.starts_with(char::is_alphabetic) && !is_read_otherwise
}

/// Whether a literal block gives it back as it is.
fn is_literal(text: &str) -> bool {
    let first = text.split('\n').next().unwrap_or_default();
    !first.is_empty()
        && !text.starts_with([' ', '\t'])
        && !text.ends_with('\n')
        && !text.split('\n').any(|line| line.starts_with('\t') || (!line.is_empty() && line.trim().is_empty()))
        && !text.chars().any(|it| it != '\n' && it != '\t' && is_unsafe(it))
}
