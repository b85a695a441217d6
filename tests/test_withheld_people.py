"""Withheld people at the command line: what may be shown to others, and what is for the editor."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from curator.cli import main
from curator.counted import Resource
from curator.library import Library
from curator.model import Author, Heading, Image, Links, Media, Passage, Quote, Span
from curator.work import masked_story, warnings
from curator.work.do_not_quote import do_not_quote_path, read_do_not_quote
from tests.conftest import post, take_in

ANN = Author("quillann", "Ann Quillfeather")
SECRETS = ("quill", "feather", "mayor of nowhere")
TABLE = "handle,text,date\nbob,Fences,2023-01-01 10:00\n"


def run(*words: object) -> Result:
    result = CliRunner().invoke(main, [str(word) for word in words])
    assert result.exit_code == 0, result.output
    return result


@pytest.fixture
def chat(path: Path) -> Path:
    """Make a chat in which others mention, link and repeat somebody who is then withheld."""
    mention = "Well said @quillann #quillann https://quillann.example/x"
    spans = (
        Span("mention", 10, 19, "quillann"),
        Span("hashtag", 20, 29, "quillann"),
        Span("link", 30, 56, "https://quillann.example/x"),
    )
    with Library(path, make=True) as library:
        take_in(
            library,
            [
                post(1, "Fences make tired neighbours of all of us here", author=ANN),
                post(2, mention, handle="bob", spans=spans),
                post(3, "RT @quillann: Fences make tired neighbours of us", handle="cy"),
                post(4, "Gates were better, as Quillfeather once wrote", handle="bob"),
                post(5, "Bridges then", handle="cy", reply_to="1"),
            ],
        )
        with library.edit("Withhold"):
            (ann,) = library.people.called("quillann")
            library.people.change([ann], consent="withheld", role="Mayor of Nowhere")
    return path


def test_figures_count_a_withheld_person_and_name_them_nowhere(chat: Path) -> None:
    told = run("facts", chat, "--json")
    figures = json.loads(told.stdout)
    assert figures["posts"] == 5
    assert figures["people"] == 3
    assert {each["handle"] for each in figures["contributors"]} == {"bob", "cy"}
    assert figures["most_answered"] == []
    assert "1 person who posted is withheld" in told.stderr
    for form in (told.stdout, run("facts", chat).stdout, run("facts", chat, "quillann").stdout):
        for secret in SECRETS:
            assert secret not in form.casefold()


def test_figures_show_a_person_by_role_as_their_role(chat: Path) -> None:
    with Library(chat) as library, library.edit("Role"):
        library.people.change(library.people.called("bob"), consent="role", role="A gardener")
    figures = json.loads(run("facts", chat, "--json").stdout)
    assert {"handle": None, "role": "A gardener", "posts": 2, "originals": 2} in figures[
        "contributors"
    ]
    assert "A gardener" in run("facts", chat).stdout
    assert "@bob" not in run("facts", chat).stdout


def test_find_says_that_it_is_for_the_editor_and_plain_is_for_others(chat: Path) -> None:
    own = run("find", chat)
    assert "@quillann" in own.stdout
    assert "1 post is by a withheld person" in own.stderr
    plain = run("find", chat, "--plain")
    assert "1 post of a withheld person is left out." in plain.stderr
    assert len(plain.stdout.splitlines()) == 4
    assert "@bob  Well said [redacted]" in plain.stdout
    assert "quillann" not in plain.stdout
    assert "Quillfeather" in plain.stdout  # a surname may be somebody else's: told, not denied
    assert "A quote says “Quillfeather”, which may mean @quillann." in plain.stderr
    help_ = run("find", "--help").stdout
    assert "no export" in help_


def test_lists_for_the_editor_say_so_and_the_history_goes_out_without_them(
    chat: Path, tmp_path: Path
) -> None:
    run("star", chat, "1")
    sheet, table = tmp_path / "people.csv", tmp_path / "history.csv"
    own = "1 person in it is withheld: for your own eyes, not for others."
    for listed in (run("people", chat), run("people", chat, "--json")):
        assert "quillann" in listed.stdout
        assert own in listed.stderr
    assert own in run("people", chat, "--csv", sheet).stderr
    assert "1 post is by a withheld person" in run("find", chat, "--json").stderr
    assert "Star: @quillann" in run("history", chat).stdout
    run("history", chat, "--csv", table)
    written = table.read_text("utf-8-sig")
    assert "Star: [redacted]" in written
    assert not any(secret in written.casefold() for secret in SECRETS)
    with Library(chat) as library, library.edit("Show"):
        library.people.change(library.people.called("quillann"), consent="full")
    assert not run("people", chat).stderr
    run("history", chat, "--csv", table, "--replace")
    assert "Star: @quillann" in table.read_text("utf-8-sig")


def test_a_plain_draft_leaves_withheld_people_out_and_says_so(chat: Path) -> None:
    made = run("draft", chat, "--plain", "--title", "T", "--json")
    assert json.loads(made.stdout)["blocks"] == 4
    assert "1 post of a withheld person is left out." in made.stderr


def test_what_would_still_name_somebody_is_listed_with_the_story(chat: Path) -> None:
    with Library(chat) as library:
        rows = library.posts.rows(list(library.posts.ids(["4"]).values()))
        with library.edit("Story"):
            story = library.stories.new("An evening")
            library.stories.add(
                story,
                [
                    Heading("What Ann Quillfeather thinks"),
                    Passage("I hear Quillfeather laughed."),
                    Image(Media("image", "", "Quillann at a fence"), "Our @quillann"),
                    Quote(rows[0].post),
                ],
            )
    told = run("story", chat, "An evening").stderr
    for words in (
        "The heading “What Ann Quillfeather thinks” names @quillann.",
        "Your words say “Quillfeather”, which may mean @quillann: “I hear Quillfeather laughed.”",
        "The caption “Our @quillann” names @quillann.",
        "The description “Quillann at a fence” names @quillann.",
        "A quote says “Quillfeather”, which may mean @quillann.",
    ):
        assert words in told
    assert "no export" in run("story", "--help").stdout


def test_the_consent_log_tells_who_was_asked_and_a_no_withholds(path: Path) -> None:
    with Library(path, make=True) as library:
        take_in(library, [post(1, handle="bob"), post(2, handle="cy")])
    run("consent", path, "@bob", "--answer", "asked", "--words", "by mail")
    run("consent", path, "bob", "--answer", "no")
    told = run("consent", path, "bob").stdout.splitlines()
    assert [line.split("  ", 1)[1] for line in told] == ["@bob  asked  by mail", "@bob  no"]
    (bob,) = [each for each in json.loads(run("people", path, "--json").stdout)
              if each["handle"] == "bob"]  # fmt: skip
    assert bob["consent"] == "withheld"
    run("undo", path)
    assert len(json.loads(run("consent", path, "--json").stdout)["log"]) == 1
    assert '"consent":"full"' in run("people", path, "--json").stdout


def test_wishes_are_heeded_in_what_is_published(path: Path) -> None:
    media = (Media("image", "https://pic.example/a.jpg"),)
    with Library(path, make=True) as library:
        said = post(
            1, "Fences", "bob", media=media, place="Nowhere", reply_to="7", reply_handle="d"
        )
        take_in(library, [said])
        with library.edit("Story"):
            story = library.stories.new("S")
            library.stories.add(story, [Quote(said)])
    run("consent", path, "bob", "--wish", "sh-c-rm", "--wish", "sh-c-rl", "--wish", "sh-c-rn",
        "--wish", "sh-c-da")  # fmt: skip
    with Library(path) as library:
        (shown,) = masked_story(library, story).quotes
        assert (shown.post.media, shown.post.place, shown.post.reply_to) == ((), "", "")
        assert shown.post.author.handle == "bob"
        assert "@bob asked that their words be shown later, or for a time." in warnings(
            library, story
        )
    run("consent", path, "bob", "--wish", "sh-c-am")
    with Library(path) as library:
        (shown,) = masked_story(library, story).quotes
        assert shown.post.author.handle == ""


def test_the_list_of_whom_not_to_quote_holds_no_handle_and_for_all_libraries(
    path: Path, tmp_path: Path
) -> None:
    run("do-not-quote", "--add", "@Bob", "--add", "cy", "--platform", "test")
    stored = do_not_quote_path().read_text()
    assert "bob" not in stored.casefold()
    archive = tmp_path / "table.csv"
    archive.write_text(
        "handle,text,date\nbob,Fences,2023-01-01 10:00\ndot,Gates,2023-01-01 10:01\n"
    )
    run("do-not-quote", "--add", "bob")
    imported = run("import", path, archive, "--zone", "UTC")
    assert "1 person here is on your do-not-quote list and not withheld yet: @bob." in (
        imported.output
    )
    made = json.loads(run("draft", path, "--plain", "--title", "T", "--json").stdout)["story"]
    stopped = CliRunner().invoke(
        main, ["export", str(path), str(made), "--to", "page", "-o", str(tmp_path / "x.html")]
    )
    assert stopped.exit_code == 1
    assert "@bob is on your do-not-quote list." in stopped.output
    assert "Withhold 1 person on the do-not-quote list" in run(
        "do-not-quote", path, "--withhold"
    ).stdout  # fmt: skip
    undone = run("undo", path).stdout
    assert "Still on your do-not-quote list, which holds for all libraries: @bob." in undone
    assert "which holds for all" not in run("redo", path).stdout
    run("export", path, made, "--to", "page", "-o", tmp_path / "x.html")
    assert "Fences" not in (tmp_path / "x.html").read_text() or "@bob" not in (
        tmp_path / "x.html"
    ).read_text()  # fmt: skip


def test_a_colleagues_list_is_taken_over_with_its_own_salt(tmp_path: Path) -> None:
    run("do-not-quote", "--add", "bob", "-o", tmp_path / "bobs.json")
    do_not_quote_path().unlink()
    run("do-not-quote", "--add", "cy")
    assert "2 handles" in run("do-not-quote", "--read", tmp_path / "bobs.json").stdout
    listed = read_do_not_quote()
    assert listed.has("test", "BOB")
    assert listed.has("other", "cy")
    assert not listed.has("test", "dot")
    assert "1 handle" in run("do-not-quote", "--remove", "bob").stdout
    (tmp_path / "bad.json").write_text("[]")
    refused = CliRunner().invoke(main, ["do-not-quote", "--read", str(tmp_path / "bad.json")])
    assert refused.exit_code == 1
    assert "cannot be read" in refused.output


def test_minors_are_shown_by_role_until_cleared_and_newcomers_too(
    path: Path, tmp_path: Path
) -> None:
    archive = tmp_path / "table.csv"
    archive.write_text(
        "handle,text,date\nbob,Fences,2023-01-01 10:00\nmia,Gates,2023-01-01 10:01\n"
    )
    run("import", path, archive, "--zone", "UTC")
    assert "2 people are shown by role at most now" in run("protect", path).stdout
    run("consent", path, "bob", "--wish", "sh-c-cg")
    with Library(path) as library, library.edit("Clear"):
        library.people.change(library.people.called("bob"), consent="full")
    more = tmp_path / "more.csv"
    more.write_text("handle,text,date\nzoe,Bridges,2023-01-01 10:02\n")
    imported = run("import", path, more, "--zone", "UTC").output
    assert "1 newly imported person is protected" in imported
    assert "@bob" in run("find", path, "--plain").stdout
    plain = run("find", path, "--plain").stdout
    assert "mia" not in plain
    assert "zoe" not in plain
    run("undo", path)  # of the protection alone: what quotes her is stopped
    made = json.loads(run("draft", path, "--plain", "--title", "T", "--json").stdout)["story"]
    stopped = CliRunner().invoke(
        main, ["export", str(path), str(made), "--to", "page", "-o", str(tmp_path / "x.html")]
    )
    assert "1 person quoted is not protected as minors are here." in stopped.output


def test_a_link_is_not_called_by_the_words_of_who_is_withheld_or_was_taken_down(
    path: Path, tmp_path: Path
) -> None:
    said = "Great map of every nest in our town "
    shared = [Span("link", len(said), len(said) + 26, "https://nests.example/maps")]
    with Library(path, make=True) as library:
        take_in(
            library,
            [
                post(1, f"{said}https://nests.example/maps", handle="bob", spans=tuple(shared)),
                post(2, f"RT @bob: {said}", handle="cy"),
                post(3, "The gulls are back on every roof of the school", handle="cy"),
            ],
        )
        (row,) = library.posts.rows([library.posts.ids(["3"])["3"]])
        links = (
            Resource("link", "https://nests.example/maps", "Map of every nest in our town"),
            Resource("link", "https://nests.example/other", "Terns of our town"),
        )
        with library.edit("Write"):
            story = library.stories.new("Roofs")
            library.stories.add(story, [Quote(row.post), Links(links)])
    page = tmp_path / "page.html"
    run("export", path, story, "--to", "page", "-o", page)
    assert "Map of every nest" in page.read_text("utf-8")
    assert (
        "Its figures, charts and lists are not compared."
        in run("verify", path, story, page).stdout
    )
    said_then = run("takedown", path, "bob").stdout
    assert f"{page} was rewritten." in said_then
    assert "Map of every nest" not in page.read_text("utf-8")
    assert "Terns of our town" in page.read_text("utf-8")
    assert "Map of every nest" not in run("story", path, story).stdout
    again = run("export", path, story, "--to", "page", "-o", tmp_path / "again.html")
    assert "1 link is published without its title: a withheld person said it so." in again.stderr
    assert "Map of every nest" not in (tmp_path / "again.html").read_text("utf-8")
    run("undo", path)
    with Library(path) as library:
        assert "Map of every nest in our town" in str(masked_story(library, story).blocks)
