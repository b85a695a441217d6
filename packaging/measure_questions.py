"""How well answers are found whose label is not looked at.

    python packaging/measure_questions.py LIBRARY|ARCHIVE…

Labels are taken off answers that carry one, first off every fifth in turn, then off all,
and the posts are placed again as if they had none. Beside it stands what “the question that
was asked last” alone would have placed right. An archive is imported into a library that is
gone afterwards.
"""

from __future__ import annotations

import sys
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory

from typing_extensions import override

from curator.errors import CuratorError
from curator.insight.questions.assign import place
from curator.insight.questions.sessions import find_questions
from curator.insight.questions.values import ByHand, Said, Session
from curator.labels import Label
from curator.library import Library
from curator.work import finish, import_archive, work_out
from curator.work.questioning import posts_and_labels

_TURNS = 5


@dataclass
class Measured:
    """What came of hiding labels."""

    hidden: int = 0
    right: int = 0
    latest: int = 0
    """Right by the question asked last."""

    by_why: Counter[str] = field(default_factory=Counter)
    right_by_why: Counter[str] = field(default_factory=Counter)

    @override
    def __str__(self) -> str:
        """Return it as a line."""
        kinds = ", ".join(
            f"{why} {self.right_by_why[why]}/{count}" for why, count in sorted(self.by_why.items())
        )
        share, latest = self.right / (self.hidden or 1), self.latest / (self.hidden or 1)
        return f"{self.hidden:5} hidden, {share:6.1%} right (latest {latest:6.1%}); {kinds}"


def main() -> None:
    """Measure each library or archive that is named."""
    if not sys.argv[1:]:
        sys.exit(__doc__)
    whole = Measured(), Measured()
    for name in sys.argv[1:]:
        path = Path(name)
        try:
            if path.suffix == ".curator":
                _measure(path, path.name, whole)
            else:
                with TemporaryDirectory() as folder:
                    library = Path(folder, "measured.curator")
                    finish(import_archive(library, path))
                    _measure(library, path.name, whole)
        except CuratorError as error:
            print(f"{path.name}: {error}")
    print("together")
    for turn, measured in zip(("a fifth", "all"), whole, strict=True):
        print(f"  {turn:>8}: {measured}")


def _measure(path: Path, name: str, whole: Sequence[Measured]) -> None:
    finish(work_out(path))
    with Library(path) as library:
        posts, labels = finish(posts_and_labels(library))
    sessions = find_questions(posts, labels, ByHand())
    asked = sum(len(session.questions) for session in sessions)
    print(f"{name}: {len(posts):,} posts, {len(sessions)} chats, {asked} questions")
    if not sessions:
        return
    truth = _labelled(posts, sessions, labels)
    print(f"  {len(truth)} labelled answers; hosts: {_hosts(sessions)}")
    turns = [sorted(truth)[n::_TURNS] for n in range(_TURNS)]
    for word, parts, total in (("a fifth", turns, whole[0]), ("all", [sorted(truth)], whole[1])):
        measured = Measured()
        for hidden in parts:
            for each in (measured, total):
                _hide(posts, labels, sessions, {id_: truth[id_] for id_ in hidden}, each)
        print(f"  {word:>8}: {measured}")


def _labelled(
    posts: Sequence[Said], sessions: Sequence[Session], labels: Mapping[int, Label]
) -> dict[int, int]:
    """Return the answers that carry a label, and their question."""
    places = place(posts, sessions, labels, ByHand())
    firsts = {asked.first for session in sessions for asked in session.questions}
    return {
        said.id: places[said.id].question
        for said in posts
        if said.id in places
        and said.id in labels
        and places[said.id].why == "label"
        and said.id not in firsts
        and not said.echo_of
        and said.is_timed
    }


def _hide(
    posts: Sequence[Said],
    labels: Mapping[int, Label],
    sessions: Sequence[Session],
    truth: Mapping[int, int],
    into: Measured,
) -> None:
    bared = [
        said._replace(text=labels[said.id].bare) if said.id in truth else said for said in posts
    ]
    left = {id_: label for id_, label in labels.items() if id_ not in truth}
    places = place(bared, sessions, left, ByHand())
    starts = sorted((asked.at, asked.first) for each in sessions for asked in each.questions)
    for said in bared:
        if said.id not in truth:
            continue
        found = places.get(said.id)
        why = found.why if found else "not placed"
        last = bisect_right(starts, said.at, key=lambda start: start[0]) - 1
        into.hidden += 1
        into.by_why[why] += 1
        if found and found.question == truth[said.id]:
            into.right += 1
            into.right_by_why[why] += 1
        into.latest += starts[max(last, 0)][1] == truth[said.id]


def _hosts(sessions: Sequence[Session]) -> str:
    return ", ".join(f"@{handle} {count}" for handle, count in _counted(sessions))


def _counted(sessions: Sequence[Session]) -> Iterator[tuple[str, int]]:
    seats = Counter(
        handle for each in sessions for handle, seat in each.hosts.items() if seat == "host"
    )
    yield from seats.most_common(5)


if __name__ == "__main__":
    main()
