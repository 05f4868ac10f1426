//! `replaced`: what ran out has another in its place already.

use super::expired::parts;
use crate::bilingual;
use crate::check::rule::{Pass, Rule};
use crate::check::writing::Writing;
use crate::model::finding::{Finding, Severity};

pub(in crate::check) static RULE: Rule = Rule {
    name: "replaced",
    severity: Severity::Remark,
    summary: (
        "iets gold tot een dag, en iets anders geldt sindsdien",
        "something held until a day, and something else does since",
    ),
    why: (
        "Het doet niets meer. Wie het stappenplan leest, hoeft het niet meer te zien.",
        "It does nothing any more. Whoever reads the tree need not see it.",
    ),
    wrong: "{text: Oude regel., valid: {until: 2020-12-31}}, {text: Nieuwe regel., valid: {from: 2021-01-01, takes-over: true}}",
    right: "{text: Nieuwe regel., valid: {from: 2021-01-01}}",
    pass: Pass::AtWriting(inspect),
};

fn inspect(writing: &Writing<'_>, findings: &mut Vec<Finding>) {
    let Some(days) = writing.days else { return };
    for part in parts(writing).iter().filter(|part| part.replaced && part.valid.has_run_out(days.today)) {
        let Some(until) = &part.valid.until else { continue };
        let (nl, en, last) = (&part.what.dutch, &part.what.english, &until.text);
        let message = bilingual!(
            "{nl} gold tot en met {last}; wat daarna geldt, staat er al",
            "{en} held until {last}; what holds since is there already"
        );
        let hint = bilingual!(
            "haal het weg, en `takes-over` van wat eronder staat",
            "take it out, and `takes-over` of what stands below it"
        );
        findings.push(Finding::new(RULE.name, until.place, message).hint(hint));
    }
}
