"""Painting of posts as rows: in Sift's list, on the shelf, in a conversation, before an import.

Everything is painted in one pass from one Row; see the pictures of the design. All rows have
one height: the list is for scanning, the reading pane for reading.
"""

from __future__ import annotations

from collections import OrderedDict
from html import escape

from PySide6.QtCore import (
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPointF,
    QRectF,
    QSize,
    QSizeF,
    Qt,
)
from PySide6.QtGui import QHelpEvent, QPainter, QPen
from PySide6.QtWidgets import (
    QAbstractItemView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QToolTip,
    QWidget,
)
from typing_extensions import override

from curator.gui.commands.keymap import spoken
from curator.gui.look import theme
from curator.gui.look.clock import Clock
from curator.gui.look.mirror import mirrored, mirrored_point
from curator.gui.look.safe_text import clean, plain_tip
from curator.gui.post_list.accessible_text import used_words
from curator.gui.post_list.day_lines import DAY, band_height, below_day, paint_day
from curator.gui.post_list.groups import HEAD, GroupHead, paint_head
from curator.gui.post_list.row_head import Head, Kind, font, head
from curator.gui.post_list.row_layout import (
    ECHO,
    INDENT,
    Plan,
    State,
    band,
    paint_ground,
    paint_icon,
    paint_mark,
    paint_number,
    paint_strokes,
    plan_of,
    row_height,
)
from curator.gui.post_list.row_text import RowStyle, RowText, RowTextCache
from curator.gui.post_list.thumbnails import RowPictures
from curator.i18n import tr
from curator.library import Row

__all__ = ["RowDelegate", "State", "row_height"]

_HEADS_KEPT = 1_000
_FAINT = 0.45
"""Opacity of portrait and picture of a rejected post."""


_ASKING = 500
"""Font weight of the text of a question."""


class RowDelegate(QStyledItemDelegate):
    """Paints the Row that an index holds under Qt.UserRole."""

    def __init__(self, parent: QObject | None = None, *, kind: Kind = "list") -> None:
        super().__init__(parent)
        self.kind = kind
        """The kind of list; 'preview' shows Row.id, the row in the file, in place of the mark."""

        self.compact = False
        self.words: tuple[str, ...] = ()
        """The words of the search, highlighted where they occur. See Query.words."""

        self.hashtag = ""
        """The chat's own hashtag, folded; it is shown paler than others."""

        self.stale: frozenset[int] = frozenset()
        """Posts that no longer match the search and stay until the selection moves on."""

        self.clock = Clock()
        self.pictures: RowPictures | None = None
        """The source of pictures; without one, initials and empty frames are shown."""

        self.keys_used = True
        """Whether the keyboard was used last: then the current row has a ring."""

        self._words = RowTextCache()
        self._heads: OrderedDict[tuple[int, float], tuple[Row, Clock, int, Head]] = OrderedDict()

    def draw(self, painter: QPainter, area: QRectF, row: Row, state: State) -> None:
        """Paint a row in an area."""
        painter.save()
        painter = mirrored(painter, area)
        painter.setClipRect(area)
        painter.setRenderHints(
            QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform
        )
        paint_ground(painter, area, state, asks=row.part.asks and self.kind == "list")
        plan = self._plan()
        inner = _inner(area, echo=state.echo)
        if row.post.platform:
            self._draw_post(painter, inner, row, plan, chosen=state.chosen)
        else:
            paint_strokes(painter, inner, plan)
        painter.setClipRect(area)
        if state.ring:
            painter.setPen(QPen(theme.colour("accent"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(area.adjusted(1, 1, -1, -2))
        painter.restore()

    def head(self, row: Row, width: float) -> Head:
        """Return the first line of a row at a width."""
        key = (row.id, width)
        zoom = theme.px(1000)
        kept = self._heads.get(key)
        if kept and kept[0] is row and kept[1] is self.clock and kept[2] == zoom:
            self._heads.move_to_end(key)
            return kept[3]
        plan = self._plan()
        made = head(row, self.kind, width - plan.text - self._end(row, plan), width, self.clock)
        self._heads[key] = (row, self.clock, zoom, made)
        if len(self._heads) > _HEADS_KEPT:
            self._heads.popitem(last=False)
        return made

    def on_badge(self, at: QPointF, area: QRectF, row: Row) -> bool:
        """Tell whether a point is on a badge by which the echoes or the thread of a row unfold."""
        if self.kind == "shelf":  # where badges are only read
            return False
        plan = self._plan()
        at = mirrored_point(at, area)
        x, y = at.x() - area.left() - plan.text, at.y() - area.top() - plan.top
        badges = self.head(row, area.width()).badges
        across = any(left <= x <= right for left, right in badges)
        return across and -plan.top <= y <= theme.line("base")

    def on_name(self, at: QPointF, area: QRectF, row: Row) -> bool:
        """Tell whether a point is on the name of the author of a row."""
        if self.kind != "list" or not row.post.platform:
            return False
        head, plan = self.head(row, area.width()), self._plan()
        at = mirrored_point(at, area)
        x, y = at.x() - area.left() - plan.text, at.y() - area.top() - plan.top
        return head.start <= x <= head.end and 0 <= y <= theme.line("base")

    def on_mark(self, at: QPointF, area: QRectF, *, echo: bool) -> bool:
        """Tell whether a point is on the mark at the left of a row: ring, star or cross."""
        at, inner = mirrored_point(at, area), _inner(area, echo=echo)
        return inner.left() <= at.x() < inner.left() + self._plan().margin and inner.contains(at)

    def shown_words(self, row: Row, width: float) -> RowText:
        """Return the text of a row as shown at a width."""
        plan = self._plan()
        room = width - plan.text - self._end(row, plan)
        manner = RowStyle(
            max(int(room), theme.px(40)),
            plan.lines,
            plan.style,
            plan.line,
            dim=self._is_dim(row),
            weight=_ASKING if row.part.asks and self.kind == "list" else 400,
            words=self.words,
            hashtag=self.hashtag,
        )
        return self._words.of(row.id, row.post, manner)

    def _plan(self) -> Plan:
        return plan_of(self.kind, self.compact and self.kind == "list", theme.px(1000))

    def _end(self, row: Row, plan: Plan) -> int:
        """Return the width at the right end that is not available for text."""
        picture = _picture(row) is not None and self.kind != "shelf"
        return plan.end + (plan.picture + plan.beside if picture else 0)

    def _is_dim(self, row: Row) -> bool:
        if self.kind == "shelf":
            return row.used is not None
        return self.kind == "list" and (row.mark == "reject" or row.id in self.stale)

    def _draw_post(
        self, painter: QPainter, area: QRectF, row: Row, plan: Plan, *, chosen: bool
    ) -> None:
        dim = self._is_dim(row)
        if self.kind == "list":
            paint_mark(painter, row, area, plan)
        elif self.kind == "preview":
            paint_number(painter, row.id, area, plan)
        start = QPointF(area.left() + plan.text, area.top() + plan.top)
        # letters with many combining marks may be very tall
        painter.setClipRect(band(area, plan.top, plan.words))
        self.head(row, area.width()).paint(painter, start, chosen=chosen, dim=dim)
        painter.setClipRect(band(area, plan.words, plan.height))
        painter.setPen(theme.colour("text3" if dim else "text"))
        words = self.shown_words(row, area.width())
        words.paint(painter, QPointF(start.x(), area.top() + plan.words))
        painter.setClipRect(area)
        painter.setOpacity(_FAINT if dim else 1.0)
        self._draw_face(painter, row, area, plan)
        if self.kind != "shelf" and (name := _picture(row)) is not None:
            self._draw_picture(painter, name, area, plan)
        painter.setOpacity(1.0)

    def _draw_head(self, painter: QPainter, area: QRectF, head: GroupHead, state: State) -> QRectF:
        """Paint the head of a group; a folded one is chosen as rows are."""
        chosen = head.folded and state.chosen
        rest = paint_head(painter, area, head, chosen=chosen, active=state.active)
        if head.folded and state.ring:
            painter.setPen(QPen(theme.colour("accent"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            line = QRectF(area.left(), area.top(), area.width(), band_height())
            painter.drawRect(line.adjusted(1, 1, -1, -2))
        return rest

    def _draw_face(self, painter: QPainter, row: Row, area: QRectF, plan: Plan) -> None:
        author = row.post.author
        place = QRectF(area.left() + plan.margin, area.top() + plan.top, plan.face, plan.face)
        if author.avatar and author.avatar.hash and self.pictures:
            ratio = painter.device().devicePixelRatioF()
            face = self.pictures.square(author.avatar.hash, plan.face, plan.face / 2, ratio)
            if face is not None and not face.isNull():
                painter.drawPixmap(place.topLeft(), face)
                return
        letters, fill, ink = theme.initials(author.name, author.handle)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(fill)
        painter.drawEllipse(place)
        painter.setFont(font("micro" if len(letters) > 1 else "base", 600))
        painter.setPen(ink)
        painter.drawText(place, Qt.AlignmentFlag.AlignCenter, letters)

    def _draw_picture(self, painter: QPainter, name: str, area: QRectF, plan: Plan) -> None:
        side = plan.picture
        top = area.top() + plan.top + (0 if self.compact else 1)
        frame = QRectF(area.right() - theme.px(14) - side, top, side, side)
        if name and self.pictures:
            ratio = painter.device().devicePixelRatioF()
            found = self.pictures.square(name, side, 5, ratio)
            if found is not None and not found.isNull():
                painter.drawPixmap(frame.topLeft(), found)
            name = "" if found is not None and found.isNull() else name
        painter.setPen(QPen(theme.colour("line"), 1))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(frame.adjusted(0.5, 0.5, -0.5, -0.5), 5, 5)
        if not name:
            paint_icon(painter, "image-off", 16, "text3", frame)

    # Qt events

    @override
    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        view, flags = option.widget, option.state
        active = view.hasFocus()
        state = State(
            chosen=bool(flags & QStyle.StateFlag.State_Selected),
            active=active,
            hover=bool(flags & QStyle.StateFlag.State_MouseOver),
            ring=active and self.keys_used and _is_current(view, index),
            echo=bool(index.data(ECHO)),
        )
        area = QRectF(option.rect)
        whole = mirrored(painter, area)
        if head := index.data(HEAD):
            area = self._draw_head(whole, area, head, state)
            if head.folded:
                return
        elif words := index.data(DAY):
            area = paint_day(whole, area, words)
        self.draw(painter, area, index.data(Qt.ItemDataRole.UserRole), state)

    @override
    def sizeHint(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        return QSize(theme.px(240), row_height(self.compact, self.kind))

    @override
    def helpEvent(
        self,
        event: QHelpEvent,
        view: QAbstractItemView,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> bool:
        row = index.data(Qt.ItemDataRole.UserRole)
        if event.type() != QEvent.Type.ToolTip or not isinstance(row, Row):
            return False
        band = QRectF(option.rect.topLeft(), QSizeF(option.rect.width(), band_height()))
        if (group := index.data(HEAD)) and band.contains(QPointF(event.pos())):
            words = tr("{keys} folds or unfolds the group.", keys=spoken("fold_group"))
            whole = escape(clean(f"{group.name} · {group.count}"))
            QToolTip.showText(event.globalPos(), f"<p>{whole}</p><p>{words}</p>", view)
            return True
        below = below_day(QRectF(option.rect), index.data(DAY))
        area = _inner(below, echo=bool(index.data(ECHO)))
        shown = self.head(row, area.width())
        left = area.left() + self._plan().text
        at = mirrored_point(QPointF(event.pos()), area)
        if shown.cut and left <= at.x() <= left + shown.end:
            whole = escape(clean(row.post.author.name[:1000]))
            QToolTip.showText(event.globalPos(), f"<p>{whole}</p>", view)
        elif self.on_badge(QPointF(event.pos()), area, row):
            words = tr("→ shows what is folded under it, ← puts it away.")
            QToolTip.showText(event.globalPos(), words, view)
        elif at.y() <= area.top() + self._plan().top + theme.line("base") and any(
            start <= at.x() - left <= end for start, end in shown.places
        ):
            words = used_words(row.used)
            QToolTip.showText(event.globalPos(), plain_tip(words[:1].upper() + words[1:]), view)
        else:
            QToolTip.hideText()
        return True


def _inner(area: QRectF, *, echo: bool) -> QRectF:
    """Return the area of a row without its indent."""
    return area.adjusted(theme.px(INDENT), 0, 0, 0) if echo else area


def _is_current(view: QWidget, index: QModelIndex | QPersistentModelIndex) -> bool:
    return isinstance(view, QAbstractItemView) and view.currentIndex().row() == index.row()


def _picture(row: Row) -> str | None:
    """Return the hash of the first picture, '' if the library lacks it, None without one."""
    for media in row.post.media:
        if media.kind in {"image", "gif"} or media.hash:
            return media.hash
    return None
