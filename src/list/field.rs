//! The columns that are added to a list.

/// An added column.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Field {
    /// Whether to involve people, where all possible results agree.
    Verdict,
    /// The rung of the one result.
    Rung,
    /// The outcome of the one result.
    Outcome,
    /// The rungs that are possible, from low to high.
    PossibleRungs,
    /// The open questions that matter.
    OpenQuestions,
    /// The questions whose replies set ceiling and floor, or took the route.
    DecidedBy,
    /// The methods that fit whatever the open replies become, best first.
    Methods,
    /// The questions that every possible walk meets.
    Route,
    /// `decided`, `undecided`, `conflict` or `invalid`.
    Status,
    /// What is to be said about the row.
    Message,
}

impl Field {
    /// Every column, in the order in which they are added.
    pub const ALL: [Field; 10] = [
        Field::Verdict,
        Field::Rung,
        Field::Outcome,
        Field::PossibleRungs,
        Field::OpenQuestions,
        Field::DecidedBy,
        Field::Methods,
        Field::Route,
        Field::Status,
        Field::Message,
    ];

    /// Its name in the head of a list; never translated.
    pub const fn word(self) -> &'static str {
        match self {
            Field::Verdict => "verdict",
            Field::Rung => "rung",
            Field::Outcome => "outcome",
            Field::PossibleRungs => "possible_rungs",
            Field::OpenQuestions => "open_questions",
            Field::DecidedBy => "decided_by",
            Field::Methods => "methods",
            Field::Route => "route",
            Field::Status => "status",
            Field::Message => "message",
        }
    }

    /// Whether its cells may hold several values, separated by `;`.
    pub fn is_list(self) -> bool {
        matches!(self, Field::PossibleRungs | Field::OpenQuestions | Field::DecidedBy | Field::Methods | Field::Route)
    }

    /// Names for added columns that none of these has; where one has, all get a prefix, so that they can
    /// be told apart at a glance.
    pub fn names(fields: &[Field], taken: &[String]) -> Vec<String> {
        let mut prefix = String::new();
        loop {
            let names: Vec<String> = fields.iter().map(|field| format!("{prefix}{}", field.word())).collect();
            if Field::taken(&names, taken).is_none() {
                return names;
            }
            prefix += "beslisboom_";
        }
    }

    /// The first of these names that is taken.
    pub fn taken<'n>(names: &'n [String], taken: &[String]) -> Option<&'n str> {
        let is_taken = |name: &&String| taken.iter().any(|it| it.trim().eq_ignore_ascii_case(name));
        names.iter().find(is_taken).map(String::as_str)
    }
}
