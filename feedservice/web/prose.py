"""An article's HTML as a page needs it, where a feed reader needs nothing."""

import re
from html import unescape

from feedservice.records import Article

_TAG = re.compile(r"""<(/?)([a-z0-9]+)((?:[^">]|"[^"]*")*)>""")
_OPENING = '<div class="scroll" role="region" aria-label="Tabelle" tabindex="0">'
COMPARED = 60  # characters that tell whether a summary repeats the text


def laid_out(html: str) -> str:
    """Let wide tables scroll by themselves, by keyboard too, and pictures load when they show.

    Args:
        html: As the sanitizer wrote it: ``<`` stands for tags alone, values are in double quotes.
    """
    return _TAG.sub(_tag, html)


def has_standfirst(article: Article) -> bool:
    """Whether the summary says something else than the beginning of the text."""
    text = " ".join(unescape(_TAG.sub(" ", article.html)).split())
    summary = " ".join(article.summary.split())
    return not _plain(text).startswith(_plain(summary)[:COMPARED])


def shows_lead(article: Article) -> bool:
    """Whether the first picture stands apart, and not in the text already."""
    return bool(article.images) and (
        article.images[0].url.replace("&", "&amp;") not in article.html
    )


def _tag(found: re.Match[str]) -> str:
    """Write one tag anew."""
    end, name, attributes = found.groups()
    if name == "table":
        return f"{found[0]}</div>" if end else f"{_OPENING}{found[0]}"
    if name == "img":
        return f'<img loading="lazy"{attributes}>'
    return found[0]


def _plain(text: str) -> str:
    """Only letters and digits: blanks around tags and signs for what was left out do not count."""
    return "".join(sign for sign in text if sign.isalnum())
