//! `idle-rising`: a promise about rungs is made where there are rungs.

use crate::bilingual;
use crate::check::rule::{Pass, Rule};
use crate::engine::behaviour::Behaviour;
use crate::model::finding::{Finding, Severity};
use crate::model::tree::Rising;

pub(in crate::check) static RULE: Rule = Rule {
    name: "idle-rising",
    severity: Severity::Warning,
    summary: ("`rising` in een boom zonder treden", "`rising` in a tree without rungs"),
    why: (
        "Zonder ladder zijn er geen treden die kunnen zakken. De belofte zegt dan niets.",
        "Without a ladder there are no rungs that could fall. The promise then says nothing.",
    ),
    wrong: "# zonder ladder\nruimte:\n  ask: Hoeveel ruimte is er?\n  rising: true",
    right: "ladder: builtin:heusden\n# en dan\nruimte:\n  ask: Hoeveel ruimte is er?\n  rising: true",
    pass: Pass::AtBehaviour(inspect),
};

fn inspect(behaviour: &Behaviour<'_>, findings: &mut Vec<Finding>) {
    let tree = behaviour.tree;
    if !tree.rungs().is_empty() || !tree.whole {
        return;
    }
    for question in tree.questions.iter().filter(|question| !matches!(question.rising, Rising::No)) {
        let id = &question.id.text;
        let message = bilingual!(
            "`rising` bij `{id}` belooft niets: er zijn geen treden",
            "`rising` at `{id}` promises nothing: there are no rungs"
        );
        let hint = bilingual!("haal `rising` weg, of noem een ladder", "take `rising` out, or name a ladder");
        findings.push(Finding::new(RULE.name, question.rising_place, message).hint(hint));
    }
}
