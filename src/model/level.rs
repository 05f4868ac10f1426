//! The crosswalk between ladders.

use crate::model::words::words;

/// The crosswalk between ladders: the IAP2 Spectrum of Public Participation, from little say to much.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Level {
    /// People are told.
    Inform,
    /// People are heard.
    Consult,
    /// People's wishes are worked into the alternatives.
    Involve,
    /// People and government decide together within agreed limits.
    Collaborate,
    /// People decide.
    Empower,
}

words!(Level {
    Inform = "inform",
    Consult = "consult",
    Involve = "involve",
    Collaborate = "collaborate",
    Empower = "empower",
});
