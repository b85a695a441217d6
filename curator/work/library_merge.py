"""Merging another editor's copy of a library."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
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
from curator.work.taken_down import drop_quotes, people_taken_down, quoted_posts
from curator.work.task import Progress, Work

_MERGED = "merged state: "
_THEIRS = "merged other: "
"""Before the name of the state that another copy had when it was merged."""

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

    left_out: int = 0
    """Quotes of people who were taken down in either copy, which the other still had."""

    taken_down: tuple[str, ...] = ()
    """Handles of people who were taken down in the other copy, and now are withheld here."""


def merge_conflicts(
    library: Path, other: Path, *, unrelated: bool = False
) -> Work[tuple[ConflictWords, ...]]:
    """Return what another copy of a library changed otherwise since the two parted.

    unrelated: whether it may be another library altogether; else UnrelatedError is raised.
    """
    yield Progress(0)
    with Library(other) as theirs, Library(library) as ours:
        base, past = _last_common_state(ours, theirs)
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
        base, past = _last_common_state(ours, theirs)
        if not (past or unrelated):
            _refuse_unrelated(ours, theirs)
        back_up_before(library, "merge")
        yield Progress(1)
        own, their = ours.opinions(), theirs.opinions()
        conflicts = three_way(base, own, their)[1]
        chosen = {each.about: prefer for each in conflicts} | dict(choices or {})
        changes, _ = three_way(base, own, their, chosen)
        words = tuple(conflict_words(ours, each) for each in conflicts)
        kept = tuple(_resolve(each, chosen[each.about]) for each in conflicts)
        with ours.edit(tr("Merge from “{name}”", name=other.name)):
            missing = ours.take_opinions(changes)
            left_out = _remove_taken_down(ours, theirs, own, their)
        gone = _note_taken_down(ours, theirs)
        if not missing:
            _note_merge(ours)
            _note_theirs(ours, theirs, their)
    if not missing:
        _note_taken(library, other)
    return Merged(len(changes) - missing, words, kept, missing, past, left_out, gone)


def _remove_taken_down(ours: Library, theirs: Library, own: Opinions, their: Opinions) -> int:
    """Remove the quotes of people taken down in either copy; return how many.

    The other copy may have changed such a quote meanwhile, or quoted them anew, not knowing. What
    the copy with the take-down quotes itself stays: that was done since.
    """
    copies = [
        (people_taken_down(ours), quoted_posts(own)),
        (people_taken_down(theirs), quoted_posts(their)),
    ]
    left_out = 0
    for who in sorted(copies[0][0] | copies[1][0]):
        since = set().union(*(quoted for gone, quoted in copies if who in gone))
        left_out += drop_quotes(ours, who, since)
    return left_out


def _note_taken_down(ours: Library, theirs: Library) -> tuple[str, ...]:
    """Record who was taken down in the other copy only and is withheld here; return their handles.

    So a third copy does not bring them back, and it is told that no file was written anew.
    """
    known = {key for each in ours.publications.take_downs() for key in each.who}
    people = ours.marks.standings()
    told: list[str] = []
    for each in reversed(theirs.publications.take_downs()):
        new = [
            key
            for key in each.who
            if key not in known and key in people and people[key].consent == "withheld"
        ]
        if new:
            report = tr(
                "Taken down in “{name}”, and taken over from there. Files that were published"
                " from here are as they were; a take-down here writes them anew.",
                name=theirs.path.name,
            )
            ours.publications.note_take_down(new, [report])
            known |= {*new}
            told += [f"@{handle}" for _, handle in new]
    return tuple(told)


def _resolve(conflict: Conflict, choice: Choice) -> Choice:
    """Return which value a choice keeps: one of both if it is the same."""
    value = conflict.chosen(choice)
    if value == conflict.ours:
        return "ours"
    return "theirs" if value == conflict.theirs else "settled"


def _last_common_state(ours: Library, theirs: Library) -> tuple[Opinions, int]:
    """Return what both copies held in common last, and the number of steps until then.

    That is the state after a merge in both directions, or what one was when the other took it
    over, or else what both were before they parted.
    """
    own, other = ours.steps(), theirs.steps()
    places = {step.id: place for place, step in enumerate(_done(own), 1)}
    found: list[tuple[int, int, Opinions, tuple[Library, int] | None]] = [
        (places.get(step, 0), 2, state, None) for state, step in _last_merges(ours, theirs)
    ]
    found += [
        (places.get(each.step, 0), 0, each.state, (theirs, each.their_step[0]))
        for each in _taken(ours, other)
    ]
    found += [
        (places.get(each.their_step[0], 0), 1, each.state, (ours, each.their_step[0]))
        for each in _taken(theirs, own)
    ]
    for place, _, state, held in sorted(found, key=lambda each: each[:2], reverse=True):
        if held is None or _was_in_state(*held, state):
            return state, max(1, place)
    return _state_at_parting(ours, theirs)


def _was_in_state(library: Library, step: int, state: Opinions) -> bool:
    """Tell whether a library was in a state after a step; others do similar things in a second."""
    last = library.next_undo
    if step == (last.id if last else 0):
        return library.opinions() == state
    with TemporaryDirectory(prefix="curator-") as folder:
        place = Path(folder, "past.curator")
        library.copy(place)
        with Library(place) as past:
            past.go_to(step)
            return past.opinions() == state


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


def _note_theirs(ours: Library, theirs: Library, state: Opinions) -> None:
    """Remember the state of another copy that was merged, so that no conflict comes again."""
    step, other = ours.next_undo, theirs.next_undo
    name = [other.id, other.label, str(other.at)] if other else [0, "", ""]
    held = json.dumps([name, sorted(state.items())], ensure_ascii=False)
    text = json.dumps([step.id if step else 0, held], ensure_ascii=False)
    ours.remember(f"{_THEIRS}{sha256(held.encode()).hexdigest()}", text)


@dataclass(frozen=True, slots=True)
class _Taken:
    """What another copy was when it was merged."""

    step: int
    """The step of the merge."""

    their_step: tuple[int, str, str]
    """The last step of the other copy then: its id, label and time; id 0: none."""

    state: Opinions


def _taken(library: Library, others: list[Step]) -> Iterator[_Taken]:
    """Yield what a copy took over, if that is still valid and in the past of another copy.

    others: the steps of the other copy.
    """
    done = {step.id for step in _done(library.steps())}
    past = {(step.id, step.label, str(step.at)) for step in _done(others)} | {(0, "", "")}
    for text in library.recalled(_THEIRS):
        step, held = json.loads(text)
        name, state = json.loads(held)
        if (not step or step in done) and tuple(name) in past:
            yield _Taken(step, tuple(name), {tuple(about): value for about, value in state})


def _last_merges(ours: Library, theirs: Library) -> Iterator[tuple[Opinions, int]]:
    """Yield the states after merges in both directions that are still valid."""
    known = [state for state, _ in _merges(theirs)]
    return (each for each in _merges(ours) if each[0] in known)


def _merges(library: Library) -> list[tuple[Opinions, int]]:
    """Return the states after merges that are still valid, and the step of each."""
    done = {step.id for step in _done(library.steps())}
    found: list[tuple[Opinions, int]] = []
    for text in library.recalled(_MERGED):
        step, held = json.loads(text)
        if not step or step in done:
            found.append(({tuple(about): value for about, value in held}, step))
    return found


def common_pasts(library: Library) -> list[Opinions]:
    """Return the states that are kept as the common past of copies that were merged."""
    held = [json.loads(text)[1] for text in library.recalled(_MERGED)]
    held += [json.loads(json.loads(text)[1])[1] for text in library.recalled(_THEIRS)]
    return [{tuple(about): value for about, value in each} for each in held]


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


def _state_at_parting(ours: Library, theirs: Library) -> tuple[Opinions, int]:
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
    if merged.left_out:
        said.append(
            trn(
                "{count} quote of somebody who was taken down was left out.",
                "{count} quotes of people who were taken down were left out.",
                merged.left_out,
            )
        )
    if merged.taken_down:
        said.append(
            tr(
                "Taken down in the other copy: {people}. Files that were published from here are"
                " as they were; a take-down here writes them anew.",
                people=", ".join(merged.taken_down),
            )
        )
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
