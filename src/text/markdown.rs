//! Text in a Markdown document, in such a way that it stays text: no markup, no links, no HTML, nothing that ends the
//! place where it stands. What would be read as text anyway is left as it is, so that it reads well in an editor too.

use super::sanitize::line;

/// Text somewhere inside a line.
pub fn inside(text: &str) -> String {
    escaped(&line(text), false)
}

/// Text that begins a paragraph or a point of a list, where more is markup.
pub fn start(text: &str) -> String {
    let text = line(text);
    let text = text.trim_start();
    match first_mark(text) {
        // Figures before the mark need nothing, and the mark is one byte.
        Some(at) => format!("{}\\{}{}", &text[..at], &text[at..=at], escaped(&text[at + 1..], false)),
        None => escaped(text, false),
    }
}

/// Text of a heading: `#` at its end would belong to the heading.
pub fn heading(text: &str) -> String {
    let safe = inside(text);
    match safe.strip_suffix('#') {
        Some(rest) => format!("{rest}\\#"),
        None => safe,
    }
}

/// Text of a cell of a table.
pub fn cell(text: &str) -> String {
    escaped(&line(text), true)
}

/// Where at the beginning of a line a mark stands that makes it a quote, a list, a heading, a rule or a table.
fn first_mark(text: &str) -> Option<usize> {
    let mut letters = text.chars();
    let first = letters.next()?;
    let blank_after = |rest: &str| rest.is_empty() || rest.starts_with([' ', '\t']);
    let ruled = text.chars().all(|it| matches!(it, '-' | '=' | '|' | ':' | ' ' | '\t' | '+' | '*' | '_'));
    match first {
        '>' => Some(0),
        '#' if blank_after(text.trim_start_matches('#')) => Some(0),
        '-' | '+' | '*' if ruled || blank_after(letters.as_str()) => Some(0),
        '=' | '|' | ':' | '_' if ruled => Some(0),
        '0'..='9' => {
            let rest = text.trim_start_matches(|it: char| it.is_ascii_digit());
            (rest.starts_with(['.', ')']) && blank_after(&rest[1..])).then(|| text.len() - rest.len())
        }
        _ => None,
    }
}

/// Marks inside a line. A backslash makes any of them text (CommonMark section 2.4).
fn escaped(text: &str, in_cell: bool) -> String {
    let several = |mark: char| text.matches(mark).nth(1).is_some();
    let (strikes, formulas) = (several('~'), several('$'));
    let mut safe = String::with_capacity(text.len() + 8);
    let mut before = ' ';
    let mut rest = text.chars();
    while let Some(letter) = rest.next() {
        let after = rest.as_str().chars().next().unwrap_or(' ');
        let alone = before.is_whitespace() && after.is_whitespace();
        let marks = match letter {
            '`' | '[' => true,
            '*' => !alone,
            '_' => !(alone || before.is_alphanumeric() && after.is_alphanumeric()),
            '~' => strikes,
            '$' => formulas,
            '|' => in_cell,
            '<' => after.is_ascii_alphabetic() || matches!(after, '/' | '!' | '?'),
            '&' => is_entity(rest.as_str()),
            '\\' => after.is_ascii_punctuation() || rest.as_str().is_empty(),
            // Bare addresses become links in many places: `https://`, `www.`, `name@place`.
            ':' => rest.as_str().starts_with("//") || ends_in_scheme(&safe),
            '.' => safe.to_ascii_lowercase().ends_with("www"),
            '@' => !before.is_whitespace() && after.is_alphanumeric(),
            _ => false,
        };
        if marks {
            safe.push('\\');
        }
        safe.push(letter);
        before = letter;
    }
    safe
}

/// Whether what comes after `&` makes it a character by its name or number.
fn is_entity(rest: &str) -> bool {
    rest.split_once(';').is_some_and(|(name, _)| {
        !name.is_empty() && name.chars().all(|it| it.is_ascii_alphanumeric() || it == '#') && name.len() < 40
    })
}

/// Addresses without slashes that are links in some places.
fn ends_in_scheme(before: &str) -> bool {
    ["mailto", "xmpp"].iter().any(|scheme| before.to_ascii_lowercase().ends_with(scheme))
}
