//! What every file begins with, and where it begins.

use super::fields::{self, Fields};
use super::yaml::{NodeValue, YamlNode};
use crate::bilingual;
use crate::model::condition::Word;
use crate::model::finding::{Finding, Place};

/// Checks `format: 1`.
pub(crate) fn format_line(fields: &mut Fields<'_>, findings: &mut Vec<Finding>) {
    let Some(node) = fields.take("format", findings) else { return };
    if !matches!(&node.value, NodeValue::Plain(text) if text == "1") {
        let message = bilingual!("dit programma leest alleen `format: 1`", "this program reads `format: 1` only");
        let hint = match &node.value {
            NodeValue::Quoted(text) if text == "1" => bilingual!("haal de aanhalingstekens weg", "take the quotes out"),
            _ => bilingual!(
                "gebruik een nieuwer programma, of schrijf `format: 1`",
                "use a newer program, or write `format: 1`"
            ),
        };
        findings.push(Finding::new("unsupported-format", node.place, message).hint(hint));
    }
}

/// The `id` of a file.
pub(crate) fn own_id(fields: &mut Fields<'_>, findings: &mut Vec<Finding>) -> Word {
    let Some(id) = fields.word("id", findings) else {
        return Word { text: String::new(), place: fields.place };
    };
    fields::well_formed(&id, &[], findings);
    id
}

/// Where a key's map begins, for findings on whole files.
pub(crate) fn start_of(node: &YamlNode) -> Place {
    Place { end: node.place.start, ..node.place }
}
