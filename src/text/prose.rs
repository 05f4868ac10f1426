//! Prose for people: where its sentences and words begin and end.

use std::collections::HashMap;

/// Ends with a full stop that ends no sentence.
const ABBREVIATIONS: [&str; 26] = [
    "art.", "afd.", "bijv.", "blz.", "bv.", "ca.", "d.w.z.", "dhr.", "dr.", "drs.", "e.d.", "e.g.", "enz.", "etc.",
    "i.e.", "incl.", "ir.", "m.b.t.", "max.", "mevr.", "min.", "mr.", "nr.", "o.a.", "par.", "t.o.v.",
];

/// The sentences of a text, each without white space around it. Items of a list are sentences, and a
/// blank line ends one; a line break alone does not.
pub fn sentences(text: &str) -> Vec<&str> {
    let mut sentences = Vec::new();
    let mut start = 0;
    let cut = |from: usize, to: usize, sentences: &mut Vec<_>| {
        let sentence = text[from..to].trim().trim_start_matches("- ").trim_start();
        if !sentence.is_empty() {
            sentences.push(sentence);
        }
    };
    for (at, mark) in text.match_indices(['.', '!', '?', '…', '\n']) {
        let end = at + mark.len();
        let rest = &text[end..];
        let ends = match mark {
            "." => rest.starts_with(char::is_whitespace) && !is_abbreviation(&text[start..end]) && !goes_on(rest),
            "\n" => {
                rest.trim_start_matches([' ', '\t']).starts_with(['\n', '\r']) || rest.trim_start().starts_with("- ")
            }
            _ => rest.starts_with(char::is_whitespace),
        };
        if ends {
            cut(start, end, &mut sentences);
            start = end;
        }
    }
    cut(start, text.len(), &mut sentences);
    sentences
}

fn is_abbreviation(so_far: &str) -> bool {
    let last = so_far.split_whitespace().next_back().unwrap_or("").trim_start_matches(['(', '"', '\'']).to_lowercase();
    ABBREVIATIONS.contains(&last.as_str())
}

/// A small letter follows: the full stop belonged to a word.
fn goes_on(rest: &str) -> bool {
    rest.trim_start().starts_with(|next: char| next.is_lowercase())
}

/// The words of a text with where they begin: runs of letters and digits, with `'` and `-` inside.
pub fn words(text: &str) -> impl Iterator<Item = (usize, &str)> + Clone {
    let inside = |letter: char| letter.is_alphanumeric() || matches!(letter, '\'' | '’' | '-');
    let mut rest = 0;
    std::iter::from_fn(move || {
        let start = find(text, rest, char::is_alphanumeric)?;
        rest = find(text, start, |letter| !inside(letter)).unwrap_or(text.len());
        Some((start, text[start..rest].trim_end_matches(['\'', '’', '-'])))
    })
}

/// Where the first character that is wanted stands. Nearly every character is one byte, and this looks
/// at every character of every text.
fn find(text: &str, from: usize, wanted: impl Fn(char) -> bool) -> Option<usize> {
    let mut at = from;
    loop {
        let letter = match *text.as_bytes().get(at)? {
            byte if byte.is_ascii() => char::from(byte),
            _ => text[at..].chars().next()?,
        };
        if wanted(letter) {
            return Some(at);
        }
        at += letter.len_utf8();
    }
}

/// Words and phrases to look for, all in one pass over a text, whatever capitals and line breaks it has.
#[derive(Debug)]
pub struct Phrases {
    /// By first word, the numbers of the phrases that begin with it, with their further words.
    by_first: HashMap<String, Vec<(usize, Vec<String>)>>,
    /// By the letter that a word begins with, a bit for every length that a first word has: enough to tell
    /// of nearly every word that no phrase begins with it.
    lengths: [u64; 128],
}

impl Phrases {
    /// Phrases in small letters, known by their number in this order.
    pub fn of<P: AsRef<str>>(phrases: impl IntoIterator<Item = P>) -> Phrases {
        let mut by_first: HashMap<String, Vec<(usize, Vec<String>)>> = HashMap::new();
        let mut lengths = [0; 128];
        for (number, phrase) in phrases.into_iter().enumerate() {
            let mut words = phrase.as_ref().split(' ').map(str::to_owned);
            if let Some(first) = words.next() {
                if let Some((letter, bit)) = plain(&first) {
                    lengths[letter] |= bit;
                }
                by_first.entry(first).or_default().push((number, words.collect()));
            }
        }
        Phrases { by_first, lengths }
    }

    /// The phrases in a text, in the order in which they begin: their number and the stretch that says it.
    pub fn within<'t>(&self, text: &'t str) -> Vec<(usize, &'t str)> {
        let mut found = Vec::new();
        let (mut rest, mut small) = (words(text), String::new());
        while let Some((start, word)) = rest.next() {
            if plain(word).is_some_and(|(letter, bit)| self.lengths[letter] & bit == 0) {
                continue;
            }
            lower(word, &mut small);
            for (number, further) in self.by_first.get(&small).into_iter().flatten() {
                let mut ahead = rest.clone();
                let mut end = start + word.len();
                let whole = further.iter().all(|wanted| {
                    ahead.next().is_some_and(|(start, word)| {
                        end = start + word.len();
                        lower(word, &mut small);
                        small == *wanted
                    })
                });
                if whole {
                    found.push((*number, &text[start..end]));
                }
            }
        }
        found
    }
}

/// The small letter that a word of plain letters begins with, and the bit for its length.
fn plain(word: &str) -> Option<(usize, u64)> {
    let letter = word.bytes().next().filter(|_| word.is_ascii())?;
    Some((letter.to_ascii_lowercase().into(), 1 << word.len().min(63)))
}

/// Puts a word in small letters into a string that is used over and over: nearly every word is no match.
fn lower(word: &str, small: &mut String) {
    small.clear();
    if word.is_ascii() {
        small.push_str(word);
        small.make_ascii_lowercase();
    } else {
        small.push_str(&word.to_lowercase());
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sentences_end_where_a_reader_pauses() {
        let text = "Kijk o.a. naar art. 3 van de wet. Mag het?\nDan wel\nzo:\n- eerst dit\n- dan dat\n\nKlaar";
        assert_eq!(
            sentences(text),
            ["Kijk o.a. naar art. 3 van de wet.", "Mag het?", "Dan wel\nzo:", "eerst dit", "dan dat", "Klaar"]
        );
    }

    #[test]
    fn phrases_are_found_over_line_breaks() {
        let phrases = Phrases::of(["onverwijld", "in het kader van", "in het", "wét"]);
        let found = phrases.within("Doe het in Het\n kader van de WÉT, in het bos. Onverwijlde");
        assert_eq!(found, [(1, "in Het\n kader van"), (2, "in Het"), (3, "WÉT"), (2, "in het")]);
    }
}
