"""Rules about JSON Feed alone."""

from feedservice.validation.rulebook import WARNING, fault, value

_SPEC = "https://www.jsonfeed.org/version/1.1/"
_VERSIONS = ("https://jsonfeed.org/version/1", "https://jsonfeed.org/version/1.1")


@fault("JSON001", spec="https://www.rfc-editor.org/rfc/rfc8259")
def document_is_json(reason: str) -> str:
    """A JSON Feed is JSON.

    Why:  A JSON parser stops at the first error, and so does every reader that uses one.
    Bad:  ``{"title": "Beispiel",}``
    Good: ``{"title": "Beispiel"}``
    """
    return f"this is no JSON: {reason}"


@fault("JSON002", spec="https://www.rfc-editor.org/rfc/rfc8259#section-8.1")
def json_is_utf8(reason: str) -> str:
    """JSON is in UTF-8, without a byte order mark.

    Why:  The specification allows nothing else, and many parsers stop at the mark.
    Bad:  a document in Latin-1
    Good: the same in UTF-8
    """
    return f"JSON is UTF-8 without a byte order mark, this is not ({reason}): save it so"


@fault("JSON003", severity=WARNING, spec="https://www.rfc-editor.org/rfc/rfc8259#section-4")
def names_differ(name: str) -> str:
    """No object has two members of one name.

    Why:  Parsers differ in which of them they keep.
    Bad:  ``{"title": "Eins", "title": "Zwei"}``
    Good: ``{"title": "Eins"}``
    """
    return f"an object has two members {name!r}: keep one"


@value("JSON004", spec=f"{_SPEC}#top-level")
def version_is_known(text: str) -> str | None:
    """The version is the address of JSON Feed 1 or 1.1.

    Why:  Readers recognize the format by it.
    Bad:  ``"version": "1.1"``
    Good: ``"version": "https://jsonfeed.org/version/1.1"``
    """
    return None if text in _VERSIONS else f"{text!r} is no version: write {_VERSIONS[1]}"


@fault("JSON005", spec=f"{_SPEC}#top-level")
def member_is_present(parent: str, element: str) -> str:
    """An object has the members that JSON Feed requires.

    Why:  Readers rely on them.
    Bad:  ``{"items": []}``
    Good: ``{"version": "https://jsonfeed.org/version/1.1", "title": "Beispiel", "items": []}``
    """
    return f"{parent} needs {element!r}: add it"


@fault("JSON006", spec=f"{_SPEC}#top-level")
def value_has_the_type(element: str, wanted: str) -> str:
    """A value has the type that JSON Feed says.

    Why:  Readers written in strict languages refuse the whole feed otherwise.
    Bad:  ``"id": 42``
    Good: ``"id": "42"``
    """
    return f"{element!r} must be {wanted}: write it so"


@fault("JSON007", severity=WARNING, spec=f"{_SPEC}#extensions")
def member_is_known(parent: str, element: str) -> str:
    """A member that JSON Feed does not know starts with an underscore.

    Why:  Mostly a spelling: ``date_publised`` is read by nobody.
    Bad:  ``"contentHtml": "<p>Text</p>"``
    Good: ``"content_html": "<p>Text</p>"``
    """
    return f"{parent} has no {element!r}: check its spelling, or name an extension with _ before it"


@fault("JSON008", spec=f"{_SPEC}#items")
def item_has_content() -> str:
    """An item has content, as HTML or as text.

    Why:  There is nothing to read otherwise.
    Bad:  ``{"id": "1", "title": "Eins"}``
    Good: ``{"id": "1", "title": "Eins", "content_text": "Text"}``
    """
    return "the item has neither content_html nor content_text: add one of them"


@fault("JSON009", spec=f"{_SPEC}#items")
def item_ids_differ(text: str) -> str:
    """No two items have the same id.

    Why:  Readers show only one of them.
    Bad:  ``"id": "1"`` in every item
    Good: ``"id": "1"``, ``"id": "2"``
    """
    return f"another item has the id {text!r} already: give each its own"


@fault("JSON010", spec=f"{_SPEC}#authors")
def author_says_something() -> str:
    """An author has a name, an address or a picture.

    Why:  Readers have nothing to show otherwise.
    Bad:  ``"authors": [{}]``
    Good: ``"authors": [{"name": "Anna Berg"}]``
    """
    return "the author is empty: add name, url or avatar"


@fault("JSON011", severity=WARNING, spec=f"{_SPEC}#changes")
def authors_replace_author(element: str) -> str:
    """Who wrote is in ``authors``.

    Why:  ``author`` has been deprecated since version 1.1.
    Bad:  ``"author": {"name": "Anna Berg"}``
    Good: ``"authors": [{"name": "Anna Berg"}]``
    """
    return f"{element!r} is deprecated: write authors, a list"


@fault("JSON012", spec=f"{_SPEC}#top-level")
def next_page_is_another(text: str) -> str:
    """The next page of a feed is another address than the feed.

    Why:  A reader that follows it goes in circles.
    Bad:  ``"feed_url": "…/feed.json", "next_url": "…/feed.json"``
    Good: ``"feed_url": "…/feed.json", "next_url": "…/feed.json?page=2"``
    """
    return f"next_url is the feed itself, {text!r}: leave it out on the last page"


@fault("JSON013", severity=WARNING, spec=f"{_SPEC}#top-level")
def feed_url_is_the_address(location: str) -> str:
    """``feed_url`` is where the feed is.

    Why:  Readers subscribe to the address that it names.
    Bad:  ``"feed_url": "http://localhost/feed.json"``
    Good: ``"feed_url": "https://example.org/feed.json"``
    """
    return f"the feed is at {location}: write that"
