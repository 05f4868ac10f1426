//! Results written down: advices, findings, exports.

pub mod export;
pub mod findings;
pub mod report;
