//! One process at a time writes a file: whoever holds the lock on an empty file beside it.

use crate::app::interrupt;
use std::fs::{File, Metadata, TryLockError};
use std::io;
use std::path::{Path, PathBuf};

/// The right to write a file, as long as this is there.
#[derive(Debug)]
pub(crate) struct FileLock {
    beside: PathBuf,
    _file: File,
}

impl FileLock {
    /// Takes the right to write a file, which need not be there yet; `None` where another process has it.
    pub(crate) fn take(path: &Path) -> io::Result<Option<FileLock>> {
        let beside = beside(path)?;
        loop {
            let file = File::options().create(true).truncate(false).write(true).open(&beside)?;
            match file.try_lock() {
                Err(TryLockError::WouldBlock) => return Ok(None),
                // A disk that knows no locks; that nothing is overwritten is seen to when saving as well.
                Err(TryLockError::Error(fault)) if fault.kind() == io::ErrorKind::Unsupported => {}
                Err(TryLockError::Error(fault)) => return Err(fault),
                Ok(()) => {}
            }
            // Whoever had it may have let go between opening and locking; then this is a lock on nothing.
            if std::fs::metadata(&beside).is_ok_and(|there| is_same(&file, &there)) {
                interrupt::half_written(&beside);
                return Ok(Some(FileLock { beside, _file: file }));
            }
        }
    }
}

impl Drop for FileLock {
    fn drop(&mut self) {
        // Elsewhere than on Unix it stays, empty: there it cannot be told whether a lock is on nothing.
        if cfg!(unix) {
            let _ = std::fs::remove_file(&self.beside);
        }
        interrupt::settled(&self.beside);
    }
}

/// `.dorpsstraat.yaml.lock` beside `dorpsstraat.yaml`; one place, whatever name leads to the file.
fn beside(path: &Path) -> io::Result<PathBuf> {
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let place = match path.canonicalize() {
        Ok(place) => place,
        Err(_) => folder.canonicalize()?.join(path.file_name().ok_or(io::ErrorKind::InvalidFilename)?),
    };
    let name = place.file_name().unwrap_or_default().to_string_lossy();
    Ok(place.with_file_name(format!(".{name}.lock")))
}

#[cfg(unix)]
fn is_same(file: &File, there: &Metadata) -> bool {
    use std::os::unix::fs::MetadataExt;
    file.metadata().is_ok_and(|ours| (ours.dev(), ours.ino()) == (there.dev(), there.ino()))
}

#[cfg(not(unix))]
fn is_same(_: &File, _: &Metadata) -> bool {
    true
}
