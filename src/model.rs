//! What a tree, a ladder, a catalogue, a reply and a finding are.

pub mod approach;
pub mod case;
pub mod catalogue;
pub mod condition;
pub mod deadline;
pub mod fact;
pub mod finding;
pub mod ids;
pub mod ladder;
pub mod level;
pub mod project;
pub mod replies;
pub mod stage;
pub mod texts;
pub mod tree;
pub mod tree_json;
pub mod valid;
pub mod words;
