//! Bounds, and the condition that a bound or a route stands under.

use super::super::condition;
use super::super::fields::{self, Fields};
use super::super::ladder::citation;
use super::super::valid::valid;
use super::super::yaml::NodeValue;
use crate::model::condition::{Condition, WordEntry};
use crate::model::finding::Finding;
use crate::model::tree::{Bound, ByName};
use crate::model::valid::Valid;
use crate::source::keys::Part;
use std::sync::Arc;

/// Reads `if`. One that cannot be read must not become "always": it is left out with its finding,
/// and a draft with findings that are errors never becomes a tree.
pub(super) fn condition_of(fields: &mut Fields<'_>, findings: &mut Vec<Finding>) -> Option<Condition<WordEntry>> {
    fields.take("if", findings).and_then(|node| condition::read(node, findings))
}

/// Reads a bound: a rung, or one in full.
pub(super) fn bound(fields: &mut Fields<'_>, key: &'static str, findings: &mut Vec<Finding>) -> Option<Bound<ByName>> {
    let node = fields.take(key, findings)?;
    if !matches!(node.value, NodeValue::Map(_)) {
        let rung = fields::word(node, findings)?;
        return Some(Bound { rung, texts: Arc::default(), source: None, yields: false, valid: Valid::default() });
    }
    let part = if key == "at-most" { Part::AtMost } else { Part::AtLeast };
    let mut fields = Fields::of(node, node.place, part, findings)?;
    let rung = fields.word("rung", findings);
    let texts = Arc::new(fields.texts(findings));
    let source = citation(&mut fields, findings);
    let yields = part == Part::AtLeast && fields.flag("yields", findings);
    let valid = valid(&mut fields, findings);
    fields.finish(findings);
    Some(Bound { rung: rung?, texts, source, yields, valid })
}
