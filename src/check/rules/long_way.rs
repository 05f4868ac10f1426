//! `long-way`: a walk asks no more than people answer with attention.

use crate::bilingual;
use crate::check::rule::{Pass, Rule};
use crate::engine::behaviour::Behaviour;
use crate::engine::behaviour::as_ids;
use crate::engine::explore::as_replies;
use crate::engine::step::At;
use crate::model::finding::{Finding, Severity};

pub(in crate::check) static RULE: Rule = Rule {
    name: "long-way",
    severity: Severity::Remark,
    summary: ("een route stelt meer dan twaalf vragen", "a walk asks more than twelve questions"),
    why: (
        "Na een dozijn vragen klikken mensen door. Laat vroege antwoorden latere vragen overslaan.",
        "After a dozen questions people click on. Let early answers pass over later questions.",
    ),
    wrong: "# dertien vragen die altijd allemaal gesteld worden",
    right: "# antwoorden die met `next:` of `outcome:` vragen overslaan",
    pass: Pass::AtBehaviour(inspect),
};

/// More questions than this are many.
const MANY: usize = 12;

fn inspect(behaviour: &Behaviour<'_>, findings: &mut Vec<Finding>) {
    if !behaviour.graph.finished {
        return;
    }
    let nodes = &behaviour.graph.nodes;
    // By node: how many questions may still be asked, and the link that leads to the most.
    let mut longest: Vec<(u32, Option<usize>)> = vec![(0, None); nodes.len()];
    for node in behaviour.graph.last_first() {
        let own = u32::from(matches!(nodes[node].at, At::Question(_)));
        let mut best = (own, None);
        for (index, link) in nodes[node].links.iter().enumerate() {
            let ahead = longest[link.to as usize].0 + own;
            if ahead > best.0 || best.1.is_none() {
                best = (ahead, Some(index));
            }
        }
        longest[node] = best;
    }
    let Some(&(count, _)) = longest.first().filter(|(count, _)| *count as usize > MANY) else { return };
    let mut moves = Vec::new();
    let mut at = 0;
    while let Some(index) = longest[at].1 {
        let link = &nodes[at].links[index];
        moves.push(&link.made);
        at = link.to as usize;
    }
    let message = bilingual!("de langste route stelt {count} vragen", "the longest walk asks {count} questions");
    let hint = bilingual!(
        "laat antwoorden vragen overslaan die er dan niet meer toe doen",
        "let answers pass over questions that no longer matter then"
    );
    let witness = as_ids(behaviour.tree, &as_replies(moves.into_iter()));
    findings.push(Finding::new(RULE.name, behaviour.tree.id.place, message).hint(hint).witness(witness));
}
