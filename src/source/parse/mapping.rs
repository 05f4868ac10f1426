//! Mapping files: which columns and values of a list are which questions and answers.

use super::fields::{self, Fields};
use super::tree::start_of;
use super::yaml::{NodeValue, YamlNode};
use crate::bilingual;
use crate::model::finding::{Finding, SourceFile, SourceFiles};
use crate::source::keys::Part;

/// A mapping file as written.
#[derive(Clone, Debug, Default)]
pub struct MappingFile {
    /// Columns with the question that they answer; an empty one answers none.
    pub columns: Vec<(String, String)>,
    /// By question: texts in cells with the answer they stand for.
    pub values: Vec<(String, Vec<(String, String)>)>,
}

/// Reads a mapping file: `columns: {COLUMN: QUESTION}`, `values: {QUESTION: {TEXT: ANSWER}}`.
pub fn read_mapping(name: &str, bytes: &[u8]) -> (MappingFile, SourceFiles, Vec<Finding>) {
    let mut findings = Vec::new();
    let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
    let text = String::from_utf8_lossy(bytes).into_owned();
    let node = super::yaml::read(0, &text, &mut Vec::new(), &mut findings);
    let file = node.and_then(|node| read(&node, &mut findings)).unwrap_or_default();
    (file, SourceFiles(vec![SourceFile { name: name.to_owned(), text }]), findings)
}

fn read(node: &YamlNode, findings: &mut Vec<Finding>) -> Option<MappingFile> {
    let mut fields = Fields::of(node, start_of(node), Part::Mapping, findings)?;
    super::format_line(&mut fields, findings);
    let columns = fields.take("columns", findings).map_or_else(Vec::new, |node| pairs(node, findings));
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

/// Texts by text; nothing at all is an empty text.
fn pairs(node: &YamlNode, findings: &mut Vec<Finding>) -> Vec<(String, String)> {
    let NodeValue::Map(pairs) = &node.value else {
        fields::wrong_kind(node, bilingual!("een lijst met sleutels", "a map with keys"), findings);
        return Vec::new();
    };
    let text = |pair: &super::yaml::Pair, findings: &mut Vec<Finding>| match pair.value.value {
        NodeValue::Null => Some((pair.key.clone(), String::new())),
        _ => Some((pair.key.clone(), fields::word(&pair.value, findings)?.text)),
    };
    pairs.iter().filter_map(|pair| text(pair, findings)).collect()
}
