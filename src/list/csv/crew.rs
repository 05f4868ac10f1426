//! Blocks answered by several threads, and written in the order in which they were read.

use super::worker::Worker;
use super::{Dialect, Source};
use crate::list::columns::Columns;
use crate::list::{Fault, Job, Summary};
use crate::text::language::Bilingual;
use std::collections::BTreeMap;
use std::io::Write;
use std::rc::Rc;
use std::sync::Mutex;
use std::sync::mpsc::{Receiver, channel};

/// A part of the list. It goes round: read into, answered, written, and read into again, so that its
/// memory is asked for once.
#[derive(Debug, Default)]
struct Block {
    number: u64,
    /// What was read; the rows end at `end`.
    read: Vec<u8>,
    end: usize,
    written: Vec<u8>,
    lines: u64,
    /// Of those, so many were worked out, not looked up.
    anew: u64,
    summary: Summary,
}

impl Block {
    fn answered(mut self, worker: &mut Worker<'_>) -> Block {
        (self.lines, self.summary) = worker.rows(&self.read[..self.end], &mut self.written);
        self.anew = worker.anew;
        self
    }
}

/// Answers what is left of a source. This thread reads and writes, and the others answer; where they fall
/// behind in what is hard, it answers as well rather than wait. `own` is its worker.
pub(super) fn answer(
    job: &Job<'_>,
    columns: &Columns,
    dialect: Dialect,
    mut own: Worker<'_>,
    source: &mut Source<'_>,
    out: &mut dyn Write,
    lines: u64,
) -> Result<Summary, Fault> {
    let others = job.threads - 1;
    let (give, blocks) = channel::<Block>();
    let blocks = &Mutex::new(blocks);
    std::thread::scope(|scope| {
        let (answered, done) = channel::<Result<Block, Bilingual>>();
        let (counted, counts) = channel::<Summary>();
        for _ in 0..others {
            let (answered, counted) = (answered.clone(), counted.clone());
            scope.spawn(move || {
                let mut worker = match Worker::new(job, Rc::new(columns.clone()), dialect) {
                    Ok(worker) => worker,
                    Err(said) => return drop(answered.send(Err(said))),
                };
                while let Some(block) = next(blocks) {
                    if answered.send(Ok(block.answered(&mut worker))).is_err() {
                        break;
                    }
                }
                let _ = counted.send(worker.finish());
            });
        }
        drop((answered, counted));
        let summary = Summary::of(job.tree);
        let mut crew =
            Crew { waiting: BTreeMap::new(), written: 0, before: lines, summary, idle: Vec::new(), hard: false };
        // So many blocks may be on their way: memory stays as it is.
        let most = 2 * job.threads as u64;
        let mut count = 0;
        // The crew stops when there is nothing more to give, also where this ends by a fault.
        let ended = {
            let give = give;
            loop {
                let end = match source.block(crew.before) {
                    Ok(Some(end)) => end,
                    Ok(None) => break Ok(()),
                    Err(fault) => break Err(fault),
                };
                let mut block = crew.idle.pop().unwrap_or_default();
                let free = std::mem::take(&mut block.read);
                (block.number, block.read, block.end) = (count, source.take(end, free), end);
                if give.send(block).is_err() {
                    break Ok(());
                }
                count += 1;
                while count - crew.written >= most {
                    let block = match done.try_recv() {
                        Ok(block) => block?,
                        Err(_) => match crew.hard.then(|| waiting(blocks)).flatten() {
                            Some(block) => block.answered(&mut own),
                            None => Crew::wait(&done)?,
                        },
                    };
                    crew.take(block, out)?;
                }
            }
        };
        while crew.written < count {
            let block = Crew::wait(&done)?;
            crew.take(block, out)?;
        }
        ended?;
        for counts in counts.into_iter().chain([own.finish()]) {
            crew.summary.merge(counts, 0);
        }
        Ok(crew.summary)
    })
}

/// The next block to answer; `None` where there is none and will be none.
fn next(blocks: &Mutex<Receiver<Block>>) -> Option<Block> {
    blocks.lock().ok()?.recv().ok()
}

/// A block that nobody has begun, if there is one now.
fn waiting(blocks: &Mutex<Receiver<Block>>) -> Option<Block> {
    // Whoever holds the lock waits for a block: then there is none.
    blocks.try_lock().ok()?.try_recv().ok()
}

/// What was answered and what of it was written.
struct Crew {
    waiting: BTreeMap<u64, Block>,
    /// So many blocks were written.
    written: u64,
    before: u64,
    summary: Summary,
    /// Whether much of the last block had to be worked out. Where rows are looked up, another thread that
    /// learns them all costs more than it brings.
    hard: bool,
    /// Blocks to read into again.
    idle: Vec<Block>,
}

impl Crew {
    /// Waits for an answered block.
    fn wait(done: &Receiver<Result<Block, Bilingual>>) -> Result<Block, Fault> {
        let gone = || Fault::Write(std::io::Error::other("a thread ended early"));
        Ok(done.recv().map_err(|_| gone())??)
    }

    /// Takes in an answered block and writes those whose turn it is.
    fn take(&mut self, block: Block, out: &mut dyn Write) -> Result<(), Fault> {
        self.hard = 4 * block.anew > block.lines;
        self.waiting.insert(block.number, block);
        while let Some(mut block) = self.waiting.remove(&self.written) {
            out.write_all(&block.written).map_err(Fault::Write)?;
            block.written.clear();
            self.summary.merge(std::mem::take(&mut block.summary), self.before);
            self.before += block.lines;
            self.written += 1;
            self.idle.push(block);
        }
        Ok(())
    }
}
