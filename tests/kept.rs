//! `serve --projects`: the pages keep project files as `walk` does, on a real server and a real folder.
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

#[path = "common/program.rs"]
mod program;
#[path = "common/server.rs"]
mod server;

use program::{beslisboom, root};
use server::{Server, serve};
use std::io::{Read, Write};
use std::net::TcpStream;
use std::path::Path;
use tempfile::TempDir;

/// A browser before a server that keeps projects in a folder.
struct Browser {
    server: Server,
    folder: TempDir,
}

struct Answer {
    status: u16,
    location: Option<String>,
    body: String,
}

fn browser() -> Browser {
    let folder = tempfile::tempdir().unwrap();
    std::fs::copy(root().join("examples/projecten/dorpsstraat.yaml"), folder.path().join("dorpsstraat.yaml")).unwrap();
    on(folder)
}

fn on(folder: TempDir) -> Browser {
    let named = folder.path().to_str().unwrap();
    let server = serve(&["--public", "127.0.0.1", "--port", "0", "--projects", named]);
    // For others there is no token.
    assert_eq!(server.base, "/");
    Browser { server, folder }
}

impl Browser {
    fn raw(&self, head: &str, body: &str) -> Answer {
        let mut stream = TcpStream::connect(self.server.address).unwrap();
        write!(stream, "{head}Host: x\r\nConnection: close\r\nContent-Length: {}\r\n\r\n{body}", body.len()).unwrap();
        let mut answer = String::new();
        stream.read_to_string(&mut answer).unwrap();
        let (head, body) = answer.split_once("\r\n\r\n").unwrap();
        let location = head.lines().find_map(|line| line.strip_prefix("location: ")).map(str::to_owned);
        Answer { status: head.split(' ').nth(1).unwrap().parse().unwrap(), location, body: without_style(body) }
    }

    /// Asks for an address and follows where it leads; with the address of the page in the end.
    fn visit(&self, address: &str) -> (String, Answer) {
        let mut address = address.to_owned();
        loop {
            let answer = self.raw(&format!("GET {address} HTTP/1.1\r\n"), "");
            match answer.location {
                Some(location) => address = location,
                None => return (address, answer),
            }
        }
    }

    #[track_caller]
    fn page(&self, address: &str) -> (String, String) {
        let (address, answer) = self.visit(address);
        assert_eq!(answer.status, 200, "{address}\n{}", answer.body);
        (address, answer.body)
    }

    /// Sends what an address says to be kept.
    fn save(&self, address: &str) -> Answer {
        let (path, query) = address.split_once('?').unwrap_or((address, ""));
        let path = path.rsplit_once('/').unwrap().0;
        self.post(&format!("{path}/save"), query, "")
    }

    fn post(&self, path: &str, fields: &str, head: &str) -> Answer {
        let kind = "Content-Type: application/x-www-form-urlencoded\r\n";
        self.raw(&format!("POST {path} HTTP/1.1\r\n{kind}{head}"), fields)
    }

    fn read(&self, file: &str) -> String {
        std::fs::read_to_string(self.folder.path().join(file)).unwrap()
    }

    /// The names of the files in the folder.
    fn files(&self) -> Vec<String> {
        let entries = std::fs::read_dir(self.folder.path()).unwrap();
        let mut names: Vec<String> = entries.map(|it| it.unwrap().file_name().into_string().unwrap()).collect();
        names.sort();
        names
    }
}

/// A page without its style, which would drown all else.
fn without_style(body: &str) -> String {
    match body.split_once("<style>").and_then(|(before, rest)| Some((before, rest.split_once("</style>")?.1))) {
        Some((before, after)) => format!("{before}{after}"),
        None => body.to_owned(),
    }
}

const NEW: &str = "/nl/trees/schiedam/overview?project.name=Speelplein&project.part=Ontwerp&begint=gemeente&wet=vrij&keuze=deels&note.keuze=Het%20plein%20blijft.";

#[test]
fn what_is_saved_is_a_project_as_the_command_line_has_it() {
    let browser = browser();
    let saved = browser.save(NEW);
    assert_eq!(saved.status, 303, "{}", saved.body);
    let (address, page) = browser.page(&saved.location.unwrap());
    assert!(page.contains("<p role=\"status\">Bewaard in speelplein.yaml.</p>"), "{page}");
    assert_eq!(browser.files(), ["dorpsstraat.yaml", "speelplein.yaml"]);
    // The command line goes on with the same, and a check has nothing to say of it.
    let file = browser.folder.path().join("speelplein.yaml");
    let checked = beslisboom(&["check", file.to_str().unwrap()]).run();
    assert_eq!(checked.status, 0, "{}{}", checked.out, checked.err);
    let folder = browser.folder.path().to_str().unwrap();
    let walked = beslisboom(&["walk", "--no-input", "--projects", folder, "--resume", "Speelplein"]).run();
    assert!(walked.err.contains("Er ontbreken nog antwoorden"), "{}", walked.err);
    let text = browser.read("speelplein.yaml");
    for written in
        ["kind: project\n", "name: Speelplein\n", "part: Ontwerp\n", "begint: gemeente\n", "keuze: Het plein blijft.\n"]
    {
        assert!(text.contains(written), "{written}\n{text}");
    }
    // One more reply: the page says that it is not kept yet, and keeps it in the same part.
    let (_, page) = browser.page(&format!("{address}&belang=impact"));
    assert!(page.contains("Je laatste antwoorden zijn nog niet bewaard."), "{page}");
    let again = browser.save(&format!("{address}&belang=impact"));
    assert_eq!(again.status, 303, "{}", again.body);
    let text = browser.read("speelplein.yaml");
    assert!(text.matches("tree: schiedam").count() == 1 && text.contains("belang: impact\n"), "{text}");
    assert_eq!(browser.files(), ["dorpsstraat.yaml", "speelplein.yaml"]);
}

#[test]
fn a_project_is_listed_opened_and_gone_on_with_and_all_else_in_it_stays() {
    let browser = browser();
    let (_, list) = browser.page("/nl/projects");
    for said in ["Herinrichting Dorpsstraat</a>", "Ontwerp: Raadplegen (advies: Adviseren)", "<td>geleerd</td>"] {
        assert!(list.contains(said), "{said}\n{list}");
    }
    let (_, project) = browser.page("/nl/project?project.file=dorpsstraat.yaml");
    assert!(project.contains("/nl/part?project.file=dorpsstraat.yaml&amp;project.number=0\">Ontwerp</a>"), "{project}");
    let (address, page) = browser.page("/nl/part?project.file=dorpsstraat.yaml&project.number=0");
    assert!(page.contains("Bewaard in dorpsstraat.yaml.") && page.contains("Herinrichting Dorpsstraat"), "{page}");
    // The advice is that of the command line, the rung that was chosen and the other projects of the folder included.
    let beside = browser.read("dorpsstraat.yaml").replace("name: Herinrichting Dorpsstraat", "name: De Laan");
    std::fs::write(browser.folder.path().join("laan.yaml"), beside).unwrap();
    let folder = browser.folder.path().to_str().unwrap();
    let (_, json) = browser.page(&address.replace("/overview?", "/advice.json?"));
    let walk =
        ["walk", "--no-input", "--format", "json", "--date", &today(), "--projects", folder, "--resume", "dorpsstraat"];
    let walked = beslisboom(&walk).run();
    assert_eq!(json, walked.out, "{}", walked.err);
    assert!(json.contains("\"name\": \"De Laan\""), "{json}");
    let before = browser.read("dorpsstraat.yaml");
    let saved = browser.save(&address.replace("tijd=10", "tijd=12"));
    assert_eq!(saved.status, 303, "{}", saved.body);
    let after = browser.read("dorpsstraat.yaml");
    // Of all the lines of the file only what is in the part itself changed.
    let rest = |text: &str| text.split_once("\nplan:\n").unwrap().1.to_owned();
    assert_eq!(rest(&before), rest(&after));
    assert!(after.contains("tijd: 12\n") && after.contains("rung: raadplegen"), "{after}");
}

/// The day of the server: it takes that of the machine.
fn today() -> String {
    jiff::Zoned::now().date().to_string()
}

#[test]
fn two_windows_on_one_project_overwrite_nothing_in_silence() {
    let browser = browser();
    let (one, _) = browser.page("/nl/part?project.file=dorpsstraat.yaml&project.number=0");
    let two = one.clone();
    assert_eq!(browser.save(&one.replace("tijd=10", "tijd=12")).status, 303);
    let after_one = browser.read("dorpsstraat.yaml");
    // The other window hears of it on any page, before it saves anything.
    let (_, page) = browser.page(&two.replace("tijd=10", "tijd=20"));
    let changed = "Iemand anders heeft dit project intussen veranderd. Daar schrijven we niet overheen.";
    assert!(page.contains(changed), "{page}");
    let refused = browser.save(&two.replace("tijd=10", "tijd=20"));
    assert_eq!(refused.status, 409);
    assert!(refused.body.contains(changed) && refused.body.contains("Bewaar als nieuw onderdeel"), "{}", refused.body);
    assert!(refused.body.contains("name=\"tijd\" value=\"20\""), "{}", refused.body);
    assert_eq!(browser.read("dorpsstraat.yaml"), after_one);
    // What the page offers keeps both.
    let fields = form(&refused.body, "/save");
    assert_eq!(browser.post("/nl/trees/schiedam/save", &fields, "").status, 303);
    let both = browser.read("dorpsstraat.yaml");
    assert!(both.contains("tijd: 12\n") && both.contains("tijd: 20\n"), "{both}");
    // Sent twice it is kept once.
    assert_eq!(browser.post("/nl/trees/schiedam/save", &fields, "").status, 303);
    assert_eq!(browser.read("dorpsstraat.yaml"), both);
}

/// The fields of the form of a page that is sent to an address with this end.
fn form(page: &str, end: &str) -> String {
    let form = page.split("<form").find(|it| it.split('>').next().unwrap().contains(&format!("{end}\""))).unwrap();
    let inputs = form.split("</form>").next().unwrap().split("<input type=\"hidden\"").skip(1);
    let value =
        |tag: &str, name: &str| tag.split_once(&format!("{name}=\"")).unwrap().1.split('"').next().unwrap().to_owned();
    let fields = inputs
        .map(|tag| format!("{}={}", value(tag, "name"), value(tag, "value").replace(' ', "+").replace("&amp;", "%26")));
    fields.collect::<Vec<_>>().join("&")
}

#[test]
fn what_the_command_line_does_meanwhile_stays_and_is_said() {
    let browser = browser();
    let path = browser.folder.path().join("dorpsstraat.yaml");
    let (address, _) = browser.page("/nl/part?project.file=dorpsstraat.yaml&project.number=0");
    // It writes another part of the project: both are kept.
    let text = browser.read("dorpsstraat.yaml").replace("goal: De straat past", "goal: Het plein past");
    std::fs::write(&path, text).unwrap();
    assert_eq!(browser.save(&address.replace("tijd=10", "tijd=12")).status, 303);
    let after = browser.read("dorpsstraat.yaml");
    assert!(after.contains("goal: Het plein past") && after.contains("tijd: 12\n"), "{after}");
    // A conversation on the command line has it open, and holds this lock.
    let lock = std::fs::File::create(browser.folder.path().join(".dorpsstraat.yaml.lock")).unwrap();
    lock.try_lock().unwrap();
    let (address, _) = browser.page("/nl/part?project.file=dorpsstraat.yaml&project.number=0");
    let busy = browser.save(&address.replace("tijd=12", "tijd=13"));
    assert_eq!(busy.status, 409);
    assert!(busy.body.contains("al open in een ander venster"), "{}", busy.body);
    assert_eq!(browser.read("dorpsstraat.yaml"), after);
    drop(lock);
    assert_eq!(browser.save(&address.replace("tijd=12", "tijd=13")).status, 303);
    // It is removed: what was replied becomes a project of its own, under another name of a file or the same.
    std::fs::remove_file(&path).unwrap();
    let gone = browser.save(&address);
    assert!(gone.status == 404 && gone.body.contains("Bewaar als nieuw project"), "{}", gone.body);
    assert_eq!(browser.post("/nl/trees/schiedam/save", &form(&gone.body, "/save"), "").status, 303);
}

#[test]
fn a_name_that_is_there_already_is_said_before_anything_is_added() {
    let browser = browser();
    let before = browser.read("dorpsstraat.yaml");
    let named = NEW.replace("Speelplein", "herinrichting%20dorpsstraat");
    let there = browser.save(&named);
    assert!(there.status == 409 && there.body.contains("Er is al een project met deze naam."), "{}", there.body);
    assert_eq!(browser.read("dorpsstraat.yaml"), before);
    assert_eq!(browser.post("/nl/trees/schiedam/save", &form(&there.body, "/save"), "").status, 303);
    assert_eq!(browser.read("dorpsstraat.yaml").matches("tree: schiedam").count(), 2);
    assert_eq!(browser.files(), ["dorpsstraat.yaml"]);
}

#[test]
fn no_address_leads_to_a_file_outside_the_folder() {
    let outside = tempfile::tempdir().unwrap();
    let secret = outside.path().join("geheim.yaml");
    std::fs::copy(root().join("examples/projecten/dorpsstraat.yaml"), &secret).unwrap();
    let before = std::fs::read(&secret).unwrap();
    let browser = browser();
    let folder = browser.folder.path();
    std::fs::create_dir(folder.join("map")).unwrap();
    std::fs::copy(&secret, folder.join("map/binnen.yaml")).unwrap();
    #[cfg(unix)]
    {
        std::os::unix::fs::symlink(&secret, folder.join("link.yaml")).unwrap();
        std::os::unix::fs::symlink(outside.path(), folder.join("weg")).unwrap();
    }
    std::fs::write(folder.join("notities.txt"), "kind: project\nname: x\n").unwrap();
    let away = Path::new("..").join(outside.path().file_name().unwrap()).join("geheim.yaml");
    let names = [
        secret.to_str().unwrap(),
        away.to_str().unwrap(),
        "..",
        ".",
        "",
        "map/binnen.yaml",
        "./dorpsstraat.yaml",
        "map/../dorpsstraat.yaml",
        "weg/geheim.yaml",
        "link.yaml",
        "notities.txt",
        "dorpsstraat",
        "dorpsstraat.yaml\0",
        ".dorpsstraat.yaml.lock",
        "..\\geheim.yaml",
        "file:///etc/passwd",
        "/dev/stdin",
        "%2e%2e%2fgeheim.yaml",
    ];
    let fields = "begint=gemeente&wet=vrij&step.then=overview";
    for name in names {
        let name: String = name.bytes().map(|byte| format!("%{byte:02X}")).collect();
        for page in ["project", "part"] {
            let (_, answer) = browser.visit(&format!("/nl/{page}?project.file={name}&project.number=0"));
            assert_eq!(answer.status, 404, "{page} {name}\n{}", answer.body);
        }
        for number in ["", "&project.number=0&project.seen=0000000000000000"] {
            let answer = browser.post("/nl/trees/schiedam/save", &format!("{fields}&project.file={name}{number}"), "");
            assert_eq!(answer.status, 404, "{name}\n{}", answer.body);
        }
    }
    assert_eq!(std::fs::read(&secret).unwrap(), before);
    assert_eq!(std::fs::read(folder.join("map/binnen.yaml")).unwrap(), before);
    // What a project is called is no way to anywhere either.
    for name in ["../../buiten", "/etc/buiten", "..", "a\0b", "con", "<b>x</b>", &"lang".repeat(200)] {
        let name: String = name.bytes().map(|byte| format!("%{byte:02X}")).collect();
        let answer = browser.post("/nl/trees/schiedam/save", &format!("{fields}&project.name={name}"), "");
        assert_eq!(answer.status, 303, "{name}\n{}", answer.body);
    }
    let made: Vec<String> = browser.files().into_iter().filter(|name| name.ends_with(".yaml")).collect();
    assert_eq!(made.len(), 2 + 7 - usize::from(cfg!(not(unix))), "{made:?}");
    assert_eq!(std::fs::read_dir(outside.path()).unwrap().count(), 1);
    if cfg!(unix) {
        let (_, list) = browser.page("/nl/projects");
        assert!(list.contains("`link.yaml` leidt naar een bestand buiten de projectmap"), "{list}");
        assert_eq!(list.matches("Herinrichting Dorpsstraat</a>").count(), 1, "{list}");
    }
    // A link of the name of a project that is new here.
    #[cfg(unix)]
    {
        std::fs::remove_file(folder.join("dorpsstraat.yaml")).unwrap();
        let answer = browser.save(&NEW.replace("Speelplein", "Herinrichting%20Dorpsstraat"));
        assert_eq!(answer.status, 500, "{}", answer.body);
        assert_eq!(std::fs::read(&secret).unwrap(), before);
    }
}

#[test]
fn a_file_with_a_fault_is_named_and_stays_as_it_is() {
    let browser = browser();
    let broken = browser.read("dorpsstraat.yaml").replace("name: Herinrichting", "naam: Herinrichting");
    std::fs::write(browser.folder.path().join("kapot.yaml"), &broken).unwrap();
    let (_, list) = browser.page("/nl/projects");
    assert!(list.contains("`kapot.yaml` is niet te lezen") && list.contains("Herinrichting Dorpsstraat</a>"), "{list}");
    let (_, answer) = browser.visit("/nl/project?project.file=kapot.yaml");
    assert!(answer.status == 422 && answer.body.contains("staat een fout"), "{}", answer.body);
    let answer = browser.post("/nl/trees/schiedam/save", "begint=gemeente&project.file=kapot.yaml", "");
    assert_eq!(answer.status, 422);
    assert_eq!(browser.read("kapot.yaml"), broken);
}

/// Replies that no longer fit are left out of a conversation, never out of the file.
#[test]
fn what_no_longer_fits_its_tree_stays_where_it_was_kept() {
    let browser = browser();
    let old =
        browser.read("dorpsstraat.yaml").replace("    agenda: gemeente\n", "    agenda: gemeente\n    vroeger: ja\n");
    std::fs::write(browser.folder.path().join("dorpsstraat.yaml"), &old).unwrap();
    let (address, page) = browser.page("/nl/part?project.file=dorpsstraat.yaml&project.number=0");
    assert!(page.contains("Weggelaten: er is geen vraag `vroeger`"), "{page}");
    assert!(page.contains("Het wordt een nieuw onderdeel in dorpsstraat.yaml."), "{page}");
    assert_eq!(browser.save(&address).status, 303);
    let now = browser.read("dorpsstraat.yaml");
    assert!(now.contains("vroeger: ja") && now.matches("tree: schiedam").count() == 2, "{now}");
}

#[test]
fn a_page_of_another_site_saves_nothing() {
    let browser = browser();
    let fields = "begint=gemeente&project.name=Zomaar";
    for site in ["cross-site", "same-site"] {
        let answer = browser.post("/nl/trees/schiedam/save", fields, &format!("Sec-Fetch-Site: {site}\r\n"));
        assert_eq!(answer.status, 403, "{site}");
    }
    assert_eq!(browser.visit(&format!("/nl/trees/schiedam/save?{fields}")).1.status, 200);
    assert_eq!(browser.files(), ["dorpsstraat.yaml"]);
    assert_eq!(browser.post("/nl/trees/schiedam/save", fields, "Sec-Fetch-Site: same-origin\r\n").status, 303);
}

#[test]
fn a_form_from_another_address_saves_nothing_where_the_browser_says_no_more() {
    let browser = browser();
    let fields = "begint=gemeente&project.name=Zomaar";
    for origin in ["http://elders.test", "http://x.elders.test", "https://x:444", "null", "x"] {
        let answer = browser.post("/nl/trees/schiedam/save", fields, &format!("Origin: {origin}\r\n"));
        assert_eq!(answer.status, 403, "{origin}");
    }
    assert_eq!(browser.files(), ["dorpsstraat.yaml"]);
    // A proxy may call this site otherwise; then what the browser says of sites counts.
    let head = "Sec-Fetch-Site: same-origin\r\nOrigin: https://gemeente.test\r\n";
    assert_eq!(browser.post("/nl/trees/schiedam/save", fields, head).status, 303);
    let fields = "begint=gemeente&project.name=Ander";
    assert_eq!(browser.post("/nl/trees/schiedam/save", fields, "Origin: http://X\r\n").status, 303);
}

#[test]
fn documents_of_a_project_are_those_of_the_command_line() {
    let browser = browser();
    let (_, project) = browser.page("/nl/project?project.file=dorpsstraat.yaml");
    let file = browser.folder.path().join("dorpsstraat.yaml");
    for kind in ["plan", "letter", "report", "feedback", "evaluation"] {
        let way = format!("/nl/document/{kind}.docx?project.file=dorpsstraat.yaml\"");
        assert!(project.contains(&way), "{way}\n{project}");
        let (_, file_here) = browser.page(&format!("/nl/document/{kind}.md?project.file=dorpsstraat.yaml"));
        let args = ["document", kind, file.to_str().unwrap(), "--format", "markdown"];
        assert_eq!(file_here, beslisboom(&args).run().fine(), "{kind}");
        let (_, page) = browser.page(&format!("/en/document/{kind}?project.file=dorpsstraat.yaml"));
        assert!(page.matches("<h1>").count() == 1 && page.contains(&format!("/en/document/{kind}.odt?")), "{page}");
    }
    for wrong in ["advice", "plan.exe", "plan.", ".docx", "plan.docx.exe"] {
        let address = format!("/nl/document/{wrong}?project.file=dorpsstraat.yaml");
        assert_eq!(browser.visit(&address).1.status, 404, "{wrong}");
    }
    assert_eq!(browser.visit("/nl/document/plan?project.file=../x.yaml").1.status, 404);
    // A judgement is no part of a project.
    let begin = project.split("Nieuw onderdeel").nth(1).unwrap();
    assert!(begin.contains("/trees/heusden/start") && !begin.contains("/trees/evaluatie/start"), "{begin}");
}

/// The value of a hidden field.
fn hidden(page: &str, name: &str) -> String {
    let field = page.split(&format!("name=\"{name}\" value=\"")).nth(1).unwrap_or_else(|| panic!("{name}: {page}"));
    field.split('"').next().unwrap().to_owned()
}

/// What a page asks.
fn asked(page: &str) -> &str {
    let heading = page.split("<h1>").nth(1).unwrap().split("</h1>").next().unwrap();
    heading.rsplit_once("<label for=\"value\">").map_or(heading, |(_, label)| label.trim_end_matches("</label>"))
}

fn sent(page: &str, value: &str) -> String {
    let fields = ["project.file", "project.seen", "item"].map(|name| (name, hidden(page, name)));
    let fields = fields.iter().map(|(name, value)| (*name, value.as_str())).chain([("value", value)]);
    let mut text = form_urlencoded::Serializer::new(String::new());
    for (name, value) in fields {
        text.append_pair(name, &value.replace("&amp;", "&"));
    }
    text.finish()
}

const BARE: &str = "format: 1\nkind: project\nname: Kade\nparts: []\nplan: {activities: [{what: Avond}], indicators: [{what: deelnemers, target: honderd}]}\n";

#[test]
fn a_report_is_filled_in_one_question_a_page() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("kade.yaml"), BARE).unwrap();
    let browser = on(folder);
    let (_, review) = browser.page("/nl/fill-in/report?project.file=kade.yaml");
    assert!(review.contains("<h1>Vul het verslag in</h1>") && review.contains("nog open"), "{review}");
    let first = review.split("<a class=\"button main\" href=\"").nth(1).unwrap().split('"').next().unwrap();
    let (_, mut page) = browser.page(&first.replace("&amp;", "&"));
    let mut asks = Vec::new();
    for answer in [
        "ja",
        "2027-03-01",
        "25",
        "jongeren; ouderen",
        "",
        "Meer <b>bomen</b> & \"licht\".",
        "Ja.",
        "Nee, te duur.",
        "Een brief.",
        "",
        "Een 7.",
        "",
        "De raad.",
    ] {
        asks.push(asked(&page).to_owned());
        let answered = browser.post("/nl/fill-in/report", &sent(&page, answer), "");
        assert_eq!(answered.status, 303, "{answer}: {}", answered.body);
        page = browser.page(&answered.location.unwrap()).1;
    }
    assert_eq!(
        asks[..3],
        [
            "Is dit gedaan: Avond?",
            "Avond: op welke dag? Schrijf hem als 2027-03-01.",
            "Avond: hoeveel mensen waren er?"
        ]
    );
    assert!(page.contains("<h1>Vul het verslag in</h1>"), "{page}");
    assert!(page.contains("Meer &lt;b&gt;bomen&lt;/b&gt; &amp; ") && !page.contains("<b>bomen"), "{page}");
    let wanted = "done:\n- what: Avond\n  day: \"2027-03-01\"\n  people: 25\n  groups:\n  - jongeren\n  - ouderen\n";
    let text = browser.read("kade.yaml");
    assert!(
        text.contains(wanted) && text.contains("not-used: Nee, te duur.") && text.contains("seen: De raad."),
        "{text}"
    );
    let checked = beslisboom(&["check", browser.folder.path().join("kade.yaml").to_str().unwrap()]).run();
    assert_eq!(checked.status, 0, "{}{}", checked.out, checked.err);
}

#[test]
fn a_plan_is_filled_in_too_with_the_methods_of_the_advice() {
    let folder = tempfile::tempdir().unwrap();
    // The project of the examples as it is before there is a plan.
    let whole = std::fs::read_to_string("examples/projecten/dorpsstraat.yaml").unwrap();
    let part = whole.split("\nparts:\n").nth(1).unwrap().split("\nplan:\n").next().unwrap();
    std::fs::write(folder.path().join("kade.yaml"), format!("format: 1\nkind: project\nname: Kade\nparts:\n{part}\n"))
        .unwrap();
    let browser = on(folder);
    let path = browser.folder.path().join("kade.yaml");
    let advice = beslisboom(&["document", "advice", path.to_str().unwrap(), "--format", "json"]).run().fine();
    let advice: serde_json::Value = serde_json::from_str(&advice).unwrap();
    let (_, review) = browser.page("/nl/fill-in/plan?project.file=kade.yaml");
    let first = review.split("<a class=\"button main\" href=\"").nth(1).unwrap().split('"').next().unwrap();
    let (_, mut page) = browser.page(&first.replace("&amp;", "&"));
    let (mut asks, mut offered) = (Vec::new(), Vec::new());
    while !page.contains("<h1>Vul het plan in</h1>") {
        let ask = asked(&page).to_owned();
        let choices: Vec<String> = page
            .split("type=\"checkbox\" name=\"value\" value=\"")
            .skip(1)
            .map(|it| it.split('"').next().unwrap().to_owned())
            .collect();
        let answer = match &ask[..] {
            it if it.starts_with("Het advies stelt") && offered.is_empty() => {
                offered.clone_from(&choices);
                choices[0].clone()
            }
            it if it.starts_with("Waaraan zie je straks") => choices[0].clone(),
            it if it.starts_with("Het advies stelt") => {
                // What was taken is offered no more.
                assert_eq!(choices, offered[1..]);
                String::new()
            }
            it if asks.contains(&ask) || it.starts_with("Ga je nog iets") || it.starts_with("Wil je zelf") => {
                String::new()
            }
            it if it.contains("Schrijf hem als") => "2027-03-01".to_owned(),
            _ => format!("Antwoord {}.", asks.len()),
        };
        let at = asks.len();
        assert!(at < 60, "{asks:?}");
        asks.push(ask);
        let answered = browser.post("/nl/fill-in/plan", &sent(&page, &answer), "");
        assert_eq!(answered.status, 303, "{answer}: {}", answered.body);
        page = browser.page(&answered.location.unwrap()).1;
    }
    let steps = advice["plan"]["steps"].as_array().unwrap().iter();
    let mut planned: Vec<&str> = Vec::new();
    for title in steps.map(|step| step["title"].as_str().unwrap()) {
        // A method may stand in a plan twice.
        if !planned.contains(&title) {
            planned.push(title);
        }
    }
    assert_eq!(offered, planned, "what the advice puts in its plan can be chosen");
    let text = browser.read("kade.yaml");
    assert!(text.contains("feedback-by: \"2027-03-01\"\n") && text.contains("- what: Brief huis aan huis\n"), "{text}");
    // The document says what was filled in, and at the terminal nothing but additions would still be asked.
    let document = beslisboom(&["document", "plan", path.to_str().unwrap(), "--format", "markdown"]).run().fine();
    assert!((0..6).all(|at| document.contains(&format!("Antwoord {at}."))), "{document}");
    let left = beslisboom(&["plan", path.to_str().unwrap(), "--replies", path.to_str().unwrap()]).run();
    assert!(!left.err.contains("Kernvraag") && !left.err.contains("Geld en uren"), "{}", left.err);
    let checked = beslisboom(&["check", path.to_str().unwrap()]).run();
    assert_eq!(checked.status, 0, "{}{}", checked.out, checked.err);
}

#[test]
fn what_has_one_name_is_changed_by_itself() {
    let folder = tempfile::tempdir().unwrap();
    let plan = "activities: [{what: Inloopavond, when: januari 2027}, {what: Inloopavond, when: maart 2027}]\n  messages: [{who: buren}, {who: buren}]\n  indicators: [{what: opkomst}, {what: opkomst}]";
    let text = format!("format: 1\nkind: project\nname: Kade\nparts: []\nplan:\n  {plan}\n");
    std::fs::write(folder.path().join("kade.yaml"), text).unwrap();
    let browser = on(folder);
    for (form, label, answer) in [
        ("plan", "Inloopavond (2), wanneer", "april 2027"),
        ("plan", "Inloopavond, wie regelt het", "de raad"),
        ("plan", "buren (2), woorden", "Kom ook."),
        ("plan", "opkomst (2) Doel", "honderd"),
        ("evaluation", "opkomst (2)", "tachtig"),
    ] {
        let page = item(&browser, form, label);
        assert_eq!(browser.post(&format!("/nl/fill-in/{form}"), &sent(&page, answer), "").status, 303, "{label}");
    }
    let plan = beslisboom::source::parse::read_project("", browser.read("kade.yaml").as_bytes()).0.unwrap().plan;
    let activities = plan.activities.iter().map(|it| (it.when.as_deref(), it.owner.as_deref()));
    assert_eq!(activities.collect::<Vec<_>>(), [(Some("januari 2027"), Some("de raad")), (Some("april 2027"), None)]);
    assert_eq!(plan.messages.iter().map(|it| it.words.as_deref()).collect::<Vec<_>>(), [None, Some("Kom ook.")]);
    let indicators = plan.indicators.iter().map(|it| (it.target.as_deref(), it.result.as_deref()));
    assert_eq!(indicators.collect::<Vec<_>>(), [(None, None), (Some("honderd"), Some("tachtig"))]);
}

/// The page of one item.
fn item(browser: &Browser, form: &str, label: &str) -> String {
    let (_, review) = browser.page(&format!("/nl/fill-in/{form}?project.file=kade.yaml"));
    let way = review.split(&format!("aria-label=\"Verander: {label}\"")).next().unwrap();
    let address = way.rsplit_once("href=\"").unwrap().1.split('"').next().unwrap();
    browser.page(&address.replace("&amp;", "&")).1
}

#[test]
fn an_evaluation_is_filled_in_too_and_counts_as_the_command_line_counts() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("kade.yaml"), BARE).unwrap();
    let browser = on(folder);
    let (_, review) = browser.page("/nl/fill-in/evaluation?project.file=kade.yaml");
    let first = review.split("<a class=\"button main\" href=\"").nth(1).unwrap().split('"').next().unwrap();
    let (_, mut page) = browser.page(&first.replace("&amp;", "&"));
    // Ten judgements, each with what one saw, then the indicator and the lessons.
    let mut criteria = 0;
    while !page.contains("<h1>Vul de evaluatie in</h1>") {
        let is_criterion = page.contains("type=\"radio\"");
        criteria += usize::from(is_criterion);
        let answer = if is_criterion { "Goed" } else { "Dat zagen we." };
        let answered = browser.post("/nl/fill-in/evaluation", &sent(&page, answer), "");
        assert_eq!(answered.status, 303, "{}", answered.body);
        page = browser.page(&answered.location.unwrap()).1;
    }
    assert_eq!(criteria, 10);
    let path = browser.folder.path().join("kade.yaml");
    let document = beslisboom(&["document", "evaluation", path.to_str().unwrap(), "--format", "markdown"]).run().fine();
    assert!(
        document.contains("Het traject was voldoende") && document.contains("| deelnemers | honderd | Dat zagen we. |"),
        "{document}"
    );
    let text = browser.read("kade.yaml");
    assert_eq!((text.matches(": goed\n").count(), text.matches(": Dat zagen we.\n").count()), (10, 11), "{text}");
    // Another answer takes the place of the first, and nothing that is no answer is taken.
    let page = item(&browser, "evaluation", "Was de begeleiding onpartijdig?");
    let answered = browser.post("/nl/fill-in/evaluation", &sent(&page, "Weet ik niet"), "");
    assert_eq!(answered.status, 303, "{}", answered.body);
    assert!(browser.read("kade.yaml").contains("onafhankelijk: unknown\n"), "{}", browser.read("kade.yaml"));
    let page = item(&browser, "evaluation", "Was de begeleiding onpartijdig?");
    let answered = browser.post("/nl/fill-in/evaluation", &sent(&page, "Prima"), "");
    assert!(answered.status == 422 && answered.body.contains("Kies een van de antwoorden."), "{}", answered.body);
}

#[test]
fn what_cannot_be_taken_is_said_with_what_was_typed() {
    let folder = tempfile::tempdir().unwrap();
    let done = format!("{BARE}done: [{{what: Avond}}, {{what: Avond}}]\n");
    std::fs::write(folder.path().join("kade.yaml"), done).unwrap();
    let browser = on(folder);
    let page = item(&browser, "report", "Avond, mensen");
    for wrong in ["veel", "-1", "2.5", "<script>alert(1)</script>"] {
        let answered = browser.post("/nl/fill-in/report", &sent(&page, wrong), "");
        assert!(answered.status == 422 && answered.body.contains("Geef een heel getal."), "{}", answered.body);
        assert!(answered.body.contains("<title>Fout: ") && !answered.body.contains("<script"), "{}", answered.body);
        assert!(
            answered.body.contains(&format!("value=\"{}\"", wrong.replace('<', "&lt;").replace('>', "&gt;"))),
            "{}",
            answered.body
        );
    }
    let before = browser.read("kade.yaml");
    for elsewhere in ["Sec-Fetch-Site: cross-site\r\n", "Origin: http://elders.test\r\n"] {
        assert_eq!(browser.post("/nl/fill-in/report", &sent(&page, "3"), elsewhere).status, 403);
    }
    for wrong in
        ["project.file=kade.yaml", "project.file=kade.yaml&item=weg&value=1", "project.file=weg.yaml&item=x", ""]
    {
        let status = browser.post("/nl/fill-in/report", wrong, "").status;
        assert!(status == 404 || status == 409, "{wrong}: {status}");
    }
    assert_eq!(browser.visit("/nl/fill-in/advice?project.file=kade.yaml").1.status, 404);
    assert_eq!(browser.read("kade.yaml"), before);
    let mailed = browser.post(
        "/nl/fill-in/report",
        &sent(&item(&browser, "report", "Gezien door"), "j.jansen@voorbeeld.nl"),
        "",
    );
    let (_, page) = browser.page(&mailed.location.unwrap());
    assert!(page.contains("lijkt een e-mailadres of telefoonnummer te staan"), "{page}");
}

#[test]
fn two_windows_on_one_form_overwrite_nothing_in_silence() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("kade.yaml"), BARE).unwrap();
    let browser = on(folder);
    let [one, two] = ["Gezien door", "Gezien door"].map(|label| item(&browser, "report", label));
    assert_eq!(browser.post("/nl/fill-in/report", &sent(&one, "De raad."), "").status, 303);
    let answered = browser.post("/nl/fill-in/report", &sent(&two, "Het college."), "");
    assert_eq!(answered.status, 409, "{}", answered.body);
    for said in
        ["Iemand anders heeft dit project intussen veranderd. Nu staat hier: De raad.", ">\nHet college.</textarea>"]
    {
        assert!(answered.body.contains(said), "{said}\n{}", answered.body);
    }
    assert!(browser.read("kade.yaml").contains("seen: De raad."));
    // Who saves it once more has seen that.
    assert_eq!(browser.post("/nl/fill-in/report", &sent(&answered.body, "Het college."), "").status, 303);
    assert!(browser.read("kade.yaml").contains("seen: Het college."));
}

#[test]
fn long_notes_are_kept_too() {
    let browser = browser();
    let note = "Lang+verhaal.+".repeat(1000);
    let fields = format!("project.name=Lang&begint=gemeente&note.begint={note}");
    let answer = browser.post("/nl/trees/schiedam/save", &fields, "");
    assert!(answer.status == 200 && answer.body.contains("Bewaard in lang.yaml."), "{}", answer.body);
    assert!(browser.read("lang.yaml").contains("Lang verhaal. Lang verhaal."));
    let (_, answer) = browser.visit("/nl/part?project.file=lang.yaml&project.number=0");
    assert!(answer.status == 200 && answer.body.contains("Bewaard in lang.yaml."), "{}", answer.body);
}

/// A folder in which nobody can make a file, whoever runs the test.
#[cfg(target_os = "linux")]
#[test]
fn where_nothing_can_be_written_that_is_said_and_the_replies_stay() {
    let server = serve(&["--public", "127.0.0.1", "--port", "0", "--projects", "/proc/self/task"]);
    let browser = Browser { server, folder: tempfile::tempdir().unwrap() };
    let answer = browser.save(NEW);
    assert_eq!(answer.status, 500, "{}", answer.body);
    for said in ["<h1>Niet bewaard</h1>", "Het lukt niet: ", "Probeer het opnieuw", "value=\"Het plein blijft.\""] {
        assert!(answer.body.contains(said), "{said}\n{}", answer.body);
    }
}

#[test]
fn a_folder_that_is_none_is_refused_and_one_that_is_not_there_is_made_when_something_is_kept() {
    let run = beslisboom(&["serve", "--projects", "Cargo.toml"]).run();
    assert_eq!((run.status, run.out.as_str()), (2, ""));
    assert!(run.err.starts_with("fout: kan de map `Cargo.toml` niet lezen"), "{}", run.err);
    let around = tempfile::tempdir().unwrap();
    let later = around.path().join("later/projecten");
    let server = serve(&["--public", "127.0.0.1", "--port", "0", "--projects", later.to_str().unwrap()]);
    let browser = Browser { server, folder: tempfile::tempdir().unwrap() };
    assert!(browser.page("/nl/projects").1.contains("Er is nog geen project."));
    assert!(!later.exists());
    assert_eq!(browser.save(NEW).status, 303);
    assert!(later.join("speelplein.yaml").exists());
}

#[test]
fn a_site_without_a_folder_has_no_way_to_projects() {
    let browser =
        Browser { server: serve(&["--public", "127.0.0.1", "--port", "0"]), folder: tempfile::tempdir().unwrap() };
    for path in ["/nl/projects", "/nl/project?project.file=dorpsstraat.yaml", "/nl/part?project.file=dorpsstraat.yaml"]
    {
        assert_eq!(browser.visit(path).1.status, 404, "{path}");
    }
    let (_, page) = browser.page(&format!("{NEW}&project.file=dorpsstraat.yaml"));
    assert!(!page.contains("Bewaren") && !page.contains("Projecten"), "{page}");
    assert_eq!(browser.save(NEW).status, 200);
}

#[test]
fn who_serves_others_hears_that_they_can_write_the_files() {
    use std::io::{BufRead, BufReader};
    let folder = tempfile::tempdir().unwrap();
    let mut command = program::process(folder.path());
    command.args(["serve", "--public", "127.0.0.1", "--port", "0", "--projects", "mijn"]);
    let mut child = command.stdout(std::process::Stdio::null()).stderr(std::process::Stdio::piped()).spawn().unwrap();
    let mut said = String::new();
    BufReader::new(child.stderr.take().unwrap()).read_line(&mut said).unwrap();
    child.kill().unwrap();
    child.wait().unwrap();
    assert_eq!(
        said.trim_end(),
        "Let op: wie deze computer kan bereiken, kan de projectbestanden in mijn lezen en veranderen, zonder wachtwoord. Stop met Ctrl-C."
    );
}
