//! Replies files and `question=answer` on the command line (`docs/format.md#replies-files`).

use super::fields::{self, Fields};
use super::header::start_of;
use super::yaml::{NodeValue, YamlNode};
use crate::bilingual;
use crate::model::condition::Word;
use crate::model::finding::{Finding, Place, SourceFiles};
use crate::model::replies::{RepliesFile, Reply};
use crate::model::tree::ByName;
use crate::source::keys::Part;

/// Reads a replies file by itself.
pub fn read_replies(name: &str, bytes: &[u8]) -> (Option<RepliesFile>, SourceFiles, Vec<Finding>) {
    super::standalone::read_alone(name, bytes, read)
}

/// Reads a replies file's content.
pub(crate) fn read(node: &YamlNode, findings: &mut Vec<Finding>) -> Option<RepliesFile> {
    let mut fields = Fields::of(node, start_of(node), Part::Replies, findings)?;
    super::header::format_line(&mut fields, findings);
    let project = fields.text("project", findings);
    Some(RepliesFile { project, ..finished(fields, findings) })
}

/// Reads the replies on one part of a project.
pub(super) fn read_part(node: &YamlNode, findings: &mut Vec<Finding>) -> Option<RepliesFile> {
    let fields = Fields::of(node, node.place, Part::ProjectPart, findings)?;
    Some(finished(fields, findings))
}

/// What stands in a replies file and in a part of a project alike, and nothing else.
fn finished(mut fields: Fields<'_>, findings: &mut Vec<Finding>) -> RepliesFile {
    let file = RepliesFile {
        tree: fields.word("tree", findings),
        version: fields.text("version", findings),
        hash: fields.text("hash", findings),
        project: None,
        part: fields.text("part", findings),
        replies: fields.take("replies", findings).map_or_else(Vec::new, |node| by_question(node, findings)),
        notes: notes(&mut fields, findings),
        chosen: chosen(&mut fields, findings),
        with: fields.words("with", findings),
        without: fields.words("without", findings),
        tree_file: fields.text("x-tree-file", findings),
    };
    fields.finish(findings);
    file
}

fn notes(fields: &mut Fields<'_>, findings: &mut Vec<Finding>) -> Vec<(Word, String)> {
    let Some(node) = fields.take("notes", findings) else { return Vec::new() };
    let NodeValue::Map(pairs) = &node.value else {
        fields::wrong_kind(node, bilingual!("notities per vraag", "notes by question"), findings);
        return Vec::new();
    };
    let note = |pair: &super::yaml::Pair, findings: &mut Vec<Finding>| {
        let question = Word { text: pair.key.clone(), place: pair.key_place };
        Some((question, fields::word(&pair.value, findings)?.text))
    };
    pairs.iter().filter(|pair| !pair.key.starts_with("x-")).filter_map(|pair| note(pair, findings)).collect()
}

fn chosen(fields: &mut Fields<'_>, findings: &mut Vec<Finding>) -> Option<(Word, Option<String>)> {
    let node = fields.take("chosen", findings)?;
    let mut fields = Fields::of(node, node.place, Part::Chosen, findings)?;
    let rung = fields.word("rung", findings);
    let because = fields.text("because", findings);
    fields.finish(findings);
    Some((rung?, because))
}

/// Reads `question=answer`: several answers are separated by a comma, and `a|b` leaves both open.
/// `None` where there is no `=` or nothing beside it.
pub fn read_set(text: &str) -> Option<(Word, Reply<ByName>)> {
    let (question, answer) = text.split_once('=')?;
    let (question, answer) = (question.trim(), answer.trim());
    if question.is_empty() || answer.is_empty() {
        return None;
    }
    let word = |text: &str| Word { text: text.trim().to_owned(), place: Place::default() };
    let reply = if answer.contains('|') {
        Reply::OneOf(answer.split('|').map(word).collect())
    } else {
        match written_reply(word(answer)) {
            Reply::Answers(_) => Reply::Answers(answer.split(',').map(word).collect()),
            number_or_unknown => number_or_unknown,
        }
    };
    Some((word(question), reply))
}

/// A replies file as it is written out; the order of keys is that of `docs/format.md#replies-files`.
#[derive(serde::Serialize)]
pub(super) struct RepliesDocument<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    format: Option<u8>,
    #[serde(skip_serializing_if = "Option::is_none")]
    tree: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    version: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    hash: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    project: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    part: Option<&'a str>,
    replies: Ordered<'a, ReplyValue<'a>>,
    #[serde(skip_serializing_if = "Ordered::is_empty")]
    notes: Ordered<'a, &'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    chosen: Option<Chosen<'a>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    with: Vec<&'a str>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    without: Vec<&'a str>,
    #[serde(rename = "x-tree-file", skip_serializing_if = "Option::is_none")]
    tree_file: Option<&'a str>,
}

#[derive(serde::Serialize)]
struct Chosen<'a> {
    rung: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    because: Option<&'a str>,
}

/// A reply as YAML writes it.
#[derive(serde::Serialize)]
#[serde(untagged)]
enum ReplyValue<'a> {
    One(&'a str),
    Some(Vec<&'a str>),
    Whole(i64),
    Number(String),
    Open {
        #[serde(rename = "one-of")]
        one_of: Vec<&'a str>,
    },
}

/// A map in its own order.
struct Ordered<'a, T>(Vec<(&'a str, T)>);

impl<T> Ordered<'_, T> {
    fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl<T: serde::Serialize> serde::Serialize for Ordered<'_, T> {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.0.iter().map(|(key, value)| (key, value)))
    }
}

fn texts(words: &[Word]) -> Vec<&str> {
    words.iter().map(|word| word.text.as_str()).collect()
}

fn answered(reply: &Reply<ByName>) -> ReplyValue<'_> {
    match reply {
        Reply::Unknown => ReplyValue::One("unknown"),
        Reply::Number(number) => {
            let text = number.to_string();
            text.parse().map_or_else(|_| ReplyValue::Number(text), ReplyValue::Whole)
        }
        Reply::OneOf(words) => ReplyValue::Open { one_of: texts(words) },
        Reply::Answers(words) => match &words[..] {
            [only] => ReplyValue::One(&only.text),
            _ => ReplyValue::Some(texts(words)),
        },
    }
}

/// Writes a replies file; reading it gives the same again.
pub fn write_replies(file: &RepliesFile) -> String {
    let whole = RepliesDocument { format: Some(1), project: file.project.as_deref(), ..written_part(file) };
    serde_yaml::to_string(&whole).unwrap_or_default()
}

/// What a replies file and a part of a project have alike, as it is written out.
pub(super) fn written_part(file: &RepliesFile) -> RepliesDocument<'_> {
    RepliesDocument {
        format: None,
        tree: file.tree.as_ref().map(|word| word.text.as_str()),
        version: file.version.as_deref(),
        hash: file.hash.as_deref(),
        project: None,
        part: file.part.as_deref(),
        replies: Ordered(file.replies.iter().map(|(word, reply)| (word.text.as_str(), answered(reply))).collect()),
        notes: Ordered(file.notes.iter().map(|(word, note)| (word.text.as_str(), note.as_str())).collect()),
        chosen: file.chosen.as_ref().map(|(rung, because)| Chosen { rung: &rung.text, because: because.as_deref() }),
        with: texts(&file.with),
        without: texts(&file.without),
        tree_file: file.tree_file.as_deref(),
    }
}

/// Reads a map from question ids to replies.
pub(crate) fn by_question(node: &YamlNode, findings: &mut Vec<Finding>) -> Vec<(Word, Reply<ByName>)> {
    let NodeValue::Map(pairs) = &node.value else {
        fields::wrong_kind(node, bilingual!("antwoorden per vraag", "replies by question"), findings);
        return Vec::new();
    };
    pairs
        .iter()
        .filter(|pair| !matches!(pair.value.value, NodeValue::Null) && !pair.key.starts_with("x-"))
        .filter_map(|pair| {
            let question = Word { text: pair.key.clone(), place: pair.key_place };
            Some((question, reply(&pair.value, findings)?))
        })
        .collect()
}

fn reply(node: &YamlNode, findings: &mut Vec<Finding>) -> Option<Reply<ByName>> {
    match &node.value {
        NodeValue::Map(_) => {
            let mut fields = Fields::of(node, node.place, Part::OpenReply, findings)?;
            let words = fields.take("one-of", findings).map(|node| fields::words(node, findings));
            fields.finish(findings);
            words.map(Reply::OneOf)
        }
        NodeValue::List(_) => Some(Reply::Answers(fields::words(node, findings))),
        _ => fields::word(node, findings).map(written_reply),
    }
}

/// What one written word gives as a reply.
pub(crate) fn written_reply(word: Word) -> Reply<ByName> {
    match (word.text.as_str(), word.text.parse()) {
        ("unknown", _) => Reply::Unknown,
        (_, Ok(number)) => Reply::Number(number),
        _ => Reply::Answers(vec![word]),
    }
}
