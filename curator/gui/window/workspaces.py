"""The workspaces Sift, Story and Publish of one desk, and the import page."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property, partial
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QPoint, Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from curator.gui.commands.functions import Function, run
from curator.gui.desk.desk import Desk
from curator.gui.importing.background_work import BackgroundWork
from curator.gui.importing.watch_folder import WatchFolder
from curator.gui.questions.chat_list import ChatList
from curator.gui.sift.workspace import SiftWorkspace
from curator.i18n import tr
from curator.insight.figures.scope import within
from curator.library import ArchiveId, Chat, ChatId, PostId, Query, StoryId

if TYPE_CHECKING:
    from curator.gui.importing.page import ImportPage
    from curator.gui.publish.workspace import PublishWorkspace
    from curator.gui.story.workspace import StoryWorkspace

NAMES = ("sift", "story", "publish")
_IN_SIFT = frozenset({"second_look", "chats"})
"""Commands that lead to Sift from everywhere."""


class Workspace(Protocol):
    """The interface of a workspace to the window."""

    def command(self, name: str) -> Function | None:
        """Return what a command does here; None if it is none of this workspace's."""

    def panes(self) -> list[QWidget]:
        """Return the panes in reading order."""

    def hints(self) -> list[tuple[str, str]]:
        """Return keys and what they do here."""

    def start(self) -> None:
        """Take the focus."""


class Workspaces(QStackedWidget):
    """A stack of three workspaces, each made when first shown; each keeps its place."""

    hinted = Signal()
    """Other keys help than before."""

    shown = Signal(str)
    """The name of the workspace that is shown now."""

    asked = Signal(str)
    """The name of a command of the window to run, such as 'import'."""

    new_wanted = Signal(object)
    """The Paths of archives that are to go into a new library."""

    imported = Signal()
    """The import page was left."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._sift = QStackedWidget()
        self.addWidget(self._sift)
        self._working = BackgroundWork(desk)
        self.watching = WatchFolder(desk)
        """The watched folders of the library."""
        self._cutting = ("", "")
        """The template and the search of the rough cut for which a chat is asked."""
        self.name = "sift"
        """The name of the workspace that is shown."""

    @cached_property
    def _finder(self) -> SiftWorkspace:
        finder = SiftWorkspace(self._desk)
        finder.asked.connect(self.asked)
        finder.story_wanted.connect(self.show_story)
        finder.report_wanted.connect(self.show_report)
        self._sift.addWidget(finder)
        return finder

    @cached_property
    def _story(self) -> StoryWorkspace:
        from curator.gui.story.workspace import StoryWorkspace  # noqa: PLC0415  when first shown

        story = StoryWorkspace(self._desk)
        story.wanted.connect(self._go_to)
        story.rough_cut.made.connect(self._show_cut)
        self.addWidget(story)
        return story

    @cached_property
    def _publish(self) -> PublishWorkspace:
        from curator.gui.publish.workspace import PublishWorkspace  # noqa: PLC0415  when first shown

        self._working.start()
        publish = PublishWorkspace(self._desk)
        publish.wanted.connect(self._go_to)
        publish.hinted.connect(self.hinted)
        self.addWidget(publish)
        return publish

    @cached_property
    def _importing(self) -> ImportPage:
        from curator.gui.importing.page import ImportPage  # noqa: PLC0415  when first shown

        importing = ImportPage(self._desk)
        importing.searched.connect(self.search)
        importing.new_wanted.connect(self.new_wanted)
        importing.finished.connect(self._imported)
        self._sift.addWidget(importing)
        return importing

    @property
    def current(self) -> Workspace:
        """The workspace that is shown."""
        if self.name == "story":
            return self._story
        return self._publish if self.name == "publish" else self._finder

    def show_workspace(self, name: str) -> None:
        """Show a workspace and give it the focus; an unknown name is Sift."""
        self.name = name if name in NAMES else "sift"
        self.setCurrentWidget(self._page())
        self._desk.library.remember("workspace", self.name)
        if not self._is_importing():
            self.current.start()
        self.shown.emit(self.name)

    def _page(self) -> QWidget:
        if self.name == "story":
            return self._story
        if self.name == "publish":
            return self._publish
        if not self._is_importing():
            self._sift.setCurrentWidget(self._finder)
        return self._sift

    def import_archives(self, archives: Sequence[Path]) -> None:
        """Show the import page and begin to import."""
        self._sift.setCurrentWidget(self._importing)
        self.show_workspace("sift")
        self._importing.begin(list(archives))
        self._importing.setFocus()

    def show_report(self, archive: ArchiveId) -> None:
        """Show the report of an earlier import."""
        self._sift.setCurrentWidget(self._importing)
        self.show_workspace("sift")
        self._importing.show_report(archive)

    def panes(self) -> list[QWidget]:
        """Return the panes that F6 cycles through."""
        return [self._importing] if self._is_importing() else self.current.panes()

    def hints(self) -> list[tuple[str, str]]:
        """Return the keys that help here, and the key that lists them all."""
        nothing_yet = self.name == "sift" and "_finder" not in vars(self)
        here = [] if nothing_yet or self._is_importing() else self.current.hints()
        return [*(hint for hint in here if hint[0] != "?"), ("?", tr("all keys"))]

    def command(self, name: str) -> Function | None:
        """Return what a command does: for the whole library, or in the workspace in front."""
        if name.startswith("snippet:"):
            return lambda: self._story.rough_cut.put_in(name, self._desk.search)
        if name == "keep_up":
            return self._story.rough_cut.keep_up
        if name.startswith("rough_cut"):
            return partial(self._cut, name.removeprefix("rough_cut").lstrip("_"))
        if name in _IN_SIFT:
            return partial(self._do_in_sift, name)
        return None if self._is_importing() else self.current.command(name)

    def _do_in_sift(self, name: str) -> None:
        self.show_workspace("sift")
        if not self._is_importing():
            run(self._finder.command(name))

    def _show_cut(self, story: StoryId) -> None:
        self.show_story(story)
        self._story.show_beginning()

    def _cut(self, name: str) -> None:
        """Make a rough cut from a template, or of the posts found in Sift.

        It is of one chat: where all posts are shown and there are several, ask which.
        """
        found = self._desk.search if name == "found" else self._desk.scope
        self._cutting = ("questions" if name in {"", "found"} else name), found
        chats = self._chats_in(found) if self._desk.chat is None else []
        if len(chats) > 1:
            self._which.show_chats(chats, self._desk, with_all=False)
            size = self._which.sizeHint()
            middle = self.rect().center() - QPoint(size.width() // 2, size.height() // 2)
            self._which.open_at(self.mapToGlobal(middle))
        else:
            self._story.rough_cut.make(*self._cutting)

    def _chats_in(self, search: str) -> list[Chat]:
        """Return the chats of what a search finds, the newest first."""
        library = self._desk.library
        chats = [*reversed(library.chats.all())]
        if search and len(chats) > 1:
            among = set(library.chats.of(library.posts.find(Query.parse(search))).values())
            return [chat for chat in chats if chat.id in among]
        return chats

    @cached_property
    def _which(self) -> ChatList:
        """The question of which chat a rough cut is to be."""
        chats = ChatList(self, tr("A rough cut of which chat?"))
        chats.picked.connect(self._cut_chat)
        return chats

    def _cut_chat(self, chat: ChatId) -> None:
        template, found = self._cutting
        self._story.rough_cut.make(template, within(found, f"chat:{chat}"))

    @property
    def chosen(self) -> int:
        """Return how many posts a command would apply to."""
        return len(self._finder.posts_pane.triage.targets) if self.name == "sift" else 0

    @property
    def posts_at_hand(self) -> dict[str, list[PostId]]:
        """Return the posts by which a tag can be split: those selected, and those found."""
        posts_pane = self._finder.posts_pane
        found = [PostId(id_) for id_ in self._desk.library.posts.find(posts_pane.query)]
        return {"chosen": posts_pane.triage.targets, "found": found}

    @property
    def selected(self) -> list[PostId]:
        """Return the posts that are selected in Sift."""
        return self._finder.posts_pane.view.selected_ids()

    def search(self, typed: str) -> None:
        """Show the result of a search in Sift."""
        self.show_workspace("sift")
        self._finder.search(typed)

    def show_post(self, post: PostId) -> None:
        """Show a post in Sift."""
        self._go_to("sift", post)

    def show_story(self, story: StoryId) -> None:
        """Show a story."""
        self._desk.open_story(story)
        self.show_workspace("story")

    def _go_to(self, name: str, what: object) -> None:
        """Switch to another workspace, and there to a post or a block."""
        if name == "search":
            self.search(str(what))
            return
        if name == "command":
            self.asked.emit(str(what))
            return
        if name == "unquoted":
            self.search("is:substantive -is:rejected")
            self._finder.posts_pane.order_by("unquoted")
            return
        self.show_workspace(name)
        if name == "sift" and isinstance(what, int):
            self._finder.show_post(PostId(what))
        if name == "story" and isinstance(what, int):
            self._story.show_block(what)

    def _is_importing(self) -> bool:
        made = "_importing" in vars(self)
        return self.name == "sift" and made and self._sift.currentWidget() is self._importing

    def _imported(self) -> None:
        self._sift.setCurrentWidget(self._finder)
        if self.name == "sift":
            self.show_workspace("sift")
        self.imported.emit()
