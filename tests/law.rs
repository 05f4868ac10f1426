//! `docs/recht.md` names every duty in the files with its article: `examples/pages` makes it.
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

#[path = "../examples/pages/law.rs"]
mod law;
#[path = "common/pages.rs"]
mod pages;

use std::path::Path;

#[test]
fn the_page_of_the_law_is_up_to_date() {
    pages::is_up_to_date("docs/recht.md", &law::page(), "law");
}

#[test]
fn every_duty_names_an_article_a_law_and_who_it_is_for() {
    for duty in law::files().iter().flat_map(|file| &file.duties) {
        let law::Duty { advice, source, at } = duty;
        let id = &advice.id.text;
        assert!(advice.text.contains("artikel"), "{id} names no article to its reader");
        assert!(advice.moment.is_some() && !advice.readers.is_empty(), "{id} does not say for whom and when");
        assert!(at.contains("artikel") || source.by.as_deref() == Some("Europa decentraal"), "{id}: {at}");
        let of_law = ["Rijksoverheid", "Hoge Raad", "Europa decentraal"];
        assert!(source.by.as_deref().is_some_and(|by| of_law.contains(&by)), "{id} rests on {}", source.title);
    }
}

/// Counted in the files as they lie on disk, apart from what reads them.
#[test]
fn every_duty_in_the_folder_stands_on_the_page() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let page = std::fs::read_to_string(root.join("docs/recht.md")).unwrap();
    let mut duties = 0;
    for folder in ["trees", "trees/catalogues"] {
        for entry in std::fs::read_dir(root.join(folder)).unwrap() {
            let path = entry.unwrap().path();
            let Ok(text) = std::fs::read_to_string(&path) else { continue };
            let lines: Vec<&str> = text.lines().collect();
            for pair in lines.windows(2).filter(|pair| pair[1].trim() == "kind: duty") {
                let id = pair[0].trim().trim_end_matches(':');
                assert!(page.contains(&format!("| `{id}` |")), "{}: {id}", path.display());
                duties += 1;
            }
        }
    }
    assert_eq!(page.lines().filter(|line| line.starts_with("| `")).count(), duties);
    assert!(duties > 20, "{duties}");
}
