//! From a file to a resolved tree: parsing, resolving names, the schemas, the files inside the program.

pub mod builtin;
pub mod cases;
pub mod dated;
pub mod exchange;
pub mod keys;
pub mod parse;
pub mod resolve;
pub mod schema;
pub mod shipped;
pub mod slot;
pub mod templates;
