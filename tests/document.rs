//! Documents to hand on: Word, OpenDocument and a web page say the same as Markdown, whatever stands in them, and
//! open in a program of others.
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

#[path = "common/missing.rs"]
mod missing;
#[path = "common/program.rs"]
mod program;

use missing::missing;
use program::{beslisboom, root};
use pulldown_cmark::{Event as Mark, Options, Parser, TagEnd};
use quick_xml::Reader;
use quick_xml::events::Event;
use std::io::{Cursor, Read};
use std::path::Path;
use std::process::Command;

/// An advice on these replies, in a file that ends like this.
fn written(replies: &str, ending: &str, language: &str) -> Vec<u8> {
    written_with(replies, ending, &["--lang", language])
}

fn written_with(replies: &str, ending: &str, options: &[&str]) -> Vec<u8> {
    let folder = tempfile::tempdir().unwrap();
    let name = format!("advies.{ending}");
    let run = beslisboom(&[&["walk", "--replies", "-", "--out", &name], options].concat());
    let run = run.within(folder.path()).input(replies).run();
    assert!(run.status < 2, "{}", run.err);
    std::fs::read(folder.path().join(name)).unwrap()
}

fn dorpsstraat() -> String {
    std::fs::read_to_string(root().join("examples/dorpsstraat.yaml")).unwrap()
}

/// A file in a package.
fn unpacked(package: &[u8], name: &str) -> String {
    let mut package = zip::ZipArchive::new(Cursor::new(package)).unwrap();
    let mut text = String::new();
    package.by_name(name).unwrap().read_to_string(&mut text).unwrap();
    text
}

/// The texts of the elements with these names, in order, without the elements in `skipped`; every tag must be closed.
fn texts(xml: &str, names: &[&str], skipped: &[&str]) -> Vec<String> {
    let mut reader = Reader::from_str(xml);
    let (mut found, mut open, mut skip) = (Vec::new(), 0_usize, 0_usize);
    loop {
        match reader.read_event().unwrap() {
            Event::Start(tag) => {
                let name = tag.name().into_inner().to_owned();
                skip += usize::from(skipped.contains(&&*name));
                if names.contains(&&*name) && skip == 0 {
                    assert_eq!(open, 0, "{name} in another");
                    open += 1;
                    found.push(String::new());
                }
            }
            Event::End(tag) => {
                let name = tag.name().into_inner().to_owned();
                open -= usize::from(names.contains(&&*name) && skip == 0);
                skip -= usize::from(skipped.contains(&&*name));
            }
            Event::Empty(tag) if open > 0 && tag.name().into_inner() == "text:s" => found.last_mut().unwrap().push(' '),
            Event::Text(text) if open > 0 => *found.last_mut().unwrap() += &text,
            Event::GeneralRef(name) if open > 0 => {
                *found.last_mut().unwrap() += quick_xml::escape::resolve_predefined_entity(&name).unwrap();
            }
            Event::Eof => break,
            _ => {}
        }
    }
    found.into_iter().map(|text| text.trim().to_owned()).filter(|text| !text.is_empty()).collect()
}

/// The same of Markdown, read with another parser. A blank to fill in is a line here, and nothing in the others.
fn markdown_texts(markdown: &str) -> Vec<String> {
    let (mut found, mut now) = (Vec::new(), String::new());
    for mark in Parser::new_ext(markdown, Options::ENABLE_TABLES) {
        match mark {
            Mark::Text(text) => now += &text,
            Mark::SoftBreak => now.push(' '),
            // The plan drawn in time: the other formats have its table alone.
            Mark::End(TagEnd::CodeBlock) => now.clear(),
            Mark::End(TagEnd::Paragraph | TagEnd::Heading(_) | TagEnd::Item | TagEnd::TableCell) => {
                found.push(std::mem::take(&mut now).trim_end_matches('_').trim().to_owned());
            }
            _ => {}
        }
    }
    found.into_iter().filter(|text| !text.is_empty()).collect()
}

/// What each format says, paragraph by paragraph, of a document that is written in a file with an ending.
fn said(written: impl Fn(&str) -> Vec<u8>) -> [Vec<String>; 4] {
    let docx = unpacked(&written("docx"), "word/document.xml");
    let odt = unpacked(&written("odt"), "content.xml");
    let html = String::from_utf8(written("html")).unwrap();
    let markdown = String::from_utf8(written("md")).unwrap();
    [
        texts(&docx, &["w:p"], &[]),
        texts(&odt, &["text:p", "text:h"], &[]),
        texts(html.strip_prefix("<!DOCTYPE html>\n").unwrap(), &["h1", "h2", "h3", "p", "li", "th", "td"], &["head"]),
        markdown_texts(&markdown),
    ]
}

#[track_caller]
fn all_say_the_same(replies: &str, language: &str) -> Vec<String> {
    same(said(|ending| written(replies, ending, language)))
}

#[track_caller]
fn same([docx, odt, html, markdown]: [Vec<String>; 4]) -> Vec<String> {
    for other in [&docx, &odt, &html] {
        let differs = markdown.iter().zip(other).find(|(one, other)| one != other);
        assert_eq!((differs, markdown.len()), (None, other.len()));
    }
    markdown
}

#[test]
fn four_formats_say_the_same() {
    let said = all_say_the_same(&dorpsstraat(), "nl");
    assert!(said.len() > 100 && said.contains(&"Bijlage".to_owned()), "{said:?}");
    for language in ["nl", "en"] {
        // Open, with tables of what each reply would mean; and without a rung.
        all_say_the_same(
            "format: 1\ntree: schiedam\nreplies: {begint: gemeente, wet: unknown, keuze: deels, belang: kennis, toezegging: unknown, agenda: unknown, mandaat: unknown, kracht: unknown, tijd: unknown, geld: unknown}\n",
            language,
        );
        all_say_the_same("format: 1\ntree: schiedam\nreplies: {begint: gemeente, wet: vrij, keuze: niets}\n", language);
    }
}

#[test]
fn documents_of_a_project_say_the_same_in_four_formats() {
    for (kind, language) in [("advice", "nl"), ("plan", "en"), ("report", "nl"), ("questions", "en")] {
        let made = |ending: &str| {
            let folder = tempfile::tempdir().unwrap();
            let out = folder.path().join(format!("uit.{ending}"));
            let project = "examples/projecten/dorpsstraat.yaml";
            let run =
                beslisboom(&["document", kind, project, "--lang", language, "--out", out.to_str().unwrap()]).run();
            assert_eq!(run.status, 0, "{}", run.err);
            std::fs::read(out).unwrap()
        };
        assert!(same(said(made)).len() > 20, "{kind}");
    }
}

/// Text that means something to a reader of XML, of HTML or of a program behind them.
const NASTY: [&str; 22] = [
    "<b>x</b>",
    "</w:t></w:r></w:p>",
    "</text:p>",
    "]]>",
    "<![CDATA[x]]>",
    "<!-- x -->",
    "<?x?>",
    "&amp; &lt; &#x41; & &x;",
    "\"x\" 'y'",
    "<script>alert(1)</script>",
    "javascript:x",
    "a  b   c",
    "x\u{0}y",
    "x\u{1}\u{b}\u{1b}[31my",
    "x\u{fffe}\u{ffff}y",
    "x\u{202e}y\u{200b}z",
    "\u{1F600} é ﷽",
    "{{x}} ${x} %x",
    "LANGUAGE TONGUE COUNTRY",
    "=1+1",
    "\u{85}\u{7f}x",
    "http://x.nl/?a=1&b=2",
];

#[test]
fn whatever_is_typed_stays_text() {
    let nasty = NASTY.join(" ");
    let quoted = beslisboom::text::sanitize::json(&nasty);
    let replies = format!(
        "format: 1\ntree: schiedam\nproject: {quoted}\nreplies: {{begint: gemeente, wet: vrij, keuze: niets}}\nnotes: {{keuze: {quoted}}}\n"
    );
    let shown = beslisboom::text::sanitize::line(&nasty);
    let [docx, odt, html, _] = said(|ending| written(&replies, ending, "nl"));
    for other in [&odt, &html] {
        let differs = docx.iter().zip(other).find(|(one, other)| one != other);
        assert_eq!((differs, docx.len()), (None, other.len()));
    }
    assert_eq!(docx[0], format!("Advies participatie: {shown}"));
    assert!(docx[1..].contains(&shown), "{docx:?}");
}

#[test]
fn a_document_is_the_same_bytes_every_time() {
    for ending in ["docx", "odt", "html"] {
        assert_eq!(written(&dorpsstraat(), ending, "nl"), written(&dorpsstraat(), ending, "nl"), "{ending}");
    }
}

#[test]
fn what_a_document_is_made_of_is_kept() {
    // A tree of our own, so that this changes when documents do, and not with every text of a shipped tree.
    let tree = "format: 1\nid: klein\nversion: '1'\ntitle: Klein\nlanguage: nl\nladder: builtin:heusden\nquestions:\n  a:\n    ask: Wat geldt?\n    answers:\n      dit: {label: Dit, at-most: {rung: adviseren, because: Meer kan niet.}}\n      dat: {label: Dat}\n    outcome: u\noutcomes:\n  u: {title: Doe mee, verdict: participate, rung: ceiling, text: \"Regel.\\n- Een\\n- Twee\"}\n";
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("klein.yaml"), tree).unwrap();
    let written = |ending: &str| {
        let name = format!("advies.{ending}");
        let run = beslisboom(&["walk", "klein.yaml", "--set", "a=dit", "--project", "Dorpsstraat", "--out", &name]);
        let run = run.within(folder.path()).run();
        assert_eq!(run.status, 0, "{}", run.err);
        std::fs::read(folder.path().join(name)).unwrap()
    };
    let mut settings = insta::Settings::clone_current();
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    let is_kept = |name: &str, xml: &str| {
        let lines = xml.replace("><", ">\n<");
        settings.bind(|| insta::assert_snapshot!(format!("document-{name}"), lines));
    };
    let (docx, odt) = (written("docx"), written("odt"));
    for part in ["document", "numbering", "footer"] {
        is_kept(&format!("docx-{part}"), &unpacked(&docx, &format!("word/{part}.xml")));
    }
    is_kept("docx-core", &unpacked(&docx, "docProps/core.xml"));
    is_kept("odt-content", &unpacked(&odt, "content.xml"));
    is_kept("odt-meta", &unpacked(&odt, "meta.xml"));
    is_kept("html", &String::from_utf8(written("html")).unwrap());
}

#[test]
fn language_title_and_heads_are_where_assistive_tools_look() {
    for (language, tag) in [("nl", "nl-NL"), ("en", "en-GB")] {
        let (docx, odt) = (written(&dorpsstraat(), "docx", language), written(&dorpsstraat(), "odt", language));
        let html = String::from_utf8(written(&dorpsstraat(), "html", language)).unwrap();
        let title = &all_say_the_same(&dorpsstraat(), language)[0];
        for about in [unpacked(&docx, "docProps/core.xml"), unpacked(&odt, "meta.xml")] {
            assert!(
                about.contains(&format!("<dc:title>{title}</dc:title><dc:language>{tag}</dc:language>")),
                "{about}"
            );
        }
        assert!(unpacked(&docx, "word/styles.xml").contains(&format!("<w:lang w:val=\"{tag}\"")));
        let (tongue, country) = tag.split_once('-').unwrap();
        let style = format!("fo:language=\"{tongue}\" fo:country=\"{country}\"");
        assert!(unpacked(&odt, "styles.xml").contains(&style));
        assert!(
            html.contains(&format!("<html lang=\"{tongue}\">")) && html.contains(&format!("<title>{title}</title>"))
        );
        // As many heads as tables, in each.
        let (docx, odt) = (unpacked(&docx, "word/document.xml"), unpacked(&odt, "content.xml"));
        let tables = docx.matches("<w:tbl>").count();
        assert!(tables > 2);
        for (text, head) in [(&docx, "<w:tblHeader/>"), (&odt, "<table:table-header-rows>"), (&html, "<thead>")] {
            assert_eq!(text.matches(head).count(), tables, "{head}");
        }
        assert!(!html.contains("<script") && !html.contains("src=") && !html.contains("href="));
    }
}

#[test]
fn a_format_that_is_no_text_goes_to_a_file_or_a_pipe() {
    let args = ["walk", "--set", "begint=gemeente", "--set", "wet=vrij", "--set", "keuze=niets", "--format", "html"];
    let page = beslisboom(&args).run().fine();
    assert!(page.starts_with("<!DOCTYPE html>\n<html lang=\"nl\">"), "{page}");
    let why = beslisboom(&["why", "--replies", "examples/dorpsstraat.yaml", "--format", "html"]).run().fine();
    assert!(why.starts_with("<!DOCTYPE html>"), "{why}");
}

/// Makes LibreOffice turn documents into something else; `false` where that program is not there.
fn converted(folder: &Path, names: &[&str], to: &str) -> bool {
    let home = format!("-env:UserInstallation=file://{}", folder.join("office").display());
    let mut office = Command::new("soffice");
    match office.arg(home).args(["--headless", "--convert-to", to]).args(names).current_dir(folder).output() {
        Err(_) => {
            missing("no LibreOffice here: documents are not opened");
            false
        }
        Ok(made) => {
            assert!(made.status.success(), "{made:?}");
            true
        }
    }
}

#[test]
fn libreoffice_opens_what_is_written() {
    let folder = tempfile::tempdir().unwrap();
    let names = ["a.docx", "b.odt", "c.html"];
    for name in names {
        let ending = name.split_once('.').unwrap().1;
        std::fs::write(folder.path().join(name), written(&dorpsstraat(), ending, "nl")).unwrap();
    }
    if !converted(folder.path(), &names, "txt:Text (encoded):UTF8") {
        return;
    }
    let wanted = all_say_the_same(&dorpsstraat(), "nl");
    for name in ["a.txt", "b.txt", "c.txt"] {
        let squeezed = |text: &str| text.split_whitespace().collect::<String>();
        let text = squeezed(&std::fs::read_to_string(folder.path().join(name)).unwrap());
        let mut from = 0;
        for said in &wanted {
            let said = squeezed(said);
            let at = text[from..].find(&said).unwrap_or_else(|| panic!("{name}: {said} not after {}", &text[..from]));
            from += at + said.len();
        }
    }
    // With all methods, so that their table takes more than a page.
    let names = ["long.docx", "long.odt"];
    for (name, pdf) in names.into_iter().zip(["long-docx.pdf", "long-odt.pdf"]) {
        let ending = name.split_once('.').unwrap().1;
        let long = written_with(&dorpsstraat(), ending, &["--lang", "nl", "--all-methods"]);
        std::fs::write(folder.path().join(name), long).unwrap();
        assert!(converted(folder.path(), &[name], "pdf"));
        std::fs::rename(folder.path().join("long.pdf"), folder.path().join(pdf)).unwrap();
    }
    for name in ["long-docx.pdf", "long-odt.pdf"] {
        let Ok(read) = Command::new("pdftotext").args(["-layout", name, "-"]).current_dir(folder.path()).output()
        else {
            missing("no pdftotext here: pages are not read");
            return;
        };
        let text = String::from_utf8(read.stdout).unwrap();
        let pages: Vec<&str> = text.split('\u{c}').filter(|page| !page.is_empty()).collect();
        assert!(pages.len() > 3, "{name}: {text}");
        for (number, page) in pages.iter().enumerate() {
            let foot = format!("Pagina {} van {}", number + 1, pages.len());
            assert_eq!(page.trim_end().lines().last().unwrap().trim(), foot, "{name}");
        }
        // The head of the table is above each part of it.
        let heads = pages.iter().filter(|page| page.trim_start().starts_with("Werkvorm ")).count();
        assert!(heads > 1, "{name}: {text}");
        assert!(pages.iter().any(|page| page.trim_start().starts_with("Bijlage")), "{name}: {text}");
    }
}
