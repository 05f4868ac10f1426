//! Rows of a list held against the walk, cell by cell: what a list prepares once for all rows says the same as
//! evaluating, explaining and recommending for one, on random trees and shipped ones, numbers included.
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

mod common;

use beslisboom::analysis::document::changing;
use beslisboom::analysis::narrowing::narrows_most;
use beslisboom::analysis::plan::Plan;
use beslisboom::analysis::recommend::recommend;
use beslisboom::analysis::why::why;
use beslisboom::engine::evaluate::evaluate;
use beslisboom::list::answer::{Answering, KnownByReplies};
use beslisboom::list::cell::ReplyText;
use beslisboom::list::columns::Columns;
use beslisboom::list::field::Headers;
use beslisboom::list::input::Input;
use beslisboom::list::mapping::{Mapping, Target};
use beslisboom::list::{Field, Job};
use beslisboom::model::ids::{AnswerId, Id, QuestionId, RungId};
use beslisboom::model::replies::{Decimal, Replies, Reply};
use beslisboom::model::tree::{QuestionKind, Resolved};
use beslisboom::text::language::Language;
use common::{Dice, Maker, checked, replies_to, shipped_trees};
use std::borrow::Cow;
use std::collections::BTreeSet;
use std::fmt::Write as _;

/// Names and texts of a list of its own: every other column is called otherwise, and every answer has a code.
fn own_names(tree: &Resolved) -> (Vec<String>, Mapping) {
    let mut mapping = Mapping::default();
    let mut names = Vec::new();
    for (at, question) in tree.questions.iter().enumerate() {
        let id = &question.id.text;
        names.push(if at % 2 == 0 { format!("Kolom {at}") } else { id.clone() });
        if at % 2 == 0 {
            mapping.columns.push((names[at].clone(), Target::Question(id.clone())));
        }
        let codes = question.answers.iter().enumerate().map(|(code, it)| (format!("code {code}"), it.id.text.clone()));
        let others = [("n.v.t.".to_owned(), String::new()), ("-".to_owned(), "unknown".to_owned())];
        mapping.values.push((id.clone(), codes.chain(others).collect()));
    }
    (names, mapping)
}

/// A random reply to every question, with the cell that says it; open ones and exact numbers included. Some cells
/// hold what nobody can read: then the question is open, and it is among those given back.
fn random_row(tree: &Resolved, dice: &mut Dice, open: usize) -> (Replies, Vec<String>, Vec<QuestionId>) {
    let mut replies = Replies::new();
    let mut misfits = Vec::new();
    let mut cells = vec![String::new(); tree.questions.len()];
    for (question, asked) in tree.questions.iter_enumerated() {
        let id = |answer: &AnswerId| asked.answers[*answer].id.text.as_str();
        let ids = |answers: &[AnswerId], between: &str| answers.iter().map(id).collect::<Vec<_>>().join(between);
        let (reply, cell) = match dice.roll(12) {
            it if it < open => {
                cells[question.index()] = dice.pick(&["", "", "n.v.t.", "geen\tidee"]).to_owned();
                if cells[question.index()].starts_with("geen") {
                    misfits.push(question);
                }
                continue;
            }
            it if it < open + 1 => (Reply::Unknown, dice.pick(&["?", "onbekend", " Unknown ", "-"]).to_owned()),
            it if it < open + 2 && !asked.is_multiple() => {
                let some: Vec<AnswerId> = asked.answers.ids().filter(|_| dice.one_in(2)).collect();
                if some.len() < 2 {
                    continue;
                }
                let cell = ids(&some, "|");
                (Reply::OneOf(some), cell)
            }
            it if it < open + 4 && matches!(asked.kind, QuestionKind::Number { .. }) => {
                let number = Decimal::from(dice.roll(40) as i64);
                if asked.answers.iter().all(|answer| !answer.band.unwrap().holds(number)) {
                    continue;
                }
                let written = number.to_string();
                let cell = match dice.roll(5) {
                    0 => match &asked.kind {
                        QuestionKind::Number { unit, .. } => format!("{written} {unit}"),
                        _ => written,
                    },
                    1 => format!("{written},0"),
                    2 => format!(" {written}.00 "),
                    3 => format!("'{written}"),
                    _ => written,
                };
                (Reply::Number(number), cell)
            }
            _ => {
                let all = replies_to(tree, question);
                let answers = all[dice.roll(all.len())].clone();
                let code = |it: &AnswerId| format!("code {}", it.index());
                let cell = match dice.one_in(3) {
                    true => answers.iter().map(code).collect::<Vec<_>>().join("|"),
                    false => ids(&answers, ";"),
                };
                (Reply::Answers(answers), cell)
            }
        };
        replies.insert(question, reply);
        cells[question.index()] = cell;
    }
    (replies, cells, misfits)
}

/// What every column should say of these replies, by evaluating them alone.
fn expected(tree: &Resolved, replies: &Replies, misfits: &[QuestionId]) -> Vec<(Field, String)> {
    let evaluation = evaluate(tree, replies);
    let landings = &evaluation.landings;
    let one = if let [landing] = landings[..] { Some(landing) } else { None };
    let ids = |questions: &[QuestionId]| {
        questions.iter().map(|it| tree.questions[*it].id.text.as_str()).collect::<Vec<_>>().join(";")
    };
    let rung = |rung: RungId| tree.ladder.as_ref().unwrap().rungs[rung].id.text.as_str();
    let rungs: BTreeSet<RungId> = landings.iter().filter_map(|landing| landing.rung).collect();
    let verdicts: BTreeSet<_> = landings.iter().map(|it| tree.outcomes[it.outcome].verdict.word()).collect();
    // A result hangs on a cell that cannot be read: nothing is decided.
    let hangs = misfits.iter().any(|it| evaluation.open_questions.contains(it));
    let one = one.filter(|_| !hangs);
    let status = match one {
        _ if hangs => "invalid",
        Some(_) if evaluation.clash.certain => "conflict",
        Some(_) => "decided",
        None => "undecided",
    };
    let mut decided_by: Vec<QuestionId> = Vec::new();
    if let Some(landing) = &one {
        let why = why(tree, replies, &evaluation);
        decided_by.extend(why.decided_by(tree, landing).iter().flat_map(|decider| &decider.questions));
        if decided_by.is_empty() {
            decided_by.clone_from(&why.route_decided_by);
        }
        decided_by.retain(|it| !matches!(replies.get(it), None | Some(Reply::Unknown)));
        decided_by.sort_unstable();
        decided_by.dedup();
    }
    let recommended = recommend(tree, replies, &evaluation);
    let plan: Vec<&str> = recommended.plan.iter().flat_map(Plan::methods).map(|it| it.id.text.as_str()).collect();
    let offered = recommended.offered;
    let changes = changing(tree, replies, &evaluation);
    let is_open = |it: &QuestionId| matches!(replies.get(it), None | Some(Reply::Unknown | Reply::OneOf(_)));
    let plan_open = tree.questions.ids().filter(|it| one.is_some() && changes[*it] && is_open(it)).collect::<Vec<_>>();
    let next = narrows_most(tree, replies, &evaluation, &|_| true).filter(|_| one.is_none());
    let next = next.or(evaluation.open_questions.first().copied().filter(|_| one.is_none()));
    let mut outcomes: Vec<&str> = landings.iter().map(|it| tree.outcomes[it.outcome].id.text.as_str()).collect();
    outcomes.dedup();
    let always: Vec<QuestionId> = evaluation.met().iter().filter(|met| met.always).map(|met| met.question).collect();
    vec![
        (Field::Status, status.to_owned()),
        (Field::Verdict, if verdicts.len() == 1 { verdicts.first().unwrap().to_string() } else { String::new() }),
        (Field::Rung, one.and_then(|it| it.rung).map_or("", rung).to_owned()),
        (Field::Outcome, one.map_or("", |it| tree.outcomes[it.outcome].id.text.as_str()).to_owned()),
        (Field::PossibleRungs, rungs.into_iter().map(rung).collect::<Vec<_>>().join(";")),
        (Field::PossibleOutcomes, outcomes.join(";")),
        (Field::OpenQuestions, ids(&evaluation.open_questions)),
        (Field::NextQuestion, next.map_or_else(String::new, |it| tree.questions[it].ask.trim().to_owned())),
        (Field::EachReply, next.map_or_else(String::new, |it| each_reply(tree, replies, it))),
        (Field::DecidedBy, ids(&decided_by)),
        (Field::Methods, offered.iter().map(|it| it.method.id.text.as_str()).collect::<Vec<_>>().join(";")),
        (Field::Plan, plan.join(";")),
        (Field::PlanOpen, ids(&plan_open)),
        (Field::Route, ids(&always)),
    ]
}

/// What each reply to a question brings, by evaluating with it; nothing where that is long.
fn each_reply(tree: &Resolved, replies: &Replies, question: QuestionId) -> String {
    let asked = &tree.questions[question];
    let may = |answer: &AnswerId| match replies.get(&question) {
        Some(Reply::OneOf(some)) => some.contains(answer),
        _ => true,
    };
    let answers: Vec<AnswerId> = asked.answers.ids().filter(may).collect();
    if asked.kind == QuestionKind::Multiple || answers.len() > 6 {
        return String::new();
    }
    let brings = |answer: AnswerId| {
        let mut replies = replies.clone();
        replies.insert(question, Reply::Answers(vec![answer]));
        let mut titles: Vec<&str> = Vec::new();
        for landing in evaluate(tree, &replies).landings {
            let title = match landing.rung {
                Some(rung) => &tree.ladder.as_ref().unwrap().rungs[rung].title,
                None => &tree.outcomes[landing.outcome].title,
            };
            if !titles.contains(&title.as_str()) {
                titles.push(title);
            }
        }
        let last = titles.pop().unwrap();
        let before = titles.join(", ") + if titles.is_empty() { "" } else { " of " };
        format!("{}: {before}{last}", asked.answers[answer].label.trim().trim_end_matches('.'))
    };
    let all = answers.into_iter().map(brings).collect::<Vec<_>>().join("; ");
    if all.chars().count() > 600 { String::new() } else { all }
}

/// Rows of a tree, as a list answers them and as the walk does; how many had an exact number.
fn compare(tree: &Resolved, about: &str, dice: &mut Dice, opens: &[usize]) -> usize {
    let language = Language::Dutch;
    let (names, mapping) = own_names(tree);
    let columns = Columns::of(tree, names, &mapping).unwrap();
    let (fields, headers, date) = (Field::ALL.to_vec(), Headers::Ids, String::new());
    let input = Input::default();
    let job = Job { tree, language, input, fields, headers, mapping, counts: false, strict: false, threads: 1, date };
    let (answering, mut known) = (Answering::new(&job).unwrap(), KnownByReplies::default());
    let mut numbers = 0;
    for &open in opens {
        let (replies, cells, misfits) = random_row(tree, dice, open);
        let answer =
            answering.answer(&columns, &mut |column| ReplyText::Text(Cow::Borrowed(&cells[column])), None, &mut known);
        for (field, expected) in expected(tree, &replies, &misfits) {
            let place = Field::ALL.iter().position(|it| *it == field).unwrap();
            assert_eq!(answer.cells[place], expected, "{field:?} under {cells:?} of\n{about}");
        }
        // Every cell that cannot be read is named, with its column, where no shape of the row is at fault.
        let message = &answer.cells[Field::ALL.len() - 1];
        for question in &misfits {
            let column = format!("kolom `{}`: `geen idee`", columns.names[question.index()]);
            assert!(message.replace('\t', " ").contains(&column), "{message} under {cells:?} of\n{about}");
        }
        numbers += usize::from(replies.values().any(|reply| matches!(reply, Reply::Number(_))));
    }
    numbers
}

/// Methods that listen to a random tree in every way there is.
fn methods(tree: &Resolved, seed: u64) -> String {
    let answers: Vec<usize> = tree.questions.iter().map(|question| question.answers.len()).collect();
    let mut maker = Maker { dice: Dice(seed ^ 0x77), answers, loops: false };
    let mut text = "methods:\n".to_owned();
    for number in 0..4 {
        let levels = maker.dice.pick(&["[inform]", "[consult]", "[involve]", "[inform, consult, involve]"]);
        let _ = write!(text, "  m{number}: {{title: M, audience: residents, levels: {levels}");
        for key in ["suits", "needs", "avoid"] {
            if maker.dice.one_in(2) {
                let _ = write!(text, ", {key}: {{{}}}", maker.condition(1));
            }
        }
        if maker.dice.one_in(2) {
            let _ = write!(text, ", weeks: {{from: {}}}", maker.dice.roll(30));
        }
        text += "}\n";
    }
    text
}

#[test]
fn rows_of_random_trees_are_answered_as_they_are_walked() {
    let (mut trees, mut numbers) = (0, 0);
    for seed in 0..1500 {
        let text = Maker::draft(seed, 5).replace("    unit: stuks\n", "    unit: weken\n    measures: weeks\n");
        let Some(tree) = checked(&text).tree else { continue };
        let text = text + &methods(&tree, seed);
        let found = checked(&text);
        let tree = found.tree.unwrap_or_else(|| panic!("{:?}\n{text}", found.findings));
        numbers += compare(&tree, &text, &mut Dice(seed ^ 0xbeef), &[8, 4, 4, 4, 2, 2, 1, 0]);
        trees += 1;
    }
    assert!(trees > 500 && numbers > 400, "{trees} trees, {numbers} rows with a number");
}

#[test]
fn rows_of_shipped_trees_are_answered_as_they_are_walked() {
    for (name, tree) in shipped_trees() {
        let opens: Vec<usize> = (0..60).map(|round| [0, 1, 2, 5][round % 4]).collect();
        compare(&tree, name, &mut Dice(4), &opens);
    }
}
