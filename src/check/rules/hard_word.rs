//! `hard-word`: officialese has plainer words.

use crate::bilingual;
use crate::check::rule::{Pass, Rule};
use crate::check::writing::Writing;
use crate::model::finding::{Finding, Severity};
use crate::text::language::Language;
use crate::text::prose::Phrases;
use std::sync::LazyLock;

pub(in crate::check) static RULE: Rule = Rule {
    name: "hard-word",
    severity: Severity::Remark,
    summary: (
        "een ambtelijk woord waar een gewoon woord voor is",
        "an official Dutch word for which there is a plain one",
    ),
    why: (
        "Inwoners lezen mee. Gewone woorden zijn voor iedereen te volgen.",
        "Residents read along. Everyone can follow plain words.",
    ),
    wrong: "help: Handel conform het vigerende beleid.",
    right: "help: Volg het beleid dat nu geldt.",
    pass: Pass::AtWriting(inspect),
};

/// Words and phrases of Dutch offices, in small letters, with plain ones, in alphabetical order.
const WORDS: &[(&str, &str)] = &[
    ("aangaande", "over"),
    ("aangezien", "omdat"),
    ("additioneel", "extra"),
    ("additionele", "extra"),
    ("adequaat", "goed genoeg"),
    ("aldaar", "daar"),
    ("aldus", "zo"),
    ("alsmede", "en"),
    ("alsook", "en"),
    ("alvorens", "voordat"),
    ("anticiperen", "rekening houden met"),
    ("betreffende", "over"),
    ("bewerkstelligen", "zorgen voor"),
    ("casu quo", "of"),
    ("concretiseren", "duidelijk maken"),
    ("conform", "volgens"),
    ("consulteren", "vragen"),
    ("continueren", "doorgaan met"),
    ("daar waar", "waar"),
    ("daartoe", "daarvoor"),
    ("derhalve", "daarom"),
    ("desalniettemin", "toch"),
    ("desbetreffende", "deze"),
    ("desgewenst", "als je wilt"),
    ("dien je", "moet je"),
    ("dient te", "moet"),
    ("dienen te", "moeten"),
    ("doch", "maar"),
    ("doelstelling", "doel"),
    ("dusdanig", "zo"),
    ("effectueren", "uitvoeren"),
    ("faciliteren", "helpen"),
    ("fungeren als", "zijn"),
    ("gaarne", "graag"),
    ("gedurende", "tijdens"),
    ("geschieden", "gebeuren"),
    ("geschiedt", "gebeurt"),
    ("gelieve", "wil je"),
    ("hetgeen", "wat"),
    ("hieromtrent", "hierover"),
    ("hiertoe", "hiervoor"),
    ("implementatie", "invoering"),
    ("implementeren", "invoeren"),
    ("in acht nemen", "je houden aan"),
    ("in het kader van", "voor"),
    ("indien", "als"),
    ("ingevolge", "volgens"),
    ("inherent aan", "hoort bij"),
    ("initiëren", "beginnen"),
    ("inventariseren", "op een rij zetten"),
    ("inzake", "over"),
    ("jegens", "tegenover"),
    ("kenbaar maken", "laten weten"),
    ("krachtens", "volgens"),
    ("locatie", "plek"),
    ("mede gelet op", "door"),
    ("met betrekking tot", "over"),
    ("met ingang van", "vanaf"),
    ("met inachtneming van", "volgens"),
    ("middels", "met"),
    ("mits", "als"),
    ("momenteel", "nu"),
    ("monitoren", "volgen"),
    ("naar aanleiding van", "door"),
    ("nochtans", "toch"),
    ("omtrent", "over"),
    ("onderhavige", "dit"),
    ("ongeacht", "wat ook"),
    ("onverwijld", "meteen"),
    ("op basis van", "door"),
    ("op grond van", "volgens"),
    ("optimaliseren", "beter maken"),
    ("participeren", "meedoen"),
    ("prioriteren", "kiezen wat eerst gaat"),
    ("reeds", "al"),
    ("respectievelijk", "en"),
    ("significant", "duidelijk"),
    ("stakeholder", "betrokkene"),
    ("stakeholders", "betrokkenen"),
    ("te allen tijde", "altijd"),
    ("ten aanzien van", "over"),
    ("ten behoeve van", "voor"),
    ("ten einde", "om"),
    ("ten gevolge van", "door"),
    ("ten tijde van", "tijdens"),
    ("teneinde", "om"),
    ("ter zake", "hierover"),
    ("terzake", "hierover"),
    ("tevens", "ook"),
    ("thans", "nu"),
    ("tot op heden", "tot nu"),
    ("trachten", "proberen"),
    ("uit hoofde van", "als"),
    ("uitgezonderd", "behalve"),
    ("van toepassing zijn", "gelden"),
    ("van toepassing is", "geldt"),
    ("verstrekken", "geven"),
    ("vervaardigen", "maken"),
    ("vigerend", "geldend"),
    ("vigerende", "geldende"),
    ("voornemens", "van plan"),
    ("voorts", "ook"),
    ("vorenstaande", "dit"),
    ("wederom", "weer"),
    ("woonachtig", "wonend"),
    ("zodanig", "zo"),
    ("zodoende", "zo"),
    ("zorg dragen voor", "zorgen voor"),
    ("zorgdragen voor", "zorgen voor"),
    ("zulks", "dat"),
];

static PHRASES: LazyLock<Phrases> = LazyLock::new(|| Phrases::of(WORDS.iter().map(|(hard, _)| hard)));

fn inspect(writing: &Writing<'_>, findings: &mut Vec<Finding>) {
    // The name of a rung is what a published ladder calls it.
    let name = |path: &str| path.starts_with("rungs.") && path.ends_with(".title");
    for text in writing.texts().filter(|text| text.language == Some(Language::Dutch) && !name(&text.path)) {
        let mut found = PHRASES.within(&text.text);
        // Once a text is enough, where it is first.
        found.sort_by_key(|(number, _)| *number);
        found.dedup_by_key(|(number, _)| *number);
        for (number, found) in found {
            let (hard, plain) = WORDS[number];
            let message = bilingual!("`{hard}` is ambtelijk", "`{hard}` is officialese");
            let hint = bilingual!("schrijf liever `{plain}`", "`{plain}` is plainer");
            findings.push(Finding::new(RULE.name, writing.spot(text, found), message).hint(hint));
        }
    }
}
