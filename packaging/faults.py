"""Plays faults of a disk to Curator and looks at what is left.

    python packaging/faults.py [--short] [--seed 1] [--jobs 2]

A disk that is full from the nth write on, for each n; the power cut after the nth write, where of
what was not put on the disk yet any sectors may be lost; a folder that refuses locks or shared
memory, as network shares do; a clock that was set back. Whatever fails must be told as a sentence
(a CuratorError). What is left must be sound, all undone the beginning and all redone the end, an
exported file the old one or the new one, and no draft may lie about. An edit that was done before
the power was cut must be there.

Each fault is played at each kind of work in a process of its own, and its figures are printed as
soon as it ends. What is left is looked at once: the same bytes again need no second look.

It needs Linux and a C compiler, which makes a library of faults.c that is loaded before others.
"""

from __future__ import annotations

import argparse
import hashlib
import multiprocessing
import os
import random
import shutil
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor, as_completed
from ctypes import CDLL
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

sys.path.insert(0, str(Path(__file__).parents[1]))

from kill import OLD, make, wrong_with, wrong_with_export, wrong_with_old

from curator import work
from curator.errors import CuratorError
from curator.library import Library, StoryId
from curator.writers import markdown
from tests.conftest import post, take_in

_SECTOR = 512
_HEAD = 25
"""Bytes before the names in the log: what was done, and three numbers of 8 bytes."""

_YEAR = 365 * 24 * 3600


def _edit(path: Path) -> None:
    with Library(path) as library:
        for number in range(4):
            with library.edit("Edit"):
                library.marks.note(5, f"note {number}")
                library.marks.tag(range(5, 20), f"tag {number}")


def _import(path: Path) -> None:
    with Library(path) as library:
        take_in(library, [post(n, "more bread") for n in range(200, 260)], "c.jsonl")


def _undo(path: Path) -> None:
    with Library(path) as library:
        library.go_to(0)
        library.go_to(library.steps()[0].id)


def _backup(path: Path) -> None:
    work.finish(work.back_up_library(path))


def _restore(path: Path) -> None:
    _backup(path)
    work.finish(work.restore_library(path, work.backups_of(path)[0]))


def _snapshot(path: Path) -> None:
    with Library(path) as library:
        library.snapshots.keep("so far")


def _merge(path: Path) -> None:
    work.finish(work.merge_library(path, path.with_name("other.curator")))


def _export(path: Path) -> None:
    work.finish(work.export_story(path, StoryId(1), markdown, path.with_name("recap")))


def _copy(path: Path) -> None:
    work.finish(work.copy_library(path, path.with_name("copy.curator")))


def _migrate(path: Path) -> None:
    Library(path.with_name("old.curator")).close()


WORK: dict[str, Callable[[Path], None]] = {
    "edit": _edit,
    "import": _import,
    "undo": _undo,
    "backup": _backup,
    "restore": _restore,
    "snapshot": _snapshot,
    "merge": _merge,
    "export": _export,
    "copy": _copy,
    "migration": _migrate,
}


_QUICK = ("edit", "backup")


@dataclass
class Bench:
    """Where one fault is played at one kind of work, and what came of it."""

    folder: Path
    disk: CDLL
    kind: str
    act: Callable[[Path], None]
    any_: random.Random
    most: int
    """Most places at which one piece of work is disturbed; 0: all."""

    found: Counter[tuple[str, str]] = field(default_factory=Counter)
    wrong: list[str] = field(default_factory=list)
    seen: dict[str, str] = field(default_factory=dict)
    """What was wrong with files that were looked at, by a hash of them."""

    def fresh(self) -> Path:
        """Lay the libraries into an empty folder, and return the one to work on."""
        place = self.folder / "work"
        shutil.rmtree(place, ignore_errors=True)
        shutil.copytree(self.folder / "made", place)
        return place / "chat.curator"

    def places(self, count: int) -> list[int]:
        """Return the places of a piece of work at which it is disturbed."""
        every = range(count)
        some = self.most and count > self.most
        return sorted(self.any_.sample(every, self.most)) if some else list(every)

    def note(self, fault: str, outcome: str, why: str = "") -> None:
        """Count what came of a fault; why: what is wrong with what is left."""
        self.found[fault, "WRONG" if why else outcome] += 1
        if why:
            self.wrong.append(f"{fault} at {self.kind}: {why}")

    def left_wrong(self, path: Path) -> str:
        """Return what is not whole in a folder in which work was disturbed, or ''."""
        drafts = [each.name for each in path.parent.rglob(".*") if each.is_file()]
        return f"drafts were left: {', '.join(drafts)}" if drafts else self.not_whole(path)

    def not_whole(self, path: Path) -> str:
        """Return what is not whole in what lies in the folder of a library, or ''."""
        looks = [
            (partial(wrong_with, path), path, ""),
            (partial(wrong_with_export, path), path, "recap"),
        ]
        for name, look in (("old", wrong_with_old), ("copy", wrong_with)):
            if (place := path.with_name(f"{name}.curator")).exists():
                looks.append((partial(look, place), place, ""))
        looks += [
            (partial(_wrong_with_backup, each.path), each.path, "")
            for each in work.backups_of(path)
        ]
        return next(filter(None, (self._wrong_by(*each) for each in looks)), "")

    def _wrong_by(self, look: Callable[[], str], library: Path, also: str) -> str:
        """Look at a library and the file named also, unless the same was looked at before."""
        read = hashlib.sha256(f"{also} {library.name.partition('.')[0]}".encode())
        files = [*sorted(library.parent.glob(f"{library.name}*")), library.with_name(also or "-")]
        for each in files:
            read.update(each.read_bytes() if each.is_file() else b"none")
        key = read.hexdigest()
        if key not in self.seen:
            try:
                self.seen[key] = look()
            except Exception as error:  # noqa: BLE001  it is reported
                self.seen[key] = f"{type(error).__name__}: {error}"
        return self.seen[key]


def outcome_of(act: Callable[[Path], None], path: Path, word: str = "") -> tuple[str, str]:
    """Do a piece of work; return how it ended and, if that was no sentence, what it was.

    word: what the sentence must say.
    """
    try:
        act(path)
    except CuratorError as error:
        return "told", "" if word in str(error) else f"“{error}” does not say “{word}”"
    except Exception as error:  # noqa: BLE001  that is what is looked for
        return "told", f"{type(error).__name__}: {error}"
    return "done", ""


def _wrong_with_backup(path: Path) -> str:
    with Library(path) as library:
        problems: list[str] = library.check()["problems"]
    return f"{path.name}: {'; '.join(problems)}" if problems else ""


def fill_disk(bench: Bench) -> None:
    """Work on a disk that is full from the nth write on."""
    path = bench.fresh()
    bench.disk.faults_fill_after(-1)
    bench.act(path)
    for place in bench.places(bench.disk.faults_seen()):
        path = bench.fresh()
        bench.disk.faults_fill_after(place)
        outcome, why = outcome_of(bench.act, path)
        bench.disk.faults_fill_after(-1)
        why = why or bench.left_wrong(path)
        bench.note("disk full", outcome, why and f"write {place}: {why}")


def cut_power(bench: Bench) -> None:
    """Log what the work does to the disk, and cut the power after any of it."""
    path = bench.fresh()
    before = _content(path.parent)
    log = bench.folder / "log"
    with log.open("wb", buffering=0) as file:
        bench.disk.faults_log(file.fileno())
        outcome_of(bench.act, path)
        bench.disk.faults_log(-1)
    events = list(_events(log.read_bytes()))
    last = len(events)
    for place in [*bench.places(last), last]:
        shutil.rmtree(path.parent)
        disk = Disk(before)
        for event in events[:place]:
            disk.see(event)
        _lay(disk.after_power_cut(bench.any_), path.parent)
        lost = bench.kind == "edit" and place == last and _missing_edit(path)
        why = lost or bench.not_whole(path)
        bench.note("power cut", "whole", why and f"event {place}: {why}")


def _missing_edit(path: Path) -> str:
    with Library(path) as library:
        return "" if library.posts.row(5).note == "note 3" else "an edit that was done is gone"


_Event = tuple[str, str, int, bytes]


def _events(log: bytes) -> Iterator[_Event]:
    at = 0
    while at < len(log):
        what = log[at : at + 1].decode()
        named, place, length = (
            int.from_bytes(log[at + 1 + 8 * n : at + 9 + 8 * n], sys.byteorder) for n in range(3)
        )
        at += _HEAD
        name = os.fsdecode(log[at : at + named])
        at += named
        if not name.endswith(" (deleted)"):  # nobody will find it again
            yield what, name, place, log[at : at + length]
        at += length


def _content(folder: Path) -> dict[str, bytes]:
    return {str(each): each.read_bytes() for each in folder.rglob("*") if each.is_file()}


class Disk:
    """What is surely on a disk, and what waits to be put there."""

    def __init__(self, content: dict[str, bytes]) -> None:
        self._sure = {name: bytearray(each) for name, each in content.items()}
        self._waiting: dict[str, list[_Event]] = {name: [] for name in content}

    def see(self, event: _Event) -> None:
        """Follow what a program did."""
        what, name, _, more = event
        if what in "owt" and name not in self._sure:
            self._sure[name], self._waiting[name] = bytearray(), []
        if name not in self._sure:
            return
        if what in "wt":
            self._waiting[name].append(event)
        elif what == "s":
            for each in self._waiting[name]:
                _do(self._sure[name], each)
            self._waiting[name].clear()
        elif what in "ur":
            held = self._sure.pop(name), self._waiting.pop(name)
            if what == "r":
                to = os.fsdecode(more)
                self._sure[to], self._waiting[to] = held

    def after_power_cut(self, any_: random.Random) -> dict[str, bytearray]:
        """Return the files as they are found; of what waited, any sectors are lost."""
        for name, late in self._waiting.items():
            for each in late:
                _do(self._sure[name], each, any_)
        return self._sure


def _do(content: bytearray, event: _Event, any_: random.Random | None = None) -> None:
    """Do to a file what was done; any_: whether it reached the disk is chance, by sector."""
    what, _, place, written = event
    if what == "t":
        if any_ is None or any_.random() < 0.5:  # noqa: PLR2004
            del content[place:]
            content.extend(bytes(place - len(content)))
        return
    for start in range(0, len(written), _SECTOR):
        if any_ is None or any_.random() < 0.5:  # noqa: PLR2004
            sector = written[start : start + _SECTOR]
            content.extend(bytes(max(0, place + start - len(content))))
            content[place + start : place + start + len(sector)] = sector


def _lay(files: dict[str, bytearray], folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    for name, content in files.items():
        if not name.endswith("-shm"):  # it lies in memory, and is made anew
            Path(name).parent.mkdir(parents=True, exist_ok=True)
            Path(name).write_bytes(content)


def refuse(bench: Bench) -> None:
    """Work where locks or shared memory are refused."""
    if bench.most and bench.kind not in _QUICK:  # each waits for the lock that never comes
        return
    faults = {"no locks": (1, 0, "allows no locks"), "no shared memory": (0, 1, "")}
    for fault, (locks, maps, word) in faults.items():
        path = bench.fresh()
        bench.disk.faults_refuse(locks, maps)
        outcome, why = outcome_of(bench.act, path, word)
        bench.disk.faults_refuse(0, 0)
        bench.note(fault, outcome, why or bench.left_wrong(path))


def set_clock_back(bench: Bench) -> None:
    """Work after the clock was set back by years."""
    path = bench.fresh()
    _backup(path)
    bench.disk.faults_set_back(3 * _YEAR)
    started = time.time()
    outcome, why = outcome_of(bench.act, path)
    kept = len(work.backups_of(path))
    outcome_of(_backup, path)
    bench.disk.faults_set_back(0)
    if started > time.time() - _YEAR:
        why = why or "the clock was not set back"
    if len(work.backups_of(path)) <= kept:
        why = why or "the new backup was taken for an old one"
    bench.note("clock back", outcome, why or bench.left_wrong(path))


FAULTS = (fill_disk, cut_power, refuse, set_clock_back)


_Outcome = tuple[str, Counter[tuple[str, str]], list[str]]


def play(number: int, kind: str, made: Path, options: argparse.Namespace) -> _Outcome:
    """Play a fault, by its number, at a kind of work; return the kind and what came of it."""
    any_ = random.Random(f"{options.seed} {number} {kind}")  # noqa: S311  no secret
    disk = CDLL(str(options.disk))
    with TemporaryDirectory(dir=made.parent) as folder:
        shutil.copytree(made, Path(folder, "made"))
        disk.faults_in(os.fsencode(folder))
        bench = Bench(Path(folder), disk, kind, WORK[kind], any_, 2 if options.short else 0)
        FAULTS[number](bench)
    return kind, bench.found, bench.wrong


def main() -> None:
    """Play all faults and print figures; fail if anything was not whole."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--short", action="store_true", help="a few places of each kind of work")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--jobs", type=int, default=os.cpu_count(), help="processes at a time")
    parser.add_argument("--disk", type=Path, help=argparse.SUPPRESS)
    options = parser.parse_args()
    started = time.monotonic()
    with TemporaryDirectory() as folder:
        if options.disk is None:
            _start_with_disk(Path(folder))
        made = Path(folder, "made")
        made.mkdir()
        make(made / "chat.curator", made / "other.curator", posts=120)
        shutil.copyfile(OLD, made / "old.curator")
        total, wrong = _play_all(made, options)
    seconds = round(time.monotonic() - started)
    print(f"{total:,} faults, {len(wrong):,} wrong, {seconds:,} seconds")
    print(*wrong[:40], sep="\n")
    sys.exit(bool(wrong))


def _play_all(made: Path, options: argparse.Namespace) -> tuple[int, list[str]]:
    """Play each fault at each kind of work; print the figures of each as it ends."""
    total, wrong = 0, []
    fork = multiprocessing.get_context("fork")  # the library of faults stays loaded
    with ProcessPoolExecutor(options.jobs, fork) as pool:
        waiting = [
            pool.submit(play, number, kind, made, options)
            for number in range(len(FAULTS))
            for kind in WORK
        ]
        for each in as_completed(waiting):
            kind, found, faulty = each.result()
            for (fault, outcome), count in sorted(found.items()):
                print(f"{count:5,}  {fault} at {kind}: {outcome}", flush=True)
            total += found.total()
            wrong += faulty
    return total, wrong


def _start_with_disk(folder: Path) -> None:
    """Compile the library of faults, and start again with it."""
    compiler = shutil.which("cc") or shutil.which("gcc")
    if compiler is None or not sys.platform.startswith("linux"):
        sys.exit("This needs Linux and a C compiler (Debian: apt-get install gcc).")
    made = folder / "faults.so"
    source = Path(__file__).with_name("faults.c")
    subprocess.run([compiler, "-O2", "-shared", "-fPIC", "-o", made, source, "-ldl"], check=True)
    command = [sys.executable, __file__, *sys.argv[1:], "--disk", str(made)]
    again = subprocess.run(command, env={**os.environ, "LD_PRELOAD": str(made)}, check=False)
    sys.exit(again.returncode)


if __name__ == "__main__":
    main()
