"""Other programs read a library by its views, and see nobody who is withheld."""

from __future__ import annotations

import re
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from curator.library import Library
from curator.library.file.views import VIEWS
from curator.model import Author, Block, Heading, Passage, PullQuote, Quote, Span, Standing
from curator.work import finish, open_sample
from tests.conftest import post, take_in

PAGE = Path(__file__).parents[2] / "docs" / "open-file.md"


def rows(path: Path, sql: str) -> list[dict[str, Any]]:
    """Read as any other program would."""
    with closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as connection:
        connection.row_factory = sqlite3.Row
        return [dict(row) for row in connection.execute(sql)]


@pytest.fixture
def told(path: Path) -> Path:
    """Make a library with marks, tags, a story and people of every consent."""
    mention = (Span("mention", 6, 10, "Bob"),)
    posts = [
        post(1, "Hello from Ann", author=Author("ann", "Ann A"), url="https://x.com/ann/1"),
        post(2, "My secret", author=Author("Bob", "Bob B"), url="https://x.com/Bob/2"),
        post(3, "Hello @Bob!", author=Author("cleo", "Cleo C"), spans=mention),
        post(4, "RT @Bob: My secret", author=Author("dora", "Dora"), repost_of="2"),
        post(5, "Words", author=Author("eve", "Eve E"), url="https://x.com/eve/5"),
        post(6, "More", author=Author("bob2", "Bob again")),
    ]
    with Library(path, make=True) as library:
        ids = take_in(library, posts)
        said = [library.posts.row(id_).post for id_ in ids]
        with library.edit("Work"):
            library.marks.star([ids[0]])
            library.marks.tag([ids[0]], "insight")
            library.marks.tag([ids[0]], "bread")
            library.marks.note(ids[0], "a private note")
            story = library.stories.new("Recap")
            blocks: list[Block] = [Heading("First"), Passage("Words of mine"), *map(Quote, said)]
            library.stories.add(story, [*blocks, PullQuote("Hello @Bob", said[2])])
        accounts = {each.account.handle: each.account.id for each in library.people.all()}
        with library.edit("People"):
            library.marks.set_standing(accounts["Bob"], Standing("withheld"))
            library.marks.set_standing(accounts["ann"], Standing("handle"))
            library.marks.set_standing(accounts["eve"], Standing("role", role="Librarian"))
            library.people.merge(accounts["Bob"], [accounts["bob2"]])
    return path


def test_posts_are_told_as_the_window_tells_them(told: Path) -> None:
    first = rows(told, "SELECT * FROM posts_readable")[0]
    assert (first["said_at"], first["handle"], first["name"]) == (
        "2023-02-03T20:01:00Z", "ann", "",
    )  # fmt: skip
    assert (first["mark"], first["tags"]) == ("star", "bread, insight")
    assert (first["permalink"], first["likes"]) == ("https://x.com/ann/1", None)


def test_who_is_withheld_is_in_no_view(told: Path) -> None:
    for view in VIEWS:
        text = repr(rows(told, f"SELECT * FROM {view}")).casefold()
        assert "bob" not in text, view
        assert "secret" not in text, view
        assert "private note" not in text, view
    words = [row["words"] for row in rows(told, "SELECT words FROM quotes")]
    assert words == [
        "Hello from Ann", "[withheld]", "Hello @[withheld]!", "[withheld]", "Words", "[withheld]",
        "Hello @[withheld]",
    ]  # fmt: skip


def test_who_is_shown_by_role_has_a_role_for_a_name(told: Path) -> None:
    (eve,) = rows(told, "SELECT * FROM quotes WHERE name = 'Librarian'")
    assert (eve["handle"], eve["permalink"], eve["words"]) == ("", "", "Words")


def test_a_story_is_told_in_its_order(told: Path) -> None:
    told_ = [row["kind"] for row in rows(told, "SELECT kind FROM stories_readable")]
    assert told_ == ["heading", "text", *["post"] * 6, "pull"]


def test_what_the_page_shows_runs(tmp_path: Path) -> None:
    path = tmp_path / "sample.curator"
    finish(open_sample(path))
    text = PAGE.read_text()
    examples = re.findall(r"```sql\n(.*?)```", text, re.DOTALL)
    assert len(examples) == 4
    assert all(rows(path, sql) for sql in examples)


def test_the_page_names_every_view_and_column(told: Path) -> None:
    text = PAGE.read_text()
    for view in VIEWS:
        (first, *_) = rows(told, f"SELECT * FROM {view}")
        assert all(f"`{name}`" in text for name in (view, *first))


def test_an_older_library_gets_the_views_when_it_is_opened(path: Path) -> None:
    Library(path, make=True).close()
    with closing(sqlite3.connect(path)) as other, other:
        other.execute("DROP VIEW quotes")
        other.execute("DROP VIEW people_readable")
        other.execute("CREATE VIEW people_readable AS SELECT 1")
    Library(path).close()
    assert rows(path, "SELECT * FROM quotes") == []
    assert rows(path, "SELECT * FROM people_readable") == []
