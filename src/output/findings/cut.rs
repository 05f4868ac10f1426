//! The lines of a source that a finding is about, cut out: drawing them from a whole file of megabytes
//! would take a tenth of a second each.

use super::lines::boundary;
use crate::model::finding::{Place, SourceFiles};
use crate::text::sanitize::is_unsafe;
use std::ops::Range;

/// The longest stretch of a file that is drawn. A longer line is named and not drawn.
const LONGEST: usize = 8_000;

/// Some lines of one file.
pub(super) struct Cut {
    /// The lines, safe to show.
    pub(super) text: String,
    /// The places in them, in the order they were asked for.
    pub(super) spans: Vec<Range<usize>>,
}

/// Cuts out the lines that the places of one file are on; each place ends where its first line does.
/// `None` where that would be too much to draw.
pub(super) fn cut(sources: &SourceFiles, places: &[Place]) -> Option<Cut> {
    let source = &sources.0.get(places.first()?.file)?.text;
    // Looked for no further than can be drawn, so an endless line is not read anew for every finding.
    let line_start = |at: usize| {
        let near = boundary(source, at.saturating_sub(LONGEST));
        source[near..at].rfind('\n').map_or(near, |end| near + end + 1)
    };
    let line_end = |at: usize| {
        let near = boundary(source, (at + LONGEST).min(source.len()));
        source[at..near].find('\n').map_or(near, |length| at + length)
    };
    let clamped = |place: &Place| {
        let start = boundary(source, place.start.min(source.len()));
        let end = boundary(source, place.end.min(source.len())).max(start);
        start..end.min(line_end(start))
    };
    let spans: Vec<Range<usize>> = places.iter().map(clamped).collect();
    let from = line_start(spans.iter().map(|span| span.start).min()?);
    let to = line_end(spans.iter().map(|span| span.start).max()?);
    if to - from >= LONGEST {
        return None;
    }
    // What is unsafe to show is replaced, so the spans have to be carried over to other bytes.
    let mut text = String::with_capacity(to - from);
    let mut moved = vec![0..0; spans.len()];
    let mut carry = |at: usize, now: usize| {
        for (span, moved) in spans.iter().zip(&mut moved) {
            if span.start == at {
                moved.start = now;
            }
            if span.end == at {
                moved.end = now;
            }
        }
    };
    for (at, letter) in source[from..to].char_indices() {
        carry(from + at, text.len());
        match letter {
            '\n' | '\t' => text.push(letter),
            '\r' if source[from + at..].starts_with("\r\n") || from + at + 1 == to => {}
            _ if is_unsafe(letter) => text.push('\u{fffd}'),
            // An order to a CI that reads along, see `sanitize::logged`.
            '[' if ordered(&source[from..from + at]) => text.push('('),
            _ => text.push(letter),
        }
    }
    carry(to, text.len());
    moved.iter_mut().for_each(|span| span.end = span.end.max(span.start));
    Some(Cut { text, spans: moved })
}

/// Whether a `[` after this would begin an order to CI: `##[`, `##vso[`.
fn ordered(before: &str) -> bool {
    before.trim_end_matches(|letter: char| letter.is_ascii_alphanumeric()).ends_with("##")
}
