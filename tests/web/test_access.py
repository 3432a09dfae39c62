import pytest

from feedservice.web.access import MOST_ADDRESSES, Access

TOKEN = "nur-fuer-die-redaktion"  # noqa: S105 - of a test


class Clock:
    """Stands until somebody moves it."""

    def __init__(self):
        self.now = 1000.0

    def __call__(self):
        return self.now


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture
def access(clock):
    return Access(TOKEN, clock)


@pytest.mark.parametrize("token", ["", "x", TOKEN[:-1], TOKEN + "x", TOKEN.upper(), "ä", "\udc80"])
def test_only_the_token_itself_is_known(access, token):
    assert access.knows(TOKEN, "a")
    assert not access.knows(token, "a")


def test_a_cookie_is_good_for_the_token_that_signed_it(access):
    cookie = access.cookie()
    assert access.remembers(cookie)
    assert not Access("ein-ganz-anderes-kennwort").remembers(cookie)


@pytest.mark.parametrize("change", [str.upper, lambda c: c[1:], lambda c: c + "x", lambda _: ""])
def test_a_cookie_that_was_changed_is_none(access, change):
    assert not access.remembers(change(access.cookie()))


def test_a_cookie_of_another_month_is_none(access, monkeypatch):
    monkeypatch.setattr("time.time", lambda: 1_700_000_000)
    cookie = access.cookie()
    monkeypatch.setattr("time.time", lambda: 1_700_000_000 + 30 * 86_400)
    assert access.remembers(cookie)
    monkeypatch.setattr("time.time", lambda: 1_700_000_000 + 30 * 86_400 + 1)
    assert not access.remembers(cookie)


def test_after_five_failures_an_address_waits_a_minute(access, clock):
    for _ in range(5):
        assert access.pause("a") == 0
        access.knows("falsch", "a")
        clock.now += 2
    assert access.pause("a") == 51
    assert access.pause("b") == 0
    clock.now += 49
    assert access.pause("a") > 0
    clock.now += 2
    assert access.pause("a") == 0


def test_no_more_addresses_are_remembered_than_fit(access):
    for number in range(MOST_ADDRESSES * 2):
        access.knows("falsch", str(number))
    assert len(access._failures) <= MOST_ADDRESSES  # noqa: SLF001 - memory shows nowhere else
