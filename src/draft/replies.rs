//! Replies files and `question=answer` on the command line (FORMAT section 7).

use super::fields::{self, Fields};
use super::tree::{replies as read_map, start_of, written_reply};
use super::yaml::{Node, Value};
use crate::condition::Word;
use crate::finding::{Finding, Place, Source, Sources};
use crate::replies::Reply;
use crate::tree::Written;

/// A replies file as written.
#[derive(Clone, Debug, Default)]
pub struct RepliesFile {
    /// The tree it answers.
    pub tree: Option<Word>,
    /// That tree's version.
    pub version: Option<String>,
    /// That tree's hash.
    pub hash: Option<String>,
    /// The project.
    pub project: Option<String>,
    /// The phase or sub-question.
    pub part: Option<String>,
    /// The replies, by question.
    pub replies: Vec<(Word, Reply<Written>)>,
    /// A person's own words, by question.
    pub notes: Vec<(Word, String)>,
    /// The rung that was chosen instead of the advised one, and why.
    pub chosen: Option<(Word, Option<String>)>,
}

/// Reads a replies file by itself.
pub fn read_replies(name: &str, bytes: &[u8]) -> (Option<RepliesFile>, Sources, Vec<Finding>) {
    let mut findings = Vec::new();
    let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
    let text = String::from_utf8_lossy(bytes).into_owned();
    let file = super::yaml::read(0, &text, &mut Vec::new(), &mut findings).and_then(|node| read(&node, &mut findings));
    (file, Sources(vec![Source { name: name.to_owned(), text }]), findings)
}

/// Reads a replies file's content.
pub(crate) fn read(node: &Node, findings: &mut Vec<Finding>) -> Option<RepliesFile> {
    let mut fields = Fields::of(node, start_of(node), findings)?;
    super::format_line(&mut fields, findings);
    let file = RepliesFile {
        tree: fields.word("tree", findings),
        version: fields.text("version", findings),
        hash: fields.text("hash", findings),
        project: fields.text("project", findings),
        part: fields.text("part", findings),
        replies: fields.require("replies", findings).map_or_else(Vec::new, |node| read_map(node, findings)),
        notes: notes(&mut fields, findings),
        chosen: chosen(&mut fields, findings),
    };
    fields.finish(findings);
    Some(file)
}

fn notes(fields: &mut Fields<'_>, findings: &mut Vec<Finding>) -> Vec<(Word, String)> {
    let Some(Node { value: Value::Map(pairs), .. }) = fields.take("notes", findings) else { return Vec::new() };
    let note = |pair: &super::yaml::Pair, findings: &mut Vec<Finding>| {
        let question = Word { text: pair.key.clone(), place: pair.key_place };
        Some((question, fields::word(&pair.value, findings)?.text))
    };
    pairs.iter().filter_map(|pair| note(pair, findings)).collect()
}

fn chosen(fields: &mut Fields<'_>, findings: &mut Vec<Finding>) -> Option<(Word, Option<String>)> {
    let node = fields.take("chosen", findings)?;
    let mut fields = Fields::of(node, node.place, findings)?;
    let rung = fields.require("rung", findings).and_then(|node| fields::word(node, findings));
    let because = fields.text("because", findings);
    fields.finish(findings);
    Some((rung?, because))
}

/// Reads `question=answer`: several answers are separated by a comma, and `a|b` leaves both open.
/// `None` where there is no `=` or nothing beside it.
pub fn read_set(text: &str) -> Option<(Word, Reply<Written>)> {
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
