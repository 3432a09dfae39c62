"""A small newspaper, as its editors wrote it and as its readers must see it.

Both are written down by hand: nothing here is computed by the service.
"""

from datetime import UTC, datetime, timedelta, timezone
from typing import NamedTuple

WINTER = timezone(timedelta(hours=1))
SUMMER = timezone(timedelta(hours=2))

PICTURE = bytes.fromhex(
    "89504e470d0a1a0a0000000d494844520000000100000001080600000"
    "01f15c4890000000d49444154789c6360f8cf50010003810181"
    "8d8aa3990000000049454e44ae426082"
)

FILES: dict[str, str | bytes] = {
    # All that a front matter can hold, and every sign that XML and HTML escape.
    "kultur/muehle.md": """\
---
id: kultur-muehle
title: 'Müller & Söhne: 3 < 5, sagt "Änne"'
date: 5. März 2024, 18:00 Uhr
updated: 31. März 2024, 3:30 Uhr
categories: [Kultur & Medien, Lokales]
author: Änne Müller-Lüdenscheidt
summary: 'Bühne & Film: heute für < 5 Euro.'
image:
  src: bilder/Mühle bei Nacht.png
  alt: Die „Mühle“ bei Nacht
tags: [Theater, Straßenfest]
---

Ein **großer** Abend mit [Gästen](https://example.org/g?a=1&b=2): 3 < 5 & „mehr“.

- Ä, Ö, Ü
- ß

Zweiter Absatz.
""",
    "kultur/bilder/Mühle bei Nacht.png": PICTURE,
    # A day without a time, and a picture of the same name.
    "kultur/fest.txt": """\
7. März 2024

Kultur & Medien

Straßenfest: „Größer & schöner“ <als> je zuvor

Straßenfest: „Größer & schöner“ <als> je zuvor

Es war voll: 1 < 2 & 3 > 2.

Mehr am Sonntag.
""",
    "kultur/fest.jpg": PICTURE,
    "lokales/brief.json": """\
{
  "id": "brief/42",
  "title": "Offener Brief: Österreichs 'Grüße'",
  "date": "2024-10-27T02:30:00+01:00",
  "category": "Lokales",
  "author": "Die Redaktion",
  "tags": ["Leserbrief"],
  "html": "<h2>Liebe Leser</h2><p>Ein <em>Gruß</em> &amp; <a href=\\"/rubrik/lokales\\">mehr</a>.</p>"
}
""",
}


class Enclosure(NamedTuple):
    """A picture that belongs to an article."""

    url: str
    type: str
    length: int


class Expected(NamedTuple):
    """An article as its readers must see it.

    Attributes:
        link: Without the hash of the key that ends it.
    """

    title: str
    link: str
    id: str
    published: datetime
    updated: datetime
    author: str | None
    categories: tuple[str, ...]
    html: str
    enclosure: Enclosure | None


def expected(url: str) -> dict[str, list[Expected]]:
    """What each channel of the newspaper at *url* must show, the newest first."""
    mill = Expected(
        title='Müller & Söhne: 3 < 5, sagt "Änne"',
        link=f"{url}/artikel/mueller-soehne-3-5-sagt-aenne-",
        id="tag:127.0.0.1,2026-01-01:kultur-muehle",
        published=datetime(2024, 3, 5, 18, tzinfo=WINTER),
        updated=datetime(2024, 3, 31, 3, 30, tzinfo=SUMMER),
        author="Änne Müller-Lüdenscheidt",
        categories=("Kultur & Medien", "Lokales", "Theater", "Straßenfest"),
        html=(
            '<p>Ein <strong>großer</strong> Abend mit <a href="https://example.org/g?a=1&amp;b=2">'
            "Gästen</a>: 3 &lt; 5 &amp; „mehr“.</p>\n"
            "<ul>\n<li>Ä, Ö, Ü</li>\n<li>ß</li>\n</ul>\n"
            "<p>Zweiter Absatz.</p>"
        ),
        enclosure=Enclosure(
            f"{url}/medien/kultur/bilder/M%C3%BChle%20bei%20Nacht.png", "image/png", len(PICTURE)
        ),
    )
    feast = Expected(
        title="Straßenfest: „Größer & schöner“ <als> je zuvor",
        link=f"{url}/artikel/strassenfest-groesser-schoener-als-je-zuvor-",
        id="tag:127.0.0.1,2026-01-01:kultur/fest",
        published=datetime(2024, 3, 7, 12, tzinfo=WINTER),
        updated=datetime(2024, 3, 7, 12, tzinfo=WINTER),
        author=None,
        categories=("Kultur & Medien",),
        html="<p>Es war voll: 1 &lt; 2 &amp; 3 &gt; 2.</p>\n<p>Mehr am Sonntag.</p>",
        enclosure=Enclosure(f"{url}/medien/kultur/fest.jpg", "image/jpeg", len(PICTURE)),
    )
    letter = Expected(
        title="Offener Brief: Österreichs 'Grüße'",
        link=f"{url}/artikel/offener-brief-oesterreichs-gruesse-",
        id="tag:127.0.0.1,2026-01-01:brief/42",
        published=datetime(2024, 10, 27, 1, 30, tzinfo=UTC),
        updated=datetime(2024, 10, 27, 1, 30, tzinfo=UTC),
        author="Die Redaktion",
        categories=("Lokales", "Leserbrief"),
        html=f'<h2>Liebe Leser</h2><p>Ein <em>Gruß</em> &amp; <a href="{url}/rubrik/lokales">mehr</a>.</p>',
        enclosure=None,
    )
    return {"kultur-medien": [feast, mill], "alle": [letter, feast, mill]}
