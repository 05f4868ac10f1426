//! Where a conversation begins: what the tree is for, and what it is about.

use crate::text::sanitize::line;
use crate::web::blocks::paragraphs;
use crate::web::http::Response;
use crate::web::visit::Visit;
use maud::{Markup, html};

/// Says what the tree is for, and asks for names.
pub(in crate::web) fn page(visit: &Visit<'_>) -> Response {
    let occasion = &visit.fitted.occasion;
    let count = visit.progress().answered.len();
    // A project that is kept has its name already.
    let asked = if visit.place.is_some() { &["project.part"][..] } else { &["project.part", "project.name"] };
    let main = html! {
        (visit.remarks())
        h1 { (line(&visit.tree.title)) }
        @if let Some(summary) = &visit.tree.summary { (paragraphs(summary)) }
        (expired(visit))
        form method=(if visit.long { "post" } else { "get" }) action=(visit.path("question")) {
            @for (name, value) in visit.kept.iter().filter(|(name, _)| !asked.contains(&name.as_str())) {
                input type="hidden" name=(name) value=(value);
            }
            @if visit.place.is_some() {
                p { (visit.say("Project: ", "Project: ")) (line(occasion.project.as_deref().unwrap_or_default())) }
            } @else {
                (field(visit, "project.name", ("Hoe heet je project?", "What is your project called?"), occasion.project.as_deref()))
            }
            (field(
                visit,
                "project.part",
                ("Over welke fase of deelvraag gaat het?", "Which phase or sub-question is it about?"),
                occasion.part.as_deref(),
            ))
            button.main { @if count == 0 { (visit.say("Begin", "Begin")) } @else { (visit.say("Ga verder", "Go on")) } }
        }
        @if count == 0 {
            p { a href={ (visit.site.base) "/" (visit.language.tag()) "/open" } {
                (visit.say("Ga verder met antwoorden die je bewaarde", "Go on with replies that you kept"))
            } }
        }
        p { (visit.link("tree", &[], html! { (visit.say("Bekijk de hele boom", "See the whole tree")) })) }
    };
    visit.response(200, visit.tree.title.clone(), ("start", &[]), main)
}

/// What has run out.
fn expired(visit: &Visit<'_>) -> Markup {
    html! {
        @for it in &visit.offered.expired {
            p.remarks {
                (visit.say("Let op: ", "Mind: ")) (line(it.what.to(visit.language)))
                (visit.say(" gold tot en met ", " held until ")) (line(&it.until)) "."
            }
        }
    }
}

fn field(visit: &Visit<'_>, name: &str, (dutch, english): (&str, &str), value: Option<&str>) -> Markup {
    html! {
        div.group {
            label for=(name) { (visit.say(dutch, english)) }
            p.hint id={ (name) "-hint" } { (visit.say("Mag leeg blijven.", "May stay empty.")) }
            input id=(name) type="text" name=(name) value=[value] autocomplete="off" aria-describedby={ (name) "-hint" };
        }
    }
}
