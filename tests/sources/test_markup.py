import re
from html.parser import HTMLParser
from threading import Thread
from urllib.parse import urljoin

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from feedservice.records import BodyFormat
from feedservice.sources import markup
from feedservice.sources.allowlist import ATTRIBUTES, DROPPED, TAGS
from feedservice.sources.markup import clean, to_html


def absolute(_tag, _attribute, address):
    return address if address.isupper() else urljoin("https://example.org/2024/a", address)


def nothing(_tag, _attribute, _address):
    return None


def html(body, body_format):
    return to_html(body, body_format, absolute=absolute)


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("", ""),
        ("Ein Absatz.", "<p>Ein Absatz.</p>"),
        ("Einer.\n\nNoch\neiner.", "<p>Einer.</p>\n<p>Noch\neiner.</p>"),
        (
            "<script>&amp; „5 > 3“</script>",
            "<p>&lt;script&gt;&amp;amp; „5 &gt; 3“&lt;/script&gt;</p>",
        ),
        ("Kultur & Medien", "<p>Kultur &amp; Medien</p>"),
        ("5 < 6", "<p>5 &lt; 6</p>"),
        ("6 > 5", "<p>6 &gt; 5</p>"),
        ("5\xa0€", "<p>5\xa0€</p>"),
    ],
)
def test_text_becomes_paragraphs_in_which_no_sign_means_anything(body, expected):
    assert html(body, BodyFormat.TEXT) == expected


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("", ""),
        ("Ein Absatz.\n\n\nNoch\neiner.\n", "<p>Ein Absatz.</p>\n<p>Noch\neiner.</p>"),
        ("Sie sagt: „5 > 3“!", "<p>Sie sagt: „5 &gt; 3“!</p>"),
        ("**fett** und ~~weg~~", "<p><strong>fett</strong> und <s>weg</s></p>"),
        ("Zeile  \nneue", "<p>Zeile<br>\nneue</p>"),
        ("22\\. Oktober", "<p>22. Oktober</p>"),
        ("22. Oktober", '<ol start="22">\n<li>Oktober</li>\n</ol>'),
        ("- a\n- b", "<ul>\n<li>a</li>\n<li>b</li>\n</ul>"),
        ("Titel\n---\nText", "<h2>Titel</h2>\n<p>Text</p>"),
        ("    code", "<pre><code>code\n</code></pre>"),
        ("> Zitat", "<blockquote>\n<p>Zitat</p>\n</blockquote>"),
        (
            "a | b\n-|-:\n1 | 2",
            (
                "<table>\n<thead>\n<tr>\n<th>a</th>\n<th>b</th>\n</tr>\n</thead>\n"
                "<tbody>\n<tr>\n<td>1</td>\n<td>2</td>\n</tr>\n</tbody>\n</table>"
            ),
        ),
        (
            '![Ein Bild](bilder/a.jpg "Titel")',
            '<p><img src="https://example.org/2024/bilder/a.jpg" alt="Ein Bild" title="Titel"></p>',
        ),
        ("[Link](b)", '<p><a href="https://example.org/2024/b">Link</a></p>'),
        (
            "<https://example.com/>",
            '<p><a href="https://example.com/">https://example.com/</a></p>',
        ),
        ("[x](javascript:alert(1))", "<p>[x](javascript:alert(1))</p>"),
        ("a<script>b</script>c", "<p>ac</p>"),
        ("<div class='x'>\n\n*a*\n\n</div>", "<div>\n<p><em>a</em></p>\n</div>"),
        ("a &copy; b &#1;", "<p>a © b \ufffd</p>"),
    ],
)
def test_markdown_is_commonmark_with_tables_and_strikethrough(body, expected):
    assert html(body, BodyFormat.MARKDOWN) == expected


@pytest.mark.parametrize(
    ("dirty", "expected"),
    [
        # Structure of a news article
        (
            "<h2>A</h2><ul><li>b</li></ul><ol start=3><li value=4>c</ol><dl><dt>d<dd>e</dl><hr>",
            (
                '<h2>A</h2><ul><li>b</li></ul><ol start="3"><li value="4">c</li></ol>'
                "<dl><dt>d</dt><dd>e</dd></dl><hr>"
            ),
        ),
        (
            "<table><caption>A</caption><tr><th scope=col>b<td colspan=2 bgcolor=red>c</table>",
            (
                '<table><caption>A</caption><tbody><tr><th scope="col">b</th>'
                '<td colspan="2">c</td></tr></tbody></table>'
            ),
        ),
        (
            (
                "<figure><img src=a.jpg alt=A srcset='b.jpg 2x' loading=lazy width=4>"
                "<figcaption>B</figcaption></figure>"
            ),
            (
                '<figure><img src="https://example.org/2024/a.jpg" alt="A" width="4">'
                "<figcaption>B</figcaption></figure>"
            ),
        ),
        (
            "<blockquote cite=/q><p>A</blockquote><q cite=r>b</q><del cite=s datetime=2024>c</del>",
            (
                '<blockquote cite="https://example.org/q"><p>A</p></blockquote>'
                '<q cite="https://example.org/2024/r">b</q>'
                '<del cite="https://example.org/2024/s" datetime="2024">c</del>'
            ),
        ),
        (
            "<audio src=a.mp3 autoplay></audio>",
            '<audio src="https://example.org/2024/a.mp3" controls="controls"></audio>',
        ),
        (
            (
                "<video poster=p.jpg><source src=v.mp4 type=video/mp4>"
                "<track src=u.vtt kind=captions srclang=de label=Deutsch>Ohne Film</video>"
            ),
            (
                '<video poster="https://example.org/2024/p.jpg" controls="controls">'
                '<source src="https://example.org/2024/v.mp4" type="video/mp4">'
                '<track src="https://example.org/2024/u.vtt" kind="captions" srclang="de" '
                'label="Deutsch">Ohne Film</video>'
            ),
        ),
        ("<p lang=en dir=ltr title=T>a", '<p lang="en" dir="ltr" title="T">a</p>'),
        ("<div>a</div><section>b</section>", "<div>a</div><section>b</section>"),
        # What belongs to the page that the text came from, not to the text
        ("<p style=color:red class=x id=y onclick=z data-a=b>a", "<p>a</p>"),
        ("<a href=/b target=_blank rel=nofollow>a</a>", '<a href="https://example.org/b">a</a>'),
        ("<font>a</font><center>b</center><!-- c -->", "ab"),
        ("<p>a<script>b</script><style>c</style>d", "<p>ad</p>"),
        ("<p>a</p><iframe src=x>b</iframe><object data=x>c</object><embed src=d>", "<p>a</p>"),
        ("<form action=x><p>a</p><input value=b><button>c</button></form>", "<p>a</p>"),
        ("<noscript><img src=a></noscript><svg><text>b</text></svg>", ""),
        (
            (
                "<!DOCTYPE html><html lang=de><head><title>T</title><style>s</style>"
                "<meta charset=x></head><body class=x>\n<p>a</p>\n</body></html>"
            ),
            "<p>a</p>",
        ),
        # Addresses
        ("<img alt=a><img src=''><img src=data:image/png;base64,x>b<source>", "b"),
        ('<img alt="> src=" src="a">', '<img alt="&gt; src=" src="https://example.org/2024/a">'),
        ('<img alt="> src=">', ""),
        ("<a href=' \n//example.com\t/b '>a</a>", '<a href="https://example.com/b">a</a>'),
        ("<a href=HTTPS://EXAMPLE.COM/B>a</a>", '<a href="HTTPS://EXAMPLE.COM/B">a</a>'),
        ("<a href=mailto:a@b.de>a</a>", '<a href="mailto:a@b.de">a</a>'),
        ("<a href=tel:110>a</a>", '<a href="tel:110">a</a>'),
        ("<a href=' javascript:alert(1)'>a</a>", "<a>a</a>"),
        ("<a href='java\nscript:alert(1)'>a</a>", "<a>a</a>"),
        ("<a href=ftp://a.de>a</a>", "<a>a</a>"),
        (
            "<img src=mailto:a@b.de><video poster=javascript:a>",
            '<video controls="controls"></video>',
        ),
        ("<q cite=javascript:a>b</q>", "<q>b</q>"),
        # What the parser alone would leave
        ("a&#1;b&#x1f;c&#xfffe;", "abc"),
        ("<pre>\n\n\na\n b</pre>", "<pre>a\n b</pre>"),
        (  # without marquee a browser would read one link within another otherwise
            "<a href=b><marquee><a href=c>d",
            '<a href="https://example.org/2024/b"></a><a href="https://example.org/2024/c">d</a>',
        ),
    ],
)
def test_html_keeps_what_an_article_needs_and_nothing_else(dirty, expected):
    assert html(dirty, BodyFormat.HTML) == expected


def test_every_address_is_asked_for_once_in_the_order_of_the_document():
    asked = []

    def ask(*address):
        asked.append(address)
        return f"https://example.org/{len(asked)}"

    body = (
        "<img src=' a.jpg '><a href=b><img src=c.jpg></a><video poster=d src=e><source src=f>"
        "<track src=g></video><q cite=h></q><script src=i></script><iframe src=j></iframe>"
        "<img src=''><a href='javascript:k'>"
    )
    cleaned = to_html(body, BodyFormat.HTML, absolute=ask)
    assert asked == [
        ("img", "src", "a.jpg"),
        ("a", "href", "b"),
        ("img", "src", "c.jpg"),
        ("video", "poster", "d"),
        ("video", "src", "e"),
        ("source", "src", "f"),
        ("track", "src", "g"),
        ("q", "cite", "h"),
    ]
    assert re.findall(r"example.org/(\d)", cleaned) == list("12345678")


def test_an_address_that_is_not_made_absolute_goes():
    assert clean('<p><a href="b">a</a><img src="c"></p>', absolute=nothing) == "<p><a>a</a></p>"
    assert clean('<a href="b">a</a>', absolute=lambda *_: "b") == "<a>a</a>"


def test_what_the_callers_function_raises_is_raised():
    def fail(*_):
        raise LookupError("no such file")

    with pytest.raises(LookupError, match="no such file"):
        clean("<a href=b>a</a><a href=c>", absolute=fail)
    assert clean("<a href=b>a</a>", absolute=absolute).startswith("<a href=")


def test_a_text_that_never_comes_to_rest_is_left_as_it_is(monkeypatch):
    monkeypatch.setattr(markup, "_MOST_CLEANINGS", 1)
    cleaned = clean("<a href=b><marquee><a href=c>d<script>e</script>", absolute=absolute)
    assert "script" not in cleaned
    assert cleaned.endswith('<a href="https://example.org/2024/c">d</a>')


def test_each_thread_has_its_own_addresses():
    found = {}

    def work(name):
        body = f"<a href={name}></a>" * 500
        found[name] = clean(body, absolute=lambda _tag, _attribute, address: f"https://{address}")

    threads = [Thread(target=work, args=(name,)) for name in "abcd"]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert found == {name: f'<a href="https://{name}"></a>' * 500 for name in "abcd"}


def test_what_is_allowed_is_not_dropped():
    assert TAGS.isdisjoint(DROPPED)
    assert set(ATTRIBUTES) <= TAGS | {"*"}


class _Tags(HTMLParser):
    """Collects tags and attributes that are not allowed."""

    def __init__(self):
        super().__init__()
        self.bad = []

    def handle_starttag(self, tag, attrs):
        allowed = ATTRIBUTES.get(tag, frozenset()) | ATTRIBUTES["*"] | {"controls"}
        self.bad += [tag] if tag not in TAGS else []
        self.bad += [(tag, name) for name, _ in attrs if name not in allowed]


_FOREIGN = ["math", "mi", "annotation-xml", "foreignObject", "marquee", "center", "html", "body"]
_ANY_TAG = st.sampled_from(sorted(TAGS | DROPPED) + _FOREIGN)
_ANY_ATTRIBUTE = st.sampled_from(
    [
        "",
        "href=x",
        "src=a.jpg",
        "href=javascript:x",
        "cite=data:x",
        "onclick=x",
        "style='a:b'",
        "title='\"<b>\"'",
        "alt='>'",
        "id=q",
    ]
)
_PIECE = st.one_of(
    st.builds("<{} {}>".format, _ANY_TAG, _ANY_ATTRIBUTE),
    st.builds("</{}>".format, _ANY_TAG),
    st.sampled_from(["text", "\n", "&#1;", "&lt;b>", "<!--", "-->", "<![CDATA[", "]]>", "<", "'"]),
)


@settings(derandomize=True, deadline=None, max_examples=500)
@given(st.lists(_PIECE, max_size=12).map("".join))
def test_whatever_comes_in_only_allowed_html_comes_out_and_stays_as_it_is(dirty):
    cleaned = clean(dirty, absolute=absolute)
    tags = _Tags()
    tags.feed(cleaned)
    tags.close()
    assert tags.bad == []
    assert "javascript" not in cleaned.replace("text", "")
    assert clean(cleaned, absolute=absolute) == cleaned


_PROSE = st.text(st.sampled_from("aä1 .,;:()–„“\"'!?/%$§5€#>+=-|\n"), max_size=60)


@settings(derandomize=True, deadline=None, max_examples=500)
@given(_PROSE)
def test_plain_prose_is_rendered_as_markdown_renders_it(prose):
    # A reference to nowhere sends the same text down the slow way.
    slow = html(f"{prose}\n\n[x]: <>", BodyFormat.MARKDOWN)
    assert html(prose, BodyFormat.MARKDOWN) == slow
