"""A saved search as a section of the story: its name as heading, its posts in order."""

from __future__ import annotations

from PySide6.QtCore import QMimeData, Qt
from PySide6.QtGui import QDrag
from PySide6.QtWidgets import QWidget

from curator.gui.desk.desk import Desk
from curator.gui.drag.payload import SEARCH, DragPayload
from curator.gui.drag.picture import dress_drag
from curator.gui.look.safe_text import isolated
from curator.gui.post_list.drag import is_foreign, refusal, stamp
from curator.i18n import grouped, tr, trn
from curator.library import BlockId, Query, StoryId
from curator.model import Block, Heading, Quote

MOST = 300
"""Most posts of a section: nobody reads more, and more is likely a mistake."""


def drag_search(source: QWidget, desk: Desk, search: int) -> None:
    """Let a saved search be dragged from a widget."""
    dragged = stamp(QMimeData(), desk.library.path)
    dragged.setData(SEARCH, str(search).encode())
    names = {int(each.id): each.name for each in desk.library.searches.all()}
    drag = QDrag(source)
    drag.setMimeData(dragged)
    dress_drag(drag, names.get(search, ""))
    drag.exec(Qt.DropAction.CopyAction)


def insert_dropped(held: DragPayload, desk: Desk) -> None:
    """Insert what was dropped on the Story tab into the story."""
    if refuse_foreign(held, desk):
        return
    if held.kind == "search":
        add_saved(desk, held.ids[0])
    else:
        desk.add_to_story(held.ids)


def refuse_foreign(held: DragPayload, desk: Desk) -> bool:
    """Tell whether a drop belongs to another library, and report it."""
    if held.library is None or not is_foreign(held.library, desk.library.path):
        return False
    desk.reported.emit(refusal(held.library))
    return True


def add_saved(desk: Desk, search: int, place: BlockId | None = None) -> bool:
    """Insert a saved search as a section; tell whether that succeeded."""
    found = [each for each in desk.library.searches.all() if each.id == search]
    return bool(found) and add_section(desk, found[0].name, found[0].text, place)


def add_section(desk: Desk, name: str, text: str, place: BlockId | None = None) -> bool:
    """Insert the posts of a search under a heading, as one step.

    It goes after a block, to the mark, or to the end; without a story, one is made.
    """
    library = desk.library
    ids = library.posts.find(Query.parse(desk.within_chat(text)), "oldest", "folded")
    if not 0 < len(ids) <= MOST:
        desk.reported.emit(_refused(name, len(ids)))
        return False
    blocks: list[Block] = [Heading(name)]
    blocks += [Quote(row.post) for row in library.posts.rows(desk.library.marks.sources(ids))]
    made: list[StoryId] = []

    def act() -> None:
        story = desk.story
        if story is None:
            story = library.stories.new(tr("Untitled recap"))
            made.append(story)
        placed = library.stories.add(story, blocks, desk.mark if place is None else place)
        if desk.mark is not None:
            desk.mark = placed[-1]

    if not desk.edit(tr("Add the section “{name}”", name=name), act):
        return False
    if made:
        desk.open_story(made[0])
    desk.reported.emit(
        trn(
            "Added the section “{name}” with {count} quote.",
            "Added the section “{name}” with {count} quotes.",
            len(blocks) - 1,
            name=isolated(name),
        )
    )
    return True


def _refused(name: str, count: int) -> str:
    if not count:
        return tr("“{name}” finds no posts, so there is no section.", name=isolated(name))
    return tr(
        "“{name}” finds {count} posts. A section takes at most {most}: narrow the search.",
        name=isolated(name),
        count=grouped(count),
        most=MOST,
    )
