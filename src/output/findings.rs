//! Findings for people, for editors and for CI: flattened once, then laid out by one file per format.
//!
//! Every format shows the same findings.

mod cut;
mod github;
mod gitlab;
mod json;
mod junit;
mod lines;
mod listing;
mod rules;
mod sarif;
mod short;
mod text;

pub use listing::{Entry, Listing, Look, Spot};
pub use rules::rules;

/// How findings are laid out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// For people: the line itself, with what to do about it.
    Text,
    /// One line each, for editors.
    Short,
    /// `beslisboom/findings/1`, for programs.
    Json,
    /// SARIF 2.1.0, for code scanning.
    Sarif,
    /// Workflow commands of GitHub.
    Github,
    /// Code quality of GitLab.
    Gitlab,
    /// `JUnit` XML, which every CI shows.
    Junit,
}

impl Format {
    /// Every format.
    pub const ALL: [Format; 7] =
        [Format::Text, Format::Short, Format::Json, Format::Sarif, Format::Github, Format::Gitlab, Format::Junit];

    /// The word on the command line.
    pub fn word(self) -> &'static str {
        match self {
            Format::Text => "text",
            Format::Short => "short",
            Format::Json => "json",
            Format::Sarif => "sarif",
            Format::Github => "github",
            Format::Gitlab => "gitlab",
            Format::Junit => "junit",
        }
    }
}

impl Listing<'_> {
    /// The whole run in one format; the same entries always give the same bytes.
    pub fn show(&self, format: Format, look: Look) -> String {
        match format {
            Format::Text => text::text(self, look),
            Format::Short => short::short(self),
            Format::Json => json::json(self),
            Format::Sarif => sarif::sarif(self),
            Format::Github => github::github(self),
            Format::Gitlab => gitlab::gitlab(self),
            Format::Junit => junit::junit(self, look.fails),
        }
    }
}
