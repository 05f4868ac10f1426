//! Text from files made harmless where it leaves: terminals, Markdown.

/// Text for a terminal or a log: control characters and marks that turn the direction of writing are
/// shown as `\u{…}`; line ends and tabs become spaces, those at the end go.
pub fn line(text: &str) -> String {
    text.trim_end().chars().fold(String::with_capacity(text.len()), |mut safe, letter| {
        match letter {
            '\n' | '\r' | '\t' => safe.push(' '),
            _ if is_unsafe(letter) => safe.extend(letter.escape_unicode()),
            _ => safe.push(letter),
        }
        safe
    })
}

/// The same for text of more lines: line ends stay.
pub fn lines(text: &str) -> String {
    text.lines().map(line).collect::<Vec<_>>().join("\n")
}

/// Text for a Markdown document: nothing in it is markup, and no HTML comes through.
pub fn markdown(text: &str) -> String {
    let mut safe = String::with_capacity(text.len());
    for letter in line(text).chars() {
        match letter {
            '<' => safe.push_str("&lt;"),
            '>' => safe.push_str("&gt;"),
            '&' => safe.push_str("&amp;"),
            '\\' | '`' | '*' | '_' | '[' | ']' | '|' | '#' => {
                safe.push('\\');
                safe.push(letter);
            }
            _ => safe.push(letter),
        }
    }
    safe
}

/// Control characters, and the format characters that hide or turn text (Unicode TR 36).
fn is_unsafe(letter: char) -> bool {
    letter.is_control()
        || matches!(letter, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}')
}
