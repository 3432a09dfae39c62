"""What the normalizer hands back: one instant, how exact it is, and what was assumed."""

from datetime import datetime
from enum import StrEnum


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


class PublicationDate:
    """One date of a text, read. Frozen; equal to another that says the same.

    Attributes:
        value: Aware, in the zone of the call; for a day, month or year its first moment.
        precision: How much of *value* the text itself says.
        span: Start and end in the original text, in characters.
        role: By the label beside it.
        zone_source: Where the offset came from.
        notes: What was assumed, in the order in which it was.
    """

    # Not a dataclass: importing that module takes longer than all the rest of this package.
    # Nor a tuple: who looks at a result should not take it for a pair of anything.
    __slots__ = ("notes", "precision", "role", "span", "value", "zone_source")
    __match_args__ = ("value", "precision")

    value: datetime
    precision: Precision
    span: tuple[int, int]
    role: Role
    zone_source: ZoneSource
    notes: tuple[Note, ...]

    def __init__(  # noqa: PLR0913 - one for each field
        self,
        value: datetime,
        precision: Precision,
        *,
        span: tuple[int, int],
        role: Role = Role.UNLABELLED,
        zone_source: ZoneSource = ZoneSource.DEFAULT,
        notes: tuple[Note, ...] = (),
    ) -> None:
        """Set what will not change."""
        fill = object.__setattr__
        fill(self, "value", value)
        fill(self, "precision", precision)
        fill(self, "span", span)
        fill(self, "role", role)
        fill(self, "zone_source", zone_source)
        fill(self, "notes", notes)

    def __setattr__(self, name: str, _value: object) -> None:
        """Refuse: a result is a fact."""
        raise AttributeError(f"cannot assign to {name!r}: a PublicationDate is frozen")

    def __delattr__(self, name: str) -> None:
        """Refuse: a result is a fact."""
        raise AttributeError(f"cannot delete {name!r}: a PublicationDate is frozen")

    def __reduce__(self) -> tuple[object, ...]:
        """Copy and pickle by the fields, which ``__setattr__`` would refuse to fill."""
        return restored, self._fields()

    def _fields(self) -> tuple[object, ...]:
        return tuple(getattr(self, name) for name in FIELDS)

    def __eq__(self, other: object) -> bool:
        """Compare every field."""
        if not isinstance(other, PublicationDate):
            return NotImplemented
        return self._fields() == other._fields()

    def __hash__(self) -> int:
        """Hash every field."""
        return hash(self._fields())

    def __repr__(self) -> str:
        """Show every field."""
        shown = ", ".join(f"{name}={getattr(self, name)!r}" for name in FIELDS)
        return f"PublicationDate({shown})"


FIELDS = ("value", "precision", "span", "role", "zone_source", "notes")


def restored(  # noqa: PLR0913, PLR0917 - one for each field
    value: datetime,
    precision: Precision,
    span: tuple[int, int],
    role: Role,
    zone_source: ZoneSource,
    notes: tuple[Note, ...],
) -> PublicationDate:
    """Make a copied or unpickled result again."""
    return PublicationDate(
        value, precision, span=span, role=role, zone_source=zone_source, notes=notes
    )
