"""Long lists of values in parts: databases limit the values of one statement."""

from collections.abc import Iterator, Sequence
from typing import TypeVar

T = TypeVar("T")

MOST_VALUES = 5000


def in_parts(values: Sequence[T]) -> Iterator[Sequence[T]]:
    """Cut *values* into parts that one statement takes."""
    for start in range(0, len(values), MOST_VALUES):
        yield values[start : start + MOST_VALUES]
