"""The HTML that may stand in an article, as data.

Fit for news and for what feed readers show: the list is within what feedparser lets pass,
so that no reader drops silently what our own pages show. The two additions are marked.
"""

from types import MappingProxyType

TAGS = frozenset({
    # Sections and blocks. div and its like stay although they say nothing, because
    # without them "<div>one</div><div>two</div>" would become "onetwo". summary is an
    # addition: without it details, which readers know, would hide its own heading.
    "address", "article", "aside", "blockquote", "details", "div", "footer", "header", "hr",
    "p", "pre", "section", "summary",
    # Headings
    "h1", "h2", "h3", "h4", "h5", "h6",
    # Lists
    "dd", "dl", "dt", "li", "ol", "ul",
    # Tables
    "caption", "col", "colgroup", "table", "tbody", "td", "tfoot", "th", "thead", "tr",
    # Figures and media; track is an addition: who does not hear needs it
    "audio", "figcaption", "figure", "img", "source", "track", "video",
    # Within a line
    "a", "abbr", "b", "br", "cite", "code", "del", "dfn", "em", "i", "ins", "kbd", "q", "s",
    "samp", "small", "span", "strong", "sub", "sup", "time", "u", "var",
})  # fmt: skip

#: Elements that go with all that is in them: programs, foreign documents, controls, and
#: those whose content HTML parses as raw text, which would come out as visible markup.
#: Of every other element that is not allowed, such as form, only the tags go.
DROPPED = frozenset({
    "applet", "button", "canvas", "datalist", "embed", "iframe", "math", "noembed", "noframes",
    "noscript", "object", "plaintext", "script", "select", "style", "svg", "template",
    "textarea", "title", "xmp",
})  # fmt: skip

#: Attributes by tag. No style, class, id or event handler: they belong to the page that the
#: text came from. No rel and target: how a link opens is up to the reader's program, and
#: "noreferrer" would hide from other newspapers, and our own, where their visitors come from.
#: No srcset, which readers do not know, and no autoplay.
ATTRIBUTES = MappingProxyType({
    "*": frozenset({"dir", "lang", "title"}),
    "a": frozenset({"href", "hreflang"}),
    "audio": frozenset({"src"}),
    "blockquote": frozenset({"cite"}),
    "col": frozenset({"span"}),
    "colgroup": frozenset({"span"}),
    "del": frozenset({"cite", "datetime"}),
    "img": frozenset({"alt", "height", "src", "width"}),
    "ins": frozenset({"cite", "datetime"}),
    "li": frozenset({"value"}),
    "ol": frozenset({"start"}),
    "q": frozenset({"cite"}),
    "source": frozenset({"src", "type"}),
    "td": frozenset({"colspan", "rowspan"}),
    "th": frozenset({"abbr", "colspan", "rowspan", "scope"}),
    "time": frozenset({"datetime"}),
    "track": frozenset({"kind", "label", "src", "srclang"}),
    "video": frozenset({"height", "poster", "src", "width"}),
})  # fmt: skip

#: Nothing plays by itself, so it needs something to start it with.
SET_ATTRIBUTES = MappingProxyType(
    {
        "audio": {"controls": "controls"},
        "video": {"controls": "controls"},
    }
)

#: Attributes that hold an address.
ADDRESSES = frozenset({"cite", "href", "poster", "src"})

#: What an address may begin with; only a link may lead elsewhere than to the Web.
SCHEMES = frozenset({"http", "https", "mailto", "tel"})
WEB_SCHEMES = ("http://", "https://")
LINK_SCHEMES = (*WEB_SCHEMES, "mailto:", "tel:")
