//! Blocks answered by several threads, and written in the order in which they were read.

use super::rows::Worker;
use super::{Dialect, Source};
use crate::language::Said;
use crate::list::columns::Columns;
use crate::list::{Fault, Job, Progress, Summary};
use std::collections::BTreeMap;
use std::io::Write;
use std::rc::Rc;
use std::sync::Mutex;
use std::sync::mpsc::{Receiver, channel};

/// A block that was answered, or why it could not be.
type Done = Result<(u64, Vec<u8>, u64, Summary), Said>;

/// Answers what is left of a source. This thread reads and writes; the others find cells and answer.
pub(super) fn answer(
    job: &Job<'_>,
    columns: &Columns,
    dialect: Dialect,
    source: &mut Source<'_>,
    out: &mut dyn Write,
    lines: u64,
    progress: Progress<'_>,
) -> Result<Summary, Fault> {
    let others = job.threads - 1;
    let (give, blocks) = channel::<(u64, Vec<u8>)>();
    let blocks = &Mutex::new(blocks);
    std::thread::scope(|scope| {
        let (answered, done) = channel::<Done>();
        let (counted, counts) = channel::<Summary>();
        for _ in 0..others {
            let (answered, counted) = (answered.clone(), counted.clone());
            scope.spawn(move || {
                let mut worker = match Worker::new(job, Rc::new(columns.clone()), dialect) {
                    Ok(worker) => worker,
                    Err(said) => return drop(answered.send(Err(said))),
                };
                while let Some((number, block)) = next(blocks) {
                    let mut written = Vec::with_capacity(3 * block.len());
                    let (lines, summary) = worker.rows(&block, &mut written);
                    if answered.send(Ok((number, written, lines, summary))).is_err() {
                        break;
                    }
                }
                let _ = counted.send(worker.finish());
            });
        }
        drop((answered, counted));
        let mut crew = Crew { waiting: BTreeMap::new(), written: 0, before: lines, summary: Summary::of(job.tree) };
        // So many blocks may be on their way: memory stays as it is.
        let most = 2 * others as u64 + 1;
        let mut read = 0;
        // The crew stops when there is nothing more to give, also where this ends by a fault.
        let ended = {
            let give = give;
            loop {
                let block = match source.block(crew.before) {
                    Ok(Some(end)) => end,
                    Ok(None) => break Ok(()),
                    Err(fault) => break Err(fault),
                };
                if give.send((read, source.take(block))).is_err() {
                    break Ok(());
                }
                read += 1;
                progress(source.read);
                while read - crew.written >= most {
                    crew.take(&done, out)?;
                }
            }
        };
        while crew.written < read {
            crew.take(&done, out)?;
        }
        ended?;
        for counts in counts {
            crew.summary.merge(counts, 0);
        }
        Ok(crew.summary)
    })
}

/// The next block to answer; `None` where there is none and will be none.
fn next(blocks: &Mutex<Receiver<(u64, Vec<u8>)>>) -> Option<(u64, Vec<u8>)> {
    blocks.lock().ok()?.recv().ok()
}

/// What was answered and what of it was written.
struct Crew {
    waiting: BTreeMap<u64, (Vec<u8>, u64, Summary)>,
    /// So many blocks were written.
    written: u64,
    before: u64,
    summary: Summary,
}

impl Crew {
    /// Takes in an answered block and writes those whose turn it is.
    fn take(&mut self, done: &Receiver<Done>, out: &mut dyn Write) -> Result<(), Fault> {
        let gone = || Fault::Write(std::io::Error::other("a thread ended early"));
        let (number, written, lines, summary) = done.recv().map_err(|_| gone())??;
        self.waiting.insert(number, (written, lines, summary));
        while let Some((written, lines, summary)) = self.waiting.remove(&self.written) {
            out.write_all(&written).map_err(Fault::Write)?;
            self.summary.merge(summary, self.before);
            self.before += lines;
            self.written += 1;
        }
        Ok(())
    }
}
