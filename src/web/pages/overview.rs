//! Everything that was replied, once more, with a way to change each reply.

use crate::model::ids::QuestionId;
use crate::output::words::Wording;
use crate::text::sanitize::line;
use crate::web::blocks::paragraphs;
use crate::web::http::Response;
use crate::web::pages::keeping;
use crate::web::visit::Visit;
use maud::{Markup, html};

/// Shows the replies, and the way to the advice or to what is still to be asked.
pub(in crate::web) fn page(visit: &Visit<'_>) -> Response {
    let progress = visit.progress();
    let title = visit.say("Je antwoorden", "Your replies");
    let done = progress.next.is_none();
    let main = html! {
        (visit.remarks())
        h1 { (title) }
        p { @if done {
            (visit.say("Klopt alles? Dan kun je het advies bekijken.", "Is everything right? Then you can see the advice."))
        } @else {
            (visit.say("Er zijn nog vragen over.", "There are questions left."))
        } }
        dl.replies {
            (names(visit))
            @for &question in &progress.answered { (row(visit, question)) }
        }
        p { @if done {
            (visit.link_to(&visit.path("advice"), &[], "button main", html! { (visit.say("Toon het advies", "Show the advice")) }))
        } @else {
            (visit.link_to(&visit.path("question"), &[], "button main", html! { (visit.say("Naar de volgende vraag", "To the next question")) }))
        } }
        (keeping::section(visit, "overview"))
        p { (visit.link("replies.yaml", &[], html! { (visit.say("Download je antwoorden", "Download your replies")) })) }
    };
    visit.response(200, title.to_owned(), ("overview", &[]), main)
}

/// What the conversation is about.
fn names(visit: &Visit<'_>) -> Markup {
    let occasion = &visit.fitted.occasion;
    let names: Vec<&str> = [&occasion.project, &occasion.part].into_iter().flatten().map(String::as_str).collect();
    let label = visit.say("Project", "Project");
    html! {
        div {
            dt { (label) }
            dd { @if names.is_empty() { (visit.say("geen naam", "no name")) } @else { (line(&names.join(", "))) } }
            dd.change { (change(visit, "start", &[], label)) }
        }
    }
}

fn row(visit: &Visit<'_>, question: QuestionId) -> Markup {
    let asked = &visit.tree.questions[question];
    let reply = visit.fitted.replies.get(&question);
    let reply = reply.map(|reply| Wording::of(visit.tree, visit.language).reply(question, reply)).unwrap_or_default();
    html! {
        div {
            dt { (line(&asked.ask)) }
            dd {
                p { (line(&reply)) }
                @if let Some(note) = visit.fitted.occasion.notes.get(&question) {
                    div.note { p.hint { (visit.say("Notitie", "Note")) } (paragraphs(note)) }
                }
            }
            dd.change { (change(visit, "question", &[("step.ask", &asked.id.text)], &asked.ask)) }
        }
    }
}

/// A link to change something, that says what to who only hears the link.
fn change(visit: &Visit<'_>, page: &str, step: &[(&str, &str)], what: &str) -> Markup {
    visit.link(page, step, html! { (visit.say("Wijzig", "Change")) span.unseen { ": " (line(what)) } })
}
