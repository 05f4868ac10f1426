//! Finding one's way in nodes and in the text that they were read from.

use super::super::yaml::{NodeValue, YamlNode};

/// A text, whatever quotes it is in.
pub(super) fn text_of(node: &YamlNode) -> Option<&str> {
    match &node.value {
        NodeValue::Plain(text) | NodeValue::Quoted(text) => Some(text),
        _ => None,
    }
}

/// The path of a key below a path.
pub(super) fn below(path: &str, key: &str) -> String {
    if path.is_empty() { key.to_owned() } else { format!("{path}.{key}") }
}

/// What stands under a key of a map.
pub(super) fn under<'n>(node: &'n YamlNode, key: &str) -> Option<&'n YamlNode> {
    match &node.value {
        NodeValue::Map(pairs) => pairs.iter().find(|pair| pair.key == key).map(|pair| &pair.value),
        _ => None,
    }
}

/// An item of a list.
pub(super) fn item(node: &YamlNode, number: usize) -> Option<&YamlNode> {
    match &node.value {
        NodeValue::List(items) => items.get(number),
        _ => None,
    }
}

/// Whether a map or list is written in brackets.
pub(super) fn in_brackets(text: &str, node: &YamlNode) -> bool {
    matches!(node.value, NodeValue::Map(_) | NodeValue::List(_)) && text[node.place.start..].starts_with(['{', '['])
}

/// One past the last byte of a node, its closing bracket included: the scanner says where its last part ends.
pub(in crate::source::parse) fn end(text: &str, node: &YamlNode) -> usize {
    let last = match &node.value {
        NodeValue::Map(pairs) => pairs.last().map(|pair| end(text, &pair.value).max(pair.key_place.end)),
        NodeValue::List(items) => items.last().map(|item| end(text, item)),
        _ => return node.place.end,
    };
    if !in_brackets(text, node) {
        return last.unwrap_or(node.place.end);
    }
    let mut at = last.unwrap_or(node.place.start + 1);
    loop {
        let rest = &text[at..];
        match rest.chars().next() {
            Some('}' | ']') => return at + 1,
            Some('#') => at += rest.find('\n').unwrap_or(rest.len()),
            Some(letter) => at += letter.len_utf8(),
            None => return at,
        }
    }
}

/// Where the line ends that a place is on, before its line end.
pub(super) fn line_end(text: &str, at: usize) -> usize {
    let end = text[at..].find('\n').map_or(text.len(), |to| at + to);
    if text[at..end].ends_with('\r') { end - 1 } else { end }
}

/// How far from the beginning of its line a place is. Only spaces and the marks of lists stand before a key of a block.
pub(super) fn column(text: &str, at: usize) -> usize {
    at - text[..at].rfind('\n').map_or(0, |line| line + 1)
}
