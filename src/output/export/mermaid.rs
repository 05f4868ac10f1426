//! A diagram as Mermaid, for Markdown pages that draw it themselves.

use super::drawing::{Drawing, ShapeKind};
use std::fmt::Write as _;

/// Writes a drawing as a Mermaid flowchart.
pub fn mermaid(drawing: &Drawing) -> String {
    // The title stands in front matter: a JSON string is a YAML string as well.
    let title = serde_json::Value::from(drawing.title.as_str());
    let mut out = format!("---\ntitle: {title}\n---\nflowchart TD\n");
    for shape in &drawing.shapes {
        let text = text(&shape.lines);
        let _ = match shape.kind {
            ShapeKind::Start => writeln!(out, "  {}[[\"{text}\"]]", shape.id),
            ShapeKind::Question => writeln!(out, "  {}[\"{text}\"]", shape.id),
            ShapeKind::Outcome => writeln!(out, "  {}([\"{text}\"])", shape.id),
            ShapeKind::Bound => writeln!(out, "  {}{{{{\"{text}\"}}}}", shape.id),
        };
    }
    for arrow in &drawing.arrows {
        let line = if arrow.clash { "-.->" } else { "-->" };
        let _ = writeln!(out, "  {} {line}|\"{}\"| {}", arrow.from, text(&arrow.lines), arrow.to);
    }
    let on_way: Vec<&str> = drawing.shapes.iter().filter(|it| it.on_way).map(|it| it.id.as_str()).collect();
    if !on_way.is_empty() {
        let _ = writeln!(out, "  classDef taken stroke-width:4px,stroke:#154273,fill:#dce8f4,color:#000");
        let _ = writeln!(out, "  class {} taken", on_way.join(","));
    }
    let arrows: Vec<String> =
        drawing.arrows.iter().enumerate().filter(|(_, it)| it.on_way).map(|(index, _)| index.to_string()).collect();
    if !arrows.is_empty() {
        let _ = writeln!(out, "  linkStyle {} stroke-width:4px,stroke:#154273", arrows.join(","));
    }
    out
}

/// Lines as one text in quotes. What Mermaid, its Markdown or HTML could read as markup becomes an entity.
fn text(lines: &[String]) -> String {
    let safe = |line: &String| {
        line.chars().fold(String::new(), |mut safe, letter| {
            match letter {
                '"' | '#' | '&' | '<' | '>' | '`' | '\\' | '|' | '*' | '_' | '~' | ';' | '[' | ']' | '{' | '}'
                | '(' | ')' => {
                    let _ = write!(safe, "#{};", u32::from(letter));
                }
                _ => safe.push(letter),
            }
            safe
        })
    };
    // `1. ` or `- ` at the beginning would be a Markdown list, which Mermaid does not draw.
    let whole = lines.iter().map(safe).collect::<Vec<_>>().join("<br/>");
    match whole.split_once(' ') {
        Some((first, rest))
            if first == "-"
                || first == "+"
                || first.strip_suffix('.').is_some_and(|it| it.bytes().all(|byte| byte.is_ascii_digit())) =>
        {
            format!("{first}#160;{rest}")
        }
        _ => whole,
    }
}
