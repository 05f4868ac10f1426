//! The DMN of a tree, read back by an engine that others made (`dsntk`): for complete replies it tells the outcome, the
//! rung, the verdict and the clash that walking tells, on shipped trees and random ones.
//!
//! `.ci/run` fetches the engine and the schema. Where one is not there its test says so and passes.
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

mod common;
#[path = "common/missing.rs"]
mod missing;

use beslisboom::engine::evaluate::{Evaluation, Explored};
use beslisboom::model::ids::QuestionId;
use beslisboom::model::replies::{Decimal, Replies, Reply};
use beslisboom::model::tree::Tree;
use beslisboom::output::export::dmn;
use common::{DAY, Dice, Maker, checked, random_trees, replies_to, shipped_trees};
use missing::missing;
use std::path::{Path, PathBuf};
use std::process::Command;

/// Random trees with twenty rows each.
const RANDOM: u64 = 200;

/// Question ids that are words of FEEL, the name of the decision, and ids that nearly are each other; hostile texts.
const HOSTILE: &str = r#"
format: 1
id: t
version: "1 <&> \" ' ]]>"
title: "T <!-- <decision> ]]> \u202E"
language: nl
ladder: l.yaml
facts: {f: {label: F, values: {a: A, b: B}}}
scores: {s: {label: S}}
bounds:
  - if: {f: a, s: {from: 2}}
    at-most: r0
questions:
  between:
    ask: "Q <&> \"?"
    answers:
      waar: {label: "O'Brien \"keus\" <b>", at-most: r1, set: {f: a}}
      for: {label: "C:\\nieuw\\ &amp; ]]>", at-least: r1, add: {s: 2}}
      order: {label: "a\u202Eb\te", next: a-b}
    next: advice
  advice:
    ask: Q?
    kind: multiple
    answers:
      a-b: {label: "een; twee", at-most: r1, add: {s: 1}}
      a: {label: "een", at-least: r1, set: {f: [a, b]}}
      niet: {label: "Niets?", alone: true, add: {s: -1}}
    next: date
  date:
    ask: Hoeveel?
    kind: number
    unit: stuks
    decimals: true
    answers:
      min: {label: Min, below: -2.5}
      midden: {label: Midden, from: -2.5, below: 1.25, set: {f: a}}
      veel: {label: Veel, from: 1.25, add: {s: 1}}
    next: a-b
  a-b:
    ask: Q?
    kind: multiple
    answers: {c: {label: C}, c-d: {label: CD, at-least: r1}}
    next: function
  function:
    ask: Q?
    answers: {leeg: {label: N}, x: {label: X, outcome: geen}}
    routes:
      - if: {a-b: c, between: for}
        outcome: wens
      - outcome: hoog
outcomes:
  hoog: {title: "H <i>", verdict: participate, rung: ceiling, conflict: geen}
  wens: {title: W, verdict: other-route, rung: wish, conflict: geen}
  geen: {title: G, verdict: not-yet}
"#;

/// A complete set of replies; numbers as numbers, also those where a band begins.
fn complete(tree: &Tree, dice: &mut Dice) -> Replies {
    let mut replies = Replies::new();
    for (question, asked) in tree.questions.iter_enumerated() {
        let all = replies_to(tree, question);
        let answers = all[dice.roll(all.len())].clone();
        let reply = match asked.answers[answers[0]].band {
            Some(band) => {
                let more = Decimal::from(dice.roll(60) as i64);
                let less = (0..).map(|less| Decimal::from(-less));
                let tries = [more].into_iter().chain(band.from).chain(less);
                Reply::Number(tries.into_iter().find(|number| band.holds(*number)).unwrap())
            }
            None => Reply::Answers(answers),
        };
        replies.insert(question, reply);
    }
    replies
}

/// Replies as an engine gets them. A question that the walk passes over may be left out.
fn context(tree: &Tree, replies: &Replies, left_out: &dyn Fn(QuestionId) -> bool) -> String {
    let mut entries = Vec::new();
    for (question, asked) in tree.questions.iter_enumerated() {
        let name = asked.id.text.replace('-', "_");
        let name = if ["between", "function", "advice"].contains(&&*name) { format!("{name}_") } else { name };
        let out = left_out(question);
        match &replies[&question] {
            _ if out && !asked.is_multiple() => entries.push(format!("{name}: null")),
            Reply::Number(number) => entries.push(format!("{name}: {number}")),
            Reply::Answers(answers) if asked.is_multiple() => {
                let name = asked.id.text.replace('-', "_");
                for (answer, it) in asked.answers.iter_enumerated() {
                    let chosen = if out { "null" } else { ["false", "true"][usize::from(answers.contains(&answer))] };
                    entries.push(format!("{name}__{}: {chosen}", it.id.text.replace('-', "_")));
                }
            }
            Reply::Answers(answers) => entries.push(format!("{name}: \"{}\"", asked.answers[answers[0]].id.text)),
            other => panic!("{other:?}"),
        }
    }
    format!("{{{}}}", entries.join(", "))
}

/// What walking tells of complete replies.
fn told(tree: &Tree, evaluation: &Evaluation) -> String {
    let [landing] = evaluation.landings[..] else { panic!("{:?}", evaluation.landings) };
    let outcome = &tree.outcomes[landing.outcome];
    let rung = landing.rung.map_or("null".to_owned(), |rung| format!("\"{}\"", tree.rung(rung).id.text));
    let (id, verdict, clash) = (&outcome.id.text, outcome.verdict.word(), evaluation.clash.certain);
    format!("{{outcome: \"{id}\", rung: {rung}, verdict: \"{verdict}\", conflict: {clash}}}")
}

/// Writes a tree as DMN, with rows and what must come out of each. The last row is wrong: it must fail.
fn write(folder: &Path, name: &str, tree: &Tree, rows: usize) {
    let mut dice = Dice(0xd31);
    let mut tests = String::new();
    let explored = Explored::of(tree);
    for row in 0..rows {
        let replies = complete(tree, &mut dice);
        let evaluation = explored.evaluate(&replies);
        let met: Vec<QuestionId> = evaluation.met().iter().map(|met| met.question).collect();
        let context = context(tree, &replies, &|question| row % 2 == 1 && !met.contains(&question));
        tests += &format!("% {context}, {}\n", told(tree, &evaluation));
        if row + 1 == rows {
            tests += &format!("% {context}, {}\n", told(tree, &evaluation).replace("outcome: \"", "outcome: \"-"));
        }
    }
    std::fs::write(folder.join(format!("{name}.rows")), tests).unwrap();
    std::fs::write(folder.join(format!("{name}.dmn")), dmn(tree, DAY).unwrap()).unwrap();
}

/// Every tree as DMN in a folder: its name and how many rows; so many of every shipped tree.
fn cases(folder: &str, shipped: usize) -> (PathBuf, Vec<(String, usize)>) {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(folder);
    let _ = std::fs::remove_dir_all(&folder);
    std::fs::create_dir_all(&folder).unwrap();
    let mut cases = Vec::new();
    for (name, tree) in shipped_trees() {
        write(&folder, name, &tree, shipped);
        cases.push((name.to_owned(), shipped));
    }
    let found = checked(HOSTILE);
    write(&folder, "hostile", &found.tree.unwrap_or_else(|| panic!("{:#?}", found.findings)), 200);
    cases.push(("hostile".to_owned(), 200));
    for (seed, tree) in random_trees(RANDOM, |seed| Maker::draft(seed, 5)) {
        let name = format!("random{seed:03}");
        write(&folder, &name, &tree, 20);
        cases.push((name, 20));
    }
    (folder, cases)
}

/// A thing that `.ci/run` fetched.
fn fetched(path: &str) -> Option<PathBuf> {
    let found = Path::new(env!("CARGO_MANIFEST_DIR")).join("target/engines").join(path);
    found.exists().then_some(found)
}

#[test]
fn an_engine_tells_what_walking_tells() {
    let Some(engine) = fetched("bin/dsntk") else { return missing("no dsntk here: the DMN is not tried") };
    let rows = std::env::var("DMN_ROWS").map_or(200, |rows| rows.parse().unwrap());
    let (folder, cases) = cases("dmn", rows);
    for (name, rows) in cases {
        let [tests, model] = ["rows", "dmn"].map(|ending| folder.join(format!("{name}.{ending}")));
        let run = Command::new(&engine)
            .args(["tdm", "-s", "-i", "advice", "-c", "never"])
            .args([tests, model])
            .output()
            .unwrap();
        let said = String::from_utf8_lossy(&run.stdout);
        let summary = format!("{rows} passed; 1 failed.");
        assert!(said.contains(&summary), "{name}: {said} {}", String::from_utf8_lossy(&run.stderr));
    }
}

#[test]
fn it_is_as_the_published_schema_says() {
    let (Some(python), Some(schema)) =
        (fetched("bin/python"), fetched("node_modules/@kie-tools/dmn-marshaller/src/schemas/dmn-1_3/DMN13.xsd"))
    else {
        return missing("no schema of DMN here: the DMN is not held against it");
    };
    let (folder, _) = cases("dmn-schema", 1);
    let script = "import pathlib, sys\nfrom lxml import etree\nschema = etree.XMLSchema(etree.parse(sys.argv[1]))\nmodels = sorted(pathlib.Path(sys.argv[2]).glob('*.dmn'))\nassert len(models) > 100\nfor model in models:\n    schema.assertValid(etree.parse(model))\n";
    let there = Command::new(&python).args(["-c", "import lxml"]).output().unwrap();
    if !there.status.success() {
        return missing("no lxml here: the DMN is not held against its schema");
    }
    let run = Command::new(python).args(["-c", script]).args([schema, folder]).output().unwrap();
    assert!(run.status.success(), "{}", String::from_utf8_lossy(&run.stderr));
}
