//! The machine around the program: files, streams, environment, clock. Nothing below the roof knows it.

use crate::app::charset;
use crate::bilingual;
use crate::list::Fault;
use crate::source::parse::{LARGEST, LoadError, Loader};
use crate::text::language::{Bilingual, Language};
use anyhow::{Context, Result};
use std::cell::RefCell;
use std::collections::BTreeSet;
use std::ffi::OsString;
use std::io::{self, IsTerminal, Read, Seek, Write};
use std::path::{Path, PathBuf};

/// The language to speak: `--lang`, else `BESLISBOOM_LANG`, else the locale, else Dutch.
pub(crate) fn language(args: impl Iterator<Item = OsString>) -> Language {
    let args: Vec<String> = args.map(|arg| arg.to_string_lossy().into_owned()).take_while(|arg| arg != "--").collect();
    let after = args.iter().position(|arg| arg == "--lang").and_then(|at| args.get(at + 1).cloned());
    let joined = args.iter().find_map(|arg| arg.strip_prefix("--lang=").map(str::to_owned));
    let set = |name: &str| std::env::var(name).ok().filter(|value| !value.is_empty());
    let named = after.or(joined).or_else(|| set("BESLISBOOM_LANG"));
    let locale = || set("LC_ALL").or_else(|| set("LC_MESSAGES")).or_else(|| set("LANG"));
    named.or_else(locale).and_then(|tag| Language::of(&tag)).unwrap_or_default()
}

/// Whether an environment variable asks for something: set, and not `0` or `false`.
pub(crate) fn asked_for(name: &str) -> bool {
    std::env::var(name).is_ok_and(|value| !matches!(value.as_str(), "" | "0" | "false"))
}

/// A terminal without a cursor.
pub(crate) fn is_dumb() -> bool {
    std::env::var("TERM").is_ok_and(|term| term == "dumb")
}

/// Whether somebody is there to answer: both what is read and what is asked on are a terminal.
pub(crate) fn somebody_there() -> bool {
    io::stdin().is_terminal() && io::stderr().is_terminal()
}

/// Whether the program was started by a click, from a desktop: nothing it reads or writes leads to anybody.
/// Unix only: elsewhere a click opens a window to type in.
#[cfg(all(unix, feature = "page"))]
pub(crate) fn was_clicked() -> bool {
    use std::os::unix::fs::FileTypeExt;
    let desktop = ["DISPLAY", "WAYLAND_DISPLAY"].iter().any(|name| std::env::var_os(name).is_some());
    let leads_nowhere = |number: u8| {
        let about = std::fs::metadata(format!("/dev/fd/{number}"));
        about.is_ok_and(|it| !it.file_type().is_fifo() && !it.is_file())
    };
    let terminal = io::stdin().is_terminal() || io::stdout().is_terminal() || io::stderr().is_terminal();
    desktop && !terminal && (0..3).all(leads_nowhere)
}

#[cfg(all(not(unix), feature = "page"))]
pub(crate) fn was_clicked() -> bool {
    false
}

/// Columns to write in; `None` where nothing is to be wrapped.
pub(crate) fn width() -> Option<usize> {
    let asked = std::env::var("COLUMNS").ok().and_then(|columns| columns.parse().ok()).filter(|&columns| columns > 0);
    asked.or_else(|| {
        let columns = || crossterm::terminal::size().ok().map(|(columns, _)| usize::from(columns));
        io::stdout().is_terminal().then(columns)?.filter(|&columns| columns > 0)
    })
}

/// Today, or the day that `SOURCE_DATE_EPOCH` names, as `2026-11-22`.
pub(crate) fn today() -> String {
    let fixed = std::env::var("SOURCE_DATE_EPOCH").ok().and_then(|seconds| seconds.parse().ok());
    let fixed = fixed.and_then(|seconds| jiff::Timestamp::from_second(seconds).ok());
    match fixed {
        Some(moment) => moment.to_zoned(jiff::tz::TimeZone::UTC).date().to_string(),
        None => jiff::Zoned::now().date().to_string(),
    }
}

/// A day that was asked for, else today.
pub(crate) fn day(asked: Option<&str>, language: Language) -> anyhow::Result<String> {
    let Some(date) = asked else { return Ok(today()) };
    if date.parse::<jiff::civil::Date>().is_ok_and(|day| day.to_string() == date) {
        return Ok(date.to_owned());
    }
    let date = crate::text::sanitize::line(date);
    let message = bilingual!(
        "`{date}` is geen dag; schrijf hem als 2026-11-22",
        "`{date}` is not a day; write it like 2026-11-22"
    );
    anyhow::bail!("{}", message.to(language))
}

/// The folder to write in is not there: whoever writes makes it first.
#[derive(Debug)]
pub(crate) struct NoFolder;

impl std::error::Error for NoFolder {}

impl std::fmt::Display for NoFolder {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("no such folder")
    }
}

/// What Windows says by number, where the standard library has no kind for it or too wide a one.
fn reason_of_windows(code: i32) -> Option<Bilingual> {
    Some(match code {
        // Refused, which is also what a file gets that is put in the place of one that is open.
        5 => bilingual!(
            "dat mag niet van deze computer, of het bestand is nog ergens open",
            "this computer does not allow it, or the file is still open somewhere"
        ),
        // Shared with nobody, and locked in part.
        32 | 33 => bilingual!("het bestand is in gebruik; sluit het eerst", "the file is in use; close it first"),
        _ => return None,
    })
}

/// Why a machine would not, in words for people; `None` for what has no words.
pub(crate) fn reason(fault: &io::Error) -> Option<Bilingual> {
    use io::ErrorKind as Kind;
    if cfg!(windows)
        && let Some(said) = fault.raw_os_error().and_then(reason_of_windows)
    {
        return Some(said);
    }
    Some(match fault.kind() {
        Kind::NotFound if fault.get_ref().is_some_and(|it| it.is::<NoFolder>()) => {
            bilingual!("die map is er niet; maak haar eerst", "there is no such folder; make it first")
        }
        Kind::NotFound => bilingual!("dat bestand of die map is er niet", "there is no such file or folder"),
        Kind::AddrNotAvailable => {
            bilingual!("dat adres heeft deze computer niet", "this computer does not have that address")
        }
        Kind::PermissionDenied => bilingual!("dat mag niet van deze computer", "this computer does not allow it"),
        Kind::IsADirectory => bilingual!("dat is een map", "that is a folder"),
        Kind::NotADirectory => bilingual!("een deel van dit pad is geen map", "a part of this path is no folder"),
        Kind::StorageFull => bilingual!("de schijf is vol", "the disk is full"),
        Kind::ReadOnlyFilesystem => bilingual!("deze schijf is alleen om te lezen", "this disk is for reading only"),
        Kind::FileTooLarge => bilingual!("het bestand wordt te groot", "the file becomes too large"),
        Kind::InvalidFilename => bilingual!("die naam mag niet", "that name is not allowed"),
        Kind::InvalidData | Kind::InvalidInput => {
            bilingual!("wat erin staat is niet te lezen", "what is in it cannot be read")
        }
        Kind::UnexpectedEof => bilingual!("het bestand houdt te vroeg op", "the file ends too early"),
        Kind::QuotaExceeded => bilingual!("je hebt geen ruimte meer", "you have no room left"),
        Kind::ResourceBusy | Kind::ExecutableFileBusy => bilingual!("het bestand is in gebruik", "the file is in use"),
        _ => {
            let code = fault.raw_os_error()?;
            bilingual!("de computer meldt fout {code}", "the computer reports error {code}")
        }
    })
}

/// The same, whatever the reason.
pub(crate) fn said(fault: &io::Error) -> Bilingual {
    reason(fault).unwrap_or_else(|| bilingual!("de computer zegt niet waarom", "the computer does not say why"))
}

/// A moment on this machine's clock, such as `2026-11-22 14:05`.
pub(crate) fn moment(moment: std::time::SystemTime) -> String {
    let moment = jiff::Timestamp::try_from(moment).unwrap_or_default();
    moment.to_zoned(jiff::tz::TimeZone::system()).strftime("%Y-%m-%d %H:%M").to_string()
}

/// Writes to standard output. A reader that went away (`| head`) is no fault.
pub(crate) fn put(text: &str) -> Result<()> {
    put_bytes(text.as_bytes())
}

/// The same for what need not be text.
pub(crate) fn put_bytes(bytes: &[u8]) -> Result<()> {
    let mut out = io::stdout().lock();
    let shown = charset::shown(bytes, out.is_terminal());
    match out.write_all(&shown).and_then(|()| out.flush()) {
        Err(fault) if fault.kind() == io::ErrorKind::BrokenPipe => Ok(()),
        other => Ok(other.map_err(Unwritten)?),
    }
}

/// What was to be shown could not be written.
#[derive(Debug)]
pub(crate) struct Unwritten(io::Error);

impl std::error::Error for Unwritten {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        Some(&self.0)
    }
}

impl std::fmt::Display for Unwritten {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("standaarduitvoer / standard output")
    }
}

/// A DOT graph as SVG, drawn by Graphviz.
pub(crate) fn drawn(dot: &str, language: Language) -> Result<String> {
    use std::process::{Command, Stdio};
    let mut command = Command::new("dot");
    command.arg("-Tsvg").stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = command.spawn().with_context(|| {
        language.pick(
            "voor svg is Graphviz nodig (het programma `dot`); installeer het, of kies mermaid of dot",
            "svg needs Graphviz (the program `dot`); install it, or choose mermaid or dot",
        )
    })?;
    let mut input = child.stdin.take();
    // Written beside the reading: a large graph and its drawing would else wait for each other.
    let output = std::thread::scope(|scope| {
        scope.spawn(move || input.as_mut().map(|input| input.write_all(dot.as_bytes())));
        child.wait_with_output()
    })?;
    if !output.status.success() {
        let fault = crate::text::sanitize::lines(&String::from_utf8_lossy(&output.stderr));
        anyhow::bail!("dot: {fault}");
    }
    Ok(String::from_utf8_lossy(&output.stdout).into_owned())
}

/// Writes a line to standard error; if even that fails there is nobody left to tell.
pub(crate) fn tell(text: &str) {
    let mut out = io::stderr().lock();
    let line = format!("{text}\n");
    let _ = out.write_all(&charset::shown(line.as_bytes(), out.is_terminal()));
}

/// The bytes of a file, `-` for standard input. More than [`LARGEST`] is refused.
pub(crate) fn bytes(path: &Path, language: Language) -> Result<Vec<u8>> {
    let shown = crate::text::sanitize::line(&path.display().to_string());
    let mut found = Vec::new();
    let limit = LARGEST as u64 + 1;
    let taken = if path == Path::new("-") {
        io::stdin().lock().take(limit).read_to_end(&mut found)
    } else {
        std::fs::File::open(path).and_then(|file| file.take(limit).read_to_end(&mut found))
    };
    taken.with_context(|| {
        bilingual!("kan `{shown}` niet lezen", "cannot read `{shown}`", shown = &shown).to(language).to_owned()
    })?;
    if found.len() > LARGEST {
        anyhow::bail!("{}", bilingual!("`{shown}` is te groot", "`{shown}` is too large").to(language));
    }
    Ok(found)
}

/// Something to read bit by bit, `-` for standard input, with its size if that is known.
pub(crate) fn reader(path: &Path) -> io::Result<(Box<dyn Read + Send>, Option<u64>)> {
    if path == Path::new("-") {
        return Ok((Box::new(io::stdin()), None));
    }
    let about = std::fs::metadata(path)?;
    if about.is_dir() {
        return Err(io::ErrorKind::IsADirectory.into());
    }
    Ok((Box::new(std::fs::File::open(path)?), about.is_file().then_some(about.len())))
}

/// A file in which one can go back and forth. What comes in bit by bit (`-`, a pipe) is put in a
/// temporary file in a folder first, so that it takes no memory.
pub(crate) fn seekable(path: &Path, folder: &Path) -> Result<std::fs::File, Fault> {
    let (mut input, size) = reader(path).map_err(Fault::Read)?;
    if size.is_some() {
        return std::fs::File::open(path).map_err(Fault::Read);
    }
    let mut file = scratch(folder)?;
    io::copy(&mut input, &mut file)
        .and_then(|_| file.rewind())
        .map_err(|fault| Fault::Scratch(folder.to_owned(), fault))?;
    Ok(file)
}

/// A temporary file in a folder, gone when it is closed.
pub(crate) fn scratch(folder: &Path) -> Result<std::fs::File, Fault> {
    tempfile::tempfile_in(folder).map_err(|fault| Fault::Scratch(folder.to_owned(), fault))
}

/// Somebody's home. A relative one would be another place in every folder, so it is none.
pub(crate) fn home() -> Option<PathBuf> {
    dirs::home_dir().filter(|home| home.is_absolute())
}

/// A path as it may be shown.
pub(crate) fn shown(path: &Path) -> String {
    crate::text::sanitize::line(&path.display().to_string())
}

/// The same, short where it is among what somebody has at home: a shell takes `~` for that place.
pub(crate) fn shown_at_home(path: &Path) -> String {
    let home = home().filter(|home| cfg!(unix) && home.components().count() > 1);
    match home.and_then(|home| path.strip_prefix(home).ok().map(Path::to_owned)) {
        Some(rest) => shown(&Path::new("~").join(rest)),
        None => shown(path),
    }
}

/// A path as it is typed in a command: short if it can be, between quotes where a shell would take it apart.
pub(crate) fn typed(path: &Path) -> String {
    let is_plain = |path: &str| path.chars().all(|it| it.is_alphanumeric() || "~/\\.:-_+,@%=".contains(it));
    let short = shown_at_home(path);
    // Between quotes `~` is no place any more.
    if is_plain(&short) { short } else { format!("\"{}\"", shown(path)) }
}

/// What is said where a file could not be written.
pub(crate) fn cannot_write(path: &Path, language: Language) -> String {
    bilingual!("kan `{shown}` niet schrijven", "cannot write `{shown}`", shown = shown(path)).to(language).to_owned()
}

/// Whether two names lead to one file, there already or not.
pub(crate) fn same_file(one: &Path, two: &Path) -> bool {
    fn place(path: &Path) -> Option<PathBuf> {
        let beside = || {
            let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
            Some(folder.canonicalize().ok()?.join(path.file_name()?))
        };
        path.canonicalize().ok().or_else(beside)
    }
    place(one).is_some_and(|one| Some(one) == place(two)) || same_inode(one, two)
}

/// Whether two names are links to one file.
#[cfg(unix)]
fn same_inode(one: &Path, two: &Path) -> bool {
    use std::os::unix::fs::MetadataExt;
    let about = |path: &Path| std::fs::metadata(path).ok().map(|it| (it.dev(), it.ino()));
    about(one).is_some_and(|one| Some(one) == about(two))
}

#[cfg(not(unix))]
fn same_inode(_: &Path, _: &Path) -> bool {
    false
}

/// The files beside a tree on disk. A link that leads out of the folder is not followed.
pub(crate) struct FolderLoader(pub(crate) PathBuf);

impl FolderLoader {
    /// The folder that a file is in.
    pub(crate) fn around(path: &Path) -> FolderLoader {
        let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty());
        FolderLoader(folder.unwrap_or(Path::new(".")).to_owned())
    }
}

impl Loader for FolderLoader {
    fn fetch(&self, path: &str) -> Result<Vec<u8>, LoadError> {
        let unreadable = |fault: io::Error| match fault.kind() {
            io::ErrorKind::NotFound => LoadError::Missing,
            _ => LoadError::Unreadable(said(&fault)),
        };
        let folder = self.0.canonicalize().map_err(unreadable)?;
        let file = folder.join(path).canonicalize().map_err(unreadable)?;
        if !file.starts_with(&folder) {
            return Err(LoadError::Escapes);
        }
        // A pipe would be waited for, and a device has no end.
        if !file.metadata().map_err(unreadable)?.is_file() {
            return Err(LoadError::Unreadable(bilingual!("dit is geen gewoon bestand", "this is no regular file")));
        }
        let mut found = Vec::new();
        let file = std::fs::File::open(file).map_err(unreadable)?;
        file.take(LARGEST as u64 + 1).read_to_end(&mut found).map_err(unreadable)?;
        if found.len() > LARGEST {
            let most = LARGEST / 1_000_000;
            return Err(LoadError::Unreadable(bilingual!(
                "het is groter dan {most} MB",
                "it is larger than {most} MB"
            )));
        }
        Ok(found)
    }
}

/// One folder, and another for what is not in it, with what was found there.
pub(crate) struct Either(pub(crate) FolderLoader, pub(crate) FolderLoader, pub(crate) RefCell<BTreeSet<String>>);

impl Loader for Either {
    fn fetch(&self, path: &str) -> Result<Vec<u8>, LoadError> {
        match self.0.fetch(path) {
            Err(LoadError::Missing) => {
                let found = self.1.fetch(path)?;
                self.2.borrow_mut().insert(path.to_owned());
                Ok(found)
            }
            found => found,
        }
    }
}

/// Lets go of what was typed until now, and says whether that was anything: a line that was typed before a
/// question was there is no reply to it. Unix only: elsewhere lines are taken as they come.
#[cfg(unix)]
pub(crate) fn forget_typed_ahead() -> io::Result<bool> {
    use rustix::termios::{QueueSelector, tcflush};
    // What is pasted comes in parts: until it is quiet, it is one.
    const QUIET: std::time::Duration = std::time::Duration::from_millis(40);
    let mut any = false;
    while rustix::io::ioctl_fionread(io::stdin())? > 0 {
        any = true;
        tcflush(io::stdin(), QueueSelector::IFlush)?;
        std::thread::sleep(QUIET);
    }
    // A line that has no end yet does not count as something to read.
    tcflush(io::stdin(), QueueSelector::IFlush)?;
    Ok(any)
}

#[cfg(not(unix))]
pub(crate) fn forget_typed_ahead() -> io::Result<bool> {
    Ok(false)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn windows_says_by_number_that_a_file_is_open() {
        for code in [32, 33] {
            assert!(reason_of_windows(code).is_some_and(|said| said.dutch.contains("in gebruik")), "{code}");
        }
        assert!(reason_of_windows(5).is_some_and(|said| said.dutch.contains("nog ergens open")));
        assert_eq!(reason_of_windows(2), None);
    }
}
