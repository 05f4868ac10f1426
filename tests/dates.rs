//! The tree as it holds on a day, against brute force over the whole tree: walks that give no answer which is
//! not offered then, and what `check` says of trees that change with the days.
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

mod common;
#[path = "common/program.rs"]
mod program;

use beslisboom::analysis::coverage::as_yaml;
use beslisboom::analysis::examples::{as_example, missing};
use beslisboom::check::{BUDGET, Checked, Days, check, check_errors, check_on, example_days};
use beslisboom::engine::evaluate::evaluate;
use beslisboom::engine::step::{End, Landing};
use beslisboom::model::finding::Severity;
use beslisboom::model::ids::{AnswerId, Id, OutcomeId, QuestionId};
use beslisboom::model::replies::Replies;
use beslisboom::model::tree::Draft;
use beslisboom::source::dated::{expired, on, stretches};
use beslisboom::source::parse::{Content, Parsed, read, read_examples};
use beslisboom::source::resolve::resolve;
use beslisboom::text::language::Language;
use common::{Dice, LADDER, Maker, complete_sets, ladder, replies_to, walk};
use program::beslisboom;
use std::collections::BTreeSet;

fn reading(text: &str) -> Parsed {
    read("boom.yaml", text.as_bytes(), Language::Dutch, &ladder)
}

fn draft(text: &str) -> Draft {
    match reading(text).content {
        Some(Content::Tree(draft)) => *draft,
        _ => panic!("no tree:\n{text}"),
    }
}

/// A random tree in which some bounds on answers hold from a day or until a day.
fn dated_bounds(seed: u64) -> String {
    let mut dice = Dice(seed ^ 0xb0);
    let mut bound = |part: &str| {
        let valid = dice.pick(&["{from: 2026-03-01}", "{until: 2026-02-28}", "{from: 2026-02-01, until: 2026-05-31}"]);
        let (rung, rest) = part.split_at(2);
        format!("at-most: {{rung: {rung}, valid: {valid}}}{rest}")
    };
    let text = Maker::draft(seed, 4);
    let mut parts = text.split("at-most: ");
    let first = parts.next().unwrap_or_default().to_owned();
    let rest = parts.map(|part| if part.starts_with('r') { bound(part) } else { format!("at-most: {part}") });
    first + &rest.collect::<String>()
}

/// A result without what is no part of it.
fn result(end: End) -> End {
    match end {
        End::Landing(landing) => End::Landing(Landing { clash: false, ..landing }),
        other => other,
    }
}

/// A random tree in which some answers hold from a day or until a day.
fn dated(seed: u64) -> String {
    let mut dice = Dice(seed ^ 0xda7e);
    let mut number = false;
    let line = |line: &str| {
        if line.starts_with("  q") {
            number = false;
        }
        number |= line.trim() == "kind: number";
        let answer = line.starts_with("      a") && !number;
        if !answer || !dice.one_in(3) {
            return line.to_owned();
        }
        let valid = dice.pick(&["{from: 2026-03-01}", "{until: 2026-02-28}", "{from: 2026-02-01, until: 2026-05-31}"]);
        format!("{}, valid: {valid}}}", &line[..line.len() - 1])
    };
    Maker::draft(seed, 4).lines().map(line).collect::<Vec<_>>().join("\n") + "\n"
}

#[test]
fn on_every_day_a_tree_gives_what_its_walks_of_that_day_give() {
    let (mut compared, mut fewer, mut errors) = (0, 0, [0, 0]);
    for seed in 0..700 {
        let text = dated(seed);
        let whole = draft(&text);
        let Some(tree) = resolve(&whole, &mut Vec::new()) else { continue };
        let mut sound = true;
        for day in stretches(&whole) {
            let holds =
                |question: QuestionId, answer: AnswerId| whole.questions[question].answers[answer].valid.holds(&day);
            let some_hold =
                |question: QuestionId| whole.questions[question].answers.ids().any(|it| holds(question, it));
            if !whole.questions.ids().all(some_hold) {
                sound = false;
                continue;
            }
            let allowed: Vec<Vec<Vec<AnswerId>>> = (whole.questions.ids())
                .map(|question| {
                    let mut all = replies_to(&tree, question);
                    all.retain(|reply| reply.iter().all(|&answer| holds(question, answer)));
                    all
                })
                .collect();
            let ends: BTreeSet<End> = complete_sets(&allowed).iter().map(|set| result(walk(&tree, set))).collect();
            sound &= ends.iter().all(|end| matches!(end, End::Landing(_)));
            let then = resolve(&on(whole.clone(), &day), &mut Vec::new()).unwrap();
            let evaluation = evaluate(&then, &Replies::new());
            let landings = evaluation.landings.iter().map(|it| result(End::Landing(*it)));
            let found: BTreeSet<End> = landings.chain(evaluation.failures.iter().copied()).collect();
            assert_eq!(found, ends, "on {day:?} of\n{text}");
            compared += 1;
            fewer += usize::from(
                whole.questions.ids().any(|it| !whole.questions[it].answers.ids().all(|answer| holds(it, answer))),
            );
        }
        // The whole of it is sound exactly when it is on every day.
        let checked: Checked = check(reading(&text), BUDGET);
        let wrong = |checked: &Checked| {
            checked.findings.iter().any(|it| it.rule != "broken-promise" && checked.severity(it) == Severity::Error)
        };
        assert_eq!(
            !wrong(&checked),
            sound,
            "{:?} in\n{text}",
            checked.findings.iter().map(|it| it.rule).collect::<Vec<_>>()
        );
        errors[usize::from(sound)] += 1;
    }
    assert!(compared > 500 && fewer > 200 && errors[0] > 50 && errors[1] > 50, "{compared} {fewer} {errors:?}");
}

const TREE: &str = "format: 1
id: t
version: \"1\"
title: T
language: nl
ladder: l.yaml
valid: {until: 2027-12-31}
sources:
  wet: {title: Wet, valid: {until: 2026-12-31}}
questions:
  keuze:
    ask: Valt er iets te kiezen?
    answers:
      ja: {label: Ja, at-most: {rung: r1, because: Oude regel., valid: {until: 2026-12-31}}}
      nee: {label: Nee, at-most: r0}
      straks: {label: Straks, valid: {from: 2027-01-01}}
    outcome: doen
outcomes:
  doen:
    title: Doen
    verdict: participate
    rung: ceiling
    text: Altijd.
    dated:
      - {text: Nog even., valid: {until: 2026-12-31}}
      - {text: Sinds kort., valid: {from: 2027-01-01, takes-over: true}}
methods:
  nieuw: {title: Nieuw, levels: [involve], audience: residents, valid: {from: 2027-01-01}, suits: {keuze: straks}}
advice:
  oud: {kind: duty, text: Oude plicht., valid: {until: 2026-12-31}}
  vers: {kind: duty, text: Nieuwe plicht., valid: {from: 2027-01-01}, if: {keuze: straks}}
  altijd: {kind: tip, text: Tip., if: {keuze: straks}}
examples:
  - {name: vroeger, replies: {keuze: ja}, expect: {rung: r1, advice: [oud]}}
  - {name: later, replies: {keuze: ja}, expect: {rung: r2, methods: [nieuw]}}
  - {name: straks, replies: {keuze: straks}, expect: {rung: r2, advice: [altijd]}}
";

#[test]
fn a_tree_changes_by_itself_on_its_days() {
    let whole = draft(TREE);
    assert_eq!(stretches(&whole), ["", "2027-01-01"]);
    let told = |day: &str| {
        let draft = on(whole.clone(), day);
        let tree = resolve(&draft, &mut Vec::new()).unwrap();
        let (question, outcome) = (&tree.questions[QuestionId::new(0)], &tree.outcomes[OutcomeId::new(0)]);
        let answers: Vec<&str> = question.answers.iter().map(|it| it.id.text.as_str()).collect();
        let bound = question.answers[AnswerId::new(0)].at_most.is_some();
        let methods: Vec<&str> = tree.methods().map(|it| it.profile.id.text.as_str()).collect();
        let advice: Vec<&str> = tree.advice().map(|it| it.id.text.as_str()).collect();
        let examples: Vec<&str> = tree.examples.iter().map(|it| it.name.as_str()).collect();
        let text = outcome.text.as_deref().unwrap_or_default();
        format!("{answers:?} {bound} {methods:?} {advice:?} {examples:?} {text:?}")
    };
    let before = r#"["ja", "nee"] true [] ["oud", "altijd"] ["vroeger"] "Altijd.\n\nNog even.""#;
    let after =
        r#"["ja", "nee", "straks"] false ["nieuw"] ["vers", "altijd"] ["later", "straks"] "Altijd.\n\nSinds kort.""#;
    for (day, wanted) in [("2026-01-01", before), ("2026-12-31", before), ("2027-01-01", after)] {
        assert_eq!(told(day), wanted, "on {day}");
    }
}

#[test]
fn what_has_run_out_or_does_so_soon_is_found() {
    let found = |today: &str, soon: &str| {
        let checked = check_on(reading(TREE), BUDGET, Days { today, soon });
        assert!(!checked.has_errors(), "{:?}", checked.findings);
        let own = checked.findings.iter().filter(|it| it.rule == "expired");
        own.map(|it| it.message.dutch.clone()).collect::<Vec<_>>()
    };
    assert!(found("2026-12-31", "2026-12-31").is_empty());
    let out = |word: &str, day: &str| {
        // The text of the outcome has another in its place; the advice has not, whatever begins that day.
        ["bron `wet`", "de grens op `r1`", "aandachtspunt `oud`"].map(|what| format!("{what} {word} tot en met {day}"))
    };
    assert_eq!(found("2026-12-01", "2027-01-01"), out("geldt nog", "2026-12-31"));
    assert_eq!(found("2027-01-01", "2027-01-01"), out("gold", "2026-12-31"));
    assert_eq!(found("2028-01-01", "2028-01-01")[0], "deze boom gold tot en met 2027-12-31");
    let run_out: Vec<String> = expired(&draft(TREE), "2027-01-01").into_iter().map(|it| it.what.dutch).collect();
    assert_eq!(run_out, ["de grens op `r1`", "aandachtspunt `oud`", "bron `wet`"]);
}

#[test]
fn what_never_happens_counts_where_its_part_is_there() {
    // Nobody ever expects `straks`, which is there on some days only; and `vroeger` is a good example on others.
    let text: String =
        TREE.lines().filter(|line| !line.contains("name: straks")).map(|line| format!("{line}\n")).collect();
    let found = |text: &str| {
        let checked = check(reading(text), BUDGET);
        let own = checked.findings.into_iter().filter(|it| it.rule == "unexampled-answer");
        own.map(|it| it.message.dutch).collect::<Vec<_>>()
    };
    assert_eq!((found(TREE).len(), found(&text).len()), (1, 2), "{:?} {:?}", found(TREE), found(&text));
}

#[test]
fn a_day_that_is_none_is_refused() {
    for (day, right) in [("2026-02-28", true), ("2026-02-30", false), ("2026-2-3", false), ("2026-13-01", false)] {
        let text = TREE.replace("2027-12-31", day);
        let refused = reading(&text).findings.iter().any(|it| it.rule == "wrong-kind");
        assert_eq!(refused, !right, "{day}");
    }
}

/// A tree of one's own in a folder, with a ladder beside it.
fn folder() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("t.yaml"), TREE).unwrap();
    std::fs::write(folder.path().join("l.yaml"), LADDER).unwrap();
    folder
}

#[test]
fn the_program_uses_what_holds_and_says_what_has_run_out() {
    let folder = folder();
    let run = |words: &[&str]| beslisboom(words).within(folder.path()).run();
    let walk = ["walk", "t.yaml", "--set", "keuze=ja", "--date"];

    let before = run(&[&walk[..], &["2026-12-31"]].concat());
    assert_eq!((before.status, before.err.as_str()), (0, ""));
    assert!(before.out.contains("Oude regel.") && before.out.contains("Nog even."), "{}", before.out);

    let after = run(&[&walk[..], &["2027-01-01", "--format", "json"]].concat());
    let advice: serde_json::Value = serde_json::from_str(&after.out).unwrap();
    assert_eq!((advice["rung"].as_str(), advice["date"].as_str()), (Some("r2"), Some("2027-01-01")));
    assert_eq!(advice["text"], "Altijd.\n\nSinds kort.");
    let expired: Vec<&str> =
        advice["expired"].as_array().unwrap().iter().map(|it| it["what"].as_str().unwrap()).collect();
    assert_eq!(expired, ["de grens op `r1`", "aandachtspunt `oud`", "bron `wet`"]);
    let told = "Let op: de grens op `r1` gold tot en met 2026-12-31.
Let op: aandachtspunt `oud` gold tot en met 2026-12-31.
Let op: bron `wet` gold tot en met 2026-12-31.
";
    assert_eq!(after.err, told);

    // An answer of later days is none yet, on the command line and in a file.
    let early = run(&["why", "t.yaml", "--set", "keuze=straks", "--date", "2026-12-31"]);
    assert_eq!((early.status, early.out.as_str()), (2, ""));
    assert!(early.err.starts_with("fout: --set keuze: "), "{}", early.err);
    let later = run(&["why", "t.yaml", "--set", "keuze=straks", "--date", "2027-01-01"]);
    assert_eq!((later.status, later.err.as_str()), (0, told));

    std::fs::write(folder.path().join("lijst.csv"), "naam,keuze\neen,ja\ntwee,straks\n").unwrap();
    let list = |day: &str| {
        run(&["batch", "t.yaml", "lijst.csv", "--columns", "rung,status", "--headers", "ids", "--date", day]).out
    };
    assert_eq!(list("2026-12-31"), "naam,keuze,rung,status\neen,ja,r1,decided\ntwee,straks,,invalid\n");
    assert_eq!(list("2027-01-01"), "naam,keuze,rung,status\neen,ja,r2,decided\ntwee,straks,r2,decided\n");
}

#[test]
fn proposed_examples_say_on_which_days_they_hold() {
    let (mut bounded, mut free) = (0, 0);
    for seed in 0..400 {
        let text = if seed % 2 == 0 { dated(seed) } else { dated_bounds(seed) };
        let whole = draft(&text);
        if check(reading(&text), BUDGET).tree.is_none() {
            continue;
        }
        for day in stretches(&whole).iter().filter(|day| !day.is_empty()) {
            let tree = check_errors(reading(&text), BUDGET, day).tree.unwrap();
            let found = missing(&tree, BUDGET).unwrap();
            let mut examples: Vec<_> = found.iter().map(|it| as_example(&tree, it)).collect();
            let always = as_yaml(&tree, &examples, 0);
            let days = example_days(&whole, &read_examples(&always), day);
            let some = days.iter().filter(|days| days.from.is_some() || days.until.is_some()).count();
            (bounded, free) = (bounded + some, free + days.len() - some);
            examples.iter_mut().zip(days).for_each(|(example, days)| example.valid = days);
            let contradicted = |yaml: &str| {
                let checked = check(reading(&format!("{text}examples:\n{yaml}")), BUDGET);
                checked.findings.iter().filter(|it| it.rule == "contradicted-example").count()
            };
            let written = as_yaml(&tree, &examples, 0);
            assert_eq!(contradicted(&written), 0, "on {day}\n{text}examples:\n{written}");
            // No example is bounded for nothing.
            for example in examples.iter().filter(|it| it.valid.from.is_some() || it.valid.until.is_some()) {
                let mut example = example.clone();
                example.valid = Default::default();
                let alone = as_yaml(&tree, std::slice::from_ref(&example), 0);
                assert_ne!(contradicted(&alone), 0, "on {day}\n{text}examples:\n{alone}");
            }
        }
    }
    assert!(bounded > 50 && free > 50, "{bounded} {free}");
}

#[test]
fn a_stronger_example_keeps_its_days() {
    let folder = tempfile::tempdir().unwrap();
    let text = "format: 1\nid: ed\nversion: \"1\"\ntitle: Ed\nlanguage: nl\nladder: builtin:heusden\nquestions:\n  ruimte:\n    ask: Ruimte?\n    answers:\n      ja: {label: Ja}\n      nee: {label: Nee, at-most: {rung: raadplegen, because: Zo., valid: {until: 2027-06-30}}}\n    outcome: doen\noutcomes:\n  doen: {title: Doen, verdict: participate, rung: ceiling}\n";
    let examples = |own: &str| {
        std::fs::write(folder.path().join("ed.yaml"), format!("{text}{own}")).unwrap();
        beslisboom(&["examples", "ed.yaml", "--missing"]).within(folder.path()).run().out
    };
    let bounded =
        "    expect: {outcome: doen, rung: raadplegen, verdict: participate}\n    valid: {until: 2027-06-30}\n";
    let new = examples("");
    assert!(new.contains(&format!("    replies: {{ruimte: nee}}\n{bounded}")), "{new}");
    assert_eq!(new.matches("valid:").count(), 1, "{new}");
    let own = "examples:\n  - name: Nee\n    replies: {ruimte: nee}\n    expect: {outcome: doen}\n    valid: {from: 2026-01-01}\n";
    let stronger = examples(own);
    assert!(stronger.contains("valid: {from: 2026-01-01, until: 2027-06-30}"), "{stronger}");
}

#[test]
fn a_tree_past_its_date_says_so_first() {
    let folder = folder();
    let run = |words: &[&str]| beslisboom(words).within(folder.path()).run();
    for (language, told, first) in [
        ("nl", "Let op: deze boom gold tot en met 2027-12-31.", "Kijk eerst of hij nog klopt."),
        ("en", "Mind: this tree held until 2027-12-31.", "See first whether it is still right."),
    ] {
        for command in ["walk", "why"] {
            let words = [command, "t.yaml", "--set", "keuze=nee", "--date", "2028-01-01", "--lang", language];
            let run = run(&words);
            assert_eq!((run.status, run.err.lines().next()), (0, Some(told)), "{words:?}");
            // It opens the first section, below the title and its own.
            let lines: Vec<&str> = run.out.lines().filter(|line| !line.is_empty()).collect();
            assert_eq!(lines[4], format!("{told} {first}"), "{words:?}\n{}", run.out);
        }
    }
}

#[test]
fn a_day_that_is_none_is_one_clear_line() {
    let folder = folder();
    std::fs::write(folder.path().join("lijst.csv"), "keuze\nja\n").unwrap();
    for words in [&["walk", "t.yaml"][..], &["why", "t.yaml"], &["batch", "t.yaml", "lijst.csv"], &["check", "t.yaml"]]
    {
        for day in ["2026-02-30", "31-12-2026", "morgen", "2026-1-1"] {
            let run = beslisboom(words).args(&["--date", day]).within(folder.path()).run();
            let wanted = format!("fout: `{day}` is geen dag; schrijf hem als 2026-11-22\n");
            assert_eq!((run.status, run.out.as_str(), run.err.as_str()), (2, "", wanted.as_str()), "{words:?}");
        }
    }
}

#[test]
fn the_law_on_by_laws_changes_by_itself_on_its_day() {
    let replies = ["--set", "begint=gemeente", "--set", "wet=vrij", "--set", "keuze=niets", "--format", "json"];
    let duties = |day: &str| {
        let run = beslisboom(&["walk", "schiedam", "--date", day]).args(&replies).run();
        let advice: serde_json::Value = serde_json::from_str(&run.out).unwrap();
        let all = advice["advice"].as_array().unwrap().iter();
        let own = all.filter(|it| it["id"].as_str().unwrap().starts_with("eigen-verordening"));
        own.map(|it| it["text"].as_str().unwrap().to_owned()).collect::<Vec<_>>()
    };
    let (before, after) = (duties("2026-12-31"), duties("2027-01-01"));
    assert_eq!((before.len(), after.len()), (1, 1), "{before:?} {after:?}");
    assert!(before[0].contains("geldt niet meer vanaf 1 januari 2027."), "{before:?}");
    assert!(after[0].contains("voor 1 januari 2025 geldt niet meer.\n"), "{after:?}");
}
