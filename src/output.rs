//! Results written down: advices, findings, exports.

pub mod cases;
pub mod changes;
pub(crate) mod document;
pub mod export;
pub mod figures;
pub mod findings;
pub mod fitted;
pub mod format;
pub mod monitor;
pub mod project;
#[cfg(feature = "cli")]
pub(crate) mod project_form;
pub mod report;
pub(crate) mod share;
pub(crate) mod words;
pub(crate) mod xml;
