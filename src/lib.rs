//! Beslisboom: whether, how far and how to involve residents, by a decision tree anyone can read.
//!
//! The plan of the house is in `ARCHITECTURE.md`; modules use only the floors below their own.

pub mod behaviour;
pub mod catalogue;
pub mod check;
pub mod classify;
pub mod condition;
pub mod diagram;
pub mod diff;
pub mod draft;
pub mod evaluate;
pub mod examples;
pub mod explore;
pub mod export;
pub mod finding;
pub mod findings;
pub mod harmless;
pub mod interchange;
pub mod ladder;
pub mod language;
pub mod list;
pub mod narrowing;
pub mod prose;
pub(crate) mod quick;
pub mod recommend;
pub mod replay;
pub mod replies;
pub mod report;
pub mod resolve;
pub mod schema;
pub mod shares;
pub mod shipped;
pub mod stats;
pub mod step;
pub mod tree;
pub mod walk;
pub(crate) mod watch;
pub mod why;
