"""Bar charts, measured here and drawn as SVG by the templates."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import NamedTuple

STEP, WIDTH = 20, 14  # of a bar, in units of the drawing
HEIGHT = 100
LEAST = 3  # height of a bar that is not nothing


class Bar(NamedTuple):
    """One bar of a chart, from its upper left corner."""

    day: date
    number: int
    x: int
    y: int
    height: int


class Chart(NamedTuple):
    """Bars, one for each day.

    Attributes:
        most: The highest number.
        total: The sum of all.
        width: Of the drawing.
    """

    bars: Sequence[Bar]
    most: int
    total: int
    width: int
    height: int = HEIGHT


def days_until(last: date, number: int) -> list[date]:
    """The last *number* days, the earliest first."""
    return [last - timedelta(days=back) for back in range(number - 1, -1, -1)]


def chart(days: Sequence[date], numbers: Mapping[date, int]) -> Chart:
    """Measure a chart of *numbers* on *days*; days that are not named have none."""
    most = max((numbers.get(day, 0) for day in days), default=0)
    bars = [_bar(place, day, numbers.get(day, 0), most) for place, day in enumerate(days)]
    return Chart(bars, most, sum(bar.number for bar in bars), STEP * len(days))


def _bar(place: int, day: date, number: int, most: int) -> Bar:
    """Measure one bar."""
    height = max(LEAST, round(HEIGHT * number / most)) if number else 0
    return Bar(day, number, place * STEP + (STEP - WIDTH) // 2, HEIGHT - height, height)
