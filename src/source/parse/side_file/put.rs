//! Texts put in a side file. Only what has to change is written: comments, order, and whatever else is in it stay.

use super::super::yaml::{NodeValue, Pair, YamlNode};
use super::place::{self, below, column, line_end, text_of};
use super::scalar;
use crate::text::language::Language;
use std::collections::BTreeMap;
use std::fmt::Write as _;

/// How many spaces deeper a part stands.
const STEP: usize = 2;

/// A new side file with these texts.
pub(super) fn new(id: &str, into: Language, own: &YamlNode, texts: &BTreeMap<String, String>) -> String {
    let mut lines = format!("format: 1\ntranslates: {id}\nlanguage: {}\n", into.tag());
    let writer = SideFileWriter::of("", texts);
    for line in writer.block(own, "", 0) {
        let _ = writeln!(lines, "{line}");
    }
    lines
}

/// A side file that is there, with these texts in it.
pub(super) fn into(text: &str, side: &YamlNode, own: &YamlNode, texts: &BTreeMap<String, String>) -> String {
    let mut writer = SideFileWriter::of(text, texts);
    writer.below(own, side, "");
    let line_end = if text.contains("\r\n") { "\r\n" } else { "\n" };
    // Of edits at one place the first comes first.
    writer.edits.sort_by_key(|edit| edit.start);
    let (mut out, mut from) = (String::with_capacity(text.len()), 0);
    for Edit { start, end, new } in &writer.edits {
        out.push_str(&text[from..*start]);
        out.push_str(&new.replace('\n', line_end));
        from = *end;
    }
    out.push_str(&text[from..]);
    out
}

/// What comes in the place of some bytes.
struct Edit {
    start: usize,
    end: usize,
    new: String,
}

struct SideFileWriter<'a> {
    text: &'a str,
    texts: &'a BTreeMap<String, String>,
    edits: Vec<Edit>,
}

impl<'a> SideFileWriter<'a> {
    fn of(text: &'a str, texts: &'a BTreeMap<String, String>) -> Self {
        SideFileWriter { text, texts, edits: Vec::new() }
    }

    fn insert(&mut self, at: usize, new: String) {
        self.edits.push(Edit { start: at, end: at, new });
    }

    /// Whether any of the texts belongs at a path or below it.
    fn any_below(&self, path: &str) -> bool {
        self.texts.contains_key(path) || {
            let below = format!("{path}.");
            self.texts.range(below.clone()..).next().is_some_and(|(path, _)| path.starts_with(&below))
        }
    }

    fn below(&mut self, own: &YamlNode, side: &YamlNode, path: &str) {
        match (&own.value, &side.value) {
            (NodeValue::Map(pairs), NodeValue::Map(there)) => self.map(pairs, (side, there), path),
            (NodeValue::List(items), NodeValue::List(there)) => self.list(items, (side, there), path),
            _ => {}
        }
    }

    fn map(&mut self, own: &[Pair], (side, there): (&YamlNode, &[Pair]), path: &str) {
        // At the top new parts come below what every side file begins with.
        let head = ["format", "translates", "language"];
        let mut before = there.iter().rposition(|pair| path.is_empty() && head.contains(&pair.key.as_str()));
        for pair in own {
            let path = below(path, &pair.key);
            let place = there.iter().position(|it| it.key == pair.key);
            if let Some(place) = place {
                if !head.contains(&path.as_str()) {
                    before = Some(place);
                }
                let in_brackets = place::in_brackets(self.text, side);
                match self.texts.get(&path) {
                    Some(new) => self.replace(pair, &there[place], new, in_brackets),
                    None => self.below(&pair.value, &there[place].value, &path),
                }
            } else if self.any_below(&path) {
                self.add(pair, (side, there), before, &path);
            }
        }
    }

    /// A text in place of another.
    fn replace(&mut self, own: &Pair, there: &Pair, new: &str, in_brackets: bool) {
        let old = &there.value;
        if text_of(old).is_none_or(|old| old.trim_end_matches('\n') == new) {
            return;
        }
        // The scanner says where the lines of a block begin, not where its mark is.
        let gap = &self.text[there.key_place.end..old.place.start];
        let mark = gap.find(['|', '>', '#']).filter(|&at| !gap[at..].starts_with('#'));
        let start = mark.map_or(old.place.start, |at| there.key_place.end + at);
        let header = self.text[start..line_end(self.text, start)].trim_end();
        let comment = mark.and_then(|_| header.find('#').map(|at| &header[at..])).unwrap_or_default();
        let behind = self.text[old.place.end..line_end(self.text, old.place.end)].trim();
        let text = if in_brackets {
            scalar::in_brackets(new)
        } else if mark.is_none() && !behind.is_empty() {
            // What stands behind it would become text of a block.
            scalar::on_one_line(new)
        } else {
            let indent = column(self.text, there.key_place.start) + STEP;
            let closed = text_of(&own.value).is_some_and(|own| own.ends_with('\n'));
            scalar::in_block(new, indent, comment, closed)
        };
        // Spaces behind a text would become part of a block.
        let end = if behind.is_empty() { line_end(self.text, old.place.end) } else { old.place.end };
        self.edits.push(Edit { start, end, new: text });
    }

    /// A part that is not there yet, behind the one before it.
    fn add(&mut self, own: &Pair, (side, there): (&YamlNode, &[Pair]), before: Option<usize>, path: &str) {
        let before = before.map(|place| place::end(self.text, &there[place].value));
        if place::in_brackets(self.text, side) {
            let part = format!("{}: {}", own.key, self.in_brackets(&own.value, path));
            match before {
                Some(end) => self.insert(end, format!(", {part}")),
                None => {
                    self.insert(side.place.start + 1, format!("{part}{}", if there.is_empty() { "" } else { ", " }))
                }
            }
            return;
        }
        let Some(first) = there.first().map(|pair| pair.key_place.start) else { return };
        let indent = column(self.text, first);
        let lines = self.pair(own, path, indent);
        match before {
            Some(end) => {
                let lines: String = lines.iter().map(|line| format!("\n{line}")).collect();
                self.insert(line_end(self.text, end), lines);
            }
            None => self.insert(first, format!("{}\n{:indent$}", lines.join("\n").trim_start(), "")),
        }
    }

    fn list(&mut self, own: &[YamlNode], (side, there): (&YamlNode, &[YamlNode]), path: &str) {
        for (number, (item, there)) in own.iter().zip(there).enumerate() {
            self.below(item, there, &below(path, &number.to_string()));
        }
        let last = (there.len()..own.len()).rfind(|number| self.any_below(&below(path, &number.to_string())));
        let Some(last) = last else { return };
        for (number, item) in own.iter().enumerate().take(last + 1).skip(there.len()) {
            let path = below(path, &number.to_string());
            let end = there.last().map(|item| place::end(self.text, item));
            if place::in_brackets(self.text, side) {
                let comma = if number > 0 { ", " } else { "" };
                let item = self.in_brackets(item, &path);
                self.insert(end.unwrap_or(side.place.start + 1), format!("{comma}{item}"));
            } else if let Some(end) = end {
                let lines = self.item(item, &path, column(self.text, side.place.start));
                let lines: String = lines.iter().map(|line| format!("\n{line}")).collect();
                self.insert(line_end(self.text, end), lines);
            }
        }
    }

    /// The texts of a part within brackets.
    fn in_brackets(&self, own: &YamlNode, path: &str) -> String {
        if let Some(text) = self.texts.get(path) {
            return scalar::in_brackets(text);
        }
        match &own.value {
            NodeValue::Map(pairs) => {
                let parts = pairs.iter().map(|pair| (pair, below(path, &pair.key)));
                let parts = parts
                    .filter(|(_, path)| self.any_below(path))
                    .map(|(pair, path)| format!("{}: {}", pair.key, self.in_brackets(&pair.value, &path)));
                format!("{{{}}}", parts.collect::<Vec<_>>().join(", "))
            }
            NodeValue::List(items) => {
                let paths: Vec<String> = (0..items.len()).map(|number| below(path, &number.to_string())).collect();
                let count = paths.iter().rposition(|path| self.any_below(path)).map_or(0, |last| last + 1);
                let items = items.iter().zip(&paths).take(count);
                let items = items.map(|(item, path)| self.in_brackets(item, path));
                format!("[{}]", items.collect::<Vec<_>>().join(", "))
            }
            _ => "{}".to_owned(),
        }
    }

    /// The lines of the texts of a map.
    fn block(&self, own: &YamlNode, path: &str, indent: usize) -> Vec<String> {
        let NodeValue::Map(pairs) = &own.value else { return Vec::new() };
        let parts = pairs.iter().map(|pair| (pair, below(path, &pair.key)));
        let parts = parts.filter(|(_, path)| self.any_below(path));
        parts.flat_map(|(pair, path)| self.pair(pair, &path, indent)).collect()
    }

    /// The lines of a key and what stands under it.
    fn pair(&self, own: &Pair, path: &str, indent: usize) -> Vec<String> {
        let key = format!("{:indent$}{}:", "", own.key);
        if let Some(text) = self.texts.get(path) {
            let closed = text_of(&own.value).is_some_and(|own| own.ends_with('\n'));
            let text = format!("{key} {}", scalar::in_block(text, indent + STEP, "", closed));
            return text.split('\n').map(str::to_owned).collect();
        }
        let mut lines = vec![key];
        match &own.value.value {
            NodeValue::List(items) => {
                let paths: Vec<String> = (0..items.len()).map(|number| below(path, &number.to_string())).collect();
                let count = paths.iter().rposition(|path| self.any_below(path)).map_or(0, |last| last + 1);
                for (item, path) in items.iter().zip(&paths).take(count) {
                    lines.extend(self.item(item, path, indent + STEP));
                }
            }
            _ => lines.extend(self.block(&own.value, path, indent + STEP)),
        }
        lines
    }

    /// The lines of an item of a list; one without texts keeps its place.
    fn item(&self, own: &YamlNode, path: &str, indent: usize) -> Vec<String> {
        let mut lines = self.block(own, path, indent + STEP);
        match lines.first_mut() {
            Some(first) => first.replace_range(indent..=indent, "-"),
            None => lines.push(format!("{:indent$}- {{}}", "")),
        }
        lines
    }
}
