//! `valid: {from, until, takes-over}`.

use super::fields::Fields;
use crate::bilingual;
use crate::model::finding::Finding;
use crate::model::valid::{DatedText, Valid};
use crate::source::keys::Part;
use jiff::civil::Date;

/// Reads `valid`.
pub(crate) fn valid(fields: &mut Fields<'_>, findings: &mut Vec<Finding>) -> Valid {
    let Some(node) = fields.take("valid", findings) else { return Valid::default() };
    let Some(mut fields) = Fields::of(node, node.place, Part::Period, findings) else { return Valid::default() };
    let takes_over = fields.flag("takes-over", findings).then(|| fields.key_place("takes-over"));
    let valid = Valid { from: fields.word("from", findings), until: fields.word("until", findings), takes_over };
    fields.finish(findings);
    for word in [&valid.from, &valid.until].into_iter().flatten() {
        // There is a 30th of February in no year, and `2026-1-1` would not stand in the order of the days.
        if word.text.parse::<Date>().is_ok_and(|day| day.to_string() == word.text) {
            continue;
        }
        let message = bilingual!("`{text}` is geen datum", "`{text}` is not a date", text = &word.text);
        let hint = bilingual!("schrijf hem als 2026-01-31", "write it like 2026-01-31");
        findings.push(Finding::new("wrong-kind", word.place, message).hint(hint));
    }
    valid
}

/// Reads `dated`: texts with their days.
pub(crate) fn dated_texts(fields: &mut Fields<'_>, findings: &mut Vec<Finding>) -> Vec<DatedText> {
    let mut texts = Vec::new();
    for node in fields.list("dated", findings) {
        let Some(mut fields) = Fields::of(node, node.place, Part::DatedText, findings) else { continue };
        let text = fields.required_text("text", findings);
        texts.push(DatedText { place: node.place, text, valid: valid(&mut fields, findings) });
        fields.finish(findings);
    }
    texts
}
