"""Two to four near-identical posts side by side, with their differences highlighted."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QWidget
from typing_extensions import override

from curator.gui.desk.desk import Desk
from curator.gui.look import theme
from curator.gui.look.clock import moment_words
from curator.gui.look.safe_text import clean
from curator.gui.reading.text import PostWords
from curator.gui.widgets import Button, Elided, Label
from curator.gui.widgets.layouts import column_in
from curator.gui.widgets.overlay import Overlay
from curator.i18n import tr, trn
from curator.insight.text.differing_words import differing_words
from curator.library import PostId, Row

_LEAST, _MOST = 2, 4
_WORDS = 30


class PostComparison(Overlay):
    """A column for each post; a button stars the one to keep."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._desk: Desk | None = None
        self.columns: list[PostColumn] = []
        """The columns in order."""
        close = Button(tr("Close"), key="Esc")
        close.clicked.connect(self.dismiss)
        head = QHBoxLayout()
        self._row = QHBoxLayout()
        self._row.setSpacing(16)
        column = column_in(self.panel, (24, 18, 24, 20), spacing=12)
        column.addLayout(head)
        head.addWidget(Label(tr("Posts side by side"), "title"), 1)
        head.addWidget(close)
        column.addLayout(self._row, 1)
        self.setAccessibleName(tr("Posts side by side"))

    def open_on(self, desk: Desk, posts: Sequence[PostId]) -> None:
        """Show the selected posts; of a single one, it and its echoes."""
        chosen = list(posts)
        if len(chosen) == 1:
            group = desk.library.groups.group(chosen[0])
            chosen = [group.best, *group.rest]
        if not len(chosen) >= _LEAST:
            desk.reported.emit(tr("Choose two to four posts, or one that others repeat."))
            return
        if len(posts) > _MOST:
            desk.reported.emit(tr("Choose at most four posts to set side by side."))
            return
        self._desk = desk
        self._show(desk.library.posts.rows(chosen[:_MOST]))
        self.open()

    def _show(self, rows: Sequence[Row]) -> None:
        for column in self.columns:
            self._row.removeWidget(column)
            column.hide()
            column.deleteLater()
        words = differing_words([row.post.shown for row in rows])
        zone = self._desk.tz if self._desk else None
        self.columns = []
        for row, own in zip(rows, words, strict=True):
            column = PostColumn(row, moment_words(row.post.at.astimezone(zone)), own)
            column.starred.connect(self._star)
            self.columns.append(column)
            self._row.addWidget(column, 1)

    def _star(self, post: PostId) -> None:
        """Star a post; the others are thereby settled, and triage goes on."""
        if self._desk is not None and self._desk.decide([post], "star"):
            self.dismiss()

    @override
    def box(self, room: QRect) -> QRect:
        width = min(theme.px(250 * max(_LEAST, len(self.columns)) + 60), room.width() - 48)
        height = min(theme.px(460), room.height() - 96)
        return QRect((room.width() - width) // 2, 62, width, height)

    @override
    def _take_focus(self) -> None:
        if self.columns:
            self.columns[0].star.setFocus(Qt.FocusReason.PopupFocusReason)


class PostColumn(QWidget):
    """A post: author, time, text, what only it contains, and its counts."""

    starred = Signal(object)
    """The PostId that is to be starred."""

    def __init__(self, row: Row, when: str, own: Sequence[str]) -> None:
        super().__init__()
        post = row.post
        name = clean((post.author.name or f"@{post.author.handle}")[:200])
        words = PostWords()
        words.show_post(post)
        only = ", ".join(clean(word) for word in own[:_WORDS])
        self.differs = Label(
            tr("Only here: {words}", words=only) if own else tr("Nothing that the others lack."),
            "small", "text2", wrap=True,
        )  # fmt: skip
        likes = "" if post.likes is None else trn("{count} like", "{count} likes", post.likes)
        self.star = Button(tr("Star this one"), icon="star")
        self.star.clicked.connect(lambda: self.starred.emit(row.id))
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFrameShape(QScrollArea.Shape.NoFrame)
        area.setWidget(words)
        column = column_in(self)
        column.addWidget(Elided(name, weight=600))
        column.addWidget(Elided(" · ".join(filter(None, (when, likes))), "small", "text2"))
        column.addWidget(area, 1)
        column.addWidget(self.differs)
        column.addWidget(self.star, 0, Qt.AlignmentFlag.AlignLeft)
        self.setAccessibleName(tr("{name}, {when}", name=name, when=when))
