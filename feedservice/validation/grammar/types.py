"""Chains of checks that several vocabularies share; each runs until one complains.

Nine of ten values are so plainly right that one look tells: each chain has a quick one,
which says yes only where every check of the chain would.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass

from feedservice.validation.rulebook import Check, Fault
from feedservice.validation.rules.addresses import (
    address_has_legal_characters,
    address_is_full,
    address_is_well_formed,
    enclosure_address,
    id_is_canonical,
    language,
    language_subtags_exist,
    rss_address_is_ascii,
    scheme_is_registered,
    tag_uri,
    urn,
    uuid,
)
from feedservice.validation.rules.dates import (
    date_is_in_english,
    offset_exists,
    rfc822_date,
    rfc822_date_is_plain,
    rfc3339_date,
    w3cdtf_date,
)
from feedservice.validation.rules.texts import (
    address_is_no_script,
    html_fragment,
    not_blank,
    plain_text,
    plain_text_is_unmistakable,
    text_can_be_seen,
    text_is_escaped_once,
    undeclared_html,
)
from feedservice.validation.values.dates import plain_rfc822, plain_rfc3339


@dataclass(frozen=True, slots=True)
class Chain:
    """Checks behind a quick look."""

    quick: Callable[[str], object]
    checks: tuple[Check, ...]

    def __call__(self, text: str) -> tuple[Fault, ...]:
        """Judge *text*: by the quick look, else by every check until one complains."""
        if not self.quick(text):
            for check in self.checks:
                faults = tuple(check(text))
                if faults:
                    return faults
        return ()


def _chain(quick: Callable[[str], object], *checks: Check) -> tuple[Check, ...]:
    return (Chain(quick, checks),)


def also_not_blank(*checks: Check) -> Check:
    """Say of an empty text that it is empty, beside what *checks* say of it."""

    def check(text: str) -> tuple[Fault, ...]:
        faults = next(filter(None, (check(text) for check in checks)), ())
        return (*faults, *not_blank(text))

    return check


_SIGNS = r"A-Za-z0-9._~!$&'()*+,;=:@/-"
_WEB = re.compile(
    rf"https?://[a-z0-9-]+(?:\.[a-z0-9-]+)*(?::[1-9]\d{{1,3}})?(?:/[{_SIGNS}]*)?"
    rf"(?:\?[{_SIGNS}?]*)?(?:#[{_SIGNS}?]*)?"
).fullmatch
# Media RSS made its own, which no registry of URNs knows.
_MEDIA_SCHEME = re.compile(r"urn:(?:simple|mpaa|icra|v-chip|ebu|yvs)").fullmatch
_TAG = re.compile(
    r"(?a)tag:[a-z0-9]+(?:[.-][a-z0-9]+)*,\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|1\d|2[0-8]):[A-Za-z0-9._:/-]+"
).fullmatch
_ORDINARY = re.compile(
    r"[^<&\u00ad\u034f\u061c\u115f\u1160\u17b4-\u200f\u2028-\u206f\ufe00-\uffff]+"
).fullmatch
_HARMLESS = re.compile(
    r"(?:[^<&]++|</?(?:p|a|b|i|em|strong|ul|ol|li|h[1-6]|blockquote|div|span|figure|figcaption|table"
    r"|tbody|thead|tr|td|th|code|pre|br|hr|img|small|sub|sup)"
    r"(?:\s++(?:(?:href|src|cite)=\"https?://[^\"<>\s]*+\""
    r"|(?:alt|title|class|rel|lang|id|width|height|type)=\"[^\"<>]*+\"))*+\s*+/?>"
    r"|&(?:amp|lt|gt|quot|nbsp|shy|#39|#x27|#34);)++"
).fullmatch


_KINDS = (address_is_well_formed, tag_uri, urn, uuid)

REFERENCE = _chain(_WEB, address_is_no_script, address_has_legal_characters, *_KINDS)
FULL_ADDRESS = _chain(
    _WEB,
    address_is_no_script,
    address_has_legal_characters,
    address_is_full,
    *_KINDS,
    scheme_is_registered,
)
SCHEME = _chain(_MEDIA_SCHEME, *FULL_ADDRESS)
RSS_ADDRESS = _chain(_WEB, *FULL_ADDRESS, rss_address_is_ascii)
ENCLOSURE_ADDRESS = _chain(
    _WEB, address_is_no_script, enclosure_address, scheme_is_registered, rss_address_is_ascii
)
ATOM_ID = _chain(_TAG, tag_uri, urn, uuid, *FULL_ADDRESS, id_is_canonical)

RSS_DATE = _chain(
    plain_rfc822, date_is_in_english, rfc822_date, offset_exists, rfc822_date_is_plain
)
ATOM_DATE = _chain(plain_rfc3339, rfc3339_date, offset_exists)
DC_DATE = _chain(plain_rfc3339, w3cdtf_date, offset_exists)

LANGUAGE = (language, language_subtags_exist)

HTML = _chain(_HARMLESS, html_fragment)
PLAIN = _chain(_ORDINARY, plain_text)
NONEMPTY_PLAIN = _chain(_ORDINARY, not_blank, plain_text)
UNDECLARED = _chain(_ORDINARY, not_blank, undeclared_html)
UNDECLARED_TITLE = _chain(
    _ORDINARY, not_blank, text_can_be_seen, undeclared_html, text_is_escaped_once
)
TITLE = _chain(
    _ORDINARY,
    not_blank,
    text_can_be_seen,
    plain_text,
    text_is_escaped_once,
    plain_text_is_unmistakable,
)
