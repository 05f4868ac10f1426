//! Questions about a tree that the engine answers.

pub mod alternatives;
pub mod coverage;
pub mod diff;
pub mod document;
pub mod effects;
pub mod examples;
pub mod expected;
pub mod likeness;
pub mod lines;
mod mix;
pub mod monitor;
pub mod narrowing;
pub mod plan;
pub mod progress;
pub mod reasons;
pub mod recommend;
pub mod replay;
pub mod situation;
pub mod stats;
pub mod walk;
pub mod why;
