//! Where a cursor is in a file that need not be readable: the keys that lead to it, and the word that is being typed.
//!
//! A file is half-typed for most of the time that it is written, so this looks at indents, brackets and colons alone
//! and takes whatever it finds.

use std::ops::Range;

/// A step on the way down in a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Step {
    /// Into what stands under this key.
    Key(String),
    /// Into an item of a list.
    Item,
}

/// Where a cursor is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cursor {
    /// The way to it.
    pub path: Vec<Step>,
    /// The other keys of the same map: those before it, and in a block those below.
    pub beside: Vec<String>,
    /// Whether only a value can stand here: behind a colon, in a list in brackets.
    pub is_value: bool,
    /// Whether it stands in brackets.
    pub in_brackets: bool,
    /// What is typed of the word so far.
    pub typed: String,
    /// The whole word, beyond the cursor as well.
    pub word: Range<usize>,
}

impl Cursor {
    /// The place of a cursor; none in a comment, or in a text of more lines.
    pub fn at(text: &str, at: usize) -> Option<Cursor> {
        let before = text.get(..at)?;
        let mut scan = Scan::default();
        let (above, last) = before.rsplit_once('\n').map_or(("", before), |(above, last)| (above, last));
        above.lines().for_each(|line| scan.line(line));
        if last.trim().is_empty() {
            scan.blank(last.len());
        } else {
            scan.line(last);
        }
        scan.end(text, at)
    }
}

/// A map or list that is open: in a block with its indent, in brackets without.
#[derive(Debug)]
struct Open {
    indent: Option<usize>,
    list: bool,
    /// The key that the reading is at.
    key: Option<String>,
    keys: Vec<String>,
}

#[derive(Debug, Default)]
struct Scan {
    open: Vec<Open>,
    /// The lines of a text under a key with this indent, which are no keys.
    text_in: Option<usize>,
    quote: Option<char>,
    comment: bool,
    token: String,
    behind_colon: bool,
}

impl Scan {
    /// Whether brackets are open.
    fn in_brackets(&self) -> bool {
        self.open.last().is_some_and(|open| open.indent.is_none())
    }

    /// Takes a line that somebody is done with, or the one up to the cursor.
    fn line(&mut self, line: &str) {
        self.comment = false;
        let line = line.trim_end_matches('\r');
        let indent = line.len() - line.trim_start_matches(' ').len();
        let content = &line[indent..];
        if content.trim().is_empty() {
            return;
        }
        // What is in brackets or quotes stands further to the right than the block that it is in: what does not, comes
        // behind brackets that nobody closed yet.
        let block = self.open.iter().rev().find_map(|open| open.indent);
        if (self.quote.is_some() || self.in_brackets()) && block.is_none_or(|block| indent > block) {
            self.token.push(' ');
            return self.rest(content);
        }
        if self.text_in.is_some_and(|key| indent > key) {
            return;
        }
        if content.starts_with('#') {
            self.comment = true;
            return;
        }
        self.fresh();
        self.block(indent, content);
    }

    /// The cursor is on a line with nothing but spaces before it.
    fn blank(&mut self, indent: usize) {
        if self.quote.is_some() || self.in_brackets() || self.text_in.is_some_and(|key| indent > key) {
            return;
        }
        self.fresh();
        self.close(indent, false);
    }

    /// A line of a block begins.
    fn fresh(&mut self) {
        (self.quote, self.text_in, self.behind_colon) = (None, None, false);
        self.token.clear();
    }

    /// Leaves what a line with this indent does not belong to; `item` where it begins with a dash.
    fn close(&mut self, indent: usize, item: bool) {
        let stays = |open: &Open| open.indent.is_some_and(|own| own < indent || own == indent && (item || !open.list));
        while self.open.last().is_some_and(|open| !stays(open)) {
            self.open.pop();
        }
        // Another key of the same map: nothing stands under the one before any more.
        if let Some(open) = self.open.last_mut().filter(|open| open.indent == Some(indent) && !item) {
            open.key = None;
        }
    }

    fn block(&mut self, indent: usize, content: &str) {
        if let Some(rest) = content.strip_prefix('-').filter(|rest| rest.is_empty() || rest.starts_with(' ')) {
            self.close(indent, true);
            // A list may stand as far to the right as the key above it.
            if !self.open.last().is_some_and(|open| open.list && open.indent == Some(indent)) {
                self.open.push(Open { indent: Some(indent), list: true, key: None, keys: Vec::new() });
            }
            let spaces = rest.len() - rest.trim_start_matches(' ').len();
            if !rest.trim().is_empty() {
                self.block(indent + 1 + spaces, &rest[spaces..]);
            }
            return;
        }
        self.close(indent, false);
        let Some((key, value)) = split(content) else { return self.rest(content) };
        if !self.open.last().is_some_and(|open| !open.list && open.indent == Some(indent)) {
            self.open.push(Open { indent: Some(indent), list: false, key: None, keys: Vec::new() });
        }
        self.named(key);
        let value = value.trim_start_matches(' ');
        if value.starts_with(['|', '>']) {
            self.text_in = Some(indent);
            return;
        }
        self.rest(value);
    }

    /// Takes a key: what follows stands under it.
    fn named(&mut self, key: &str) {
        let key = key.trim().trim_matches(['"', '\'']).to_owned();
        if let Some(open) = self.open.last_mut() {
            open.keys.push(key.clone());
            open.key = Some(key);
        }
        self.behind_colon = true;
        self.token.clear();
    }

    /// Takes what is no key of a block, letter by letter.
    fn rest(&mut self, text: &str) {
        let mut letters = text.chars().peekable();
        let mut last = ' ';
        while let Some(letter) = letters.next() {
            match (self.quote, letter) {
                (Some('"'), '\\') => drop(letters.next()),
                (Some(quote), _) if letter == quote => self.quote = None,
                (Some(_), _) => self.token.push(letter),
                (None, '"' | '\'') if self.token.trim().is_empty() => {
                    self.token.clear();
                    self.quote = Some(letter);
                }
                (None, '#') if last == ' ' => {
                    self.comment = true;
                    return;
                }
                (None, '{' | '[') if self.token.trim().is_empty() => {
                    self.open.push(Open { indent: None, list: letter == '[', key: None, keys: Vec::new() });
                    (self.behind_colon, self.token) = (false, String::new());
                }
                (None, '}' | ']') if self.in_brackets() => {
                    self.open.pop();
                    (self.behind_colon, self.token) = (true, String::new());
                }
                (None, ',') if self.in_brackets() => {
                    self.open.last_mut().into_iter().for_each(|open| open.key = None);
                    (self.behind_colon, self.token) = (false, String::new());
                }
                (None, ':') if self.in_brackets() && letters.peek().is_none_or(|next| " ,{}[]\"'".contains(*next)) => {
                    let key = std::mem::take(&mut self.token);
                    self.named(&key);
                }
                _ => self.token.push(letter),
            }
            last = letter;
        }
    }

    fn end(self, text: &str, at: usize) -> Option<Cursor> {
        if self.comment || self.text_in.is_some() {
            return None;
        }
        let typed = self.token.trim_start().to_owned();
        let is_word = |letter: char| letter.is_ascii_alphanumeric() || matches!(letter, '-' | '_' | '.' | '/');
        let after = text[at..].find(|letter| !is_word(letter)).unwrap_or(text.len() - at);
        let word = at.checked_sub(typed.len()).filter(|_| text[..at].ends_with(&typed))?..at + after;
        let mut beside = match self.open.last() {
            Some(open) if !open.list && open.key.is_none() => open.keys.clone(),
            _ => Vec::new(),
        };
        if !self.in_brackets() {
            beside.extend(below(text, word.start));
        }
        let in_brackets = self.in_brackets();
        let mut path = Vec::new();
        for open in &self.open {
            if open.list {
                path.push(Step::Item);
            } else if let Some(key) = &open.key {
                path.push(Step::Key(key.clone()));
            }
        }
        let in_list = in_brackets && self.open.last().is_some_and(|open| open.list);
        Some(Cursor { path, beside, is_value: self.behind_colon || in_list, in_brackets, typed, word })
    }
}

/// The keys on the lines below a place that stand as far to the right, in the same block.
fn below(text: &str, at: usize) -> impl Iterator<Item = String> {
    let column = at - text[..at].rfind('\n').map_or(0, |line| line + 1);
    let lines = text[at..].lines().skip(1).filter(|line| !line.trim().is_empty());
    let indented = lines.map(|line| (line.len() - line.trim_start_matches(' ').len(), line));
    let block = indented.take_while(move |(indent, _)| *indent >= column).filter(move |(indent, _)| *indent == column);
    block.filter_map(|(_, line)| Some(split(line.trim())?.0.trim_matches(['"', '\'']).to_owned()))
}

/// A key and what stands behind its colon.
fn split(content: &str) -> Option<(&str, &str)> {
    if content.starts_with(['{', '[', '#']) {
        return None;
    }
    let quoted = content.strip_prefix(['"', '\'']).and_then(|rest| Some(2 + rest.find(&content[..1])?));
    let from = quoted.unwrap_or(0);
    let colon = content[from..].match_indices(':').map(|(at, _)| from + at);
    let mut ends = colon.filter(|at| content[at + 1..].is_empty() || content[at + 1..].starts_with([' ', '\t']));
    let at = ends.next().filter(|at| !content[..*at].contains(" #"))?;
    Some((&content[..at], &content[at + 1..]))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The way to the mark `‸`, the keys beside it, whether it is a value, and what is typed.
    fn at(marked: &str) -> Option<(String, String, bool, String)> {
        let at = marked.find('‸').expect("there is a mark");
        let cursor = Cursor::at(&marked.replace('‸', ""), at)?;
        let step = |step: &Step| match step {
            Step::Key(key) => key.clone(),
            Step::Item => "-".to_owned(),
        };
        let path = cursor.path.iter().map(step).collect::<Vec<_>>().join(".");
        Some((path, cursor.beside.join(","), cursor.is_value, cursor.typed))
    }

    #[test]
    fn a_cursor_is_found_in_what_cannot_be_read() {
        let all = [
            ("‸", "", "", false, ""),
            ("a: 1\nb‸", "", "a", false, "b"),
            ("a:\n  b: 1\n  ‸\n  c: 2\n   d: 3\ne: 4", "a", "b,c", false, ""),
            ("a:\n  b: 1\n‸", "", "a", false, ""),
            ("a:\n  b: ‸", "a.b", "", true, ""),
            ("a:\n  b:\n    ‸", "a.b", "", false, ""),
            ("a:\n  b: een twee‸", "a.b", "", true, "een twee"),
            ("a: [een, tw‸", "a.-", "", true, "tw"),
            ("a: {b: 1, c‸", "a", "b", false, "c"),
            ("a: {b: {c: 1}, d: ‸}", "a.d", "", true, ""),
            ("a: {\"b, c: d\": 1, ‸", "a", "b, c: d", false, ""),
            ("a: {b: 'x, y', c: \"z\\\", w\", ‸}", "a", "b,c", false, ""),
            ("a: {b: 1,\n  c: [‸", "a.c.-", "", true, ""),
            ("a: {b: [1\nc:\n  ‸", "c", "", false, ""),
            ("a:\n  - b: 1\n    ‸\n    d: 1\n", "a.-", "b,d", false, ""),
            ("a:\n- b: 1\n- ‸", "a.-", "", false, ""),
            ("a:\n  - een\n  - tw‸", "a.-", "", false, "tw"),
            ("a:\n  b: |\n    c: x\n  ‸", "a", "b", false, ""),
            ("a:\n  # b: 1\n\n  c: 1\n  ‸", "a", "c", false, ""),
            ("\"a b\":\r\n  c: ‸\r\n", "a b.c", "", true, ""),
            ("één: {🌳: ‸", "één.🌳", "", true, ""),
            ("a: http://x‸", "a", "", true, "http://x"),
        ];
        for (marked, path, beside, value, typed) in all {
            let expected = (path.to_owned(), beside.to_owned(), value, typed.to_owned());
            assert_eq!(at(marked), Some(expected), "{marked}");
        }
        for marked in ["# ‸", "a: 1 # ‸", "a: |\n  ‸", "a:\n  b: >\n    tekst ‸"] {
            assert_eq!(at(marked), None, "{marked}");
        }
    }
}
