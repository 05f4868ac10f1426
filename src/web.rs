//! Pages for a browser: from a request to a response, and nothing else. Made on the server, without scripts or
//! cookies; what somebody replied is in the address, and kept only where a site has a place for projects.
//!
//! Nothing here knows a socket, a file, a clock or a terminal.

mod address;
mod blocks;
mod drawing;
mod frame;
pub mod http;
mod layout;
mod pages;
mod progress;
pub mod projects;
mod route;
pub mod site;
mod visit;

pub use http::{Request, Response, preferred, refused};
pub use route::respond;
pub use site::{Offered, Site};
