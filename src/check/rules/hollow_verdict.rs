//! `hollow-verdict`: "participate" means a rung that is participation.

use crate::bilingual;
use crate::check::rule::{Pass, Rule};
use crate::engine::behaviour::Behaviour;
use crate::model::finding::{Finding, Severity};
use crate::model::tree::Verdict;

pub(in crate::check) static RULE: Rule = Rule {
    name: "hollow-verdict",
    severity: Severity::Warning,
    summary: (
        "het oordeel is participeren, op een trede die geen participatie is",
        "the verdict is to participate, on a rung that is no participation",
    ),
    why: (
        "Wie belooft mensen te betrekken en alleen vertelt wat er gebeurt, maakt een belofte die niemand nakomt.",
        "Promising to involve people and only telling them what happens is a promise that nobody keeps.",
    ),
    wrong: "doen: {title: Betrek inwoners, verdict: participate, rung: informeren}",
    right: "vertellen: {title: Vertel wat er gebeurt, verdict: do-not-participate, rung: informeren}",
    pass: Pass::AtBehaviour(inspect),
};

fn inspect(behaviour: &Behaviour<'_>, findings: &mut Vec<Finding>) {
    let tree = behaviour.tree;
    let Some(ladder) = &tree.ladder else { return };
    let mut last = None;
    for (landing, &node) in &behaviour.landings {
        let (Some(rung), Verdict::Participate) = (landing.rung, tree.outcomes[landing.outcome].verdict) else {
            continue;
        };
        if ladder.rungs[rung].participation || last == Some((landing.outcome, rung)) {
            continue;
        }
        last = Some((landing.outcome, rung));
        let (id, shown) = (&tree.outcomes[landing.outcome].id, &ladder.rungs[rung].id);
        let message = bilingual!(
            "`{text}` zegt participeren, maar kan op `{shown}` uitkomen en dat is geen participatie",
            "`{text}` says to participate, but can come to `{shown}` and that is no participation",
            text = &id.text,
            shown = &shown.text
        );
        let hint = bilingual!(
            "leid deze antwoorden naar een uitkomst met een ander oordeel, of vraag minstens een hogere trede",
            "lead these replies to an outcome with another verdict, or ask at least a higher rung"
        );
        let finding = Finding::new(RULE.name, id.place, message).hint(hint);
        findings.push(
            finding
                .related(shown.place, bilingual!("deze trede", "this rung"))
                .witness(behaviour.witness(node as usize)),
        );
    }
}
