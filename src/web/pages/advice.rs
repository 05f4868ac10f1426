//! The advice and the plan, to read, to print and to keep.

use crate::output::fitted::replies_file;
use crate::output::format::{FORMATS, Format, Printable, TextLayout};
use crate::output::report::{AdvicePage, Report};
use crate::source::parse::write_replies;
use crate::source::resolve::{fit, written};
use crate::text::sanitize::line;
use crate::web::blocks;
use crate::web::http::{Pair, Response, query};
use crate::web::pages::keeping;
use crate::web::projects::Place;
use crate::web::visit::Visit;
use maud::{Markup, html};

/// The advice; where replies that matter are missing, the question to go on with.
pub(in crate::web) fn page(visit: &Visit<'_>) -> Response {
    if let Some(instead) = unfinished(visit) {
        return instead;
    }
    let report = visit.report();
    let (page, short) = (AdvicePage(&report), is_short(visit));
    let document = if short { page.document() } else { report.document() };
    let main = html! {
        (visit.remarks())
        (keeping::section(visit, "advice"))
        article.advice { (blocks::document(&document, html! { (ways_on(visit, &report)) })) }
        (next_tree(visit, &report))
    };
    visit.response(200, document.title, ("advice", if short { &[SHORT] } else { &[] }), main)
}

/// Asks for the page of an advice without its appendix, as `--short` does.
const SHORT: (&str, &str) = ("step.short", "yes");

fn is_short(visit: &Visit<'_>) -> bool {
    visit.step(SHORT.0) == Some(SHORT.1)
}

/// The advice in a format of the table, as a file.
pub(in crate::web) fn download(visit: &Visit<'_>, ending: &str) -> Option<Response> {
    let format = Format::of_file(ending)?;
    if let Some(instead) = unfinished(visit) {
        return Some(instead);
    }
    let layout = TextLayout { width: None, colour: false, plain: true };
    let report = visit.report();
    let page = AdvicePage(&report);
    let bytes = format.write(if is_short(visit) { &page } else { &report }, layout).ok()?;
    Some(Response::file(&format!("{}.{ending}", visit.say("advies", "advice")), bytes))
}

/// What was replied, as a file that can be opened here and on the command line.
pub(in crate::web) fn replies(visit: &Visit<'_>) -> Response {
    let file = replies_file(visit.tree, &visit.fitted.replies, &visit.fitted.occasion);
    Response::file(visit.say("antwoorden.yaml", "replies.yaml"), write_replies(&file))
}

/// On to the question that still has to be asked, if any, with what was said before as it was.
fn unfinished(visit: &Visit<'_>) -> Option<Response> {
    if !visit.progress().unfinished {
        return None;
    }
    if visit.long {
        return Some(super::question::page(visit));
    }
    let all = query(visit.pairs.iter().map(|(name, value)| (name.as_str(), value.as_str())));
    Some(Response::elsewhere(format!("{}?{all}", visit.path("question"))))
}

/// What can be done with an advice.
fn ways_on(visit: &Visit<'_>, report: &Report<'_>) -> Markup {
    let way = |page: &str, dutch: &'static str, english: &'static str| {
        html! { li { (visit.link(page, &[], html! { (visit.say(dutch, english)) })) } }
    };
    let short = is_short(visit);
    let step = if short { &[SHORT][..] } else { &[] };
    html! {
        nav.ways aria-label=(visit.say("Verder met dit advies", "Go on with this advice")) {
            ul {
                (way("overview", "Verander een antwoord", "Change a reply"))
                @if report.has_swaps() { (way("approach", "Pas de aanpak aan", "Change the approach")) }
                @if visit.tree.ladder.is_some() { (way("rung", "Kies zelf een trede", "Choose a rung yourself")) }
                (way("why", "Waarom dit advies?", "Why this advice?"))
                (way("compare", "Vergelijk antwoorden", "Compare replies"))
                (way("tree", "Jouw weg door de boom", "Your way through the tree"))
                @if short {
                    (way("advice", "Toon ook de bijlage", "Show the appendix too"))
                } @else {
                    li { (visit.link("advice", &[SHORT], html! { (visit.say("Toon alleen de eerste pagina", "Show the first page alone")) })) }
                }
            }
            p { @if short {
                (visit.say("Bewaar de eerste pagina als:", "Keep the first page as:"))
            } @else {
                (visit.say("Bewaar als:", "Keep as:"))
            } }
            ul {
                // What people open in an office comes before what programs read.
                @for format in FORMATS.iter().rev() {
                    @let ending = format.endings[0];
                    li { (visit.link(&format!("advice.{ending}"), step, html! { (kind(visit, ending)) })) }
                }
                li { (visit.link("replies.yaml", &[], html! { (visit.say("je antwoorden", "your replies")) })) }
            }
        }
    }
}

/// What people call a kind of file, with its ending.
fn kind(visit: &Visit<'_>, ending: &str) -> String {
    let name = match ending {
        "docx" => "Word",
        "odt" => "LibreOffice",
        "html" => visit.say("webpagina", "web page"),
        "md" => "Markdown",
        "txt" => visit.say("platte tekst", "plain text"),
        "json" => visit.say("voor programma’s", "for programs"),
        _ => return format!(".{ending}"),
    };
    format!("{name} (.{ending})")
}

/// The tree that the advice leads to, with the replies that fit there.
fn next_tree(visit: &Visit<'_>, report: &Report<'_>) -> Markup {
    let Some(next) = report.next_tree().and_then(|next| visit.site.tree(next)) else { return html! {} };
    let tree = next.tree(visit.language);
    let (replies, _) = fit(&**tree, &written(visit.tree, &visit.fitted.replies));
    let occasion =
        crate::output::report::Occasion { chosen: None, notes: Default::default(), ..visit.fitted.occasion.clone() };
    let mut file = replies_file(tree, &replies, &occasion);
    file.hash = None;
    let mut pairs: Vec<Pair> = crate::web::address::write(&file);
    // Another part of the same project.
    let place = visit.place.as_ref().map(|(place, _)| Place { part: None, ..place.clone() });
    pairs.extend(place.iter().flat_map(Place::write));
    let all = query(pairs.iter().map(|(name, value)| (name.as_str(), value.as_str())));
    let path = format!("{}/{}/trees/{}/start?{all}", visit.site.base, visit.language.tag(), next.name);
    html! {
        p.next { a.button.main href=(path) { (visit.say("Ga verder met: ", "Go on with: ")) (line(&tree.title)) } }
    }
}
