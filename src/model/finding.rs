//! What is wrong with a file: a rule's name, one place in a source, and what to do about it.

use crate::text::language::Bilingual;

/// How bad a finding is. Ordered from mild to bad.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// Worth knowing; never fails a run.
    Remark,
    /// Probably wrong; the file can still be used.
    Warning,
    /// Cannot be used.
    Error,
}

impl Severity {
    /// Every severity, from mild to bad.
    pub const ALL: [Severity; 3] = [Severity::Remark, Severity::Warning, Severity::Error];

    /// The word in machine formats and on the command line.
    pub fn word(self) -> &'static str {
        match self {
            Severity::Remark => "remark",
            Severity::Warning => "warning",
            Severity::Error => "error",
        }
    }
}

/// A stretch of bytes in one source: `file` is an index into [`SourceFiles`], `start..end` are byte offsets.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Place {
    /// Which source.
    pub file: usize,
    /// First byte.
    pub start: usize,
    /// One past the last byte; equal to `start` for a spot between two characters.
    pub end: usize,
}

/// One thing that is wrong, at one place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// The rule's name, as in `# allow: NAME -- reason`.
    pub rule: &'static str,
    /// Where.
    pub place: Place,
    /// What is wrong: lower case, names in backticks, no full stop.
    pub message: Bilingual,
    /// What to do about it.
    pub hint: Option<Bilingual>,
    /// Other places that take part, each with what it is.
    pub related: Vec<(Place, Bilingual)>,
    /// The shortest replies that show it, as question id and reply, in the order they are met.
    pub witness: Option<Vec<(String, String)>>,
}

impl Finding {
    /// A finding with a message and nothing else.
    pub fn new(rule: &'static str, place: Place, message: Bilingual) -> Finding {
        Finding { rule, place, message, hint: None, related: Vec::new(), witness: None }
    }

    /// The same with what to do about it.
    pub fn hint(mut self, hint: Bilingual) -> Finding {
        self.hint = Some(hint);
        self
    }

    /// The same with a hint where there is one.
    pub fn maybe_hint(mut self, hint: Option<Bilingual>) -> Finding {
        self.hint = hint.or(self.hint);
        self
    }

    /// The same with another place that takes part.
    pub fn related(mut self, place: Place, label: Bilingual) -> Finding {
        self.related.push((place, label));
        self
    }

    /// The same with the replies that show it.
    pub fn witness(mut self, replies: Vec<(String, String)>) -> Finding {
        self.witness = Some(replies);
        self
    }
}

/// One file as it was read: its name as shown to people, and its text.
#[derive(Clone, Debug)]
pub struct SourceFile {
    /// The path or built-in name.
    pub name: String,
    /// The text, line ends as they were, without byte-order mark.
    pub text: String,
}

/// The files that one tree was read from; [`Place::file`] points into it.
#[derive(Clone, Debug, Default)]
pub struct SourceFiles(pub Vec<SourceFile>);

impl SourceFiles {
    /// Line and column of a place's start, both counted from 1, columns in characters.
    pub fn line_and_column(&self, place: Place) -> (usize, usize) {
        let Some(source) = self.0.get(place.file) else { return (1, 1) };
        let mut start = place.start.min(source.text.len());
        while !source.text.is_char_boundary(start) {
            start -= 1;
        }
        let before = &source.text[..start];
        let line_start = before.rfind('\n').map_or(0, |at| at + 1);
        (before.matches('\n').count() + 1, before[line_start..].chars().count() + 1)
    }

    /// The name of the file that a place is in.
    pub fn name(&self, place: Place) -> &str {
        self.0.get(place.file).map_or("", |source| source.name.as_str())
    }
}

/// The name in `known` that a wrong one most resembles, if any resembles it enough to suggest.
///
/// White space, case and a space for a hyphen are seen through; otherwise at most a third of the
/// letters may differ (Damerau-Levenshtein distance).
pub fn nearest<'a>(wrong: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let plain = |text: &str| text.trim().to_lowercase().replace([' ', '_'], "-");
    let wrong = plain(wrong);
    let length = wrong.chars().count();
    let allowed = (length / 3).max(1);
    known
        .into_iter()
        // Measuring is dear, and a hostile file may have every name wrong.
        .take(1_000)
        .filter(|name| name.chars().count().abs_diff(length) <= allowed + 2)
        .map(|name| (strsim::damerau_levenshtein(&wrong, &plain(name)), name))
        .filter(|(distance, _)| *distance <= allowed)
        .min_by_key(|(distance, _)| *distance)
        .map(|(_, name)| name)
}

/// `did you mean …?` for the nearest of `known`.
pub fn did_you_mean<'a>(wrong: &str, known: impl IntoIterator<Item = &'a str>) -> Option<Bilingual> {
    let name = nearest(wrong, known)?;
    Some(if wrong != wrong.trim() && wrong.trim() == name {
        crate::bilingual!(
            "haal de spatie aan het begin of eind weg: `{name}`",
            "take out the space at the beginning or end: `{name}`"
        )
    } else {
        crate::bilingual!("bedoelde je `{name}`?", "did you mean `{name}`?")
    })
}
