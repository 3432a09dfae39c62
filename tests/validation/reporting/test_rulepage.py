from feedservice.records import Severity
from feedservice.validation.reporting.rulepage import explained, listing, page
from feedservice.validation.rulebook import Rule


def rule(code, **overrides):
    facts = {
        "name": "pub_date_is_a_date",
        "severity": Severity.ERROR,
        "claim": "The <pubDate> is a date.",
        "why": "Readers sort by `<pubDate>`, not by <title>.",
        "bad": "<pubDate>gestern</pubDate>",
        "good": "<pubDate>Thu, 05 Mar 2026 18:00:00 +0100</pubDate>",
        "spec": "https://example.org/",
    }
    return Rule(code=code, **facts | overrides)


def test_the_list_is_in_the_order_of_the_families_and_their_numbers():
    rules = [rule(code) for code in ("HTTP001", "ATOM002", "RSS002", "RSS001", "XML001")]
    codes = [line.split()[0] for line in listing(rules).splitlines()]
    assert codes == ["XML001", "RSS001", "RSS002", "ATOM002", "HTTP001"]


def test_an_explanation_is_wrapped():
    text = explained(rule("RSS001", why="Wort " * 40))
    assert max(map(len, text.splitlines())) <= 88


def test_an_example_may_have_words_after_it():
    assert "\n  text/xml for an Atom feed\n" in explained(
        rule("RSS001", bad="text/xml` for an Atom feed")
    )


def test_the_page_shows_elements_and_does_not_become_them():
    text = page([rule("RSS001", w3c="InvalidRFC2822Date")])
    assert "The &lt;pubDate> is a date. (error)\n" in text
    assert "Readers sort by `<pubDate>`, not by &lt;title>.\n" in text
    assert "Bad:\n\n```text\n<pubDate>gestern</pubDate>\n```\n" in text
    assert "[Specification](https://example.org/). W3C message: `InvalidRFC2822Date`.\n" in text
    assert "## RSS: RSS 2.0\n" in text
    assert "## ATOM" not in text
