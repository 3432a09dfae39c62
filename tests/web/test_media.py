import pytest

PICTURE = b"\xff\xd8\xff" + b"x" * 97


@pytest.fixture
def client(site, serve, record):
    """A client of a site with a picture that an article shows, and with much else."""
    site.write("lokales/Brücke 1.txt", record())
    site.write("lokales/Brücke 1.jpg", PICTURE)
    site.write("lokales/unused.jpg", PICTURE)
    site.write("lokales/plan.svg", b"<svg xmlns='http://www.w3.org/2000/svg'/>")
    site.write("held.txt", record(date="1. Januar 2099"))
    site.write("held.jpg", PICTURE)
    (site.articles / "secret.jpg").symlink_to("/etc/passwd")
    (site.articles / "folder.jpg").mkdir()
    site.write(
        "b.md",
        """
        ---
        title: Viele Bilder
        date: 2026-11-22 18:05
        category: Lokales
        ---
        ![Plan](lokales/plan.svg) ![Weg](weg.jpg) ![Passwörter](secret.jpg) ![Ordner](folder.jpg)
        [Quelle](lokales/Brücke%201.txt)
        """,
    )
    return serve()


def test_a_picture_that_an_article_shows_is_served(client):
    answer = client.get("/medien/lokales/Br%C3%BCcke%201.jpg", buffered=True)
    assert (answer.status_code, answer.data) == (200, PICTURE)
    assert answer.content_type == "image/jpeg"
    assert answer.headers["Cache-Control"] == "public, max-age=3600"
    known = {"If-None-Match": answer.headers["ETag"]}
    again = client.get("/medien/lokales/Br%C3%BCcke%201.jpg", headers=known, buffered=True)
    assert (again.status_code, again.data) == (304, b"")


def test_a_player_may_ask_for_a_part(client):
    part = {"Range": "bytes=0-2"}
    answer = client.get("/medien/lokales/Br%C3%BCcke%201.jpg", headers=part, buffered=True)
    assert (answer.status_code, answer.data) == (206, PICTURE[:3])


def test_a_drawing_is_a_document_that_may_do_nothing(client):
    answer = client.get("/medien/lokales/plan.svg", buffered=True)
    assert answer.content_type.startswith("image/svg+xml")
    assert answer.headers["Content-Security-Policy"] == (
        "default-src 'none'; style-src 'unsafe-inline'; sandbox"
    )


@pytest.mark.parametrize(
    "path",
    [
        "lokales/unused.jpg",  # there, but nobody shows it
        "held.jpg",  # its article is not published yet
        "weg.jpg",  # shown, but not there
        "secret.jpg",  # shown, but a link out of the folder
        "folder.jpg",
        "b.md",
        "lokales/Br%C3%BCcke%201.txt",
        "../var/feedservice.sqlite",
        "%2e%2e/var/feedservice.sqlite",
        "/etc/passwd",
        "lokales",
        "lokales/",
        "%00.jpg",
    ],
)
def test_nothing_else_in_the_folder_or_out_of_it_is_handed_out(client, path):
    assert client.get(f"/medien/{path}", buffered=True).status_code == 404


def test_a_picture_that_cannot_be_read_is_an_apology(site, client, monkeypatch):
    def refuse(*_arguments, **_options):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr("builtins.open", refuse)  # root may read whatever a test forbids
    answer = client.get("/medien/lokales/Br%C3%BCcke%201.jpg")
    assert (answer.status_code, answer.headers["Retry-After"]) == (503, "30")
    assert site.articles.exists()
