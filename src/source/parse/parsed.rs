//! What comes of reading a file.

use super::allowances::Allowance;
use super::texts::Text;
use super::translation::Untranslated;
use crate::model::catalogue::Catalogue;
use crate::model::finding::{Finding, SourceFiles};
use crate::model::ladder::Ladder;
use crate::model::project::Project;
use crate::model::replies::RepliesFile;
use crate::model::tree::{ByName, Draft};

/// What a file is.
#[derive(Clone, Debug)]
pub enum Content {
    /// A tree, with its ladder and catalogues.
    Tree(Box<Draft>),
    /// A ladder by itself.
    Ladder(Ladder),
    /// A catalogue by itself.
    Catalogue(Box<Catalogue<ByName>>),
    /// A side file with texts in another language.
    Translation,
    /// Somebody's replies.
    Replies(Box<RepliesFile>),
    /// A project.
    Project(Box<Project>),
    /// Which columns of a list are which questions.
    Mapping,
}

/// What came of reading: the sources that were read, the content where anything could be made of it,
/// and every fault.
#[derive(Clone, Debug)]
pub struct Parsed {
    /// The files, in the order they were read.
    pub sources: SourceFiles,
    /// The content.
    pub content: Option<Content>,
    /// What is wrong with how it is written.
    pub findings: Vec<Finding>,
    /// Every text for people, in the files and in the side files that were read.
    pub texts: Vec<Text>,
    /// What the side files that were read leave untranslated.
    pub untranslated: Vec<Untranslated>,
    /// What the authors allow.
    pub allowances: Vec<Allowance>,
    /// Whether every side file was read, see [`read_with_side_files`](super::read_with_side_files).
    pub thorough: bool,
}
