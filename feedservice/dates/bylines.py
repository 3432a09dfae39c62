"""Whether a date that needs the reference is a byline's, or only words in a text.

A complete date is believed in any text. "Heute" and "9:41 Uhr" also stand in headlines,
titles and scores, so what is around them decides.
"""

from feedservice.dates import words
from feedservice.dates.assembly import Candidate
from feedservice.dates.tokens import NUMBER, WORD, Line

# Behind one of these it is a name: "Platz des 4. Juli", "Der Freitag", not "der vierte Juli".
DAY_ARTICLES = frozenset({"des"})
WEEKDAY_ARTICLES = frozenset({"der", "die", "das", "des"})


def is_byline(line: Line, part: Candidate) -> bool:
    """Whether the words around an incomplete date are a byline's and no sentence's."""
    if part.last - part.first == line.size:
        return not is_amount(line, part)
    outside = [*range(part.first), *range(part.last, line.size)]
    if is_title(line, part) or any(is_prose(line, at) for at in outside):
        return False
    left = stands_apart(line, part.first - 1, -1)
    if part.clock is not None and part.clock.certain and part.dated:
        return left or part.weekday is None or part.weekday.first != part.first
    if is_amount(line, part) or lacks_news(line, part) or is_button(line, part):
        return False
    if not part.dated and any_number(line, outside):
        return False
    left = left or (part.elapsed is not None and line.texts[part.first] == "vor")
    return left and stands_apart(line, part.last, 1)


def is_amount(line: Line, part: Candidate) -> bool:
    """Whether "3 h" is how long something takes."""
    clock = part.clock
    return clock is not None and clock.minute is None and line.texts[clock.last - 1] == "h"


def is_button(line: Line, part: Candidate) -> bool:
    """Whether "Jetzt teilen" calls upon the reader."""
    now = part.elapsed is not None and line.texts[part.first] in words.NOW_CORE
    return now and line.kinds[part.last] == WORD and line.texts[part.last] not in words.LABELS


def is_title(line: Line, part: Candidate) -> bool:
    """Whether "Der Freitag" is a newspaper, and "Platz des 4. Juli" a place."""
    articles = DAY_ARTICLES if part.day else WEEKDAY_ARTICLES
    return part.first > 0 and line.texts[part.first - 1] in articles


def lacks_news(line: Line, part: Candidate) -> bool:
    """Whether "seit" says how long something lasts, with no "online" before it."""
    if part.first == 0 or line.texts[part.first - 1] != "seit":
        return False
    before = line.texts[part.first - 2] if part.first > 1 else ""
    return before not in {"online", "live"} and before not in words.LABELS


def any_number(line: Line, outside: list[int]) -> bool:
    """Whether a number that counts nothing stands beside a bare time, as in scores."""
    return any(
        line.kinds[at] == NUMBER and line.texts[at + 1] not in words.MEASURES for at in outside
    )


def is_prose(line: Line, at: int) -> bool:
    """Whether the token shows that somebody is telling something."""
    if line.kinds[at] == WORD:
        unknown = line.texts[at] not in words.KNOWN and line.raws[at].islower()
        return unknown or line.texts[at] in words.WEEKDAY_NAMES
    return line.texts[at] in {"?", "!", '"', "%", "&"}


def stands_apart(line: Line, at: int, step: int) -> bool:
    """Whether the next thing beside the date is an end, a sign, or a byline's own word."""
    while 0 <= at < line.size and line.texts[at] in words.SMALL_LINKS:
        at += step
    if not 0 <= at < line.size:
        return True
    if line.kinds[at] == NUMBER:
        return step > 0 and line.texts[at + 1] in words.MEASURES
    if line.kinds[at] == WORD:
        return line.texts[at] in words.SMALL
    if line.texts[at] == "-" and not line.gaps[at] and not line.gaps[at + 1]:
        return False
    if line.texts[at] == ":":
        return step < 0 and (at == 0 or line.texts[at - 1] in words.SMALL)
    return True
