//! Insight against brute force: why a result, what would change it, how often it comes out.
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

mod common;
#[path = "common/missing.rs"]
mod missing;
#[path = "common/program.rs"]
mod program;

use beslisboom::analysis::coverage::as_yaml;
use beslisboom::analysis::examples::{Proposed, as_example, missing};
use beslisboom::analysis::narrowing::narrows_most;
use beslisboom::analysis::stats::stats;
use beslisboom::analysis::walk::Walk;
use beslisboom::analysis::why::{Otherwise, otherwise};
use beslisboom::engine::evaluate::evaluate;
use beslisboom::engine::step::{End, Landing};
use beslisboom::model::ids::{AnswerId, Id, OutcomeId, QuestionId, RungId};
use beslisboom::model::replies::{Replies, Reply};
use beslisboom::model::tree::{ById, Resolved};
use common::{Complete, Dice, Maker, checked, complete_sets, replies_to, trace};
use std::collections::{BTreeMap, BTreeSet};

const BUDGET: usize = 200_000;

/// What a reply leaves of the allowed ones.
fn within(tree: &Resolved, question: QuestionId, reply: Option<&Reply<ById>>) -> Vec<Vec<AnswerId>> {
    let all = replies_to(tree, question).into_iter();
    match reply {
        Some(Reply::Answers(answers)) => all.filter(|it| it == answers).collect(),
        Some(Reply::OneOf(answers)) => all.filter(|set| set.iter().all(|it| answers.contains(it))).collect(),
        _ => all.collect(),
    }
}

/// Random replies, partial ones included.
fn random_replies(tree: &Resolved, dice: &mut Dice) -> Replies {
    let mut replies = Replies::new();
    for question in tree.questions.ids() {
        let all = replies_to(tree, question);
        let reply = match dice.roll(8) {
            0 => continue,
            1 => Reply::Unknown,
            2 => {
                let answers = &tree.questions[question].answers;
                let some: Vec<AnswerId> = answers.ids().filter(|_| dice.one_in(2)).collect();
                if within(tree, question, Some(&Reply::OneOf(some.clone()))).is_empty() {
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

/// A result as outcome and rung.
type Result = (OutcomeId, Option<RungId>);

fn result(end: End) -> Result {
    match end {
        End::Landing(Landing { outcome, rung, .. }) => (outcome, rung),
        other => panic!("a sound tree ends in {other:?}"),
    }
}

/// Replies as questions with answers.
type Replied = Vec<(QuestionId, Vec<AnswerId>)>;

/// The least cost of a result, with the sets of changes and new questions that cost it.
type Cheapest = ([usize; 3], BTreeSet<(Replied, Vec<QuestionId>)>);

/// Every complete set with the questions its walk meets and its result.
fn every_walk(tree: &Resolved) -> Vec<(Complete, Vec<QuestionId>, Result)> {
    let allowed: Vec<_> = tree.questions.ids().map(|question| replies_to(tree, question)).collect();
    complete_sets(&allowed)
        .into_iter()
        .map(|set| {
            let trace = trace(tree, &set, &[]);
            (set, trace.met, result(trace.end))
        })
        .collect()
}

/// So many complete sets of replies are tried for one tree.
const CASES: usize = 6_000;

/// A sound random tree of two to eight questions, of which some are `given`, if this seed makes one that can be
/// tried in full.
fn sound(seed: u64) -> Option<(String, beslisboom::check::Checked)> {
    let text = Maker::draft(seed, 2 + seed as usize % 7);
    let mut dice = Dice(seed ^ 0x91ce);
    let text = text
        .split_inclusive('\n')
        .map(|line| {
            let given = line == "    ask: Q?\n" && dice.one_in(3);
            if given { format!("{line}    given: true\n") } else { line.to_owned() }
        })
        .collect::<String>();
    let checked = checked(&text);
    let tree = checked.tree.as_ref()?;
    let cases = tree.questions.ids().map(|it| replies_to(tree, it).len()).fold(1, usize::saturating_mul);
    (cases <= CASES).then_some((text, checked))
}

/// Holds the least changes and the swings against every complete set.
fn compare_otherwise(
    tree: &Resolved,
    replies: &Replies,
    walks: &[(Complete, Vec<QuestionId>, Result)],
    text: &str,
) -> usize {
    let said = |question: QuestionId| !matches!(replies.get(&question), None | Some(Reply::Unknown));
    let fits =
        |question: QuestionId, reply: &Vec<AnswerId>| within(tree, question, replies.get(&question)).contains(reply);
    let mut cheapest: BTreeMap<Result, Cheapest> = BTreeMap::new();
    let mut now: BTreeSet<Result> = BTreeSet::new();
    for (set, met, result) in walks {
        let change: Replied =
            met.iter().filter(|&&it| said(it) && !fits(it, &set[it])).map(|&it| (it, set[it].clone())).collect();
        let asks: Vec<QuestionId> = met.iter().copied().filter(|&it| !said(it)).collect();
        let fixed = change.iter().filter(|(question, _)| tree.questions[*question].given).count();
        let cost = [fixed, change.len(), asks.len()];
        if set.ids().all(|question| fits(question, &set[question])) {
            now.insert(*result);
        }
        let entry = cheapest.entry(*result).or_insert((cost, BTreeSet::new()));
        if cost < entry.0 {
            *entry = (cost, BTreeSet::new());
        }
        if cost == entry.0 {
            entry.1.insert((change, asks));
        }
    }
    let evaluation = evaluate(tree, replies);
    let all = otherwise(tree, replies, &evaluation.landings, BUDGET, 100_000);
    let first = otherwise(tree, replies, &evaluation.landings, BUDGET, 1);
    assert!(all.finished && first.finished);
    let mut seen = BTreeSet::new();
    for (other, first) in all.others.iter().zip(&first.others) {
        let result = (other.result.outcome, other.result.rung);
        seen.insert(result);
        let found: BTreeSet<(Replied, Vec<QuestionId>)> = other
            .changes
            .iter()
            .map(|change| (change.change.clone(), change.asks.iter().map(|(question, _)| *question).collect()))
            .collect();
        let expected = cheapest.get(&result).map(|(_, sets)| sets.clone()).unwrap_or_default();
        assert_eq!(found, expected, "{result:?} under {replies:?} of\n{text}");
        assert_eq!(found.len(), other.changes.len(), "each once");
        assert!(other.complete);
        assert_eq!(first.changes.first(), other.changes.first(), "{result:?} under {replies:?} of\n{text}");
        // What it says to reply leads there.
        for change in &other.changes {
            let mut with = change.applied(replies);
            with.extend(change.asks.iter().map(|(question, answers)| (*question, Reply::Answers(answers.clone()))));
            let landed = evaluate(tree, &with).landings;
            let needed = change.needed(tree, replies, &other.result);
            assert!(needed.len() <= change.asks.len());
            let mut with = change.applied(replies);
            with.extend(needed.iter().map(|(question, answers)| (*question, Reply::Answers(answers.clone()))));
            if landed.len() == 1 {
                assert_eq!(evaluate(tree, &with).landings.len(), 1, "what is needed is enough: {change:?} of\n{text}");
            }
            assert!(landed.iter().any(|it| (it.outcome, it.rung) == result), "{change:?} of\n{text}");
        }
    }
    let settled: Vec<Result> = if now.len() == 1 { now.iter().copied().collect() } else { Vec::new() };
    assert!(cheapest.keys().all(|result| seen.contains(result) || settled.contains(result)));
    assert!(settled.iter().all(|result| !seen.contains(result)));
    assert_eq!(told_swings(&all), swings(tree, replies, walks, &now), "swings under {replies:?} of\n{text}");
    seen.len()
}

/// One question replied otherwise, to which answer (`None`: several at once), and where that leads.
type Swing = (QuestionId, Option<AnswerId>, BTreeSet<Result>);

/// What one other reply alone can change, by trying every walk.
fn swings(
    tree: &Resolved,
    replies: &Replies,
    walks: &[(Complete, Vec<QuestionId>, Result)],
    now: &BTreeSet<Result>,
) -> Vec<Swing> {
    let said = |question: QuestionId| !matches!(replies.get(&question), None | Some(Reply::Unknown));
    let fits =
        |question: QuestionId, reply: &Vec<AnswerId>| within(tree, question, replies.get(&question)).contains(reply);
    let mut expected = Vec::new();
    for question in tree.questions.ids().filter(|&question| said(question)) {
        let mut by_answer: BTreeMap<Option<AnswerId>, BTreeSet<Result>> = BTreeMap::new();
        for (set, _, result) in walks {
            let alone = set.ids().all(|it| fits(it, &set[it]) != (it == question));
            if alone && !now.contains(result) {
                let ticks = tree.questions[question].answers.iter().any(|answer| !answer.alone);
                let several = tree.questions[question].is_multiple() && ticks;
                let answer = if several { None } else { Some(set[question][0]) };
                by_answer.entry(answer).or_default().insert(*result);
            }
        }
        expected.extend(by_answer.into_iter().map(|(answer, results)| (question, answer, results)));
    }
    expected
}

/// The same, as the program tells it.
fn told_swings(found: &Otherwise) -> Vec<Swing> {
    let results = |to: &Vec<Landing>| to.iter().map(|it| (it.outcome, it.rung)).collect();
    let swing = |swing: &beslisboom::analysis::why::Swing| {
        let to = swing.to.iter();
        to.map(|(answer, to)| (swing.question, *answer, results(to))).collect::<Vec<Swing>>()
    };
    found.swings.iter().flat_map(swing).collect()
}

/// Holds the narrowing question against the evaluation of every reply.
fn compare_narrowing(tree: &Resolved, replies: &Replies, text: &str) -> bool {
    let evaluation = evaluate(tree, replies);
    let sum = |question: QuestionId| -> usize {
        let each = within(tree, question, replies.get(&question)).into_iter().map(|reply| {
            let mut with = replies.clone();
            with.insert(question, Reply::Answers(reply));
            evaluate(tree, &with).landings.len()
        });
        each.sum()
    };
    let expected = evaluation.open_questions.iter().copied().min_by_key(|&question| (sum(question), question));
    assert_eq!(narrows_most(tree, replies, &evaluation, &|_| true), expected, "under {replies:?} of\n{text}");
    evaluation.open_questions.len() > 1
}

#[test]
fn the_least_change_and_the_swings_are_those_of_brute_force() {
    let (mut others, mut open, mut large) = (0, 0, 0);
    for seed in 0..1200 {
        let Some((text, checked)) = sound(seed) else { continue };
        let tree = checked.resolved.as_ref().unwrap();
        let walks = every_walk(tree);
        large += usize::from(tree.questions.len() > 6);
        let mut dice = Dice(seed ^ 0xbeef);
        for _ in 0..5 {
            let replies = random_replies(tree, &mut dice);
            let few = replies.iter().filter(|_| dice.one_in(3)).map(|(question, it)| (*question, it.clone())).collect();
            open += usize::from(compare_narrowing(tree, &few, &text));
            others += compare_otherwise(tree, &replies, &walks, &text);
            open += usize::from(compare_narrowing(tree, &replies, &text));
        }
    }
    assert!(others > 5000 && open > 100 && large > 10, "{others} {open} {large}");
}

#[test]
fn the_figures_are_those_of_brute_force() {
    let near = |one: f64, two: f64| (one - two).abs() < 1e-9;
    let mut compared = 0;
    for seed in 5000..6200 {
        let Some((text, checked)) = sound(seed) else { continue };
        let tree = checked.resolved.as_ref().unwrap();
        let walks = every_walk(tree);
        let figures = stats(tree, BUDGET).unwrap();
        let all = walks.len() as f64;
        let mut shares: BTreeMap<Result, f64> = BTreeMap::new();
        let mut ways: BTreeSet<Replied> = BTreeSet::new();
        let mut counts: Vec<usize> = Vec::new();
        for (set, met, result) in &walks {
            *shares.entry(*result).or_default() += 1.0 / all;
            ways.insert(met.iter().map(|&question| (question, set[question].clone())).collect());
            counts.push(met.len());
        }
        counts.sort_unstable();
        assert_eq!(figures.results.len(), shares.len());
        for (landing, share) in &figures.results {
            assert!(near(*share, shares[&(landing.outcome, landing.rung)]), "{landing:?} {share} in\n{text}");
        }
        assert_eq!(figures.ways, ways.len() as u128, "{text}");
        assert_eq!((figures.shortest, figures.longest), (counts[0], counts[counts.len() - 1]));
        assert!(near(figures.mean, counts.iter().sum::<usize>() as f64 / all), "{text}");
        assert_eq!(figures.median, counts[(counts.len() - 1) / 2], "{text}");
        let clashes = walks
            .iter()
            .filter(|(set, ..)| matches!(trace(tree, set, &[]).end, End::Landing(landing) if landing.clash));
        assert!(near(figures.clash, clashes.count() as f64 / all));
        for telling in &figures.influence {
            let question = telling.question;
            let met = walks.iter().filter(|(_, met, _)| met.contains(&question)).count() as f64 / all;
            assert!(near(telling.asked, met), "{text}");
            // How far the shares move once this much of the reply is known, on average.
            let shift = |known: &dyn Fn(&Vec<AnswerId>) -> usize| {
                let mut parts: BTreeMap<usize, (f64, BTreeMap<Result, f64>)> = BTreeMap::new();
                for (set, _, result) in &walks {
                    let part = parts.entry(known(&set[question])).or_default();
                    part.0 += 1.0 / all;
                    *part.1.entry(*result).or_default() += 1.0 / all;
                }
                let apart = |(part, after): &(f64, BTreeMap<Result, f64>)| {
                    let moved = |(result, share): (&Result, &f64)| {
                        (after.get(result).copied().unwrap_or(0.0) - part * share).abs()
                    };
                    shares.iter().map(moved).sum::<f64>() / 2.0
                };
                parts.values().map(apart).sum::<f64>()
            };
            let asked = &tree.questions[question];
            let expected = if asked.is_multiple() {
                let one = |answer: AnswerId| shift(&|reply| usize::from(reply.contains(&answer)));
                asked.answers.ids().map(one).fold(0.0, f64::max)
            } else {
                shift(&|reply| reply[0].index())
            };
            assert!(near(telling.shift, expected), "{question:?}: {} {expected} in\n{text}", telling.shift);
        }
        compared += 1;
    }
    assert!(compared > 200, "{compared}");
}

#[test]
fn asking_what_narrows_most_first_never_changes_the_result() {
    let (mut walked, mut fewer, mut more) = (0, 0, 0);
    for seed in 0..1500 {
        let Some((text, checked)) = sound(seed) else { continue };
        let tree = checked.tree.as_ref().unwrap();
        let mut dice = Dice(seed ^ 0x5407);
        for _ in 0..3 {
            let set: Complete = tree
                .questions
                .ids()
                .map(|question| {
                    let all = replies_to(tree, question);
                    all[dice.roll(all.len())].clone()
                })
                .collect();
            let hold = |mut walk: Walk<'_>| {
                let (mut bound, mut asked) = (usize::MAX, 0);
                while let Some(asking) = walk.next() {
                    assert!(asking.at_most + 1 < bound, "the bound falls in\n{text}");
                    bound = asking.at_most + 1;
                    assert!(!walk.replies.contains_key(&asking.question), "nothing is asked twice");
                    walk.give(asking.question, Reply::Answers(set[asking.question].clone()));
                    asked += 1;
                }
                let landings = walk.evaluation().landings.clone();
                assert_eq!(landings.len(), 1, "{text}");
                (asked, (landings[0].outcome, landings[0].rung))
            };
            let (usual, result) = hold(Walk::new(tree, Replies::new(), BTreeMap::new(), false));
            let (short, same) = hold(Walk::new(tree, Replies::new(), BTreeMap::new(), false).shortest());
            assert_eq!(result, same, "{text}");
            walked += 1;
            fewer += usize::from(short < usual);
            more += usize::from(short > usual);
        }
    }
    assert!(walked > 500 && fewer > more, "{walked} {fewer} {more}");
}

// ---- the commands -----------------------------------------------------------------------------

/// What a run gave: status, standard output, standard error.
fn run(args: &[&str]) -> (i32, String, String) {
    let run = program::beslisboom(args).run();
    (run.status, run.out, run.err)
}

#[test]
fn why_says_what_decides_and_what_would_change_it() {
    let replies = ["why", "--replies", "examples/dorpsstraat.yaml"];
    let (status, out, err) = run(&replies);
    assert_eq!((status, err.as_str()), (0, ""));
    for said in ["Wat de doorslag geeft", "Hoogstens Adviseren", "Eén ander antwoord", "Wat een ander advies vraagt"] {
        assert!(out.contains(said), "{said}: {out}");
    }
    let (_, json, _) = run(&[&replies[..], &["--format", "json"]].concat());
    let json: serde_json::Value = serde_json::from_str(&json).unwrap();
    assert_eq!(json["format"], "beslisboom/why/1");
    assert_eq!(json["possible"][0]["rung"], "adviseren");
    let others = json["others"].as_array().unwrap();
    assert!(others.iter().any(|it| it["never"] == true && it["change"].is_null()));
    // Replying as it says gives what it says.
    for other in others.iter().filter(|it| it["never"] == false) {
        let set = |pair: (&String, &serde_json::Value)| {
            let reply = match pair.1 {
                serde_json::Value::Array(list) => {
                    list.iter().map(|it| it.as_str().unwrap()).collect::<Vec<_>>().join(",")
                }
                reply => reply.as_str().unwrap().to_owned(),
            };
            format!("{}={reply}", pair.0)
        };
        let pairs = other["change"].as_object().unwrap().iter().chain(other["with"].as_object().unwrap());
        let sets: Vec<String> = pairs.map(set).collect();
        let mut args = vec!["walk", "--format", "json", "--replies", "examples/dorpsstraat.yaml"];
        sets.iter().for_each(|it| args.extend(["--set", it]));
        let (status, advice, err) = run(&args);
        assert_eq!(status, 0, "{args:?} {err}");
        let advice: serde_json::Value = serde_json::from_str(&advice).unwrap();
        assert_eq!((&advice["outcome"], &advice["rung"]), (&other["outcome"], &other["rung"]), "{args:?}");
    }
    let (_, all, _) = run(&[&replies[..], &["--all", "--format", "json"]].concat());
    let all: serde_json::Value = serde_json::from_str(&all).unwrap();
    for (one, all) in others.iter().zip(all["others"].as_array().unwrap()) {
        assert_eq!(one["change"], all["change"]);
        // Of thirteen answers that go together more sets lead there than are listed, and that is said.
        let many = all["outcome"] == "vraag-de-belofte" && all["rung"] == "coproduceren";
        assert_eq!(all["complete"], !many, "{all}");
    }
    // What is open is said, with the question to begin with.
    let (status, out, _) = run(&["why", "--set", "begint=gemeente", "--set", "wet=vrij", "--set", "keuze=veel"]);
    assert!(status == 0 && out.contains("Dit kan eruit komen") && out.contains("Zoek dit het eerst uit"), "{out}");
    let (_, out, _) = run(&["--lang", "en", "why", "--replies", "examples/dorpsstraat.yaml", "--format", "markdown"]);
    assert!(out.contains("## What decides") && out.contains("| Other advice |"), "{out}");
    for (args, said) in [
        (&["why", "schiedm"][..], "bedoelde je `schiedam`?"),
        (&["why", "--set", "keuze=vel"], "bedoelde je `veel`?"),
        (&["why", "--replies", "weg.yaml"], "kan `weg.yaml` niet lezen"),
    ] {
        let (status, out, err) = run(args);
        assert!(status == 2 && out.is_empty() && err.contains(said), "{args:?}: {err}");
    }
}

#[test]
fn every_advice_says_what_would_change_it() {
    let (_, out, _) = run(&["walk", "--replies", "examples/dorpsstraat.yaml"]);
    let (_, after) = out.split_once("Wat zou het advies veranderen?").unwrap();
    let (changes, _) = after.split_once("\n\n").unwrap();
    // What somebody could ask of the board, and nothing that closes the door.
    assert!(changes.contains("‘Wat belooft het bestuur vooraf te doen met de inbreng?’ wordt"), "{changes}");
    assert!(!changes.contains("Informeer") && !changes.contains("‘Valt er voor deze fase"), "{changes}");
}

#[test]
fn stats_counts_what_a_tree_can_come_to() {
    let (status, out, err) = run(&["stats", "--format", "json"]);
    assert_eq!((status, err.as_str()), (0, ""));
    let json: serde_json::Value = serde_json::from_str(&out).unwrap();
    assert_eq!(json["format"], "beslisboom/stats/1");
    let sum =
        |list: &serde_json::Value| list.as_array().unwrap().iter().map(|it| it["share"].as_f64().unwrap()).sum::<f64>();
    assert!((sum(&json["results"]) - 1.0).abs() < 1e-9);
    assert_eq!(out, run(&["stats", "--format", "json"]).1, "the same every time");
    let (_, out, _) = run(&["stats"]);
    assert!(out.contains("Dit is geen voorspelling") && out.contains("Vragen op de langste route"), "{out}");
}

// ---- exports ----------------------------------------------------------------------------------

/// A tree whose texts are as hostile to diagrams as they can be.
const HOSTILE: &str = r##"format: 1
id: end
version: "1"
title: 'De "boom" --> end # <b>x</b>'
language: nl
ladder: builtin:heusden
questions:
  graph:
    ask: '"Quotes" <script>alert(1)</script> & \N `tick` |pipe| [a] {b} (c) *d* _e_ ;'
    answers:
      end: {label: '1. Een "lijst" --> nee', outcome: subgraph, at-most: informeren}
      style: {label: '- punt; einde %% wat', next: click}
  click:
    ask: 1. Nog een vraag
    kind: multiple
    answers:
      a: {label: A}
      b: {label: B}
    routes:
      - {if: {click: a}, outcome: subgraph}
      - {outcome: end}
outcomes:
  subgraph: {title: 'Klaar "echt"', verdict: participate, rung: ceiling}
  end: {title: end, verdict: not-yet}
"##;

#[test]
fn diagrams_show_the_tree_and_the_way_and_no_text_escapes() {
    let (status, out, err) = run(&["export", "mermaid", "--route", "examples/dorpsstraat.yaml"]);
    assert_eq!((status, err.as_str()), (0, ""));
    assert!(out.contains("\nflowchart TD\n") && out.contains("o_participeren") && out.contains("hoogstens Adviseren"));
    let taken = out.lines().find(|line| line.trim_start().starts_with("class ")).unwrap();
    assert!(taken.contains("q_wet") && taken.contains("o_participeren") && !taken.contains("o_aanvrager"), "{taken}");
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("boom.yaml");
    std::fs::write(&file, HOSTILE).unwrap();
    let file = file.to_str().unwrap();
    let (status, out, err) = run(&["export", "mermaid", file]);
    assert_eq!(status, 0, "{err}");
    let body = out.split_once("flowchart TD").unwrap().1;
    for line in body.lines().filter(|line| line.contains('"')) {
        // Exactly one text in quotes, and in it nothing that Mermaid or HTML reads.
        let parts: Vec<&str> = line.split('"').collect();
        assert_eq!(parts.len(), 3, "{line}");
        let text = parts[1].replace("<br/>", "");
        assert!(!text.contains(['<', '>', '`', '|', '[', ']', '{', '}', '\\', '&']), "{line}");
    }
    for line in body.lines().filter(|line| !line.trim().is_empty()) {
        let id = line.split_whitespace().next().unwrap();
        // What an arrow says is a shape of its own, and how that looks is said once.
        let ours = ["q_", "o_", "w_"].iter().any(|kind| id.starts_with(kind));
        assert!(ours || line == "  classDef way fill:none,stroke:none", "{line}");
    }
    let (_, out, _) = run(&["export", "dot", file]);
    assert!(out.contains("\\\"Quotes\\\"") && out.contains("\\\\N"), "{out}");
    // Every string is closed on its line.
    for line in out.lines() {
        let quotes = line.replace("\\\\", "").replace("\\\"", "").matches('"').count();
        assert!(quotes % 2 == 0, "{line}");
    }
    the_real_readers_take(&run(&["export", "mermaid", file]).1, &out);
    // Where Graphviz is installed it draws; where it is not, that is said.
    let (status, out, err) = run(&["export", "svg", file]);
    let there = std::process::Command::new("dot").arg("-V").output().is_ok();
    assert_eq!(status, if there { 0 } else { 2 }, "{err}");
    assert!(if there { out.contains("<svg") } else { out.is_empty() && err.contains("Graphviz") }, "{err}");
}

/// Hands diagrams to Mermaid's own parser (`npm install` in tests/mermaid) and to Graphviz; where one is not there it is said.
fn the_real_readers_take(mermaid: &str, dot: &str) {
    let home = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/mermaid");
    let read = |program: &str, args: &[&str], text: &str| {
        let mut command = assert_cmd::Command::new(program);
        let output = command.args(args).current_dir(&home).write_stdin(text).output().expect("it runs");
        assert!(output.status.success(), "{}\n{text}", String::from_utf8_lossy(&output.stderr));
        String::from_utf8(output.stdout).expect("text")
    };
    if home.join("node_modules").exists() {
        assert_eq!(read("node", &["parse.mjs"], mermaid), "flowchart-v2\n");
    } else {
        missing::missing("no Mermaid here: its diagrams are not read");
    }
    if std::process::Command::new("dot").arg("-V").output().is_ok() {
        assert!(read("dot", &["-Tsvg"], dot).contains("<svg"));
    } else {
        missing::missing("no Graphviz here: its diagrams are not read");
    }
}

#[test]
fn diagrams_of_every_shipped_tree_are_taken_by_the_real_readers() {
    for tree in beslisboom::source::shipped::names("") {
        the_real_readers_take(&run(&["export", "mermaid", tree]).1, &run(&["export", "dot", tree]).1);
    }
    let route = ["--route", "examples/dorpsstraat.yaml"];
    let with = |kind| run(&[&["export", kind][..], &route].concat()).1;
    the_real_readers_take(&with("mermaid"), &with("dot"));
}

#[test]
fn the_booklet_and_the_json_hold_the_whole_tree() {
    let (status, book, _) = run(&["export", "markdown"]);
    let (_, json, _) = run(&["export", "json"]);
    let json: serde_json::Value = serde_json::from_str(&json).unwrap();
    assert_eq!((status, &json["format"]), (0, &"beslisboom/tree/1".into()));
    for question in json["questions"].as_array().unwrap() {
        assert!(book.contains(&format!("### {}\n", question["ask"].as_str().unwrap())), "{question:?}");
        for answer in question["answers"].as_array().unwrap() {
            assert!(book.contains(answer["label"].as_str().unwrap()), "{answer}");
        }
    }
    for outcome in json["outcomes"].as_array().unwrap() {
        assert!(book.contains(outcome["title"].as_str().unwrap()), "{outcome}");
    }
    assert!(book.contains("## Bronnen") && book.contains("Zo kan het hoger"));
    let (status, _, err) = run(&["export", "pdf"]);
    assert!(status == 2 && err.contains("kies uit: mermaid, dot, svg, markdown, json"), "{err}");
}

#[test]
fn the_missing_examples_cover_all_there_is_and_hold() {
    let mut examples = 0;
    for seed in 0..700 {
        let Some((text, found)) = sound(seed) else { continue };
        let tree = found.tree.as_ref().unwrap();
        let proposed = missing(tree, BUDGET).unwrap();
        assert_eq!(proposed, missing(tree, BUDGET).unwrap(), "the same every time");
        examples += proposed.len();
        let examples: Vec<_> = proposed.iter().map(|it| as_example(tree, it)).collect();
        let yaml = as_yaml(tree, &examples, tree.examples.len());
        let again = checked(&format!("{text}examples:\n{yaml}"));
        let lacks: Vec<&str> = again
            .findings
            .iter()
            .map(|finding| finding.rule)
            .filter(|rule| {
                rule.starts_with("unexampled") || ["untested-question", "contradicted-example"].contains(rule)
            })
            .collect();
        assert!(again.tree.is_some() && lacks.is_empty(), "{lacks:?} with\n{yaml}of\n{text}");
        // Every question that matters has a pair that differs in it alone and comes out differently.
        let evaluation = evaluate(tree, &Replies::new());
        for &question in &evaluation.open_questions {
            let shows = |one: &Proposed, two: &Proposed| {
                let differ = |it: &QuestionId| two.replies.get(it).is_some_and(|reply| *reply != one.replies[it]);
                let result = |it: &Proposed| (it.landing.outcome, it.landing.rung);
                result(one) != result(two) && one.replies.keys().all(|it| differ(it) == (*it == question))
            };
            assert!(
                proposed.iter().any(|one| proposed.iter().any(|two| shows(one, two))),
                "{question:?} {yaml}of\n{text}"
            );
        }
        // With these, nothing is missing any more.
        assert_eq!(missing(again.tree.as_ref().unwrap(), BUDGET).unwrap(), Vec::new(), "{yaml}of\n{text}");
    }
    assert!(examples > 500, "{examples}");
}
