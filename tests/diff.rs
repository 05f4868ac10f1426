//! What changes between two versions, against brute force over all replies that both can take.
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

mod common;

use beslisboom::diff::{Diff, Is, Region, Value, Witness, diff};
use beslisboom::evaluate::evaluate;
use beslisboom::recommend::recommend;
use beslisboom::replies::{Replies, Reply};
use beslisboom::step::{End, Landing};
use beslisboom::tree::{QuestionKind, Resolved};
use common::{Complete, Dice, Maker, checked, replies_to, walk};
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

const BUDGET: usize = 200_000;

/// So many cases are tried for one pair of trees.
const CASES: usize = 8_000;

/// A reply that both versions of a question can take, as the answers it is in either.
type Both = (Vec<usize>, Vec<usize>);

/// The questions of either version, by id, with their places and the replies that both can take. A question
/// that has nothing in common with the one of the same id stands here twice.
fn together(old: &Resolved, new: &Resolved) -> Vec<(Option<usize>, Option<usize>, Vec<Both>)> {
    let mut all = Vec::new();
    let mut paired = BTreeSet::new();
    for (one, asked) in old.questions.iter().enumerate() {
        let two = new.questions.iter().position(|it| it.id.text == asked.id.text);
        let shared = two.map_or(Vec::new(), |two| shared(old, new, one, two));
        if shared.is_empty() {
            all.push((Some(one), None, replies_to(old, one).into_iter().map(|it| (it, Vec::new())).collect()));
        } else {
            paired.extend(two);
            all.push((Some(one), two, shared));
        }
    }
    for two in (0..new.questions.len()).filter(|two| !paired.contains(two)) {
        all.push((None, Some(two), replies_to(new, two).into_iter().map(|it| (Vec::new(), it)).collect()));
    }
    all
}

fn shared(old: &Resolved, new: &Resolved, one: usize, two: usize) -> Vec<Both> {
    let (first, second) = (&old.questions[one], &new.questions[two]);
    let number = |kind: &QuestionKind| matches!(kind, QuestionKind::Number { .. });
    match (number(&first.kind), number(&second.kind)) {
        (true, true) => {
            let band = |tree: &Resolved, question: usize, number: i64| {
                let holds = |it: &beslisboom::tree::Answer<_>| it.band.is_some_and(|band| band.holds(number.into()));
                tree.questions[question].answers.iter().position(holds).unwrap()
            };
            let pairs: BTreeSet<Both> =
                (-5..60).map(|it| (vec![band(old, one, it)], vec![band(new, two, it)])).collect();
            pairs.into_iter().collect()
        }
        (false, false) => {
            let ids = |tree: &Resolved, question: usize, reply: &[usize]| {
                let id = |answer: &usize| tree.questions[question].answers[*answer].id.text.clone();
                reply.iter().map(id).collect::<BTreeSet<_>>()
            };
            let theirs = replies_to(new, two);
            let same = |reply: &Vec<usize>| {
                theirs.iter().find(|it| ids(new, two, it) == ids(old, one, reply)).map(|it| (reply.clone(), it.clone()))
            };
            replies_to(old, one).iter().filter_map(same).collect()
        }
        _ => Vec::new(),
    }
}

/// One case: by question of `together`, the reply.
type Case = Vec<Both>;

fn side(case: &Case, all: &[(Option<usize>, Option<usize>, Vec<Both>)], tree: &Resolved, new: bool) -> Complete {
    let mut complete = vec![Vec::new(); tree.questions.len()];
    for (reply, (one, two, _)) in case.iter().zip(all) {
        if let Some(question) = if new { *two } else { *one } {
            complete[question] = if new { reply.1.clone() } else { reply.0.clone() };
        }
    }
    complete
}

fn result(end: End) -> (usize, Option<usize>) {
    match end {
        End::Landing(Landing { outcome, rung, .. }) => (outcome, rung),
        other => panic!("a sound tree ends in {other:?}"),
    }
}

/// Whether a case lies in a region, read naively.
fn lies_in(case: &Case, all: &[(Option<usize>, Option<usize>, Vec<Both>)], region: &Region) -> bool {
    region.replies.iter().all(|said| {
        let at = all.iter().position(|(one, two, _)| (*one, *two) == (said.old, said.new)).unwrap();
        let reply = &case[at];
        let is = |value: &Value| {
            value.old.is_none_or(|old| reply.0.contains(&old)) && value.new.is_none_or(|new| reply.1.contains(&new))
        };
        match &said.is {
            Is::OneOf { these, .. } => these.iter().any(is),
            Is::Chosen { with, without } => with.iter().all(is) && !without.iter().any(is),
        }
    })
}

/// Every region that says a little less.
fn wider(region: &Region) -> Vec<Region> {
    let mut all = Vec::new();
    for (at, said) in region.replies.iter().enumerate() {
        let mut change = |is: Option<Is>| {
            let mut wider = region.clone();
            match is {
                Some(is) => wider.replies[at].is = is,
                None => drop(wider.replies.remove(at)),
            }
            all.push(wider);
        };
        match &said.is {
            Is::OneOf { these, others } => {
                for other in others {
                    let these = these.iter().chain([other]).copied().collect();
                    change(Some(Is::OneOf { these, others: Vec::new() }));
                }
            }
            Is::Chosen { with, without } => {
                let less = |of: &[Value], out: usize| {
                    of.iter().enumerate().filter(|(it, _)| *it != out).map(|(_, it)| *it).collect::<Vec<_>>()
                };
                for out in 0..with.len() {
                    change(Some(Is::Chosen { with: less(with, out), without: without.clone() }));
                }
                for out in 0..without.len() {
                    change(Some(Is::Chosen { with: with.clone(), without: less(without, out) }));
                }
            }
        }
        change(None);
    }
    all
}

/// Holds everything that is said about behaviour against every case; gives how much there was to see.
fn compare(old: &Resolved, new: &Resolved, text: &str) -> [usize; 4] {
    let all = together(old, new);
    let count: usize = all.iter().map(|(.., replies)| replies.len()).fold(1, usize::saturating_mul);
    if count > CASES {
        return [0; 4];
    }
    let Diff { behaviour, .. } = diff(old, new, BUDGET);
    let behaviour = behaviour.unwrap();
    let mut cases: Vec<Case> = vec![Vec::new()];
    for (.., replies) in &all {
        let longer = |case: &Case| {
            let with = |reply: &Both| case.iter().cloned().chain([reply.clone()]).collect::<Case>();
            replies.iter().map(with).collect::<Vec<_>>()
        };
        cases = cases.iter().flat_map(longer).collect();
    }
    type Results = ((usize, Option<usize>), (usize, Option<usize>));
    let came: Vec<Results> = cases
        .iter()
        .map(|case| (result(walk(old, &side(case, &all, old, false))), result(walk(new, &side(case, &all, new, true)))))
        .collect();
    let mut expected: BTreeMap<Results, usize> = BTreeMap::new();
    for (from, to) in &came {
        if from != to {
            *expected.entry((*from, *to)).or_default() += 1;
        }
    }
    let mut seen = 0;
    for moved in &behaviour.moves {
        let results = ((moved.from.outcome, moved.from.rung), (moved.to.outcome, moved.to.rung));
        let share = expected.remove(&results).unwrap_or_else(|| panic!("{results:?} does not occur in\n{text}"));
        assert!((moved.share - share as f64 / count as f64).abs() < 1e-9, "{results:?}: {} in\n{text}", moved.share);
        assert_eq!(moved.count, moved.regions.len() as u64);
        let mut alone = vec![false; moved.regions.len()];
        for (case, came) in cases.iter().zip(&came) {
            let inside: Vec<usize> =
                (0..moved.regions.len()).filter(|it| lies_in(case, &all, &moved.regions[*it])).collect();
            assert_eq!(!inside.is_empty(), *came == results, "{results:?}: {case:?} in\n{text}");
            if let [only] = inside[..] {
                alone[only] = true;
            }
        }
        assert!(alone.iter().all(|it| *it), "{results:?}: a region can be left out of {:?} in\n{text}", moved.regions);
        for wider in moved.regions.iter().flat_map(wider) {
            let outside = cases.iter().zip(&came).any(|(case, came)| *came != results && lies_in(case, &all, &wider));
            assert!(outside, "{results:?}: could be {wider:?} in\n{text}");
        }
        seen += moved.regions.len();
        shows(old, new, &moved.witness, results, text);
    }
    assert!(expected.is_empty(), "{expected:?} is missed in\n{text}");
    [1, behaviour.moves.len(), seen, offers(old, new, &behaviour, &cases, &all, text)]
}

/// Holds a witness against walks by its replies alone.
fn shows(
    old: &Resolved,
    new: &Resolved,
    witness: &Witness,
    results: ((usize, Option<usize>), (usize, Option<usize>)),
    text: &str,
) {
    let came = |tree: &Resolved, replies: &[(usize, Vec<usize>)]| {
        let replies: Replies =
            replies.iter().map(|(question, answers)| (*question, Reply::Answers(answers.clone()))).collect();
        let [landing] = evaluate(tree, &replies).landings[..] else { panic!("open: {replies:?} in\n{text}") };
        (landing.outcome, landing.rung)
    };
    assert_eq!((came(old, &witness.old), came(new, &witness.new)), results, "{witness:?} in\n{text}");
}

/// Holds what is offered against a recommendation for every case.
fn offers(
    old: &Resolved,
    new: &Resolved,
    behaviour: &beslisboom::diff::Behaviour,
    cases: &[Case],
    all: &[(Option<usize>, Option<usize>, Vec<Both>)],
    text: &str,
) -> usize {
    let offered = |tree: &Resolved, complete: Complete| {
        let replies: Replies = complete.into_iter().map(Reply::Answers).enumerate().collect();
        let recommendation = recommend(tree, &replies, &evaluate(tree, &replies));
        let methods = recommendation.offered.iter().map(|it| it.method.id.text.clone());
        methods.chain(recommendation.advice.iter().map(|it| it.id.text.clone())).collect::<BTreeSet<String>>()
    };
    let mut expected: BTreeMap<String, [usize; 2]> = BTreeMap::new();
    let step = 1 + cases.len() / 400;
    let exact = step == 1;
    for case in cases.iter().step_by(step) {
        let before = offered(old, side(case, all, old, false));
        let after = offered(new, side(case, all, new, true));
        before.difference(&after).for_each(|id| expected.entry(id.clone()).or_default()[0] += 1);
        after.difference(&before).for_each(|id| expected.entry(id.clone()).or_default()[1] += 1);
    }
    for offer in &behaviour.offers {
        let [lost, gained] = expected.remove(&offer.id.text).unwrap_or_default();
        for (said, count) in [(&offer.lost, lost), (&offer.gained, gained)] {
            let share = said.as_ref().map_or(0.0, |(share, _)| *share);
            if exact {
                let real = count as f64 / cases.len() as f64;
                assert!((share - real).abs() < 1e-9, "{}: {share}, not {real}, in\n{text}", offer.id.text);
            }
        }
    }
    assert!(expected.is_empty(), "{expected:?} is missed in\n{text}");
    behaviour.offers.len()
}

/// Methods and advice that listen to questions, facts and results.
fn catalogue(maker: &mut Maker) -> String {
    let mut text = "methods:\n".to_owned();
    for method in 0..3 {
        let level = maker.dice.pick(&["inform", "consult", "involve"]);
        let _ = write!(text, "  m{method}: {{title: M, levels: [{level}, consult], audience: residents");
        if maker.dice.one_in(2) {
            let condition = maker.condition(1);
            let _ = write!(text, ", avoid: {{{condition}}}");
        }
        if maker.dice.one_in(3) {
            let condition = maker.condition(0);
            let _ = write!(text, ", needs: {{{condition}}}");
        }
        text += "}\n";
    }
    let condition = maker.condition(1);
    let _ = write!(
        text,
        "advice:\n  p0: {{kind: tip, text: P, if: {{{condition}}}}}\n  p1: {{kind: tip, text: P, if: {{verdict: participate}}}}\n"
    );
    text
}

/// A draft with a small change here and there.
fn changed(text: &str, dice: &mut Dice) -> String {
    let swaps = [
        ("r0", "r1"),
        ("r1", "r2"),
        ("a0", "a1"),
        ("v0", "v1"),
        ("ceiling", "floor"),
        ("all:", "any:"),
        ("from: 1", "from: 2"),
        ("alone: true", "alone: false"),
        ("kind: choice", "kind: multiple"),
        ("below: 10", "below: 5"),
        ("from: 10", "from: 5"),
        ("outcome: hoog", "outcome: vast"),
    ];
    let mut changed = text.to_owned();
    for _ in 0..=dice.roll(2) {
        let (this, that) = swaps[dice.roll(swaps.len())];
        let places: Vec<usize> = changed.match_indices(this).map(|(at, _)| at).collect();
        if let Some(&at) = places.get(dice.roll(places.len().max(1))) {
            changed.replace_range(at..at + this.len(), that);
        }
    }
    changed
}

#[test]
fn regions_shares_and_offers_equal_brute_force() {
    let mut seen = [0; 4];
    for seed in 0..1_500 {
        let most = 2 + seed as usize % 7;
        let (text, mut maker) = Maker::with_maker(seed, most);
        let text = text + &catalogue(&mut maker);
        let other = if seed % 4 == 0 {
            let (other, mut maker) = Maker::with_maker(seed + 100_000, most);
            other + &catalogue(&mut maker)
        } else {
            changed(&text, &mut Dice(seed ^ 0xd1ff))
        };
        let (old, new) = (checked(&text), checked(&other));
        let (Some(old), Some(new)) = (old.tree, new.tree) else { continue };
        let more = compare(&old, &new, &format!("{text}\n---\n{other}"));
        seen.iter_mut().zip(more).for_each(|(all, more)| *all += more);
    }
    assert!(seen[0] > 600 && seen[1] > 350 && seen[2] > 350 && seen[3] > 500, "too little to see: {seen:?}");
}
