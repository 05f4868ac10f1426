//! Questions about a tree that the engine answers.

pub mod diff;
pub mod document;
pub mod examples;
pub mod lines;
pub mod narrowing;
pub mod recommend;
pub mod replay;
pub mod stats;
pub mod walk;
pub mod why;
