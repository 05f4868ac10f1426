//! A list that was answered goes through again, and an officer's workbook keeps what is in it.
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

#[path = "common/missing.rs"]
mod missing;
#[path = "common/program.rs"]
mod program;

use calamine::{Data, Reader, Xlsx};
use missing::missing;
use program::program;
use rust_xlsxwriter::{
    Color, ConditionalFormatCell, ConditionalFormatCellRule, DataValidation, FilterCondition, Format, Formula, Table,
    Workbook, Worksheet,
};
use std::collections::BTreeMap;
use std::io::{Cursor, Read, Write};
use std::path::Path;
use std::process::Command;

/// A tree that stays as it is: these tests are about lists.
const TREE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/first-edition.yaml");

/// `batch` in a folder: status and standard error.
fn batch(folder: &Path, args: &[&str]) -> (i32, String) {
    let output = program(folder).args(["batch", TREE, "--force"]).args(args).output().unwrap();
    (output.status.code().unwrap(), String::from_utf8(output.stderr).unwrap())
}

/// What a list becomes, through a file of this name.
fn becomes(list: &str, ending: &str, args: &[&str]) -> String {
    let folder = tempfile::tempdir().unwrap();
    let (from, to) = (format!("van.{ending}"), format!("naar.{ending}"));
    std::fs::write(folder.path().join(&from), list).unwrap();
    let (status, err) = batch(folder.path(), &[&[&from[..], "--out", &to], args].concat());
    assert!(status < 2, "{err}");
    std::fs::read_to_string(folder.path().join(to)).unwrap()
}

#[test]
fn what_an_earlier_run_added_is_replaced_and_never_doubled() {
    let list = "naam;aanleiding;keuze\nA;vrij;niets\n\"B;\"\"c\"\"\";vrij;\nC \"x\";vrij;veel;\n\n;;\n";
    let lines =
        "{\"naam\": \"A\", \"aanleiding\":\"vrij\", \"n\": 1.10,\"keuze\":\"niets\"}\n{\"aanleiding\":\"vrij\"}\n";
    let columns: [&[&str]; 4] =
        [&[], &["--headers", "ids"], &["--lang", "en"], &["--headers", "ids", "--columns", "rung,status"]];
    for args in columns {
        for (list, ending) in [(list, "csv"), (lines, "jsonl")] {
            let once = becomes(list, ending, args);
            assert_ne!(once, list);
            assert_eq!(becomes(&once, ending, args), once, "{args:?}");
            // Whatever was added before, in whatever language.
            for before in columns {
                assert_eq!(becomes(&becomes(list, ending, before), ending, args), once, "{before:?} then {args:?}");
            }
        }
    }
    // A column of the officer's own behind them stays; one answer changes with its row.
    let short = ["--columns", "status,rung"];
    let edited = "naam;advies: stand;advies: trede;keuze;aanleiding;besluit\nA;decided;informeren;niets;vrij;raadplegen\nB;undecided;;genomen;vrij;\n";
    let expected = "naam;keuze;aanleiding;besluit;advies: stand;advies: trede\nA;niets;vrij;raadplegen;decided;informeren\nB;genomen;vrij;;decided;informeren\n";
    assert_eq!(becomes(edited, "csv", &short), expected);
    // A bare word alone may be anybody's.
    let own =
        becomes("status;keuze;aanleiding\nloopt;niets;vrij\n", "csv", &["--headers", "ids", "--columns", "status"]);
    assert_eq!(own, "status;keuze;aanleiding;beslisboom_status\nloopt;niets;vrij;decided\n");
    assert_eq!(becomes(&own, "csv", &["--headers", "ids", "--columns", "status"]), own);
    // Two side by side are taken for ours, and named.
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("l.csv"), "keuze;aanleiding;status;rung\nniets;vrij;a;b\n").unwrap();
    let (_, err) = batch(folder.path(), &["l.csv", "--out", "u.csv"]);
    assert!(err.contains("zijn vervangen: status, rung; is er een van jezelf"), "{err}");
}

/// A tree of which two questions are called as we call added columns.
const NAMED_LIKE_OURS: &str = "format: 1
id: namen
version: \"1\"
title: Namen
language: nl
questions:
  soort: {ask: Welk soort is het?, answers: {a: {label: Visie, next: status}, b: {label: Nota, outcome: groot}}}
  status: {ask: Is het plan klaar?, answers: {ja: {label: Ja, next: route}, nee: {label: Nee, outcome: klein}}}
  route: {ask: Welke route?, answers: {kort: {label: Kort, outcome: klein}, lang: {label: Lang, outcome: groot}}}
outcomes:
  klein: {title: Klein, verdict: do-not-participate}
  groot: {title: Groot, verdict: participate}
";

/// What a list becomes with this tree, in a folder with `kaart.yaml` for `--map`.
fn becomes_by(tree: &str, map: &str, list: &str, ending: &str, args: &[&str]) -> String {
    let folder = tempfile::tempdir().unwrap();
    let (from, to) = (format!("van.{ending}"), format!("naar.{ending}"));
    for (name, text) in [("boom.yaml", tree), ("kaart.yaml", map), (&from[..], list)] {
        std::fs::write(folder.path().join(name), text).unwrap();
    }
    let mut program = program(folder.path());
    let output = program.args(["batch", "boom.yaml", &from, "--out", &to]).args(args).output().unwrap();
    assert!(output.status.code().unwrap() < 2, "{}", String::from_utf8_lossy(&output.stderr));
    std::fs::read_to_string(folder.path().join(to)).unwrap()
}

#[test]
fn a_question_that_is_called_as_an_added_column_is_read() {
    let by = |map, list: &str, ending, args: &[&str]| becomes_by(NAMED_LIKE_OURS, map, list, ending, args);
    let args = ["--headers", "ids", "--columns", "status,outcome,route"];
    let list = "Project;soort;status;route\nA;a;ja;lang\nB;a;nee;\n";
    let once = "Project;soort;status;route;beslisboom_status;beslisboom_outcome;beslisboom_route\n\
                A;a;ja;lang;decided;groot;\"soort;status;route\"\nB;a;nee;;decided;klein;\"soort;status\"\n";
    assert_eq!(by("", list, "csv", &args), once);
    assert_eq!(by("", once, "csv", &args), once);
    let lines = "{\"Project\":\"A\",\"soort\":\"a\",\"status\":\"ja\",\"route\":\"lang\"}\n";
    let once = "{\"Project\":\"A\",\"soort\":\"a\",\"status\":\"ja\",\"route\":\"lang\",\
                \"beslisboom_status\":\"decided\",\"beslisboom_outcome\":\"groot\"}\n";
    let two = ["--columns", "status,outcome"];
    assert_eq!((by("", lines, "jsonl", &two), by("", once, "jsonl", &two)), (once.to_owned(), once.to_owned()));
    // What is added never answers a question when it is read again.
    let short = "Project;soort\nA;b\n";
    let once = "Project;soort;beslisboom_status;beslisboom_outcome\nA;b;decided;groot\n";
    let args = [&two[..], &["--headers", "ids"]].concat();
    assert_eq!((by("", short, "csv", &args), by("", once, "csv", &args)), (once.to_owned(), once.to_owned()));
    // A column that --map names is no answer of ours, whatever it is called.
    let map = "format: 1\ncolumns: {plan: soort, outcome: status}\n";
    let list = "Project;plan;outcome\nA;a;nee\n";
    let once = "Project;plan;outcome;beslisboom_status;beslisboom_outcome\nA;a;nee;decided;klein\n";
    let args = [&args[..], &["--map", "kaart.yaml"]].concat();
    assert_eq!((by(map, list, "csv", &args), by(map, once, "csv", &args)), (once.to_owned(), once.to_owned()));
}

#[test]
fn a_bare_word_beside_prefixed_ones_stays_the_officers() {
    let args = ["--columns", "status,rung", "--headers", "ids"];
    let line = "{\"naam\":\"A\",\"aanleiding\":\"vrij\",\"keuze\":\"niets\",\"status\":\"klaar\"}\n";
    let once = format!(
        "{},\"beslisboom_status\":\"decided\",\"beslisboom_rung\":\"informeren\"}}\n",
        line.trim_end().trim_end_matches('}')
    );
    assert_eq!((becomes(line, "jsonl", &args), becomes(&once, "jsonl", &args)), (once.clone(), once));
    let list = "naam;aanleiding;keuze;status\nA;vrij;niets;klaar\n";
    let once =
        "naam;aanleiding;keuze;status;beslisboom_status;beslisboom_rung\nA;vrij;niets;klaar;decided;informeren\n";
    assert_eq!((becomes(list, "csv", &args), becomes(once, "csv", &args)), (once.to_owned(), once.to_owned()));
    // In a workbook the old answer is replaced in its place, and the officer's column is left alone.
    let folder = tempfile::tempdir().unwrap();
    let at = |name: &str| folder.path().join(name);
    let mut book = Workbook::new();
    let sheet = book.add_worksheet().set_name("Lijst").unwrap();
    let rows = [["naam", "aanleiding", "keuze", "rung", "status"], ["A", "vrij", "niets", "mijn", "klaar"]];
    // Two of the officer's own side by side cannot be told from ours; apart they can.
    for (row, cells) in rows.iter().enumerate() {
        for (column, cell) in cells.iter().enumerate() {
            sheet.write(row as u32, [0, 1, 3, 2, 4][column], *cell).unwrap();
        }
    }
    book.save(at("lijst.xlsx")).unwrap();
    for (from, to) in [("lijst.xlsx", "een.xlsx"), ("een.xlsx", "twee.xlsx")] {
        let (status, err) = batch(folder.path(), &[&[from, "--out", to], &args[..]].concat());
        assert_eq!(status, 0, "{err}");
    }
    assert_eq!(parts(&at("een.xlsx")), parts(&at("twee.xlsx")));
    let row = ["A", "vrij", "mijn", "niets", "klaar", "decided", "informeren"];
    assert_eq!(texts(&at("twee.xlsx"), "Lijst")[1], row);
}

#[test]
fn a_row_that_is_open_says_what_to_find_out_and_what_that_brings() {
    let args = ["--columns", "status,possible_outcomes,next_question,ask_whom,each_reply"];
    let list = "aanleiding;keuze;toezegging;belang;agenda;mandaat\nvrij;veel;;geen;wij;ja\nvrij;niets;;;;\n";
    let out = becomes(list, "jsonl", &[&args[..], &["--from", "csv"]].concat());
    let rows: Vec<serde_json::Value> = out.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert_eq!(rows[0]["next_question"], "Wat belooft het bestuur vooraf te doen met de inbreng?", "{out}");
    let each = rows[0]["each_reply"].as_str().unwrap();
    // Every answer with what remains, in the order of the tree.
    let labels =
        ["Niets, het bestuur besluit zonder inbreng: ", "Luisteren, en laten weten wat ermee gebeurt: Raadplegen"];
    assert!(labels.iter().all(|it| each.contains(it)), "{each}");
    assert!(rows[1]["next_question"].is_null() && rows[1]["each_reply"].is_null(), "{out}");
}

/// The parts of a package by name.
fn parts(path: &Path) -> BTreeMap<String, Vec<u8>> {
    let mut package = zip::ZipArchive::new(std::fs::File::open(path).unwrap()).unwrap();
    let mut part = |number| {
        let mut part = package.by_index(number).unwrap();
        let mut bytes = Vec::new();
        part.read_to_end(&mut bytes).unwrap();
        (part.name().unwrap().into_owned(), bytes)
    };
    (0..zip::ZipArchive::new(std::fs::File::open(path).unwrap()).unwrap().len()).map(&mut part).collect()
}

/// The texts of a sheet, row by row.
fn texts(path: &Path, sheet: &str) -> Vec<Vec<String>> {
    let mut book: Xlsx<_> = Xlsx::new(std::fs::File::open(path).unwrap()).unwrap();
    let range = book.worksheet_range(sheet).unwrap();
    let row = |row: &[Data]| row.iter().map(ToString::to_string).collect();
    range.rows().map(row).collect()
}

/// A workbook as an officer keeps one.
fn officers() -> Workbook {
    let mut book = Workbook::new();
    let (bold, euro) =
        (Format::new().set_bold().set_background_color(Color::Navy), Format::new().set_num_format("€ #,##0"));
    let sheet = book.add_worksheet().set_name("Projecten & plannen").unwrap();
    sheet.merge_range(0, 0, 0, 3, "Projectenlijst", &bold).unwrap();
    for (column, name) in ["Nr", "Project", "aanleiding", "keuze", "Budget", "Dubbel"].iter().enumerate() {
        sheet.write_with_format(2, column as u16, *name, &bold).unwrap();
    }
    for (at, keuze) in ["niets", "veel", "geen idee"].iter().enumerate() {
        let row = at as u32 + 3;
        sheet.write(row, 0, at as u32).unwrap();
        sheet.write(row, 1, format!("Plan <{at}>")).unwrap();
        sheet.write(row, 2, "vrij").unwrap();
        sheet.write(row, 3, *keuze).unwrap();
        sheet.write_with_format(row, 4, 1250.5, &euro).unwrap();
        sheet.write_formula(row, 5, Formula::new(format!("=E{}*2", row + 1)).set_result("2501")).unwrap();
    }
    sheet.set_column_width(1, 40).unwrap();
    sheet
        .add_data_validation(3, 3, 99, 3, &DataValidation::new().allow_list_strings(&["niets", "veel"]).unwrap())
        .unwrap();
    let rule = ConditionalFormatCell::new()
        .set_rule(ConditionalFormatCellRule::GreaterThan(1000))
        .set_format(Format::new().set_bold());
    sheet.add_conditional_format(3, 4, 5, 4, &rule).unwrap();
    book.add_worksheet().set_name("Toelichting").unwrap().write(0, 0, "Niet weghalen").unwrap();
    book.add_worksheet().set_name("Verborgen").unwrap().set_hidden(true);
    book
}

#[test]
fn a_workbook_is_edited_and_all_else_in_it_stays() {
    let folder = tempfile::tempdir().unwrap();
    let at = |name: &str| folder.path().join(name);
    officers().save(at("lijst.xlsx")).unwrap();
    let answer = |from: &str, to: &str, more: &[&str]| {
        let (status, err) = batch(folder.path(), &[&[from, "--head", "3", "--out", to], more].concat());
        assert_eq!(status, 1, "{err}");
    };
    answer("lijst.xlsx", "een.xlsx", &[]);
    answer("een.xlsx", "twee.xlsx", &[]);
    answer("lijst.xlsx", "lijst.csv", &[]);
    let (before, once, twice) = (parts(&at("lijst.xlsx")), parts(&at("een.xlsx")), parts(&at("twee.xlsx")));
    assert_eq!(once, twice, "a second run changes nothing");
    // Every part but the sheet and the styles is the same to the byte.
    let changed: Vec<&str> = before.keys().filter(|name| before[*name] != once[*name]).map(String::as_str).collect();
    assert_eq!((changed, before.len()), (vec!["xl/styles.xml", "xl/worksheets/sheet1.xml"], once.len()));
    // In the sheet all that stood there still stands there, from the first tag to the last.
    let sheet =
        |parts: &BTreeMap<String, Vec<u8>>| String::from_utf8(parts["xl/worksheets/sheet1.xml"].clone()).unwrap();
    let (old, new) = (sheet(&before), sheet(&once));
    let mut rest = &new[..];
    for piece in old.split_inclusive('>').filter(|it| !it.starts_with("<row ") && !it.starts_with("<dimension")) {
        // What had no child may have one now.
        let piece = piece.trim_end_matches('>').trim_end_matches('/');
        let found = rest.find(piece).unwrap_or_else(|| panic!("{piece} is gone, or stands elsewhere, in {new}"));
        rest = &rest[found + piece.len()..];
    }
    assert!(new.contains("<formula>AND($G4=&quot;invalid&quot;,N(&quot;beslisboom&quot;)=0)</formula>"), "{new}");
    assert!(new.contains("<pane xSplit=\"2\" ySplit=\"3\" topLeftCell=\"C4\""), "{new}");
    // The answers are those of the same list as CSV.
    let rows = texts(&at("een.xlsx"), "Projecten & plannen");
    let csv = std::fs::read_to_string(at("lijst.csv")).unwrap();
    let mut csv = csv::ReaderBuilder::new().delimiter(b';').has_headers(false).from_reader(csv.as_bytes());
    for (row, record) in rows[2..].iter().zip(csv.records()) {
        assert_eq!(row[6..], record.unwrap().iter().skip(6).map(str::to_owned).collect::<Vec<_>>());
    }
    assert_eq!((rows.len(), &rows[2][6][..], &rows[5][6][..]), (6, "advies: stand", "invalid"));
    // Fewer columns: what is not asked for any more is empty, and nothing moves.
    answer("een.xlsx", "drie.xlsx", &["--columns", "rung"]);
    let rows = texts(&at("drie.xlsx"), "Projecten & plannen");
    assert_eq!((&rows[2][6][..], &rows[2][8][..], &rows[3][8][..]), ("", "advies: trede", "informeren"));
    // A name that says something else of macros than the workbook does.
    let (status, err) = batch(folder.path(), &["lijst.xlsx", "--out", "uit.xlsm"]);
    assert!(status == 2 && err.contains("laat `uit.xlsm` op .xlsx eindigen"), "{err}");
}

/// A workbook with one sheet, as written.
fn package(sheet: &str, styles: &str) -> Vec<u8> {
    let mut book = zip::ZipWriter::new(Cursor::new(Vec::new()));
    let relation = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    let relations = "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">";
    for (name, text) in [
        (
            "_rels/.rels",
            format!(
                "{relations}<Relationship Id=\"a\" Type=\"{relation}/officeDocument\" Target=\"/xl/Workbook.xml\"/></Relationships>"
            ),
        ),
        (
            "xl/workbook.xml",
            format!(
                "<workbook xmlns:r=\"{relation}\"><sheets><sheet name=\"A &amp; B\" sheetId=\"1\" r:id=\"b\"/></sheets></workbook>"
            ),
        ),
        (
            "xl/_rels/workbook.xml.rels",
            format!(
                "{relations}<Relationship Id=\"b\" Type=\"{relation}/worksheet\" Target=\"worksheets/blad.xml\"/><Relationship Id=\"c\" Type=\"{relation}/styles\" Target=\"styles.xml\"/></Relationships>"
            ),
        ),
        ("xl/styles.xml", styles.to_owned()),
        ("xl/worksheets/blad.xml", sheet.to_owned()),
    ] {
        book.start_file(name, zip::write::SimpleFileOptions::default()).unwrap();
        book.write_all(text.as_bytes()).unwrap();
    }
    book.finish().unwrap().into_inner()
}

#[test]
fn a_workbook_of_any_writer_is_edited() {
    let cell = |text: &str| format!("<x:c t=\"inlineStr\"><x:is><x:t>{text}</x:t></x:is></x:c>");
    let row = |cells: &[&str]| {
        format!("<x:row spans=\"1:2\">{}</x:row>", cells.iter().map(|it| cell(it)).collect::<String>())
    };
    // A prefix, no numbers of rows and cells, an empty row, a cell beyond the head, no view, no widths, no formats.
    let rows =
        [row(&["aanleiding", "keuze"]), row(&["vrij", "niets", "eigen"]), "<x:row/>".to_owned(), row(&["vrij", ""])];
    let sheet = format!(
        "<x:worksheet xmlns:x=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"><x:dimension ref=\"A1:C4\"/><x:sheetData>{}</x:sheetData></x:worksheet>",
        rows.concat()
    );
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(
        folder.path().join("l.xlsx"),
        package(&sheet, "<x:styleSheet xmlns:x=\"y\"><x:fonts/></x:styleSheet>"),
    )
    .unwrap();
    let args = ["l.xlsx", "--headers", "ids", "--columns", "status,rung", "--out", "u.xlsx"];
    let (status, err) = batch(folder.path(), &args);
    assert_eq!(status, 0, "{err}");
    let text = |path: &str| String::from_utf8(parts(&folder.path().join("u.xlsx"))[path].clone()).unwrap();
    let added = |place: &str, text: &str| {
        format!("<x:c r=\"{place}\" t=\"inlineStr\"><x:is><x:t xml:space=\"preserve\">{text}</x:t></x:is></x:c>")
    };
    let row = |cells: &[&str], more: String| {
        format!("<x:row>{}{more}</x:row>", cells.iter().map(|it| cell(it)).collect::<String>())
    };
    let rows = [
        row(&["aanleiding", "keuze"], added("D1", "status") + &added("E1", "rung")),
        // A cell beside the table stays, and the row is answered.
        row(&["vrij", "niets", "eigen"], added("D2", "decided") + &added("E2", "informeren")),
        "<x:row/>".to_owned(),
        row(&["vrij", ""], added("D4", "undecided")),
    ];
    let rules: String = ["invalid", "conflict", "undecided"].iter().enumerate().map(|(at, word)| format!("<x:cfRule type=\"expression\" dxfId=\"{at}\" priority=\"{}\"><x:formula>AND($D2=&quot;{word}&quot;,N(&quot;beslisboom&quot;)=0)</x:formula></x:cfRule>", 1001 + at)).collect();
    let expected = format!(
        "<x:worksheet xmlns:x=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"><x:dimension ref=\"A1:E4\"/><x:sheetViews><x:sheetView workbookViewId=\"0\"><x:pane xSplit=\"1\" ySplit=\"1\" topLeftCell=\"B2\" activePane=\"bottomRight\" state=\"frozen\"/></x:sheetView></x:sheetViews><x:cols><x:col min=\"4\" max=\"4\" width=\"18\" customWidth=\"1\"/><x:col min=\"5\" max=\"5\" width=\"18\" customWidth=\"1\"/></x:cols><x:sheetData>{}</x:sheetData><x:conditionalFormatting sqref=\"A2:E4\">{rules}</x:conditionalFormatting></x:worksheet>",
        rows.concat()
    );
    assert_eq!(text("xl/worksheets/blad.xml"), expected);
    let styles = text("xl/styles.xml");
    assert!(styles.starts_with("<x:styleSheet xmlns:x=\"y\"><x:fonts/><x:dxfs count=\"3\"><x:dxf>"), "{styles}");
    // A sheet that breaks off is refused, and nothing is written.
    std::fs::write(folder.path().join("l.xlsx"), package(&sheet[..sheet.len() - 40], "")).unwrap();
    let (status, err) = batch(folder.path(), &["l.xlsx", "--out", "stuk.xlsx"]);
    assert!(status == 2 && err.lines().count() == 1 && !folder.path().join("stuk.xlsx").exists(), "{err}");
}

/// A sheet of three projects from row 2 on, with a title above it.
fn three_projects(sheet: &mut Worksheet) -> &mut Worksheet {
    sheet.write(0, 0, "Projectenlijst").unwrap();
    for (column, name) in ["Project", "aanleiding", "keuze"].iter().enumerate() {
        sheet.write(1, column as u16, *name).unwrap();
    }
    for (at, keuze) in ["niets", "veel", "niets"].iter().enumerate() {
        let row = at as u32 + 2;
        sheet.write(row, 0, format!("Plan {at}")).unwrap();
        sheet.write(row, 1, "vrij").unwrap();
        sheet.write(row, 2, *keuze).unwrap();
    }
    sheet
}

/// What LibreOffice makes of a workbook; `None` where that program is not there, or without its part for workbooks.
fn opened_by_libreoffice(folder: &Path, name: &str) -> Option<String> {
    let home = format!("-env:UserInstallation=file://{}", folder.join("office").display());
    let opened = |name: &str| {
        let mut office = Command::new("soffice");
        office.arg(&home).args(["--headless", "--convert-to", "fods", name]).current_dir(folder).output().ok()?;
        std::fs::read_to_string(folder.join(name).with_extension("fods")).ok()
    };
    let text = opened(name);
    if text.is_none() {
        std::fs::write(folder.join("proef.csv"), "a,b\n1,2\n").unwrap();
        assert!(opened("proef.csv").is_none(), "{name} is not opened");
        missing(&format!("no LibreOffice for workbooks here: {name} is not opened"));
    }
    text
}

#[test]
fn a_filter_grows_over_the_added_columns_and_hidden_rows_are_told() {
    let folder = tempfile::tempdir().unwrap();
    let at = |name: &str| folder.path().join(name);
    let mut book = Workbook::new();
    book.add_worksheet().set_name("Uitleg").unwrap().write(0, 0, "Hoi").unwrap();
    let sheet = three_projects(book.add_worksheet().set_name("A & B!").unwrap());
    sheet.autofilter(1, 0, 4, 2).unwrap();
    sheet.filter_column(2, &FilterCondition::new().add_list_filter("niets")).unwrap();
    // Hidden and empty: nobody reads it.
    sheet.set_row_hidden(7).unwrap();
    // A filter elsewhere is none of ours.
    let other = book.add_worksheet().set_name("C").unwrap();
    other.write(1, 0, "x").unwrap();
    other.autofilter(1, 0, 4, 2).unwrap();
    book.save(at("l.xlsx")).unwrap();
    let args = ["--sheet", "A & B!", "--head", "2", "--columns", "status,rung", "--out"];
    for (from, to) in [("l.xlsx", "u.xlsx"), ("u.xlsx", "v.xlsx"), ("l.xlsx", "u.csv")] {
        let (status, err) = batch(folder.path(), &[&[from], &args[..], &[to]].concat());
        assert!(
            status == 0 && err.contains("rijen die in het werkblad verborgen zijn of weggefilterd, tellen mee: 1\n"),
            "{err}"
        );
    }
    let (before, after) = (parts(&at("l.xlsx")), parts(&at("u.xlsx")));
    assert_eq!(after, parts(&at("v.xlsx")), "a second run changes nothing");
    let text = |parts: &BTreeMap<String, Vec<u8>>, name: &str| String::from_utf8(parts[name].clone()).unwrap();
    let changed: Vec<&str> = before.keys().filter(|name| before[*name] != after[*name]).map(String::as_str).collect();
    assert_eq!(changed, ["xl/styles.xml", "xl/workbook.xml", "xl/worksheets/sheet2.xml"]);
    let named = text(&before, "xl/workbook.xml").replace("'A &amp; B!'!$A$2:$C$5", "'A &amp; B!'!$A$2:$E$5");
    assert_eq!(text(&after, "xl/workbook.xml"), named);
    let filter = |parts| text(parts, "xl/worksheets/sheet2.xml").split_once("<autoFilter ").unwrap().1.to_owned();
    let rest = |filter: &str| filter.split_once("</autoFilter>").unwrap().0.to_owned();
    assert_eq!(rest(&filter(&after)), rest(&filter(&before)).replace("A2:C5", "A2:E5"));
    if let Some(opened) = opened_by_libreoffice(folder.path(), "u.xlsx") {
        assert!(
            opened.contains("table:target-range-address=\"&apos;A &amp; B!&apos;.A2:&apos;A &amp; B!&apos;.E5\""),
            "{opened}"
        );
    }
}

#[test]
fn a_table_grows_over_the_added_columns() {
    let folder = tempfile::tempdir().unwrap();
    let at = |name: &str| folder.path().join(name);
    let mut book = Workbook::new();
    let sheet = three_projects(book.add_worksheet());
    sheet.add_table(1, 0, 5, 2, &Table::new().set_name("Lijst").set_total_row(true)).unwrap();
    // Beside it, and lower: no table of the list.
    sheet.add_table(8, 0, 9, 1, &Table::new()).unwrap();
    book.save(at("l.xlsx")).unwrap();
    let answer = |from: &str, columns: &str, to: &str| {
        let (status, err) = batch(folder.path(), &[from, "--head", "2", "--columns", columns, "--out", to]);
        assert!(status < 2, "{err}");
        String::from_utf8(parts(&at(to))["xl/tables/table1.xml"].clone()).unwrap()
    };
    let text = |name: &str, table: &str| String::from_utf8(parts(&at(name))[table].clone()).unwrap();
    let before = text("l.xlsx", "xl/tables/table1.xml");
    let column = |id: usize, name: &str| format!("<tableColumn id=\"{id}\" name=\"{name}\"/>");
    let grown = before.replace(":C6\"", ":E6\"").replace(":C5\"", ":E5\"").replace("count=\"3\"", "count=\"5\"");
    let grown = |names: [&str; 2]| {
        grown.replace("</tableColumns>", &(column(4, names[0]) + &column(5, names[1]) + "</tableColumns>"))
    };
    assert_eq!(answer("l.xlsx", "status,rung", "u.xlsx"), grown(["advies: stand", "advies: trede"]));
    assert_eq!(text("u.xlsx", "xl/tables/table2.xml"), text("l.xlsx", "xl/tables/table2.xml"));
    assert_eq!(answer("u.xlsx", "status,rung", "v.xlsx"), grown(["advies: stand", "advies: trede"]));
    assert_eq!(parts(&at("u.xlsx")), parts(&at("v.xlsx")), "a second run changes nothing");
    // What is not asked for any more is empty; a table keeps its heads.
    assert_eq!(answer("u.xlsx", "rung", "w.xlsx"), grown(["advies: stand", "advies: trede"]));
    let rows = texts(&at("w.xlsx"), "Sheet1");
    assert_eq!(
        (&rows[1][3..], &rows[2][3..]),
        (&["advies: stand".to_owned(), "advies: trede".into()][..], &[String::new(), "informeren".into()][..])
    );
    let once = ["--headers", "ids", "--columns", "status,rung", "--out", "x.xlsx"];
    let (status, err) = batch(folder.path(), &[&["u.xlsx", "--head", "2"], &once[..]].concat());
    assert!(status < 2, "{err}");
    assert_eq!(text("x.xlsx", "xl/tables/table1.xml"), grown(["status", "rung"]));
    if let Some(opened) = opened_by_libreoffice(folder.path(), "u.xlsx") {
        assert!(opened.contains("table:target-range-address=\"Sheet1.A2:Sheet1.E6\""), "{opened}");
    }
}

#[test]
fn the_names_of_a_list_stay_in_view_in_a_new_workbook() {
    let folder = tempfile::tempdir().unwrap();
    for (list, columns) in [("naam;keuze\nKade;niets\n", 1), ("nummer;naam;keuze\n1;Kade;niets\n", 2)] {
        std::fs::write(folder.path().join("l.csv"), list).unwrap();
        let (_, err) = batch(folder.path(), &["l.csv", "--columns", "status", "--out", "u.xlsx"]);
        let sheet = parts(&folder.path().join("u.xlsx"))["xl/worksheets/sheet1.xml"].clone();
        let sheet = String::from_utf8(sheet).unwrap();
        let pane = format!("<pane xSplit=\"{columns}\" ySplit=\"1\" ");
        assert!(sheet.contains(&pane), "{err}{}", sheet.split("<sheetData>").next().unwrap());
    }
}
