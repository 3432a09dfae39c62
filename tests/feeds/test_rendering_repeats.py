"""The same document is the same bytes, wherever and whenever it is rendered."""

import hashlib
import locale
import os
import pickle
import subprocess
import sys
import time

import pytest

from feedservice.feeds import render
from feedservice.records import FeedFormat


@pytest.mark.parametrize("feed_format", FeedFormat)
def test_rendering_leaves_the_locale_of_the_process_alone(
    document, article, feed_format, monkeypatch
):
    # feedgen's own dates switch it to C and back, under the feet of other threads.
    def refuse(*_):
        pytest.fail("the locale was touched")

    subject = document(article())
    monkeypatch.setattr(locale, "setlocale", refuse)
    assert render(subject, feed_format)


@pytest.mark.parametrize("feed_format", FeedFormat)
def test_the_bytes_do_not_depend_on_the_zone_of_the_machine(
    document, article, feed_format, monkeypatch
):
    subject = document(article())
    before = render(subject, feed_format)
    with monkeypatch.context() as patch:
        patch.setenv("TZ", "Asia/Kathmandu")
        time.tzset()
        assert render(subject, feed_format) == before
    time.tzset()


@pytest.mark.parametrize("feed_format", FeedFormat)
def test_another_process_renders_the_same_bytes(document, article, feed_format):
    # Another moment, another hash seed and, where the machine has it, German names of days.
    program = (
        "import hashlib, locale, pickle, sys\n"
        "from feedservice.feeds import render\n"
        "for name in ('', 'de_DE.UTF-8'):\n"
        "    try: locale.setlocale(locale.LC_ALL, name)\n"
        "    except locale.Error: pass\n"
        "body = render(*pickle.load(sys.stdin.buffer))\n"
        "print(hashlib.sha256(body).hexdigest())\n"
    )
    subject = document(article(), article(id="tag:example.org,2026:b"))
    result = subprocess.run(
        [sys.executable, "-c", program],
        input=pickle.dumps((subject, feed_format)),
        env=os.environ
        | {"PYTHONHASHSEED": "7", "TZ": "Asia/Tokyo", "PYTHONPATH": os.pathsep.join(sys.path)},
        capture_output=True,
        check=True,
    )
    expected = hashlib.sha256(render(subject, feed_format)).hexdigest()
    assert result.stdout.decode().strip() == expected
