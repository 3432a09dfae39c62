"""The rules, by their codes: what each claims, why, and both sides of it.

A rule registers itself where it is written; nothing else lists it. What is said here *is*
its page in the documentation.
"""

from dataclasses import dataclass

from feedservice.records import Severity


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """One rule.

    Attributes:
        code: ``XML…``, ``RSS…``, ``ATOM…``, ``JSON…``, ``EXT…`` or ``HOUSE…`` with three digits.
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
