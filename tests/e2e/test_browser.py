"""A person with a browser finds, subscribes, reads: on a phone, at a desk, in the dark."""

import re
import shutil

import pytest

from tests.e2e.processes import until
from tests.e2e.sites import Site, txt

playwright = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="axe is not installed")

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="there is no Chromium")

PHONE, DESK = {"width": 360, "height": 740}, {"width": 1280, "height": 900}
NARROWEST = 320  # CSS pixels, as WCAG 1.4.10 has it
SMALLEST_TARGET = 24  # CSS pixels, as WCAG 2.5.8 has it
LOUD = ("warning", "error")
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]

TOKEN = "nur-fuer-die-redaktion"  # noqa: S105 - of a test

# What newsrooms write, and what breaks narrow pages.
LONG = """---
title: Donaudampfschifffahrtsgesellschaftskapitänsmützenabzeichen und andere lange Wörter
date: 2026-11-20 18:05
updated: 2026-11-21 08:00
categories: [Lokales, Kultur & Medien]
author: Änne Müller
summary: Eine Zusammenfassung, die nicht im Text steht.
tags: [Verkehrsinfrastrukturfinanzierungsgesellschaft]
image: {src: bild.png, alt: Ein Punkt}
---
Text mit einem [Verweis](https://example.org/).

| Maßnahme | Ort | Kosten in Euro | Beginn | Ende | Zuständig | Bemerkung |
|---|---|---|---|---|---|---|
| Straßenbahnhaltestellenmodernisierung | Lindenau | 1.450.000 | März | Mai | Stadtwerke | keine |

> „Das ist ein Zitat.“
>
> Jemand

```
eine_sehr_lange_zeile_ohne_blank_die_nirgends_umgebrochen_werden_kann_außer_irgendwo(1234567890)
```
"""
PIXEL = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010802000000907753de"
    "0000000c49444154789c63f8cfc000000301010018dd8db00000000049454e44ae426082"
)


@pytest.fixture(scope="module")
def newspaper(tmp_path_factory):
    """A newspaper with a category of three pages, and an article that was withdrawn."""
    with Site(tmp_path_factory.mktemp("newspaper")) as site:
        site.environment["FEEDSERVICE_STATUS_TOKEN"] = TOKEN
        site.write("sport/kaputt.txt", txt("Kaputt", date="31. November 2026", category="Sport"))
        site.write("sport/bald.txt", txt("Bald", date="24. Dezember 2099", category="Sport"))
        for number in range(61):
            date = f"1. März 2026, {number // 60:02}:{number % 60:02} Uhr"
            site.write(f"sport/{number}.txt", txt(f"Spiel {number}", date=date, category="Sport"))
        site.write("lokales/lang.md", LONG)
        site.write("lokales/bild.png", PIXEL)
        record = site.write("lokales/weg.txt", txt("Zurückgezogen", category="Lokales"))
        site.serve()
        until(lambda: len(site.items("lokales")) == 2, "both articles")
        site.links = {title: item.link for title, item in site.items("lokales").items()}
        record.unlink()
        until(lambda: len(site.items("lokales")) == 1, "the withdrawal")
        yield site


@pytest.fixture(scope="module")
def browser():
    with playwright.sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield browser
        browser.close()


@pytest.fixture
def visit(browser, newspaper):
    """Open the newspaper; what the browser complains of fails the test."""
    contexts, complaints = [], []

    def visit(path="/", **how):
        context = browser.new_context(**{"viewport": DESK, "locale": "de-DE"} | how)
        contexts.append(context)
        page = context.new_page()
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on("console", lambda said: said.type in LOUD and complaints.append(said.text))
        page.goto(path if "://" in path else newspaper.url + path)
        return page

    yield visit
    for context in contexts:
        context.close()
    refused = re.compile(
        "Failed to load resource: the server responded with a status of 4(01|04|10)"
    )
    assert [complaint for complaint in complaints if not refused.match(complaint)] == []


@pytest.mark.parametrize("viewport", [PHONE, DESK], ids=["phone", "desk"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_person_finds_subscribes_and_reads(visit, newspaper, viewport, scheme):
    rights = ["clipboard-read", "clipboard-write"]
    page = visit(viewport=viewport, color_scheme=scheme, permissions=rights)
    # Two clicks to the address.
    front = page.locator("section.front", has_text="Sport").first
    front.get_by_text("Abonnieren").click()
    front.get_by_role("button", name="Adresse des Feeds Sport: kopieren").click()
    playwright.expect(page.get_by_role("status")).to_have_text("Adresse kopiert")
    address = page.evaluate("navigator.clipboard.readText()")
    assert address == f"{newspaper.url}/feeds/sport.rss"

    # The feed, opened as if it were a page.
    page.goto(address)
    assert page.url == address
    playwright.expect(page.get_by_role("heading", level=1)).to_have_text("Weiltaler Bote: Sport")
    playwright.expect(page.get_by_text("50 Artikel")).to_be_visible()
    page.get_by_role("link", name="Spiel 60").click()
    playwright.expect(page.get_by_role("heading", level=1)).to_have_text("Spiel 60")

    # To the end of the archive, and one article back.
    page.get_by_role("navigation", name="Rubriken").get_by_role("link", name="Sport").click()
    for number in (2, 3):
        page.get_by_role("link", name="Ältere Artikel").click()
        playwright.expect(page.get_by_text(f"Seite {number} von 3")).to_be_visible()
    page.get_by_role("link", name="Spiel 0", exact=True).click()
    page.get_by_role("link", name="Danach erschienen").click()
    playwright.expect(page.get_by_role("heading", level=1)).to_have_text("Spiel 1")


@pytest.mark.parametrize("suffix", ["rss", "atom", "json"])
def test_the_source_of_a_feed_can_be_seen(visit, newspaper, suffix):
    page = visit(f"/feeds/sport.{suffix}")
    page.get_by_role("link", name="Quelltext").click()
    assert page.url == f"{newspaper.url}/feeds/sport.{suffix}?quelltext"
    start = "{" if suffix == "json" else "<?xml"
    assert page.locator("body").inner_text().startswith(start)


def test_a_program_in_the_browser_gets_the_feed(visit, newspaper):
    page = visit("/")
    answer = page.request.get(f"{newspaper.url}/feeds/sport.rss")
    assert answer.headers["content-type"] == "application/rss+xml; charset=utf-8"


POLL = """async address => {
    const first = await fetch(address);
    const tag = first.headers.get("ETag");
    const headers = {"If-None-Match": tag, "A-IM": "feed"};
    const again = await fetch(address, {headers});
    return [first.status, (await first.text()).length > 100, tag.length > 30, again.status];
}"""


def test_a_script_of_another_site_polls_as_readers_do(visit, newspaper):
    # Another origin, though on this machine: browsers let no others ask for what is here.
    page = visit(newspaper.url.replace("127.0.0.1", "localhost"), bypass_csp=True)
    for suffix in ("rss", "atom", "json"):
        polled = page.evaluate(POLL, f"{newspaper.url}/feeds/sport.{suffix}")
        assert polled == [200, True, True, 304]


def test_everything_is_there_without_scripts(visit, newspaper):
    page = visit(java_script_enabled=False)
    front = page.locator("section.front", has_text="Sport").first
    front.get_by_text("Abonnieren").click()
    field = front.get_by_role("textbox", name="Adresse des Feeds Sport")
    assert field.input_value() == f"{newspaper.url}/feeds/sport.rss"
    playwright.expect(front.get_by_role("button")).to_have_count(0)
    assert front.get_by_role("link", name="Feedreader-App").get_attribute("href") == (
        f"feed:{newspaper.url}/feeds/sport.rss"
    )


def test_everything_works_by_keyboard(visit, newspaper):
    page = visit(permissions=["clipboard-read", "clipboard-write"])

    def step_to(name):
        """Press Tab until what is called *name* has the focus, and shows it."""
        for _ in range(60):
            page.keyboard.press("Tab")
            focused = page.locator(":focus")
            if name in (focused.get_attribute("aria-label") or focused.inner_text()):
                assert focused.evaluate("e => getComputedStyle(e).outlineStyle") != "none"
                return
        pytest.fail(f"the focus never came to {name}")

    step_to("Zum Inhalt")
    page.keyboard.press("Enter")
    step_to("kopieren")
    page.keyboard.press("Enter")
    playwright.expect(page.get_by_role("status")).to_have_text("Adresse kopiert")
    assert page.evaluate("navigator.clipboard.readText()") == f"{newspaper.url}/feeds/alle.rss"
    step_to("Abonnieren")
    page.keyboard.press("Enter")
    step_to("kopieren")


KINDS = {
    "front page": "/",
    "category": "/rubrik/sport?seite=2",
    "article": "Donaudampfschifffahrtsgesellschaftskapitänsmützenabzeichen und andere lange Wörter",
    "feed": "/feeds/lokales",
    "opened feed": "/feeds/lokales.rss",
    "all feeds": "/feeds",
    "no feed": "/feeds/nix",
    "not found": "/nirgends",
    "gone": "Zurückgezogen",
}


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_of_page_is_accessible_in_light_and_dark_and_fits_every_width(
    visit, newspaper, kind
):
    path = newspaper.links.get(KINDS[kind], KINDS[kind])
    page = visit(path, viewport=PHONE, reduced_motion="reduce")
    for fold in page.locator("summary").all()[:2]:
        fold.click()
    judge(page)


def test_a_home_page_of_many_categories_is_accessible_too(visit, tmp_path):
    with Site(tmp_path) as site:
        for number in range(31):
            site.write(f"{number}.txt", txt("Neues", category=f"Stadtteil {number}"))
        site.serve()
        until(lambda: site.items("stadtteil-30"), "the last category")
        page = visit(site.url, viewport=PHONE, reduced_motion="reduce")
        page.get_by_role("link", name="31 Rubriken von A bis Z").click()
        playwright.expect(
            page.get_by_role("heading", name="Alle Rubriken", exact=True)
        ).to_be_in_viewport()
        judge(page)


def judge(page):
    """Hold a page against axe-core's rules, every width, and the size of a finger."""
    for scheme, viewport in (("light", PHONE), ("dark", DESK)):
        page.emulate_media(color_scheme=scheme)
        page.set_viewport_size(viewport)
        found = axe.Axe().run(page, options={"runOnly": RULES}).response["violations"]
        assert [(f["id"], [node["html"] for node in f["nodes"]]) for f in found] == []
    for width in (NARROWEST, PHONE["width"], DESK["width"]):
        page.set_viewport_size({"width": width, "height": 740})
        assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert page.evaluate(SMALL_TARGETS, SMALLEST_TARGET) == []


def let_in(page):
    """Give the token on the form."""
    page.get_by_label("Kennwort").fill(TOKEN)
    page.get_by_role("button", name="Anzeigen").click()
    playwright.expect(page.get_by_role("button", name="Abmelden")).to_be_visible()


def test_an_editor_sees_how_it_goes_and_nobody_else_does(visit, newspaper):
    page = visit("/status", viewport=PHONE)
    page.get_by_label("Kennwort").fill("geraten-und-falsch")
    page.get_by_role("button", name="Anzeigen").click()
    playwright.expect(page.get_by_role("alert")).to_have_text("Dieses Kennwort ist falsch.")
    let_in(page)
    playwright.expect(page.get_by_text("1 Datensatz ist nicht wie geschrieben")).to_be_visible()
    playwright.expect(page.get_by_text("sport/kaputt.txt:1")).to_be_visible()
    playwright.expect(page.get_by_role("row", name="Bald")).to_be_visible()
    page.goto(newspaper.url)
    page.goto(f"{newspaper.url}/status")  # let in for some weeks
    page.get_by_role("button", name="Abmelden").click()
    playwright.expect(page.get_by_label("Kennwort")).to_be_visible()


@pytest.mark.parametrize("is_let_in", [False, True], ids=["closed", "open"])
def test_the_status_page_is_accessible_in_light_and_dark(visit, is_let_in):
    page = visit("/status", reduced_motion="reduce")
    if is_let_in:
        let_in(page)
    judge(page)


# Links within a line of text are exempt; everything else is large enough to be hit.
SMALL_TARGETS = """smallest => [...document.querySelectorAll("a, button, input, summary")]
    .filter(e => e.checkVisibility() && !e.matches(".skip, p:not(.category, .formats) > a, h2 a, h3 a, dd a"))
    .filter(e => e.getBoundingClientRect().height < smallest)
    .map(e => e.outerHTML)"""  # noqa: E501


def test_a_page_asks_nobody_else_for_anything(browser, newspaper):
    context = browser.new_context(viewport=DESK)
    asked = []
    context.on("request", lambda request: asked.append(request.url))
    page = context.new_page()
    for path in ("/", "/rubrik/sport", "/feeds/lokales", newspaper.links["Zurückgezogen"]):
        page.goto(path if "://" in path else newspaper.url + path)
    context.close()
    assert {url.partition("/")[2].split("/")[1] for url in asked} == {
        newspaper.url.partition("//")[2]
    }


def test_an_article_prints_without_what_is_for_the_screen(visit, newspaper):
    page = visit(newspaper.links[KINDS["article"]])
    page.emulate_media(media="print")
    for screen_only in ("nav.sections", "aside.after", ".skip"):
        assert not page.locator(screen_only).is_visible()
    assert page.locator("p.printed").inner_text() == page.url
    assert len(page.pdf()) > 1000
