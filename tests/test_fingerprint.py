import subprocess
import sys

import pytest

from feedservice.fingerprint import fingerprint

GIVEN = {"settings": {"zone": "Europe/Berlin"}, "code": ["feeds", "records"], "libraries": ["lxml"]}


def summed(**overrides):
    given = GIVEN | overrides
    return fingerprint(given["settings"], code=given["code"], libraries=given["libraries"])


def test_the_same_things_have_the_same_fingerprint_in_every_process():
    script = f"from feedservice.fingerprint import fingerprint as f; print(f({GIVEN['settings']!r}, code={GIVEN['code']!r}, libraries={GIVEN['libraries']!r}))"  # noqa: E501
    other = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True
    )
    assert other.stdout.strip() == summed()


@pytest.mark.parametrize(
    "change",
    [
        {"settings": {"zone": "Europe/Vienna"}},
        {"code": ["feeds", "publish"]},  # another module
        {"code": ["feeds", "dates"]},  # another package
        {"code": ["feeds"]},
        {"libraries": ["feedgen"]},
        {"libraries": ["lxml", "no-such-library"]},
        {"libraries": []},
    ],
)
def test_any_change_of_what_decides_changes_it(change):
    assert summed(**change) != summed()


def test_what_is_no_code_does_not_count(tmp_path, monkeypatch):
    package = tmp_path / "feedservice" / "part"
    package.mkdir(parents=True)
    (package / "a.py").write_text("1")
    (package / "page.html").write_text("1")
    monkeypatch.setattr("feedservice.fingerprint.files", lambda name: tmp_path / name)
    before = summed(code=["part"])
    (package / "page.html").write_text("2")
    assert summed(code=["part"]) == before
    (package / "a.py").write_text("2")
    assert summed(code=["part"]) != before
