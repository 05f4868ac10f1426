//! An empty list to fill in, which comes back through a list's own reader.

use crate::list::dialect::Dialect;
use crate::list::job::Fault;
use crate::model::tree::Resolved;
use std::io::Write;

/// The columns before the questions.
const FIRST: [&str; 2] = ["Project", "part"];

/// Writes the head of a list as CSV: question ids, for those who script.
pub fn csv(tree: &Resolved, out: &mut dyn Write) -> Result<(), Fault> {
    let dialect = Dialect::default();
    let mut head = Vec::new();
    let ids = tree.questions.iter().map(|question| question.id.text.as_str());
    for (number, name) in FIRST.into_iter().chain(ids).enumerate() {
        if number > 0 {
            head.push(dialect.delimiter);
        }
        dialect.put(name, &mut head);
    }
    head.push(b'\n');
    out.write_all(&head).and_then(|()| out.flush()).map_err(Fault::Write)
}
