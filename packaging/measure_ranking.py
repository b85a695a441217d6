"""How well the ranking finds what an editor chose.

    python packaging/measure_ranking.py ARCHIVE… STORY…

A story is a file that its editor made of posts of the archives: one that Curator reads, or
a text with links to the posts. Beside the ranking stand chance, and the most liked and
shared. AUC: how often a chosen post is above one that was not; at k: the share of chosen
posts among as many of the best as were chosen.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable, Mapping, Sequence
from datetime import timedelta
from pathlib import Path

from curator.errors import CuratorError
from curator.insight.draft.ranking import Candidate, may_be_quoted, rank
from curator.model import Post
from curator.readers import reader_for
from curator.readers.kit.archive.source import Source
from curator.readers.kit.archive.wishes import Wishes

_LINK = re.compile(r"/status(?:es)?/(\d+)")
_AROUND = timedelta(hours=1)
_FEWEST = 3
"""An archive is what holds most posts; a story has at least so many of them."""


def main() -> None:
    """Measure every story that is named against the archives that are named."""
    if len(sys.argv) < _FEWEST:
        sys.exit(__doc__)
    known: dict[str, Post] = {}
    stories: dict[str, set[str]] = {}
    for name in sys.argv[1:]:
        path = Path(name)
        posts = _read(path)
        if path.suffix in (".md", ".txt", ".html"):
            keys = {post.key for post in posts} or set(_LINK.findall(path.read_text("utf-8")))
            stories[path.stem] = keys
        else:
            known |= {post.key: post for post in posts if not post.context}
    for title, keys in stories.items():
        _measure(title, known, keys & known.keys())


def _read(path: Path) -> list[Post]:
    try:
        with Source(path) as source:
            reader = reader_for(source)
            return [each for each in reader.read(source, Wishes()) if isinstance(each, Post)]
    except CuratorError:
        return []  # a text with links


def _measure(title: str, known: Mapping[str, Post], chosen: set[str]) -> None:
    if len(chosen) < _FEWEST:
        print(f"{title}: only {len(chosen)} of its posts are in the archives")
        return
    times = [known[key].at for key in chosen]
    begin, end = min(times) - _AROUND, max(times) + _AROUND
    span = sorted((post for post in known.values() if begin <= post.at <= end), key=_order)
    people = {post.author.handle.casefold(): 0 for post in span}
    people = {handle: number for number, handle in enumerate(people)}
    pool = [
        Candidate(number, post, people[post.author.handle.casefold()])
        for number, post in enumerate(span, 1)
    ]
    originals = [one for one in pool if may_be_quoted(one)]
    _told(f"{title}, all {len(pool)}", pool, chosen)
    _told(f"{title}, the {len(originals)} originals", originals, chosen)


def _order(post: Post) -> tuple[object, str]:
    return post.at, post.key


def _told(title: str, pool: Sequence[Candidate], chosen: set[str]) -> None:
    lowest = dict.fromkeys((one.post.key for one in pool), -99.0)
    ranked = lowest | {one.candidate.post.key: one.score for one in rank(pool)}
    liked = {one.post.key: float((one.post.likes or 0) + (one.post.reposts or 0)) for one in pool}
    count = len(chosen & lowest.keys())
    if 0 < count < len(pool):
        print(
            f"{title}: {count} chosen; AUC {_auc(ranked, chosen):.2f} (liked"
            f" {_auc(liked, chosen):.2f}); at {count}: {_at(ranked, chosen, count):.2f} (liked"
            f" {_at(liked, chosen, count):.2f}, chance {count / len(pool):.2f})"
        )


def _auc(scores: Mapping[str, float], chosen: set[str]) -> float:
    good = [score for key, score in scores.items() if key in chosen]
    rest = [score for key, score in scores.items() if key not in chosen]
    won = sum((one > other) + (one == other) / 2 for one in good for other in rest)
    return won / (len(good) * len(rest))


def _at(scores: Mapping[str, float], chosen: set[str], count: int) -> float:
    best: Iterable[str] = sorted(scores, key=lambda key: (-scores[key], key))[:count]
    return len(chosen.intersection(best)) / count


if __name__ == "__main__":
    main()
