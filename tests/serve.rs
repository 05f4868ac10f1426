//! `serve` as a real server on loopback: what it says, what it refuses, and what it bears.
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

#[path = "common/program.rs"]
mod program;
#[path = "common/server.rs"]
mod server;

use server::{Server, serve};
use std::io::{Read, Write};
use std::net::{TcpListener, TcpStream};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

impl Server {
    /// Sends bytes as they are, and reads until the other side ends it.
    fn raw(&self, bytes: &[u8]) -> String {
        let mut stream = TcpStream::connect(self.address).unwrap();
        stream.set_read_timeout(Some(Duration::from_secs(60))).unwrap();
        // Who is refused half-way is not listened to any longer.
        let _ = stream.write_all(bytes);
        let mut answer = Vec::new();
        let _ = stream.read_to_end(&mut answer);
        String::from_utf8_lossy(&answer).into_owned()
    }

    fn ask(&self, method: &str, path: &str, head: &str) -> String {
        let head = format!("{method} {path} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n{head}\r\n");
        self.raw(head.as_bytes())
    }
}

/// The status of an answer.
fn status(answer: &str) -> u16 {
    answer.split(' ').nth(1).and_then(|status| status.parse().ok()).unwrap_or_else(|| panic!("{answer:?}"))
}

#[test]
fn it_serves_on_this_computer_alone_behind_a_path_that_nobody_can_guess() {
    let (one, two) = (serve(&[]), serve(&[]));
    assert!(one.address.ip().is_loopback());
    assert_eq!(one.base.len(), 33);
    assert_ne!(one.base, two.base);
    assert_eq!(status(&one.ask("GET", "/nl/", "")), 404);
    assert_eq!(status(&one.ask("GET", &format!("{}/nl/", two.base), "")), 404);
    let page = one.ask("GET", &format!("{}/nl/", one.base), "");
    assert!(status(&page) == 200 && page.contains("content-security-policy: default-src 'none'"), "{page}");
}

#[test]
fn it_speaks_the_language_that_the_browser_prefers() {
    let server = serve(&["--public", "127.0.0.1", "--port", "0"]);
    let leads_to = |accepted: &str| {
        let answer = server.ask("GET", "/", &format!("Accept-Language: {accepted}\r\n"));
        answer.lines().find_map(|line| line.strip_prefix("location: ").map(str::to_owned)).unwrap()
    };
    assert_eq!(leads_to("en-GB,nl;q=0.8"), "/en/");
    assert_eq!(leads_to("de;q=0.9,en;q=0.3,nl;q=0.5"), "/nl/");
    assert_eq!(leads_to("de"), "/nl/");
    assert_eq!(status(&server.ask("GET", "/health", "")), 200);
}

#[test]
fn what_is_too_large_or_not_meant_is_refused_and_the_next_is_served() {
    let server = serve(&["--public", "127.0.0.1", "--port", "0"]);
    let large = "Content-Type: application/x-www-form-urlencoded\r\nContent-Length: 9000000\r\n";
    let head = format!("POST /nl/list HTTP/1.1\r\nHost: x\r\nConnection: close\r\n{large}\r\n");
    assert_eq!(status(&server.raw(&[head.as_bytes(), &vec![b'a'; 9_000_000]].concat())), 413);
    let long = server.ask("GET", &format!("/nl/{}", "a".repeat(70_000)), "");
    assert!(matches!(status(&long), 414 | 431), "{long}");
    let wide = server.ask("GET", "/nl/", &format!("X: {}\r\n", "a".repeat(2_000_000)));
    assert_eq!(status(&wide), 431);
    let delete = server.ask("DELETE", "/nl/", "");
    assert!(status(&delete) == 405 && delete.contains("allow: GET, HEAD, POST"), "{delete}");
    assert_eq!(status(&server.raw(b"\x16\x03\x01\x00\xff niets\r\n\r\n")), 400);
    let only_head = server.ask("HEAD", "/nl/", "");
    assert!(status(&only_head) == 200 && only_head.ends_with("\r\n\r\n"), "{only_head}");
    assert_eq!(status(&server.ask("GET", "/nl/", "")), 200);
}

#[test]
fn who_is_too_slow_is_let_go_and_keeps_nobody_waiting() {
    let server = serve(&["--public", "127.0.0.1", "--port", "0"]);
    let began = Instant::now();
    let slow: Vec<TcpStream> = (0..50)
        .map(|_| {
            let mut stream = TcpStream::connect(server.address).unwrap();
            stream.write_all(b"GET /nl/ HTTP/1.1\r\nHost: x\r\n").unwrap();
            stream
        })
        .collect();
    assert_eq!(status(&server.ask("GET", "/nl/", "")), 200);
    for mut stream in slow {
        stream.set_read_timeout(Some(Duration::from_secs(60))).unwrap();
        let mut answer = Vec::new();
        let _ = stream.read_to_end(&mut answer);
        assert!(!answer.starts_with(b"HTTP/1.1 200"));
    }
    assert!(began.elapsed() < Duration::from_secs(60), "{:?}", began.elapsed());
}

#[test]
fn a_port_in_use_is_said_with_one_that_is_free() {
    let taken = TcpListener::bind("127.0.0.1:0").unwrap();
    let port = taken.local_addr().unwrap().port().to_string();
    let run = program::beslisboom(&["serve", "--port", &port]).run();
    assert_eq!((run.status, run.out.as_str()), (2, ""));
    let free = run.err.strip_prefix(&format!("fout: poort {port} is al in gebruik; deze is vrij: --port ")).unwrap();
    assert_ne!(free.trim().parse::<u16>().unwrap(), 0);
}

#[test]
fn an_address_of_another_machine_is_said() {
    let run = program::beslisboom(&["serve", "--public", "192.0.2.1", "--port", "4000"]).run();
    let said = "fout: kan niet luisteren op 192.0.2.1:4000: dat adres heeft deze computer niet\n";
    assert_eq!((run.status, run.err.as_str()), (2, said));
}

#[test]
fn a_tree_of_ones_own_is_served_and_a_wrong_one_is_refused() {
    let server = serve(&["--public", "127.0.0.1", "--port", "0", "--tree", "examples/eigen-boom.yaml"]);
    let page = server.ask("GET", "/nl/trees/speelplek/question", "");
    assert!(page.contains("Ligt de plek al vast?"), "{page}");
    assert_eq!(status(&server.ask("GET", "/nl/trees/schiedam/question", "")), 404);
    let run = program::beslisboom(&["serve", "--tree", "tests/rules/dead-end.yaml"]).run();
    assert_eq!((run.status, run.out.as_str()), (2, ""));
    let run = program::beslisboom(&["serve", "--tree", "schiedam", "--tree", "schiedam"]).run();
    assert_eq!((run.status, run.err.as_str()), (2, "fout: de boom `schiedam` staat er twee keer\n"));
}

/// Where a program is started by a click, nothing it reads or writes leads to anybody, and there is a desktop.
#[cfg(target_os = "linux")]
#[test]
fn a_click_serves_and_opens_the_browser() {
    use std::os::unix::fs::PermissionsExt;
    let folder = tempfile::tempdir().unwrap();
    // In place of the desktop's own opener, which would open a real browser.
    let opener = folder.path().join("xdg-open");
    let note = folder.path().join("opened");
    std::fs::write(&opener, format!("#!/bin/sh\necho \"$1\" > {}\n", note.display())).unwrap();
    std::fs::set_permissions(&opener, std::fs::Permissions::from_mode(0o755)).unwrap();
    let mut command = Command::new(env!("CARGO_BIN_EXE_beslisboom"));
    command.env("DISPLAY", ":0").env("PATH", folder.path()).stdin(Stdio::null());
    let child = command.stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap();
    let mut server = Server { child, address: ([127, 0, 0, 1], 0).into(), base: String::new() };
    let began = Instant::now();
    let opened = loop {
        let opened = std::fs::read_to_string(&note).unwrap_or_default();
        if opened.ends_with('\n') {
            break opened;
        }
        assert!(began.elapsed() < Duration::from_secs(30), "no browser was opened");
        std::thread::sleep(Duration::from_millis(20));
    };
    let (address, base) = opened.trim().strip_prefix("http://").unwrap().split_once('/').unwrap();
    server.address = address.parse().unwrap();
    assert!(server.address.ip().is_loopback());
    assert_eq!(status(&server.ask("GET", &format!("/{base}nl/"), "")), 200);
}
