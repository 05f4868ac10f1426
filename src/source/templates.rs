//! Trees to begin with: one sound tree of each sort, in both languages, to be made one's own.

use crate::text::language::Language;

/// A sort of tree.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sort {
    /// One question after another, each with its way on.
    Steps,
    /// Answers add points, and the points decide.
    Points,
    /// Two questions beside one another decide together.
    Matrix,
    /// Everything that is asked for has to be there.
    Checklist,
}

impl Sort {
    /// Every sort, in the order in which they are offered.
    pub const ALL: [Sort; 4] = [Sort::Steps, Sort::Points, Sort::Matrix, Sort::Checklist];

    /// The tree to begin with.
    pub fn template(self, language: Language) -> &'static str {
        macro_rules! template {
            ($name:literal) => {
                language.pick(
                    include_str!(concat!("templates/nl/", $name, ".yaml")),
                    include_str!(concat!("templates/en/", $name, ".yaml")),
                )
            };
        }
        match self {
            Sort::Steps => template!("steps"),
            Sort::Points => template!("points"),
            Sort::Matrix => template!("matrix"),
            Sort::Checklist => template!("checklist"),
        }
    }

    /// The tree with another id and title.
    pub fn tree(self, language: Language, id: Option<&str>, title: Option<&str>) -> String {
        // Text between double quotes is the same in JSON and in YAML.
        let title = title.map(|title| format!("title: {}", serde_json::Value::from(title)));
        let id = id.map(|id| format!("id: {id}"));
        let own = |line: &str| match line.split_once(": ") {
            Some(("id", _)) => id.clone(),
            Some(("title", _)) => title.clone(),
            _ => None,
        };
        self.template(language).lines().map(|line| own(line).unwrap_or_else(|| line.to_owned()) + "\n").collect()
    }
}

/// An id made of a name; `None` where nothing of it can be one.
pub fn id_of(name: &str) -> Option<String> {
    let plain = |letter: char| match letter {
        'à'..='å' => 'a',
        'ç' => 'c',
        'è'..='ë' => 'e',
        'ì'..='ï' => 'i',
        'ñ' => 'n',
        'ò'..='ö' => 'o',
        'ù'..='ü' => 'u',
        letter => letter,
    };
    let name: String = name.to_lowercase().chars().map(plain).collect();
    let parts: Vec<&str> =
        name.split(|letter: char| !letter.is_ascii_alphanumeric()).filter(|it| !it.is_empty()).collect();
    let id = parts.join("-");
    id.starts_with(|letter: char| letter.is_ascii_alphabetic()).then_some(id)
}
