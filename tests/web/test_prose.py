from datetime import UTC, datetime

import pytest

from feedservice.records import Article, Category
from feedservice.web.prose import has_standfirst, laid_out

OPENING = '<div class="scroll" role="region" aria-label="Tabelle" tabindex="0">'


@pytest.mark.parametrize(
    ("html", "laid"),
    [
        ("<p>Text</p>", "<p>Text</p>"),
        ("<table><tr></tr></table>", f"{OPENING}<table><tr></tr></table></div>"),
        ('<table lang="de"></table>', f'{OPENING}<table lang="de"></table></div>'),
        ('<img src="/a.jpg" alt="">', '<img loading="lazy" src="/a.jpg" alt="">'),
        # What only looks like a tag, in a value or in the text, stays as it is.
        ('<p title="<table>">x</p>', '<p title="<table>">x</p>'),
        ('<p title="a > <img onerror=x">x</p>', '<p title="a > <img onerror=x">x</p>'),
        ("<p>&lt;table&gt;</p>", "<p>&lt;table&gt;</p>"),
    ],
)
def test_tables_scroll_and_pictures_wait(html, laid):
    assert laid_out(html) == laid


@pytest.mark.parametrize(
    ("summary", "html", "has"),
    [
        ("Kurz gesagt.", "<p>Lang erzählt.</p>", True),
        ("Lang erzählt …", "<p>Lang erzählt und gut.</p>", False),
        ("Lang & breit", "<p><b>Lang</b> &amp;\n breit erzählt.</p>", False),
        ("Lang er zählt", "<p>Lang er</p><p>zählt</p>", False),
    ],
)
def test_a_summary_that_repeats_the_text_is_no_standfirst(summary, html, has):
    article = Article(
        id="tag:bote.example,2026:a",
        url="https://bote.example/artikel/a",
        title="Die Weil steigt",
        html=html,
        summary=summary,
        categories=(Category(name="Lokales", slug="lokales"),),
        published=datetime(2026, 11, 22, tzinfo=UTC),
        updated=datetime(2026, 11, 22, tzinfo=UTC),
    )
    assert has_standfirst(article) is has
