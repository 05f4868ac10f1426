//! Mapping files: which columns and values of a list are which questions and answers.

use super::fields::{self, Fields};
use super::header::start_of;
use super::yaml::{NodeValue, Pair, YamlNode};
use crate::bilingual;
use crate::model::finding::{Finding, SourceFile, SourceFiles};
use crate::source::keys::Part;
use crate::text::language::Bilingual;

/// A mapping file as written.
#[derive(Clone, Debug, Default)]
pub struct MappingFile {
    /// Columns with the question that they answer, and the answer where they say yes or no to one; an empty
    /// question is none.
    pub columns: Vec<(String, String, Option<String>)>,
    /// By question: texts in cells with the answer they stand for.
    pub values: Vec<(String, Vec<(String, String)>)>,
}

/// Reads a mapping file: `columns: {COLUMN: QUESTION}` or `{COLUMN: {QUESTION: ANSWER}}`, `values: {QUESTION: {TEXT: ANSWER}}`.
pub fn read_mapping(name: &str, bytes: &[u8]) -> (MappingFile, SourceFiles, Vec<Finding>) {
    let mut findings = Vec::new();
    let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
    let text = String::from_utf8_lossy(bytes).into_owned();
    let node = super::yaml::read(0, &text, &mut Vec::new(), &mut findings);
    let file = node.and_then(|node| read(&node, &mut findings)).unwrap_or_default();
    (file, SourceFiles(vec![SourceFile { name: name.to_owned(), text }]), findings)
}

pub(super) fn read(node: &YamlNode, findings: &mut Vec<Finding>) -> Option<MappingFile> {
    let mut fields = Fields::of(node, start_of(node), Part::Mapping, findings)?;
    super::header::format_line(&mut fields, findings);
    let columns = fields.take("columns", findings).map_or_else(Vec::new, |node| columns(node, findings));
    let mut values = Vec::new();
    if let Some(node) = fields.take("values", findings) {
        match &node.value {
            NodeValue::Map(questions) => {
                values.extend(questions.iter().map(|pair| (pair.key.clone(), pairs(&pair.value, findings))));
            }
            _ => fields::wrong_kind(node, bilingual!("waarden per vraag", "values by question"), findings),
        }
    }
    fields.finish(findings);
    Some(MappingFile { columns, values })
}

/// By column its question, or its question with the answer that it says yes or no to.
fn columns(node: &YamlNode, findings: &mut Vec<Finding>) -> Vec<(String, String, Option<String>)> {
    let column = |pair: &Pair, findings: &mut Vec<Finding>| {
        let NodeValue::Map(options) = &pair.value.value else {
            return Some((pair.key.clone(), text(pair, findings)?, None));
        };
        let [option] = &options[..] else {
            let wanted = bilingual!("één vraag met één antwoord", "one question with one answer");
            fields::wrong_kind(&pair.value, wanted, findings);
            return None;
        };
        Some((pair.key.clone(), option.key.clone(), Some(text(option, findings)?)))
    };
    entries(node, findings).iter().filter_map(|pair| column(pair, findings)).collect()
}

/// Texts by text.
fn pairs(node: &YamlNode, findings: &mut Vec<Finding>) -> Vec<(String, String)> {
    let answers = |pair: &Pair, findings: &mut Vec<Finding>| {
        let before = findings.len();
        let text = text(pair, findings);
        if let (NodeValue::List(items), Some(finding)) = (&pair.value.value, findings.get_mut(before)) {
            finding.hint = Some(joined(&pair.key, items));
        }
        Some((pair.key.clone(), text?))
    };
    entries(node, findings).iter().filter_map(|pair| answers(pair, findings)).collect()
}

/// How to write several answers for one text.
fn joined(key: &str, items: &[YamlNode]) -> Bilingual {
    let word = |item: &YamlNode| match &item.value {
        NodeValue::Plain(text) | NodeValue::Quoted(text) => text.clone(),
        _ => "…".to_owned(),
    };
    let all = items.iter().map(word).collect::<Vec<_>>().join("; ");
    bilingual!(
        "zet antwoorden met `;` ertussen in één tekst: `{key}: \"{all}\"`",
        "put answers with `;` between them in one text: `{key}: \"{all}\"`"
    )
}

fn entries<'a>(node: &'a YamlNode, findings: &mut Vec<Finding>) -> &'a [Pair] {
    match &node.value {
        NodeValue::Map(pairs) => pairs,
        _ => {
            fields::wrong_kind(node, bilingual!("een lijst met sleutels", "a map with keys"), findings);
            &[]
        }
    }
}

/// A text; nothing at all is an empty one.
fn text(pair: &Pair, findings: &mut Vec<Finding>) -> Option<String> {
    match pair.value.value {
        NodeValue::Null => Some(String::new()),
        _ => Some(fields::word(&pair.value, findings)?.text),
    }
}
