//! `contrary-verdict`: "do not participate" does not come with a rung that is participation.

use crate::bilingual;
use crate::check::rule::{Pass, Rule};
use crate::engine::behaviour::Behaviour;
use crate::model::finding::{Finding, Severity};
use crate::model::tree::Verdict;

pub(in crate::check) static RULE: Rule = Rule {
    name: "contrary-verdict",
    severity: Severity::Warning,
    summary: (
        "het oordeel is niet participeren, op een trede die participatie is",
        "the verdict is not to participate, on a rung that is participation",
    ),
    why: (
        "Het advies zegt dan in één adem dat mensen niet en wel meedoen.",
        "The advice then says in one breath that people do not take part and that they do.",
    ),
    wrong: "vertellen: {title: Vertel wat er gebeurt, verdict: do-not-participate, rung: meebeslissen}",
    right: "vertellen: {title: Vertel wat er gebeurt, verdict: do-not-participate, rung: informeren}",
    pass: Pass::AtBehaviour(inspect),
};

fn inspect(behaviour: &Behaviour<'_>, findings: &mut Vec<Finding>) {
    let tree = behaviour.tree;
    let Some(ladder) = &tree.ladder else { return };
    // Where no rung says that it is no participation, the ladder does not tell the two apart.
    if ladder.rungs.iter().all(|rung| rung.participation) {
        return;
    }
    let mut last = None;
    for (landing, &node) in &behaviour.landings {
        let outcome = &tree.outcomes[landing.outcome];
        let (Some(rung), Verdict::DoNotParticipate) = (landing.rung, outcome.verdict) else { continue };
        if !ladder.rungs[rung].participation || last == Some((landing.outcome, rung)) {
            continue;
        }
        last = Some((landing.outcome, rung));
        let shown = &ladder.rungs[rung].id;
        let message = bilingual!(
            "`{text}` zegt niet participeren, maar kan op `{shown}` uitkomen en dat is wel participatie",
            "`{text}` says not to participate, but can come to `{shown}` and that is participation",
            text = &outcome.id.text,
            shown = &shown.text
        );
        let hint = bilingual!(
            "kies een ander oordeel, of een trede die geen participatie is",
            "choose another verdict, or a rung that is no participation"
        );
        findings.push(
            Finding::new(RULE.name, outcome.id.place, message)
                .hint(hint)
                .related(shown.place, bilingual!("deze trede", "this rung"))
                .witness(behaviour.witness(node as usize)),
        );
    }
}
