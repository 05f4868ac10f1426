//! The terminal while somebody is asked: the whole of it, and given back as it was found.

use crossterm::event::{self, Event, KeyCode, KeyEventKind, KeyModifiers};
use crossterm::style::{Attribute, Print, SetAttribute};
use crossterm::terminal::{self, Clear, ClearType};
use crossterm::{cursor, execute, queue};
use std::io::{self, Write};
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

/// Whether the terminal is ours now.
static TAKEN: AtomicBool = AtomicBool::new(false);

/// What is typed late is still part of one paste: keys that come this soon after one another.
const QUIET: Duration = Duration::from_millis(40);

/// A line of the screen.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct ScreenRow {
    pub(crate) text: String,
    pub(crate) bold: bool,
}

impl From<String> for ScreenRow {
    fn from(text: String) -> ScreenRow {
        ScreenRow { text, bold: false }
    }
}

/// Takes the terminal: a screen of its own, keys one by one, pasted text as one.
pub(crate) fn take() -> io::Result<()> {
    if TAKEN.swap(true, Ordering::SeqCst) {
        return Ok(());
    }
    terminal::enable_raw_mode()?;
    execute!(io::stderr(), terminal::EnterAlternateScreen, event::EnableBracketedPaste)
}

/// Gives the terminal back. Also called when a signal ends the program, hence without a value to drop.
pub(crate) fn give_back() {
    if TAKEN.swap(false, Ordering::SeqCst) {
        let _ = execute!(io::stderr(), event::DisableBracketedPaste, cursor::Show, terminal::LeaveAlternateScreen);
        let _ = terminal::disable_raw_mode();
    }
}

/// Columns and lines.
pub(crate) fn size() -> (usize, usize) {
    let (columns, lines) = terminal::size().unwrap_or((80, 24));
    (usize::from(columns).max(20), usize::from(lines).max(5))
}

/// Puts these lines on the screen, and nothing else; the cursor shows where text is typed.
pub(crate) fn paint(rows: &[ScreenRow], typing: Option<(usize, usize)>) -> io::Result<()> {
    let mut out = io::BufWriter::new(io::stderr().lock());
    queue!(out, terminal::BeginSynchronizedUpdate, cursor::Hide)?;
    for (line, row) in rows.iter().take(size().1).enumerate() {
        queue!(out, cursor::MoveTo(0, short(line)))?;
        if row.bold {
            queue!(out, SetAttribute(Attribute::Bold), Print(&row.text), SetAttribute(Attribute::Reset))?;
        } else {
            queue!(out, Print(&row.text))?;
        }
        queue!(out, Clear(ClearType::UntilNewLine))?;
    }
    if rows.len() < size().1 {
        queue!(out, cursor::MoveTo(0, short(rows.len())), Clear(ClearType::FromCursorDown))?;
    }
    if let Some((column, line)) = typing {
        queue!(out, cursor::MoveTo(short(column), short(line)), cursor::Show)?;
    }
    queue!(out, terminal::EndSynchronizedUpdate)?;
    out.flush()
}

fn short(number: usize) -> u16 {
    u16::try_from(number).unwrap_or(u16::MAX)
}

/// What somebody did at the keys.
pub(crate) enum Input {
    Key(event::KeyEvent),
    /// Pasted, as one line.
    Pasted(String),
    /// Wants to leave.
    Leave,
    /// Wants the shell for a moment.
    Suspend,
    /// The window has another size.
    Resized,
}

/// The next thing that happens.
pub(crate) fn next() -> io::Result<Input> {
    loop {
        return Ok(match event::read()? {
            Event::Key(key) if key.kind != KeyEventKind::Release => {
                match (key.code, key.modifiers.contains(KeyModifiers::CONTROL)) {
                    (KeyCode::Char('c' | 'd'), true) => Input::Leave,
                    (KeyCode::Char('z'), true) => Input::Suspend,
                    _ => Input::Key(key),
                }
            }
            Event::Paste(text) => {
                Input::Pasted(text.split(char::is_whitespace).filter(|it| !it.is_empty()).collect::<Vec<_>>().join(" "))
            }
            Event::Resize(..) => Input::Resized,
            _ => continue,
        });
    }
}

/// Lets go of all that was typed until now; says whether that was anything. Ctrl-C counts at any time.
pub(crate) fn forget_typed_ahead() -> io::Result<bool> {
    let mut any = false;
    while event::poll(if any { QUIET } else { Duration::ZERO })? {
        match next()? {
            Input::Leave => return Err(io::ErrorKind::Interrupted.into()),
            Input::Key(_) | Input::Pasted(_) => any = true,
            Input::Suspend | Input::Resized => {}
        }
    }
    Ok(any)
}

/// Stops the program, as Ctrl-Z does, until the shell lets it go on. Unix only: elsewhere no shell can.
#[cfg(unix)]
pub(crate) fn suspend() -> io::Result<()> {
    give_back();
    rustix::process::kill_current_process_group(rustix::process::Signal::TSTP)?;
    take()
}

#[cfg(not(unix))]
pub(crate) fn suspend() -> io::Result<()> {
    Ok(())
}
