"""Every position is on one page, and every page leads to the next one and back."""

from hypothesis import given
from hypothesis import strategies as st

from feedservice.publish.paging import Pages

archives = st.builds(Pages, st.integers(0, 300), st.integers(1, 60))


@given(archives)
def test_the_pages_hold_every_position_once_and_in_order(pages):
    found = [p for page in range(1, pages.count + 1) for p in pages.positions(page)]
    assert found[: pages.last] == list(range(1, pages.last + 1))


@given(archives)
def test_who_follows_prev_archive_from_the_feed_comes_by_every_page_that_holds_anything(pages):
    walked = []
    links = pages.links_from_feed()
    while "prev-archive" in links:
        walked.append(links["prev-archive"])
        links = pages.links_from(walked[-1])
    assert walked == list(range(-(-pages.last // pages.size), 0, -1))


@given(archives)
def test_the_links_of_a_full_page_stay_when_the_archive_grows(pages):
    later = Pages(pages.last + 5 * pages.size, pages.size)
    for page in range(1, pages.count + 1):
        if pages.is_full(page):
            assert pages.links_from(page) == later.links_from(page)
            assert "next-archive" in pages.links_from(page)


@given(archives)
def test_no_page_is_alone(pages):
    # The validator asks it of an archive's pages that they lead to another one.
    for page in range(1, pages.count + 1):
        assert pages.links_from(page)


def test_without_a_position_there_is_no_page():
    assert (Pages(0, 50).count, Pages(0, 50).links_from_feed()) == (0, {})
