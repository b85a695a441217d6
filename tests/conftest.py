"""Fixtures. Tests use real libraries in temporary folders; nothing is mocked but the network."""

from __future__ import annotations

import gc
import os
import socket
import subprocess
import sys
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, settings

from curator.library import Library, PostId, Query
from curator.model import Author, Media, Post
from tests.serving import serving

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

SAMPLES = Path(__file__).parent / "samples"
_WORTH_IT = 20_000
"""Objects made since the last collection, at which the next one is due."""

_YOUNG_ONES = 10
"""Collections of what is new, after which one looks at everything."""

for profile in ("curator", "explore"):
    settings.register_profile(
        profile,
        deadline=None,  # a busy machine makes no example wrong
        suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
        derandomize=profile == "curator",  # a change is judged by itself, not by luck
    )
settings.load_profile("curator")
REAL = Path(__file__).parents[2] / "shared" / "data"
"""Real archives, where a developer has some; nothing of them is in the project."""


def pytest_collection_finish() -> None:
    """Collect garbage between tests only, as the window does between events, and see there why."""
    gc.disable()
    gc.collect()
    gc.freeze()


def pytest_runtest_teardown(nextitem: pytest.Item | None) -> None:
    """Collect what the tests before this one forgot, once it is worth it."""
    del nextitem
    new, _, young_ones = gc.get_count()
    if new >= _WORTH_IT:
        gc.collect(2 if young_ones >= _YOUNG_ONES else 1)


@pytest.fixture(autouse=True)
def no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    """Fail whatever would go over the network: Curator asks nothing of it."""
    connect = socket.socket.connect

    def only_here(self: socket.socket, address: Any) -> None:
        if self.family in {socket.AF_INET, socket.AF_INET6}:
            assert str(address[0]) in {"127.0.0.1", "::1", "localhost"}, address
        connect(self, address)

    monkeypatch.setattr(socket.socket, "connect", only_here)


@pytest.fixture(autouse=True)
def settings_of_its_own(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Let no test read or write what the developer has chosen."""
    monkeypatch.setenv("CURATOR_SETTINGS", str(tmp_path / "settings.json"))


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "chat.curator"


@pytest.fixture
def library(path: Path) -> Iterator[Library]:
    with Library(path, make=True) as library:
        yield library


@pytest.fixture
def server() -> Iterator[str]:
    """Return the address of a server on this machine that gives pictures."""
    with serving() as address:
        yield address


def post(key: int, text: str = "", handle: str = "ann", **values: Any) -> Post:
    """Make a post, alike in all but what a test cares about."""
    at = datetime(2023, 2, 3, 20, tzinfo=UTC) + timedelta(minutes=key)
    author = values.pop("author", None) or Author(handle)
    return Post("test", str(key), author, values.pop("at", at), text or f"post {key}", **values)


def take_in(library: Library, posts: Iterable[Post], name: str = "a.jsonl") -> list[PostId]:
    """Import posts as an archive of their own, and return the ids of all the library has."""
    archive = library.archives.new(Path(name), "test")
    with library.transaction():
        library.archives.intake(archive).add(list(posts))
    library.finish_import(archive, f"Import {name}", {})
    return [PostId(id_) for id_ in library.posts.find(Query())]


def found(library: Library, typed: str) -> list[str]:
    """Return the keys of the posts that answer a search."""
    ids = library.posts.find(Query.parse(typed))
    return [row.post.key for row in library.posts.rows(ids)]


def held(path: Path, *addresses: str, avatar: str = "") -> None:
    """Make a library of posts with one picture each, of which only the address is known."""
    author = Author("ann", avatar=Media("image", avatar) if avatar else None)
    with Library(path, make=True) as library:
        take_in(
            library,
            [
                post(n, media=(Media("image", url),), author=author)
                for n, url in enumerate(addresses)
            ],
        )


ELSEWHERE = """
import sys
from pathlib import Path
from curator.library import Library

with Library(Path(sys.argv[1])) as library:
    print(library.recall(sys.argv[2]))
"""


def asked_elsewhere(path: Path, name: str) -> str:
    """Open and close a library in another process, and return a value stored there."""
    words = [sys.executable, "-c", ELSEWHERE, str(path), name]
    return subprocess.run(words, capture_output=True, encoding="utf-8", check=True).stdout.strip()
