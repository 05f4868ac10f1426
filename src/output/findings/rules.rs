//! The rules as a page of Markdown: `docs/rules.md` is made of it, so it says what the program does.

use crate::check::{Pass, RULES, Rule};
use crate::model::finding::Severity;
use crate::text::language::Language;
use std::fmt::Write as _;

/// Every rule with why it matters, and a wrong and a right example.
pub fn rules(language: Language) -> String {
    let pick = |dutch, english| language.pick(dutch, english);
    let mut page = String::new();
    let _ = writeln!(page, "# {}\n", pick("De regels", "The rules"));
    let _ = writeln!(
        page,
        "{}\n",
        pick(
            "Deze pagina is gemaakt uit de tabel in `src/check.rs`. Een fout maakt een boom onbruikbaar. Een waarschuwing \
             wijst op iets dat een lezer misleidt, en faalt alleen met `--strict`. Een opmerking is smaak, en faalt nooit. \
             Een waarschuwing sta je toe met `# allow: REGEL -- reden`, op de regel zelf of op een eigen regel erboven.",
            "This page is made of the table in `src/check.rs`. An error makes a tree unusable. A warning points at something \
             that misleads a reader, and fails under `--strict` only. A remark is taste, and never fails. \
             Allow a warning with `# allow: RULE -- reason`, on the line itself or on a line of its own above.",
        )
    );
    let _ = writeln!(
        page,
        "| {} | {} | {} |\n|---|---|---|",
        pick("regel", "rule"),
        pick("ernst", "severity"),
        pick("wat", "what")
    );
    for rule in RULES {
        let summary = pick(rule.summary.0, rule.summary.1);
        let _ = writeln!(page, "| [`{0}`](#{0}) | {1} | {summary} |", rule.name, severity(rule, language));
    }
    for rule in RULES {
        one(&mut page, rule, language);
    }
    page
}

fn one(page: &mut String, rule: &Rule, language: Language) {
    let pick = |dutch, english| language.pick(dutch, english);
    let found = match rule.pass {
        Pass::WhileReading => pick("gevonden bij het lezen", "found while reading"),
        Pass::AtWriting(_) => pick("kijkt naar wat er staat", "looks at what is written"),
        Pass::AtBehaviour(_) => pick("kijkt naar wat de boom doet", "looks at what the tree does"),
        Pass::OnRequest => pick("kijkt als je erom vraagt", "looks when asked"),
        Pass::AtAllowances => pick("kijkt als laatste", "looks last"),
    };
    let (summary, why) = (pick(rule.summary.0, rule.summary.1), pick(rule.why.0, rule.why.1));
    let _ = writeln!(
        page,
        "\n## {}\n\n{} ({}, {found}).\n\n{why}\n",
        rule.name,
        capital(summary),
        severity(rule, language)
    );
    let _ = writeln!(page, "{}:\n\n```yaml\n{}\n```\n", pick("Fout", "Wrong"), rule.wrong);
    let _ = writeln!(page, "{}:\n\n```yaml\n{}\n```", pick("Goed", "Right"), rule.right);
}

fn severity(rule: &Rule, language: Language) -> &'static str {
    match rule.severity {
        Severity::Error => language.pick("fout", "error"),
        Severity::Warning => language.pick("waarschuwing", "warning"),
        Severity::Remark => language.pick("opmerking", "remark"),
    }
}

fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}
