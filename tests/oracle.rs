//! The whole program against a second reading of the same files that shares no code with it: results, open
//! questions, bounds, methods, advice, reasons and lists of numbers, over all complete replies of random trees.
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

#[path = "common/drafts.rs"]
mod drafts;
#[path = "common/naive.rs"]
mod naive;
#[path = "common/program.rs"]
mod program;

use drafts::{Dice, LADDER, Maker};
use naive::{End, Fit, Outcome, Replies, Tree, Walk};
use program::beslisboom;
use serde_json::{Map, Value, json};
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

/// So many complete sets of replies are tried of one tree.
const SETS: usize = 500;

/// A random tree as its maker could have written it: measured numbers, facts of life, methods and advice.
fn draft(seed: u64) -> String {
    let (text, mut maker) = Maker::with_maker(seed, 5);
    let mut measures = ["weeks", "people"].iter();
    let mut written = String::new();
    for line in text.lines().filter(|line| !line.contains("rising:")) {
        let _ = writeln!(written, "{line}");
        if line.contains("ask: Q?") && maker.dice.one_in(4) {
            written += "    given: true\n";
        }
        if let (true, Some(measure)) = (line.contains("unit: stuks"), measures.next()) {
            let _ = writeln!(written, "    measures: {measure}");
        }
    }
    written += "advice:\n";
    for number in 0..3 {
        let _ = writeln!(written, "  d{number}: {{kind: tip, text: T, if: {{{}}}}}", heard(&mut maker));
    }
    written += "methods:\n";
    for number in 0..5 {
        let levels = maker.dice.pick(&["inform", "consult", "involve", "[consult, involve]", "[inform, consult]"]);
        let audience = maker.dice.pick(&["residents", "residents", "residents", "internal"]);
        let _ = write!(written, "  m{number}: {{title: M, levels: {levels}, audience: {audience}");
        for key in ["suits", "needs", "avoid"] {
            if maker.dice.one_in(2) {
                let _ = write!(written, ", {key}: {{{}}}", heard(&mut maker));
            }
        }
        for key in ["weeks", "group"] {
            let from = maker.dice.roll(30);
            match maker.dice.roll(4) {
                0 => write!(written, ", {key}: {{from: {from}, below: {}}}", from + 1 + maker.dice.roll(20)).unwrap(),
                1 => write!(written, ", {key}: {{from: {from}}}").unwrap(),
                _ => {}
            }
        }
        if maker.dice.one_in(2) {
            let _ = write!(written, ", cost: {}", maker.dice.pick(&["low", "medium", "high"]));
        }
        written += "}\n";
    }
    written
}

/// A condition of one or two entries that may read the result as well.
fn heard(maker: &mut Maker) -> String {
    let one = |maker: &mut Maker| match maker.dice.roll(7) {
        0 => format!("outcome: {}", maker.dice.pick(&["hoog", "vast", "geen", "[hoog, laag]"])),
        1 => format!("rung: {}", maker.dice.pick(&["r0", "r1", "[r1, r2]"])),
        2 => format!("level: {}", maker.dice.pick(&["inform", "consult"])),
        3 => format!("verdict: {}", maker.dice.pick(&["participate", "not-yet"])),
        _ => maker.condition(2),
    };
    let (first, second) = (one(maker), one(maker));
    let name = |entry: &str| entry.split(':').next().unwrap().to_owned();
    if name(&first) != name(&second) && maker.dice.one_in(2) { format!("{first}, {second}") } else { first }
}

/// A tree in a folder, with all its walks.
struct Case {
    folder: tempfile::TempDir,
    text: String,
    tree: Tree,
    walks: Vec<Walk>,
}

impl Case {
    /// The tree of this seed, if it can be tried in full.
    fn new(seed: u64) -> Option<Self> {
        let text = draft(seed);
        let tree = Tree::read(&text, LADDER);
        let open: BTreeMap<_, _> = tree.questions().into_iter().map(|it| (it.clone(), tree.allowed(&it))).collect();
        if open.values().map(Vec::len).product::<usize>() > SETS {
            return None;
        }
        let walks = tree.complete_sets(&open).iter().map(|set| tree.walk(set)).collect();
        let folder = tempfile::tempdir().unwrap();
        std::fs::write(folder.path().join("boom.yaml"), &text).unwrap();
        std::fs::write(folder.path().join("l.yaml"), LADDER).unwrap();
        Some(Self { folder, text, tree, walks })
    }

    fn is_sound(&self) -> bool {
        self.walks.iter().all(|walk| walk.result().is_some())
    }

    fn run(&self, words: &[&str]) -> program::Program {
        beslisboom(words).within(self.folder.path())
    }

    /// What the program answers, as JSON.
    fn answer(&self, command: &[&str], replies: &Value) -> Value {
        let file = json!({"format": 1, "tree": "t", "replies": replies}).to_string();
        let run = self.run(command).args(&["boom.yaml", "--replies", "-", "--format", "json"]).input(file).run();
        serde_json::from_str(&run.fine()).unwrap_or_else(|fault| panic!("{fault}\n{}", self.text))
    }
}

/// The cases of these seeds that are sound.
fn sound(seeds: std::ops::Range<u64>) -> impl Iterator<Item = (u64, Case)> {
    seeds.filter_map(|seed| Some((seed, Case::new(seed)?))).filter(|(_, case)| case.is_sound())
}

#[test]
fn check_finds_a_fault_exactly_where_some_walk_has_one() {
    let mut seen = [0, 0];
    for seed in 0..60 {
        let Some(case) = Case::new(seed) else { continue };
        let run = case.run(&["check", "boom.yaml", "--format", "json"]).run();
        let shown: Value = serde_json::from_str(&run.out).unwrap();
        let faults = shown["findings"].as_array().unwrap().iter().filter(|it| it["severity"] == "error");
        let found: BTreeSet<&str> = faults.map(|it| it["rule"].as_str().unwrap()).collect();
        let fault = |walk: &Walk| match walk.end {
            Some(End::Stuck) => Some("dead-end"),
            Some(End::Loop) => Some("endless-loop"),
            Some(End::UnhandledConflict) => Some("unhandled-conflict"),
            _ => None,
        };
        let expected: BTreeSet<&str> = case.walks.iter().filter_map(fault).collect();
        assert_eq!(found, expected, "seed {seed}\n{}", case.text);
        assert_eq!(run.status, i32::from(!expected.is_empty()), "seed {seed}\n{}", case.text);
        seen[usize::from(expected.is_empty())] += 1;
    }
    assert!(seen.iter().all(|count| *count > 10), "{seen:?}");
}

// ---- replies given ----------------------------------------------------------------------------

/// Replies to some questions, as in a replies file, and what they leave of every question.
struct Given {
    written: Value,
    left: BTreeMap<String, Vec<Vec<String>>>,
    /// The questions that were answered, however widely.
    said: BTreeSet<String>,
    numbers: BTreeMap<String, f64>,
}

/// Random replies: known, unknown, one of several, numbers.
fn given(tree: &Tree, dice: &mut Dice) -> Given {
    let mut written = Map::new();
    let mut given =
        Given { written: Value::Null, left: BTreeMap::new(), said: BTreeSet::new(), numbers: BTreeMap::new() };
    for question in tree.questions() {
        let mut left = tree.allowed(&question);
        let reply = match dice.roll(6) {
            0 | 1 => json!("unknown"),
            2 => {
                let some: Vec<String> = tree.answers(&question).into_iter().filter(|_| dice.one_in(2)).collect();
                let fits = |set: &&Vec<String>| set.iter().all(|it| some.contains(it));
                let fitting: Vec<_> = left.iter().filter(fits).cloned().collect();
                if some.is_empty() {
                    json!("unknown")
                } else {
                    left = fitting;
                    json!({"one-of": some})
                }
            }
            3 if tree.is(&question, "number") => {
                let number = dice.roll(40) as f64;
                match tree.band(&question, number) {
                    Some(band) => {
                        left = vec![vec![band]];
                        given.numbers.insert(question.clone(), number);
                        json!(number as i64)
                    }
                    None => json!("unknown"),
                }
            }
            _ => {
                let set = left[dice.roll(left.len())].clone();
                left = vec![set.clone()];
                if tree.is(&question, "multiple") { json!(set) } else { json!(set[0]) }
            }
        };
        if reply != "unknown" {
            given.said.insert(question.clone());
        }
        written.insert(question.clone(), reply);
        given.left.insert(question, left);
    }
    given.written = Value::Object(written);
    given
}

impl Given {
    fn agrees(&self, replies: &Replies) -> bool {
        replies.iter().all(|(question, reply)| self.left[question].contains(reply))
    }
}

fn result_of(value: &Value) -> Outcome {
    Outcome { outcome: value["outcome"].as_str().unwrap().to_owned(), rung: value["rung"].as_str().map(str::to_owned) }
}

fn ids(list: &Value) -> Vec<&str> {
    list.as_array().unwrap().iter().map(|it| it.as_str().or(it["id"].as_str()).unwrap()).collect()
}

/// The results in tree order.
fn in_order(tree: &Tree, results: BTreeSet<Outcome>) -> Vec<Outcome> {
    let place = |id: &str| tree.file["outcomes"].as_object().unwrap().keys().position(|it| it == id);
    let mut results: Vec<Outcome> = results.into_iter().collect();
    results.sort_by_key(|it| (place(&it.outcome), it.rung.clone()));
    results
}

/// The questions that matter: two sets differ in it alone, and have different results.
fn mattering(tree: &Tree, walks: &[&Walk]) -> Vec<String> {
    let matters = |question: &String| {
        let mut by_others: BTreeMap<Replies, &Outcome> = BTreeMap::new();
        walks.iter().any(|walk| {
            let mut others = walk.replies.clone();
            others.remove(question);
            let result = walk.result().unwrap();
            *by_others.entry(others).or_insert(result) != result
        })
    };
    tree.questions().into_iter().filter(matters).collect()
}

fn compare_results(case: &Case, walks: &[&Walk], advice: &Value, about: &str) {
    let results: BTreeSet<Outcome> = walks.iter().map(|walk| walk.result().unwrap().clone()).collect();
    let possible: Vec<Outcome> = advice["possible"].as_array().unwrap().iter().map(result_of).collect();
    assert_eq!(possible, in_order(&case.tree, results.clone()), "possible results, {about}");
    assert_eq!(ids(&advice["open_questions"]), mattering(&case.tree, walks), "open questions, {about}");
    assert_eq!(advice["conflict"], walks.iter().all(|walk| walk.clashes()), "a certain clash, {about}");
    assert_eq!(advice["outcome"].is_null(), results.len() > 1, "one outcome, {about}");
    let route: BTreeSet<&str> = ids(&advice["route"]).into_iter().collect();
    let mut always: BTreeSet<&str> = walks[0].met.iter().map(String::as_str).collect();
    always.retain(|it| walks.iter().all(|walk| walk.met.iter().any(|met| met == it)));
    assert_eq!(route, always, "questions that every walk meets, {about}");
}

fn compare_bounds(walks: &[&Walk], advice: &Value, about: &str) {
    for (side, key) in [("at-most", "at_most"), ("at-least", "at_least"), ("wish", "wishes")] {
        let held: BTreeSet<_> = walks.iter().flat_map(|walk| &walk.held).filter(|it| it.side == side).collect();
        let certain = |bound: &&naive::Held| walks.iter().all(|walk| walk.held.contains(*bound));
        let mut expected: Vec<(String, bool)> = held.iter().map(|it| (it.rung.clone(), certain(it))).collect();
        let bounds = advice[key].as_array().unwrap().iter();
        let mut found: Vec<(String, bool)> =
            bounds.map(|it| (it["rung"].as_str().unwrap().to_owned(), it["certain"] == true)).collect();
        let highest_first = side != "at-most";
        assert!(found.is_sorted_by(|one, two| if highest_first { one.0 >= two.0 } else { one.0 <= two.0 }), "{about}");
        expected.sort();
        found.sort();
        assert_eq!(found, expected, "{key}, {about}");
    }
}

/// Where a method stands in the list: more that suits, cheaper, shorter, its id.
fn rank(method: &Value, suits: usize, id: &str) -> impl Ord + use<> {
    let cost = ["low", "medium", "high"].iter().position(|it| method["cost"] == *it).unwrap_or(9);
    let weeks = |key: &str| method["weeks"][key].as_i64().unwrap_or(i64::MAX);
    (std::cmp::Reverse(suits), cost, weeks("from"), weeks("below"), id.to_owned())
}

fn compare_methods(case: &Case, given: &Given, walks: &[&Walk], advice: &Value, about: &str) {
    let (mut offered, mut perhaps, mut fallen) = (Vec::new(), Vec::new(), BTreeMap::new());
    for (id, method) in case.tree.file["methods"].as_object().unwrap() {
        let fits: Vec<Fit> = walks.iter().map(|walk| case.tree.fit(method, walk, &given.numbers)).collect();
        let fitting = walks.iter().zip(&fits).filter(|(_, fit)| **fit == Fit::Offered);
        let suits = fitting.map(|(walk, _)| case.tree.suits(method, walk)).reduce(|all, some| &all & &some);
        let suits = suits.unwrap_or_default();
        if fits.iter().all(|fit| *fit == Fit::Offered) {
            offered.push((rank(method, suits.len(), id), id.as_str()));
        } else if fits.contains(&Fit::Offered) {
            perhaps.push((rank(method, suits.len(), id), id.as_str()));
        } else {
            let mut kinds: Vec<&str> = Vec::new();
            let reasons = fits.iter().filter_map(|fit| match fit {
                Fit::Fallen(reasons) => Some(reasons),
                _ => None,
            });
            let reasons: BTreeSet<_> = reasons.flatten().collect();
            kinds.extend(reasons.iter().map(|(kind, _)| kind));
            if !kinds.is_empty() {
                fallen.insert(id.as_str(), kinds);
            }
        }
    }
    for (key, mut expected) in [("methods", offered), ("perhaps_methods", perhaps)] {
        expected.sort();
        let expected: Vec<&str> = expected.into_iter().map(|(_, id)| id).collect();
        assert_eq!(ids(&advice[key]), expected, "{key}, {about}");
    }
    let reasons = |it: &Value| {
        let mut kinds: Vec<String> =
            it["reasons"].as_array().unwrap().iter().map(|it| it["kind"].as_str().unwrap().to_owned()).collect();
        kinds.sort();
        (it["id"].as_str().unwrap().to_owned(), kinds)
    };
    let found: BTreeMap<String, Vec<String>> =
        advice["fallen_methods"].as_array().unwrap().iter().map(reasons).collect();
    let expected = fallen.into_iter().map(|(id, mut kinds)| {
        kinds.sort_unstable();
        (id.to_owned(), kinds.into_iter().map(str::to_owned).collect())
    });
    assert_eq!(found, expected.collect(), "fallen away, {about}");
}

fn compare_advice(case: &Case, walks: &[&Walk], advice: &Value, about: &str) {
    let (mut certain, mut perhaps) = (Vec::new(), Vec::new());
    for (id, it) in case.tree.file["advice"].as_object().unwrap() {
        match walks.iter().filter(|walk| case.tree.applies(it, walk)).count() {
            0 => {}
            count if count == walks.len() => certain.push(id.as_str()),
            _ => perhaps.push(id.as_str()),
        }
    }
    assert_eq!(ids(&advice["advice"]), certain, "advice, {about}");
    assert_eq!(ids(&advice["perhaps_advice"]), perhaps, "advice that may apply, {about}");
}

#[test]
fn an_advice_says_what_every_complete_set_of_replies_says() {
    let mut seen = 0;
    for (seed, case) in sound(100..230) {
        let mut dice = Dice(seed ^ 0x5eed);
        for _ in 0..4 {
            let given = given(&case.tree, &mut dice);
            let walks: Vec<&Walk> = case.walks.iter().filter(|walk| given.agrees(&walk.replies)).collect();
            if walks.is_empty() {
                continue;
            }
            let about = format!("seed {seed} under {}\n{}", given.written, case.text);
            let advice = case.answer(&["walk"], &given.written);
            compare_results(&case, &walks, &advice, &about);
            compare_bounds(&walks, &advice, &about);
            compare_methods(&case, &given, &walks, &advice, &about);
            compare_advice(&case, &walks, &advice, &about);
            seen += 1;
        }
    }
    assert!(seen > 150, "{seen}");
}

// ---- why --------------------------------------------------------------------------------------

/// The price of another result: replies changed that nobody can change, replies changed, new questions.
type Price = (usize, usize, usize);

/// What has to be replied otherwise, and what is asked besides.
type Change = (Replies, BTreeSet<String>);

/// For every result of the tree the cheapest ways to it.
fn cheapest(case: &Case, given: &Given) -> BTreeMap<Outcome, (Price, BTreeSet<Change>)> {
    let mut cheapest: BTreeMap<Outcome, (Price, BTreeSet<Change>)> = BTreeMap::new();
    for walk in &case.walks {
        let (said, asks): (BTreeSet<&String>, BTreeSet<&String>) =
            walk.met.iter().partition(|it| given.said.contains(*it));
        let changed = said.into_iter().filter(|it| !given.left[*it].contains(&walk.replies[*it]));
        let change: Replies = changed.map(|it| (it.clone(), walk.replies[it].clone())).collect();
        let fixed = change.keys().filter(|it| case.tree.file["questions"][it.as_str()]["given"] == true).count();
        let price = (fixed, change.len(), asks.len());
        let entry = cheapest.entry(walk.result().unwrap().clone()).or_insert((price, BTreeSet::new()));
        if price < entry.0 {
            *entry = (price, BTreeSet::new());
        }
        if price == entry.0 {
            entry.1.insert((change, asks.into_iter().cloned().collect()));
        }
    }
    cheapest
}

fn change_of(value: &Value) -> Change {
    let answers = |it: &Value| match it {
        Value::Array(_) => ids(it).into_iter().map(str::to_owned).collect(),
        one => vec![one.as_str().unwrap().to_owned()],
    };
    let change = value["change"].as_object().unwrap().iter();
    (
        change.map(|(question, reply)| (question.clone(), answers(reply))).collect(),
        ids(&value["asks"]).into_iter().map(str::to_owned).collect(),
    )
}

/// By question: the results that another reply to it alone leads to and that are not possible now.
fn swings(case: &Case, given: &Given, now: &BTreeSet<Outcome>) -> BTreeMap<String, BTreeSet<Outcome>> {
    let mut swings: BTreeMap<String, BTreeSet<Outcome>> = BTreeMap::new();
    for walk in &case.walks {
        let misfits: Vec<&String> =
            given.left.iter().filter(|(it, left)| !left.contains(&walk.replies[*it])).map(|(it, _)| it).collect();
        let result = walk.result().unwrap();
        if let ([only], false) = (&misfits[..], now.contains(result)) {
            swings.entry((*only).clone()).or_default().insert(result.clone());
        }
    }
    swings
}

#[test]
fn why_names_the_least_that_would_change_the_result() {
    let (mut seen, mut changes) = (0, 0);
    for (seed, case) in sound(300..400) {
        let mut dice = Dice(seed ^ 0x0dd5);
        for _ in 0..3 {
            let given = given(&case.tree, &mut dice);
            let walks: Vec<&Walk> = case.walks.iter().filter(|walk| given.agrees(&walk.replies)).collect();
            if walks.is_empty() {
                continue;
            }
            let about = format!("seed {seed} under {}\n{}", given.written, case.text);
            let why = case.answer(&["why", "--all"], &given.written);
            let now: BTreeSet<Outcome> = walks.iter().map(|walk| walk.result().unwrap().clone()).collect();
            let cheapest = cheapest(&case, &given);
            let mut others: BTreeSet<Outcome> = cheapest.keys().cloned().collect();
            if now.len() == 1 {
                others = &others - &now;
            }
            for other in why["others"].as_array().unwrap() {
                let result = result_of(other);
                let expected = cheapest.get(&result).map(|(_, ways)| ways.clone()).unwrap_or_default();
                let all = other["all"].as_array().unwrap();
                let found: BTreeSet<Change> = all.iter().map(change_of).collect();
                assert_eq!(found, expected, "the ways to {result:?}, {about}");
                assert_eq!(other["never"], expected.is_empty(), "{result:?}, {about}");
                assert!(other["never"] == true || change_of(other) == change_of(&all[0]), "the first, {about}");
                let never = others.remove(&result);
                assert_eq!(never, !expected.is_empty(), "{result:?} belongs here, {about}");
                changes += expected.len();
            }
            assert!(others.is_empty(), "nothing on {others:?}, {about}");
            let found: BTreeMap<String, BTreeSet<Outcome>> = why["swings"]
                .as_array()
                .unwrap()
                .iter()
                .map(|swing| {
                    let to = swing["to"].as_array().unwrap().iter();
                    let results = to.flat_map(|to| to["possible"].as_array().unwrap()).map(result_of);
                    (swing["question"].as_str().unwrap().to_owned(), results.collect())
                })
                .collect();
            assert_eq!(found, swings(&case, &given, &now), "one other reply, {about}");
            seen += 1;
        }
    }
    assert!(seen > 150 && changes > 100, "{seen} {changes}");
}

// ---- lists ------------------------------------------------------------------------------------

#[test]
fn numbers_in_a_list_come_out_as_the_band_they_lie_in() {
    let (mut rows, mut numbers) = (0, 0);
    for (seed, case) in sound(500..620) {
        let questions = case.tree.questions();
        if !questions.iter().any(|it| case.tree.is(it, "number")) {
            continue;
        }
        let mut dice = Dice(seed ^ 0x1157);
        let mut list = format!("rij;{}\n", questions.join(";"));
        let mut expected = Vec::new();
        for row in 0..40 {
            let given = given(&case.tree, &mut dice);
            let walks: Vec<&Walk> = case.walks.iter().filter(|walk| given.agrees(&walk.replies)).collect();
            // In a cell there is no "one of".
            let cells: Vec<String> = questions.iter().map(|it| cell(&given.written[it])).collect();
            if walks.is_empty() || given.written.to_string().contains("one-of") {
                continue;
            }
            let _ = writeln!(list, "{row};{}", cells.join(";"));
            let results: BTreeSet<Outcome> = walks.iter().map(|walk| walk.result().unwrap().clone()).collect();
            expected.push((row, in_order(&case.tree, results)));
            numbers += given.numbers.len();
        }
        std::fs::write(case.folder.path().join("lijst.csv"), &list).unwrap();
        let words = ["batch", "boom.yaml", "lijst.csv", "--format", "jsonl"];
        let run = case.run(&words).run();
        let answered: Vec<Value> = run.out.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
        assert_eq!(answered.len(), expected.len(), "seed {seed}\n{list}\n{}\n{}", run.err, case.text);
        for (answer, (row, results)) in answered.iter().zip(expected) {
            let about = format!("seed {seed} row {row}: {answer}\n{list}\n{}", case.text);
            assert_eq!(answer["rij"], row.to_string(), "{about}");
            let verdicts: BTreeSet<String> = results.iter().map(|it| case.tree.verdict(&it.outcome)).collect();
            let verdict = verdicts.first().filter(|_| verdicts.len() == 1).cloned();
            let only = results.first().filter(|_| results.len() == 1);
            let (outcome, rung) = (only.map(|it| it.outcome.clone()), only.and_then(|it| it.rung.clone()));
            let expected = [("verdict", verdict), ("outcome", outcome), ("rung", rung)];
            for (key, value) in expected {
                assert_eq!(answer[key].as_str(), value.as_deref(), "{key}, {about}");
            }
            rows += 1;
        }
    }
    assert!(rows > 300 && numbers > 100, "{rows} {numbers}");
}

/// A reply as somebody types it in a cell.
fn cell(reply: &Value) -> String {
    match reply {
        Value::String(word) if word == "unknown" => "?".to_owned(),
        Value::String(word) => word.clone(),
        Value::Array(_) => ids(reply).join("|"),
        other => other.to_string(),
    }
}
