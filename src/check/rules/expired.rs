//! `expired`: what says until when it holds still does, or has another in its place.

use crate::bilingual;
use crate::check::rule::{Pass, Rule};
use crate::check::writing::{Days, Writing};
use crate::model::finding::{Finding, Severity};
use crate::source::dated::{Dated, dated, of_catalogue, of_examples, of_ladder};

pub(in crate::check) static RULE: Rule = Rule {
    name: "expired",
    severity: Severity::Warning,
    summary: ("iets geldt niet meer, of binnenkort niet meer", "something holds no longer, or soon will not"),
    why: (
        "Een oud stappenplan kan regels volgen die niet meer gelden.",
        "An old tree may follow rules that no longer hold.",
    ),
    wrong: "valid: {from: 2020-01-01, until: 2021-01-01}",
    right: "valid: {from: 2020-01-01}",
    pass: Pass::AtWriting(inspect),
};

fn inspect(writing: &Writing<'_>, findings: &mut Vec<Finding>) {
    let parts = parts(writing);
    findings.extend(parts.iter().filter_map(|part| of_part(part, writing.days)));
    let examples = writing.tree().into_iter().flat_map(of_examples);
    findings.extend(parts.into_iter().chain(examples).filter_map(|part| takes_nothing(&part)));
}

/// Every part of a file that says when it holds.
pub(super) fn parts<'w>(writing: &Writing<'w>) -> Vec<Dated<'w>> {
    match writing.tree() {
        Some(tree) => dated(tree),
        None => {
            let catalogues = writing.catalogues().iter().flat_map(of_catalogue);
            catalogues.chain(writing.ladder().into_iter().flat_map(of_ladder)).collect()
        }
    }
}

/// What takes over says so of the one just before it, which holds until the day before.
fn takes_nothing(part: &Dated<'_>) -> Option<Finding> {
    let (nl, en) = (&part.what.dutch, &part.what.english);
    let message = bilingual!(
        "{nl} neemt niets over: wat er net boven staat, geldt niet tot en met de dag ervoor",
        "{en} takes nothing over: what stands just above it does not hold until the day before"
    );
    let hint = bilingual!(
        "zet het onder wat het vervangt en laat de dagen aansluiten, of haal `takes-over` weg",
        "put it below what it replaces and let the days meet, or take `takes-over` out"
    );
    Some(Finding::new(RULE.name, part.takes_nothing?, message).hint(hint))
}

/// What there is to say of one part.
fn of_part(part: &Dated<'_>, days: Option<Days<'_>>) -> Option<Finding> {
    let (nl, en) = (&part.what.dutch, &part.what.english);
    let until = part.valid.until.as_ref()?;
    let last = &until.text;
    let (message, hint) = if let Some(from) = part.valid.from.as_ref().filter(|from| from.text > *last) {
        let from = &from.text;
        let message =
            bilingual!("{nl} geldt nooit: {last} ligt voor {from}", "{en} never holds: {last} is before {from}");
        (message, bilingual!("draai `from` en `until` om", "swap `from` and `until`"))
    } else if part.replaced {
        return None;
    } else if days.is_some_and(|days| part.valid.has_run_out(days.today)) {
        let message = bilingual!("{nl} gold tot en met {last}", "{en} held until {last}");
        let hint = bilingual!(
            "kijk of het nog klopt: pas `until` aan, of haal het weg",
            "see whether it is still right: change `until`, or take it out"
        );
        (message, hint)
    } else if days.is_some_and(|days| part.valid.has_run_out(days.soon)) {
        let message = bilingual!("{nl} geldt nog tot en met {last}", "{en} holds until {last} only");
        (message, bilingual!("zorg op tijd voor wat daarna geldt", "see in time to what holds after that"))
    } else {
        return None;
    };
    Some(Finding::new(RULE.name, until.place, message).hint(hint))
}
