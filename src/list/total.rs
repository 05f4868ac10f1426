//! Which rows of a list are totals over others: they stay in it and are counted nowhere.

use crate::list::mapping::normal;

/// Whether a row may be a total over others, by what it answers: its name tells.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MaybeTotal {
    /// It answers what no total does.
    No,
    /// It answers numbers, and so do all rows of its list: it is one where its name says nothing else.
    BareName,
    /// It answers nothing, or numbers where others answer more: it is one where its name begins so.
    Name,
}

impl MaybeTotal {
    /// Of a row: whether it answers nothing, or numbers alone, and whether its list asks for numbers alone.
    pub(super) fn of(answers_nothing: bool, numbers_alone: bool, list_of_numbers: bool) -> MaybeTotal {
        match (answers_nothing, numbers_alone) {
            (true, _) => MaybeTotal::Name,
            (false, true) if list_of_numbers => MaybeTotal::BareName,
            (false, true) => MaybeTotal::Name,
            (false, false) => MaybeTotal::No,
        }
    }

    /// Whether it is one, by its name.
    pub fn is_total(self, name: &str) -> bool {
        const WORDS: [&str; 12] = [
            "totaal",
            "total",
            "totalen",
            "totals",
            "subtotaal",
            "subtotal",
            "eindtotaal",
            "som",
            "sum",
            "gemiddelde",
            "gemiddeld",
            "average",
        ];
        let name = normal(name);
        let mut words = name.split(|letter: char| !letter.is_alphanumeric());
        let begins = words.next().is_some_and(|first| WORDS.contains(&first));
        match self {
            MaybeTotal::No => false,
            MaybeTotal::BareName => begins && words.all(|word| word.bytes().all(|letter| letter.is_ascii_digit())),
            MaybeTotal::Name => begins,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::MaybeTotal;

    #[test]
    fn a_name_and_what_is_answered_make_a_total() {
        let may = [(false, false, true), (false, true, true), (false, true, false), (true, true, true)]
            .map(|(nothing, numbers, list)| MaybeTotal::of(nothing, numbers, list));
        assert_eq!(may, [MaybeTotal::No, MaybeTotal::BareName, MaybeTotal::Name, MaybeTotal::Name]);
        let total = |name| [MaybeTotal::No, MaybeTotal::BareName, MaybeTotal::Name].map(|may| may.is_total(name));
        assert_eq!(total("Totaal (6):"), [false, true, true]);
        assert_eq!(total("Subtotaal wijk Zuid"), [false, false, true]);
        assert_eq!(total("Totaalplan Zuid"), [false; 3]);
    }
}
