//! What every request is held against before anything else, and what every answer tells the browser to refuse.
//!
//! A page elsewhere can make a browser send requests here. It cannot choose the headers `Host` and `Origin`: a request for
//! a name that is not ours (a rebound domain) or a form that comes from another page is refused. Besides, forms carry a
//! token ([`Logins::token`](super::login::Logins::token)), and the cookie does not travel with requests of other sites.

use axum::{
    extract::{Request, State},
    http::{HeaderMap, HeaderName, HeaderValue, Method, StatusCode, header},
    middleware::Next,
    response::{IntoResponse, Response},
};

use super::gate::Shared;
use crate::protocol::Host;

/// Nothing but our own files, no frame around us, no form to elsewhere, no script in a page.
const POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; font-src 'self'; img-src 'self'; \
     connect-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'";

const HEADERS: [(HeaderName, &str); 6] = [
    (header::CONTENT_SECURITY_POLICY, POLICY),
    (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
    (header::X_FRAME_OPTIONS, "DENY"),
    // Without any referrer browsers call the origin of our own forms `null`.
    (header::REFERRER_POLICY, "same-origin"),
    (
        HeaderName::from_static("cross-origin-opener-policy"),
        "same-origin",
    ),
    (
        HeaderName::from_static("cross-origin-resource-policy"),
        "same-origin",
    ),
];

/// Refuses what does not come from a page of ours, and seals every answer.
pub(super) async fn guard(State(console): Shared, request: Request, next: Next) -> Response {
    let headers = request.headers();
    let verdict = match authority(headers) {
        Some(authority) if is_ours(authority, &console.names) => {
            let reads = matches!(*request.method(), Method::GET | Method::HEAD);
            reads || comes_from_here(headers, console.scheme, authority)
        }
        _ => false,
    };
    let mut answer = if verdict {
        next.run(request).await
    } else {
        (
            StatusCode::FORBIDDEN,
            "Requête refusée : elle ne vient pas d’une page de cette console.\n\
             Refused: this request does not come from a page of this console.\n",
        )
            .into_response()
    };
    let sealed = answer.headers_mut();
    for (name, value) in HEADERS {
        sealed.insert(name, HeaderValue::from_static(value));
    }
    // Names of pupils are not for a browser's disk; the few files that are the same for all say so themselves.
    sealed
        .entry(header::CACHE_CONTROL)
        .or_insert(HeaderValue::from_static("no-store"));
    answer
}

fn authority(headers: &HeaderMap) -> Option<&str> {
    headers.get(header::HOST)?.to_str().ok()
}

/// Whether a request is for us: an address in digits cannot be another site's name, and of names we know our own.
fn is_ours(authority: &str, names: &[Host]) -> bool {
    let name = match authority.rsplit_once(':') {
        // An IPv6 address without a port ends with its bracket.
        Some((name, port)) if port.bytes().all(|byte| byte.is_ascii_digit()) => name,
        _ => authority,
    };
    let bare = name.trim_start_matches('[').trim_end_matches(']');
    bare.parse::<std::net::IpAddr>().is_ok()
        || bare.eq_ignore_ascii_case("localhost")
        || bare.parse::<Host>().is_ok_and(|host| names.contains(&host))
}

/// Whether a form comes from a page of ours. Browsers say so in `Origin`, all of today's also in `Sec-Fetch-Site`; one that
/// says neither is no browser, and has no cookie another page could use.
fn comes_from_here(headers: &HeaderMap, scheme: &str, authority: &str) -> bool {
    let said = |name: &str| headers.get(name).map(HeaderValue::as_bytes);
    let origin = format!("{scheme}://{authority}");
    said("origin").is_none_or(|said| said == origin.as_bytes())
        && said("sec-fetch-site").is_none_or(|said| said == b"same-origin")
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;

    #[test]
    fn digits_and_our_own_names_are_ours() {
        let names = ["salle-12.local".parse().unwrap()];
        for ours in [
            "127.0.0.1:4434",
            "[::1]:4434",
            "[::1]",
            "192.168.1.20",
            "localhost:4434",
            "Salle-12.local:4434",
        ] {
            assert!(is_ours(ours, &names), "{ours}");
        }
        for other in [
            "evil.example:4434",
            "localhost.evil.example",
            "",
            ":80",
            "127.0.0.1.nip.io",
        ] {
            assert!(!is_ours(other, &names), "{other}");
        }
    }

    #[test]
    fn forms_of_other_pages_are_told_from_ours() {
        let headers = |pairs: &[(&str, &str)]| -> HeaderMap {
            pairs
                .iter()
                .map(|(name, value)| {
                    (
                        HeaderName::from_bytes(name.as_bytes()).unwrap(),
                        HeaderValue::from_str(value).unwrap(),
                    )
                })
                .collect()
        };
        let here = |pairs: &[(&str, &str)]| comes_from_here(&headers(pairs), "http", "127.0.0.1:1");
        assert!(here(&[("origin", "http://127.0.0.1:1")]));
        assert!(here(&[]));
        assert!(!here(&[("origin", "http://127.0.0.1:2")]));
        assert!(!here(&[("origin", "https://127.0.0.1:1")]));
        assert!(!here(&[("origin", "null")]));
        assert!(!here(&[("sec-fetch-site", "cross-site")]));
        assert!(!here(&[("sec-fetch-site", "same-site")]));
    }
}
