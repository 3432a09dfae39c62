"""Hours, minutes and seconds in figures: what the face of a clock shows.

Every function takes a line and the token at which to look, and returns what it found, or
None. What stands around the figures is read in :mod:`.clock`.
"""

from feedservice.dates import words
from feedservice.dates.faults import Reason, UnreadableError
from feedservice.dates.marks import Zone
from feedservice.dates.tokens import END, NUMBER, WORD, Line

TWO, FOUR = 2, 4
MICRO = 6
RANGE = frozenset({"-", "bis"})
PASSES = {"a": 0, "b": 1}


class Clock:
    """A time of day, from token *first* to before *last*.

    Attributes:
        certain: Something says that this is a time.
        pass_: 0 or 1 for the marks A and B of the hour that comes twice.
        part: First and last hour of the part of the day beside it.
    """

    __slots__ = (
        "certain",
        "fault",
        "first",
        "hour",
        "last",
        "micro",
        "minute",
        "part",
        "pass_",
        "second",
        "zone",
    )

    def __init__(self, first: int, last: int, hour: int, *, certain: bool = False) -> None:
        """Take what is read first."""
        self.first = first
        self.last = last
        self.hour = hour
        self.certain = certain
        self.minute: int | None = None
        self.second: int | None = None
        self.micro = 0
        self.pass_: int | None = None
        self.part: tuple[int, int] | None = None
        self.zone: Zone | None = None
        self.fault: UnreadableError | None = None


def figures(line: Line, at: int, *, dotted: bool) -> Clock | None:
    """Read hour, minute and second, however they are joined."""
    after = line.texts[at + 1]
    if after == ":":
        return with_minutes(line, Clock(at, at + 1, int(line.texts[at])), ":")
    if after in words.OCLOCK:
        return with_oclock(line, Clock(at, at + 1, int(line.texts[at])))
    if line.kinds[at + 1] == WORD and len(after) == 1 and not line.gaps[at + 1]:
        return marked_pass(line, at)
    if after == ".":
        found = with_minutes(line, Clock(at, at + 1, int(line.texts[at])), ".")
        return found if found and (found.certain or dotted) else None
    if after in RANGE and line.kinds[at + 2] == NUMBER and line.texts[at + 3] not in RANGE:
        return hour_range(line, at)
    return None


def with_minutes(line: Line, found: Clock, sign: str) -> Clock | None:
    """Read on after the hour in ``9:41``, ``9.41 Uhr``, ``09:41:07``."""
    at = found.last + 1
    if line.kinds[at] != NUMBER or not (is_tight(line, at) or is_spaced(line, at)):
        return None
    if len(line.texts[at]) != TWO:
        return malformed(line, found, at)
    found.minute, found.last = int(line.texts[at]), at + 1
    after = at + 1
    if line.texts[after] in PASSES:
        pass_after(line, found, after)
    if line.texts[after] == sign and line.kinds[after + 1] == NUMBER and not line.gaps[after + 1]:
        if len(line.texts[after + 1]) != TWO or line.gaps[after]:
            return None
        found.second, found.last = int(line.texts[after + 1]), after + 2
        with_fraction(line, found)
    if chained(line, found.last, sign):
        return None
    return with_oclock(line, found)


def is_tight(line: Line, at: int) -> bool:
    """Whether no white space stands on either side of the sign before *at*."""
    return not (line.gaps[at - 1] or line.gaps[at])


def is_spaced(line: Line, at: int) -> bool:
    """Whether ``18 : 05 Uhr`` or ``18 .05 Uhr`` is meant as one time."""
    together = line.gaps[at - 1] and (line.texts[at - 1] == ":" or not line.gaps[at])
    return bool(together) and line.texts[at + 1] in words.OCLOCK


def pass_after(line: Line, found: Clock, at: int) -> None:
    """Read the mark that some write last: ``2:20B Uhr``."""
    if not line.gaps[at] and line.texts[at + 1] in words.OCLOCK:
        found.pass_, found.last = PASSES[line.texts[at]], at + 1


def malformed(line: Line, found: Clock, at: int) -> Clock | None:
    """Refuse ``9:5 Uhr``; without Uhr it is a score and no concern of ours."""
    if line.texts[at + 1] not in words.OCLOCK or line.texts[at + 1] == "h":
        return None
    found.last, found.certain = at + 2, True
    message = "minutes have two digits"
    found.fault = UnreadableError(Reason.IMPOSSIBLE_TIME, message, found.first, found.last)
    return found


def chained(line: Line, at: int, sign: str) -> bool:
    """Whether yet another number is joined on, which no time has."""
    again = line.texts[at] == sign and line.kinds[at + 1] == NUMBER
    return again and not line.gaps[at] and not line.gaps[at + 1]


def with_fraction(line: Line, found: Clock) -> None:
    """Read a fraction of the second, of which six digits count."""
    at = found.last
    if line.texts[at] in {".", ","} and line.kinds[at + 1] == NUMBER:
        if line.gaps[at] or line.gaps[at + 1]:
            return
        found.micro = int(line.texts[at + 1][:MICRO].ljust(MICRO, "0"))
        found.last = at + 2


def with_oclock(line: Line, found: Clock) -> Clock | None:
    """Read on over Uhr or h, and the minutes that may follow: ``9 Uhr 41``, ``9h41``."""
    at = found.last
    if line.texts[at] not in words.OCLOCK:
        return found
    found.last, found.certain = at + 1, True
    if found.minute is None:
        minutes_after(line, found, at + 1)
    return found


def minutes_after(line: Line, found: Clock, at: int) -> None:
    """Take the number after the Uhr for minutes when nothing is counted by it."""
    joined = line.texts[at] == "und"
    at += joined
    if line.kinds[at] != NUMBER or len(line.texts[at]) > TWO:
        return
    spelled = joined and line.texts[at + 1] in {"minuten", "minute", "min"}
    glued = line.texts[at - 1] == "h" and not line.gaps[at]
    plain = len(line.texts[at]) == TWO and not joined and (glued or not counted(line, at + 1))
    # "18 Uhr 5" may go on with what there are five of; only where it ends it is a time.
    plain = plain or (not joined and line.kinds[at + 1] == END)
    if spelled or plain:
        found.minute, found.last = int(line.texts[at]), at + 1 + spelled


def counted(line: Line, at: int) -> bool:
    """Whether the token makes the number before it an amount, a date or another time."""
    text = line.texts[at]
    if text in {".", ":", "/"} and line.kinds[at + 1] in {NUMBER, WORD}:
        return True
    if line.kinds[at] != WORD:
        return text in words.MEASURES
    return text not in words.DAY_PART_ADVERBS and text not in words.LINKS


def marked_pass(line: Line, at: int) -> Clock | None:
    """Read ``2A:20 Uhr`` and ``2B Uhr``, first and second pass of the doubled hour."""
    after = line.texts[at + 2]
    if after not in {":", "."} and after not in words.OCLOCK:
        return None
    found = Clock(at, at + 2, int(line.texts[at]))
    read = with_oclock(line, found) if after in words.OCLOCK else with_minutes(line, found, after)
    if read is None:
        return None
    if line.texts[at + 1] in PASSES:
        found.pass_ = PASSES[line.texts[at + 1]]
    else:
        message = "{shown} has a letter that marks no hour"
        found.fault = UnreadableError(Reason.IMPOSSIBLE_TIME, message, at, found.last)
    return found


def hour_range(line: Line, at: int) -> Clock | None:
    """Read ``9-10 Uhr``, of which the first hour counts."""
    second = figures(line, at + 2, dotted=False)
    if second is None or not second.certain:
        return None
    return Clock(at, second.last, int(line.texts[at]), certain=True)
