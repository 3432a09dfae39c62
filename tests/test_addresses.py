import re
from urllib.parse import urlsplit

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from feedservice import addresses
from feedservice.records import FeedFormat


@pytest.mark.parametrize(
    ("name", "slug"),
    [
        ("Politik", "politik"),
        ("Österreich", "oesterreich"),
        ("O\u0308sterreich", "oesterreich"),  # the same, decomposed
        ("ÖSTERREICH", "oesterreich"),
        ("Kultur & Medien", "kultur-medien"),
        ("Bücher/Lesen", "buecher-lesen"),
        ("Straße und Maße", "strasse-und-masse"),
        ("STRASSE", "strasse"),
        ("GROẞ", "gross"),  # the capital ß has a lower case
        ("Café – Élysée", "cafe-elysee"),  # accents go, the letter stays
        ("Œuvre, Ærø, Łódź, Đà Nẵng", "oeuvre-aero-lodz-da-nang"),
        ("Wirtschaft\u00a0¾ ²", "wirtschaft-3-4-2"),
        ("İstanbul", "istanbul"),  # its lower case is an i and a dot
        ("-- Sport --", "sport"),
        ("Thema_des Tages", "thema-des-tages"),
        ("А/Б тест", ""),  # Cyrillic has no one way into Latin
        ("…", ""),
        ("", ""),
    ],
)
def test_a_name_is_written_as_german_addresses_write_it(name, slug):
    assert addresses.slug(name) == slug


@given(st.text())
@example("𝗔")  # a capital, but only once it is decomposed
def test_a_slug_needs_no_encoding_and_is_its_own_slug(name):
    slug = addresses.slug(name)
    assert re.fullmatch(r"([a-z0-9]+(-[a-z0-9]+)*)?", slug)
    assert addresses.slug(slug) == slug


@pytest.mark.parametrize(
    ("title", "slug"),
    [
        ("Die Weil steigt", "die-weil-steigt"),
        ("…", "artikel"),
        ("a" * 80, "a" * 80),
        ("a" * 200, "a" * 80),  # one word that is too long
        ("a" * 80 + " b", "a" * 80),  # cut where the word ends
        ("a" * 70 + " " + "b" * 20, "a" * 70),
        ("a " * 100, "a-" * 39 + "a"),
    ],
)
def test_a_headline_is_cut_at_the_end_of_a_word(title, slug):
    assert addresses.article_slug(title) == slug


@given(st.text(min_size=1))
def test_a_short_key_has_no_hyphen_so_the_last_one_of_an_address_stands_before_it(key):
    assert re.fullmatch(r"[0-9a-f]{14}", addresses.short_key(key))


def test_a_short_key_never_changes_because_subscribers_keep_it():
    assert addresses.short_key("lokales/pegel") == "eed5aed77dad43"


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        (addresses.article_path("die-weil", "abc"), "/artikel/die-weil-abc"),
        (addresses.category_path("lokales"), "/rubrik/lokales"),
        (addresses.feed_path("alle", FeedFormat.ATOM), "/feeds/alle.atom"),
        (
            addresses.media_path("a/Brücke & Fluß?.jpg"),
            "/medien/a/Br%C3%BCcke%20%26%20Flu%C3%9F%3F.jpg",
        ),
    ],
)
def test_everything_has_its_place_below_the_base_url(path, expected):
    assert path == expected
    assert urlsplit(path).path == path
