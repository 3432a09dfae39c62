"""The kinds of documents, and how the address of each becomes the name of a file.

A file's name is the path, the number of the page if it has one, and the ending. A kind that
is not here is not exported; what the answers of one say of themselves is not written here
but learned from the application.
"""

from typing import NamedTuple

#: Before the number of a page in the name of its file.
PAGE = "/seite-"
#: The query parameter that names it.
PAGE_PARAMETER = "seite"


class Kind(NamedTuple):
    """Documents that are served alike.

    Attributes:
        pattern: All their paths, as PCRE and RE2 both read it; for files that are named as
            their addresses are, without the suffix.
        ending: What the path lacks to be the name of the file; nothing if the name is the path.
        missing: Which page is shown for a document of this kind that there is not.
        is_numbered: Whether there are further pages, by a query.
        is_moving: Whether what has another address now is redirected.
        is_last: Whether they turn together, after all others.
    """

    name: str
    pattern: str
    ending: str = ""
    missing: str = "site"
    is_numbered: bool = False
    is_moving: bool = False
    is_last: bool = False

    def file(self, path: str, page: int = 1) -> str:
        """Name the file of the document at *path*."""
        number = f"{PAGE}{page}" if page > 1 else ""
        return f"{path}{number}{self.ending}".removeprefix("/")


FRONT = Kind("front", "/", ending="index.html")
CATEGORY = Kind("category", "/rubrik/[a-z0-9-]+", ".html", "category", is_numbered=True)
ARTICLE = Kind("article", "/artikel/[a-z0-9-]+", ".html", "article", is_moving=True)
FEED = Kind("feed", "/feeds/[a-z0-9-]+", missing="feed", is_last=True)
ARCHIVE = Kind("archive", "/feeds/[a-z0-9-]+/archiv/[1-9][0-9]*", missing="feed", is_last=True)
FEED_PAGE = Kind("feedpage", "/feeds/[a-z0-9-]+", ".html", "feed")
# Its second page must not have the file name of the feed of a category "Seite 2".
FEED_PAGES = Kind("feedpages", "/feeds", ".liste.html", "feed", is_numbered=True)
MAP = Kind("map", "/(?:robots|favicon|sitemap(?:-news|/[a-z0-9-]+)?)")
LIST = Kind("list", "/feeds", missing="feed", is_last=True)
STATIC = Kind("static", "/static/.+")
MEDIUM = Kind("medium", "/medien/.+", missing="medium")
MISSING = Kind("missing", "", ".html")
#: Withdrawn articles; the key at the end of their addresses is the name of the file.
GONE = Kind("gone", "", ".html")
GONE_PATTERN = "/artikel/(?:[^/]*-)?{}"  # with a key, whatever headline stands before it
GONE_FOLDER = "/410/"

KINDS = {
    kind.name: kind
    for kind in (
        *(FRONT, CATEGORY, ARTICLE, FEED, FEED_PAGE, FEED_PAGES, ARCHIVE, LIST),
        *(MAP, STATIC, MEDIUM, MISSING, GONE),
    )
}

#: Where else the page for what there is not is one of these, by its name.
FALLBACKS = {
    "category": "/rubrik/[^/]+",
    "article": "/artikel/[^/]+",
    "feed": "/feeds(?:/.*)?",
    "medium": "/medien/.+",
}

#: An address of each kind at which nothing will ever be, by the name of the page for it.
NOWHERE = {
    "site": "/-",
    "category": "/rubrik/-",
    "article": "/artikel/-",
    "feed": "/feeds/-",
    "medium": "/medien/-",
}
