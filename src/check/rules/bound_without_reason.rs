//! `bound-without-reason`: an advice can only say why a rung is out of reach if the tree does.

use crate::bilingual;
use crate::check::rule::{Pass, Rule};
use crate::check::writing::Writing;
use crate::model::finding::{Finding, Severity};
use crate::model::tree::{Bound, ByName};

pub(in crate::check) static RULE: Rule = Rule {
    name: "bound-without-reason",
    severity: Severity::Warning,
    summary: ("een grens zonder `because`", "a bound without `because`"),
    why: (
        "Het advies noemt per grens de reden. Zonder reden staat daar niets, en is de grens niet te betwisten.",
        "The advice names the reason for every bound. Without one it says nothing, and the bound cannot be argued with.",
    ),
    wrong: "at-most: raadplegen",
    right: "at-most:\n  rung: raadplegen\n  because: Bijna alles ligt al vast.",
    pass: Pass::AtWriting(inspect),
};

fn inspect(writing: &Writing<'_>, findings: &mut Vec<Finding>) {
    let Some(tree) = writing.tree() else { return };
    let answers = tree.questions.iter().flat_map(|question| &question.answers);
    let bounds = tree.bounds.iter().flat_map(|bound| [&bound.at_most, &bound.at_least]);
    for bound in answers.flat_map(|answer| [&answer.at_most, &answer.at_least]).chain(bounds).flatten() {
        look_at(bound, findings);
    }
}

fn look_at(bound: &Bound<ByName>, findings: &mut Vec<Finding>) {
    if bound.because.is_none() {
        let rung = &bound.rung.text;
        let message = bilingual!(
            "waarom deze grens op `{rung}` ligt, staat er niet",
            "it does not say why this bound is at `{rung}`"
        );
        let hint = bilingual!("schrijf `{{rung: {rung}, because: …}}`", "write `{{rung: {rung}, because: …}}`");
        findings.push(Finding::new(RULE.name, bound.rung.place, message).hint(hint));
    }
}
