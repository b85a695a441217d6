"""The window: creates its parts and connects them; the work is done in the parts."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property, partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QEvent, QTimer, Signal
from PySide6.QtGui import (
    QCloseEvent,
    QHideEvent,
    QKeyEvent,
    QShowEvent,
)
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from curator.errors import CuratorError, DamagedError, MovedError
from curator.gui.commands import template_commands as recaps_menu
from curator.gui.commands.commands import menus
from curator.gui.commands.functions import Function, run
from curator.gui.desk.desk import Desk
from curator.gui.desk.file_dialogs import (
    ask_for_archives,
    ask_for_library,
    ask_for_new_library,
    ask_for_watched,
)
from curator.gui.desk.jobs import Jobs
from curator.gui.desk.paths import SUFFIX, library_beside, sample_library
from curator.gui.drag.section import insert_dropped
from curator.gui.look.safe_text import isolated
from curator.gui.overlays.open_offer import OpenOffer
from curator.gui.start.news import NEWS
from curator.gui.start.series import ask_for_earlier, carry_over
from curator.gui.widgets.notices import Remedy
from curator.gui.widgets.overlay import Overlay
from curator.gui.window.commands import WindowCommands
from curator.gui.window.errors import details
from curator.gui.window.frame import WindowFrame
from curator.gui.window.library_care import LibraryCare
from curator.gui.window.open_library import OpenedLibrary
from curator.gui.window.preferences import Preferences
from curator.gui.window.tasks import make_sample
from curator.gui.window.top_bar import WORKSPACES
from curator.gui.window.workspaces import Workspaces
from curator.i18n import tr
from curator.languages import NAMES
from curator.library import Changes, Counts, Library, Query, cause_in, is_library

if TYPE_CHECKING:
    from curator.gui.overlays.compare_chats import ChatComparison
    from curator.gui.overlays.compare_posts import PostComparison
    from curator.gui.overlays.fetch_pictures import FetchPictures
    from curator.gui.overlays.matrix import MatrixOverlay
    from curator.gui.overlays.merge_conflicts import MergeConflicts
    from curator.gui.overlays.tag_tray import TagTray
    from curator.gui.overlays.templates import TemplatesOverlay
    from curator.gui.palette.finder import PaletteContext
    from curator.gui.start.page import StartPage
    from curator.gui.window.palette_control import PaletteControl
    from curator.work import ConflictWords


class Window(WindowFrame):
    """A window on one library, with three workspaces, or a start page without a library."""

    another_wanted = Signal(object)
    """The Path of a library to open in one more window, or None."""

    closed = Signal()

    def __init__(self, preferences: Preferences) -> None:
        super().__init__(preferences)
        self._opened: OpenedLibrary | None = None
        self._workspaces: Workspaces | None = None
        self._jobs = Jobs(self)
        self._commands = WindowCommands(self, preferences)
        self._commands.bars = (
            self._notice, self._undone_import, self._proposal, self._news, self._guide
        )  # fmt: skip
        self._offer = OpenOffer(self)
        self._keeping = LibraryCare(self, self._jobs, self.open)
        self._commands.restoring.connect(self._keeping.restore)
        self._due = QTimer(self)
        self._due.setSingleShot(True)
        self._due.setInterval(0)
        self._functions = self._own_commands()
        self._wire()

    def _wire(self) -> None:
        self._top.chosen.connect(self._show_workspace)
        self._top.spring.opened.connect(self._show_workspace)
        self._top.spring.dropped.connect(
            lambda held: self._commands.with_desk(partial(insert_dropped, held))
        )
        self._due.timeout.connect(self._refresh)
        self._status_bar.follow(self._jobs)
        self._preferences.app.focusChanged.connect(self._focus_moved)
        self._edge.hinted.connect(self._status_bar.show_message)
        self._edge.left.connect(self._status_bar.clear_message)
        self._edge.dropped.connect(self._take_dropped)
        self._offer.here.connect(self.open)
        self._keeping.damaged.connect(self._show_damage)
        self._keeping.harmed.connect(self._open_anew)
        self._keeping.closing.connect(self._close_library)
        self._keeping.failed.connect(self._show_failure)
        self._keeping.conflicting.connect(self._ask_about_conflicts)
        self._keeping.doubled.connect(self._offer_copy)
        self._keeping.unrelated.connect(self._ask_about_unrelated)
        self._proposal.carried.connect(self._carry_over)
        self._undone_import.wanted.connect(
            lambda step: self._commands.with_desk(lambda desk: desk.history.go_to(step))
        )
        self._news.taken.connect(lambda: self._commands.open_help(NEWS))
        self._guide.finished.connect(lambda: self._preferences.change(guided=True))
        own = self._actions.menus[list(menus()).index("story")]
        recaps_menu.add_own(own, self.perform)
        self._offer.beside.connect(self.another_wanted)
        self._preferences.changed.connect(self._follow_taste)
        self._follow_taste()

    @cached_property
    def _start_page(self) -> StartPage:
        from curator.gui.start.page import StartPage  # noqa: PLC0415  when first shown

        page = StartPage()
        page.asked.connect(self.perform)
        page.picked.connect(self.open)
        page.forgotten.connect(self._forget)
        self._stack.addWidget(page)
        return page

    @cached_property
    def _recaps(self) -> TemplatesOverlay:
        from curator.gui.overlays.templates import TemplatesOverlay  # noqa: PLC0415  when first opened

        recaps = TemplatesOverlay(self)
        recaps.used.connect(lambda key: self._run(recaps_menu.command(key)))
        return recaps

    @cached_property
    def _fetching(self) -> FetchPictures:
        from curator.gui.overlays.fetch_pictures import FetchPictures  # noqa: PLC0415  when first opened

        fetching = FetchPictures(self)
        fetching.failed.connect(self.show_error)
        return fetching

    @cached_property
    def _matrix(self) -> MatrixOverlay:
        from curator.gui.overlays.matrix import MatrixOverlay  # noqa: PLC0415  when first opened

        matrix = MatrixOverlay(self)
        matrix.searched.connect(self._search)
        return matrix

    @cached_property
    def _conflicts(self) -> MergeConflicts:
        from curator.gui.overlays.merge_conflicts import MergeConflicts  # noqa: PLC0415  as above

        conflicts = MergeConflicts(self)
        conflicts.decided.connect(self._keeping.merge_as_chosen)
        return conflicts

    def _ask_about_conflicts(self, other: Path, conflicts: Sequence[ConflictWords]) -> None:
        self._conflicts.ask(other, conflicts)

    @cached_property
    def _tag_tray(self) -> TagTray:
        from curator.gui.overlays.tag_tray import TagTray  # noqa: PLC0415  when first opened

        return TagTray(self)

    @cached_property
    def _comparison(self) -> ChatComparison:
        from curator.gui.overlays.compare_chats import ChatComparison  # noqa: PLC0415  as above

        return ChatComparison(self)

    @cached_property
    def _side_by_side(self) -> PostComparison:
        from curator.gui.overlays.compare_posts import PostComparison  # noqa: PLC0415  as above

        return PostComparison(self)

    @cached_property
    def _palette_control(self) -> PaletteControl:
        from curator.gui.window.palette_control import PaletteControl  # noqa: PLC0415  when first opened

        return PaletteControl(self, self._actions, self._preferences, self._run)

    # Opening libraries

    @property
    def library(self) -> Path | None:
        """Return the file of the open library."""
        return self._opened.path if self._opened else None

    def open(self, path: Path) -> bool:
        """Open a library in place of the current one; tell whether that succeeded."""
        return self._open(path, make=False)

    def make(self, path: Path) -> bool:
        """Make a library and open it; an existing file is opened as it is."""
        return self._open(path, make=not path.exists())

    def import_into_new(self, paths: Sequence[Path]) -> None:
        """Import archives into a new library, made next to the first of them."""
        if paths and self._open(library_beside(paths[0]), make=True):
            self.import_archives(paths)

    def import_archives(self, paths: Sequence[Path]) -> None:
        """Import archives, and open libraries; without a library, make one next to the first."""
        libraries = [path for path in paths if _is_library_path(path)]
        archives = [path for path in paths if path not in libraries]
        if libraries and not self.open(libraries[0]):
            return
        if not archives:
            return
        if self._opened is None and not self._open(library_beside(archives[0]), make=True):
            return
        if self._workspaces is not None:
            self._stack.setCurrentWidget(self._workspaces)
            self._workspaces.import_archives(archives)

    def _take_dropped(self, paths: Sequence[Path]) -> None:
        """Import dropped archives; open a dropped library, or offer it if one is open already."""
        library = next((path.absolute() for path in paths if _is_library_path(path)), None)
        if self._opened and library and len(paths) == 1 and library != self._opened.path:
            self._offer.ask(library)
        else:
            self.import_archives(paths)

    def _open(self, path: Path, *, make: bool) -> bool:
        path = path.absolute()
        if self._opened and self._opened.path == path:
            if self._workspaces is not None:
                self._stack.setCurrentWidget(self._workspaces)
            self._refresh()
            return True
        try:
            self._take(OpenedLibrary(path, self._preferences.settings, self, make=make))
        except CuratorError as error:
            self._show_failure(error, path)
            return False
        except Exception as error:  # a damaged value may make any pane fail; a bug is raised
            cause = cause_in(error, [path])
            if cause is None:
                raise
            self._close_library()
            self._show_start_page()
            self._show_failure(cause, path)
            return False
        if not make:
            self._preferences.remember(path)
        return True

    def _take(self, opened: OpenedLibrary) -> None:
        """Show a library in place of the current one."""
        self._close_library()
        self._guide.hide()
        self._opened = opened
        self._commands.desk = opened.desk
        self._notice.clear()
        self._create_workspaces(opened)
        self._keeping.follow(opened.desk)

    def _create_workspaces(self, opened: OpenedLibrary) -> None:
        """Create the workspaces for a desk and connect them to the bars."""
        desk = opened.desk
        desk.reported.connect(self._status_bar.show_message)
        desk.reported.connect(self._due.start)
        desk.history.import_undone.connect(self._undone_import.show_undone)
        desk.failed.connect(self._show_failure)
        desk.recovered.connect(lambda error: self._notice.withdraw(str(error)))
        desk.changed.connect(self._desk_changed)
        desk.chat_changed.connect(lambda _chat: self._due.start())
        desk.settings_changed.connect(self._preferences.take)
        desk.jobs.current_changed.connect(lambda _job: self._due.start())
        self._status_bar.follow(desk.jobs)
        self._workspaces = self._commands.workspaces = Workspaces(desk)
        self._workspaces.shown.connect(self._shown)
        self._workspaces.hinted.connect(self._show_hints)
        self._workspaces.asked.connect(self.perform)
        self._workspaces.new_wanted.connect(self.import_into_new)
        self._workspaces.imported.connect(lambda: QTimer.singleShot(0, self._after_import))
        self._stack.addWidget(self._workspaces)
        self._stack.setCurrentWidget(self._workspaces)
        readonly = desk.library.readonly
        damaged = bool(desk.library.damage)
        self._top.show_library(opened.path.name, readonly=readonly, damaged=damaged)
        self.setWindowTitle(tr("{library} – Curator", library=isolated(opened.path.stem)))
        if not opened.is_blank:  # otherwise the page of its first import comes at once
            self._workspaces.show_workspace(desk.library.recall("workspace"))
        self._follow_others()

    def _close_library(self) -> None:
        for overlay in self.findChildren(Overlay):
            if overlay.isVisible():
                overlay.dismiss()  # what it shows is of this library
        self._proposal.hide()
        self._undone_import.clear()
        self._keeping.follow(None)
        workspaces, opened = self._workspaces, self._opened
        self._workspaces = self._commands.workspaces = None
        self._opened = self._commands.desk = None
        if workspaces is not None:
            self._stack.removeWidget(workspaces)
            workspaces.setParent(None)
            workspaces.deleteLater()
        if opened is not None:
            opened.close()
        if workspaces is not None:
            # only now, for a task that was waited for may have made a pane wish for more
            for timer in workspaces.findChildren(QTimer):
                timer.stop()

    def _after_import(self) -> None:
        """Return to the start page if a first import brought nothing; else look for a series."""
        if self._opened is not None and self._opened.is_blank:
            self._close_library()
            self._show_start_page()
        elif self._opened is not None and len(self._opened.desk.library.archives.all()) == 1:
            self._proposal.consider(self._opened.desk, self._preferences.recent)

    def _carry_over(self, paths: Sequence[Path]) -> None:
        self._commands.with_desk(lambda desk: carry_over(desk, paths))

    def _forget(self, path: Path) -> None:
        self._preferences.forget(path)
        self._start_page.show_recent(self._preferences.recent)

    def show_news(self) -> None:
        """Offer, after an upgrade, to read what is new."""
        self._news.show_news()

    def _open_sample(self, *, guided: bool = False) -> None:
        """Open the sample, with the guide on wish, and at first until it was gone through."""
        path = sample_library()
        if path.exists():
            self._show_sample(path, guided=guided)
        elif self._jobs.current is None:
            show = partial(self._show_sample, guided=guided)
            make_sample(self._jobs, path, show).failed.connect(self._show_failure)

    def _show_sample(self, path: Path, *, guided: bool) -> None:
        if self.open(path) and (guided or not self._preferences.settings.guided):
            self._guide.begin()

    # Commands

    @override
    def perform(self, name: str) -> bool:
        """Run a command: the window's own, or else the workspace's."""
        shown = [page for page in self.findChildren(Overlay) if page.isVisible()]
        if name not in {"keys", "help"} and any(name not in page.lets for page in shown):
            return False
        if (function := self.command(name)) is None:
            return False
        function()
        self._guide.note(name)
        return True

    def _run(self, name: str) -> bool:
        """Run a command although an overlay is open that it was chosen in."""
        return run(self.command(name))

    def command(self, name: str) -> Function | None:
        """Return what a command does: one of the window's own, or else of the workspace."""
        if name in self._functions:
            return self._functions[name]
        if choice := self._preferences.choice(name):
            return partial(self._change, choice)
        return None if self._workspaces is None else self._workspaces.command(name)

    def _change(self, choice: dict[str, Any]) -> None:
        self._commands.change(**choice)
        if "language" in choice:
            self.show_error(_next_language(choice["language"]))

    def _where(self) -> tuple[Workspaces | None, PaletteContext]:
        """Return what is open and the palette's context; '' is the start page."""
        from curator.gui.palette.finder import PaletteContext  # noqa: PLC0415  for the palette alone

        if self._workspaces is None or self._opened is None:
            return None, PaletteContext(None, "")
        self._refresh()
        at_start = self._stack.currentWidget() is not self._workspaces
        name, chosen = ("", 0) if at_start else (self._workspaces.name, self._workspaces.chosen)
        return self._workspaces, PaletteContext(self._opened.desk, name, chosen)

    def _own_commands(self) -> dict[str, Function]:
        own: dict[str, Function] = {
            **self._commands.all(),
            "import": lambda: ask_for_archives(self, self.import_archives),
            "import_folder": lambda: ask_for_archives(self, self.import_archives, folder=True),
            "new_library": lambda: ask_for_new_library(self, self.make),
            "open": lambda: ask_for_library(self, self.open),
            "sample": self._open_sample,
            "guide": partial(self._open_sample, guided=True),
            "salvage": self._keeping.salvage,
            "back_up": self._keeping.back_up,
            "merge_library": self._keeping.merge,
            "protect": partial(self._keeping.protect, on=True),
            "unprotect": partial(self._keeping.protect, on=False),
            "withhold_listed": self._keeping.withhold_listed,
            "start_page": self._show_start_page,
            "watch": partial(self._watch, folder=True),
            "watch_file": partial(self._watch, folder=False),
            "unwatch": self._stop_watching,
            "compare_chats": lambda: self._commands.with_desk(self._comparison.open_on),
            "compare_posts": lambda: self._commands.with_desk(self._compare_posts),
            "matrix": lambda: self._commands.with_desk(self._matrix.open_on),
            "suggest_tags": lambda: self._commands.with_desk(self._tag_tray.open_on),
            "fetch": lambda: self._commands.with_desk(self._fetching.open_on),
            "fetch_post": lambda: self._commands.with_desk(self._fetch_post),
            "new_window": lambda: self.another_wanted.emit(self._opened and self._opened.path),
            "close_window": self.close,
            "quit": self._preferences.app.closeAllWindows,
            "carry": lambda: self._commands.with_desk(partial(ask_for_earlier, self)),
            "recaps": lambda: self._recaps.open_on(desk=self._opened is not None),
            "commands": lambda: self._palette_control.open(self._where),
        }
        for workspace in WORKSPACES:
            own[workspace] = partial(self._show_workspace, workspace)
        return own

    def _compare_posts(self, desk: Desk) -> None:
        if self._workspaces is not None:
            self._side_by_side.open_on(desk, self._workspaces.selected)

    def _search(self, typed: str) -> None:
        if self._workspaces is not None:
            self._workspaces.search(typed)

    def _watch(self, *, folder: bool) -> None:
        if self._workspaces is not None:
            ask_for_watched(self, self._workspaces.watching.watch, folder=folder)

    def _stop_watching(self) -> None:
        if self._workspaces is not None:
            self._workspaces.watching.stop()

    def _fetch_post(self, desk: Desk) -> None:
        if desk.post is not None:
            self._fetching.open_on(desk, [desk.post])

    # Display

    def _show_start_page(self) -> None:
        self._stack.setCurrentWidget(self._start_page)
        self._start_page.show_recent(self._preferences.recent)
        self._start_page.start()
        if self._opened is None:
            self._top.show_library("", readonly=False)
            self.setWindowTitle(tr("Curator"))
        self._refresh()

    def _show_workspace(self, name: str) -> None:
        if self._workspaces is not None:
            self._stack.setCurrentWidget(self._workspaces)
            self._workspaces.show_workspace(name)

    def _shown(self, name: str) -> None:
        self._top.show_workspace(name)
        self._refresh()

    def _focus_moved(self, _before: QWidget | None, now: QWidget | None) -> None:
        """Show the keys that help in the pane that received the focus."""
        if self._workspaces is not None and now is not None and self._workspaces.isAncestorOf(now):
            self._show_hints()

    def _show_hints(self) -> None:
        if self._workspaces is not None:
            self._status_bar.show_hints(self._workspaces.hints())

    def _desk_changed(self, _changes: Changes) -> None:
        self._due.start()

    @property
    def is_library_gone(self) -> bool:
        """Whether the file of the open library was moved, deleted or replaced."""
        return self._opened is not None and self._opened.desk.library.is_moved

    def fail(self, error: CuratorError) -> None:
        """Report a failure, through the desk if a library is open."""
        if self._opened is not None:
            self._opened.desk.fail(error)
        else:
            self._show_failure(error)

    def _show_failure(self, error: Exception, path: Path | None = None) -> None:
        """Show a failure across the top, with the remedy if there is one; a bug is raised."""
        if not isinstance(error, CuratorError):
            raise error
        path = path or self.library
        remedy = None
        if isinstance(error, DamagedError):
            remedy = Remedy(tr("Salvage…"), partial(self._keeping.salvage, path))
        elif isinstance(error, MovedError):
            remedy = Remedy(tr("Save it again"), self._keeping.save_anew)
        self._notice.show_error(str(error), details(error), remedy)

    def _open_anew(self) -> None:
        if path := self.library:
            self._close_library()
            self._open(path, make=False)

    def _show_damage(self, path: Path) -> None:
        """Report that the open library is damaged, and offer remedies."""
        self._top.show_library(path.name, readonly=True, damaged=True)
        self._show_failure(
            DamagedError(
                tr(
                    "“{name}” is damaged. It is shown as far as it can be read: figures may be"
                    " wrong, and nothing is written to it. Salvage it into a new library to go"
                    " on.",
                    name=isolated(path.name),
                )
            ),
            path,
        )

    def _ask_about_unrelated(self, other: Path, sentence: str) -> None:
        merge = partial(self._keeping.merge_from, other, unrelated=True)
        self._notice.show_error(
            tr("{why} Nothing was merged yet.", why=sentence),
            remedy=Remedy(tr("Merge all the same"), merge),
        )

    def _offer_copy(self, copy: Path) -> None:
        """Report that a synchronised folder doubled the library, and offer to merge the copy."""
        self._notice.show_error(
            tr(
                "“{name}” is a copy of this library in which other things were done, as when a"
                " synchronised folder was changed on two computers. Nothing of it is here yet.",
                name=isolated(copy.name),
            ),
            remedy=Remedy(tr("Merge…"), partial(self._keeping.merge_from, copy)),
        )

    def _follow_taste(self) -> None:
        settings = self._preferences.settings
        self._commands.with_desk(lambda desk: desk.adopt(settings))
        self._actions.action(f"look_{settings.look}").setChecked(True)
        self._actions.action(f"language_{settings.language or 'system'}").setChecked(True)
        self._actions.action("compact").setChecked(settings.compact)
        self._actions.bind()
        self._due.start()

    def _refresh(self) -> None:
        """Update bars and commands to the state of the library and the workspace."""
        workspaces = self._workspaces
        if self._opened is None or workspaces is None:
            self._actions.allow("", desk=False)
            self._status_bar.show_counts(None)
            self._status_bar.show_length(None)
            self._status_bar.show_hints([("?", tr("all keys"))])
            return
        library = self._opened.desk.library
        at_start = self._stack.currentWidget() is not self._workspaces
        name = "" if at_start else workspaces.name
        self._actions.allow(name, desk=True)
        last = library.next_undo
        self._actions.show_steps(last, library.next_redo)
        self._status_bar.follow_steps(last.id if last else 0)
        self._undone_import.follow(library)
        self._status_bar.show_hints(workspaces.hints())
        scope = self._opened.desk.scope
        counts = library.posts.counts_of(Query.parse(scope)) if scope else library.posts.counts()
        self._status_bar.show_counts(counts if name == "sift" else None)
        self._status_bar.show_length(self._opened.desk.length() if name == "story" else None)
        self._status_bar.rest(_idle_words(name, counts, library))
        if counts.all:
            self._preferences.remember(self._opened.path)

    def _follow_others(self) -> None:
        """Look for changes by other windows while this one is visible."""
        seen = self.isVisible() and not self.isMinimized()
        self._commands.with_desk(lambda desk: desk.following.turn(on=seen))

    # Qt events

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if not self._stack.count():
            self._show_start_page()
        self._follow_others()

    @override
    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._follow_others()

    @override
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.WindowStateChange:
            self._follow_others()

    @override
    def closeEvent(self, event: QCloseEvent) -> None:
        self._preferences.keep_geometry(self)
        self._jobs.stop()
        self._close_library()
        super().closeEvent(event)
        self.closed.emit()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        name = self._actions.local(event)
        if not (name and self.perform(name)):
            event.ignore()


def _idle_words(workspace: str, counts: Counts, library: Library) -> str:
    """Return the text of the status bar while there is no message."""
    if library.damage:
        return tr("Damaged: figures and lists are of what can be read, and may be wrong.")
    if library.readonly:
        return tr("Read only: nothing is changed here.")
    if workspace in {"story", "publish"}:
        return tr("All changes are saved.")
    follow = workspace == "sift" and counts.all > counts.to_mark
    return tr("Echoes follow their original.") if follow else ""


def _is_library_path(path: Path) -> bool:
    """Tell whether a path is a library: the command line makes them under any name."""
    return path.suffix == SUFFIX or is_library(path)


def _next_language(code: str) -> str:
    if not code:
        return tr("Curator speaks the system’s language when it starts next.")
    return tr("Curator speaks {language} when it starts next.", language=NAMES[code])
