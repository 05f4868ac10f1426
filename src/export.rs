//! A tree for other eyes: as a diagram (Mermaid, DOT), as a booklet, as JSON for other programs.
//!
//! What a diagram shows is worked out once, as a [`Drawing`]; the formats only write it down.

mod booklet;
mod dot;
mod drawing;
mod json;
mod mermaid;
mod words;

pub use booklet::booklet;
pub use dot::dot;
pub use drawing::Drawing;
pub use json::json;
pub use mermaid::mermaid;
