"""A folder of made-up text records: the same every time, for the same number."""

import random
from datetime import date, timedelta
from pathlib import Path

CATEGORIES = (
    "Politik",
    "Österreich",
    "Kultur & Medien",
    "Bücher/Lesen",
    "Wirtschaft",
    "Sport",
    "Wissen",
    "Lokales",
    "Reise",
)
MONTHS = (
    "Januar Februar März April Mai Juni Juli August September Oktober November Dezember"
).split()
SYLLABLES = (
    "ba be bi da de di fa ge gu ha ke ki la le lo ma mi mo na ne no ra ro sa se ta ü ö".split()
)
WORDS_PER_RECORD = 400
PARAGRAPHS = 6
FIRST_DAY = date(2016, 1, 1)
DAYS = 3900


def write(folder: Path, records: int) -> None:
    """Fill *folder* with *records* text records of 400 words in nine categories."""
    chance = random.Random(records)  # noqa: S311 - no secret
    vocabulary = ["".join(chance.choices(SYLLABLES, k=chance.randint(2, 5))) for _ in range(3000)]
    for number in range(records):
        place = folder / f"{number % 100:02}"
        place.mkdir(parents=True, exist_ok=True)
        (place / f"{number:06}.txt").write_text(record(number, vocabulary, chance), "utf-8")


def record(number: int, vocabulary: list[str], chance: random.Random) -> str:
    """Write one record."""
    day = FIRST_DAY + timedelta(days=chance.randrange(DAYS))
    clock = f"{chance.randrange(24)}:{number % 60:02} Uhr"
    when = f"{day.day}. {MONTHS[day.month - 1]} {day.year}, {clock}"
    title = f"Meldung {number}: " + " ".join(chance.choices(vocabulary, k=6)).capitalize()
    size = WORDS_PER_RECORD // PARAGRAPHS
    text = [" ".join(chance.choices(vocabulary, k=size)) + "." for _ in range(PARAGRAPHS)]
    return "\n\n".join([when, CATEGORIES[number % len(CATEGORIES)], title, title, *text]) + "\n"
