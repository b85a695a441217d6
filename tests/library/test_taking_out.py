"""An import taken out again leaves people, pictures and posts as they were."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from curator.library import Library, Query
from curator.model import Author, Media, Post, Span
from tests.conftest import found, post, take_in

_TOLD = (
    "SELECT platform, handle, key, name, bio, protected, avatar, portrait, seen FROM people",
    (
        "SELECT p.key, handle, at, precision, text, spans, url, lang, reply_to, quote_of,"
        " repost_of, likes, reposts, replies, echo, context, cut FROM posts p"
        " JOIN people ON people.id = person"
    ),
    "SELECT key, media.kind, media.url, alt, file, hash FROM media JOIN posts ON posts.id = post",
    (
        "SELECT key, kind, value FROM post_terms JOIN posts ON posts.id = post"
        " JOIN terms ON terms.id = term"
    ),
    (
        "SELECT name, key, place, before FROM archive_posts JOIN posts ON posts.id = post"
        " JOIN archives ON archives.id = archive"
    ),
    "SELECT key, versions.text FROM versions JOIN posts ON posts.id = post",
    "SELECT hash FROM pictures",
)


def told(library: Library) -> list[list[tuple[object, ...]]]:
    """Return all that the archives say, without ids."""
    run = library._run  # noqa: SLF001  a memory has no second way in
    return [sorted(run(select).fetchall(), key=repr) for select in _TOLD]


def picture(name: str, hash_: str = "") -> Media:
    return Media("image", f"https://pictures.example/{name}", file=hash_ and name, hash=hash_)


def author(name: str, hash_: str = "") -> Author:
    return Author("ann", name, bio=f"I am {name}", avatar=picture("face", hash_))


def test_a_persons_older_name_and_portrait_come_back(library: Library) -> None:
    take_in(library, [post(1, author=author("Ann A", "old"))])
    before = told(library)
    take_in(library, [post(2, author=author("Ann B", "new"))], "b.jsonl")
    library.undo()
    assert told(library) == before
    assert library.posts.row(1).post.author.name == "Ann A"


def test_pictures_that_an_import_added_to_known_posts_go_with_it(library: Library) -> None:
    take_in(library, [post(1, media=(picture("a"),))])
    before = told(library)
    take_in(library, [post(1, media=(picture("a", "held"), picture("b")))], "b.jsonl")
    assert len(library.posts.row(1).post.media) == 2
    library.undo()
    assert told(library) == before


def test_a_picture_stays_while_another_archive_has_it(library: Library) -> None:
    (id_,) = take_in(library, [post(1)])
    take_in(library, [post(1, media=(picture("b"),))], "b.jsonl")
    take_in(library, [post(1, media=(picture("b"),))], "c.jsonl")
    _, second, third = library.archives.all()
    list(library.archives.forget(second.id))
    assert len(library.posts.row(id_).post.media) == 1
    list(library.archives.forget(third.id))
    assert library.posts.row(id_).post.media == ()


def test_a_picture_that_the_editor_described_stays(library: Library) -> None:
    (id_,) = take_in(library, [post(1)])
    take_in(library, [post(1, media=(picture("b"),))], "b.jsonl")
    with library.edit("Describe"):
        library.marks.describe(id_, 0, "A loaf")
    list(library.archives.forget(library.archives.all()[1].id))
    assert [media.alt for media in library.posts.row(id_).post.media] == ["A loaf"]


def test_a_name_that_a_later_import_told_too_stays(library: Library) -> None:
    (id_,) = take_in(library, [post(1, author=author("Ann A"))])
    take_in(library, [post(2, author=author("Ann B"))], "b.jsonl")
    take_in(library, [post(3, author=author("Ann C"))], "c.jsonl")
    _, second, third = library.archives.all()
    list(library.archives.forget(second.id))
    assert library.posts.row(id_).post.author.name == "Ann C"
    list(library.archives.forget(third.id))
    assert library.posts.row(id_).post.author.name == "Ann A"


def test_hashtags_that_came_with_an_import_are_not_found_after_it(library: Library) -> None:
    take_in(library, [post(1, "bread")])
    span = Span("hashtag", 10, 16, "baking")
    take_in(library, [post(1, "bread and #baking", spans=(span,))], "b.jsonl")
    assert found(library, "#baking") == ["1"]
    library.undo()
    assert found(library, "#baking") == []


def test_what_one_capture_knows_of_the_words_is_found(library: Library) -> None:
    take_in(library, [post(1, "so #baking it is")])
    take_in(library, [post(1, "so #baking it is", spans=(Span("hashtag", 3, 10, "baking"),))], "b")
    assert found(library, "#baking") == ["1"]
    library.undo()
    assert found(library, "#baking") == []
    assert found(library, "baking") == ["1"]


def test_an_original_known_from_inside_alone_is_so_again(library: Library) -> None:
    take_in(library, [post(1, context=True), post(2, quote_of="1")])
    before = told(library)
    take_in(library, [post(3, repost_of="1")], "b.jsonl")
    library.undo()
    assert told(library) == before


def test_steps_about_posts_that_left_do_not_stand_in_the_way(library: Library) -> None:
    (one,) = take_in(library, [post(1)])
    with library.edit("Star 1 post"):
        library.marks.star([one])
    archive = library.archives.new(Path("b.jsonl"), "test")
    with library.transaction():
        library.archives.intake(archive).add([post(2)])
    two = library.posts.find(Query())[1]
    with library.edit("Star 1 post"):
        library.marks.star([two])
    with library.edit("Change it"):
        library.marks.unmark([two])
        library.marks.note(one, "ask her")
    list(library.archives.forget(archive))  # as when the import is cancelled
    for _ in range(3):
        assert library.undo()
    assert found(library, "is:starred") == []
    while library.redo():
        pass
    assert library.posts.row(one).note == "ask her"
    assert found(library, "is:starred") == ["1"]
    assert library.check()["sound"]


def test_a_person_whom_the_desk_holds_stays(library: Library) -> None:
    take_in(library, [post(1)])
    with library.edit("Seat"):
        library._run("INSERT INTO standings (person, role) VALUES (1, 'Host')")  # noqa: SLF001  whoever says so
    list(library.remove_archive(library.archives.all()[0].id))
    assert library.posts.find(Query()).tolist() == []
    assert library.check()["sound"]


def _post(key: int, extra: int, told_at: int) -> Post:
    tag = Span("hashtag", 0, 3, f"t{extra}")
    return post(
        key,
        f"#t{extra} words " + "more " * extra,
        author=Author(["ann", "bo"][key % 2], f"Name {told_at}", bio="x" * extra),
        at=datetime(2023, 2, 3, 20, told_at, tzinfo=UTC),
        spans=(tag,),
        media=tuple(picture(f"{n}", "h" * (extra % 2)) for n in range(extra)),
        likes=extra or None,
        context=told_at % 5 == 0,
        repost_of=str(key - 1) if told_at % 7 == 0 else "",
    )


POSTS = st.lists(
    st.builds(_post, st.integers(1, 4), st.integers(0, 3), st.integers(0, 59)),
    max_size=4,
)


@settings(max_examples=60)
@given(st.lists(POSTS, min_size=1, max_size=3), POSTS)
def test_whatever_an_import_changed_is_put_back(
    before: Iterable[list[Post]], last: list[Post]
) -> None:
    with Library(Path(":memory:"), make=True) as library:
        for number, posts in enumerate(before):
            take_in(library, posts, f"{number}.jsonl")
        beginning = told(library)
        take_in(library, last, "last.jsonl")
        library.undo()
        assert told(library) == beginning
        assert library.check()["sound"]


@pytest.mark.parametrize("archives", [["a", "b"], ["b", "a"]])
def test_the_library_is_empty_when_every_archive_is_out(
    library: Library, archives: list[str]
) -> None:
    take_in(library, [_post(n, 2, n) for n in range(1, 5)], "a")
    take_in(library, [_post(n, 3, n + 9) for n in range(2, 6)], "b")
    ids = {each.name: each.id for each in library.archives.all()}
    for name in archives:
        list(library.remove_archive(ids[name]))
    assert [rows for rows in told(library) if rows] == []
