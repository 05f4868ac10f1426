//! A diagram as DOT, for Graphviz.

use super::drawing::{Drawing, ShapeKind};
use std::fmt::Write as _;

/// Writes a drawing as a DOT graph.
pub fn dot(drawing: &Drawing) -> String {
    let mut out = format!(
        "digraph boom {{\n  label={};\n  labelloc=t;\n  node [fontname=\"sans-serif\"];\n  edge [fontname=\"sans-serif\", fontsize=10];\n",
        text(std::slice::from_ref(&drawing.title))
    );
    for shape in &drawing.shapes {
        let look = match shape.kind {
            ShapeKind::Start => "shape=box, peripheries=2",
            ShapeKind::Question => "shape=box",
            ShapeKind::Outcome => "shape=box, style=\"rounded\"",
            ShapeKind::Bound => "shape=note",
            ShapeKind::Elsewhere => "shape=cds",
        };
        let way = if shape.on_way { ", penwidth=3, color=\"#154273\"" } else { "" };
        let _ = writeln!(out, "  {} [label={}, {look}{way}];", shape.id, text(&shape.lines));
    }
    for arrow in &drawing.arrows {
        let clash = if arrow.clash { ", style=dashed" } else { "" };
        let way = if arrow.on_way { ", penwidth=3, color=\"#154273\"" } else { "" };
        let _ = writeln!(out, "  {} -> {} [label={}{clash}{way}];", arrow.from, arrow.to, text(&arrow.lines));
    }
    out.push_str("}\n");
    out
}

/// Lines as one string in quotes. A backslash would begin an escape, such as `\N` for the name of a node.
fn text(lines: &[String]) -> String {
    let safe: Vec<String> = lines.iter().map(|line| line.replace('\\', "\\\\").replace('"', "\\\"")).collect();
    // Graphviz reads `&…;` as an HTML entity in every label.
    format!("\"{}\"", safe.join("\\n").replace('&', "&amp;"))
}
