"""The posts around a chat: what was said of it before and after, and of no other."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

from curator.library import Library
from tests.conftest import found, post, take_in

DAY = timedelta(days=1)


def spread(path: Path, *days: float) -> Library:
    """Return a library with a post on each of some days."""
    first = post(0).at
    library = Library(path, make=True)
    take_in(library, [post(n, at=first + day * DAY) for n, day in enumerate(days)])
    return library


def hold(library: Library, *places: int) -> list[int]:
    """Let single posts be the chats; return their ids."""
    ids = [library.posts.ids([str(place)])[str(place)] for place in places]
    times = [int(library.posts.row(id_).post.at.timestamp() * 1000) for id_ in ids]
    library.chats.keep((id_, at, at) for id_, at in zip(ids, times, strict=True))
    return [*ids]


def test_months_between_two_chats_are_of_neither(path: Path) -> None:
    with spread(path, 0, 1, 1.9, 2.1, 30, 52.9, 53.1, 59, 60, 61.9, 63) as library:
        one, two = hold(library, 0, 8)
        assert found(library, f"after:{one}") == ["1", "2"]
        assert found(library, f"before:{two}") == ["6", "7"]
        assert found(library, f"after:{two}") == ["9"]
        assert found(library, f"before:{one}") == []


def test_each_post_between_chats_of_a_week_is_of_one_of_them(path: Path) -> None:
    with spread(path, 0, 0.1, 1.9, 2.1, 3, 6.9, 7) as library:
        one, two = hold(library, 0, 6)
        assert found(library, f"after:{one}") == ["1", "2"]
        assert found(library, f"before:{two}") == ["3", "4", "5"]


def test_between_chats_of_one_evening_the_nearer_one_has_a_post(path: Path) -> None:
    with spread(path, 0, 0.01, 0.04, 0.05) as library:
        one, two = hold(library, 0, 3)
        assert found(library, f"after:{one}") == ["1"]
        assert found(library, f"before:{two}") == ["2"]
