"""The rules in words: one explained on a terminal, all of them as a page of the documentation."""

import textwrap
from collections.abc import Iterable, Iterator

from feedservice.validation.rulebook import Rule

COLUMNS = 88
_FAMILIES = {
    "XML": "the document before it is a feed",
    "RSS": "RSS 2.0",
    "ATOM": "Atom 1.0",
    "JSON": "JSON Feed 1.1",
    "EXT": "extensions: dc, content, media, itunes and the others",
    "HOUSE": "what no specification says and readers suffer from",
    "HTTP": "how a feed is served; checked only for addresses",
}
_HEAD = """\
# Which rules are there?

Those below; `feedservice rules CODE` explains the same on a terminal.
This page is made from the rules themselves: `make rules` writes it anew.

A code is never given to another rule.
`--select` and `--ignore` take codes and beginnings of codes: `RSS` is all rules for RSS 2.0.
An **error** breaks a specification or endangers readers.
A **warning** works in some readers and not in others, and an **info** is worth knowing.
"""


def listing(rules: Iterable[Rule]) -> str:
    """List rules, one a line: code, severity, claim."""
    lines = [f"{rule.code:9}{rule.severity.value:9}{rule.claim}" for rule in in_order(rules)]
    return "".join(f"{line}\n" for line in lines)


def explained(rule: Rule) -> str:
    """Explain one rule on a terminal."""
    parts = [f"{rule.code} {rule.name} ({rule.severity.value})", _filled(rule.claim, "")]
    parts += ["Why", _filled(rule.why, "  "), "Bad", _indented(rule.bad)]
    parts += ["Good", _indented(rule.good), f"Specification  {rule.spec}"]
    if rule.w3c:
        parts.append(f"W3C message    {rule.w3c}")
    return "\n".join(parts) + "\n"


def page(rules: Iterable[Rule]) -> str:
    """Write the page of the documentation."""
    ordered = in_order(rules)
    parts = [_HEAD]
    for family, about in _FAMILIES.items():
        members = [rule for rule in ordered if _family(rule) == family]
        if members:
            parts += [f"## {family}: {about}\n", *map(_section, members)]
    return "\n".join(parts)


def in_order(rules: Iterable[Rule]) -> list[Rule]:
    """Put rules into the order of the page."""
    places = {family: place for place, family in enumerate(_FAMILIES)}
    return sorted(rules, key=lambda rule: (places.get(_family(rule), len(places)), rule.code))


def _section(rule: Rule) -> str:
    """Write one rule for the page."""
    return "".join(f"{line}\n" for line in _section_lines(rule))


def _section_lines(rule: Rule) -> Iterator[str]:
    """Write one rule for the page, line by line."""
    yield f"### {rule.code}: {rule.name}\n"
    yield f"{_escaped(rule.claim)} ({rule.severity.value})\n"
    yield f"{_escaped(rule.why)}\n"
    yield from ("Bad:\n", *_fenced(rule.bad), "Good:\n", *_fenced(rule.good))
    w3c = f" W3C message: `{rule.w3c}`." if rule.w3c else ""
    yield f"[Specification]({rule.spec}).{w3c}"


def _escaped(text: str) -> str:
    """Keep elements from becoming HTML, but for those in backticks, which are safe."""
    parts = text.split("`")
    return "`".join(
        part if number % 2 else part.replace("<", "&lt;") for number, part in enumerate(parts)
    )


def _fenced(text: str) -> tuple[str, ...]:
    """Put an example into a block."""
    return ("```text", _plain(text), "```\n")


def _family(rule: Rule) -> str:
    """Take the letters of a code."""
    return rule.code.rstrip("0123456789")


def _filled(text: str, indent: str) -> str:
    """Wrap words to a paragraph, with an empty line after it."""
    return textwrap.fill(text, COLUMNS, initial_indent=indent, subsequent_indent=indent) + "\n"


def _indented(text: str) -> str:
    """Indent an example, with an empty line after it."""
    return textwrap.indent(_plain(text), "  ") + "\n"


def _plain(example: str) -> str:
    """Leave out the backticks, which set a fragment off from the words after it."""
    return example.replace("`", "")
