//! The best mix of methods that does what an approach needs: exact, by depth-first search.
//!
//! It knows nothing of trees or catalogues: a candidate is what it serves, as bits. `plan` says what the bits mean.

type Sizes = std::ops::RangeInclusive<usize>;

/// How few and how many methods a mix may hold.
pub(crate) const SIZES: Sizes = 2..=5;

/// Stages are numbered below this.
const STAGES: usize = 16;

/// What one method would bring to a mix.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Candidate {
    /// The needs it serves, one bit each.
    pub(crate) serves: u64,
    /// The stage at which it happens, below [`STAGES`]: methods of one stage go on side by side.
    pub(crate) stage: u8,
    /// Weeks it takes at least.
    pub(crate) weeks: i64,
}

/// A mix, and the needs that it leaves out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Mix {
    /// Positions in the list of candidates, rising.
    pub(crate) chosen: Vec<usize>,
    /// The needs that nothing in it serves.
    pub(crate) missing: u64,
}

/// The mix that leaves out the fewest of `needs`, then goes the least far down the order of `candidates`, then is the
/// smallest, then stands highest: the best first, then the second, and so on. It takes at most `weeks`, where that is
/// said. Where no two fit in that time together, one will do; `None` where none fits.
pub(crate) fn best_mix(candidates: &[Candidate], needs: u64, weeks: Option<i64>) -> Option<Mix> {
    best_of(candidates, needs, weeks, SIZES).or_else(|| best_of(candidates, needs, weeks, 1..=1))
}

/// The fewest weeks in which a mix leaves out none of `needs`; `None` where none does whatever the time.
pub(crate) fn weeks_for_all(candidates: &[Candidate], needs: u64) -> Option<i64> {
    let least = (*SIZES.start()).min(candidates.len());
    let complete = |weeks| MixSearch::new(candidates, needs, weeks).smallest(least..=*SIZES.end(), 0);
    let takes = |mix: Vec<usize>| weeks_of(mix.into_iter().map(|it| candidates[it]));
    let (mut short, mut enough) = (0, takes(complete(None)?));
    while short < enough {
        let middle = short + (enough - short) / 2;
        match complete(Some(middle)) {
            Some(mix) => enough = takes(mix),
            None => short = middle + 1,
        }
    }
    Some(enough)
}

/// The best mix of these sizes.
fn best_of(candidates: &[Candidate], needs: u64, weeks: Option<i64>, sizes: Sizes) -> Option<Mix> {
    let within =
        |first: usize, missing| MixSearch::new(&candidates[..first], needs, weeks).smallest(sizes.clone(), missing);
    let all = candidates.len();
    let missing = (0..=needs.count_ones()).find(|&missing| within(all, missing).is_some())?;
    // What can be done with some can be done with more, so the fewest to choose from are found by halving.
    let (mut few, mut enough) = (0, all);
    while few < enough {
        let middle = few + (enough - few) / 2;
        if within(middle, missing).is_some() { enough = middle } else { few = middle + 1 }
    }
    let chosen = within(enough, missing)?;
    let served = chosen.iter().fold(0, |sum, &it| sum | candidates[it].serves);
    Some(Mix { missing: needs & !served, chosen })
}

/// Weeks that methods take together: stage after stage, each as long as its longest method.
pub(crate) fn weeks_of(methods: impl Iterator<Item = Candidate>) -> i64 {
    methods.fold(Time::default(), Time::with).sum
}

/// The time that methods take together.
#[derive(Clone, Copy, Default)]
struct Time {
    /// By stage, the weeks of its longest method.
    longest: [i64; STAGES],
    /// Those together.
    sum: i64,
}

impl Time {
    fn with(mut self, method: Candidate) -> Time {
        let longest = &mut self.longest[usize::from(method.stage)];
        let more = (method.weeks - *longest).max(0);
        *longest += more;
        self.sum += more;
        self
    }
}

struct MixSearch<'c> {
    candidates: &'c [Candidate],
    needs: u64,
    weeks: Option<i64>,
    ahead: Vec<u64>,
    most: u32,
    /// So many needs may stay open.
    allowed: u32,
    chosen: Vec<usize>,
}

impl<'c> MixSearch<'c> {
    fn new(candidates: &'c [Candidate], needs: u64, weeks: Option<i64>) -> MixSearch<'c> {
        // What can still be served from a position on, for cutting off what cannot come right.
        let mut ahead = vec![0; candidates.len() + 1];
        for (position, candidate) in candidates.iter().enumerate().rev() {
            ahead[position] = ahead[position + 1] | candidate.serves;
        }
        let most = candidates.iter().map(|it| (it.serves & needs).count_ones()).max().unwrap_or(0);
        MixSearch { candidates, needs, weeks, ahead, most, allowed: 0, chosen: Vec::new() }
    }

    /// The smallest mix that leaves out at most `missing` needs; of those the first in the order.
    fn smallest(&mut self, mut sizes: Sizes, missing: u32) -> Option<Vec<usize>> {
        let needs = self.needs;
        self.allowed = missing;
        sizes.find_map(|size| match self.may_serve(needs, 0, size) {
            true => self.extend(0, needs, size, Time::default()),
            false => None,
        })
    }

    /// Whether `more` methods from `from` on might leave open few enough of these needs.
    fn may_serve(&self, open: u64, from: usize, more: usize) -> bool {
        let allowed = self.allowed;
        (open & !self.ahead[from]).count_ones() <= allowed && open.count_ones() <= allowed + self.most * more as u32
    }

    /// The first mix, in the order of positions, of `more` further methods from `from` on that leaves out few enough
    /// of the needs that are still open.
    fn extend(&mut self, from: usize, open: u64, more: usize, time: Time) -> Option<Vec<usize>> {
        if more == 0 {
            return Some(self.chosen.clone());
        }
        for position in from..self.candidates.len() {
            let candidate = self.candidates[position];
            let open = open & !candidate.serves;
            if !self.may_serve(open, position + 1, more - 1) {
                continue;
            }
            let time = time.with(candidate);
            if self.weeks.is_some_and(|weeks| time.sum > weeks) {
                continue;
            }
            self.chosen.push(position);
            if let Some(found) = self.extend(position + 1, open, more - 1, time) {
                return Some(found);
            }
            self.chosen.pop();
        }
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Every set of at most five, weighed by the words of docs/format.md and nothing else.
    fn brute_force(candidates: &[Candidate], needs: u64, weeks: Option<i64>) -> Option<Mix> {
        let time = |set: &[usize]| -> i64 {
            let stages: std::collections::BTreeSet<u8> = set.iter().map(|&it| candidates[it].stage).collect();
            let longest = |stage: u8| {
                set.iter().filter(|&&it| candidates[it].stage == stage).map(|&it| candidates[it].weeks).max()
            };
            stages.into_iter().filter_map(longest).sum()
        };
        let mut all = Vec::new();
        let fits = |set: &[usize]| weeks.is_none_or(|weeks| time(set) <= weeks);
        for bits in 1_u32..1 << candidates.len() {
            let set: Vec<usize> = (0..candidates.len()).filter(|it| bits >> it & 1 == 1).collect();
            if set.len() > 5 || !fits(&set) {
                continue;
            }
            let missing = (0..64)
                .filter(|bit| needs >> bit & 1 == 1 && set.iter().all(|&it| candidates[it].serves >> bit & 1 == 0));
            all.push((set.len() == 1, missing.count(), set.last().copied(), set.len(), set));
        }
        all.into_iter().min().map(|(.., chosen)| {
            let served = chosen.iter().fold(0, |all, &it| all | candidates[it].serves);
            Mix { missing: needs & !served, chosen }
        })
    }

    /// Numbers that look random and are the same every time.
    fn numbers(mut seed: u64) -> impl FnMut(u64) -> u64 {
        move |below| {
            seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            (seed >> 33) % below
        }
    }

    #[test]
    fn the_mix_is_what_trying_every_set_gives() {
        let (mut incomplete, mut late) = (0, 0);
        for seed in 0..600 {
            let mut next = numbers(seed);
            let candidates: Vec<Candidate> = (0..1 + next(9))
                .map(|_| Candidate { serves: next(64) & next(64), stage: next(4) as u8, weeks: 1 + next(6) as i64 })
                .collect();
            let needs = next(64);
            let weeks = (next(3) > 0).then(|| next(14) as i64);
            let expected = brute_force(&candidates, needs, weeks);
            assert_eq!(best_mix(&candidates, needs, weeks), expected, "seed {seed}");
            incomplete += usize::from(expected.as_ref().is_some_and(|mix| mix.missing != 0));
            late += usize::from(expected.is_none());
            // The least time is the first at which brute force leaves nothing out.
            let complete = |weeks: i64| {
                brute_force(&candidates, needs, Some(weeks))
                    .is_some_and(|mix| mix.missing == 0 && mix.chosen.len() >= 2.min(candidates.len()))
            };
            assert_eq!(weeks_for_all(&candidates, needs), (0..31).find(|&weeks| complete(weeks)), "seed {seed}");
        }
        assert!(incomplete > 50 && late > 20, "the seeds hold the hard cases: {incomplete}, {late}");
    }
}
