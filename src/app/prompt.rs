//! Asking a person: one page at a time, on a screen with keys or in plain lines. Both say and take the same.

mod layout;
pub(crate) mod page;
pub(crate) mod plain;
pub(crate) mod screen;
pub(crate) mod terminal;
mod typed;
