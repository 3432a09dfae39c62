"""The configuration of Caddy: which file answers what, with the headers of the application.

To be imported into the block of a site. Caddy chooses by ``Accept-Encoding`` among the
compressed files itself.
"""

import re
from collections.abc import Iterator
from urllib.parse import quote

from feedservice.export.answers import SELF
from feedservice.export.kinds import (
    FALLBACKS,
    GONE,
    GONE_FOLDER,
    GONE_PATTERN,
    MISSING,
    PAGE,
    PAGE_PARAMETER,
)
from feedservice.export.nginx import HEAD
from feedservice.export.serving import Group, Redirects, Serving

NAME = "Caddyfile"
CODINGS = "br zstd gzip"  # the first that is accepted
INDENT = "\t"
VARY = "Vary"
_NAMES = {"moved": "{feedservice_moved}", "habitual": "{feedservice_habitual}"}


def configuration(serving: Serving) -> dict[str, str]:
    """Write the file of the configuration, by name."""
    return {NAME: "\n".join([HEAD, *_block("route", [*_site(serving)]), *_errors(serving), ""])}


def _site(serving: Serving) -> Iterator[str]:
    """What is answered below the base URL."""
    prefix = serving.prefix
    if prefix:
        yield f"@feedservice_bare path {_quoted(prefix)}"
        yield f"rewrite @feedservice_bare {_quoted(prefix + '/')}"
    yield from _block(f"handle {_below(prefix)}", [*_stripped(prefix), *_handlers(serving)])


def _handlers(serving: Serving) -> Iterator[str]:
    """Each kind of document, then addresses that lead to others, then nothing."""
    yield f"root * {_quoted(str(serving.root))}"
    yield from _pages()
    if serving.gone:
        yield from _ended(serving)
        yield from _block("handle @feedservice_ended", ["error 410"])
    for group in serving.groups:
        if group.kind not in {MISSING, GONE}:
            yield f"@{group.name} path_regexp {_quoted(f'^{group.pattern}$')}"
            # A route, because Caddy would put the directives of a handle into its own order.
            yield from _block(f"handle @{group.name}", _block("route", [*_found(serving, group)]))
    yield from _block("handle", [*_redirect("habitual", serving.habitual, serving), "error 404"])


def _found(serving: Serving, group: Group) -> Iterator[str]:
    """The file that is sent, and its headers."""
    if group.kind.is_moving:
        yield from _redirect("moved", serving.moved, serving)
    if group.is_open:
        yield from _preflight(serving)
    yield from _headers(serving, group)
    page = "{feedservice_page}" if group.kind.is_numbered else ""
    if page or group.kind.ending:
        yield f"rewrite * {{path}}{page}{group.kind.ending}"
    yield from _file_server(group)


def _headers(serving: Serving, group: Group) -> Iterator[str]:
    """What an answer says of itself; Vary last, for Caddy says it too, if it has compressed."""
    yield f"header Content-Type {_quoted(group.content_type)}"
    for name, value in group.headers.items():
        if name == VARY:
            yield from _block("header", [f"{name} {_value(value, serving)}", "defer"])
        else:
            yield f"header {name} {_value(value, serving)}"
    for number, (path, told) in enumerate(group.others.items()):
        other = f"@{group.name}_{number}"
        yield f"{other} path {_quoted(path)}"
        for name, value in told.items():
            yield f"header {other} {name} {_value(value, serving)}"


def _file_server(group: Group) -> Iterator[str]:
    """Send the file, compressed if there is such a one."""
    if group.is_coded:
        yield r'request_header Accept-Encoding "(?i)\bx-gzip\b" gzip'
    yield from _block("file_server", [f"precompressed {CODINGS}"] if group.is_coded else [])


def _pages() -> Iterator[str]:
    """Which further page a query asks for."""
    lines = ['"" ""', '1 ""', f'"~^([1-9][0-9]*)$" "{PAGE}${{1}}"', f'default "{PAGE}0"']
    yield from _block(f"map {{query.{PAGE_PARAMETER}}} {{feedservice_page}}", lines)


def _redirect(name: str, redirects: Redirects | None, serving: Serving) -> Iterator[str]:
    """Lead on, if the address is an old one or a habitual one."""
    if redirects is None:
        return
    is_pattern = name == "habitual"
    lines = [
        f"{_quoted(f'~(?i)^(?:{old})/?$' if is_pattern else old)} {_quoted(serving.base_url + new)}"
        for old, new in redirects.leads.items()
    ]
    yield from _block(f"map {{path}} {_NAMES[name]}", [*lines, 'default ""'])
    yield f'@feedservice_{name} not vars {_NAMES[name]} ""'
    for header, value in redirects.headers.items():
        yield f"header @feedservice_{name} {header} {_value(value, serving)}"
    yield f"redir @feedservice_{name} {_NAMES[name]} {redirects.status}"


def _ended(serving: Serving) -> Iterator[str]:
    """Match the addresses of articles that were withdrawn."""
    keys = GONE_PATTERN.format(f"({'|'.join(serving.withdrawn)})")
    yield f"@feedservice_ended path_regexp feedservice_ended {_quoted(f'^{keys}$')}"


def _preflight(serving: Serving) -> Iterator[str]:
    """Let scripts of other sites ask."""
    asked = ["method OPTIONS", "header Access-Control-Request-Method *"]
    yield from _block("@feedservice_preflight", asked)
    said = [f"header {name} {_value(text, serving)}" for name, text in serving.preflight.items()]
    yield from _block("handle @feedservice_preflight", [*said, "respond 204"])


def _errors(serving: Serving) -> Iterator[str]:
    """What is shown for what there is not, as far as those pages could be had."""
    lines = [f"root * {_quoted(str(serving.root))}", *_stripped(serving.prefix)]
    for name, pattern in FALLBACKS.items():
        if name in serving.missing:
            lines.append(f"@missing_{name} path_regexp {_quoted(f'^{pattern}$')}")
            shown = [*_missing(serving, serving.missing[name])]
            lines += _block(f"handle @missing_{name}", shown)
    if "site" in serving.missing:
        lines += _block("handle", [*_missing(serving, serving.missing["site"])])
    matched = [
        "@feedservice_missing expression {http.error.status_code} == 404",
        *_block("route @feedservice_missing", lines),
    ]
    if serving.gone:
        file = f"{GONE_FOLDER}{{re.feedservice_ended.1}}{GONE.ending}"
        ended = _block("handle @feedservice_ended", [*_shown(serving, serving.gone, file)])
        placed = [f"root * {_quoted(str(serving.root))}", *_stripped(serving.prefix)]
        matched.append("@feedservice_gone expression {http.error.status_code} == 410")
        matched += _block("route @feedservice_gone", [*placed, *_ended(serving), *ended])
    yield from _block("handle_errors", matched)


def _missing(serving: Serving, group: Group) -> Iterator[str]:
    """The page for what there is not."""
    yield from _shown(serving, group, f"/404/{group.suffix}{MISSING.ending}")


def _shown(serving: Serving, group: Group, file: str) -> Iterator[str]:
    """Send a page in place of a document, without what the document would have said of itself."""
    said = {name for other in serving.groups for name in other.headers}
    for name in sorted(said - set(group.headers)):
        yield f"header -{name}"
    yield from _headers(serving, group)
    yield f"rewrite * {file}"
    yield from _file_server(group)


def _below(prefix: str) -> str:
    """Match what is below the base URL."""
    return _quoted(f"{prefix}/*") if prefix else ""


def _stripped(prefix: str) -> Iterator[str]:
    """Go on with the rest of the address."""
    if prefix:
        yield f"uri strip_prefix {_quoted(quote(prefix))}"  # of the address as it came


def _block(head: str, lines: list[str]) -> list[str]:
    """Put lines into braces."""
    if not lines:
        return [head.rstrip()]
    return [f"{head.rstrip()} {{", *(f"{INDENT}{line}" for line in lines), "}"]


def _value(text: str, serving: Serving) -> str:
    """Write a value; what stands in braces would be a placeholder, but for the own address."""
    parts = [re.sub(r"([{}])", r"\\\1", part) for part in text.split(SELF)]
    return _quoted((serving.base_url + "{path}").join(parts))


def _quoted(text: str) -> str:
    """Write a text between quotation marks."""
    return '"' + text.replace('"', '\\"') + '"'
