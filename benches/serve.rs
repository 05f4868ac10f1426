//! What `serve` bears on this machine: a bounded load over loopback, from the same machine.
//!
//! `cargo bench --bench serve` takes half a minute; `cargo bench --bench serve -- 100000` sends that many requests for
//! each kind of page, to see that memory stays flat.
#![allow(clippy::unwrap_used, clippy::print_stdout, reason = "a bench says what it measured, and fails by panicking")]

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::process::{Child, Command, Stdio};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

/// Connections that ask at once.
const AT_ONCE: usize = 8;

/// So long one kind of page is asked for, where no number of requests is given.
const TIME: Duration = Duration::from_secs(8);

const PAGES: [(&str, &str); 4] = [
    ("first page", "/nl/"),
    ("first question", "/nl/trees/schiedam/question"),
    ("fourth question", "/nl/trees/schiedam/question?begint=gemeente&wet=vrij&keuze=deels"),
    ("advice", "/nl/trees/initiatief/advice?vraag=eigen-plan&mag=nee"),
];

struct Server(Child);

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

fn main() {
    let number: Option<usize> = std::env::args().skip(1).find_map(|it| it.parse().ok());
    let mut command = Command::new(env!("CARGO_BIN_EXE_beslisboom"));
    command.args(["serve", "--public", "127.0.0.1", "--port", "0"]).stdout(Stdio::piped()).stderr(Stdio::null());
    let mut server = Server(command.spawn().unwrap());
    let mut line = String::new();
    BufReader::new(server.0.stdout.take().unwrap()).read_line(&mut line).unwrap();
    let address = line.trim().trim_start_matches("http://").trim_end_matches('/').to_owned();
    let began = Instant::now();
    let bytes = ask(&mut connect(&address), "/nl/");
    println!("the very first page: {:.1} ms, {bytes} bytes", milliseconds(began.elapsed()));
    for (name, path) in PAGES {
        let before = memory(server.0.id());
        let (count, took, mut times) = load(&address, path, number);
        times.sort_unstable();
        let at = |share: f64| milliseconds(times[((times.len() - 1) as f64 * share) as usize]);
        let a_second = count as f64 / took.as_secs_f64();
        let after = memory(server.0.id());
        println!(
            "{name}: {a_second:.0} answers a second ({count} in all), half within {:.1} ms, 99 in 100 within {:.1} ms; memory {before} kB, then {after} kB",
            at(0.5),
            at(0.99)
        );
    }
}

/// Asks for a page over and over; how often, in how much time, and how long each answer took.
fn load(address: &str, path: &str, number: Option<usize>) -> (usize, Duration, Vec<Duration>) {
    let (asked, began) = (AtomicUsize::new(0), Instant::now());
    let goes_on = || {
        let before = asked.fetch_add(1, Ordering::Relaxed);
        number.map_or(began.elapsed() < TIME, |number| before < number)
    };
    let times: Vec<Duration> = std::thread::scope(|scope| {
        let workers: Vec<_> = (0..AT_ONCE)
            .map(|_| {
                scope.spawn(|| {
                    let (mut times, mut stream) = (Vec::new(), connect(address));
                    while goes_on() {
                        // A connection has an end; a browser makes another.
                        if times.len() % 1000 == 999 {
                            stream = connect(address);
                        }
                        let began = Instant::now();
                        ask(&mut stream, path);
                        times.push(began.elapsed());
                    }
                    times
                })
            })
            .collect();
        workers.into_iter().flat_map(|worker| worker.join().unwrap()).collect()
    });
    (times.len(), began.elapsed(), times)
}

fn connect(address: &str) -> BufReader<TcpStream> {
    let stream = TcpStream::connect(address).unwrap();
    stream.set_nodelay(true).unwrap();
    BufReader::new(stream)
}

/// Asks for a page that must be there; its size.
fn ask(stream: &mut BufReader<TcpStream>, path: &str) -> usize {
    write!(stream.get_mut(), "GET {path} HTTP/1.1\r\nHost: localhost\r\n\r\n").unwrap();
    let (mut line, mut length) = (String::new(), 0);
    stream.read_line(&mut line).unwrap();
    assert!(line.starts_with("HTTP/1.1 200"), "{path}: {line}");
    while line != "\r\n" {
        line.clear();
        stream.read_line(&mut line).unwrap();
        if let Some(value) = line.strip_prefix("content-length: ") {
            length = value.trim().parse().unwrap();
        }
    }
    stream.read_exact(&mut vec![0; length]).unwrap();
    length
}

/// The memory that a process takes, in kB; 0 where the system does not say.
fn memory(process: u32) -> usize {
    let about = std::fs::read_to_string(format!("/proc/{process}/status")).unwrap_or_default();
    let line = about.lines().find_map(|line| line.strip_prefix("VmRSS:"));
    line.and_then(|line| line.trim().trim_end_matches(" kB").parse().ok()).unwrap_or(0)
}

fn milliseconds(time: Duration) -> f64 {
    time.as_secs_f64() * 1000.0
}
