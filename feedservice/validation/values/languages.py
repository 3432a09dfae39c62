"""Language tags by BCP 47, with the subtags of IANA's registry."""

from functools import lru_cache

from language_tags import tags

_SYNTAX, _UNKNOWN, _DEPRECATED = 2, 3, 11
_PRIVATE = ("x", "i")


@lru_cache(maxsize=256)
def language_fault(text: str) -> str | None:
    """Say why a text names no language."""
    first = text.lower().split("-")[0]
    if first == "x" and len(text) > len("x-") and text.replace("-", "").isalnum():
        return None
    if not text.isascii() or not text.replace("-", "").isalnum() or "--" in text:
        return _advice(text)
    tag = tags.tag(text)
    if str(tag.type or "") == "grandfathered":
        return None
    language = tag.language
    if language is None or language.format.lower() != first:
        return _advice(text)
    return None


@lru_cache(maxsize=256)
def subtag_fault(text: str) -> str | None:
    """Name a region, script or variant that does not exist, in a tag whose language does."""
    if "-" not in text or text.lower().startswith("x-"):
        return None
    for error in tags.tag(text).errors:
        if error.code == _UNKNOWN:
            return (
                f"{text!r} has a part that the IANA registry does not list ({error.message}): "
                + ("write a region such as DE, AT or CH, or leave it out")
            )
    return None


def _advice(text: str) -> str:
    return f"{text!r} is no language tag: write a code such as de, de-AT or en-GB"
