//! `# allow: RULE -- reason`: the author of a file says that a rule does not count here, and why.

use super::yaml::Comment;
use crate::model::condition::Word;
use crate::model::finding::Place;

/// An allowance as written.
#[derive(Clone, Debug)]
pub struct Allowance {
    /// The comment.
    pub place: Place,
    /// The rule it names.
    pub rule: Word,
    /// Why, if that is said.
    pub reason: Option<String>,
    /// The line it is about: its own, or the next one where it stands alone.
    pub line: Place,
}

/// The allowances among the comments of a file.
pub(crate) fn among(comments: &[Comment], text: &str) -> Vec<Allowance> {
    comments.iter().filter_map(|comment| read(comment, text)).collect()
}

fn read(comment: &Comment, text: &str) -> Option<Allowance> {
    let said = comment.text.trim_start().strip_prefix("allow:")?;
    let said_at = comment.place.start + 1 + (comment.text.len() - said.len());
    let name = said.trim_start();
    let start = said_at + (said.len() - name.len());
    let length = name.find(|letter: char| !(letter.is_ascii_alphanumeric() || letter == '-')).unwrap_or(name.len());
    let (name, rest) = name.split_at(length);
    let reason = rest.trim_start().strip_prefix("--").map(str::trim).filter(|reason| !reason.is_empty());
    let rule = Word { text: name.to_owned(), place: Place { start, end: start + name.len(), ..comment.place } };
    let line = line(comment.place, text);
    Some(Allowance { place: comment.place, rule, reason: reason.map(str::to_owned), line })
}

/// The line of a comment, or the next line that says something where the comment stands alone.
fn line(comment: Place, text: &str) -> Place {
    let start = text[..comment.start].rfind('\n').map_or(0, |at| at + 1);
    let end = |start: usize| text[start..].find('\n').map_or(text.len(), |at| start + at);
    let mut line = Place { start, end: end(start), ..comment };
    if !text[start..comment.start].trim().is_empty() {
        return line;
    }
    while line.end < text.len() {
        line.start = line.end + 1;
        line.end = end(line.start);
        let said = text[line.start..line.end].trim_start();
        if !said.is_empty() && !said.starts_with('#') {
            break;
        }
    }
    line
}
