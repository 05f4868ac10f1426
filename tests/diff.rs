//! What changes between two versions, against brute force over all replies that both can take.
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

mod common;
#[path = "common/program.rs"]
mod program;

use beslisboom::analysis::diff::{Diff, Grade, Is, PairedValue, ReasonFor, Region, ToldChanges, Witness, diff};
use beslisboom::analysis::lines::{BoundPosition, lines};
use beslisboom::analysis::recommend::recommend;
use beslisboom::analysis::why::{Held, why};
use beslisboom::check::{BUDGET as CHECK_BUDGET, check};
use beslisboom::engine::evaluate::evaluate;
use beslisboom::engine::step::{End, Landing};
use beslisboom::model::ids::{AnswerId, IdVec, OutcomeId, QuestionId, RungId};
use beslisboom::model::replies::{Replies, Reply};
use beslisboom::model::tree::{ById, QuestionKind, Resolved, Tree};
use beslisboom::output::format::Printable as _;
use beslisboom::output::report::{Occasion, Report};
use beslisboom::source::parse::read;
use beslisboom::text::language::Language;
use common::{Complete, Dice, Maker, checked, replies_to, walk};
use program::folder;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::path::Path;
use std::process::Command;

const BUDGET: usize = 200_000;

/// So many cases are tried for one pair of trees.
const CASES: usize = 8_000;

/// A reply that both versions of a question can take, as the answers it is in either.
type Both = (Vec<AnswerId>, Vec<AnswerId>);

/// A question of the old version, of the new one, or of both, and the replies that it can take there.
type Together = (Option<QuestionId>, Option<QuestionId>, Vec<Both>);

/// The questions of either version, by id, with their places and the replies that both can take. A question
/// that has nothing in common with the one of the same id stands here twice.
fn together(old: &Resolved, new: &Resolved) -> Vec<Together> {
    let mut all = Vec::new();
    let mut paired = BTreeSet::new();
    for (one, asked) in old.questions.iter_enumerated() {
        let two = new.questions.position(|it| it.id.text == asked.id.text);
        let shared = two.map_or(Vec::new(), |two| shared(old, new, one, two));
        if shared.is_empty() {
            all.push((Some(one), None, replies_to(old, one).into_iter().map(|it| (it, Vec::new())).collect()));
        } else {
            paired.extend(two);
            all.push((Some(one), two, shared));
        }
    }
    for two in new.questions.ids().filter(|two| !paired.contains(two)) {
        all.push((None, Some(two), replies_to(new, two).into_iter().map(|it| (Vec::new(), it)).collect()));
    }
    all
}

fn shared(old: &Resolved, new: &Resolved, one: QuestionId, two: QuestionId) -> Vec<Both> {
    let (first, second) = (&old.questions[one], &new.questions[two]);
    let number = |kind: &QuestionKind| matches!(kind, QuestionKind::Number { .. });
    match (number(&first.kind), number(&second.kind)) {
        (true, true) => {
            let band = |tree: &Resolved, question: QuestionId, number: i64| {
                let holds =
                    |it: &beslisboom::model::tree::Answer<_>| it.band.is_some_and(|band| band.holds(number.into()));
                tree.questions[question].answers.position(holds).unwrap()
            };
            let pairs: BTreeSet<Both> =
                (-5..60).map(|it| (vec![band(old, one, it)], vec![band(new, two, it)])).collect();
            pairs.into_iter().collect()
        }
        (false, false) => {
            let ids = |tree: &Resolved, question: QuestionId, reply: &[AnswerId]| {
                let id = |answer: &AnswerId| tree.questions[question].answers[*answer].id.text.clone();
                reply.iter().map(id).collect::<BTreeSet<_>>()
            };
            let theirs = replies_to(new, two);
            let same = |reply: &Vec<AnswerId>| {
                theirs.iter().find(|it| ids(new, two, it) == ids(old, one, reply)).map(|it| (reply.clone(), it.clone()))
            };
            replies_to(old, one).iter().filter_map(same).collect()
        }
        _ => Vec::new(),
    }
}

/// One case: by question of `together`, the reply.
type Case = Vec<Both>;

fn side(case: &Case, all: &[Together], tree: &Resolved, new: bool) -> Complete {
    let mut complete = IdVec::filled(Vec::new(), tree.questions.len());
    for (reply, (one, two, _)) in case.iter().zip(all) {
        if let Some(question) = if new { *two } else { *one } {
            complete[question] = if new { reply.1.clone() } else { reply.0.clone() };
        }
    }
    complete
}

fn result(end: End) -> (OutcomeId, Option<RungId>) {
    match end {
        End::Landing(Landing { outcome, rung, .. }) => (outcome, rung),
        other => panic!("a sound tree ends in {other:?}"),
    }
}

/// Whether a case lies in a region, read naively.
fn lies_in(case: &Case, all: &[Together], region: &Region) -> bool {
    region.replies.iter().all(|said| {
        let at = all.iter().position(|(one, two, _)| (*one, *two) == (said.old, said.new)).unwrap();
        let reply = &case[at];
        let is = |value: &PairedValue| {
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
                let less = |of: &[PairedValue], out: usize| {
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
    let Diff { moves, told, .. } = diff(old, new, BUDGET);
    let (moves, told) = (moves.unwrap(), told.unwrap());
    let mut cases: Vec<Case> = vec![Vec::new()];
    for (.., replies) in &all {
        let longer = |case: &Case| {
            let with = |reply: &Both| case.iter().cloned().chain([reply.clone()]).collect::<Case>();
            replies.iter().map(with).collect::<Vec<_>>()
        };
        cases = cases.iter().flat_map(longer).collect();
    }
    type Results = ((OutcomeId, Option<RungId>), (OutcomeId, Option<RungId>));
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
    for moved in &moves {
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
    let offers = offers(&Versions { old, new, all, cases, text }, &told);
    [1, moves.len(), seen, offers]
}

/// Holds a witness against walks by its replies alone.
fn shows(
    old: &Resolved,
    new: &Resolved,
    witness: &Witness,
    results: ((OutcomeId, Option<RungId>), (OutcomeId, Option<RungId>)),
    text: &str,
) {
    let came = |tree: &Resolved, replies: &[(QuestionId, Reply<ById>)]| {
        let replies: Replies = replies.iter().cloned().collect();
        let [landing] = evaluate(tree, &replies).landings[..] else { panic!("open: {replies:?} in\n{text}") };
        (landing.outcome, landing.rung)
    };
    assert_eq!((came(old, &witness.old), came(new, &witness.new)), results, "{witness:?} in\n{text}");
}

/// Two versions with every case of theirs.
struct Versions<'a> {
    old: &'a Resolved,
    new: &'a Resolved,
    all: Vec<Together>,
    cases: Vec<Case>,
    /// Both as text, for whoever reads a failure.
    text: &'a str,
}

impl Versions<'_> {
    /// The replies of a case to either.
    fn sides(&self, case: &Case) -> (Complete, Complete) {
        (side(case, &self.all, self.old, false), side(case, &self.all, self.new, true))
    }
}

/// Holds what is offered against a recommendation for every case.
fn offers(versions: &Versions<'_>, told: &ToldChanges) -> usize {
    let Versions { old, new, cases, text, .. } = versions;
    let offered = |tree: &Resolved, complete: Complete| {
        let replies: Replies =
            complete.iter_enumerated().map(|(it, reply)| (it, Reply::Answers(reply.clone()))).collect();
        let recommendation = recommend(tree, &replies, &evaluate(tree, &replies));
        let methods = recommendation.offered.iter().map(|it| it.method.id.text.clone());
        methods.chain(recommendation.advice.iter().map(|it| it.id.text.clone())).collect::<BTreeSet<String>>()
    };
    let mut expected: BTreeMap<String, [usize; 2]> = BTreeMap::new();
    let step = 1 + cases.len() / 400;
    let exact = step == 1;
    for case in cases.iter().step_by(step) {
        let (before, after) = versions.sides(case);
        let (before, after) = (offered(old, before), offered(new, after));
        before.difference(&after).for_each(|id| expected.entry(id.clone()).or_default()[0] += 1);
        after.difference(&before).for_each(|id| expected.entry(id.clone()).or_default()[1] += 1);
    }
    for offer in &told.offers {
        let [lost, gained] = expected.remove(&offer.what.id).unwrap_or_default();
        for (said, count) in [(&offer.lost, lost), (&offer.gained, gained)] {
            let share = said.as_ref().map_or(0.0, |(share, _)| *share);
            if exact {
                let real = count as f64 / cases.len() as f64;
                assert!((share - real).abs() < 1e-9, "{}: {share}, not {real}, in\n{text}", offer.what.id);
            }
        }
    }
    assert!(expected.is_empty(), "{expected:?} is missed in\n{text}");
    given(versions, told);
    told.offers.len()
}

/// Where a line lies and which route was last: for what, the rung, what it says.
type Ground = (ReasonFor, String, Option<String>);

/// The reasons that an advice on one case gives.
fn grounds(tree: &Resolved, complete: Complete) -> BTreeSet<Ground> {
    let replies: Replies = complete.iter_enumerated().map(|(it, reply)| (it, Reply::Answers(reply.clone()))).collect();
    let evaluation = evaluate(tree, &replies);
    let why = why(tree, &replies, &evaluation);
    let lines = lines(tree, &evaluation, &why).unwrap();
    let of = |line, position: &BoundPosition<'_>| {
        let ground = |it: &Held<'_>| (line, tree.rung(it.bound.rung).id.text.clone(), it.bound.because.clone());
        position.reasons.iter().map(ground).collect::<Vec<_>>()
    };
    let mut all: BTreeSet<Ground> = BTreeSet::new();
    all.extend(of(ReasonFor::Wish, &lines.wish));
    all.extend(of(ReasonFor::Floor, &lines.floor));
    all.extend(of(ReasonFor::Ceiling, &lines.ceiling));
    let alone =
        evaluation.landings.iter().filter_map(|it| it.rung).map(|it| tree.rung(it)).find(|it| !it.participation);
    all.extend(alone.map(|rung| (ReasonFor::NoParticipation, rung.id.text.clone(), None)));
    let because = why.route.and_then(|(_, route)| route.because.clone());
    all.extend(because.map(|because| (ReasonFor::Outcome, String::new(), Some(because))));
    all
}

/// Holds the reasons that are said to change against those of every case.
fn given(versions: &Versions<'_>, told: &ToldChanges) {
    let Versions { old, new, cases, text, .. } = versions;
    if cases.len() > 300 {
        return;
    }
    let mut expected: BTreeMap<Ground, [usize; 2]> = BTreeMap::new();
    for case in cases {
        let (before, after) = versions.sides(case);
        let (before, after) = (grounds(old, before), grounds(new, after));
        before.difference(&after).for_each(|it| expected.entry(it.clone()).or_default()[0] += 1);
        after.difference(&before).for_each(|it| expected.entry(it.clone()).or_default()[1] += 1);
    }
    for reason in &told.reasons {
        let what = &reason.what;
        // Clashes, wishes that are not met and bounds that others go beyond are told besides.
        if !matches!(
            what.reason_for,
            ReasonFor::Wish | ReasonFor::Floor | ReasonFor::Ceiling | ReasonFor::Outcome | ReasonFor::NoParticipation
        ) {
            continue;
        }
        let rung = what.rung.as_ref().map(|(id, _)| id.clone()).unwrap_or_default();
        let counts = expected.remove(&(what.reason_for, rung, what.because.clone())).unwrap_or_default();
        for (said, count) in [&reason.lost, &reason.gained].into_iter().zip(counts) {
            let (share, real) = (said.as_ref().map_or(0.0, |(share, _)| *share), count as f64 / cases.len() as f64);
            assert!((share - real).abs() < 1e-9, "{what:?}: {share}, not {real}, in\n{text}");
        }
    }
    assert!(expected.is_empty(), "{expected:?} is missed in\n{text}");
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

/// A tree that asks for weeks and people, and methods for which the numbers of two bands differ.
fn measured(dice: &mut Dice) -> String {
    let mut text = "format: 1\nid: t\nversion: \"1\"\ntitle: T\nlanguage: nl\nladder: l.yaml\nquestions:\n".to_owned();
    text += "  a:\n    ask: Q?\n    kind: number\n    unit: weken\n    measures: weeks\n    answers: {a0: {label: A, from: 0, below: 10}, a1: {label: B, from: 10, below: 21}}\n    next: b\n";
    text += "  b:\n    ask: Q?\n    kind: number\n    unit: mensen\n    measures: people\n    answers: {b0: {label: A, from: 0, below: 12}, b1: {label: B, from: 12, below: 21}}\n    outcome: vast\n";
    text += "outcomes: {vast: {title: V, verdict: participate, rung: r1}}\nmethods:\n";
    for method in 0..3 {
        let _ = write!(text, "  m{method}: {{title: M, levels: consult, audience: residents");
        for key in ["weeks", "group"] {
            let from = dice.roll(18);
            let _ = write!(text, ", {key}: {{from: {from}, below: {}}}", from + 1 + dice.roll(10));
        }
        let avoid = if dice.one_in(3) { ", avoid: {b: b0}" } else { "" };
        text += &format!("{avoid}}}\n");
    }
    text
}

/// What is offered hangs on the number itself, not on its band.
#[test]
fn offers_of_numbers_equal_brute_force() {
    let (mut kept, mut within) = (0, 0);
    for seed in 0..60 {
        let mut dice = Dice(seed);
        let (one, two) = (measured(&mut dice), measured(&mut dice));
        let (old, new) = (checked(&one).tree.unwrap(), checked(&two).tree.unwrap());
        let offered = |tree: &Resolved, numbers: [i64; 2]| {
            let replies: Replies =
                tree.questions.ids().zip(numbers).map(|(it, number)| (it, Reply::Number(number.into()))).collect();
            let all = recommend(tree, &replies, &evaluate(tree, &replies));
            all.offered.iter().map(|it| it.method.id.text.clone()).collect::<BTreeSet<_>>()
        };
        let mut expected: BTreeSet<(String, bool)> = BTreeSet::new();
        for numbers in (0..21).flat_map(|weeks| (0..21).map(move |people| [weeks, people])) {
            let (before, after) = (offered(&old, numbers), offered(&new, numbers));
            expected.extend(before.difference(&after).map(|id| (id.clone(), false)));
            expected.extend(after.difference(&before).map(|id| (id.clone(), true)));
        }
        let told = diff(&old, &new, BUDGET).told.unwrap();
        let mut said: BTreeSet<(String, bool)> = BTreeSet::new();
        for offer in &told.offers {
            for (part, gained) in [(&offer.lost, false), (&offer.gained, true)] {
                let Some((_, witness)) = part else { continue };
                said.insert((offer.what.id.clone(), gained));
                let shown = |tree: &Resolved, replies: &[(QuestionId, Reply<ById>)]| {
                    let of = |it: &(QuestionId, Reply<ById>)| match it.1 {
                        Reply::Number(number) => number.floor(),
                        _ => panic!("{it:?} is no number"),
                    };
                    offered(tree, [of(&replies[0]), of(&replies[1])]).contains(&offer.what.id)
                };
                assert_eq!((shown(&old, &witness.old), shown(&new, &witness.new)), (!gained, gained), "{one}\n{two}");
            }
        }
        assert_eq!(said, expected, "{one}\n---\n{two}");
        kept += usize::from(said.len() < 6);
        within += usize::from(!said.is_empty());
    }
    assert!(kept > 10 && within > 40, "too little to see: {kept} {within}");
}

// ---- as a user ----------------------------------------------------------------------------------

/// The program; gives its exit status, standard output and standard error.
fn run(folder: &Path, args: &[&str]) -> (i32, String, String) {
    let run = program::beslisboom(args).within(folder).env("COLUMNS", "200").run();
    (run.status, run.out, run.err)
}

const TREE: &str = include_str!("../examples/eigen-boom.yaml");

#[test]
fn another_rung_is_told_with_who_moves_and_how_many() {
    let new = TREE
        .replace("version: \"1\"", "version: \"2\"")
        .replace("{rung: adviseren, because: Het", "{rung: raadplegen, because: Het")
        .replace("expect: {rung: adviseren}", "expect: {rung: raadplegen}")
        .replace("ask: Ligt de plek al vast?", "ask: Ligt de plek vast?");
    let folder = folder(&[("oud.yaml", TREE), ("nieuw.yaml", &new)]);
    let (status, out, err) = run(folder.path(), &["diff", "oud.yaml", "nieuw.yaml"]);
    assert_eq!((status, err.as_str()), (1, ""));
    assert!(out.contains("De uitkomst verandert in 50,0% van alle gevallen."), "{out}");
    assert!(out.contains("(trede: Adviseren) → Ontwerp de speelplek met de buurt (trede: Raadplegen)"), "{out}");
    assert!(
        out.contains("- ‘Neemt het college over wat de buurt bedenkt?’ is ‘Nee, het college besluit zelf’"),
        "{out}"
    );
    assert!(out.contains("was ‘Ligt de plek al vast?’, wordt ‘Ligt de plek vast?’"), "{out}");
    // A lower rung has every method of its own still, and loses those of the higher one.
    assert!(out.contains("Burgerberaad") && out.contains("Valt weg in"), "{out}");
    let (status, json, _) = run(folder.path(), &["diff", "oud.yaml", "nieuw.yaml", "--format", "json"]);
    let json: serde_json::Value = serde_json::from_str(&json).unwrap();
    assert_eq!((status, &json["format"], &json["behaves_differently"]), (1, &"beslisboom/diff/1".into(), &true.into()));
    let moved = &json["moves"][0];
    assert_eq!((&moved["from"]["rung"], &moved["to"]["rung"]), (&"adviseren".into(), &"raadplegen".into()));
    assert_eq!(moved["regions"], serde_json::json!([[{"question": "belofte", "is": ["nee"]}]]));
    assert_eq!(moved["witness"]["new"]["belofte"], serde_json::json!(["nee"]));
    let (_, markdown, _) =
        run(folder.path(), &["diff", "oud.yaml", "nieuw.yaml", "--format", "markdown", "--lang", "en"]);
    assert!(markdown.contains("# What changes") && markdown.contains("This is no forecast."), "{markdown}");
}

#[test]
fn other_texts_and_other_ids_with_was_change_nothing_for_anybody() {
    let new = TREE
        .replace("ask: Ligt de plek al vast?", "ask: Staat de plek vast?\n    was: plek")
        .replace("  plek:", "  locatie:");
    let new = new.replace("{plek: vast", "{locatie: vast");
    let folder = folder(&[("oud.yaml", TREE), ("nieuw.yaml", &new)]);
    let (status, out, err) = run(folder.path(), &["diff", "oud.yaml", "nieuw.yaml"]);
    assert_eq!(status, 0, "{out}{err}");
    assert!(out.contains("Het advies verandert voor niemand.") && out.contains("vraag: plek → locatie"), "{out}");
    let (status, out, _) = run(folder.path(), &["diff", "oud.yaml", "oud.yaml"]);
    assert!(status == 0 && !out.contains("wordt"), "{out}");
    // Without `was` it is another question, and that it looks renamed is a proposal.
    let new = new.replace("\n    was: plek", "");
    std::fs::write(folder.path().join("nieuw.yaml"), new).unwrap();
    let (status, out, _) = run(folder.path(), &["diff", "oud.yaml", "nieuw.yaml"]);
    assert!(status == 1 && out.contains("lijkt hernoemd") && out.contains("`was: [plek]`"), "{out}");
}

#[test]
fn what_an_answer_sets_no_more_is_told() {
    let facts =
        "facts:\n  een: {label: Een, values: {a: A, b: B}}\n  twee: {label: Twee, values: {a: A, b: B}}\nquestions:\n";
    let with = |set: &str| {
        TREE.replace("questions:\n", facts).replace(
            "        label: Nee, de plek is ook nog open\n",
            &format!("        label: Nee, de plek is ook nog open\n        set: {set}\n"),
        )
    };
    let folder = folder(&[("oud.yaml", &with("{een: a}")), ("nieuw.yaml", &with("{twee: b}"))]);
    let (_, out, err) = run(folder.path(), &["diff", "oud.yaml", "nieuw.yaml"]);
    assert!(
        out.contains("open › set › een: vervalt ‘[a]’") && out.contains("open › set › twee: nieuw ‘[b]’"),
        "{out}{err}"
    );
}

const FLOOR: &str = "format: 1\nid: vloer\nversion: \"1\"\ntitle: Vloer\nlanguage: nl\nladder: builtin:heusden\nquestions:\n  wet:\n    ask: Moet het van de wet?\n    answers:\n      ja: {label: Ja, at-least: {rung: raadplegen, because: Dat zegt de wet.}}\n      nee: {label: Nee}\n    next: ruimte\n  ruimte:\n    ask: Is er ruimte?\n    answers:\n      ja: {label: Ja}\n      nee: {label: Nee, at-most: {rung: adviseren, because: Er ligt veel vast., arrange: Maak ruimte.}}\n    outcome: doen\noutcomes:\n  doen: {title: Doe mee, verdict: participate, rung: ceiling}\n";

/// Headline, exit status and JSON keep results, offers and reasons apart, and text alone is nothing.
#[test]
fn results_offers_and_reasons_are_kept_apart() {
    let folder = folder(&[("oud.yaml", FLOOR)]);
    let against = |new: &str| {
        std::fs::write(folder.path().join("nieuw.yaml"), new).unwrap();
        let (status, out, err) = run(folder.path(), &["diff", "oud.yaml", "nieuw.yaml"]);
        let (same, json, _) = run(folder.path(), &["diff", "oud.yaml", "nieuw.yaml", "--format", "json"]);
        assert_eq!((status, err.as_str()), (same, ""), "{out}");
        let json: serde_json::Value = serde_json::from_str(&json).unwrap();
        (status, out, json["grade"].as_str().unwrap().to_owned())
    };
    let cases = [
        (FLOOR.replace("adviseren, because", "raadplegen, because"), 1, "results", "De uitkomst verandert in"),
        (FLOOR.replace("{rung: raadplegen", "{rung: adviseren"), 4, "reasons", "Vloer Adviseren: Dat zegt de wet."),
        // A bound that another goes beyond stands among all reasons.
        (
            FLOOR.replacen(
                "questions:",
                "bounds:\n  - {if: {wet: ja}, at-least: {rung: informeren, because: Vertel het.}}\nquestions:",
                1,
            ),
            4,
            "reasons",
            "Ook minstens Informeren: Vertel het.",
        ),
        (FLOOR.replace("Dat zegt de wet.", "Zo is de wet."), 4, "reasons", "Wel veranderen de redenen."),
        (FLOOR.replace("Maak ruimte.", "Zoek ruimte."), 4, "reasons", "(wat je kunt regelen: Zoek ruimte.)"),
        (FLOOR.replace("rung: raadplegen,", "rung: raadplegen, yields: true,"), 4, "reasons", "Vloer Raadplegen"),
        (
            format!("{FLOOR}advice: {{op-tijd: {{kind: duty, text: Maak het bekend., if: {{wet: ja}}}}}}\n"),
            3,
            "offers",
            "Plicht: Maak het bekend.",
        ),
        (format!("{FLOOR}  weg: {{title: Weg, verdict: not-yet, tree: schiedam}}\n"), 0, "nothing", "voor niemand"),
        (FLOOR.replace("participate,", "participate, tree: schiedam,"), 3, "offers", "Met welke boom je verdergaat"),
        (FLOOR.replace("Is er ruimte?", "Is er nog ruimte?"), 0, "nothing", "Is er nog ruimte?"),
    ];
    for (new, status, grade, said) in cases {
        let (code, out, word) = against(&new);
        assert_eq!((code, word.as_str()), (status, grade), "{out}");
        assert!(out.contains(said), "{said}: {out}");
    }
}

/// A number in the middle of a band: the method fits it in one version only.
#[test]
fn a_method_that_fits_other_numbers_of_a_band_is_an_other_offer() {
    let with = |below: u32| {
        let kring = format!(
            "methods: {{kring: {{title: Kring, levels: [empower], audience: residents, group: {{from: 50, below: {below}}}}}}}\n"
        );
        let people = "  mensen:\n    ask: Hoeveel mensen?\n    kind: number\n    unit: mensen\n    measures: people\n    answers: {klein: {label: Klein, from: 5, below: 41}, groot: {label: Groot, from: 41}}\n    outcome: doen\n";
        FLOOR
            .replace("    outcome: doen\n", "    next: mensen\n")
            .replace("outcomes:\n", &format!("{people}outcomes:\n"))
            + &kring
    };
    let folder = folder(&[("oud.yaml", &with(200)), ("nieuw.yaml", &with(1000))]);
    let (status, json, err) = run(folder.path(), &["diff", "oud.yaml", "nieuw.yaml", "--format", "json"]);
    let json: serde_json::Value = serde_json::from_str(&json).unwrap();
    assert_eq!((status, &json["grade"]), (3, &"offers".into()), "{err}");
    assert_eq!(json["offers"][0]["id"], "kring");
    assert_eq!(json["offers"][0]["gained"]["witness"]["new"]["mensen"], "200");
    assert!(json["offers"][0]["lost"].is_null());
}

/// Another plan for the same offers: only what the best of the order is changes.
#[test]
fn another_order_or_plan_is_an_other_offer() {
    let catalogue = |usual: &str| {
        format!(
            "format: 1\nid: c\nlanguage: nl\npurposes: {{empower: [gather]}}\nmethods:\n  een: {{title: Een, levels: [empower], audience: residents, purpose: [gather], usual: {usual}}}\n  twee: {{title: Twee, levels: [empower], audience: residents, purpose: [gather], usual: known}}\n"
        )
    };
    let tree = FLOOR.replace("questions:", "catalogues: [c.yaml]\nquestions:");
    let folder = folder(&[
        ("a/t.yaml", &tree),
        ("b/t.yaml", &tree),
        ("a/c.yaml", &catalogue("common")),
        ("b/c.yaml", &catalogue("rare")),
    ]);
    let (status, out, _) = run(folder.path(), &["diff", "a/t.yaml", "b/t.yaml"]);
    assert!(status == 3 && out.contains("Plan (met de weken), oud: een") && out.contains("nieuw: twee"), "{out}");
    // What only reads otherwise changes no plan.
    std::fs::write(folder.path().join("b/c.yaml"), catalogue("common").replace("title: Een", "title: De eerste"))
        .unwrap();
    let (status, out, _) = run(folder.path(), &["diff", "a/t.yaml", "b/t.yaml"]);
    assert!(status == 0 && out.contains("De eerste"), "{out}");
}

/// In which phases a purpose is asked is part of what a plan is made of.
#[test]
fn a_purpose_that_is_asked_in_another_phase_is_another_plan() {
    let catalogue = |phase: &str| {
        format!(
            "format: 1\nid: c\nlanguage: nl\nfacts:\n  ruimte: {{label: Ruimte, means: phase, values: {{ja: Ja, nee: Nee}}}}\npurposes: {{empower: [gather, design]}}\npurpose-phases: {{design: [{phase}]}}\nmethods:\n  een: {{title: Een, levels: [empower], audience: residents, purpose: [gather]}}\n  twee: {{title: Twee, levels: [empower], audience: residents, purpose: [gather, deepen]}}\n  drie: {{title: Drie, levels: [empower], audience: residents, purpose: [design]}}\n"
        )
    };
    let tree = FLOOR.replace("questions:", "catalogues: [c.yaml]\nquestions:");
    let folder = folder(&[
        ("a/t.yaml", &tree),
        ("b/t.yaml", &tree),
        ("a/c.yaml", &catalogue("ja")),
        ("b/c.yaml", &catalogue("nee")),
    ]);
    let (status, out, err) = run(folder.path(), &["diff", "a/t.yaml", "b/t.yaml"]);
    assert!(status == 3 && out.contains("Plan (met de weken), oud:"), "{out}{err}");
}

/// Sources of catalogues and ladders are part of what a reader can look up.
#[test]
fn another_source_of_a_catalogue_is_a_change_of_text() {
    let with = |at: &str, title: &str| {
        format!(
            "format: 1\nid: c\nlanguage: nl\nsources: {{wet: {{title: {title}}}}}\nadvice:\n  plicht: {{kind: duty, text: Doe het., source: {{ref: wet, at: {at}}}}}\n"
        )
    };
    let tree = FLOOR.replace("questions:", "catalogues: [c.yaml]\nquestions:");
    let folder = folder(&[
        ("a/t.yaml", &tree),
        ("b/t.yaml", &tree),
        ("a/c.yaml", &with("artikel 5", "Omgevingswet")),
        ("b/c.yaml", &with("artikel 6", "Gemeentewet")),
    ]);
    let (status, out, _) = run(folder.path(), &["diff", "a/t.yaml", "b/t.yaml"]);
    assert!(status == 0 && out.contains("Wat anders wordt gezegd"), "{out}");
    let texts = out.split("Wat anders wordt gezegd").nth(1).unwrap();
    assert!(texts.contains("artikel 6") && texts.contains("Gemeentewet"), "{out}");
}

/// Two chains that share nothing: every walk differs in every question, and what is written stays within bounds.
#[test]
fn two_unrelated_chains_are_compared_within_bounds() {
    let chain = |id: char| {
        let mut text = format!("format: 1\nid: {id}\nversion: \"1\"\ntitle: T\nlanguage: nl\nquestions:\n");
        for at in 0..300 {
            let next = if at < 299 { format!("next: {id}{}", at + 1) } else { "outcome: eind".to_owned() };
            let _ = writeln!(
                text,
                "  {id}{at}: {{ask: Vraag?, answers: {{ja: {{label: Ja, outcome: klaar}}, nee: {{label: Nee}}}}, {next}}}"
            );
        }
        text + "outcomes:\n  klaar: {title: Klaar, verdict: participate}\n  eind: {title: Eind, verdict: not-yet}\n"
    };
    let folder = folder(&[("a.yaml", &chain('a')), ("b.yaml", &chain('b'))]);
    let (status, json, err) = run(folder.path(), &["diff", "a.yaml", "b.yaml", "--format", "json"]);
    assert_eq!((status, err.as_str()), (1, ""));
    assert!(json.len() < 10_000_000, "{} bytes", json.len());
    let json: serde_json::Value = serde_json::from_str(&json).unwrap();
    let moves = json["moves"].as_array().unwrap();
    assert_eq!((json["finished"].as_bool(), moves.len()), (Some(true), 2));
    for moved in moves {
        let regions = moved["regions"].as_array().unwrap();
        let tests: usize = regions.iter().map(|it| it.as_array().unwrap().len()).sum();
        assert!(!regions.is_empty() && tests <= 20_000 && moved["region_count"] == 300, "{tests}");
    }
}

/// A newer version whose examples are behind is compared all the same.
#[test]
fn a_newer_version_with_failing_examples_is_compared() {
    let example = "examples:\n  - {name: een, replies: {wet: ja, ruimte: nee}, expect: {rung: adviseren}}\n";
    let old = format!("{FLOOR}{example}");
    let new = old.replace("{rung: adviseren, because", "{rung: coproduceren, because");
    let folder = folder(&[("oud.yaml", &old), ("nieuw.yaml", &new)]);
    let (status, out, err) = run(folder.path(), &["diff", "oud.yaml", "nieuw.yaml"]);
    assert!(status == 1 && out.contains("De uitkomst verandert in 50,0%"), "{out}{err}");
    assert!(err.contains("contradicted-example") && !err.contains("kan het niet"), "{err}");
    // What is wrong besides is not passed over.
    std::fs::write(folder.path().join("nieuw.yaml"), new.replace("next: ruimte", "next: weg")).unwrap();
    let (status, _, err) = run(folder.path(), &["diff", "oud.yaml", "nieuw.yaml"]);
    assert!(status == 2 && err.contains("met deze boom kan het niet"), "{err}");
}

#[test]
fn an_answer_that_only_one_version_knows_is_other_behaviour() {
    let answer = "      open:\n        label: Nee, de plek is ook nog open\n";
    let more = format!("{answer}      later:\n        label: Dat kiest de raad later\n");
    let folder = folder(&[("oud.yaml", TREE), ("nieuw.yaml", &TREE.replace(answer, &more))]);
    let (status, out, _) = run(folder.path(), &["diff", "oud.yaml", "nieuw.yaml"]);
    assert!(status == 1 && out.contains("alleen nieuw: Ligt de plek al vast? – Dat kiest de raad later"), "{out}");
}

#[test]
fn a_question_that_takes_another_sort_of_reply_is_other_behaviour() {
    let one = "  plek:\n    ask: Ligt de plek al vast?\n";
    let any = TREE.replace(one, &format!("{one}    kind: multiple\n"));
    let folder = folder(&[("oud.yaml", TREE), ("nieuw.yaml", &any.replace("{plek: vast,", "{plek: [vast],"))]);
    let (status, out, err) = run(folder.path(), &["diff", "nieuw.yaml", "oud.yaml"]);
    assert!(
        status == 1 && out.contains("ander soort antwoord") && out.contains("- Ligt de plek al vast?"),
        "{out}{err}"
    );
    assert!(out.contains("Wie antwoordt met wat beide versies kennen"), "{out}");
}

#[test]
fn a_moved_band_is_shown_by_a_number_in_it() {
    let number = "    kind: number\n    unit: mensen\n    answers:\n";
    let bands = |edge: u32| {
        let weinig = format!("      nee:\n        label: Weinig\n        below: {edge}\n");
        let tree = TREE.replace(
            "    ask: Neemt het college over wat de buurt bedenkt?\n    answers:\n",
            &format!("    ask: Hoeveel mensen?\n{number}"),
        );
        let tree = tree.replace("      nee:\n        label: Nee, het college besluit zelf\n", &weinig);
        tree.replace(
            "        label: Ja, als het binnen het budget past\n",
            &format!("        label: Veel\n        from: {edge}\n"),
        )
    };
    let folder = folder(&[("oud.yaml", &bands(500)), ("nieuw.yaml", &bands(1000))]);
    let (status, out, err) = run(folder.path(), &["diff", "oud.yaml", "nieuw.yaml"]);
    assert!(status == 1 && out.contains("500 tot en met 999 mensen") && out.contains("belofte=500"), "{out}{err}");
}

#[test]
fn other_ladders_are_compared_by_level_and_wrong_trees_refused() {
    let folder = folder(&[
        ("oud.yaml", TREE),
        ("nieuw.yaml", &TREE.replace("builtin:heusden", "builtin:schiedam")),
        ("fout.yaml", &TREE.replace("next: belofte", "next: beloftes")),
        ("ook-fout.yaml", &TREE.replace("outcome: meedoen\n\n", "outcome: weg\n\n")),
    ]);
    let (_, out, err) = run(folder.path(), &["diff", "oud.yaml", "nieuw.yaml"]);
    assert!(out.contains("verschillende ladders") && out.contains("niveau"), "{out}{err}");
    let (status, out, err) = run(folder.path(), &["diff", "fout.yaml", "ook-fout.yaml"]);
    assert!(status == 2 && out.is_empty() && err.contains("beloftes") && err.contains("`weg`"), "{err}");
    let (status, _, err) = run(folder.path(), &["diff", "oud.yaml", "geen.yaml"]);
    assert!(status == 2 && err.contains("geen.yaml"), "{err}");
}

/// A tree of one question on a ladder with two rungs: the tree, and the ladder.
fn on_ladder(id: &str, level: &str) -> [String; 2] {
    [
        format!(
            "format: 1\nid: boom\nversion: \"1\"\ntitle: Boom\nlanguage: nl\nladder: {id}.yaml\nquestions:\n  mag:\n    ask: Mag het?\n    answers:\n      ja: {{label: Ja, at-least: {id}-hoog, outcome: doen}}\n      nee: {{label: Nee, at-most: {id}-laag, outcome: doen}}\noutcomes:\n  doen: {{title: Doen, verdict: participate, rung: floor}}\n"
        ),
        format!(
            "format: 1\nid: {id}\ntitle: Ladder\nlanguage: nl\nrungs:\n  {id}-laag: {{title: Laag, level: consult}}\n  {id}-hoog: {{title: Hoog, level: {level}}}\n"
        ),
    ]
}

#[test]
fn the_same_level_on_another_ladder_is_the_same_and_another_level_is_not() {
    let [tree, ladder] = on_ladder("oud", "involve");
    for (level, moves) in [("involve", &[][..]), ("collaborate", &[("oud-hoog", "nieuw-hoog", "ja")][..])] {
        let [other, beside] = on_ladder("nieuw", level);
        let files = [("a.yaml", &*tree), ("oud.yaml", &*ladder), ("b.yaml", &*other), ("nieuw.yaml", &*beside)];
        let folder = folder(&files);
        let (status, out, err) = run(folder.path(), &["diff", "a.yaml", "b.yaml", "--format", "json"]);
        let json: serde_json::Value = serde_json::from_str(&out).unwrap_or_else(|fault| panic!("{fault}: {err}"));
        let moved: Vec<_> = json["moves"].as_array().unwrap().iter().collect();
        let told = |it: &serde_json::Value| {
            let text = |value: &serde_json::Value| value.as_str().unwrap_or_default().to_owned();
            (text(&it["from"]["rung"]), text(&it["to"]["rung"]), text(&it["witness"]["new"]["mag"][0]))
        };
        let expected: Vec<_> =
            moves.iter().map(|(from, to, by)| (from.to_string(), to.to_string(), by.to_string())).collect();
        assert_eq!(moved.into_iter().map(told).collect::<Vec<_>>(), expected, "{level}: {out}");
        assert_eq!(status, i32::from(!moves.is_empty()), "{level}: {out}");
    }
}

/// Git hands the older version over as a file of its own, without the ladder beside it.
#[test]
fn git_can_use_it_to_show_versions() {
    if Command::new("git").arg("--version").output().is_err() {
        return;
    }
    let ladder = "format: 1\nid: eigen\ntitle: Eigen\nlanguage: nl\nrungs:\n  laag: {title: Laag, level: consult}\n  midden: {title: Midden, level: involve}\n  hoog: {title: Hoog, level: collaborate}\n";
    let own = TREE
        .replace("builtin:heusden", "ladders/eigen.yaml")
        .replace("coproduceren", "hoog")
        .replace("adviseren", "midden");
    let own = own.replace(", methods: [ontwerpatelier]", "");
    let kept = folder(&[("boom.yaml", &own), ("ladders/eigen.yaml", ladder)]);
    let git = |args: &[&str]| {
        let mut command = Command::new("git");
        command.current_dir(kept.path()).args(["-c", "user.name=a", "-c", "user.email=a@b.nl"]).args(args);
        command.env("LC_ALL", "C").env_remove("BESLISBOOM_LANG").env_remove("GIT_DIR").env_remove("GIT_INDEX_FILE");
        let output = command.output().unwrap();
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        String::from_utf8(output.stdout).unwrap()
    };
    // Without git: what was taken from beside the other version is said.
    let apart = folder(&[("oud/boom.yaml", &own), ("nieuw/boom.yaml", &own), ("nieuw/ladders/eigen.yaml", ladder)]);
    let (status, _, err) = run(apart.path(), &["diff", "oud/boom.yaml", "nieuw/boom.yaml"]);
    assert!(status == 0 && err.contains("`ladders/eigen.yaml` staat niet naast"), "{err}");
    git(&["init", "-q"]);
    git(&["add", "."]);
    git(&["commit", "-qm", "een"]);
    std::fs::write(kept.path().join("boom.yaml"), own.replace("rung: midden", "rung: laag")).unwrap();
    let tool = format!("'{}' diff", env!("CARGO_BIN_EXE_beslisboom"));
    let out = git(&["difftool", "--no-prompt", "--extcmd", &tool, "HEAD", "--", "boom.yaml"]);
    assert!(out.contains("(trede: Midden) →") && out.contains("(trede: Laag)"), "{out}");
}

#[test]
fn a_list_says_which_projects_move() {
    let new = TREE.replace("{rung: adviseren, because: Het", "{rung: raadplegen, because: Het");
    let new = new.replace("expect: {rung: adviseren}", "expect: {rung: raadplegen}");
    let list = "project;plek;belofte\nNoord;vast;nee\nZuid;open;ja\n\nWest;;\nOost;vaast;nee\n";
    let folder =
        folder(&[("oud.yaml", TREE), ("nieuw.yaml", &new), ("lijst.csv", list), ("leeg.csv", "naam;jaar\na;1\n")]);
    let with = |list: &str, format: &str| {
        run(folder.path(), &["diff", "oud.yaml", "nieuw.yaml", "--projects", list, "--format", format])
    };
    let (status, out, err) = with("lijst.csv", "markdown");
    assert_eq!(status, 1, "{err}");
    // No result hangs on the cell that cannot be read.
    // One of them is undecided: what is possible for it changes.
    assert!(out.contains("**3 van de 4 projecten verschuiven.**"), "{out}");
    // By its line in the file, as `batch` has it.
    assert!(out.contains("| 2 | Noord | Ontwerp de speelplek met de buurt (trede: Adviseren) |"), "{out}");
    assert!(out.contains("| 5 | West | nog niet beslist: "), "{out}");
    let rung =
        |line: &str| out.lines().find(|it| it.contains(line)).unwrap_or_else(|| panic!("{line}: {out}")).to_owned();
    let (was, is) = (rung(". Adviseren |"), rung("Oud ↓"));
    let column = is.split('|').position(|it| it.trim() == rung(". Raadplegen |")[2..].split('.').next().unwrap());
    assert_eq!(was.split('|').nth(column.unwrap()).map(str::trim), Some("2"), "{out}");
    let (_, json, _) = with("lijst.csv", "json");
    let json: serde_json::Value = serde_json::from_str(&json).unwrap();
    let projects = &json["projects"];
    assert_eq!((&projects["rows"], &projects["moved"][0]["name"]), (&4.into(), &"Noord".into()));
    assert_eq!(projects["moved"][0]["new"]["rung"], "raadplegen");
    let all: u64 = projects["counts"]
        .as_array()
        .unwrap()
        .iter()
        .flat_map(|it| it.as_array().unwrap())
        .map(|it| it.as_u64().unwrap())
        .sum();
    assert_eq!(all, 4);
    // A list that answers nothing in either version, no list, standard input.
    let (status, out, err) = with("leeg.csv", "text");
    assert!(status == 2 && out.is_empty() && err.contains("leeg.csv"), "{err}");
    let (status, _, err) = with("weg.csv", "text");
    assert!(status == 2 && err.contains("dat bestand of die map is er niet"), "{err}");
    let (status, _, err) = with("-", "text");
    assert!(status == 2 && err.contains("twee keer gelezen"), "{err}");
}

/// A tree whose methods and duties differ, and no result.
fn offering(method: &str, duty: &str) -> String {
    let more = format!(
        "methods:\n  {method}: {{title: Een {method}, levels: [consult, involve, collaborate, empower], audience: residents, cost: low, purpose: [inform, invite, gather, deepen, design, weigh, choose, report-back]}}\nadvice:\n  {duty}: {{kind: duty, text: Doe dit altijd., for: [projectleider], moment: before}}\n"
    );
    format!("{}\n{more}", TREE.trim_end())
}

#[test]
fn a_row_that_keeps_its_result_shows_what_else_changes() {
    let (old, new) = (offering("praten", "melden"), offering("lopen", "vertellen"));
    let list = "ons kenmerk;project;onderdeel;plek;belofte\nx1;Noord;Ontwerp;vast;nee\n";
    let folder = folder(&[("oud.yaml", &old), ("nieuw.yaml", &new), ("lijst.csv", list)]);
    let with = |format: &str| {
        let args = ["diff", "oud.yaml", "nieuw.yaml", "--projects", "lijst.csv", "--format", format];
        run(folder.path(), &args)
    };
    let (_, json, err) = with("json");
    let json: serde_json::Value = serde_json::from_str(&json).unwrap_or_else(|fault| panic!("{fault}: {err}"));
    let projects = &json["projects"];
    assert_eq!(projects["moved"].as_array().unwrap().len(), 0);
    let row = &projects["offered"][0];
    assert_eq!((&row["name"], &row["part"], &row["place"]), (&"Noord".into(), &"Ontwerp".into(), &"2".into()));
    let changed = |lost: &str, gained: &str| serde_json::json!({"lost": [lost], "gained": [gained]});
    assert_eq!(row["methods"], changed("praten", "lopen"));
    assert_eq!(row["duties"], changed("melden", "vertellen"));
    let (_, out, _) = with("markdown");
    assert!(out.contains("weg: Een praten; erbij: Een lopen"), "{out}");
    assert!(out.contains("weg: melden; erbij: vertellen"), "{out}");
    // What was renamed is the same thing.
    let renamed = new.replace("  lopen: {", "  lopen: {was: praten, ").replace("  vertellen: {", "  melden: {");
    std::fs::write(folder.path().join("nieuw.yaml"), renamed).unwrap();
    let (_, json, _) = with("json");
    let json: serde_json::Value = serde_json::from_str(&json).unwrap();
    assert_eq!(json["projects"]["offered"].as_array().unwrap().len(), 0, "{json:#}");
}

#[test]
fn a_list_is_read_as_batch_reads_it() {
    let new = TREE.replace("{rung: adviseren, because: Het", "{rung: raadplegen, because: Het");
    let new = new.replace("expect: {rung: adviseren}", "expect: {rung: raadplegen}");
    let map = "format: 1\ncolumns: {Waar: plek, Zegt toe: belofte}\nvalues: {belofte: {neen: nee}}\n";
    let list = "project;Waar;Zegt toe\nNoord;vast;neen\n";
    let folder = folder(&[
        ("oud.yaml", TREE),
        ("nieuw.yaml", &new),
        ("lijst.txt", list),
        ("lijst.lijst", list),
        ("map.yaml", map),
    ]);
    let with = |more: &[&str]| run(folder.path(), &[&["diff", "oud.yaml", "nieuw.yaml"], more].concat());
    for list in [&["--projects", "lijst.txt"][..], &["--projects", "lijst.lijst", "--from", "csv"]] {
        let (status, out, err) = with(&[list, &["--map", "map.yaml", "--format", "json"]].concat());
        let json: serde_json::Value = serde_json::from_str(&out).unwrap_or_else(|fault| panic!("{fault}: {err}"));
        assert_eq!((status, &json["projects"]["moved"][0]["name"]), (1, &"Noord".into()));
    }
    // A title above the head, another delimiter and other letters, and one reply for all.
    std::fs::write(folder.path().join("titel.csv"), b"Lijst; 2026\nproject|plek\nCaf\xe9|vast\n").unwrap();
    let reading = ["--head", "2", "--delimiter", "|", "--encoding", "windows-1252", "--set", "belofte=nee"];
    let (status, out, err) = with(&[&["--projects", "titel.csv", "--format", "json"], &reading[..]].concat());
    let json: serde_json::Value = serde_json::from_str(&out).unwrap_or_else(|fault| panic!("{fault}: {err}"));
    assert_eq!((status, &json["projects"]["moved"][0]["name"]), (1, &"Café".into()));
    for (more, said) in [
        (&["--projects", "lijst.lijst"][..], "geef --from csv, jsonl, json of xlsx"),
        (&["--head", "2"], "--projects"),
        (&["--projects", "lijst.txt", "--sheet", "Blad1"], "--sheet zegt niets over een lijst van deze soort"),
        (&["--map", "map.yaml"], "--projects"),
        (&["--projects", "lijst.txt", "--map", "weg.yaml"], "weg.yaml"),
    ] {
        let (status, out, err) = with(more);
        assert!(status == 2 && out.is_empty() && err.contains(said), "{more:?}: {err}");
    }
}

#[test]
fn a_folder_of_project_files_is_a_list_too() {
    let new = TREE.replace("{rung: adviseren, because: Het", "{rung: raadplegen, because: Het");
    let new = new.replace("expect: {rung: adviseren}", "expect: {rung: raadplegen}");
    let id = TREE.lines().find_map(|line| line.strip_prefix("id: ")).unwrap();
    let project = |name: &str, parts: &str| format!("format: 1\nkind: project\nname: {name}\nparts:\n{parts}");
    let part = |part: &str, replies: &str| format!("- {{part: {part}, tree: {id}, replies: {{{replies}}}}}\n");
    let folder = folder(&[("oud.yaml", TREE), ("nieuw.yaml", &new)]);
    let projects = folder.path().join("projecten");
    std::fs::create_dir(&projects).unwrap();
    let put = |file: &str, text: String| std::fs::write(projects.join(file), text).unwrap();
    let parts = part("Ontwerp", "plek: vast, belofte: nee") + &part("Bouw", "plek: open, belofte: ja");
    put("a.yaml", project("Noord", &parts));
    put("b.yaml", project("Zuid", "- {tree: heusden, replies: {}}\n"));
    put("c.yaml", project("Oost", &part("Bouw", "plek: maan")));
    put("d.yaml", "format: 1\nkind: project\nnaam: stuk\n".to_owned());
    let args = ["diff", "oud.yaml", "nieuw.yaml", "--projects", "projecten", "--format", "json"];
    let (status, out, err) = run(folder.path(), &args);
    let json: serde_json::Value = serde_json::from_str(&out).unwrap_or_else(|fault| panic!("{fault}: {err}"));
    assert_eq!((status, &json["projects"]["rows"]), (1, &3.into()), "{err}");
    let row = &json["projects"]["moved"][0];
    assert_eq!(
        (&row["place"], &row["name"], &row["part"], &row["old"]["rung"], &row["new"]["rung"]),
        (&"a.yaml".into(), &"Noord".into(), &"Ontwerp".into(), &"adviseren".into(), &"raadplegen".into())
    );
    for said in ["`b.yaml`: een onderdeel hoort bij de boom `heusden`", "`c.yaml`: weggelaten:", "d.yaml"] {
        assert!(err.contains(said), "{said}: {err}");
    }
}

/// A tree with everything that an advice is made of.
const WHOLE: &str = "format: 1\nid: geheel\nversion: \"1\"\ntitle: Geheel\nlanguage: nl\nladder: builtin:heusden\nquestions:\n  moeten:\n    ask: Moet het van de wet?\n    answers:\n      ja: {label: Ja, at-least: {rung: adviseren, because: Dat staat in de wet.}}\n      nee: {label: Nee}\n    next: ruimte\n  ruimte:\n    ask: Is er ruimte?\n    answers:\n      ja: {label: Ja}\n      nee: {label: Nee, at-most: {rung: informeren, because: Alles ligt vast.}}\n    next: weken\n  weken:\n    ask: Hoeveel weken heb je?\n    kind: number\n    unit: weken\n    measures: weeks\n    answers:\n      kort: {label: Kort, from: 0, below: 6}\n      lang: {label: Lang, from: 6, below: 100}\n    outcome: doen\noutcomes:\n  doen: {title: Doe wat kan, verdict: participate, rung: ceiling, conflict: eerst}\n  eerst: {title: Los dit eerst op, verdict: not-yet}\nmethods:\n  avond: {title: Avond, levels: [inform, consult, involve, collaborate, empower], audience: residents, weeks: {from: 2, below: 5}, cost: low}\n  brief: {title: Brief, levels: [inform, consult, involve, collaborate, empower], audience: residents, weeks: {from: 2, below: 5}, cost: low}\nadvice:\n  melden: {kind: tip, text: Meld het., for: [projectleider], moment: before, if: {verdict: participate}}\n";

/// What `diff` says of this tree and another version of it: the exit status, the text and the JSON.
fn against_whole(new: &str) -> (i32, String, serde_json::Value) {
    let folder = folder(&[("oud.yaml", WHOLE), ("nieuw.yaml", new)]);
    let (status, out, err) = run(folder.path(), &["diff", "oud.yaml", "nieuw.yaml"]);
    let (same, json, _) = run(folder.path(), &["diff", "oud.yaml", "nieuw.yaml", "--format", "json"]);
    assert_eq!((status, err.as_str()), (same, ""), "{out}");
    (status, out, serde_json::from_str(&json).unwrap())
}

/// The lines of a section.
fn section<'t>(out: &'t str, title: &str) -> Vec<&'t str> {
    let after = out.lines().skip_while(|line| *line != title).skip(2);
    after.take_while(|line| !line.is_empty()).collect()
}

/// Where and for whom an advice stands is what a reader sees of it.
#[test]
fn an_advice_of_another_kind_moment_or_reader_is_an_other_offer() {
    for (was, is, old, new) in [
        (
            "kind: tip",
            "kind: duty",
            "Meld het. (Tips; vooraf, projectleider)",
            "Plicht: Meld het. (vooraf, projectleider)",
        ),
        (
            "moment: before",
            "moment: after",
            "Meld het. (Tips; vooraf, projectleider)",
            "Meld het. (Tips; daarna, projectleider)",
        ),
        (
            "for: [projectleider]",
            "for: [raad]",
            "Meld het. (Tips; vooraf, projectleider)",
            "Meld het. (Tips; vooraf, raad)",
        ),
    ] {
        let (status, out, json) = against_whole(&WHOLE.replace(was, is));
        assert_eq!((status, &json["grade"]), (3, &"offers".into()), "{is}: {out}");
        let rows = section(&out, "Welke aandachtspunten wegvallen of erbij komen");
        let cells = |row: &str| row.split("  ").map(str::trim).filter(|it| !it.is_empty()).map(str::to_owned).collect();
        let rows: Vec<Vec<String>> = rows.into_iter().filter(|row| !row.starts_with(['─', '═'])).map(cells).collect();
        assert_eq!(rows[1..], [vec![old, "75,0%", "–"], vec![new, "–", "75,0%"]], "{out}");
    }
}

/// What one version takes and the other refuses cannot be compared, so it is other behaviour.
#[test]
fn a_number_that_only_one_version_takes_is_other_behaviour() {
    for (was, is, said) in [
        ("from: 6, below: 100", "from: 6, below: 50", "0 tot en met 99 weken → 0 tot en met 49 weken"),
        ("from: 6, below: 100", "from: 6", "0 tot en met 99 weken → minstens 0 weken"),
        ("from: 0, below: 6", "below: 6", "0 tot en met 99 weken → hoogstens 99 weken"),
        (
            "measures: weeks",
            "measures: weeks\n    decimals: true",
            "0 tot en met 99 weken → minstens 0 en minder dan 100 weken",
        ),
    ] {
        let (status, out, json) = against_whole(&WHOLE.replace(was, is));
        assert_eq!((status, &json["grade"]), (1, &"results".into()), "{is}: {out}");
        assert_eq!(json["other_replies"], serde_json::json!(["weken"]));
        assert!(out.contains(&format!("- Hoeveel weken heb je? ({said})\n")), "{out}");
        assert!(out.contains("Wie antwoordt met wat beide versies kennen, krijgt hetzelfde advies."), "{out}");
    }
    // Other bands between the same ends take the same numbers.
    let (status, out, _) = against_whole(&WHOLE.replace("below: 6}", "below: 9}").replace("from: 6", "from: 9"));
    assert_eq!(status, 0, "{out}");
}

/// Old replies are read by the ids that things had, so to take one away is no small thing.
#[test]
fn an_earlier_id_that_goes_or_comes_is_told() {
    let known = WHOLE.replace("ask: Is er ruimte?", "ask: Is er ruimte?\n    was: [plek, open]");
    let folder = folder(&[("oud.yaml", &known), ("nieuw.yaml", WHOLE)]);
    let told = |old: &str, new: &str| {
        let (status, out, _) = run(folder.path(), &["diff", old, new]);
        assert_eq!(status, 0, "{out}");
        section(&out, "Wat er anders in de boom staat").join("\n")
    };
    assert_eq!(told("oud.yaml", "nieuw.yaml"), "- questions › ruimte › was: was ‘[plek, open]’, wordt ‘[]’");
    assert_eq!(told("nieuw.yaml", "oud.yaml"), "- questions › ruimte › was: was ‘[]’, wordt ‘[plek, open]’");
    // What a thing was called just now says no more than that it was renamed.
    let renamed = known.replace("  ruimte:", "  vrij:").replace("next: ruimte", "next: vrij");
    std::fs::write(folder.path().join("nieuw.yaml"), renamed.replace("[plek, open]", "[plek, open, ruimte]")).unwrap();
    let id = "- questions › moeten › routes › 1 › next: was ‘ruimte’, wordt ‘vrij’\n- questions › vrij › id: was ‘ruimte’, wordt ‘vrij’";
    assert_eq!(told("oud.yaml", "nieuw.yaml"), id);
    std::fs::write(folder.path().join("nieuw.yaml"), renamed.replace("[plek, open]", "[plek, ruimte]")).unwrap();
    assert_eq!(
        told("oud.yaml", "nieuw.yaml"),
        format!("{id}\n- questions › vrij › was: was ‘[plek, open]’, wordt ‘[plek, ruimte]’")
    );
}

/// What nobody here can change is left out of what would change an advice.
#[test]
fn a_reply_that_nobody_can_change_any_more_is_another_reason() {
    let (status, out, json) =
        against_whole(&WHOLE.replace("ask: Is er ruimte?", "ask: Is er ruimte?\n    given: true"));
    assert_eq!((status, &json["grade"]), (4, &"reasons".into()), "{out}");
    assert!(out.contains("Kan niemand hier veranderen: Is er ruimte?   –             100,0%"), "{out}");
    let reason = &json["reasons"][0];
    assert_eq!((&reason["for"], &reason["question"]), (&"given".into(), &"ruimte".into()));
    assert_eq!((&reason["lost"], &reason["gained"]["share"]), (&serde_json::Value::Null, &1.0.into()));
}

/// What a ladder says of a result without any bound: that a rung is no participation, and where wish and ceiling lie.
#[test]
fn what_a_ladder_says_without_any_bound_is_a_reason() {
    let ladder = |first: &str, last: &str| {
        format!(
            "format: 1\nid: trap\ntitle: Trap\nlanguage: nl\nrungs:\n{first}  informeren: {{title: Informeren, level: inform, participation: false}}\n  adviseren: {{title: Adviseren, level: involve}}\n{last}"
        )
    };
    let tree =
        WHOLE.replace("builtin:heusden", "trap.yaml").replace("rung: ceiling, conflict: eerst", "rung: adviseren");
    let low = tree.replace("rung: adviseren}", "rung: informeren}");
    let old = ladder("", "");
    let against = |tree: &str, new: &str| {
        let folder = folder(&[("a/t.yaml", tree), ("a/trap.yaml", &old), ("b/t.yaml", tree), ("b/trap.yaml", new)]);
        let (status, out, err) = run(folder.path(), &["diff", "a/t.yaml", "b/t.yaml", "--format", "json"]);
        let json: serde_json::Value = serde_json::from_str(&out).unwrap_or_else(|fault| panic!("{fault}: {err}"));
        let share = |of: &serde_json::Value| of["share"].as_f64().unwrap_or_default();
        let told = |it: &serde_json::Value| {
            let word = |key: &str| it[key].as_str().unwrap_or_default().to_owned();
            (word("for"), word("rung"), share(&it["lost"]), share(&it["gained"]))
        };
        (status, json["reasons"].as_array().unwrap().iter().map(told).collect::<Vec<_>>())
    };
    let told = |of: &str, rung: &str, lost: f64, gained: f64| (of.to_owned(), rung.to_owned(), lost, gained);
    let participates = old.replace(", participation: false", "");
    assert_eq!(against(&tree, &participates), (0, Vec::new()));
    assert_eq!(against(&low, &participates), (4, vec![told("no-participation", "informeren", 1.0, 0.0)]));
    // Another rung at an end moves the line wherever no bound puts it elsewhere.
    let lower = ladder("  niets: {title: Niets}\n", "");
    let wish = vec![told("wish", "informeren", 0.5, 0.0), told("wish", "niets", 0.0, 0.5)];
    assert_eq!(against(&tree, &lower), (4, wish));
    let higher = ladder("", "  loslaten: {title: Loslaten}\n");
    let ceiling = vec![told("ceiling", "adviseren", 0.5, 0.0), told("ceiling", "loslaten", 0.0, 0.5)];
    assert_eq!(against(&tree, &higher), (4, ceiling));
    assert_eq!(against(&tree, &old), (0, Vec::new()));
}

/// What fits equally well goes by its id, so another id can be another order.
#[test]
fn another_id_can_be_another_order() {
    let (status, out, json) = against_whole(&WHOLE.replace("avond: {", "zavond: {was: avond, "));
    assert_eq!((status, &json["grade"]), (3, &"offers".into()), "{out}");
    let plan = &json["plan"];
    assert_eq!(
        (&plan["of"], &plan["old"], &plan["new"]),
        (&"order".into(), &serde_json::json!(["zavond", "brief"]), &serde_json::json!(["brief", "zavond"]))
    );
    // One that stays where it was, is not.
    let (status, out, _) = against_whole(&WHOLE.replace("avond: {", "bavond: {was: avond, "));
    assert_eq!(status, 0, "{out}");
}

/// What is dated counts on the day on which it holds, and `check --since` says the same.
#[test]
fn what_changes_on_a_later_day_is_told_with_that_day() {
    let bound = |rung: &str, valid: &str| {
        let bounds =
            format!("bounds:\n  - at-most: {{rung: {rung}, because: Nieuwe wet., valid: {{{valid}}}}}\nquestions:");
        WHOLE.replacen("questions:", &bounds, 1)
    };
    let dated = |text: &str| WHOLE.replace("verdict: not-yet}", &format!("verdict: not-yet, dated: [{text}]}}"));
    let later =
        |grade: &str| serde_json::json!([{"from": null, "grade": "nothing"}, {"from": "2090-01-01", "grade": grade}]);
    let today = |grade: &str| serde_json::json!([{"from": null, "grade": grade}]);
    let result = "De uitkomst verandert in 50,0% van alle gevallen. Dat is zo vanaf 2090-01-01.";
    let nobody = "Het advies verandert voor niemand.";
    let in_tree = "Het advies verandert voor niemand. Wel staat er vanaf 2090-01-01 iets anders in de boom.";
    let tip = "if: {verdict: participate}, valid: {from: 2090-01-01}}";
    for (old, new, status, days, headline) in [
        (WHOLE.to_owned(), bound("raadplegen", "from: 2090-01-01"), 1, later("results"), result),
        (bound("raadplegen", "from: 2090-01-01"), WHOLE.to_owned(), 1, later("results"), result),
        (
            WHOLE.to_owned(),
            WHOLE.replace("if: {verdict: participate}}", tip),
            3,
            serde_json::json!([{"from": null, "grade": "offers"}, {"from": "2090-01-01", "grade": "nothing"}]),
            "De uitkomst verandert voor niemand. Wel verandert wat erbij wordt aangeboden.",
        ),
        (WHOLE.to_owned(), dated("{text: Straks anders., valid: {from: 2090-01-01}}"), 0, later("nothing"), in_tree),
        // What is over is nobody's any more.
        (WHOLE.to_owned(), bound("raadplegen", "until: 2020-01-01"), 0, today("nothing"), nobody),
        (bound("raadplegen", "from: 2090-01-01"), bound("raadplegen", "from: 2090-01-01"), 0, today("nothing"), nobody),
    ] {
        let folder = folder(&[("oud.yaml", &old), ("nieuw.yaml", &new)]);
        let (code, out, err) = run(folder.path(), &["diff", "oud.yaml", "nieuw.yaml"]);
        assert_eq!((code, err.as_str()), (status, ""), "{out}");
        assert_eq!(out.lines().nth(5), Some(headline), "{out}");
        let (_, json, _) = run(folder.path(), &["diff", "oud.yaml", "nieuw.yaml", "--format", "json"]);
        let json: serde_json::Value = serde_json::from_str(&json).unwrap();
        assert_eq!(json["days"], days, "{out}");
        assert_eq!(json["day"].is_null(), !headline.contains("vanaf"), "{out}");
        let since = ["check", "nieuw.yaml", "--since", "oud.yaml", "--rule", "unchanged-version", "--strict"];
        assert_eq!(run(folder.path(), &since).0, i32::from(status != 0), "{out}");
    }
}

/// With a day of one's own that day alone counts.
#[test]
fn one_day_can_be_asked_for() {
    let bounds =
        "bounds:\n  - at-most: {rung: raadplegen, because: Nieuwe wet., valid: {from: 2090-01-01}}\nquestions:";
    let folder = folder(&[("oud.yaml", WHOLE), ("nieuw.yaml", &WHOLE.replacen("questions:", bounds, 1))]);
    let on = |day: &str| run(folder.path(), &["diff", "oud.yaml", "nieuw.yaml", "--date", day]);
    let (status, out, _) = on("2089-12-31");
    assert_eq!((status, out.lines().nth(5)), (0, Some("Het advies verandert voor niemand. Dat is zo op 2089-12-31.")));
    let (status, out, _) = on("2090-01-01");
    let said = "De uitkomst verandert in 50,0% van alle gevallen. Dat is zo op 2090-01-01.";
    assert_eq!((status, out.lines().nth(5)), (1, Some(said)));
    let (status, _, err) = on("gisteren");
    assert_eq!((status, err.as_str()), (2, "fout: `gisteren` is geen dag; schrijf hem als 2026-11-22\n"));
}

/// A row whose answer fits one version only shifts, also where its result is the same without that answer.
#[test]
fn a_row_that_only_one_version_can_read_moves() {
    let new = WHOLE.replace("from: 6, below: 100", "from: 6, below: 50");
    let list = "project;moeten;ruimte;weken\nNoord;ja;ja;60\nZuid;ja;ja;40\nWest;ja;ja;600\n";
    let project = "format: 1\nkind: project\nname: Oost\nparts:\n- {tree: geheel, replies: {moeten: ja, ruimte: ja, weken: 60}}\n";
    let folder =
        folder(&[("oud.yaml", WHOLE), ("nieuw.yaml", &new), ("lijst.csv", list), ("projecten/oost.yaml", project)]);
    for (projects, rows, place, name) in [("lijst.csv", 3, "2", "Noord"), ("projecten", 1, "oost.yaml", "Oost")] {
        let with = |format: &str| {
            run(folder.path(), &["diff", "oud.yaml", "nieuw.yaml", "--projects", projects, "--format", format])
        };
        let (status, json, err) = with("json");
        let json: serde_json::Value = serde_json::from_str(&json).unwrap_or_else(|fault| panic!("{fault}: {err}"));
        let moved = &json["projects"]["moved"];
        assert_eq!((status, &json["projects"]["rows"], moved.as_array().unwrap().len()), (1, &rows.into(), 1), "{err}");
        assert_eq!((&moved[0]["place"], &moved[0]["name"]), (&place.into(), &name.into()));
        let refused = |side: &str| &moved[0][side]["refused"];
        assert_eq!((refused("old"), refused("new")), (&serde_json::json!([]), &serde_json::json!(["weken"])));
        let (_, out, _) = with("markdown");
        assert!(out.contains(&format!("**1 van de {rows} projecten verschuiven.**")), "{out}");
        let row = format!(
            "| {place} | {name} | Doe wat kan (trede: Meebeslissen) | Doe wat kan (trede: Meebeslissen) (het antwoord past niet op: Hoeveel weken heb je?) |"
        );
        assert!(out.contains(&row), "{out}");
    }
}

/// Methods and advice with all that a reader sees of them.
fn offers_of_every_sort(maker: &mut Maker) -> String {
    let mut text = "methods:\n".to_owned();
    for method in 0..3 {
        let _ =
            write!(text, "  m{method}: {{title: M{method}, levels: [inform, consult, involve], audience: residents");
        if maker.dice.one_in(3) {
            let condition = maker.condition(0);
            let _ = write!(text, ", avoid: {{{condition}}}");
        }
        text += "}\n";
    }
    text += "advice:\n";
    for advice in 0..2 {
        let condition = maker.condition(1);
        let _ = writeln!(
            text,
            "  p{advice}: {{kind: tip, text: P{advice}, for: [raad], moment: before, if: {{{condition}}}}}"
        );
    }
    text
}

/// One change to a draft or to its ladder that no text tells of.
fn altered(text: &str, dice: &mut Dice) -> (String, String) {
    let swaps = [
        ("kind: tip", "kind: duty"),
        ("moment: before", "moment: after"),
        ("for: [raad]", "for: [raad, college]"),
        ("verdict: not-yet", "verdict: not-yet, tree: schiedam"),
        ("audience: residents", "audience: residents, cost: high"),
        ("audience: residents", "audience: residents, channel: online"),
        // Another id, which comes first or last now, or stays where it was.
        ("  m0: {", "  m9: {was: [m0], "),
        ("  m2: {", "  m3: {was: [m2], "),
        ("ask: Q?", "ask: Q?\n    given: true"),
        ("yields: true", "yields: false"),
        ("yields: false", "yields: true"),
        ("because: W.", "because: W., arrange: R."),
        ("from: 10}", "from: 10, below: 90}"),
        ("label: L0, below: 10", "label: L0, from: 0, below: 10"),
        ("unit: stuks", "unit: stuks\n    decimals: true"),
        // Nothing, or the ladder alone.
        ("", ""),
    ];
    let ladders = [
        (", participation: false", ""),
        ("  r1:", "  midden: {title: Midden}\n  r1:"),
        ("  r2:", "  midden: {title: Midden, level: collaborate}\n  r2:"),
        ("level: consult", "level: consult, participation: false"),
        ("rungs:\n", "rungs:\n  onder: {title: Onder}\n"),
        ("level: involve}\n", "level: involve}\n  boven: {title: Boven}\n"),
    ];
    let (this, that) = swaps[dice.roll(swaps.len())];
    let changed = text.replacen(this, that, 1);
    let (this, that) = ladders[dice.roll(ladders.len())];
    let ladder = if dice.one_in(3) { common::LADDER.replacen(this, that, 1) } else { common::LADDER.to_owned() };
    (changed, ladder)
}

/// A whole advice as it is laid out, but for the hash of the tree.
fn whole_advice(tree: &Tree, complete: &Complete) -> String {
    let replies: Replies = complete.iter_enumerated().map(|(it, reply)| (it, Reply::Answers(reply.clone()))).collect();
    let occasion = Occasion::default();
    let document = Report::new(tree, &replies, &occasion, Language::Dutch).document();
    format!("{document:#?}").replace(tree.hash.trim_start_matches("sha256:"), "")
}

/// Where nothing changes for anybody every advice reads as it did, to the letter.
#[test]
fn where_nothing_changes_every_whole_advice_is_the_same() {
    // By grade, how often some advice reads the same in every case, and how often not.
    let mut seen = [[0; 2]; 4];
    for seed in 0..1_200 {
        let (text, mut maker) = Maker::with_maker(seed, 1 + seed as usize % 3);
        let text = text + &offers_of_every_sort(&mut maker);
        let (other, ladder) = altered(&text, &mut Dice(seed ^ 0xa17e));
        let read_with = |text: &str, ladder: &str| {
            check(read("boom.yaml", text.as_bytes(), Language::Dutch, &|_: &str| Ok(ladder.into())), CHECK_BUDGET)
        };
        let (Some(old), Some(new)) = (checked(&text).tree, read_with(&other, &ladder).tree) else { continue };
        let grade = diff(&old, &new, BUDGET).grade(&old, &new);
        if grade == Grade::Results {
            seen[3][1] += 1;
            continue;
        }
        let all = together(&old, &new);
        if all.iter().map(|(.., replies)| replies.len()).product::<usize>() > 40 {
            continue;
        }
        let mut cases: Vec<Case> = vec![Vec::new()];
        for (.., replies) in &all {
            let longer = |case: &Case| {
                replies.iter().map(|reply| case.iter().cloned().chain([reply.clone()]).collect()).collect::<Vec<Case>>()
            };
            cases = cases.iter().flat_map(longer).collect();
        }
        let otherwise = cases.iter().find_map(|case| {
            let [was, is] =
                [whole_advice(&old, &side(case, &all, &old, false)), whole_advice(&new, &side(case, &all, &new, true))];
            (was != is).then_some((was, is))
        });
        seen[grade as usize][usize::from(otherwise.is_some())] += 1;
        if let (Grade::Nothing, Some((was, is))) = (grade, otherwise) {
            let at = was.lines().zip(is.lines()).find(|(one, two)| one != two);
            panic!("{at:?} in\n{text}\n---\n{other}\n---\n{ladder}");
        }
    }
    let [[same, _], [_, reasons], [_, offers], [_, results]] = seen;
    assert!(same > 100 && reasons > 30 && offers > 100 && results > 30, "too little to see: {seen:?}");
}

/// A version that is no tree from some day on cannot be compared then, and that is no "nobody".
#[test]
fn a_day_on_which_a_version_is_no_tree_is_said() {
    let no = "nee: {label: Nee";
    let until = "valid: {until: 2089-12-31}";
    let new = FLOOR.replace("ja: {label: Ja", &format!("ja: {{{until}, label: Ja"));
    let new = new.replace(no, &format!("nee: {{{until}, label: Nee"));
    let folder = folder(&[("oud.yaml", FLOOR), ("nieuw.yaml", &new)]);
    let (status, out, err) = run(folder.path(), &["diff", "oud.yaml", "nieuw.yaml"]);
    let said = "Het advies verandert voor niemand. Vanaf 2090-01-01 is dat niet na te gaan.";
    assert_eq!((status, out.lines().nth(5)), (1, Some(said)), "{err}");
    assert!(out.contains("- vandaag: niets\n- vanaf 2090-01-01: niet te vergelijken\n"), "{out}");
    assert_eq!(err, "vanaf 2090-01-01 is een van beide geen boom zonder fouten; vergelijken kan dan niet\n");
    let (status, _, err) = run(folder.path(), &["walk", "nieuw.yaml", "--date", "2090-01-01", "--no-input"]);
    assert!(status == 2 && err.contains("op sommige dagen heeft `wet` geen enkel antwoord"), "{status} {err}");
}
