"""Merging another editor's copy of a library."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryDirectory

from curator.errors import CuratorError, UnrelatedError
from curator.i18n import grouped, tr, trn
from curator.library import (
    Choice,
    Conflict,
    Library,
    Opinion,
    Opinions,
    Step,
    conflicted_copies,
    three_way,
)
from curator.work.backup import back_up_before
from curator.work.conflict_words import ConflictWords, conflict_words
from curator.work.editor_agreement import posts_of
from curator.work.task import Progress, Work

_MERGED = "merged state: "
_TAKEN = "merged copy: "
"""Before the name of a copy under which its state is remembered when it was merged."""


@dataclass(frozen=True, slots=True)
class Merged:
    """The result of a merge."""

    changed: int
    """Opinions that were adopted."""

    conflicts: tuple[ConflictWords, ...]
    """What both changed, each otherwise."""

    kept: tuple[Choice, ...]
    """What was kept of each: “ours”, “theirs”, or “settled” where it is both or another value."""

    missing: int
    """Opinions about posts or people that this library does not have."""

    shared_steps: int
    """Steps of the common history; 0: none is known, and nothing is removed."""


def merge_conflicts(
    library: Path, other: Path, *, unrelated: bool = False
) -> Work[tuple[ConflictWords, ...]]:
    """Return what another copy of a library changed otherwise since the two parted.

    unrelated: whether it may be another library altogether; else UnrelatedError is raised.
    """
    yield Progress(0)
    with Library(other) as theirs, Library(library) as ours:
        base, past = _past(ours, theirs)
        if not (past or unrelated):
            _refuse_unrelated(ours, theirs)
        yield Progress(1)
        conflicts = three_way(base, ours.opinions(), theirs.opinions())[1]
        return tuple(conflict_words(ours, each) for each in conflicts)


def _refuse_unrelated(ours: Library, theirs: Library) -> None:
    """Raise an error if two libraries without a common past are about other posts, too."""
    own, their = posts_of(ours), posts_of(theirs)
    shared = len(own & their)
    if 2 * shared >= min(len(own), len(their)):
        return
    names = {"other": theirs.path.name, "library": ours.path.name}
    if not shared:
        words = tr("“{other}” is no copy of “{library}”: they share no past and no post.", **names)
    else:
        words = trn(
            "“{other}” is no copy of “{library}”: they share no past, and only {shared} of its"
            " {count} post.",
            "“{other}” is no copy of “{library}”: they share no past, and only {shared} of its"
            " {count} posts.",
            len(their),
            shared=grouped(shared),
            **names,
        )
    raise UnrelatedError(words)


def merge_library(
    library: Path,
    other: Path,
    prefer: Choice = "settled",
    choices: Mapping[Opinion, Choice] | None = None,
    *,
    unrelated: bool = False,
) -> Work[Merged]:
    """Adopt what another copy of a library decided since the two parted, as one step.

    prefer: how all conflicts are decided; choices: how some are, by what they are about;
    unrelated: whether it may be another library altogether, else UnrelatedError is raised.
    """
    yield Progress(0)
    with Library(other) as theirs, Library(library) as ours:
        base, past = _past(ours, theirs)
        if not (past or unrelated):
            _refuse_unrelated(ours, theirs)
        back_up_before(library, "merge")
        yield Progress(1)
        own, their = ours.opinions(), theirs.opinions()
        conflicts = three_way(base, own, their)[1]
        chosen = {each.about: prefer for each in conflicts} | dict(choices or {})
        changes, _ = three_way(base, own, their, chosen)
        words = tuple(conflict_words(ours, each) for each in conflicts)
        kept = tuple(_kept(each, chosen[each.about]) for each in conflicts)
        with ours.edit(tr("Merge from “{name}”", name=other.name)):
            missing = ours.take_opinions(changes)
        if not missing:
            _note_merge(ours)
    if not missing:
        _note_taken(library, other)
    return Merged(len(changes) - missing, words, kept, missing, past)


def _kept(conflict: Conflict, choice: Choice) -> Choice:
    """Return which value a choice keeps: one of both if it is the same."""
    value = conflict.chosen(choice)
    if value == conflict.ours:
        return "ours"
    return "theirs" if value == conflict.theirs else "settled"


def _past(ours: Library, theirs: Library) -> tuple[Opinions, int]:
    """Return what both copies held in common last, and the number of steps until then."""
    return _last_merge(ours, theirs) or _common_past(ours, theirs)


def unmerged_copies(library: Path) -> Work[list[Path]]:
    """Return the copies beside a library with decisions that were never merged into it."""
    yield Progress(0)
    found: list[Path] = []
    for path in conflicted_copies(library):
        with suppress(CuratorError), Library(library) as ours:
            if _stamp(path) not in ours.recalled(_TAKEN):
                found.append(path)
    return found


def _note_taken(library: Path, other: Path) -> None:
    """Remember the state of a copy that was merged; closed by now, it is as it will be found."""
    with Library(library) as ours:
        ours.remember(f"{_TAKEN}{other.name}", _stamp(other))


def _stamp(path: Path) -> str:
    """Return what tells the state of a file."""
    state = path.stat()
    return f"{path.name} {state.st_size} {state.st_mtime_ns}"


def _note_merge(library: Library) -> None:
    """Remember the state of both copies after a merge, as their new common past.

    It is valid as long as the merge is not undone.
    """
    held = sorted(library.opinions().items())
    step = library.next_undo
    text = json.dumps([step.id if step else 0, held], ensure_ascii=False)
    name = sha256(json.dumps(held).encode()).hexdigest()
    library.remember(f"{_MERGED}{name}", text)


def _last_merge(ours: Library, theirs: Library) -> tuple[Opinions, int] | None:
    """Return the state at the last merge in both directions, if it is still valid."""
    known = [each for each, _ in _merges(theirs)]
    for state, steps in reversed(_merges(ours)):
        if state in known:
            return state, steps
    return None


def _merges(library: Library) -> list[tuple[Opinions, int]]:
    done = [step.id for step in _done(library.steps())]
    found: list[tuple[Opinions, int]] = []
    for text in library.recalled(_MERGED):
        step, held = json.loads(text)
        if not step or step in done:
            found.append(({tuple(about): value for about, value in held}, max(1, len(done))))
    return found


def _shared(ours: list[Step], theirs: list[Step]) -> list[Step]:
    """Return the common steps from the beginning on."""
    shared: list[Step] = []
    for one, other in zip(_done(ours), _done(theirs), strict=False):
        if (one.id, one.label, one.at) != (other.id, other.label, other.at):
            break
        shared.append(one)
    return shared


def _done(steps: Iterable[Step]) -> list[Step]:
    return [step for step in list(steps)[::-1] if not step.undone]


def _common_past(ours: Library, theirs: Library) -> tuple[Opinions, int]:
    """Return the opinions at the time when the copies parted, and the number of steps until then.

    Even an apparently identical last step may differ, because two editors can do similar things in
    the same second. So both copies are rewound and compared.
    """
    past = _shared(ours.steps(), theirs.steps())
    with TemporaryDirectory(prefix="curator-") as folder:
        places = Path(folder, "ours.curator"), Path(folder, "theirs.curator")
        for library, place in zip((ours, theirs), places, strict=True):
            library.copy(place)
        with Library(places[0]) as one, Library(places[1]) as other:
            while past:
                one.go_to(past[-1].id)
                other.go_to(past[-1].id)
                base = one.opinions()
                if base == other.opinions():
                    return base, len(past)
                past.pop()
    return {}, 0


def _conflict_words(words: ConflictWords, kept: Choice) -> str:
    """Say what both changed, and what stands now."""
    outcomes: dict[Choice, str] = {
        "ours": tr("the first is kept"),
        "theirs": tr("the second is kept"),
        "settled": tr("both are kept"),
    }
    return f"  {words.what}: {words.ours} | {words.theirs} → {outcomes[kept]}"


def merged_words(merged: Merged, *, listed: bool = True) -> list[str]:
    """Describe the result of a merge, in sentences.

    listed: also what both changed, unless that was chosen by hand.
    """
    said = [
        trn("{count} opinion was taken over.", "{count} opinions were taken over.", merged.changed)
    ]
    if not merged.shared_steps:
        said.append(tr("The two libraries share no past, so nothing was taken away, only added."))
    if merged.conflicts and listed:
        said.append(
            trn(
                "{count} was changed in both, each otherwise:",
                "{count} were changed in both, each otherwise:",
                len(merged.conflicts),
            )
        )
        said += list(map(_conflict_words, merged.conflicts, merged.kept))
    if merged.missing:
        said.append(
            trn(
                "{count} is about a post or a person that is not here. Import their archive,"
                " then merge again.",
                "{count} are about posts or people that are not here. Import their archive,"
                " then merge again.",
                merged.missing,
            )
        )
    return said
