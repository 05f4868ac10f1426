//! Requests and responses as values: what came in, what goes out. No socket is known here.

use crate::bilingual;
use crate::text::language::Language;
use memchr::memmem;

/// What a browser asks for.
#[derive(Clone, Copy, Debug)]
pub struct Request<'r> {
    /// Whether something is sent along (`POST`); else something is asked for (`GET`).
    pub sends: bool,
    /// The path, as it stands in the address.
    pub path: &'r str,
    /// What stands behind the question mark.
    pub query: &'r str,
    /// What the body is, such as `application/x-www-form-urlencoded`.
    pub content_type: &'r str,
    /// What is sent along.
    pub body: &'r [u8],
    /// The language that the browser prefers.
    pub language: Language,
    /// Whether the browser says that a page of another site asks this.
    pub from_elsewhere: bool,
}

/// What goes back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Response {
    /// The status.
    pub status: u16,
    /// The headers, but those that a transport adds itself.
    pub headers: Vec<(&'static str, String)>,
    /// The body.
    pub body: Vec<u8>,
}

/// A name with a value, as in a form or behind the question mark.
pub type Pair = (String, String);

/// A file that was sent along.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Upload<'r> {
    /// The name it has at the sender.
    pub name: &'r str,
    /// What is in it.
    pub bytes: &'r [u8],
}

impl Response {
    /// Something with a status and a type.
    pub(crate) fn new(status: u16, content_type: &str, body: impl Into<Vec<u8>>) -> Response {
        let headers = vec![
            ("content-type", content_type.to_owned()),
            ("x-content-type-options", "nosniff".to_owned()),
            // Replies are in the address: it goes to no other site, and nothing on the way keeps what it leads to. With
            // `no-referrer` a browser would not say either that a form comes from here.
            ("referrer-policy", "same-origin".to_owned()),
            ("cache-control", "no-store".to_owned()),
        ];
        Response { status, headers, body: body.into() }
    }

    /// On to another address.
    pub(crate) fn elsewhere(address: String) -> Response {
        let mut response = Response::new(303, "text/plain; charset=utf-8", "");
        response.headers.push(("location", address));
        response
    }

    /// A file to keep.
    pub(crate) fn file(name: &str, bytes: impl Into<Vec<u8>>) -> Response {
        let mut response = Response::new(200, type_of(name), bytes);
        response.headers.push(("content-disposition", format!("attachment; filename=\"{}\"", plain(name))));
        response
    }

    /// A header.
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.iter().find(|(other, _)| *other == name).map(|(_, value)| value.as_str())
    }
}

/// The language that `Accept-Language` prefers (RFC 9110), of those there are.
pub fn preferred(accepted: &str, otherwise: Language) -> Language {
    let weighed = accepted.split(',').filter_map(|part| {
        let (tag, weight) = part.split_once(';').unwrap_or((part, "q=1"));
        let weight: f32 = weight.trim().strip_prefix("q=")?.parse().ok()?;
        Some((Language::of(tag.trim())?, weight))
    });
    // The first of those with the highest weight.
    let best = weighed.reduce(|best, other| if other.1 > best.1 { other } else { best });
    best.map_or(otherwise, |(language, _)| language)
}

/// What a transport says where it cannot take a request or finish an answer.
pub fn refused(status: u16, language: Language) -> Response {
    let said = match status {
        405 => bilingual!("Dat kan hier niet.", "That cannot be done here."),
        408 => bilingual!(
            "Het duurde te lang voor alles er was. Probeer het opnieuw.",
            "It took too long for all to arrive. Try again."
        ),
        413 => bilingual!("Dat is te groot. Hier past hoogstens 8 MB.", "That is too large. At most 8 MB fits here."),
        503 => bilingual!("Het is nu te druk. Probeer het zo opnieuw.", "It is too busy now. Try again soon."),
        400 => bilingual!("Dat kwam niet goed over. Probeer het opnieuw.", "That did not arrive well. Try again."),
        _ => bilingual!("Er ging iets mis in het programma.", "Something went wrong in the program."),
    };
    let mut response = Response::new(status, "text/plain; charset=utf-8", format!("{}\n", said.to(language)));
    if status == 405 {
        response.headers.push(("allow", "GET, HEAD, POST".to_owned()));
    }
    response
}

/// The type of a file by its ending.
fn type_of(name: &str) -> &'static str {
    match name.rsplit('.').next().unwrap_or_default() {
        "txt" => "text/plain; charset=utf-8",
        "md" => "text/markdown; charset=utf-8",
        "json" => "application/json",
        "jsonl" => "application/jsonl",
        "yaml" => "application/yaml",
        "csv" => "text/csv; charset=utf-8",
        "html" => "text/html; charset=utf-8",
        "xlsx" => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        "docx" => "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        "odt" => "application/vnd.oasis.opendocument.text",
        _ => "application/octet-stream",
    }
}

/// A file name that every system and every header takes.
fn plain(name: &str) -> String {
    let letter = |it: char| if it.is_ascii_alphanumeric() || matches!(it, '.' | '-' | '_') { it } else { '-' };
    name.chars().map(letter).collect()
}

/// The pairs of a query or a form.
pub(crate) fn pairs(text: &[u8]) -> Vec<Pair> {
    form_urlencoded::parse(text).map(|(name, value)| (name.into_owned(), value.into_owned())).collect()
}

/// Pairs as they stand in an address.
pub(crate) fn query<'p>(pairs: impl IntoIterator<Item = (&'p str, &'p str)>) -> String {
    form_urlencoded::Serializer::new(String::new()).extend_pairs(pairs).finish()
}

impl<'r> Request<'r> {
    /// What stands behind the question mark, then what a form sent.
    pub(crate) fn pairs(&self) -> Vec<Pair> {
        let mut all = pairs(self.query.as_bytes());
        if self.sends && self.content_type.starts_with("application/x-www-form-urlencoded") {
            all.extend(pairs(self.body));
        }
        all
    }

    /// The file that a form sent (`multipart/form-data`, RFC 7578), and its other fields.
    pub(crate) fn upload(&self) -> (Option<Upload<'r>>, Vec<Pair>) {
        let (mut found, mut fields) = (None, Vec::new());
        let boundary = parameter(self.content_type, "boundary");
        let Some(boundary) = boundary.filter(|it| !it.is_empty() && it.len() <= 70) else { return (None, fields) };
        let between = format!("\r\n--{boundary}");
        // The first boundary has no line end before it.
        let mut rest = match self.body.strip_prefix(&between.as_bytes()[2..]) {
            Some(rest) => rest,
            None => return (None, fields),
        };
        while let Some(part) = rest.strip_prefix(b"\r\n") {
            let Some(end) = memmem::find(part, between.as_bytes()) else { break };
            rest = &part[end + between.len()..];
            let Some(head) = memmem::find(&part[..end], b"\r\n\r\n") else { continue };
            let (Ok(head), bytes) = (std::str::from_utf8(&part[..head]), &part[head + 4..end]) else { continue };
            let is_about = |line: &&str| line.to_ascii_lowercase().starts_with("content-disposition:");
            let Some(about) = head.split("\r\n").find(is_about) else { continue };
            match (parameter(about, "filename"), parameter(about, "name")) {
                (Some(name), _) if found.is_none() => found = Some(Upload { name, bytes }),
                (None, Some(name)) => {
                    fields.push((name.to_owned(), String::from_utf8_lossy(bytes).into_owned()));
                }
                _ => {}
            }
        }
        (found, fields)
    }
}

/// A parameter of a header, such as `name` in `form-data; name="file"; filename="lijst.csv"`.
fn parameter<'h>(header: &'h str, name: &str) -> Option<&'h str> {
    header.split(';').skip(1).find_map(|part| {
        let (key, value) = part.trim().split_once('=')?;
        key.eq_ignore_ascii_case(name).then(|| value.trim_matches('"'))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_form_with_a_file_is_taken_apart() {
        let body = "--x\r\nContent-Disposition: form-data; name=\"tree\"\r\n\r\nschiedam\r\n--x\r\n\
            Content-Disposition: form-data; name=\"file\"; filename=\"a b.csv\"\r\nContent-Type: text/csv\r\n\r\n\
            een;twee\r\n--y\r\n\r\n--x--\r\n";
        let request = Request {
            sends: true,
            path: "/",
            query: "",
            content_type: "multipart/form-data; boundary=x",
            body: body.as_bytes(),
            language: Language::Dutch,
            from_elsewhere: false,
        };
        let (file, fields) = request.upload();
        assert_eq!(file, Some(Upload { name: "a b.csv", bytes: b"een;twee\r\n--y\r\n" }));
        assert_eq!(fields, [("tree".to_owned(), "schiedam".to_owned())]);
    }

    #[test]
    fn a_cut_form_gives_nothing() {
        let whole = "--x\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a\"\r\n\r\nb\r\n--x--\r\n";
        for end in 0..whole.len() - 8 {
            let request = Request {
                sends: true,
                path: "/",
                query: "",
                content_type: "multipart/form-data; boundary=x",
                body: &whole.as_bytes()[..end],
                language: Language::Dutch,
                from_elsewhere: false,
            };
            assert_eq!(request.upload(), (None, Vec::new()), "{end}");
        }
    }
}
