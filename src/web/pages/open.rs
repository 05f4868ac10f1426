//! Going on with a replies file.

use crate::model::finding::Finding;
use crate::source::parse::read_replies;
use crate::text::language::Language;
use crate::text::sanitize::line;
use crate::web::address;
use crate::web::frame::Page;
use crate::web::http::{Request, Response, Upload, query};
use crate::web::pages::{missing, overview};
use crate::web::site::Site;
use crate::web::visit::Visit;
use maud::{Markup, html};

/// Asks for the file.
pub(in crate::web) fn page(site: &Site, language: Language) -> Response {
    let say = |dutch, english| language.pick(dutch, english);
    let title = say("Ga verder met bewaarde antwoorden", "Go on with kept replies");
    let main = html! {
        h1 { (title) }
        p { (say(
            "Kies het bestand dat je eerder downloadde. Ook een bestand van de opdrachtregel kan.",
            "Choose the file that you downloaded before. A file of the command line will do as well.",
        )) }
        form method="post" enctype="multipart/form-data" {
            (file_field((say("Je antwoorden (.yaml)", "Your replies (.yaml)"), ".yaml,.yml")))
            button.main { (say("Open", "Open")) }
        }
        p.hint { (say("Het bestand wordt gelezen en meteen vergeten.", "The file is read, and forgotten at once.")) }
    };
    Page::plain(site, language, "open", title, main).response()
}

/// A field for a file.
pub(in crate::web) fn file_field((label, accepted): (&str, &str)) -> Markup {
    html! { div.group { label for="file" { (label) } input #file type="file" name="file" accept=(accepted); } }
}

/// Shows what is in the file that was sent, held against the tree as it is now.
pub(in crate::web) fn opened(site: &Site, language: Language, request: &Request<'_>) -> Response {
    let refuse = |why: &str| missing::refusal(site, language, 422, "open", why);
    let (Some(Upload { name, bytes }), _) = request.upload() else {
        return refuse(
            language.pick("Er kwam geen bestand aan. Kies eerst een bestand.", "No file arrived. Choose a file first."),
        );
    };
    if name.is_empty() {
        return refuse(language.pick("Kies eerst een bestand.", "Choose a file first."));
    }
    let (file, sources, findings) = read_replies(name, bytes);
    let Some(file) = file.filter(|_| findings.is_empty()) else {
        let said = |finding: &Finding| {
            let (row, _) = sources.line_and_column(finding.place);
            format!("- {} {row}: {}", language.pick("regel", "line"), line(finding.message.to(language)))
        };
        let why = language.pick("Dit is geen bestand met antwoorden.", "This is no file with replies.");
        let findings: Vec<String> = findings.iter().take(10).map(said).collect();
        return refuse(&format!("{why}\n\n{}", findings.join("\n")));
    };
    let named = file.tree.as_ref().map(|tree| tree.text.as_str());
    let Some(offered) = named.map_or(site.trees.first(), |named| site.tree(named)) else {
        let named = line(named.unwrap_or_default());
        let why = crate::bilingual!(
            "Deze antwoorden horen bij de boom `{named}`. Die is hier niet.",
            "These replies belong to the tree `{named}`. That is not here."
        );
        return refuse(why.to(language));
    };
    let pairs = address::write(&file);
    let all = query(pairs.iter().map(|(name, value)| (name.as_str(), value.as_str())));
    if address::fits(&all) {
        return Response::elsewhere(format!("{}/{}/trees/{}/overview?{all}", site.base, language.tag(), offered.name));
    }
    overview::page(&Visit::new(site, offered, language, pairs))
}
