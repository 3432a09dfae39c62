"""What a document says of its type opens nothing, fetches nothing and costs nothing."""

import gzip
import os

import pytest

from feedservice.validation import validate

CHANNEL = b'<rss version="2.0"><channel><title>T</title></channel></rss>'
JUDGED = {"RSS023"}  # a language is missing: the document itself was judged


def codes(document):
    return {finding.code for finding in validate(document)}


@pytest.fixture
def fifo(tmp_path, monkeypatch):
    """A file that whoever opens it waits at for ever."""
    monkeypatch.chdir(tmp_path)
    os.mkfifo("fifo")


@pytest.mark.usefixtures("fifo")
@pytest.mark.parametrize(
    "doctype",
    [
        b'<!DOCTYPE rss SYSTEM "fifo">',
        b"<!DOCTYPE rss SYSTEM 'fifo' >",
        b'<!DOCTYPE rss PUBLIC "-//x//y" "fifo">',
        b'<!DOCTYPE rss SYSTEM "http://127.0.0.1:1/rss.dtd">',
        b'<!DOCTYPE rss [<!ENTITY % p SYSTEM "fifo"> %p;]>',
        b'<!DOCTYPE rss SYSTEM "fifo" [<!ENTITY a "]>"><!-- ]> --><?p ]>?>]  >',
        b"<?xml version='1.0'?>" + b" \n" * 600_000 + b'<!DOCTYPE rss SYSTEM "fifo">',
        b"<!-- > --><?p > ?>" + b'<!DOCTYPE rss SYSTEM "fifo">',
    ],
)
def test_a_document_type_is_passed_over_and_the_document_judged(doctype):
    found = codes(doctype + CHANNEL)
    assert "XML004" in found
    assert "XML003" not in found
    assert found >= JUDGED


@pytest.mark.usefixtures("fifo")
@pytest.mark.parametrize(
    "doctype",
    [
        b'<!DOCTYPE rss SYSTEM "fifo" [ <!ENTITY a "b"> ',
        b'<!DOCTYPE rss SYSTEM "fifo" [ <!ELEMENT > ] junk ] >',
        b'<!DOCTYPE rss SYSTEM "fifo',
        b"<!DOCTYPE",
    ],
)
def test_a_document_type_without_an_end_is_not_given_to_the_parser(doctype):
    assert codes(doctype + CHANNEL) >= {"XML003", "XML004"}


@pytest.mark.usefixtures("fifo")
@pytest.mark.parametrize("encoding", ["utf-16", "utf-32", "utf-16-le", "cp037"])
def test_no_encoding_hides_a_document_type(encoding):
    text = f'<?xml version="1.0" encoding="{encoding}"?><!DOCTYPE rss SYSTEM "fifo">'
    assert "XML004" in codes((text + CHANNEL.decode()).encode(encoding))


def test_each_of_many_attributes_has_its_own_place():
    names = [f"a{number}" for number in range(300)]
    tag = "<rss version='2.0' " + " ".join(f'{name}="x=1"' for name in names)
    findings = validate(f"{tag}><channel/></rss>".encode())
    places = {finding.path: finding.column for finding in findings if "/@a" in finding.path}
    assert places == {f"/rss/@{name}": tag.index(f" {name}=") + 2 for name in names}


@pytest.mark.parametrize(
    ("document", "said"),
    [
        (b"<rss><title>A & B</title></rss>", "an & stands alone: write &amp;"),
        (b"<rss><title>A &B C</title></rss>", "an & stands alone: write &amp;"),
        (b"<rss><title>&nbsp;</title></rss>", "XML knows no &nbsp;"),
        (b"<rss><title>A</rss>", "</rss> stands where the <title> of line 1 should be closed"),
        (b"<rss><title>A", "the <title> of line 1 is never closed"),
        (b"Guten Tag", "this is no XML: there is no start tag"),
        (b"", "the document is empty"),
        (gzip.compress(CHANNEL), "compressed with gzip: unpack it"),
    ],
)
def test_what_is_no_xml_is_told_in_plain_words(document, said):
    messages = [finding.message for finding in validate(document) if finding.code == "XML003"]
    assert [said in message for message in messages] == [True], messages


def test_of_absurdly_many_attributes_the_first_thousand_are_judged():
    tag = "<rss version='2.0' " + " ".join(f'a{number}="x"' for number in range(100_000))
    found = [f for f in validate(f"{tag}><channel/></rss>".encode()) if "/@a" in f.path]
    assert len(found) == 999
