//! The cases that ship inside the program, from published texts.

use crate::model::case::Case;
use crate::source::parse::read_project;
use crate::text::language::Language;
use std::sync::LazyLock;

macro_rules! shipped {
    ($($id:literal),* $(,)?) => {
        /// Every case by its id, in Dutch and in English.
        pub const FILES: &[(&str, &str, &str)] = &[$((
            $id,
            include_str!(concat!("../../cases/", $id, ".yaml")),
            include_str!(concat!("../../cases/", $id, ".en.yaml")),
        )),*];
    };
}

shipped![
    "24-uur-van-zeist",
    "berflo-es",
    "bezuinigingsdialoog-zeist",
    "broedplaats-amersfoort",
    "buurtplatformrecht-amsterdam",
    "de-grassen",
    "dorpsondersteuner-gemert-bakel",
    "energiecooperatie-austerlitz",
    "g1000-amersfoort",
    "gat-van-bolmers-schiedam",
    "hedikhuizen",
    "k-buurt-amsterdam",
    "kernbeheerders-hollands-kroon",
    "kruiskamp-onderneemt",
    "leefstraat-gent",
    "slot-zeist",
    "sport-en-bewegen-heusden",
    "stamtafel-zeist",
    "uit-je-eigen-stad-rotterdam",
    "woonvisie-schiedam",
];

/// The cases, as they are told in a language.
pub fn cases(language: Language) -> &'static [Case] {
    static DUTCH: LazyLock<Vec<Case>> = LazyLock::new(|| read(Language::Dutch));
    static ENGLISH: LazyLock<Vec<Case>> = LazyLock::new(|| read(Language::English));
    match language {
        Language::Dutch => &DUTCH,
        Language::English => &ENGLISH,
    }
}

fn read(language: Language) -> Vec<Case> {
    let case = |(id, dutch, english): &(&str, &str, &str)| {
        let project = read_project(id, language.pick(dutch, english).as_bytes()).0?;
        Some(Case { id: (*id).to_owned(), project, shipped: true })
    };
    FILES.iter().filter_map(case).collect()
}
