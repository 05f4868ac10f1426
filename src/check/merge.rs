//! What the checks of several trees say together.

use super::checked::Checked;
use super::rules::deaf_condition::RULE;
use crate::model::finding::{Finding, Place};
use std::collections::{HashMap, HashSet};

/// Of several trees checked in one run: leaves a `deaf-condition` only where it is deaf in every tree
/// that names the catalogue, and once. A tree that did not come as far as this rule hears everything.
/// Files inside the program serve other trees as well: nothing in them is deaf.
pub fn merge(checked: &mut [Checked]) {
    // A catalogue is known by its text: two trees may name it by different paths. By check and file, a
    // number for the text.
    let mut numbers: HashMap<&str, usize> = HashMap::new();
    let mut files: Vec<Vec<usize>> = Vec::with_capacity(checked.len());
    for it in &*checked {
        let mut number = |text| {
            let next = numbers.len();
            *numbers.entry(text).or_insert(next)
        };
        files.push(it.sources.0.iter().map(|source| number(source.text.as_str())).collect());
    }
    let key = |files: &[usize], finding: &Finding| {
        let Place { file, start, end } = finding.place;
        (files.get(file).copied().unwrap_or(usize::MAX), start, end)
    };
    let deaf = |(it, files): (&Checked, &Vec<usize>)| {
        let findings = it.findings.iter().filter(|finding| finding.rule == RULE.name);
        findings.map(|finding| key(files, finding)).collect::<HashSet<_>>()
    };
    let deaf: Vec<HashSet<_>> = checked.iter().zip(&files).map(deaf).collect();
    let mut said: HashSet<(usize, usize, usize)> = HashSet::new();
    for (it, own) in checked.iter_mut().zip(&files) {
        let sources = &it.sources;
        it.findings.retain(|finding| {
            if finding.rule != RULE.name {
                return true;
            }
            let key = key(own, finding);
            let everywhere =
                files.iter().zip(&deaf).all(|(files, deaf)| !files.contains(&key.0) || deaf.contains(&key));
            let shared = sources.name(finding.place).starts_with("builtin:");
            everywhere && !shared && said.insert(key)
        });
    }
}
