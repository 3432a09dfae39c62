"""The rules for how a feed is served: what only HTTP shows."""

from feedservice.records import Severity
from feedservice.validation.rulebook import fault

HTTP = "https://www.rfc-editor.org/rfc/rfc9110.html#section-"


@fault("HTTP001", spec=f"{HTTP}15.3.1")
def status_is_200(*, status: str) -> str:
    """The address answers with status 200.

    Why:  Readers take anything else for a feed that is gone or broken; some stop asking.
    Bad:  `HTTP/1.1 404 Not Found`
    Good: `HTTP/1.1 200 OK`
    """
    return f"The address answers with status {status}; a feed is served with 200"


@fault("HTTP002", spec=f"{HTTP}8.3")
def media_type_is_one_of_feeds(*, type: str, wanted: str) -> str:  # noqa: A002 - the field's word
    """The media type says that this is a feed, or at least XML or JSON.

    Why:  By the media type a reader decides whether to look at a document at all.
    Bad:  `Content-Type: text/html`
    Good: `Content-Type: application/rss+xml; charset=utf-8`
    """
    named = f"The media type is {type}" if type else "There is no Content-Type"
    return f"{named}; write {wanted}"


@fault("HTTP003", spec=f"{HTTP}8.3", severity=Severity.WARNING)
def media_type_is_of_this_format(*, type: str, wanted: str) -> str:  # noqa: A002
    """The media type is the one of the feed's own format.

    Why:  `application/xml` may be anything; with the feed's own type, browsers and
          readers know what to do without reading it.
    Bad:  `Content-Type: text/xml` for an Atom feed
    Good: `Content-Type: application/atom+xml; charset=utf-8`
    """
    return f"The media type {type} does not name the format; write {wanted}"


@fault("HTTP004", spec=f"{HTTP}8.3.2", severity=Severity.WARNING)
def charset_is_named(*, type: str) -> str:  # noqa: A002
    """The media type of an XML feed names its charset.

    Why:  Browsers show a feed as text and then take it for Western European: "MÃ¼ller".
          For `text/xml`, older readers even expect US-ASCII.
    Bad:  `Content-Type: application/rss+xml`
    Good: `Content-Type: application/rss+xml; charset=utf-8`
    """
    return f"Content-Type names no charset; write {type}; charset=utf-8"


@fault("HTTP005", spec="https://www.rfc-editor.org/rfc/rfc7303.html#section-3")
def charset_is_that_of_the_document(*, charset: str, encoding: str) -> str:
    """The charset in the media type is the encoding that the document declares.

    Why:  Half of the readers believe the one, half the other.
    Bad:  `Content-Type: application/rss+xml; charset=iso-8859-1` before a document in UTF-8
    Good: `Content-Type: application/rss+xml; charset=utf-8`
    """
    return f"Content-Type says {charset}, the document is in {encoding}; let both say utf-8"


@fault("HTTP006", spec=f"{HTTP}8.8", severity=Severity.WARNING)
def answer_has_a_validator() -> str:
    """The answer has an ETag or a Last-Modified.

    Why:  Without one, every reader fetches the whole feed again every few minutes.
    Bad:  `HTTP/1.1 200 OK` without either
    Good: `ETag: "8f3c1a"`
    """
    return "The answer has neither ETag nor Last-Modified; send one of them"


@fault("HTTP007", spec=f"{HTTP}13.1", severity=Severity.WARNING)
def conditional_request_gets_304(*, header: str, validator: str, status: str) -> str:
    """A second, conditional request is answered with 304.

    Why:  A validator that is sent and not honoured saves nothing.
    Bad:  `HTTP/1.1 200 OK` to a request with `If-None-Match` and the ETag just sent
    Good: `HTTP/1.1 304 Not Modified`
    """
    return (
        f"A request with {header}: {validator} is answered with {status}, not with 304; "
        "answer 304 while nothing has changed"
    )


@fault("HTTP008", spec=f"{HTTP}8.4", severity=Severity.WARNING)
def answer_is_compressed(*, size: str) -> str:
    """A client that accepts gzip gets it.

    Why:  Feeds are fetched all day; compressed they are a quarter of their size.
    Bad:  `Content-Length: 85000` to a request with `Accept-Encoding: gzip`
    Good: `Content-Encoding: gzip`
    """
    return f"{size} bytes are sent uncompressed to a client that accepts gzip; compress them"


@fault("HTTP009", spec=f"{HTTP}12.5.5", severity=Severity.WARNING)
def compressed_answer_varies(*, coding: str) -> str:
    """A compressed answer says that it depends on Accept-Encoding.

    Why:  A cache on the way hands it to clients that cannot read it.
    Bad:  `Content-Encoding: gzip` without `Vary`
    Good: `Vary: Accept-Encoding`
    """
    return f"The answer is in {coding} and has no Vary; add Vary: Accept-Encoding"


@fault("HTTP010", spec=f"{HTTP}8.4")
def content_coding_can_be_undone(*, coding: str, reason: str) -> str:
    """The body is in the coding that Content-Encoding names, and in one that was asked for.

    Why:  No reader can show what it cannot decompress.
    Bad:  `Content-Encoding: gzip` before a body that is not compressed
    Good: `Content-Encoding: gzip` before gzip
    """
    return f"The body is said to be in {coding}, but {reason}; send what the header says"


@fault("HTTP011", spec=f"{HTTP}9.3.2", severity=Severity.WARNING)
def head_equals_get(*, what: str, head: str, get: str) -> str:
    """HEAD is answered like GET, only without the body.

    Why:  Aggregators and link checkers ask with HEAD whether anything is new.
    Bad:  `HTTP/1.1 405 Method Not Allowed`
    Good: the same status and headers as for GET
    """
    return f"{what} is {head or 'missing'} for HEAD and {get or 'missing'} for GET; send the same"


@fault("HTTP012", spec=f"{HTTP}15.4", severity=Severity.INFO)
def address_answers_itself(*, status: str, location: str) -> str:
    """The address itself answers, without a redirect.

    Why:  Each redirect is one more request for every poll. Fine for a feed that has moved;
          let links and subscribers use the new address.
    Bad:  `HTTP/1.1 301 Moved Permanently`
    Good: `HTTP/1.1 200 OK`
    """
    return f"The address redirects with {status}; use {location} where you link to the feed"


@fault("HTTP013", spec=f"{HTTP}15.4")
def redirects_end(*, reason: str) -> str:
    """Redirects lead to a document.

    Why:  Readers give up, and the feed counts as gone.
    Bad:  two addresses that redirect to each other
    Good: one redirect, to the feed
    """
    return f"The redirects lead nowhere: {reason}; let the first one lead to the feed"


@fault("HTTP014", spec=f"{HTTP}17.1", severity=Severity.WARNING)
def redirects_stay_secure(*, location: str) -> str:
    """No redirect leads from https to http.

    Why:  On the way anybody could change what is published under your name.
    Bad:  `Location: http://zeitung.example/feed` from an https address
    Good: `Location: https://zeitung.example/feed`
    """
    return f"A redirect leads from https to {location}; let it lead to https"
