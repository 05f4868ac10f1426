//! What an editor asks while a file is written: what a word means, where it comes from, what may stand here, and what
//! changes with another id. No protocol, no files.

pub mod completion;
pub mod cursor;
pub mod family;
pub mod hover;
pub mod position;
pub mod rename;
