from pathlib import Path

import pytest

from feedservice import config
from feedservice.config import values
from feedservice.errors import ConfigError


@pytest.mark.parametrize(
    ("accept", "value", "accepted"),
    [
        (values.line, "  Weiltaler Bote ", "Weiltaler Bote"),
        (values.switch, False, False),
        (values.switch, " True ", True),
        (values.line, "Bote\u00a0– „täglich“ 📰", "Bote\u00a0– „täglich“ 📰"),
        (
            values.web_address,
            "https://x.example/logo.png?w=100",
            "https://x.example/logo.png?w=100",
        ),
        (values.base_url, "https://x.example/", "https://x.example"),
        (values.base_url, "https://x.example/news//", "https://x.example/news"),
        (values.base_url, "http://[::1]:8000", "http://[::1]:8000"),
        (values.base_url, "http://a_b.x-y.example.:80", "http://a_b.x-y.example.:80"),
        (
            values.base_url,
            "HTTP://xn--mnchen-3ya.example/%C3%A4",
            "HTTP://xn--mnchen-3ya.example/%C3%A4",
        ),
        (values.database_url, "sqlite:///a.sqlite", "sqlite:///a.sqlite"),
        (values.database_url, "sqlite:////srv/a.sqlite", "sqlite:////srv/a.sqlite"),
        (values.database_url, "postgresql://u@h/d?a=b", "postgresql://u@h/d?a=b"),
        (values.folder, "articles", Path("articles")),
        (values.folder, "~nobody-of-that-name/x", Path("~nobody-of-that-name/x")),
        (values.zone_name, "Europe/Vienna", "Europe/Vienna"),
        (values.language_tag, "de-CH-1996", "de-CH-1996"),
        (values.host, "::1", "::1"),
        (values.host, "my_container", "my_container"),
        (values.tag_date, "2026", "2026"),
        (values.tag_date, "2026-02", "2026-02"),
        (values.tag_date, "2024-02-29", "2024-02-29"),
        (values.tag_authority, "nachrichten.example", "nachrichten.example"),
        (values.tag_authority, "redaktion@nachrichten.example", "redaktion@nachrichten.example"),
        (values.whole_number(1, 64), 64, 64),
        (values.whole_number(1, 64), " 8 ", 8),  # as a variable has it
        (values.switch, True, True),
        (values.header, "X-Forwarded-For", "X-Forwarded-For"),
        (values.rate, "60/hour", "60/hour"),
        (values.rate, " 010 / minute ", "10/minute"),
        (
            values.addresses,
            "https://a.example  https://b.example/x ",
            ("https://a.example", "https://b.example/x"),
        ),  # as a variable has it
        (values.addresses, ["https://a.example"], ("https://a.example",)),
        (values.table, '{"Sport": {"title": "x"}}', {"Sport": {"title": "x"}}),
        (values.table, 3, 3),  # judged by whoever knows what belongs into it
    ],
)
def test_what_is_right_is_accepted(accept, value, accepted):
    assert accept(value) == accepted


def test_a_home_folder_is_found_in_a_path(monkeypatch):
    monkeypatch.setenv("HOME", "/home/redaktion")
    assert values.folder("~/artikel") == Path("/home/redaktion/artikel")


@pytest.mark.parametrize(
    ("accept", "value", "complaint"),
    [
        (values.line, "", "must not be empty"),
        (values.switch, "maybe", "must be true or false"),
        (values.switch, 2, "must be true or false"),
        (values.header, "", "is no name of a header; write it as X-Forwarded-For"),
        (values.header, "X_Real_IP", "is no name of a header; write it as X-Forwarded-For"),
        (values.header, "X-A\n", "is no name of a header; write it as X-Forwarded-For"),
        (
            values.header,
            "Forwarded",
            "cannot be read; let your proxy send X-Forwarded-For or X-Real-IP",
        ),
        (values.rate, "60", "is no limit; write it as 60/hour (or second, minute, day)"),
        (values.rate, "0/hour", "is no limit; write it as 60/hour (or second, minute, day)"),
        (values.rate, "-1/hour", "is no limit; write it as 60/hour (or second, minute, day)"),
        (values.rate, "1/week", "is no limit; write it as 60/hour (or second, minute, day)"),
        (values.line, " \u00a0 ", "must not be empty"),
        (values.line, "a\nb", "must be one line without control characters"),
        (values.line, "a\u2028b", "must be one line without control characters"),
        (values.line, "a\ufffeb", "must be one line without control characters"),  # no XML
        (values.line, "a\udcffb", "must be one line without control characters"),  # no Unicode
        (values.directives, "public €", "must be ASCII: write it as public, max-age=300"),
        (values.directives, "public\nX: y", "must be one line without control characters"),
        (values.base_url, "https://x.example//a", "must have no //, /./ or /../ in its path"),
        (values.base_url, "https://x.example/a/../b", "must have no //, /./ or /../ in its path"),
        (values.base_url, "https://x.example/a/%2E/", "must have no //, /./ or /../ in its path"),
        (values.web_address, "x.example", "must begin with http:// or https:// and a host"),
        (values.web_address, "ftp://x.example", "must begin with http:// or https:// and a host"),
        (values.web_address, "http://", "must begin with http:// or https:// and a host"),
        (values.web_address, "http://:80/x", "must begin with http:// or https:// and a host"),
        (
            values.web_address,
            "https://münchen.example",
            "must be ASCII: write the host as xn--… and the path with %XX",
        ),
        (
            values.web_address,
            "https://x.example/a b",
            "must have no blank, and no sign that addresses do not know",
        ),
        (
            values.web_address,
            'https://x.example/"%zz',
            "must have no blank, and no sign that addresses do not know",
        ),
        (values.web_address, "http://x.example:99999", "Port out of range 0-65535"),
        (values.web_address, "http://[::1", "Invalid IPv6 URL"),
        (values.base_url, "http://-", "must name a host, and '-' is none"),
        (values.base_url, "http://a..b", "must name a host, and 'a..b' is none"),
        (values.base_url, "http://.de", "must name a host, and '.de' is none"),
        (values.base_url, "http://a-.de", "must name a host, and 'a-.de' is none"),
        (values.base_url, "https://x.example/?", "must have no query and no fragment"),
        (values.base_url, "https://x.example/#a", "must have no query and no fragment"),
        (
            values.base_url,
            "https://u:p@x.example",
            "must hold no user name: everybody can read it in the feeds",
        ),
        *(
            (
                values.database_url,
                url,
                "is no database address; write it as sqlite:///var/feedservice.sqlite",
            )
            for url in ("feedservice.sqlite", "://x", "sqlite://", "sqlite:/x")
        ),
        *(
            (
                values.database_url,
                url,
                "must name a file, as in sqlite:///var/feedservice.sqlite",
            )
            for url in (
                "sqlite:///",
                "sqlite:///:memory:",
                "sqlite:///x%00y",
                "sqlite+pysqlite:///:memory:",
                "sqlite:///file:x?uri=true",
                "sqlite:///x?mode=ro",
                "sqlite://host/x",
            )
        ),
        *(
            (values.folder, value, "must be the path of a folder")
            for value in ("", "  ", 3, ["a"], "a\0b")
        ),
        *(
            (values.zone_name, name, "is no time zone; use an IANA name such as Europe/Berlin")
            for name in ("Mars", "", "Europe", "../etc/passwd", "/etc/passwd", "Zürich", "\udcff")
        ),
        *(
            (values.language_tag, tag, "is no language tag; write it as de, de-AT or de-CH")
            for tag in ("", "deutsch", "de_AT", "d", "dé", "de-")
        ),
        *(
            (values.host, host, "is no host; write it as 127.0.0.1, 0.0.0.0, ::1 or a name")
            for host in ("", "a b", "[::1]", "münchen", "http://x")
        ),
        *(
            (values.tag_date, date, "is no date; write it as 2026 or 2026-01-31")
            for date in ("", "26", "2026-13", "2026-02-31", "20260131", "2026-W01", "٢٠٢٦")
        ),
        *(
            (values.tag_authority, name, "must be a domain name or an e-mail address of yours")
            for name in ("", "a b", "-a.example", "a@", "a@b@c", "münchen.example", "my_container")
        ),
        *(
            (values.whole_number(1, 64), value, "must be a whole number from 1 to 64")
            for value in (0, 65, -1, True, 1.0, "", "x", "1.5", "٣", "1_0", "9" * 5000, None)
        ),
        *(
            (
                values.table,
                text,
                'must be a table; in a variable: {"Sport": {"title": "…"}}',
            )
            for text in ("{", "", "[" * 100_000, "9" * 5000)
        ),
        (values.distinct, [" "], "has a category without a name"),
        (
            values.distinct,
            ["Österreich", "ÖSTERREICH"],
            "names the category 'ÖSTERREICH' twice; large or small letters are one",
        ),
    ],
)
def test_what_is_wrong_is_refused_with_what_would_be_right(accept, value, complaint):
    with pytest.raises(ValueError) as refused:  # noqa: PT011 - its whole text is compared
        accept(value)
    assert str(refused.value) == complaint


def test_categories_that_differ_in_more_than_case_are_two():
    values.distinct(["Maße", "Masse", "Sport"])


@pytest.mark.parametrize(
    "token", ["", "zu-kurz", "x" * 15, "x" * 201, "mit blank darin zwischen", "kennwört" * 4]
)
def test_a_token_that_can_be_guessed_or_not_be_sent_is_refused_without_showing_it(
    monkeypatch, tmp_path, token
):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "feedservice.toml").write_text(f'status_token = "{token}"', encoding="utf-8")
    with pytest.raises(ConfigError) as refused:
        config.load()
    assert "the value must have 16 to 200 letters" in str(refused.value)
    assert not token or token not in str(refused.value)
