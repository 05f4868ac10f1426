//! Parts of a query: a piece of SQL, with the columns that it reads.

use super::dialect::Dialect;
use std::collections::BTreeSet;

/// So many bits of a whole number are used: it stays positive, and twice its value still fits.
pub(super) const BITS: usize = 62;

/// A piece of SQL that can stand anywhere in a larger one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Term {
    pub(super) text: String,
    /// The columns of the query that it reads.
    pub(super) reads: BTreeSet<usize>,
    /// What it is, where it is always the same.
    truth: Option<bool>,
    /// Whether it is one word: a column, a number, a text.
    pub(super) word: bool,
}

impl Term {
    /// A piece as it stands, of which the parts read columns.
    pub(super) fn of(text: String, parts: &[&Term]) -> Term {
        let reads = parts.iter().flat_map(|part| part.reads.iter().copied()).collect();
        Term { text, reads, truth: None, word: false }
    }

    fn word(text: String) -> Term {
        Term { text, reads: BTreeSet::new(), truth: None, word: true }
    }

    pub(super) fn column(number: usize) -> Term {
        Term { reads: [number].into(), ..Term::word(format!("c{number}")) }
    }

    pub(super) fn number(number: i64) -> Term {
        Term::word(number.to_string())
    }

    pub(super) fn text(dialect: Dialect, text: &str) -> Term {
        Term::word(dialect.text(text))
    }

    pub(super) fn truth(truth: bool) -> Term {
        Term { truth: Some(truth), ..Term::word(if truth { "TRUE" } else { "FALSE" }.to_owned()) }
    }

    pub(super) fn is(&self, truth: bool) -> bool {
        self.truth == Some(truth)
    }

    pub(super) fn equals(&self, number: i64) -> Term {
        Term::of(format!("({} = {number})", self.text), &[self])
    }

    pub(super) fn is_null(&self) -> Term {
        Term::of(format!("({} IS NULL)", self.text), &[self])
    }

    /// Whether any of these bits is in a number.
    pub(super) fn has(&self, bits: i64) -> Term {
        if bits == 0 { Term::truth(false) } else { Term::of(format!("(({} & {bits}) <> 0)", self.text), &[self]) }
    }

    /// Whether a text is one of these.
    pub(super) fn among(&self, texts: &[String]) -> Term {
        if texts.is_empty() {
            return Term::truth(false);
        }
        Term::of(format!("({} IN ({}))", self.text, texts.join(", ")), &[self])
    }

    /// The words that hold, with `;` between them; nothing where none does.
    pub(super) fn list(words: Vec<(Term, Term)>) -> Term {
        let words = words.into_iter().filter(|(when, _)| !when.is(false));
        let words: Vec<Term> = words.map(|(when, word)| case(vec![(when, word)], None)).collect();
        let texts: Vec<&str> = words.iter().map(|word| word.text.as_str()).collect();
        match texts.is_empty() {
            true => nothing(),
            false => {
                Term::of(format!("NULLIF(concat_ws(';', {}), '')", texts.join(", ")), &words.iter().collect::<Vec<_>>())
            }
        }
    }
}

/// No text.
fn nothing() -> Term {
    Term::of("NULLIF('', '')".to_owned(), &[])
}

/// The first value whose condition holds, else another one, or nothing.
pub(super) fn case(whens: Vec<(Term, Term)>, other: Option<Term>) -> Term {
    let mut whens: Vec<(Term, Term)> = whens.into_iter().filter(|(when, _)| !when.is(false)).collect();
    let sure = whens.iter().position(|(when, _)| when.is(true));
    let sure = sure.map(|at| whens.drain(at..).next().map(|(_, then)| then));
    let other = sure.flatten().or(other);
    if whens.is_empty() {
        return other.unwrap_or_else(nothing);
    }
    let mut text = "CASE".to_owned();
    for (when, then) in &whens {
        text += &format!(" WHEN {} THEN {}", when.text, then.text);
    }
    if let Some(other) = &other {
        text += &format!(" ELSE {}", other.text);
    }
    let parts: Vec<&Term> = whens.iter().flat_map(|(when, then)| [when, then]).chain(&other).collect();
    Term::of(format!("{text} END"), &parts)
}

pub(super) fn not(term: &Term) -> Term {
    match term.truth {
        Some(truth) => Term::truth(!truth),
        None => Term::of(format!("(NOT {})", term.text), &[term]),
    }
}

/// Whether all hold.
pub(super) fn all(terms: &[Term]) -> Term {
    joined(terms, " AND ", true)
}

/// Whether any holds.
pub(super) fn any(terms: &[Term]) -> Term {
    joined(terms, " OR ", false)
}

fn joined(terms: &[Term], between: &str, idle: bool) -> Term {
    if terms.iter().any(|term| term.is(!idle)) {
        return Term::truth(!idle);
    }
    let terms: Vec<&Term> = terms.iter().filter(|term| !term.is(idle)).collect();
    match terms[..] {
        [] => Term::truth(idle),
        [only] => only.clone(),
        _ => {
            let texts: Vec<&str> = terms.iter().map(|term| term.text.as_str()).collect();
            Term::of(format!("({})", texts.join(between)), &terms)
        }
    }
}

/// Numbers joined bit by bit.
pub(super) fn either_bits(terms: &[Term]) -> Term {
    bitwise(terms, " | ")
}

/// Numbers of which only the bits stay that all of them have.
pub(super) fn both_bits(terms: &[Term]) -> Term {
    bitwise(terms, " & ")
}

fn bitwise(terms: &[Term], between: &str) -> Term {
    match terms {
        [] => Term::number(0),
        [only] => only.clone(),
        _ => {
            let texts: Vec<&str> = terms.iter().map(|term| term.text.as_str()).collect();
            Term::of(format!("({})", texts.join(between)), &terms.iter().collect::<Vec<_>>())
        }
    }
}

/// A set of numbers from 0 on, as bits in as many columns as it takes.
#[derive(Clone, Debug)]
pub(super) struct Bits(pub(super) Vec<Term>);

impl Bits {
    /// The bits of some members in one of the columns.
    pub(super) fn mask(word: usize, members: &[usize]) -> i64 {
        members.iter().filter(|it| **it / BITS == word).fold(0, |mask, it| mask | 1 << (it % BITS))
    }

    /// Whether any of these is in it.
    pub(super) fn has(&self, members: &[usize]) -> Term {
        any(&self.0.iter().enumerate().map(|(at, word)| word.has(Bits::mask(at, members))).collect::<Vec<_>>())
    }

    /// Whether nothing but these is in it.
    pub(super) fn only(&self, members: &[usize]) -> Term {
        let none = |(at, word): (usize, &Term)| {
            Term::of(format!("(({} & {}) = 0)", word.text, !Bits::mask(at, members)), &[word])
        };
        all(&self.0.iter().enumerate().map(none).collect::<Vec<_>>())
    }
}
