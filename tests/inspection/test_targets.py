import errno
import os

import pytest

from feedservice.inspection.targets import Target, served_from, targets


def paths(*arguments):
    return [target.path for target in targets(arguments)]


@pytest.mark.usefixtures("here")
@pytest.mark.parametrize("path", ["a.rss", "./a.rss", "weg.rss", "-", "a/../b", "/dev/null"])
def test_a_file_is_looked_at_whatever_it_is_called(path):
    assert list(targets([path])) == [Target(path=path, below=path)]


def test_an_address_is_fetched():
    assert list(targets(["HTTPS://bote.example/a"])) == [
        Target(path="HTTPS://bote.example/a", is_address=True)
    ]


def test_of_a_folder_the_feeds_are_looked_at_in_the_order_of_their_paths(write):
    for path in ("s/z.rss", "s/a/b.atom"):
        write(path)
    write("s/a/leer.rss", b"")  # sure by its name, and therefore to be judged
    write("s/feed.xml", '<?xml version="1.0"?><!-- ... --><feed xmlns="…">')
    write("s/wide.xml", "<rss/>".encode("utf-16"))
    write("s/feed.json", '{"version": "https://jsonfeed.org/version/1.1"}')
    for path in ("s/sitemap.xml", "s/package.json", "s/page.html", "s/.git/a.rss", "s/.a.rss"):
        write(path, "<urlset/>")
    assert paths("s") == [
        "s/feed.json",
        "s/feed.xml",
        "s/wide.xml",
        "s/z.rss",
        "s/a/b.atom",
        "s/a/leer.rss",
    ]


def test_a_folder_keeps_the_name_that_it_was_given(write):
    write("s/a.rss")
    assert paths("./s/") == ["./s/a.rss"]


def test_a_folder_without_feeds_is_not_taken_for_good(write):
    write("s/page.html", b"")
    assert list(targets(["s"])) == [Target(path="s", failure="no feed in this folder")]


def test_a_folder_that_cannot_be_read_is_named(write, monkeypatch):
    # Who may read everything, as tests in a container do, meets no bar: so one is put up.
    write("s/a.rss")
    write("s/zu/b.rss")
    scandir = os.scandir

    def barred(folder):
        if folder == "s/zu":
            raise PermissionError(errno.EACCES, "Permission denied", folder)
        return scandir(folder)

    monkeypatch.setattr(os, "scandir", barred)
    assert list(targets(["s"])) == [
        Target(path="s/a.rss", below="a.rss"),
        Target(path="s/zu", failure="Permission denied"),
    ]


def test_a_link_that_leads_nowhere_is_looked_at_so_that_it_is_named(here):
    (here / "s").mkdir()
    (here / "s" / "a.xml").symlink_to("weg.xml")
    assert paths("s") == ["s/a.xml"]


@pytest.mark.parametrize(
    ("path", "base_url", "address"),
    [
        ("a.rss", None, None),
        ("atom/1.1/a.xml", "https://bote.example/", "https://bote.example/atom/1.1/a.xml"),
        ("./a b/ü.xml", "https://bote.example/x/", "https://bote.example/x/a%20b/%C3%BC.xml"),
        ("/srv/a.xml", "https://bote.example/", "https://bote.example/srv/a.xml"),
        ("http:a.xml", "https://bote.example/", "https://bote.example/http:a.xml"),
        ("a.rss", "https://bote.example/feed", "https://bote.example/feed"),
        ("-", "https://bote.example/", "https://bote.example/"),
    ],
)
def test_a_document_counts_as_served_from_the_base_url(path, base_url, address):
    [target] = targets([path])
    assert served_from(target, base_url) == address


def test_a_folder_counts_as_the_root_of_the_site(write):
    write("public/feeds/alle.rss")
    [target] = targets(["./public"])
    assert served_from(target, "https://bote.example/") == "https://bote.example/feeds/alle.rss"
