//! Lists as people keep them: in, answered, and out with every original cell as it was.
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

#[path = "common/drafts.rs"]
mod drafts;
#[path = "common/program.rs"]
mod program;

use beslisboom::model::tree::{Answer, QuestionKind};
use beslisboom::{BUDGET, Builtin, Language, Tree, check, read};
use calamine::{Reader, Xlsx, open_workbook};
use drafts::Dice;
use program::program;
use std::io::Read;
use std::path::Path;

/// A tree that stays as it is: these tests are about lists.
const TREE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/first-edition.yaml");

/// Runs `batch` on a list: status, standard output, standard error.
fn batch(list: &[u8], args: &[&str]) -> (i32, Vec<u8>, String) {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("lijst.csv"), list).unwrap();
    let output =
        program(folder.path()).args(["batch", TREE, "--headers", "ids"]).args(args).arg("lijst.csv").output().unwrap();
    (output.status.code().unwrap(), output.stdout, String::from_utf8(output.stderr).unwrap())
}

/// The same with text out.
fn answered(list: &[u8], args: &[&str]) -> (i32, String, String) {
    let (status, out, err) = batch(list, args);
    (status, String::from_utf8(out).unwrap(), err)
}

const SHORT: [&str; 2] = ["--columns", "status,rung"];

#[test]
fn every_dialect_keeps_its_bytes_and_gets_its_answers() {
    for (list, expected) in [
        (&b"naam;aanleiding;keuze\nA;vrij;niets\n"[..], &b"naam;aanleiding;keuze;status;rung\nA;vrij;niets;decided;informeren\n"[..]),
        (b"naam,aanleiding,keuze\r\nA,vrij,niets\r\n", b"naam,aanleiding,keuze,status,rung\r\nA,vrij,niets,decided,informeren\r\n"),
        (b"naam\taanleiding\tkeuze\nA\tvrij\tniets", b"naam\taanleiding\tkeuze\tstatus\trung\nA\tvrij\tniets\tdecided\tinformeren"),
        (b"sep=|\r\nnaam|aanleiding|keuze\r\nA|vrij|niets\r\n", b"sep=|\r\nnaam|aanleiding|keuze|status|rung\r\nA|vrij|niets|decided|informeren\r\n"),
        (b"naam;aanleiding;keuze\rA;vrij;niets\rB;vrij;niets\r", b"naam;aanleiding;keuze;status;rung\rA;vrij;niets;decided;informeren\rB;vrij;niets;decided;informeren\r"),
        (b"\xEF\xBB\xBFaanleiding;keuze\nvrij;niets\n", b"\xEF\xBB\xBFaanleiding;keuze;status;rung\nvrij;niets;decided;informeren\n"),
        // Quotes, with delimiters, quotes and line breaks in them; a stray quote; Windows-1252.
        (b"naam;aanleiding;keuze\n\"A; \"\"B\"\"\nC\";vrij;\"niets\"\n", b"naam;aanleiding;keuze;status;rung\n\"A; \"\"B\"\"\nC\";vrij;\"niets\";decided;informeren\n"),
        (b"naam;aanleiding;keuze\nPlein \"De Hoek\";vrij;niets\n5\" pijp;vrij;niets\n", b"naam;aanleiding;keuze;status;rung\nPlein \"De Hoek\";vrij;niets;decided;informeren\n5\" pijp;vrij;niets;decided;informeren\n"),
        (b"naam;aanleiding;keuze\nCaf\xE9;vrij;niets\n", b"naam;aanleiding;keuze;status;rung\nCaf\xE9;vrij;niets;decided;informeren\n"),
        // Short rows are filled up; empty cells too many go; an empty line and an empty row stay.
        (b"aanleiding;keuze;x\nvrij;niets\nvrij;niets;1;;;\n\n;;\n", b"aanleiding;keuze;x;status;rung\nvrij;niets;;decided;informeren\nvrij;niets;1;decided;informeren\n\n;;;;\n"),
        // A name that is taken; NUL bytes; only a head.
        (b"aanleiding;keuze;rung\nvrij;niets;mijn\n", b"aanleiding;keuze;rung;beslisboom_status;beslisboom_rung\nvrij;niets;mijn;decided;informeren\n"),
        (b"naam;aanleiding;keuze\n\0\0;vrij;niets\n", b"naam;aanleiding;keuze;status;rung\n\0\0;vrij;niets;decided;informeren\n"),
        // What old programs write behind the last line.
        (b"naam;aanleiding;keuze\r\nA;vrij;niets\r\n\x1A", b"naam;aanleiding;keuze;status;rung\r\nA;vrij;niets;decided;informeren\r\n\x1A"),
        (b"keuze\nniets\n\x1A\n", b"keuze;status;rung\nniets;undecided;\n\x1A\n"),
        (b"aanleiding;keuze\n", b"aanleiding;keuze;status;rung\n"),
        (b"aanleiding;keuze", b"aanleiding;keuze;status;rung"),
    ] {
        let (status, out, err) = batch(list, &SHORT);
        assert_eq!(String::from_utf8_lossy(&out), String::from_utf8_lossy(expected), "{err}");
        assert_eq!((status, &out[..]), (0, expected), "{err}");
    }
}

#[test]
fn cells_are_read_as_people_write_them() {
    let row = |cells: &str| {
        let list = format!("aanleiding;Valt er voor deze fase nog IETS te kiezen;belang;tijd;toezegging\n{cells}\n");
        let (_, out, _) = answered(list.as_bytes(), &["--columns", "status,possible_rungs,open_questions,message"]);
        let line = out.lines().nth(1).unwrap().to_owned();
        line[cells.len() + 1..].to_owned()
    };
    for same in [
        "vrij;niets;;;",
        "VRIJ;  Niets ;;;",
        "Wij beginnen, en de wet schrijft geen inspraak voor;Nee, wet, beleid of geld legt alles vast;?;onbekend;unknown",
    ] {
        assert_eq!(row(same), "decided;informeren;;", "{same}");
    }
    assert!(row("vrij;veel;geen;10;luisteren").starts_with("decided;raadplegen;;"));
    // One of these; several of a multiple; a label with a comma.
    assert!(row("vrij;\"niets|veel\";;;niets").starts_with("undecided;"));
    assert!(row("vrij;deels;\"kennis; impact\";4;luisteren").starts_with("decided;raadplegen;"));
    for (cells, status, said) in [
        (
            "vrij;vel;;;",
            "invalid",
            "kolom `Valt er voor deze fase nog IETS te kiezen`: `vel` ken ik hier niet; bedoelde je `veel`?",
        ),
        ("vrij;veel;\"geen;kennis\";;", "invalid", "`Niets hiervan` gaat niet samen met een ander antwoord"),
        ("vrij;veel;\"?;kennis\";;", "invalid", "`?;kennis` noemt een antwoord en zegt ook dat niemand het weet"),
        ("vrij;veel;\"kennis|onbekend\";;", "invalid", "laat één van de twee weg"),
        ("vrij;3;;;", "invalid", "`3` ken ik hier niet; typ `Nee, het besluit is al genomen`, `Nee, wet,"),
        // No result hangs on the time there is.
        ("vrij;veel;;2.5;", "undecided", "`2.5` is geen heel getal"),
        ("vrij;veel;;-3;", "undecided", "`-3` valt buiten wat deze vraag kent"),
    ] {
        let found = row(cells);
        assert!(found.starts_with(status) && found.contains(said), "{cells}: {found}");
    }
    // What does not fit where no walk comes is only remarked on.
    let found = row("vrij;niets;;;wat");
    assert!(found.starts_with("decided;informeren;;") && found.contains("`wat` ken ik hier niet"), "{found}");
}

#[test]
fn remarks_name_file_line_column_and_cell_and_set_the_status() {
    let list = b"naam;aanleiding;keuze\nGoed;vrij;niets\nFout;vrij;vel\nOpen;vrij;\n\"Open\nregel\";vrij;niets\nStuk;vrj;niets\n";
    let (status, out, err) = answered(list, &SHORT);
    assert_eq!(status, 1);
    assert!(
        err.contains("lijst.csv:3: Fout: kolom `keuze`: `vel`")
            && err.contains("lijst.csv:7: Stuk: kolom `aanleiding`: `vrj`"),
        "{err}"
    );
    assert!(err.contains("5 projecten") && err.contains("Het vaakst nog open"), "{err}");
    assert_eq!(
        out.matches(";decided;").count() + out.matches(";undecided;").count() + out.matches(";invalid;").count(),
        5
    );
    let open = b"naam;aanleiding;keuze\nOpen;vrij;\n";
    assert_eq!(answered(open, &SHORT).0, 0);
    assert_eq!(answered(open, &["--strict"]).0, 1);
    let (_, _, err) = answered(b"naam;aanleiding;keuz\nA;vrij;niets\n", &[]);
    assert!(err.contains("kolom `keuz` hoort bij geen vraag; bedoelde je `keuze`?"), "{err}");
    // A quote that is never closed takes in no row: every line is one.
    let (status, out, err) =
        answered(b"naam;aanleiding;keuze\n\"A;vrij;niets\nB;vrij;niets\n", &["--columns", "status"]);
    let expected = "naam;aanleiding;keuze;status\n\"A;vrij;niets;decided\nB;vrij;niets;decided\n";
    assert_eq!((status, out.as_str()), (0, expected), "{err}");
    assert!(err.contains("lijst.csv:2: \"A: in deze rij opent een aanhalingsteken"), "{err}");
    // In the last row there is nothing to take in: the cell is closed.
    let (status, out, _) = answered(b"naam;aanleiding;keuze\nB;vrij;\"niets", &["--columns", "status"]);
    assert_eq!((status, out.as_str()), (1, "naam;aanleiding;keuze;status\nB;vrij;\"niets\";invalid"));
}

#[test]
fn a_list_that_is_none_is_refused_with_a_reason() {
    for (list, args, said) in [
        (&b""[..], &[][..], "de lijst is leeg"),
        (b"\n\n", &[], "de lijst is leeg"),
        (b"naam;kleur\nA;rood\n", &[], "geen enkele kolom hoort bij een vraag"),
        (b"keuze;KEUZE\nniets;niets\n", &[], "horen allebei bij vraag `keuze`"),
        (b"\xFF\xFEa\0;\0", &[], "dit is UTF-16"),
        (b"\xFF\xFE[\0{\0", &["--from", "json"], "dit is UTF-16"),
        (b"{\0\"\0k\0\"\0:\x001\0}\0", &["--from", "jsonl"], "dit is UTF-16"),
        // A project with parts of its own is no wrapping, whether its reply comes first or last.
        (
            b"{\"naam\": \"A\",\n\"keuze\": \"niets\", \"delen\": [{\"aanleiding\": \"vrij\"}]}",
            &["--from", "json"],
            "regel 2: veld `keuze` staat naast de lijst en beantwoordt zelf een vraag",
        ),
        (
            b"{\"delen\": [{\"aanleiding\": \"vrij\"}], \"Keuze\": \"niets\"}",
            &["--from", "json"],
            "regel 1: veld `Keuze` staat naast de lijst",
        ),
        (b"PK\x03\x04", &[], "dit is geen CSV maar een werkblad"),
        (b"keuze\nniets\n", &["--columns", "trede"], "`trede` is geen kolom die erbij kan"),
        (b"keuze\nniets\n", &["--columns", "rung,rung"], "staat er twee keer"),
        (b"keuze\nniets\n", &["--out", "lijst.csv"], "is de lijst zelf"),
        (b"keuze\nniets\n", &["--out", "./lijst.csv"], "is de lijst zelf"),
        (b"keuze\nniets\n", &["--out", "lijst.doc"], "eindig op .csv"),
        (b"keuze\nniets\n", &["--out", "er/is/niets.csv"], "kan `er/is/niets.csv` niet schrijven"),
        (b"keuze\nniets\n", &["--summary-out", "a.txt"], "eindig op .md, .json of .xlsx"),
        (b"keuze\nniets\n", &["--out", "lijst.ods"], "eindig op .csv"),
    ] {
        let (status, out, err) = batch(list, args);
        assert_eq!((status, out.len()), (2, 0), "{args:?} {err}");
        assert!(err.contains(said), "{args:?}: {err}");
    }
    let folder = tempfile::tempdir().unwrap();
    for (args, said) in [
        (&["batch", "weg.csv"][..], "kan `weg.csv` niet lezen"),
        (&["batch", ".", "--from", "csv"], "kan `.` niet lezen"),
        (&["batch", "-"], "geef --from"),
        (&["batch", "lijst.xls"], "`lijst.xls` is een ander soort werkblad; open hem en bewaar hem als .xlsx"),
    ] {
        let output = program(folder.path()).args(args).output().unwrap();
        let err = String::from_utf8_lossy(&output.stderr);
        assert!(output.status.code() == Some(2) && err.contains(said), "{args:?}: {err}");
    }
}

#[test]
fn large_and_odd_lists_come_through_whole() {
    // A million identical rows, in blocks: as many out as in.
    let list = "naam;aanleiding;keuze\n".to_owned() + &"Straat \"A\";vrij;niets\n".repeat(1_000_000);
    let (status, out, _) = answered(list.as_bytes(), &SHORT);
    assert_eq!((status, out.lines().count()), (0, 1_000_001));
    assert!(out.lines().skip(1).all(|line| line == "Straat \"A\";vrij;niets;decided;informeren"));
    assert_eq!(answered(list.as_bytes(), &["--columns", "status,rung", "--threads", "1"]).1, out);
    // Wrong rows far down are named by their line, whoever answered them.
    let list = list.replacen("niets\n", "niks\n", 1) + "Eind;vrij;niks\n";
    let (one, four) = (answered(list.as_bytes(), &["--threads", "1"]), answered(list.as_bytes(), &["--threads", "4"]));
    assert!(one == four && one.0 == 1 && one.2.contains("lijst.csv:1000002: Eind"), "{}", one.2);
    // 100,000 columns, and a cell of 50 MB with quotes and line ends in it.
    let head: String = (0..100_000).map(|column| format!("k{column};")).collect();
    let list = format!("{head}aanleiding;keuze\n{}vrij;niets\n", ";".repeat(100_000));
    let (status, out, _) = answered(list.as_bytes(), &SHORT);
    assert!(status == 0 && out.ends_with(";vrij;niets;decided;informeren\n"));
    let cell = "regel \"\"een\"\";\n".repeat(3_500_000);
    let list = format!("naam;aanleiding;keuze\n\"{cell}\";vrij;niets\nB;vrij;niets\n");
    let (status, out, _) = answered(list.as_bytes(), &SHORT);
    let expected = format!(
        "naam;aanleiding;keuze;status;rung\n\"{cell}\";vrij;niets;decided;informeren\nB;vrij;niets;decided;informeren\n"
    );
    assert!(status == 0 && out == expected);
}

/// A row that was seen before is looked up by its bytes, many rows at once; the way to another format
/// reads every cell. Both say the same of every row, whatever its shape.
#[test]
fn rows_that_are_looked_up_are_answered_as_those_that_are_read() {
    let mut dice = Dice(4);
    for end in ["\n", "\r\n"] {
        let mut list = format!("naam;aanleiding;keuze;eigen;nog{end}");
        for _ in 0..6000 {
            let cells = [
                dice.pick(&["A", "Plein \"B\"", "\"C;D\"", "\"E\nF\"", "", "G"]),
                dice.pick(&["vrij", "vrij", "\"vrij\"", "vrj", "", "initiatief"]),
                dice.pick(&["niets", "niets", "veel", "niets|veel", "Niets ", ""]),
                dice.pick(&["1", "", "\"2\"", "3"]),
                dice.pick(&["x", "", "y"]),
            ];
            let whole = cells.join(";");
            list += &match dice.roll(40) {
                0 => cells[..dice.roll(4) + 1].join(";"),
                1 => format!("{whole};te veel"),
                2 => format!("{whole};;"),
                3 => ";;;;".to_owned(),
                _ => whole,
            };
            list += end;
        }
        let fields = ["--columns", "status,rung"];
        let (_, out, _) = answered(list.as_bytes(), &[&fields[..], &["--threads", "1"]].concat());
        assert_eq!(answered(list.as_bytes(), &[&fields[..], &["--threads", "3"]].concat()).1, out);
        let (_, lines, _) = answered(list.as_bytes(), &[&fields[..], &["--format", "jsonl"]].concat());
        let looked_up: Vec<String> = out
            .replace("\"E\nF\"", "E")
            .lines()
            .skip(1)
            .filter(|line| !line.is_empty())
            .map(|line| line.rsplitn(3, ';').take(2).collect::<Vec<_>>().join(";"))
            .collect();
        let read: Vec<String> = lines
            .lines()
            .map(|line| {
                let line: serde_json::Value = serde_json::from_str(line).unwrap();
                let cell = |name: &str| line[name].as_str().unwrap_or_default().to_owned();
                format!("{};{}", cell("rung"), cell("status"))
            })
            .collect();
        assert_eq!(looked_up.len(), read.len());
        for (number, (one, two)) in looked_up.iter().zip(&read).enumerate() {
            assert_eq!(one, two, "row {number}: {}", lines.lines().nth(number).unwrap());
        }
        assert!(read.iter().filter(|row| row.ends_with("invalid")).count() > 100);
    }
}

#[test]
fn an_output_file_is_written_whole_or_not_at_all() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("lijst.csv"), "naam;begint;wet;keuze\nA;gemeente;vrij;niets\n").unwrap();
    std::fs::write(folder.path().join("uit.csv"), "oud").unwrap();
    let stop = "naam;kleur\nA;rood\n";
    program(folder.path())
        .args(["batch", "-", "--from", "csv", "--out", "uit.csv", "--force"])
        .write_stdin(stop)
        .assert()
        .code(2);
    assert_eq!(std::fs::read_to_string(folder.path().join("uit.csv")).unwrap(), "oud");
    program(folder.path())
        .args(["batch", "lijst.csv", "--out", "uit.csv", "--force", "--summary-out", "jaar.json"])
        .assert()
        .success()
        .stdout("");
    assert!(
        std::fs::read_to_string(folder.path().join("uit.csv"))
            .unwrap()
            .contains("A;gemeente;vrij;niets;decided;do-not-participate;informeren")
    );
    let overview = std::fs::read_to_string(folder.path().join("jaar.json")).unwrap();
    let overview: serde_json::Value = serde_json::from_str(&overview).unwrap();
    assert_eq!(
        (&overview["format"], &overview["rungs"]["informeren"], &overview["rows"]),
        (&"beslisboom/overview/1".into(), &1.into(), &1.into())
    );
    program(folder.path())
        .args(["batch", "schiedam", "lijst.csv", "--out", "uit.csv", "--force", "--summary-out", "jaar.md"])
        .assert()
        .success();
    let overview = std::fs::read_to_string(folder.path().join("jaar.md")).unwrap();
    assert!(
        overview.contains("| trede: Informeren | 1 | 100,0 % |") && overview.contains("op 2026-11-22"),
        "{overview}"
    );
    let left: Vec<_> = std::fs::read_dir(folder.path()).unwrap().map(|entry| entry.unwrap().file_name()).collect();
    assert_eq!(left.len(), 4, "nothing is left lying about: {left:?}");
}

/// Unix only: pipes that close, disks that are full, and signals work otherwise elsewhere.
#[cfg(unix)]
#[test]
fn closed_pipes_full_disks_and_a_kill_half_way_do_no_harm() {
    let folder = tempfile::tempdir().unwrap();
    let list = "naam;aanleiding;keuze\n".to_owned() + &"A;vrij;niets\n".repeat(200_000);
    std::fs::write(folder.path().join("lijst.csv"), &list).unwrap();
    let sh = |script: &str| {
        let script = script.replace("beslisboom", env!("CARGO_BIN_EXE_beslisboom"));
        let output =
            std::process::Command::new("sh").current_dir(folder.path()).args(["-c", &script]).output().unwrap();
        (output.status.code(), String::from_utf8(output.stdout).unwrap(), String::from_utf8(output.stderr).unwrap())
    };
    let (_, out, err) = sh("beslisboom batch lijst.csv | head -2");
    assert_eq!((out.lines().count(), err.as_str()), (2, ""), "a reader that went away is no fault");
    if Path::new("/dev/full").exists() {
        let (status, _, err) = sh("beslisboom batch lijst.csv > /dev/full");
        assert!(status == Some(2) && err.contains("kan de lijst niet wegschrijven"), "{err}");
    }
    // Standard input stays open, so the program is half-way when it is killed.
    std::fs::write(folder.path().join("uit.csv"), "oud").unwrap();
    sh("{ cat lijst.csv; sleep 5; } | { beslisboom batch --from csv - --out uit.csv & sleep 1; kill -9 $!; }");
    assert_eq!(std::fs::read_to_string(folder.path().join("uit.csv")).unwrap(), "oud");
}

/// A list in a folder, through `batch` with these arguments.
fn through(folder: &Path, args: &[&str]) -> (i32, String, String) {
    let output = program(folder).args(["batch", "--headers", "ids"]).args(args).output().unwrap();
    let text = |bytes| String::from_utf8(bytes).unwrap();
    (output.status.code().unwrap(), text(output.stdout), text(output.stderr))
}

#[test]
fn json_comes_back_as_it_was_with_the_answers_behind_it() {
    let folder = tempfile::tempdir().unwrap();
    let lines = "{\"naam\": \"A\", \"aanleiding\":\"vrij\",\"keuze\":\"niets\"}\n\nstuk\n{\"naam\":\"B\",\"aanleiding\":\"vrij\",\"keuze\":\"veel\",\"belang\":[\"kennis\",\"impact\"],\"tijd\":3,\"toezegging\":{\"one-of\":[\"niets\",\"luisteren\"]}}\n{}\n";
    std::fs::write(folder.path().join("l.jsonl"), lines).unwrap();
    let (status, out, err) =
        through(folder.path(), &[TREE, "l.jsonl", "--columns", "status,rung,open_questions,message"]);
    let out: Vec<&str> = out.lines().collect();
    assert_eq!(
        out[0],
        "{\"naam\": \"A\", \"aanleiding\":\"vrij\",\"keuze\":\"niets\",\"status\":\"decided\",\"rung\":\"informeren\",\"open_questions\":[],\"message\":null}"
    );
    assert!(
        status == 1 && out.len() == 4 && out[1].starts_with("{\"line\":\"stuk\",\"status\":\"invalid\""),
        "{out:?}"
    );
    assert!(out[2].contains("\"status\":\"undecided\"") && out[3].starts_with("{\"status\":\"undecided\""), "{out:?}");
    assert!(err.contains("l.jsonl:3:"), "{err}");
    // An array, with line ends in it; from standard input.
    let array = "[\n  {\"naam\": \"[A],\\\"{\",\n   \"aanleiding\": \"vrij\", \"keuze\": \"niets\"},\n  {\"aanleiding\": \"vergunning\"}\n]\n";
    let output = program(folder.path())
        .args(["batch", TREE, "-", "--from", "json", "--columns", "status"])
        .write_stdin(array)
        .output()
        .unwrap();
    let out = String::from_utf8(output.stdout).unwrap();
    assert_eq!(
        out,
        "{\"naam\": \"[A],\\\"{\",    \"aanleiding\": \"vrij\", \"keuze\": \"niets\",\"status\":\"decided\"}\n{\"aanleiding\": \"vergunning\",\"status\":\"decided\"}\n"
    );
    for (text, said) in [
        ("{}", "er is geen `[` met objecten"),
        ("[{\"a\": 1}", "zonder `]`"),
        ("[]", "de lijst is leeg"),
        ("[{\"a\":1}]", "geen enkele kolom"),
        ("{\"a\": [1, 2], \"b\": {\"c\": [{}]}}", "er is geen `[` met objecten"),
        ("{\"a\": [{\"keuze\": \"veel\"}], \"b\": [{}]}", "meer dan één lijst"),
    ] {
        let output = program(folder.path()).args(["batch", "-", "--from", "json"]).write_stdin(text).output().unwrap();
        assert!(output.status.code() == Some(2) && String::from_utf8_lossy(&output.stderr).contains(said), "{text}");
    }
}

#[test]
fn every_format_gives_the_same_answers() {
    let folder = tempfile::tempdir().unwrap();
    let list = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/projecten.csv");
    std::fs::copy(&list, folder.path().join("p.csv")).unwrap();
    let short = ["--columns", "status,possible_rungs,open_questions,decided_by,methods,route"];
    let (status, direct, err) = through(folder.path(), &[&["p.csv"][..], &short].concat());
    assert!(status == 0 && direct.lines().count() == 41, "{err}");
    assert!(err.contains("40 projecten") && direct.matches(";undecided;").count() >= 3, "{err}");
    // To a spreadsheet and to JSON, and each from there to CSV again.
    for name in ["p.xlsx", "p.jsonl"] {
        assert_eq!(through(folder.path(), &[&["p.csv", "--out", name][..], &["--columns", "message"]].concat()).0, 0);
        let (status, again, err) = through(folder.path(), &[&[name, "--format", "csv"][..], &short].concat());
        assert_eq!(status, 0, "{err}");
        for (one, two) in direct.lines().zip(again.lines()).skip(1) {
            let cells = |line: &str| line.replace(";;;", ";").replace('\r', "");
            let last = |line: &str| cells(line).rsplit_once("decided;").map(|(_, rest)| rest.to_owned());
            assert_eq!(last(one), last(two), "{name}");
        }
    }
    let first = std::fs::read(folder.path().join("p.xlsx")).unwrap();
    through(folder.path(), &["p.csv", "--out", "p.xlsx", "--columns", "message"]);
    assert_eq!(first, std::fs::read(folder.path().join("p.xlsx")).unwrap(), "the same list, the same bytes");
    let (_, out, _) = through(folder.path(), &["p.csv", "--format", "markdown", "--columns", "rung"]);
    assert!(
        out.starts_with("| Project | part |")
            && out.lines().nth(1).unwrap().starts_with("|---|")
            && out.lines().count() == 42
    );
    let (status, _, err) = through(folder.path(), &["p.xlsx", "--sheet", "Projectn"]);
    assert!(status == 2 && err.contains("bedoelde je `Projecten`?"), "{err}");
    std::fs::write(folder.path().join("stuk.xlsx"), "PK").unwrap();
    assert_eq!(through(folder.path(), &["stuk.xlsx"]).0, 2);
}

#[test]
fn a_clash_says_which_bounds_and_what_to_arrange() {
    let head =
        "naam;beleidsruimte;juridische-ruimte;keuze;voldoende-tijd;bestuurder;middelen;rol;trede-randvoorwaarden";
    let row = "ja;ja;ja;ja;ja;ruim;rechtmatig;coproduceren";
    let list = format!("{head}\nA;{row}\nB;{row}\n");
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("l.csv"), &list).unwrap();
    let columns = ["brabant", "l.csv", "--columns", "status,message", "--summary-out"];
    let (status, out, err) = through(folder.path(), &[&columns[..], &["o.json"]].concat());
    let said = "minstens Coproduceren (trede-randvoorwaarden) botst met hoogstens Raadplegen (rol); \
                regel eerst: Kies samen met het bestuur een rol met meer ruimte voor mensen";
    assert_eq!(out.lines().nth(1).unwrap(), format!("A;{row};conflict;\"{said}\""), "{err}");
    // A clash is something to arrange, and no fault of who filled in the list.
    assert!(status == 0 && err.contains(&format!("Hier botst het:\n  2  {said}")) && !err.contains("Kijk"), "{err}");
    let overview = std::fs::read_to_string(folder.path().join("o.json")).unwrap();
    let overview: serde_json::Value = serde_json::from_str(&overview).unwrap();
    assert_eq!(overview["clashes"], serde_json::json!([{"message": said, "rows": 2}]));
    through(folder.path(), &[&columns[..], &["o.md"]].concat());
    let overview = std::fs::read_to_string(folder.path().join("o.md")).unwrap();
    assert!(overview.contains("## Waar het botst") && overview.contains("mensen (2)"), "{overview}");
}

#[test]
fn json_changes_format_without_losing_a_row_and_keeps_one_set_of_names() {
    let folder = tempfile::tempdir().unwrap();
    let lines = "{\"aanleiding\":\"vrij\",\"keuze\":\"niets\"}\nstuk\n{\"naam\":\"B\",\"rung\":\"mijn\"}\n";
    std::fs::write(folder.path().join("l.jsonl"), lines).unwrap();
    let expected = "aanleiding;keuze;naam;rung;beslisboom_rung;beslisboom_message\nvrij;niets;;;informeren;\n\
                    stuk;;;;;dit is geen JSON-object: bij letter 1 staat iets wat JSON niet kent\n;;B;mijn;;\n";
    let to_csv = ["--from", "jsonl", "--format", "csv", "--columns", "rung,message"];
    assert_eq!(through(folder.path(), &[&[TREE, "l.jsonl"][..], &to_csv].concat()).1, expected);
    // What comes bit by bit is read twice as well.
    let output = program(folder.path())
        .args(["batch", TREE, "-", "--headers", "ids"])
        .args(to_csv)
        .write_stdin(lines)
        .output()
        .unwrap();
    assert_eq!(String::from_utf8(output.stdout).unwrap(), expected);
    // Written as it comes, the names of the first object are those of all: a later key may not take one.
    let (status, _, err) = through(folder.path(), &["l.jsonl", "--out", "uit.jsonl"]);
    assert!(status == 2 && err.contains("regel 3: hier komt veld `rung` erbij"), "{err}");
    let first = lines.replacen('{', "{\"rung\":null,", 1);
    std::fs::write(folder.path().join("l.jsonl"), first).unwrap();
    let (_, out, _) = through(folder.path(), &["l.jsonl", "--columns", "rung"]);
    assert!(out.lines().all(|line| line.contains("\"beslisboom_rung\":")), "{out}");
}

#[test]
fn a_row_of_another_shape_says_where_and_loses_nothing() {
    let list = b"naam;aanleiding;keuze\nA; met meer;vrij;niets\nB;vrij;niets\n";
    let (status, out, err) = answered(list, &["--columns", "rung,status"]);
    assert_eq!(
        out,
        "naam;aanleiding;keuze;rung;status\nA; met meer;vrij;niets;;invalid\nB;vrij;niets;informeren;decided\n"
    );
    let said = "lijst.csv:2: A: deze rij heeft 4 cellen en de kop 3; te veel is er vanaf `niets`";
    assert!(status == 1 && err.contains(said) && !err.contains("ken ik hier niet"), "{err}");
}

#[test]
fn what_people_do_to_a_list_is_understood_or_said() {
    let row = |cells: &str| {
        let list = format!("aanleiding;keuze;belang;tijd;mandaat\n{cells}\n");
        let (_, out, _) = answered(list.as_bytes(), &["--columns", "status,message"]);
        out.lines().nth(1).unwrap()[cells.len() + 1..].to_owned()
    };
    for fine in
        ["vrij;'niets;;;", "vrij;veel;Impact, kennis;;", "vrij;veel;;10 Weken;Weet niet", "vrij;;;'12;niet bekend"]
    {
        assert!(["decided;", "undecided;"].contains(&&row(fine)[..]), "{fine}: {}", row(fine));
    }
    assert_eq!(row("aanleiding;keuze;;;"), "invalid;\"hier staat de kop nog eens; haal deze rij weg\"");
    // A total below, a question without a column, and one row that is alone.
    let list = b"naam;aanleiding;keuze\nA;vrij;niets\nTotaal;;\n;;\n";
    let (status, _, err) = answered(list, &[]);
    assert!(status == 0 && err.contains("Niet meegeteld, want dit is een totaal: 1 (lijst.csv:3: Totaal)"), "{err}");
    assert!(err.contains("geen kolom voor toezegging, belang,") && err.contains("(en een lege rij)"), "{err}");
    let many = "naam;aanleiding;keuze\n".to_owned() + &"Totaal;;\n".repeat(50_000);
    let (_, _, err) = answered(many.as_bytes(), &[]);
    let named = "totaal: 50000 (lijst.csv:2: Totaal, lijst.csv:3: Totaal,";
    assert!(err.contains(named) && err.contains("lijst.csv:11: Totaal, …)") && !err.contains("csv:12"), "{err}");
    // A title above the table.
    let list = b"Projecten 2026;;\n\nnaam;aanleiding;keuze\nA;vrij;niets\n";
    for format in ["csv", "jsonl"] {
        let (status, out, err) = answered(list, &["--format", format]);
        assert!(
            status == 2
                && out.is_empty()
                && err.contains("maar op regel 3; geef --head 3, of haal weg wat erboven staat"),
            "{err}"
        );
    }
}

#[test]
fn a_sheet_keeps_its_days_and_clocks_and_says_where_its_head_is() {
    use rust_xlsxwriter::{Format, Workbook};
    let folder = tempfile::tempdir().unwrap();
    let mut book = Workbook::new();
    let shown = |format: &str| Format::new().set_num_format(format);
    book.add_worksheet().set_name("Uitleg").unwrap().write(0, 0, "Lees dit eerst").unwrap();
    let sheet = book.add_worksheet().set_name("Lijst").unwrap();
    for (column, name) in ["naam", "dag", "moment", "klok", "duur", "keuze"].into_iter().enumerate() {
        sheet.write(0, column as u16, name).unwrap();
    }
    sheet.write(1, 0, "A").unwrap().write(1, 5, "niets").unwrap();
    for (column, (number, format)) in
        [(46_143.0, "d-m-yyyy"), (46_143.604_166_666, "d-m-yyyy hh:mm"), (0.385_416_667, "hh:mm"), (1.25, "[h]:mm")]
            .into_iter()
            .enumerate()
    {
        sheet.write_with_format(1, column as u16 + 1, number, &shown(format)).unwrap();
    }
    let title = book.add_worksheet().set_name("Titel").unwrap();
    title.write(0, 0, "Projecten 2026").unwrap().write(2, 0, "naam").unwrap().write(2, 1, "keuze").unwrap();
    book.save(folder.path().join("l.xlsx")).unwrap();
    let said = |args: &[&str]| through(folder.path(), &[&["l.xlsx", "--columns", "rung"][..], args].concat());
    let (status, _, err) = said(&[]);
    assert!(status == 2 && err.contains("dit is werkblad `Uitleg`, kies met --sheet een ander: Lijst, Titel"), "{err}");
    assert!(said(&["--sheet", "titel"]).2.contains("maar op regel 3; geef --head 3, of haal weg wat erboven staat"));
    let expected = "A;2026-05-01;2026-05-01 14:30:00;09:15:00;30:00:00;niets;";
    let (_, out, err) = said(&["--sheet", "lijst"]);
    assert!(out.lines().nth(1).unwrap().starts_with(expected), "{out}{err}");
    // And once more by way of a sheet of our own.
    assert_eq!(said(&["--sheet", "lijst", "--out", "uit.xlsx"]).0, 0);
    let (_, out, _) = through(folder.path(), &["uit.xlsx", "--sheet", "lijst", "--columns", "status"]);
    assert!(out.lines().nth(1).unwrap().starts_with(expected), "{out}");
}

#[test]
fn a_template_comes_back_through_batch() {
    let folder = tempfile::tempdir().unwrap();
    for (name, part) in [("t.csv", ";part;"), ("t.xlsx", ";Onderdeel;")] {
        program(folder.path()).args(["template", "--out", name]).assert().success();
        let (status, out, err) = through(folder.path(), &[name, "--format", "csv"]);
        assert!(
            status == 0 && out.lines().count() == 1 && out.contains(part) && !err.contains("hoort bij geen vraag"),
            "{err}"
        );
        program(folder.path()).args(["template", "--out", name]).assert().code(2);
        std::fs::write(folder.path().join(name), "oud").unwrap();
        program(folder.path()).args(["template", "--out", name, "--force"]).assert().success();
        assert_ne!(std::fs::read(folder.path().join(name)).unwrap(), b"oud");
    }
    program(folder.path()).args(["template", "--out", "t.doc"]).assert().code(2);
}

/// A row as the template asks for it, and the same as ids.
fn filled(tree: &Tree, dice: &mut Dice) -> (Vec<String>, Vec<String>) {
    let (mut cells, mut ids) = (Vec::new(), Vec::new());
    for question in &tree.questions {
        let answers = question.answers.iter();
        match (&question.kind, dice.roll(5)) {
            (_, 0) => {
                let columns = if question.is_multiple() { answers.count() } else { 1 };
                cells.extend(std::iter::repeat_n(String::new(), columns));
                ids.push(String::new());
            }
            (QuestionKind::Multiple, 1) => {
                let odd = dice.roll(question.answers.len());
                cells.extend((0..answers.count()).map(|at| if at == odd { "onbekend" } else { "ja" }.to_owned()));
                ids.push("onbekend".to_owned());
            }
            (QuestionKind::Multiple, _) => {
                let alone = answers.clone().find(|it| it.alone).filter(|_| dice.roll(3) == 0);
                let ticks = |it: &&Answer<_>, dice: &mut Dice| match alone {
                    Some(alone) => alone.id.text == it.id.text,
                    None => !it.alone && dice.roll(2) == 0,
                };
                let ticked: Vec<bool> = answers.clone().map(|it| ticks(&it, dice)).collect();
                cells.extend(ticked.iter().map(|yes| if *yes { "ja" } else { "nee" }.to_owned()));
                let named = answers.zip(&ticked).filter(|(_, yes)| **yes).map(|(it, _)| it.id.text.as_str());
                ids.push(named.collect::<Vec<_>>().join("|"));
            }
            (QuestionKind::Number { .. }, _) => {
                let band = question.answers.iter().nth(dice.roll(question.answers.len())).unwrap().band.unwrap();
                let number = band.from.map_or_else(|| "0".to_owned(), |from| from.to_string());
                cells.push(number.clone());
                ids.push(number);
            }
            (QuestionKind::Choice, _) => {
                let answer = question.answers.iter().nth(dice.roll(question.answers.len())).unwrap();
                cells.push(answer.label.clone());
                ids.push(answer.id.text.clone());
            }
        }
    }
    (cells, ids)
}

/// Every heading and cell of the template is read as what it asks.
#[test]
fn a_template_that_is_filled_in_says_the_same_as_ids() {
    let folder = tempfile::tempdir().unwrap();
    let mut dice = Dice(7);
    let mut compared = 0;
    for name in beslisboom::source::shipped::names("") {
        let path = format!("{name}.yaml");
        let bytes = beslisboom::source::shipped::file(&path).unwrap().as_bytes();
        let tree = check(read(&path, bytes, Language::Dutch, &Builtin("")), BUDGET).into_tree().unwrap();
        program(folder.path()).args(["template", name, "--out", &format!("{name}.xlsx")]).assert().success();
        let mut book: Xlsx<_> = open_workbook(folder.path().join(format!("{name}.xlsx"))).unwrap();
        let sheet = book.worksheet_range("Projecten").unwrap();
        let head: Vec<String> = sheet.rows().next().unwrap().iter().map(ToString::to_string).collect();
        // Every column for a reply refuses what it does not take; the project and its part are free.
        let archive = std::fs::File::open(folder.path().join(format!("{name}.xlsx"))).unwrap();
        let mut xml = String::new();
        zip::ZipArchive::new(archive)
            .unwrap()
            .by_name("xl/worksheets/sheet1.xml")
            .unwrap()
            .read_to_string(&mut xml)
            .unwrap();
        let checked = xml.split("<dataValidation ").skip(1).filter(|it| it.contains("showErrorMessage=\"1\""));
        assert_eq!(checked.count(), head.len() - 2, "{name}");
        let mut rows = vec![(head, tree.questions.iter().map(|it| it.id.text.clone()).collect::<Vec<_>>())];
        rows[0].1.splice(0..0, ["naam".to_owned(), "part".to_owned()]);
        for number in 0..40 {
            let (cells, ids) = filled(&tree, &mut dice);
            let named = |cells: Vec<String>| [vec![format!("P{number}"), String::new()], cells].concat();
            rows.push((named(cells), named(ids)));
        }
        let answered = |list: Vec<&Vec<String>>| {
            let mut writer = csv::WriterBuilder::new().delimiter(b';').from_writer(Vec::new());
            list.iter().for_each(|row| writer.write_record(*row).unwrap());
            std::fs::write(folder.path().join("l.csv"), writer.into_inner().unwrap()).unwrap();
            let (status, out, err) =
                through(folder.path(), &[name, "l.csv", "--columns", "all", "--format", "jsonl", "--delimiter", ";"]);
            assert!(status < 2 && !err.contains("geen kolom voor"), "{name}: {err}");
            let added = |line: &str| {
                let mut row: serde_json::Map<String, serde_json::Value> = serde_json::from_str(line).unwrap();
                row.retain(|key, _| key != "message" && beslisboom::list::Field::ALL.iter().any(|it| it.word() == key));
                row
            };
            out.lines().map(added).collect::<Vec<_>>()
        };
        let (of_template, of_ids) =
            (answered(rows.iter().map(|it| &it.0).collect()), answered(rows.iter().map(|it| &it.1).collect()));
        assert_eq!(of_template, of_ids, "{name}");
        compared += of_ids.iter().filter(|row| row["status"] == "decided").count();
    }
    assert!(compared > 100, "{compared}");
}

#[test]
fn a_mapping_names_columns_and_values_of_its_own() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("l.csv"), "Soort,Ruimte,keuze\nvrij,Nee hoor,iets\n").unwrap();
    let map = |text: &str| {
        std::fs::write(folder.path().join("map.yaml"), text).unwrap();
        through(folder.path(), &[TREE, "l.csv", "--map", "map.yaml", "--columns", "status,rung"])
    };
    let good = "format: 1\ncolumns: {soort: aanleiding, Ruimte: keuze, keuze: }\nvalues: {keuze: {nee hoor: niets}}\n";
    assert_eq!(map(good).1, "Soort,Ruimte,keuze,status,rung\nvrij,Nee hoor,iets,decided,informeren\n");
    for (text, said) in [
        ("format: 1\ncolumns: {Sort: aanleiding}\n", "de lijst heeft geen kolom `Sort`"),
        ("format: 1\ncolumns: {Soort: aanleidng}\n", "noemt vraag `aanleidng`"),
        ("format: 1\nvalues: {keuze: {x: y}}\n", "noemt `y`"),
        ("format: 1\nkolommen: {}\n", "map.yaml:2:1"),
    ] {
        let (status, out, err) = map(text);
        assert!(status == 2 && out.is_empty() && err.contains(said), "{text}: {err}");
    }
}

#[test]
fn a_list_in_either_language_is_understood_in_either() {
    let folder = tempfile::tempdir().unwrap();
    let run = |args: &[&str]| {
        let output = program(folder.path()).args(args).output().unwrap();
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        String::from_utf8(output.stdout).unwrap()
    };
    let ids = ["begint=gemeente", "wet=vrij", "keuze=deels", "toezegging=luisteren", "fase=ontwerpen"];
    for written in ["nl", "en"] {
        let tree: serde_json::Value = serde_json::from_str(&run(&["export", "json", "--lang", written])).unwrap();
        let named = |list: &serde_json::Value, id: &str| {
            list.as_array().unwrap().iter().find(|it| it["id"] == id).unwrap().clone()
        };
        let (mut head, mut row) = (Vec::new(), Vec::new());
        for (question, answer) in ids.iter().map(|it| it.split_once('=').unwrap()) {
            let question = named(&tree["questions"], question);
            head.push(question["ask"].as_str().unwrap().to_owned());
            row.push(named(&question["answers"], answer)["label"].as_str().unwrap().to_owned());
        }
        std::fs::write(folder.path().join("lijst.csv"), format!("{}\n{}\n", head.join("\t"), row.join("\t"))).unwrap();
        for spoken in ["nl", "en"] {
            let out = run(&["batch", "lijst.csv", "--columns", "status,rung", "--lang", spoken]);
            assert!(out.ends_with("\tdecided\traadplegen\n"), "{written} in {spoken}: {out}");
        }
    }
}

/// A workbook of one sheet with these rows, and perhaps a table of texts.
fn workbook(rows: &str, texts: Option<&[u8]>) -> Vec<u8> {
    use std::io::Write;
    let mut book = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    let sheet = format!(
        r#"<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>{rows}</sheetData></worksheet>"#
    );
    let mut part = |name: &str, content: &[u8]| {
        book.start_file(name, zip::write::SimpleFileOptions::default()).unwrap();
        book.write_all(content).unwrap();
    };
    part("[Content_Types].xml", br#"<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>"#);
    part("_rels/.rels", br#"<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>"#);
    part("xl/workbook.xml", br#"<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="Lijst" sheetId="1" r:id="s"/></sheets></workbook>"#);
    part("xl/_rels/workbook.xml.rels", br#"<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="s" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/></Relationships>"#);
    part("xl/worksheets/sheet1.xml", sheet.as_bytes());
    if let Some(texts) = texts {
        part("xl/sharedStrings.xml", texts);
    }
    book.finish().unwrap().into_inner()
}

/// Cells of one row, each at its place.
fn sheet_row(number: u32, cells: &[(&str, &str)]) -> String {
    let cell =
        |(column, text): &(&str, &str)| format!(r#"<c r="{column}{number}" t="inlineStr"><is><t>{text}</t></is></c>"#);
    format!(r#"<row r="{number}">{}</row>"#, cells.iter().map(cell).collect::<String>())
}

/// Runs `batch` on a file of this name: status, standard output, standard error.
fn on(name: &str, list: &[u8], args: &[&str]) -> (i32, String, String) {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join(name), list).unwrap();
    let output = program(folder.path()).args(["batch", "--headers", "ids"]).args(args).arg(name).output().unwrap();
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
    (output.status.code().unwrap(), text(output.stdout), text(output.stderr))
}

#[test]
fn what_exports_do_to_rows_and_heads_is_read_or_said() {
    let short = |list: &str, name: &str, more: &[&str]| {
        on(name, list.as_bytes(), &[&[TREE, "--columns", "status,message"], more].concat())
    };
    // Forms number their questions, and survey programs put the id before the text.
    for head in ["1. aanleiding;2) keuze", "aanleiding. Welke?;keuze. Wat valt er te kiezen?", "aanleiding;3.keuze"] {
        let (_, out, err) = short(&format!("{head}\nvrij;niets\n"), "l.csv", &[]);
        assert_eq!(out.lines().nth(1), Some("vrij;niets;decided;"), "{head} {err}");
    }
    // Rows pasted from elsewhere have something else between their cells.
    let list = "naam;aanleiding;keuze\nA;vrij;niets\nB\tvrij\tniets\nC,vrij,niets\nD, E en F\n";
    let csv = "naam;aanleiding;keuze;status;message\nA;vrij;niets;decided;\nB\tvrij\tniets;;;invalid;\"in deze rij staat `tab` tussen de cellen en in de kop `;`; zet overal hetzelfde ertussen\"\nC,vrij,niets;;;invalid;\"in deze rij staat `,` tussen de cellen en in de kop `;`; zet overal hetzelfde ertussen\"\nD, E en F;;;undecided;\n";
    let (status, out, err) = short(list, "l.csv", &[]);
    assert_eq!((status, out.as_str()), (1, csv), "{err}");
    let (_, out, err) = short(list, "l.csv", &["--format", "jsonl"]);
    let statuses: Vec<bool> = out.lines().map(|line| line.contains("\"status\":\"invalid\"")).collect();
    assert_eq!(statuses, [false, true, true, false], "{out}{err}");
    // A row of spaces is as empty as one of nothing.
    let (_, out, err) = short("naam;aanleiding;keuze\nA;vrij;niets\n  ; ;  \n", "l.csv", &[]);
    assert!(out.ends_with("\n  ; ;  ;;\n") && err.contains("1 project uit"), "{out}{err}");
    // Where no line is an object, what is wrong with the first is said.
    let (status, out, err) = short("{\"aanleiding\": \"vrij\"},\n{\"aanleiding\": \"vrij\"},\n", "l.jsonl", &[]);
    assert!(status == 2 && out.is_empty() && err.contains("l.jsonl: regel 1: dit is geen JSON-object"), "{err}");
    // What to type is said.
    let (_, out, _) = short("aanleiding;keuze;tijd\nvrij;niets;7,5 weken\n", "l.csv", &[]);
    assert!(out.contains("kolom `tijd`: `7,5 weken` is geen heel getal; typ 7 of 8"), "{out}");
}

#[test]
fn a_formula_without_a_result_is_said_and_is_no_blank() {
    let head = sheet_row(1, &[("A", "naam"), ("B", "aanleiding"), ("C", "keuze")]);
    let rest = "<row r=\"2\"><c r=\"A2\" t=\"inlineStr\"><is><t>A</t></is></c><c r=\"B2\"><f>X1</f><v></v></c><c r=\"C2\"><f>X2</f></c></row>\
        <row r=\"3\"><c r=\"A3\"><f>X3</f></c><c r=\"B3\"><f>X3</f></c><c r=\"C3\"><f>X3</f></c></row>\
        <row r=\"4\"><c r=\"B4\" t=\"str\"><f>X3</f><v>vrij</v></c><c r=\"C4\" t=\"str\"><f>X3</f><v>niets</v></c></row>\
        <row r=\"5\"><c r=\"B5\" t=\"str\"><f>X3</f><v></v></c><c r=\"C5\" t=\"str\"><f>X3</f><v>niets</v></c></row>";
    let said = "hier staat een formule zonder uitkomst; open de lijst als werkblad, bewaar hem en probeer het opnieuw, of typ de uitkomst";
    let both = format!("\"kolom `aanleiding`: {said}; kolom `keuze`: {said}\"");
    let (status, out, err) =
        on("l.xlsx", &workbook(&format!("{head}{rest}"), None), &[TREE, "--columns", "status,message"]);
    let expected = format!(
        "naam;aanleiding;keuze;status;message\nA;;;invalid;{both}\n;;;invalid;{both}\n;vrij;niets;decided;\n;;niets;undecided;\n"
    );
    assert_eq!((status, out.as_str()), (1, expected.as_str()), "{err}");
}

#[test]
fn a_workbook_is_read_within_bounds_or_refused_in_one_line() {
    let head = sheet_row(1, &[("A", "begint"), ("B", "wet"), ("C", "keuze")]);
    let one = sheet_row(2, &[("A", "gemeente"), ("B", "vrij"), ("C", "niets")]);
    let two = sheet_row(3, &[("A", "gemeente"), ("B", "vrij"), ("C", "veel")]);
    // Cells of a row in any order are in their own columns; a row in two pieces is one row.
    let mixed = sheet_row(2, &[("C", "niets"), ("A", "gemeente"), ("B", "vrij")]);
    let pieces = sheet_row(2, &[("A", "gemeente"), ("B", "vrij")]) + &sheet_row(2, &[("C", "niets")]);
    for rows in [&one, &mixed, &pieces] {
        let (status, out, err) = on("l.xlsx", &workbook(&format!("{head}{rows}{two}"), None), &SHORT);
        let expected =
            "begint;wet;keuze;status;rung\ngemeente;vrij;niets;decided;informeren\ngemeente;vrij;veel;undecided;\n";
        assert_eq!((status, out.as_str()), (0, expected), "{err}");
    }
    // What is merged over rows counts for each of them.
    let rows = format!(
        "{head}{one}{}</sheetData><mergeCells><mergeCell ref=\"B2:B3\"/></mergeCells><sheetData>",
        sheet_row(3, &[("A", "gemeente"), ("C", "niets")])
    );
    let (status, out, err) = on("l.xlsx", &workbook(&rows, None), &SHORT);
    let expected = "begint;wet;keuze;status;rung\ngemeente;vrij;niets;decided;informeren\ngemeente;vrij;niets;decided;informeren\n";
    assert_eq!((status, out.as_str()), (0, expected), "{err}");
    assert!(err.contains("er zijn samengevoegde cellen"), "{err}");
    let far = sheet_row(2, &[("A", "P"), ("ZZZZZZ", "x")]);
    let split = sheet_row(2, &[("A", "P")]) + &two + &sheet_row(2, &[("C", "niets")]);
    let twice = sheet_row(2, &[("A", "P"), ("A", "Q")]);
    let zeros = vec![b' '; 32 << 20];
    let many = br#"<sst uniqueCount="4000000000"><si><t>a</t></si></sst>"#;
    for (book, said) in [
        (workbook(&(head.clone() + &far), None), "een werkblad heeft hoogstens 1.048.576 rijen en 16.384 kolommen"),
        (workbook(&(head.clone() + &split), None), "rij 2 staat in het bestand na een latere rij"),
        (workbook(&(head.clone() + &two + &one), None), "rij 2 staat in het bestand na een latere rij"),
        (workbook(&(head.clone() + &twice), None), "rij 2, kolom 1: deze cel staat twee keer in het bestand"),
        (workbook(&(head.clone() + &one), Some(&zeros)), "`xl/sharedStrings.xml` mag hoogstens 8 MB worden"),
        (workbook(&(head.clone() + &one), Some(many)), "dit werkblad is te groot uitgepakt: `xl/sharedStrings.xml`"),
        (workbook(&format!("{head}{one}{}", " ".repeat(32 << 20)), None), "`xl/worksheets/sheet1.xml` mag hoogstens"),
    ] {
        let (status, _, err) = on("l.xlsx", &book, &SHORT);
        assert_eq!((status, err.lines().count()), (2, 1), "{said}: {err}");
        assert!(err.contains(said), "{said}: {err}");
    }
    // Damaged in any way it is a list or a line, and never what a program says to its makers.
    let (whole, mut dice) = (workbook(&format!("{head}{one}{two}"), Some(b"<sst><si><t>a</t></si></sst>")), Dice(4));
    for _ in 0..60 {
        let mut book = whole.clone();
        for _ in 0..1 + dice.roll(4) {
            let place = dice.roll(book.len());
            book[place] = dice.roll(256) as u8;
        }
        let (status, _, err) = on("l.xlsx", &book, &SHORT);
        assert!(matches!(status, 0..=2) && !err.contains("panicked"), "{status}: {err}");
    }
}

#[test]
fn work_grows_with_the_list_and_what_has_no_end_is_refused() {
    // A field of its own in every object: looked up, not searched for.
    let line = |number: usize| format!("{{\"k{number}\": 1}}\n");
    let fields = |count: usize| (0..count).map(line).collect::<String>() + "{\"keuze\": \"niets\"}\n";
    let (status, out, err) = on("l.jsonl", fields(12_000).as_bytes(), &SHORT);
    assert_eq!((status, out.lines().count()), (0, 12_001), "{err}");
    let (status, _, err) = on("l.jsonl", fields(20_000).as_bytes(), &SHORT);
    assert!(status == 2 && err.contains("regel 16385: de objecten hebben samen meer dan 16.384"), "{err}");
    // As many wrong values, each with its own hint.
    let wrong: String = (0..16_000).map(|number| format!("v{number:04}\n")).collect();
    let (status, out, _) = answered(format!("keuze\n{wrong}").as_bytes(), &["--columns", "rung"]);
    assert_eq!((status, out.lines().count()), (1, 16_001));
    // No head within reach, no end of a row within reach.
    let (status, out, err) = answered(&vec![b'x'; 6 << 20], &SHORT);
    assert_eq!((status, out.as_str()), (2, ""), "{err}");
    assert!(err.contains("vanaf regel 1 komt er meer dan 4 MB zonder dat een rij eindigt"), "{err}");
    let open = [b"naam;aanleiding;keuze\n\"".to_vec(), vec![b'x'; 66 << 20]].concat();
    let (status, _, err) = answered(&open, &SHORT);
    assert!(status == 2 && err.contains("vanaf regel 2 komt er meer dan 64 MB"), "{err}");
    let list = b"naam;aanleiding;keuze\nA;vrij;niets\n";
    let many = answered(list, &["--columns", "status,rung", "--threads", "100000"]);
    assert_eq!(many, answered(list, &SHORT));
}

#[test]
fn nothing_that_is_there_is_written_over() {
    let folder = tempfile::tempdir().unwrap();
    let at = |name: &str| folder.path().join(name);
    std::fs::write(at("lijst.json"), "[{\"keuze\": \"niets\"}]").unwrap();
    std::fs::write(at("m.csv"), "columns: {}\n").unwrap();
    std::fs::write(at("uit.csv"), "oud").unwrap();
    for (args, said) in [
        (&["--summary-out", "lijst.json"][..], "`lijst.json` is de lijst zelf"),
        (&["--summary-out", "./lijst.json", "--force"], "`./lijst.json` is de lijst zelf"),
        (&["--map", "m.csv", "--out", "m.csv", "--force"], "`m.csv` is het bestand van --map"),
        (&["--out", "nieuw.md", "--summary-out", "./nieuw.md"], "`./nieuw.md` is het bestand van --out"),
        (&["--out", "uit.csv"], "`uit.csv` bestaat al; kies een andere naam, of schrijf eroverheen met --force"),
    ] {
        let output =
            program(folder.path()).args(["batch", "--headers", "ids"]).args(args).arg("lijst.json").output().unwrap();
        let err = String::from_utf8(output.stderr).unwrap();
        assert_eq!((output.status.code(), output.stdout.len(), err.lines().count()), (Some(2), 0, 1), "{err}");
        assert!(err.contains(said), "{args:?}: {err}");
    }
    let read = |name: &str| std::fs::read_to_string(at(name)).unwrap();
    assert_eq!((read("lijst.json"), read("uit.csv")), ("[{\"keuze\": \"niets\"}]".into(), "oud".into()));
    assert!(!at("nieuw.md").exists());
    program(folder.path()).args(["batch", "lijst.json", "--out", "uit.csv", "--force"]).assert().success();
    assert!(read("uit.csv").starts_with("keuze;advies: stand;"));
}

#[test]
fn a_text_does_not_become_a_formula_and_an_answer_stays_under_its_head() {
    let list = "{\"naam\": \"=1+1\", \"keuze\": \"niets\", \"begint\": \"gemeente\", \"wet\": \"vrij\"}\n{\"naam\": \"＋1\", \"keuze\": \"niets\", \"begint\": \"gemeente\", \"wet\": \"vrij\"}\n{\"naam\": \"-5\", \"keuze\": -5, \"begint\": \"gemeente\", \"wet\": \"vrij\"}\n";
    let (_, out, _) = on("l.jsonl", list.as_bytes(), &["--columns", "rung", "--format", "csv"]);
    assert_eq!(
        out,
        "naam;keuze;begint;wet;rung\n'=1+1;niets;gemeente;vrij;informeren\n'＋1;niets;gemeente;vrij;informeren\n-5;-5;gemeente;vrij;\n"
    );
    let list = b"aanleiding;keuze\nvrij;niets;te;veel\nvrij;niets\n";
    let (status, out, _) = answered(list, &["--columns", "status,rung", "--format", "markdown"]);
    assert_eq!(
        (status, out.as_str()),
        (
            1,
            "| aanleiding | keuze | status | rung |\n|---|---|---|---|\n| vrij | niets; te; veel | invalid |  |\n| vrij | niets | decided | informeren |\n"
        )
    );
}

#[test]
fn a_number_is_read_where_it_is_certain_and_a_cell_stays_as_it_was_written() {
    let folder = tempfile::tempdir().unwrap();
    let tree = |decimals: &str| {
        format!(
            "format: 1\nid: bereik\nversion: \"1\"\ntitle: Bereik\nlanguage: nl\nquestions:\n  mensen:\n    ask: Hoeveel mensen raakt het?\n    kind: number\n{decimals}    unit: mensen\n    answers:\n      weinig: {{label: Minder dan duizend, from: 0, below: 1000, outcome: klein}}\n      veel: {{label: Duizend of meer, from: 1000, outcome: groot}}\noutcomes:\n  klein: {{title: Klein, verdict: do-not-participate}}\n  groot: {{title: Groot, verdict: participate}}\n"
        )
    };
    let list = "Project;mensen\nA;1.000\nB;25.000\nC;1.250\nD;25000\nE;1.250,5\nF;5,000\nG;999 mensen\n";
    std::fs::write(folder.path().join("l.csv"), list).unwrap();
    for (decimals, expected) in [
        (
            "",
            "A;1.000;groot;\nB;25.000;groot;\nC;1.250;groot;\nD;25000;groot;\nE;1.250,5;;\"kolom `mensen`: `1.250,5` is geen heel getal; typ 1250 of 1251\"\nF;5,000;;\"kolom `mensen`: `5,000` kan 5 zijn of 5000; schrijf het zonder punt en komma, of met één cijfer meer\"\nG;999 mensen;klein;\n",
        ),
        (
            "    decimals: true\n",
            "A;1.000;;\"kolom `mensen`: `1.000` kan 1 zijn of 1000; schrijf het zonder punt en komma, of met één cijfer meer\"\nB;25.000;;\"kolom `mensen`: `25.000` kan 25 zijn of 25000; schrijf het zonder punt en komma, of met één cijfer meer\"\nC;1.250;;\"kolom `mensen`: `1.250` kan 1.25 zijn of 1250; schrijf het zonder punt en komma, of met één cijfer meer\"\nD;25000;groot;\nE;1.250,5;groot;\nF;5,000;;\"kolom `mensen`: `5,000` kan 5 zijn of 5000; schrijf het zonder punt en komma, of met één cijfer meer\"\nG;999 mensen;klein;\n",
        ),
    ] {
        std::fs::write(folder.path().join("b.yaml"), tree(decimals)).unwrap();
        let (_, out, err) = through(folder.path(), &["b.yaml", "l.csv", "--columns", "outcome,message"]);
        assert_eq!(out, format!("Project;mensen;outcome;message\n{expected}"), "{err}");
    }
    // A number of a format that has numbers is what it is; in CSV its decimals get a comma, and cannot be thousands.
    let lines = "{\"p\": 12345678901234567890, \"mensen\": 1.125}\n{\"p\": 2.5, \"mensen\": 1125}\n";
    std::fs::write(folder.path().join("l.jsonl"), lines).unwrap();
    for format in ["csv", "jsonl"] {
        let (_, out, _) = through(folder.path(), &["b.yaml", "l.jsonl", "--columns", "outcome", "--format", format]);
        let expected = match format {
            "csv" => "p;mensen;outcome\n12345678901234567890;1,1250;klein\n2,5;1125;groot\n",
            _ => {
                "{\"p\": 12345678901234567890, \"mensen\": 1.125,\"outcome\":\"klein\"}\n{\"p\": 2.5, \"mensen\": 1125,\"outcome\":\"groot\"}\n"
            }
        };
        assert_eq!(out, expected);
    }
    // Through a workbook the officer's cell is still what was written.
    through(folder.path(), &["b.yaml", "l.csv", "--columns", "outcome", "--out", "l.xlsx"]);
    let (_, out, _) = through(folder.path(), &["b.yaml", "l.xlsx", "--columns", "rung", "--format", "csv"]);
    assert!(out.starts_with("Project;mensen;outcome;rung\nA;1.000;"), "{out}");
}

#[test]
fn a_list_is_read_as_it_was_meant_or_it_is_said() {
    // Blank lines above the head, a bar between cells, a title with commas above a table with semicolons.
    let plain = "Project;aanleiding;keuze\nA;vrij;niets\n";
    let (status, out, _) = answered(format!("\n{plain}").as_bytes(), &SHORT);
    assert_eq!(
        (status, out.as_str()),
        (0, "\nProject;aanleiding;keuze;status;rung\nA;vrij;niets;decided;informeren\n")
    );
    let (status, out, _) = answered(plain.replace(';', "|").as_bytes(), &SHORT);
    assert_eq!((status, out.as_str()), (0, "Project|aanleiding|keuze|status|rung\nA|vrij|niets|decided|informeren\n"));
    let title = format!("Projectenlijst, gemeente X, 2026, versie 1, concept, intern\n{plain}");
    let (status, _, err) = answered(title.as_bytes(), &SHORT);
    assert!(status == 2 && err.contains("de kop staat niet bovenaan, maar op regel 2"), "{err}");
    let wide: Vec<u8> = plain.encode_utf16().flat_map(u16::to_le_bytes).collect();
    let (status, _, err) = answered(&wide, &SHORT);
    assert!(status == 2 && err.contains("dit is UTF-16"), "{err}");
    let (status, _, err) = answered(b"naam;kleur\nA;rood\n", &SHORT);
    assert!(status == 2 && err.contains("gelezen met `;` tussen de kolommen"), "{err}");
    // A stray quote swallows no rows, and is said with its line.
    let list = b"Project;aanleiding;keuze\nOost;vrij;niets\n\"De Hoek, plein;vrij;niets\n\nPark;vrij;veel\n\"t Zand, kade;vrij;niets\n\"Kade\nWest\";vrij;niets\nB;vrij;\"niets\nC;vrij;veel\n";
    let (status, out, err) = answered(list, &SHORT);
    let expected = "Project;aanleiding;keuze;status;rung\nOost;vrij;niets;decided;informeren\n\"De Hoek, plein;vrij;niets;decided;informeren\n\nPark;vrij;veel;undecided;\n\"t Zand, kade;vrij;niets;decided;informeren\n\"Kade\nWest\";vrij;niets;decided;informeren\nB;vrij;\"niets;invalid;\nC;vrij;veel;undecided;\n";
    assert_eq!((status, out.as_str()), (1, expected), "{err}");
    for line in ["lijst.csv:3: \"De Hoek", "lijst.csv:6: \"t Zand", "lijst.csv:9: B: in deze rij opent"] {
        assert!(err.contains(line), "{err}");
    }
    // Where the quotes could be meant, the row stays, and what is odd about it is said.
    let list =
        b"Project;aanleiding;keuze\n\"A;vrij;niets\nB;vrij;niets\nC\";vrij;genomen\n\"Park\nNoord\" ;vrij;niets\n";
    let (status, out, err) = answered(list, &SHORT);
    let expected = "Project;aanleiding;keuze;status;rung\n\"A;vrij;niets\nB;vrij;niets\nC\";vrij;genomen;decided;informeren\n\"Park\nNoord\" ;vrij;niets;decided;informeren\n";
    assert_eq!((status, out.as_str()), (0, expected), "{err}");
    assert!(err.contains("lijst.csv:2:") && err.contains("beslaat hier 3 regels") && !err.contains(".csv:5:"), "{err}");
    // A row of blanks is no head.
    let (status, out, _) = answered(b"\n; ;\nProject;aanleiding;keuze\nA;vrij;niets\n", &SHORT);
    assert_eq!(
        (status, out.as_str()),
        (0, "\n; ;\nProject;aanleiding;keuze;status;rung\nA;vrij;niets;decided;informeren\n")
    );
    // Columns of one name are told apart by their number; one that is passed over gets no hint.
    let twice = b"Project;aanleiding;keuze;keuze\nA;vrij;niets;veel\n";
    let (status, _, err) = answered(twice, &SHORT);
    assert!(status == 2 && err.contains("`columns: {\"keuze#2\": \"\"}`"), "{err}");
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("lijst.csv"), twice).unwrap();
    std::fs::write(folder.path().join("m.yaml"), "format: 1\ncolumns: {\"keuze#2\": \"\"}\n").unwrap();
    let args = [TREE, "lijst.csv", "--map", "m.yaml", "--columns", "rung"];
    let (status, out, err) = through(folder.path(), &args);
    assert_eq!(
        (status, out.as_str()),
        (0, "Project;aanleiding;keuze;keuze;rung\nA;vrij;niets;veel;informeren\n"),
        "{err}"
    );
    assert!(!err.contains("bedoelde je"), "{err}");
    // Rows in two encodings, each read in its own.
    let list = b"Project;aanleiding;keuze\nCaf\xC3\xA9;vrij;niets\nCaf\xE9;vrij;niets\nD\xC3\xBCsseldorf;vrij;niets\n";
    let (status, out, err) = batch(list, &["--columns", "rung", "--format", "jsonl"]);
    let out = String::from_utf8(out).unwrap();
    let names: Vec<String> = out
        .lines()
        .map(|line| serde_json::from_str::<serde_json::Value>(line).unwrap()["Project"].as_str().unwrap().to_owned())
        .collect();
    assert_eq!((status, names), (0, vec!["Café".to_owned(), "Café".to_owned(), "Düsseldorf".to_owned()]));
    assert!(err.contains("sommige regels staan in UTF-8 en andere in Windows-1252"), "{err}");
    // One list to a file.
    let (status, _, err) = on("l.json", b"[{\"keuze\": \"niets\"}]\n[{\"keuze\": \"veel\"}]\n", &SHORT);
    assert!(status == 2 && err.contains("regel 2: na de JSON-lijst staat nog iets"), "{err}");
}

#[test]
fn money_is_money_and_people_are_people() {
    let folder = tempfile::tempdir().unwrap();
    let tree = |unit: &str| {
        format!(
            "format: 1\nid: b\nversion: \"1\"\ntitle: B\nlanguage: nl\nquestions:\n  hoeveel:\n    ask: Hoeveel?\n    kind: number\n    decimals: true\n    unit: {unit}\n    answers: {{weinig: {{label: Weinig, from: 0, below: 4000, outcome: a}}, veel: {{label: Veel, from: 4000, outcome: b}}}}\noutcomes: {{a: {{title: A, verdict: participate}}, b: {{title: B, verdict: participate}}}}\n"
        )
    };
    let cells = ["€ 5.000,00", "€5000", "5000 €", "EUR 5000", "5.000,-", "€ 5.000,-- "];
    for (unit, read) in
        [("euro", true), ("euro per jaar", true), ("mensen", false), ("duizend euro", false), ("euro (x 1000)", false)]
    {
        std::fs::write(folder.path().join("b.yaml"), tree(unit)).unwrap();
        for cell in cells {
            std::fs::write(folder.path().join("l.csv"), format!("hoeveel\n{cell}\n")).unwrap();
            let (status, out, _) = through(folder.path(), &["b.yaml", "l.csv", "--columns", "outcome,message"]);
            let expected = match read {
                true => format!("hoeveel;outcome;message\n{cell};b;\n"),
                false => format!(
                    "hoeveel;outcome;message\n{cell};;\"kolom `hoeveel`: `{}` ken ik hier niet; typ een getal ({unit}), of `Weinig`, `Veel`, of `onbekend`\"\n",
                    cell.trim()
                ),
            };
            assert_eq!((status, out.as_str()), (i32::from(!read), expected.as_str()), "{unit}");
        }
    }
}

#[test]
fn a_quote_that_closes_a_cell_too_early_is_said() {
    // The columns still fit: the row is read, and it is said. Else its quotes are letters; too many cells tell nothing.
    let list = b"naam;aanleiding;keuze\n\"De Hoek\" oost;vrij;niets\n\"A \\\"b\\\" c\";\"vrij\";niets\n\"De Hoek; plein;vrij;\"niets\n\"A;b\" c;vrij;niets\n\"Goed\" ;vrij;niets\n";
    let (status, out, err) = answered(list, &["--columns", "status,rung,message"]);
    let said = "in deze rij gaat een cel verder na het aanhalingsteken dat haar sluit; zet de hele cel tussen aanhalingstekens, of haal ze weg";
    let stray = "in deze rij opent een aanhalingsteken een cel die niet goed sluit; het telt als gewone letter, haal het weg; deze rij heeft 4 cellen en de kop 3; te veel is er vanaf";
    let ask = "staat er een scheidingsteken in een cel zonder aanhalingstekens?";
    let expected = format!(
        "naam;aanleiding;keuze;status;rung;message\n\"De Hoek\" oost;vrij;niets;decided;informeren;\"{said}\"\n\"A \\\"b\\\" c\";\"vrij\";niets;decided;informeren;\"{said}\"\n\"De Hoek; plein;vrij;\"niets;invalid;;\"{stray} `\"\"niets`: {ask}\"\n\"A;b\" c;vrij;niets;decided;informeren;\"{said}\"\n\"Goed\" ;vrij;niets;decided;informeren;\n"
    );
    assert_eq!((status, out.as_str()), (1, expected.as_str()), "{err}");
    for line in ["lijst.csv:2: De Hoek oost: in deze rij gaat", "lijst.csv:4: \"De Hoek: in deze rij opent"] {
        assert!(err.contains(line), "{err}");
    }
    let (_, out, _) = answered(list, &["--columns", "status", "--format", "markdown"]);
    assert_eq!(out.matches("| decided |").count(), 4, "{out}");
}

#[test]
fn json_that_says_two_things_or_has_no_names_is_not_guessed_at() {
    let list = br#"[{"naam": "A", "aanleiding": "vrij", "keuze": "niets", "keuze": "veel"}, {"naam": "B", "aanleiding": "vrij", "keuze": "niets", "keuze": "niets"}, 3]"#;
    let (status, out, err) = on("l.json", list, &[TREE, "--columns", "status,message"]);
    let expected = "{\"naam\": \"A\", \"aanleiding\": \"vrij\", \"keuze\": \"niets\", \"keuze\": \"veel\",\"status\":\"invalid\",\"message\":\"veld `keuze` staat er twee keer, met een andere waarde; haal er één weg\"}\n{\"naam\": \"B\", \"aanleiding\": \"vrij\", \"keuze\": \"niets\", \"keuze\": \"niets\",\"status\":\"decided\",\"message\":null}\n{\"line\":\"3\",\"status\":\"invalid\",\"message\":\"dit is geen JSON-object\"}\n";
    assert_eq!((status, out.as_str()), (1, expected), "{err}");
    assert!(err.contains("l.json:1: object nummer 3: dit is geen JSON-object"), "{err}");
    let (_, out, _) = on("l.json", list, &[TREE, "--columns", "status", "--format", "csv"]);
    assert_eq!(out, "naam;aanleiding;keuze;status\nA;vrij;veel;invalid\nB;vrij;niets;decided\n3;;;invalid\n");
    // At the door, in one line, before anything is written.
    for (name, list, said) in [
        (
            "l.json",
            r#"[["naam", "keuze"], ["A", "niets"]]"#,
            "regel 1: de lijst begint met een rij zonder namen (`[…]`); elke rij moet een object zijn, zoals {\"naam\": \"Park\"}",
        ),
        (
            "l.json",
            "\n[1, 2]",
            "regel 2: de lijst begint niet met een object; elke rij moet er een zijn, zoals {\"naam\": \"Park\"}",
        ),
        (
            "l.jsonl",
            "[\"naam\", \"keuze\"]\n[\"A\", \"niets\"]\n",
            "regel 1: hier staat een lijst (`[…]`) en geen object per regel; is het één lijst met objecten, geef dan --from json",
        ),
    ] {
        for format in ["csv", "jsonl"] {
            let (status, out, err) = on(name, list.as_bytes(), &[TREE, "--format", format]);
            assert_eq!((status, out.as_str(), err), (2, "", format!("fout: {name}: {said}\n")));
        }
    }
    // So is a list in which nothing is known; one in which it comes later is not.
    let (nobody, known) = ("{\"kleur\": \"rood\"}\n".repeat(9), "{\"aanleiding\": \"vrij\", \"keuze\": \"niets\"}\n");
    let (status, out, err) = on("l.jsonl", nobody.as_bytes(), &[TREE, "--columns", "status"]);
    assert!(status == 2 && out.is_empty() && err.contains("geen enkele kolom hoort bij een vraag"), "{out}{err}");
    let (status, out, err) = on("l.jsonl", (nobody.clone() + known).as_bytes(), &[TREE, "--columns", "status"]);
    assert_eq!((status, out.lines().count()), (0, 10), "{err}");
    assert!(out.ends_with("\"keuze\": \"niets\",\"status\":\"decided\"}\n"), "{out}");
    let (status, out, err) = on("l.jsonl", nobody.repeat(20_000).as_bytes(), &[TREE]);
    assert!(status == 2 && out.is_empty() && err.contains("geen enkele kolom hoort bij een vraag"), "{err}");
    // A place on a map may say two things as well.
    let place = |more: &str| {
        format!(
            "{{\"type\": \"Feature\", \"geometry\": null, \"properties\": {{\"aanleiding\": \"vrij\", \"keuze\": \"niets\"{more}}}}}"
        )
    };
    let places = [place(", \"keuze\": \"niets\""), place(", \"keuze\": \"veel\"")].join("\n");
    for (format, wanted) in [
        ("jsonl", "\"status\":\"invalid\",\"message\":\"veld `keuze` staat er twee keer"),
        ("csv", ";invalid;\"veld `keuze` staat er twee keer"),
    ] {
        let (status, out, err) =
            on("l.jsonl", places.as_bytes(), &[TREE, "--columns", "status,message", "--format", format]);
        let lines: Vec<&str> = out.lines().rev().take(2).collect();
        assert!(status == 1 && lines[0].contains(wanted) && lines[1].contains("decided"), "{out}{err}");
    }
}

#[test]
fn a_mapping_sends_a_text_to_unknown_to_nothing_and_to_several_answers() {
    let folder = tempfile::tempdir().unwrap();
    let map = "format: 1\nvalues:\n  keuze: {\"-\": unknown, n.v.t.: \"\", x: niets}\n  belang: {alles: \"kennis; impact\"}\n";
    std::fs::write(folder.path().join("m.yaml"), map).unwrap();
    let list = "Project;aanleiding;keuze;belang\nA;vrij;-;\nB;vrij;N.v.t.;\nC;vrij;x;\nD;vrij;veel;Alles\n";
    std::fs::write(folder.path().join("l.csv"), list).unwrap();
    let (status, out, err) = through(folder.path(), &[TREE, "l.csv", "--map", "m.yaml", "--columns", "status,message"]);
    let expected = "Project;aanleiding;keuze;belang;status;message\nA;vrij;-;;undecided;\nB;vrij;N.v.t.;;undecided;\nC;vrij;x;;decided;\nD;vrij;veel;Alles;undecided;\n";
    assert_eq!((status, out.as_str()), (0, expected), "{err}");
    // An empty cell says nothing, and no map can change that.
    std::fs::write(folder.path().join("m.yaml"), "format: 1\nvalues: {keuze: {\" \": niets}}\n").unwrap();
    let (status, _, err) = through(folder.path(), &[TREE, "l.csv", "--map", "m.yaml", "--columns", "status"]);
    assert!(status == 2 && err.contains("--map geeft bij `keuze` een lege cel een antwoord"), "{err}");
    // Several answers are one text; the message shows which.
    std::fs::write(folder.path().join("m.yaml"), "format: 1\nvalues:\n  belang:\n    alles: [kennis, impact]\n")
        .unwrap();
    let (status, _, err) = through(folder.path(), &[TREE, "l.csv", "--map", "m.yaml", "--columns", "status"]);
    let said = "m.yaml:4:12: hier hoort een tekst, en er staat een rij (zet antwoorden met `;` ertussen in één tekst: `alles: \"kennis; impact\"`)";
    assert_eq!((status, err.as_str()), (2, &format!("fout: {said}\n")[..]));
    // Columns that differ in capitals alone are told apart to the letter.
    std::fs::write(folder.path().join("m.yaml"), "format: 1\ncolumns: {Keuze: \"\"}\n").unwrap();
    std::fs::write(folder.path().join("l.csv"), "Project;aanleiding;keuze;Keuze\nA;vrij;niets;veel\n").unwrap();
    let (status, out, err) = through(folder.path(), &[TREE, "l.csv", "--map", "m.yaml", "--columns", "rung"]);
    assert_eq!(
        (status, out.as_str()),
        (0, "Project;aanleiding;keuze;Keuze;rung\nA;vrij;niets;veel;informeren\n"),
        "{err}"
    );
}

#[test]
fn a_misfit_costs_only_what_hangs_on_it() {
    // How much time there is decides no result here: that is given, with a remark, unless the list is strict.
    let list = b"naam;aanleiding;keuze;tijd\nA;vrij;niets;10\nB;vrij;niets;veel\nC;vrij;nix;10\nD;vrij;;veel\n";
    let told = |args: &[&str]| {
        let args = [&["--columns", "status,rung,possible_rungs,open_questions"], args].concat();
        let (status, out, err) = answered(list, &args);
        let said = err.contains("lijst.csv:3: B: kolom `tijd`: `veel`");
        (status, said, out.lines().skip(1).map(|line| line.to_owned() + "\n").collect::<String>())
    };
    let open = "keuze;toezegging;belang;agenda;mandaat;kracht";
    let rungs = "informeren;raadplegen;adviseren;coproduceren;meebeslissen";
    let sure = "A;vrij;niets;10;decided;informeren;informeren;\n";
    let wrong = format!("C;vrij;nix;10;invalid;;\"{rungs}\";\"{open}\"\n");
    let b = "B;vrij;niets;veel;decided;informeren;informeren;\n";
    let d = format!("D;vrij;;veel;undecided;;\"{rungs}\";\"{open}\"\n");
    assert_eq!(told(&[]), (1, true, format!("{sure}{b}{wrong}{d}")));
    // Where the way no longer comes past a question it does not matter, strict or not.
    assert_eq!(told(&["--strict"]), (1, true, format!("{sure}{b}{wrong}D;vrij;;veel;invalid;;;\n")));
}

#[test]
fn a_list_inside_json_is_found_and_an_object_may_go_on_over_lines() {
    let folder = tempfile::tempdir().unwrap();
    let on = |text: &str, args: &[&str]| {
        let args = [&["batch", TREE, "-", "--columns", "rung"], args].concat();
        let output = program(folder.path()).args(args).write_stdin(text).output().unwrap();
        let (out, err) = (String::from_utf8(output.stdout).unwrap(), String::from_utf8(output.stderr).unwrap());
        (output.status.code().unwrap(), out, err)
    };
    let one = "{\"naam\": \"A]\", \"aanleiding\": \"vrij\", \"keuze\": \"niets\"";
    let answer = ",\"rung\":\"informeren\"}\n";
    let wrapped = format!("{{\"meta\": {{\"x\": [1]}}, \"ids\": [1], \"data\": [ {one}}}, {one}}}], \"more\": []}}");
    let (status, out, err) = on(&wrapped, &["--from", "json"]);
    assert_eq!((status, out), (0, format!("{one}{answer}{one}{answer}")), "{err}");
    // What is known of a place stands in its properties; the object stays as it is.
    let place = format!("{{\"type\": \"Feature\", \"geometry\": null, \"properties\": {one}}}");
    let places = format!("{{\"type\": \"FeatureCollection\", \"features\": [{place}}}]}}");
    let (status, out, err) = on(&places, &["--from", "json"]);
    assert_eq!((status, out), (0, format!("{place}{answer}")), "{err}");
    std::fs::write(folder.path().join("k.json"), &places).unwrap();
    let (_, out, err) = through(folder.path(), &[TREE, "k.json", "--columns", "rung", "--format", "csv"]);
    assert_eq!(out, "naam;aanleiding;keuze;rung\nA];vrij;niets;informeren\n");
    assert!(err.contains("dit is GeoJSON"), "{err}");
    // Two on a line, one over lines, a line that is none, one that is cut off at the end.
    let lines = format!("{one}}} {one}}}\n{}\n}}\nniets\n{one}}}\n{{\"naam\":\n", one.replace(", ", ",\n"));
    let (status, out, err) = on(&lines, &["--from", "jsonl"]);
    let wrong = |text: &str| format!("{{\"line\":{text},\"rung\":null}}\n");
    let expected =
        [format!("{one}{answer}").repeat(3), wrong("\"niets\""), format!("{one}{answer}"), wrong("\"{\\\"naam\\\":\"")];
    assert_eq!((status, out), (1, expected.concat()), "{err}");
    assert!(err.contains("-:6:") && err.contains("-:8:"), "{err}");
}

#[test]
fn how_a_list_is_read_can_be_said() {
    let folder = tempfile::tempdir().unwrap();
    let on = |list: &[u8], args: &[&str]| {
        std::fs::write(folder.path().join("l.csv"), list).unwrap();
        through(folder.path(), &[&[TREE, "l.csv", "--columns", "rung"], args].concat())
    };
    // A title with semicolons above a table with bars; what is above the head stays.
    let list = b"Lijst; 2026; wijk\n\nnaam|aanleiding|keuze\nA;B|vrij|niets\n";
    let expected = "Lijst; 2026; wijk\n\nnaam|aanleiding|keuze|rung\nA;B|vrij|niets|informeren\n";
    assert_eq!(on(list, &["--head", "3"]).1, expected);
    assert_eq!(on(list, &["--head", "3", "--delimiter", "|"]).1, expected);
    let (status, _, err) = on(list, &["--head", "9"]);
    assert!(status == 2 && err.contains("zo veel regels heeft de lijst niet"), "{err}");
    let (status, _, err) = on(list, &["--delimiter", "ab"]);
    assert!(status == 2 && err.contains("--delimiter"), "{err}");
    // The same bytes as the letters that they are said to be.
    let list = "naam;aanleiding;keuze\nÃ©;vrij;niets\n".as_bytes();
    let json = |encoding: &str| on(list, &["--encoding", encoding, "--format", "jsonl"]).1;
    assert!(json("utf-8").contains("\"Ã©\"") && json("windows-1252").contains("Ãƒ"), "{}", json("windows-1252"));
    std::fs::write(folder.path().join("l.jsonl"), "{\"keuze\": \"veel\"}\n").unwrap();
    let (status, _, err) = through(folder.path(), &[TREE, "l.jsonl", "--head", "2"]);
    assert!(status == 2 && err.contains("--head zegt niets over een lijst van deze soort"), "{err}");
    // One reply for all rows, unless a column has it.
    let list = b"naam;keuze\nA;niets\n";
    assert_eq!(on(list, &["--set", "aanleiding=vrij"]).1, "naam;keuze;rung\nA;niets;informeren\n");
    for (set, said) in [
        ("keuze=veel", "--set geeft die vraag voor elke rij al een antwoord"),
        ("aanleiding=x", "--set aanleiding: `x` ken ik hier niet"),
        ("aanleidin=vrij", "--set noemt vraag `aanleidin`, die er niet is; bedoelde je `aanleiding`?"),
        ("vrij", "schrijf het zo: --set vraag=antwoord"),
    ] {
        let (status, out, err) = on(list, &["--set", set]);
        assert!(status == 2 && out.is_empty() && err.contains(said), "{set}: {err}");
    }
}

#[test]
fn a_survey_with_a_column_per_answer_is_read_by_its_map() {
    let folder = tempfile::tempdir().unwrap();
    let map = "format: 1\ncolumns:\n  Wie - jong: {doelgroep: jongeren}\n  Wie - oud: {doelgroep: Ouderen}\n";
    std::fs::write(folder.path().join("m.yaml"), map).unwrap();
    let list = "naam;Wie - jong;Wie - oud\nA;1;0\nB;Jongeren;\nC;nee;ja\nD;;\nE;misschien;x\n";
    std::fs::write(folder.path().join("l.csv"), list).unwrap();
    let (status, out, err) =
        through(folder.path(), &[TREE, "l.csv", "--map", "m.yaml", "--columns", "message", "--format", "jsonl"]);
    let messages: Vec<String> = out
        .lines()
        .map(|line| serde_json::from_str::<serde_json::Value>(line).unwrap()["message"].to_string())
        .collect();
    assert_eq!(messages[..4], ["null", "null", "null", "null"]);
    assert!(messages[4].contains("kolom `Wie - jong`: `misschien` is geen ja of nee"), "{messages:?} {status} {err}");
    // As one column that holds the same.
    let one = "naam;doelgroep\nA;jongeren\nB;jongeren\nC;ouderen\nD;\n";
    let four = list.lines().take(5).fold(String::new(), |all, line| all + line + "\n");
    std::fs::write(folder.path().join("l.csv"), four).unwrap();
    std::fs::write(folder.path().join("o.csv"), one).unwrap();
    let said = |name: &str, map: &[&str]| {
        let fields = ["--columns", "methods,open_questions,status", "--format", "jsonl"];
        let rest = [
            "--set",
            "aanleiding=vrij",
            "--set",
            "keuze=veel",
            "--set",
            "belang=geen",
            "--set",
            "toezegging=luisteren",
        ];
        let (_, out, _) = through(folder.path(), &[&[TREE, name][..], map, &fields, &rest].concat());
        let value = |line: &str| serde_json::from_str::<serde_json::Value>(line).unwrap();
        let added = |line: &str| (value(line)["methods"].clone(), value(line)["open_questions"].clone());
        out.lines().map(added).collect::<Vec<_>>()
    };
    let survey = said("l.csv", &["--map", "m.yaml"]);
    assert_eq!(survey, said("o.csv", &[]));
    // Without a map, where the headings name the question and the answer; in either language.
    let ask = "Wie wil je in elk geval bereiken";
    for (one, other) in [
        ("doelgroep: jongeren".to_owned(), "DOELGROEP [Ouderen]".to_owned()),
        (format!("{ask}?: Jongeren"), format!("{ask} [ouderen]")),
    ] {
        let list = format!("naam;{one};{other}\nA;1;0\nB;ja;\nC;nee;x\nD;;\nE;onbekend;ja\n");
        std::fs::write(folder.path().join("s.csv"), list).unwrap();
        let found = said("s.csv", &[]);
        assert_eq!((&found[..4], &found[4]), (&survey[..], &survey[3]), "{one}");
    }
    assert!(survey[0] != survey[2], "the replies change what is offered");
    std::fs::write(folder.path().join("m.yaml"), "format: 1\ncolumns: {naam: {doelgroep: x}}\n").unwrap();
    let (status, _, err) = through(folder.path(), &[TREE, "l.csv", "--map", "m.yaml"]);
    assert!(status == 2 && err.contains("--map noemt `x`, en dat is geen antwoord op `doelgroep`"), "{err}");
    std::fs::write(folder.path().join("m.yaml"), "format: 1\ncolumns: {naam: {a: b, c: d}}\n").unwrap();
    let (status, _, err) = through(folder.path(), &[TREE, "l.csv", "--map", "m.yaml"]);
    assert!(status == 2 && err.contains("hier hoort één vraag met één antwoord"), "{err}");
}

#[test]
fn months_are_weeks_where_that_makes_no_difference() {
    let list = "naam;tijd\nA;2 maanden\nB;3 maanden\nC;1 jaar\nD;6 mnd\n".as_bytes();
    let (_, out, err) = answered(list, &["--columns", "message", "--format", "jsonl"]);
    let long = "`6 mnd` is 25 tot 27 weken, en dat maakt hier verschil; schrijf het in weken";
    let expected = format!(
        "{{\"naam\":\"A\",\"tijd\":\"2 maanden\",\"message\":null}}\n{{\"naam\":\"B\",\"tijd\":\"3 maanden\",\"message\":null}}\n{{\"naam\":\"C\",\"tijd\":\"1 jaar\",\"message\":null}}\n{{\"naam\":\"D\",\"tijd\":\"6 mnd\",\"message\":\"kolom `tijd`: {long}\"}}\n"
    );
    assert_eq!(out, expected, "{err}");
}

#[test]
fn weeks_are_read_in_every_word_for_them_and_only_where_weeks_are_asked() {
    let units = ["weken", "weeks", "week", "wkn", "wk", "Weken"];
    let mut list = "naam;tijd\n".to_owned();
    let mut expected = "naam;tijd;status;message\n".to_owned();
    for unit in units {
        list += &format!("A;5 {unit}\nB;5{unit}\n");
        expected += &format!("A;5 {unit};undecided;\nB;5{unit};undecided;\n");
    }
    // Years are so many months.
    list += "C;600 maanden\nD;50 jaar\n";
    expected += "C;600 maanden;undecided;\nD;50 jaar;undecided;\n";
    let (_, out, err) = answered(list.as_bytes(), &["--columns", "status,message"]);
    assert_eq!(out, expected, "{err}");
    for cell in ["4 dagen", "601 maanden", "51 jaar", "601 jaar", "0 maanden"] {
        let (_, out, _) = answered(format!("tijd\n{cell}\n").as_bytes(), &["--columns", "message"]);
        let said = format!("tijd;message\n{cell};\"kolom `tijd`: `{cell}` ken ik hier niet;");
        assert!(out.starts_with(&said), "{out}");
    }
    // People are not counted in weeks.
    let folder = tempfile::tempdir().unwrap();
    let tree = "format: 1\nid: b\nversion: \"1\"\ntitle: B\nlanguage: nl\nquestions:\n  mensen:\n    ask: Hoeveel?\n    kind: number\n    unit: mensen\n    answers: {weinig: {label: Weinig, below: 9, outcome: a}, veel: {label: Veel, from: 9, outcome: b}}\noutcomes: {a: {title: A, verdict: participate}, b: {title: B, verdict: participate}}\n";
    std::fs::write(folder.path().join("b.yaml"), tree).unwrap();
    for unit in units {
        std::fs::write(folder.path().join("l.csv"), format!("mensen\n5 {unit}\n")).unwrap();
        let (status, out, _) = through(folder.path(), &["b.yaml", "l.csv", "--columns", "message"]);
        let said = format!("mensen;message\n5 {unit};\"kolom `mensen`: `5 {unit}` ken ik hier niet;");
        assert!(status == 1 && out.starts_with(&said), "{out}");
    }
}

/// What Excel writes for an id, so that no noughts are lost: a formula that is a text. With and without quotes around it.
#[test]
fn a_formula_that_is_a_text_and_nothing_else_is_that_text() {
    let list =
        "naam;=\"aanleiding\";keuze\n=\"0012\";=\"vrij\";=\"niets\"\n\"=\"\"0013\"\"\";\"=\"\"Vrij\"\"\";'=\"niets\"\n";
    let (status, out, err) = answered(list.as_bytes(), &SHORT);
    let lines: Vec<(&str, &str)> = list.lines().zip(out.lines()).collect();
    assert_eq!((status, lines.len()), (0, 3), "{out}{err}");
    for (line, (before, after)) in lines.into_iter().enumerate() {
        let added = if line == 0 { ";status;rung" } else { ";decided;informeren" };
        assert_eq!(after, format!("{before}{added}"), "{err}");
    }
    // Anything else is a formula: what comes out of it is not known here.
    for formula in ["=A1+1", "=\"vrij\"&A1", "=\"vrij\"&\"\"", "=vrij", "=\"vrij"] {
        let list = format!("naam;aanleiding;keuze\nA;{formula};veel\n");
        let (status, out, err) = answered(list.as_bytes(), &["--columns", "status"]);
        assert_eq!((status, out), (1, format!("naam;aanleiding;keuze;status\nA;{formula};veel;invalid\n")), "{err}");
    }
    // A number too, and a column for an answer.
    let list = "aanleiding;keuze;belang: kennis;tijd\nvrij;veel;=\"x\";=\"2.500\"\n";
    let (_, out, err) = answered(list.as_bytes(), &["--columns", "open_questions"]);
    assert!(!out.contains("belang;") && !err.contains("belang"), "{out}{err}");
}

/// Objects that spell a field in their own way: none is refused half-way.
#[test]
fn fields_of_objects_that_answer_one_question_take_each_others_place() {
    let lines = [
        r#"{"naam": "A", "aanleiding": "vrij", "keuze": "niets"}"#,
        r#"{"naam": "B", "Aanleiding": "vrij", "KEUZE": "niets", "keuze": ""}"#,
        r#"{"naam": "C", "aanleiding": "vrij", "keuze": "niets", "Keuze": "Niets"}"#,
        r#"{"naam": "D", "aanleiding": "vrij", "keuze": "niets", "Keuze": "veel"}"#,
    ];
    let list = lines.join("\n") + "\n";
    for format in ["jsonl", "csv"] {
        let columns = ["--columns", "status,rung,message", "--format", format];
        let (status, out, err) = on("l.jsonl", list.as_bytes(), &[&[TREE][..], &columns].concat());
        let rows: Vec<&str> = out.lines().skip(usize::from(format == "csv")).collect();
        assert_eq!((status, rows.len()), (1, 4), "{out}{err}");
        assert!(rows[..3].iter().all(|row| row.contains("decided") && row.contains("informeren")), "{out}");
        assert!(rows[3].contains("invalid") && rows[3].contains("kolom `Keuze`: een ander veld"), "{out}");
    }
}

/// A bound may listen to a question that only other replies lead to: a reply to that decides nothing.
#[test]
fn a_reply_that_no_walk_asks_for_decides_nothing() {
    let tree = "format: 1\nid: t\nversion: \"1\"\ntitle: T\nlanguage: nl\nladder: builtin:iap2\nbounds:\n  - {if: {any: [{eerst: nee}, {tweede: ja}]}, at-most: raadplegen}\nquestions:\n  eerst:\n    ask: Eerst?\n    answers: {ja: {label: Ja, next: tweede}, nee: {label: Nee}}\n    outcome: samen\n  tweede:\n    ask: Tweede?\n    answers: {ja: {label: Ja}, nee: {label: Nee}}\n    outcome: samen\noutcomes:\n  samen: {title: Samen, verdict: participate, rung: ceiling}\n";
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("t.yaml"), tree).unwrap();
    std::fs::write(folder.path().join("l.csv"), "eerst;tweede\nnee;ja\nja;ja\nnee;\n").unwrap();
    let (_, out, err) = through(folder.path(), &["t.yaml", "l.csv", "--columns", "rung,decided_by"]);
    let expected = "eerst;tweede;rung;decided_by\nnee;ja;raadplegen;eerst\nja;ja;raadplegen;\"eerst;tweede\"\nnee;;raadplegen;eerst\n";
    assert_eq!(out, expected, "{err}");
    let words = ["why", "t.yaml", "--set", "eerst=nee", "--set", "tweede=ja", "--format", "json"];
    let output = program(folder.path()).args(words).output().unwrap();
    let why: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(why["decided_by"][0]["questions"], serde_json::json!(["eerst"]), "{why}");
}
