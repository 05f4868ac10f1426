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

pub use listing::{ListedFinding, Listing, ListingStyle, Span};
pub use rules::rules;

/// How findings are laid out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FindingsFormat {
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

impl FindingsFormat {
    /// Every format.
    pub const ALL: [FindingsFormat; 7] = [
        FindingsFormat::Text,
        FindingsFormat::Short,
        FindingsFormat::Json,
        FindingsFormat::Sarif,
        FindingsFormat::Github,
        FindingsFormat::Gitlab,
        FindingsFormat::Junit,
    ];

    /// The word on the command line.
    pub fn word(self) -> &'static str {
        match self {
            FindingsFormat::Text => "text",
            FindingsFormat::Short => "short",
            FindingsFormat::Json => "json",
            FindingsFormat::Sarif => "sarif",
            FindingsFormat::Github => "github",
            FindingsFormat::Gitlab => "gitlab",
            FindingsFormat::Junit => "junit",
        }
    }
}

impl Listing<'_> {
    /// The whole run in one format; the same entries always give the same bytes.
    pub fn show(&self, format: FindingsFormat, look: ListingStyle) -> String {
        match format {
            FindingsFormat::Text => text::text(self, look),
            FindingsFormat::Short => short::short(self),
            FindingsFormat::Json => json::json(self),
            FindingsFormat::Sarif => sarif::sarif(self),
            FindingsFormat::Github => github::github(self),
            FindingsFormat::Gitlab => gitlab::gitlab(self),
            FindingsFormat::Junit => junit::junit(self, look.fails),
        }
    }
}
