from datetime import UTC, datetime

import pytest

NOW = datetime(2026, 11, 20, 12, tzinfo=UTC)


@pytest.fixture
def now():
    """The day on which the cases are judged: a Friday in November 2026."""
    return NOW
