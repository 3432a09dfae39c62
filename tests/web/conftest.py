"""The application in front of a store into which articles were really published."""

from html.parser import HTMLParser

import lxml.html
import pytest

from feedservice.web import create_app, delivery

HEADLINES = "//main//li//*[self::h2 or self::h3]/a"
VOID = {"area", "br", "col", "hr", "img", "input", "link", "meta", "source", "track"}


@pytest.fixture
def serve(site):
    """Publish, and make a client that asks the application as a server would."""
    served = []

    def serve(settings=None):
        site.publish(**({"settings": settings} if settings else {}))
        served.append(create_app(settings or site.settings))
        return served[-1].test_client()

    yield serve
    for app in served:
        app.extensions["library"].close()


@pytest.fixture
def page(record, site, serve):
    """Publish one article, and fetch its page."""

    def page(**said):
        site.write("a.txt", record(**said))
        client = serve()
        home = parsed(client.get("/").text)
        address = home.xpath(f"{HEADLINES}/@href")[0].removeprefix(site.settings.base_url)
        return client.get(address)

    return page


class Strict(HTMLParser):
    """Refuses what a browser would have to repair, and what our policy would not run."""

    def __init__(self):
        super().__init__()
        self.open = []

    def handle_starttag(self, tag, attributes):
        names = [name for name, _ in attributes]
        assert len(names) == len(set(names)), (tag, names)
        said = dict(attributes)
        if tag == "script":  # data that nothing runs, or a file of ours
            assert said.get("type") == "application/ld+json" or said["src"].startswith("/")
        assert tag != "style"
        assert not [name for name in names if name == "style" or name.startswith("on")], names
        assert tag != "img" or "alt" in names
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag, _attributes):
        assert self.open.count("svg") == 1, tag  # only there a tag closes itself

    def handle_endtag(self, tag):
        assert self.open.pop() == tag


@pytest.fixture(autouse=True)
def _always_looking(monkeypatch):
    monkeypatch.setattr(delivery, "LOOK_SECONDS", 0)


def parsed(html):
    """Parse a page, and make sure that it is one."""
    assert html.startswith("<!doctype html>\n<html lang=")
    strict = Strict()
    strict.feed(html)
    strict.close()
    assert strict.open == []
    tree = lxml.html.document_fromstring(html)
    assert len(tree.xpath("//h1")) == len(tree.xpath("//main")) == len(tree.xpath("//title")) == 1
    assert tree.xpath("//title")[0].text
    return tree
