"""What the README promises to somebody who has just got a copy."""

import shutil
import subprocess
import sys
from datetime import datetime

import pytest
from lxml import etree, html

from tests.e2e.processes import PATIENCE_SECONDS
from tests.e2e.sites import ROOT, Site

SHARED = ROOT.parent / "shared" / "articles"
ATOM = {"a": "http://www.w3.org/2005/Atom"}
CONTENT = "{http://purl.org/rss/1.0/modules/content/}encoded"


def files_of(repository):
    """What a clone holds: all files but those that git ignores."""
    command = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    done = subprocess.run(command, cwd=repository, capture_output=True, check=False)
    if done.returncode:
        pytest.skip("no git repository to copy from")
    return [name for name in done.stdout.decode().split("\0") if name]


@pytest.fixture(scope="module")
def clone(tmp_path_factory):
    """A fresh copy of the project, as it lies on a newcomer's disk."""
    copy = tmp_path_factory.mktemp("clone")
    for name in files_of(ROOT):
        if (ROOT / name).is_file():
            (copy / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(ROOT / name, copy / name)
    return copy


def run(clone, cwd, *arguments, **variables):
    """Run the copy's ``feedservice`` from the folder *cwd*."""
    environment = dict(variables)
    return subprocess.run(
        [sys.executable, "-P", "-m", "feedservice", *arguments],
        cwd=cwd,
        env=environment | {"PYTHONPATH": str(clone), "PYTHONDONTWRITEBYTECODE": "1"},
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=PATIENCE_SECONDS,
        check=False,
    )


def test_a_clone_publishes_its_samples_without_any_setting(clone):
    done = run(clone, clone, "publish")
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout == "29 articles published, 27 files read, 30 feeds changed, 1 draft\n"


def test_it_runs_from_an_empty_folder_with_only_the_articles_named(clone, tmp_path):
    done = run(clone, tmp_path, "publish", FEEDSERVICE_ARTICLES=str(clone / "articles"))
    assert (done.returncode, done.stderr) == (0, "")
    assert {place.name for place in tmp_path.iterdir()} == {"var"}
    status = run(clone, tmp_path, "status", FEEDSERVICE_ARTICLES=str(clone / "articles"))
    assert status.returncode == 0
    assert "/feeds/kultur-medien " in status.stdout


def test_the_shared_record_is_published_as_its_editors_meant_it(tmp_path):
    if not SHARED.is_dir():
        pytest.skip(f"there is no {SHARED}")
    shutil.copytree(SHARED, tmp_path / "articles")
    title = "Russland und Nordkorea beschließen neues strategisches Bündnis"
    with Site(tmp_path) as site:
        site.serve()
        rss = etree.fromstring(site.get("/feeds/politik.rss").body)
        (item,) = rss.iter("item")
        assert item.findtext("title") == title
        assert [node.text for node in item.iter("category")] == ["Politik"]
        assert item.findtext("pubDate").startswith("Tue, 22 Oct 2024 ")
        assert item.findtext("pubDate").endswith(" +0200")
        body = html.fragment_fromstring(item.findtext(CONTENT), create_parent=True)
        assert title not in body.text_content()
        assert len(body.findall("p")) >= 5

        atom = etree.fromstring(site.get("/feeds/politik.atom").body)
        published = datetime.fromisoformat(atom.findtext("a:entry/a:published", None, ATOM))
        assert published.date().isoformat() == "2024-10-22"
        assert published.strftime("%z") == "+0200"
        page = html.fromstring(site.get(item.findtext("link").removeprefix(site.url)).body)
        assert page.find(".//main").text_content().count(title) == 1
