"""How well the ranking finds what an editor chose.

    python packaging/measure_ranking.py ARCHIVE… STORY…

A story is a file that its editor made of posts of the archives: one that Curator reads, or
a text with links to the posts. Beside the ranking stand chance, the most liked and shared,
and a plain rule of the eye: the chat's hashtag, up to eighteen words, a picture, a link, not
addressed to one person. AUC: how often a chosen post is above one that was not; at k: the
share of chosen posts among as many of the best as were chosen. The last lines are means.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable, Mapping, Sequence
from datetime import timedelta
from pathlib import Path
from typing import NamedTuple

from typing_extensions import override

from curator.errors import CuratorError
from curator.insight.draft.ranking import Candidate, chat_tags, may_be_quoted, rank, tags_of
from curator.insight.text.vocabulary import words_as_written
from curator.model import Post
from curator.readers import reader_for
from curator.readers.kit.archive.read_options import ReadOptions
from curator.readers.kit.archive.source import Source

_LINK = re.compile(r"/status(?:es)?/(\d+)")
_AROUND = timedelta(hours=1)
_FEWEST = 3
"""An archive is what holds most posts; a story has at least so many of them."""

_WORDS = 18


class _Measured(NamedTuple):
    """How well one way of ordering posts finds what was chosen."""

    way: str
    auc: float
    at: float

    @override
    def __str__(self) -> str:
        return f"{self.way} AUC {self.auc:.3f}, at k {self.at:.3f}"


def main() -> None:
    """Measure every story that is named against the archives that are named."""
    if len(sys.argv) < _FEWEST:
        sys.exit(__doc__)
    known: dict[str, Post] = {}
    stories: dict[str, set[str]] = {}
    for name in sys.argv[1:]:
        path = Path(name)
        posts = _read(path)
        if path.suffix in {".md", ".txt", ".html"}:
            keys = {post.key for post in posts} or set(_LINK.findall(path.read_text("utf-8")))
            stories[path.stem] = keys
        else:
            known |= {post.key: post for post in posts if not post.context}
    found = [
        each
        for title, keys in stories.items()
        for each in _measure(title, known, keys & known.keys())
    ]
    for way in dict.fromkeys(each.way for each in found):
        own = [each for each in found if each.way == way]
        auc = sum(each.auc for each in own) / len(own)
        at = sum(each.at for each in own) / len(own)
        print(f"mean of the originals of {len(own)}: {_Measured(way, auc, at)}")


def _read(path: Path) -> list[Post]:
    try:
        with Source(path) as source:
            reader = reader_for(source)
            return [each for each in reader.read(source, ReadOptions()) if isinstance(each, Post)]
    except CuratorError:
        return []  # a text with links


def _measure(title: str, known: Mapping[str, Post], chosen: set[str]) -> list[_Measured]:
    if len(chosen) < _FEWEST:
        print(f"{title}: only {len(chosen)} of its posts are in the archives")
        return []
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
    return _told(f"{title}, the {len(originals)} originals", originals, chosen)


def _order(post: Post) -> tuple[object, str]:
    return post.at, post.key


def _told(title: str, pool: Sequence[Candidate], chosen: set[str]) -> list[_Measured]:
    lowest = dict.fromkeys((one.post.key for one in pool), -99.0)
    count = len(chosen & lowest.keys())
    if not 0 < count < len(pool):
        return []
    ways = {
        "ranking": lowest | {one.candidate.post.key: one.score for one in rank(pool)},
        "plain rule": _plain_rule(pool),
        "liked": {
            one.post.key: float((one.post.likes or 0) + (one.post.reposts or 0)) for one in pool
        },
    }
    found = [
        _Measured(name, _auc(scores, chosen), _at(scores, chosen, count))
        for name, scores in ways.items()
    ]
    chance = f"chance {count / len(pool):.2f}"
    print(f"{title}: {count} chosen; {'; '.join(map(str, found))}; {chance}")
    return found


def _plain_rule(pool: Sequence[Candidate]) -> dict[str, float]:
    """Return what anybody would go by: 2 · hashtag + length + picture + ½ link - leading @."""
    own = chat_tags(one.post for one in pool)
    return {
        one.post.key: 2.0 * (not tags_of(one.post).isdisjoint(own))
        + min(len(words_as_written(one.post)), _WORDS) / _WORDS
        + bool(one.post.media)
        + 0.5 * any(span.kind == "link" for span in one.post.spans)
        - one.post.text.lstrip(" .").startswith("@")
        for one in pool
    }


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
