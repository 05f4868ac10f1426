//! The logic against brute force: a second, naive reading of `docs/format.md#2-what-a-tree-means` that tries every
//! complete set of replies, held against everything the program answers.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

mod common;

use beslisboom::analysis::document::changing;
use beslisboom::analysis::walk::Walk;
use beslisboom::check::{BUDGET, Checked, check, check_errors};
use beslisboom::engine::evaluate::evaluate;
use beslisboom::engine::step::{At, End, Landing, Stepper};
use beslisboom::model::finding::Severity;
use beslisboom::model::ids::{AnswerId, Id, IdVec, QuestionId, RungId};
use beslisboom::model::replies::{Replies, Reply};
use beslisboom::model::tree::{Resolved, Rising};
use beslisboom::source::parse::{Loader, RepliesFile, read, read_replies, write_replies};
use beslisboom::source::resolve::{fit, written};
use beslisboom::text::language::Language;
use common::{Complete, Dice, LADDER, Maker, checked, complete_sets, ladder, replies_to, walk};
use std::collections::{BTreeMap, BTreeSet};

/// The end without what is no part of a result.
fn result(end: End) -> End {
    match end {
        End::Landing(landing) => End::Landing(Landing { clash: false, ..landing }),
        other => other,
    }
}

/// What a reply leaves of the allowed ones.
fn within(
    tree: &Resolved,
    question: QuestionId,
    reply: Option<&Reply<beslisboom::model::tree::ById>>,
) -> Vec<Vec<AnswerId>> {
    let all = replies_to(tree, question);
    match reply {
        Some(Reply::Answers(answers)) => vec![answers.clone()],
        Some(Reply::OneOf(answers)) => {
            all.into_iter().filter(|set| set.iter().all(|it| answers.contains(it))).collect()
        }
        Some(Reply::Number(number)) => {
            let band = tree.questions[question].answers.position(|answer| answer.band.unwrap().holds(*number));
            vec![vec![band.unwrap()]]
        }
        None | Some(Reply::Unknown) => all,
    }
}

/// Holds `evaluate` against brute force under one set of replies.
fn compare(tree: &Resolved, replies: &Replies, text: &str) {
    let allowed: IdVec<QuestionId, _> =
        tree.questions.ids().map(|question| within(tree, question, replies.get(&question))).collect();
    let sets = complete_sets(&allowed);
    let ends: Vec<End> = sets.iter().map(|set| walk(tree, set)).collect();
    let by_set: BTreeMap<&Complete, End> = sets.iter().zip(&ends).map(|(set, end)| (set, result(*end))).collect();
    let expected: BTreeSet<End> = by_set.values().copied().collect();
    let matters = |question: QuestionId| {
        by_set.iter().any(|(set, end)| {
            allowed[question].iter().any(|other| {
                let mut changed = (*set).clone();
                changed[question] = other.clone();
                by_set[&changed] != *end
            })
        })
    };
    let open: Vec<QuestionId> =
        tree.questions.ids().filter(|&question| allowed[question].len() > 1 && matters(question)).collect();
    let evaluation = evaluate(tree, replies);
    let landed = evaluation.landings.iter().map(|landing| result(End::Landing(*landing)));
    let found: BTreeSet<End> = landed.chain(evaluation.failures.iter().copied()).collect();
    assert!(evaluation.exact);
    assert_eq!(found, expected, "possible results under {replies:?} of\n{text}");
    assert_eq!(evaluation.open_questions, open, "open questions under {replies:?} of\n{text}");
    let clash = |end: &End| matches!(end, End::Landing(landing) if landing.clash);
    assert_eq!(evaluation.clash.possible, ends.iter().any(clash), "clash under {replies:?} of\n{text}");
    // The step itself, walked reply by reply.
    if let Some(set) = sets.first() {
        let mut stepper = Stepper::new(tree);
        let mut state = stepper.start().unwrap();
        for _ in 0..=tree.questions.len() {
            let At::Question(question) = *state.at() else { break };
            state = stepper.step(&state, &set[question]);
        }
        assert!(matches!(state.at(), At::End(end) if *end == ends[0]), "step under {set:?} of\n{text}");
    }
}

/// Holds `check` against brute force: sound exactly when every walk ends well and every promise holds.
fn compare_check(text: &str, sound: &mut [usize; 2]) -> Checked {
    let checked = checked(text);
    let Some(tree) = &checked.resolved else {
        panic!("does not resolve:\n{text}\n{:?}", checked.findings);
    };
    let allowed: Vec<_> = tree.questions.ids().map(|question| replies_to(tree, question)).collect();
    let sets = complete_sets(&allowed);
    let ends: Vec<End> = sets.iter().map(|set| walk(tree, set)).collect();
    let mut rules: BTreeSet<&str> = BTreeSet::new();
    for end in &ends {
        match end {
            End::Landing(_) => None,
            End::DeadEnd(_) => Some("dead-end"),
            End::Loop(_) => Some("endless-loop"),
            End::UnhandledConflict(_) => Some("unhandled-conflict"),
        }
        .map(|rule| rules.insert(rule));
    }
    if breaks_promise(tree, &sets, &ends) {
        rules.insert("broken-promise");
    }
    let errors = checked.findings.iter().filter(|finding| checked.severity(finding) == Severity::Error);
    let found: BTreeSet<&str> = errors.clone().map(|finding| finding.rule).collect();
    assert_eq!(found, rules, "findings on\n{text}");
    let quick = check_errors(read("boom.yaml", text.as_bytes(), Language::Dutch, &ladder), BUDGET, "");
    assert_eq!(quick.tree.is_some(), checked.tree.is_some(), "opening and checking agree on\n{text}");
    assert_eq!(checked.tree.is_some(), rules.is_empty(), "a tree exactly when nothing is wrong\n{text}");
    sound[usize::from(rules.is_empty())] += 1;
    for finding in errors {
        if finding.rule != "broken-promise" {
            assert!(shows(tree, finding), "the witness shows {} in\n{text}\n{finding:?}", finding.rule);
        }
    }
    checked
}

/// Whether a finding's witness leads to what it says, whatever the other replies.
fn shows(tree: &Resolved, finding: &beslisboom::model::finding::Finding) -> bool {
    let mut set: Complete = tree.questions.ids().map(|_| vec![AnswerId::new(0)]).collect();
    for (question, answers) in finding.witness.as_ref().unwrap() {
        let question = tree.questions.position(|it| it.id.text == *question).unwrap();
        let named = |id: &str| tree.questions[question].answers.position(|it| it.id.text == id).unwrap();
        set[question] = answers.split(", ").map(named).collect();
    }
    match walk(tree, &set) {
        End::Landing(_) => false,
        End::DeadEnd(_) => finding.rule == "dead-end",
        End::Loop(_) => finding.rule == "endless-loop",
        End::UnhandledConflict(_) => finding.rule == "unhandled-conflict",
    }
}

fn breaks_promise(tree: &Resolved, sets: &[Complete], ends: &[End]) -> bool {
    let rung: BTreeMap<&Complete, Option<RungId>> = sets
        .iter()
        .zip(ends)
        .map(|(set, end)| (set, if let End::Landing(landing) = end { landing.rung } else { None }))
        .collect();
    tree.questions.iter_enumerated().any(|(question, asked)| {
        matches!(asked.rising, Rising::InOrder)
            && sets.iter().any(|set| {
                let [less] = set[question][..] else { return false };
                asked.answers.ids().filter(|more| *more > less).any(|more| {
                    let mut changed = set.clone();
                    changed[question] = vec![more];
                    matches!((rung[set], rung[&changed]), (Some(less), Some(more)) if more < less)
                })
            })
    })
}

/// Every set of replies over: open, each allowed reply, and one proper subset.
fn every_partial(tree: &Resolved, look: &mut dyn FnMut(&Replies)) {
    fn each(tree: &Resolved, open: &[QuestionId], replies: &mut Replies, look: &mut dyn FnMut(&Replies)) {
        let Some((&question, open)) = open.split_first() else { return look(replies) };
        each(tree, open, replies, look);
        let mut options: Vec<_> = replies_to(tree, question).into_iter().map(Reply::Answers).collect();
        options.push(Reply::Unknown);
        for reply in options {
            replies.insert(question, reply);
            each(tree, open, replies, look);
        }
        replies.remove(&question);
    }
    each(tree, &tree.questions.ids().collect::<Vec<_>>(), &mut Replies::new(), look);
}

// ---- every draft of a small grammar -----------------------------------------------------------

/// The grammar: two questions, `a` and `b`, with two answers each; every answer and both questions have
/// one of these ways on, or none. `x` takes the ceiling and names nothing for a clash, `z` is fixed;
/// `a: p` allows at most r0, `b: p` asks at least r1. So the drafts hold back edges, loops, routes
/// without an otherwise, answers whose routes all fail, and clashes.
const WAYS: [&str; 6] = [
    "",
    "next: a",
    "next: b",
    "outcome: x",
    "routes: [{if: {a: p}, outcome: x}]",
    "routes: [{if: {not: {b: p}}, next: b}, {outcome: z}]",
];

#[test]
fn every_draft_of_a_small_grammar_is_sound_exactly_when_every_walk_ends() {
    let mut sound = [0, 0];
    let all = WAYS.len().pow(6);
    for number in 0..all {
        let way = |position: u32| WAYS[number / WAYS.len().pow(position) % WAYS.len()];
        let more =
            |position: u32| if way(position).is_empty() { String::new() } else { format!(", {}", way(position)) };
        let line =
            |position: u32| if way(position).is_empty() { String::new() } else { format!("    {}\n", way(position)) };
        let text = format!(
            "format: 1\nid: t\nversion: \"1\"\ntitle: T\nlanguage: nl\nladder: l.yaml\nquestions:\n  a:\n    ask: A?\n    answers:\n      p: {{label: P, at-most: r0{}}}\n      q: {{label: Q{}}}\n{}  b:\n    ask: B?\n    answers:\n      p: {{label: P, at-least: r1{}}}\n      q: {{label: Q{}}}\n{}outcomes:\n  x: {{title: X, verdict: participate, rung: ceiling}}\n  z: {{title: Z, verdict: not-yet, rung: r1}}\n",
            more(0),
            more(1),
            line(2),
            more(3),
            more(4),
            line(5)
        );
        let checked = compare_check(&text, &mut sound);
        let tree = checked.resolved.as_ref().unwrap();
        every_partial(tree, &mut |replies| compare(tree, replies, &text));
    }
    assert_eq!(sound.iter().sum::<usize>(), all);
    assert!(sound[0] > 1000 && sound[1] > 1000, "both kinds are tried: {sound:?}");
}

#[test]
fn a_rung_that_is_called_wish_keeps_its_name() {
    let text = "format: 1\nid: t\nversion: \"1\"\ntitle: T\nlanguage: nl\nladder: l.yaml\nquestions:\n  a:\n    ask: A?\n    answers:\n      p: {label: P, at-most: r0}\n      q: {label: Q, at-least: r2}\n    next: b\n  b:\n    ask: B?\n    answers:\n      p: {label: P, at-least: r2}\n      q: {label: Q}\n    outcome: x\noutcomes:\n  x: {title: X, verdict: participate, rung: wish}\n  z: {title: Z, verdict: participate, rung: ceiling, conflict: x}\n";
    let results = |loader: &dyn Loader| {
        let checked = check(read("boom.yaml", text.as_bytes(), Language::Dutch, loader), BUDGET);
        let rules: BTreeSet<&str> = checked.findings.iter().map(|it| it.rule).collect();
        let rungs =
            |tree: &Resolved| evaluate(tree, &Replies::new()).landings.iter().map(|it| it.rung).collect::<Vec<_>>();
        (checked.resolved.as_ref().map(rungs), rules.contains("bad-conflict"))
    };
    assert_eq!(
        results(&|_: &str| Ok(LADDER.replace("r1:", "wish:").into())),
        (Some(vec![Some(RungId::new(1))]), false)
    );
    assert!(results(&ladder).1, "an outcome that reads the wish takes no clash");
}

// ---- random drafts ----------------------------------------------------------------------------

/// A random reply, partial ones included.
fn random_replies(tree: &Resolved, dice: &mut Dice) -> Replies {
    let mut replies = Replies::new();
    for question in tree.questions.ids() {
        let all = replies_to(tree, question);
        let reply = match dice.roll(6) {
            0 | 1 => continue,
            2 => Reply::Unknown,
            3 => {
                let answers = &tree.questions[question].answers;
                let some: Vec<AnswerId> = answers.ids().filter(|_| dice.one_in(2)).collect();
                if some.is_empty() || within(tree, question, Some(&Reply::OneOf(some.clone()))).is_empty() {
                    continue;
                }
                Reply::OneOf(some)
            }
            _ => Reply::Answers(all[dice.roll(all.len())].clone()),
        };
        replies.insert(question, reply);
    }
    replies
}

#[test]
fn random_drafts_agree_with_brute_force() {
    let mut sound = [0, 0];
    for seed in 0..2500 {
        let text = Maker::draft(seed, 5);
        let checked = compare_check(&text, &mut sound);
        let tree = checked.resolved.as_ref().unwrap();
        let mut dice = Dice(seed ^ 0xdead);
        compare(tree, &Replies::new(), &text);
        for _ in 0..6 {
            compare(tree, &random_replies(tree, &mut dice), &text);
        }
    }
    assert!(sound[0] > 300 && sound[1] > 300, "both kinds are tried: {sound:?}");
}

#[test]
fn a_walk_asks_what_can_matter_and_its_bound_only_falls() {
    let mut walked = 0;
    for seed in 0..1500 {
        let text = Maker::draft(seed, 5);
        let checked = checked(&text);
        let Some(tree) = &checked.tree else { continue };
        for round in 0..4 {
            let mut dice = Dice(seed * 31 + round);
            let mut walk = Walk::new(tree, Replies::new(), BTreeMap::new(), round == 3);
            let (mut bound, mut number) = (usize::MAX, 0);
            while let Some(asking) = walk.next() {
                let (question, still) = (asking.question, asking.at_most + 1);
                assert!(still < bound, "at most {still} questions, after {bound}, in\n{text}");
                number += 1;
                assert!(asking.number <= number, "question {} is number {number}", asking.number);
                let changes = changing(tree, &walk.replies, walk.evaluation())[question];
                assert!(round == 3 || changes, "{question:?} in\n{text}");
                let all = replies_to(tree, question);
                let unknown = round == 1 && dice.one_in(3);
                // The bound counts known replies: it may rise after an unknown one.
                bound = if unknown { usize::MAX } else { still };
                walk.give(
                    question,
                    if unknown { Reply::Unknown } else { Reply::Answers(all[dice.roll(all.len())].clone()) },
                );
                walked += 1;
            }
            let known = walk.replies.values().all(|reply| *reply != Reply::Unknown);
            assert!(!known || walk.evaluation().landings.len() == 1, "a walk ends in one result:\n{text}");
            compare(tree, &walk.replies, &text);
            // What is written to a file comes back the same.
            let file = RepliesFile { replies: written(tree, &walk.replies), ..RepliesFile::default() };
            let (again, _, findings) = read_replies("antwoorden.yaml", write_replies(&file).as_bytes());
            let (replies, misfits) = fit(&**tree, &again.unwrap().replies);
            assert!(findings.is_empty() && misfits.is_empty() && replies == walk.replies, "{}", write_replies(&file));
        }
    }
    assert!(walked > 3000, "{walked}");
}
