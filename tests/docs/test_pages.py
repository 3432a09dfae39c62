"""What the pages in docs/ name is there, and what is there is named."""

import re
from pathlib import Path

import pytest

from feedservice.export import caddy, manifest, nginx, tree

ROOT = Path(__file__).parents[2]
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]
ARCHITECTURE = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")
DECISIONS = (ROOT / "docs" / "decisions.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_relative_link_leads_somewhere(page):
    text = re.sub(
        r"^```.*?^```", "", page.read_text(encoding="utf-8"), flags=re.MULTILINE | re.DOTALL
    )
    links = re.findall(r"\]\((?!https?://)([^)#]+)", text)
    assert [link for link in links if not (page.parent / link).exists()] == []


@pytest.mark.parametrize("page", PAGES[1:], ids=lambda page: page.name)
def test_every_page_is_one_question(page):
    heading = page.read_text(encoding="utf-8").partition("\n")[0]
    assert re.fullmatch(r"# .+\?", heading)


def test_every_module_has_its_line_in_the_architecture_and_every_line_its_module():
    table = ARCHITECTURE.partition("## Modules")[2].partition("\n## ")[0]
    named = {
        name
        for row in re.findall(r"^\| (`.+`) \|", table, re.MULTILINE)
        for name in re.findall(r"`([\w/.]+)`", row.partition(" | ")[0])
    }
    package = ROOT / "feedservice"
    paths = [path.relative_to(package).as_posix() for path in package.rglob("*.py")]
    modules = {path.removesuffix("__init__.py") for path in paths} - {""}
    assert named == modules


def test_every_file_that_the_architecture_names_is_there():
    named = re.findall(r"`([\w/]+\.py|[\w/]+/)`", ARCHITECTURE)
    assert [name for name in named if not (ROOT / "feedservice" / name).exists()] == []


def test_the_floors_are_those_that_are_checked():
    drawn = ARCHITECTURE.partition("## Floors")[2].split("```")[1].splitlines()[1:]
    settings = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    checked = re.findall(r'^    "([\w |]+)",$', settings.partition("layers = [")[2], re.MULTILINE)
    assert [re.split(r"\s{2,}", line)[0] for line in drawn] == checked


def test_every_decision_is_a_question_with_an_answer():
    found = re.findall(r"^## (.+)\n\n(.+)$", DECISIONS, re.MULTILINE)
    assert len(found) == DECISIONS.count("\n## ")
    for question, answer in found:
        assert question.endswith("?")
        assert answer.startswith(("Because ", "So that "))


def test_the_page_of_the_export_includes_the_files_that_are_written():
    page = (ROOT / "docs" / "export.md").read_text(encoding="utf-8")
    included = re.findall(r"(?:include|import) /srv/bote/([\w.-]+)", page)
    assert included == [nginx.HTTP, nginx.SERVER, caddy.NAME]
    listed = re.findall(r"^\| (`.+`) \| ", page, re.MULTILINE)
    names = [name for row in listed for name in re.findall(r"`([^`]+)`", row.partition(" | ")[0])]
    assert names == [f"{tree.PUBLIC}/", *included, manifest.NAME]
