"""What a validation says: findings, each with its place and the rule that it offends."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from feedservice.records import Severity


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """An offence against a rule, at one place of a document.

    Attributes:
        code: Of the rule, such as ``RSS012``; never given to another rule.
        line: From 1.
        column: In characters, from 1.
        path: Of the element, such as ``/rss/channel/item[2]/pubDate``; the customary
            prefix stands for each namespace, whatever prefix the document uses.
        message: What is wrong, and what to write instead; one line.
        w3c: The name of the W3C message that the finding stands for.
        params: ``parent``, ``element`` and ``attr`` where they apply, with the customary
            prefix (``dc:date``), and what else the message tells.
    """

    code: str
    severity: Severity
    line: int
    column: int
    path: str
    message: str
    w3c: str | None = None
    params: Mapping[str, str] = field(default_factory=dict)
