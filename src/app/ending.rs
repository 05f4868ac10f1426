//! How a command ended: what its exit status says.

/// How a command that could do its work ended.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Ending {
    /// Nothing to remark.
    Fine,
    /// There were remarks.
    Remarks,
    /// It could not be done; what to do was said already.
    Refused,
    /// Somebody stopped it.
    Stopped,
}
