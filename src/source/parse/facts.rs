//! Facts, of a tree or of a catalogue.

use super::fields::{self, Fields};
use crate::model::fact::Fact;
use crate::model::finding::Finding;
use crate::source::keys::{Part, STAND_FOR_REPLIES};

/// Reads `facts:`.
pub(crate) fn facts(fields: &mut Fields<'_>, findings: &mut Vec<Finding>) -> Vec<Fact> {
    let mut facts = Vec::new();
    for (id, node) in fields.ids("facts", findings) {
        fields::well_formed(&id, Part::Fact.reserved(), findings);
        let Some(mut fields) = Fields::of(node, id.place, Part::Fact, findings) else { continue };
        let label = fields.required_text("label", findings);
        let values = match fields.take("values", findings) {
            None => Vec::new(),
            Some(node) => fields::ids(node, findings)
                .into_iter()
                .filter_map(|(id, node)| {
                    fields::well_formed(&id, STAND_FOR_REPLIES, findings);
                    Some((id, fields::word(node, findings)?.text))
                })
                .collect(),
        };
        let means = fields.one_of("means", findings);
        fields.finish(findings);
        facts.push(Fact { id, label, values: values.into(), means });
    }
    facts
}
