"""Download of pictures that an archive only links to: the only use of the network.

Nothing here runs unless the user asks for it, after seeing which servers will be asked. A
response counts as a picture if it can be decoded as one, whatever type it claims.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NamedTuple

from curator.i18n import tr
from curator.library import Library, Query
from curator.library.desk.pictures import LinkedPicture
from curator.work.http_fetch import Asking, server_of
from curator.work.task import Progress, Work


class Failure(NamedTuple):
    """A picture that could not be fetched."""

    url: str
    why: str
    """The reason, as a sentence."""


@dataclass(slots=True)
class Fetched:
    """The result of a download."""

    wanted: int = 0
    fetched: int = 0
    failures: list[Failure] = field(default_factory=list)

    def values(self) -> dict[str, Any]:
        """Return it as values for JSON."""
        failed = [failure._asdict() for failure in self.failures]
        return {"wanted": self.wanted, "fetched": self.fetched, "failures": failed}


def servers(
    library: Library, query: str = "", posts: Sequence[int] | None = None
) -> list[tuple[str, int]]:
    """Return how many pictures each server would be asked for, most first.

    posts: only pictures of these, instead of a query's.
    """
    wanted = library.pictures.wanted(_ids(library, query) if posts is None else posts)
    counts = Counter(server for each in wanted if (server := server_of(each.url)))
    return sorted(counts.items(), key=lambda each: (-each[1], each[0]))


def look_for_pictures(
    library: Path, posts: Sequence[int] | None = None
) -> Work[list[tuple[str, int]]]:
    """Return the same as `servers`, for posts; None: for all posts."""
    with Library(library) as opened:
        yield Progress(0)
        return servers(opened, posts=posts)


def fetch_pictures(
    library: Path,
    query: str = "",
    posts: Sequence[int] | None = None,
    *,
    local: bool = False,
    pause: float = 1.0,
) -> Work[Fetched]:
    """Download portraits and pictures for the posts of a search; '' is all posts.

    posts: these instead of a search. local: allow machines on the user's own network. pause:
    seconds before the second try. If cancelled, it keeps what was downloaded.
    """
    with Library(library) as opened:
        wanted = opened.pictures.wanted(_ids(opened, query) if posts is None else posts)
        report = Fetched(len(wanted))
        asking = Asking(local=local, pause=pause, most=opened.pictures.LARGEST)
        done = 0
        for answer in asking.all(wanted):
            if answer is not None:
                done += 1
                _keep(opened, *answer, report)
            yield Progress(done, done / len(wanted))
    return report


def _ids(library: Library, query: str) -> Sequence[int] | None:
    return library.posts.find(Query.parse(query)) if query else None


def _keep(library: Library, wanted: LinkedPicture, content: bytes | str, report: Fetched) -> None:
    """Save a picture, or record why there is none."""
    if isinstance(content, str):
        report.failures.append(Failure(wanted.url, content))
        return
    if library.keep_picture(wanted, content):
        report.fetched += 1
    else:
        why = tr("What came is no picture that Curator can read.")
        report.failures.append(Failure(wanted.url, why))
