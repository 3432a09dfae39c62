"""``feedservice date``."""

import json
import sys
from collections.abc import Iterator
from datetime import datetime
from typing import Any

import click

from feedservice.dates import DateError, PublicationDate, normalize
from feedservice.dates.zones import zone_named
from feedservice.errors import shortened
from feedservice.terminal import width

MAX_LINE_BYTES = 16_384  # of a longer line the rest is passed over; normalize takes 2000 signs
YEARS = range(1000, 3000)  # a reference beyond has neighbours that no datetime can express


@click.command("date")
@click.argument("texts", nargs=-1, metavar="[TEXT]...")
@click.option("--tz", default="Europe/Berlin", show_default=True, help="Zone of the newsroom.")
@click.option("--reference", help="When the text was seen, in ISO 8601 with an offset.")
@click.option("--strict", is_flag=True, help="Reject what needs an assumption.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object a line.")
def command(
    texts: tuple[str, ...], *, tz: str, reference: str | None, strict: bool, as_json: bool
) -> None:
    """Read German dates and print what they mean, one a line.

    Without TEXT, lines are read from standard input. Exits 1 when a date cannot be read.
    """
    _require_zone(tz)
    moment = _moment(reference)
    failed = False
    for text in texts or _lines():
        try:
            date = normalize(text, tz=tz, reference=moment, strict=strict)
        except DateError as error:
            failed = True
            click.echo(_as_line(_refused(error)) if as_json else _marked(error))
        else:
            click.echo(_as_line(_read(text, date)) if as_json else _line(text, date))
    sys.exit(1 if failed else 0)


def _require_zone(name: str) -> None:
    """Refuse a zone that nobody knows, before anything is read."""
    try:
        zone_named(name)
    except ValueError as error:
        raise click.BadParameter(shortened(str(error)), param_hint="--tz") from None


def _moment(reference: str | None) -> datetime | None:
    """Read the reference."""
    if reference is None:
        return None
    try:
        moment = datetime.fromisoformat(reference)
    except ValueError:
        moment = None
    if moment is None or moment.tzinfo is None or moment.year not in YEARS:
        raise click.BadParameter(
            f"{shortened(reference)!r} is no moment; write it as 2026-11-23T15:00+01:00",
            param_hint="--reference",
        )
    return moment


def _lines() -> Iterator[str]:
    """Read lines from standard input, whatever bytes they hold."""
    if sys.stdin is None:
        raise click.UsageError("Give a TEXT, or lines on standard input.")
    stdin = sys.stdin.buffer
    while line := stdin.readline(MAX_LINE_BYTES):
        start = line
        while line and not line.endswith(b"\n"):
            line = stdin.readline(MAX_LINE_BYTES)
        yield start.decode("utf-8", "replace").rstrip("\r\n")


def _line(text: str, date: PublicationDate) -> str:
    """Write what was read, to which precision, and what was assumed."""
    notes = "".join(f", {note}" for note in date.notes)
    return f"{date.value.isoformat()}  {date.precision}{notes}  ← {text}"


def _as_line(found: dict[str, Any]) -> str:
    """Write one JSON object on one line."""
    return json.dumps(found, ensure_ascii=False)


def _read(text: str, date: PublicationDate) -> dict[str, Any]:
    """What ``--json`` prints of a date that was read."""
    return {
        "text": text,
        "value": date.value.isoformat(),
        "precision": date.precision,
        "role": date.role,
        "zone_source": date.zone_source,
        "notes": list(date.notes),
        "span": list(date.span),
    }


def _refused(error: DateError) -> dict[str, Any]:
    """What ``--json`` prints of a text that was refused."""
    return {
        "text": error.text,
        "value": None,
        "reason": error.reason,
        "message": str(error),
        "hint": error.hint,
        "span": list(error.span),
    }


def _marked(error: DateError) -> str:
    """Write why a text was refused, with the place underlined."""
    start, end = error.span
    indent = " " * width(error.text[:start])
    underline = "^" * max(1, width(error.text[start:end]))
    return f"{error.text}\n{indent}{underline} {error.reason}: {error}\n{indent}{error.hint}"
