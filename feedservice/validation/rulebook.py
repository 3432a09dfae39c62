"""The rules, by their codes: what each claims, why, and both sides of it.

A rule registers itself where it is written; nothing else lists it. What is said here *is*
its page in the documentation. Three kinds of function become rules:

- :func:`value` judges a text: an element's or an attribute's.
- :func:`fault` words what the walk itself finds: elements missing, twice, out of place.
- :func:`~feedservice.validation.node.across` looks at an element together with its children.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from inspect import getdoc
from typing import NamedTuple

from feedservice.records import Severity

ERROR, WARNING, INFO = Severity.ERROR, Severity.WARNING, Severity.INFO

_SECTION = re.compile(r"^(Why|Bad|Good):\s+", re.MULTILINE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """One rule.

    Attributes:
        code: ``XML…``, ``RSS…``, ``ATOM…``, ``JSON…``, ``EXT…``, ``HOUSE…`` or ``HTTP…`` with three
            digits.
        name: What is right, as an identifier: ``pub_date_has_offset``.
        severity: Of its findings.
        w3c: The name of the W3C message that it stands for, if there is one.
        claim: What is right, in one sentence.
        why: What goes wrong otherwise.
        bad: A fragment that breaks it.
        good: The same fragment, mended.
        spec: Address of the section that says so.
    """

    code: str
    name: str
    severity: Severity
    claim: str
    why: str
    bad: str
    good: str
    spec: str
    w3c: str | None = None


RULES: dict[str, Rule] = {}


class Fault(NamedTuple):
    """An offence before it has a place.

    Attributes:
        params: What else the message tells; ``parent``, ``element`` and ``attr`` are added.
    """

    rule: Rule
    message: str
    params: dict[str, str] = {}  # noqa: RUF012 - nothing writes into it


def shortened(text: str, most: int = 400) -> str:
    """Write a text on one line, and cut the middle out if nobody would read to its end."""
    line = " ".join(text.split())
    return line if len(line) <= most else f"{line[: most // 2]} … {line[-most // 2 :]}"


Check = Callable[[str], tuple[Fault, ...]]


@dataclass(frozen=True, slots=True)
class ValueRule:
    """A rule about a text: calling it gives what is wrong with one."""

    rule: Rule
    judge: Callable[[str], str | None]

    def __call__(self, text: str) -> tuple[Fault, ...]:
        """Judge *text*."""
        message = self.judge(text)
        return (Fault(self.rule, message, {"value": text[:100]}),) if message else ()


@dataclass(frozen=True, slots=True)
class FaultRule:
    """A rule that the walk itself checks: calling it words one offence."""

    rule: Rule
    word: Callable[..., str]

    def __call__(self, **facts: str) -> Fault:
        """Word the offence that *facts* describe."""
        return Fault(self.rule, self.word(**facts), facts)


def value(
    code: str, *, spec: str, w3c: str | None = None, severity: Severity = ERROR
) -> Callable[[Callable[[str], str | None]], ValueRule]:
    """Make a rule of a function that takes a text and says what is wrong with it."""

    def register(judge: Callable[[str], str | None]) -> ValueRule:
        return ValueRule(enter(judge, code, spec=spec, w3c=w3c, severity=severity), judge)

    return register


def fault(
    code: str, *, spec: str, w3c: str | None = None, severity: Severity = ERROR
) -> Callable[[Callable[..., str]], FaultRule]:
    """Make a rule of a function that words an offence from its facts."""

    def register(word: Callable[..., str]) -> FaultRule:
        return FaultRule(enter(word, code, spec=spec, w3c=w3c, severity=severity), word)

    return register


def enter(
    function: Callable[..., object], code: str, *, spec: str, w3c: str | None, severity: Severity
) -> Rule:
    """Enter a function into the rulebook, with what its docstring says."""
    if code in RULES:
        raise ValueError(f"{code} is given to {RULES[code].name} and {function.__name__}")
    claim, why, bad, good = _sections(getdoc(function) or "")
    rule = Rule(
        code=code,
        name=function.__name__,
        severity=severity,
        w3c=w3c,
        claim=claim,
        why=why,
        bad=bad,
        good=good,
        spec=spec,
    )
    RULES[code] = rule
    return rule


def _sections(doc: str) -> Iterator[str]:
    pieces = _SECTION.split(doc)
    said = dict(zip(pieces[1::2], pieces[2::2], strict=True))
    yield _flowing(pieces[0])
    yield _flowing(said["Why"])
    yield _flowing(said["Bad"]).strip("`")
    yield _flowing(said["Good"]).strip("`")


def _flowing(text: str) -> str:
    return " ".join(text.split())
