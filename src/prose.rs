//! Prose for people: where its sentences and words begin and end.

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
    for (at, letter) in text.char_indices() {
        let end = at + letter.len_utf8();
        let rest = &text[end..];
        let ends = match letter {
            '!' | '?' | '…' => rest.starts_with(char::is_whitespace),
            '.' => rest.starts_with(char::is_whitespace) && !is_abbreviation(&text[start..end]) && !goes_on(rest),
            '\n' => {
                rest.trim_start_matches([' ', '\t']).starts_with(['\n', '\r']) || rest.trim_start().starts_with("- ")
            }
            _ => false,
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
pub fn words(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let inside = |letter: char| letter.is_alphanumeric() || matches!(letter, '\'' | '’' | '-');
    let mut rest = 0;
    std::iter::from_fn(move || {
        let start = rest + text[rest..].find(char::is_alphanumeric)?;
        let length = text[start..].find(|letter| !inside(letter)).unwrap_or(text.len() - start);
        rest = start + length;
        Some((start, text[start..rest].trim_end_matches(['\'', '’', '-'])))
    })
}

/// Where a word or a phrase of several words begins in a text, whatever its capitals and line breaks;
/// gives the stretch as it is written.
pub fn phrase<'t>(text: &'t str, phrase: &str) -> Option<&'t str> {
    let wanted: Vec<&str> = phrase.split(' ').collect();
    let found: Vec<(usize, &str)> = words(text).collect();
    let same = |written: &str, wanted: &str| written.to_lowercase() == wanted;
    let at = found
        .windows(wanted.len())
        .find(|window| window.iter().zip(&wanted).all(|((_, written), wanted)| same(written, wanted)))?;
    let (last, word) = at.last()?;
    text.get(at.first()?.0..last + word.len())
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
        assert_eq!(phrase("Doe het in Het\n kader van de wet", "in het kader van"), Some("in Het\n kader van"));
        assert_eq!(phrase("onverwijlde", "onverwijld"), None);
    }
}
