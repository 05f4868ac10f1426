//! `schema`: the JSON Schema of a sort of file, for editors.

use crate::app::cli::{Schema, SchemaOf};
use crate::app::ending::Ending;
use crate::app::system;
use crate::source::schema::{Sort, schema};
use crate::text::language::Language;
use anyhow::Result;

/// Prints the schema of one sort of file, its explanations in the language that is spoken.
pub(crate) fn run(args: &Schema, language: Language) -> Result<Ending> {
    let sort = match args.kind {
        SchemaOf::Tree => Sort::Tree,
        SchemaOf::Ladder => Sort::Ladder,
        SchemaOf::Catalogue => Sort::Catalogue,
        SchemaOf::Replies => Sort::Replies,
    };
    let mut text = serde_json::to_string_pretty(&schema(sort, language))?;
    text.push('\n');
    system::put(&text)?;
    Ok(Ending::Fine)
}
