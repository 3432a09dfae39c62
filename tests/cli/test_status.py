def test_before_anything_was_published_it_says_so_and_leaves_no_trace(run, newsroom):
    told = run("status")
    assert (told.exit_code, told.stderr) == (0, "")
    assert told.stdout == (
        f"Nothing was published yet: there is no {newsroom}/var/feedservice.sqlite\n"
    )
    assert not (newsroom / "var").exists()


def test_every_channel_is_listed_with_its_newest_article_in_local_time(run, newsroom, record):
    (newsroom / "articles" / "a.txt").write_text(record(category="Bücher/Lesen"))
    run("publish")
    told = run("status")
    assert (told.exit_code, told.stderr) == (0, "")
    assert told.stdout == (
        "/feeds/alle                1 article  2026-11-22 18:05  Alle Rubriken\n"
        "/feeds/buecher-lesen       1 article  2026-11-22 18:05  Bücher/Lesen\n"
        "\n"
        "No problems\n"
    )


def test_an_empty_channel_has_nothing_yet(run, newsroom):
    assert newsroom.exists()
    run("publish")
    assert run("status").stdout == (
        "/feeds/alle      0 articles  nothing yet       Alle Rubriken\n\nNo problems\n"
    )


def test_what_waits_is_listed_and_cut_where_it_is_much(run, newsroom, record):
    for number in range(51):
        date = f"1. Januar 2099, 12.{number:02} Uhr"
        (newsroom / "articles" / f"{number:02}.txt").write_text(record(f"Nr. {number}", date=date))
    (newsroom / "articles" / "draft.md").write_text(
        "---\ntitle: Entwurf\ndate: 2026-11-22 08:00\ncategory: Sport\ndraft: true\n---\nText."
    )
    run("publish")
    told = run("status")
    lines = told.stdout.splitlines()
    held = lines.index("Held until their date: 51")
    assert lines[held + 1] == "  2099-01-01 12:00  00.txt  Nr. 0"
    assert lines[held + 51] == "  … and 1 more (--all lists them)"
    drafts = lines.index("Drafts: 1")
    assert lines[drafts + 1] == "  2026-11-22 08:00  draft.md  Entwurf"


def test_problems_are_listed_errors_first_and_cut_where_they_are_many(run, newsroom, record):
    for number in range(51):
        (newsroom / "articles" / f"b{number:02}.txt").write_text(record(date="irgendwann"))
    (newsroom / "articles" / "a.md").write_text(
        "---\ntitle: Bild fehlt\ndate: 2026-11-22\ncategory: Sport\nimage: weg.jpg\n---\nText."
    )
    run("publish")
    told = run("status")
    assert told.exit_code == 1
    assert told.stdout.endswith("\n52 problems\n")
    lines = told.stderr.splitlines()
    assert lines[0].startswith("b00.txt:1: error: ")
    assert lines[-1] == "… and 2 more problems (--all lists them)"
    assert len(lines) == 101


def test_a_date_that_says_less_than_was_made_of_it_is_on_record(run, newsroom, record):
    for number in range(51):
        said = record(f"Nr. {number}", date="25.10.2026, 2.30 Uhr")  # the clocks show it twice
        (newsroom / "articles" / f"{number:02}.txt").write_text(said)
    run("publish")
    told = run("status")
    assert told.exit_code == 0
    lines = told.stdout.splitlines()
    first = lines.index("Assumed dates: 51") + 1
    assert lines[first] == (
        "  00.txt  '25.10.2026, 2.30 Uhr' → 2026-10-25T02:30:00+02:00 (fold assumed)"
    )
    assert lines[first + 50] == "  … and 1 more (--all lists them)"


def test_all_lists_everything(run, newsroom, record):
    for number in range(51):
        date = f"1. Januar 2099, 12.{number:02} Uhr"
        (newsroom / "articles" / f"{number:02}.txt").write_text(record(f"Nr. {number}", date=date))
        (newsroom / "articles" / f"b{number:02}.txt").write_text(record(date="irgendwann"))
    published, told = run("publish", "--all"), run("status", "--all")
    assert "  2099-01-01 12:50  50.txt  Nr. 50" in told.stdout.splitlines()
    assert len(told.stderr.splitlines()) == len(published.stderr.splitlines()) == 102
    assert "more" not in told.output + published.output
