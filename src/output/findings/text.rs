//! For people, in the look of the Rust compiler: the line itself, with the place pointed out.

use super::cut::cut;
use super::listing::{ListedFinding, Listing, ListingStyle, Span};
use crate::model::finding::{Place, Severity};
use crate::text::language::Language;
use annotate_snippets::{AnnotationKind, Element, Level, Origin, Renderer, Snippet};

pub(super) fn text(listing: &Listing<'_>, look: ListingStyle) -> String {
    let renderer = if look.colour { Renderer::styled() } else { Renderer::plain() };
    let renderer = renderer.term_width(look.width);
    let mut out = String::new();
    for entry in &listing.entries {
        out.push_str(&one(entry, &renderer, listing.language));
        out.push_str("\n\n");
    }
    out
}

fn one(entry: &ListedFinding<'_>, renderer: &Renderer, language: Language) -> String {
    let level = match entry.severity {
        Severity::Error => Level::ERROR.with_name(language.pick("fout", "error")),
        Severity::Warning => Level::WARNING.with_name(language.pick("waarschuwing", "warning")),
        Severity::Remark => Level::NOTE.with_name(language.pick("opmerking", "remark")),
    };
    let mut group = level.primary_title(entry.message.as_str()).id(entry.rule).elements(snippets(entry));
    if let Some(replies) = entry.shown_by(language) {
        group = group.element(Level::NOTE.with_name(language.pick("zo gebeurt het", "shown")).message(replies));
    }
    if let Some(hint) = &entry.hint {
        group = group.element(Level::HELP.with_name(language.pick("tip", "help")).message(hint.as_str()));
    }
    renderer.render(&[group])
}

/// The places of a finding, with what each is: the first one is where it is wrong.
type Pointed<'e> = (Place, &'e Span, Option<&'e str>);

fn snippets<'e>(entry: &'e ListedFinding<'_>) -> Vec<Element<'e>> {
    let mut places: Vec<Pointed<'e>> = vec![(entry.finding.place, &entry.spot, None)];
    let related = entry.finding.related.iter().zip(&entry.related);
    places.extend(related.map(|((place, _), (spot, label))| (*place, spot, Some(label.as_str()))));
    // One picture where they are close together, else one each.
    let near = places.iter().all(|(place, ..)| place.file == entry.finding.place.file);
    let whole = if near { picture(entry, &places) } else { None };
    match whole {
        Some(element) => vec![element],
        None => places.iter().map(|place| picture(entry, &[*place]).unwrap_or_else(|| origin(place.1))).collect(),
    }
}

fn picture<'e>(entry: &ListedFinding<'_>, places: &[Pointed<'e>]) -> Option<Element<'e>> {
    let cut = cut(entry.sources, &places.iter().map(|(place, ..)| *place).collect::<Vec<_>>())?;
    let first = places.iter().map(|(_, spot, _)| spot.line).min()?;
    let main = entry.finding.place;
    let annotations = places.iter().zip(cut.spans).map(|((place, _, label), span)| {
        let kind = if *place == main { AnnotationKind::Primary } else { AnnotationKind::Context };
        kind.span(span).label(*label)
    });
    let file = places.first().map(|(_, spot, _)| spot.file.as_str());
    Some(Snippet::source(cut.text).line_start(first).path(file).annotations(annotations).into())
}

/// Where the line is too long to draw.
fn origin(spot: &Span) -> Element<'_> {
    Origin::path(spot.file.as_str()).line(spot.line).char_column(spot.column).into()
}
