//! Project files: what is written is read back, nothing is lost, and what is wrong is said with its place.
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

#[path = "common/program.rs"]
mod program;

use beslisboom::source::keys::{self, Part};
use beslisboom::source::parse::{read_project, write_project};
use program::{beslisboom, root};

const EXAMPLE: &str = "examples/projecten/dorpsstraat.yaml";

fn example() -> String {
    std::fs::read_to_string(root().join(EXAMPLE)).unwrap().replace("\r\n", "\n")
}

#[test]
fn what_is_written_is_what_was_read() {
    let (project, _, findings) = read_project("p.yaml", example().as_bytes());
    assert!(findings.is_empty(), "{findings:?}");
    assert_eq!(write_project(&project.unwrap()), example());
}

#[test]
fn the_example_has_every_key_of_a_project() {
    let example = example();
    for part in [
        Part::Project,
        Part::ProjectPlan,
        Part::Activity,
        Part::Message,
        Part::Indicator,
        Part::Done,
        Part::Account,
        Part::Lessons,
        Part::ProjectSource,
    ] {
        for key in keys::of(part) {
            let there =
                example.lines().any(|line| line.trim_start_matches([' ', '-']).starts_with(&format!("{}:", key.name)));
            assert!(there, "{} of {}", key.name, part.word());
        }
    }
}

#[test]
fn texts_of_any_sort_come_back() {
    let nasty = [
        "a: b",
        "- x",
        "#x",
        "'",
        "\"",
        "null",
        "~",
        "true",
        "12",
        "2027-01-01",
        "a\nb\n\nc",
        " x",
        "x ",
        "é\u{1F600}",
        "@x",
        "{a}",
        "x: |",
    ];
    for text in nasty {
        let (project, _, _) = read_project("p.yaml", example().as_bytes());
        let mut project = project.unwrap();
        text.clone_into(&mut project.name);
        project.goal = Some(text.to_owned());
        project.plan.groups = vec![text.to_owned(), text.to_owned()];
        project.lessons.dos = vec![text.to_owned()];
        let written = write_project(&project);
        let (again, _, findings) = read_project("p.yaml", written.as_bytes());
        assert!(findings.is_empty(), "{text:?}: {findings:?}\n{written}");
        let again = again.unwrap();
        assert_eq!(
            (&again.name, &again.goal, &again.plan.groups, &again.lessons.dos),
            (&project.name, &project.goal, &project.plan.groups, &project.lessons.dos)
        );
    }
}

#[test]
fn a_slip_is_said_with_its_line() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("p.yaml");
    for (wrong, said) in [
        ("goal: Iets", "gaol: Iets"),
        ("feedback-by: x", "feedback-by: maart"),
        ("people: 45", "people: veel"),
        ("people: 45", "people: -5"),
        ("format: 1", "format: 2"),
    ]
    .map(|(right, wrong)| {
        (wrong, example().lines().position(|line| line.contains(right.split(": ").next().unwrap())).unwrap() + 1)
    }) {
        let key = wrong.split(": ").next().unwrap();
        let lines: Vec<String> = example()
            .lines()
            .enumerate()
            .map(|(number, line)| {
                if number + 1 == said {
                    let indent = line.len() - line.trim_start().len();
                    format!("{}{wrong}", &line[..indent])
                } else {
                    line.to_owned()
                }
            })
            .collect();
        std::fs::write(&file, lines.join("\n")).unwrap();
        let run = beslisboom(&["check", "p.yaml", "--format", "short"]).within(folder.path()).run();
        assert!(run.out.contains(&format!("p.yaml:{said}:")), "{key}: {}{}", run.out, run.err);
        assert_eq!(run.status, 1, "{key}");
    }
}

#[test]
fn the_example_is_clean() {
    let run = beslisboom(&["check", EXAMPLE]).run();
    assert_eq!(run.status, 0, "{}{}", run.out, run.err);
}

/// A document of the example, or of a file that is made here.
fn document(kind: &str, project: &str) -> String {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("p.yaml"), project).unwrap();
    beslisboom(&["document", kind, "p.yaml", "--format", "markdown"]).within(folder.path()).run().fine()
}

/// What plans of nine municipalities and reports of eight ask for, each by the heading or the label it stands under.
const PLAN: [&str; 17] = [
    "## Het project",
    "## Doel van de participatie",
    "Dit ligt vast:",
    "Dit is open:",
    "## Gevolgen voor de omgeving",
    "## Wie het raakt",
    "## Invloed: trede en belofte",
    "## Activiteiten en planning",
    "## Communicatie",
    "## Wat er met reacties gebeurt",
    "## Terugkoppeling aan deelnemers",
    "## Wat de wet vraagt",
    "Wie besluit:",
    "## Geld en uren",
    "## Verslag",
    "## Evaluatie",
    "## Formele inspraak erna",
];
const REPORT: [&str; 10] = [
    "## Wie meededen, hoe en wanneer",
    "Wat mensen zeiden:",
    "Wat we overnamen:",
    "Wat we niet overnamen, en waarom:",
    "## Wat deelnemers ervan vonden",
    "## Steun, naar onze inschatting",
    "## Terugkoppeling",
    "## Gezien door",
    "## Motivering van een omgevingsplan",
    "## Bij de aanvraag van een vergunning",
];

/// What a first letter, a report back and an evaluation say, each by the heading or the label it stands under.
const LETTER: [&str; 14] = [
    "Aan:",
    "## Waar gaat het over?",
    "## Wat merk je ervan?",
    "## Waarom vragen we je mee te doen?",
    "## Waarover kun je meepraten?",
    "Dit ligt vast:",
    "Dit is nog open:",
    "## Wat vragen we je?",
    "## Wat doen we met wat je zegt?",
    "Wie besluit:",
    "## Zo doe je mee",
    "Hoe je dat hoort:",
    "Uiterlijk:",
    "Je bereikt ons via: ____",
];
const FEEDBACK: [&str; 9] = [
    "## Waar ging het over?",
    "## Wat beloofden we je?",
    "## Wat deden we samen?",
    "## Dit hoorden we",
    "## Dit namen we over",
    "## Dit namen we niet over, en daarom",
    "Wie besluit:",
    "Daarna:",
    "Je bereikt ons via: ____",
];
const EVALUATION: [&str; 6] = [
    "## Oordeel",
    "## Per criterium",
    "## Indicatoren",
    "## Wie je bereikte",
    "## Wat deelnemers ervan vonden",
    "## Lessen",
];

const EMPTY: &str = "format: 1\nkind: project\nname: Leeg\nparts: []\n";

#[test]
fn every_field_is_there_whatever_is_known() {
    for project in [EMPTY, &example()] {
        for (kind, fields) in [
            ("plan", &PLAN[..]),
            ("report", &REPORT),
            ("letter", &LETTER),
            ("feedback", &FEEDBACK),
            ("evaluation", &EVALUATION),
        ] {
            let text = document(kind, project);
            for field in fields {
                assert!(text.contains(field), "{kind}: {field}\n{text}");
            }
        }
    }
}

#[test]
fn what_is_not_known_is_open_and_nothing_is_made_up() {
    // What a draft says of itself, and to whom.
    let fixed = ["Dit is een concept. ", "Beste lezer,", "Beste deelnemer,"];
    for kind in ["plan", "report", "letter", "feedback", "evaluation"] {
        let text = document(kind, EMPTY);
        let (page, appendix) = text.split_once("\n# Bijlage").unwrap_or((&text, ""));
        let (filled, open) = page.split_once("## Nog open").unwrap();
        // Under every heading a line to fill in, and no word more.
        for section in filled.split("\n## ").skip(1) {
            for line in section.lines().skip(1).filter(|line| !line.is_empty()) {
                let known = fixed.iter().any(|it| line.starts_with(it));
                assert!(known || line.ends_with(" ____________________"), "{kind}: {line}\n{text}");
            }
        }
        let blanks = filled.matches("____________________").count();
        assert_eq!(open.lines().filter(|line| line.starts_with("- ")).count(), blanks, "{text}");
        let known = |line: &&str| !line.is_empty() && !line.starts_with('#') && !line.starts_with("Alleen als");
        assert!(appendix.lines().filter(known).all(|line| line.ends_with(" ____________________")), "{appendix}");
    }
}

#[test]
fn all_that_a_project_says_is_in_its_plan_or_its_report() {
    let both = [document("plan", &example()), document("report", &example())].concat();
    let file: serde_json::Value = serde_yaml::from_str(&example()).unwrap();
    fn texts<'v>(value: &'v serde_json::Value, found: &mut Vec<&'v str>) {
        match value {
            serde_json::Value::String(text) => found.push(text),
            serde_json::Value::Array(items) => items.iter().for_each(|it| texts(it, found)),
            serde_json::Value::Object(map) => map.values().for_each(|it| texts(it, found)),
            _ => {}
        }
    }
    let mut found = Vec::new();
    for key in ["about", "goal", "fixed", "open", "impact", "decides", "owner", "plan", "done", "report", "lessons"] {
        texts(&file[key], &mut found);
    }
    assert!(found.len() > 40);
    // The ids of methods are for programs.
    for text in found.iter().filter(|text| !["inloopavond", "schouw"].contains(text)) {
        assert!(both.contains(text), "{text}\n{both}");
    }
    assert!(both.contains(" 45 ") && both.contains("Gekozen trede: Raadplegen."), "{both}");
}

#[test]
fn letters_and_the_evaluation_say_what_the_project_says() {
    for (kind, wanted) in [
        (
            "letter",
            &[
                "Aan: alle adressen in de straat",
                "De straat gaat open. Praat mee over de bomen",
                "Waar wil je in de Dorpsstraat zitten",
                "We luisteren naar je en laten weten wat we met je reactie doen.",
                "- Inloopavond in het wijkcentrum (januari 2027)",
                "Uiterlijk: 2027-03-01",
            ][..],
        ),
        (
            "feedback",
            &[
                "- Inloopavond in het wijkcentrum (2027-01-20, 45 deelnemers)",
                "Winkeliers vragen twee laadplekken.",
                "Een tweede laadplek past niet naast de bushalte.",
                "Daarna: Het ontwerp gaat niet ter inzage.",
            ],
        ),
        (
            "evaluation",
            &[
                "**Het traject was voldoende.**",
                "Eén criterium is onvoldoende. Daar staat minstens één keer goed tegenover.",
                "| Pasten de deelnemers bij de mensen die het raakt? | Onvoldoende | Jongeren waren er bijna niet. |",
                "| deelnemers uit de straat | een op de vijf adressen | een op de vier adressen |",
                "Dat wij de regel en deze criteria samenvoegen, is ons eigen voorstel.",
            ],
        ),
    ] {
        let text = document(kind, &example());
        for wanted in wanted {
            assert!(text.contains(wanted), "{kind}: {wanted}\n{text}");
        }
    }
    // Without a question of its own the letter takes that of the rung; a judgement that is not finished is none.
    let own = "  question: Waar wil je in de Dorpsstraat zitten, lopen en parkeren?\n";
    let letter = document("letter", &example().replacen(own, "", 1));
    assert!(letter.contains("Hoe kijk jij naar dit probleem?"), "{letter}");
    let unfinished = example().replacen("    representatief: onvoldoende\n    onafhankelijk: voldoende\n", "", 1);
    let evaluation = document("evaluation", &unfinished);
    assert!(
        evaluation.contains("Er ontbreken nog antwoorden.") && !evaluation.contains("**Het traject"),
        "{evaluation}"
    );
    // In English nothing Dutch is left of what is ours.
    for kind in ["letter", "feedback", "evaluation"] {
        let folder = tempfile::tempdir().unwrap();
        std::fs::write(folder.path().join("p.yaml"), EMPTY).unwrap();
        let text = beslisboom(&["document", kind, "p.yaml", "--lang", "en"]).within(folder.path()).run().fine();
        for dutch in [" je ", " het ", "Beste", "Nog open", "Wie ", "Oordeel"] {
            assert!(!text.contains(dutch), "{kind}: {dutch}\n{text}");
        }
    }
}

#[test]
fn projects_are_listed_with_what_is_due_and_a_wrong_one_is_named() {
    let folder = tempfile::tempdir().unwrap();
    let put = |name: &str, more: &str| {
        let text = format!("format: 1\nkind: project\nname: {name}\nparts: []\n{more}");
        std::fs::write(folder.path().join(format!("{name}.yaml")), text).unwrap();
    };
    put("Begin", "");
    put("Laat", "plan: {feedback-by: 2026-11-21, evaluate-by: 2026-12-01}\n");
    put("Op tijd", "plan: {feedback-by: 2026-11-22}\ndone: [{what: Avond}]\n");
    put(
        "Verteld",
        "plan: {feedback-by: 2026-11-01, evaluate-by: 2026-12-31}\ndone: [{what: Avond, feedback: Brief.}]\n",
    );
    // Begun, and no judgement yet; replied to the end, whatever was not known.
    put("Half", "plan: {evaluate-by: 2026-11-30}\nevaluation: {tree: evaluatie, replies: {vroeg: goed}}\n");
    let asked = "representatief onafhankelijk vroeg invloed inzichtelijk middelen opdracht werkwijze kosten behoefte";
    let replies = asked.replace(' ', ": unknown, ");
    put(
        "Heel",
        &format!("plan: {{evaluate-by: 2026-11-30}}\nevaluation: {{tree: evaluatie, replies: {{{replies}: goed}}}}\n"),
    );
    put("Wijs", "plan: {evaluate-by: 2026-01-01}\nlessons: {do: [Begin vroeg.]}\n");
    std::fs::write(folder.path().join("fout.yaml"), "format: 1\nkind: project\nnam: X\n").unwrap();
    std::fs::write(folder.path().join("boom.yaml"), "format: 1\nid: b\n").unwrap();
    let run = beslisboom(&["projects", ".", "--format", "markdown"]).within(folder.path()).run();
    assert_eq!(run.status, 1);
    let rows: Vec<&str> = run.out.lines().filter(|line| line.starts_with("| ")).collect();
    assert_eq!(
        rows[2..],
        [
            "| Begin |  | begonnen |  |",
            "| Half |  | plan | evalueren uiterlijk 2026-11-30 |",
            "| Heel |  | plan |  |",
            "| Laat |  | plan | terugkoppelen uiterlijk 2026-11-21 (te laat) |",
            "| Op tijd |  | uitgevoerd | terugkoppelen uiterlijk 2026-11-22 |",
            "| Verteld |  | teruggekoppeld | evalueren uiterlijk 2026-12-31 |",
            "| Wijs |  | geleerd |  |",
        ]
    );
    assert!(run.err.contains("fout.yaml:3:1: onbekende sleutel `nam`") && !run.err.contains("boom"), "{}", run.err);
    // A part with a tree that is not there ends nothing: it is named, and the rest is listed.
    put("Elders", "evaluation: {tree: bestaatniet, replies: {}}\n");
    let run = beslisboom(&["projects", ".", "--format", "markdown"]).within(folder.path()).run();
    assert_eq!(run.status, 1);
    assert_eq!(run.out.lines().filter(|line| line.starts_with("| ")).count(), rows.len() + 1, "{}", run.out);
    assert!(run.out.contains("\n| Elders |  | begonnen |  |\n"), "{}", run.out);
    let said = "`./Elders.yaml`: een onderdeel telt niet mee: er is geen boom of bestand `bestaatniet`: ";
    assert!(run.err.lines().any(|line| line.starts_with(said)), "{}", run.err);
    let set = beslisboom(&["projects"]).within(folder.path()).env("BESLISBOOM_PROJECTS", folder.path()).run();
    assert!(set.out.contains("Verteld"), "{}", set.err);
}

#[test]
fn what_cannot_be_made_is_said_in_a_line() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("leeg.yaml"), EMPTY).unwrap();
    std::fs::write(folder.path().join("nieuw.yaml"), EMPTY.replace("format: 1", "format: 2")).unwrap();
    std::fs::write(folder.path().join("p.yaml"), example()).unwrap();
    for (args, said) in [
        (&["document", "advice", "leeg.yaml"][..], "dit project heeft nog geen antwoorden"),
        (&["document", "plan", "weg.yaml"], "kan `weg.yaml` niet lezen"),
        (&["document", "plan", "nieuw.yaml"], "nieuw.yaml:1:9: dit programma leest alleen `format: 1`"),
        (&["document", "plan", "p.yaml", "--part", "Bouw"], "het heeft: Ontwerp"),
        (&["document", "plan", "p.yaml", "--out", "p.yaml"], "zie ik niet wat het moet worden"),
        (&["document", "plan", "p.yaml", "--out", "er/is/niets.docx"], "niet schrijven"),
        (&["projects", "weg"], "kan de map `weg` niet lezen"),
        (&["projects"], "kan de map `"),
    ] {
        let run = beslisboom(args).within(folder.path()).run();
        assert_eq!((run.status, run.out.as_str()), (2, ""), "{args:?}");
        assert!(run.err.contains(said), "{args:?}: {}", run.err);
    }
    assert_eq!(std::fs::read_to_string(folder.path().join("p.yaml")).unwrap(), example());
}

#[test]
fn what_is_given_without_a_terminal_goes_into_the_project_and_what_is_there_stays() {
    let folder = tempfile::tempdir().unwrap();
    let put = |name: &str, text: &str| std::fs::write(folder.path().join(name), text).unwrap();
    let read = || std::fs::read_to_string(folder.path().join("p.yaml")).unwrap();
    put(
        "p.yaml",
        "format: 1\nkind: project\nname: Haven\nfixed: Het geld.\nparts: []\ndone:\n- {what: Avond, people: 3}\n",
    );
    // The example holds everything, so all of it comes over, and the name stays.
    put("van.yaml", &example());
    for command in ["plan", "report"] {
        let run = beslisboom(&[command, "p.yaml", "--replies", "van.yaml"]).within(folder.path()).run();
        assert_eq!((run.status, run.out.as_str()), (0, ""), "{}", run.err);
        assert!(run.err.contains(&format!("beslisboom document {command} p.yaml")), "{}", run.err);
    }
    put(
        "oordeel.yaml",
        "format: 1\ntree: evaluatie\nreplies: {representatief: onvoldoende, vroeg: goed}\nnotes: {vroeg: Ja.}\n",
    );
    let rest = ["onafhankelijk", "invloed", "inzichtelijk", "middelen", "opdracht", "werkwijze", "kosten", "behoefte"];
    let set: Vec<String> = rest.iter().flat_map(|it| ["--set".to_owned(), format!("{it}=voldoende")]).collect();
    let run = beslisboom(&["evaluate", "p.yaml", "--replies", "oordeel.yaml"]).args(&set).within(folder.path()).run();
    assert_eq!(
        (run.status, run.out.as_str()),
        (0, "Het traject was voldoende.\nEén criterium is onvoldoende. Daar staat minstens één keer goed tegenover.\n"),
        "{}",
        run.err
    );
    let (ours, theirs) =
        (read_project("", read().as_bytes()).0.unwrap(), read_project("", example().as_bytes()).0.unwrap());
    assert_eq!((ours.name.as_str(), ours.parts.len(), ours.done.len()), ("Haven", 0, 2));
    assert_eq!((&ours.plan.messages, &ours.plan.indicators), (&theirs.plan.messages, &theirs.plan.indicators));
    assert_eq!(
        (&ours.fixed, &ours.plan.feedback_by, &ours.report),
        (&theirs.fixed, &theirs.plan.feedback_by, &theirs.report)
    );
    assert_eq!(ours.done[1], theirs.done[0]);
    let judged = ours.evaluation.unwrap();
    assert_eq!((judged.replies.len(), judged.notes.len()), (10, 1));
    // Once more changes nothing.
    let before = read();
    for command in ["plan", "report"] {
        assert_eq!(beslisboom(&[command, "p.yaml", "--replies", "van.yaml"]).within(folder.path()).run().status, 0);
    }
    assert_eq!(read(), before);
}

#[test]
fn what_is_replied_without_a_terminal_is_kept_in_the_folder_that_is_named() {
    let folder = tempfile::tempdir().unwrap();
    let walk = |more: &[&str]| {
        let args = ["walk", "--set", "begint=gemeente", "--set", "wet=vrij", "--project", "Kade"];
        beslisboom(&args).args(more).within(folder.path()).run()
    };
    let nothing = walk(&["--set", "keuze=niets"]);
    assert_eq!((nothing.status, nothing.err.as_str()), (0, ""));
    let few = walk(&["--projects", "map"]);
    assert_eq!(few.status, 2, "{}", few.err);
    assert!(!folder.path().join("map").exists());
    let kept = || read_project("", &std::fs::read(folder.path().join("map/kade.yaml")).unwrap()).0.unwrap();
    // The same once more adds nothing.
    for (part, parts) in [("Beheer", 1), ("Beheer", 1), ("Ontwerp", 2)] {
        let run = walk(&["--projects", "map", "--set", "keuze=niets", "--part", part, "--format", "json"]);
        assert_eq!((run.status, run.err.as_str()), (0, "Je antwoorden staan in map/kade.yaml.\n"), "{part}");
        assert_eq!(kept().parts.len(), parts, "{part}");
    }
    assert_eq!((kept().name.as_str(), kept().parts[0].part.as_deref()), ("Kade", Some("Beheer")));
    let resumed = walk(&["--projects", "map", "--resume", "--no-input"]);
    assert!(resumed.status == 2 && resumed.err.contains("meer dan één gesprek"), "{}", resumed.err);
    std::fs::write(folder.path().join("dicht"), "").unwrap();
    let run = walk(&["--projects", "dicht", "--set", "keuze=niets"]);
    assert!(run.status == 1 && run.err.starts_with("kan je antwoorden niet bewaren: "), "{}", run.err);
}

#[test]
fn what_is_wrong_with_a_project_is_a_line_and_the_file_stays_as_it_was() {
    let folder = tempfile::tempdir().unwrap();
    let put = |name: &str, text: &str| std::fs::write(folder.path().join(name), text).unwrap();
    let slip = example().replacen("goal:", "gaol:", 1);
    put("slip.yaml", &slip);
    put("p.yaml", &example());
    let newer = example().replacen("behoefte: goed", "behoefte: geweldig", 1);
    put("nieuw.yaml", &newer);
    for (args, status, said) in [
        (&["report", "slip.yaml"][..], 2, "slip.yaml` niet bijwerken: in `slip.yaml` staat een fout"),
        (&["plan", "slip.yaml"], 2, "slip.yaml:11:1: onbekende sleutel `gaol`"),
        (&["evaluate", "slip.yaml", "--set", "kosten=goed"], 2, "in `slip.yaml` staat een fout"),
        (&["report", "weg.yaml"], 2, "er is geen bestand `weg.yaml`, en geen project van die naam"),
        (&["report", "p.yaml"], 2, "Hier kan niemand antwoorden."),
        (&["report", "p.yaml", "--replies", "slip.yaml"], 2, "onbekende sleutel `gaol`"),
        (&["evaluate", "p.yaml", "--set", "kosten=duur"], 2, "--set kosten: "),
        // An answer that only a newer tree knows is named.
        (&["evaluate", "nieuw.yaml", "--set", "kosten=goed"], 2, "Weggelaten: "),
        (&["evaluate", "nieuw.yaml"], 2, "Verbeter dit in nieuw.yaml, of haal het weg. Er is niets veranderd."),
    ] {
        let run = beslisboom(args).within(folder.path()).run();
        assert_eq!(run.status, status, "{args:?}: {}", run.err);
        assert!(run.err.contains(said), "{args:?}: {}", run.err);
    }
    let read = |name: &str| std::fs::read_to_string(folder.path().join(name)).unwrap();
    assert_eq!((read("slip.yaml"), read("p.yaml"), read("nieuw.yaml")), (slip, example(), newer));
}

#[test]
fn many_at_once_lose_nothing_that_was_said_to_be_kept() {
    let folder = tempfile::tempdir().unwrap();
    let put = |name: &str, text: &str| std::fs::write(folder.path().join(name), text).unwrap();
    put("p.yaml", EMPTY);
    let started: Vec<_> = (0..12)
        .map(|number| {
            let given = format!("{}done:\n- {{what: Avond {number}}}\n", EMPTY);
            let name = format!("van-{number}.yaml");
            put(&name, &given);
            let mut command = program::process(folder.path());
            command.args(["report", "p.yaml", "--replies", &name]).stdin(std::process::Stdio::null());
            command.stdout(std::process::Stdio::piped()).stderr(std::process::Stdio::piped());
            (number, command.spawn().unwrap())
        })
        .collect();
    let mut kept: Vec<String> = Vec::new();
    for (number, child) in started {
        let output = child.wait_with_output().unwrap();
        let said = String::from_utf8(output.stderr).unwrap();
        match output.status.code() {
            Some(0) => kept.push(format!("Avond {number}")),
            Some(2) => assert!(said.contains("dit project is al open in een ander venster"), "{said}"),
            other => panic!("{other:?}: {said}"),
        }
    }
    let project = read_project("", &std::fs::read(folder.path().join("p.yaml")).unwrap()).0.unwrap();
    let mut there: Vec<String> = project.done.into_iter().map(|done| done.what).collect();
    there.sort();
    kept.sort();
    assert!(!kept.is_empty());
    assert_eq!(there, kept);
}
