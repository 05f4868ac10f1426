//! Why this advice, and what the answers of one question would each make of it.

use crate::model::ids::QuestionId;
use crate::output::format::Printable;
use crate::output::report::{Comparison, Explained};
use crate::text::sanitize::line;
use crate::web::blocks;
use crate::web::http::Response;
use crate::web::visit::Visit;
use maud::{Markup, html};

/// What decides the result, and the least that would change it.
pub(in crate::web) fn why(visit: &Visit<'_>) -> Response {
    let report = visit.report();
    let document = Explained { report: &report, all: false }.document();
    let main = html! { (visit.remarks()) (back(visit)) (blocks::document(&document, html! {})) };
    visit.response(200, document.title, ("why", &[]), main)
}

/// The answers of one question side by side; where none is named, the questions there are to choose from.
pub(in crate::web) fn page(visit: &Visit<'_>) -> Response {
    let progress = visit.progress();
    let met = &progress.met;
    let Some(question) = visit.question("step.compare").filter(|question| met.contains(question)) else {
        return choose(visit, met);
    };
    let (tree, replies, occasion) = (visit.tree, &visit.fitted.replies, &visit.fitted.occasion);
    let comparison = Comparison { tree, replies, occasion, question, language: visit.language };
    let document = comparison.document();
    let other = html! {
        p { (visit.link("compare", &[], html! { (visit.say("Vergelijk een andere vraag", "Compare another question")) })) }
    };
    let main = html! { (visit.remarks()) (back(visit)) (blocks::document(&document, html! {})) (other) };
    visit.response(200, document.title, ("compare", &[("step.compare", &tree.questions[question].id.text)]), main)
}

fn choose(visit: &Visit<'_>, met: &[QuestionId]) -> Response {
    let title = visit.say("Vergelijk antwoorden", "Compare replies");
    let main = html! {
        (visit.remarks())
        (back(visit))
        h1 { (title) }
        p { (visit.say(
            "Kies een vraag. Je ziet dan bij elk antwoord wat het advies wordt, en wat je inwoners dan belooft.",
            "Choose a question. Then you see for every answer what the advice becomes, and what you promise residents.",
        )) }
        ul {
            @for &question in met {
                @let asked = &visit.tree.questions[question];
                li { (visit.link("compare", &[("step.compare", &asked.id.text)], html! { (line(&asked.ask)) })) }
            }
        }
    };
    visit.response(200, title.to_owned(), ("compare", &[]), main)
}

/// Back to the advice.
pub(in crate::web) fn back(visit: &Visit<'_>) -> Markup {
    html! { p.back { (visit.link("advice", &[], html! { (visit.say("Terug naar het advies", "Back to the advice")) })) } }
}
