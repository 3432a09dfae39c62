"""The beaten track reads what the grammar reads, and nothing else."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from feedservice.dates import DateError, PublicationDate, call_of, line_of, normalize, plain
from feedservice.dates.choice import chosen
from feedservice.dates.faults import UnreadableError
from feedservice.dates.grammar import candidates
from feedservice.dates.resolve import resolved

BERLIN = call_of("Europe/Berlin", None)


def by_grammar(text: str) -> PublicationDate | None:
    """Read *text* the long way; None if it is refused."""
    line = line_of(text)
    try:
        return resolved(line, chosen(line, candidates(line), has_reference=False), BERLIN)
    except UnreadableError:
        return None


weekdays = st.sampled_from(["", *(f"{name}, " for name in plain.WEEKDAYS)])
months = st.one_of(
    st.sampled_from(list(plain.MONTHS)).map(" {} ".format), st.integers(0, 14).map("{:02}.".format)
)
clocks = st.one_of(
    st.just(""),
    st.tuples(st.integers(0, 30), st.sampled_from(":."), st.integers(0, 70)).map(
        lambda clock: ", {}{}{:02} Uhr".format(*clock)
    ),
)
texts = st.builds(
    "{}{}.{}{}{}".format, weekdays, st.integers(0, 33), months, st.integers(1850, 2120), clocks
)


@given(texts)
@example("Sonntag, 29. März 2026, 2:30 Uhr")  # never shown by a clock
@example("25.10.2026, 2.30 Uhr")  # shown twice
@example("06.06.2021")
@example("6. April 1893, 0:00 Uhr")
def test_what_it_reads_the_grammar_reads_the_same(text: str) -> None:
    found = plain.read(text, BERLIN.zone)
    assert found is None or found == by_grammar(text)


@pytest.mark.parametrize(
    "text",
    [
        "6. Juni 2021",
        "06.06.2021",
        "Sonntag, 6. Juni 2021, 9:41 Uhr",
        "6. Juni 2021, 9.41 Uhr",
        "25.10.2026, 2.30 Uhr",
    ],
)
def test_it_reads_the_plain_forms(text: str) -> None:
    assert plain.read(text, BERLIN.zone) == by_grammar(text)
    assert plain.read(text, BERLIN.zone) is not None


@pytest.mark.parametrize(
    "text",
    [
        "Montag, 6. Juni 2021",  # a Sunday
        "31. Juni 2021",
        "6. Juni 2021, 24:00 Uhr",  # the grammar knows what that is
        "6. Juni 2021, 9:61 Uhr",
        "6. Juni 1500",
        "6. Juni 2021 ",
        "am 6. Juni 2021",
        "6.6.2021",
        "٦. Juni 2021",
    ],
)
def test_it_leaves_the_rest_to_the_grammar(text: str) -> None:
    assert plain.read(text, BERLIN.zone) is None


def test_a_strict_caller_gets_no_assumption() -> None:
    with pytest.raises(DateError):
        normalize("25.10.2026, 2.30 Uhr", strict=True)
