"""Namespaces and their customary prefixes, as data, and names as messages write them."""

from collections.abc import Mapping

ATOM = "http://www.w3.org/2005/Atom"
XML = "http://www.w3.org/XML/1998/namespace"
XHTML = "http://www.w3.org/1999/xhtml"
SVG = "http://www.w3.org/2000/svg"
MATHML = "http://www.w3.org/1998/Math/MathML"
APP = "http://www.w3.org/2007/app"
RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
DC = "http://purl.org/dc/elements/1.1/"
DCTERMS = "http://purl.org/dc/terms/"
CONTENT = "http://purl.org/rss/1.0/modules/content/"
SY = "http://purl.org/rss/1.0/modules/syndication/"
SLASH = "http://purl.org/rss/1.0/modules/slash/"
WFW = "http://wellformedweb.org/CommentAPI/"
THR = "http://purl.org/syndication/thread/1.0"
FH = "http://purl.org/syndication/history/1.0"
AT = "http://purl.org/atompub/tombstones/1.0"
ITUNES = "http://www.itunes.com/dtds/podcast-1.0.dtd"
PODCAST = "https://podcastindex.org/namespace/1.0"
MEDIA = "http://search.yahoo.com/mrss/"
GEORSS = "http://www.georss.org/georss"
GML = "http://www.opengis.net/gml"
GEO = "http://www.w3.org/2003/01/geo/wgs84_pos#"
CREATIVE_COMMONS = "http://backend.userland.com/creativeCommonsRssModule"
CC = "http://web.resource.org/cc/"
TRACKBACK = "http://madskills.com/public/xml/rss/module/trackback/"

# What a feed may use without surprising anybody, whether this package knows its grammar or not.
PREFIXES: Mapping[str, str] = {
    ATOM: "atom",
    XML: "xml",
    XHTML: "xhtml",
    SVG: "svg",
    MATHML: "mathml",
    APP: "app",
    RDF: "rdf",
    DC: "dc",
    DCTERMS: "dcterms",
    CONTENT: "content",
    SY: "sy",
    SLASH: "slash",
    WFW: "wfw",
    THR: "thr",
    FH: "fh",
    AT: "at",
    ITUNES: "itunes",
    PODCAST: "podcast",
    MEDIA: "media",
    GEORSS: "georss",
    GML: "gml",
    GEO: "geo",
    CREATIVE_COMMONS: "creativeCommons",
    CC: "cc",
    TRACKBACK: "trackback",
    "http://purl.org/rss/1.0/": "rss",
    "http://purl.org/atom/ns#": "atom03",
    "http://backend.userland.com/blogChannelModule": "blogChannel",
    "http://creativecommons.org/ns#": "cc",
    "http://cyber.law.harvard.edu/rss/creativeCommonsRssModule.html": "creativeCommons",
    "http://purl.org/rss/1.0/modules/annotate/": "annotate",
    "http://purl.org/rss/1.0/modules/audio/": "audio",
    "http://purl.org/rss/1.0/modules/company": "company",
    "http://purl.org/rss/1.0/modules/email/": "email",
    "http://purl.org/rss/1.0/modules/event/": "ev",
    "http://purl.org/rss/1.0/modules/image/": "image",
    "http://purl.org/rss/1.0/modules/link/": "l",
    "http://purl.org/rss/1.0/modules/reference/": "ref",
    "http://purl.org/rss/1.0/modules/search/": "search",
    "http://purl.org/rss/1.0/modules/servicestatus/": "ss",
    "http://purl.org/rss/1.0/modules/taxonomy/": "taxo",
    "http://purl.org/rss/1.0/modules/threading/": "thread",
    "http://purl.org/rss/1.0/modules/wiki/": "wiki",
    "http://webns.net/mvcb/": "admin",
    "http://www.w3.org/2000/01/rdf-schema#": "rdfs",
    "http://www.w3.org/2001/XMLSchema-instance": "xsi",
    "http://www.w3.org/2002/07/owl#": "owl",
    "http://www.w3.org/1999/xlink": "xlink",
    "http://xmlns.com/foaf/0.1/": "foaf",
    "http://a9.com/-/spec/opensearch/1.1/": "opensearch",
    "http://a9.com/-/spec/opensearchrss/1.0/": "openSearch",
    "http://base.google.com/ns/1.0": "g",
    "http://base.google.com/cns/1.0": "gc",
    "http://schemas.google.com/g/2005": "gd",
    "http://rssnamespace.org/feedburner/ext/1.0": "feedburner",
    "http://www.google.com/schemas/play-podcasts/1.0": "googleplay",
    "http://www.spotify.com/ns/rss": "spotify",
    "http://www.rssboard.org/media-rss": "media",
    "http://prismstandard.org/namespaces/1.2/basic/": "prism",
    "http://www.microsoft.com/schemas/rss/core/2005": "cf",
    "http://my.netscape.com/publish/formats/rss-0.91.dtd": "rss091",
    "http://activitystrea.ms/spec/1.0/": "activity",
    "http://ogp.me/ns#": "og",
    "http://schema.org/": "schema",
    "http://www.w3.org/ns/ldp#": "ldp",
    "http://feedsync.org/2007/feedsync": "sx",
    "http://www.pheedo.com/namespace/pheedo": "pheedo",
    "http://postneo.com/icbm/": "icbm",
    "http://hacks.benhammersley.com/rss/streaming/": "str",
    "http://www.georss.org/georss/10": "georss",
    "http://podlove.org/simple-chapters": "psc",
    "http://www.rawvoice.com/rawvoiceRssModule/": "rawvoice",
    "http://www.w3.org/2005/sparql-results#": "sparql",
    "http://purl.org/syndication/cmp/": "cmp",
    "http://dublincore.org/documents/dcmi-namespace/": "dcterms",
}

# A prefix that belongs to one namespace by custom; another under it misleads readers.
RESERVED: Mapping[str, str] = {
    prefix: namespace for namespace, prefix in reversed(list(PREFIXES.items()))
}


def namespace_of(tag: str) -> str:
    """Tell the namespace in a name such as ``{http://…}title``; empty where there is none."""
    return tag[1:].partition("}")[0] if tag[0] == "{" else ""


def local(tag: str) -> str:
    """Take the namespace off a name."""
    return tag.rpartition("}")[2]


def customary(tag: str, home: str) -> str:
    """Write a name with its customary prefix; names of the *home* namespace have none."""
    namespace = namespace_of(tag)
    if namespace in {"", home}:
        return local(tag)
    prefix = PREFIXES.get(namespace)
    return f"{prefix}:{local(tag)}" if prefix else local(tag)
