//! The plan as somebody asks for it: methods in and out of it, what cannot be, and what is told of besides.
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

mod common;

use assert_cmd::Command;
use beslisboom::analysis::alternatives::alternatives;
use beslisboom::analysis::plan::Need;
use beslisboom::analysis::recommend::{recommend, recommend_with};
use beslisboom::engine::evaluate::evaluate;
use beslisboom::model::ids::QuestionId;
use beslisboom::model::replies::{Decimal, Replies, Reply};
use beslisboom::model::tree::{QuestionKind, Resolved};
use beslisboom::{Choice, Plan};
use common::{Dice, shipped_trees};
use serde_json::Value;

/// The street of the examples, with more on the command line: status, output, remarks.
fn street(more: &[&str]) -> (i32, String, String) {
    let mut args = vec!["walk", "--replies", "examples/dorpsstraat.yaml"];
    args.extend(more);
    run(&args)
}

fn run(args: &[&str]) -> (i32, String, String) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_beslisboom"));
    let output = command.args(args).current_dir(env!("CARGO_MANIFEST_DIR")).env("LC_ALL", "C").output().unwrap();
    let text = |bytes| String::from_utf8(bytes).unwrap();
    (output.status.code().unwrap(), text(output.stdout), text(output.stderr))
}

fn advice(more: &[&str]) -> Value {
    let mut args = vec!["--format", "json"];
    args.extend(more);
    serde_json::from_str(&street(&args).1).unwrap()
}

/// The methods of a plan, by id.
fn planned(advice: &Value) -> Vec<&str> {
    advice["plan"]["steps"].as_array().unwrap().iter().map(|it| it["method"].as_str().unwrap()).collect()
}

/// A section of a text, by its title.
fn section<'a>(text: &'a str, title: &str) -> &'a str {
    let (_, from) = text.split_once(&format!("\n{title}\n---")).unwrap();
    from.split("\n\n").next().unwrap()
}

#[test]
fn a_method_that_is_asked_for_comes_in_and_one_that_is_not_wanted_goes_out() {
    let plain = advice(&[]);
    let before = planned(&plain);
    assert!(!before.contains(&"keukentafelgesprek") && before.contains(&"inloopavond"), "{before:?}");
    let changed = advice(&["--with", "keukentafelgesprek", "--without", "inloopavond"]);
    let after = planned(&changed);
    assert!(after.contains(&"keukentafelgesprek") && !after.contains(&"inloopavond"), "{after:?}");
    // What is offered stays the same: the choice is about the plan.
    assert_eq!(plain["methods"], changed["methods"]);
}

#[test]
fn what_is_asked_for_and_does_not_fit_is_called_by_its_title() {
    let with = ["klankbordgroep", "ontwerpatelier"].map(|id| ["--with", id]).concat();
    let (_, text, _) = street(&with);
    let missing = text.lines().find(|line| line.starts_with("Dit lukt hiermee nog niet: ")).unwrap();
    assert!(missing.contains("jouw keuze ‘Klankbordgroep’"), "{missing}");
}

#[test]
fn a_replies_file_says_the_same_as_the_command_line() {
    let street = std::fs::read_to_string("examples/dorpsstraat.yaml").unwrap();
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("straat.yaml");
    let walked = |text: String, more: &[&str]| {
        std::fs::write(&file, text).unwrap();
        let mut args = vec!["walk", "--format", "json", "--replies", file.to_str().unwrap()];
        args.extend(more);
        run(&args)
    };
    let asked = walked(format!("{street}with: [brief]\nwithout: [inloopavond]\n"), &[]);
    assert_eq!(asked, walked(street.clone(), &["--with", "brief", "--without", "inloopavond"]));
    // What the command line says comes after what the file says.
    let other = walked(
        format!("{street}with: [inloopavond]\nwithout: [brief]\n"),
        &["--with", "brief", "--without", "inloopavond"],
    );
    assert_eq!(asked, other);
    let (status, out, err) = walked(format!("{street}with: [stamtafl, brief]\n"), &[]);
    assert_eq!((status, err.as_str()), (1, "Weggelaten: de werkvorm `stamtafl`, die er niet is\n"));
    assert_eq!(out, walked(street, &["--with", "brief"]).1);
}

#[test]
fn a_choice_that_cannot_be_says_why() {
    let (status, out, err) = street(&["--with", "stamtafl"]);
    assert_eq!((status, out.as_str()), (2, ""));
    assert_eq!(err, "fout: --with stamtafl: die werkvorm is er niet\n  bedoelde je `stamtafel`?\n");
    let (status, _, err) = street(&["--with", "brief", "--without", "brief"]);
    assert_eq!((status, err.as_str()), (2, "fout: brief staat bij --with en bij --without\n"));
    for (method, why) in [
        ("burgerberaad", "Burgerberaad: vraagt 17 tot en met 39 weken, je hebt 10 weken."),
        ("burgerbegroting", "Burgerbegroting of buurtbudget: hoort bij een hogere trede."),
        ("raadsruit", "Raadsruit met ankerpunten: is voor je eigen organisatie, niet voor inwoners."),
    ] {
        let (status, out, err) = street(&["--with", method]);
        assert_eq!((status, err.trim_end()), (1, format!("Niet in de aanpak: {why}").as_str()));
        assert!(section(&out, "Aanpak in stappen").contains(why.split(':').next().unwrap()), "{out}");
    }
}

#[test]
fn more_methods_than_an_approach_holds_are_said_to_be_too_many() {
    let six = ["brief", "inloopavond", "schouw", "ontwerpatelier", "enquete", "bewonersavond"];
    let args: Vec<&str> = ["--set", "tijd=40"].into_iter().chain(six.iter().flat_map(|id| ["--with", id])).collect();
    let (status, out, err) = street(&args);
    assert_eq!(status, 1);
    assert!(err.contains("in een aanpak passen hoogstens vijf werkvormen"), "{err}");
    assert!(section(&out, "Aanpak in stappen").contains("hoogstens vijf"), "{out}");
    // One that takes too long beside the rest is told so.
    let (_, _, err) = street(&["--set", "tijd=11", "--with", "klankbordgroep"]);
    assert!(err.contains("past niet in de tijd naast wat deze trede vraagt"), "{err}");
}

#[test]
fn with_fewer_weeks_than_any_approach_takes_the_plan_says_how_many_it_would_take() {
    let none = advice(&["--set", "tijd=1"]);
    assert_eq!(planned(&none), [""; 0]);
    let (_, out, _) = street(&["--set", "tijd=1"]);
    let said = format!("In deze tijd past geen aanpak. Met {} weken kan het wel.", none["plan"]["weeks_for_all"]);
    assert!(section(&out, "Aanpak in het kort").contains(&said), "{out}");
    // The weeks that it names are the least that will do.
    let needed = none["plan"]["weeks_for_all"].as_i64().unwrap();
    let with = |weeks: i64| advice(&["--set", &format!("tijd={weeks}")])["plan"]["missing"].as_array().unwrap().len();
    assert_eq!(with(needed), 0);
    assert!(with(needed - 1) > 0);
}

#[test]
fn an_alternative_changes_what_it_says_it_changes() {
    let plain = advice(&[]);
    // Every row of a table is a line in Markdown.
    let out = street(&["--format", "markdown"]).1.replace('\\', "");
    let rows: Vec<&str> = out.lines().filter(|line| line.starts_with('|') && line.contains("--with ")).collect();
    assert_eq!(rows.len(), 5, "{out}");
    for row in rows {
        let method = row.split("--with ").nth(1).unwrap().trim_matches([' ', '|']);
        let other = advice(&["--with", method]);
        assert!(planned(&other).contains(&method) && !planned(&plain).contains(&method), "{row}");
        // "Samen afwegen" is a purpose.
        let weeks = row.split("samen ").skip(1).find_map(|said| said.split(' ').next().unwrap().parse().ok());
        let weeks = weeks.unwrap_or_else(|| plain["plan"]["weeks"].as_i64().unwrap());
        assert_eq!(other["plan"]["weeks"], weeks, "{row}");
        let title = |id: &str| {
            let step = |it: &&Value| it["method"] == id;
            plain["plan"]["steps"].as_array().unwrap().iter().find(step).unwrap()["title"].as_str().unwrap().to_owned()
        };
        let gone: Vec<&str> = planned(&plain).into_iter().filter(|it| !planned(&other).contains(it)).collect();
        assert!(gone.iter().all(|id| row.contains(&title(id))), "{row}: {gone:?}");
        assert_eq!(row.contains("eruit:"), !gone.is_empty(), "{row}");
    }
}

#[test]
fn the_document_tells_of_the_plan_and_the_best_five_others_or_of_all() {
    let plain = advice(&[]);
    let all = plain["methods"].as_array().unwrap();
    let told = |out: &str, list: &Value| {
        let out = section(out, "Werkvormen").split_whitespace().collect::<String>();
        let name = |it: &&Value| it["title"].as_str().unwrap().split_whitespace().next().unwrap().to_owned();
        list.as_array().unwrap().iter().filter(|it| out.contains(&name(it))).count()
    };
    let (_, short, _) = street(&[]);
    let (_, long, _) = street(&["--all-methods"]);
    assert_eq!(told(&long, &plain["methods"]), all.len());
    let first = |from: usize, to: usize| Value::Array(all[from..to].to_vec());
    assert!(told(&short, &first(0, 5)) == 5 && told(&short, &plain["methods"]) < 20, "{short}");
    assert!(short.contains("andere werkvormen. Met --all-methods") && !long.contains("--all-methods"), "{short}");
    // Of what falls away, a common method is always told of.
    let fallen = plain["fallen_methods"].as_array().unwrap();
    let (least, most) = (section(&short, "Werkvormen die afvallen"), section(&long, "Werkvormen die afvallen"));
    assert!(fallen.iter().all(|it| most.contains(it["title"].as_str().unwrap())), "{most}");
    assert!(least.lines().count() < most.lines().count(), "{least}");
}

#[test]
fn a_letter_invites_and_nothing_rare_is_done_for_it() {
    let folder = tempfile::tempdir().unwrap();
    let tree = "format: 1\nid: boom\nversion: \"1\"\ntitle: Boom\nlanguage: nl\nladder: builtin:heusden\ncatalogues: [vormen.yaml]\nquestions:\n  een:\n    ask: Een?\n    answers: {ja: {label: Ja}}\n    outcome: klaar\noutcomes:\n  klaar: {title: Klaar, verdict: participate, rung: raadplegen}\n";
    let methods = [
        "avond: {title: Avond, purpose: [inform, gather, report-back], usual: common, group: {below: 200}",
        "kar: {title: Kar, purpose: [invite, gather], usual: known, group: {below: 200}",
        "kring: {title: Kring, purpose: [deepen], usual: known, group: {below: 20}",
        "brief: {title: Brief, purpose: [inform, invite, report-back], usual: rare, group: {below: 2000}",
    ];
    let methods = methods.map(|it| format!("  {it}, levels: [inform, consult], audience: residents}}\n")).concat();
    let head =
        "format: 1\nid: vormen\nlanguage: nl\npurposes: {consult: [inform, invite, gather, report-back]}\nmethods:\n";
    std::fs::write(folder.path().join("boom.yaml"), tree).unwrap();
    std::fs::write(folder.path().join("vormen.yaml"), [head, &methods].concat()).unwrap();
    let path = folder.path().join("boom.yaml");
    let plan = |more: &[&str]| {
        let (status, out, err) =
            run(&[&["walk", path.to_str().unwrap(), "--set", "een=ja", "--format", "json"], more].concat());
        assert_eq!((status, err.as_str()), (0, ""));
        let advice: Value = serde_json::from_str(&out).unwrap();
        planned(&advice).join(" ")
    };
    // The letter stands last in the order, for it is rare. It tells, invites and reports back all the same.
    assert_eq!(plan(&[]), "brief avond kring brief");
    // Without it what hears people invites too.
    assert_eq!(plan(&["--without", "brief"]), "avond kar kring avond");
}

/// What lies behind in a phase is not asked of a plan; while the phase is open, it is.
#[test]
fn nobody_designs_when_it_is_time_to_decide() {
    let folder = tempfile::tempdir().unwrap();
    let tree = "format: 1\nid: boom\nversion: \"1\"\ntitle: Boom\nlanguage: nl\nladder: builtin:heusden\ncatalogues: [vormen.yaml]\nquestions:\n  fase:\n    ask: Welke fase?\n    answers: {ontwerpen: {label: Ontwerpen}, besluiten: {label: Besluiten}}\n    outcome: klaar\noutcomes:\n  klaar: {title: Klaar, verdict: participate, rung: coproduceren}\n";
    let method = |id: &str, purpose: &str| {
        format!("  {id}: {{title: {id}, levels: [collaborate], audience: residents, purpose: [{purpose}]}}\n")
    };
    let methods = method("werksessie", "weigh") + &method("atelier", "design") + &method("panel", "gather");
    let plan = |asked: &str, reply: &[&str]| {
        let head = format!(
            "format: 1\nid: vormen\nlanguage: nl\nfacts:\n  fase: {{label: Fase, means: phase, values: {{ontwerpen: Ontwerpen, besluiten: Besluiten}}}}\npurposes: {{collaborate: [gather, design, weigh]}}\n{asked}methods:\n"
        );
        std::fs::write(folder.path().join("boom.yaml"), tree).unwrap();
        std::fs::write(folder.path().join("vormen.yaml"), head + &methods).unwrap();
        let path = folder.path().join("boom.yaml");
        let (status, out, err) = run(&[&["walk", path.to_str().unwrap(), "--format", "json"], reply].concat());
        assert_eq!((status, err.as_str()), (0, ""));
        let advice: Value = serde_json::from_str(&out).unwrap();
        planned(&advice).join(" ")
    };
    let asked = "purpose-phases: {design: [ontwerpen]}\n";
    assert_eq!(plan(asked, &["--set", "fase=ontwerpen"]), "panel atelier werksessie");
    assert_eq!(plan(asked, &["--set", "fase=besluiten"]), "panel werksessie");
    assert_eq!(plan(asked, &["--set", "fase=unknown"]), "panel atelier werksessie");
    assert_eq!(plan("", &["--set", "fase=besluiten"]), "panel atelier werksessie");
}

/// A plan of a small tree: its rung, what its catalogue needs, its methods, and who is to be reached.
fn small_plan(rung: &str, purposes: &str, methods: &[&str], group: &str) -> String {
    let folder = tempfile::tempdir().unwrap();
    let tree = format!(
        "format: 1\nid: boom\nversion: \"1\"\ntitle: Boom\nlanguage: nl\nladder: builtin:heusden\ncatalogues: [vormen.yaml]\nquestions:\n  wie:\n    ask: Wie?\n    answers: {{buren: {{label: Buren}}, kinderen: {{label: Kinderen}}}}\n    outcome: klaar\noutcomes:\n  klaar: {{title: Klaar, verdict: participate, rung: {rung}}}\n"
    );
    let head = format!(
        "format: 1\nid: vormen\nlanguage: nl\nfacts:\n  wie: {{label: Wie, means: group, values: {{buren: Buren, kinderen: Kinderen}}}}\npurposes: {purposes}\nmethods:\n"
    );
    let methods = methods.iter().map(|it| format!("  {it}, audience: residents}}\n")).collect::<String>();
    std::fs::write(folder.path().join("boom.yaml"), tree).unwrap();
    std::fs::write(folder.path().join("vormen.yaml"), head + &methods).unwrap();
    let path = folder.path().join("boom.yaml");
    let set = format!("wie={group}");
    let (status, out, err) = run(&["walk", path.to_str().unwrap(), "--format", "json", "--set", &set]);
    assert_eq!((status, err.as_str()), (0, ""));
    planned(&serde_json::from_str(&out).unwrap()).join(" ")
}

#[test]
fn what_is_for_others_serves_only_what_nothing_else_does() {
    let methods = [
        "middag: {title: Middag, levels: [collaborate], purpose: [gather, design], usual: common, reaches: [kinderen]",
        "avond: {title: Avond, levels: [collaborate], purpose: [gather], reaches: [buren]",
        "atelier: {title: Atelier, levels: [collaborate], purpose: [design], usual: rare, reaches: [buren]",
        "raad: {title: Raad, levels: [collaborate], purpose: [gather, design], usual: common, standing: true",
    ];
    let purposes = "{collaborate: [gather, design]}";
    assert_eq!(small_plan("coproduceren", purposes, &methods, "buren"), "avond atelier");
    // Where nothing for these people designs, what is for others has to.
    let without: Vec<&str> = methods.into_iter().filter(|it| !it.starts_with("atelier")).collect();
    assert_eq!(small_plan("coproduceren", purposes, &without, "buren"), "avond middag");
    assert!(small_plan("coproduceren", purposes, &methods, "kinderen").contains("middag"));
}

#[test]
fn what_only_reports_back_takes_the_weeks_for_that_alone() {
    let methods = [
        "terug: {title: Terug, levels: [inform], purpose: [report-back], weeks: {from: 6}",
        "avond: {title: Avond, levels: [collaborate], purpose: [gather], reaches: [buren], weeks: {from: 3}",
        "tafel: {title: Tafel, levels: [collaborate], purpose: [gather], reaches: [buren], weeks: {from: 3}",
    ];
    // Where nobody has to report back it has no place, and makes up no number.
    assert_eq!(small_plan("coproduceren", "{collaborate: [gather]}", &methods, "buren"), "avond tafel");
    assert_eq!(small_plan("coproduceren", "{collaborate: [gather, report-back]}", &methods, "buren"), "avond terug");
}

#[test]
fn what_a_rung_is_the_first_to_ask_a_method_of_that_rung_does() {
    let methods = [
        "referendum: {title: Referendum, levels: [involve], purpose: [gather, choose], usual: common, reaches: [buren]",
        "stemming: {title: Stemming, levels: [empower], purpose: [choose], usual: rare, reaches: [buren]",
        "avond: {title: Avond, levels: [involve], purpose: [gather, deepen], reaches: [buren]",
    ];
    let purposes = "{involve: [gather], empower: [gather, choose]}";
    assert!(small_plan("meebeslissen", purposes, &methods, "buren").contains("stemming"));
    // A rung lower nobody has to choose.
    assert!(!small_plan("adviseren", purposes, &methods, "buren").contains("stemming"));
}

#[test]
fn a_catalogue_without_purposes_makes_an_order_and_says_that_it_is_no_more() {
    let folder = tempfile::tempdir().unwrap();
    let tree = "format: 1\nid: boom\nversion: \"1\"\ntitle: Boom\nlanguage: nl\nladder: builtin:heusden\ncatalogues: [vormen.yaml]\nquestions:\n  een:\n    ask: Een?\n    answers: {ja: {label: Ja}}\n    outcome: klaar\noutcomes:\n  klaar: {title: Klaar, verdict: participate, rung: raadplegen}\n";
    let methods = "format: 1\nid: vormen\nlanguage: nl\nmethods:\n  kring: {title: Kring, levels: [consult], audience: residents, cost: high}\n  tafel: {title: Tafel, levels: [consult], audience: residents, cost: low}\n";
    std::fs::write(folder.path().join("boom.yaml"), tree).unwrap();
    std::fs::write(folder.path().join("vormen.yaml"), methods).unwrap();
    let path = folder.path().join("boom.yaml");
    let (status, out, err) = run(&["walk", path.to_str().unwrap(), "--set", "een=ja"]);
    assert_eq!((status, err.as_str()), (0, ""));
    let told = section(&out, "Werkvormen");
    assert!(told.find("Tafel").unwrap() < told.find("Kring").unwrap(), "{told}");
    assert!(told.contains("De catalogus zegt niet waarvoor een werkvorm dient."), "{told}");
    assert!(!out.contains("Aanpak in stappen"), "{out}");
}

#[test]
fn the_plan_is_counted_back_from_a_decision_that_may_be_a_season() {
    let day = ["--date", "2026-11-26"];
    for (said, first) in [("2027-03-01", "2027-03-01"), ("maart 2027", "2027-03-01"), ("spring 2027", "2027-03-01")] {
        let counted = advice(&[&day[..], &["--decision", said]].concat());
        assert_eq!(counted["plan"]["decision"], serde_json::json!({"said": said, "day": first}));
        // The last step ends on the day before: so many weeks lie between the first step and the decision.
        let date = |text: &Value| text.as_str().unwrap().parse::<jiff::civil::Date>().unwrap();
        let (begin, decision) =
            (date(&counted["plan"]["steps"][0]["from_day"]), date(&counted["plan"]["decision"]["day"]));
        assert_eq!(i64::from((decision - begin).get_days()), counted["plan"]["weeks"].as_i64().unwrap() * 7);
    }
    // Where the weeks were not replied, the decision says how many there are.
    let set = "begint=gemeente wet=vrij keuze=deels toezegging=luisteren belang=impact fase=ontwerpen soort=straat doelgroep=iedereen";
    let mut args = vec!["walk", "--format", "json", "--date", "2026-11-26", "--decision", "maart 2027"];
    args.extend(set.split(' ').flat_map(|it| ["--set", it]));
    let (status, out, err) = run(&args);
    assert_eq!((status, err.as_str()), (0, ""));
    // The 26th of November to the first of March is 95 days.
    assert_eq!(serde_json::from_str::<Value>(&out).unwrap()["replies"]["tijd"], 13);
    // Where more weeks were replied than there are, the decision goes before the reply, and that is said.
    let (status, out, err) =
        street(&[&day[..], &["--decision", "2026-12-31", "--set", "tijd=20", "--format", "json"]].concat());
    let sooner: Value = serde_json::from_str(&out).unwrap();
    assert_eq!((status, &sooner["replies"]["tijd"]), (0, &Value::from(5)), "{err}");
    assert!(err.contains("minder weken dan je antwoordde. Ik reken met 5."), "{err}");
    // A band that reaches further is told of as well; too few weeks for any reply are told, and the reply stays.
    let (_, out, err) =
        street(&[&day[..], &["--decision", "2026-12-31", "--set", "tijd=paar-maanden", "--format", "json"]].concat());
    let sooner: Value = serde_json::from_str(&out).unwrap();
    assert!(sooner["replies"]["tijd"] == 5 && err.contains("Ik reken met 5."), "{err}");
    let (_, _, err) = street(&[&day[..], &["--decision", "2026-11-30"]].concat());
    assert!(err.contains("te weinig weken om mensen te betrekken"), "{err}");
    assert!(sooner["plan"]["weeks"].as_i64().unwrap() <= 5, "{out}");
    for (said, wrong) in [("vorig jaar", "is geen moment"), ("2026-11-26", "is al geweest, of is vandaag (2026-11-26)")]
    {
        let (status, out, err) = street(&[&day[..], &["--decision", said]].concat());
        assert!(status == 2 && out.is_empty() && err.contains(wrong), "{err}");
    }
}

#[test]
fn a_timeline_is_drawn_where_it_can_be_seen_and_read() {
    let (_, drawn, _) = street(&[]);
    assert!(section(&drawn, "Aanpak in stappen").contains("Werksessie met alle partijen  ····████\n"), "{drawn}");
    let (_, heard, _) = street(&["--accessible"]);
    assert!(!heard.contains('█') && heard.contains("Week: 5–8."), "{heard}");
    let (_, markdown, _) = street(&["--format", "markdown", "--decision", "2027-03-01", "--date", "2026-11-26"]);
    let (_, gantt) = markdown.split_once("```mermaid\n").unwrap();
    let (gantt, _) = gantt.split_once("```\n").unwrap();
    let lines = [
        "gantt",
        "    dateFormat YYYY-MM-DD",
        "    Brief huis aan huis :2026-12-21, 7d",
        "    Inloopavond :2026-12-28, 21d",
        "    Werksessie met alle partijen :2027-01-18, 28d",
        "    terugkoppelen :2027-02-15, 14d",
    ];
    assert_eq!(gantt.lines().collect::<Vec<_>>(), lines);
    // Mermaid's own parser, where it is there (`npm install` in tests/mermaid).
    let home = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/mermaid");
    if home.join("node_modules").exists() {
        let read = Command::new("node").arg("parse.mjs").current_dir(&home).write_stdin(gantt).output().unwrap();
        assert_eq!(String::from_utf8(read.stdout).unwrap(), "gantt\n");
    }
}

#[test]
fn every_step_is_for_something_and_says_what_comes_of_it() {
    let with_a_vote = advice(&["--with", "stemming-varianten"]);
    for advice in [advice(&[]), with_a_vote] {
        let steps = advice["plan"]["steps"].as_array().unwrap();
        for step in steps {
            assert!(!step["purpose"].as_array().unwrap().is_empty(), "{step}");
            // What feeds nothing further is the last.
            let last = steps.iter().all(|it| it["from_week"].as_i64() <= step["to_week"].as_i64());
            assert_eq!(step["feeds"].as_array().unwrap().is_empty(), last, "{step}");
        }
    }
}

/// The plan of a consultation about one subject, with how many people each method that gathers or chooses hears at most.
fn hears(subject: &str) -> Vec<(String, i64)> {
    let sets =
        ["begint=gemeente", "wet=vrij", "keuze=deels", "toezegging=luisteren", "belang=kennis", "fase=verkennen"];
    let subject = format!("soort={subject}");
    let sets = sets.into_iter().chain([&subject[..], "tijd=26", "doelgroep=omwonenden"]);
    let args: Vec<&str> = ["walk", "--format", "json"].into_iter().chain(sets.flat_map(|set| ["--set", set])).collect();
    let advice: Value = serde_json::from_str(&run(&args).1).unwrap();
    let most = |id: &str| {
        let method = advice["methods"].as_array().unwrap().iter().find(|it| it["id"] == id);
        method.map_or(0, |it| it["group"]["below"].as_i64().unwrap() - 1)
    };
    let steps = advice["plan"]["steps"].as_array().unwrap().iter();
    let asks = |step: &&Value| {
        let purposes = step["purpose"].as_array().unwrap();
        purposes.iter().any(|it| it == "gather" || it == "choose")
    };
    steps.filter(asks).map(|step| step["method"].as_str().unwrap()).map(|id| (id.to_owned(), most(id))).collect()
}

#[test]
fn what_is_broad_for_a_street_is_not_broad_for_a_town() {
    for (subject, many) in [("straat", 150), ("verkeer", 150), ("wonen", 1_000), ("energie-regio", 1_000)] {
        let hears = hears(subject);
        assert!(hears.iter().any(|(_, people)| *people >= many), "{subject}: {hears:?}");
        // An evening will do for a street: nothing larger is asked of people there.
        assert_eq!(hears.iter().any(|(_, people)| *people >= 1_000), many == 1_000, "{subject}: {hears:?}");
    }
}

/// Random replies that ask for an approach, with so many weeks.
fn in_weeks(tree: &Resolved, dice: &mut Dice, weeks: i64) -> Replies {
    let reply = |question: QuestionId| {
        let asked = &tree.questions[question];
        match (asked.id.text.as_str(), &asked.kind) {
            (_, QuestionKind::Number { .. }) => return Reply::Number(Decimal::from(weeks)),
            ("begint", _) => {
                return Reply::Answers(vec![asked.answers.position(|it| it.id.text == "gemeente").unwrap()]);
            }
            _ => {}
        }
        let free: Vec<_> = asked.answers.ids().filter(|it| !asked.answers[*it].alone).collect();
        let some: Vec<_> = free.iter().copied().filter(|_| dice.one_in(4)).collect();
        Reply::Answers(match asked.is_multiple() && !some.is_empty() {
            true => some,
            false => vec![free[dice.roll(free.len())]],
        })
    };
    let mut reply = reply;
    tree.questions.ids().map(|question| (question, reply(question))).collect()
}

fn plan_for<'t>(tree: &'t Resolved, replies: &Replies) -> Option<Plan<'t>> {
    recommend(tree, replies, &evaluate(tree, replies)).plan
}

#[test]
fn the_weeks_that_a_plan_asks_for_are_enough_and_the_weeks_it_counts_are_those_of_its_steps() {
    let (_, tree) = shipped_trees().find(|(name, _)| *name == "schiedam").unwrap();
    let (mut promised, mut invited) = (0, 0);
    for seed in 0..400 {
        let replies = |weeks| in_weeks(&tree, &mut Dice(seed), weeks);
        let Some(plan) = plan_for(&tree, &replies(2 + seed as i64 % 6)) else { continue };
        let last = plan.steps.iter().map(|step| step.to_week).max();
        assert_eq!(last.unwrap_or(plan.weeks), plan.weeks, "{seed}");
        let invites = |step: &&beslisboom::Step<'_>| step.purposes.iter().any(|it| it.word() == "invite");
        if let Some(first) = plan.steps.iter().filter(invites).map(|step| step.from_week).min() {
            invited += 1;
            let only_tells = |step: &beslisboom::Step<'_>| step.method.approach.purposes.iter().all(|it| it.tells());
            let before = plan.steps.iter().find(|step| step.from_week < first && !only_tells(step));
            assert!(before.is_none(), "{seed}: {} before anybody is invited", before.unwrap().method.title);
        }
        let Some(enough) = plan.weeks_for_all else { continue };
        promised += 1;
        let with_time = plan_for(&tree, &replies(enough)).unwrap();
        assert_eq!(with_time.missing, Vec::<Need<'_>>::new(), "{seed}: {enough} weeks for {:?}", plan.missing);
    }
    assert!(promised > 100 && invited > 50, "{promised} {invited}");
}

#[test]
fn an_alternative_says_what_would_be_missing_with_it() {
    let (_, tree) = shipped_trees().find(|(name, _)| *name == "schiedam").unwrap();
    let (mut costly, mut free) = (0, 0);
    for seed in 0..60 {
        let replies = in_weeks(&tree, &mut Dice(seed), 12);
        let evaluation = evaluate(&tree, &replies);
        let now = recommend(&tree, &replies, &evaluation);
        let Some(plan) = &now.plan else { continue };
        for it in alternatives(&tree, &replies, &evaluation, &now, &Choice::default()) {
            let choice = Choice { with: vec![it.offer.method.id.text.clone()], ..Choice::default() };
            let other = recommend_with(&tree, &replies, &evaluation, &choice).plan.unwrap();
            let new: Vec<Need<'_>> = other.missing.into_iter().filter(|need| !plan.missing.contains(need)).collect();
            assert_eq!(it.missing, new, "{seed}: {}", it.offer.method.title);
            if new.is_empty() { free += 1 } else { costly += 1 }
        }
    }
    assert!(costly > 10 && free > 10, "{costly} {free}");
}

#[test]
fn the_page_says_by_when_to_begin_and_what_a_swap_costs() {
    let sets = "begint=gemeente wet=vrij keuze=deels belang=merken,nieuw toezegging=loslaten agenda=samen mandaat=nee fase=verkennen soort=speelplek tijd=10 doelgroep=iedereen";
    let sets: Vec<&str> = sets.split(' ').flat_map(|set| ["--set", set]).collect();
    let walk = |more: &[&str]| run(&[&["walk", "schiedam", "--date", "2026-11-27"], &sets[..], more].concat()).1;
    let short = walk(&["--short", "--decision", "2026-11-30"]);
    let begin = "Die dag is al voorbij. Stel het besluit uit, of kies minder.";
    let approach = section(&short, "Aanpak in het kort");
    assert!(short.contains(begin) && approach.starts_with('-') | approach.contains("- Week 1"), "{short}");
    let whole = walk(&["--format", "markdown"]);
    assert!(whole.contains("dan ontbreekt: "), "{whole}");
}

#[test]
fn where_a_route_decides_no_line_tells_of_a_freedom_that_is_not_there() {
    let walk = |tree: &str, sets: &str| {
        let sets: Vec<&str> = sets.split(' ').flat_map(|set| ["--set", set]).collect();
        run(&[&["walk", tree, "--short", "--date", "2026-11-27"], &sets[..]].concat()).1
    };
    let summary = |out: &str| section(out, "Samenvatting").lines().skip(1).map(str::to_owned).collect::<Vec<_>>();
    let decided = walk("schiedam", "begint=gemeente wet=vrij keuze=genomen");
    assert_eq!(
        summary(&decided),
        [
            "Geen participatie. Trede: Informeren.",
            "Informeer, want er valt niets te kiezen.",
            "Let op: alleen deze trede is nog geen participatie.",
            "Kies Informeren.",
        ]
    );
    // What is to be arranged first reaches as far as the promise that it is to begin with.
    let promise = walk("schiedam", "begint=gemeente wet=vrij keuze=deels belang=impact toezegging=niets");
    let points = section(&promise, "Beslispunten").replace('\n', " ");
    assert!(
        points.contains("2. eerst te laten regelen: Het bestuur volgt het advies, of legt per punt uit waarom niet. 3. te beginnen zodra dit is beloofd, bij Adviseren: ‘We volgen"),
        "{points}"
    );
    // Where nothing asks for a rung, there is no promise to begin with.
    let forbidden = walk("initiatief", "vraag=taak mag=nee");
    assert!(!forbidden.contains("te beginnen zodra") && !forbidden.contains("Niets houdt het tegen"), "{forbidden}");
}
