"""JSON Feed 1.1, judged by its grammar like the others."""

import json
from collections import Counter
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import NoReturn

from feedservice.validation.findings import Finding
from feedservice.validation.grammar.jsonfeed import FEED, Member, Shape
from feedservice.validation.jsonplaces import Path, locate
from feedservice.validation.parsing import MOST_BYTES
from feedservice.validation.places import Place, Places
from feedservice.validation.rulebook import Fault, shortened
from feedservice.validation.rules import jsonfeed as rules
from feedservice.validation.rules.dates import date_is_plausible
from feedservice.validation.rules.documents import document_is_of_bearable_size
from feedservice.validation.rules.texts import CLEAN
from feedservice.validation.values import addresses
from feedservice.validation.values.dates import instant
from feedservice.validation.values.texts import is_suspicious

_BOM = "\ufeff"
_AHEAD = timedelta(days=1)


def looks_like_json(data: bytes) -> bool:
    """Tell whether a document wants to be JSON and not XML."""
    head = data[:1000].removeprefix(b"\xef\xbb\xbf").lstrip()
    return head[:1] in {b"{", b"["}


def judge(data: bytes, *, base_url: str | None, now: datetime) -> list[Finding]:
    """Judge a JSON Feed."""
    walk = _Walk(now, base_url)
    if len(data) > MOST_BYTES:
        limit = f"{len(data)} bytes, the most are {MOST_BYTES}"
        walk.fixed(document_is_of_bearable_size(limit=limit), Place(1, 1))
        return walk.findings("")
    text = _decoded(data, walk)
    if text is None:
        return walk.findings("")
    walk.suspicious = "\\u" in text or is_suspicious(text, data)
    try:
        feed = json.loads(text, object_pairs_hook=walk.pairs, parse_constant=_no_number)
    except json.JSONDecodeError as error:
        walk.fixed(rules.document_is_json(reason=error.msg), Place(error.lineno, error.colno))
    except RecursionError:
        limit = "levels of nesting"
        walk.fixed(document_is_of_bearable_size(limit=limit), Place(1, 1))
    except ValueError as error:
        walk.fixed(rules.document_is_json(reason=" ".join(str(error).split())[:80]), Place(1, 1))
    else:
        if isinstance(feed, dict):
            walk.members(feed, FEED, ())
            _across(feed, walk)
        else:
            walk.report(rules.value_has_the_type(element="feed", wanted="an object"), ())
    return walk.findings(text)


def _decoded(data: bytes, walk: "_Walk") -> str | None:
    try:
        text = data.decode()
    except UnicodeDecodeError as error:
        place = Places(data[: error.start].decode(errors="replace")).at(error.start)
        walk.fixed(rules.json_is_utf8(reason=f"byte 0x{data[error.start]:02X}"), place)
        return None
    if text.startswith(_BOM):
        walk.fixed(rules.json_is_utf8(reason="byte order mark"), Place(1, 1))
        text = text.removeprefix(_BOM)
    return text


def _no_number(name: str) -> NoReturn:
    raise ValueError(f"{name} is no number of JSON")


@dataclass(slots=True)
class _Walk:
    now: datetime
    location: str | None
    found: list[tuple[Fault, Path]] = field(default_factory=list)
    placed: list[tuple[Fault, Place]] = field(default_factory=list)
    suspicious: bool = False

    def report(self, fault: Fault, path: Path) -> None:
        self.found.append((fault, path))

    def fixed(self, fault: Fault, place: Place) -> None:
        self.placed.append((fault, place))

    def pairs(self, pairs: list[tuple[str, object]]) -> dict[str, object]:
        made = dict(pairs)
        if len(made) < len(pairs):
            for name, times in Counter(name for name, _ in pairs).items():
                if times > 1:
                    self.fixed(rules.names_differ(name=name), Place(1, 1))
        return made

    def members(self, found: dict[str, object], shape: Shape, path: Path) -> None:
        for name, value in found.items():
            member = shape.members.get(name)
            if member is not None:
                self.value(name, value, member, (*path, name))
            elif name[:1] != "_":
                fault = rules.member_is_known(parent=shape.kind, element=name)
                self.report(fault, (*path, name))
        for name, member in shape.members.items():
            if member.required and name not in found:
                self.report(rules.member_is_present(parent=shape.kind, element=name), path)
        if shape.kind == "author" and not found:
            self.report(rules.author_says_something(), path)
        if "author" in found and shape.kind in {"feed", "item"}:
            self.report(rules.authors_replace_author(element="author"), (*path, "author"))
        if shape.kind == "item" and not found.keys() & {"content_html", "content_text"}:
            self.report(rules.item_has_content(), path)

    def value(self, name: str, value: object, member: Member, path: Path) -> None:
        right = isinstance(value, member.type)
        if not right or (isinstance(value, bool) and member.type is not bool):
            fault = rules.value_has_the_type(element=name, wanted=member.wanted)
            self.report(fault, path)
        elif isinstance(value, str):
            self.text(value, member, path)
        elif isinstance(value, dict) and member.shape is not None:
            self.members(value, member.shape, path)
        elif isinstance(value, list) and member.every is not None:
            for at, each in enumerate(value):
                self.value(name, each, member.every, (*path, at))

    def text(self, text: str, member: Member, path: Path) -> None:
        for check in member.checks:
            faults = check(text)
            if faults:
                for fault in faults:
                    self.report(fault, path)
                return
        if member.prose and self.suspicious:
            self.clean(text, path)
        at = instant(text) if member.dated else None
        if at is not None and (at > self.now + _AHEAD or at.year < 1971):  # noqa: PLR2004 - epoch
            self.report(date_is_plausible(text=text), path)

    def clean(self, text: str, path: Path) -> None:
        """Look for broken and deceiving characters, where the document may have any."""
        for check in CLEAN:
            faults = check(text)
            if faults:
                for fault in faults:
                    self.report(fault, path)
                return

    def findings(self, text: str) -> list[Finding]:
        places = locate(text, {path for _, path in self.found}) if self.found else {}
        made = [_finding(fault, place, ()) for fault, place in self.placed]
        for fault, path in self.found:
            made.append(_finding(fault, places.get(path, Place(1, 1)), path))
        return made


def _across(feed: dict[str, object], walk: _Walk) -> None:
    seen: set[str] = set()
    items = feed.get("items")
    for at, item in enumerate(items if isinstance(items, list) else ()):
        key = item.get("id") if isinstance(item, dict) else None
        if isinstance(key, str):
            if key in seen:
                walk.report(rules.item_ids_differ(text=key), ("items", at, "id"))
            seen.add(key)
    own = feed.get("feed_url")
    if isinstance(own, str):
        if feed.get("next_url") == own:
            walk.report(rules.next_page_is_another(text=own), ("next_url",))
        if walk.location is not None and not addresses.equal(own, walk.location):
            walk.report(rules.feed_url_is_the_address(location=walk.location), ("feed_url",))


def _finding(fault: Fault, place: Place, path: Path) -> Finding:
    names = [str(step) for step in path if isinstance(step, str)]
    params = {"parent": names[-2] if len(names) > 1 else "feed"}
    if names:
        params["element"] = names[-1]
    return Finding(
        code=fault.rule.code,
        severity=fault.rule.severity,
        line=place.line,
        column=place.column,
        path="/" + "/".join(str(step).replace("~", "~0").replace("/", "~1") for step in path),
        message=shortened(fault.message),
        w3c=fault.rule.w3c,
        params={**params, **{name: shortened(text) for name, text in fault.params.items() if text}},
    )
