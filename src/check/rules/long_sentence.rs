//! `long-sentence`: people read on a screen, in between other things.

use crate::bilingual;
use crate::check::rule::{Pass, Rule};
use crate::check::writing::Writing;
use crate::model::finding::{Finding, Severity};
use crate::text::prose::{sentences, words};

/// Words that a sentence may take: beyond that many readers of Dutch at level B1 lose the thread.
const LONGEST: usize = 20;

pub(in crate::check) static RULE: Rule = Rule {
    name: "long-sentence",
    severity: Severity::Remark,
    summary: ("een zin van meer dan 20 woorden", "a sentence of more than 20 words"),
    why: (
        "Korte zinnen leest iedereen. Wie een zin twee keer moet lezen, haakt af.",
        "Everyone reads short sentences. Whoever has to read a sentence twice gives up.",
    ),
    wrong: "help: Kijk of er in het beleid, de wet of het geld nog iets te kiezen valt, want als dat niet zo is kun je mensen beter alleen vertellen wat er gaat gebeuren.",
    right: "help: Kijk naar het beleid, de wet en het geld. Valt er niets te kiezen? Vertel mensen dan wat er gaat gebeuren.",
    pass: Pass::AtWriting(inspect),
};

fn inspect(writing: &Writing<'_>, findings: &mut Vec<Finding>) {
    // So many words take at least as many letters, with something between them.
    let long = |text: &str| text.len() > 2 * LONGEST;
    for text in writing.texts().filter(|text| text.language.is_some() && long(&text.text)) {
        for sentence in sentences(&text.text).into_iter().filter(|sentence| long(sentence)) {
            let count = words(sentence).count();
            if count > LONGEST {
                let message = bilingual!("deze zin telt {count} woorden", "this sentence has {count} words");
                let hint = bilingual!("maak er twee zinnen van", "make two sentences of it");
                findings.push(Finding::new(RULE.name, writing.spot(text, sentence), message).hint(hint));
            }
        }
    }
}
