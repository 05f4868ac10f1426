//! What a terminal can show where the locale names another charset than UTF-8. Files and pipes are UTF-8 always.

use encoding_rs::Encoding;
use std::borrow::Cow;

/// How a terminal writes letters, where that is not UTF-8.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Charset {
    Ascii,
    /// Told apart from what browsers take for it: there, curly quotes are where a terminal has control characters.
    Latin1,
    Other(&'static Encoding),
}

impl Charset {
    /// The charset of a locale such as `nl_NL.ISO-8859-15@euro`; `None` for UTF-8, and for a locale that names none: `C`
    /// and `POSIX` are what containers and scripts have, at a terminal that shows UTF-8.
    fn of_locale(locale: &str) -> Option<Charset> {
        let (_, name) = locale.split('@').next()?.split_once('.')?;
        let name = name.to_ascii_lowercase();
        let plain = name.replace(['-', '_'], "");
        match plain.as_str() {
            "utf8" | "" => None,
            "iso88591" | "latin1" | "l1" | "cp819" | "ibm819" => Some(Charset::Latin1),
            "ascii" | "usascii" | "ansix3.41968" => Some(Charset::Ascii),
            _ => {
                // Of what browsers take for another charset, or cannot write, no more than ASCII is certain.
                let own = |it: &&'static Encoding| !plain.starts_with("iso") || it.name().starts_with("ISO");
                let writes = |it: &&'static Encoding| it.output_encoding() == *it;
                let known = Encoding::for_label(name.as_bytes()).filter(own).filter(writes);
                Some(known.map_or(Charset::Ascii, Charset::Other))
            }
        }
    }

    fn has(self, letter: char) -> bool {
        match self {
            Charset::Ascii => letter.is_ascii(),
            Charset::Latin1 => letter.is_ascii() || ('\u{a0}'..='\u{ff}').contains(&letter),
            Charset::Other(encoding) => !encoding.encode(letter.encode_utf8(&mut [0; 4])).2,
        }
    }

    /// A text as this terminal takes it: what it has not is written with what it has.
    fn written(self, text: &str) -> Vec<u8> {
        let mut shown = String::new();
        for letter in text.chars() {
            if self.has(letter) { shown.push(letter) } else { shown.push_str(instead(letter)) }
        }
        match self {
            Charset::Ascii => shown.into_bytes(),
            Charset::Latin1 => shown.chars().map(|letter| u8::try_from(letter).unwrap_or(b'?')).collect(),
            Charset::Other(encoding) => encoding.encode(&shown).0.into_owned(),
        }
    }

    fn read(self, typed: &[u8]) -> String {
        match self {
            Charset::Ascii => String::from_utf8_lossy(typed).into_owned(),
            Charset::Latin1 => typed.iter().copied().map(char::from).collect(),
            Charset::Other(encoding) => encoding.decode_without_bom_handling(typed).0.into_owned(),
        }
    }
}

/// What stands for a letter that a terminal does not have.
fn instead(letter: char) -> &'static str {
    match letter {
        '‘' | '’' | '‚' | '‹' | '›' => "'",
        '“' | '”' | '„' | '«' | '»' => "\"",
        '‐' | '‑' | '–' | '—' | '−' | '─' | '━' => "-",
        '═' => "=",
        '│' | '┃' | '║' => "|",
        '\u{2500}'..='\u{257f}' => "+",
        '\u{2580}'..='\u{259f}' => "#",
        '…' => "...",
        '→' => "->",
        '←' => "<-",
        '▲' | '↑' => "^",
        '▼' | '↓' => "v",
        '•' | '·' => "*",
        '×' => "x",
        '≤' => "<=",
        '≥' => ">=",
        '€' => "EUR",
        '\u{a0}' | '\u{2009}' | '\u{202f}' => " ",
        'é' | 'è' | 'ê' | 'ë' => "e",
        'á' | 'à' | 'â' | 'ä' => "a",
        'í' | 'ì' | 'î' | 'ï' => "i",
        'ó' | 'ò' | 'ô' | 'ö' => "o",
        'ú' | 'ù' | 'û' | 'ü' => "u",
        'É' | 'È' | 'Ê' | 'Ë' => "E",
        _ => "?",
    }
}

/// The charset that the first of these variables that is set names, as everywhere in Unix.
fn of_terminal() -> Option<Charset> {
    // A console of Windows takes any letter.
    if cfg!(windows) {
        return None;
    }
    let set = |name| std::env::var(name).ok().filter(|value| !value.is_empty());
    Charset::of_locale(&["LC_ALL", "LC_CTYPE", "LANG"].into_iter().find_map(set)?)
}

/// Whether a terminal would not show UTF-8.
pub(crate) fn is_other() -> bool {
    of_terminal().is_some()
}

/// The bytes of a text for a stream; `terminal`: it is shown there.
pub(crate) fn shown(text: &[u8], terminal: bool) -> Cow<'_, [u8]> {
    match of_terminal().filter(|_| terminal) {
        None => Cow::Borrowed(text),
        Some(charset) => Cow::Owned(charset.written(&String::from_utf8_lossy(text))),
    }
}

/// What was typed, at a terminal or not.
pub(crate) fn typed(bytes: &[u8], terminal: bool) -> String {
    match of_terminal().filter(|_| terminal) {
        None => String::from_utf8_lossy(bytes).into_owned(),
        Some(charset) => charset.read(bytes),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_locale_names_a_charset_or_it_is_utf_8() {
        for locale in ["C", "POSIX", "nl_NL", "nl_NL.UTF-8", "C.utf8", "nl_NL.", "nl_NL@euro"] {
            assert_eq!(Charset::of_locale(locale), None, "{locale}");
        }
        for locale in ["nl_NL.ISO-8859-1", "nl_NL.iso88591", "en_US.ISO8859-1"] {
            assert_eq!(Charset::of_locale(locale), Some(Charset::Latin1), "{locale}");
        }
        for locale in ["nl_NL.ISO-8859-15@euro", "nl_NL.iso885915"] {
            assert_eq!(Charset::of_locale(locale), Some(Charset::Other(encoding_rs::ISO_8859_15)), "{locale}");
        }
        // Browsers take the last two for another charset, and write the one before them as UTF-8.
        for name in ["US-ASCII", "onbekend", "utf-16", "ISO-8859-9", "iso-8859-11"] {
            assert_eq!(Charset::of_locale(&format!("nl_NL.{name}")), Some(Charset::Ascii), "{name}");
        }
        assert_eq!(Charset::of_locale("nl_NL.cp819"), Some(Charset::Latin1));
    }

    #[test]
    fn what_a_terminal_has_not_is_written_with_what_it_has() {
        let text = "‘Café’ – 5 € … ─│┼█ ☐";
        assert_eq!(Charset::Latin1.written(text), b"'Caf\xe9' - 5 EUR ... -|+# ?");
        assert_eq!(Charset::Other(encoding_rs::ISO_8859_15).written(text), b"'Caf\xe9' - 5 \xa4 ... -|+# ?");
        assert_eq!(Charset::Ascii.written(text), b"'Cafe' - 5 EUR ... -|+# ?");
        assert_eq!(Charset::Latin1.read(b"Caf\xe9"), "Café");
    }
}
