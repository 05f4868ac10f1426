//! A diagram as Mermaid, for Markdown pages that draw it themselves.

use super::drawing::{Arrow, Drawing, ShapeKind};
use std::fmt::Write as _;

/// Lines are as long as they are: Mermaid would wrap them once more.
const CONFIG: &str = "config:\n  flowchart:\n    wrappingWidth: 400\n";

/// Writes drawings, one for each page; several as a page of Markdown, since one diagram is one picture.
pub fn mermaid_pages(drawings: &[Drawing]) -> String {
    match drawings {
        [one] => mermaid(one),
        many => many.iter().map(|it| format!("```mermaid\n{}```\n", mermaid(it))).collect::<Vec<_>>().join("\n"),
    }
}

/// Writes a drawing as a Mermaid flowchart.
pub fn mermaid(drawing: &Drawing) -> String {
    // The title stands in front matter: a JSON string is a YAML string as well.
    let title = serde_json::Value::from(drawing.title.as_str());
    let mut out = format!("---\ntitle: {title}\n{CONFIG}---\nflowchart TD\n");
    for shape in &drawing.shapes {
        let text = text(&shape.lines);
        let _ = match shape.kind {
            ShapeKind::Start => writeln!(out, "  {}[[\"{text}\"]]", shape.id),
            ShapeKind::Question => writeln!(out, "  {}[\"{text}\"]", shape.id),
            ShapeKind::Outcome => writeln!(out, "  {}([\"{text}\"])", shape.id),
            ShapeKind::Elsewhere => writeln!(out, "  {}>\"{text}\"]", shape.id),
            ShapeKind::Bound => writeln!(out, "  {}{{{{\"{text}\"}}}}", shape.id),
        };
    }
    // The text of an arrow is a shape without an edge: Mermaid lays labels of arrows over each other, shapes never.
    let mut links = Vec::new();
    for (number, Arrow { from, to, lines, on_way, clash }) in drawing.arrows.iter().enumerate() {
        let (line, head) = if *clash { ("-.-", "-.->") } else { ("---", "-->") };
        if lines.is_empty() {
            let _ = writeln!(out, "  {from} {head} {to}");
            links.push(*on_way);
        } else {
            let _ = writeln!(out, "  {from} {line} w_{number}[\"{}\"]:::way", text(lines));
            let _ = writeln!(out, "  w_{number} {head} {to}");
            links.extend([*on_way; 2]);
        }
    }
    if drawing.arrows.iter().any(|arrow| !arrow.lines.is_empty()) {
        let _ = writeln!(out, "  classDef way fill:none,stroke:none");
    }
    let on_way: Vec<&str> = drawing.shapes.iter().filter(|it| it.on_way).map(|it| it.id.as_str()).collect();
    if !on_way.is_empty() {
        let _ = writeln!(out, "  classDef taken stroke-width:4px,stroke:#154273,fill:#dce8f4,color:#000");
        let _ = writeln!(out, "  class {} taken", on_way.join(","));
    }
    let arrows = links.iter().enumerate().filter(|(_, on_way)| **on_way).map(|(index, _)| index.to_string());
    let arrows: Vec<String> = arrows.collect();
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
