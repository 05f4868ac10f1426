//! Text from files made harmless where it leaves: terminals, logs of CI.

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

/// A line for a log of CI, which would take some of it for an order to itself (`##[error]`, `##vso[…]`).
/// That an order may also begin a line with `::` is the caller's to mind: nothing here begins one.
pub fn logged(text: &str) -> String {
    let mut safe = line(text);
    let mut from = 0;
    while let Some(at) = safe[from..].find("##").map(|at| from + at) {
        let name = safe[at..].trim_start_matches('#');
        let open = safe.len() - name.trim_start_matches(|letter: char| letter.is_ascii_alphanumeric()).len();
        if safe[open..].starts_with('[') {
            safe.replace_range(open..=open, "(");
        }
        from = open;
    }
    safe
}

/// Something as indented JSON, in which nothing hides: what may not be seen is written as an escape.
pub fn json(value: &impl serde::Serialize) -> String {
    let text = serde_json::to_string_pretty(value).unwrap_or_default();
    let mut safe = String::with_capacity(text.len());
    for letter in text.chars() {
        // Line ends between the keys stay; within texts they are escapes already.
        if is_unsafe(letter) && letter != '\n' {
            let mut units = [0; 2];
            for unit in letter.encode_utf16(&mut units) {
                safe += &format!("\\u{unit:04x}");
            }
        } else {
            safe.push(letter);
        }
    }
    safe
}

/// Control characters, and the format characters that hide or turn text (Unicode TR 36): the soft hyphen,
/// marks of direction, spaces of no width, separators of lines, fillers, notes between lines, what is no character,
/// and tags.
pub(crate) fn is_unsafe(letter: char) -> bool {
    letter.is_control()
        || matches!(letter,
            '\u{ad}' | '\u{61c}' | '\u{180e}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}'
            | '\u{2060}'..='\u{206f}' | '\u{3164}' | '\u{feff}' | '\u{fff9}'..='\u{fffb}' | '\u{fffe}' | '\u{ffff}'
            | '\u{e0000}'..='\u{e007f}')
}
