//! How a file was written: its delimiter, its line ends, its letters.

use crate::bilingual;
use crate::list::input::{Input, Letters};
use crate::text::language::Bilingual;
use std::borrow::Cow;
use std::ops::Range;

/// The dialect of a list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Dialect {
    /// Between cells: `;`, `,` or a tab, or what a `sep=` line says.
    pub delimiter: u8,
    /// The last byte of a line end.
    pub end: u8,
    /// How its letters are read.
    pub letters: Letters,
    /// Letters are written in Windows-1252 rather than UTF-8.
    pub windows: bool,
    /// Some rows are in the one, and some in the other.
    pub mixed: bool,
}

const MARK: &[u8] = b"\xEF\xBB\xBF";

impl Dialect {
    /// Finds out from the first part of a file, or from the whole of it.
    pub fn of(head: &[u8], whole: bool, input: &Input) -> Result<Dialect, Bilingual> {
        if is_utf_16(head) {
            return Err(bilingual!(
                "dit is UTF-16 (\"Unicode-tekst\"); bewaar de lijst als \"CSV UTF-8\" of als .xlsx",
                "this is UTF-16 (\"Unicode text\"); save the list as \"CSV UTF-8\" or as .xlsx"
            ));
        }
        if head.starts_with(b"PK\x03\x04") {
            return Err(bilingual!(
                "dit is geen CSV maar een werkblad; laat de naam op .xlsx eindigen of geef --from xlsx",
                "this is not CSV but a spreadsheet; end its name in .xlsx or give --from xlsx"
            ));
        }
        let end = if !head.contains(&b'\n') && head.contains(&b'\r') { b'\r' } else { b'\n' };
        let text = head.strip_prefix(MARK).unwrap_or(head);
        let line: &[u8] = text.split(|&byte| byte == end).next().unwrap_or_default();
        let found = || separator(line).unwrap_or_else(|| sniff(below(text, end, input.head.unwrap_or(1)), end));
        let delimiter = input.delimiter.unwrap_or_else(found);
        let (windows, mixed) = match input.letters {
            Letters::Either => letters(text, end, whole),
            fixed => (fixed == Letters::Windows, false),
        };
        Ok(Dialect { delimiter, end, letters: input.letters, windows, mixed })
    }

    /// Where the head begins: at its line, else behind a byte-order mark and a `sep=` line.
    pub fn start(self, text: &[u8], line: Option<u64>) -> usize {
        if let Some(line) = line {
            return text.len() - below(text, self.end, line).len();
        }
        let mark = if text.starts_with(MARK) { MARK.len() } else { 0 };
        let line = text[mark..].split(|&byte| byte == self.end).next().unwrap_or_default();
        if separator(line).is_some() { (mark + line.len() + 1).min(text.len()) } else { mark }
    }

    /// Letters of a cell. What is not UTF-8 is Windows-1252, wherever it stands.
    pub fn text(self, cell: &[u8]) -> Cow<'_, str> {
        match (self.letters, std::str::from_utf8(cell)) {
            (Letters::Either | Letters::Utf8, Ok(text)) => Cow::Borrowed(text),
            (Letters::Utf8, Err(_)) => String::from_utf8_lossy(cell),
            _ => encoding_rs::WINDOWS_1252.decode_without_bom_handling(cell).0,
        }
    }

    /// A row and the line end that it ends with, if it has one.
    pub fn ended(self, text: &[u8]) -> (&[u8], &[u8]) {
        let body = text.strip_suffix(&[self.end]).unwrap_or(text);
        let whole = body.len() < text.len() && self.end == b'\n';
        let body = if whole { body.strip_suffix(b"\r").unwrap_or(body) } else { body };
        text.split_at(body.len())
    }

    /// How many line ends a text has.
    pub fn lines(self, text: &[u8]) -> u64 {
        memchr::memchr_iter(self.end, text).count() as u64
    }

    /// Copies a row with more cells behind it.
    pub fn extend_row(self, row: &[u8], cells: &[String], out: &mut Vec<u8>) {
        let (body, tail) = self.ended(row);
        out.extend_from_slice(body);
        for cell in cells {
            out.push(self.delimiter);
            self.put(cell, out);
        }
        out.extend_from_slice(tail);
    }

    /// A text as a cell in this dialect, in quotes where that is needed.
    pub fn put(self, text: &str, out: &mut Vec<u8>) {
        let letters =
            if self.windows { encoding_rs::WINDOWS_1252.encode(text).0 } else { Cow::Borrowed(text.as_bytes()) };
        // Without stopping at the first: that goes many bytes at a time.
        let needs = |byte: u8| (byte == self.delimiter) | (byte == b'"') | (byte == b'\n') | (byte == b'\r');
        if !letters.iter().fold(false, |any, &byte| any | needs(byte)) {
            return out.extend_from_slice(&letters);
        }
        out.push(b'"');
        for &byte in letters.iter() {
            if byte == b'"' {
                out.push(b'"');
            }
            out.push(byte);
        }
        out.push(b'"');
    }
}

/// Whether there are two bytes to a letter: of plain letters one is nought.
pub(super) fn is_utf_16(head: &[u8]) -> bool {
    let noughts = memchr::memchr_iter(0, head).count();
    head.starts_with(b"\xFF\xFE") || head.starts_with(b"\xFE\xFF") || noughts * 3 > head.len()
}

/// How the quotes of a row come out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Quotes {
    /// Every quoted cell ends where its quotes do.
    Fine,
    /// A quoted cell goes on after the quote that closes it.
    GoOn,
    /// The last quote is never closed.
    Open,
}

impl Dialect {
    /// Where the cells of a row stand, quotes included; the row goes without its line end. `quoted`: a quote at the
    /// beginning of a cell opens it.
    pub(super) fn cells(self, row: &[u8], quoted: bool) -> Vec<Range<usize>> {
        enum In {
            Start,
            Plain,
            Quoted,
            /// Behind a quote that closes the cell, unless another follows.
            Closed,
        }
        let (mut cells, mut start, mut state) = (Vec::new(), 0, In::Start);
        for (at, &byte) in row.iter().enumerate() {
            state = match (state, byte) {
                (In::Quoted, b'"') => In::Closed,
                (In::Quoted, _) | (In::Closed, b'"') => In::Quoted,
                (_, byte) if byte == self.delimiter => {
                    cells.push(start..at);
                    start = at + 1;
                    In::Start
                }
                (In::Start, b'"') if quoted => In::Quoted,
                _ => In::Plain,
            };
        }
        cells.push(start..row.len());
        cells
    }

    /// How the quotes of a row come out; the row goes without its line end.
    pub(super) fn quotes(self, row: &[u8]) -> Quotes {
        let (mut bytes, mut begins) = (row.iter().copied().peekable(), true);
        while let Some(byte) = bytes.next() {
            if begins && byte == b'"' {
                loop {
                    match bytes.next() {
                        None => return Quotes::Open,
                        Some(b'"') if bytes.next_if_eq(&b'"').is_none() => break,
                        Some(_) => {}
                    }
                }
                while bytes.next_if_eq(&b' ').is_some() {}
                if bytes.peek().is_some_and(|byte| *byte != self.delimiter) {
                    return Quotes::GoOn;
                }
            }
            begins = byte == self.delimiter;
        }
        Quotes::Fine
    }
}

impl Dialect {
    /// What stands so often in a text, where that could stand between cells and is not what does.
    pub(super) fn other_delimiter(self, text: &[u8], count: usize) -> Option<u8> {
        let others = DELIMITERS.into_iter().filter(|it| *it != self.delimiter && count > 0);
        others.into_iter().find(|it| memchr::memchr_iter(*it, text).count() == count)
    }
}

/// A text from this line on, counted from 1.
fn below(text: &[u8], end: u8, line: u64) -> &[u8] {
    let ends = memchr::memchr_iter(end, text);
    let start = match usize::try_from(line).unwrap_or(usize::MAX).checked_sub(2) {
        None => 0,
        Some(before) => ends.map(|at| at + 1).nth(before).unwrap_or(text.len()),
    };
    &text[start..]
}

/// The delimiter that a line such as `sep=;` names.
fn separator(line: &[u8]) -> Option<u8> {
    let line = line.strip_suffix(b"\r").unwrap_or(line);
    let line = line.strip_prefix(b"\"").and_then(|line| line.strip_suffix(b"\"")).unwrap_or(line);
    match line {
        [s, e, p, b'=', delimiter] if [s, e, p].map(|it| it.to_ascii_lowercase()) == *b"sep" => Some(*delimiter),
        _ => None,
    }
}

/// Whether most lines with more than plain letters are in Windows-1252, and whether not all are.
fn letters(text: &[u8], end: u8, whole: bool) -> (bool, bool) {
    let (mut utf8, mut windows) = (0_usize, 0_usize);
    let mut lines = text.split(|&byte| byte == end).filter(|line| !line.is_ascii()).peekable();
    while let Some(line) = lines.next() {
        match std::str::from_utf8(line) {
            Ok(_) => utf8 += 1,
            // A letter may be cut in two at the end of what was read.
            Err(fault) if lines.peek().is_none() && !whole && fault.error_len().is_none() => {}
            Err(_) => windows += 1,
        }
    }
    (windows > utf8, windows > 0 && utf8 > 0)
}

/// What may stand between cells; of two that are equally likely the first.
const DELIMITERS: [u8; 4] = [b';', b'\t', b',', b'|'];
/// So many lines tell which it is.
const LINES: usize = 50;

/// The delimiter of which most lines have equally many, outside quotes.
fn sniff(text: &[u8], end: u8) -> u8 {
    let lines = counts(text, end);
    let Some((first, below)) = lines.split_first() else { return b';' };
    // A line that has none is one column, or a title: then only a table below it tells.
    let title = first.iter().all(|&count| count == 0);
    let score = |at: usize| {
        let lines = if title { below } else { &lines[..] };
        let equal = |count: usize| lines.iter().filter(|line| line[at] == count).count();
        let most =
            lines.iter().map(|line| line[at]).filter(|&count| count > 0).map(|count| (equal(count), count)).max();
        let (equal, count) = most.unwrap_or_default();
        if title && (equal < 2 || count < 2) { (0, 0) } else { (equal, first[at].max(usize::from(title) * count)) }
    };
    let best = (0..DELIMITERS.len()).rev().max_by_key(|&at| score(at)).unwrap_or_default();
    if score(best).0 == 0 { b';' } else { DELIMITERS[best] }
}

/// Of every line with anything in it, how many there are of each delimiter.
fn counts(text: &[u8], end: u8) -> Vec<[usize; 4]> {
    let (mut lines, mut line, mut any, mut quoted) = (Vec::new(), [0_usize; 4], false, false);
    for &byte in text.iter().chain([&end]) {
        if byte == b'"' {
            quoted = !quoted;
        } else if byte == end && !quoted {
            if std::mem::take(&mut any) {
                lines.push(line);
            }
            line = [0; 4];
            if lines.len() == LINES {
                break;
            }
            continue;
        } else if let Some(at) = DELIMITERS.iter().position(|it| *it == byte).filter(|_| !quoted) {
            line[at] += 1;
        }
        any |= !byte.is_ascii_whitespace() || byte == b'\t';
    }
    lines
}

impl Default for Dialect {
    /// What a Dutch spreadsheet writes and reads.
    fn default() -> Dialect {
        Dialect { delimiter: b';', end: b'\n', letters: Letters::Either, windows: false, mixed: false }
    }
}

#[cfg(test)]
mod tests {
    use super::{letters, sniff};

    #[test]
    fn below_a_title_only_a_table_tells_what_stands_between_cells() {
        for (text, delimiter) in [
            ("Lijst\na,b,c\nd,e,f\n", b','),
            ("Lijst\na|b|c\nd|e|f\ng|h|i\n", b'|'),
            // One line with commas, or one comma a line, may as well be sentences.
            ("Lijst\nstraat, plein, park\n", b';'),
            ("Lijst\nstraat, plein\npark, brug\n", b';'),
        ] {
            assert_eq!(char::from(sniff(text.as_bytes(), b'\n')), char::from(delimiter), "{text}");
        }
    }

    #[test]
    fn most_lines_say_which_letters_a_list_has() {
        for (text, most) in [
            (&b"a\n\xe9\n"[..], (true, false)),
            (b"\xc3\xa9\na\n", (false, false)),
            (b"\xc3\xa9\n\xe9\n\xe9\n", (true, true)),
            (b"\xc3\xa9\n\xc3\xa9\n\xe9\n", (false, true)),
            (b"\xc3\xa9\n\xe9\n", (false, true)),
        ] {
            assert_eq!(letters(text, b'\n', true), most, "{text:?}");
        }
    }
}
