"""Addresses: IRIs and URIs (RFC 3987, 3986), tag URIs (RFC 4151), URNs (RFC 8141), UUIDs."""

import re
from datetime import date
from unicodedata import normalize
from urllib.parse import urljoin, urlsplit

_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*")
_UNRESERVED = r"A-Za-z0-9._~\-"
_BAD_IRI = re.compile(r"[\x00-\x20\x7f-\x9f<>\"{}|\\^`]|[\ufff0-\uffff]")
_BAD_PERCENT = re.compile(r"%(?![0-9A-Fa-f]{2})")
_IP_LITERAL = re.compile(r"\[(?:[0-9A-Fa-f:.]+|v[0-9A-Fa-f]+\.[^\[\]]+)\](?::\d*)?")
_PORT = re.compile(r"(?a):(\d*)$")
_TAG_SIGNS = r"(?:[A-Za-z0-9._~:@!$&'()*+,;=/?-]|%[0-9A-Fa-f]{2})*"
_TAG = re.compile(
    r"(?a)tag:(?:[A-Za-z0-9._%+-]+@)?[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?"
    r"(?:\.[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?)*"
    r",(\d{4})(?:-(\d\d)(?:-(\d\d))?)?"
    rf":{_TAG_SIGNS}(?:#{_TAG_SIGNS})?"
)
_URN = re.compile(
    r"[Uu][Rr][Nn]:(?![Uu][Rr][Nn]:)[A-Za-z0-9][A-Za-z0-9-]{0,30}[A-Za-z0-9]:"
    r"(?:[A-Za-z0-9._~:@!$&'()*+,;=/-]|%[0-9A-Fa-f]{2})+"
    r"(?:\?[+=][^#\s]*)?(?:#\S*)?"
)
_UUID = re.compile(r"[0-9A-Fa-f]{8}-(?:[0-9A-Fa-f]{4}-){3}[0-9A-Fa-f]{12}")
_LOWER_HEX = re.compile(r"%(?=[0-9a-fA-F]{2})(?:[a-f].|.[a-f])")
_NEEDLESS = re.compile(r"%(?:4[1-9A-Fa-f]|5[0-9Aa]|6[1-9A-Fa-f]|7[0-9AaEe]|3[0-9]|2[DdEe]|5[Ff])")
_DOTS = re.compile(r"/\.\.?(?:/|$)")
_DEFAULT_PORTS = {"http": "80", "https": "443", "ftp": "21"}
_LAST_PORT = 65535

# Schemes that IANA lists as permanent or that feeds use legitimately beside them.
SCHEMES = frozenset(
    """
    aaa aaas about acap acct acd acr adiumxtra afp afs aim amss appdata apt ark attachment aw
    barion beshare bitcoin bitcoincash blob bolo browserext calculator callto cap cast casts chrome
    chrome-extension cid coap coaps coap+tcp coap+ws coaps+tcp coaps+ws com-eventbrite-attendee
    content conti crid cvs dab data dav did dict dlna-playcontainer dlna-playsingle dns dntp dpp
    drm drop dtn dvb ed2k elsi example facetime fax feed feedready file filesystem finger fish fm
    ftp geo gg git github gizmoproject go gopher graph gtalk h323 ham hcp http https hxxp hxxps
    hydrazone iax icap icon im imap info ipfs ipn ipns ipp ipps irc irc6 ircs iris iris.beep
    iris.lwz iris.xpc iris.xpcs isostore itms jabber jar jms keyparc lastfm ldap ldaps leaptofrogans
    lorawan lvlt magnet mailserver mailto maps market matrix message mid mms modem mongodb moz
    ms-access ms-excel ms-word msnim msrp msrps mtqp mumble mupdate mvn news nfs ni nih nntp notes
    oid onenote opaquelocktoken openpgp4fpr pack palm paparazzi payto pkcs11 platform pop pres
    prospero proxy pwid psyc pttp query redis rediss reload res resource rmi rsync rtmfp rtmp rtsp
    rtsps rtspu secondlife service session sftp sgn shttp sieve sip sips skype smb sms smtp snews
    snmp soap.beep soap.beeps soldat spiffe spotify ssh steam stun stuns submit svn tag tbird
    teamspeak tel teliaeid telnet tftp thismessage tip tn3270 turn turns tv udp unreal upt urn
    ut2004 v-event vemmi ventrilo view-source vnc wais webcal wpid ws wss wtai wyciwyg xcon
    xcon-userid xfire xmlrpc.beep xmlrpc.beeps xmpp xri ymsgr z39.50 z39.50r z39.50s podcast itpc
    at gemini
    """.split()
)


def char_fault(text: str) -> str | None:
    """Name a character that no IRI may hold."""
    match = _BAD_IRI.search(text) or _BAD_PERCENT.search(text)
    if match is None:
        return None
    sign = match[0]
    hint = f"write {_escaped(sign)}"
    if sign.isspace():
        hint = "write %20" if sign == " " and text.strip() == text else "take it away"
    return f"{text!r} holds {sign!r}, which no address may: {hint}"


def _escaped(sign: str) -> str:
    return "%25" if sign == "%" else "".join(f"%{byte:02X}" for byte in sign.encode())


def scheme_of(text: str) -> str | None:
    """Take the scheme of an absolute address, in lower case; None of a relative one."""
    head, colon, _ = text.partition(":")
    return head.lower() if colon and _SCHEME.fullmatch(head) else None


def absolute_fault(text: str) -> str | None:
    """Say why a text is no absolute address."""
    if scheme_of(text) is None:
        return f"{text!r} is no full address: write it with its scheme, https://…"
    return None


def form_fault(text: str) -> str | None:
    """Say why an address is malformed beyond its characters."""
    scheme = scheme_of(text)
    rest = text[len(scheme) + 1 :] if scheme else text
    if text.count("#") > 1:
        return f"{text!r} has two fragments: write the second # as %23"
    if rest.startswith("//"):
        authority = re.split(r"[/?#]", rest[2:], maxsplit=1)[0].rpartition("@")[2]
        return _authority_fault(text, scheme, authority)
    if scheme in _DEFAULT_PORTS:
        return f"{text!r} has no host: write {scheme}://host/…"
    return _bracket_fault(text)


def _authority_fault(text: str, scheme: str | None, authority: str) -> str | None:
    if not authority and scheme not in {None, "file"}:
        return f"{text!r} has no host: write {scheme}://host/…"
    if "[" in authority or "]" in authority:
        if _IP_LITERAL.fullmatch(authority):
            return None
        return f"{text!r} has a malformed IPv6 address: write it in brackets, [2001:db8::1]"
    host, colon, port = authority.partition(":")
    if colon and port and not (port.isdecimal() and len(port) < 6 and int(port) <= _LAST_PORT):  # noqa: PLR2004
        return f"{text!r} has an impossible port: correct {port!r} behind {host}"
    return _bracket_fault(text)


def _bracket_fault(text: str) -> str | None:
    path = text.partition("?")[0].partition("#")[0]
    if "[" in path or "]" in path:
        return f"{text!r} has brackets in its path: write %5B and %5D"
    return None


def tag_fault(text: str) -> str | None:
    """Judge a tag URI (RFC 4151)."""
    match = _TAG.fullmatch(text)
    if match is None:
        return (
            f"{text!r} is no tag URI: write tag:example.org,2026-03-05:name, with a date,"
            " and other letters than ASCII's as %C3%BC"
        )
    try:
        date(int(match[1]), int(match[2] or 1), int(match[3] or 1))
    except ValueError as error:
        return f"{text!r} has no date of the calendar ({error}): write one, such as 2026-03-05"
    return None


def urn_fault(text: str) -> str | None:
    """Judge a URN (RFC 8141)."""
    if _URN.fullmatch(text):
        return None
    return f"{text!r} is no URN: write urn:namespace:name, such as urn:isbn:9783161484100"


def uuid_fault(text: str) -> str | None:
    """Judge the UUID in a ``urn:uuid:`` (RFC 9562)."""
    if _UUID.fullmatch(text[9:]):
        return None
    return f"{text!r} holds no UUID: write 32 hexadecimal digits in groups of 8-4-4-4-12"


def canonical_fault(text: str) -> str | None:
    """Say what of an address is written otherwise than RFC 4287 section 4.2.6.1 advises."""
    better = canonical(text)
    if better != text:
        return (
            f"{text!r} can be written in several ways, and ids are compared letter by letter:"
            f" write {better}"
        )
    return None


def canonical(text: str) -> str:
    """Write an address in its canonical form."""
    text = _NEEDLESS.sub(lambda match: chr(int(match[0][1:], 16)), text)
    text = _LOWER_HEX.sub(lambda match: match[0].upper(), text)
    scheme = scheme_of(text)
    if scheme is None:
        return text
    rest = text[len(scheme) + 1 :]
    if rest.startswith("//"):
        rest = _canonical_hierarchy(scheme, rest)
    return normalize("NFC", f"{scheme}:{rest}")


def _canonical_hierarchy(scheme: str, rest: str) -> str:
    authority, tail = re.match(r"//([^/?#]*)(.*)", rest, re.DOTALL).groups()  # type: ignore[union-attr]
    user, at, host = authority.rpartition("@")
    match = _PORT.search(host)
    if match and match[1] in {"", _DEFAULT_PORTS.get(scheme)}:
        host = host[: match.start()]
    path = re.split(r"[?#]", tail, maxsplit=1)[0]
    if not path and scheme in _DEFAULT_PORTS:
        tail = f"/{tail}"
    elif _DOTS.search(path):
        tail = _without_dots(path) + tail[len(path) :]
    return f"//{user}{at if user else ''}{host.lower()}{_without_empty_parts(tail)}"


def _without_empty_parts(tail: str) -> str:
    rest, _, fragment = tail.partition("#")
    path, _, query = rest.partition("?")
    return path + (f"?{query}" if query else "") + (f"#{fragment}" if fragment else "")


def _without_dots(path: str) -> str:
    kept: list[str] = []
    for segment in path.split("/"):
        if segment == "..":
            kept[1:] = kept[1:-1]
        elif segment != ".":
            kept.append(segment)
    if path.endswith(("/.", "/..")):
        kept.append("")
    return "/".join(kept)


def resolve(base: str | None, reference: str) -> str:
    """Resolve *reference* against *base*; without a base it stays as it is."""
    if not base:
        return reference
    try:
        return urljoin(base, reference)
    except ValueError:
        return reference


def equal(one: str, other: str) -> bool:
    """Tell whether two addresses lead to the same document."""
    return _document(one) == _document(other)


def _document(text: str) -> str:
    try:
        parts = urlsplit(text)
        host = (parts.netloc or "").encode("idna").decode() if parts.netloc else ""
    except (ValueError, UnicodeError):
        return text
    return canonical(parts._replace(netloc=host, fragment="").geturl())
