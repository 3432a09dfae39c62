import pytest
from hypothesis import given
from hypothesis import strategies as st

from feedservice.validation.grammar.types import ATOM_ID, REFERENCE, RSS_ADDRESS
from feedservice.validation.values import addresses


@pytest.mark.parametrize(
    "text",
    [
        "https://example.org/a?b=c#d",
        "http://[2001:db8::1]:8080/",
        "https://münchen.example/straße",
        "mailto:anna@example.org",
        "../a",
        "",
        "file:///tmp/a",
        "https://example.org:/",
    ],
)
def test_addresses_and_references_as_they_are_written(text):
    assert addresses.char_fault(text) is None
    assert addresses.form_fault(text) is None


@pytest.mark.parametrize(
    "text",
    [
        "https:/example.org", "https:///a", "http:", "https://example.org:99999/", "https://a:x/",
        "https://[::1/", "https://a/[b]", "a#b#c", "xyz://",
    ],
)  # fmt: skip
def test_addresses_as_they_are_malformed(text):
    assert addresses.form_fault(text) is not None


@pytest.mark.parametrize(
    "text", [" https://a/", "https://a/ b", "https://a/%zz", "<a>", "a|b", "a\nb"]
)
def test_characters_that_no_address_may_hold(text):
    assert addresses.char_fault(text) is not None


@pytest.mark.parametrize(
    ("text", "good"),
    [
        ("tag:example.org,2026:x", True),
        ("tag:anna@example.org,2026-03-05:", True),
        ("tag:example.org,2026-03-05:a#b", True),
        ("tag:example.org,2026-3-5:x", False),
        ("tag:example.org,2026-13:x", False),
        ("tag:example.org:x", False),
        ("tag:example.org,2026:a b", False),
        ("tag:exa_mple.org,2026:a", False),
    ],
)
def test_tag_uris(text, good):
    assert (addresses.tag_fault(text) is None) is good


@pytest.mark.parametrize(
    ("text", "good"),
    [
        ("urn:isbn:9783161484100", True),
        ("URN:EXAMPLE:a:b", True),
        ("urn:example:a?+r?=q#f", True),
        ("urn:-x:a", False),
        ("urn:a+b:c", False),
        ("urn:x", False),
    ],
)
def test_urns(text, good):
    assert (addresses.urn_fault(text) is None) is good


@pytest.mark.parametrize(
    ("text", "better"),
    [
        (
            "HTTP://Example.ORG:80/%7eanna/./a/../b",
            "http://example.org/~anna/a/../b".replace("a/../", ""),
        ),
        ("https://example.org", "https://example.org/"),
        ("https://example.org?x", "https://example.org/?x"),
        ("http://anna@Example.org/a%c3%bc", "http://anna@example.org/a%C3%BC"),
        ("https://example.org/a/..", "https://example.org/"),
        ("urn:x:%7e", "urn:x:~"),
        ("relativ/%c3", "relativ/%C3"),
    ],
)
def test_the_canonical_form(text, better):
    assert addresses.canonical(text) == better
    assert addresses.canonical(better) == better


def test_equal_addresses_may_be_written_differently():
    assert addresses.equal("http://EXAMPLE.org", "http://example.org/#top")
    assert addresses.equal("https://münchen.example/", "https://xn--mnchen-3ya.example/")
    assert not addresses.equal("https://example.org/a", "https://example.org/b")
    assert not addresses.equal("http://[", "https://example.org/b")


def test_references_are_resolved_where_there_is_a_base():
    assert addresses.resolve("https://example.org/a/b", "../c") == "https://example.org/c"
    assert addresses.resolve(None, "../c") == "../c"
    assert addresses.resolve("http://[", "//[x") == "//[x"


@given(st.from_regex(r"(?:https?|tag|urn):[!-~ü%]{0,30}", fullmatch=True))
def test_the_quick_look_says_yes_only_where_every_check_would(text):
    for (chain,) in (RSS_ADDRESS, REFERENCE, ATOM_ID):
        if chain.quick(text):
            assert [fault for check in chain.checks for fault in check(text)] == []
