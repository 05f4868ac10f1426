//! One question: its help and source unfolded, its answers, a note, and the way back.

use crate::analysis::walk::Asking;
use crate::bilingual;
use crate::model::ids::{AnswerId, QuestionId};
use crate::model::replies::Reply;
use crate::model::tree::{ById, Question, QuestionKind};
use crate::output::words::Wording;
use crate::text::sanitize::line;
use crate::web::address;
use crate::web::blocks::{citation, paragraphs};
use crate::web::http::{Response, query};
use crate::web::pages::{keeping, overview};
use crate::web::visit::Visit;
use maud::{Markup, html};

/// A reply that could not be taken, and what was typed.
struct Refused {
    message: String,
    typed: Vec<String>,
}

/// The question that is named, else the next one; where nothing is left to ask, what was replied.
pub(in crate::web) fn page(visit: &Visit<'_>) -> Response {
    let progress = visit.progress();
    let again = visit.question("step.ask").map(|question| progress.again(question));
    match again.or(progress.next) {
        Some(asking) => asked(visit, asking, None),
        None => overview::page(visit),
    }
}

/// Takes the reply of a form, and goes on. What was sent becomes an address first, where it fits in one, so that a
/// browser can come back to it and load it again.
pub(in crate::web) fn reply(visit: &Visit<'_>, sent: bool) -> Response {
    let progress = visit.progress();
    let Some(question) = visit.question("step.asked") else { return page(visit) };
    if let Some(refused) = refused(visit, question) {
        let all = query(visit.pairs.iter().map(|(name, value)| (name.as_str(), value.as_str())));
        if sent && address::fits(&all) {
            return Response::elsewhere(format!("{}?{all}", visit.path("question")));
        }
        return asked(visit, progress.again(question), Some(refused));
    }
    match progress.next {
        _ if visit.long => page(visit),
        Some(_) => Response::elsewhere(visit.address(&visit.path("question"), &[])),
        None => Response::elsewhere(visit.address(&visit.path("overview"), &[])),
    }
}

/// Why what was sent is no reply to this question; `None` where it is one.
fn refused(visit: &Visit<'_>, question: QuestionId) -> Option<Refused> {
    if visit.fitted.replies.contains_key(&question) {
        return None;
    }
    let asked = &visit.tree.questions[question];
    let sent = visit.pairs.iter().filter(|(name, value)| *name == asked.id.text && !value.trim().is_empty());
    let typed: Vec<String> = sent.map(|(_, value)| value.trim().to_owned()).collect();
    let unknown = unknown_label(visit);
    let alone = asked.answers.iter().find(|answer| answer.alone && typed.contains(&answer.id.text));
    let message = match (&asked.kind, &typed[..]) {
        (QuestionKind::Choice, _) => bilingual!(
            "Kies een antwoord. Weet je het niet? Kies dan ‘{unknown}’.",
            "Choose an answer. You do not know? Then choose ‘{unknown}’."
        ),
        (QuestionKind::Multiple, []) => bilingual!(
            "Kies een of meer antwoorden. Weet je het niet? Kies dan ‘{unknown}’.",
            "Choose one or more answers. You do not know? Then choose ‘{unknown}’."
        ),
        (QuestionKind::Multiple, typed) if typed.iter().any(|it| it == "unknown") => bilingual!(
            "Kies ‘{unknown}’ alleen als je geen ander antwoord kiest.",
            "Choose ‘{unknown}’ only if you choose no other answer."
        ),
        (QuestionKind::Multiple, _) => {
            let label = alone.map_or("", |answer| &answer.label);
            bilingual!("‘{label}’ gaat niet samen met een ander antwoord.", "‘{label}’ goes with no other answer.")
        }
        (QuestionKind::Number { .. }, [_, _, ..]) => bilingual!(
            "Vul een getal in, of kies ‘{unknown}’. Niet allebei.",
            "Fill in a number, or choose ‘{unknown}’. Not both."
        ),
        (QuestionKind::Number { decimals, unit, .. }, _) => {
            let range = Wording::of(visit.tree, visit.language).band(whole(asked), *decimals, unit);
            match decimals {
                true => bilingual!("Vul een getal in: {range}.", "Fill in a number: {range}."),
                false => bilingual!("Vul een heel getal in: {range}.", "Fill in a whole number: {range}."),
            }
        }
    };
    Some(Refused { message: message.to(visit.language).to_owned(), typed })
}

/// All the numbers that a question takes.
fn whole(asked: &Question<ById>) -> crate::model::replies::Band {
    let bands = || asked.answers.iter().filter_map(|answer| answer.band);
    let from = if bands().any(|band| band.from.is_none()) { None } else { bands().filter_map(|it| it.from).min() };
    let below = if bands().any(|band| band.below.is_none()) { None } else { bands().filter_map(|it| it.below).max() };
    crate::model::replies::Band { from, below }
}

fn unknown_label(visit: &Visit<'_>) -> &'static str {
    visit.language.pick("Weet ik niet", "I do not know")
}

fn asked(visit: &Visit<'_>, asking: Asking, refused: Option<Refused>) -> Response {
    let asked = &visit.tree.questions[asking.question];
    let (number, ask) = (asking.number, &asked.ask);
    let title = bilingual!("Vraag {number}: {ask}", "Question {number}: {ask}");
    let title = title.to(visit.language);
    let title = match refused {
        Some(_) => format!("{}: {title}", visit.say("Fout", "Error")),
        None => title.to_owned(),
    };
    let main = html! {
        // What was just refused is no reply that was left out.
        @match &refused {
            Some(refused) => { (summary(visit, asked, refused)) (visit.too_long()) },
            None => (visit.remarks()),
        }
        p.back { (back(visit, asking.question)) }
        p.context { (visit.name()) }
        form method="post" action=(visit.path("question")) {
            (visit.fields(Some(&asked.id.text)))
            input type="hidden" name="step.asked" value=(asked.id.text);
            (reply_fields(visit, asking, refused.as_ref()))
            (note_field(visit, asking.question))
            button.main { (visit.say("Verder", "Continue")) }
        }
        (about(visit, asked))
        (later(visit))
    };
    let status = if refused.is_some() { 422 } else { 200 };
    visit.response(status, title, ("question", &[("step.ask", &asked.id.text)]), main)
}

/// The error, at the top and with the focus, that leads to the field.
fn summary(visit: &Visit<'_>, asked: &Question<ById>, refused: &Refused) -> Markup {
    let first = match asked.kind {
        QuestionKind::Number { .. } => "reply".to_owned(),
        _ => format!("reply-{}", asked.answers.iter().next().map_or("", |answer| &answer.id.text)),
    };
    html! {
        div.errors role="alert" tabindex="-1" autofocus aria-labelledby="errors" {
            h2 #errors { (visit.say("Er ging iets mis", "There is a problem")) }
            ul { li { a href={ "#" (first) } { (line(&refused.message)) } } }
        }
    }
}

/// To the question before, or to where it began.
fn back(visit: &Visit<'_>, question: QuestionId) -> Markup {
    let progress = visit.progress();
    let label = html! { (visit.say("Terug", "Back")) };
    match progress.before(question).checked_sub(1) {
        Some(before) => {
            visit.link("question", &[("step.ask", &visit.tree.questions[progress.answered[before]].id.text)], label)
        }
        None => visit.link("start", &[], label),
    }
}

/// The question with what can be replied.
fn reply_fields(visit: &Visit<'_>, asking: Asking, refused: Option<&Refused>) -> Markup {
    let asked = &visit.tree.questions[asking.question];
    let (number, at_most) = (asking.number, asking.at_most);
    let caption = match at_most {
        0 => bilingual!("Vraag {number}, de laatste", "Question {number}, the last one"),
        _ => bilingual!(
            "Vraag {number}, hierna nog hoogstens {at_most}",
            "Question {number}, at most {at_most} more after this"
        ),
    };
    let caption = html! { span.caption { (caption.to(visit.language)) } };
    let picked = picked(visit, asking.question, refused);
    let help = html! {
        @if let Some(help) = &asked.help { div.hint #help { (paragraphs(help)) } }
        @if let Some(refused) = refused { p.error #error { (line(&refused.message)) } }
    };
    let described = [asked.help.as_ref().map(|_| "help"), refused.map(|_| "error")];
    let described: Vec<&str> = described.into_iter().flatten().collect();
    let described = (!described.is_empty()).then(|| described.join(" "));
    let unknown = choice(visit, asked, None, &picked);
    if let QuestionKind::Number { unit, decimals, .. } = &asked.kind {
        let mode = if *decimals { "decimal" } else { "numeric" };
        let typed = picked.iter().find(|it| *it != "unknown").map_or("", String::as_str);
        return html! {
            div.group.wrong[refused.is_some()] {
                h1 { label for="reply" { (caption) (line(&asked.ask)) } }
                (help)
                (bands(visit, asked))
                p.number {
                    input #reply type="text" inputmode=(mode) name=(asked.id.text) value=(typed) autocomplete="off"
                        aria-describedby=[described] aria-invalid=[refused.map(|_| "true")];
                    " " (line(unit))
                }
                (unknown)
            }
        };
    }
    html! {
        fieldset.group.wrong[refused.is_some()] aria-describedby=[described] {
            legend { (caption) h1 { (line(&asked.ask)) } }
            (help)
            @if asked.is_multiple() {
                p.hint { (visit.say("Je kunt meer antwoorden kiezen.", "You can choose more answers.")) }
            }
            @for answer in asked.answers.ids() { (choice(visit, asked, Some(answer), &picked)) }
            (unknown)
        }
    }
}

/// What the bands of a number mean.
fn bands(visit: &Visit<'_>, asked: &Question<ById>) -> Markup {
    html! {
        p.hint { (visit.say("Dit verschil telt:", "This difference counts:")) }
        ul.hint {
            @for answer in &asked.answers {
                li { (line(&answer.label)) @if let Some(help) = &answer.help { ": " (line(help)) } }
            }
        }
    }
}

/// One answer to pick, with what it means; without one that nobody knows yet.
fn choice(visit: &Visit<'_>, asked: &Question<ById>, answer: Option<AnswerId>, picked: &[String]) -> Markup {
    let (id, label, help) = match answer.map(|answer| &asked.answers[answer]) {
        Some(answer) => (answer.id.text.as_str(), answer.label.as_str(), answer.help.as_deref()),
        None => ("unknown", unknown_label(visit), asked.unknown.as_deref()),
    };
    let kind = if asked.kind == QuestionKind::Choice { "radio" } else { "checkbox" };
    let hint = format!("hint-{id}");
    html! {
        div.choice {
            input id={ "reply-" (id) } type=(kind) name=(asked.id.text) value=(id)
                checked[picked.iter().any(|it| it == id)] aria-describedby=[help.map(|_| &hint)];
            label for={ "reply-" (id) } { (line(label)) }
            @if let Some(help) = help { div.hint id=(hint) { (paragraphs(help)) } }
        }
    }
}

/// What is filled in: what was typed just now, else what was replied before.
fn picked(visit: &Visit<'_>, question: QuestionId, refused: Option<&Refused>) -> Vec<String> {
    let asked = &visit.tree.questions[question];
    if let Some(refused) = refused {
        return refused.typed.clone();
    }
    match visit.fitted.replies.get(&question) {
        Some(Reply::Answers(answers)) if !matches!(asked.kind, QuestionKind::Number { .. }) => {
            answers.iter().map(|&answer| asked.answers[answer].id.text.clone()).collect()
        }
        Some(Reply::Number(number)) => vec![number.to_string()],
        Some(Reply::Unknown) => vec!["unknown".to_owned()],
        _ => Vec::new(),
    }
}

fn note_field(visit: &Visit<'_>, question: QuestionId) -> Markup {
    let asked = &visit.tree.questions[question];
    let note = visit.fitted.occasion.notes.get(&question).map_or("", String::as_str);
    html! {
        div.group {
            label for="note" { (visit.say("Notitie (mag leeg blijven)", "Note (may stay empty)")) }
            @if let Some(hint) = &asked.note { p.hint #note-hint { (line(hint)) } }
            // A line end right behind the tag is not part of the text.
            textarea #note name=(address::note(&asked.id.text)) rows="3"
                aria-describedby=[asked.note.as_ref().map(|_| "note-hint")] { "\n" (note) }
        }
    }
}

/// Where the question comes from.
fn about(visit: &Visit<'_>, asked: &Question<ById>) -> Markup {
    html! {
        @if let Some(source) = &asked.source {
            p.source { (visit.say("Bron van deze vraag: ", "Source of this question: ")) (citation(visit.tree.source(source), source)) }
        }
    }
}

/// How to stop and go on later.
fn later(visit: &Visit<'_>) -> Markup {
    html! {
        section.later {
            h2 { (visit.say("Stoppen en later verder", "Stop and go on later")) }
            ul {
                @if !visit.long && visit.site.lasts() {
                    li { (visit.say(
                        "Bewaar het adres van deze pagina. Daar staat alles in wat je antwoordde.",
                        "Keep the address of this page. It holds everything you replied.",
                    )) }
                }
                li { (visit.link("replies.yaml", &[], html! { (visit.say("Download je antwoorden", "Download your replies")) })) }
                (keeping::in_short(visit))
                li { (visit.link("overview", &[], html! { (visit.say("Bekijk je antwoorden", "See your replies")) })) }
            }
        }
    }
}
