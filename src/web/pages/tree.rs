//! The whole tree: drawn, with the way taken, and the same in words.

use crate::output::export::{Arrow, Drawing, Shape, ShapeKind};
use crate::text::sanitize::line;
use crate::web::drawing::{BEGIN, svg};
use crate::web::http::Response;
use crate::web::pages::compare::back;
use crate::web::visit::Visit;
use maud::{Markup, html};

/// Draws it; what was replied stands out.
pub(in crate::web) fn page(visit: &Visit<'_>) -> Response {
    let begun = !visit.fitted.replies.is_empty();
    let drawing = Drawing::of(visit.tree, begun.then_some(&visit.fitted.replies), visit.language);
    let title = match begun {
        true => visit.say("Jouw weg door de boom", "Your way through the tree"),
        false => visit.say("De hele boom", "The whole tree"),
    };
    let label = visit.say(
        "Tekening van de boom. Hieronder staat hetzelfde in woorden.",
        "Drawing of the tree. The same stands below in words.",
    );
    let large = visit.step("step.size") == Some("large");
    let main = html! {
        (visit.remarks())
        @if begun { (back(visit)) } @else { p.back { (visit.link("start", &[], html! { (visit.say("Terug", "Back")) })) } }
        h1 { (title) }
        p { (line(&visit.tree.title)) "." }
        @if begun {
            p { (visit.say(
                "Jouw weg is dik getekend. In de woorden eronder staat erbij: op jouw weg.",
                "Your way is drawn thick. In the words below it says: on your way.",
            )) }
        }
        // Fitted to the page it shows the whole; large it can be read, and moves with the keyboard too.
        p { @if large {
            (visit.link("tree", &[], html! { (visit.say("Toon de hele tekening", "Show the whole drawing")) }))
        } @else {
            (large_from(visit))
        } }
        div.scroll.wide.large[large] role="region" tabindex="0" aria-label=(visit.say("Tekening", "Drawing")) { (svg(&drawing, label)) }
        h2 { (visit.say("De boom in woorden", "The tree in words")) }
        @for shape in &drawing.shapes { (in_words(visit, &drawing, shape)) }
    };
    let here: &[(&str, &str)] = if large { &[("step.size", "large")] } else { &[] };
    visit.response(200, title.to_owned(), ("tree", here), main)
}

/// To the drawing as large as it is, at its first question where an address can say so.
fn large_from(visit: &Visit<'_>) -> Markup {
    let (step, label) = ([("step.size", "large")], visit.say("Toon de tekening groot", "Show the drawing large"));
    if visit.long {
        return visit.link("tree", &step, html! { (label) });
    }
    let address = format!("{}#{BEGIN}", visit.address(&visit.path("tree"), &step));
    html! { a href=(address) { (label) } }
}

/// A question or an outcome, with where it leads.
fn in_words(visit: &Visit<'_>, drawing: &Drawing, shape: &Shape) -> Markup {
    let way = |on_way: bool| html! { @if on_way { " " strong { "(" (visit.say("op jouw weg", "on your way")) ")" } } };
    let kind = match shape.kind {
        ShapeKind::Start | ShapeKind::Question | ShapeKind::Elsewhere => visit.say("Vraag", "Question"),
        ShapeKind::Outcome => visit.say("Uitkomst", "Outcome"),
        ShapeKind::Bound => visit.say("Grens", "Bound"),
    };
    let leads = |arrow: &Arrow| {
        let to = drawing.shapes.iter().find(|other| other.id == arrow.to).map(|it| it.lines.join(" "));
        format!("{} → {}", arrow.lines.join(" ").trim_start_matches("· ").replace(" · ", "; "), to.unwrap_or_default())
    };
    let arrows: Vec<&Arrow> = drawing.arrows.iter().filter(|arrow| arrow.from == shape.id).collect();
    html! {
        h3 { (kind) ": " (shape.lines.join(" ")) (way(shape.on_way)) }
        @if !arrows.is_empty() {
            ul { @for arrow in arrows { li { (leads(arrow)) (way(arrow.on_way)) } } }
        }
    }
}
