//! The approach, in which methods can be exchanged one by one.

use crate::output::report::{Swap, Swaps};
use crate::text::sanitize::line;
use crate::web::http::Response;
use crate::web::pages::compare::back;
use crate::web::visit::Visit;
use maud::{Markup, html};

/// Shows the approach with every exchange there is. One that was made just now is in the address first, so that a
/// browser can come back to it and load it again.
pub(in crate::web) fn page(visit: &Visit<'_>) -> Response {
    let exchanged = visit.step("step.take").or(visit.step("step.leave")).is_some();
    if exchanged && !visit.long {
        return Response::elsewhere(visit.address(&visit.path("approach"), &[]));
    }
    let title = visit.say("Pas de aanpak aan", "Change the approach");
    let report = visit.report();
    let main = html! {
        (visit.remarks())
        (back(visit))
        h1 { (title) }
        @for unmet in report.unmet_choices() { p.remarks role="status" { (line(&unmet)) } }
        @match report.swaps() {
            Some(Swaps { steps, swaps }) => {
                h2 { (visit.say("De aanpak in het kort", "The approach in short")) }
                ul { @for step in steps { li { (line(&step)) } } }
                h2 { (visit.say("Wat wil je ruilen?", "What do you want to swap?")) }
                p { (visit.say(
                    "Kies er een. De aanpak wordt dan opnieuw gemaakt; je kunt daarna verder ruilen.",
                    "Choose one. The approach is then made anew; after that you can go on swapping.",
                )) }
                ul { @for (label, swap) in &swaps { li { (exchange(visit, label, swap)) } } }
            },
            None => p { (visit.say("Bij dit advies is er geen aanpak om in te ruilen.", "With this advice there is no approach to swap in.")) },
        }
    };
    visit.response(200, title.to_owned(), ("approach", &[]), main)
}

fn exchange(visit: &Visit<'_>, label: &str, swap: &Swap) -> Markup {
    let step = match swap {
        Swap::Take(id) => [("step.take", id.as_str())],
        Swap::Leave(id) => [("step.leave", id.as_str())],
    };
    visit.link("approach", &step, html! { (line(label)) })
}
