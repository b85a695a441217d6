"""Groups of the rows of a list: their heads, and which of them are folded."""

from __future__ import annotations

from array import array
from bisect import bisect_right
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, tzinfo

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter

from curator.dates import full_day
from curator.gui.look import theme
from curator.gui.look.safe_text import clean, elided
from curator.gui.post_list.day_lines import band_height
from curator.gui.post_list.row_head import font
from curator.gui.post_list.row_layout import paint_icon
from curator.i18n import tr, trn
from curator.library import GroupBy, Library, PostGroup

HEAD = Qt.ItemDataRole.UserRole + 3
"""The role of the GroupHead above the first row of a group; None for other rows."""

_LONGEST = 200


@dataclass(frozen=True, slots=True)
class GroupHead:
    """The head of a group."""

    key: int | str
    name: str
    posts: Sequence[int]
    folded: bool

    @property
    def count(self) -> str:
        """Return the number of posts in words."""
        return trn("{count} post", "{count} posts", len(self.posts))

    @property
    def words(self) -> str:
        """Return the head as it is read aloud."""
        words = tr("Group {name}, {count}", name=self.name, count=self.count)
        return tr("{group}, folded", group=words) if self.folded else words


class RowGroups:
    """The groups of a list; nothing is grouped at first."""

    def __init__(self, library: Library) -> None:
        self._library = library
        self.by: GroupBy | None = None
        """By what the rows are grouped."""
        self._groups: list[PostGroup] = []
        self._of: array[int] | None = None
        self._folded: set[int | str] = set()
        self._starts: list[int] = []
        self._before: list[int] = []
        self.size = 0
        """How many posts the groups hold together; one with two tags counts twice."""

    def set_by(self, by: GroupBy | None) -> None:
        """Group by something else; all groups are unfolded."""
        self.by, self._of = by, None
        self._folded.clear()

    def forget(self) -> None:
        """Sort the posts anew the next time: they may belong to other groups now."""
        self._of = None

    def arranged(self, ids: array[int], zone: tzinfo = UTC) -> array[int]:
        """Return the rows for some posts: in groups, of a folded one only the first.

        zone: that of days.
        """
        if self.by is None:
            self._groups, self._of = [], None
            return ids
        if self._of is not ids:  # folding sorts nothing anew
            self._groups, self._of = self._library.posts.groups(ids, self.by, zone), ids
        rows = array("q")
        self._starts, self._before, self.size = [], [], 0
        for group in self._groups:
            self._starts.append(len(rows))
            self._before.append(self.size)
            self.size += len(group.posts)
            rows.extend(group.posts[:1] if group.key in self._folded else group.posts)
        return rows

    def heads(self, library: Library, zone: tzinfo) -> Iterator[tuple[int, GroupHead]]:
        """Yield the place of each group's first row, with its head; zone: that of days."""
        if self.by is None:
            return
        names = _names(library, self.by, {group.key for group in self._groups}, zone)
        for start, group in zip(self._starts, self._groups, strict=True):
            name = names.get(group.key) or _called(group.key, self.by)
            folded = group.key in self._folded
            yield start, GroupHead(group.key, name, group.posts, folded)

    def place(self, row: int) -> int:
        """Return where the post of a row would stand if no group was folded."""
        if self.by is None:
            return row
        group = bisect_right(self._starts, row) - 1
        return self._before[group] + row - self._starts[group]

    def turn(self, key: int | str) -> None:
        """Fold a group, or unfold it."""
        self._folded ^= {key}

    def turn_all(self) -> None:
        """Fold all groups; unfold them if all are folded."""
        keys = {group.key for group in self._groups}
        self._folded = set() if keys <= self._folded else keys


def _names(
    library: Library, by: GroupBy, keys: Collection[int | str], zone: tzinfo
) -> Mapping[int | str, str]:
    """Return the names of groups by their keys; questions of several chats tell their day."""
    match by:
        case "question":
            asked = [each for each in library.questions.all() if each.id in keys]
            several = len({each.session for each in asked}) > 1
            days = {each.id: full_day(each.at.astimezone(zone).date()) for each in asked}
            return {
                each.id: tr("Q{number} · {title}", number=each.number, title=clean(each.title))
                + (f" · {days[each.id]}" if several else "")
                for each in asked
            }
        case "person":
            return {
                id_: clean(f"{name} @{handle}" if name else f"@{handle}")
                for id_, name, handle in library.people.names()
            }
        case "tag":
            return {tag.id: clean(tag.name) for tag in library.tags.all()}
        case "day":
            return {}


def _called(key: int | str, by: GroupBy) -> str:
    if isinstance(key, str):
        return full_day(date.fromisoformat(key))
    names = {"question": tr("Not placed"), "tag": tr("No tag")}
    return names.get(by, tr("Nobody known"))


def paint_head(
    painter: QPainter, area: QRectF, head: GroupHead, *, chosen: bool, active: bool
) -> QRectF:
    """Paint the head of a group at the top of an area, and return the rest of the area."""
    height, px = band_height(), theme.px
    line = QRectF(area.left(), area.top(), area.width(), height)
    fill = ("soft" if active else "idle") if chosen else "alt"
    painter.fillRect(line, theme.colour(fill))
    painter.fillRect(QRectF(line.left(), line.bottom() - 1, line.width(), 1), theme.colour("line"))
    if chosen:
        bar = QRectF(line.left(), line.top(), 3, height - 1)
        painter.fillRect(bar, theme.colour("accent" if active else "edge"))
    icon = QRectF(line.left() + px(8), line.top(), px(18), height - 1)
    paint_icon(painter, "chevron-right" if head.folded else "chevron-down", 14, "text2", icon)
    painter.setFont(font("small"))
    painter.setPen(theme.colour("text2"))
    middle = Qt.AlignmentFlag.AlignVCenter
    wide = painter.fontMetrics().horizontalAdvance(head.count)
    box = line.adjusted(0, 0, -px(14), 0)
    painter.drawText(box, middle | Qt.AlignmentFlag.AlignRight, head.count)
    bold = font("small", 600)
    painter.setFont(bold)
    painter.setPen(theme.colour("text"))
    left = px(30)
    name = elided(head.name[:_LONGEST], bold, line.width() - left - wide - px(30))
    painter.drawText(QRectF(line.topLeft() + QPointF(left, 0), line.size()), middle, name)
    return area.adjusted(0, height, 0, 0)
