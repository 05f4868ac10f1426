//! What examples are worth: every effect of a tree is found, brute force agrees on which have one, and what
//! `examples --missing` proposes notices them all.
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

mod common;
#[path = "common/program.rs"]
mod program;

use beslisboom::analysis::coverage::{Standing, coverage};
use beslisboom::engine::step::End;
use beslisboom::model::ids::IdVec;
use beslisboom::model::tree::Resolved;
use common::{Complete, Maker, checked, replies_to, walk};
use std::path::Path;

const BUDGET: usize = 200_000;

/// So many complete sets of replies are tried for one tree.
const CASES: usize = 600;

/// Every complete set of replies; none where there are too many.
fn cases(tree: &Resolved) -> Vec<Complete> {
    let mut all: Vec<Complete> = vec![IdVec::new()];
    for question in tree.questions.ids() {
        let replies = replies_to(tree, question);
        if all.len() * replies.len() > CASES {
            return Vec::new();
        }
        let longer = |case: &Complete| {
            let with = |reply: &Vec<_>| case.iter().cloned().chain([reply.clone()]).collect::<Complete>();
            replies.iter().map(with).collect::<Vec<_>>()
        };
        all = all.iter().flat_map(longer).collect();
    }
    all
}

/// What a walk comes to for whoever reads it: outcome, rung, verdict and the tree to go on in.
fn result(tree: &Resolved, case: &Complete) -> Option<(String, Option<String>, &'static str, Option<String>)> {
    match walk(tree, case) {
        End::Landing(landing) => {
            let outcome = &tree.outcomes[landing.outcome];
            let rung = landing.rung.map(|rung| tree.rung(rung).id.text.clone());
            Some((
                outcome.id.text.clone(),
                rung,
                outcome.verdict.word(),
                outcome.tree.as_ref().map(|it| it.text.clone()),
            ))
        }
        _ => None,
    }
}

/// On random trees: an alteration changes the result of some complete replies exactly where it is said to have an effect.
#[test]
fn which_alterations_have_an_effect_equals_brute_force() {
    let (mut seen, mut kinds) = ([0; 2], std::collections::BTreeSet::new());
    for seed in 0..120 {
        let Some(tree) = checked(&Maker::draft(seed, 1 + seed as usize % 4)).tree else { continue };
        let cases = cases(&tree);
        if cases.is_empty() {
            continue;
        }
        for (effect, standing) in coverage(&tree, 60, BUDGET).effects {
            let mutant = effect.mutant(&tree);
            // A moved band, or an answer that goes with others, changes what can be replied.
            if ["edge", "alone"].contains(&effect.kind.word()) {
                continue;
            }
            let differs = cases.iter().any(|case| result(&tree, case) != result(&mutant, case));
            let said = match standing {
                Standing::Untested => true,
                Standing::ReasonsOnly | Standing::Equivalent => false,
                Standing::Tested => panic!("there is no example"),
                // The alteration lets some walk end nowhere: there is nothing to compare.
                Standing::Unknown => continue,
            };
            assert_eq!(differs, said, "seed {seed}: {} {}", effect.path, effect.change);
            seen[usize::from(differs)] += 1;
            kinds.insert(effect.kind.word());
        }
    }
    assert!(seen[0] > 200 && seen[1] > 200 && kinds.len() > 8, "too little to see: {seen:?} {kinds:?}");
}

// ---- as a user ----------------------------------------------------------------------------------

fn run(folder: &Path, args: &[&str]) -> (i32, String, String) {
    let run = program::beslisboom(args).within(folder).env("COLUMNS", "200").run();
    (run.status, run.out, run.err)
}

/// Points with limits, bands, a bound on two answers, a clash, a handover, ticks and own advice.
const TREE: &str = "format: 1
id: proef
version: \"1\"
title: Proef
language: nl
ladder: builtin:heusden
facts: {tempo: {label: Tempo, values: {snel: Snel, rustig: Rustig}}}
scores: {punten: {label: Punten}}
bounds:
  - if: {punten: {from: 4}, tempo: snel}
    at-most: {rung: raadplegen, because: Te veel in te korte tijd., arrange: Vraag meer tijd.}
questions:
  stukken:
    ask: Wat zit erbij?
    kind: multiple
    answers:
      naam: {label: Naam, add: {punten: 1}}
      plan: {label: Plan, add: {punten: 2}}
      niets: {label: Niets, alone: true}
    routes:
      - {if: {stukken: niets}, outcome: terug}
      - next: mensen
  mensen:
    ask: Hoeveel mensen?
    kind: number
    unit: mensen
    answers:
      weinig: {label: Weinig, from: 0, below: 10, add: {punten: 1}, set: {tempo: snel}}
      veel: {label: Veel, from: 10, add: {punten: 2}, set: {tempo: rustig}, at-least: {rung: adviseren, because: Het raakt velen.}}
    next: ruimte
  ruimte:
    ask: Is er ruimte?
    answers:
      ja: {label: Ja}
      nee: {label: Nee, at-most: {rung: informeren, because: Alles ligt vast.}}
    outcome: doen
outcomes:
  doen: {title: Doe het, verdict: participate, rung: ceiling, conflict: eerst}
  eerst: {title: Eerst dit, verdict: not-yet, tree: initiatief}
  terug: {title: Terug, verdict: do-not-participate}
advice:
  rustig: {kind: tip, text: Neem de tijd., if: {tempo: rustig, not: {stukken: niets}}}
";

/// What is proposed, pasted, notices every effect; an example less is missed, and the gate says so.
#[test]
fn proposed_examples_notice_every_effect() {
    let folder = tempfile::tempdir().unwrap();
    let write = |text: &str| std::fs::write(folder.path().join("t.yaml"), text).unwrap();
    write(TREE);
    let (status, yaml, err) = run(folder.path(), &["examples", "t.yaml", "--missing"]);
    assert_eq!(status, 0, "{err}");
    assert!(yaml.contains("refused: [stukken]") && yaml.contains("tree: initiatief"), "{yaml}");
    assert!(yaml.contains("mensen: 9") || yaml.contains("mensen: 10"), "a limit of a band: {yaml}");
    write(&format!("{TREE}examples:\n{yaml}"));
    let check = ["check", "t.yaml", "--mutate", "--min-coverage", "100", "--min-severity", "error"];
    let (status, out, err) = run(folder.path(), &check);
    assert_eq!(status, 0, "{out}{err}\n{yaml}");
    assert!(err.contains("(100,0% gemerkt)"), "{err}");
    let (_, more, _) = run(folder.path(), &["examples", "t.yaml", "--missing"]);
    assert_eq!(more, "");
    // Without the refusal nothing says that `niets` stands alone.
    let at = yaml.lines().position(|line| line.contains("refused")).unwrap();
    let less: Vec<&str> =
        yaml.lines().enumerate().filter(|(line, _)| *line + 2 < at || *line > at).map(|(_, line)| line).collect();
    write(&format!("{TREE}examples:\n{}\n", less.join("\n")));
    let (status, out, _) =
        run(folder.path(), &["check", "t.yaml", "--min-coverage", "100", "--rule", "untested-effect"]);
    assert_eq!(status, 1, "{out}");
    assert!(out.contains("stukken › niets › alone"), "{out}");
    let (status, ..) = run(folder.path(), &["check", "t.yaml", "--min-coverage", "50"]);
    assert_eq!(status, 0);
    let (status, out, _) = run(folder.path(), &["check", "t.yaml", "--fail-on", "untested-effect,hard-word"]);
    assert_eq!(status, 1, "{out}");
    // Asked for a few, it says how few.
    let (_, _, err) = run(folder.path(), &["check", "t.yaml", "--mutate=5"]);
    assert!(err.contains("zijn er 5 geprobeerd"), "{err}");
    // Where none of them was tried, nothing was measured, and that is no hundred per cent.
    for (examples, sample) in [("", "--mutate=0"), (&*format!("examples:\n{yaml}"), "--mutate=0")] {
        write(&format!("{TREE}{examples}"));
        let (status, _, err) = run(folder.path(), &["check", "t.yaml", sample, "--min-coverage", "1"]);
        assert_eq!(status, 1, "{err}");
        assert!(err.contains("Voorbeelden merken er 0 en missen er 0. Voor niemand"), "{err}");
    }
    let (status, _, err) = run(folder.path(), &["check", "t.yaml", "--fail-on", "geen-regel"]);
    assert!(status == 2 && err.contains("er is geen regel `geen-regel`"), "{err}");
}

/// Of an example that is there more is expected before another one is added: the result, an advice, and a method among the
/// first five where only the order differs.
#[test]
fn examples_that_are_there_are_to_expect_more_first() {
    let folder = tempfile::tempdir().unwrap();
    let write = |text: &str| std::fs::write(folder.path().join("t.yaml"), text).unwrap();
    let methods: String = ["een", "twee", "drie", "vier", "vijf", "zes"]
        .map(|id| {
            let suits = if id == "zes" { ", suits: {tempo: rustig}" } else { "" };
            format!("  {id}: {{title: Manier {id}, levels: [inform, consult, involve, collaborate, empower], audience: residents{suits}}}\n")
        })
        .concat();
    let tree = format!("{TREE}methods:\n{methods}");
    let there = "  - {name: rustig aan, replies: {stukken: [naam], mensen: 20, ruimte: ja}, expect: {outcome: doen}}\n";
    write(&format!("{tree}examples:\n{there}"));
    let (status, yaml, err) = run(folder.path(), &["examples", "t.yaml", "--missing"]);
    assert_eq!(status, 0, "{err}");
    let stronger: Vec<&str> = yaml.lines().take(4).collect();
    assert_eq!(stronger[0], "  # Dit voorbeeld is er al en verwacht hier meer. Zet dit ervoor in de plaats.", "{yaml}");
    assert_eq!(stronger[1], "  - name: \"rustig aan\"", "{yaml}");
    assert_eq!(stronger[2], "    replies: {stukken: [naam], mensen: 20, ruimte: ja}", "{yaml}");
    for expected in ["outcome: doen", "methods: [een, twee, drie, vier, vijf, zes]", "first: [zes]", "advice: [rustig]"]
    {
        assert!(stronger[3].contains(expected), "{expected}: {yaml}");
    }
    assert_eq!(yaml.matches("# Dit voorbeeld").count(), 1, "{yaml}");
    // In its place, with the others beside it, everything is noticed, and nothing more is asked for.
    write(&format!("{tree}examples:\n{yaml}"));
    let check = ["check", "t.yaml", "--mutate", "--min-coverage", "100", "--min-severity", "error"];
    let (status, out, err) = run(folder.path(), &check);
    assert_eq!(status, 0, "{out}{err}\n{yaml}");
    assert_eq!(run(folder.path(), &["examples", "t.yaml", "--missing"]).1, "");
}

/// What an example says of a refusal, a handover and absent advice is held to.
#[test]
fn refusals_handovers_and_absent_advice_are_expected() {
    let folder = tempfile::tempdir().unwrap();
    let with = |example: &str| {
        std::fs::write(folder.path().join("t.yaml"), format!("{TREE}examples:\n  - {{name: een, {example}}}\n"))
            .unwrap();
        let (status, out, _) = run(folder.path(), &["check", "t.yaml", "--min-severity", "error"]);
        (status, out)
    };
    assert_eq!(with("replies: {stukken: [naam, niets]}, expect: {refused: stukken}").0, 0);
    assert_eq!(with("replies: {mensen: -1}, expect: {refused: mensen}").0, 0);
    let (status, out) = with("replies: {mensen: 10}, expect: {refused: mensen}");
    assert!(status == 1 && out.contains("het antwoord op `mensen` mag wel"), "{out}");
    let (status, out) = with("replies: {ruimte: ja}, expect: {refused: mensen}");
    assert!(status == 1 && out.contains("geen antwoord op `mensen`"), "{out}");
    let (status, out) = with("replies: {stukken: niets}, expect: {tree: initiatief}");
    assert!(status == 1 && out.contains("verder met boom `initiatief`"), "{out}");
    let (status, out) = with("replies: {stukken: naam, mensen: 20, ruimte: ja}, expect: {without: rustig}");
    assert!(status == 1 && out.contains("met aandachtspunt `rustig`"), "{out}");
    assert_eq!(with("replies: {stukken: naam, mensen: 20, ruimte: ja}, expect: {advice: rustig}").0, 0);
}

/// A tree with one of everything that can be altered.
const EVERYTHING: &str = "
format: 1
id: alles
version: \"1\"
title: Alles
language: nl
ladder: builtin:heusden
facts:
  schaal: {label: Schaal, values: {straat: Straat, wijk: Wijk}}
scores:
  zwaarte: {label: Zwaarte}
questions:
  wie:
    ask: Wie?
    kind: multiple
    answers:
      buren: {label: Buren, add: {zwaarte: 2}}
      winkels: {label: Winkels, add: {zwaarte: 1}}
      niemand: {label: Niemand, alone: true}
    next: plek
  plek:
    ask: Waar?
    answers:
      hier: {label: Hier, set: {schaal: straat}, at-least: {rung: raadplegen, yields: true}}
      daar: {label: Daar, set: {schaal: wijk}, at-most: adviseren}
    next: weken
  weken:
    ask: Hoeveel weken?
    kind: number
    unit: weken
    answers:
      kort: {label: Kort, below: 4}
      lang: {label: Lang, from: 4}
    routes:
      - if: {all: [{weken: kort}, {not: {schaal: straat}}]}
        outcome: wachten
      - if: {any: [{zwaarte: {from: 2}}, {wie: [niemand, winkels]}]}
        outcome: samen
      - outcome: vast
bounds:
  - if: {zwaarte: {from: 3}}
    at-least: adviseren
outcomes:
  samen: {title: Samen, verdict: participate, rung: ceiling, conflict: wachten}
  vast: {title: Vast, verdict: participate, rung: informeren}
  wachten: {title: Wachten, verdict: not-yet, tree: schiedam}
methods:
  praatje: {title: Praatje, levels: [consult], audience: residents, suits: {schaal: wijk}, avoid: {wie: niemand}}
advice:
  let-op: {kind: tip, text: Let op., if: {schaal: straat}}
";

#[test]
fn everything_that_can_be_altered_is() {
    let Some(tree) = checked(EVERYTHING).tree else { panic!("it is sound") };
    let lines: Vec<String> = beslisboom::analysis::effects::effects(&tree)
        .into_iter()
        .map(|effect| format!("{}: {} {}", effect.kind.word(), effect.path, effect.change.english))
        .collect();
    let mut settings = insta::Settings::clone_current();
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    settings.bind(|| insta::assert_snapshot!("alterations", lines.join("\n")));
}
