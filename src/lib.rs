//! Beslisboom: whether, how far and how to involve residents, by a decision tree anyone can read.
//!
//! The plan of the house is in `ARCHITECTURE.md`; a folder uses only the folders below its own.

pub mod analysis;
#[doc(hidden)]
pub mod app;
pub mod check;
pub mod engine;
pub mod list;
pub mod model;
pub mod output;
pub mod source;
pub mod text;
pub mod web;
