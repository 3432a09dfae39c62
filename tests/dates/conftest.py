"""What the tests of the normalizer share: one Sunday afternoon, and a short way to ask."""

from datetime import datetime

import pytest

from feedservice.dates import normalize

SUNDAY = datetime.fromisoformat("2021-06-06T15:00:00+02:00")


@pytest.fixture
def says():
    """Read a text and put value and precision into one string that fits into a table."""

    def ask(text, *, seen=None, tz="Europe/Berlin"):
        found = normalize(text, tz=tz, reference=seen)
        return f"{found.value.isoformat()} {found.precision}"

    return ask


@pytest.fixture
def on_sunday(says):
    """Read a text as seen on Sunday, 6 June 2021, at 15:00 in Berlin."""

    def ask(text, *, tz="Europe/Berlin"):
        return says(text, seen=SUNDAY, tz=tz)

    return ask


@pytest.fixture
def sunday():
    """Give the moment itself."""
    return SUNDAY
