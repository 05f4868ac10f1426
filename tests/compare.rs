//! `walk --compare`: every answer of one question beside the others, as walking with that answer tells it.
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

#[path = "common/program.rs"]
mod program;

use program::beslisboom;
use serde_json::Value;

const REPLIES: [&str; 2] = ["--replies", "examples/dorpsstraat.yaml"];

fn json(words: &[&str]) -> Value {
    let run = beslisboom(words).args(&REPLIES).args(&["--format", "json"]).run();
    assert_eq!(run.status, 0, "{words:?} {}", run.err);
    serde_json::from_str(&run.out).unwrap()
}

#[test]
fn each_answer_tells_what_walking_with_it_tells() {
    // One answer of several, a band of numbers, one of a few that go together.
    for question in ["toezegging", "keuze", "tijd", "belang"] {
        let compared = json(&["walk", "--compare", question]);
        let answers = compared["answers"].as_array().unwrap();
        assert!(answers.len() > 2, "{question}");
        for answer in answers {
            let set = format!("{question}={}", answer["answer"].as_str().unwrap());
            let mut words = vec!["walk".to_owned(), "--set".to_owned(), set.clone()];
            // A question that comes up with this answer only is open there.
            for other in ["kracht", "mandaat", "agenda"].iter().filter(|it| **it != question) {
                let given = *other == "agenda" && question != "keuze";
                words.extend((!given).then(|| ["--set".to_owned(), format!("{other}=unknown")]).into_iter().flatten());
            }
            let words: Vec<&str> = words.iter().map(String::as_str).collect();
            let advice = json(&words);
            let pairs = |value: &Value| -> Vec<(Value, Value)> {
                let all = value.as_array().unwrap().iter();
                all.map(|it| (it["outcome"].clone(), it["rung"].clone())).collect()
            };
            assert_eq!(pairs(&answer["possible"]), pairs(&advice["possible"]), "{set}");
            assert_eq!(answer["plan"], advice["plan"], "{set}");
            let promises: Vec<&str> = answer["promises"].as_array().unwrap().iter().filter_map(Value::as_str).collect();
            match advice["promise"].as_str() {
                Some(promise) => assert_eq!(promises, [promise.trim()], "{set}"),
                None => assert!(promises.len() != 1 || advice["possible"].as_array().unwrap().len() > 1, "{set}"),
            }
            let decide = advice["decide"].as_array().unwrap();
            for ask in answer["arrange"].as_array().unwrap() {
                let ask = ask.as_str().unwrap();
                let one = advice["possible"].as_array().unwrap().len() == 1;
                let told = decide.iter().any(|it| it.as_str().unwrap().ends_with(ask));
                assert!(told || !one, "{set}: {ask}");
            }
        }
    }
}

#[test]
fn people_read_the_rung_the_promise_the_approach_and_what_to_arrange() {
    for (language, words) in [
        ("nl", ["Antwoord", "Advies", "Belofte", "Aanpak", "Te regelen", " weken)"]),
        ("en", ["Reply", "Advice", "Promise", "Approach", "To arrange", " weeks)"]),
    ] {
        let run = beslisboom(&["walk", "--compare", "toezegging", "--format", "markdown", "--lang", language]);
        let out = run.args(&REPLIES).run().fine();
        let rows: Vec<&str> = out.lines().filter(|line| line.starts_with('|')).collect();
        assert_eq!(rows[0], format!("| {} |", words[..5].join(" | ")));
        assert_eq!(rows.len(), 2 + 6, "{out}");
        let cells: Vec<Vec<&str>> = rows[2..].iter().map(|row| row.trim_matches('|').split(" | ").collect()).collect();
        assert!(cells.iter().all(|row| row.len() == 5), "{out}");
        // Who promises nothing has no approach, but something to arrange; who promises to listen has both.
        assert!(cells[1][3].trim().is_empty() && !cells[1][4].trim().is_empty(), "{out}");
        assert!(cells[2][3].ends_with(words[5]) && !cells[2][4].trim().is_empty(), "{out}");
    }
}

#[test]
fn a_question_that_is_not_there_or_not_on_the_way_is_one_clear_line() {
    for (words, said) in [
        (&["--compare", "toezeging"][..], "fout: deze boom heeft geen vraag `toezeging`: bedoelde je `toezegging`?\n"),
        (
            &["--compare", "toezeging", "--lang", "en"],
            "error: this tree has no question `toezeging`: did you mean `toezegging`?\n",
        ),
        (
            &["--compare", "toezegging", "--set", "keuze=niets"],
            "fout: de vraag `toezegging` komt met deze antwoorden niet aan bod; er valt niets te vergelijken\n",
        ),
        (
            &["--compare", "toezegging", "--set", "keuze=niets", "--lang", "en"],
            "error: the question `toezegging` does not come up with these replies; there is nothing to compare\n",
        ),
    ] {
        let run = beslisboom(&["walk"]).args(&REPLIES).args(words).run();
        assert_eq!((run.status, run.out.as_str(), run.err.as_str()), (2, "", said), "{words:?}");
    }
    let run = beslisboom(&["walk", "--compare", "belofte"]).args(&REPLIES).run();
    assert_eq!((run.status, run.out.as_str()), (2, ""));
    assert!(run.err.starts_with("fout: deze boom heeft geen vraag `belofte`: de vragen zijn: begint, "), "{}", run.err);
    assert_eq!(run.err.lines().count(), 1);
}
