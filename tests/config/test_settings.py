import pickle
from enum import StrEnum
from pathlib import Path

import pytest

from feedservice.config import ChannelSettings, DateOnly, FeedDeltas, Settings, sqlite_url
from feedservice.errors import StoreError


def test_the_defaults_serve_the_current_folder_on_this_machine():
    assert Settings().told() == {
        "articles": Path("articles"),
        "database_url": "sqlite:///var/feedservice.sqlite",
        "base_url": "http://127.0.0.1:8000",
        "timezone": "Europe/Berlin",
        "title": "Nachrichten",
        "description": "Die neuesten Artikel aus allen Rubriken",
        "language": "de",
        "image": None,
        "copyright": None,
        "author": None,
        "feed_cache_control": (
            "public, max-age=300, stale-while-revalidate=60, stale-if-error=86400"
        ),
        "feed_deltas": FeedDeltas.DIRECT,
        "feed_size": 50,
        "hubs": (),
        "date_only": DateOnly.ARRIVAL,
        "tag_authority": None,
        "tag_date": "2026-01-01",
        "host": "127.0.0.1",
        "port": 8000,
        "workers": 1,
        "theme": None,
        "status_token": None,
        "access_log": False,
        "limit_whole": None,
        "client_header": None,
        "proxies": 1,
        "metrics_channels": 100,
        "counts": None,
        "categories": {},
    }


def written(value):
    """As it would stand in feedservice.toml."""
    if isinstance(value, StrEnum):
        return value.value
    if isinstance(value, Path):
        return str(value)
    return list(value) if isinstance(value, tuple) else value


def test_every_default_would_be_accepted_if_somebody_wrote_it():
    stated = {name: written(value) for name, value in Settings().told().items()}
    assert Settings.of({k: v for k, v in stated.items() if v is not None}) == Settings()


@pytest.mark.parametrize(
    ("base_url", "tag_authority", "authority"),
    [
        ("https://Nachrichten.example:8443/x", None, "nachrichten.example"),
        ("https://nachrichten.example", "redaktion@bote.example", "redaktion@bote.example"),
        ("http://127.0.0.1:8000", None, "127.0.0.1"),
        ("http://my_container", None, "my-container"),  # RFC 4151 knows no underscore
        ("http://nachrichten.example.", None, "nachrichten.example"),
        ("http://[::1]:8000", None, "1"),
        ("http://[::]:8000", None, "localhost"),
    ],
)
def test_entry_ids_bear_a_name_that_tag_uris_allow(base_url, tag_authority, authority):
    settings = Settings(base_url=base_url, tag_authority=tag_authority)
    assert settings.authority == authority


@pytest.mark.parametrize(
    ("url", "file"),
    [
        ("sqlite:///var/a.sqlite", Path("var/a.sqlite")),
        ("sqlite:////srv/a.sqlite", Path("/srv/a.sqlite")),
        ("sqlite:////srv/100%25 neu%3F", Path("/srv/100% neu?")),
        ("sqlite:///~nobody-of-that-name/a.sqlite", Path("~nobody-of-that-name/a.sqlite")),
        ("sqlite:///~/a.sqlite", Path("/home/redaktion/a.sqlite")),
        ("postgresql://h/d", None),
    ],
)
def test_an_sqlite_database_is_a_file(url, file, monkeypatch):
    monkeypatch.setenv("HOME", "/home/redaktion")
    assert Settings(database_url=url).database_file == file


@pytest.mark.parametrize(
    ("url", "placed"),
    [
        ("sqlite:///var/a.sqlite", "sqlite:////srv/100%25 neu%3F/var/a.sqlite"),
        ("sqlite+pysqlite:///a", "sqlite+pysqlite:////srv/100%25 neu%3F/a"),
        ("sqlite:////var/a.sqlite", "sqlite:////var/a.sqlite"),
        ("postgresql://h/d", "postgresql://h/d"),
    ],
)
def test_a_relative_database_file_counts_from_the_folder(url, placed):
    settings = Settings(database_url=url).placed(Path("/srv/100% neu?"), {})
    assert settings.database_url == placed


def test_an_sqlite_address_leads_back_to_its_file():
    file = Path("/srv/100% neu?/ä#b/x.sqlite")
    assert Settings(database_url=sqlite_url(file)).database_file == file


def test_a_refusal_names_the_source_even_in_another_process():
    settings = Settings().placed(Path("/srv"), {"articles": "--articles"})
    sent = pickle.loads(pickle.dumps(settings))  # noqa: S301 - ours
    assert str(sent.refuse("articles", "is gone")) == "articles (--articles): is gone"
    assert str(sent.refuse("port", "is taken")) == "port (default): is taken"


@pytest.mark.parametrize(
    ("url", "complaint", "message"),
    [
        (
            "sqlite:////srv/a.sqlite",
            "unable to open database file",
            "database_url (default): /srv/a.sqlite: unable to open database file",
        ),
        (
            "postgresql://bote:geheim@h/d",
            "cannot reach postgresql://bote:geheim@h/d",
            "database_url (default): cannot reach postgresql://bote:***@h/d",
        ),
    ],
)
def test_a_refused_database_is_named_without_its_password(url, complaint, message):
    settings = Settings(database_url=url)
    assert str(settings.refuse_database(StoreError(complaint))) == message


def test_a_category_may_differ_from_the_site_in_all_that_a_feed_says():
    stated = {
        "title": "Sport im Weiltal",
        "description": "Alle Ergebnisse",
        "language": "de-AT",
        "image": "https://x.example/sport.png?w=144",
        "copyright": "© Bote",
        "author": "Sportredaktion",
    }
    assert Settings.of({"categories": {"Sport": stated}}).categories == {
        "Sport": ChannelSettings(**stated)
    }
