"""The same records as a site of Hugo, whose RSS and Atom feeds it builds and nothing else.

Its pages are listed and not rendered, so that it does no more than what is compared.
"""

import shutil
from pathlib import Path

import corpus

HUGO = shutil.which("hugo")
ITEMS = 50  # of a feed; the templates say so too

CONFIG = """\
baseURL = "http://127.0.0.1:8000/"
languageCode = "de"
title = "Nachrichten"
disableKinds = ["section", "404", "sitemap", "robotsTXT"]

[taxonomies]
category = "categories"

[outputs]
home = ["RSS", "ATOM"]
taxonomy = []
term = ["RSS", "ATOM"]

[mediaTypes."application/atom+xml"]
suffixes = ["atom"]

[outputFormats.ATOM]
mediaType = "application/atom+xml"
baseName = "index"
isPlainText = false
"""

HOME = """\
---
title: Nachrichten
cascade:
  - _target:
      kind: page
    _build:
      render: never
      list: always
---
"""

PAGES = """\
{{ printf "<?xml version=\\"1.0\\" encoding=\\"utf-8\\"?>" | safeHTML }}
{{- $pages := .Pages }}{{ if .IsHome }}{{ $pages = .Site.RegularPages }}{{ end }}
"""

RSS = f"""\
{PAGES}<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel>
<title>{{{{ .Title }}}}</title><link>{{{{ .Permalink }}}}</link>
<description>{{{{ .Title }}}}</description>
{{{{ range first 50 $pages }}}}<item><title>{{{{ .Title }}}}</title>
<link>http://127.0.0.1:8000/artikel/{{{{ .File.ContentBaseName }}}}</link>
<guid>{{{{ .File.ContentBaseName }}}}</guid>
<pubDate>{{{{ .Date.Format "Mon, 02 Jan 2006 15:04:05 -0700" }}}}</pubDate>
<description>{{{{ .Summary | html }}}}</description>
<content:encoded>{{{{ .Content | html }}}}</content:encoded></item>
{{{{ end }}}}</channel></rss>
"""

ATOM = f"""\
{PAGES}<feed xmlns="http://www.w3.org/2005/Atom">
<title>{{{{ .Title }}}}</title><id>{{{{ .Permalink }}}}</id>
<updated>{{{{ .Lastmod.Format "2006-01-02T15:04:05Z07:00" }}}}</updated>
{{{{ range first 50 $pages }}}}<entry><title>{{{{ .Title }}}}</title>
<link href="http://127.0.0.1:8000/artikel/{{{{ .File.ContentBaseName }}}}"/>
<id>tag:127.0.0.1,2026:{{{{ .File.ContentBaseName }}}}</id>
<published>{{{{ .Date.Format "2006-01-02T15:04:05Z07:00" }}}}</published>
<updated>{{{{ .Lastmod.Format "2006-01-02T15:04:05Z07:00" }}}}</updated>
<summary>{{{{ .Summary }}}}</summary>
<content type="html">{{{{ .Content | html }}}}</content></entry>
{{{{ end }}}}</feed>
"""

SITE = {
    "config.toml": CONFIG,
    "content/_index.md": HOME,
    "layouts/_default/list.rss.xml": RSS,
    "layouts/_default/list.atom.atom": ATOM,
}


def write(folder: Path, articles: Path) -> None:
    """Make a site of Hugo in *folder* of the text records in *articles*."""
    for name, content in SITE.items():
        file = folder / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(content, "utf-8")
    for path in articles.rglob("*.txt"):
        place = folder / "content" / path.relative_to(articles).with_suffix(".md")
        place.parent.mkdir(exist_ok=True)
        place.write_text(_page(path.read_text("utf-8")), "utf-8")


def command(folder: Path) -> list[str]:
    """The command that builds the site anew."""
    for made in ("public", "resources"):
        shutil.rmtree(folder / made, ignore_errors=True)
    return [HUGO or "hugo", "--quiet", "--source", str(folder)]


def check(folder: Path) -> None:
    """Make sure that Hugo did what is compared: a feed of fifty items."""
    feed = (folder / "public" / "categories" / "politik" / "index.xml").read_text("utf-8")
    if feed.count("<item>") != ITEMS:
        raise SystemExit("Hugo has not written its feeds")


def _page(record: str) -> str:
    """Write a text record as Hugo wants it."""
    when, category, title, _, body = record.split("\n\n", 4)
    day, month, year_and_clock = when.replace(",", "").split(" ", 2)
    year, clock, _ = year_and_clock.split(" ")
    number = corpus.MONTHS.index(month) + 1
    hour, minute = clock.split(":")
    date = f"{year}-{number:02}-{int(day[:-1]):02}T{int(hour):02}:{minute}:00+01:00"
    return f'---\ntitle: "{title}"\ndate: {date}\ncategories: ["{category}"]\n---\n\n{body}'
