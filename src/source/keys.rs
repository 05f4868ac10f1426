//! The one table of keys of the tree language: where each may stand, what stands under it, what it means.
//!
//! Reading, `unknown-key` and `missing-key`, the schemas, side files, the split of texts and behaviour in
//! `diff`, rules on texts and the tables of `docs/format.md` all follow it.

mod key;

pub use key::{Key, Names, Only, Part, QuestionType, RESERVED, STAND_FOR_REPLIES, ValueKind};

use crate::model::approach::{Meaning, Purpose, RunBy, Usual};
use crate::model::catalogue::{AdviceKind, AdviceMoment, AdviceReader, Audience, Channel, Cost};
use crate::model::ladder::Level;
use crate::model::tree::{Measure, Verdict};
use std::sync::LazyLock;

use key::Part::{
    Account, Activity, Advice, Answer, AtLeast, AtMost, Catalogue, Chosen, Citation, DatedText, Done, Effort, Example,
    Expect, Fact, Indicator, Ladder, Lessons, Limit, Mapping, Message, Method, OpenReply, Outcome, Period, Project,
    ProjectPart, ProjectPlan, ProjectSource, PurposePhases, Purposes, Question, Range, Replies, Result, Route, Rung,
    Scale, Score, SideFile, Source, Tree, TreeBound, Verdicts,
};
use key::ValueKind::{Add, ById, Flag, List, OneOf, Phrase, SomeOf, Text, Whole, Word, Words};

/// The keys of each part. Reading asks for them once for every map in a file.
static BY_PART: LazyLock<[Vec<&'static Key>; Part::ALL.len()]> =
    LazyLock::new(|| Part::ALL.map(|part| KEYS.iter().filter(|key| key.of.contains(&part)).collect()));

/// The keys of a part, in the order in which they are explained.
pub fn of(part: Part) -> impl Iterator<Item = &'static Key> + Clone {
    BY_PART[part as usize].iter().copied()
}

/// The key of a part by its name.
pub fn find(part: Part, name: &str) -> Option<&'static Key> {
    of(part).find(|key| key.name == name)
}

/// Keys of a method whose values are facts about it, and so may be estimates.
pub fn estimates() -> impl Iterator<Item = &'static str> + Clone {
    const FIXED: [&str; 6] = ["title", "summary", "source", "estimated", "was", "valid"];
    of(Part::Method).map(|key| key.name).filter(|name| !FIXED.contains(name))
}

/// Whether a key, wherever it stands, holds what people read; in JSON a hyphen is an underscore.
pub fn is_read(name: &str) -> bool {
    KEYS.iter().any(|key| key.is_read() && key.name.replace('-', "_") == name)
}

const NUMBER: Only = Only::With(&[QuestionType::Number]);
const MULTIPLE: Only = Only::With(&[QuestionType::Multiple]);
/// Where answers are no bands, which would leave a gap.
const CHOSEN: Only = Only::With(&[QuestionType::Choice, QuestionType::Multiple]);
/// Where an answer is the only one that is chosen.
const ONE_ANSWER: Only = Only::With(&[QuestionType::Choice, QuestionType::Number]);

/// Words that say which rung an outcome gives.
const RUNG_WORDS: &[&str] = &["ceiling", "floor", "wish"];

/// Every key.
pub static KEYS: &[Key] = &[
    // Files.
    Key::new(
        &[Tree, Ladder, Catalogue, Replies, SideFile, Mapping, Project],
        "format",
        ValueKind::Format,
        "Altijd 1.",
        "Always 1.",
    )
    .required(),
    Key::new(
        &[Tree, Ladder, Catalogue],
        "id",
        Word,
        "De vaste naam: kleine letters, cijfers en streepjes.",
        "The lasting name: small letters, digits and hyphens.",
    )
    .required(),
    Key::new(
        &[SideFile],
        "translates",
        Word,
        "Het id van het bestand waar dit de vertaling van is.",
        "The id of the file that this translates.",
    )
    .required(),
    Key::new(&[Tree], "version", ValueKind::Version, "De versie, tussen aanhalingstekens.", "The version, in quotes.")
        .required(),
    Key::new(&[Tree, Ladder], "title", Phrase, "De titel.", "The title.").required(),
    Key::new(&[Catalogue], "title", Phrase, "De titel.", "The title."),
    Key::new(&[Tree], "summary", Text, "Waar het voor is, in het kort.", "What it is for, in short."),
    Key::new(
        &[Tree, Ladder, SideFile],
        "language",
        Word,
        "De taal van de teksten, zoals `nl`.",
        "The language of the texts, such as `nl`.",
    )
    .required(),
    Key::new(
        &[Catalogue],
        "language",
        Word,
        "De taal van de teksten, zoals `nl`.",
        "The language of the texts, such as `nl`.",
    ),
    Key::new(
        &[Tree],
        "ladder",
        Word,
        "Het bestand met de ladder, of `builtin:NAAM`.",
        "The file with the ladder, or `builtin:NAME`.",
    )
    .names(Names::File(Ladder)),
    Key::new(
        &[Tree],
        "catalogues",
        Words,
        "Bestanden met werkvormen en aandachtspunten.",
        "Files with methods and advice.",
    )
    .names(Names::File(Catalogue)),
    Key::new(
        &[Tree],
        "valid",
        ValueKind::Part(Period),
        "Vanaf wanneer en tot wanneer de boom geldt.",
        "From when and until when the tree holds.",
    ),
    Key::new(
        &[Tree, Ladder, Catalogue],
        "sources",
        ById(Source),
        "De werken waarnaar verwezen wordt.",
        "The works that are referred to.",
    ),
    Key::new(
        &[Tree],
        "facts",
        ById(Fact),
        "Woorden die antwoorden zetten en voorwaarden lezen.",
        "Words that answers set and conditions read.",
    ),
    Key::new(
        &[Catalogue],
        "facts",
        ById(Fact),
        "De woorden waar de catalogus naar luistert.",
        "The words that the catalogue listens to.",
    ),
    Key::new(&[Tree], "scores", ById(Score), "Getallen die antwoorden optellen.", "Numbers that answers add up."),
    Key::new(
        &[Tree],
        "verdicts",
        ValueKind::Part(Verdicts),
        "Hoe de oordelen heten in een boom die niet over participatie gaat.",
        "What the verdicts are called in a tree that is not about participation.",
    ),
    Key::new(&[Verdicts], "participate", Phrase, "In plaats van ‘Betrek mensen’.", "Instead of ‘Involve people’."),
    Key::new(
        &[Verdicts],
        "do-not-participate",
        Phrase,
        "In plaats van ‘Geen participatie’.",
        "Instead of ‘No participation’.",
    ),
    Key::new(&[Verdicts], "not-yet", Phrase, "In plaats van ‘Nog niet beginnen’.", "Instead of ‘Do not begin yet’."),
    Key::new(&[Verdicts], "other-route", Phrase, "In plaats van ‘Een andere route’.", "Instead of ‘Another route’."),
    Key::new(
        &[Tree],
        "start",
        Word,
        "De eerste vraag; anders de eerste in het bestand.",
        "The first question; else the first in the file.",
    )
    .names(Names::Ids(&[Question])),
    Key::new(
        &[Tree],
        "bounds",
        List(TreeBound),
        "Grenzen die aan meer dan één antwoord hangen.",
        "Bounds that hang on more than one answer.",
    ),
    Key::new(&[Tree], "questions", ById(Question), "De vragen.", "The questions.").required(),
    Key::new(&[Tree], "outcomes", ById(Outcome), "De uitkomsten van de boom.", "The outcomes of the tree.").required(),
    Key::new(
        &[Tree],
        "examples",
        List(Example),
        "Antwoorden met wat eruit moet komen: de proef op de boom.",
        "Replies with what must come out: the test of the tree.",
    ),
    Key::new(
        &[Ladder],
        "rungs",
        ById(Rung),
        "De treden, van weinig naar veel invloed.",
        "The rungs, from little say to much.",
    )
    .required(),
    Key::new(&[Tree, Catalogue], "methods", ById(Method), "Werkvormen.", "Methods."),
    Key::new(
        &[Tree, Catalogue],
        "advice",
        ById(Advice),
        "Aandachtspunten: tips, plichten, voorwaarden, rollen.",
        "Tips, duties, conditions, roles.",
    ),
    Key::new(&[Replies, ProjectPart], "tree", Word, "De boom waar dit bij hoort.", "The tree that this belongs to."),
    Key::new(&[Replies, ProjectPart], "version", Word, "De versie van die boom.", "The version of that tree."),
    Key::new(&[Replies, ProjectPart], "hash", Word, "De vingerafdruk van de boom.", "The fingerprint of the tree."),
    Key::new(&[Replies], "project", Word, "Het project.", "The project."),
    Key::new(&[Replies, ProjectPart], "part", Word, "De fase of deelvraag.", "The phase or sub-question."),
    Key::new(&[Replies, ProjectPart], "replies", ValueKind::Replies, "Antwoorden, per vraag.", "Replies, by question.")
        .required(),
    Key::new(
        &[Replies, ProjectPart],
        "notes",
        ValueKind::Texts,
        "Eigen woorden, per vraag.",
        "One's own words, by question.",
    ),
    Key::new(
        &[Replies, ProjectPart],
        "chosen",
        ValueKind::Part(Chosen),
        "De trede die gekozen is in plaats van het advies.",
        "The rung that was chosen instead of the advice.",
    ),
    Key::new(
        &[Replies, ProjectPart],
        "with",
        ValueKind::Words,
        "Werkvormen die in de aanpak moeten.",
        "Methods that the approach is to hold.",
    )
    .names(Names::Ids(&[Method])),
    Key::new(
        &[Replies, ProjectPart],
        "without",
        ValueKind::Words,
        "Werkvormen die niet in de aanpak mogen.",
        "Methods that the approach is to leave out.",
    )
    .names(Names::Ids(&[Method])),
    Key::new(
        &[Mapping],
        "columns",
        ValueKind::Columns,
        "De vraag van elke kolom, of het antwoord waar hij ja of nee op zegt.",
        "The question of each column, or the answer that it says yes or no to.",
    ),
    Key::new(
        &[Mapping],
        "values",
        ValueKind::TextsByQuestion,
        "Welke tekst welk antwoord is, per vraag.",
        "Which text is which answer, by question.",
    ),
    // Questions and answers.
    Key::new(
        &[Question],
        "kind",
        OneOf(QuestionType::WORDS),
        "Wat voor vraag het is; anders `choice`.",
        "What kind of question it is; else `choice`.",
    ),
    Key::new(&[Question], "unit", Phrase, "Wat er geteld wordt.", "What is counted.").required().only(NUMBER),
    Key::new(
        &[Question],
        "decimals",
        Flag(false),
        "Of het getal een komma mag hebben.",
        "Whether the number may have decimals.",
    )
    .only(NUMBER),
    Key::new(
        &[Question],
        "measures",
        OneOf(Measure::WORDS),
        "Of dit de tijd of het aantal mensen is waar werkvormen in moeten passen.",
        "Whether this is the time or the number of people that methods have to fit.",
    )
    .only(NUMBER),
    Key::new(
        &[Question],
        "rising",
        ValueKind::Rising,
        "Belofte: een later antwoord geeft nooit een lagere trede.",
        "A promise: a later answer never gives a lower rung.",
    ),
    Key::new(
        &[Question, Answer, Outcome, Rung, Method],
        "was",
        Words,
        "Hoe dit vroeger heette, zodat oude antwoorden leesbaar blijven.",
        "What this was once called, so that old replies stay readable.",
    ),
    Key::new(
        &[Question],
        "was-part-of",
        Words,
        "Een vraag van vroeger die dit ook vroeg: antwoorden daarop tellen hier mee.",
        "A question of before that asked this as well: replies to it count here too.",
    ),
    Key::new(&[Question], "ask", Text, "Wat er gevraagd wordt.", "What is asked.").required(),
    Key::new(&[Answer], "label", Phrase, "Wat mensen zien en kiezen.", "What people see and choose.").required(),
    Key::new(&[Question, Answer], "help", Text, "Uitleg voor wie moet antwoorden.", "Explanation for whoever answers."),
    Key::new(
        &[Question],
        "unknown",
        Text,
        "Wat te doen als iemand het niet weet.",
        "What to do when somebody does not know.",
    ),
    Key::new(
        &[Question],
        "note",
        Text,
        "Wat iemand kan opschrijven, voor het verslag.",
        "What somebody may write down, for the report.",
    ),
    Key::new(
        &[Question],
        "given",
        Flag(false),
        "Een feit dat niemand hier kan veranderen.",
        "A fact that nobody here can change.",
    ),
    Key::new(
        &[Question],
        "answers",
        ById(Answer),
        "De antwoorden waaruit iemand kiest, in volgorde.",
        "The answers to choose from, in order.",
    )
    .required(),
    Key::new(&[Answer], "alone", Flag(false), "Gaat met geen ander antwoord samen.", "Goes with no other answer.")
        .only(MULTIPLE),
    Key::new(&[Answer], "from", ValueKind::Decimal, "Vanaf dit getal.", "From this number on.").only(NUMBER),
    Key::new(
        &[Answer],
        "below",
        ValueKind::Decimal,
        "Tot dit getal; het getal zelf niet.",
        "Up to this number, which is not included.",
    )
    .only(NUMBER),
    Key::new(&[Answer], "set", ValueKind::Set, "Geeft een feit een waarde.", "Gives a fact a value."),
    Key::new(&[Answer], "add", Add, "Telt op bij een score.", "Adds to a score."),
    Key::new(&[TreeBound], "if", ValueKind::Condition, "Wanneer dit geldt.", "When this holds."),
    Key::new(&[Answer, TreeBound], "at-most", ValueKind::Bound(AtMost), "Hoogstens deze trede.", "At most this rung."),
    Key::new(
        &[Answer, TreeBound],
        "at-least",
        ValueKind::Bound(AtLeast),
        "Minstens deze trede.",
        "At least this rung.",
    ),
    Key::new(&[Route], "if", ValueKind::Condition, "Wanneer deze weg genomen wordt.", "When this way is taken."),
    Key::new(&[Question, Route], "next", Word, "De volgende vraag.", "The next question.")
        .names(Names::Ids(&[Question])),
    Key::new(&[Answer], "next", Word, "De volgende vraag.", "The next question.")
        .names(Names::Ids(&[Question]))
        .only(ONE_ANSWER),
    Key::new(&[Question, Route], "outcome", Word, "De uitkomst.", "The outcome.").names(Names::Ids(&[Outcome])),
    Key::new(&[Answer], "outcome", Word, "De uitkomst.", "The outcome.").names(Names::Ids(&[Outcome])).only(ONE_ANSWER),
    Key::new(&[Question, Answer], "because", Phrase, "Waarom deze uitkomst.", "Why this outcome.")
        .only(Only::Beside("outcome")),
    Key::new(&[Route], "because", Phrase, "Waarom deze weg.", "Why this way."),
    Key::new(
        &[Question],
        "routes",
        List(Route),
        "Wegen met een voorwaarde; de eerste die geldt wordt genomen.",
        "Ways with a condition; the first that holds is taken.",
    ),
    Key::new(
        &[Answer],
        "routes",
        List(Route),
        "Wegen met een voorwaarde; de eerste die geldt wordt genomen.",
        "Ways with a condition; the first that holds is taken.",
    )
    .only(ONE_ANSWER),
    Key::new(&[AtMost, AtLeast, Chosen], "rung", Word, "De trede.", "The rung.").names(Names::Ids(&[Rung])).required(),
    Key::new(&[AtMost, AtLeast], "because", Phrase, "Waarom deze grens er is.", "Why there is this bound."),
    Key::new(&[AtMost], "arrange", Phrase, "Wat deze grens zou wegnemen.", "What would lift this bound."),
    Key::new(
        &[AtLeast],
        "yields",
        Flag(false),
        "Een wens: hij botst niet met een plafond.",
        "A wish: it does not clash with a ceiling.",
    ),
    Key::new(&[Chosen], "because", ValueKind::Remark, "Waarom, voor mensen.", "Why, for people."),
    Key::new(&[Fact, Score], "label", Phrase, "Hoe het heet, voor mensen.", "What it is called, for people.")
        .required(),
    Key::new(
        &[Fact],
        "values",
        ValueKind::PhraseById,
        "De waarden met hun naam voor mensen.",
        "The values with their names for people.",
    )
    .required(),
    // Outcomes.
    Key::new(&[Outcome], "title", Phrase, "De titel.", "The title.").required(),
    Key::new(&[Outcome], "verdict", OneOf(Verdict::WORDS), "Of je mensen betrekt.", "Whether to involve people.")
        .required(),
    Key::new(
        &[Outcome],
        "heading",
        Phrase,
        "Wat boven het advies staat, in plaats van het oordeel.",
        "What stands above the advice, instead of the verdict.",
    ),
    Key::new(&[Outcome], "text", Text, "Wat het betekent, voor mensen.", "What it means, for people."),
    Key::new(
        &[Outcome],
        "dated",
        List(DatedText),
        "Teksten die alleen op sommige dagen gelden; ze komen achter `text`.",
        "Texts that hold on some days only; they come after `text`.",
    ),
    Key::new(&[DatedText], "text", Text, "De tekst.", "The text.").required(),
    Key::new(
        &[DatedText],
        "valid",
        ValueKind::Part(Period),
        "Vanaf wanneer en tot wanneer dit geldt.",
        "From when and until when this holds.",
    )
    .required(),
    Key::new(
        &[Outcome],
        "rung",
        Word,
        "De trede: een id, of `ceiling`, `floor` of `wish`.",
        "The rung: an id, or `ceiling`, `floor` or `wish`.",
    )
    .names(Names::IdsOr(&[Rung], RUNG_WORDS)),
    Key::new(
        &[Outcome],
        "conflict",
        Word,
        "De uitkomst als vloer en plafond botsen.",
        "The outcome where floor and ceiling clash.",
    )
    .names(Names::Ids(&[Outcome])),
    Key::new(&[Outcome], "tree", Word, "De boom waar je verdergaat.", "The tree to go on in.").names(Names::File(Tree)),
    // Ladders.
    Key::new(&[Rung], "title", Phrase, "De naam van de trede.", "The name of the rung.").required(),
    Key::new(
        &[Rung],
        "level",
        OneOf(Level::WORDS),
        "Het niveau in het IAP2-spectrum.",
        "The level on the IAP2 spectrum.",
    ),
    Key::new(
        &[Rung],
        "participation",
        Flag(true),
        "`false`: deze trede alleen is geen participatie.",
        "`false`: this rung alone is not participation.",
    ),
    Key::new(&[Rung], "resident", Phrase, "De rol van een inwoner.", "The role of a resident."),
    Key::new(&[Rung], "government", Phrase, "De rol van de overheid.", "The role of government."),
    Key::new(&[Rung], "promise", Text, "Wat inwoners beloofd wordt.", "What residents are promised."),
    Key::new(&[Rung], "ask", Text, "De kernvraag aan inwoners.", "The core question to put to residents."),
    Key::new(&[Rung], "text", Text, "Wat het betekent, voor mensen.", "What it means, for people."),
    // Catalogues.
    Key::new(&[Method], "title", Phrase, "De naam van de werkvorm.", "The name of the method.").required(),
    Key::new(&[Method], "summary", Text, "Wat er gebeurt, in het kort.", "What happens, in short."),
    Key::new(
        &[Method],
        "levels",
        SomeOf(Level::WORDS),
        "De niveaus waar de werkvorm bij past.",
        "The levels that the method serves.",
    )
    .required(),
    Key::new(
        &[Method],
        "audience",
        OneOf(Audience::WORDS),
        "Wie meedoet: bewoners, of alleen de organisatie.",
        "Who takes part: residents, or the organisation alone.",
    )
    .required(),
    Key::new(
        &[Method],
        "group",
        ValueKind::Part(Range),
        "Voor hoeveel mensen tegelijk.",
        "For how many people at once.",
    ),
    Key::new(
        &[Method],
        "weeks",
        ValueKind::Part(Range),
        "Hoeveel weken het kost, met de voorbereiding.",
        "How many weeks it takes, preparation included.",
    ),
    Key::new(&[Method], "cost", OneOf(Cost::WORDS), "Wat het kost, ongeveer.", "What it costs, about."),
    Key::new(&[Method], "channel", OneOf(Channel::WORDS), "Waar het gebeurt.", "Where it happens."),
    Key::new(
        &[Method],
        "suits",
        ValueKind::Condition,
        "Elk deel dat geldt, maakt de werkvorm geschikter.",
        "Each entry that holds makes the method fit better.",
    ),
    Key::new(
        &[Method],
        "needs",
        ValueKind::Condition,
        "Is dit bekend en geldt het niet, dan valt de werkvorm af.",
        "Where this is known and does not hold, the method falls away.",
    ),
    Key::new(
        &[Method],
        "avoid",
        ValueKind::Condition,
        "Geldt hier iets van, dan valt de werkvorm af.",
        "Where any of this holds, the method falls away.",
    ),
    Key::new(
        &[Method],
        "purpose",
        SomeOf(Purpose::WORDS),
        "Wat de werkvorm doet in een aanpak.",
        "What the method does in an approach.",
    ),
    Key::new(
        &[Method],
        "phases",
        Words,
        "De fasen waar de werkvorm bij hoort: waarden van het woord dat `means: phase` heeft.",
        "The phases it belongs to: values of the word that `means: phase`.",
    )
    .names(Names::ValuesOf(Meaning::Phase)),
    Key::new(
        &[Method],
        "scale",
        ValueKind::Part(Scale),
        "De kleinste en de grootste schaal: waarden van het woord dat `means: scale` heeft.",
        "The smallest and the largest scale: values of the word that `means: scale`.",
    ),
    Key::new(
        &[Method],
        "reaches",
        Words,
        "De groepen die de werkvorm goed bereikt: waarden van het woord dat `means: group` heeft.",
        "The groups it reaches well: values of the word that `means: group`.",
    )
    .names(Names::ValuesOf(Meaning::Group)),
    Key::new(
        &[Method],
        "subjects",
        Words,
        "De onderwerpen waar de werkvorm aan vastzit: waarden van het woord dat `means: subject` heeft.",
        "The subjects it is tied to: values of the word that `means: subject`.",
    )
    .names(Names::ValuesOf(Meaning::Subject)),
    Key::new(
        &[Method],
        "usual",
        OneOf(Usual::WORDS),
        "Hoe gewoon de werkvorm in de praktijk is.",
        "How ordinary it is in practice.",
    ),
    Key::new(
        &[Method],
        "standing",
        Flag(false),
        "Of het iets is dat er jaren staat, en niet voor één project begint.",
        "Whether it stands for years and is not started for one project.",
    ),
    Key::new(
        &[Method],
        "run-by",
        OneOf(RunBy::WORDS),
        "Van wie het is; zonder deze sleutel van het project.",
        "Whose it is; the project's without this key.",
    ),
    Key::new(
        &[Method],
        "skill",
        Flag(false),
        "Of je een onafhankelijke begeleider of een vakman nodig hebt.",
        "Whether it needs an independent facilitator or expertise.",
    ),
    Key::new(&[Method], "effort", ValueKind::Part(Effort), "Wat het van het team vraagt.", "What it asks of the team."),
    Key::new(
        &[Catalogue],
        "purposes",
        ValueKind::Part(Purposes),
        "Wat een aanpak nodig heeft, per niveau.",
        "What an approach needs, by level.",
    ),
    Key::new(&[Purposes], "inform", SomeOf(Purpose::WORDS), "Op het niveau `inform`.", "On the level `inform`."),
    Key::new(&[Purposes], "consult", SomeOf(Purpose::WORDS), "Op het niveau `consult`.", "On the level `consult`."),
    Key::new(&[Purposes], "involve", SomeOf(Purpose::WORDS), "Op het niveau `involve`.", "On the level `involve`."),
    Key::new(
        &[Purposes],
        "collaborate",
        SomeOf(Purpose::WORDS),
        "Op het niveau `collaborate`.",
        "On the level `collaborate`.",
    ),
    Key::new(&[Purposes], "empower", SomeOf(Purpose::WORDS), "Op het niveau `empower`.", "On the level `empower`."),
    Key::new(
        &[Catalogue],
        "purpose-phases",
        ValueKind::Part(PurposePhases),
        "In welke fasen een doel gevraagd is; in elke fase, waar het niet genoemd is.",
        "In which phases a purpose is asked; in every phase where it is not named.",
    ),
    phases_of("inform", "De fasen waarin `inform` gevraagd is.", "The phases in which `inform` is asked."),
    phases_of("invite", "De fasen waarin `invite` gevraagd is.", "The phases in which `invite` is asked."),
    phases_of("gather", "De fasen waarin `gather` gevraagd is.", "The phases in which `gather` is asked."),
    phases_of("deepen", "De fasen waarin `deepen` gevraagd is.", "The phases in which `deepen` is asked."),
    phases_of("design", "De fasen waarin `design` gevraagd is.", "The phases in which `design` is asked."),
    phases_of("weigh", "De fasen waarin `weigh` gevraagd is.", "The phases in which `weigh` is asked."),
    phases_of("choose", "De fasen waarin `choose` gevraagd is.", "The phases in which `choose` is asked."),
    phases_of("make", "De fasen waarin `make` gevraagd is.", "The phases in which `make` is asked."),
    phases_of(
        "report-back",
        "De fasen waarin `report-back` gevraagd is.",
        "The phases in which `report-back` is asked.",
    ),
    Key::new(&[Scale], "from", Word, "De kleinste schaal.", "The smallest scale.")
        .names(Names::ValuesOf(Meaning::Scale))
        .required(),
    Key::new(&[Scale], "to", Word, "De grootste schaal.", "The largest scale.")
        .names(Names::ValuesOf(Meaning::Scale))
        .required(),
    Key::new(&[Effort], "hours", ValueKind::Part(Range), "Uren van het team.", "Hours of the team."),
    Key::new(&[Effort], "euros", ValueKind::Part(Range), "Euro's daarnaast.", "Euros besides."),
    Key::new(
        &[Fact],
        "means",
        OneOf(Meaning::WORDS),
        "Alleen in een catalogus: waar werkvormen naar verwijzen met `phases`, `scale`, `reaches` of `subjects`.",
        "In a catalogue only: what methods refer to with `phases`, `scale`, `reaches` or `subjects`.",
    ),
    Key::new(&[Method], "not-when", Phrase, "Wanneer niet, in woorden.", "When not, in words."),
    Key::new(&[Method], "estimated", Words, "Welke sleutels een schatting zijn.", "Which keys are estimates.")
        .names(Names::Estimates),
    Key::new(
        &[Advice],
        "kind",
        OneOf(AdviceKind::WORDS),
        "Wat voor aandachtspunt dit is.",
        "What sort of advice this is.",
    )
    .required(),
    Key::new(&[Advice], "text", Text, "Waar je op let.", "What to mind.").required(),
    Key::new(&[Advice], "for", SomeOf(AdviceReader::WORDS), "Voor wie.", "For whom."),
    Key::new(
        &[Advice],
        "moment",
        OneOf(AdviceMoment::WORDS),
        "Vooraf, tijdens of na afloop.",
        "Before, during or after.",
    ),
    Key::new(&[Advice], "if", ValueKind::Condition, "Wanneer dit geldt.", "When this holds."),
    // Works and references to them.
    Key::new(
        &[Question, Answer, AtMost, AtLeast, Outcome, Rung, Method, Advice],
        "source",
        ValueKind::Part(Citation),
        "Waar het vandaan komt.",
        "Where it comes from.",
    ),
    Key::new(&[Source, ProjectSource], "title", ValueKind::Quote, "De titel.", "The title.").required(),
    Key::new(
        &[Source, ProjectSource],
        "by",
        ValueKind::Quote,
        "Wie het schreef of uitgaf.",
        "Who wrote or published it.",
    ),
    Key::new(&[Source, ProjectSource], "year", Whole, "Wanneer het verscheen.", "When it appeared."),
    Key::new(&[Source, ProjectSource], "url", ValueKind::Link, "Waar het te vinden is.", "Where to find it."),
    Key::new(&[Citation], "ref", Word, "Het id van de bron.", "The id of the source.")
        .names(Names::Ids(&[Source]))
        .required(),
    Key::new(
        &[Citation, ProjectSource],
        "at",
        ValueKind::Quote,
        "Waar in de bron, zoals `par. 9`.",
        "Where in the source, such as `par. 9`.",
    ),
    // Examples and replies.
    Key::new(&[Example], "name", ValueKind::Remark, "Hoe het voorbeeld heet.", "The name of the example.").required(),
    Key::new(&[Example], "replies", ValueKind::Replies, "Antwoorden, per vraag.", "Replies, by question.").required(),
    Key::new(&[Example], "expect", ValueKind::Part(Expect), "Wat eruit moet komen.", "What must come out.").required(),
    Key::new(&[Expect], "outcome", Word, "Deze uitkomst.", "This outcome.").names(Names::Ids(&[Outcome])),
    Key::new(
        &[Expect, Result],
        "rung",
        Word,
        "Deze trede; `none` is zonder trede.",
        "This rung; `none` is without one.",
    )
    .names(Names::IdsOr(&[Rung], &["none"])),
    Key::new(&[Expect], "verdict", OneOf(Verdict::WORDS), "Dit oordeel.", "This verdict."),
    Key::new(&[Expect], "conflict", Flag(false), "Of vloer en plafond botsen.", "Whether floor and ceiling clash."),
    Key::new(&[Expect], "methods", Words, "Werkvormen die genoemd moeten worden.", "Methods that must be offered.")
        .names(Names::Ids(&[Method])),
    Key::new(
        &[Expect],
        "without",
        Words,
        "Werkvormen en aandachtspunten die er niet mogen zijn.",
        "Methods and advice that must not be there.",
    )
    .names(Names::Ids(&[Method, Advice])),
    Key::new(
        &[Expect],
        "first",
        Words,
        "Werkvormen die bij de eerste vijf moeten staan.",
        "Methods that must stand among the first five.",
    )
    .names(Names::Ids(&[Method])),
    Key::new(
        &[Expect],
        "plan",
        Words,
        "Werkvormen die in de aanpak moeten zitten.",
        "Methods that the plan must hold.",
    )
    .names(Names::Ids(&[Method])),
    Key::new(&[Expect], "advice", Words, "Aandachtspunten die moeten gelden.", "Advice that must apply.")
        .names(Names::Ids(&[Advice])),
    Key::new(&[Expect], "tree", Word, "Met deze boom ga je verder.", "The tree to go on in.").names(Names::File(Tree)),
    Key::new(
        &[Expect],
        "refused",
        Words,
        "Vragen waarop het antwoord niet mag: het gaat niet samen, of valt buiten de banden.",
        "Questions whose reply is refused: it does not go together, or lies outside the bands.",
    )
    .names(Names::Ids(&[Question])),
    Key::new(
        &[Expect],
        "possible",
        List(Result),
        "Precies deze uitkomsten zijn mogelijk.",
        "Exactly these results are possible.",
    ),
    Key::new(&[Result], "outcome", Word, "De uitkomst.", "The outcome.").names(Names::Ids(&[Outcome])).required(),
    Key::new(
        &[OpenReply],
        "one-of",
        Words,
        "Het is een van deze; welke is nog open.",
        "It is one of these; which is open.",
    )
    .required(),
    // Days, ranges and conditions.
    Key::new(
        &[Answer],
        "valid",
        ValueKind::Part(Period),
        "Vanaf wanneer en tot wanneer dit geldt.",
        "From when and until when this holds.",
    )
    .only(CHOSEN),
    Key::new(
        &[AtMost, AtLeast, Method, Advice, Source, Example],
        "valid",
        ValueKind::Part(Period),
        "Vanaf wanneer en tot wanneer dit geldt.",
        "From when and until when this holds.",
    ),
    Key::new(&[Period], "from", ValueKind::Day, "Vanaf deze dag.", "From this day on."),
    Key::new(&[Period], "until", ValueKind::Day, "Tot en met deze dag.", "Until this day."),
    Key::new(
        &[Period],
        "takes-over",
        Flag(false),
        "Komt in de plaats van wat er in de lijst net boven staat, en tot en met de dag ervoor geldt.",
        "Takes the place of what stands just above it in the list, and holds until the day before.",
    ),
    Key::new(&[Range], "from", Whole, "Vanaf dit getal.", "From this number on."),
    Key::new(
        &[Range],
        "below",
        Whole,
        "Tot dit getal; het getal zelf niet.",
        "Up to this number, which is not included.",
    ),
    Key::new(
        &[Limit],
        "from",
        ValueKind::WholeOrScore,
        "Zo hoog als dit getal of deze score, of hoger.",
        "As high as this number or this score, or higher.",
    )
    .names(Names::Ids(&[Score])),
    Key::new(
        &[Limit],
        "below",
        ValueKind::WholeOrScore,
        "Lager dan dit getal of deze score.",
        "Lower than this number or this score.",
    )
    .names(Names::Ids(&[Score])),
    Key::new(&[Limit], "above", Word, "Hoger dan deze score.", "Higher than this score.").names(Names::Ids(&[Score])),
    Key::new(
        &[Part::Condition],
        "all",
        List(Part::Condition),
        "Alles hierin moet gelden.",
        "Everything in it must hold.",
    ),
    Key::new(
        &[Part::Condition],
        "any",
        List(Part::Condition),
        "Minstens één hiervan moet gelden.",
        "At least one of these must hold.",
    ),
    Key::new(
        &[Part::Condition],
        "not",
        ValueKind::Part(Part::Condition),
        "Het ene deel hierin mag niet gelden.",
        "The one entry in it must not hold.",
    ),
    // Projects.
    Key::new(&[Project], "kind", OneOf(&["project"]), "Altijd `project`.", "Always `project`.").required(),
    Key::new(&[Project], "name", ValueKind::Remark, "Hoe het project heet.", "What the project is called.").required(),
    Key::new(&[Project], "about", ValueKind::Remark, "Wat het project is.", "What the project is."),
    Key::new(&[Project], "begun", ValueKind::Day, "De dag waarop het begon.", "The day on which it began."),
    Key::new(
        &[Project],
        "labels",
        Words,
        "Eigen woorden om het bij te tellen en te vinden, zoals een wijk of een onderwerp.",
        "Words of your own to count it with and find it by, such as a district or a subject.",
    ),
    Key::new(&[Project], "goal", ValueKind::Remark, "Waarom je mensen betrekt.", "Why you involve people."),
    Key::new(&[Project], "fixed", ValueKind::Remark, "Wat vastligt.", "What is fixed."),
    Key::new(&[Project], "open", ValueKind::Remark, "Wat open is.", "What is open."),
    Key::new(
        &[Project],
        "impact",
        ValueKind::Remark,
        "Wat mensen in de omgeving ervan merken.",
        "What people around it notice.",
    ),
    Key::new(&[Project], "decides", ValueKind::Remark, "Wie besluit, als rol.", "Who decides, as a role."),
    Key::new(
        &[Project],
        "owner",
        ValueKind::Remark,
        "Wie de participatie leidt, als rol.",
        "Who leads the participation, as a role.",
    ),
    Key::new(
        &[Project],
        "parts",
        List(ProjectPart),
        "De fasen en deelvragen, elk met antwoorden.",
        "The phases and sub-questions, each with replies.",
    )
    .required(),
    Key::new(
        &[Project],
        "plan",
        ValueKind::Part(ProjectPlan),
        "Het plan zoals het gekozen is.",
        "The plan as it was chosen.",
    ),
    Key::new(&[Project], "done", List(Done), "Wat er gedaan is, per activiteit.", "What was done, by activity."),
    Key::new(
        &[Project],
        "report",
        ValueKind::Part(Account),
        "Wat het verslag verder zegt.",
        "What else the report says.",
    ),
    Key::new(
        &[Project],
        "evaluation",
        ValueKind::Part(ProjectPart),
        "Je oordeel na afloop: de antwoorden op een evaluatieboom.",
        "Your judgement afterwards: the replies to a tree for that.",
    ),
    Key::new(
        &[Project],
        "lessons",
        ValueKind::Part(Lessons),
        "Wat anderen ervan kunnen leren.",
        "What others can learn from it.",
    ),
    Key::new(
        &[Project],
        "source",
        ValueKind::Part(ProjectSource),
        "Waar staat wat dit bestand vertelt, als dat elders gepubliceerd is.",
        "Where what this file tells was published, if it was.",
    ),
    Key::new(
        &[ProjectPlan],
        "groups",
        Words,
        "Wie het raakt, een groep per regel.",
        "Who it concerns, a group on each line.",
    ),
    Key::new(&[ProjectPlan], "activities", List(Activity), "Wat je gaat doen.", "What you are going to do."),
    Key::new(&[ProjectPlan], "question", ValueKind::Remark, "De kernvraag aan mensen.", "The core question to people."),
    Key::new(&[ProjectPlan], "messages", List(Message), "Wie wat hoort.", "Who hears what."),
    Key::new(
        &[ProjectPlan],
        "indicators",
        List(Indicator),
        "Waaraan je straks ziet of het lukte.",
        "By what you will see whether it worked.",
    ),
    Key::new(&[ProjectPlan, Activity], "budget", ValueKind::Remark, "Geld en uren.", "Money and hours."),
    Key::new(
        &[ProjectPlan],
        "reactions",
        ValueKind::Remark,
        "Wat je met reacties doet.",
        "What you do with reactions.",
    ),
    Key::new(
        &[ProjectPlan],
        "feedback",
        ValueKind::Remark,
        "Hoe deelnemers horen wat ermee gebeurde.",
        "How participants hear what was done with it.",
    ),
    Key::new(&[ProjectPlan], "feedback-by", ValueKind::Day, "De laatste dag daarvoor.", "The last day for that."),
    Key::new(
        &[ProjectPlan],
        "report",
        ValueKind::Remark,
        "Wie het verslag maakt, en voor wie.",
        "Who writes the report, and for whom.",
    ),
    Key::new(
        &[ProjectPlan],
        "evaluate-by",
        ValueKind::Day,
        "De laatste dag om te evalueren.",
        "The last day to evaluate.",
    ),
    Key::new(
        &[ProjectPlan],
        "afterwards",
        ValueKind::Remark,
        "De formele inspraak erna, en anders waarom niet.",
        "The formal procedure afterwards, or why there is none.",
    ),
    Key::new(&[Activity], "what", ValueKind::Remark, "Wat je doet.", "What you do.").required(),
    Key::new(&[Activity], "method", Word, "Het id van de werkvorm.", "The id of the method.")
        .names(Names::Ids(&[Method])),
    Key::new(&[Activity], "aim", ValueKind::Remark, "Waarvoor.", "What for."),
    Key::new(&[Activity], "groups", Words, "Voor wie.", "For whom."),
    Key::new(
        &[Activity],
        "when",
        ValueKind::Remark,
        "Wanneer: een dag, een maand of een seizoen.",
        "When: a day, a month or a season.",
    ),
    Key::new(&[Activity], "owner", ValueKind::Remark, "Wie het regelt, als rol.", "Who arranges it, as a role."),
    Key::new(&[Message], "who", ValueKind::Remark, "Wie het hoort.", "Who hears it.").required(),
    Key::new(&[Message], "what", ValueKind::Remark, "Wat zij horen.", "What they hear."),
    Key::new(&[Message], "when", ValueKind::Remark, "Wanneer.", "When."),
    Key::new(&[Message], "how", ValueKind::Remark, "Langs welke weg.", "By which channel."),
    Key::new(&[Message], "words", ValueKind::Remark, "In welke woorden.", "In which words."),
    Key::new(&[Indicator], "what", ValueKind::Remark, "Wat je meet.", "What you measure.").required(),
    Key::new(&[Indicator], "target", ValueKind::Remark, "Wat je wilt halen.", "What you want to reach."),
    Key::new(&[Indicator], "result", ValueKind::Remark, "Wat het werd.", "What it became."),
    Key::new(&[Done], "what", ValueKind::Remark, "Wat je deed.", "What you did.").required(),
    Key::new(&[Done], "day", ValueKind::Day, "Op welke dag.", "On which day."),
    Key::new(&[Done], "people", ValueKind::Count, "Hoeveel mensen er waren.", "How many people were there."),
    Key::new(&[Done], "groups", Words, "Welke groepen er waren.", "Which groups were there."),
    Key::new(&[Done], "missing", ValueKind::Remark, "Wie je miste.", "Who was missing."),
    Key::new(&[Done], "said", ValueKind::Remark, "Wat mensen zeiden.", "What people said."),
    Key::new(&[Done], "used", ValueKind::Remark, "Wat je overnam.", "What you took over."),
    Key::new(
        &[Done],
        "not-used",
        ValueKind::Remark,
        "Wat je niet overnam, en waarom.",
        "What you did not take over, and why.",
    ),
    Key::new(
        &[Done],
        "feedback",
        ValueKind::Remark,
        "Hoe en wanneer deelnemers hoorden wat ermee gebeurde.",
        "How and when participants heard what was done with it.",
    ),
    Key::new(
        &[Account],
        "judgement",
        ValueKind::Remark,
        "Wat deelnemers ervan vonden.",
        "What participants thought of it.",
    ),
    Key::new(
        &[Account],
        "support",
        ValueKind::Remark,
        "Hoeveel steun er is, naar je inschatting.",
        "How much support there is, in your estimate.",
    ),
    Key::new(
        &[Account],
        "seen",
        ValueKind::Remark,
        "Wie het verslag zag en wanneer, als rol.",
        "Who saw the report and when, as a role.",
    ),
    Key::new(&[Lessons], "do", Words, "Wat anderen ook moeten doen.", "What others should do too."),
    Key::new(&[Lessons], "do-not", Words, "Wat anderen beter laten.", "What others had better not do."),
];

/// In which phases a purpose is asked.
const fn phases_of(purpose: &'static str, dutch: &'static str, english: &'static str) -> Key {
    Key::new(&[PurposePhases], purpose, Words, dutch, english).names(Names::ValuesOf(Meaning::Phase))
}
