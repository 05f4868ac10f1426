//! The findings of a run, flattened: what comes from files is made harmless here, before any format sees it.

use super::lines::LineIndex;
use crate::check::Checked;
use crate::model::finding::{Finding, Place, Severity, SourceFiles};
use crate::text::language::Language;
use crate::text::sanitize::logged;
use std::collections::BTreeMap;

/// How `text` looks, and what fails.
#[derive(Clone, Copy, Debug)]
pub struct ListingStyle {
    /// Whether there may be colour.
    pub colour: bool,
    /// Characters on a line.
    pub width: usize,
    /// The mildest severity that fails the run.
    pub fails: Severity,
}

/// A stretch of a file, counted from 1, columns in characters; the end is one past the last character.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Span {
    /// The file.
    pub file: String,
    /// Its first line.
    pub line: usize,
    /// Its first column.
    pub column: usize,
    /// Its last line.
    pub end_line: usize,
    /// One past its last column.
    pub end_column: usize,
}

/// A finding as it is shown.
#[derive(Clone, Debug)]
pub struct ListedFinding<'c> {
    /// The rule.
    pub rule: &'static str,
    /// How bad it is.
    pub severity: Severity,
    /// Where.
    pub spot: Span,
    /// What is wrong.
    pub message: String,
    /// What to do about it.
    pub hint: Option<String>,
    /// The shortest replies that show it, as question and reply.
    pub witness: Option<Vec<(String, String)>>,
    /// Other places that take part, each with what it is.
    pub related: Vec<(Span, String)>,
    /// The finding itself.
    pub finding: &'c Finding,
    /// The files that it is about.
    pub sources: &'c SourceFiles,
}

/// The findings of a run.
#[derive(Debug)]
pub struct Listing<'c> {
    /// By file and place.
    pub entries: Vec<ListedFinding<'c>>,
    /// Every file that was read, whether or not anything is wrong with it.
    pub files: Vec<String>,
    /// YAML that was found and not taken for a file of ours, each with why.
    pub passed: Vec<(String, String)>,
    /// The language of the messages.
    pub language: Language,
}

impl<'c> Listing<'c> {
    /// The findings of some checks. A ladder that two trees name is read twice and listed once.
    pub fn of(checks: impl IntoIterator<Item = &'c Checked>, language: Language) -> Listing<'c> {
        let (mut entries, mut files) = (Vec::new(), Vec::new());
        for checked in checks {
            files.extend(checked.sources.0.iter().map(|source| logged(&source.name)));
            let mut lines: BTreeMap<usize, LineIndex<'c>> = BTreeMap::new();
            entries.extend(checked.findings.iter().map(|finding| entry(checked, finding, &mut lines, language)));
        }
        entries.sort_by(|one, two| ListedFinding::order(one).cmp(&ListedFinding::order(two)));
        entries.dedup_by(|one, two| ListedFinding::order(one) == ListedFinding::order(two));
        files.sort();
        files.dedup();
        Listing { entries, files, passed: Vec::new(), language }
    }

    /// How many entries are as bad as this.
    pub fn count(&self, severity: Severity) -> usize {
        self.entries.iter().filter(|entry| entry.severity == severity).count()
    }
}

impl ListedFinding<'_> {
    fn order(&self) -> (&Span, &'static str, &str) {
        (&self.spot, self.rule, &self.message)
    }

    /// The witness as it would be given on the command line.
    pub(super) fn replies(&self) -> Option<String> {
        let replies = self.witness.as_ref()?;
        Some(replies.iter().map(|(question, reply)| format!("{question}={reply}")).collect::<Vec<_>>().join("; "))
    }

    /// The message, the witness in a sentence, and what to do about it, each on a line.
    pub fn said(&self, language: Language) -> String {
        let parts = [Some(self.message.clone()), self.shown_by(language), self.hint.clone()];
        parts.into_iter().flatten().collect::<Vec<_>>().join("\n")
    }

    /// The witness in a sentence.
    pub(super) fn shown_by(&self, language: Language) -> Option<String> {
        let replies = self.replies()?;
        let said = if replies.is_empty() {
            crate::bilingual!("welke antwoorden er ook gegeven worden", "whatever the replies")
        } else {
            crate::bilingual!("met deze antwoorden: {replies}", "with these replies: {replies}")
        };
        Some(said.to(language).to_owned())
    }
}

fn entry<'c>(
    checked: &'c Checked,
    finding: &'c Finding,
    lines: &mut BTreeMap<usize, LineIndex<'c>>,
    language: Language,
) -> ListedFinding<'c> {
    let sources = &checked.sources;
    let mut spot = |place: Place| {
        let text = sources.0.get(place.file).map_or("", |source| source.text.as_str());
        let lines = lines.entry(place.file).or_insert_with(|| LineIndex::of(text));
        let (line, column) = lines.line_and_column(place.start);
        let (end_line, end_column) = lines.line_and_column(place.end.max(place.start));
        Span { file: logged(sources.name(place)), line, column, end_line, end_column }
    };
    ListedFinding {
        rule: finding.rule,
        severity: checked.severity(finding),
        spot: spot(finding.place),
        message: logged(finding.message.to(language)),
        hint: finding.hint.as_ref().map(|hint| logged(hint.to(language))),
        witness: finding
            .witness
            .as_ref()
            .map(|replies| replies.iter().map(|(question, reply)| (logged(question), logged(reply))).collect()),
        related: finding.related.iter().map(|(place, label)| (spot(*place), logged(label.to(language)))).collect(),
        finding,
        sources,
    }
}
