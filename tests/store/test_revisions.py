"""Whoever keeps what he made of the store learns of every change."""

from datetime import timedelta

from feedservice.store.revisions import FIRST, mark, revision
from tests.conftest import NOW


def now_of(site):
    with site.store.reading() as view:
        return revision(view)


def test_every_change_is_counted_and_nothing_else(site, record):
    assert now_of(site) == FIRST
    seen = [now_of(site).number]

    def changes():
        yield lambda: site.write("a.txt", record())
        yield lambda: site.write("a.txt", record(body="Anders."))
        yield lambda: site.write("b.txt", record(date="23.11.2026, 12.00 Uhr"))
        yield lambda: setattr(site, "now", NOW + timedelta(hours=3))  # its time has come
        yield (site.articles / "a.txt").unlink

    for change in changes():
        change()
        site.publish()
        seen.append(now_of(site).number)
        site.publish()
        assert now_of(site).number == seen[-1]
    assert seen == sorted(set(seen))


def test_changes_within_one_second_have_dates_of_their_own(site):
    dates = []
    for _ in range(3):
        with site.store.writing() as transaction:
            mark(transaction, NOW)
        dates.append(now_of(site).changed)
    assert dates == [NOW, NOW + timedelta(seconds=1), NOW + timedelta(seconds=2)]
