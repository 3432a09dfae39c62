import pytest

from feedservice.sources.nesting import DEEPEST, is_too_deep


@pytest.mark.parametrize(
    "html",
    [
        "",
        "<div>" * DEEPEST,
        "<div>" * DEEPEST + "</div>" * DEEPEST,
        "<p>a<br><LI>b<img src=c>" * (DEEPEST + 1),  # never ended, and not nested either
        "<div><b>a</b></div>" * DEEPEST,
        "</div>" * DEEPEST + "<div>" * DEEPEST,
        "a < b" * (DEEPEST + 1),
    ],
)
def test_a_long_article_is_not_a_deep_one(html):
    assert not is_too_deep(html)


@pytest.mark.parametrize("open_", ["<div>", "<b>a", "<UL><li>", "<x-y>"])
def test_elements_that_stay_open_are_counted(open_):
    assert is_too_deep(open_ * (DEEPEST + 1))
    assert is_too_deep("</p>" * DEEPEST + open_ * (DEEPEST + 1))
