//! `unreachable-rung`: every rung of the ladder is the result of some walk.

use crate::bilingual;
use crate::check::rule::{Pass, Rule};
use crate::engine::behaviour::Behaviour;
use crate::model::finding::{Finding, Severity};
use crate::model::ids::RungId;

pub(in crate::check) static RULE: Rule = Rule {
    name: "unreachable-rung",
    severity: Severity::Remark,
    summary: ("geen enkel resultaat heeft deze trede van de ladder", "no result has this rung of the ladder"),
    why: (
        "Een boom hoeft niet elke trede te geven. Maar vaak is een grens te streng of ontbreekt een uitkomst.",
        "A tree need not give every rung. But often a bound is too strict or an outcome is missing.",
    ),
    wrong: "loslaten: {label: Loslaten, at-most: coproduceren}\n# en geen enkel antwoord laat meer toe",
    right: "loslaten: {label: Loslaten}",
    pass: Pass::AtBehaviour(inspect),
};

fn inspect(behaviour: &Behaviour<'_>, findings: &mut Vec<Finding>) {
    let tree = behaviour.tree;
    let Some(ladder) = tree.ladder.as_ref().filter(|_| behaviour.graph.finished) else { return };
    let given = |rung: RungId| behaviour.landings.keys().any(|landing| landing.rung == Some(rung));
    let highest = behaviour.landings.keys().filter_map(|landing| landing.rung).max();
    for (number, rung) in ladder.rungs.iter_enumerated() {
        if given(number) {
            continue;
        }
        let id = &rung.id;
        let message =
            bilingual!("geen enkel resultaat heeft trede `{text}`", "no result has rung `{text}`", text = &id.text);
        let hint = match highest {
            None => bilingual!("geen enkele uitkomst geeft een trede", "no outcome gives a rung"),
            Some(highest) if highest < number => {
                let top = behaviour.rung_id(Some(highest));
                bilingual!("de hoogste trede die eruit komt is `{top}`", "the highest rung that comes out is `{top}`")
            }
            Some(_) => bilingual!(
                "geen plafond, vloer of wens komt hierop uit, en geen uitkomst noemt hem",
                "no ceiling, floor or wish comes to this, and no outcome names it"
            ),
        };
        let finding = Finding::new(RULE.name, tree.id.place, message).hint(hint);
        findings.push(finding.related(id.place, bilingual!("deze trede", "this rung")));
    }
}
