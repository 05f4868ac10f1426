//! What is asked for: of which tree, for which engine and table.

use super::dialect::Dialect;
use crate::list::mapping::Mapping;
use crate::model::tree::Resolved;

/// What is to be made.
#[derive(Clone, Debug)]
pub struct Query<'t> {
    /// The tree that every row is held against.
    pub tree: &'t Resolved,
    /// Whose SQL it is.
    pub dialect: Dialect,
    /// The table with a row per project; a dot stands between schema and table.
    pub table: String,
    /// The view to make of it, else the query alone.
    pub view: Option<String>,
    /// Columns and values that have another name in the table, and replies that every row gives.
    pub mapping: Mapping,
}
