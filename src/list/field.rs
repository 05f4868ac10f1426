//! The columns that are added to a list, what they are called, and how they are known again.

use crate::text::language::Language;

/// An added column.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Field {
    /// `decided`, `undecided`, `conflict` or `invalid`.
    Status,
    /// Whether to involve people, where all possible results agree.
    Verdict,
    /// The rung of the one result.
    Rung,
    /// The outcome of the one result.
    Outcome,
    /// The rungs that are possible, from low to high.
    PossibleRungs,
    /// The outcomes that are possible, in the order of the tree.
    PossibleOutcomes,
    /// The open questions that matter.
    OpenQuestions,
    /// Of these the one that narrows the results most, in words.
    NextQuestion,
    /// Whom to ask it, as the tree says.
    AskWhom,
    /// What each reply to it would bring, where that is short.
    EachReply,
    /// The questions whose replies set ceiling and floor, or took the route.
    DecidedBy,
    /// The methods of the plan, in time.
    Plan,
    /// Of a row with one result, the open questions on which its methods, plan or advice still hang.
    PlanOpen,
    /// The methods that fit whatever the open replies become, best first.
    Methods,
    /// The questions that every possible walk meets.
    Route,
    /// What is to be said about the row.
    Message,
    /// Every result that is possible, as outcome and rung; for `diff` alone.
    PossibleResults,
    /// The duties that apply for certain; for `diff` alone.
    Duties,
    /// The questions whose cells cannot be read as a reply to them; for `diff` alone.
    Refused,
}

/// How the added columns are called.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Headers {
    /// By a title in this language.
    Titles(Language),
    /// By their word, the same in every language.
    Ids,
}

/// What stands before a word that a list has already.
const PREFIX: &str = "beslisboom_";

impl Field {
    /// Every column that a list may get, in the order in which they are added.
    pub const ALL: [Field; 16] = [
        Field::Status,
        Field::Verdict,
        Field::Rung,
        Field::Outcome,
        Field::PossibleRungs,
        Field::PossibleOutcomes,
        Field::OpenQuestions,
        Field::NextQuestion,
        Field::AskWhom,
        Field::EachReply,
        Field::DecidedBy,
        Field::Plan,
        Field::PlanOpen,
        Field::Methods,
        Field::Route,
        Field::Message,
    ];

    /// The columns that are added unless others are asked for.
    pub fn usual() -> Vec<Field> {
        Field::ALL.into_iter().filter(|field| !matches!(field, Field::Methods | Field::Route)).collect()
    }

    /// Its name for other programs; never translated.
    pub const fn word(self) -> &'static str {
        match self {
            Field::Status => "status",
            Field::Verdict => "verdict",
            Field::Rung => "rung",
            Field::Outcome => "outcome",
            Field::PossibleRungs => "possible_rungs",
            Field::PossibleOutcomes => "possible_outcomes",
            Field::OpenQuestions => "open_questions",
            Field::NextQuestion => "next_question",
            Field::AskWhom => "ask_whom",
            Field::EachReply => "each_reply",
            Field::DecidedBy => "decided_by",
            Field::Plan => "plan",
            Field::PlanOpen => "plan_open",
            Field::Methods => "methods",
            Field::Route => "route",
            Field::Message => "message",
            Field::PossibleResults => "possible_results",
            Field::Duties => "duties",
            Field::Refused => "refused",
        }
    }

    /// Its name for people. All begin alike, so that nobody takes an advice for what was decided.
    pub fn title(self, language: Language) -> &'static str {
        let (dutch, english) = match self {
            Field::Status => ("advies: stand", "advice: status"),
            Field::Verdict => ("advies: oordeel", "advice: verdict"),
            Field::Rung => ("advies: trede", "advice: rung"),
            Field::Outcome => ("advies: uitkomst", "advice: outcome"),
            Field::PossibleRungs => ("advies: mogelijke treden", "advice: possible rungs"),
            Field::PossibleOutcomes => ("advies: mogelijke uitkomsten", "advice: possible outcomes"),
            Field::OpenQuestions => ("advies: open vragen", "advice: open questions"),
            Field::NextQuestion => ("advies: zoek dit eerst uit", "advice: find this out first"),
            Field::AskWhom => ("advies: zo kom je erachter", "advice: how to find out"),
            Field::EachReply => ("advies: wat elk antwoord geeft", "advice: what each reply brings"),
            Field::DecidedBy => ("advies: beslist door", "advice: decided by"),
            Field::Plan => ("advies: plan", "advice: plan"),
            Field::PlanOpen => ("advies: plan hangt nog op", "advice: plan still hangs on"),
            Field::Methods => ("advies: alle werkvormen", "advice: all methods"),
            Field::Route => ("advies: gestelde vragen", "advice: questions asked"),
            Field::Message => ("advies: opmerking", "advice: remark"),
            Field::PossibleResults => ("advies: mogelijke resultaten", "advice: possible results"),
            Field::Duties => ("advies: plichten", "advice: duties"),
            Field::Refused => ("advies: past niet", "advice: does not fit"),
        };
        language.pick(dutch, english)
    }

    /// Whether its cells may hold several values, separated by `;`.
    pub fn is_list(self) -> bool {
        matches!(
            self,
            Field::PossibleRungs
                | Field::PossibleOutcomes
                | Field::OpenQuestions
                | Field::DecidedBy
                | Field::Plan
                | Field::PlanOpen
                | Field::Methods
                | Field::Route
                | Field::PossibleResults
                | Field::Duties
                | Field::Refused
        )
    }

    /// The width of its column in a sheet, in letters.
    pub fn width(self) -> f64 {
        match self {
            Field::Status | Field::Verdict | Field::Rung => 18.0,
            Field::NextQuestion | Field::AskWhom | Field::EachReply | Field::Plan | Field::Message => 44.0,
            _ => 26.0,
        }
    }

    /// Names for added columns that none of these has; where one has, all get a prefix, so that they can
    /// be told apart at a glance.
    pub fn names(fields: &[Field], headers: Headers, taken: &[&str]) -> Vec<String> {
        let mut prefix = String::new();
        loop {
            let name = |field: &Field| match headers {
                Headers::Titles(language) => format!("{prefix}{}", field.title(language)),
                Headers::Ids => format!("{prefix}{}", field.word()),
            };
            let names: Vec<String> = fields.iter().map(name).collect();
            if Field::taken(&names, taken).is_none() {
                return names;
            }
            prefix += PREFIX;
        }
    }

    /// The first of these names that is taken.
    pub fn taken<'n>(names: &'n [String], taken: &[impl AsRef<str>]) -> Option<&'n str> {
        let is_taken = |name: &&String| taken.iter().any(|it| it.as_ref().trim().eq_ignore_ascii_case(name));
        names.iter().find(is_taken).map(String::as_str)
    }

    /// Which columns of a list were added by an earlier run. Titles and prefixed words are nobody else's. A bare
    /// word may be (`status`), so it counts only beside another. Where some have a prefix the bare ones are the
    /// list's own, for that is why; so are `others`, which mean something else here.
    pub fn known<'n>(names: impl IntoIterator<Item = &'n str>, others: &[Field]) -> Vec<Option<Field>> {
        let read: Vec<Option<(Field, Added)>> = names.into_iter().map(Field::read).collect();
        let prefixed = read.iter().flatten().any(|(_, added)| *added == Added::Prefixed);
        let bare = |at: usize| match read.get(at) {
            Some(Some((field, Added::Bare))) => !prefixed && !others.contains(field),
            _ => false,
        };
        let beside = |at: usize| bare(at + 1) || at.checked_sub(1).is_some_and(bare);
        let kept = |(at, read): (usize, &Option<(Field, Added)>)| {
            let (field, added) = (*read)?;
            (added != Added::Bare || bare(at) && beside(at)).then_some(field)
        };
        read.iter().enumerate().map(kept).collect()
    }

    /// The field that a name may stand for, and in which way.
    fn read(name: &str) -> Option<(Field, Added)> {
        let name = name.trim();
        let bare = name.trim_start_matches(PREFIX);
        let titled = |field: &Field| Language::ALL.iter().any(|it| bare == field.title(*it));
        if let Some(field) = Field::ALL.into_iter().find(titled) {
            return Some((field, Added::Titled));
        }
        let field = Field::ALL.into_iter().find(|field| bare == field.word())?;
        Some((field, if bare == name { Added::Bare } else { Added::Prefixed }))
    }
}

/// In which way a name is that of an added column.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Added {
    Titled,
    Prefixed,
    Bare,
}
