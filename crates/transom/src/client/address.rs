//! Where a served engine is.

use std::fmt;

use bytes::Bytes;
use http::header::HOST;
use http::{HeaderValue, Method, Request, Uri};
use http_body_util::Full;

use crate::fault::Fault;

/// The port of an address that names none.
const PORT: u16 = 80;

/// A service's address, taken apart.
pub(super) struct Address {
    pub(super) host: String,
    pub(super) port: u16,
    authority: HeaderValue,
    /// What stands before each path, without a slash at its end.
    prefix: String,
}

impl Address {
    /// Reads `http://HOST[:PORT][/PREFIX]`.
    pub(super) fn parse(url: &str) -> Result<Self, Fault> {
        let wrong =
            || Fault::Malformed(format!("expected an address such as http://127.0.0.1:8080, found {url}"));
        let uri: Uri = url.parse().map_err(|_| wrong())?;
        let authority = uri.authority().ok_or_else(wrong)?;
        if uri.scheme_str() != Some("http") || uri.query().is_some() {
            return Err(wrong());
        }
        Ok(Self {
            host: authority.host().trim_matches(['[', ']']).to_owned(),
            port: authority.port_u16().unwrap_or(PORT),
            authority: HeaderValue::from_str(authority.as_str()).map_err(|_| wrong())?,
            prefix: uri.path().trim_end_matches('/').to_owned(),
        })
    }

    /// A request for a path below the address.
    pub(super) fn request(
        &self,
        method: Method,
        path: &str,
        body: Bytes,
    ) -> Result<Request<Full<Bytes>>, Fault> {
        let path = format!("{}/{path}", self.prefix);
        let uri: Uri =
            path.parse().map_err(|_| Fault::Malformed(format!("{path} is no path of an address")))?;
        let mut request = Request::new(Full::new(body));
        *request.method_mut() = method;
        *request.uri_mut() = uri;
        request.headers_mut().insert(HOST, self.authority.clone());
        Ok(request)
    }
}

impl fmt::Display for Address {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let authority = self.authority.to_str().expect("it was read from text");
        write!(f, "http://{authority}{}", self.prefix)
    }
}
