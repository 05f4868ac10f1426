//! Participation ladders: rungs from little say to much (`docs/format.md#5-ladders`).

use crate::model::condition::Word;
use crate::model::ids::{IdVec, RungId};
pub use crate::model::level::Level;
use crate::model::texts::{RungTexts, reads_texts};
use crate::model::valid::Valid;
use serde::Serialize;

/// A published work, by its id in `sources`.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Source {
    /// Its id.
    pub id: Word,
    /// Its title.
    pub title: String,
    /// Who wrote or published it.
    pub by: Option<String>,
    /// When.
    pub year: Option<i64>,
    /// Where to find it.
    pub url: Option<Word>,
    /// From when and until when it holds.
    #[serde(skip)]
    pub valid: Valid,
}

/// A reference to a source: `{ref, at}`.
#[derive(Clone, Debug, Serialize)]
pub struct Citation {
    /// The source's id.
    #[serde(rename = "ref")]
    pub source: Word,
    /// Where in it, such as `par. 9`.
    pub at: Option<String>,
}

/// A ladder: its rungs stand in order from little say to much.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Ladder {
    /// Its id.
    pub id: Word,
    /// Its title.
    pub title: String,
    /// The language of its texts.
    pub language: String,
    /// The works it refers to.
    pub sources: Vec<Source>,
    /// From little say to much; never empty.
    pub rungs: IdVec<RungId, Rung>,
}

/// One rung.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Rung {
    /// Its id.
    pub id: Word,
    /// Ids it had in earlier versions.
    pub was: Vec<Word>,
    /// Its texts.
    #[serde(flatten)]
    pub texts: RungTexts,
    /// Where it stands on the crosswalk.
    pub level: Option<Level>,
    /// `false`: this rung alone is not participation.
    pub participation: bool,
    /// Where it comes from.
    pub source: Option<Citation>,
}

reads_texts!(Rung { texts: RungTexts });

impl Ladder {
    /// The rung with this id, or that once had it; as an index.
    pub fn rung(&self, id: &str) -> Option<RungId> {
        let named = |rung: &Rung| rung.id.text == id;
        let once = |rung: &Rung| rung.was.iter().any(|old| old.text == id);
        self.rungs.position(named).or_else(|| self.rungs.position(once))
    }
}
