//! A tree for other eyes: as a diagram (Mermaid, DOT), as a booklet, as JSON or DMN for other programs.
//!
//! What a diagram shows is worked out once, as a [`Drawing`]; the formats only write it down.

mod booklet;
mod dmn;
mod dot;
mod drawing;
mod mermaid;
mod views;

pub use booklet::booklet;
pub use dmn::dmn;
pub use dot::dot;
pub use drawing::Drawing;
#[cfg(feature = "page")]
pub(crate) use drawing::{Arrow, Shape, ShapeKind};
pub use mermaid::{mermaid, mermaid_pages};

/// Writes a tree as JSON, with a line end.
pub fn json(tree: &crate::model::tree::Tree) -> String {
    let mut text = crate::text::sanitize::json(&crate::model::tree_json::value(tree));
    text.push('\n');
    text
}
