//! A conversation as an address has it: replies by question id, and keys with a dot for all else, since no id
//! has one.

use crate::model::condition::Word;
use crate::model::replies::Reply;
use crate::model::tree::ByName;
use crate::source::parse::{RepliesFile, read_set};
use crate::web::http::Pair;

/// Addresses with a query up to this length are made: some servers in between take no more than 8 kB for all of it.
const LONGEST: usize = 6_000;

const VERSION: &str = "tree.version";
const HASH: &str = "tree.hash";
const PROJECT: &str = "project.name";
const PART: &str = "project.part";
const RUNG: &str = "chosen.rung";
const BECAUSE: &str = "chosen.because";
const WITH: &str = "plan.with";
const WITHOUT: &str = "plan.without";
const NOTE: &str = "note.";

/// Whether what stands behind the question mark is short enough for an address.
pub(super) fn fits(query: &str) -> bool {
    query.len() <= LONGEST
}

/// The key of a note.
pub(super) fn note(question: &str) -> String {
    format!("{NOTE}{question}")
}

/// Reads a conversation about a tree; what belongs to a step (`step.…`) is no part of it.
pub(super) fn read(tree: &str, pairs: &[Pair]) -> RepliesFile {
    let word = |text: &str| Word { text: text.to_owned(), ..Word::default() };
    let mut file = RepliesFile { tree: Some(word(tree)), ..RepliesFile::default() };
    let mut because = None;
    let mut replies: Vec<(&str, Vec<&str>)> = Vec::new();
    for (name, value) in pairs {
        let value = value.trim();
        if value.is_empty() {
            continue;
        }
        let text = || Some(value.to_owned());
        match name.as_str() {
            VERSION => file.version = text(),
            HASH => file.hash = text(),
            PROJECT => file.project = text(),
            PART => file.part = text(),
            RUNG => file.chosen = Some((word(value), None)),
            BECAUSE => because = text(),
            WITH => file.with = value.split(',').map(word).collect(),
            WITHOUT => file.without = value.split(',').map(word).collect(),
            _ => match (name.strip_prefix(NOTE), name.contains('.')) {
                (Some(question), _) => file.notes.push((word(question), value.replace("\r\n", "\n"))),
                (None, true) => {}
                (None, false) => match replies.iter_mut().find(|(question, _)| question == name) {
                    Some((_, values)) => values.push(value),
                    None => replies.push((name, vec![value])),
                },
            },
        }
    }
    if let Some((_, reason)) = &mut file.chosen {
        *reason = because;
    }
    file.replies = replies.iter().filter_map(|(name, values)| reply(name, &values.join(","))).collect();
    file
}

/// A reply as `--set` has it. One answer with a bar behind it is all that is left, and not yet the answer.
fn reply(question: &str, value: &str) -> Option<(Word, Reply<ByName>)> {
    let (question, reply) = read_set(&format!("{question}={value}"))?;
    Some(match reply {
        Reply::OneOf(mut answers) => {
            answers.retain(|answer| !answer.text.is_empty());
            (question, Reply::OneOf(answers))
        }
        reply => (question, reply),
    })
}

/// The pairs that [`read`] makes the same conversation of.
pub(super) fn write(file: &RepliesFile) -> Vec<Pair> {
    let mut pairs = Vec::new();
    let mut add = |name: &str, value: Option<&String>| {
        if let Some(value) = value {
            pairs.push((name.to_owned(), value.clone()));
        }
    };
    add(VERSION, file.version.as_ref());
    add(HASH, file.hash.as_ref());
    add(PROJECT, file.project.as_ref());
    add(PART, file.part.as_ref());
    for (question, reply) in &file.replies {
        add(&question.text, Some(&value(reply)));
    }
    for (question, text) in &file.notes {
        add(&note(&question.text), Some(text));
    }
    if let Some((rung, because)) = &file.chosen {
        add(RUNG, Some(&rung.text));
        add(BECAUSE, because.as_ref());
    }
    add(WITH, joined(&file.with).as_ref());
    add(WITHOUT, joined(&file.without).as_ref());
    pairs
}

fn joined(words: &[Word]) -> Option<String> {
    let texts: Vec<&str> = words.iter().map(|word| word.text.as_str()).collect();
    (!texts.is_empty()).then(|| texts.join(","))
}

/// A reply as [`read_set`] takes it.
fn value(reply: &Reply<ByName>) -> String {
    let words =
        |words: &[Word], between: &str| words.iter().map(|word| word.text.as_str()).collect::<Vec<_>>().join(between);
    match reply {
        Reply::Answers(answers) => words(answers, ","),
        Reply::OneOf(answers) if answers.len() == 1 => words(answers, "|") + "|",
        Reply::OneOf(answers) => words(answers, "|"),
        Reply::Number(number) => number.to_string(),
        Reply::Unknown => "unknown".to_owned(),
    }
}
