//! `schema`: the JSON Schema of a sort of file, for editors.

use super::Ending;
use crate::cli::{Schema, SchemaOf};
use crate::world;
use anyhow::Result;
use beslisboom::language::Language;
use beslisboom::schema::{Sort, schema};

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
    world::put(&text)?;
    Ok(Ending::Fine)
}
