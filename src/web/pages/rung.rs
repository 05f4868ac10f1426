//! Choosing another rung than the one that is advised, with the reason.

use crate::model::ladder::Ladder;
use crate::text::sanitize::line;
use crate::web::address;
use crate::web::blocks::paragraphs;
use crate::web::http::{Response, query};
use crate::web::pages::compare::back;
use crate::web::pages::missing;
use crate::web::visit::Visit;
use maud::{Markup, html};

/// Where to deviate from the advice: the rungs to choose from.
pub(in crate::web) fn page(visit: &Visit<'_>) -> Response {
    match &visit.tree.ladder {
        Some(ladder) => asked(visit, ladder, None),
        None => missing::page(visit.site, visit.language, ""),
    }
}

/// Takes what a form chose, and goes back to the advice. A rung without a reason is refused: others have to be able
/// to follow it.
pub(in crate::web) fn chosen(visit: &Visit<'_>, sent: bool) -> Response {
    let Some(ladder) = &visit.tree.ladder else { return missing::page(visit.site, visit.language, "") };
    let refused = match &visit.fitted.occasion.chosen {
        Some((id, _)) if ladder.rung(id).is_none() => Some(Refused::Rung),
        Some((_, None)) => Some(Refused::Reason),
        _ => None,
    };
    if let Some(refused) = refused {
        let all = query(visit.pairs.iter().map(|(name, value)| (name.as_str(), value.as_str())));
        if sent && address::fits(&all) {
            return Response::elsewhere(format!("{}?{all}", visit.path("rung")));
        }
        return asked(visit, ladder, Some(refused));
    }
    if visit.long {
        return super::advice::page(visit);
    }
    Response::elsewhere(visit.address(&visit.path("advice"), &[]))
}

/// Why a choice could not be taken.
#[derive(Clone, Copy, PartialEq)]
enum Refused {
    Rung,
    Reason,
}

impl Refused {
    fn said(self, visit: &Visit<'_>) -> &'static str {
        match self {
            Refused::Rung => visit.language.pick("Kies een trede van deze ladder.", "Choose a rung of this ladder."),
            Refused::Reason => {
                visit.language.pick("Schrijf op waarom je deze trede kiest.", "Write down why you choose this rung.")
            }
        }
    }

    /// The field that it is about.
    fn field(self) -> &'static str {
        match self {
            Refused::Rung => "rung-advised",
            Refused::Reason => "because",
        }
    }
}

fn asked(visit: &Visit<'_>, ladder: &Ladder, refused: Option<Refused>) -> Response {
    let title = visit.say("Kies zelf een trede", "Choose a rung yourself");
    let because = visit.fitted.occasion.chosen.as_ref().and_then(|(_, because)| because.as_deref());
    let (no_rung, no_reason) = (refused == Some(Refused::Rung), refused == Some(Refused::Reason));
    let named = match refused {
        Some(_) => format!("{}: {title}", visit.say("Fout", "Error")),
        None => title.to_owned(),
    };
    let main = html! {
        @if let Some(refused) = refused {
            div.errors role="alert" tabindex="-1" autofocus aria-labelledby="errors" {
                h2 #errors { (visit.say("Er ging iets mis", "There is a problem")) }
                ul { li { a href={ "#" (refused.field()) } { (refused.said(visit)) } } }
            }
        } @else { (visit.remarks()) }
        (back(visit))
        form method="post" action=(visit.path("rung")) {
            @for (name, value) in visit.kept.iter().filter(|(name, _)| !name.starts_with("chosen.")) {
                input type="hidden" name=(name) value=(value);
            }
            input type="hidden" name="step.chosen" value="yes";
            fieldset.group.wrong[no_rung] {
                legend { h1 { (title) } }
                p { (visit.say(
                    "Het advies blijft zoals het is. Jouw keuze en je reden staan erbij, ook in het projectbestand.",
                    "The advice stays as it is. Your choice and your reason are added, in the project file too.",
                )) }
                @if no_rung { p.error { (Refused::Rung.said(visit)) } }
                (rungs(visit, ladder))
            }
            div.group.wrong[no_reason] {
                label for="because" { (visit.say("Waarom deze trede?", "Why this rung?")) }
                p.hint #because-hint { (visit.say("Nodig als je van het advies afwijkt.", "Needed where you deviate from the advice.")) }
                @if no_reason { p.error #because-error { (Refused::Reason.said(visit)) } }
                textarea #because name="chosen.because" rows="3" aria-invalid=[no_reason.then_some("true")]
                    aria-describedby=(if no_reason { "because-hint because-error" } else { "because-hint" }) {
                    "\n" (because.unwrap_or_default())
                }
            }
            button.main { (visit.say("Neem over", "Take over")) }
        }
    };
    let status = if refused.is_some() { 422 } else { 200 };
    visit.response(status, named, ("rung", &[]), main)
}

/// Following the advice, and every rung of the ladder.
fn rungs(visit: &Visit<'_>, ladder: &Ladder) -> Markup {
    let chosen = visit.fitted.occasion.chosen.as_ref().map(|(id, _)| id.as_str());
    let now = chosen.and_then(|id| ladder.rung(id));
    html! {
        div.choice {
            input #rung-advised type="radio" name="chosen.rung" value="" checked[now.is_none()];
            label for="rung-advised" { (visit.say("Volg het advies", "Follow the advice")) }
        }
        @for (id, rung) in ladder.rungs.iter_enumerated() {
            @let name = &rung.id.text;
            div.choice {
                input id={ "rung-" (name) } type="radio" name="chosen.rung" value=(name) checked[now == Some(id)]
                    aria-describedby=[rung.promise.as_ref().map(|_| format!("hint-{name}"))];
                label for={ "rung-" (name) } { (line(&rung.title)) }
                @if let Some(promise) = &rung.promise { div.hint id={ "hint-" (name) } { (paragraphs(promise)) } }
            }
        }
    }
}
