//! `personal-data`: an address or a number of a person stands in replies or in a project.

use crate::bilingual;
use crate::check::rule::{Pass, Rule};
use crate::check::writing::Writing;
use crate::model::finding::{Finding, Place, Severity};
use crate::source::parse::Content;

pub(in crate::check) static RULE: Rule = Rule {
    name: "personal-data",
    severity: Severity::Remark,
    summary: (
        "een e-mailadres of telefoonnummer in antwoorden of in een project",
        "an e-mail address or a telephone number in replies or in a project",
    ),
    why: (
        "Zo'n bestand gaat rond en blijft lang bewaard. Wie iets zei, hoort er niet in.",
        "Such a file goes around and is kept for long. Who said something does not belong in it.",
    ),
    wrong: "notes: {keuze: Vraag het aan jan@voorbeeld.nl.}",
    right: "notes: {keuze: Vraag het aan de wijkmanager.}",
    pass: Pass::AtWriting(inspect),
};

fn inspect(writing: &Writing<'_>, findings: &mut Vec<Finding>) {
    let Some(Content::Replies(_) | Content::Project(_)) = &writing.reading.content else { return };
    let Some(source) = writing.reading.sources.0.first() else { return };
    let mut from = 0;
    for line in source.text.split_inclusive('\n') {
        for (start, end) in addresses(line).into_iter().chain(numbers(line)) {
            let place = Place { file: 0, start: from + start, end: from + end };
            let found = &line[start..end];
            let message = bilingual!(
                "`{found}` lijkt een adres of nummer van een persoon",
                "`{found}` looks like an address or a number of a person"
            );
            let hint = bilingual!("schrijf een rol of een groep op", "write down a role or a group");
            findings.push(Finding::new(RULE.name, place, message).hint(hint));
        }
        from += line.len();
    }
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
