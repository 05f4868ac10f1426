//! YAML as a tree of nodes with places: the only module that knows the scanner.
//!
//! Only the part of YAML 1.2 that `docs/format.md#8-files-names-words` allows: no anchors, aliases, tags, merge keys or
//! second documents. Nesting is limited, so a hostile file costs no more than reading it.

mod fault;

use crate::bilingual;
use crate::model::finding::{Finding, Place};
use granit_parser::{Event, Options, Parser, ScalarStyle, Span};
use std::collections::HashMap;

/// No honest file comes near: the deepest thing in the format is a condition in a route in an answer.
const DEEPEST: usize = 60;

/// A node with its place.
#[derive(Clone, Debug)]
pub(crate) struct YamlNode {
    pub(crate) place: Place,
    pub(crate) value: NodeValue,
}

impl YamlNode {
    /// Calls `each` with every place in it.
    pub(crate) fn each_place(&mut self, each: &mut impl FnMut(&mut Place)) {
        each(&mut self.place);
        match &mut self.value {
            NodeValue::List(items) => items.iter_mut().for_each(|item| item.each_place(each)),
            NodeValue::Map(pairs) => {
                for pair in pairs {
                    each(&mut pair.key_place);
                    pair.value.each_place(each);
                }
            }
            _ => {}
        }
    }
}

/// What a node is.
#[derive(Clone, Debug)]
pub(crate) enum NodeValue {
    /// Nothing, `null` or `~`.
    Null,
    /// A plain (unquoted) scalar.
    Plain(String),
    /// A quoted or block scalar.
    Quoted(String),
    /// A sequence.
    List(Vec<YamlNode>),
    /// A map, in order.
    Map(Vec<Pair>),
}

/// One `key: value`.
#[derive(Clone, Debug)]
pub(crate) struct Pair {
    pub(crate) key: String,
    pub(crate) key_place: Place,
    pub(crate) value: YamlNode,
    /// In `{a: b, c}` the `c` has no value of its own: a comma ended a text.
    pub(crate) after_comma: bool,
}

/// A comment, without its `#`.
#[derive(Clone, Debug)]
pub(crate) struct Comment {
    pub(crate) place: Place,
    pub(crate) text: String,
}

/// An open collection while reading.
enum Open {
    List(Place, Vec<YamlNode>),
    Map { place: Place, flow: bool, pairs: Vec<Pair>, seen: SeenKeys, key: Option<(String, Place)> },
}

/// The keys of a map so far, as soon as there are too many to look through one by one.
#[derive(Default)]
struct SeenKeys(HashMap<String, Place>);

impl SeenKeys {
    /// Where a key stood before.
    fn before(&mut self, name: &str, pairs: &[Pair]) -> Option<Place> {
        const MANY: usize = 16;
        if pairs.len() < MANY {
            return pairs.iter().find(|pair| pair.key == name).map(|pair| pair.key_place);
        }
        let known = self.0.len();
        self.0.extend(pairs[known..].iter().map(|pair| (pair.key.clone(), pair.key_place)));
        self.0.get(name).copied()
    }
}

/// Reads one document. A fault in the syntax ends the reading: what follows would be guesswork.
pub(crate) fn read(
    file: usize,
    text: &str,
    comments: &mut Vec<Comment>,
    findings: &mut Vec<Finding>,
) -> Option<YamlNode> {
    if let Some(at) = text.find(|letter: char| letter.is_control() && !matches!(letter, '\n' | '\r' | '\t')) {
        let code = text[at..].chars().next().map_or(0, u32::from);
        let place = Place { file, start: at, end: at + 1 };
        let message = bilingual!(
            "het stuurteken U+{code:04X} mag niet in een bestand",
            "the control character U+{code:04X} may not be in a file"
        );
        findings.push(
            Finding::new("syntax", place, message).hint(bilingual!("haal het teken weg", "take the character out")),
        );
        return None;
    }
    let mut options = Options::default();
    // Comments cost the scanner a third of its time, and matter only where they allow something.
    options.emit_comments = text.contains("allow:");
    // A page of comments in a row is an honest thing to write; they cost no more than the file itself.
    options.max_buffered_comment_events = text.len();
    options.flow_nesting_limit = DEEPEST;
    options.block_nesting_limit = DEEPEST;
    let mut reading = YamlBuilder { file, end: text.len(), stack: Vec::new(), root: None, documents: 0 };
    for event in Parser::new_from_str_with_options(text, options) {
        let outcome = match event {
            Ok((Event::Comment(text, _), span)) => {
                comments.push(Comment { place: reading.place(&span), text: text.into_owned() });
                Ok(())
            }
            Ok((event, span)) => reading.take(event, &span, text, findings),
            Err(error) => {
                let start = error.marker().byte_offset().unwrap_or(text.len()).min(text.len());
                Err(Box::new(fault::finding(file, start, &error.info(), text)))
            }
        };
        if let Err(finding) = outcome {
            findings.push(*finding);
            return None;
        }
    }
    reading.root.or_else(|| {
        let message = bilingual!("het bestand is leeg", "the file is empty");
        findings.push(Finding::new("syntax", Place { file, start: 0, end: 0 }, message));
        None
    })
}

struct YamlBuilder {
    file: usize,
    end: usize,
    stack: Vec<Open>,
    root: Option<YamlNode>,
    documents: usize,
}

impl YamlBuilder {
    fn place(&self, span: &Span) -> Place {
        let start = span.start.byte_offset().unwrap_or(0).min(self.end);
        Place { file: self.file, start, end: span.end.byte_offset().unwrap_or(start).clamp(start, self.end) }
    }

    fn take(
        &mut self,
        event: Event<'_>,
        span: &Span,
        text: &str,
        findings: &mut Vec<Finding>,
    ) -> Result<(), Box<Finding>> {
        let place = self.place(span);
        let refuse = |message| Err(Box::new(Finding::new("syntax", place, message)));
        match event {
            Event::DocumentStart(..) => {
                self.documents += 1;
                if self.documents > 1 {
                    return refuse(bilingual!(
                        "een bestand is één document: hier begint een tweede",
                        "a file is one document: a second begins here"
                    ));
                }
            }
            Event::Alias(_) | Event::UnresolvedAlias(_) => {
                return refuse(bilingual!("verwijzingen (`*naam`) mogen niet", "aliases (`*name`) are not allowed"));
            }
            Event::Scalar(value, style, anchor, tag) => {
                Self::plain_only(anchor, tag.is_some(), place)?;
                // The scanner ends a block scalar where the next line begins to say something else.
                let body = text.get(place.start..place.end).unwrap_or("");
                let place = Place { end: place.start + body.trim_end().len(), ..place };
                let value = match style {
                    ScalarStyle::Plain if matches!(&*value, "" | "~" | "null" | "Null" | "NULL") => NodeValue::Null,
                    ScalarStyle::Plain => NodeValue::Plain(value.into_owned()),
                    _ => NodeValue::Quoted(value.into_owned()),
                };
                self.put(YamlNode { place, value }, text, findings)?;
            }
            Event::SequenceStart(_, anchor, tag) => {
                Self::plain_only(anchor, tag.is_some(), place)?;
                self.stack.push(Open::List(place, Vec::new()));
            }
            Event::MappingStart(style, anchor, tag) => {
                Self::plain_only(anchor, tag.is_some(), place)?;
                let flow = style == granit_parser::StructureStyle::Flow;
                self.stack.push(Open::Map { place, flow, pairs: Vec::new(), seen: SeenKeys::default(), key: None });
            }
            Event::SequenceEnd | Event::MappingEnd => {
                let node = match self.stack.pop() {
                    Some(Open::List(open, items)) => {
                        let end = items.last().map_or(open.end, |node: &YamlNode| node.place.end);
                        YamlNode { place: Place { end, ..open }, value: NodeValue::List(items) }
                    }
                    Some(Open::Map { place: open, pairs, .. }) => {
                        let end = pairs.last().map_or(open.end, |pair| pair.value.place.end);
                        YamlNode { place: Place { end, ..open }, value: NodeValue::Map(pairs) }
                    }
                    None => return Ok(()),
                };
                self.put(node, text, findings)?;
            }
            _ => {}
        }
        Ok(())
    }

    fn plain_only(anchor: usize, tagged: bool, place: Place) -> Result<(), Box<Finding>> {
        let message = match (anchor, tagged) {
            (0, false) => return Ok(()),
            (0, true) => bilingual!("labels (`!naam`) mogen niet", "tags (`!name`) are not allowed"),
            _ => bilingual!("ankers (`&naam`) mogen niet", "anchors (`&name`) are not allowed"),
        };
        Err(Box::new(Finding::new("syntax", place, message)))
    }

    /// Puts a finished node in the collection that is open.
    fn put(&mut self, node: YamlNode, text: &str, findings: &mut Vec<Finding>) -> Result<(), Box<Finding>> {
        match self.stack.last_mut() {
            None => self.root = Some(node),
            Some(Open::List(_, items)) => items.push(node),
            Some(Open::Map { flow, pairs, seen, key, .. }) => match key.take() {
                None => {
                    let name = match node.value {
                        NodeValue::Plain(name) | NodeValue::Quoted(name) => name,
                        NodeValue::Null => "null".to_owned(),
                        _ => {
                            let message = bilingual!("een sleutel moet een woord zijn", "a key has to be a word");
                            return Err(Box::new(Finding::new("syntax", node.place, message)));
                        }
                    };
                    if name == "<<" {
                        let message = bilingual!("samenvoegen (`<<`) mag niet", "merge keys (`<<`) are not allowed");
                        return Err(Box::new(Finding::new("syntax", node.place, message)));
                    }
                    *key = Some((name, node.place));
                }
                Some((name, key_place)) => {
                    if let Some(first) = seen.before(&name, pairs) {
                        let message = bilingual!(
                            "`{name}` staat hier voor de tweede keer",
                            "`{name}` is here for the second time",
                            name = &name
                        );
                        findings.push(
                            Finding::new("duplicate-key", key_place, message)
                                .related(first, bilingual!("hier de eerste keer", "first here"))
                                .hint(bilingual!(
                                    "haal er een weg of geef hem een eigen naam",
                                    "take one out or give it a name of its own"
                                )),
                        );
                    } else {
                        let follows = text.get(key_place.end..).unwrap_or("").trim_start();
                        let bare = matches!(node.value, NodeValue::Null) && !follows.starts_with(':');
                        pairs.push(Pair {
                            after_comma: *flow && bare && !pairs.is_empty(),
                            key: name,
                            key_place,
                            value: node,
                        });
                    }
                }
            },
        }
        Ok(())
    }
}
