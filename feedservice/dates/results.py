"""What the normalizer hands back: one instant, how exact it is, and what was assumed."""

from datetime import datetime
from enum import StrEnum
from typing import NamedTuple


class Precision(StrEnum):
    """The smallest unit that the text gives."""

    SECOND = "second"
    MINUTE = "minute"
    HOUR = "hour"
    DAY = "day"
    MONTH = "month"
    YEAR = "year"


class Role(StrEnum):
    """What the text says happened then."""

    PUBLISHED = "published"
    UPDATED = "updated"
    UNLABELLED = "unlabelled"


class ZoneSource(StrEnum):
    """Where the offset from UTC came from: figures, a mark such as MEZ, or the call."""

    OFFSET = "offset"
    MARK = "mark"
    DEFAULT = "default"


class Note(StrEnum):
    """What the text left open and a rule decided; ``strict`` rejects all but the last."""

    GAP_SHIFTED = "gap shifted"
    FOLD_ASSUMED = "fold assumed"
    YEAR_INFERRED = "year inferred"
    CENTURY_INFERRED = "century inferred"
    DAY_INFERRED = "day inferred"
    ONLY_AN_UPDATE = "only an update"


class PublicationDate(NamedTuple):
    """One date of a text, read.

    Attributes:
        value: Aware, in the zone of the call; for a day, month or year its first moment.
        precision: How much of *value* the text itself says.
        span: Start and end in the original text, in characters.
        role: By the label beside it.
        zone_source: Where the offset came from.
        notes: What was assumed, in the order in which it was.
    """

    value: datetime
    precision: Precision
    span: tuple[int, int]
    role: Role = Role.UNLABELLED
    zone_source: ZoneSource = ZoneSource.DEFAULT
    notes: tuple[Note, ...] = ()
