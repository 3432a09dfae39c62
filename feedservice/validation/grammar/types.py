"""Chains of checks that several vocabularies share; each runs until one complains."""

from feedservice.validation.rules.addresses import (
    address_has_legal_characters,
    address_is_full,
    address_is_well_formed,
    enclosure_address,
    id_is_canonical,
    language,
    language_subtags_exist,
    page_address,
    rss_address_is_ascii,
    scheme_is_registered,
    tag_uri,
    urn,
    uuid,
)
from feedservice.validation.rules.dates import (
    date_is_in_english,
    offset_exists,
    rfc822_date,
    rfc822_date_is_plain,
    rfc3339_date,
    w3cdtf_date,
)
from feedservice.validation.rules.texts import (
    html_fragment,
    not_blank,
    plain_text,
    plain_text_is_unmistakable,
    text_can_be_seen,
    text_is_escaped_once,
)

_KINDS = (address_is_well_formed, tag_uri, urn, uuid)

REFERENCE = (address_has_legal_characters, *_KINDS)
FULL_ADDRESS = (address_has_legal_characters, address_is_full, *_KINDS, scheme_is_registered)
PAGE_ADDRESS = (address_has_legal_characters, page_address, *_KINDS, scheme_is_registered)
RSS_ADDRESS = (*PAGE_ADDRESS, rss_address_is_ascii)
ENCLOSURE_ADDRESS = (enclosure_address, scheme_is_registered, rss_address_is_ascii)
ATOM_ID = (tag_uri, urn, uuid, *FULL_ADDRESS, id_is_canonical)

RSS_DATE = (date_is_in_english, rfc822_date, offset_exists, rfc822_date_is_plain)
ATOM_DATE = (rfc3339_date, offset_exists)
DC_DATE = (w3cdtf_date, offset_exists)

LANGUAGE = (language, language_subtags_exist)

HTML = (html_fragment,)
PLAIN = (plain_text,)
NONEMPTY_PLAIN = (not_blank, plain_text)
TITLE = (not_blank, text_can_be_seen, plain_text, text_is_escaped_once, plain_text_is_unmistakable)
