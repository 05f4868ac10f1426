//! The three lines of an advice against brute force: where wish, ceiling and floor lie over every complete
//! set of replies that agrees with what is given, and which bounds put them there.
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

mod common;

use beslisboom::analysis::lines::{BoundPosition, lines};
use beslisboom::analysis::why::why;
use beslisboom::engine::evaluate::evaluate;
use beslisboom::model::ids::{OutcomeId, RungId};
use beslisboom::model::replies::{Replies, Reply};
use beslisboom::model::tree::{Bound, ById, Resolved};
use common::{Dice, Maker, Of, Trace, checked, complete_sets, replies_to, trace};
use std::collections::BTreeSet;

/// Every bound of a tree with the place where the naive reading tells that it held.
fn bounds(tree: &Resolved) -> Vec<(Of, &Bound<ById>, bool)> {
    let mut bounds = Vec::new();
    for (question, asked) in tree.questions.iter_enumerated() {
        for (number, it) in asked.answers.iter_enumerated() {
            bounds.extend(it.at_most.as_ref().map(|bound| (Of::Answer(question, number), bound, true)));
            bounds.extend(it.at_least.as_ref().map(|bound| (Of::Answer(question, number), bound, false)));
        }
    }
    for (number, it) in tree.bounds.iter().enumerate() {
        bounds.extend(it.at_most.as_ref().map(|bound| (Of::Tree(number), bound, true)));
        bounds.extend(it.at_least.as_ref().map(|bound| (Of::Tree(number), bound, false)));
    }
    bounds
}

/// Holds one line against the walks: `at` says where it lies on a walk, `counts` which bounds can put it there.
fn compare(
    tree: &Resolved,
    line: &BoundPosition<'_>,
    traces: &[Trace],
    at: &dyn Fn(&Trace) -> RungId,
    counts: &dyn Fn(&Bound<ById>, bool) -> bool,
) -> Result<(), String> {
    let rungs: BTreeSet<RungId> = traces.iter().map(at).collect();
    let mut reasons = BTreeSet::new();
    for (of, bound, upper) in bounds(tree) {
        let puts = |trace: &Trace| trace.bounds.contains(&of) && bound.rung == at(trace);
        if counts(bound, upper) && traces.iter().any(puts) {
            reasons.insert(std::ptr::from_ref(bound));
        }
    }
    let said: BTreeSet<*const Bound<ById>> = line.reasons.iter().map(|held| std::ptr::from_ref(held.bound)).collect();
    let certain = line.reasons.iter().filter(|held| held.certain).all(|held| {
        let of = bounds(tree).into_iter().find(|(_, bound, _)| std::ptr::eq(*bound, held.bound)).unwrap().0;
        traces.iter().all(|trace| trace.bounds.contains(&of))
    });
    let same = line.rungs == rungs.iter().copied().collect::<Vec<_>>() && said == reasons && certain;
    let settled = line.rung().is_some() == (rungs.len() == 1);
    if same && settled { Ok(()) } else { Err(format!("{line:?}, brute force: {rungs:?}, {} reasons", reasons.len())) }
}

#[test]
fn wish_ceiling_and_floor_are_those_of_brute_force() {
    let (mut open, mut short, mut clash, mut fixed) = (0, 0, 0, 0);
    for seed in 0..1200 {
        let text = Maker::draft(seed, 5);
        let checked = checked(&text);
        let Some(tree) = checked.tree.as_deref() else { continue };
        let mut dice = Dice(seed ^ 0x11fe);
        for round in 0..4 {
            let mut replies = Replies::new();
            let mut allowed = Vec::new();
            for question in tree.questions.ids() {
                let all = replies_to(tree, question);
                if round > 0 && dice.one_in(round + 1) {
                    allowed.push(all);
                    continue;
                }
                let reply = all[dice.roll(all.len())].clone();
                replies.insert(question, Reply::Answers(reply.clone()));
                allowed.push(vec![reply]);
            }
            let sets = complete_sets(&allowed);
            let traces: Vec<Trace> = sets.iter().map(|set| trace(tree, set, &[])).collect();
            let evaluation = evaluate(tree, &replies);
            let lines = lines(tree, &evaluation, &why(tree, &replies, &evaluation)).unwrap();
            let held = |line: &BoundPosition<'_>,
                        at: &dyn Fn(&Trace) -> RungId,
                        counts: &dyn Fn(&Bound<ById>, bool) -> bool| {
                compare(tree, line, &traces, at, counts)
                    .unwrap_or_else(|said| panic!("{said}\n{replies:?} of\n{text}"));
            };
            held(&lines.wish, &|trace| trace.wish, &|_, upper| !upper);
            held(&lines.ceiling, &|trace| trace.ceiling, &|_, upper| upper);
            held(&lines.floor, &|trace| trace.floor, &|bound, upper| !upper && !bound.yields);
            open += usize::from(lines.wish.rung().is_none() && lines.ceiling.rung().is_none());
            short += usize::from(lines.wish.rung() > lines.ceiling.rung() && lines.ceiling.rung().is_some());
            clash += usize::from(evaluation.clash.certain);
            let no_word = |outcome: OutcomeId| !tree.outcomes[outcome].rung.reads_bounds();
            fixed += usize::from(evaluation.landings.iter().all(|it| !it.clash && no_word(it.outcome)));
        }
    }
    assert!(
        open > 50 && short > 50 && clash > 50 && fixed > 100,
        "every kind is tried: {open} {short} {clash} {fixed}"
    );
}
