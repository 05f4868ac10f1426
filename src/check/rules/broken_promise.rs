//! `broken-promise`: `rising` says that a later answer never gives a lower rung.

use crate::bilingual;
use crate::check::rule::{Pass, Rule};
use crate::engine::behaviour::Behaviour;
use crate::engine::behaviour::as_ids;
use crate::engine::diagram::ResultDiagram;
use crate::engine::step::End;
use crate::model::finding::{Finding, Severity};
use crate::model::ids::AnswerId;
use crate::model::tree::Rising;

pub(in crate::check) static RULE: Rule = Rule {
    name: "broken-promise",
    severity: Severity::Error,
    summary: (
        "een later antwoord geeft een lagere trede, tegen `rising` in",
        "a later answer gives a lower rung, against `rising`",
    ),
    why: (
        "De vraag belooft dat meer ruimte nooit minder invloed geeft. Dat klopt hier niet.",
        "The question promises that more room never gives less say. That is not so here.",
    ),
    wrong: "rising: true\nanswers:\n  weinig: {label: Weinig}\n  veel: {label: Veel, at-most: raadplegen}",
    right: "rising: true\nanswers:\n  weinig: {label: Weinig, at-most: raadplegen}\n  veel: {label: Veel}",
    pass: Pass::AtBehaviour(inspect),
};

fn inspect(behaviour: &Behaviour<'_>, findings: &mut Vec<Finding>) {
    if !behaviour.graph.finished {
        return;
    }
    let tree = behaviour.tree;
    if tree.questions.iter().all(|question| matches!(question.rising, Rising::No)) {
        return;
    }
    let mut results = ResultDiagram::of(tree, &behaviour.graph, &behaviour.reach, &behaviour.budget);
    for (question, asked) in tree.questions.iter_enumerated() {
        let order: Vec<AnswerId> = match &asked.rising {
            Rising::No => continue,
            Rising::InOrder => asked.answers.ids().collect(),
            Rising::Listed(answers) => answers.clone(),
        };
        let Some(results) = results.as_mut() else { return };
        let with: Vec<_> = order.iter().map(|&answer| results.with(question, &[answer])).collect();
        let falls = |less: &End, more: &End| match (less, more) {
            (End::Landing(less), End::Landing(more)) => {
                matches!((less.rung, more.rung), (Some(less), Some(more)) if more < less)
            }
            _ => false,
        };
        let pairs = (0..order.len()).flat_map(|less| (less + 1..order.len()).map(move |more| (less, more)));
        let broken = pairs.into_iter().find_map(|(less, more)| {
            results.apart(tree, with[less], with[more], &falls).map(|others| (order[less], order[more], others))
        });
        let Some((less, more, others)) = broken else { continue };
        let (one, two) = (&asked.answers[less].id.text, &asked.answers[more].id.text);
        let id = &asked.id.text;
        let message = bilingual!(
            "bij `{id}` kan `{two}` een lagere trede geven dan `{one}`",
            "at `{id}`, `{two}` can give a lower rung than `{one}`"
        );
        let others = as_ids(tree, &others);
        let shown = others.iter().map(|(question, reply)| format!("{question}={reply}")).collect::<Vec<_>>().join("; ");
        let hint = if others.is_empty() {
            bilingual!("vergelijk beide antwoorden", "compare the two answers")
        } else {
            bilingual!("met verder dezelfde antwoorden: {shown}", "with the same other replies: {shown}")
        };
        let mut witness = vec![(id.clone(), two.clone())];
        witness.extend(others);
        findings.push(Finding::new(RULE.name, asked.rising_place, message).hint(hint).witness(witness));
    }
}
