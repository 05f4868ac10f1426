//! Commands as they are typed, without a terminal: what they say, where, and how they end.
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

#[path = "common/program.rs"]
mod program;

use program::{beslisboom, program, root};
use std::path::Path;

/// What a run gave: status, standard output, standard error.
fn run(args: &[&str]) -> (i32, String, String) {
    let run = beslisboom(args).run();
    (run.status, run.out, run.err)
}

#[test]
fn without_a_terminal_the_bare_program_says_how_it_goes_there() {
    let (status, out, err) = run(&[]);
    assert_eq!((status, err.as_str()), (0, ""));
    // Its examples work.
    for line in out.lines().filter(|line| line.trim().starts_with("beslisboom ") && !line.contains("antwoorden.yaml")) {
        let args: Vec<&str> = line.split_whitespace().skip(1).collect();
        assert_eq!(run(&args).0, 0, "{line}");
    }
}

#[test]
fn enough_replies_give_the_advice_and_too_few_say_which_are_missing() {
    let (status, out, err) = run(&["walk", "--set", "begint=gemeente", "--set", "wet=vrij", "--set", "keuze=niets"]);
    assert_eq!((status, err.as_str()), (0, ""));
    assert!(out.contains("Geen participatie. Trede: Informeren.") && out.contains("Datum: 2026-11-22"), "{out}");
    let (status, out, err) = run(&["walk", "--set", "keuze=deels"]);
    assert_eq!((status, out.as_str()), (2, ""));
    assert!(
        err.contains("--set begint=…  (kies uit: gemeente, allebei, aanvrager") && !err.contains("doelgroep"),
        "{err}"
    );
    let (status, out, _) = run(&[
        "walk",
        "--set",
        "begint=gemeente",
        "--set",
        "wet=vrij",
        "--set",
        "keuze=veel",
        "--set",
        "toezegging=unknown",
        "--set",
        "belang=geen",
        "--set",
        "agenda=samen",
        "--set",
        "mandaat=ja",
        "--set",
        "kracht=genoeg",
    ]);
    assert_eq!(status, 0);
    assert!(out.contains("Het advies staat nog niet vast.") && out.contains("Wat elk antwoord zou betekenen"), "{out}");
}

#[test]
fn what_does_not_fit_is_named_with_what_is_allowed() {
    for (args, said) in [
        (&["walk", "schiedm"][..], "bedoelde je `schiedam`?"),
        (&["walk", "--set", "keuse=veel"], "bedoelde je `keuze`?"),
        (&["walk", "--set", "keuze=vel"], "bedoelde je `veel`?"),
        (&["walk", "--set", "keuze=12"], "kies uit: genomen, niets, deels, veel, unknown"),
        (&["walk", "--set", "tijd=-1"], "geef een getal (weken)"),
        (&["walk", "--set", "keuze"], "geen vraag=antwoord"),
        (&["walk", "--date", "morgen"], "schrijf hem als 2026-11-22"),
        (&["walk", "--resume"], "geen eerder gesprek"),
        (&["walk", "--out", "advies.doc"], "eindig op .txt, .md, .json, .html, .docx of .odt"),
        (&["walk", "--out", "er/is/niets.md"], "kan `er/is/niets.md` niet schrijven"),
        (&["walk", "--replies", "weg.yaml"], "kan `weg.yaml` niet lezen"),
        (&["wlak"], "bedoelde je walk?"),
        (&["walk", "--formt", "json"], "bedoelde je --format?"),
        (&["walk", "--format", "yaml"], "kies uit: text, markdown, json, html, docx, odt"),
        (&["show", "stamtafl"], "bedoelde je `stamtafel`?"),
        (&["list", "dingen"], "kies uit bomen, ladders, werkvormen"),
        (&["help", "alles"], "ken ik niet"),
    ] {
        let (status, out, err) = run(args);
        assert_eq!((status, out.as_str()), (2, ""), "{args:?} {err}");
        assert!(err.contains(said), "{args:?}: {err}");
    }
}

#[test]
fn both_languages_speak_everywhere() {
    let (_, dutch, _) = run(&["walk", "--help"]);
    let (_, english, _) = run(&["--lang", "en", "walk", "--help"]);
    assert!(dutch.contains("Gebruik:") && dutch.contains("Voorbeelden:") && !dutch.contains("Usage"), "{dutch}");
    assert!(english.contains("Usage:") && english.contains("Examples:"), "{english}");
    let args = ["--lang", "en", "walk", "--set", "begint=gemeente", "--set", "wet=vrij", "--set", "keuze=niets"];
    let (_, out, _) = run(&args);
    assert!(out.contains("No participation. Rung: Inform"), "{out}");
    assert!(!out.contains("Waarom") && out.contains("Why this advice"), "{out}");
    let (status, _, err) = run(&["--lang", "en", "wlak"]);
    assert!(status == 2 && err.contains("unrecognized subcommand"), "{err}");
}

#[test]
fn the_advice_goes_to_a_file_whole_and_the_same_every_time() {
    let folder = tempfile::tempdir().unwrap();
    let replies = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/dorpsstraat.yaml");
    for name in ["advies.md", "advies.json", "advies.txt"] {
        let write = || {
            let mut command = program(folder.path());
            command.args(["walk", "--force", "--out", name, "--replies"]).arg(&replies).assert().success();
            std::fs::read_to_string(folder.path().join(name)).unwrap()
        };
        let first = write();
        assert!(first.contains("Dorpsstraat"));
        assert_eq!(first, write(), "the same replies, the same bytes");
        // What somebody worked on is not lost.
        std::fs::write(folder.path().join(name), "bewerkt").unwrap();
        let output = program(folder.path()).args(["walk", "--out", name, "--replies"]).arg(&replies).output().unwrap();
        let err = String::from_utf8(output.stderr).unwrap();
        assert!(output.status.code() == Some(2) && err.contains("bestaat al") && err.contains("--force"), "{err}");
        assert_eq!(std::fs::read_to_string(folder.path().join(name)).unwrap(), "bewerkt");
        write();
    }
    let json: serde_json::Value =
        serde_json::from_str(&std::fs::read_to_string(folder.path().join("advies.json")).unwrap()).unwrap();
    assert_eq!(json["format"], "beslisboom/advice/1");
    assert_eq!((&json["tree"], &json["verdict"]), (&"schiedam".into(), &"participate".into()));
    assert_eq!((&json["rung"], &json["outcome"]), (&"adviseren".into(), &"participeren".into()));
    assert_eq!(json["possible_rungs"], serde_json::json!(["adviseren"]));
    assert_eq!((&json["open_questions"], &json["replies"]["tijd"]), (&serde_json::json!([]), &10.into()));
    assert!(json["methods"][0]["id"].is_string() && json["hash"].as_str().unwrap().starts_with("sha256:"));
}

#[test]
fn the_ending_of_a_document_may_have_capitals_and_an_empty_name_is_none() {
    let folder = tempfile::tempdir().unwrap();
    let replies = root().join("examples/dorpsstraat.yaml");
    let walk = |out: &str| {
        let args = ["walk", "--no-input", "--project", "", "--part", " ", "--replies", replies.to_str().unwrap()];
        let run = beslisboom(&args).args(&["--out", out]).within(folder.path()).run();
        assert_eq!(run.status, 0, "{}", run.err);
        std::fs::read(folder.path().join(out)).unwrap()
    };
    assert!(walk("advies.DOCX").starts_with(b"PK"));
    let text = String::from_utf8(walk("advies.MD")).unwrap();
    assert_eq!(text.lines().next(), Some("# Advies participatie: Herinrichting Dorpsstraat, Ontwerp"));
    let args = ["monitor", "leeg", "--out", "overzicht.XLSX"];
    std::fs::create_dir(folder.path().join("leeg")).unwrap();
    assert_eq!(beslisboom(&args).within(folder.path()).run().status, 0);
    assert!(std::fs::read(folder.path().join("overzicht.XLSX")).unwrap().starts_with(b"PK"));
    let args = ["walk", "--project", "", "--set", "begint=gemeente", "--set", "wet=vrij", "--set", "keuze=niets"];
    let title = beslisboom(&args).run().fine();
    assert_eq!(title.lines().nth(1), Some("Advies participatie"));
}

#[test]
fn a_replies_file_that_is_older_keeps_what_fits() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("oud.yaml");
    std::fs::write(&file, "format: 1\ntree: schiedam\nhash: sha256:0\nreplies: {begint: gemeente, aanleiding: vrij, keuze: niets, kleur: rood, agenda: niemand}\n").unwrap();
    let output = program(folder.path()).args(["walk", "--replies", "oud.yaml"]).output().unwrap();
    let err = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(1), "{err}");
    assert!(
        err.contains("de boom is veranderd")
            && err.contains("geen vraag `kleur`")
            && err.contains("`niemand` is geen antwoord"),
        "{err}"
    );
    assert!(String::from_utf8_lossy(&output.stdout).contains("Informeren"));
    std::fs::write(&file, "format: 1\nreplies: [\n").unwrap();
    let output = program(folder.path()).args(["walk", "--replies", "oud.yaml"]).output().unwrap();
    assert_eq!(output.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&output.stderr).contains("oud.yaml:"));
    // From standard input.
    let input = "format: 1\nreplies: {begint: gemeente, wet: vrij, keuze: niets}\n";
    program(folder.path()).args(["walk", "--replies", "-"]).write_stdin(input).assert().success();
}

#[test]
fn a_reply_to_a_question_that_became_two_answers_both() {
    // What the first edition asked in one, and what that says of who begins and of the law.
    let was = [
        ("vrij", "Wij beginnen, en de wet schrijft geen inspraak voor", "gemeente", Some("vrij")),
        ("zienswijzen", "Wij beginnen, en de wet laat mensen officieel reageren", "gemeente", Some("zienswijzen")),
        ("omgevingswet", "Wij maken een omgevingsvisie of een omgevingsplan", "gemeente", Some("omgevingswet")),
        (
            "programma",
            "Wij maken een programma uit de Omgevingswet dat niet ter inzage hoeft",
            "gemeente",
            Some("programma"),
        ),
        (
            "programma-met-inzage",
            "Wij maken een programma waarvan het ontwerp ter inzage moet",
            "gemeente",
            Some("programma-met-inzage"),
        ),
        ("sociaal", "Wij maken beleid voor de Wmo of de Jeugdwet", "gemeente", Some("sociaal")),
        ("vergunning", "Iemand anders vraagt een vergunning aan", "aanvrager", None),
        ("initiatief", "Inwoners komen zelf met een plan", "inwoners", None),
        ("vrij|vergunning", "vrij|vergunning", "gemeente|aanvrager", Some("vrij")),
        ("unknown", "onbekend", "unknown", Some("unknown")),
    ];
    let folder = tempfile::tempdir().unwrap();
    let rows = |tree: &str, columns: &str, list: &str| {
        std::fs::write(folder.path().join("lijst.csv"), list).unwrap();
        let words = ["batch", tree, "lijst.csv", "--columns", columns, "--headers", "ids"];
        String::from_utf8(program(folder.path()).args(words).output().unwrap().stdout).unwrap()
    };
    let advice = |tree: &str, sets: &[String]| {
        let mut args = vec!["walk", tree, "--format", "json", "--set", "keuze=niets"];
        sets.iter().for_each(|set| args.extend(["--set", set]));
        let (status, out, err) = run(&args);
        assert!(status < 2, "{tree} {sets:?} {err}");
        out
    };
    for tree in ["schiedam", "heusden"] {
        let mut ids = "aanleiding,keuze\n".to_owned();
        let mut texts = "Welke situatie past bij jouw plan?,keuze\n".to_owned();
        let mut now = "begint,wet,keuze\n".to_owned();
        for (old, label, begins, law) in was {
            let law_set = law.map(|law| format!("wet={law}"));
            let new: Vec<String> = [format!("begint={begins}")].into_iter().chain(law_set).collect();
            assert!(advice(tree, &[format!("aanleiding={old}")]) == advice(tree, &new), "{tree} {old}");
            if old.contains('|') {
                // In a cell, what only one of the two knows whole leaves the other open.
                continue;
            }
            ids += &format!("{old},niets\n");
            texts += &format!("\"{label}\",niets\n");
            now += &format!("{begins},{},niets\n", law.unwrap_or_default());
        }
        // What is said of a question itself goes first, in whatever order.
        let both = ["begint=allebei".to_owned(), "wet=vrij".to_owned()];
        for order in [["begint=allebei", "aanleiding=zienswijzen"], ["aanleiding=zienswijzen", "begint=allebei"]] {
            let one = advice(tree, &order.map(str::to_owned));
            assert!(one == advice(tree, &["begint=allebei".to_owned(), "wet=zienswijzen".to_owned()]));
            assert!(one != advice(tree, &both));
        }
        let answered = |list: &str| {
            let out = rows(tree, "status,outcome,rung,open_questions", list);
            // Without the list's own columns, which may have a comma in them.
            out.lines().skip(1).map(|line| line.split(",niets,").nth(1).unwrap().to_owned()).collect::<Vec<_>>()
        };
        let wanted = answered(&now);
        assert_eq!(wanted.len(), was.len() - 1);
        assert!(wanted[..8].iter().all(|row| row.starts_with("decided,")), "{wanted:?}");
        assert_eq!((answered(&ids), answered(&texts)), (wanted.clone(), wanted), "{tree}");
    }
    // A column of its own goes first, wherever it stands.
    for list in ["begint,aanleiding\ninwoners,vrij\n", "aanleiding,begint\nvrij,inwoners\n"] {
        let out = rows("schiedam", "outcome", list);
        assert!(out.ends_with(",bewoners-aan-zet\n"), "{out}");
    }
    let (status, _, err) = run(&["walk", "--set", "aanleiding=iets"]);
    assert!(
        status == 2 && err.contains("`iets` is geen antwoord op `wet`") && err.contains("kies uit: vrij,"),
        "{err}"
    );
}

#[test]
fn a_wrong_tree_never_reaches_anybody() {
    let folder = tempfile::tempdir().unwrap();
    let tree = "format: 1\nid: boom\nversion: \"1\"\ntitle: Boom\nlanguage: nl\nquestions:\n  een:\n    ask: Een?\n    answers: {ja: {label: Ja, next: tweee}, nee: {label: Nee}}\noutcomes:\n  klaar: {title: Klaar, verdict: not-yet}\n";
    std::fs::write(folder.path().join("boom.yaml"), tree).unwrap();
    for command in ["walk", "check"] {
        let output = program(folder.path()).args([command, "boom.yaml"]).output().unwrap();
        let said = String::from_utf8_lossy(&output.stdout).into_owned() + &String::from_utf8_lossy(&output.stderr);
        assert_eq!(output.status.code(), Some(if command == "walk" { 2 } else { 1 }), "{said}");
        assert!(said.contains("boom.yaml:9:") && said.contains("dangling-target"), "{said}");
    }
}

#[test]
fn lists_and_shows_what_ships() {
    let (status, out, _) = run(&["list"]);
    assert_eq!(status, 0);
    for name in ["schiedam", "heusden", "stamtafel", "keukentafelgesprek"] {
        assert!(out.contains(name), "{name}: {out}");
    }
    assert!(run(&["show", "stamtafel"]).1.contains("Stamtafel"));
    let (_, both, _) = run(&["show", "heusden", "schiedam"]);
    assert!(both.contains("involve") && both.matches("Adviseren").count() >= 2, "{both}");
    assert!(run(&["show", "schiedam"]).1.contains("Valt er voor deze fase nog"));
}

#[test]
fn a_reader_that_goes_away_is_no_fault() {
    let program = env!("CARGO_BIN_EXE_beslisboom");
    let Ok(output) = std::process::Command::new("sh").args(["-c", &format!("{program} list | head -1")]).output()
    else {
        return;
    };
    assert!(output.stderr.is_empty(), "{}", String::from_utf8_lossy(&output.stderr));
}

#[cfg(unix)]
#[test]
fn a_link_that_leads_out_of_the_folder_is_not_followed() {
    let folder = tempfile::tempdir().unwrap();
    let inside = folder.path().join("bomen");
    std::fs::create_dir(&inside).unwrap();
    std::fs::write(folder.path().join("geheim.yaml"), "wachtwoord: x\n").unwrap();
    std::os::unix::fs::symlink("../geheim.yaml", inside.join("ladder.yaml")).unwrap();
    let tree = "format: 1\nid: boom\nversion: \"1\"\ntitle: Boom\nlanguage: nl\nladder: ladder.yaml\nquestions:\n  een:\n    ask: Een?\n    answers: {ja: {label: Ja}}\n    outcome: klaar\noutcomes:\n  klaar: {title: Klaar, verdict: not-yet}\n";
    std::fs::write(inside.join("boom.yaml"), tree).unwrap();
    let output = program(folder.path()).args(["walk", "bomen/boom.yaml"]).output().unwrap();
    let err = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(2), "{err}");
    assert!(err.contains("escaping-file") && !err.contains("wachtwoord"), "{err}");
}

#[test]
fn an_outcome_that_names_another_tree_says_how_to_go_on() {
    let folder = tempfile::tempdir().unwrap();
    let tree = "format: 1\nid: boom\nversion: \"1\"\ntitle: Boom\nlanguage: nl\nquestions:\n  een:\n    ask: Een?\n    answers: {ja: {label: Ja}}\n    outcome: verder\noutcomes:\n  verder: {title: Verder, verdict: other-route, tree: schiedam}\n";
    std::fs::write(folder.path().join("boom.yaml"), tree).unwrap();
    let output = program(folder.path()).args(["walk", "boom.yaml", "--set", "een=ja"]).output().unwrap();
    assert!(output.status.success());
    assert!(String::from_utf8_lossy(&output.stdout).contains("beslisboom walk schiedam"));
}

/// The replies of a walk as arguments.
fn walk(tree: &str, replies: &str) -> String {
    let mut args = vec!["walk", tree];
    args.extend(replies.split_whitespace().flat_map(|reply| ["--set", reply]));
    let (status, out, err) = run(&args);
    assert_eq!((status, err.as_str()), (0, ""), "{tree} {replies}");
    out
}

#[test]
fn the_advice_says_nothing_that_does_not_fit_the_result() {
    let nothing = walk("schiedam", "begint=gemeente wet=vrij keuze=niets");
    let listening = walk(
        "schiedam",
        "begint=gemeente wet=vrij keuze=veel toezegging=luisteren belang=geen fase=ontwerpen soort=straat tijd=8 doelgroep=iedereen",
    );
    let team = walk("vroom", "belang=weinig steun=niet-nodig");
    let no_rungs = walk("oecd", "wet=nee probleem=ja ruimte=nee leiding=ja genoeg-middelen=ja genoeg-tijd=ja");
    // Where nobody takes part, nobody is reported back to.
    assert!(!nothing.contains("koppelt terug") && listening.contains("koppelt terug"), "{nothing}");
    // A ladder about a team speaks of no residents, and a tree without a ladder of no rung.
    assert!(team.contains("Dit beloof je aan mensen: Ik beslis") && !team.contains("aan inwoners"), "{team}");
    assert!(no_rungs.contains("Je keuze:") && !no_rungs.contains("trede:"), "{no_rungs}");
    assert!(listening.contains("Gekozen trede:") && !listening.contains("Je keuze:"), "{listening}");
}

#[test]
fn the_reasons_name_the_replies_that_chose_and_no_other() {
    // Of six conditions, the two that were not met.
    let out = walk("oecd", "wet=nee probleem=ja ruimte=nee leiding=ja genoeg-middelen=ja genoeg-tijd=ja");
    let reason = out.split("Waarom dit advies").nth(1).unwrap().split("\n\n").next().unwrap();
    assert!(reason.contains("Verplicht de wet je") && reason.contains("met het advies van inwoners?"), "{reason}");
    assert!(!reason.contains("leiding") && !reason.contains("probleem"), "{reason}");
    // A last question that every walk passes decides nothing; at the top rung there is nothing to name.
    let first_edition = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/first-edition.yaml");
    let top = "aanleiding=vrij keuze=veel toezegging=loslaten belang=geen agenda=inwoners mandaat=ja kracht=genoeg \
               fase=uitvoeren tijd=30 middelen=ruim doelgroep=ouderen";
    let out = walk(first_edition, top);
    assert!(out.contains("Trede: Meebeslissen") && out.contains("Meebeslissen. Niets houdt het tegen."), "{out}");
    // What the situation asks is the highest wish; one that a lower rung meets as well stands in the appendix.
    let wishes = "begint=gemeente wet=vrij keuze=veel toezegging=afwijken-motiveren belang=kennis,impact fase=ontwerpen tijd=16 \
                  soort=straat doelgroep=iedereen";
    let out = walk("schiedam", wishes);
    let reason = out.split("De situatie vraagt om:").nth(1).unwrap().split("\n- ").next().unwrap();
    assert!(reason.contains("dagelijks leven") && !reason.contains("Met de kennis van"), "{reason}");
    let out = walk("schiedam", &wishes.replace("kennis,impact", "kennis"));
    let reason = out.split("De situatie vraagt om:").nth(1).unwrap().split("\n- ").next().unwrap();
    assert!(reason.contains("Met de kennis van"), "{reason}");
}

/// A tree that is kept elsewhere and linked to is checked; nothing is checked twice, and a circle ends.
#[cfg(unix)]
#[test]
fn a_search_follows_links() {
    use std::os::unix::fs::symlink;
    let (folder, elsewhere) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let tree = "format: 1\nid: boom\nversion: \"1\"\ntitle: Boom\nlanguage: nl\nquestions:\n  een: {ask: Een?, answers: {ja: {label: Ja}, nee: {label: Nee}}, next: weg}\noutcomes:\n  klaar: {title: Klaar, verdict: not-yet}\n";
    std::fs::create_dir(elsewhere.path().join("map")).unwrap();
    for path in
        [folder.path().join("boom.yaml"), elsewhere.path().join("boom.yaml"), elsewhere.path().join("map/b.yaml")]
    {
        std::fs::write(path, tree).unwrap();
    }
    symlink(folder.path(), folder.path().join("rond")).unwrap();
    symlink(folder.path().join("boom.yaml"), folder.path().join("zelfde.yaml")).unwrap();
    symlink(folder.path().join("weg"), folder.path().join("nergens.yaml")).unwrap();
    symlink(elsewhere.path().join("boom.yaml"), folder.path().join("ander.yaml")).unwrap();
    symlink(elsewhere.path().join("map"), folder.path().join("map")).unwrap();
    let args = ["check", ".", "--format", "short", "--rule", "dangling-target"];
    let output = program(folder.path()).args(args).output().unwrap();
    let shown = String::from_utf8(output.stdout).unwrap();
    let files: Vec<&str> = shown.lines().filter_map(|line| line.split(':').next()).collect();
    assert_eq!(files, ["ander.yaml", "boom.yaml", "map/b.yaml"], "{shown}");
}

#[test]
fn a_condition_in_an_advice_says_not_and_the_limit_of_a_score() {
    let folder = tempfile::tempdir().unwrap();
    let tree = r#"format: 1
id: boom
version: "1"
title: Boom
language: nl
ladder: builtin:edelenbos
scores: {gewicht: {label: Gewicht}}
facts: {plek: {label: Plek, values: {dorp: Dorp, stad: Stad}}}
methods:
  praten:
    title: Praten
    levels: [consult]
    audience: residents
    suits: {not: {spanning: ja}, all: [{any: [{plek: dorp}, {spanning: ja}]}, {gewicht: {from: 2}}]}
  vechten:
    title: Vechten
    levels: [consult]
    audience: residents
    avoid: {gewicht: {from: 2, below: 5}}
questions:
  spanning:
    ask: Is er spanning?
    answers:
      ja: {label: Ja, add: {gewicht: -1}}
      nee: {label: Nee, add: {gewicht: 3}, set: {plek: dorp}}
    outcome: klaar
outcomes:
  klaar: {title: Klaar, verdict: participate, rung: raadplegen}
"#;
    std::fs::write(folder.path().join("boom.yaml"), tree).unwrap();
    let run = |args: &[&str]| {
        let output = program(folder.path()).args(args).output().unwrap();
        (String::from_utf8(output.stdout).unwrap(), String::from_utf8(output.stderr).unwrap())
    };
    let (out, err) = run(&["walk", "boom.yaml", "--set", "spanning=nee", "--format", "json"]);
    let advice: serde_json::Value = serde_json::from_str(&out).unwrap_or_else(|_| panic!("{out}{err}"));
    assert_eq!(
        advice["methods"][0]["why"],
        serde_json::json!([
            "‘Is er spanning?’ is niet ‘Ja’",
            "(‘Plek’ is ‘Dorp’, of ‘Is er spanning?’ is ‘Ja’), en ‘Gewicht’ is minstens 2"
        ])
    );
    assert_eq!(advice["fallen_methods"][0]["reasons"][0]["text"], "past niet bij: ‘Gewicht’ is 2 tot en met 4");
    // Points and facts stand where a tree is reviewed.
    let (booklet, _) = run(&["export", "markdown", "boom.yaml"]);
    assert!(booklet.contains("| Nee | Gewicht +3; Plek: Dorp. |"), "{booklet}");
    let (diagram, _) = run(&["export", "dot", "boom.yaml"]);
    assert!(diagram.contains("Gewicht −1") && diagram.contains("Plek: Dorp"), "{diagram}");
}

#[test]
fn a_tree_about_something_else_names_its_own_headings() {
    let folder = tempfile::tempdir().unwrap();
    let tree = "format: 1\nid: boom\nversion: \"1\"\ntitle: Evaluatie\nlanguage: nl\nquestions:\n  goed:\n    ask: Is het goed?\n    answers:\n      ja: {label: Ja, outcome: voldoende}\n      nee: {label: Nee, outcome: over}\noutcomes:\n  voldoende: {title: Het traject was goed, heading: Voldoende, verdict: participate}\n  over: {title: Doe het over, verdict: not-yet}\n";
    std::fs::write(folder.path().join("boom.yaml"), tree).unwrap();
    let walk = |reply: &str| {
        let output = program(folder.path()).args(["walk", "boom.yaml", "--short", "--set", reply]).output().unwrap();
        String::from_utf8(output.stdout).unwrap()
    };
    let own = walk("goed=ja");
    assert!(own.contains("\nVoldoende.\n") && !own.contains("Betrek mensen"), "{own}");
    assert!(!own.contains("participatie") && !own.contains("college"), "{own}");
    assert!(walk("goed=nee").contains("\nNog niet beginnen.\n"));
}

#[test]
fn the_manual_has_a_page_for_every_command_and_says_what_help_says() {
    for (language, headings) in [("nl", [".SH NAAM", ".SH GEBRUIK"]), ("en", [".SH NAME", ".SH SYNOPSIS"])] {
        let (status, whole, err) = run(&["man", "--lang", language]);
        assert_eq!((status, err.as_str()), (0, ""));
        assert!(headings.iter().all(|heading| whole.lines().any(|line| line == *heading)), "{whole}");
        let (_, help, _) = run(&["--help", "--lang", language]);
        let (_, help) = help.split_once(if language == "nl" { "Opdrachten:\n" } else { "Commands:\n" }).unwrap();
        // A line that goes on stands further in.
        let lines = help.lines().take_while(|line| !line.is_empty());
        let own = lines.filter_map(|line| line.strip_prefix("  ").filter(|line| !line.starts_with(' ')));
        let commands: Vec<&str> = own.filter_map(|line| line.split_whitespace().next()).collect();
        assert!(commands.len() > 15, "{commands:?}");
        for command in commands {
            let (status, page, err) = run(&["man", command, "--lang", language]);
            assert_eq!((status, err.as_str()), (0, ""), "{command}");
            assert!(page.contains(&format!("beslisboom\\-{command}")), "{page}");
            // The line at the foot.
            let title = page.lines().find(|line| line.starts_with(".TH ")).unwrap();
            assert_eq!(title, format!(".TH beslisboom-{command} 1  \"beslisboom 0.1.0\" beslisboom"));
            // No English heading is left in Dutch.
            let left = |line: &&str| [".SH NAME", ".SH SYNOPSIS", ".SH DESCRIPTION", ".SH OPTIONS"].contains(line);
            assert!(language == "en" || !page.lines().any(|line| left(&line)), "{page}");
        }
    }
    let (status, _, err) = run(&["man", "wlk"]);
    assert_eq!((status, err.contains("de opdracht `wlk` ken ik niet")), (2, true), "{err}");
}

#[test]
fn shells_fill_in_every_command() {
    for shell in ["bash", "elvish", "fish", "powershell", "zsh"] {
        for (language, about) in [("nl", "Stelt de vragen van een boom"), ("en", "Ask the questions of a tree")] {
            let (status, script, err) = run(&["completions", shell, "--lang", language]);
            assert_eq!((status, err.as_str()), (0, ""), "{shell}");
            for word in ["walk", "batch", "completions", "--replies"] {
                // Fish names an option without its dashes.
                assert!(script.contains(word.trim_start_matches('-')), "{shell} lacks {word}");
            }
            // Bash shows words alone.
            assert!(shell == "bash" || script.contains(about), "{shell} {language}");
        }
    }
    // A real shell takes it, and fills in.
    let script = run(&["completions", "bash"]).1;
    for (typed, filled_in) in [
        ("wa", "walk"),
        ("walk sch", "schiedam"),
        ("walk --with stamt", "stamtafel"),
        ("check --fail-on dead", "dead-end"),
        ("rules dead", "dead-end"),
        ("show stamt", "stamtafel"),
        ("help w", "walk why"),
        // No id, and no file either: bash goes on to those by itself where it is given nothing.
        ("walk mijn", ""),
        ("walk --project mijn", "mijn"),
    ] {
        let words: Vec<&str> = typed.split(' ').collect();
        let [count, last] = [words.len().to_string(), words[words.len() - 1].to_owned()];
        let before = if words.len() > 1 { words[words.len() - 2] } else { "beslisboom" };
        let try_it = format!(
            "compopt() {{ :; }}\n{script}\nCOMP_WORDS=(beslisboom {typed}); COMP_CWORD={count}; \
             _beslisboom beslisboom {last} {before}; echo \"${{COMPREPLY[@]}}\""
        );
        let bash = std::process::Command::new("bash").args(["-c", &try_it]).output().unwrap();
        let err = String::from_utf8_lossy(&bash.stderr);
        assert_eq!(String::from_utf8_lossy(&bash.stdout).trim(), filled_in, "{typed}: {err}");
    }
    // In other shells a tree stays a file; what is chosen from a list has it.
    let zsh = run(&["completions", "zsh"]).1;
    assert!(zsh.contains("stamtafel") && zsh.contains("dead-end"), "{zsh}");
    assert!(zsh.lines().filter(|line| line.contains("::tree ")).all(|line| line.contains("_files")), "{zsh}");
    // Typed, an id of one's own is taken.
    assert!(run(&["rules", "geen-regel"]).2.contains("er is geen regel"));
}

/// A diagram with a route is the one without it, of which exactly the way taken stands out: where bounds clash, the
/// way on from the clash, and nowhere else.
#[test]
fn in_a_diagram_only_the_way_taken_stands_out() {
    let folder = tempfile::tempdir().unwrap();
    let tree = "format: 1\nid: boom\nversion: \"1\"\ntitle: Boom\nlanguage: nl\nladder: ladder.yaml\nquestions:\n  mag:\n    ask: Mag het?\n    answers:\n      ja: {label: Ja, at-least: hoog, outcome: doen}\n      half: {label: Half, at-most: laag, at-least: hoog, outcome: doen}\n      nee: {label: Nee, outcome: stop}\noutcomes:\n  doen: {title: Doen, verdict: participate, rung: ceiling, conflict: stop}\n  stop: {title: Stop, verdict: not-yet}\n";
    let ladder = "format: 1\nid: ladder\ntitle: Ladder\nlanguage: nl\nrungs:\n  laag: {title: Laag, level: consult}\n  hoog: {title: Hoog, level: involve}\n";
    std::fs::write(folder.path().join("boom.yaml"), tree).unwrap();
    std::fs::write(folder.path().join("ladder.yaml"), ladder).unwrap();
    let dot = |args: &[&str]| beslisboom(&["export", "dot", "boom.yaml"]).args(args).within(folder.path()).run().fine();
    let plain = dot(&[]);
    for (reply, taken) in [
        ("mag=ja", &["q_mag [", "o_doen [", "q_mag -> o_doen [label=\"Ja "][..]),
        ("mag=half", &["q_mag [", "o_stop [", "q_mag -> o_doen [label=\"Half ", "o_doen -> o_stop ["][..]),
        ("mag=nee", &["q_mag [", "o_stop [", "q_mag -> o_stop ["][..]),
    ] {
        let marked = |line: &str| taken.iter().any(|it| line.trim_start().starts_with(it));
        let mark = |line: &str| {
            let line =
                if marked(line) { line.replace("];", ", penwidth=3, color=\"#154273\"];") } else { line.to_owned() };
            line + "\n"
        };
        assert_eq!(dot(&["--set", reply]), plain.lines().map(mark).collect::<String>(), "{reply}");
    }
}
