//! The columns that an overview counts by.

/// Columns that are counted by, by name or by place.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CountBy<T> {
    /// Rows with the same value are one project.
    pub project: Option<T>,
    /// Projects are told apart by the value.
    pub by: Option<T>,
    /// The rung that was chosen.
    pub chosen: Option<T>,
}
