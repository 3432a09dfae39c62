"""A person with a browser: finds a category, subscribes, reads, on a phone and at a desk."""

import re
import shutil
from pathlib import Path
from urllib.parse import urlsplit

import pytest

playwright = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="axe is not installed")

from tests.e2e.sites import txt  # noqa: E402 - after the skips

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
PHONE, DESK = {"width": 360, "height": 740}, {"width": 1280, "height": 900}
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="there is no Chromium")

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
Text mit [Verweis](https://example.org/).

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
    """A newspaper with a category of three pages, served."""
    from tests.e2e.sites import Site  # noqa: PLC0415

    with Site(tmp_path_factory.mktemp("newspaper")) as site:
        for number in range(61):
            date = f"1. März 2026, {number // 60:02}:{number % 60:02} Uhr"
            site.write(f"sport/{number}.txt", txt(f"Spiel {number}", date=date, category="Sport"))
        site.write("lokales/lang.md", LONG)
        site.write("lokales/bild.png", PIXEL)
        site.write("lokales/weg.txt", txt("Zurückgezogen", category="Lokales"))
        site.serve()
        withdraw(site)
        yield site


def withdraw(site):
    """Take the article "Zurückgezogen" back; its address stays with the site."""
    from tests.e2e.processes import until  # noqa: PLC0415

    until(lambda: "Zurückgezogen" in site.items("lokales"), "the article")
    site.gone = site.items("lokales")["Zurückgezogen"].link
    (site.articles / "lokales" / "weg.txt").unlink()
    until(lambda: "Zurückgezogen" not in site.items("lokales"), "its withdrawal")
