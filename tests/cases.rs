//! The library of cases: the shipped ones are sound and say where they come from, and likeness is what the page says
//! it is.
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

#[path = "common/program.rs"]
mod program;

use beslisboom::source::cases::FILES;
use program::{beslisboom, root};
use serde_json::{Value, json};
use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

/// A file by a second reader of YAML.
fn yaml(path: &Path) -> Value {
    serde_yaml::from_str(&fs::read_to_string(path).unwrap()).unwrap()
}

fn case(id: &str) -> Value {
    yaml(&root().join(format!("cases/{id}.yaml")))
}

#[test]
fn the_folder_is_what_ships() {
    let files = fs::read_dir(root().join("cases")).unwrap();
    let there: BTreeSet<String> = files.map(|it| it.unwrap().file_name().into_string().unwrap()).collect();
    let ships = FILES.iter().flat_map(|(id, ..)| [format!("{id}.yaml"), format!("{id}.en.yaml")]).collect();
    assert_eq!(there, ships);
    let ids: Vec<&str> = FILES.iter().map(|(id, ..)| *id).collect();
    assert!(ids.is_sorted());
}

#[test]
fn every_case_is_sound_and_its_replies_fit() {
    let files: Vec<String> =
        FILES.iter().flat_map(|(id, ..)| [format!("cases/{id}.yaml"), format!("cases/{id}.en.yaml")]).collect();
    let run = beslisboom(&["check", "--strict"]).args(&files).run();
    assert_eq!(run.status, 0, "{}{}", run.out, run.err);
    for (id, ..) in FILES {
        let case = case(id);
        for part in case["parts"].as_array().unwrap() {
            let tree = yaml(&root().join(format!("trees/{}.yaml", part["tree"].as_str().unwrap())));
            for (question, reply) in part["replies"].as_object().unwrap() {
                let known = &tree["questions"][question]["answers"];
                assert!(answers(reply).iter().all(|it| known.get(it).is_some()), "{id}: {question}: {reply}");
            }
        }
    }
}

/// What is no text: the same in both languages.
fn bones(value: &Value) -> Value {
    match value {
        Value::Object(map) => {
            let kept = |(key, value): (&String, &Value)| match key.as_str() {
                "tree" | "replies" | "method" | "people" | "year" | "url" | "title" | "by" => {
                    (key.clone(), value.clone())
                }
                _ => (key.clone(), bones(value)),
            };
            Value::Object(map.iter().map(kept).collect())
        }
        Value::Array(items) => items.iter().map(bones).collect(),
        Value::String(text) => {
            assert!(!text.trim().is_empty());
            json!("")
        }
        other => other.clone(),
    }
}

#[test]
fn both_languages_tell_the_same() {
    for (id, ..) in FILES {
        let english = yaml(&root().join(format!("cases/{id}.en.yaml")));
        assert_eq!(bones(&case(id)), bones(&english), "{id}");
        assert_ne!(case(id)["about"], english["about"], "{id}");
    }
}

#[test]
fn every_case_names_a_work_of_the_catalogue_and_methods_that_are_there() {
    let catalogue = yaml(&root().join("trees/catalogues/werkvormen.yaml"));
    let works: BTreeSet<&str> =
        catalogue["sources"].as_object().unwrap().values().map(|it| it["title"].as_str().unwrap()).collect();
    for (id, ..) in FILES {
        let case = case(id);
        let source = &case["source"];
        assert!(works.contains(source["title"].as_str().unwrap()), "{id}: {source}");
        assert!(source["at"].is_string(), "{id}");
        for activity in case["plan"]["activities"].as_array().into_iter().flatten() {
            assert!(catalogue["methods"].get(activity["method"].as_str().unwrap()).is_some(), "{id}: {activity}");
        }
    }
}

/// A project that a case may be like.
fn project(replies: &Value) -> String {
    json!({"format": 1, "kind": "project", "name": "Proef", "parts": [{"tree": "schiedam", "replies": replies}]})
        .to_string()
}

fn answers(reply: &Value) -> Vec<String> {
    match reply {
        Value::Array(some) => some.iter().map(|it| it.as_str().unwrap().to_owned()).collect(),
        one => vec![one.as_str().unwrap().to_owned()],
    }
}

/// Counted anew from the files and from what `why` says: the replies that decide, or alone would change the result.
#[test]
fn likeness_is_counted_by_the_replies_that_decide() {
    let folder = tempfile::tempdir().unwrap();
    let projects = [
        json!({"begint": "gemeente", "wet": "vrij", "keuze": "deels", "toezegging": "afwijken-motiveren",
            "belang": ["kennis", "impact"], "agenda": "gemeente", "fase": "ontwerpen", "soort": "straat"}),
        json!({"begint": "gemeente", "wet": "vrij", "keuze": "veel", "toezegging": "binnen-kaders-overnemen",
            "belang": ["kennis"], "agenda": "samen", "mandaat": "ja", "fase": "ontwerpen", "soort": "wonen"}),
        json!({"begint": "inwoners", "fase": "ontwerpen"}),
        json!({"begint": "gemeente", "wet": "vrij", "keuze": "niets", "fase": "uitvoeren"}),
    ];
    for replies in &projects {
        fs::write(folder.path().join("p.yaml"), project(replies)).unwrap();
        let sets: Vec<String> = replies
            .as_object()
            .unwrap()
            .iter()
            .flat_map(|(question, reply)| ["--set".to_owned(), format!("{question}={}", answers(reply).join(","))])
            .collect();
        let why: Value =
            serde_json::from_str(&beslisboom(&["why", "--format", "json"]).args(&sets).run().fine()).unwrap();
        let mut decides: BTreeSet<String> =
            why["swings"].as_array().unwrap().iter().map(|it| it["question"].as_str().unwrap().to_owned()).collect();
        for decider in why["decided_by"].as_array().unwrap() {
            let questions = decider["questions"].as_array().into_iter().flatten();
            decides.extend(questions.map(|it| it.as_str().unwrap().to_owned()));
        }
        decides.retain(|question| replies.get(question).is_some());
        let mut expected = Vec::new();
        for (id, ..) in FILES {
            let case = case(id);
            let part = &case["parts"][0];
            if part["tree"] != "schiedam" {
                continue;
            }
            let (mut alike, mut otherwise, mut beside) = (Vec::new(), Vec::new(), 0);
            for (question, reply) in replies.as_object().unwrap() {
                let Some(theirs) = part["replies"].get(question).map(answers) else { continue };
                let same = answers(reply).iter().any(|it| theirs.contains(it));
                match (decides.contains(question), same) {
                    (true, true) => alike.push(question.clone()),
                    (true, false) => otherwise.push(question.clone()),
                    (false, true) => beside += 1,
                    (false, false) => {}
                }
            }
            if !alike.is_empty() && alike.len() >= otherwise.len() {
                let (least, most) = (otherwise.len(), alike.len());
                expected.push((
                    (std::cmp::Reverse(most), least, std::cmp::Reverse(beside), case["name"].to_string()),
                    json!([id, alike, otherwise]),
                ));
            }
        }
        expected.sort_by(|a, b| a.0.cmp(&b.0));
        let run = beslisboom(&["cases", "--like", "p.yaml", "--format", "json"]).within(folder.path()).run();
        let cases: Value = serde_json::from_str(&run.fine()).unwrap();
        let told = |case: &Value| json!([case["id"], case["alike"], case["otherwise"]]);
        let told: Vec<Value> = cases["cases"].as_array().unwrap().iter().map(told).collect();
        assert_eq!(told, expected.into_iter().map(|(_, told)| told).collect::<Vec<_>>(), "{replies}\n{decides:?}");
    }
}

#[test]
fn own_projects_are_cases_and_a_project_is_not_like_itself() {
    let folder = tempfile::tempdir().unwrap();
    let replies = json!({"begint": "gemeente", "wet": "vrij", "keuze": "niets"});
    let name = |text: &str| project(&replies).replace("Proef", text);
    fs::write(folder.path().join("zelf.yaml"), name("Zelf")).unwrap();
    let taught = name("Buren").replace("\"parts\"", "\"lessons\": {\"do\": [\"Bel aan.\"]}, \"parts\"");
    fs::write(folder.path().join("buren.yaml"), &taught).unwrap();
    // Nothing was done and nothing was learnt: no case.
    fs::write(folder.path().join("nieuw.yaml"), name("Nieuw")).unwrap();
    fs::write(folder.path().join("stuk.yaml"), "format: 1\nkind: project\nnaam: x\n").unwrap();
    let like = ["cases", "--like", "buren.yaml", "--folder", ".", "--format", "json"];
    let own = |args: &[&str]| {
        let run = beslisboom(args).within(folder.path()).run();
        assert_eq!(run.status, 1, "{}", run.err);
        assert!(run.err.contains("stuk.yaml"), "{}", run.err);
        let cases: Value = serde_json::from_str(&run.out).unwrap();
        let own = cases["cases"].as_array().unwrap().iter().filter(|it| it["shipped"] == false);
        own.map(|it| it["id"].as_str().unwrap().to_owned()).collect::<Vec<_>>()
    };
    assert_eq!(own(&like), Vec::<String>::new());
    let like = like.map(|word| if word == "buren.yaml" { "zelf.yaml" } else { word });
    assert_eq!(own(&like), ["buren"]);
    assert_eq!(own(&["cases", "--folder", ".", "--format", "json"]), ["buren"]);
}

#[test]
fn cases_are_found_by_method_subject_and_phase() {
    let found = |args: &[&str]| {
        let run = beslisboom(&["cases", "--format", "json"]).args(args).run();
        let cases: Value = serde_json::from_str(&run.fine()).unwrap();
        cases["cases"].as_array().unwrap().iter().map(|it| it["id"].as_str().unwrap().to_owned()).collect::<Vec<_>>()
    };
    assert_eq!(found(&["--method", "stamtafel"]), ["stamtafel-zeist"]);
    // By an id of the catalogue, by its name, by an answer, by a label.
    assert_eq!(found(&["--subject", "geld"]), ["bezuinigingsdialoog-zeist"]);
    assert_eq!(found(&["--subject", "ZORG"]), ["dorpsondersteuner-gemert-bakel", "stamtafel-zeist"]);
    assert_eq!(found(&["--subject", "erfgoed"]), ["slot-zeist"]);
    assert_eq!(found(&["--phase", "uitvoeren"]), ["dorpsondersteuner-gemert-bakel", "kernbeheerders-hollands-kroon"]);
    assert_eq!(found(&["--phase", "ontwerpen", "--subject", "wonen"]), ["k-buurt-amsterdam", "woonvisie-schiedam"]);
    assert_eq!(found(&["--subject", "ruimtevaart"]), Vec::<String>::new());
}

#[test]
fn what_cannot_be_done_is_said_in_a_line() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("leeg.yaml"), project(&json!({}))).unwrap();
    fs::write(folder.path().join("lijst.csv"), "a,b\n1,2\n").unwrap();
    for (args, said) in [
        (vec!["--method", "stamtafl"], "er is geen werkvorm `stamtafl`: bedoelde je `stamtafel`?"),
        (vec!["--like", "leeg.yaml"], "dit project heeft nog geen antwoorden; er valt dus niets te vergelijken"),
        (vec!["--like", "weg.yaml"], "weg.yaml"),
        (vec!["--like", "lijst.csv"], "`lijst.csv` is geen bruikbaar projectbestand"),
        (vec!["--folder", "weg"], "kan de map `weg` niet lezen"),
    ] {
        let run = beslisboom(&["cases"]).args(&args).within(folder.path()).run();
        assert_eq!((run.status, run.out.as_str()), (2, ""), "{args:?}");
        assert!(run.err.contains(said), "{args:?}: {}", run.err);
    }
}

#[test]
fn the_advice_names_the_likest_with_what_to_do_and_what_not() {
    let run = beslisboom(&["walk", "--replies", "examples/dorpsstraat.yaml", "--format", "json"]).run();
    let advice: Value = serde_json::from_str(&run.fine()).unwrap();
    let named = advice["cases"].as_array().unwrap();
    assert!((1..=3).contains(&named.len()));
    let page = beslisboom(&["walk", "--replies", "examples/dorpsstraat.yaml", "--format", "markdown"]).run().fine();
    let (_, section) = page.split_once("## Gevallen die erop lijken").unwrap();
    for case in named {
        let lessons = |key: &str| case[key].as_array().unwrap().clone();
        assert!(!lessons("do").is_empty() || !lessons("do_not").is_empty());
        for text in [vec![case["name"].clone()], lessons("do"), lessons("do_not")].concat() {
            assert!(section.contains(text.as_str().unwrap()), "{text}");
        }
    }
}

/// Own projects stand beside the shipped cases, and it says which is which; the project itself is no case of itself.
#[test]
fn the_advice_names_own_projects_that_are_alike_beside_the_shipped_ones() {
    let folder = tempfile::tempdir().unwrap();
    let project = fs::read_to_string(root().join("examples/projecten/dorpsstraat.yaml")).unwrap();
    fs::write(folder.path().join("dorpsstraat.yaml"), &project).unwrap();
    fs::write(folder.path().join("laan.yaml"), project.replace("name: Herinrichting Dorpsstraat", "name: De Laan"))
        .unwrap();
    // What taught nothing or is no project is none, nor is what cannot be read, further on.
    let (begun, _) = project.split_once("\nplan:\n").unwrap();
    fs::write(folder.path().join("leeg.yaml"), begun.replace("Herinrichting Dorpsstraat", "Leeg")).unwrap();
    fs::write(folder.path().join("los.yaml"), "a: 1\n").unwrap();
    let own = |run: program::Run| {
        let advice: Value = serde_json::from_str(&run.out).unwrap();
        assert_eq!(run.status, 0, "{}", run.err);
        let cases = advice["cases"].as_array().unwrap().clone();
        assert!(cases.len() <= 3, "{cases:?}");
        let own = cases.iter().filter(|it| it["shipped"] == false).map(|it| it["name"].as_str().unwrap().to_owned());
        (own.collect::<Vec<_>>(), cases.iter().any(|it| it["shipped"] == true))
    };
    let here = folder.path().to_str().unwrap();
    let walk = |more: &[&str]| beslisboom(&[&["walk", "--no-input", "--format", "json"], more].concat());
    let resumed = walk(&["--projects", here, "--resume", "dorpsstraat"]).run();
    assert_eq!(own(resumed), (vec!["De Laan".to_owned()], true));
    fs::write(folder.path().join("kapot.yaml"), project.replace("name:", "naam:")).unwrap();
    let file = root().join("examples/dorpsstraat.yaml");
    let named = walk(&["--projects", here, "--replies", file.to_str().unwrap(), "--project", "de laan"]).run();
    assert_eq!(own(named).0, ["Herinrichting Dorpsstraat"]);
    // Without a folder there are the shipped ones alone.
    assert_eq!(own(walk(&["--replies", file.to_str().unwrap()]).run()).0, [""; 0]);
    let document = ["document", "advice", "dorpsstraat.yaml", "--format", "markdown"];
    let written = beslisboom(&document).within(folder.path()).env("BESLISBOOM_PROJECTS", here).run().fine();
    let (_, section) = written.split_once("## Gevallen die erop lijken").unwrap();
    assert!(
        section.contains("**De Laan**") && section.contains("- Eigen project \\`laan\\`: gemeente Voorbeeld"),
        "{section}"
    );
    assert!(section.contains("- Bron: "), "{section}");
}
