"""The configuration of nginx: which file answers what, with the headers of the application.

No module is needed that is not in every nginx: what is compressed is chosen by a map and
found by ``try_files``, and says by its suffix which coding it has. A part belongs into the
``http`` block, for maps are allowed nowhere else, and a part into the site's ``server``.
"""

import re
from collections.abc import Iterator, Mapping

from feedservice.export.answers import CONTENT_TYPE, SELF
from feedservice.export.kinds import (
    ARTICLE,
    FALLBACKS,
    GONE,
    GONE_FOLDER,
    GONE_PATTERN,
    MISSING,
    PAGE,
    PAGE_PARAMETER,
)
from feedservice.export.serving import Group, Redirects, Serving
from feedservice.export.tree import SUFFIXES

HTTP, SERVER = "nginx-http.conf", "nginx-server.conf"
HEAD = "# Made by feedservice export, which writes it anew: do not change it here."
VARIABLE = "$feedservice_"
NOT_MODIFIED = 304
NAMES = {"gzip": "(?:x-)?gzip"}  # as it may be called (RFC 9110 section 8.4.1.3)
#: Of q-values, nothing but a refusal is understood.
_ACCEPTED = r"(?:^|,)\s*{}\s*(?:$|,|;(?!\s*q=0(?:\.0*)?\s*(?:,|$)))"


def configuration(serving: Serving) -> dict[str, str]:
    """Write the files of the configuration, by name."""
    return {
        HTTP: "\n".join([HEAD, *_http(serving), ""]),
        SERVER: "\n".join([HEAD, *_server(serving), ""]),
    }


def _http(serving: Serving) -> Iterator[str]:
    """What belongs into the block ``http``."""
    yield f"geo {VARIABLE}dollar {{ default $; }}"
    tail = f"~^{re.escape(serving.prefix)}(?<feedservice_tail>/.*)$"
    yield from _map("$uri", "path", {tail: f"{VARIABLE}tail"}, "/")
    yield from _map(f"{VARIABLE}path", "self", {}, f"{serving.base_url}{VARIABLE}path")
    codings = {
        f"~*{_ACCEPTED.format(NAMES.get(coding, coding))}": suffix
        for coding, suffix in SUFFIXES.items()
    }
    yield from _map("$http_accept_encoding", "suffix", codings)
    # Volatile, because try_files changes the address; a 304 has no coding, for it has no body.
    coded = {f"~{re.escape(suffix)}$": coding for coding, suffix in SUFFIXES.items()}
    yield from _map("$status$uri", "coding", {f"~^{NOT_MODIFIED}": "", **coded}, is_volatile=True)
    links = {str(NOT_MODIFIED): ""}
    yield from _map("$status", "link", links, f"{VARIABLE}links", is_volatile=True)
    numbers = {"1": "", "~^(?<feedservice_number>[1-9][0-9]*)$": f"{PAGE}{VARIABLE}number"}
    yield from _map(f"$arg_{PAGE_PARAMETER}", "page", {"": "", **numbers}, f"{PAGE}0")
    key = "(?<feedservice_ended>[0-9a-f]+)"
    ended = {f"~^{GONE_PATTERN.format(key)}$": f"{VARIABLE}ended"}
    yield from _map(f"{VARIABLE}path", "key", ended)
    # Patterns, as below.
    gone = {f"~^{key}$": f"{GONE_FOLDER}{key}{GONE.ending}" for key in serving.withdrawn}
    yield from _map(f"{VARIABLE}key", "gone", gone)
    # Patterns, though they are none: the hash of long names would need a setting of its own.
    moved = {_exactly(path): url for path, url in _leads(serving.moved, serving).items()}
    yield from _map(f"{VARIABLE}path", "moved", moved)
    preflight = '"$request_method $http_access_control_request_method"'
    yield from _map(preflight, "preflight", {"~^OPTIONS .": "1"})
    habitual = _leads(serving.habitual, serving)
    yield from _map(
        f"{VARIABLE}path", "habitual", {f"~*^(?:{p})/?$": u for p, u in habitual.items()}
    )
    for group in serving.groups:
        for header, values in _differing(group).items():
            name = _differing_name(group, header)
            exact = {_exactly(path): value for path, value in values.items()}
            yield from _map(f"{VARIABLE}path", name, exact, group.headers.get(header, ""))


def _server(serving: Serving) -> Iterator[str]:
    """What belongs into the block ``server``."""
    prefix = serving.prefix
    if prefix:
        yield f"location = {_quoted(prefix)} {{ rewrite ^ {_quoted(prefix + '/')} last; }}"
    yield f"location {'^~ ' if prefix else ''}{_quoted(prefix + '/')} {{"
    for line in _site(serving):
        yield f"    {line}"
    yield "}"
    for name, group in serving.missing.items():
        yield f"location @feedservice_missing_{name} {{"
        file = f"/404/{name}{MISSING.ending}"
        for line in (*_files(serving), *_typed(group), *_found(file, group, is_always=True)):
            yield f"    {line}"
        yield "}"
    if serving.gone:
        yield "location @feedservice_gone {"
        file = f"{VARIABLE}gone"
        for line in (
            *_files(serving),
            *_typed(serving.gone),
            *_found(file, serving.gone, is_always=True),
        ):
            yield f"    {line}"
        yield "}"


def _site(serving: Serving) -> Iterator[str]:
    """What is answered below the base URL."""
    yield from _files(serving)
    yield from _missing("site", serving)
    yield from _redirect("habitual", serving.habitual)
    for group in serving.groups:
        if group.kind in {MISSING, GONE}:
            continue
        yield f"location ~ {_quoted(f'^{re.escape(serving.prefix)}{group.pattern}$')} {{"
        yield from (f"    {line}" for line in _missing(group.kind.missing, serving))
        if group.kind is ARTICLE:
            yield from (f"    {line}" for line in _ended(serving))
        if group.kind.is_moving:
            yield from (f"    {line}" for line in _redirect("moved", serving.moved))
        if group.is_open:
            yield from (f"    {line}" for line in _preflight(serving))
        page = "${feedservice_page}" if group.kind.is_numbered else ""
        file = f"${{feedservice_path}}{page}{group.kind.ending}"
        yield from (f"    {line}" for line in (*_typed(group), *_found(file, group)))
        yield "}"
    for name, pattern in FALLBACKS.items():
        yield f"location ~ {_quoted(f'^{re.escape(serving.prefix)}{pattern}$')} {{"
        yield from (f"    {line}" for line in _missing(name, serving))
        if name == ARTICLE.name:
            yield from (f"    {line}" for line in _ended(serving))
        yield from (f"    {line}" for line in _redirect("habitual", serving.habitual))
        yield "    return 404;"
        yield "}"
    yield "return 404;"


def _missing(name: str, serving: Serving) -> Iterator[str]:
    """The page for what there is not, if that could be had."""
    if name in serving.missing:
        yield f"error_page 404 @feedservice_missing_{name};"


def _files(serving: Serving) -> Iterator[str]:
    """Where files are, and that nothing is made of them but what is there."""
    yield f'root "{_value(str(serving.root))}";'
    yield "gzip off;"
    yield "etag on;"
    yield "if_modified_since before;"


def _typed(group: Group) -> Iterator[str]:
    """The media type, whatever suffix the file has that is sent."""
    yield "types { }"
    yield f"default_type {_quoted(group.content_type)};"


def _found(file: str, group: Group, *, is_always: bool = False) -> Iterator[str]:
    """The file that is sent, and its headers."""
    always = " always" if is_always else ""
    if group.is_coded:
        yield f'add_header Content-Encoding "{VARIABLE}coding"{always};'
    differing = _differing(group)
    for name, value in {**dict.fromkeys(differing, ""), **group.headers}.items():
        told = f"{VARIABLE}{_differing_name(group, name)}" if name in differing else _value(value)
        if name == "Link":
            yield f'set {VARIABLE}links "{told}";'
            told = f"{VARIABLE}link"
        yield f'add_header {name} "{told}"{always};'
    coded = [f'"{file}{VARIABLE}suffix"'] if group.is_coded else []
    yield " ".join(["try_files", *coded, f'"{file}"', "=404;"])


def _redirect(name: str, redirects: Redirects | None) -> Iterator[str]:
    """Lead on, if the address is an old one or a habitual one."""
    if redirects:
        yield f"if ({VARIABLE}{name}) {{"
        for header, value in redirects.headers.items():
            yield f'    add_header {header} "{_value(value)}";'
        yield f"    return {redirects.status} {VARIABLE}{name};"
        yield "}"


def _ended(serving: Serving) -> Iterator[str]:
    """Say of an article that it was withdrawn."""
    if serving.gone:
        yield "error_page 410 @feedservice_gone;"
        yield f"if ({VARIABLE}gone) {{ return 410; }}"


def _preflight(serving: Serving) -> Iterator[str]:
    """Let scripts of other sites ask."""
    yield f"if ({VARIABLE}preflight) {{"
    for header, value in serving.preflight.items():
        yield f'    add_header {header} "{_value(value)}";'
    yield "    return 204;"
    yield "}"


def _leads(redirects: Redirects | None, serving: Serving) -> dict[str, str]:
    """From where to where, absolute."""
    if redirects is None:
        return {}
    return {old: serving.base_url + new for old, new in redirects.leads.items()}


def _differing(group: Group) -> dict[str, dict[str, str]]:
    """The headers in which documents of a group differ: by name and path, what they say."""
    names = {name for told in group.others.values() for name in told} | set(group.headers)
    differing = {}
    for name in sorted(names - {CONTENT_TYPE}):
        common = group.headers.get(name, "")
        values = {path: told.get(name, "") for path, told in group.others.items()}
        values = {path: value for path, value in values.items() if value != common}
        if values:
            differing[name] = values
    return differing


def _differing_name(group: Group, header: str) -> str:
    """The variable of such a header."""
    return f"{group.name}_{header.lower().replace('-', '_')}"


def _exactly(path: str) -> str:
    """Match one path."""
    return f"~^{re.escape(path)}$"


def _map(
    source: str,
    name: str,
    values: Mapping[str, str],
    default: str = "",
    *,
    is_volatile: bool = False,
) -> Iterator[str]:
    """Write a map; its values may hold variables of ours."""
    yield f"map {source} {VARIABLE}{name} {{"
    if is_volatile:
        yield "    volatile;"
    yield f'    default "{_value(default)}";'
    for key, value in values.items():
        yield f'    {_quoted(key)} "{_value(value)}";'
    yield "}"


def _value(text: str) -> str:
    """Write a value between quotation marks; a dollar sign begins a variable."""
    named = text.replace(VARIABLE, "\0")
    escaped = named.replace("\\", "\\\\").replace('"', '\\"')
    safe = escaped.replace("$", "${feedservice_dollar}")
    return safe.replace("\0", VARIABLE).replace(SELF, "${feedservice_self}")


def _quoted(text: str) -> str:
    """Write a text in which no variable is looked for."""
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'
