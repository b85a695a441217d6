"""Tags as a researcher codes: a tree, definitions, and edits everywhere at once."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from pathlib import Path
from shutil import copy

import pytest

from curator.errors import LibraryError
from curator.library import Library, PostId, Tag, TagId
from curator.library.desk.tags import Tags
from curator.library.file.migrations import migrations
from tests.conftest import found, post, take_in
from tests.library.test_desk import desk

OLD = Path(__file__).parents[1] / "libraries"


@pytest.fixture
def coded(library: Library) -> Library:
    """Return a library with posts 1 to 6, of which 1, 2, 3 are insight and 3, 4 example."""
    ids = take_in(library, [post(n) for n in range(1, 7)])
    with library.edit("Code"):
        library.marks.tag(ids[:3], "insight")
        library.marks.tag(ids[2:4], "example")
    return library


def tag(library: Library, name: str) -> Tag:
    found = library.tags.named(name)
    assert found is not None, name
    return found


def id_of(library: Library, name: str) -> TagId:
    return tag(library, name).id


def posts(library: Library, *keys: str) -> list[PostId]:
    return list(library.posts.ids(keys).values())


def shape(library: Library) -> list[tuple[int, str]]:
    return [(tag.depth, tag.name) for tag in library.tags.all()]


def test_tags_stand_in_a_tree_and_a_search_for_the_parent_finds_the_children(
    coded: Library,
) -> None:
    with coded.edit("Put under"):
        coded.tags.put_under(id_of(coded, "example"), id_of(coded, "insight"))
    assert shape(coded) == [(0, "insight"), (1, "example")]
    assert found(coded, "tag:insight") == ["1", "2", "3", "4"]
    assert found(coded, "tag:insight -tag:example") == ["1", "2"]
    insight = tag(coded, "insight")
    assert (insight.posts, insight.whole) == (3, 4)


def test_what_a_tag_says_it_finds_is_what_its_search_finds(coded: Library) -> None:
    with coded.edit("Tree"):
        coded.marks.tag(posts(coded, "6"), "story")
        coded.tags.put_under(id_of(coded, "story"), id_of(coded, "example"))
        coded.tags.put_under(id_of(coded, "example"), id_of(coded, "insight"))
    assert shape(coded) == [(0, "insight"), (1, "example"), (2, "story")]
    for each in coded.tags.all():
        assert len(found(coded, f"tag:{each.name}")) == each.whole, each


def test_a_tag_cannot_stand_under_itself(coded: Library) -> None:
    insight, example = id_of(coded, "insight"), id_of(coded, "example")
    with coded.edit("Put under"):
        coded.tags.put_under(example, insight)
    with pytest.raises(LibraryError, match="cannot stand under itself"), coded.edit("Put under"):
        coded.tags.put_under(insight, example)


def test_a_ring_made_by_other_hands_is_shown_flat(coded: Library) -> None:
    coded._run("UPDATE tags SET parent = 3 - id")  # noqa: SLF001  as other hands would
    assert shape(coded) == [(0, "insight"), (0, "example")]
    assert found(coded, "tag:insight") == ["1", "2", "3", "4"]


def test_a_tag_is_renamed_everywhere(coded: Library) -> None:
    with coded.edit("Rename"):
        coded.tags.rename(id_of(coded, "insight"), "  Good   ideas ")
    assert found(coded, 'tag:"good ideas"') == ["1", "2", "3"]
    assert found(coded, "tag:insight") == []
    with coded.edit("Rename"):
        coded.tags.rename(id_of(coded, "good ideas"), "GOOD IDEAS")
    assert tag(coded, "good ideas").name == "GOOD IDEAS"


def test_saved_searches_follow_a_name_and_come_back_with_it(coded: Library) -> None:
    with coded.edit("Save"):
        coded.searches.save("one", "(tag:insight OR drill) -tag:Insight #insight")
        coded.searches.save("two", "tag:insights")
    with coded.edit("Rename"):
        coded.tags.rename(id_of(coded, "insight"), "good ideas")
    assert [search.text for search in coded.searches.all()] == [
        '( tag:"good ideas" OR drill ) -tag:"good ideas" #insight', "tag:insights",
    ]  # fmt: skip
    coded.undo()
    assert coded.searches.all()[0].text == "(tag:insight OR drill) -tag:Insight #insight"


def test_a_name_that_is_taken_is_refused(coded: Library) -> None:
    with pytest.raises(LibraryError, match="“example” already"), coded.edit("Rename"):
        coded.tags.rename(id_of(coded, "insight"), "Example")


def test_merging_gives_posts_definition_and_colour_to_the_other(coded: Library) -> None:
    insight, example = id_of(coded, "insight"), id_of(coded, "example")
    with coded.edit("Describe"):
        coded.tags.define(insight, "What surprised.")
        coded.tags.define(example, "A case that was told.")
        coded.tags.paint(example, "teal")
    with coded.edit("Merge"):
        coded.tags.merge(example, insight)
    assert found(coded, "tag:insight") == ["1", "2", "3", "4"]
    merged = tag(coded, "insight")
    assert merged.definition == "What surprised.\n\nA case that was told."
    assert (merged.colour, merged.key, merged.posts) == ("teal", 1, 4)
    assert coded.tags.named("example") is None


def test_merging_into_a_tag_below_leaves_no_tag_hanging(coded: Library) -> None:
    insight, example = id_of(coded, "insight"), id_of(coded, "example")
    with coded.edit("Tree"):
        coded.tags.put_under(example, insight)
        coded.tags.put_under(coded.tags.make("case"), insight)
    with coded.edit("Merge"):
        coded.tags.merge(insight, example)
    assert shape(coded) == [(0, "example"), (1, "case")]


def test_splitting_takes_only_posts_that_have_the_tag(coded: Library) -> None:
    with coded.edit("Split"):
        coded.tags.split(id_of(coded, "insight"), posts(coded, "2", "3", "6"), "mentors")
    assert found(coded, "tag:mentors") == ["2", "3"]
    assert found(coded, "tag:insight") == ["1"]


def test_splitting_nothing_or_into_a_tag_that_is_there_is_refused(coded: Library) -> None:
    insight = id_of(coded, "insight")
    with pytest.raises(LibraryError, match="None of these posts"), coded.edit("Split"):
        coded.tags.split(insight, posts(coded, "6"), "mentors")
    with pytest.raises(LibraryError, match="already"), coded.edit("Split"):
        coded.tags.split(insight, posts(coded, "1"), "example")


def test_a_deleted_tag_lets_those_under_it_move_up(coded: Library) -> None:
    with coded.edit("Tree"):
        coded.tags.put_under(id_of(coded, "example"), id_of(coded, "insight"))
    with coded.edit("Delete"):
        coded.tags.delete(id_of(coded, "insight"))
    assert shape(coded) == [(0, "example")]
    assert found(coded, "tag:example") == ["3", "4"]


def test_new_tags_take_the_first_free_number_and_keep_it(coded: Library) -> None:
    with coded.edit("Tag"):
        for n in range(9):
            coded.marks.tag(posts(coded, "1"), f"tag {n}")
    assert [tag(coded, name).key for name in ("insight", "example", "tag 0", "tag 6")] == [
        1, 2, 3, 9,
    ]  # fmt: skip
    assert tag(coded, "tag 7").key == 0
    with coded.edit("Delete"):
        coded.tags.delete(id_of(coded, "example"))
        coded.marks.tag(posts(coded, "1"), "new")
    assert tag(coded, "new").key == 2


@pytest.mark.parametrize(
    ("name", "key", "after"),
    [
        ("c", 1, "cab"),
        ("a", 3, "bca"),
        ("b", 2, "abc"),
        ("b", 0, "a c"),
        ("c", 5, "ab  c"),
    ],
)
def test_a_tag_takes_a_number_and_the_others_make_room(
    library: Library, name: str, key: int, after: str
) -> None:
    for each in "abc":
        library.tags.make(each)
    library.tags.number(id_of(library, name), key)
    keys = library.tags.keys()
    assert "".join(keys.get(n, " ") for n in range(1, 10)).rstrip() == after


def test_the_tenth_tag_can_take_a_number_and_the_last_has_none(library: Library) -> None:
    for each in "abcdefghij":
        library.tags.make(each)
    library.tags.number(id_of(library, "j"), 2)
    assert "".join(library.tags.keys().values()) == "ajbcdefgh"


def test_a_tag_of_which_something_is_said_outlives_its_last_post(coded: Library) -> None:
    with coded.edit("Define"):
        coded.tags.define(id_of(coded, "example"), "A case that was told.")
    with coded.edit("Untag"):
        coded.marks.untag(posts(coded, "3", "4"), "example")
        coded.marks.untag(posts(coded, "1", "2", "3"), "insight")
    assert shape(coded) == [(0, "example")]


EDITS: dict[str, Callable[[Tags, TagId, TagId, list[PostId]], object]] = {
    "rename": lambda tags, one, _two, _ids: tags.rename(one, "Other"),
    "define": lambda tags, one, _two, _ids: tags.define(one, "It’s “so”\0\nand so"),
    "paint": lambda tags, one, _two, _ids: tags.paint(one, "teal"),
    "put under": lambda tags, one, two, _ids: tags.put_under(one, two),
    "number": lambda tags, one, _two, _ids: tags.number(one, 2),
    "no number": lambda tags, one, _two, _ids: tags.number(one, 0),
    "merge": lambda tags, one, two, _ids: tags.merge(one, two),
    "merge down": lambda tags, one, two, _ids: tags.merge(two, one),
    "split": lambda tags, one, _two, ids: tags.split(one, ids[1:], "new"),
    "delete": lambda tags, one, _two, _ids: tags.delete(one),
    "make": lambda tags, _one, _two, _ids: tags.make("made"),
}


@pytest.mark.parametrize("edit", EDITS)
def test_each_edit_is_one_step_undone_and_redone_to_the_byte(coded: Library, edit: str) -> None:
    with coded.edit("Tree"):
        coded.tags.put_under(coded.tags.make("child"), id_of(coded, "insight"))
        coded.tags.define(id_of(coded, "insight"), "What surprised.")
    one, two = id_of(coded, "insight"), id_of(coded, "example")
    before, last = desk(coded), coded.next_undo
    with coded.edit(edit):
        EDITS[edit](coded.tags, one, two, posts(coded, "1", "2", "3"))
    after = desk(coded)
    assert after != before
    coded.undo()
    assert desk(coded) == before
    assert coded.next_undo == last
    coded.redo()
    assert desk(coded) == after


def test_an_edit_that_says_nothing_new_is_no_step(coded: Library) -> None:
    insight, last = id_of(coded, "insight"), coded.next_undo
    with coded.edit("Nothing"):
        coded.tags.rename(insight, " insight ")
        coded.tags.define(insight, "")
        coded.tags.paint(insight, "")
        coded.tags.put_under(insight, None)
        coded.tags.number(insight, 1)
        coded.tags.merge(insight, insight)
    assert coded.next_undo == last


def test_an_older_library_keeps_the_numbers_of_its_tags(tmp_path: Path) -> None:
    with Library(Path(copy(OLD / "1.1.curator", tmp_path))) as library:
        assert library.tags.keys() == {1: "insight"}


def test_the_numbers_that_the_window_remembered_become_the_tags_own() -> None:
    db = sqlite3.connect(":memory:", isolation_level=None)
    migrations.apply(db, stop_before="make_codebook")
    db.execute('INSERT INTO memory VALUES (\'tag_keys\', \'["", "gone", "b"]\')')
    db.execute("INSERT INTO tags (name) VALUES ('a'), ('b')")
    migrations.apply(db)
    keys = dict(db.execute("SELECT name, key FROM tags"))
    db.close()
    assert keys == {"a": 1, "b": 3}


def test_an_older_library_that_can_only_be_read_shows_its_tags(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = Path(copy(OLD / "1.1.curator", tmp_path))
    monkeypatch.setattr("os.access", lambda *_: False)
    with Library(path) as library:
        assert library.readonly
        assert [(each.name, each.key) for each in library.tags.all()] == [("insight", 0)]
        assert len(found(library, "tag:insight")) == tag(library, "insight").posts
