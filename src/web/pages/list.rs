//! A list of projects: sent, answered, and given back.

use crate::bilingual;
use crate::list::field::{Field, Headers};
use crate::list::input::Input;
use crate::list::{Fault, Job, Summary, csv, json, xlsx};
use crate::text::language::{Bilingual, Language};
use crate::text::sanitize::line;
use crate::web::blocks::table;
use crate::web::frame::Page;
use crate::web::http::{Request, Response, Upload};
use crate::web::pages::{missing, open::file_field};
use crate::web::site::{Offered, Site};
use maud::{Markup, html};
use std::io::{Cursor, ErrorKind};

/// So many rows are named on the page; the list itself says it of every row.
const NAMED: usize = 20;

/// Asks for the list.
pub(in crate::web) fn page(site: &Site, language: Language) -> Response {
    let say = |dutch, english| language.pick(dutch, english);
    let title = say("Deel een lijst projecten in", "Classify a list of projects");
    let path = |page: &str| format!("{}/{}/{page}", site.base, language.tag());
    let main = html! {
        h1 { (title) }
        p { (say(
            "Je krijgt dezelfde lijst terug. Achter elke rij staan de trede, de werkvormen en wat er nog open is.",
            "You get the same list back. Behind every row stand the rung, the methods and what is still open.",
        )) }
        form method="post" enctype="multipart/form-data" action=(path("list")) {
            (trees(site, language))
            (file_field((say("De lijst (.csv, .xlsx, .json of .jsonl)", "The list (.csv, .xlsx, .json or .jsonl)"), ".csv,.tsv,.txt,.xlsx,.json,.jsonl")))
            p {
                button.main name="step.want" value="list" { (say("Download de ingedeelde lijst", "Download the classified list")) }
                " "
                button name="step.want" value="overview" { (say("Toon het overzicht", "Show the overview")) }
            }
        }
        p.hint { (say(
            "Hoogstens 8 MB. De lijst wordt gelezen en meteen vergeten.",
            "At most 8 MB. The list is read, and forgotten at once.",
        )) }
        h2 { (say("Nog geen lijst?", "No list yet?")) }
        p { (say("Vul een lege lijst in:", "Fill in an empty list:")) }
        ul {
            @for offered in &site.trees {
                li {
                    a href=(path(&format!("template/{}.xlsx", offered.name))) { (line(&offered.tree(language).title)) " (.xlsx)" }
                }
            }
        }
    };
    Page::plain(site, language, "list", title, main).response()
}

fn trees(site: &Site, language: Language) -> Markup {
    html! {
        div.group {
            label for="tree" { (language.pick("Met welke vragen?", "With which questions?")) }
            select #tree name="tree" {
                @for offered in &site.trees {
                    option value=(offered.name) { (line(&offered.tree(language).title)) }
                }
            }
        }
    }
}

/// An empty list to fill in.
pub(in crate::web) fn empty(site: &Site, language: Language, name: &str) -> Option<Response> {
    let offered = site.tree(name.strip_suffix(".xlsx")?)?;
    let mut bytes = Vec::new();
    xlsx::template(offered.tree(language), language, &site.day, &mut bytes).ok()?;
    Some(Response::file(language.pick("projecten.xlsx", "projects.xlsx"), bytes))
}

/// Answers the list that was sent.
pub(in crate::web) fn answered(site: &Site, language: Language, request: &Request<'_>) -> Response {
    let refuse = |why: &str| missing::refusal(site, language, 422, "list", why);
    let (upload, fields) = request.upload();
    let field = |name: &str| fields.iter().find(|(other, _)| other == name).map(|(_, value)| value.as_str());
    let Some(upload) = upload.filter(|upload| !upload.name.is_empty()) else {
        return refuse(language.pick("Kies eerst een bestand.", "Choose a file first."));
    };
    let Some(offered) = field("tree").and_then(|name| site.tree(name)) else {
        return refuse(language.pick("Kies eerst een boom.", "Choose a tree first."));
    };
    match answer(offered, language, &site.day, upload) {
        Ok((_, summary)) if field("step.want") == Some("overview") => overview(site, language, offered, &summary),
        Ok((list, _)) => list,
        Err(fault) => refuse(told(fault).to(language)),
    }
}

/// The answered list as a file, and what it came to.
fn answer(offered: &Offered, language: Language, date: &str, upload: Upload<'_>) -> Result<(Response, Summary), Fault> {
    let tree = offered.tree(language);
    let (fields, mapping) = (Field::usual(), offered.mapping(language));
    let (input, date) = (Input::default(), date.to_owned());
    let machine =
        upload.name.to_ascii_lowercase().ends_with(".json") || upload.name.to_ascii_lowercase().ends_with("jsonl");
    let headers = if machine { Headers::Ids } else { Headers::Titles(language) };
    let job = Job { tree, language, input, fields, headers, mapping, counts: false, strict: false, threads: 1, date };
    let (mut input, mut out) = (Cursor::new(upload.bytes), Vec::new());
    let (stem, ending) = upload.name.rsplit_once('.').unwrap_or((upload.name, ""));
    let (summary, ending) = match ending.to_ascii_lowercase().as_str() {
        "csv" | "tsv" | "txt" => (csv::run(&job, &mut input, &mut out)?, "csv"),
        "json" => (json::run(&job, true, &mut input, &mut out)?, "jsonl"),
        "jsonl" | "ndjson" => (json::run(&job, false, &mut input, &mut out)?, "jsonl"),
        kind @ ("xlsx" | "xlsm") => {
            let again = input.clone();
            let answered = xlsx::edit(&job, input, again, &mut Cursor::new(Vec::new()), &mut out)?;
            (answered, if kind == "xlsx" { "xlsx" } else { "xlsm" })
        }
        _ => {
            return Err(Fault::List(bilingual!(
                "Aan de naam zie ik niet wat voor lijst dit is. Laat de naam eindigen op .csv, .xlsx, .json of .jsonl.",
                "From its name I cannot see what kind of list this is. Let the name end in .csv, .xlsx, .json or .jsonl."
            )));
        }
    };
    let name = format!("{stem}-{}.{ending}", language.pick("ingedeeld", "classified"));
    Ok((Response::file(&name, out), summary))
}

fn told(fault: Fault) -> Bilingual {
    match fault {
        Fault::List(said) => said,
        Fault::Read(fault) | Fault::Write(fault) if fault.kind() == ErrorKind::OutOfMemory => {
            bilingual!("Deze lijst is te groot.", "This list is too large.")
        }
        Fault::Read(_) | Fault::Write(_) | Fault::Scratch(..) => {
            bilingual!("Deze lijst is niet te lezen.", "This list cannot be read.")
        }
    }
}

/// What the list came to, for who sent it.
fn overview(site: &Site, language: Language, offered: &Offered, summary: &Summary) -> Response {
    let say = |dutch, english| language.pick(dutch, english);
    let tree = offered.tree(language);
    let title = say("Overzicht van de lijst", "Overview of the list");
    let count = summary.rows;
    let head = [say("Wat", "What"), say("Aantal", "Count"), say("Deel", "Share")].map(str::to_owned);
    let rows: Vec<Vec<String>> = summary.table(tree, language).into_iter().map(Vec::from).collect();
    let open = summary.most_open();
    let wrong = &summary.wrong[..summary.wrong.len().min(NAMED)];
    let main = html! {
        p.back { a href={ (site.base) "/" (language.tag()) "/list" } { (say("Terug", "Back")) } }
        h1 { (title) }
        p { (bilingual!("{count} projecten.", "{count} projects.").to(language)) " " (line(&tree.title)) "." }
        @if !summary.remarks.is_empty() {
            div.remarks { ul { @for remark in &summary.remarks { li { (line(remark.to(language))) } } } }
        }
        (table(language, title, &head, &rows))
        @if !open.is_empty() {
            h2 { (say("Wat het vaakst nog open is", "What is most often open")) }
            ul { @for (question, count) in open { li { (line(&tree.questions[question].ask)) " (" (count) ")" } } }
        }
        @if !wrong.is_empty() {
            h2 { (say("Kijk deze rijen na", "Look at these rows")) }
            ul {
                @for row in wrong {
                    li { (say("rij ", "row ")) (row.line) ", " (line(&row.name)) ": " (line(&row.message)) }
                }
            }
            @if summary.wrong.len() > NAMED {
                p { (say("Er zijn er meer. In de kolom message staat het bij elke rij.", "There are more. The column message says it of every row.")) }
            }
        }
    };
    Page::plain(site, language, "list", title, main).response()
}
