"""How well answers are found whose label is not looked at.

    python packaging/measure_questions.py [--each] [--judged FILE] LIBRARY|ARCHIVE…

Labels are taken off answers that carry one, first off either half in turn, then off all.
Questions are found and posts are placed again as if the labels had never been there. What
repeats an answer loses its label together with it, for a copy would give the answer away.
Beside it stands what two plain rules would have placed right: “the question asked last”,
and “the question asked last, but what is said in its first minute belongs to the one
before”. An archive is imported into a library that is gone afterwards.

FILE is JSON, a list of posts without label that somebody judged by eye: an object with the
"post" by its key, and the number of the "question" it answers, or null. It is told how many
of those that answer nothing are placed all the same, and how many of the others rightly.
"""

from __future__ import annotations

import argparse
import json
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, NamedTuple

from typing_extensions import override

from curator.errors import CuratorError
from curator.insight.questions import words
from curator.insight.questions.assign import place
from curator.insight.questions.sessions import find_questions
from curator.insight.questions.values import HOUR, MINUTE, Asked, ByHand, ChatPost, Session
from curator.labels import Label
from curator.library import Library
from curator.work import finish, import_archive, work_out
from curator.work.questions import posts_and_labels

_SAME = 6 * HOUR
"""A question found again under its number, no further off than this, is the same."""


class Chat(NamedTuple):
    """The posts of an archive, and what their labels say."""

    posts: Sequence[ChatPost]
    labels: Mapping[int, Label]
    sessions: Sequence[Session]
    truth: Mapping[int, Asked]
    """The labelled answers, and what each answers."""


@dataclass
class Measured:
    """What came of hiding labels."""

    hidden: int = 0
    right: int = 0
    latest: int = 0
    """Right by the question asked last."""

    patient: int = 0
    """Right by the question asked last, its first minute given to the one before."""

    by_why: Counter[str] = field(default_factory=Counter)
    right_by_why: Counter[str] = field(default_factory=Counter)

    @override
    def __str__(self) -> str:
        """Return it as a line."""
        kinds = ", ".join(
            f"{why} {self.right_by_why[why]}/{count}" for why, count in sorted(self.by_why.items())
        )
        right, latest, patient = (
            count / (self.hidden or 1) for count in (self.right, self.latest, self.patient)
        )
        return (
            f"{self.hidden:5} hidden, {right:6.1%} right"
            f" (first minute before {patient:6.1%}, latest {latest:6.1%}); {kinds}"
        )

    def __add__(self, other: Measured) -> Measured:
        """Return both together."""
        return Measured(
            self.hidden + other.hidden,
            self.right + other.right,
            self.latest + other.latest,
            self.patient + other.patient,
            self.by_why + other.by_why,
            self.right_by_why + other.right_by_why,
        )


def main() -> None:
    """Measure each library or archive that is named."""
    asked = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    asked.add_argument("paths", nargs="+", type=Path)
    asked.add_argument("--each", action="store_true", help="print every chat by itself too")
    asked.add_argument("--judged", type=Path, help="posts that were judged by eye")
    options = asked.parse_args()
    judged = json.loads(options.judged.read_text("utf-8")) if options.judged else []
    whole = Measured(), Measured()
    for path in options.paths:
        try:
            chat = _read(path, judged)
        except CuratorError as error:
            print(f"{path.name}: {error}")
            continue
        asked_here = sum(len(session.questions) for session in chat.sessions)
        print(f"{path.name}: {len(chat.sessions)} chats, {asked_here} questions")
        if not chat.truth:
            continue
        print(f"  {len(chat.truth)} labelled answers; hosts: {_hosts(chat.sessions)}")
        halves = measure(chat, _halves(chat)), measure(chat, [set(chat.truth)])
        for word, found in zip(("half", "all"), halves, strict=True):
            if options.each:
                for n, measured in sorted(found.items()):
                    print(f"    chat {n + 1:3}, {word:>4}: {measured}")
            print(f"  {word:>8}: {_together(found)}")
        whole = whole[0] + _together(halves[0]), whole[1] + _together(halves[1])
    print("together")
    for word, measured in zip(("half", "all"), whole, strict=True):
        print(f"  {word:>8}: {measured}")


def _read(path: Path, judged: Sequence[Mapping[str, Any]]) -> Chat:
    if path.suffix == ".curator":
        return _opened(path, judged)
    with TemporaryDirectory() as folder:
        library = Path(folder, "measured.curator")
        finish(import_archive(library, path))
        return _opened(library, judged)


def _opened(path: Path, judged: Sequence[Mapping[str, Any]]) -> Chat:
    finish(work_out(path))
    with Library(path) as library:
        posts, labels = finish(posts_and_labels(library))
        if judged:
            _judge(library, judged)
    return chat_of(posts, labels)


def _judge(library: Library, judged: Sequence[Mapping[str, Any]]) -> None:
    """Tell how the posts of a library that were judged by eye are placed."""
    true = {str(each["post"]): each["question"] for each in judged}
    ids = library.posts.ids(true)
    placed = library.questions.placed(ids.values())
    none = [key for key in ids if true[key] is None]
    found = {key: placed[id_].number for key, id_ in ids.items() if id_ in placed}
    right = sum(true[key] == found.get(key) for key in ids if true[key] is not None)
    kept = sum(true[key] is not None for key in found)
    print(
        f"  judged by eye: of {len(none)} that answer nothing {sum(k in found for k in none)}"
        f" are placed; of {len(ids) - len(none)} answers {kept} are placed, {right} rightly"
    )


def chat_of(posts: Sequence[ChatPost], labels: Mapping[int, Label]) -> Chat:
    """Return posts with what their labels say of them."""
    sessions = find_questions(posts, labels, ByHand())
    return Chat(posts, labels, sessions, _labelled(posts, sessions, labels))


def _labelled(
    posts: Sequence[ChatPost], sessions: Sequence[Session], labels: Mapping[int, Label]
) -> dict[int, Asked]:
    """Return the answers that carry a label, and their question."""
    places = place(posts, sessions, labels, ByHand())
    asked = {each.first: each for session in sessions for each in session.questions}
    askers = {each.post for each in asked.values()}
    return {
        said.id: asked[places[said.id].question]
        for said in posts
        if said.id in places
        and said.id in labels
        and places[said.id].why == "label"
        and said.id not in askers
        and not said.echo_of
        and said.is_timed
    }


def _halves(chat: Chat) -> list[set[int]]:
    """Return the labelled answers in two halves, what says the same in the same half."""
    groups: dict[str, set[int]] = {}
    for said in chat.posts:
        if said.id in chat.truth:
            groups.setdefault(words.key(chat.labels[said.id].bare), set()).add(said.id)
    both: list[set[int]] = [set(), set()]
    for n, group in enumerate(groups.values()):
        both[n % 2] |= group
    return both


def measure(chat: Chat, parts: Sequence[set[int]]) -> dict[int, Measured]:
    """Return, chat by chat, what comes of hiding one part of the labels after the other."""
    found: dict[int, Measured] = {}
    number = {asked.first: n for n, each in enumerate(chat.sessions) for asked in each.questions}
    for hidden in parts:
        places = _placed_without(chat, hidden)
        for said in chat.posts:
            if said.id in hidden:
                true = chat.truth[said.id]
                into = found.setdefault(number[true.first], Measured())
                _count(into, said, true, places.get(said.id), chat.sessions[number[true.first]])
    return found


def _placed_without(chat: Chat, hidden: set[int]) -> dict[int, tuple[Asked, str]]:
    """Return what posts answer, and why, as it is found without the labels of some."""
    labels, bared = dict(chat.labels), []
    copied = {words.key(chat.labels[id_].bare) for id_ in hidden}
    for said in chat.posts:
        label = labels.get(said.id)
        if label and (said.id in hidden or _is_copy(said, label, copied, chat.truth)):
            del labels[said.id]
            said = said._replace(text=label.bare)  # noqa: PLW2901
        bared.append(said)
    sessions = find_questions(bared, labels, ByHand())
    asked = {each.first: each for session in sessions for each in session.questions}
    places = place(bared, sessions, labels, ByHand())
    return {id_: (asked[there.question], there.why) for id_, there in places.items()}


def _is_copy(said: ChatPost, label: Label, copied: set[str], truth: Mapping[int, Asked]) -> bool:
    """Tell whether a post that is nobody's answer repeats one whose label is hidden."""
    return said.id not in truth and words.key(label.rest) in copied


def _count(
    into: Measured, said: ChatPost, true: Asked, found: tuple[Asked, str] | None, session: Session
) -> None:
    right = found is not None and _is_same(found[0], true)
    why = found[1] if found else "not placed"
    into.hidden += 1
    into.right += right
    into.by_why[why] += 1
    into.right_by_why[why] += right
    starts = [each.at for each in session.questions]
    last = max(0, bisect_right(starts, said.at) - 1)
    before = last - (last > 0 and said.at - starts[last] < MINUTE)
    into.latest += session.questions[last] == true
    into.patient += session.questions[before] == true


def _is_same(one: Asked, other: Asked) -> bool:
    return one.number == other.number and abs(one.at - other.at) < _SAME


def _together(parts: Mapping[int, Measured]) -> Measured:
    return sum(parts.values(), start=Measured())


def _hosts(sessions: Sequence[Session]) -> str:
    return ", ".join(f"@{handle} {count}" for handle, count in _counted(sessions))


def _counted(sessions: Sequence[Session]) -> Iterator[tuple[str, int]]:
    seats = Counter(
        handle for each in sessions for handle, seat in each.hosts.items() if seat == "host"
    )
    yield from seats.most_common(5)


if __name__ == "__main__":
    main()
