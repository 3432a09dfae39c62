import inspect
import os
import socket
import sys
import unicodedata

import pytest

from feedservice.records import Problem, Severity
from feedservice.sources.tree import FileState, media_type, scan

NFD = unicodedata.normalize("NFD", "Tür.txt")


@pytest.fixture
def root(tmp_path):
    folder = tmp_path / "articles"
    folder.mkdir()
    return folder


@pytest.fixture
def put(root):
    """Write a file below the articles folder, and the folders above it."""

    def write(path, content=b"x"):
        file = root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content)
        return file

    return write


def paths(root, **options):
    found, problems = scan(root, **options)
    assert problems == []
    return list(found)


def problems(root, **options):
    return [(problem.path, problem.code) for problem in scan(root, **options)[1]]


def test_a_file_is_known_by_its_path_size_and_time(put, root):
    file = put("2024/Grüße.txt", b"12345")
    os.utime(file, ns=(1, 1_700_000_000_123_456_789))
    state = FileState(
        path="2024/Grüße.txt",
        size=5,
        mtime_ns=1_700_000_000_123_456_789,
        is_media=False,
        location=str(file),
    )
    assert scan(root) == ({"2024/Grüße.txt": state}, [])


def test_files_come_in_the_order_of_their_paths(put, root):
    for path in ["b.txt", "a/z.txt", "c.txt", "a.txt", "a/b/c.txt"]:
        put(path)
    assert paths(root) == ["a.txt", "a/b/c.txt", "a/z.txt", "b.txt", "c.txt"]


@pytest.mark.parametrize(
    ("name", "is_media"),
    [
        ("a.txt", False),
        ("a.TXT", False),
        ("a.md", False),
        ("a.markdown", False),
        ("a.json", False),
        ("a.jsonl", False),
        ("a.b.txt", False),
        ("a.JPG", True),
        ("a.jpeg", True),
        ("a.svg", True),
        ("a.mp3", True),
        ("a.webm", True),
    ],
)
def test_records_and_media_are_told_apart_by_suffix(put, root, name, is_media):
    put(name)
    assert scan(root)[0][name].is_media is is_media


@pytest.mark.parametrize(
    "path",
    [
        ".a.txt",
        ".git/a.txt",
        "a.txt~",
        "#a.txt#",
        ".#a.txt",
        "a.txt.swp",
        "a.txt.tmp",
        "a.txt.part",
        "a.pdf",
        "README",
        "txt",
    ],
)
def test_hidden_temporary_and_unknown_files_are_passed_over(put, root, path):
    put(path)
    put("other.txt")
    assert paths(root) == ["other.txt"]
    assert paths(root, under=[path]) == []


@pytest.mark.parametrize(
    ("path", "type_"),
    [
        ("bilder/a.JPG", "image/jpeg"),
        ("a.avif", "image/avif"),
        ("a.opus", "audio/ogg"),
        ("a.m4a", "audio/mp4"),
        ("a.mp4", "video/mp4"),
        ("a.txt", None),
        ("a", None),
    ],
)
def test_the_media_type_follows_from_the_suffix(path, type_):
    assert media_type(path) == type_


def test_a_name_is_identified_in_nfc_and_opened_as_it_is(put, root):
    file = put(f"Ka\u0308fer/{NFD}", b"x")
    [state] = scan(root)[0].values()
    assert state.path == "Käfer/Tür.txt"
    assert state.location == str(file)
    assert scan(root, under=[f"Ka\u0308fer/{NFD}"]) == ({"Käfer/Tür.txt": state}, [])


def test_of_two_names_that_differ_only_in_their_unicode_form_the_composed_one_stands(put, root):
    put(NFD)
    put("Tür.txt", b"composed")
    found, [problem] = scan(root)
    assert [state.size for state in found.values()] == [len("composed")]
    assert problem == Problem(
        path="Tür.txt",
        line=0,
        severity=Severity.ERROR,
        code="same-name",
        message=r"there are two files of this name; left out is 'Tu\u0308r.txt'",
        hint="Rename or delete one; they differ only in how their umlauts are encoded.",
    )


@pytest.mark.parametrize(
    ("name", "shown"),
    [(b"f\xfcr.txt", r"für.txt"), (b"a\nb.txt", r"a\x0ab.txt"), (b"a\x1b[1m.txt", r"a\x1b[1m.txt")],
)
def test_a_name_that_cannot_be_shown_is_reported_escaped(put, root, name, shown):
    put("good.txt")
    (root / os.fsdecode(name)).write_bytes(b"x")
    shown = shown.replace("ü", r"\xfc")
    for options in ({}, {"under": [os.fsdecode(name), "good.txt"]}):
        found, [problem] = scan(root, **options)
        assert list(found) == ["good.txt"]
        assert problem == Problem(
            path=shown,
            line=0,
            severity=Severity.ERROR,
            code="bad-name",
            message="the name is not UTF-8 or has control characters in it",
            hint="Give it a name of ordinary letters.",
        )


def test_a_folder_whose_name_cannot_be_shown_is_not_entered(put, root):
    put("a\x01b/c.txt")
    assert problems(root) == [(r"a\x01b", "bad-name")]


def test_a_link_whose_name_cannot_be_shown_is_reported(root, put):
    put("a.txt")
    (root / "b\x01.txt").symlink_to("a.txt")
    assert problems(root) == [(r"b\x01.txt", "bad-name")]


def test_names_may_have_typographic_spaces(put, root):
    put("Käse\xa0– 5\u202f€.txt")
    assert paths(root) == ["Käse\xa0– 5\u202f€.txt"]


def test_a_link_to_a_file_of_the_folder_is_read(put, root):
    put("2024/a.txt", b"12345")
    (root / "b.txt").symlink_to("2024/a.txt")
    assert {state.path: state.size for state in scan(root)[0].values()} == {
        "2024/a.txt": 5,
        "b.txt": 5,
    }
    assert paths(root, under=["b.txt"]) == ["b.txt"]


def test_a_link_to_a_folder_of_the_folder_is_passed_over(put, root):
    put("2024/a.txt")
    (root / "2024/loop").symlink_to(root)
    (root / "again").symlink_to("2024")
    assert paths(root) == ["2024/a.txt"]
    assert paths(root, under=["again", "again/a.txt", "2024/loop/2024/a.txt"]) == []


def test_a_link_out_of_the_folder_is_reported_and_not_followed(put, root, tmp_path):
    outside = tmp_path / "articles-other"  # begins like the folder itself
    outside.mkdir()
    (outside / "a.txt").write_bytes(b"secret")
    (outside / "a.pdf").write_bytes(b"none of our business")
    put("good.txt")
    (root / "a.txt").symlink_to(outside / "a.txt")
    (root / "folder").symlink_to(outside)
    (root / "a.pdf").symlink_to(outside / "a.pdf")
    found, [first, second] = scan(root)
    assert list(found) == ["good.txt"]
    assert first == Problem(
        path="a.txt",
        line=0,
        severity=Severity.ERROR,
        code="outside-folder",
        message=f"the link leads out of the articles folder, to {str(outside / 'a.txt')!r}",
        hint="Copy what it points to into the articles folder and delete the link.",
    )
    assert (second.path, second.code) == ("folder", "outside-folder")
    assert paths(root, under=["folder/a.txt"]) == []
    assert problems(root, under=["a.txt"]) == [("a.txt", "outside-folder")]


def test_a_broken_link_is_reported_if_it_could_be_a_record_or_a_folder(root, put):
    put("good.txt")
    (root / "a.txt").symlink_to("nowhere")
    (root / "folder").symlink_to("folder")  # to itself
    (root / "a.pdf").symlink_to("nowhere")
    found, broken = scan(root)
    assert list(found) == ["good.txt"]
    assert [(problem.path, problem.code) for problem in broken] == [
        ("a.txt", "broken-link"),
        ("folder", "broken-link"),
    ]
    assert broken[0].hint == "Delete the link, or put the file that it points to back."


def test_problems_know_names_in_nfc_too(root):
    (root / NFD).symlink_to("nowhere")
    (root / f"2{NFD}").symlink_to("/etc/passwd")
    name = "u\u0308" * 100 + ".txt"  # more bytes than a name may have
    assert problems(root, under=["", name]) == [
        ("2Tür.txt", "outside-folder"),
        ("Tür.txt", "broken-link"),
        ("ü" * 100 + ".txt", "not-opened"),
    ]


def test_what_is_neither_file_nor_folder_is_passed_over(put, root, monkeypatch):
    put("good.txt")
    os.mkfifo(root / "pipe.txt")
    (root / "to-pipe.txt").symlink_to("pipe.txt")
    monkeypatch.chdir(root)  # the path of a socket must be short
    with socket.socket(socket.AF_UNIX) as listener:
        listener.bind("socket.txt")
        assert paths(root) == ["good.txt"]
        assert paths(root, under=["pipe.txt", "socket.txt", "to-pipe.txt"]) == []


def test_the_articles_folder_may_itself_be_a_link(put, root, tmp_path):
    put("a.txt")
    (root / "b.txt").symlink_to("a.txt")
    (tmp_path / "link").symlink_to(root)
    assert paths(tmp_path / "link") == ["a.txt", "b.txt"]
    assert paths(tmp_path / "link", under=["a.txt", "b.txt"]) == ["a.txt", "b.txt"]


@pytest.mark.parametrize(
    ("under", "found"),
    [
        ([""], ["2024/a.txt", "2024/x/b.txt", "2025/c.txt"]),
        (["."], ["2024/a.txt", "2024/x/b.txt", "2025/c.txt"]),
        (["2024"], ["2024/a.txt", "2024/x/b.txt"]),
        (["2024/"], ["2024/a.txt", "2024/x/b.txt"]),
        (["2024/x/b.txt", "2025"], ["2024/x/b.txt", "2025/c.txt"]),
        (["2024", "2024/a.txt", ""], ["2024/a.txt", "2024/x/b.txt", "2025/c.txt"]),
        (["gone.txt", "gone/a.txt", "2024/a.txt/b.txt", "a\0.txt", "a\0/b.txt"], []),
        (["2024/.hidden.txt", "../articles/2024/a.txt"], []),
        ([], []),
    ],
)
def test_a_scan_may_be_of_a_part_only(put, root, under, found):
    for path in ["2024/a.txt", "2024/x/b.txt", "2025/c.txt", "2024/.hidden.txt"]:
        put(path)
    assert paths(root, under=under) == found


def test_a_problem_is_reported_once_however_often_it_is_met(root):
    (root / "a.txt").symlink_to("nowhere")
    assert problems(root, under=["", "a.txt"]) == [("a.txt", "broken-link")]


def test_a_tree_may_be_deeper_than_pythons_stack(put, root):
    put("d/" * 200 + "a.txt")
    limit = sys.getrecursionlimit()
    sys.setrecursionlimit(len(inspect.stack()) + 100)
    try:
        found = paths(root)
    finally:
        sys.setrecursionlimit(limit)
    assert found == ["d/" * 200 + "a.txt"]


def test_a_missing_articles_folder_is_reported(tmp_path):
    assert scan(tmp_path / "gone") == (
        {},
        [
            Problem(
                path=".",
                line=0,
                severity=Severity.ERROR,
                code="not-opened",
                message="it cannot be opened: No such file or directory",
                hint="Let the account of the service read it; the message above is the system's.",
            )
        ],
    )


def test_an_articles_folder_that_is_a_file_is_reported(put):
    assert problems(put("a.txt")) == [(".", "not-opened")]


def test_a_name_that_is_too_long_for_the_system_is_reported(root):
    name = "a" * 300 + ".txt"
    assert problems(root, under=[name]) == [(name, "not-opened")]


def test_a_folder_that_lies_too_deep_for_the_system_is_reported(root, monkeypatch):
    monkeypatch.chdir(root)
    name = "d" * 250
    for _ in range(17):  # the whole path has more than 4096 bytes
        os.mkdir(name)  # noqa: PTH102 (relative to the folder in which we stand)
        os.chdir(name)
    found, [problem] = scan(root)
    assert found == {}
    assert problem.path.startswith(f"{name}/{name}/")
    assert problem.message == "it cannot be opened: File name too long"


@pytest.fixture
def closed(put):
    """A folder in the articles folder, and what sets its mode until the test is over."""
    folder = put("closed/a.txt").parent

    def close(mode):
        folder.chmod(mode)
        if os.access(folder, os.R_OK | os.X_OK):
            pytest.skip("this account may read everything, whatever the mode")

    yield close
    folder.chmod(0o755)


def test_a_folder_that_may_not_be_read_is_reported(put, root, closed):
    put("good.txt")
    closed(0)
    found, [problem] = scan(root)
    assert list(found) == ["good.txt"]
    assert (problem.path, problem.message) == ("closed", "it cannot be opened: Permission denied")


def test_a_folder_that_may_be_listed_but_not_entered_is_reported(root, closed):
    closed(0o444)
    assert problems(root) == [("closed/a.txt", "not-opened")]


@pytest.mark.parametrize(
    ("error", "reported"),
    [
        (FileNotFoundError(2, "No such file or directory"), []),  # deleted since it was listed
        (OSError(5, "Input/output error"), [("a.txt", "not-opened")]),
    ],
)
def test_a_file_that_fails_under_our_eyes_stops_nothing(put, root, monkeypatch, error, reported):
    bad, good = str(put("a.txt")), str(put("b.txt"))
    status = os.stat(good)  # noqa: PTH116 (what is replaced below)

    def stat(path):
        if path == bad:
            raise error
        return status

    monkeypatch.setattr(os, "stat", stat)
    found, met = scan(root)
    monkeypatch.undo()
    assert list(found) == ["b.txt"]
    assert [(problem.path, problem.code) for problem in met] == reported
