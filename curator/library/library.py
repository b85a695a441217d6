"""The library: one SQLite file that holds the archives and the editor's desk.

    with Library(path) as library:
        with library.edit(tr("Star {count} posts", count=2)):
            library.marks.star(posts)
        library.undo()

`archives` is what was imported, `posts` and `people` are for looking, `desk`, `tags`,
`stories` and `searches` are the editor's. What changes the desk happens inside `edit`: one
transaction, one undo step, one notice to whoever listens to `changed`.
"""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Callable, Generator, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import replace
from datetime import tzinfo
from pathlib import Path
from threading import Lock
from typing import Any, Self, TypeAlias, TypeVar
from weakref import WeakSet

from curator.dates import zone_called
from curator.errors import BusyError, GivenUpError, LibraryError, MovedError
from curator.i18n import tr
from curator.library.desk.chat_zones import FOUND, ChatZones
from curator.library.desk.chats import Chats
from curator.library.desk.consents import Consents
from curator.library.desk.echo_groups import Groups
from curator.library.desk.kept_states import KeptStateQueries
from curator.library.desk.marks import Marks
from curator.library.desk.muted_words import Muting
from curator.library.desk.opinions import apply, opinions
from curator.library.desk.people import People
from curator.library.desk.pictures import LinkedPicture, Pictures
from curator.library.desk.publications import Publications
from curator.library.desk.questions import Questions
from curator.library.desk.saved_searches import Searches
from curator.library.desk.stories import Stories
from curator.library.desk.tags import Tags
from curator.library.desk.threads import Threads
from curator.library.desk.versions import Versions
from curator.library.file.connection import (
    Opening,
    close,
    connect,
    damaged,
    explained,
    identity,
    note,
    was_sound,
    without_waiting,
)
from curator.library.file.damage import look_for_damage
from curator.library.file.integrity_check import problems
from curator.library.file.schema import DESK_TABLES
from curator.library.history.change_counter import ChangeCounter
from curator.library.history.snapshots import SNAPSHOTS, Snapshots
from curator.library.history.timeline import Going, Timeline
from curator.library.history.undo import NOTHING, Changes, HistorySize, Journal, Step
from curator.library.imports.archives import ARCHIVE, Archives
from curator.library.search.facets import Facets
from curator.library.search.figures import Facts
from curator.library.search.id_lists import LIST, dump_ids
from curator.library.search.posts import PostQueries
from curator.library.search.query import Query, typed
from curator.library.search.shared_links import SharedLinks
from curator.library.search.spelling import Spelling
from curator.library.search.sql_terms import Dates
from curator.library.values.rows import ArchiveId, Question, SnapshotId, StoryId
from curator.library.values.three_way import Opinion, Opinions
from curator.model import Block, Post, PullQuote, Quote, Story

_T = TypeVar("_T")
_Walk: TypeAlias = Generator[int, None, tuple[Changes, _T]]

ECHOES: Changes = frozenset({"echoes"})
"""The tables that change when echoes are found, or the editor corrects them."""

MUTING: Changes = frozenset({"standings", "muted_words"})
"""The tables that change when people or words are muted."""

QUESTIONS: Changes = frozenset({"questions", "question_titles", "question_places"})
"""The tables that change when posts are placed under questions."""

CHATS: Changes = frozenset({"chats", "chat_edits"})
"""The tables that change when chats are found, or the editor corrects them."""

THREADS: Changes = frozenset({"threads"})
"""The tables that change when threads are found."""

PICTURES: Changes = frozenset({"pictures"})
"""The tables that change when a linked picture is downloaded."""

STORIES: Changes = frozenset({"stories", "blocks"})
"""The tables that also change when an archive contains finished stories."""

_REMEMBERED = {
    "zone": ARCHIVE,
    FOUND: CHATS,
    "worked out: echoes": ECHOES,
    "worked out: questions": QUESTIONS | CHATS,
    "worked out: threads": THREADS,
}
"""The tables to report as changed when one of these values is stored."""


class Library:
    """An open library. Use it on the thread that opened it."""

    readonly: bool

    def __init__(self, path: Path, *, make: bool = False) -> None:
        self.path, self._unwritten = path, dict[str, str]()
        opening = self._open_file(make=make)
        self._connection = opening.connection
        self.damage = opening.damage
        """The damage to the file, as sentences. It is then opened read-only."""
        self._unchecked, self._locked = opening.unchecked, opening.readonly
        self._run = self._connection.execute
        self._journal = Journal(self._connection, () if self.readonly else DESK_TABLES)
        self._touched = ChangeCounter(self._connection, readonly=self.readonly)
        self.snapshots = Snapshots(self._connection, path, DESK_TABLES, self._changing)
        self.archives = Archives(self._connection, self.transaction)
        self.groups = Groups(self._connection, self.transaction)
        self.questions, self.threads = (
            Questions(self._connection, self.transaction),
            Threads(self._connection, self.transaction),
        )
        self.chats = Chats(
            self._connection,
            self.transaction,
            ChatZones(self._connection, self.recall, self.remember, lambda: self.zone),
        )
        self.posts = PostQueries(
            self._connection, self._dates_of, self.groups.sizes, self.questions.parts
        )
        self.marks, self.tags = Marks(self._connection), Tags(self._connection)
        self.people, self.muting = (
            People(self._connection, self.groups.sources),
            Muting(self._connection),
        )
        self.consents = Consents(self._connection, self.people.standings)
        self.searches, self.pictures = Searches(self._connection), Pictures(self._connection)
        self.facts = Facts(self._connection, self.posts, self.tz_of, self.chats.find_named)
        self.shared = SharedLinks(self._connection, self.facts)
        self.spelling = Spelling(self._connection)
        self.facets = Facets(self._connection, self.posts)
        self.stories = Stories(
            self._connection,
            self.posts.rows,
            self.pictures.originals,
            self.zone_of_posts,
            self.facts.own_hashtags,
            self.archives.origins,
        )
        self.versions, self.publications, self.states_kept = (
            Versions(self._connection, self.stories, self._changing),
            Publications(self._connection, self._changing),
            KeptStateQueries(self._connection, self.people, self._changing),
        )
        self._timeline = Timeline(self._connection, self._journal, self.archives, self.stories)
        self.changed: Callable[[Changes], None] = lambda _changes: None
        """Called with the tables that changed, after each step and after long work."""
        self.last_step: Step | None = None
        """The step of the last edit here; None if it changed nothing."""

    def _open_file(self, *, make: bool) -> Opening:
        """Open the file, unless it took the place of a library that is still open here.

        SQLite knows a journal by its name: the new file would break the old one's, and what was
        decided there could no longer be saved.
        """
        with _opening:
            held = [each for each in _open if each.path == self.path and not each.readonly]
        for each in held:
            each.check_file_present()
        opening = connect(self.path, make=make)
        self.readonly, self._file = opening.readonly, identity(self.path)
        with _opening:
            _open.add(self)
        return opening

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_exc: object) -> None:
        self.close()

    def close(self) -> None:
        """Close the file so that it is complete without a journal."""
        if self._unwritten:
            with suppress(BusyError, MovedError):
                self._write_remembered()
        close(self._connection, self.path, readonly=self._locked)
        with _opening:
            _open.discard(self)

    def interrupt(self) -> None:
        """Interrupt running reads, from any thread; they raise GivenUpError."""
        self._connection.interrupt()

    def limit_cache(self) -> None:
        """Limit the page cache to what one search needs."""
        self._run("PRAGMA cache_size = -16384")

    def free_cache(self) -> None:
        """Free the page cache; the file is read again when needed."""
        self._run("PRAGMA shrink_memory")

    @contextmanager
    def reading(self) -> Iterator[None]:
        """Run reads that may be interrupted."""
        try:
            yield
        except sqlite3.OperationalError as error:
            if getattr(error, "sqlite_errorname", "") == "SQLITE_INTERRUPT":
                raise GivenUpError(tr("The search was replaced by a newer one.")) from error
            raise

    @contextmanager
    def consistent_reads(self) -> Iterator[None]:
        """Let the reads inside agree, though another connection takes posts away meanwhile.

        Nothing can be edited inside.
        """
        self._run("BEGIN")
        try:
            yield
        finally:
            self._run("COMMIT")

    # Edits

    @contextmanager
    def edit(self, label: str, onto: Step | None = None) -> Iterator[None]:
        """Do everything inside as one step that can be undone, or not at all.

        onto: the step to extend, as when text is saved while it is typed; after another step, a
        new one is made.
        """
        with self.transaction():
            yield
            pending = self._journal.pending()
            if self._journal.is_large(pending):
                self.snapshots.keep_previous(label)
            changes = self._journal.record(label, onto, pending)
            self.last_step = self._journal.next_undo if changes else None
            if "regroupings" in changes:
                changes |= ECHOES
            changes |= self._update_chats(changes)
            self._touched.mark(changes)
        self._report(changes)

    def is_changing(self, tables: Changes) -> bool:
        """Tell whether the edit that is under way has changed one of these tables so far."""
        return bool(tables & self._journal.pending().keys())

    @property
    def next_undo(self) -> Step | None:
        """The step that undo would undo."""
        return self._journal.next_undo

    @property
    def next_redo(self) -> Step | None:
        """The step that redo would redo."""
        return self._journal.next_redo

    def steps(self) -> list[Step]:
        """Return the steps, the newest first, including undone ones."""
        return self._journal.steps()

    @property
    def history_size(self) -> HistorySize:
        """The number of steps, and their size in the file."""
        return self._journal.size

    def go_to(self, step: int) -> int:
        """Undo or redo, all or nothing, until a step is the last one; 0: until none is.

        Return how many steps were passed, negative for undo.
        """
        return _finished(self.going_to(step))

    def going_to(self, step: int) -> Generator[int, None, int]:
        """Do what `go_to` does, yielding now and then, as archives on the way take a while."""

        def walk() -> _Walk[int]:
            changes, gone = NOTHING, 0
            while (last := self.next_undo) and last.id > step:
                changes |= yield from self._timeline.undo(last)
                gone -= 1
            while (following := self.next_redo) and following.id <= step:
                changes |= yield from self._timeline.redo(following)
                gone += 1
            return changes, gone

        gone = yield from self._go(walk)
        return gone

    def undo(self) -> Step | None:
        """Undo the last step, an edit or an import, and return it."""
        return _finished(self.undoing())

    def redo(self) -> Step | None:
        """Redo the last undone step, an edit or an import, and return it."""
        return _finished(self.redoing())

    def undoing(self) -> Generator[int, None, Step | None]:
        """Do what `undo` does, yielding now and then; if stopped halfway, nothing changes."""
        step = yield from self._go(lambda: self._travel(self.next_undo, self._timeline.undo))
        return step

    def redoing(self) -> Generator[int, None, Step | None]:
        """Do what `redo` does, yielding now and then; if stopped halfway, nothing changes."""
        step = yield from self._go(lambda: self._travel(self.next_redo, self._timeline.redo))
        return step

    @staticmethod
    def _travel(step: Step | None, go: Callable[[Step], Going]) -> _Walk[Step | None]:
        changes = NOTHING if step is None else (yield from go(step))
        return changes, step

    def _go(self, walk: Callable[[], _Walk[_T]]) -> Generator[int, None, _T]:
        """Undo or redo steps; skip changes to posts that have since been removed."""
        try:
            changes, done = yield from self._journey(walk)
        except LibraryError as error:
            if not isinstance(error.__cause__, sqlite3.IntegrityError):
                raise
            changes, done = yield from self._journey(walk, orphans=True)
        self._report(changes)
        return done

    def _journey(self, walk: Callable[[], _Walk[_T]], *, orphans: bool = False) -> _Walk[_T]:
        with self.transaction():
            changes, done = yield from walk()
            if orphans:
                self._journal.drop_orphans()
            changes |= self._update_groups(changes) | self._update_chats(changes)
            self._touched.mark(changes)
        return changes, done

    def _with_stored_posts(self, archive: ArchiveId, story: Story) -> Story:
        """Return a story in an archive with its posts as stored in the library."""
        return replace(
            story, blocks=tuple(self._with_stored_post(archive, b) for b in story.blocks)
        )

    def _with_stored_post(self, archive: ArchiveId, block: Block) -> Block:
        """Return a block of a story in an archive, with its post as stored in the library."""
        if isinstance(block, Quote | PullQuote):
            return replace(block, post=self.archives.as_stored(archive, block.post))
        return block

    def finish_import(
        self,
        archive: ArchiveId,
        label: str,
        report: dict[str, Any],
        stories: Iterable[Story] = (),
    ) -> list[StoryId]:
        """Finish the import of an archive, as one step that can be undone.

        stories: the finished stories in the archive; returns those that are new.
        """
        with self.transaction():
            told = {(info.title, info.blocks) for info in self.stories.all()}
            fresh = [each for each in stories if (each.title, len(each.blocks)) not in told]
            made = [self.stories.take_in(self._with_stored_posts(archive, each)) for each in fresh]
            self.archives.finish(archive, report | {"stories": made})
            self._journal.record_import(label, archive)
            changes = ARCHIVE | STORIES if made else ARCHIVE
            self._touched.mark(changes)
        self._report(changes)
        return made

    def extend_import(
        self, archive: ArchiveId, label: Callable[[int], str], report: dict[str, Any]
    ) -> None:
        """Record that a grown archive was read again; its step is extended.

        label: the step's new label, with the total number of posts.
        """
        with self.transaction():
            before = self.archives.report(archive)
            for name in ("new", "joined"):
                report[name] += before.get(name, 0)
            report["known"] = max(0, report["known"] - before.get("new", 0))
            report["stories"] = before.get("stories", [])
            self.archives.finish(archive, report)
            self._journal.relabel_import(archive, label(report["new"]))
            self._touched.mark(ARCHIVE)
        self._report(ARCHIVE)

    def remove_archive(self, archive: ArchiveId) -> Iterator[int]:
        """Remove an archive as a step that can be undone, yielding how many posts are done.

        Removing an incompletely imported archive is no step.
        """
        held = next((each for each in self.archives.all() if each.id == archive), None)
        if held is None or not held.finished:
            yield from self.archives.forget(archive)
            return
        with self.transaction():
            changes = yield from self._timeline.remove(
                archive, tr("Remove “{name}”", name=held.name)
            )
            self._touched.mark(changes)
        self._report(changes)

    def keep_picture(self, wanted: LinkedPicture, content: bytes) -> bool:
        """Store a downloaded picture everywhere it is linked; False if it is no picture."""
        with self._changing(PICTURES):
            return self.pictures.keep(wanted, content)

    def go_to_snapshot(self, id_: SnapshotId) -> Counter[str]:
        """Restore a snapshot as one step; the present state is saved before.

        Return what could not be restored, because its posts are gone, by table.
        """
        snapshot = self.snapshots.snapshot(id_)
        label = tr("Go back to “{name}”", name=snapshot.name)
        with self.transaction():
            self.snapshots.keep_present(label)
            lost = self.snapshots.put_back(id_)
            changes = self._journal.record(label) | SNAPSHOTS
            changes |= self._update_groups(changes) | self._update_chats(changes)
            self._touched.mark(changes)
        self._report(changes)
        return lost

    def changed_elsewhere(self) -> Changes:
        """Return what other connections changed since the last call, without notifying anybody."""
        return self._touched.find_changes()

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """Hold SQLite's one write lock; wait for it if another connection has it."""
        self._check_large_file()
        self.check_file_present()
        if self.damage:
            raise damaged(self.path)
        if self.readonly:
            raise LibraryError(
                tr(
                    "“{name}” can only be read here. Save a copy elsewhere to work on it.",
                    name=self.path.name,
                )
            )
        try:
            self._journal.begin()
            self._run("BEGIN IMMEDIATE")
            try:
                yield
            except BaseException:
                if self._connection.in_transaction:  # a full disk has rolled back already
                    self._run("ROLLBACK")
                raise
            self._run("COMMIT")
        except sqlite3.Error as error:
            if self._connection.in_transaction:
                self._run("ROLLBACK")
            raise explained(error, self.path) from error

    @property
    def is_moved(self) -> bool:
        """Whether its file was moved, deleted or replaced; ask it from any thread."""
        return self._file is not None and self._file != identity(self.path)

    def reason(self, error: Exception) -> Exception:
        """Return why something failed: if the file is gone, that, for then all else fails.

        SQLite's own errors become sentences; an error that is nobody's but the program's stays.
        """
        if isinstance(error, sqlite3.Error):
            error = explained(error, self.path)
        return self._moved() if isinstance(error, LibraryError) and self.is_moved else error

    def check_file_present(self) -> None:
        """Check that the file is where it was: otherwise writes would be lost."""
        if self.is_moved:
            raise self._moved()

    def _moved(self) -> MovedError:
        return MovedError(
            tr(
                "“{name}” was moved, deleted or replaced by another program while it was open."
                " What you see is still whole: save it again to go on.",
                name=self.path.name,
            )
        )

    def save_anew(self) -> Path:
        """Save a library whose file is gone under its name, or another one if that is taken."""
        place, number = self.path, 1
        while place.exists():
            number += 1
            place = self.path.with_stem(f"{self.path.stem} {number}")
        place.parent.mkdir(parents=True, exist_ok=True)
        self._save_copy(place)
        return place

    def _check_large_file(self) -> None:
        """Check a large file for damage before its first write."""
        if self._unchecked and not self.readonly and not was_sound(self.path):
            self.take_findings(look_for_damage(self.path))
        self._unchecked = False

    @property
    def is_unchecked(self) -> bool:
        """Whether the file is so large that it was not yet checked for damage."""
        return self._unchecked

    def take_findings(self, damage: Sequence[str]) -> None:
        """Take the findings of a check; a damaged file becomes read-only."""
        self._unchecked = False
        self.damage = tuple(damage)
        self.readonly = self.readonly or bool(damage)
        note(self.path, damage)

    def _update_groups(self, changes: Changes) -> Changes:
        """Update the echo groups after splits and joins were undone or redone."""
        if "regroupings" not in changes:
            return NOTHING
        self.groups.settle()
        return ECHOES

    def _update_chats(self, changes: Changes) -> Changes:
        """Update the chats after corrections were made or undone."""
        if "chat_edits" not in changes:
            return NOTHING
        self.chats.settle()
        return CHATS

    @contextmanager
    def _changing(self, changes: Changes) -> Iterator[None]:
        """Hold the write lock, and report the changes to this window and others."""
        with self.transaction():
            yield
            self._touched.mark(changes)
        self._report(changes)

    def _report(self, changes: Changes) -> None:
        if changes != NOTHING:
            self.changed(changes)

    def opinions(self) -> Opinions:
        """Return all decisions of the editor, for comparison with another library."""
        return opinions(self._connection)

    def take_opinions(self, changes: Mapping[Opinion, str | None]) -> int:
        """Change opinions inside an edit; return how many concern missing posts or people."""
        missing = apply(self._connection, changes)
        if any(kind == "echo" for kind, *_ in changes):
            self.groups.settle()
        return missing

    # What belongs to the whole

    @property
    def zone(self) -> str:
        """The IANA name of the zone in which times are shown; UTC until it is set.

        Chats may be shown in another one: see `chats.zones`.
        """
        return self.recall("zone") or "UTC"

    @property
    def tz(self) -> tzinfo:
        """The zone in which times are shown."""
        return zone_called(self.zone)

    def tz_of(self, query: Query) -> tzinfo:
        """Return the zone of the chats that a search names; of any other, the library's."""
        chats = query.chats_meant(self.chats.begun)
        return zone_called(self.chats.zones.of_chats(chats)) if chats else self.tz

    def zones_of_questions(self) -> Callable[[Question], tzinfo]:
        """Return what tells the zone of the chat in which a question was asked."""
        zones, usual = self.chats.zones.all(), self.chats.zones.usual

        def zone_of(question: Question) -> tzinfo:
            found = zones.get(question.chat) if question.chat is not None else None
            return zone_called(found.zone if found else usual)

        return zone_of

    def _dates_of(self, query: Query) -> Dates:
        return Dates(self.tz_of(query), self.chats.begun)

    def zone_of_posts(self, posts: Iterable[Post]) -> str:
        """Return the zone of the chats of some posts; the library's if these have several."""
        return self.chats.zones.of_posts(self.posts.ids([post.key for post in posts]).values())

    def recall(self, name: str) -> str:
        """Return a stored value by its name, or ''."""
        if name in self._unwritten:
            return self._unwritten[name]
        row = self._run("SELECT value FROM memory WHERE name = ?", (name,)).fetchone()
        return row[0] if row else ""

    def recalled(self, beginning: str) -> list[str]:
        """Return all stored values whose names begin with this, the oldest first."""
        rows = self._run(
            "SELECT value FROM memory WHERE substr(name, 1, ?) = ? ORDER BY rowid",
            (len(beginning), beginning),
        )
        return [value for (value,) in rows]

    def remember(self, name: str, value: str) -> None:
        """Store a value, such as a place in the window; it is no edit and cannot be undone.

        During a long write by another connection it is kept in memory and written later, so that
        nobody waits for it. Of a library whose file is gone nothing is stored.
        """
        if self.readonly or self.is_moved or self.recall(name) == value:
            return
        self._unwritten[name] = value
        with suppress(BusyError, MovedError):
            self._write_remembered()

    def _write_remembered(self) -> None:
        with without_waiting(self._connection), self.transaction():
            for name, value in self._unwritten.items():
                self._run(
                    "INSERT INTO memory (name, value) VALUES (?, ?)"
                    " ON CONFLICT DO UPDATE SET value = excluded.value",
                    (name, value),
                )
                self._touched.mark(_REMEMBERED.get(name, NOTHING))
        self._unwritten.clear()

    def keep_list(self, name: str, ids: Sequence[str]) -> str:
        """Store a list of ids under a name, and return the search for its posts."""
        name = " ".join(name.replace('"', "").split()) or "ids"
        self.remember(f"{LIST}{name}", dump_ids(ids))
        return typed("list", name)

    def write_journal(self) -> bool:
        """Write what is in the journal into the file, so that a copy of that alone is whole.

        Return whether all of it is there now: another connection may still read what was before.
        """
        if self.readonly:
            return True
        try:
            busy, pages, written = self._run("PRAGMA wal_checkpoint(PASSIVE)").fetchone()
        except sqlite3.Error as error:
            raise explained(error, self.path) from error
        return not busy and pages == written

    def copy(self, to: Path) -> None:
        """Save a full copy, even while the library is in use."""
        if to.resolve() == self.path.resolve():
            raise LibraryError(
                tr("“{name}” is the library itself. Choose another name.", name=to.name)
            )
        if to.with_name(f"{to.name}-wal").exists():  # SQLite would play it into the copy
            raise LibraryError(
                tr(
                    "Beside “{name}” lies the journal of a library that is open or was not"
                    " closed. Choose another name.",
                    name=to.name,
                )
            )
        self._save_copy(to)

    def _save_copy(self, to: Path) -> None:
        draft = to.with_name(f".{to.name}.new")
        try:
            draft.unlink(missing_ok=True)
            self._run("VACUUM INTO ?", (str(draft),))
            draft.replace(to)
        except sqlite3.Error as error:
            raise explained(error, to) from error
        except OSError as error:
            why = (error.strerror or str(error)).lower()
            raise LibraryError(
                tr("“{name}” could not be saved: {why}.", name=to.name, why=why)
            ) from error
        finally:
            draft.unlink(missing_ok=True)

    def check(self) -> dict[str, Any]:
        """Return whether the file is sound, and the problems if it is not."""
        return problems(self._connection, self.damage)


_opening = Lock()
_open: WeakSet[Library] = WeakSet()
"""The libraries that this program has open."""


def _finished(going: Generator[int, None, _T]) -> _T:
    """Run a generator to its end."""
    try:
        while True:
            next(going)
    except StopIteration as end:
        result: _T = end.value
        return result
