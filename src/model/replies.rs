//! Replies: what somebody gave, kept by question id and never by order (`docs/format.md#replies-files`).

use crate::model::condition::Word;
use crate::model::ids::QuestionId;
use crate::model::stage::{ById, ByName, Stage};
use std::collections::BTreeMap;
use std::fmt;
use std::str::FromStr;

/// A number with up to six decimals, exact: millionths in an integer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Decimal(i64);

const SCALE: i64 = 1_000_000;

impl Decimal {
    /// The largest number there is.
    pub(crate) const MOST: Decimal = Decimal(i64::MAX);

    /// The smallest whole number that is not smaller.
    pub fn next_whole(self) -> Decimal {
        Decimal((self.0 + SCALE - 1).div_euclid(SCALE) * SCALE)
    }

    /// The number just below it: a millionth less, or the next smaller whole number.
    pub(crate) fn before(self, decimals: bool) -> Decimal {
        let less = Decimal(self.0.saturating_sub(1));
        if decimals { less } else { Decimal(less.0.div_euclid(SCALE).saturating_mul(SCALE)) }
    }

    /// The number just above it: a millionth more, or the next larger whole number.
    pub(crate) fn after(self, decimals: bool) -> Decimal {
        let more = Decimal(self.0.saturating_add(1));
        if decimals { more } else { more.next_whole() }
    }

    /// The largest whole number that is not larger.
    pub fn floor(self) -> i64 {
        self.0.div_euclid(SCALE)
    }

    /// Whether it is a whole number.
    pub fn is_whole(self) -> bool {
        self.0 % SCALE == 0
    }
}

impl From<i64> for Decimal {
    /// A whole number; the largest there is where it does not fit.
    fn from(whole: i64) -> Decimal {
        Decimal(whole.saturating_mul(SCALE))
    }
}

/// Reads `12`, `-3`, `2.5`; a comma does as a decimal point. Fails on anything else.
impl FromStr for Decimal {
    type Err = ();

    fn from_str(text: &str) -> Result<Decimal, ()> {
        let (negative, digits) = match text.strip_prefix('-') {
            Some(rest) => (true, rest),
            None => (false, text.strip_prefix('+').unwrap_or(text)),
        };
        let (whole, part) = digits.split_once(['.', ',']).unwrap_or((digits, "0"));
        let all_digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
        let part = part.trim_end_matches('0');
        if !all_digits(whole) || !(part.is_empty() || all_digits(part)) || part.len() > 6 {
            return Err(());
        }
        let millionths: i64 = format!("{part:0<6}").parse().map_err(|_| ())?;
        let whole: i64 = whole.parse().map_err(|_| ())?;
        let size = whole.checked_mul(SCALE).and_then(|whole| whole.checked_add(millionths)).ok_or(())?;
        Ok(Decimal(if negative { -size } else { size }))
    }
}

impl fmt::Display for Decimal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let sign = if self.0 < 0 { "-" } else { "" };
        let (whole, part) = (self.0.unsigned_abs() / SCALE as u64, self.0.unsigned_abs() % SCALE as u64);
        let part = format!("{part:06}");
        match part.trim_end_matches('0') {
            "" => write!(f, "{sign}{whole}"),
            part => write!(f, "{sign}{whole}.{part}"),
        }
    }
}

/// A band of a number question: from `from` (included) to `below` (not included).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Band {
    /// The lowest number that is in.
    pub from: Option<Decimal>,
    /// The lowest number that is out again.
    pub below: Option<Decimal>,
}

impl Band {
    /// Whether a number is in.
    pub fn holds(self, number: Decimal) -> bool {
        self.from.is_none_or(|from| number >= from) && self.below.is_none_or(|below| number < below)
    }
}

/// What somebody gave on one question.
#[derive(Clone, Debug, PartialEq)]
pub enum Reply<S: Stage> {
    /// These answers: one of a choice or band, one or more of a multiple; sorted by the tree's order.
    Answers(Vec<S::Answer>),
    /// A number, of a number question.
    Number(Decimal),
    /// Any of these, and nothing else.
    OneOf(Vec<S::Answer>),
    /// "I do not know": the same as no reply for every result, but not asked again.
    Unknown,
}

/// What people write where they do not know, in small letters.
pub const UNKNOWN: [&str; 12] = [
    "onbekend",
    "unknown",
    "weet ik niet",
    "weet ik nog niet",
    "weet niet",
    "weet nog niet",
    "niet bekend",
    "nog niet bekend",
    "i do not know",
    "i do not know yet",
    "i don't know",
    "don't know",
];

/// Replies by question; what is not there was not given.
pub type Replies = BTreeMap<QuestionId, Reply<ById>>;

/// A replies file, or the replies on one part of a project, as written.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct RepliesFile {
    /// The tree it answers.
    pub tree: Option<Word>,
    /// That tree's version.
    pub version: Option<String>,
    /// That tree's hash.
    pub hash: Option<String>,
    /// The project.
    pub project: Option<String>,
    /// The phase or sub-question.
    pub part: Option<String>,
    /// The replies, by question.
    pub replies: Vec<(Word, Reply<ByName>)>,
    /// A person's own words, by question.
    pub notes: Vec<(Word, String)>,
    /// The rung that was chosen instead of the advised one, and why.
    pub chosen: Option<(Word, Option<String>)>,
    /// Ids of methods that the approach is to hold.
    pub with: Vec<Word>,
    /// Ids of methods that it is to leave out.
    pub without: Vec<Word>,
    /// The file of the tree (`x-tree-file`), where it does not ship with the program: a conversation that
    /// was stopped has to find it again.
    pub tree_file: Option<String>,
}
