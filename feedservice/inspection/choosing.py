"""From flags and settings to the order of a run: a flag overrides the setting of its name."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from urllib.parse import urlsplit

from feedservice.errors import FeedServiceError, shortened
from feedservice.inspection.judging import Order
from feedservice.inspection.selection import Selection, stranger, suggestion
from feedservice.inspection.settings import Settled
from feedservice.records import Severity

FORMATS = ("text", "json", "sarif", "junit", "github", "gitlab")


class FlagError(FeedServiceError):
    """A flag cannot be used."""

    def __init__(self, flag: str, reason: str) -> None:
        """Name the flag, and what would be right."""
        super().__init__(f"--{flag}: {reason}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """What a run is asked to do.

    Attributes:
        order: For each document.
        output_format: One of :data:`FORMATS`.
        exit_zero: Findings do not show in the exit status.
    """

    order: Order
    output_format: str
    exit_zero: bool


def choose(flags: Mapping[str, Any], settled: Settled, known: Collection[str]) -> Choice:
    """Join flags and settings.

    Args:
        flags: By name, without the dashes before it; None or nothing means "not given".
        settled: What the project has settled.
        known: The codes of all rules.

    Raises:
        FlagError: A flag is wrong.
        ConfigError: A setting is wrong.
    """
    desk = _Desk(flags, settled)
    output_format = desk.one_of("output-format", FORMATS, "text")
    selection = Selection(
        select=desk.codes("select", known),
        ignore=desk.codes("ignore", known),
        severity=Severity(desk.one_of("severity", tuple(Severity), Severity.INFO)),
        per_file=desk.per_file(known),
        root=settled.root,
    )
    order = Order(
        selection=selection,
        base_url=desk.base_url(),
        now=desk.moment(),
        with_source=output_format == "text",
    )
    return Choice(order=order, output_format=output_format, exit_zero=bool(desk.given("exit-zero")))


@dataclass(frozen=True, slots=True)
class _Desk:
    """Flags and settings side by side; every refusal names where the value came from."""

    flags: Mapping[str, Any]
    settled: Settled

    def given(self, name: str) -> Any:  # noqa: ANN401 - each setting is of its own kind
        """Take the flag, else the setting."""
        return self.flags.get(name) or self.settled.values.get(name)

    def refuse(self, name: str, reason: str) -> FeedServiceError:
        """Say what is wrong with a value, and where it stands."""
        if self.flags.get(name):
            return FlagError(name, reason)
        return self.settled.refuse(name, reason)

    def one_of(self, name: str, words: tuple[str, ...], default: str) -> str:
        """Accept one of some words."""
        word = self.given(name) or default
        if word not in words:
            reason = f"{shortened(word)!r} must be one of {', '.join(words)}"
            raise self.refuse(name, reason + suggestion(word, words))
        return str(word)

    def codes(self, name: str, known: Collection[str]) -> tuple[str, ...]:
        """Accept codes and prefixes."""
        codes = tuple(self.given(name) or ())
        if reason := stranger(codes, known):
            raise self.refuse(name, reason)
        return codes

    def per_file(self, known: Collection[str]) -> tuple[tuple[str, tuple[str, ...]], ...]:
        """Accept what is ignored in single files."""
        table = self.settled.values.get("per-file-ignores") or {}
        for pattern, codes in table.items():
            if reason := stranger(codes, known):
                raise self.settled.refuse(f"per-file-ignores.{pattern!r}", reason)
        return tuple((pattern, tuple(codes)) for pattern, codes in table.items())

    def base_url(self) -> str | None:
        """Accept an absolute address on the web."""
        url = self.given("base-url")
        if url is None:
            return None
        try:
            parts = urlsplit(url)
            is_good = parts.scheme in {"http", "https"} and bool(parts.hostname)
        except ValueError:
            is_good = False
        if not is_good:
            reason = f"{shortened(url)!r} must begin with http:// or https:// and a host"
            raise self.refuse("base-url", reason)
        return str(url)

    def moment(self) -> datetime | None:
        """Accept an instant."""
        text = self.given("now")
        if text is None:
            return None
        try:
            moment = datetime.fromisoformat(text)
        except ValueError:
            moment = None
        if moment is None or moment.tzinfo is None:
            reason = f"{shortened(text)!r} is no moment; write it as 2026-11-23T15:00+01:00"
            raise self.refuse("now", reason)
        return moment
