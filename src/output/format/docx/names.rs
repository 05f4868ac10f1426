//! The name spaces and bounds of Word documents.

/// Of words, paragraphs and styles.
pub(super) const WORDS: &str = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";

/// Of parts that name each other.
pub(super) const LINKS: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
