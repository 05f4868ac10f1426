//! A PostgreSQL server of the test's own: its data in a folder that goes away, on a socket in that folder.

use std::os::unix::fs::chown;
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::Duration;

/// Nobody: the server will not run as the one who may do everything.
const NOBODY: u32 = 65534;

pub(crate) struct Server {
    bin: PathBuf,
    folder: tempfile::TempDir,
    process: Child,
}

impl Server {
    /// Nothing where PostgreSQL is not there.
    pub(crate) fn start() -> Option<Server> {
        let versions = std::fs::read_dir("/usr/lib/postgresql").ok()?;
        let bin = versions.flatten().map(|it| it.path().join("bin")).find(|bin| bin.join("initdb").exists())?;
        let folder = tempfile::tempdir().unwrap();
        let root = rustix::process::geteuid().is_root();
        if root {
            chown(folder.path(), Some(NOBODY), Some(NOBODY)).unwrap();
        }
        let command = |name: &str| {
            let mut command = Command::new(bin.join(name));
            command.current_dir(folder.path()).stdout(Stdio::null());
            if root {
                command.uid(NOBODY).gid(NOBODY);
            }
            command
        };
        let data = folder.path().join("data");
        let made = command("initdb")
            .args(["-U", "tester", "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8", "-D"])
            .arg(&data)
            .output()
            .unwrap();
        assert!(made.status.success(), "{}", String::from_utf8_lossy(&made.stderr));
        let socket = folder.path().to_str().unwrap();
        let process = command("postgres")
            .args(["-F", "-h", "", "-k", socket, "-D"])
            .arg(&data)
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let server = Server { bin: bin.clone(), folder, process };
        for _ in 0..300 {
            if server.psql("SELECT 1").status.success() {
                return Some(server);
            }
            std::thread::sleep(Duration::from_millis(100));
        }
        panic!("the server does not answer");
    }

    fn psql(&self, orders: &str) -> std::process::Output {
        let mut psql = Command::new(self.bin.join("psql"));
        psql.args(["-X", "-q", "-v", "ON_ERROR_STOP=1", "-U", "tester", "-d", "postgres", "-h"]);
        let mut psql = psql
            .arg(self.folder.path())
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let mut input = psql.stdin.take().unwrap();
        std::io::Write::write_all(&mut input, orders.as_bytes()).unwrap();
        drop(input);
        psql.wait_with_output().unwrap()
    }

    /// Answers the table `NAME.csv` of a folder with `NAME.postgresql.sql`, into `NAME.postgresql.out`.
    pub(crate) fn answer(&self, folder: &Path, name: &str) {
        let list = folder.join(format!("{name}.csv"));
        let head = std::fs::read_to_string(&list).unwrap().lines().next().unwrap().to_owned();
        let columns: Vec<String> = head.split(',').map(|column| format!("\"{column}\" text")).collect();
        let query = std::fs::read_to_string(folder.join(format!("{name}.postgresql.sql"))).unwrap();
        let out = folder.join(format!("{name}.postgresql.out"));
        let orders = format!(
            "DROP VIEW IF EXISTS answered; DROP TABLE IF EXISTS projects; CREATE TABLE projects ({});
\\copy projects FROM '{}' CSV HEADER NULL 'NULL'
CREATE VIEW answered AS {query};
\\copy (SELECT * FROM answered ORDER BY id::int) TO '{}' CSV HEADER\n",
            columns.join(", "),
            list.display(),
            out.display()
        );
        let said = self.psql(&orders);
        assert!(said.status.success(), "{name}: {}", String::from_utf8_lossy(&said.stderr));
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        // A server that is told to stop takes its children along.
        if let Some(process) = rustix::process::Pid::from_raw(self.process.id() as i32) {
            let _ = rustix::process::kill_process(process, rustix::process::Signal::INT);
        }
        let _ = self.process.wait();
    }
}
