//! Where findings and allowances meet: what is allowed goes, and an allowance that silences nothing is a finding.

use super::checked::Checked;
use super::rule::Pass;
use super::rules::{RULES, expired, missing_translation, replaced, rule, unused_allowance};
use crate::bilingual;
use crate::model::finding::{Finding, Place, Severity, did_you_mean};
use crate::source::parse::{Allowance, Parsed};
use std::collections::BTreeMap;

/// The stretches of one file in which one rule is allowed, by where they begin, with their allowance.
type Stretches = BTreeMap<(String, usize), Vec<(usize, usize, usize)>>;

/// Takes out what is allowed, and reports the allowances that took out nothing.
pub(super) fn silence(checked: &mut Checked, reading: &Parsed, dated: bool) {
    if reading.allowances.is_empty() {
        return;
    }
    let stretches = stretches(reading);
    let on_request = stretches.iter().filter(|((name, _), _)| is_on_request(name));
    checked.allowed_on_request = on_request
        .flat_map(|((name, file), list)| {
            list.iter().map(|&(start, end, _)| (name.clone(), Place { file: *file, start, end }))
        })
        .collect();
    let mut used = vec![false; reading.allowances.len()];
    let findings = std::mem::take(&mut checked.findings);
    let (kept, silenced): (Vec<Finding>, Vec<Finding>) = findings.into_iter().partition(|finding| {
        checked.severity(finding) != Severity::Warning || covering(&stretches, finding).next().is_none()
    });
    for finding in &silenced {
        covering(&stretches, finding).for_each(|number| used[number] = true);
    }
    checked.findings = kept;
    let ran = |name: &str| match rule(name).map(|rule| &rule.pass) {
        Some(Pass::AtBehaviour(_)) => checked.resolved.is_some(),
        // Nobody asked yet.
        _ if is_on_request(name) => false,
        _ if [expired::RULE.name, replaced::RULE.name].contains(&name) => dated,
        _ if name == missing_translation::RULE.name => reading.thorough,
        _ => true,
    };
    let allowances = reading.allowances.iter().zip(used);
    let unused =
        allowances.filter(|(allowance, used)| !used && allowance.reason.is_some() && ran(&allowance.rule.text));
    let findings: Vec<Finding> = unused.map(|(allowance, _)| unneeded(allowance)).collect();
    checked.findings.extend(findings);
}

/// Whether a warning is looked for only where somebody asks.
fn is_on_request(name: &str) -> bool {
    rule(name).is_some_and(|rule| rule.severity == Severity::Warning && matches!(rule.pass, Pass::OnRequest))
}

/// Where each allowance with a reason holds: its line, and the whole of a text that begins there.
fn stretches(reading: &Parsed) -> Stretches {
    let begins = reading.texts.iter().map(|text| ((text.key_place.file, text.key_place.start), text.place));
    let begins: BTreeMap<(usize, usize), Place> = begins.collect();
    let mut stretches = Stretches::new();
    for (number, allowance) in reading.allowances.iter().enumerate().filter(|(_, it)| it.reason.is_some()) {
        let Place { file, start, end } = allowance.line;
        let texts = begins.range((file, start)..=(file, end)).map(|(_, text)| text.end);
        let end = texts.fold(end, usize::max);
        stretches.entry((allowance.rule.text.clone(), file)).or_default().push((start, end, number));
    }
    stretches.values_mut().for_each(|list| list.sort_unstable());
    stretches
}

/// The allowances that cover a finding. Stretches of one rule overlap only where two allowances are
/// about the same line, so looking back ends soon.
fn covering<'s>(stretches: &'s Stretches, finding: &Finding) -> impl Iterator<Item = usize> + 's {
    let at = finding.place.start;
    let list = stretches.get(&(finding.rule.to_owned(), finding.place.file)).map_or(&[][..], Vec::as_slice);
    let before = list.partition_point(|(start, _, _)| *start <= at);
    list[..before].iter().rev().take_while(move |(_, end, _)| at <= *end).map(|(_, _, number)| *number)
}

fn unneeded(allowance: &Allowance) -> Finding {
    let name = &allowance.rule.text;
    let place = allowance.place;
    match rule(name) {
        None => {
            let message = bilingual!("er is geen regel `{name}` om toe te staan", "there is no rule `{name}` to allow");
            let hint = did_you_mean(name, RULES.iter().map(|rule| rule.name));
            Finding::new(unused_allowance::RULE.name, place, message).maybe_hint(hint)
        }
        Some(rule) if rule.severity == Severity::Error => {
            let message = bilingual!(
                "`{name}` is een fout, en die is niet toe te staan",
                "`{name}` is an error, which cannot be allowed"
            );
            Finding::new(unused_allowance::RULE.name, place, message)
                .hint(bilingual!("herstel de fout", "mend the fault"))
        }
        Some(rule) if rule.severity == Severity::Remark => {
            let message =
                bilingual!("`{name}` is een opmerking, en die faalt nooit", "`{name}` is a remark, which never fails");
            Finding::new(unused_allowance::RULE.name, place, message)
                .hint(bilingual!("haal de toestemming weg", "take the allowance out"))
        }
        Some(_) => {
            let message = bilingual!("hier is geen `{name}` om toe te staan", "there is no `{name}` here to allow");
            Finding::new(unused_allowance::RULE.name, place, message)
                .hint(bilingual!("haal de opmerking weg", "take the comment out"))
        }
    }
}
