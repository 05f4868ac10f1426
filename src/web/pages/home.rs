//! The first page: which conversation to begin.

use crate::text::language::Language;
use crate::text::prose::sentences;
use crate::text::sanitize::line;
use crate::web::frame::Page;
use crate::web::http::Response;
use crate::web::site::Site;
use maud::html;

/// Every tree that is offered, the usual one first.
pub(in crate::web) fn page(site: &Site, language: Language) -> Response {
    let say = |dutch, english| language.pick(dutch, english);
    let title = say("Betrek je inwoners bij je project?", "Do you involve residents in your project?");
    let start = |name: &str| format!("{}/{}/trees/{name}/start", site.base, language.tag());
    let (first, others) = match site.trees.split_first() {
        Some((first, others)) => (Some(first), others),
        None => (None, &[][..]),
    };
    let main = html! {
        h1 { (title) }
        p.lead { (say(
            "Je beantwoordt een paar vragen. Daarna krijg je een advies: of je inwoners betrekt, hoe ver je daarin gaat, en hoe.",
            "You answer a few questions. Then you get an advice: whether you involve residents, how far, and how.",
        )) }
        @if let Some(first) = first {
            p { a.button.main href=(start(&first.name)) { (say("Begin met de vragen", "Begin with the questions")) } }
        }
        ul {
            @if site.projects.is_some() {
                li { a href={ (site.base) "/" (language.tag()) "/projects" } {
                    (say("Ga verder met een project", "Go on with a project"))
                } }
            }
            li { a href={ (site.base) "/" (language.tag()) "/open" } {
                (say("Ga verder met antwoorden die je bewaarde", "Go on with replies that you kept"))
            } }
            li { a href={ (site.base) "/" (language.tag()) "/list" } {
                (say("Deel een hele lijst projecten in", "Classify a whole list of projects"))
            } }
        }
        h2 { (say("Welke vragen?", "Which questions?")) }
        dl.trees {
            @for offered in first.into_iter().chain(others) {
                @let tree = offered.tree(language);
                dt { a href=(start(&offered.name)) { (line(&tree.title)) } }
                dd { @if let Some(first) = sentences(tree.summary.as_deref().unwrap_or_default()).first() { (line(first)) } }
            }
        }
    };
    Page::plain(site, language, "", title, main).response()
}
