//! What each key means, for an editor to show. A key means one thing wherever it stands.

use crate::text::language::Language;
use serde_json::Value;

/// Every key: Dutch, English. In alphabetical order.
const KEYS: &[(&str, &str, &str)] = &[
    ("add", "Telt op bij een score.", "Adds to a score."),
    ("advice", "Aandachtspunten: tips, plichten, voorwaarden, rollen.", "Tips, duties, conditions, roles."),
    ("all", "Alles hierin moet gelden.", "Everything in it must hold."),
    ("alone", "Gaat met geen ander antwoord samen.", "Goes with no other answer."),
    ("answers", "De antwoorden waaruit iemand kiest, in volgorde.", "The answers to choose from, in order."),
    ("any", "Minstens één hiervan moet gelden.", "At least one of these must hold."),
    ("arrange", "Wat deze grens zou wegnemen.", "What would lift this bound."),
    ("ask", "Wat er gevraagd wordt.", "What is asked."),
    ("at", "Waar in de bron, zoals `par. 9`.", "Where in the source, such as `par. 9`."),
    ("at-least", "Minstens deze trede.", "At least this rung."),
    ("at-most", "Hoogstens deze trede.", "At most this rung."),
    (
        "audience",
        "Wie meedoet: bewoners, of alleen de organisatie.",
        "Who takes part: residents, or the organisation alone.",
    ),
    ("avoid", "Geldt hier iets van, dan valt de werkvorm af.", "Where any of this holds, the method falls away."),
    ("because", "Waarom, voor mensen.", "Why, for people."),
    ("below", "Tot dit getal; het getal zelf niet.", "Up to this number, which is not included."),
    ("bounds", "Grenzen die aan meer dan één antwoord hangen.", "Bounds that hang on more than one answer."),
    ("by", "Wie het schreef of uitgaf.", "Who wrote or published it."),
    ("catalogues", "Bestanden met werkvormen en aandachtspunten.", "Files with methods and advice."),
    ("channel", "Waar het gebeurt.", "Where it happens."),
    ("chosen", "De trede die gekozen is in plaats van het advies.", "The rung that was chosen instead of the advice."),
    ("conflict", "De uitkomst als vloer en plafond botsen.", "The outcome where floor and ceiling clash."),
    ("cost", "Wat het kost, ongeveer.", "What it costs, about."),
    ("decimals", "Of het getal een komma mag hebben.", "Whether the number may have decimals."),
    ("estimated", "Welke sleutels een schatting zijn.", "Which keys are estimates."),
    (
        "examples",
        "Antwoorden met wat eruit moet komen: de proef op de boom.",
        "Replies with what must come out: the test of the tree.",
    ),
    ("expect", "Wat eruit moet komen.", "What must come out."),
    ("facts", "Woorden die antwoorden zetten en voorwaarden lezen.", "Words that answers set and conditions read."),
    ("for", "Voor wie.", "For whom."),
    ("format", "Altijd 1.", "Always 1."),
    ("from", "Vanaf dit getal of deze dag.", "From this number or day on."),
    ("given", "Een feit dat niemand hier kan veranderen.", "A fact that nobody here can change."),
    ("government", "De rol van de overheid.", "The role of government."),
    ("group", "Voor hoeveel mensen tegelijk.", "For how many people at once."),
    ("hash", "De vingerafdruk van de boom.", "The fingerprint of the tree."),
    ("help", "Uitleg voor wie moet antwoorden.", "Explanation for whoever answers."),
    (
        "id",
        "De vaste naam: kleine letters, cijfers en streepjes.",
        "The lasting name: small letters, digits and hyphens.",
    ),
    ("if", "Wanneer dit geldt.", "When this holds."),
    ("kind", "Wat voor vraag of aandachtspunt dit is.", "What sort of question or advice this is."),
    ("label", "Wat mensen zien en kiezen.", "What people see and choose."),
    ("ladder", "Het bestand met de ladder, of `builtin:NAAM`.", "The file with the ladder, or `builtin:NAME`."),
    ("language", "De taal van de teksten, zoals `nl`.", "The language of the texts, such as `nl`."),
    ("level", "Het niveau in het IAP2-spectrum.", "The level on the IAP2 spectrum."),
    ("levels", "De niveaus waar de werkvorm bij past.", "The levels that the method serves."),
    (
        "measures",
        "Of dit de tijd of het aantal mensen is waar werkvormen in moeten passen.",
        "Whether this is the time or the number of people that methods have to fit.",
    ),
    ("methods", "Werkvormen.", "Methods."),
    ("moment", "Vooraf, tijdens of na afloop.", "Before, during or after."),
    ("name", "Hoe het voorbeeld heet.", "The name of the example."),
    (
        "needs",
        "Is dit bekend en geldt het niet, dan valt de werkvorm af.",
        "Where this is known and does not hold, the method falls away.",
    ),
    ("next", "De volgende vraag.", "The next question."),
    ("not", "Het ene deel hierin mag niet gelden.", "The one entry in it must not hold."),
    ("not-when", "Wanneer niet, in woorden.", "When not, in words."),
    ("note", "Wat iemand kan opschrijven.", "What somebody may write down."),
    ("notes", "Eigen woorden, per vraag.", "One's own words, by question."),
    ("one-of", "Het is een van deze; welke is nog open.", "It is one of these; which is open."),
    ("outcome", "De uitkomst.", "The outcome."),
    ("outcomes", "De uitkomsten van de boom.", "The outcomes of the tree."),
    ("part", "De fase of deelvraag.", "The phase or sub-question."),
    (
        "participation",
        "`false`: deze trede alleen is geen participatie.",
        "`false`: this rung alone is not participation.",
    ),
    ("possible", "Precies deze uitkomsten zijn mogelijk.", "Exactly these results are possible."),
    ("project", "Het project.", "The project."),
    ("promise", "Wat inwoners beloofd wordt.", "What residents are promised."),
    ("questions", "De vragen.", "The questions."),
    ("ref", "Het id van de bron.", "The id of the source."),
    ("replies", "Antwoorden, per vraag.", "Replies, by question."),
    ("resident", "De rol van een inwoner.", "The role of a resident."),
    (
        "rising",
        "Belofte: een later antwoord geeft nooit een lagere trede.",
        "A promise: a later answer never gives a lower rung.",
    ),
    (
        "routes",
        "Wegen met een voorwaarde; de eerste die geldt wordt genomen.",
        "Ways with a condition; the first that holds is taken.",
    ),
    (
        "rung",
        "De trede; bij een uitkomst ook `ceiling`, `floor` of `wish`.",
        "The rung; for an outcome also `ceiling`, `floor` or `wish`.",
    ),
    ("rungs", "De treden, van weinig naar veel invloed.", "The rungs, from little say to much."),
    ("scores", "Getallen die antwoorden optellen.", "Numbers that answers add up."),
    ("set", "Geeft een feit een waarde.", "Gives a fact a value."),
    ("source", "Waar het vandaan komt.", "Where it comes from."),
    ("sources", "De werken waarnaar verwezen wordt.", "The works that are referred to."),
    ("start", "De eerste vraag; anders de eerste in het bestand.", "The first question; else the first in the file."),
    (
        "suits",
        "Elk deel dat geldt, maakt de werkvorm geschikter.",
        "Each entry that holds makes the method fit better.",
    ),
    ("summary", "Waar het voor is, in het kort.", "What it is for, in short."),
    ("text", "Wat het betekent, voor mensen.", "What it means, for people."),
    ("title", "De titel.", "The title."),
    ("tree", "De boom waar dit bij hoort of verder gaat.", "The tree that this belongs to or goes on in."),
    ("unit", "Wat er geteld wordt.", "What is counted."),
    ("unknown", "Wat te doen als iemand het niet weet.", "What to do when somebody does not know."),
    ("until", "Tot en met deze dag.", "Until this day."),
    ("url", "Waar het te vinden is.", "Where to find it."),
    ("valid", "Vanaf wanneer en tot wanneer de boom geldt.", "From when and until when the tree holds."),
    ("values", "De waarden met hun naam voor mensen.", "The values with their names for people."),
    ("verdict", "Of je mensen betrekt.", "Whether to involve people."),
    ("version", "De versie, tussen aanhalingstekens.", "The version, in quotes."),
    (
        "was",
        "Hoe dit vroeger heette, zodat oude antwoorden leesbaar blijven.",
        "What this was once called, so that old replies stay readable.",
    ),
    ("weeks", "Hoeveel weken het kost, met de voorbereiding.", "How many weeks it takes, preparation included."),
    ("without", "Werkvormen die niet genoemd mogen worden.", "Methods that must not be offered."),
    ("year", "Wanneer het verscheen.", "When it appeared."),
    ("yields", "Een wens: hij botst niet met een plafond.", "A wish: it does not clash with a ceiling."),
];

/// Puts an explanation with every key.
pub(super) fn explain(schema: &mut Value, language: Language) {
    match schema {
        Value::Object(map) => {
            if let Some(Value::Object(properties)) = map.get_mut("properties") {
                for (key, value) in properties.iter_mut() {
                    let Some((_, dutch, english)) = KEYS.iter().find(|(known, ..)| known == key) else { continue };
                    // Beside a reference everything else is ignored, so that goes one level down.
                    if let Value::Object(value) = value {
                        if let Some(reference) = value.remove("$ref") {
                            value.insert("allOf".to_owned(), serde_json::json!([{"$ref": reference}]));
                        }
                        value.insert("description".to_owned(), language.pick(dutch, english).into());
                    }
                }
            }
            map.values_mut().for_each(|value| explain(value, language));
        }
        Value::Array(items) => items.iter_mut().for_each(|value| explain(value, language)),
        _ => {}
    }
}
