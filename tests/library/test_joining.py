"""Posts whose ids a spreadsheet ate, and the same posts under their own ids."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

from curator.library import Library, Query
from curator.model import Post
from curator.readers.kit.ids.ids import made_key
from tests.conftest import found, post, take_in
from tests.library.test_importing import dump

SAID = "We lend tools, seeds and an ear to whoever walks in #lib"
FIRST = 511_000_000_000_000_001


def clean(n: int, text: str = SAID, **values: Any) -> Post:
    """Make a post under its own id, of a minute of its own."""
    key = FIRST + n * 60_000 * 4_194_304
    own = post(n, text, **values)
    return replace(own, key=str(key), url=f"https://x.com/ann/status/{key}")


def damaged(one: Post, raw_id: str = "", **values: Any) -> Post:
    """Make what a spreadsheet leaves of a post."""
    left = replace(one, url="", raw_id=raw_id, **values)
    return replace(left, key=made_key(left.author.handle, left.at, left.text))


def keys(library: Library) -> list[str]:
    return [row.post.key for row in library.posts.rows(library.posts.find(Query()))]


def test_stars_tags_and_quotes_stay_when_the_sound_capture_comes(library: Library) -> None:
    (id_,) = take_in(library, [damaged(clean(1), "5.11E+17")])
    with library.edit("Decide"):
        library.marks.star([id_])
        library.marks.tag([id_], "insight")
        library.marks.note(id_, "Ask her")
    assert take_in(library, [clean(1)], "b.jsonl") == [id_]
    row = library.posts.row(id_)
    assert (row.mark, row.tags, row.note) == ("star", ("insight",), "Ask her")
    assert row.post.key == clean(1).key
    assert row.post.url == clean(1).url


def test_the_damaged_file_adds_nothing_to_what_is_known_soundly(library: Library) -> None:
    take_in(library, [clean(1), clean(2, "Something else was said here")])
    archive = library.archives.new(Path("sheet.csv"), "test")
    with library.transaction():
        seen = library.archives.intake(archive).add([damaged(clean(1))])
    assert (seen.new, seen.known) == (0, 1)
    assert keys(library) == [clean(1).key, clean(2).key]


def test_undoing_the_sound_import_gives_the_damaged_capture_back(
    library: Library, path: Path
) -> None:
    take_in(library, [damaged(clean(1), at=clean(1).at.replace(second=0), precision="minute")])
    before = dump(path)
    take_in(library, [clean(1)], "b.jsonl")
    assert dump(path) != before
    library.undo()
    assert dump(path) == before


def test_both_files_again_in_any_order_change_nothing(library: Library) -> None:
    left, whole = [damaged(clean(n)) for n in (1, 2)], [clean(n) for n in (1, 2)]
    for name, posts in [("a", left), ("b", whole), ("a", left), ("b", whole), ("c", left)]:
        take_in(library, posts, name)
        assert len(keys(library)) == 2
    assert keys(library) == [one.key for one in whole]


def test_the_same_words_at_another_time_are_another_post(library: Library) -> None:
    take_in(library, [damaged(clean(1))])
    take_in(library, [clean(90)], "b.jsonl")
    assert len(keys(library)) == 2


def test_the_same_words_by_another_person_are_another_post(library: Library) -> None:
    take_in(library, [damaged(clean(1))])
    take_in(library, [clean(1, handle="bob")], "b.jsonl")
    assert len(keys(library)) == 2


def test_an_id_that_cannot_have_been_rounded_to_what_is_left_is_not_joined(
    library: Library,
) -> None:
    take_in(library, [damaged(clean(1), "7.22585E+17")])
    take_in(library, [clean(1)], "b.jsonl")
    assert len(keys(library)) == 2


def test_fifteen_digits_of_an_id_tell_the_post_though_the_zone_was_wrong(
    library: Library,
) -> None:
    one = clean(1)
    rounded = one.key[:15] + "0" * (len(one.key) - 15)
    take_in(library, [damaged(one, rounded, at=one.at + timedelta(hours=5))])
    (id_,) = take_in(library, [one], "b.jsonl")
    fresh = library.posts.row(id_).post
    assert (fresh.key, fresh.at) == (one.key, one.at)


def test_what_was_said_twice_in_a_minute_is_joined_once(library: Library) -> None:
    first = clean(1)
    second = replace(first, key=str(int(first.key) + 4_194_304_000), url="")
    take_in(library, [damaged(first)])
    take_in(library, [first, second], "b.jsonl")
    assert sorted(keys(library)) == sorted([first.key, second.key])


def test_cut_words_are_joined_to_the_whole_ones_and_found_by_them(library: Library) -> None:
    take_in(library, [damaged(clean(1, "We lend tools, seeds and an e…"), cut=True)])
    take_in(library, [clean(1)], "b.jsonl")
    assert found(library, "whoever") == [clean(1).key]


def test_short_words_of_a_day_prove_nothing(library: Library) -> None:
    said = damaged(clean(1, "Yes!"), precision="day", at=clean(1).at.replace(hour=0, minute=0))
    take_in(library, [said])
    take_in(library, [clean(1, "Yes!")], "b.jsonl")
    assert len(keys(library)) == 2


def test_addresses_may_have_been_written_otherwise(library: Library) -> None:
    take_in(library, [damaged(clean(1, SAID + " https://t.co/abc"))])
    take_in(library, [clean(1, SAID + " https://example.org/report")], "b.jsonl")
    assert len(keys(library)) == 1


def test_joined_posts_are_counted(library: Library) -> None:
    take_in(library, [damaged(clean(1)), damaged(clean(2, "Something else was said here"))])
    archive = library.archives.new(Path("sound.jsonl"), "test")
    with library.transaction():
        seen = library.archives.intake(archive).add([clean(1), clean(3, "And this is new")])
    assert (seen.new, seen.known, seen.joined) == (1, 1, 1)
