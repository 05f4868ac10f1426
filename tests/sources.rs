//! `docs/bronnen.md` says what the files say of their sources: `examples/pages` makes it.
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

#[path = "common/pages.rs"]
mod pages;
#[path = "../examples/pages/sources.rs"]
mod sources;

#[test]
fn the_page_of_sources_is_up_to_date() {
    pages::is_up_to_date("docs/bronnen.md", &sources::page(), "sources");
}

#[test]
fn what_is_ours_is_marked_in_words_that_the_page_knows() {
    let mut marked = 0;
    for file in sources::files() {
        for source in &file.sources {
            let makers = source.by.as_deref().is_some_and(|by| by.contains("makers"));
            assert_eq!(
                makers,
                source.id.text == sources::OWN,
                "{} `{}`: source `{}`",
                file.kind,
                file.name,
                source.id.text
            );
        }
        for item in &file.items {
            let ours =
                beslisboom::text::prose::words(item.at()).any(|(_, word)| matches!(word, "wij" | "ons" | "onze"));
            assert!(
                !ours || item.is_own() || item.ours().is_some(),
                "{}: {} says `{}`",
                file.name,
                item.name,
                item.at()
            );
            marked += usize::from(ours);
        }
    }
    assert!(marked > 50, "{marked}");
}

#[test]
fn a_remark_is_what_stands_between_brackets() {
    assert_eq!(sources::remark("par. 8 (deze grens is van ons)", &sources::OURS), Some("deze grens is van ons"));
    assert_eq!(
        sources::remark("bijlage (leerpunten); de rest (tip) (de rest is van ons)", &sources::OURS),
        Some("de rest is van ons")
    );
    assert_eq!(sources::remark("loslaten (alleen de naam)", &sources::OURS), Some("alleen de naam"));
    assert_eq!(sources::remark("de tip is van ons", &sources::OURS), Some("de tip is van ons"));
    assert_eq!(sources::remark("eigen stad (wijk)", &sources::OURS), None);
}
