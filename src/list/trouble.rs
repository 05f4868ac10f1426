//! What can be wrong with the shape of a row.

use crate::bilingual;
use crate::text::language::Bilingual;
use std::borrow::Cow;

/// Something about the shape of a row.
#[derive(Clone, Debug)]
pub struct Trouble {
    /// What is said of it.
    pub said: Bilingual,
    /// Whether its cells may stand under the wrong heads, so that they tell nothing.
    pub refuses: bool,
}

impl Trouble {
    /// What is wrong with a row by one thing, another, or both.
    pub(crate) fn both(one: Option<Trouble>, other: Option<Trouble>) -> Option<Trouble> {
        let (Some(one), Some(other)) = (&one, &other) else { return one.or(other) };
        let [(nl, en), (nl2, en2)] = [one, other].map(|it| (&it.said.dutch, &it.said.english));
        let said = bilingual!("{nl}; {nl2}", "{en}; {en2}");
        Some(Trouble { said, refuses: one.refuses || other.refuses })
    }
}

/// A row that ends in the middle of a quoted cell.
pub(crate) fn unclosed() -> Trouble {
    let said = bilingual!(
        "een aanhalingsteken in deze rij sluit nergens; alles daarna staat in die ene cel",
        "a quote in this row nowhere ends; all that follows is in that one cell"
    );
    Trouble { said, refuses: true }
}

/// A row with more cells than the head; `more` are those too many.
pub(crate) fn too_many<'c>(cells: usize, columns: usize, more: impl Iterator<Item = Cow<'c, str>>) -> Trouble {
    let mut more = more.filter(|cell| !cell.trim().is_empty());
    let first: String = more.next().unwrap_or_default().chars().take(60).collect();
    let said = bilingual!(
        "deze rij heeft {cells} cellen en de kop {columns}; te veel is er vanaf `{first}`: staat er een scheidingsteken in een cel zonder aanhalingstekens?",
        "this row has {cells} cells and the head {columns}; too much begins at `{first}`: is there a delimiter in a cell without quotes?"
    );
    Trouble { said, refuses: true }
}

/// A row of one cell, in which something else stands as often as the delimiter does in the head.
pub(crate) fn other_delimiter(other: u8, delimiter: u8) -> Trouble {
    let shown = |it: u8| if it == b'\t' { "tab".to_owned() } else { char::from(it).to_string() };
    let (other, delimiter) = (shown(other), shown(delimiter));
    let said = bilingual!(
        "in deze rij staat `{other}` tussen de cellen en in de kop `{delimiter}`; zet overal hetzelfde ertussen",
        "in this row `{other}` stands between the cells and in the head `{delimiter}`; put the same everywhere"
    );
    Trouble { said, refuses: true }
}

/// A row that begins a quoted cell which ends nowhere in it, or in the middle of another.
pub(crate) fn stray_quote() -> Trouble {
    let said = bilingual!(
        "in deze rij opent een aanhalingsteken een cel die niet goed sluit; het telt als gewone letter, haal het weg",
        "in this row a quote opens a cell that does not close well; it counts as a letter, take it out"
    );
    Trouble { said, refuses: false }
}

/// A row in which something stands between the quote that closes a cell and the end of that cell.
pub(crate) fn behind_a_quote() -> Trouble {
    let said = bilingual!(
        "in deze rij gaat een cel verder na het aanhalingsteken dat haar sluit; zet de hele cel tussen aanhalingstekens, of haal ze weg",
        "in this row a cell goes on after the quote that closes it; put quotes around the whole cell, or take them out"
    );
    Trouble { said, refuses: false }
}

/// A row with a quoted cell in which whole rows seem to stand.
pub(crate) fn rows_in_a_cell(lines: u64) -> Trouble {
    let lines = lines + 1;
    let said = bilingual!(
        "een cel tussen aanhalingstekens beslaat hier {lines} regels, en daarin lijken andere rijen te staan; hoort het eerste aanhalingsteken er wel?",
        "a quoted cell covers {lines} lines here, and other rows seem to stand in it; does the first quote belong?"
    );
    Trouble { said, refuses: false }
}

/// What is not a JSON object.
pub(crate) fn refused(said: Bilingual) -> Trouble {
    Trouble { said, refuses: true }
}
