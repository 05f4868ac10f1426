//! Files written whole or not at all: beside their place first, then in it.

use crate::app::interrupt;
use crate::app::system::NoFolder;
use std::fs::{File, Permissions};
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use tempfile::NamedTempFile;

/// How the name begins of a file that is not whole yet.
pub(crate) const BESIDE: &str = ".beslisboom-";

/// A file to write.
#[derive(Debug)]
pub(crate) struct AtomicFile {
    /// Where it goes, links followed.
    path: PathBuf,
    way: Destination,
}

#[derive(Debug)]
enum Destination {
    /// Beside its place, with the rights that it gets there.
    Beside(Beside, Option<Permissions>),
    /// Straight away: a device or a pipe has no place to be put in.
    Straight(File),
    /// The standard output of this run.
    Output(io::Stdout),
}

/// A temporary file that goes when it is not put in place, also when the program is interrupted.
#[derive(Debug)]
struct Beside {
    /// There until it is put in place.
    file: Option<NamedTempFile>,
}

impl Drop for Beside {
    fn drop(&mut self) {
        if let Some(file) = self.file.take() {
            interrupt::settled(file.path());
        }
    }
}

impl Write for Beside {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.file.as_mut().map_or(Ok(0), |file| file.as_file_mut().write(bytes))
    }

    fn flush(&mut self) -> io::Result<()> {
        self.file.as_mut().map_or(Ok(()), |file| file.as_file_mut().flush())
    }
}

impl AtomicFile {
    /// Makes sure that the file can be written, before anything is asked or worked out. It keeps the rights of
    /// the file that is there; a new one gets those that this user gives new files.
    pub(crate) fn at(path: &Path) -> io::Result<AtomicFile> {
        let names_output = ["/dev/stdout", "/dev/fd/1", "/proc/self/fd/1"].map(Path::new);
        if names_output.contains(&path) {
            return Ok(AtomicFile { path: path.to_owned(), way: Destination::Output(io::stdout()) });
        }
        let there = std::fs::metadata(path).ok();
        match &there {
            Some(there) if there.is_dir() => return Err(io::ErrorKind::IsADirectory.into()),
            Some(there) if !there.is_file() => {
                let file = File::options().write(true).open(path)?;
                return Ok(AtomicFile { path: path.to_owned(), way: Destination::Straight(file) });
            }
            // A file that may not be written is not replaced either.
            Some(_) => drop(File::options().append(true).open(path)?),
            None => {}
        }
        let path = followed(path)?;
        let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
        let file = builder().tempfile_in(folder).map_err(|fault| match bare(fault) {
            fault if fault.kind() == io::ErrorKind::NotFound => io::Error::new(fault.kind(), NoFolder),
            fault => fault,
        })?;
        interrupt::half_written(file.path());
        let rights = there.map(|there| there.permissions());
        Ok(AtomicFile { path, way: Destination::Beside(Beside { file: Some(file) }, rights) })
    }

    /// The folder of what is not whole yet; none of a device or a stream.
    pub(crate) fn folder(&self) -> Option<&Path> {
        match &self.way {
            Destination::Beside(beside, _) => beside.file.as_ref()?.path().parent(),
            Destination::Straight(_) | Destination::Output(_) => None,
        }
    }

    /// Whether it replaces or makes a file, and not a device or a stream.
    pub(crate) fn is_file(&self) -> bool {
        matches!(self.way, Destination::Beside(..))
    }

    /// Writes everything and puts it in place.
    pub(crate) fn write(mut self, bytes: &[u8]) -> io::Result<()> {
        self.writer().write_all(bytes).map_err(bare)?;
        self.finish()
    }

    /// Where to write what comes bit by bit.
    pub(crate) fn writer(&mut self) -> &mut (dyn Write + Send) {
        match &mut self.way {
            Destination::Beside(beside, _) => beside,
            Destination::Straight(file) => file,
            Destination::Output(output) => output,
        }
    }

    /// Puts what was written in place of what was there.
    pub(crate) fn finish(self) -> io::Result<()> {
        self.place(true)
    }

    /// Puts what was written in place, and only where that is asked for over a file that is there.
    pub(crate) fn place(mut self, over: bool) -> io::Result<()> {
        let (file, rights) = match &mut self.way {
            Destination::Beside(beside, rights) => (beside.file.take(), rights.take()),
            Destination::Straight(file) => return file.flush(),
            Destination::Output(output) => return output.flush(),
        };
        let Some(file) = file else { return Ok(()) };
        let beside = file.path().to_owned();
        let placed = (|| {
            file.as_file().sync_all()?;
            if let Some(rights) = rights {
                file.as_file().set_permissions(rights)?;
            }
            let placed = if over { file.persist(&self.path) } else { file.persist_noclobber(&self.path) };
            placed.map(|_| ()).map_err(|fault| bare(fault.error))
        })();
        interrupt::settled(&beside);
        placed
    }
}

/// Where a name leads in the end: a link is followed, also one to a file that is not there yet.
fn followed(path: &Path) -> io::Result<PathBuf> {
    let mut path = path.to_owned();
    for _ in 0..40 {
        if !path.is_symlink() {
            return Ok(path);
        }
        let target = std::fs::read_link(&path)?;
        path = path.parent().unwrap_or(Path::new("")).join(target);
    }
    Err(io::Error::other("> 40 links"))
}

/// The fault of the system itself; the library adds the name of a temporary file, which says nothing to people.
pub(crate) fn bare(fault: io::Error) -> io::Error {
    let inner = fault.get_ref().and_then(std::error::Error::source).and_then(|it| it.downcast_ref::<io::Error>());
    match inner.map(|inner| (inner.raw_os_error(), inner.kind())) {
        Some((Some(code), _)) => io::Error::from_raw_os_error(code),
        Some((None, kind)) => kind.into(),
        None => fault,
    }
}

/// A temporary file with the rights that this user gives new files. Unix only: elsewhere a new file takes the rights
/// of its folder.
#[cfg(unix)]
fn builder() -> tempfile::Builder<'static, 'static> {
    use std::os::unix::fs::PermissionsExt;
    let mut builder = tempfile::Builder::new();
    builder.prefix(BESIDE).permissions(Permissions::from_mode(0o666));
    builder
}

#[cfg(not(unix))]
fn builder() -> tempfile::Builder<'static, 'static> {
    let mut builder = tempfile::Builder::new();
    builder.prefix(BESIDE);
    builder
}
