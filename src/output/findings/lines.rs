//! From bytes to lines and columns, quickly: a file of one endless line has as many findings as any.

/// Bytes between two counts of characters.
const STEP: usize = 4096;

/// Where the lines of a text begin, and how many characters come before every so many bytes.
#[derive(Debug)]
pub(super) struct LineIndex<'t> {
    text: &'t str,
    starts: Vec<usize>,
    counts: Vec<usize>,
}

impl<'t> LineIndex<'t> {
    pub(super) fn of(text: &'t str) -> LineIndex<'t> {
        let ends = text.bytes().enumerate().filter(|(_, byte)| *byte == b'\n').map(|(at, _)| at + 1);
        let starts = std::iter::once(0).chain(ends).collect();
        let (mut counts, mut count, mut from) = (vec![0], 0, 0);
        while from + STEP < text.len() {
            let to = boundary(text, from + STEP);
            count += text[boundary(text, from)..to].chars().count();
            counts.push(count);
            from += STEP;
        }
        LineIndex { text, starts, counts }
    }

    /// Line and column of a byte, both counted from 1, columns in characters.
    pub(super) fn line_and_column(&self, at: usize) -> (usize, usize) {
        let at = boundary(self.text, at.min(self.text.len()));
        let line = self.starts.partition_point(|start| *start <= at);
        let start = self.starts[line - 1];
        (line, self.characters(at) - self.characters(start) + 1)
    }

    fn characters(&self, at: usize) -> usize {
        let step = (at / STEP).min(self.counts.len() - 1);
        let from = boundary(self.text, step * STEP);
        self.counts[step] + self.text.get(from..at).map_or(0, |rest| rest.chars().count())
    }
}

/// The beginning of the character that a byte belongs to.
pub(super) fn boundary(text: &str, mut at: usize) -> usize {
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_count_characters_on_any_line() {
        let text = format!("é\n{}x\r\n", "é€".repeat(5_000));
        let lines = LineIndex::of(&text);
        let naive = |at: usize| {
            let before = &text[..at];
            let start = before.rfind('\n').map_or(0, |at| at + 1);
            (before.matches('\n').count() + 1, before[start..].chars().count() + 1)
        };
        for (at, _) in text.char_indices() {
            assert_eq!(lines.line_and_column(at), naive(at), "{at}");
        }
        assert_eq!(lines.line_and_column(1), (1, 1), "inside a character");
        assert_eq!(lines.line_and_column(usize::MAX), (3, 1));
        assert_eq!(LineIndex::of("").line_and_column(3), (1, 1));
    }
}
