"""A form that goes through the pictures without a description, one by one."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from PySide6.QtCore import QEvent, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPainterPath, QPaintEvent, QPen, QPixmap
from PySide6.QtWidgets import (
    QCheckBox,
    QFrame,
    QHBoxLayout,
    QPlainTextEdit,
    QWidget,
)
from typing_extensions import override

from curator.gui.desk.desk import Desk
from curator.gui.look import theme
from curator.gui.look.safe_text import clean, isolated
from curator.gui.widgets import Button, Label
from curator.gui.widgets.layouts import column_in
from curator.i18n import tr, trn
from curator.insight.checks.descriptions import LONGEST, is_meaningless
from curator.library import BlockId, PostId
from curator.model import Block, Group, Image, Quote

_TALLEST, _FIELD = 220, 96
_SHOWN = 2_000


@dataclass(frozen=True, slots=True)
class Undescribed:
    """A picture without a description, or with one that says nothing."""

    hash: str
    origin: str
    """Its origin: 'Posted by Ann Lee: “Look at this”'."""

    describe: Callable[[str], object]
    now: str = ""
    """Its description, which says nothing."""

    decorate: Callable[[], object] | None = None
    """Marks it as decorative, where that is possible."""


class DescribePane(QWidget):
    """A picture, a field under it, and the next one."""

    ended = Signal()
    """All pictures are described, or the rest is left for later."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._waiting: list[Undescribed] = []
        self._at = 0
        self._count, self._said = Label(weight=600), Label("", "small", "text2", wrap=True)
        self.hint = Label("", "small", "warn", wrap=True)
        """What is amiss with the description that is being typed, or ''."""
        self.hint.hide()
        self._shown = _Shown()
        self.field = _DescriptionField()
        self.decorative = QCheckBox(tr("Decorative: it says nothing that a reader needs"))
        self.next = Button(tr("Next"), key="Ctrl Enter", kind="solid")
        self.later = Button(tr("Later"), key="Esc")
        self._build()

    def _build(self) -> None:
        acts = QHBoxLayout()
        column = column_in(self, (8, 0, 8, 12), spacing=10)
        parts = (self._count, self._shown, self._said, self.field, self.hint, self.decorative)
        for each in parts:
            column.addWidget(each)
        column.addLayout(acts)
        acts.addWidget(self.later)
        acts.addStretch()
        acts.addWidget(self.next)
        column.addStretch(1)
        self.next.clicked.connect(self._show_next)
        self.later.clicked.connect(self._end)
        self.field.finished.connect(self._show_next)
        self.field.escaped.connect(self._end)
        self.field.textChanged.connect(self._check_words)
        self.setFocusProxy(self.field)

    def open_on(self, blocks: Sequence[Block], wanted: Iterable[int]) -> bool:
        """Show the first picture without a description; tell whether there is one."""
        chosen = [block for block in blocks if block.id in set(wanted)]
        self._waiting = [each for block in chosen for each in _undescribed(self._desk, block)]
        self._at = 0
        if self._waiting:
            self._show()
        return bool(self._waiting)

    def _show(self) -> None:
        picture = self._waiting[self._at]
        self._count.setText(
            tr("Picture {at} of {count}", at=self._at + 1, count=len(self._waiting))
        )
        self._said.setText(picture.origin)
        self._shown.show_picture(self._desk.library.pictures.thumbnail(picture.hash))
        self.field.setPlainText(clean(picture.now[:_SHOWN]))
        self.field.selectAll()
        self.decorative.setChecked(False)
        self.decorative.setVisible(picture.decorate is not None)
        last = self._at + 1 == len(self._waiting)
        self.next.set_words(tr("Done") if last else tr("Next"))
        self.field.setFocus()

    def _check_words(self) -> None:
        """Say while one types if a description says nothing, or is long to listen to."""
        words, told = self.field.toPlainText(), ""
        if is_meaningless(words):
            told = tr("This is not what is to be seen. Say it in a sentence.")
        elif len(words) > LONGEST:
            told = trn(
                "{count} letter: a screen reader reads it in one go. One or two sentences do.",
                "{count} letters: a screen reader reads it in one go. One or two sentences do.",
                len(words),
            )
        self.hint.setText(told)
        self.hint.setVisible(bool(told))

    def _keep(self) -> None:
        picture, words = self._waiting[self._at], " ".join(self.field.toPlainText().split())
        if self.decorative.isChecked() and picture.decorate is not None:
            self._desk.edit(tr("Call a picture decorative"), picture.decorate)
        elif words and words != picture.now:
            self._desk.edit(tr("Describe a picture"), lambda: picture.describe(words))

    def _show_next(self) -> None:
        self._keep()
        self._at += 1
        if self._at < len(self._waiting):
            self._show()
        else:
            self.ended.emit()

    def _end(self) -> None:
        self._keep()
        self.ended.emit()


class _DescriptionField(QPlainTextEdit):
    """The field for a description; Ctrl+Enter goes on."""

    finished = Signal()
    escaped = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName(tr("Description of the picture"))
        self.setPlaceholderText(tr("What does it show, in a sentence?"))
        self.setTabChangesFocus(True)
        self.setFixedHeight(theme.px(_FIELD))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.document().setDocumentMargin(theme.px(8))

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter = QPainter(self.viewport())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(theme.colour("accent" if self.hasFocus() else "edge"), 1))
        box = QRectF(self.viewport().rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        painter.drawRoundedRect(box, 7, 7)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        held = event.modifiers() & Qt.KeyboardModifier.ControlModifier
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and held:
            self.finished.emit()
        elif event.key() == Qt.Key.Key_Escape:
            self.escaped.emit()
        else:
            super().keyPressEvent(event)

    @override
    def event(self, event: QEvent) -> bool:
        override_ = event.type() == QEvent.Type.ShortcutOverride
        if override_ and isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Escape:
            event.accept()
            return True
        return bool(super().event(event))


class _Shown(QWidget):
    """A picture, scaled to the width there is."""

    def __init__(self) -> None:
        super().__init__()
        self._pixmap = QPixmap()
        self.setAccessibleName(tr("The picture"))

    def show_picture(self, content: bytes) -> None:
        self._pixmap = QPixmap()
        self._pixmap.loadFromData(content, "PNG")
        self.setFixedHeight(self._size(self.width() or 300).height())
        self.update()

    def _size(self, width: int) -> QSize:
        if self._pixmap.isNull():
            return QSize(width, 40)
        most = QSize(width, theme.px(_TALLEST))
        size = self._pixmap.size()
        fits = size.width() <= most.width() and size.height() <= most.height()
        return size if fits else size.scaled(most, Qt.AspectRatioMode.KeepAspectRatio)

    @override
    def resizeEvent(self, event: QEvent) -> None:
        self.setFixedHeight(self._size(self.width()).height())

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHints(
            QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform
        )
        size = self._size(self.width())
        box = QRect(0, 0, size.width(), size.height())
        if self._pixmap.isNull():
            painter.setPen(theme.colour("text3"))
            painter.drawText(box, tr("The picture cannot be shown."))
            return
        shape = QPainterPath()
        shape.addRoundedRect(QRectF(box).adjusted(0.5, 0.5, -0.5, -0.5), 7, 7)
        painter.setClipPath(shape)
        painter.drawPixmap(box, self._pixmap)
        painter.setClipping(False)
        painter.setPen(QPen(theme.colour("line"), 1))
        painter.drawPath(shape)


def _undescribed(desk: Desk, block: Block) -> Iterator[Undescribed]:
    """Yield the pictures of a block that have no description."""
    if isinstance(block, Image):
        if _is_wanting(block.media.alt) and not block.decorative:
            yield _own(desk, block)
        return
    for quote in block.quotes if isinstance(block, Group) else [block]:
        if isinstance(quote, Quote):
            yield from _of_posts(desk, quote)


def _is_wanting(alt: str) -> bool:
    return not alt.strip() or is_meaningless(alt)


def _own(desk: Desk, image: Image) -> Undescribed:
    stories, id_ = desk.library.stories, BlockId(image.id)

    def describe(words: str) -> None:
        stories.keep(id_, replace(image, media=replace(image.media, alt=words)))

    return Undescribed(
        image.media.hash,
        image.caption or tr("Your own picture"),
        describe,
        image.media.alt,
        lambda: stories.keep(id_, replace(image, decorative=True)),
    )


def _of_posts(desk: Desk, quote: Quote) -> Iterator[Undescribed]:
    for post in (quote.post, *quote.rest):
        id_ = desk.library.posts.ids((post.key,)).get(post.key)
        name = post.author.name or f"@{post.author.handle}"
        said = tr(
            "Posted by {name}: “{words}”", name=isolated(name), words=" ".join(post.shown.split())
        )
        for place, media in enumerate(post.media):
            seen = media.hash and media.kind in {"image", "gif"}
            if id_ is not None and seen and _is_wanting(media.alt):
                yield Undescribed(media.hash, said, _describe(desk, id_, place), media.alt)


def _describe(desk: Desk, post: PostId, place: int) -> Callable[[str], object]:
    return lambda words: desk.library.marks.describe(post, place, words)
