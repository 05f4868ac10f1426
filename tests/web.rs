//! The pages as values: a request in, a response out. What a browser makes of them is in `tests/browser`.
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

#[path = "common/program.rs"]
mod program;

use beslisboom::check::{BUDGET, check};
use beslisboom::model::replies::{Replies, Reply};
use beslisboom::model::tree::QuestionKind;
use beslisboom::output::fitted::replies_file;
use beslisboom::output::format::{Format, TextLayout};
use beslisboom::output::report::{Occasion, Report};
use beslisboom::source::parse::{LoadError, Loader, read, read_replies, write_replies};
use beslisboom::text::language::Language;
use beslisboom::web::{Offered, Request, Response, Site, respond};
use program::{TODAY, beslisboom};
use std::io::Write as _;

/// A reader with a browser without scripts.
struct Reader {
    site: Site,
}

fn reader() -> Reader {
    Reader { site: Site::shipped(String::new(), TODAY.to_owned()) }
}

impl Reader {
    fn ask(&self, address: &str) -> Response {
        let (path, query) = address.split_once('?').unwrap_or((address, ""));
        self.send(&Request { query, ..request(path) })
    }

    /// Sends a form.
    fn post(&self, path: &str, fields: &[(String, String)]) -> Response {
        let body = form(fields);
        let content_type = "application/x-www-form-urlencoded";
        self.send(&Request { sends: true, content_type, body: body.as_bytes(), ..request(path) })
    }

    /// Sends a file with other fields.
    fn upload(&self, path: &str, name: &str, bytes: &[u8], fields: &[(&str, &str)]) -> Response {
        let mut body = Vec::new();
        for (field, value) in fields {
            write!(body, "--grens\r\nContent-Disposition: form-data; name=\"{field}\"\r\n\r\n{value}\r\n").unwrap();
        }
        let head = "--grens\r\nContent-Disposition: form-data; name=\"file\"; filename=";
        write!(body, "{head}\"{name}\"\r\nContent-Type: application/octet-stream\r\n\r\n").unwrap();
        body.extend_from_slice(bytes);
        body.extend_from_slice(b"\r\n--grens--\r\n");
        let content_type = "multipart/form-data; boundary=grens";
        self.send(&Request { sends: true, content_type, body: &body, ..request(path) })
    }

    fn send(&self, request: &Request<'_>) -> Response {
        respond(&self.site, request)
    }

    /// Follows a response to the page that it leads to.
    fn follow(&self, mut response: Response) -> Response {
        while response.status == 303 {
            response = self.ask(response.header("location").unwrap());
        }
        response
    }

    /// Asks for a page that must be there.
    #[track_caller]
    fn page(&self, address: &str) -> String {
        let response = self.follow(self.ask(address));
        assert_eq!(response.status, 200, "{address}");
        text(&response)
    }
}

/// A request for a page.
fn request(path: &str) -> Request<'_> {
    let (query, content_type, body, language) = ("", "", &b""[..], Language::Dutch);
    Request { sends: false, path, query, content_type, body, language, from_elsewhere: false }
}

fn text(response: &Response) -> String {
    String::from_utf8(response.body.clone()).unwrap()
}

fn form(fields: &[(String, String)]) -> String {
    let letter = |byte: u8| match byte {
        b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'.' | b'_' => char::from(byte).to_string(),
        _ => format!("%{byte:02X}"),
    };
    let encoded = |text: &str| text.bytes().map(letter).collect::<String>();
    fields.iter().map(|(name, value)| format!("{}={}", encoded(name), encoded(value))).collect::<Vec<_>>().join("&")
}

/// A page without its style, which would drown all else.
fn without_style(page: &str) -> String {
    let (before, rest) = page.split_once("<style>").unwrap();
    format!("{before}{}", rest.split_once("</style>").unwrap().1)
}

/// An attribute of a tag.
fn attribute(tag: &str, name: &str) -> Option<String> {
    let value = tag.split_once(&format!(" {name}=\""))?.1.split_once('"')?.0;
    Some(value.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"").replace("&amp;", "&"))
}

/// The hidden fields of the form that asks the question.
fn hidden(page: &str) -> Vec<(String, String)> {
    let form = page.split_once("<form").unwrap().1.split_once("</form>").unwrap().0;
    let tags = form.split('<').filter(|tag| tag.starts_with("input type=\"hidden\""));
    tags.map(|tag| (attribute(tag, "name").unwrap(), attribute(tag, "value").unwrap())).collect()
}

/// Examples of every tree: all, or the first of each.
fn examples(most: usize, mut each: impl FnMut(&Offered, &str, &Replies)) {
    let site = reader().site;
    for offered in &site.trees {
        for example in offered.tree(Language::Dutch).examples.iter().take(most) {
            let replies: Replies = example.replies.iter().cloned().collect();
            each(offered, &example.name, &replies);
        }
    }
}

/// What `walk` says of a replies file, as JSON.
fn walked(file: &str) -> String {
    walked_with(file, &["--format", "json"])
}

/// The same with options.
fn walked_with(file: &str, options: &[&str]) -> String {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("antwoorden.yaml");
    std::fs::write(&path, file).unwrap();
    let run = beslisboom(&[&["walk", "--no-input", "--replies", path.to_str().unwrap()], options].concat()).run();
    assert_eq!(run.status, 0, "{}", run.err);
    run.out
}

/// The link of a page with this beginning of its text.
#[track_caller]
fn link(page: &str, label: &str) -> String {
    let tag = page.split("<a ").find(|it| it.split_once('>').unwrap().1.starts_with(label));
    attribute(&format!(" {}", tag.unwrap_or_else(|| panic!("no link {label}\n{page}"))), "href").unwrap()
}

#[test]
fn every_shipped_example_in_an_address_gives_byte_for_byte_what_walk_gives() {
    let reader = reader();
    let mut count = 0;
    let mut last = String::new();
    examples(usize::MAX, |offered, name, replies| {
        let tree = offered.tree(Language::Dutch);
        let file = write_replies(&replies_file(tree, replies, &Occasion::default()));
        // Sent as a file, its replies come back as an address.
        let opened = reader.upload("/nl/open", "antwoorden.yaml", file.as_bytes(), &[]);
        assert_eq!(opened.status, 303, "{name}");
        let address = opened.header("location").unwrap().replace("/overview", "/advice.json");
        let download = reader.ask(&address);
        // An example may leave out what matters: then the page goes on asking, as the command line refuses.
        if download.status == 303 {
            assert!(download.header("location").unwrap().contains("/question?"), "{name}");
            return;
        }
        assert_eq!(download.header("content-disposition"), Some("attachment; filename=\"advies.json\""));
        let occasion = Occasion { date: TODAY.to_owned(), ..Occasion::default() };
        let report = Report::new(tree, replies, &occasion, Language::Dutch);
        let layout = TextLayout { width: None, colour: false, plain: true };
        let own = String::from_utf8(Format::named("json").unwrap().write(&report, layout).unwrap()).unwrap();
        assert_eq!(text(&download), own, "{}: {name}", offered.name);
        // The program itself, once for every tree; the test in a browser asks it of all.
        if last != offered.name {
            assert_eq!(own, walked(&file), "{}: {name}", offered.name);
            last.clone_from(&offered.name);
        }
        count += 1;
    });
    assert!(count > 50, "{count}");
}

#[test]
fn an_example_of_every_tree_walked_page_by_page_comes_to_what_walk_gives() {
    let reader = reader();
    examples(1, |offered, name, replies| {
        let written = replies_file(offered.tree(Language::Dutch), replies, &Occasion::default());
        let path = format!("/nl/trees/{}/question", offered.name);
        let mut page = reader.page(&path);
        while page.contains("name=\"step.asked\"") {
            let mut fields = hidden(&page);
            let asked = fields.iter().find(|(name, _)| name == "step.asked").unwrap().1.clone();
            let reply = written.replies.iter().find(|(question, _)| question.text == asked);
            let values = match reply.map(|(_, reply)| reply) {
                Some(Reply::Answers(answers)) => answers.iter().map(|answer| answer.text.clone()).collect(),
                Some(Reply::Number(number)) => vec![number.to_string()],
                // What an example leaves open, nobody knows.
                _ => vec!["unknown".to_owned()],
            };
            fields.extend(values.into_iter().map(|value| (asked.clone(), value)));
            let response = reader.post(&path, &fields);
            assert_eq!(response.status, 303, "{name}: {asked}");
            page = text(&reader.follow(response));
        }
        assert!(page.contains("<h1>Je antwoorden</h1>"), "{name}");
        let link = page.split('"').find(|it| it.contains("/advice?")).unwrap().replace("&amp;", "&");
        let file = reader.ask(&link.replace("/advice?", "/replies.yaml?"));
        let download = reader.ask(&link.replace("/advice?", "/advice.json?"));
        assert_eq!(text(&download), walked(&text(&file)), "{}: {name}", offered.name);
    });
}

/// Replies to every question of the tree that people begin with.
const FULL: &str = "begint=gemeente&wet=vrij&keuze=deels&toezegging=afwijken-motiveren&belang=draagvlak,impact&agenda=gemeente&fase=ontwerpen&soort=straat&tijd=10&doelgroep=omwonenden,ouderen";

#[test]
fn methods_are_exchanged_as_the_command_line_does_it_and_the_address_keeps_it() {
    let reader = reader();
    let advice = reader.page(&format!("/nl/trees/schiedam/advice?{FULL}"));
    let approach = reader.page(&link(&advice, "Pas de aanpak aan"));
    let (out, taken) = (link(&approach, "Eruit:"), link(&approach, "Erbij:"));
    let id = |address: &str| address.rsplit_once('=').unwrap().1.to_owned();
    let response = reader.ask(&out);
    assert_eq!(response.status, 303);
    let first = response.header("location").unwrap().to_owned();
    assert!(first.ends_with(&format!("&plan.without={}", id(&out))), "{first}");
    let page = reader.page(&first);
    assert!(page.contains("Weer erbij:"), "{page}");
    let second = reader.ask(&format!("{first}&step.take={}", id(&taken))).header("location").unwrap().to_owned();
    let replies = text(&reader.ask(&format!("/nl/trees/schiedam/replies.yaml?{FULL}")));
    let json = text(&reader.ask(&second.replace("/approach?", "/advice.json?")));
    let options = ["--format", "json", "--with", &id(&taken), "--without", &id(&out)];
    assert_eq!(json, walked_with(&replies, &options));
    assert_ne!(json, walked(&replies));
    // It stays while a reply is changed, and goes along in the file.
    let overview = reader.page(&second.replace("/approach?", "/overview?"));
    assert!(link(&overview, "Wijzig").contains("plan.with="), "{overview}");
    assert!(text(&reader.ask(&second.replace("/approach?", "/replies.yaml?"))).contains("without:\n"));
    // In again: nothing is left of it.
    let back = reader.ask(&format!("{first}&step.take={}", id(&out))).header("location").unwrap().to_owned();
    assert!(!back.contains("plan.without") && back.contains("plan.with="), "{back}");
    // What is no method changes nothing, and is said where it stands in the address.
    let none = reader.page(&format!("/nl/trees/schiedam/approach?{FULL}&step.take=nergens"));
    assert!(!none.contains("plan.with="), "{none}");
    let none = reader.page(&format!("/nl/trees/schiedam/approach?{FULL}&plan.with=nergens,%3Cb%3E"));
    assert!(none.contains("Weggelaten: de werkvorm `nergens`, die er niet is"), "{none}");
}

#[test]
fn another_rung_is_chosen_with_a_reason_as_a_project_file_has_it() {
    let reader = reader();
    let advice = reader.page(&format!("/nl/trees/schiedam/advice?{FULL}"));
    let page = reader.page(&link(&advice, "Kies zelf een trede"));
    let fields = hidden(&page);
    let choose = |rung: &str, because: &str| {
        let mut fields = fields.clone();
        fields.push(("chosen.rung".to_owned(), rung.to_owned()));
        fields.push(("chosen.because".to_owned(), because.to_owned()));
        reader.post("/nl/trees/schiedam/rung", &fields)
    };
    let taken = choose("raadplegen", "De raad beslist zelf.");
    assert_eq!(taken.status, 303);
    let address = taken.header("location").unwrap().to_owned();
    assert!(
        address.contains("/advice?")
            && address.ends_with("chosen.rung=raadplegen&chosen.because=De+raad+beslist+zelf.")
    );
    assert!(reader.page(&address).contains("De raad beslist zelf."));
    let file = text(&reader.ask(&address.replace("/advice?", "/replies.yaml?")));
    assert!(file.contains("chosen:\n  rung: raadplegen\n  because: De raad beslist zelf.\n"), "{file}");
    assert_eq!(text(&reader.ask(&address.replace("/advice?", "/advice.json?"))), walked(&file));
    // Without a reason, or off the ladder, it is refused, with what was filled in.
    for (rung, because, said) in [
        ("raadplegen", " ", "Schrijf op waarom je deze trede kiest."),
        ("nergens", "Omdat het kan.", "Kies een trede van deze ladder."),
        ("<b>", "<script>alert(1)</script>", "Kies een trede van deze ladder."),
    ] {
        let refused = reader.follow(choose(rung, because));
        let page = without_style(&text(&refused));
        assert_eq!(refused.status, 422, "{page}");
        assert!(page.contains("<title>Fout: Kies zelf een trede") && page.contains(said), "{page}");
        assert!(!page.contains("<script") && page.contains(&because.trim().replace('<', "&lt;").replace('>', "&gt;")));
    }
    // Following the advice takes the choice away, reason and all.
    let followed = choose("", "De raad beslist zelf.");
    assert!(!followed.header("location").unwrap().contains("chosen"));
}

#[test]
fn the_shortest_document_is_that_of_the_command_line() {
    let reader = reader();
    let whole = reader.page(&format!("/nl/trees/schiedam/advice?{FULL}"));
    let short = reader.page(&link(&whole, "Toon alleen de eerste pagina"));
    assert!(whole.contains("<h2>Bijlage</h2>") && !short.contains("Bijlage"));
    assert!(link(&short, "Toon ook de bijlage").contains("/advice?"));
    let download = reader.ask(&link(&short, "Markdown (.md)"));
    let replies = text(&reader.ask(&format!("/nl/trees/schiedam/replies.yaml?{FULL}")));
    assert_eq!(text(&download), walked_with(&replies, &["--short", "--format", "markdown"]));
    assert_ne!(text(&reader.ask(&link(&whole, "Markdown (.md)"))), text(&download));
}

#[test]
fn a_question_is_asked_with_its_help_and_source_unfolded() {
    let reader = reader();
    let page = reader.page("/nl/trees/schiedam/question?begint=gemeente&project.name=Dorpsstraat");
    let pretty = without_style(&page).replace("><", ">\n<");
    insta::with_settings!({prepend_module_to_snapshot => false}, { insta::assert_snapshot!("web-question", pretty) });
}

#[test]
fn what_is_no_reply_is_refused_with_the_reason_and_what_was_typed_stays() {
    let reader = reader();
    let pair = |name: &str, value: &str| (name.to_owned(), value.to_owned());
    let asks = |tree: &str, fields: &[(String, String)], said: &str| {
        // What was sent becomes an address, so that going back and loading again show the same.
        let response = reader.post(&format!("/nl/trees/{tree}/question"), fields);
        assert_eq!(response.status, 303, "{fields:?}");
        let response = reader.follow(response);
        let page = text(&response);
        assert_eq!(response.status, 422, "{fields:?}");
        assert!(page.contains("<title>Fout: "), "{fields:?}");
        assert!(page.contains(&format!("<p class=\"error\" id=\"error\">{said}</p>")), "{fields:?}\n{page}");
        assert!(!page.contains("Weggelaten"), "{page}");
        page
    };
    asks("schiedam", &[pair("step.asked", "begint")], "Kies een antwoord. Weet je het niet? Kies dan ‘Weet ik niet’.");
    let with_note = [pair("step.asked", "begint"), pair("note.begint", "Let \"op\" <b>")];
    let page = asks("schiedam", &with_note, "Kies een antwoord. Weet je het niet? Kies dan ‘Weet ik niet’.");
    assert!(page.contains("\nLet &quot;op&quot; &lt;b&gt;</textarea>"), "{page}");
    let tree = reader.site.trees.iter().find_map(|offered| {
        let tree = offered.tree(Language::Dutch);
        let number = tree.questions.iter().find(|it| matches!(it.kind, QuestionKind::Number { .. }))?;
        Some((offered.name.clone(), number.id.text.clone()))
    });
    let (name, question) = tree.unwrap();
    let both = [pair("step.asked", &question), pair(&question, "12"), pair(&question, "unknown")];
    asks(&name, &both, "Vul een getal in, of kies ‘Weet ik niet’. Niet allebei.");
    let page = asks(
        &name,
        &[pair("step.asked", &question), pair(&question, "veel")],
        "Vul een heel getal in: minstens 1 weken.",
    );
    assert!(page.contains("value=\"veel\""), "{page}");
}

#[test]
fn a_cut_or_altered_address_gives_a_page_that_names_what_it_leaves_out() {
    let reader = reader();
    let whole = "/nl/trees/schiedam/overview?tree.version=1&project.name=Plein&begint=gemeente&wet=vrij&keuze=deel&note.keuze=twee%20dingen";
    for end in 1..whole.len() {
        let response = reader.follow(reader.ask(&whole[..end]));
        assert!(matches!(response.status, 200 | 404), "{}", &whole[..end]);
        let page = text(&response);
        assert!(page.contains("<h1>"), "{}", &whole[..end]);
    }
    let page = reader.page(&whole[..whole.find("eente&wet").unwrap()]);
    assert!(page.contains("Weggelaten: `gem` is geen antwoord op `begint`"), "{page}");
    let page = reader.page("/nl/trees/schiedam/question?tree.version=0.1&begint=gemeente&weg=ja&note.weg=x");
    for said in ["Weggelaten: er is geen vraag `weg`", "Weggelaten: een notitie bij `weg`, een vraag die er niet is"] {
        assert!(page.contains(said), "{page}");
    }
}

#[test]
fn an_address_of_an_older_version_says_so() {
    let page = reader().page("/nl/trees/schiedam/overview?tree.version=0.1&begint=gemeente");
    assert!(page.contains("de boom is veranderd sinds deze antwoorden"), "{page}");
}

#[test]
fn a_long_note_goes_from_page_to_page_in_a_form_and_nothing_is_lost() {
    let reader = reader();
    let note = "Lang verhaal. ".repeat(1000);
    let pair = |name: &str, value: &str| (name.to_owned(), value.to_owned());
    let sent = [pair("step.asked", "begint"), pair("begint", "gemeente"), pair("note.begint", &note)];
    let response = reader.post("/nl/trees/schiedam/question", &sent);
    assert_eq!(response.status, 200);
    let page = text(&response);
    assert!(page.contains("te lang voor een adres") && page.contains("Vraag 2"), "{page}");
    // No address holds the note: buttons send the form.
    assert!(!page.split("href=\"").skip(1).any(|it| it.split('"').next().unwrap().contains("begint")), "{page}");
    let fields = hidden(&page);
    assert!(fields.contains(&pair("note.begint", note.trim())));
    let file = text(&reader.post("/nl/trees/schiedam/replies.yaml", &fields));
    let kept = read_replies("", file.as_bytes()).0.unwrap();
    assert_eq!(kept.notes[0].1, note.trim());
    let opened = reader.upload("/nl/open", "antwoorden.yaml", file.as_bytes(), &[]);
    assert_eq!(opened.status, 200);
    assert!(text(&opened).contains(note.trim()));
}

#[test]
fn a_file_that_is_none_is_refused_with_the_reason() {
    let reader = reader();
    let refused = |path: &str, name: &str, bytes: &[u8], said: &str| {
        let response = reader.upload(path, name, bytes, &[("tree", "schiedam")]);
        let page = text(&response);
        assert_eq!(response.status, 422, "{page}");
        assert!(page.contains(said), "{page}");
    };
    refused("/nl/open", "", b"", "Kies eerst een bestand.");
    refused("/nl/open", "a.yaml", b"\x00\xff\xfe", "Dit is geen bestand met antwoorden.");
    refused("/nl/open", "a.yaml", b"format: 1\nfrobnicate: 3\n", "regel 2: ");
    refused("/nl/open", "a.yaml", b"format: 1\ntree: elders\nreplies: {}\n", "de boom `elders`. Die is hier niet.");
    refused("/nl/list", "", b"", "Kies eerst een bestand.");
    refused("/nl/list", "a.exe", b"MZ", "Aan de naam zie ik niet");
    refused("/nl/list", "a.xlsx", b"PK\x03\x04niets", "");
    refused("/nl/list", "a.csv", b"\xff\xfea", "UTF-16");
}

#[test]
fn a_list_comes_back_as_batch_gives_it() {
    let reader = reader();
    let list = std::fs::read(program::root().join("examples/projecten.csv")).unwrap();
    let response = reader.upload("/nl/list", "projecten.csv", &list, &[("tree", "schiedam"), ("step.want", "list")]);
    let run = beslisboom(&["batch", "examples/projecten.csv"]).run();
    assert_eq!((response.status, text(&response)), (200, run.out));
    let named = response.header("content-disposition");
    assert_eq!(named, Some("attachment; filename=\"projecten-ingedeeld.csv\""));
    let overview = reader.upload("/nl/list", "a.csv", &list, &[("tree", "schiedam"), ("step.want", "overview")]);
    assert!(text(&overview).contains("<h1>Overzicht van de lijst</h1>"));
    // A workbook comes back as a workbook.
    let book = std::fs::read(program::root().join("examples/projecten.xlsx")).unwrap();
    let response = reader.upload("/nl/list", "projecten.xlsx", &book, &[("tree", "schiedam")]);
    assert!(response.body.starts_with(b"PK\x03\x04"));
}

const HOSTILE: &str = r#"format: 1
id: kwaad
version: "1"
title: "EVIL"
summary: "EVIL"
language: nl
sources: {werk: {title: "EVIL", url: "https://example.org/"}}
questions:
  een:
    ask: "EVIL"
    help: "EVIL"
    unknown: "EVIL"
    note: "EVIL"
    source: {ref: werk, at: "EVIL"}
    answers:
      ja: {label: "EVIL1", help: "EVIL"}
      nee: {label: "EVIL2", outcome: uit}
    outcome: in
outcomes:
  in: {title: "EVIL1", text: "EVIL", verdict: participate}
  uit: {title: "EVIL2", heading: "EVIL", verdict: not-yet}
"#;

/// A tree in which every text tries something.
fn hostile() -> Site {
    struct Nothing;
    impl Loader for Nothing {
        fn fetch(&self, _: &str) -> Result<Vec<u8>, LoadError> {
            Err(LoadError::Missing)
        }
    }
    let evil = r#"<script>alert(1)</script>\" ' onload=x \u202e </textarea></style></title> & --> {} "#;
    let file = HOSTILE.replace("EVIL", evil);
    let tree = || {
        let checked = check(read("kwaad.yaml", file.as_bytes(), Language::Dutch, &Nothing), BUDGET);
        checked.tree.unwrap_or_else(|| panic!("{:#?}", checked.findings))
    };
    Site {
        base: String::new(),
        day: TODAY.to_owned(),
        trees: vec![Offered::new("kwaad".to_owned(), tree(), tree(), Vec::new())],
        projects: None,
    }
}

#[test]
fn hostile_texts_of_trees_and_people_stay_text() {
    let reader = Reader { site: hostile() };
    let evil = form(&[("p".to_owned(), "</textarea><script>alert(1)</script>\u{202e}\"'".to_owned())]);
    let evil = evil.strip_prefix("p=").unwrap();
    let said =
        format!("een=ja&project.name={evil}&project.part={evil}&note.een={evil}&{evil}={evil}&chosen.because={evil}");
    for language in ["nl", "en"] {
        let pages = [
            "start",
            "question",
            "question?step.ask=een",
            "overview",
            "advice",
            "why",
            "compare",
            "compare?step.compare=een",
            "tree",
            "approach",
            "advice?step.short=yes",
        ];
        let pages = pages.map(|page| format!("trees/kwaad/{page}{}{said}", if page.contains('?') { "&" } else { "?" }));
        for page in pages.iter().map(String::as_str).chain(["", "list", "open"]) {
            let page = without_style(&reader.page(&format!("/{language}/{page}")));
            for forbidden in ["<script", "onload=x<", "</textarea></style>", "</title> &amp;amp;"] {
                assert!(!page.to_lowercase().contains(forbidden), "{forbidden}\n{page}");
            }
            // What hides or turns text may only stand where it is somebody's own: in a field.
            let shown = page.split('<').filter(|tag| !tag.starts_with("input") && !tag.starts_with("textarea"));
            assert!(!shown.clone().any(|part| part.contains('\u{202e}')), "{page}");
            assert_eq!(page.matches("<h1").count(), 1, "{page}");
        }
    }
}

#[test]
fn every_page_forbids_what_it_does_not_need() {
    let reader = reader();
    for page in ["/nl/", "/en/methods", "/nl/trees/schiedam/question", "/nl/nergens"] {
        let response = reader.ask(page);
        let style = text(&response).split_once("<style>").unwrap().1.split_once("</style>").unwrap().0.to_owned();
        let hash = sha256(style.as_bytes());
        let policy = format!(
            "default-src 'none'; style-src 'sha256-{hash}'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
        );
        let headers = [
            ("content-security-policy", policy.as_str()),
            ("x-content-type-options", "nosniff"),
            ("referrer-policy", "same-origin"),
            ("cache-control", "no-store"),
        ];
        for (name, value) in headers {
            assert_eq!(response.header(name), Some(value), "{page}");
        }
    }
}

/// The hash of a text as `openssl` writes it: nothing shared with what is tested.
fn sha256(bytes: &[u8]) -> String {
    use base64::Engine as _;
    use sha2::Digest as _;
    base64::engine::general_purpose::STANDARD.encode(sha2::Sha256::digest(bytes))
}

#[test]
fn every_page_of_the_site_leads_to_pages_that_are_there() {
    let reader = reader();
    let mut ahead = vec!["/".to_owned()];
    let mut seen = std::collections::BTreeSet::new();
    while let Some(address) = ahead.pop() {
        // Addresses with replies go on for ever: those of the first question are enough.
        let is_deep = address.matches('&').count() > 1;
        if is_deep || !seen.insert(address.clone()) {
            continue;
        }
        let response = reader.follow(reader.ask(&address));
        assert_eq!(response.status, 200, "{address}");
        if response.header("content-type") == Some("text/html; charset=utf-8") {
            let page = text(&response);
            assert!(page.len() < 150_000, "{address}: {}", page.len());
            let links = page.split("href=\"").skip(1).map(|it| it.split('"').next().unwrap().replace("&amp;", "&"));
            ahead.extend(links.filter(|it| it.starts_with('/')).map(|it| it.split('#').next().unwrap().to_owned()));
        }
    }
    assert!(seen.len() > 200, "{}", seen.len());
}

#[test]
fn who_does_not_know_the_token_sees_nothing() {
    let reader = Reader { site: Site::shipped("/geheim".to_owned(), TODAY.to_owned()) };
    for path in ["/", "/nl/", "/gehei/nl/", "/favicon.ico"] {
        let response = reader.ask(path);
        assert_eq!(response.status, 404);
        assert!(!text(&response).contains("geheim"));
    }
    assert_eq!(reader.page("/geheim/").matches("<h1>").count(), 1);
    assert_eq!(reader.ask("/health").status, 200);
}
