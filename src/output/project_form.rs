//! What the documents of a project need, as items that are asked for one by one: at a terminal and on a page.

pub(crate) mod evaluation;
pub(crate) mod item;
mod items;
pub(crate) mod plan;
pub(crate) mod report;
