//! The files that ship inside the program: trees, ladders, catalogues and their translations.

macro_rules! shipped {
    ($($path:literal),* $(,)?) => {
        /// Every file, by its path below `trees/`, in alphabetical order.
        pub const FILES: &[(&str, &str)] = &[$(($path, include_str!(concat!("../../trees/", $path)))),*];
    };
}

shipped![
    "brabant.en.yaml",
    "brabant.yaml",
    "catalogues/aandachtspunten.en.yaml",
    "catalogues/aandachtspunten.yaml",
    "catalogues/werkvormen.en.yaml",
    "catalogues/werkvormen.yaml",
    "evaluatie.en.yaml",
    "evaluatie.yaml",
    "heusden.en.yaml",
    "heusden.yaml",
    "initiatief.en.yaml",
    "initiatief.yaml",
    "ladders/amsterdam.en.yaml",
    "ladders/amsterdam.yaml",
    "ladders/arnstein.en.yaml",
    "ladders/arnstein.yaml",
    "ladders/brabant.en.yaml",
    "ladders/brabant.yaml",
    "ladders/den-haag.en.yaml",
    "ladders/den-haag.yaml",
    "ladders/edelenbos.en.yaml",
    "ladders/edelenbos.yaml",
    "ladders/heusden.en.yaml",
    "ladders/heusden.yaml",
    "ladders/iap2.en.yaml",
    "ladders/iap2.yaml",
    "ladders/leiden.en.yaml",
    "ladders/leiden.yaml",
    "ladders/overheidsparticipatie.en.yaml",
    "ladders/overheidsparticipatie.yaml",
    "ladders/schiedam.en.yaml",
    "ladders/schiedam.yaml",
    "ladders/vroom.en.yaml",
    "ladders/vroom.yaml",
    "oecd.en.yaml",
    "oecd.yaml",
    "omgevingswet.en.yaml",
    "omgevingswet.yaml",
    "schiedam.en.yaml",
    "schiedam.yaml",
    "vroom.en.yaml",
    "vroom.yaml",
];

/// The tree that is walked when none is named.
pub const DEFAULT_TREE: &str = "schiedam";

/// The tree that judges a project afterwards.
pub const JUDGEMENT_TREE: &str = "evaluatie";

/// The text of the file at a path below `trees/`.
pub fn file(path: &str) -> Option<&'static str> {
    FILES.iter().find(|(name, _)| *name == path).map(|(_, text)| *text)
}

/// The names in a folder (`""` for trees, `ladders`, `catalogues`), translations left out.
pub fn names(folder: &str) -> impl Iterator<Item = &'static str> {
    let prefix = if folder.is_empty() { String::new() } else { format!("{folder}/") };
    FILES.iter().filter_map(move |(path, _)| {
        let name = path.strip_prefix(prefix.as_str())?.strip_suffix(".yaml")?;
        (!name.contains(['/', '.'])).then_some(name)
    })
}
