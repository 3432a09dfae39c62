import pytest

STATUS = """\
/feeds/alle       3 articles  2026-11-22 18:05  Alle
/feeds/lokales     1 article  2026-11-22 18:05  Lokales

Held until their date: 1
  2030-01-01 00:00  /feeds.txt  Silvester
"""


@pytest.fixture
def feeds_in(script):
    return script("samples").feeds_in


def test_the_channels_are_those_of_status(feeds_in):
    assert feeds_in(STATUS) == ["/feeds/alle", "/feeds/lokales"]


def test_no_channels_are_no_pass(feeds_in):
    with pytest.raises(ValueError, match="no feeds were published"):
        feeds_in("Nothing was published yet\n")
