import pickle

import pytest

from feedservice.errors import (
    ConfigError,
    DateError,
    FeedServiceError,
    LockedError,
    StoreError,
    shortened,
)


def test_a_wrong_setting_is_told_with_its_source():
    error = ConfigError(
        "'Mars' is no time zone", setting="timezone", source="$FEEDSERVICE_TIMEZONE"
    )
    assert str(error) == "timezone ($FEEDSERVICE_TIMEZONE): 'Mars' is no time zone"
    assert (error.setting, error.source) == ("timezone", "$FEEDSERVICE_TIMEZONE")


def test_who_publishes_already_is_named():
    error = LockedError("feedservice serve (process 7 on weil)")
    assert str(error) == "already being published by feedservice serve (process 7 on weil)"
    assert error.holder == "feedservice serve (process 7 on weil)"


def test_a_date_error_keeps_its_facts_and_shortens_the_text_in_its_message():
    text = "x" * 500
    error = DateError(
        "nothing here is a date", text=text, reason="no-date", span=(0, 500), hint="Write one."
    )
    assert str(error) == f"nothing here is a date: '{'x' * 79}…'"
    assert (error.text, error.reason, error.span, error.hint) == (
        text,
        "no-date",
        (0, 500),
        "Write one.",
    )


@pytest.mark.parametrize(
    ("kind", "bases"),
    [
        (ConfigError, (FeedServiceError,)),
        (StoreError, (FeedServiceError,)),
        (LockedError, (StoreError,)),
        (DateError, (FeedServiceError, ValueError)),  # what users of dates alone would catch
    ],
)
def test_every_error_has_one_root_and_the_builtin_that_its_users_expect(kind, bases):
    assert kind.__bases__ == bases


@pytest.mark.parametrize(
    ("text", "short"),
    [("", ""), ("x" * 80, "x" * 80), ("x" * 81, "x" * 79 + "…")],
)
def test_a_text_is_cut_to_what_fits_into_a_line(text, short):
    assert shortened(text) == short


def test_a_store_error_survives_the_way_between_processes():
    assert str(pickle.loads(pickle.dumps(StoreError("disk full")))) == "disk full"  # noqa: S301 - ours
