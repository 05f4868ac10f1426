//! A drawing of a tree as SVG, looked at through the style of the page.

use crate::output::export::{Arrow, Drawing, Shape, ShapeKind};
use crate::web::layout::{Layout, Node};
use maud::{Markup, html};
use std::collections::BTreeMap;

/// The width of a box with text, and what a line of text is high.
const WIDTH: f64 = 304.0;
const LINE: f64 = 19.0;

/// Room within a box.
const WITHIN: f64 = 12.0;

/// Room between layers.
const BETWEEN: f64 = 26.0;

/// Room around it all.
const MARGIN: f64 = 8.0;

/// The first question, for an address to lead to.
pub(super) const BEGIN: &str = "begin";

/// An arrow with the nodes it goes by, and the one that holds its text.
struct Line<'d> {
    arrow: &'d Arrow,
    stops: Vec<usize>,
    text: usize,
}

/// Draws it. `label` is what it shows, for who does not see it.
pub(super) fn svg(drawing: &Drawing, label: &str) -> Markup {
    let shapes: Vec<&Shape> = drawing.shapes.iter().filter(|shape| shape.kind != ShapeKind::Bound).collect();
    let mut layout = Layout::default();
    let layers = layers(&shapes, &drawing.arrows);
    let by_id: BTreeMap<&str, usize> = shapes.iter().enumerate().map(|(place, it)| (it.id.as_str(), place)).collect();
    for (shape, layer) in shapes.iter().zip(&layers) {
        layout.add(WIDTH, high(&shape.lines), layer * 2);
    }
    let mut lines = Vec::new();
    for arrow in &drawing.arrows {
        if let (Some(&from), Some(&to)) = (by_id.get(arrow.from.as_str()), by_id.get(arrow.to.as_str())) {
            lines.extend(line(&mut layout, arrow, from, to));
        }
    }
    let (width, height) = layout.place(BETWEEN);
    let (width, height) = (width + 2.0 * MARGIN, height + 2.0 * MARGIN);
    html! {
        svg.drawing role="img" aria-label=(label) viewBox={ (-MARGIN) " " (-MARGIN) " " (rounded(width)) " " (rounded(height)) }
            width=(rounded(width)) height=(rounded(height)) xmlns="http://www.w3.org/2000/svg" {
            defs {
                @for (id, class) in [("head", "head"), ("head-way", "head way")] {
                    marker id=(id) viewBox="0 0 10 10" refX="9" refY="5" markerWidth="8" markerHeight="8" orient="auto" {
                        path class=(class) d="M0 0L10 5L0 10z" {}
                    }
                }
            }
            // What was taken is drawn last, over all else.
            @for on_way in [false, true] {
                @for line in lines.iter().filter(|line| line.arrow.on_way == on_way) { (route(&layout, line)) }
            }
            @for line in &lines { (text(&layout.nodes[line.text], &line.arrow.lines, "label", line.arrow.on_way)) }
            @for (shape, node) in shapes.iter().zip(&layout.nodes) {
                (shape_of(shape, node))
            }
        }
    }
}

/// By shape, its layer: below everything that leads to it.
fn layers(shapes: &[&Shape], arrows: &[Arrow]) -> Vec<usize> {
    let place = |id: &str| shapes.iter().position(|shape| shape.id == id);
    let links: Vec<(usize, usize)> = arrows.iter().filter_map(|it| Some((place(&it.from)?, place(&it.to)?))).collect();
    let mut layers = vec![0; shapes.len()];
    // A sound tree has no circle, so as many rounds as there are shapes are always enough.
    for _ in 0..shapes.len() {
        let mut moved = false;
        for &(from, to) in &links {
            if layers[to] <= layers[from] {
                layers[to] = layers[from] + 1;
                moved = true;
            }
        }
        if !moved {
            break;
        }
    }
    layers
}

/// An arrow from shape to shape: its text in the first gap, and a stop in every layer that it passes.
fn line<'d>(layout: &mut Layout, arrow: &'d Arrow, from: usize, to: usize) -> Option<Line<'d>> {
    let (top, bottom) = (layout.nodes[from].layer, layout.nodes[to].layer);
    let (mut stops, mut text) = (vec![from], None);
    for layer in top + 1..bottom {
        let stop = match text {
            None if !arrow.lines.is_empty() => layout.add(WIDTH, high(&arrow.lines), layer),
            _ => layout.add(6.0, 0.0, layer),
        };
        text = text.or(Some(stop));
        stops.push(stop);
    }
    stops.push(to);
    layout.links.extend(stops.windows(2).map(|pair| (pair[0], pair[1])));
    Some(Line { arrow, stops, text: text? })
}

fn high(lines: &[String]) -> f64 {
    lines.len() as f64 * LINE + 2.0 * WITHIN
}

fn rounded(number: f64) -> f64 {
    number.round()
}

/// The way of an arrow: straight down through each stop, and bent in between.
fn route(layout: &Layout, line: &Line<'_>) -> Markup {
    let mut path = String::new();
    for (place, pair) in line.stops.windows(2).enumerate() {
        let (from, to) = (&layout.nodes[pair[0]], &layout.nodes[pair[1]]);
        let (x1, y1, x2, y2) = (from.x.round(), (from.y + from.height).round(), to.x.round(), to.y.round());
        let middle = f64::midpoint(y1, y2).round();
        if place == 0 {
            path += &format!("M{x1} {y1}");
        } else {
            path += &format!("L{x1} {y1}");
        }
        path += &format!("C{x1} {middle} {x2} {middle} {x2} {y2}");
    }
    let class = match (line.arrow.on_way, line.arrow.clash) {
        (true, _) => "arrow way",
        (false, true) => "arrow clash",
        (false, false) => "arrow",
    };
    let head = if line.arrow.on_way { "url(#head-way)" } else { "url(#head)" };
    html! { path class=(class) d=(path) marker-end=(head) {} }
}

fn shape_of(shape: &Shape, node: &Node) -> Markup {
    let kind = match shape.kind {
        ShapeKind::Outcome => "outcome",
        _ => "question",
    };
    let drawn = text(node, &shape.lines, kind, shape.on_way);
    if shape.kind == ShapeKind::Start {
        html! { g id=(BEGIN) { (drawn) } }
    } else {
        drawn
    }
}

/// Lines of text in a box.
fn text(node: &Node, lines: &[String], kind: &str, on_way: bool) -> Markup {
    if lines.is_empty() {
        return html! {};
    }
    let (left, top) = ((node.x - node.width / 2.0).round(), node.y.round());
    html! {
        g class={ (kind) @if on_way { " way" } } {
            rect x=(left) y=(top) width=(node.width) height=(node.height) rx=[(kind == "outcome").then_some("18")] {}
            text x=(left + WITHIN) y=(top + WITHIN) {
                @for line in lines { tspan x=(left + WITHIN) dy=(LINE) { (line) } }
            }
        }
    }
}
