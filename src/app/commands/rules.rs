//! `rules`: the table of rules, or one rule with why it matters.

use crate::app::cli::{Global, RulesArgs};
use crate::app::ending::Ending;
use crate::app::look::{colour, plain};
use crate::app::system;
use crate::bilingual;
use crate::check::{RULES, rule};
use crate::model::finding::{Severity, did_you_mean};
use crate::output::format::{TextLayout, rows};
use crate::text::language::Language;
use anyhow::{Result, bail};

/// Shows the table, or one rule.
pub(crate) fn run(args: &RulesArgs, global: &Global, language: Language) -> Result<Ending> {
    let severity = |severity| match severity {
        Severity::Error => language.pick("fout", "error"),
        Severity::Warning => language.pick("waarschuwing", "warning"),
        Severity::Remark => language.pick("opmerking", "remark"),
    };
    let Some(name) = &args.rule else {
        let look = TextLayout { width: system::width(), colour: colour(global, false), plain: plain(global) };
        let head = [language.pick("Regel", "Rule"), language.pick("Ernst", "Severity"), language.pick("Wat", "What")];
        let lines: Vec<Vec<String>> = RULES
            .iter()
            .map(|rule| {
                vec![
                    rule.name.to_owned(),
                    severity(rule.severity).to_owned(),
                    language.pick(rule.summary.0, rule.summary.1).to_owned(),
                ]
            })
            .collect();
        system::put(&rows(&head.map(str::to_owned), &lines, look))?;
        return Ok(Ending::Fine);
    };
    let Some(rule) = rule(name) else {
        let hint = did_you_mean(name, RULES.iter().map(|rule| rule.name));
        let hint = hint.unwrap_or_else(|| bilingual!("kijk met `beslisboom rules`", "look with `beslisboom rules`"));
        bail!(
            "{}: {}",
            bilingual!("er is geen regel `{name}`", "there is no rule `{name}`").to(language),
            hint.to(language)
        );
    };
    system::put(&format!(
        "{} ({})\n{}\n\n{}\n\n{}:\n{}\n\n{}:\n{}\n",
        rule.name,
        severity(rule.severity),
        language.pick(rule.summary.0, rule.summary.1),
        language.pick(rule.why.0, rule.why.1),
        language.pick("Fout", "Wrong"),
        indented(rule.wrong),
        language.pick("Goed", "Right"),
        indented(rule.right)
    ))?;
    Ok(Ending::Fine)
}

fn indented(text: &str) -> String {
    text.lines().map(|line| format!("  {line}")).collect::<Vec<_>>().join("\n")
}
