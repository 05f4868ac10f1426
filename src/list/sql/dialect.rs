//! Where the SQL of one engine differs from that of another.

use crate::text::sanitize::is_unsafe;
use std::fmt::Write as _;

/// Whose SQL it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Dialect {
    /// DuckDB.
    DuckDb,
    /// PostgreSQL, from version 12.
    PostgreSql,
    /// Apache Spark, from version 3.4.
    Spark,
}

/// All that is a space in a cell, as ranges of letters.
const SPACES: [(u32, u32); 9] = [
    (0x9, 0xd),
    (0x20, 0x20),
    (0x85, 0x85),
    (0xa0, 0xa0),
    (0x1680, 0x1680),
    (0x2000, 0x200a),
    (0x2028, 0x2029),
    (0x202f, 0x205f),
    (0x3000, 0x3000),
];

impl Dialect {
    /// A name of a table or column.
    pub(super) fn name(self, name: &str) -> String {
        match self {
            Dialect::Spark => format!("`{}`", name.replace('`', "``")),
            _ => format!("\"{}\"", name.replace('"', "\"\"")),
        }
    }

    /// A text. What may not be seen in it is written as an escape, so that the query is what it looks like.
    pub(super) fn text(self, text: &str) -> String {
        let mut escaped = false;
        let mut inside = String::with_capacity(text.len());
        for letter in text.chars() {
            let code = u32::from(letter);
            match (self, letter) {
                (Dialect::DuckDb, it) if is_unsafe(it) => {
                    let _ = write!(inside, "' || chr({code}) || '");
                    escaped = true;
                }
                (_, it) if is_unsafe(it) => {
                    let _ =
                        if code > 0xffff { write!(inside, "\\U{code:08X}") } else { write!(inside, "\\u{code:04X}") };
                    escaped = true;
                }
                (Dialect::PostgreSql | Dialect::Spark, '\\') => {
                    inside += "\\\\";
                    escaped = true;
                }
                (Dialect::Spark, '\'') => inside += "\\'",
                (_, '\'') => inside += "''",
                (_, it) => inside.push(it),
            }
        }
        match self {
            Dialect::PostgreSql if escaped => format!("E'{inside}'"),
            Dialect::DuckDb if escaped => format!("('{inside}')"),
            _ => format!("'{inside}'"),
        }
    }

    /// A cell as text, whatever its type.
    pub(super) fn as_text(self, term: &str) -> String {
        format!("CAST({term} AS {})", if self == Dialect::Spark { "STRING" } else { "VARCHAR" })
    }

    /// Whether a column holds texts, rather than numbers.
    pub(super) fn is_text(self, column: &str) -> String {
        match self {
            Dialect::DuckDb => format!("(typeof({column}) = 'VARCHAR')"),
            Dialect::PostgreSql => {
                format!("(CAST(pg_typeof({column}) AS VARCHAR) IN ('text', 'character varying', 'character'))")
            }
            Dialect::Spark => format!("(typeof({column}) = 'string')"),
        }
    }

    /// A text with one space wherever there were any.
    pub(super) fn one_space(self, term: &str) -> String {
        let mut class = String::new();
        for (from, to) in SPACES {
            for code in [from, to] {
                let _ = match self {
                    Dialect::DuckDb => write!(class, "\\x{{{code:x}}}"),
                    _ => write!(class, "\\u{code:04x}"),
                };
                if from == to {
                    break;
                }
                if code == from {
                    class.push('-');
                }
            }
        }
        let pattern = self.pattern(&format!("[{class}]+"));
        let every = if self == Dialect::Spark { "" } else { ", 'g'" };
        format!("trim(regexp_replace({term}, {pattern}, ' '{every}))")
    }

    /// Whether a text is what a pattern says.
    pub(super) fn matches(self, term: &str, pattern: &str) -> String {
        let pattern = self.pattern(pattern);
        match self {
            Dialect::DuckDb => format!("regexp_matches({term}, {pattern})"),
            Dialect::PostgreSql => format!("({term} ~ {pattern})"),
            Dialect::Spark => format!("({term} RLIKE {pattern})"),
        }
    }

    /// A pattern is a text in which a stroke is a stroke.
    fn pattern(self, pattern: &str) -> String {
        match self {
            Dialect::DuckDb => format!("'{pattern}'"),
            Dialect::PostgreSql => format!("E'{}'", pattern.replace('\\', "\\\\")),
            Dialect::Spark => format!("'{}'", pattern.replace('\\', "\\\\")),
        }
    }

    /// A text that is a number, as a number; nothing where it has more digits than an engine takes.
    pub(super) fn decimal(self, term: &str) -> String {
        match self {
            Dialect::PostgreSql => format!("CAST({term} AS NUMERIC)"),
            _ => format!("TRY_CAST({term} AS DECIMAL(30, 6))"),
        }
    }

    /// A row of the table as one value, and its columns again.
    pub(super) fn packed(self) -> &'static str {
        if self == Dialect::Spark { "struct(t.*)" } else { "t" }
    }

    pub(super) fn unpacked(self) -> &'static str {
        if self == Dialect::PostgreSql { "(r).*" } else { "r.*" }
    }

    /// What stands before a part of the query, so that it is neither kept in a table nor worked out anew.
    pub(super) fn part(self) -> &'static str {
        if self == Dialect::Spark { "" } else { "NOT MATERIALIZED " }
    }

    /// What stands behind it: without this PostgreSQL puts every part into the next, over and over.
    pub(super) fn fence(self) -> &'static str {
        if self == Dialect::PostgreSql { " OFFSET 0" } else { "" }
    }
}
