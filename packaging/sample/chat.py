"""Read the people and the posts of the sample chat from their texts.

A post in chat/*.txt is a line that says when, who and how many likes, then its words, indented:

    19:04 tomas_irigaray 71 =cake to:q1 picture:cake-tin
      A1 A cake tin shaped like a dinosaur…

=name lets others point at it; to:, quote:, picture: and lang: are optional. The hashtag is added
at the end where the words have none, and an answer to somebody begins with their handle.
Times are London's; == 2026-05-14 begins a day; a line that begins with ; is for the reader.
"""

from __future__ import annotations

import re
import tomllib
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from itertools import groupby
from pathlib import Path
from zoneinfo import ZoneInfo

HERE = Path(__file__).parent
LONDON = ZoneInfo("Europe/London")
HASHTAG = "#TomorrowsLibrary"
THE_DAY = "2026-05-14"
EPOCH = datetime(2010, 11, 4, 1, 42, 54, 657000, tzinfo=UTC)
"""When the platform's ids begin to count: 1288834974657 milliseconds after 1970."""

_HEADER = re.compile(r"(\d\d:\d\d) (\w+) (\d+)((?: \S+)*)$")
_SCRIPTS = (
    ("ja", r"[\u3040-\u30ff]"),
    ("ko", r"[\uac00-\ud7af]"),
    ("zh", r"[\u4e00-\u9fff]"),
    ("ar", r"[\u0600-\u06ff]"),
    ("iw", r"[\u0590-\u05ff]"),
    ("uk", r"[\u0400-\u04ff]{3}"),
    ("el", r"[\u0370-\u03ff]{3}"),
    ("hi", r"[\u0900-\u097f]"),
    ("th", r"[\u0e00-\u0e7f]"),
)


@dataclass(frozen=True, slots=True)
class Person:
    """An account of the chat."""

    handle: str
    name: str
    followers: int
    location: str
    bio: str
    order: int
    picture: str = ""
    protected: bool = False
    followers_unrecorded: bool = False


@dataclass(frozen=True, slots=True)
class Post:
    """One post of the chat, before it takes the shape of an archive."""

    at: datetime
    handle: str
    likes: int
    words: str
    name: str = ""
    id: int = 0
    options: dict[str, str] = field(default_factory=dict)
    """What it points at: to, quote, repeats, picture; and lang."""

    @property
    def language(self) -> str:
        """Return the language as the platform would tell it."""
        written = (code for code, letters in _SCRIPTS if re.search(letters, self.words))
        return self.options.get("lang") or next(written, "en")


def read_people() -> dict[str, Person]:
    """Return the people by handle."""
    table = tomllib.loads((HERE / "people.toml").read_text(encoding="utf-8"))
    return {
        handle: Person(handle=handle, order=order, **fields)
        for order, (handle, fields) in enumerate(table.items())
    }


def read_posts(people: dict[str, Person]) -> list[Post]:
    """Return the posts, oldest first, with their ids."""
    written = [post for path in sorted((HERE / "chat").glob("[0-8]*.txt")) for post in _read(path)]
    posts = _at_their_seconds(written + list(_read_reposts(written)))
    _check(posts, people)
    return posts


def find(posts: list[Post], reference: str) -> Post:
    """Return the post of that name, or the first of '19:13 hdrever' on the evening itself."""
    for post in posts:
        if reference in (post.name, f"{post.at.astimezone(LONDON):%H:%M} {post.handle}"):
            return post
    raise LookupError(f"No post is called “{reference}”.")


def _read(path: Path) -> Iterator[Post]:
    day, post = THE_DAY, None
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.startswith("  ") and post:
            words = f"{post.words}\n{line.strip()}" if post.words else line.strip()
            post = replace(post, words=words)
            continue
        if post:
            yield post
        post = None
        if line.startswith("== "):
            day = line[3:]
        elif line and not line.startswith(";"):
            post = _begin(line, day)
    if post:
        yield post


def _begin(line: str, day: str) -> Post:
    header = _HEADER.match(line)
    if not header:
        raise ValueError(f"This is no beginning of a post: {line}")
    clock, handle, likes, rest = header.groups()
    name = "".join(word[1:] for word in rest.split() if word.startswith("="))
    options = dict(word.split(":", 1) for word in rest.split() if not word.startswith("="))
    return Post(_moment(day, clock), handle, int(likes), "", name, options=options)


def _read_reposts(written: list[Post]) -> Iterator[Post]:
    for line in (HERE / "chat" / "9-reposts.txt").read_text(encoding="utf-8").splitlines():
        if not line or line.startswith(";"):
            continue
        name, _, rest = line.partition(": ")
        original = find(written, name)
        for who in rest.split(", "):
            when, handle = who.split()
            day, _, clock = when.rpartition("T")
            moment = _moment(f"2026-05-{day}" if day else THE_DAY, clock)
            yield Post(moment, handle, 0, original.words, options={"repeats": name})


def _moment(day: str, clock: str) -> datetime:
    return datetime.fromisoformat(f"{day}T{clock}").replace(tzinfo=LONDON).astimezone(UTC)


def _at_their_seconds(posts: list[Post]) -> list[Post]:
    """Spread the posts of a minute over it, in their order, and give each its id."""
    placed = []
    for minute, group in groupby(sorted(posts, key=lambda post: post.at), lambda post: post.at):
        together = list(group)
        for number, post in enumerate(together):
            chance = zlib.crc32(f"{minute}{post.handle}{post.words}".encode())
            share = 60_000 / len(together)
            at = minute + timedelta(milliseconds=int(share * (number + 0.1 + chance % 80 / 100)))
            since = (at - EPOCH) // timedelta(milliseconds=1)
            placed.append(replace(post, at=at, id=(since << 22) + chance % (1 << 22)))
    return placed


def _check(posts: list[Post], people: dict[str, Person]) -> None:
    """Refuse a post by nobody, a second post of one name, or an answer to a later post."""
    names = [post.name for post in posts if post.name]
    if double := {name for name in names if names.count(name) > 1}:
        raise ValueError(f"Two posts have one name: {sorted(double)}")
    for post in posts:
        if post.handle not in people:
            raise ValueError(f"No person is called {post.handle}.")
        for way in ("to", "quote", "repeats"):
            if way in post.options and find(posts, post.options[way]).id >= post.id:
                raise ValueError(f"{post.handle}, {post.at}: answers a later post.")
