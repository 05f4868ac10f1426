//! `untested-effect`: some example comes out otherwise without each part of the tree that has an effect.
//!
//! It costs an evaluation for every effect and a comparison for every one that is not tested, so it is looked at only
//! where somebody asks for it.

use crate::analysis::effects::Effect;
use crate::bilingual;
use crate::check::rule::{Pass, Rule};
use crate::model::finding::{Finding, Severity};

pub(in crate::check) static RULE: Rule = Rule {
    name: "untested-effect",
    severity: Severity::Remark,
    summary: ("geen voorbeeld merkt dat dit anders wordt", "no example notices when this changes"),
    why: (
        "Wat geen voorbeeld merkt, kan per ongeluk veranderen zonder dat iemand het ziet. `check --mutate` zoekt het op.",
        "What no example notices can change by accident and nobody sees it. `check --mutate` looks for it.",
    ),
    wrong: "routes:\n  - {if: {punten: {below: 7}}, outcome: vertellen}\n  - outcome: samen\n# en geen voorbeeld met 6 of 7 punten",
    right: "examples:\n  - {name: net te weinig, replies: {raakt: veel, hinder: weinig}, expect: {outcome: vertellen}}\n  - {name: net genoeg, replies: {raakt: veel, hinder: veel}, expect: {outcome: samen}}",
    pass: Pass::OnRequest,
};

/// Says that no example notices an effect.
pub(in crate::check) fn finding(effect: &Effect) -> Finding {
    let path = &effect.path;
    let message = bilingual!(
        "geen voorbeeld merkt het als `{path}` {nl}",
        "no example notices if `{path}` {en}",
        nl = &effect.change.dutch,
        en = &effect.change.english
    );
    let hint = bilingual!(
        "`beslisboom examples --missing` stelt een voorbeeld voor",
        "`beslisboom examples --missing` proposes an example"
    );
    Finding::new(RULE.name, effect.place, message).hint(hint)
}
