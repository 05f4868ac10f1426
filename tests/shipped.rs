//! The files that ship inside the program are sound, complete and translated.

use beslisboom::check::{BUDGET, check};
use beslisboom::draft::{Absence, Shelf, read_with_side_files};
use beslisboom::language::Language;
use beslisboom::shipped;

/// The files that ship, as a shelf.
struct Shipped;

impl Shelf for Shipped {
    fn fetch(&self, path: &str) -> Result<Vec<u8>, Absence> {
        shipped::file(path).map(|text| text.as_bytes().to_vec()).ok_or(Absence::Missing)
    }
}

#[test]
fn every_shipped_tree_is_sound_in_both_languages() {
    for name in shipped::names("") {
        for language in [Language::Dutch, Language::English] {
            let path = format!("{name}.yaml");
            let text = shipped::file(&path).unwrap();
            let checked = check(read_with_side_files(&path, text.as_bytes(), language, &Shipped), BUDGET);
            let shown: Vec<String> = checked
                .findings
                .iter()
                .map(|finding| {
                    let (line, column) = checked.sources.line_and_column(finding.place);
                    let hint = finding.hint.as_ref().map(ToString::to_string).unwrap_or_default();
                    format!(
                        "{}:{line}:{column} {} {} ({hint})",
                        checked.sources.name(finding.place),
                        finding.rule,
                        finding.message
                    )
                })
                .collect();
            assert!(checked.tree.is_some() && shown.is_empty(), "{name}: {}\n{}", shown.len(), shown.join("\n"));
            println!("{name}: {} states", checked.states);
        }
    }
}
