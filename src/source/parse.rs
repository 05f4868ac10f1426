//! Reading files: from YAML to drafts. The only module that knows YAML.
//!
//! Everything that can be wrong with how a file is written becomes a finding with a place, and
//! reading goes on: one run reports all it can. Files are handed in by the caller; see [`Loader`].

mod allowances;
mod alone;
mod catalogue;
mod condition;
mod facts;
mod fields;
mod file;
mod header;
mod ladder;
mod library;
mod loader;
mod mapping;
mod parsed;
mod project;
mod reader;
mod replies;
mod side_file;
mod standalone;
mod texts;
mod translation;
mod tree;
mod valid;
mod words;
mod yaml;

pub use crate::model::replies::RepliesFile;
pub use allowances::Allowance;
pub use fields::fault_in_id;
pub(crate) use ladder::{known_sources, unknown};
pub use library::Library;
pub use loader::{LoadError, Loader, within};
pub use mapping::{MappingFile, read_mapping};
pub use parsed::{Content, Parsed};
pub use project::{read_project, write_project};
pub(crate) use reader::read_to_walk;
pub use reader::{read, read_with_side_files};
pub use replies::{read_replies, read_set, write_replies};
pub use side_file::{Translatable, TranslatedFile, Untranslatable};
pub use texts::Text;
pub use translation::Untranslated;
pub use tree::read_examples;
pub use words::{Declared, FileWord, FileWords, Former, Name, Role};

/// The largest file that is read: ten times the largest honest tree.
pub const LARGEST: usize = 100_000_000;
