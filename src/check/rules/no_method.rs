//! `no-method`: whoever is told to involve people is offered a way to do it.

use crate::analysis::recommend::fit::against;
use crate::bilingual;
use crate::check::rule::{Pass, Rule};
use crate::engine::behaviour::Behaviour;
use crate::engine::behaviour::{Observation, as_ids};
use crate::engine::step::{End, Landing};
use crate::model::catalogue::{Audience, Method};
use crate::model::condition::{Condition, Entry};
use crate::model::finding::{Finding, Severity};
use crate::model::ids::QuestionId;
use crate::model::replies::{Decimal, Replies, Reply};
use crate::model::tree::{ById, Measure, QuestionKind, Resolved, Verdict};

pub(in crate::check) static RULE: Rule = Rule {
    name: "no-method",
    severity: Severity::Warning,
    summary: ("bij sommige antwoorden blijft er geen werkvorm over", "some replies leave no method to offer"),
    why: (
        "De boom zegt: betrek mensen, maar heeft niets te bieden om dat mee te doen.",
        "The tree says to involve people, but has nothing to offer to do it with.",
    ),
    wrong: "methods:\n  avond: {title: Avond, levels: [consult], audience: residents, avoid: {spanning: hoog}}",
    right: "methods:\n  avond: {title: Avond, levels: [consult], audience: residents, avoid: {spanning: hoog}}\n  brief: {title: Brief, levels: [consult], audience: residents}",
    pass: Pass::AtBehaviour(inspect),
};

/// More combinations of numbers than this are not tried.
const MOST: usize = 200;

fn inspect(behaviour: &Behaviour<'_>, findings: &mut Vec<Finding>) {
    let tree = behaviour.tree;
    let Some(ladder) = tree.ladder.as_ref().filter(|_| tree.methods().next().is_some()) else { return };
    let numbers = numbers(tree);
    for (rung, it) in ladder.rungs.iter_enumerated() {
        let here = |landing: &Landing| {
            landing.rung == Some(rung) && tree.outcomes[landing.outcome].verdict == Verdict::Participate
        };
        if !it.participation || !behaviour.landings.keys().any(here) {
            continue;
        }
        let fits = |method: &&Method<ById>| {
            method.audience == Audience::Residents && it.level.is_some_and(|level| method.serves(level))
        };
        let methods: Vec<&Method<ById>> = tree.methods().filter(fits).collect();
        for replies in &numbers {
            // Each method must fall away; where one never does there is nothing to look for.
            let mut all: Vec<Condition<Entry>> = Vec::new();
            for method in &methods {
                let against = against(tree, replies, method);
                all.push(Condition::Any(against.into_iter().map(|(_, condition)| condition).collect()));
            }
            if all.iter().any(|it| matches!(it, Condition::Any(parts) if parts.is_empty())) {
                continue;
            }
            all.extend(replies.iter().map(|(question, reply)| elsewhere(tree, *question, reply)));
            let watch = behaviour.watch(
                &Condition::All(all),
                &mut |sight| matches!(sight, Observation::Ended(End::Landing(landing), true) if here(landing)),
            );
            let Some(moves) = watch.witness() else { continue };
            let mut witness = as_ids(tree, &moves);
            for (question, reply) in replies {
                let given = witness.iter_mut().find(|(id, _)| id == behaviour.question_id(*question));
                if let (Some((_, shown)), Reply::Number(number)) = (given, reply) {
                    *shown = number.to_string();
                }
            }
            let id = &it.id.text;
            let message = bilingual!(
                "op trede `{id}` kan er geen werkvorm overblijven",
                "on rung `{id}` there can be no method left"
            );
            let hint = match it.level {
                None => bilingual!("deze trede heeft geen `level`", "this rung has no `level`"),
                Some(_) if methods.is_empty() => {
                    bilingual!("geen enkele werkvorm heeft dit niveau", "no method has this level")
                }
                Some(_) => bilingual!(
                    "geef minstens één werkvorm van dit niveau geen `avoid`, `needs` of tijd die hem hier uitsluit",
                    "give at least one method of this level no `avoid`, `needs` or time that rules it out here"
                ),
            };
            findings.push(Finding::new(RULE.name, tree.id.place, message).hint(hint).witness(witness));
            break;
        }
    }
}

/// That a question with an exact number did not get another band.
fn elsewhere(tree: &Resolved, question: QuestionId, reply: &Reply<ById>) -> Condition<Entry> {
    let Reply::Number(number) = reply else { return Condition::All(Vec::new()) };
    let asked = &tree.questions[question];
    let others = asked.answers.ids().filter(|&it| asked.band_of(*number) != Some(it));
    Condition::Not(Box::new(Condition::Entry(Entry::Question(question, others.collect()))))
}

/// Numbers for the questions that measure something, such that every way in which a number can rule
/// methods out is among them: a band says less than a number in it.
fn numbers(tree: &Resolved) -> Vec<Replies> {
    let mut all = vec![Replies::new()];
    for (question, asked) in tree.questions.iter_enumerated() {
        let (Some(measure), QuestionKind::Number { decimals, .. }) = (asked.measures(), &asked.kind) else { continue };
        let mut edges: Vec<Decimal> = Vec::new();
        for method in tree.methods() {
            let range = if measure == Measure::Weeks { method.weeks } else { method.group };
            let ends = range.into_iter().flat_map(|range| [range.from, range.below]);
            edges.extend(ends.flatten().map(Decimal::from));
        }
        edges.extend(
            asked.answers.iter().filter_map(|answer| answer.band).flat_map(|band| [band.from, band.below]).flatten(),
        );
        edges.extend(edges.clone().into_iter().map(|edge| edge.before(*decimals)));
        edges.sort_unstable();
        edges.dedup();
        edges.retain(|number| asked.takes(*number));
        // Of two numbers in one band that rule out the same methods, one is enough.
        let falls = |number: &Decimal| {
            let out = |method: &Method<ById>| match measure {
                Measure::Weeks => method.weeks.and_then(|it| it.from).is_some_and(|from| *number < Decimal::from(from)),
                Measure::People => {
                    method.group.is_some_and(|range| !crate::analysis::recommend::fit::within(range, *number))
                }
            };
            let band = asked.band_of(*number);
            (band, tree.methods().map(out).collect::<Vec<bool>>())
        };
        let mut kinds = Vec::new();
        let mut kept = Vec::new();
        // From high to low: the witness is then the largest number that leaves nothing.
        for number in edges.into_iter().rev() {
            let kind = falls(&number);
            if !kinds.contains(&kind) {
                kinds.push(kind);
                kept.push(number);
            }
        }
        if kept.is_empty() || all.len().saturating_mul(kept.len()) > MOST {
            continue;
        }
        let with = |replies: &Replies, number: &Decimal| {
            let mut replies = replies.clone();
            replies.insert(question, Reply::Number(*number));
            replies
        };
        all = all.iter().flat_map(|replies| kept.iter().map(|it| with(replies, it)).collect::<Vec<_>>()).collect();
    }
    all
}
