//! What a walk asks against brute force: a question is asked exactly while some two complete sets of replies
//! that agree with what is given, and differ in that question alone, have different documents.
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

mod common;

use beslisboom::analysis::document::changing;
use beslisboom::analysis::lines::{BoundPosition, lines};
use beslisboom::analysis::recommend::recommend;
use beslisboom::analysis::walk::Walk;
use beslisboom::analysis::why::{Held, why};
use beslisboom::engine::evaluate::evaluate;
use beslisboom::model::ids::{Id, QuestionId};
use beslisboom::model::replies::{Decimal, Replies, Reply};
use beslisboom::model::tree::{Bound, ById, QuestionKind, Resolved};
use common::{Dice, Maker, checked, replies_to};
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

/// A random tree with methods and advice of its own, some minding time and numbers of people.
fn draft(seed: u64) -> String {
    let (mut text, mut maker) = Maker::with_maker(seed, 4);
    let measures = maker.dice.pick(&["", "    measures: weeks\n", "    measures: people\n"]).to_owned();
    text = text.replacen("    unit: stuks\n", &format!("    unit: stuks\n{measures}"), 1);
    text += "advice:\n";
    for number in 0..2 {
        let condition = maker.condition(2);
        let _ = writeln!(text, "  d{number}: {{kind: tip, text: T, if: {{{condition}}}}}");
    }
    text += "methods:\n";
    for number in 0..3 {
        let level = maker.dice.pick(&["[consult]", "[involve]", "[consult, involve]"]);
        let _ = write!(text, "  m{number}: {{title: M, levels: {level}, audience: residents");
        for key in ["suits", "needs", "avoid"] {
            if maker.dice.one_in(2) {
                let condition = if maker.dice.one_in(4) { "rung: r1".to_owned() } else { maker.condition(1) };
                let _ = write!(text, ", {key}: {{{condition}}}");
            }
        }
        for key in ["weeks", "group"] {
            if maker.dice.one_in(2) {
                let from = maker.dice.roll(25);
                let _ = write!(text, ", {key}: {{from: {from}, below: {}}}", from + 1 + maker.dice.roll(10));
            }
        }
        text += "}\n";
    }
    text
}

/// Every reply to try: of a number that measures also the numbers around every edge that a method minds.
fn tried(tree: &Resolved, question: QuestionId) -> Vec<Reply<ById>> {
    let asked = &tree.questions[question];
    if !matches!(asked.kind, QuestionKind::Number { measures: Some(_), .. }) {
        return replies_to(tree, question).into_iter().map(Reply::Answers).collect();
    }
    let edges = tree.methods().flat_map(|method| [method.weeks, method.group]).flatten();
    let mut numbers: BTreeSet<i64> = edges.flat_map(|it| [it.from, it.below]).flatten().collect();
    numbers.extend([0, 10, 20, 30]);
    let around: BTreeSet<i64> = numbers.iter().flat_map(|&it| [it - 1, it]).collect();
    around.into_iter().map(|it| Reply::Number(Decimal::from(it))).collect()
}

/// What a document tells, of complete replies.
fn document(tree: &Resolved, replies: &Replies) -> String {
    let evaluation = evaluate(tree, replies);
    let [landing] = evaluation.landings[..] else { panic!("complete replies have one result") };
    let why = why(tree, replies, &evaluation);
    let mark = |bound: &Bound<ById>| format!("{:p}", std::ptr::from_ref(bound));
    let these = |held: &[&Held<'_>]| held.iter().map(|it| mark(it.bound)).collect::<BTreeSet<_>>();
    let line = |line: &BoundPosition<'_>| these(&line.reasons.iter().collect::<Vec<_>>());
    let lines = lines(tree, &evaluation, &why).unwrap();
    let short = why.wishes.iter().filter(|it| landing.rung.is_some_and(|rung| rung < it.bound.rung));
    let (low, high) = if landing.clash { why.clashing() } else { Default::default() };
    let all = recommend(tree, replies, &evaluation);
    let offered: Vec<_> = all.offered.iter().map(|it| (&it.method.id.text, &it.suits)).collect();
    let advice: Vec<&str> = all.advice.iter().map(|it| it.id.text.as_str()).collect();
    format!(
        "{landing:?} {:?} {:?} {:?} {:?} {:?} {:?} {:?} {offered:?} {advice:?}",
        line(&lines.wish),
        line(&lines.ceiling),
        line(&lines.floor),
        these(&short.collect::<Vec<_>>()),
        these(&low),
        these(&high),
        why.route.map(|(_, route)| route.because.clone()),
    )
}

/// The questions that change the document, by trying all.
fn by_trying(tree: &Resolved, replies: &Replies, documents: &BTreeMap<Vec<usize>, String>) -> BTreeSet<usize> {
    let all: Vec<Vec<Reply<ById>>> = tree.questions.ids().map(|it| tried(tree, it)).collect();
    let agrees = |set: &[usize]| {
        set.iter().enumerate().all(|(question, &reply)| match replies.get(&QuestionId::new(question)) {
            None | Some(Reply::Unknown) => true,
            Some(Reply::OneOf(_)) => unreachable!("not given here"),
            Some(given) => all[question][reply] == *given,
        })
    };
    let mut changing = BTreeSet::new();
    for (set, document) in documents.iter().filter(|(set, _)| agrees(set)) {
        for question in 0..set.len() {
            let given = !matches!(replies.get(&QuestionId::new(question)), None | Some(Reply::Unknown));
            if given || changing.contains(&question) {
                continue;
            }
            let others = (0..all[question].len()).map(|reply| {
                let mut other = set.clone();
                other[question] = reply;
                other
            });
            if others.into_iter().any(|other| documents[&other] != *document) {
                changing.insert(question);
            }
        }
    }
    changing
}

#[test]
fn a_question_is_asked_exactly_while_it_can_change_the_document() {
    let (mut asked, mut passed, mut beside) = (0, 0, 0);
    for seed in 0..900 {
        let text = draft(seed);
        let checked = checked(&text);
        let Some(tree) = &checked.tree else { continue };
        let all: Vec<Vec<Reply<ById>>> = tree.questions.ids().map(|it| tried(tree, it)).collect();
        if all.iter().map(Vec::len).product::<usize>() > 150 {
            continue;
        }
        let mut sets: Vec<Vec<usize>> = vec![Vec::new()];
        for replies in &all {
            sets = sets.iter().flat_map(|set| (0..replies.len()).map(|it| [&set[..], &[it]].concat())).collect();
        }
        let complete = |set: &[usize]| -> Replies {
            set.iter()
                .enumerate()
                .map(|(question, &reply)| (QuestionId::new(question), all[question][reply].clone()))
                .collect()
        };
        let documents: BTreeMap<Vec<usize>, String> =
            sets.into_iter().map(|set| (set.clone(), document(tree, &complete(&set)))).collect();
        let mut dice = Dice(seed ^ 0xa5ce);
        let mut walk = Walk::new(tree, Replies::new(), BTreeMap::new(), false);
        loop {
            let evaluation = evaluate(tree, &walk.replies);
            let said = changing(tree, &walk.replies, &evaluation);
            let said: BTreeSet<usize> = said.iter().enumerate().filter(|(_, said)| **said).map(|(it, _)| it).collect();
            let wanted = by_trying(tree, &walk.replies, &documents);
            assert_eq!(said, wanted, "under {:?} of\n{text}", walk.replies);
            let Some(asking) = walk.next() else { break };
            assert!(wanted.contains(&asking.question.index()));
            asked += 1;
            beside += usize::from(!evaluation.open_questions.contains(&asking.question));
            let question = asking.question;
            let tried = &all[question.index()];
            let reply = tried[dice.roll(tried.len())].clone();
            walk.give(question, if dice.one_in(6) { Reply::Unknown } else { reply });
        }
        passed += evaluate(tree, &walk.replies).met().len() - walk.answered().len();
    }
    assert!(asked > 300 && passed > 60 && beside > 30, "every kind is met: {asked} {passed} {beside}");
}
