"""Readers without a window, rss2email and sfeed: what they bring is what the records say."""

import re
import time
from email.utils import parsedate_to_datetime

import pytest

from tests.e2e import newspaper, rss2email, sfeed

feeds = pytest.mark.parametrize(
    ("slug", "suffix"),
    [(slug, suffix) for slug in ("kultur-medien", "alle") for suffix in ("rss", "atom")],
)


def without_hash(link):
    return re.sub(r"[a-z0-9]+$", "", link)


@feeds
def test_rss2email_mails_what_the_records_say(paper, tmp_path, slug, suffix):
    reader = rss2email.Rss2email(tmp_path / "rss2email", f"{paper.url}/feeds/{slug}.{suffix}")
    reader.poll()
    # The oldest first, so that the newest arrives last.
    expected = newspaper.expected(paper.url)[slug][::-1]
    mails = reader.mails()
    assert [mail._replace(link=without_hash(mail.link), date="") for mail in mails] == [
        rss2email.Mail(
            title=article.title,
            link=article.link,
            id=article.id,
            date="",
            author=article.author or "Weiltaler Bote",
            categories=article.categories,
            html=article.html,
        )
        for article in expected
    ]
    assert [parsedate_to_datetime(mail.date).timestamp() for mail in mails] == [
        article.published.timestamp() for article in expected
    ]


@sfeed.needed
@feeds
def test_sfeed_keeps_what_the_records_say(paper, tmp_path, slug, suffix):
    reader = sfeed.Sfeed(tmp_path / "sfeed", f"{paper.url}/feeds/{slug}.{suffix}")
    reader.poll()
    items = [item._replace(link=without_hash(item.link)) for item in reader.items()]
    assert items == [
        sfeed.Row(
            date=int(article.published.timestamp()),
            title=article.title,
            link=article.link,
            content=article.html,
            kind="html",
            id=article.id,
            author=article.author or "",
            enclosure=article.enclosure.url if article.enclosure else "",
            categories=article.categories,
        )
        for article in newspaper.expected(paper.url)[slug]
    ]


def test_rss2email_asks_again_and_gets_304_until_something_is_new(desk, tmp_path):
    reader = rss2email.Rss2email(tmp_path / "rss2email", desk.site.url + desk.path)
    for _ in range(3):
        reader.poll()
    assert [mail.title for mail in reader.mails()] == ["Eins", "Zwei"]
    desk.until(lambda: desk.statuses(desk.path) == ["200", "304", "304"], "304 in the log")
    desk.write("drei.txt", "Drei", date="3. März 2024, 8:00 Uhr")
    desk.shows("Drei")
    assert "ERROR" not in reader.poll()  # a delta, for which its library asks, it would refuse
    assert [mail.title for mail in reader.mails()] == ["Eins", "Zwei", "Drei"]
    reader.poll()
    desk.until(lambda: desk.statuses(desk.path)[-1] == "304", "a 304 in the log")


@sfeed.needed
def test_sfeed_asks_again_and_gets_304_until_something_is_new(desk, tmp_path):
    reader = sfeed.Sfeed(tmp_path / "sfeed", desk.site.url + desk.path)
    for _ in range(3):
        reader.poll()
    assert [item.title for item in reader.items()] == ["Zwei", "Eins"]
    desk.until(lambda: desk.statuses(desk.path) == ["200", "304", "304"], "304 in the log")
    # curl leaves out what is not younger than its last poll, in whole seconds.
    polled = int(time.time())
    desk.until(lambda: time.time() > polled + 1, "the next second")
    desk.write("drei.txt", "Drei", date="3. März 2024, 8:00 Uhr")
    desk.shows("Drei")
    reader.poll()
    assert [item.title for item in reader.items()] == ["Drei", "Zwei", "Eins"]
    reader.poll()
    desk.until(lambda: desk.statuses(desk.path)[-1] == "304", "a 304 in the log")
