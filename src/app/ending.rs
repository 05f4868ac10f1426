//! How a command ended: what its exit status says.

use crate::app::system;
use crate::text::language::Language;
use crate::text::sanitize;
use std::process::ExitCode;

/// How a command that could do its work ended.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Ending {
    /// Nothing to remark.
    Fine,
    /// There were remarks.
    Remarks,
    /// Between two versions what is offered differs, and no result.
    OtherOffers,
    /// Between two versions reasons differ, and nothing that is offered.
    OtherReasons,
    /// It could not be done; what to do was said already.
    Refused,
    /// Somebody stopped it.
    Stopped,
}

/// Says why something could not be done, in the reader's language.
pub(crate) fn could_not(fault: &anyhow::Error, language: Language) -> ExitCode {
    let error = language.pick("fout", "error");
    let cause = |cause: &(dyn std::error::Error + 'static)| {
        if cause.is::<system::Unwritten>() {
            return language.pick("kan de uitvoer niet schrijven", "cannot write the output").to_owned();
        }
        let reason = cause.downcast_ref().map(system::said);
        reason.map_or_else(|| cause.to_string(), |reason| reason.to(language).to_owned())
    };
    let mut causes: Vec<String> = fault.chain().map(cause).collect();
    causes.dedup();
    system::tell(&format!("{error}: {}", sanitize::lines(&causes.join(": "))));
    ExitCode::from(2)
}
