//! The plan: the best small mix of methods that serves what the rung needs, and its steps in time
//! (`docs/format.md`, "The plan").

pub(crate) use crate::analysis::mix::SIZES;
use crate::analysis::mix::{Candidate, Mix, best_mix, weeks_for_all};
use crate::analysis::situation::{About, Sign, Situation};
use crate::model::approach::{Purpose, Usual};
use crate::model::catalogue::Method;
use crate::model::condition::Range;
use crate::model::ids::QuestionId;
use crate::model::ladder::Level;
use crate::model::replies::{Replies, Reply};
use crate::model::tree::{ById, Measure, Question, Resolved};

/// Weeks for working out what people said and telling them what was done with it. Our own estimate.
pub const WEEKS_TO_REPORT_BACK: i64 = 2;

/// Weeks that a method takes where its catalogue does not say. Our own estimate.
const WEEKS_UNKNOWN: i64 = 4;

/// So many people at once are broad; in the wider half of the scales so many. Our own choices.
const MANY: i64 = 150;
const MANY_OF_A_TOWN: i64 = 1_000;

/// The bit of the best method of the order; the needs have those below it.
const BEST: u64 = 1 << 63;

/// What somebody wants of a plan, by the ids of methods.
#[derive(Clone, Debug, Default)]
pub struct Choice {
    /// To be in it.
    pub with: Vec<String>,
    /// Not to be in it.
    pub without: Vec<String>,
}

impl Choice {
    /// Takes a method in; it is left out no longer.
    pub fn take(&mut self, id: &str) {
        self.without.retain(|it| it != id);
        if !self.with.iter().any(|it| it == id) {
            self.with.push(id.to_owned());
        }
    }

    /// Leaves a method out; it is asked for no longer.
    pub fn leave(&mut self, id: &str) {
        self.with.retain(|it| it != id);
        if !self.without.iter().any(|it| it == id) {
            self.without.push(id.to_owned());
        }
    }
}

/// A plan for one rung.
#[derive(Clone, Debug)]
pub struct Plan<'t> {
    /// What is done, in time; nothing where no method fits the time.
    pub steps: Vec<Step<'t>>,
    /// What nothing in it serves.
    pub missing: Vec<Need<'t>>,
    /// The weeks in which nothing would be missing, where time alone is what lacks.
    pub weeks_for_all: Option<i64>,
    /// Weeks it takes, reporting back included.
    pub weeks: i64,
    /// Hours of the team and euros besides, at least and less than, summed over the steps whose method says so.
    pub hours: Option<(i64, i64)>,
    /// As `hours`.
    pub euros: Option<(i64, i64)>,
}

impl<'t> Plan<'t> {
    /// Its methods, each once, in time.
    pub fn methods(&self) -> impl Iterator<Item = &'t Method<ById>> {
        methods(&self.steps)
    }
}

/// The methods of steps, each once, in time.
fn methods<'t>(steps: &[Step<'t>]) -> impl Iterator<Item = &'t Method<ById>> {
    let first = |&(place, step): &(usize, &Step<'t>)| !steps[..place].iter().any(|it| it.method.id == step.method.id);
    steps.iter().enumerate().filter(first).map(|(_, step)| step.method)
}

/// A step of a plan.
#[derive(Clone, Debug)]
pub struct Step<'t> {
    /// What is done.
    pub method: &'t Method<ById>,
    /// What it is for here, in order.
    pub purposes: Vec<Purpose>,
    /// The named groups that it reaches.
    pub reaches: Vec<&'t str>,
    /// The week in which it begins; the first is 1.
    pub from_week: i64,
    /// The last week of it.
    pub to_week: i64,
}

/// Something that a plan has to serve.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Need<'t> {
    /// A purpose that the level needs.
    Purpose(Purpose),
    /// A group that is named and that some method reaches, given time.
    Group(&'t str),
    /// Many people at once.
    Broad,
    /// Depth with some.
    Deep,
    /// A method that was asked for.
    Wanted(&'t str),
}

/// What has to be served, each with its own bit.
struct Needs<'t>(Vec<Need<'t>>);

impl<'t> Needs<'t> {
    /// What `offered` can serve, and of the groups also those that what comes too late would reach.
    fn of(
        situation: &Situation<'t>,
        offered: &[&'t Method<ById>],
        late: &[&'t Method<ById>],
        choice: &Choice,
    ) -> Needs<'t> {
        // What was asked for comes first: it is left out last.
        let wanted =
            offered.iter().map(|method| method.id.text.as_str()).filter(|id| choice.with.iter().any(|it| it == id));
        let mut needs: Vec<Need<'t>> = wanted.map(Need::Wanted).collect();
        needs.extend(situation.needs.iter().copied().map(Need::Purpose));
        let groups = situation.groups().iter().copied().map(Need::Group);
        let reached = |group: &Need<'t>| offered.iter().chain(late).any(|method| serves(method, group, situation));
        needs.extend(groups.filter(reached));
        if situation.level >= Level::Consult {
            needs.extend([Need::Broad, Need::Deep]);
        }
        // One bit each, and one for the best. No catalogue comes near that many; what is past them is not asked for.
        needs.truncate(63);
        Needs(needs)
    }

    fn bits(&self, holds: impl Fn(&Need<'t>) -> bool) -> u64 {
        self.0.iter().enumerate().filter(|(_, need)| holds(need)).fold(0, |bits, (at, _)| bits | 1 << at)
    }

    fn named(&self, bits: u64) -> Vec<Need<'t>> {
        self.0.iter().enumerate().filter(|(at, _)| bits >> at & 1 == 1).map(|(_, need)| *need).collect()
    }
}

fn reaches(method: &Method<ById>, group: &str) -> bool {
    method.approach.reaches.iter().any(|it| it.text == group)
}

fn reports_back(method: &Method<ById>) -> bool {
    method.approach.purposes.contains(&Purpose::ReportBack)
}

/// Whether it hears what people say, more than telling or inviting them.
fn hears(method: &Method<ById>) -> bool {
    !method.approach.purposes.iter().all(|it| it.tells())
}

fn serves(method: &Method<ById>, need: &Need<'_>, situation: &Situation<'_>) -> bool {
    let purposes = &method.approach.purposes;
    match need {
        Need::Purpose(purpose) => situation.can(method, *purpose),
        Need::Group(group) => reaches(method, group) && (hears(method) || situation.level == Level::Inform),
        Need::Broad => {
            let many = if situation.is_wide() { MANY_OF_A_TOWN } else { MANY };
            let says = [Purpose::Gather, Purpose::Choose].iter().any(|it| purposes.contains(it));
            // Nobody has to do something rare to hear many.
            let is_rare = method.approach.usual == Some(Usual::Rare);
            says && !is_rare && method.group.is_some_and(|group| group.below.is_none_or(|below| below > many))
        }
        Need::Wanted(id) => method.id.text == *id,
        Need::Deep => [Purpose::Deepen, Purpose::Design, Purpose::Weigh].iter().any(|it| purposes.contains(it)),
    }
}

/// Whether it is for other groups, another phase or another scale than this; or not the project's to start, while it
/// reaches nobody who is named.
fn stands_apart(method: &Method<ById>, situation: &Situation<'_>) -> bool {
    let signs = situation.signs(method);
    let reaches = signs.contains(&Sign { about: About::Group, for_it: true });
    signs.iter().filter(|sign| !sign.for_it).any(|sign| match sign.about {
        // What names no groups is for anybody.
        About::Group => !method.approach.reaches.is_empty(),
        About::Phase | About::Scale => true,
        About::NotTheProjects => !reaches,
        About::Purpose | About::Subject | About::Usual => false,
    })
}

/// What a method is for here, reporting back apart: of its purposes those that the level needs, and to gather where it
/// hears many; all, where there are none.
fn purposes(method: &Method<ById>, situation: &Situation<'_>) -> Vec<Purpose> {
    let own = method.approach.purposes.iter().copied().filter(|it| *it != Purpose::ReportBack);
    let broad = serves(method, &Need::Broad, situation) && situation.level >= Level::Consult;
    let asked = |it: &Purpose| situation.needs.contains(it) && situation.can(method, *it);
    let needed = |it: &Purpose| asked(it) || broad && *it == Purpose::Gather;
    let here: Vec<Purpose> = own.clone().filter(needed).collect();
    match (here.is_empty(), own.clone().any(|it| it != Purpose::Make)) {
        (false, _) => here,
        // It is there for its depth: what is to be made comes after the project.
        (true, true) => own.filter(|it| *it != Purpose::Make).collect(),
        (true, false) => own.collect(),
    }
}

/// The purpose after which a method's step comes: the last that it is for here. Where people have to be invited, nobody
/// meets them before.
fn stage(method: &Method<ById>, situation: &Situation<'_>) -> Purpose {
    let last = purposes(method, situation).into_iter().max().unwrap_or(Purpose::Inform);
    let meets = hears(method) && last < Purpose::Gather && situation.needs.contains(&Purpose::Invite);
    if meets { Purpose::Gather } else { last }
}

/// What a plan is made of.
pub(crate) struct Means<'a, 't> {
    /// What is offered, best first.
    pub(crate) offered: &'a [&'t Method<ById>],
    /// What fell away because there is too little time, and for no other reason.
    pub(crate) late: &'a [&'t Method<ById>],
    /// The time there is, where that is known.
    pub(crate) weeks: Option<i64>,
}

/// The most weeks there can be, by the questions that measure them; `None` where there is no end to them.
pub(crate) fn weeks(tree: &Resolved, replies: &Replies) -> Option<i64> {
    let asked = tree.questions.iter_enumerated().filter(|(_, it)| it.measures() == Some(Measure::Weeks));
    let most = |(number, question): (QuestionId, &Question<ById>)| match replies.get(&number)? {
        Reply::Number(weeks) => Some(weeks.floor()),
        // The last number of a band is the one before its end.
        Reply::Answers(answers) => {
            let ends = answers.iter().map(|&answer| question.answers[answer].band?.below);
            ends.collect::<Option<Vec<_>>>()?.into_iter().max().map(|below| below.before(true).floor())
        }
        _ => None,
    };
    asked.filter_map(most).min()
}

/// The plan; `None` where the catalogue does not say what the level needs, or nothing is offered. Where nothing fits
/// the time it has no steps, and says in how many weeks it would.
pub(crate) fn plan<'t>(situation: &Situation<'t>, means: &Means<'_, 't>, choice: &Choice) -> Option<Plan<'t>> {
    let Selection { chosen, missing, needs, given_time, reporting } = Selection::of(situation, means, choice)?;
    let possible = given_time.iter().fold(0, |bits, it| bits | it.serves);
    let lacks_time = missing & possible != 0;
    let steps = steps(situation, &chosen, reporting);
    Some(Plan {
        missing: needs.named(missing),
        weeks_for_all: lacks_time
            .then(|| weeks_for_all(&given_time, possible & needs.bits(|_| true)))
            .flatten()
            .map(|it| it + reporting),
        // Where nothing in it reports back, no time goes there.
        weeks: steps.iter().map(|step| step.to_week).max().unwrap_or(reporting),
        hours: sum(&steps, |method| method.approach.effort.hours),
        euros: sum(&steps, |method| method.approach.effort.euros),
        steps,
    })
}

/// The methods of the plan alone, each once, in time: what else a plan tells need not be found out for them.
pub(crate) fn planned<'t>(situation: &Situation<'t>, means: &Means<'_, 't>) -> Vec<&'t Method<ById>> {
    let Some(selection) = Selection::of(situation, means, &Choice::default()) else { return Vec::new() };
    methods(&steps(situation, &selection.chosen, selection.reporting)).collect()
}

/// What a plan takes, and what it takes it from.
struct Selection<'t> {
    chosen: Vec<(&'t Method<ById>, Candidate)>,
    /// The needs that nothing chosen serves.
    missing: u64,
    needs: Needs<'t>,
    /// Everything that could be chosen if time were no matter.
    given_time: Vec<Candidate>,
    /// Weeks for reporting back.
    reporting: i64,
}

impl<'t> Selection<'t> {
    fn of(situation: &Situation<'t>, means: &Means<'_, 't>, choice: &Choice) -> Option<Selection<'t>> {
        if situation.needs.is_empty() {
            return None;
        }
        let Means { offered, weeks, .. } = *means;
        // What is there to report back alone has no place where nobody has to.
        let asked = |it: &Purpose| *it != Purpose::ReportBack || situation.needs.contains(it);
        let kept = |method: &&&Method<ById>| {
            method.approach.purposes.iter().any(asked) && !choice.without.contains(&method.id.text)
        };
        let mut methods: Vec<&'t Method<ById>> = offered.iter().filter(kept).copied().collect();
        let late: Vec<&'t Method<ById>> = means.late.iter().filter(kept).copied().collect();
        // A letter or a page is part of any approach and asks little, however far down the order it stands.
        methods.sort_by_key(|it| hears(it));
        let needs = Needs::of(situation, &methods, &late, choice);
        let all = needs.bits(|_| true);
        let mut given_time = candidates(situation, &methods, &late, &needs, choice);
        // The best of the order that hears people belongs in the plan, unless something else were left out for it.
        let told = situation.level == Level::Inform;
        let best = methods.iter().position(|it| told || hears(it) && !stands_apart(it, situation));
        let best = best.or_else(|| methods.iter().position(|it| hears(it)));
        if let Some(best) = best {
            given_time[best].serves |= BEST;
        }
        let candidates = &given_time[..methods.len()];
        let reporting = if situation.needs.contains(&Purpose::ReportBack) { WEEKS_TO_REPORT_BACK } else { 0 };
        let nothing = Mix { chosen: Vec::new(), missing: all };
        let weeks = weeks.map(|weeks| weeks - reporting);
        let without = best_mix(candidates, all, weeks).unwrap_or(nothing);
        // Nor may anything lower in the order come in for it.
        let as_good = |mix: &Mix| {
            mix.missing.count_ones() == without.missing.count_ones()
                && mix.chosen.last() <= without.chosen.last().max(best.as_ref())
        };
        let mix = best_mix(candidates, all | BEST, weeks).filter(as_good).unwrap_or(without);
        if given_time.is_empty() {
            return None;
        }
        let chosen: Vec<_> = mix.chosen.iter().map(|&it| (methods[it], candidates[it])).collect();
        // Above informing, a plan in which nobody is heard is none.
        if situation.level > Level::Inform && !chosen.iter().any(|(method, _)| hears(method)) {
            return Some(Selection { chosen: Vec::new(), missing: all, needs, given_time, reporting });
        }
        Some(Selection { chosen, missing: mix.missing, needs, given_time, reporting })
    }
}

/// What each method would bring, and after those what each would that comes too late.
fn candidates(
    situation: &Situation<'_>,
    methods: &[&Method<ById>],
    late: &[&Method<ById>],
    needs: &Needs<'_>,
    choice: &Choice,
) -> Vec<Candidate> {
    struct Judged {
        serves: u64,
        hears: bool,
        fits: bool,
    }
    let judge = |method: &Method<ById>| Judged {
        serves: needs.bits(|need| serves(method, need, situation)),
        hears: hears(method),
        // A letter or a page is part of any approach.
        fits: !hears(method) || !stands_apart(method, situation) || choice.with.contains(&method.id.text),
    };
    let all = || methods.iter().chain(late);
    let judged: Vec<Judged> = all().map(|method| judge(method)).collect();
    // What is for others serves only what nothing else does.
    let fitting = judged.iter().filter(|it| it.fits).fold(0, |bits, it| bits | it.serves);
    // Where a letter or a page invites, nothing else has to.
    let invite = needs.bits(|need| *need == Need::Purpose(Purpose::Invite));
    let invited = invite & judged.iter().filter(|it| !it.hears).fold(0, |bits, it| bits | it.serves);
    let candidate = |(method, it): (&&Method<ById>, Judged)| Candidate {
        serves: it.serves & !if it.fits { 0 } else { fitting } & !if it.hears { invited } else { 0 },
        stage: stage(method, situation) as u8,
        // What only reports back takes the weeks for that.
        weeks: match purposes(method, situation).is_empty() {
            true => 0,
            false => method.weeks.and_then(|it| it.from).unwrap_or(WEEKS_UNKNOWN),
        },
    };
    all().zip(judged).map(candidate).collect()
}

/// The steps in time: stage after stage, and at the end the report back by the best method that can.
fn steps<'t>(situation: &Situation<'t>, chosen: &[(&'t Method<ById>, Candidate)], reporting: i64) -> Vec<Step<'t>> {
    let mut by_stage: Vec<&(&'t Method<ById>, Candidate)> = chosen.iter().collect();
    by_stage.sort_by_key(|(_, candidate)| candidate.stage);
    let reporter = chosen.iter().find(|(method, _)| reports_back(method)).filter(|_| reporting > 0);
    let mut steps: Vec<Step<'t>> = Vec::new();
    let mut begin = 1;
    for stage in by_stage.chunk_by(|one, two| one.1.stage == two.1.stage) {
        for (method, candidate) in stage {
            steps.push(Step {
                method,
                purposes: purposes(method, situation),
                reaches: situation.groups().iter().filter(|group| reaches(method, group)).copied().collect(),
                from_week: begin,
                to_week: begin + candidate.weeks - 1,
            });
        }
        begin += stage.iter().map(|(_, candidate)| candidate.weeks).max().unwrap_or(0);
    }
    // What is there for nothing else comes at the end only.
    steps.retain(|step| !step.purposes.is_empty());
    if let Some((method, _)) = reporter {
        steps.push(Step {
            method,
            purposes: vec![Purpose::ReportBack],
            reaches: Vec::new(),
            from_week: begin,
            to_week: begin + reporting - 1,
        });
    }
    steps
}

/// At least and less than, over the steps whose method says so: what is done again takes its time again.
fn sum(steps: &[Step<'_>], of: impl Fn(&Method<ById>) -> Option<Range>) -> Option<(i64, i64)> {
    let ranges: Vec<_> = steps.iter().filter_map(|step| of(step.method)).collect();
    let from = ranges.iter().map(|range| range.from.unwrap_or(0)).sum();
    // The largest whole number of each, and one more.
    let most: Option<i64> = ranges.iter().map(|range| range.below.map(|below| below - 1)).sum();
    (!ranges.is_empty()).then_some((from, most? + 1))
}
