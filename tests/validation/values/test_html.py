import pytest
from hypothesis import given
from hypothesis import strategies as st

from feedservice.validation.grammar.types import HTML
from feedservice.validation.values import html
from feedservice.validation.values.html import Kind


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Müller & Söhne, 5 < 7",
        "<p>Text &amp; <a href='https://example.org/'>mehr</a>&nbsp;&#8211; <br/></p>",
        "<!-- <bogus> --><p>a</p><!-- ohne Ende <bogus>",
        "<img src='https://example.org/a.jpg' alt='a > b' srcset='…' loading=lazy data-x=1>",
        "<my-element>Text</my-element>",
        "<a href='#fn1'>1</a>",
    ],
)
def test_nothing_is_noticed_in_decent_html(text):
    assert list(html.notices(text)) == []


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("<a", Kind.NOT_HTML),
        ("<bogus>", Kind.NOT_HTML),
        ("&bogus;", Kind.NOT_HTML),
        ("&#x92;", Kind.NOT_HTML),
        ("&#0;", Kind.NOT_HTML),
        ("&#x;", Kind.NOT_HTML),
        ("&#99999999;", Kind.NOT_HTML),
        ("<SCRIPT>", Kind.RISKY_ELEMENT),
        ("<p onclick=x>", Kind.RISKY_ATTRIBUTE),
        ("<p bogus>", Kind.RISKY_ATTRIBUTE),
        ("<p style='position:fixed'>", Kind.RISKY_STYLE),
        ("<a href='java&#10;script:x'>", Kind.SCRIPT_ADDRESS),
        ("<a href=' JavaScript:x'>", Kind.SCRIPT_ADDRESS),
        ("<img src=/a.jpg>", Kind.RELATIVE),
    ],
)
def test_what_is_noticed(text, kind):
    assert [notice.kind for notice in html.notices(text)] == [kind]


@pytest.mark.parametrize(
    ("style", "unsafe"),
    [
        ("", None),
        ("color: red; margin: 0 -5px; font-family: 'Times New Roman', serif;", None),
        ("width: calc(100% - 2em)", None),
        ("background: url(javascript:x)", "background: url(javascript:x)"),
        ("color: red; behavior: url(x)", "behavior: url(x)"),
        ("width: expression(alert(1))", "width: expression(alert(1))"),
        ("mso-list: l0", "mso-list: l0"),
        ("color", "color"),
    ],
)
def test_styles(style, unsafe):
    assert html.unsafe_declaration(style) == unsafe


@pytest.mark.parametrize(
    ("text", "piece"),
    [
        ("5 < 7 & 8 > 3", None),
        ("Nice <gorilla>", None),
        ("Kultur &amp; Medien", None),  # judged by its own rule
        ("AT&T", None),
        ("<b>Neu</b>", "<b>"),
        ("Gr&uuml;n", "&uuml;"),
        ("a&#8211;b", "&#8"),
    ],
)
def test_markup_in_a_plain_text(text, piece):
    assert html.holds_markup(text) == piece


@given(st.text(alphabet="<>&;/ab=\"' p!-#1xrefhtps:", max_size=80))
def test_the_quick_look_says_yes_only_where_nothing_is_noticed(text):
    if HTML[0].quick(text):
        assert list(html.notices(text)) == []
