//! A server for [`respond`]: bounded in size, time and number, and silent about what is asked.
//!
//! It stands on `hyper` itself: the pages find their own way, so a router on top would have nothing to do, and only
//! here can the time for a head be bounded.

use crate::app::system;
use crate::text::language::Language;
use crate::web::{Request, Response, Site, preferred, refused, respond};
use anyhow::Result;
use http_body_util::{BodyExt, Full, LengthLimitError, Limited};
use hyper::body::{Bytes, Incoming};
use hyper::header::{ACCEPT_LANGUAGE, CONTENT_TYPE, HeaderName, HeaderValue};
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper::{Method, StatusCode};
use hyper_util::rt::{TokioIo, TokioTimer};
use std::convert::Infallible;
use std::net::TcpListener;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, PoisonError, RwLock};
use std::time::{Duration, Instant};
use tokio::net::TcpStream;
use tokio::sync::Semaphore;

/// The largest body: a list or a replies file.
const LARGEST: usize = 8_000_000;

/// The largest head, with the address in it.
const HEAD: usize = 64 * 1024;

/// How long a head may take, a body, an answer, and all that comes over one connection.
const HEAD_TIME: Duration = Duration::from_secs(15);
const BODY_TIME: Duration = Duration::from_secs(30);
const ANSWER_TIME: Duration = Duration::from_secs(30);
const CONNECTION_TIME: Duration = Duration::from_secs(300);

/// So many connections are served at once; others wait their turn.
const CONNECTIONS: usize = 512;

/// So many answers are worked out at once for each processor: they take nothing but its time.
const AT_ONCE: usize = 2;

/// How often the day is looked at.
const A_WHILE: Duration = Duration::from_secs(20);

/// What every connection needs.
struct Shared {
    /// The site of today.
    site: RwLock<Arc<Site>>,
    language: Language,
    connections: Arc<Semaphore>,
    began: Instant,
    /// When something was last asked, in milliseconds since it began.
    last: AtomicU64,
}

/// Serves until the program ends, or until nothing was asked for some time. On another day the site is made anew;
/// where that fails the one of the day before stays.
pub(super) fn run(
    listener: TcpListener,
    site: Site,
    make: &dyn Fn(&str) -> Option<Site>,
    language: Language,
    idle: Option<Duration>,
) -> Result<()> {
    listener.set_nonblocking(true)?;
    let processors = std::thread::available_parallelism().map_or(1, Into::into);
    let mut builder = tokio::runtime::Builder::new_multi_thread();
    let runtime = builder.worker_threads(processors).max_blocking_threads(processors * AT_ONCE).enable_all().build()?;
    let connections = Arc::new(Semaphore::new(CONNECTIONS));
    let site = RwLock::new(Arc::new(site));
    let shared = Arc::new(Shared { site, language, connections, began: Instant::now(), last: 0.into() });
    runtime.block_on(async {
        let accepting = accept(tokio::net::TcpListener::from_std(listener)?, Arc::clone(&shared));
        tokio::select! {
            () = accepting => {}
            () = until_idle(&shared, idle) => {}
            () = day_by_day(&shared, make) => {}
        }
        Ok(())
    })
}

async fn accept(listener: tokio::net::TcpListener, shared: Arc<Shared>) {
    loop {
        let Ok(turn) = Arc::clone(&shared.connections).acquire_owned().await else { return };
        match listener.accept().await {
            Ok((stream, _)) => {
                let shared = Arc::clone(&shared);
                tokio::spawn(async move {
                    // A connection that goes wrong is its own end; nobody has to hear of it.
                    let _ = tokio::time::timeout(CONNECTION_TIME, connection(stream, shared)).await;
                    drop(turn);
                });
            }
            // Too many files are open, or the caller hung up: a moment later it may go.
            Err(_) => tokio::time::sleep(Duration::from_millis(50)).await,
        }
    }
}

async fn connection(stream: TcpStream, shared: Arc<Shared>) -> Result<(), hyper::Error> {
    let service = service_fn(|request| {
        let shared = Arc::clone(&shared);
        async move { Ok::<_, Infallible>(sent(answer(request, shared).await)) }
    });
    let mut http = http1::Builder::new();
    http.timer(TokioTimer::new()).header_read_timeout(HEAD_TIME).max_buf_size(HEAD);
    http.serve_connection(TokioIo::new(stream), service).await
}

/// The answer to one request, or what stands in its way.
async fn answer(request: hyper::Request<Incoming>, shared: Arc<Shared>) -> Response {
    let now = shared.began.elapsed().as_millis() as u64;
    shared.last.store(now, Ordering::Relaxed);
    let (head, body) = request.into_parts();
    let header = |name: &str| head.headers.get(name).and_then(|it| it.to_str().ok()).unwrap_or_default().to_owned();
    let language = preferred(&header(ACCEPT_LANGUAGE.as_str()), shared.language);
    let sends = match head.method {
        Method::GET | Method::HEAD => false,
        Method::POST => true,
        _ => return refused(405, language),
    };
    let body = match tokio::time::timeout(BODY_TIME, Limited::new(body, LARGEST).collect()).await {
        Ok(Ok(body)) => body.to_bytes(),
        Ok(Err(fault)) if fault.is::<LengthLimitError>() => return refused(413, language),
        Ok(Err(_)) => return refused(400, language),
        Err(_) => return refused(408, language),
    };
    let content_type = header(CONTENT_TYPE.as_str());
    let from_elsewhere = is_from_elsewhere(&header("sec-fetch-site"), &header("origin"), &header("host"));
    let working = tokio::task::spawn_blocking(move || {
        let (path, query) = (head.uri.path(), head.uri.query().unwrap_or_default());
        let (content_type, body) = (content_type.as_str(), &body[..]);
        respond(&shared.site(), &Request { sends, path, query, content_type, body, language, from_elsewhere })
    });
    let stop = working.abort_handle();
    match tokio::time::timeout(ANSWER_TIME, working).await {
        Ok(Ok(response)) => response,
        Ok(Err(_)) => refused(500, language),
        Err(_) => {
            stop.abort();
            refused(503, language)
        }
    }
}

/// Whether a page of another site asks this, as far as the browser says it. What it says of sites goes only over https
/// and to this computer itself; elsewhere the origin of the page has to be the address that was asked.
fn is_from_elsewhere(site: &str, origin: &str, host: &str) -> bool {
    match (site, origin) {
        ("", "") => false,
        ("", origin) => !origin.split_once("://").is_some_and(|(_, from)| from.eq_ignore_ascii_case(host)),
        (site, _) => matches!(site, "cross-site" | "same-site"),
    }
}

fn sent(response: Response) -> hyper::Response<Full<Bytes>> {
    let mut sent = hyper::Response::new(Full::new(Bytes::from(response.body)));
    *sent.status_mut() = StatusCode::from_u16(response.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    for (name, value) in response.headers {
        if let Ok(value) = HeaderValue::from_str(&value) {
            sent.headers_mut().insert(HeaderName::from_static(name), value);
        }
    }
    sent
}

impl Shared {
    fn site(&self) -> Arc<Site> {
        Arc::clone(&self.site.read().unwrap_or_else(PoisonError::into_inner))
    }
}

/// Makes the site anew on every other day. Never comes back.
async fn day_by_day(shared: &Shared, make: &dyn Fn(&str) -> Option<Site>) {
    let mut day = shared.site().day.clone();
    loop {
        tokio::time::sleep(A_WHILE).await;
        let today = system::today();
        if today != day {
            if let Some(site) = make(&today) {
                *shared.site.write().unwrap_or_else(PoisonError::into_inner) = Arc::new(site);
            }
            day = today;
        }
    }
}

/// Comes back when nothing was asked for this long; never, where no time is given.
async fn until_idle(shared: &Shared, idle: Option<Duration>) {
    let Some(idle) = idle else { return std::future::pending().await };
    loop {
        let last = Duration::from_millis(shared.last.load(Ordering::Relaxed));
        match (last + idle).checked_sub(shared.began.elapsed()) {
            Some(rest) if !rest.is_zero() => tokio::time::sleep(rest).await,
            _ => return,
        }
    }
}
