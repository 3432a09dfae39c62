"""rss2email, the program, subscribed to one feed: every item becomes a mail."""

import mailbox
import re
import subprocess
import sys
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path
from typing import NamedTuple

from tests.e2e.processes import PATIENCE_SECONDS

CONFIGURATION = """\
[DEFAULT]
to = leser@example.org
email-protocol = maildir
maildir-path = {home}
maildir-mailbox = mail
html-mail = True
date-header = True
date-header-order = issued
name-format = {{author}}
"""


class Mail(NamedTuple):
    """An item as its subscriber gets it.

    Attributes:
        html: What stands between the headline and the foot.
    """

    title: str
    link: str
    id: str
    date: str
    author: str
    categories: tuple[str, ...]
    html: str


class Rss2email:
    """One reader with one subscription and a mailbox."""

    def __init__(self, home: Path, url: str) -> None:
        self._home = home
        home.mkdir()
        (home / "config").write_text(CONFIGURATION.format(home=home))
        mailbox.Maildir(home / "mail", create=True)
        self._run("add", "feed", url)

    def poll(self) -> str:
        """Ask for the feed, and return what is said about it."""
        return self._run("run")

    def mails(self) -> list[Mail]:
        """What has arrived, in the order of its arrival."""
        places = sorted((self._home / "mail" / "new").iterdir(), key=_arrival)
        return [_read(place.read_bytes()) for place in places]

    def _run(self, *arguments: str) -> str:
        program = Path(sys.executable).with_name("r2e")
        done = subprocess.run(
            [program, "-c", "config", "-d", "data.json", *arguments],
            cwd=self._home,
            capture_output=True,
            text=True,
            timeout=PATIENCE_SECONDS,
            check=False,
        )
        assert done.returncode == 0, done.stderr
        return done.stderr


def _arrival(place: Path) -> list[int]:
    """Second and microsecond, which begin the name."""
    return [int(figures) for figures in re.findall(r"\d+", place.name)[:2]]


def _read(message: bytes) -> Mail:
    mail = message_from_bytes(message, _class=EmailMessage, policy=policy.default)
    html = mail.get_content()
    body = re.search(r'<div class="body" id="body">\n(.*?)\n?</div>', html, re.DOTALL)
    return Mail(
        title=mail["Subject"],
        link=mail["X-RSS-URL"],
        id=mail["X-RSS-ID"],
        date=mail["Date"],
        author=mail["From"].addresses[0].display_name,
        categories=tuple(mail["X-RSS-TAGS"].split(",")),
        html=body[1],
    )
