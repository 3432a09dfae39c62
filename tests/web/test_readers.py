"""Readers are told by what they call themselves, and nothing that they say can hurt."""

import pytest

from feedservice.web.readers import FAMILIES, MAX_SUBSCRIBERS, Reader, identify

CHROME = (
    "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) "
    "Chrome/142.0.0.0 Safari/537.36"
)


@pytest.mark.parametrize(
    ("told", "reader"),
    [
        (
            (
                "Feedly/1.0 (+http://www.feedly.com/fetcher.html; 42 subscribers; "
                "like FeedFetcher-Google)"
            ),
            Reader("Feedly", 42),
        ),
        ("Feedbin feed-id:1373711 - 1 subscribers", Reader("Feedbin", 1)),
        (
            "Inoreader/1.0 (+http://www.inoreader.com/feed-fetcher; 5 subscribers; )",
            Reader("Inoreader", 5),
        ),
        (
            (
                "NewsBlur Feed Fetcher - 54 subscribers - http://www.newsblur.com/site/1 "
                "(Mozilla/5.0 AppleWebKit/537 Safari/537)"
            ),
            Reader("NewsBlur", 54),
        ),
        (
            "Mozilla/5.0 (compatible; theoldreader.com; 1 subscriber; feed-id=1)",
            Reader("The Old Reader", 1),
        ),
        ("Mozilla/5.0 (compatible; Miniflux/2.2.5; +https://miniflux.app)", Reader("Miniflux")),
        (
            "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Thunderbird/140.0",
            Reader("Thunderbird"),
        ),
        ("newsboat/2.36.0 (Linux x86_64)", Reader("Newsboat")),
        ("feedparser/6.0.11 +https://github.com/kurtmckee/feedparser/", Reader("feedparser")),
        ("python-reader/3.26 (+https://github.com/lemon24/reader)", Reader("reader")),
        ("curl/8.5.0", Reader("curl")),
        (CHROME, Reader("browser")),
        ("Opera/9.80 (Windows NT 6.1) Presto/2.12.388 Version/12.18", Reader("browser")),
        ("Mozilla/5.0 (compatible; Irgendein Bot)", Reader("other")),
        ("etwas ganz anderes", Reader("other")),
        ("", Reader("unnamed")),
        (" ", Reader("unnamed")),
        (None, Reader("unnamed")),
        ("x; 7 readers", Reader("other", 7)),
        # What is no number of people.
        ("feedly/1.0 (subscribers)", Reader("Feedly")),
        ("feedly/1.0 (-5 subscribers)", Reader("Feedly", 5)),
        ("feedly/1.0 (٤٢ subscribers)", Reader("Feedly")),
        ("feedly/1.0 (99999999999 subscribers)", Reader("Feedly")),
        ("feedly/1.0 (999999999 subscribers)", Reader("Feedly", MAX_SUBSCRIBERS)),
        ("x" * 100_000 + " feedly", Reader("other")),
        ('Feedly"} 1\n# HELP', Reader("Feedly")),
    ],
)
def test_a_reader_is_told_by_what_it_calls_itself(told, reader):
    assert identify(told) == reader


def test_every_family_can_be_found_and_none_twice():
    families = [family for family, _ in FAMILIES]
    assert len(set(families)) == len(families)
    assert [identify(f"{mark} 1").family for _, mark in FAMILIES] == families
