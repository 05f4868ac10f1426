//! What in a text leads to one person: e-mail addresses and telephone numbers.

/// Where they begin and end in a line.
pub fn personal(line: &str) -> Vec<(usize, usize)> {
    addresses(line).into_iter().chain(numbers(line)).collect()
}

/// E-mail addresses: letters around an `@`, with a full stop between letters after it.
fn addresses(line: &str) -> Vec<(usize, usize)> {
    let inside = |letter: char| letter.is_alphanumeric() || matches!(letter, '.' | '-' | '_' | '+');
    let found = line.match_indices('@').filter_map(|(at, _)| {
        let start = at - line[..at].chars().rev().take_while(|&it| inside(it)).map(char::len_utf8).sum::<usize>();
        let host = line[at + 1..].chars().take_while(|&it| inside(it)).map(char::len_utf8).sum::<usize>();
        let host = line[at + 1..at + 1 + host].trim_end_matches('.');
        (start < at && host.trim_start_matches('.').contains('.')).then_some((start, at + 1 + host.len()))
    });
    found.collect()
}

/// Dutch telephone numbers: ten digits that begin with a zero, or `+31` and nine, with single spaces or hyphens
/// between them.
fn numbers(line: &str) -> Vec<(usize, usize)> {
    let mut found = Vec::new();
    let mut rest = 0;
    while let Some(start) = line[rest..].find(|it: char| it == '+' || it.is_ascii_digit()).map(|at| rest + at) {
        let run = line[start..].find(|it: char| !(it.is_ascii_digit() || matches!(it, '+' | '-' | ' ' | '(' | ')')));
        let run = line[start..run.map_or(line.len(), |run| start + run)].trim_end_matches([' ', '-', '(']);
        let digits: String = run.chars().filter(char::is_ascii_digit).collect();
        let length =
            if run.starts_with("+31") || digits.starts_with("0031") { digits.len() >= 11 } else { digits.len() == 10 };
        let begins = run.starts_with("+31") || digits.starts_with('0');
        let alone = !line[..start].ends_with(|it: char| it.is_alphanumeric() || matches!(it, '-' | '.' | ','));
        // Days are written with hyphens as well: 06-12-2026 10.
        let first = run.find(['-', ' ']).unwrap_or(run.len());
        let is_day = first == 2 && run[first..].matches('-').count() > 1;
        if begins && length && alone && digits.len() < 15 && !is_day {
            found.push((start, start + run.len()));
        }
        rest = start + run.len().max(1);
    }
    found
}
