import pytest

from feedservice.sources.excerpts import excerpt, first_paragraph, text_of


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("", ""),
        (
            "<p>Ein <b>fetter</b> Absatz.</p>\n<p>Noch&nbsp;einer &amp; mehr.</p>",
            "Ein fetter Absatz.\n\nNoch\xa0einer & mehr.",
        ),
        ("<h2>Titel</h2><ul><li>a</li><li>b</li></ul>", "Titel\n\na\n\nb"),
        ("eine<br>zwei", "eine\nzwei"),
        ("<table><tr><td>a</td><td>b</td></tr></table>", "a b"),
        ("<figure><img src=a alt=b><figcaption>Foto: dpa</figcaption></figure><p>Text", "Text"),
        ("<video>Ihr Browser kann das nicht.</video><p>Text</p>", "Text"),
        ("</video><p>a</p><embed><script>b</script><style>c</style><p>d", "a\n\nd"),
        ("a &lt; b < c", "a < b < c"),
    ],
)
def test_the_text_of_html_has_its_paragraphs_and_nothing_that_is_not_read(html, text):
    assert text_of(html) == text


@pytest.mark.parametrize(
    ("text", "first"),
    [("", ""), ("Eine\nZeile.\n\nNoch eine.", "Eine Zeile."), ("Nur\xa0eine", "Nur eine")],
)
def test_the_first_paragraph_is_one_line(text, first):
    assert first_paragraph(text) == first


@pytest.mark.parametrize(
    ("text", "limit", "short"),
    [
        ("Kurz genug.", 11, "Kurz genug."),
        ("Kurz\n\ngenug.", 11, "Kurz genug."),
        ("Der erste Satz endet. Der zweite nicht mehr.", 30, "Der erste Satz endet."),
        ("Er sagte: „Das reicht!“ Dann ging er fort.", 30, "Er sagte: „Das reicht!“"),
        ("Der Satz endet genau hier. Mehr.", 26, "Der Satz endet genau hier."),
        ("Der Satz endet genau hier. Mehr.", 25, "Der Satz endet genau\xa0…"),
        # What looks like the end of a sentence
        ("Am 22. Oktober kommt z. B. Prof. Müller an.", 34, "Am 22. Oktober kommt z. B. Prof\xa0…"),
        ("Zwei Seiten, die www.example.org hat.", 25, "Zwei Seiten, die\xa0…"),
        # An end so early that too little would be left
        (
            "Kurz, aber wahr. Und dann kommt ein sehr langer Satz.",
            40,
            "Kurz, aber wahr. Und dann kommt ein\xa0…",
        ),
        ("Kommt er – oder kommt er nicht mehr?", 11, "Kommt er\xa0…"),
        ("Donaudampfschifffahrtsgesellschaft", 10, "Donaudamp…"),
        ("a" + " " * 5000 + "b", 3, "a b"),
        ("a" + " " * 5000 + "b c d", 3, "a\xa0…"),
    ],
)
def test_an_excerpt_ends_with_a_sentence_or_a_word(text, limit, short):
    assert excerpt(text, limit) == short
    assert len(short) <= limit


def test_an_ellipsis_never_begins_a_line():
    assert excerpt("mit einem Satz, der nicht endet", 12) == "mit einem\N{NO-BREAK SPACE}…"


def test_an_excerpt_is_as_long_as_a_summary():
    assert len(excerpt("Wort " * 100)) == 276
