"""Language tags by BCP 47, with the subtags of IANA's registry."""

import re
from functools import cache, lru_cache
from importlib import import_module
from typing import Any

_SYNTAX, _UNKNOWN, _DEPRECATED = 2, 3, 11
_MOST = 100
# A look into the registry, which takes longer to load than a feed to judge, would tell nothing
# of these, alone or a language with a region.
LANGUAGES = "bg cs da de el en es et fi fr ga hr hu it lt lv mt nl no pl pt ro ru sk sl sv tr uk"
REGIONS = "AT BE CH DE ES FR GB IE IT LI LU NL US"
_USUAL = re.compile(
    rf"(?:{LANGUAGES.replace(' ', '|')})(?:-(?:{REGIONS.replace(' ', '|')}))?",
    re.IGNORECASE | re.ASCII,
)

_SHAPE = re.compile(r"[A-Za-z0-9]{1,8}(?:-[A-Za-z0-9]{1,8})*")


def language_fault(text: str) -> str | None:
    """Say why a text names no language."""
    # The length first: neither the search nor the memory should pay for a text without end.
    if len(text) > _MOST:
        return _advice(f"{text[:20]}…")
    return _language_fault(text)


@lru_cache(maxsize=256)
def _language_fault(text: str) -> str | None:
    if _USUAL.fullmatch(text):
        return None
    if not _SHAPE.fullmatch(text):
        return _advice(text)
    first = text.lower().split("-")[0]
    if first == "x" and len(text) > len("x-"):
        return None
    tag = _registry().tag(text)
    if str(tag.type or "") == "grandfathered":
        return None
    language = tag.language
    if language is None or language.format.lower() != first:
        return _advice(text)
    return None


@lru_cache(maxsize=256)
def subtag_fault(text: str) -> str | None:
    """Name a region, script or variant that does not exist, in a tag whose language does."""
    if "-" not in text or _USUAL.fullmatch(text) or text.lower().startswith("x-"):
        return None
    for error in _registry().tag(text).errors:
        if error.code == _UNKNOWN:
            return (
                f"{text!r} has a part that the IANA registry does not list ({error.message}):"
                f" {_hint(str(error.message))}, or leave it out"
            )
    return None


@cache
def _registry() -> Any:  # noqa: ANN401 - it has no types
    """IANA's registry of subtags."""
    return import_module("language_tags").tags


def _hint(message: str) -> str:
    """Say what to write, by the length that tells the kinds of subtags apart."""
    quoted = re.search("'([^']*)'", message)
    part = quoted[1] if quoted else ""
    if len(part) == 4 and part.isalpha():  # noqa: PLR2004 - letters of a script
        return "write a script such as Latn or Cyrl"
    if len(part) in {2, 3}:
        return "write a region such as DE, AT or CH"
    return "write a variant such as 1996"


def _advice(text: str) -> str:
    return f"{text!r} is no language tag: write a code such as de, de-AT or en-GB"
