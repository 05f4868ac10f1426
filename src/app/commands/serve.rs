//! `serve`: the questions as pages in a browser, on this computer alone unless told otherwise.

mod project_folder;
mod server;

use crate::app::cli::{Global, ServeArgs};
use crate::app::ending::Ending;
use crate::app::interrupt;
use crate::app::open::{is_shipped, open_on};
use crate::app::system;
use crate::bilingual;
use crate::text::language::{Bilingual, Language};
use crate::text::sanitize::line;
use crate::web::projects::ProjectStore;
use crate::web::{Offered, Site};
use anyhow::{Context, Result, bail};
use std::io::ErrorKind;
use std::net::{IpAddr, Ipv4Addr, SocketAddr, TcpListener};
use std::sync::Arc;
use std::time::Duration;

/// The port of a site for others, where none is named.
const PUBLIC_PORT: u16 = 8080;

/// Where nobody can press Ctrl-C, the program ends by itself when nothing was asked for this long.
const IDLE: Duration = Duration::from_secs(12 * 3600);

/// Serves until somebody stops it.
pub(crate) fn run(args: &ServeArgs, global: &Global, language: Language) -> Result<Ending> {
    let token = if args.public.is_some() { String::new() } else { format!("/{}", token()?) };
    let folder = args.projects.as_deref().map(|path| project_folder::at(path, language)).transpose()?;
    let projects = folder.map(|folder| Arc::new(folder) as Arc<dyn ProjectStore>);
    let make = |day: &str| {
        let site = site(args, token.clone(), day, global, language)?;
        anyhow::Ok(site.map(|site| Site { projects: projects.clone(), ..site }))
    };
    let Some(site) = make(&system::today())? else { return Ok(Ending::Refused) };
    let listener = listen(args, language)?;
    let address = address(&listener, &site)?;
    system::put(&format!("{address}\n"))?;
    system::tell(exposed(args).to(language));
    interrupt::last_word(Some(
        language.pick("Gestopt. De pagina's zijn er niet meer.", "Stopped. The pages are gone.").to_owned(),
    ));
    if args.open {
        show(&address, language);
    }
    server::run(listener, site, &|day| make(day).ok().flatten(), language, None)?;
    Ok(Ending::Fine)
}

/// Who can open the pages, and what they can do there.
fn exposed(args: &ServeArgs) -> Bilingual {
    let folder = args.projects.as_deref().map(system::shown);
    match (args.public, folder) {
        (None, _) => bilingual!(
            "Dit adres werkt alleen op deze computer, zolang dit programma draait. Stop met Ctrl-C.",
            "This address works on this computer only, as long as this program runs. Stop with Ctrl-C."
        ),
        (Some(_), None) => bilingual!(
            "Let op: wie deze computer kan bereiken, kan deze pagina's openen, zonder wachtwoord. Er worden geen antwoorden bewaard. Stop met Ctrl-C.",
            "Mind: who can reach this computer can open these pages, without a password. No replies are kept. Stop with Ctrl-C."
        ),
        (Some(_), Some(folder)) => bilingual!(
            "Let op: wie deze computer kan bereiken, kan de projectbestanden in {folder} lezen en veranderen, zonder wachtwoord. Stop met Ctrl-C.",
            "Mind: who can reach this computer can read and change the project files in {folder}, without a password. Stop with Ctrl-C."
        ),
    }
}

/// Serves to somebody who started the program by a click, and opens the browser.
pub(crate) fn clicked(language: Language) -> Result<Ending> {
    let token = format!("/{}", token()?);
    let make = |day: &str| Site::shipped(token.clone(), day.to_owned());
    let site = make(&system::today());
    let listener = listen(&ServeArgs::default(), language)?;
    show(&address(&listener, &site)?, language);
    server::run(listener, site, &|day| Some(make(day)), language, Some(IDLE))?;
    Ok(Ending::Fine)
}

/// The site on a day, with the trees that were named, or every tree that ships. `None` where one is wrong; that
/// was said.
fn site(args: &ServeArgs, base: String, day: &str, global: &Global, language: Language) -> Result<Option<Site>> {
    if args.tree.is_empty() {
        return Ok(Some(Site::shipped(base, day.to_owned())));
    }
    let mut trees: Vec<Offered> = Vec::new();
    for name in &args.tree {
        let offered = match Offered::shipped(name, day).filter(|_| is_shipped(name)) {
            Some(shipped) => shipped,
            None => {
                let opened = |spoken| open_on(name, day, global, spoken);
                let (Some(dutch), Some(english)) = (opened(Language::Dutch)?, opened(Language::English)?) else {
                    return Ok(None);
                };
                let name = dutch.tree.id.text.clone();
                Offered::new(name, dutch.tree, english.tree, dutch.expired).from_file(dutch.file)
            }
        };
        if trees.iter().any(|other| other.name == offered.name) {
            let name = line(&offered.name);
            bail!(
                "{}",
                bilingual!("de boom `{name}` staat er twee keer", "the tree `{name}` is there twice").to(language)
            );
        }
        trees.push(offered);
    }
    Ok(Some(Site { base, day: day.to_owned(), trees, projects: None }))
}

/// A path that nobody can guess: 128 bits.
fn token() -> Result<String> {
    let mut bytes = [0; 16];
    getrandom::fill(&mut bytes)?;
    Ok(bytes.iter().map(|byte| format!("{byte:02x}")).collect())
}

/// The port, taken. One that is in use is said, with another that is free.
fn listen(args: &ServeArgs, language: Language) -> Result<TcpListener> {
    let host = args.public.unwrap_or(IpAddr::V4(Ipv4Addr::LOCALHOST));
    let port = args.port.unwrap_or(if args.public.is_some() { PUBLIC_PORT } else { 0 });
    let fault = match TcpListener::bind((host, port)) {
        Ok(listener) => return Ok(listener),
        Err(fault) => fault,
    };
    if fault.kind() == ErrorKind::AddrInUse {
        let free =
            TcpListener::bind((host, 0)).and_then(|it| it.local_addr()).map_or(port.wrapping_add(1), |it| it.port());
        bail!(
            "{}",
            bilingual!(
                "poort {port} is al in gebruik; deze is vrij: --port {free}",
                "port {port} is in use already; this one is free: --port {free}"
            )
            .to(language)
        );
    }
    let address = SocketAddr::new(host, port);
    let said = bilingual!("kan niet luisteren op {address}", "cannot listen on {address}");
    Err(fault).with_context(|| said.to(language).to_owned())
}

fn address(listener: &TcpListener, site: &Site) -> Result<String> {
    Ok(format!("http://{}{}/", listener.local_addr()?, site.base))
}

/// Opens the browser; where that fails somebody can do it by hand.
fn show(address: &str, language: Language) {
    if open::that_detached(address).is_err() {
        let said =
            bilingual!("Open dit adres zelf in je browser: {address}", "Open this address in your browser: {address}");
        system::tell(said.to(language));
    }
}
