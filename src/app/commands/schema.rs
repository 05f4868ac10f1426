//! `schema`: the JSON Schema of a sort of file, for editors.

use crate::app::cli::{SchemaArgs, SchemaOf};
use crate::app::ending::Ending;
use crate::app::system;
use crate::source::keys::Part;
use crate::source::schema::schema;
use crate::text::language::Language;
use anyhow::Result;

/// Prints the schema of one sort of file, its explanations in the language that is spoken.
pub(crate) fn run(args: &SchemaArgs, language: Language) -> Result<Ending> {
    let file = match args.kind {
        SchemaOf::Tree => Part::Tree,
        SchemaOf::Ladder => Part::Ladder,
        SchemaOf::Catalogue => Part::Catalogue,
        SchemaOf::Replies => Part::Replies,
        SchemaOf::Project => Part::Project,
    };
    let mut text = serde_json::to_string_pretty(&schema(file, language))?;
    text.push('\n');
    system::put(&text)?;
    Ok(Ending::Fine)
}
