//! Texts of files as what they consist of: paragraphs and `-` lists (FORMAT section 8).

/// What is ticked on paper.
pub(super) const BOX: &str = "☐";

/// A part of a text.
#[derive(Debug, PartialEq)]
pub(crate) enum Part<'t> {
    /// Lines that belong together.
    Paragraph(String),
    /// Points.
    List(Vec<&'t str>),
}

/// The parts of a text. A blank line or a list ends a paragraph; a line break alone does not.
pub(crate) fn parts(text: &str) -> Vec<Part<'_>> {
    let mut parts: Vec<Part<'_>> = Vec::new();
    let mut goes_on = false;
    for line in text.lines().map(str::trim) {
        match (line.strip_prefix("- "), parts.last_mut()) {
            (Some(point), Some(Part::List(points))) if goes_on => points.push(point),
            (Some(point), _) => parts.push(Part::List(vec![point])),
            (None, Some(Part::Paragraph(paragraph))) if goes_on && !line.is_empty() => {
                paragraph.push(' ');
                paragraph.push_str(line);
            }
            (None, _) if !line.is_empty() => parts.push(Part::Paragraph(line.to_owned())),
            (None, _) => {}
        }
        goes_on = !line.is_empty();
    }
    parts
}
