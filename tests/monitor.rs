//! What many projects show together: counted anew from the files, the same in every format, and nothing left out in
//! silence.
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

#[path = "common/program.rs"]
mod program;

use calamine::{Data, Reader, Xlsx, open_workbook_from_rs};
use program::{beslisboom, root};
use serde_json::{Value, json};
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io::Cursor;
use std::path::Path;

const FOLDER: &str = "tests/monitor";

/// A run in the folder of project files, of which one cannot be read.
fn monitor(args: &[&str]) -> String {
    let run = beslisboom(&["monitor", ".", "--date", "2026-11-22"]).args(args).within(&root().join(FOLDER)).run();
    assert_eq!(run.status, 1, "{}", run.err);
    run.out
}

/// Small projects whose replies are one of a few sets, so that the advice on each can be asked for.
fn made(folder: &Path) -> Vec<Value> {
    let sets = [
        json!({"begint": "gemeente", "wet": "vrij", "keuze": "niets"}),
        json!({"begint": "gemeente", "wet": "vrij", "keuze": "deels", "toezegging": "luisteren", "belang": ["impact"]}),
        json!({"begint": "gemeente", "wet": "vrij", "keuze": "veel", "toezegging": "afwijken-motiveren",
            "belang": ["kennis", "gevoelig"], "agenda": "samen"}),
        json!({"begint": "inwoners"}),
        json!({"begint": "gemeente"}),
    ];
    let rungs = ["informeren", "raadplegen", "adviseren", "coproduceren", "meebeslissen"];
    let groups = ["Buren", "Jongeren", "Winkels"];
    let mut projects = Vec::new();
    let mut seed = 7_u64;
    let mut pick = |below: usize| {
        seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (seed >> 33) as usize % below
    };
    for number in 0..40 {
        let mut part = json!({"tree": "schiedam", "replies": sets[pick(5)]});
        if pick(2) == 0 {
            part["chosen"] = json!({"rung": rungs[pick(5)]});
        }
        let mut project = json!({"format": 1, "kind": "project", "name": format!("P{number}"), "parts": [part]});
        if pick(4) > 0 {
            project["begun"] = format!("202{}-0{}-01", 4 + pick(3), 1 + pick(9)).into();
        }
        let labels = pick(3);
        if labels > 0 {
            project["labels"] = ["noord", "zuid"][..labels].to_vec().into();
        }
        if pick(3) > 0 {
            project["plan"] = json!({
                "groups": [groups[pick(3)], groups[pick(3)]],
                "activities": [{"what": "Avond", "method": "inloopavond"}, {"what": "Ronde", "method": "schouw"}],
                "feedback-by": format!("2026-{:02}-15", 6 + pick(7)),
                "evaluate-by": "2026-11-21",
            });
        }
        if pick(2) == 0 {
            project["done"] =
                json!([{"what": "Avond", "people": pick(90), "groups": [groups[pick(3)].to_uppercase()]}]);
            if pick(2) == 0 {
                project["done"][0]["feedback"] = "Brief.".into();
            }
        }
        fs::write(folder.join(format!("p{number:02}.yaml")), project.to_string()).unwrap();
        projects.push(project);
    }
    projects
}

/// What the program advises on replies: rungs that are possible, and whether there is one result.
fn advised(replies: &Value, known: &mut BTreeMap<String, (Vec<Value>, bool)>) -> (Vec<Value>, bool) {
    let key = replies.to_string();
    let asked = || {
        let file = json!({"format": 1, "tree": "schiedam", "replies": replies}).to_string();
        let run = beslisboom(&["why", "--replies", "-", "--format", "json"]).input(file).run();
        let why: Value = serde_json::from_str(&run.out).unwrap();
        let possible = why["possible"].as_array().unwrap();
        (possible.iter().map(|it| it["rung"].clone()).collect(), possible.len() == 1)
    };
    known.entry(key).or_insert_with(asked).clone()
}

fn texts(value: &Value) -> Vec<String> {
    match value {
        Value::Array(items) => items.iter().map(|it| it.as_str().unwrap().to_owned()).collect(),
        Value::String(text) => vec![text.clone()],
        _ => Vec::new(),
    }
}

#[derive(Default)]
struct Count {
    projects: usize,
    done: usize,
    people: u64,
    rungs: BTreeMap<String, [usize; 3]>,
    deviation: [usize; 4],
}

impl Count {
    fn value(&self) -> Value {
        let rungs: BTreeMap<&String, &[usize; 3]> = self.rungs.iter().collect();
        json!([self.projects, self.done, self.people, rungs, self.deviation])
    }
}

/// The same of what the program counted.
fn counted(totals: &Value) -> Value {
    let name = |rung: &Value| match &rung["rung"] {
        Value::String(id) => id.clone(),
        _ if rung["open"] == true => "open".to_owned(),
        _ => "none".to_owned(),
    };
    let rungs: BTreeMap<String, Value> = totals["rungs"]
        .as_array()
        .unwrap()
        .iter()
        .map(|rung| (name(rung), json!([rung["advised"], rung["chosen"], rung["done"]])))
        .collect();
    let it = &totals["deviation"];
    assert_eq!(
        it["deviating"].as_u64().unwrap(),
        ["lower", "higher", "other"].iter().map(|key| it[key].as_u64().unwrap()).sum::<u64>()
    );
    let deviation = json!([it["parts"], it["lower"], it["higher"], it["other"]]);
    json!([totals["projects"], totals["done"], totals["people"], rungs, deviation])
}

#[test]
fn everything_is_counted_as_a_second_count_has_it() {
    let folder = tempfile::tempdir().unwrap();
    let projects = made(folder.path());
    let run = beslisboom(&["monitor", ".", "--date", "2026-11-22", "--since", "2025-05-01", "--format", "json"])
        .within(folder.path())
        .run();
    let monitor: Value = serde_json::from_str(&run.fine()).unwrap();
    let order = ["informeren", "raadplegen", "adviseren", "coproduceren", "meebeslissen"];
    let place = |rung: &Value| order.iter().position(|it| rung == it);
    let mut known = BTreeMap::new();
    let mut counts: BTreeMap<String, Count> = BTreeMap::new();
    let mut answers: BTreeMap<String, [usize; 4]> = BTreeMap::new();
    let (mut groups, mut methods) = (BTreeMap::<String, [usize; 3]>::new(), BTreeMap::<String, [u64; 3]>::new());
    let mut overdue = Vec::new();
    for (number, project) in projects.iter().enumerate() {
        let part = &project["parts"][0];
        let (rungs, settled) = advised(&part["replies"], &mut known);
        let name = |rung: &Value| rung.as_str().unwrap_or("none").to_owned();
        let advice = if settled { name(&rungs[0]) } else { "open".to_owned() };
        let chosen = part["chosen"]["rung"].as_str().map_or_else(|| advice.clone(), str::to_owned);
        let done = project.get("done").is_some();
        // Parts, lower, higher, other.
        let mut deviation = [usize::from(settled || part.get("chosen").is_some()), 0, 0, 0];
        if let Some(rung) = part["chosen"].get("rung").filter(|rung| !rungs.contains(rung)) {
            let places: Vec<usize> = rungs.iter().filter_map(place).collect();
            let chosen = place(rung).unwrap();
            match (places.iter().min(), places.iter().max()) {
                (Some(low), _) if chosen < *low => deviation[1] = 1,
                (_, Some(high)) if chosen > *high => deviation[2] = 1,
                _ => deviation[3] = 1,
            }
        }
        let begun = project["begun"].as_str().map(str::to_owned);
        let deadlines = [project["plan"]["feedback-by"].as_str(), project["plan"]["evaluate-by"].as_str()];
        let first = begun.or_else(|| deadlines.iter().flatten().min().map(|day| (*day).to_owned()));
        let mut into = vec!["all".to_owned(), format!("year {}", first.as_ref().map_or("-", |day| &day[..4]))];
        into.extend(texts(&project["labels"]).iter().map(|label| format!("label {label}")));
        into.extend(first.map(|day| if *"2025-05-01" <= *day { "since".to_owned() } else { "before".to_owned() }));
        for key in into {
            let count = counts.entry(key).or_default();
            count.projects += 1;
            count.done += usize::from(done);
            count.people += project["done"][0]["people"].as_u64().unwrap_or(0);
            count.rungs.entry(advice.clone()).or_default()[0] += 1;
            let it = count.rungs.entry(chosen.clone()).or_default();
            it[1] += 1;
            it[2] += usize::from(done);
            (0..4).for_each(|at| count.deviation[at] += deviation[at]);
        }
        for (question, reply) in part["replies"].as_object().unwrap().iter().filter(|_| deviation[0] == 1) {
            for answer in texts(reply) {
                let it = answers.entry(format!("{question}={answer}")).or_default();
                (0..4).for_each(|at| it[at] += deviation[at]);
            }
        }
        let lower = |value: &Value| -> BTreeSet<String> { texts(value).iter().map(|it| it.to_lowercase()).collect() };
        let (planned, came) = (lower(&project["plan"]["groups"]), lower(&project["done"][0]["groups"]));
        for group in planned.union(&came) {
            let it = groups.entry(group.clone()).or_default();
            it[0] += usize::from(planned.contains(group));
            it[1] += usize::from(came.contains(group));
            it[2] += usize::from(!came.is_empty() && !came.contains(group));
        }
        if project.get("plan").is_some() {
            for (method, was_done) in [("inloopavond", done), ("schouw", false)] {
                let it = methods.entry(method.to_owned()).or_default();
                it[0] += 1;
                it[1] += u64::from(was_done);
                it[2] += if was_done { project["done"][0]["people"].as_u64().unwrap() } else { 0 };
            }
            let told = done && project["done"][0].get("feedback").is_some();
            for (duty, key, open) in [("report-back", "feedback-by", !told), ("evaluate", "evaluate-by", true)] {
                let day = project["plan"][key].as_str().unwrap();
                if open && day < "2026-11-22" {
                    overdue.push(json!([day, format!("p{number:02}.yaml"), duty]));
                }
            }
        }
    }
    let list = |key: &str| monitor[key].as_array().unwrap().clone();
    let mut told: BTreeMap<String, Value> = BTreeMap::from([("all".to_owned(), counted(&monitor["all"]))]);
    told.extend(
        list("years").iter().map(|it| (format!("year {}", it["year"].as_str().unwrap_or("-")), counted(&it["totals"]))),
    );
    told.extend(
        list("labels").iter().map(|it| (format!("label {}", it["label"].as_str().unwrap()), counted(&it["totals"]))),
    );
    told.extend(["before", "since"].map(|side| (side.to_owned(), counted(&monitor["drift"][side]))));
    let expected: BTreeMap<String, Value> = counts.iter().map(|(key, count)| (key.clone(), count.value())).collect();
    assert_eq!(told, expected);
    let tree = &monitor["trees"][0];
    let told: BTreeMap<String, Value> = tree["answers"]
        .as_array()
        .unwrap()
        .iter()
        .map(|it| {
            let count = &it["deviation"];
            let key = format!("{}={}", it["question"].as_str().unwrap(), it["answer"].as_str().unwrap());
            (key, json!([count["parts"], count["lower"], count["higher"], count["other"]]))
        })
        .collect();
    answers.retain(|_, it| it[1] + it[2] + it[3] > 0);
    assert_eq!(told, answers.into_iter().map(|(key, it)| (key, json!(it))).collect());
    let told = |key: &str, name: &str, columns: [&str; 3]| -> BTreeMap<String, Value> {
        let row =
            |it: &Value| (it[name].as_str().unwrap().to_owned(), columns.map(|it2| it[it2].clone()).to_vec().into());
        list(key).iter().map(row).collect()
    };
    let json_of = |map: BTreeMap<String, Value>| map;
    assert_eq!(
        told("groups", "group", ["planned", "came", "missing"]),
        json_of(groups.into_iter().map(|(key, it)| (key, json!(it))).collect())
    );
    assert_eq!(
        told("methods", "method", ["planned", "done", "people"]),
        json_of(methods.into_iter().map(|(key, it)| (key, json!(it))).collect())
    );
    let late = list("overdue").iter().map(|it| json!([it["by"], it["file"], it["duty"]])).collect::<Vec<_>>();
    assert!(late.is_sorted_by_key(|it| it[0].as_str().unwrap().to_owned()));
    let sorted = |mut rows: Vec<Value>| {
        rows.sort_by_key(Value::to_string);
        rows
    };
    assert_eq!(sorted(late), sorted(overdue));
}

#[test]
fn a_workbook_holds_the_tables_as_numbers_with_charts() {
    let folder = tempfile::tempdir().unwrap();
    for name in ["een.xlsx", "twee.xlsx"] {
        monitor(&["--out", folder.path().join(name).to_str().unwrap()]);
    }
    let bytes = fs::read(folder.path().join("een.xlsx")).unwrap();
    assert_eq!(bytes, fs::read(folder.path().join("twee.xlsx")).unwrap(), "the same content, the same bytes");
    let value: Value = serde_json::from_str(&monitor(&["--format", "json"])).unwrap();
    let mut book: Xlsx<_> = open_workbook_from_rs(Cursor::new(bytes.clone())).unwrap();
    let sheet = book.worksheet_range("Treden").unwrap();
    let rows: Vec<Vec<Data>> = sheet.rows().map(<[Data]>::to_vec).collect();
    let head = rows.iter().position(|row| row[0] == Data::String("Trede".to_owned())).unwrap();
    for (row, rung) in rows[head + 1..].iter().zip(value["all"]["rungs"].as_array().unwrap()) {
        let numbers = ["advised", "chosen", "done"].map(|key| Data::Float(rung[key].as_f64().unwrap()));
        assert_eq!(row[1..4], numbers, "{rung}");
    }
    // A name that looks like a number stays a name.
    let sheet = book.worksheet_range("Per jaar").unwrap();
    assert!(sheet.rows().any(|row| row[0] == Data::String("2025".to_owned())));
    let parts = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    let charts = parts.file_names().filter_map(Result::ok).filter(|name| name.starts_with("xl/charts/chart")).count();
    let html = monitor(&["--format", "html"]);
    assert_eq!(charts, html.matches("<svg").count());
    assert!(charts >= 6, "{charts}");
}

#[test]
fn a_page_has_a_table_behind_every_chart_and_text_stays_text() {
    let html = monitor(&["--format", "html"]);
    for after in html.split("</svg>").skip(1) {
        assert!(after.starts_with("<table>"), "{}", &after[..40]);
    }
    assert!(html.contains("Park &amp; &lt;plein&gt;") && !html.contains("<plein>"));
    assert!(!html.contains("<script"));
}

#[test]
fn who_listens_hears_no_bars() {
    let plain = monitor(&["--accessible"]);
    assert!(!plain.contains('█') && !plain.contains('\u{1b}'));
    assert!(monitor(&[]).contains('█'));
    // All that the bars say stands in the lines.
    assert!(plain.contains("- Trede: Raadplegen (schiedam). Geadviseerd: 1. Gekozen: 1. Uitgevoerd: 1."), "{plain}");
}

#[test]
fn what_cannot_be_read_or_does_not_fit_is_named() {
    let folder = tempfile::tempdir().unwrap();
    let write = |name: &str, text: &str| fs::write(folder.path().join(name), text).unwrap();
    write("a.yaml", "format: 1\nkind: project\nname: A\nparts:\n- {tree: schiedam, replies: {begint: marsman}}\n");
    write(
        "b.yaml",
        "format: 1\nkind: project\nname: B\nparts:\n- {replies: {begint: gemeente}, chosen: {rung: zweven}}\n",
    );
    write("c.yaml", "format: 1\nkind: project\nnaam: C\n");
    write("d.yaml", "format: 1\nkind: project\nname: D\nparts:\n- {tree: bestaatniet, replies: {}}\n");
    write("geen-project.yaml", "format: 1\nreplies: {}\n");
    let run = beslisboom(&["monitor", ".", "--format", "json"]).within(folder.path()).run();
    let value: Value = serde_json::from_str(&run.out).unwrap();
    // What cannot be read does not count; of what counts something may be left out.
    for (part, all) in [
        ("not_read", &[["c.yaml", "naam"]][..]),
        ("left_out", &[["a.yaml", "marsman"], ["b.yaml", "zweven"], ["d.yaml", "bestaatniet"]]),
    ] {
        let told = texts(&value[part]);
        assert_eq!(told.len(), all.len(), "{told:?}");
        for (told, [file, what]) in told.iter().zip(all) {
            assert!(told.contains(file) && told.contains(what), "{what}: {told}");
        }
    }
    assert_eq!((run.status, value["all"]["projects"].as_u64()), (1, Some(3)));
    let text = beslisboom(&["monitor", "."]).within(folder.path()).run().out;
    for said in [
        "Bestanden die niet te lezen zijn, en dus niet meetellen: 1. Dat staat onderaan.",
        "Weggelaten uit projecten die wel meetellen: 3. Dat staat onderaan.",
    ] {
        assert!(text.contains(said), "{text}");
    }
    // With a file the document is elsewhere: then the names are told here too.
    let run = beslisboom(&["monitor", ".", "--out", "o.md"]).within(folder.path()).run();
    assert!(
        run.err.contains("c.yaml") && run.err.contains("d.yaml") && run.err.contains("Het overzicht staat in o.md."),
        "{}",
        run.err
    );
}

#[test]
fn what_cannot_be_done_is_said_in_a_line() {
    let folder = tempfile::tempdir().unwrap();
    fs::create_dir(folder.path().join("leeg")).unwrap();
    fs::write(folder.path().join("er-al.xlsx"), "werk").unwrap();
    for (args, said) in [
        (vec!["weg"], "kan de map `weg` niet lezen"),
        (vec!["leeg", "--since", "vorig jaar"], "`vorig jaar` is geen dag; schrijf hem als 2026-11-22"),
        (vec!["leeg", "--out", "er-al.xlsx"], "`er-al.xlsx` bestaat al"),
        (vec!["leeg", "--out", "o.pdf"], "aan `o.pdf` zie ik niet wat het moet worden"),
    ] {
        let run = beslisboom(&["monitor"]).args(&args).within(folder.path()).run();
        assert_eq!((run.status, run.out.as_str()), (2, ""), "{args:?}: {}", run.err);
        assert!(run.err.contains(said), "{args:?}: {}", run.err);
    }
    assert_eq!(fs::read_to_string(folder.path().join("er-al.xlsx")).unwrap(), "werk");
    // A folder without projects is no fault: it shows nothing.
    let run = beslisboom(&["monitor", "leeg"]).within(folder.path()).run();
    assert!(run.fine().contains("Projecten: 0"));
}

#[test]
fn judgements_afterwards_are_counted_by_outcome_and_by_answer() {
    let folder = tempfile::tempdir().unwrap();
    let asked = "representatief onafhankelijk vroeg invloed inzichtelijk middelen opdracht werkwijze kosten behoefte";
    let all = |poor: usize| -> Value {
        let reply = |(at, it): (usize, &str)| (it.to_owned(), if at < poor { "onvoldoende" } else { "goed" }.into());
        Value::Object(asked.split(' ').enumerate().map(reply).collect())
    };
    for (name, replies) in [("a", all(0)), ("b", all(2)), ("c", json!({"vroeg": "goed"})), ("d", Value::Null)] {
        let mut project = json!({"format": 1, "kind": "project", "name": name, "parts": []});
        if replies.is_object() {
            project["plan"] = json!({"evaluate-by": "2026-11-01"});
            project["evaluation"] = json!({"tree": "evaluatie", "replies": replies});
        }
        if name == "d" {
            project["parts"] = json!([{"tree": "schiedam", "replies": {"begint": "gemeente"}}]);
        }
        fs::write(folder.path().join(format!("{name}.yaml")), project.to_string()).unwrap();
    }
    let run = beslisboom(&["monitor", ".", "--format", "json"]).within(folder.path()).run();
    let monitor: Value = serde_json::from_str(&run.fine()).unwrap();
    let judged = &monitor["evaluations"][0];
    let outcome = |outcome: Value| json!({"outcome": outcome, "projects": 1});
    assert_eq!(
        (&judged["tree"], &judged["outcomes"]),
        (
            &"evaluatie".into(),
            &json!([outcome(Value::Null), outcome("voldoende".into()), outcome("onvoldoende".into())])
        )
    );
    let count = |question: &str, answer: &str| {
        let all = judged["answers"].as_array().unwrap();
        let found = all.iter().find(|it| it["question"] == question && it["answer"] == answer);
        found.map_or(0, |it| it["projects"].as_u64().unwrap())
    };
    let counts = [
        ("vroeg", "goed", 3),
        ("vroeg", "onvoldoende", 0),
        ("representatief", "onvoldoende", 1),
        ("kosten", "goed", 2),
    ];
    for (question, answer, expected) in counts {
        assert_eq!(count(question, answer), expected, "{question}={answer}");
    }
    // What is finished is no longer overdue, and what was begun is.
    let overdue: Vec<&Value> = monitor["overdue"].as_array().unwrap().iter().map(|it| &it["file"]).collect();
    assert_eq!(overdue, [&Value::from("c.yaml")]);
    // The replies afterwards are no part of the project.
    assert_eq!(monitor["trees"].as_array().unwrap().len(), 0);
    let out = beslisboom(&["monitor", ".", "--format", "markdown"]).within(folder.path()).run().fine();
    assert!(out.contains("| nog niet af | 1 |\n| Het traject was voldoende | 1 |"), "{out}");
}
