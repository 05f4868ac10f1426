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
    // How many trees read a text, and in how many of those a condition in it is deaf. A catalogue that is checked by
    // itself listens to no tree, so its own text does not count; that of a tree with methods of its own does.
    let (mut readers, mut deaf_in): (HashMap<usize, usize>, HashMap<_, usize>) = (HashMap::new(), HashMap::new());
    for each in checked.iter().zip(&files) {
        let deaf_itself = each.0.findings.iter().any(|it| it.rule == RULE.name && it.place.file == 0);
        let own: HashSet<usize> = each.1.iter().skip(usize::from(!deaf_itself)).copied().collect();
        own.into_iter().for_each(|text| *readers.entry(text).or_default() += 1);
        deaf(each).into_iter().for_each(|key| *deaf_in.entry(key).or_default() += 1);
    }
    let mut said: HashSet<(usize, usize, usize)> = HashSet::new();
    for (it, own) in checked.iter_mut().zip(&files) {
        let sources = &it.sources;
        it.findings.retain(|finding| {
            if finding.rule != RULE.name {
                return true;
            }
            let key = key(own, finding);
            let everywhere = deaf_in.get(&key) == readers.get(&key.0);
            let shared = sources.name(finding.place).starts_with("builtin:");
            everywhere && !shared && said.insert(key)
        });
    }
}

/// Drops what is deaf here where it is heard in another tree that shares the catalogue, see [`merge`].
pub fn heed(own: &mut Checked, other: &Checked) {
    let sources = &own.sources;
    own.findings.retain(|finding| {
        let text = sources.0.get(finding.place.file).map(|source| source.text.as_str());
        let there = other.sources.0.iter().position(|source| Some(source.text.as_str()) == text);
        finding.rule != RULE.name
            || there.is_none_or(|file| {
                let place = Place { file, ..finding.place };
                other.findings.iter().any(|it| it.rule == RULE.name && it.place == place)
            })
    });
}

/// The files in which something is deaf.
pub fn deaf_files(own: &Checked) -> impl Iterator<Item = &str> {
    let deaf = own.findings.iter().filter(|finding| finding.rule == RULE.name);
    deaf.map(|finding| own.sources.name(finding.place))
}

/// Says nothing of what is deaf, where not every tree that shares a catalogue could be asked.
pub fn leave_out_deaf(own: &mut Checked) {
    own.findings.retain(|finding| finding.rule != RULE.name);
}
