"""Blocks of several posts or of none: exchanges, picture walls, images, testimonials."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QEvent, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPainterPath, QPaintEvent, QPen, QPixmap, QTextCharFormat
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QLineEdit, QWidget
from typing_extensions import override

from curator.gui.canvas.post_block import PostBody, PostDisplay, full_name
from curator.gui.canvas.post_pictures import Gallery
from curator.gui.canvas.readonly_text import ReadonlyText
from curator.gui.canvas.text_edit import Field
from curator.gui.look import theme
from curator.gui.look.safe_text import isolated
from curator.gui.widgets import Choice, Label
from curator.gui.widgets.layouts import column_in
from curator.i18n import tr
from curator.model import Consent, Group, Image, Quote, Testimonial

_ASKED: tuple[Consent, ...] = ("full", "role", "withheld")
_LARGEST = QSize(660, 430)
_APART = 10
_MOST_PICTURES = 24


class GroupBody(QWidget):
    """A group of posts: as a conversation, as their pictures, or as a list of voices."""

    grew = Signal()
    above, pad = 0, 10
    text = None

    def __init__(self, telling: PostDisplay) -> None:
        super().__init__()
        self._telling = telling
        self._block: Group | None = None
        self._posts: list[PostBody] = []
        self._gallery = Gallery(_MOST_PICTURES)
        self._names = ReadonlyText("canvas", 23)
        self._names.setAccessibleName(tr("Names of those who spoke"))
        for part in (self._gallery, self._names):
            part.setParent(self)
        self._names.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    def show_block(self, block: Group) -> None:
        """Show the posts of a group."""
        self._block = block
        for post in self._posts:
            post.hide()
            post.deleteLater()
        said = block.quotes if block.kind == "exchange" else ()
        self._posts = [self._made(quote) for quote in said]
        media = tuple(m for quote in block.quotes for m in quote.post.media)
        pictured = block.kind == "gallery"
        self._gallery.show_media(media if pictured else (), self._telling.picture)
        self._gallery.setVisible(pictured)
        self._names.setVisible(block.kind == "voices")
        if block.kind == "voices":
            self._names.show_runs([(self._voices(block), QTextCharFormat())])
        self.grew.emit()

    def name(self) -> str:
        """Return the accessible name for screen readers."""
        if self._block is None:
            return ""
        names = ", ".join(full_name(quote.post.author) for quote in self._block.quotes)
        match self._block.kind:
            case "exchange":
                return tr("Exchange of {names}", names=names)
            case "gallery":
                return tr("Pictures posted by {names}", names=names)
            case "voices":
                return tr("More voices: {names}", names=names)

    def height_for(self, width: int) -> int:
        """Return the height needed at a width."""
        posts = sum(post.height_for(width) + theme.px(_APART) for post in self._posts)
        if self._block is None or self._block.kind == "exchange":
            return max(posts - theme.px(_APART), theme.px(20))
        if self._block.kind == "gallery":
            return max(self._gallery.height_for(width), theme.px(20))
        return self._names.height_for(width)

    def _made(self, quote: Quote) -> PostBody:
        body = PostBody(self._telling)
        body.setParent(self)
        body.show_block(quote)
        body.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        body.show()
        return body

    def _voices(self, block: Group) -> str:
        names = ", ".join(isolated(full_name(quote.post.author)) for quote in block.quotes)
        return tr("More voices: {names}", names=names)

    @override
    def resizeEvent(self, event: QEvent) -> None:
        self._gallery.setGeometry(self.rect())
        self._names.setGeometry(self.rect())
        top = 0
        for post in self._posts:
            height = post.height_for(self.width())
            post.setGeometry(0, top, self.width(), height)
            top += height + theme.px(_APART)


class _Line(QLineEdit):
    """A one-line field that reports its text when it loses the focus."""

    edited = Signal(str)

    def __init__(self, name: str, hint: str) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setPlaceholderText(hint)
        self._known = ""
        self.editingFinished.connect(self._emit_change)

    def show_words(self, words: str) -> None:
        """Set the text, unless the user is typing something else."""
        if not self.hasFocus() or self.text() == self._known:
            self.setText(words)
        self._known = words

    def _emit_change(self) -> None:
        if self.text() != self._known:
            self._known = self.text()
            self.edited.emit(self._known)


class ImageBody(QWidget):
    """A picture that the editor put in, with its description and its caption."""

    grew = Signal()
    kept = Signal(object)
    """The Image with a new description or caption."""

    above, pad = 0, 10
    text = None

    def __init__(self, telling: PostDisplay) -> None:
        super().__init__()
        self._telling = telling
        self._block: Image | None = None
        self._pixmap = QPixmap()
        self.description = _Line(
            tr("Description of the picture"),
            tr("Describe it for those who cannot see it"),
        )
        self.caption = _Line(tr("Caption"), tr("Caption, if it needs one"))
        self.decorative = QCheckBox(tr("Decorative"))
        self.decorative.setToolTip(tr("It says nothing that a reader needs."))
        self._fields = QWidget(self)
        first = QHBoxLayout()
        column = column_in(self._fields, spacing=theme.px(6))
        column.addLayout(first)
        first.addWidget(self.description, 1)
        first.addWidget(self.decorative)
        column.addWidget(self.caption)
        self.description.edited.connect(self._describe)
        self.caption.edited.connect(lambda words: self._keep(caption=words))
        self.decorative.clicked.connect(lambda on: self._keep(decorative=on))

    def show_block(self, block: Image) -> None:
        """Show a picture."""
        self._block = block
        self._pixmap = QPixmap()
        self._pixmap.loadFromData(self._telling.picture(block.media.hash), "PNG")
        self.description.show_words(block.media.alt)
        self.description.setEnabled(not block.decorative)
        self.caption.show_words(block.caption)
        self.decorative.setChecked(block.decorative)
        self.grew.emit()
        self.update()

    def name(self) -> str:
        """Return the accessible name for screen readers."""
        if self._block is None:
            return ""
        said = self._block.media.alt or self._block.caption
        return tr("Picture: {alt}", alt=said or tr("Picture without description"))

    def height_for(self, width: int) -> int:
        """Return the height needed at a width."""
        return self._size(width).height() + theme.px(8) + self._fields.sizeHint().height()

    def _size(self, width: int) -> QSize:
        size = self._pixmap.size()
        if size.isEmpty():
            return QSize(width, theme.px(60))
        room = QSize(min(width, _LARGEST.width()), _LARGEST.height())
        fits = size.width() <= room.width() and size.height() <= room.height()
        return size if fits else size.scaled(room, Qt.AspectRatioMode.KeepAspectRatio)

    def _describe(self, words: str) -> None:
        if self._block is not None:
            self._keep(media=replace(self._block.media, alt=words))

    def _keep(self, **changes: object) -> None:
        if self._block is not None:
            self.kept.emit(replace(self._block, **changes))  # type: ignore[arg-type]  # its own

    @override
    def resizeEvent(self, event: QEvent) -> None:
        top = self._size(self.width()).height() + theme.px(8)
        self._fields.setGeometry(0, top, self.width(), self._fields.sizeHint().height())

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHints(
            QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform
        )
        box = QRect(0, 0, self._size(self.width()).width(), self._size(self.width()).height())
        shape = QPainterPath()
        shape.addRoundedRect(QRectF(box).adjusted(0.5, 0.5, -0.5, -0.5), 7, 7)
        if self._pixmap.isNull():
            painter.setPen(theme.colour("text3"))
            flags = int(Qt.AlignmentFlag.AlignCenter)
            painter.drawText(box, flags, tr("The picture cannot be shown."))
        else:
            painter.setClipPath(shape)
            painter.drawPixmap(box, self._pixmap)
            painter.setClipping(False)
        painter.setPen(QPen(theme.colour("line"), 1))
        painter.drawPath(shape)


class _TestimonialField(Field):
    """A field for words that are not from a post; it reports them when it loses the focus."""

    def __init__(self) -> None:
        super().__init__("canvas", 24, hint=tr("What they said, in their words"))
        self.setAccessibleName(tr("Words of the testimonial"))
        self.save_when_left()


class StatementBody(QWidget):
    """A testimonial: what was said, by whom, where and when, and whether they may be named."""

    grew = Signal()
    kept = Signal(object)
    """The Testimonial as changed."""

    above, pad = 0, 10
    text = None

    def __init__(self) -> None:
        super().__init__()
        self._block: Testimonial | None = None
        self.words = _TestimonialField()
        self.words.setParent(self)
        self.who = _Line(tr("Who said it"), tr("Who"))
        self.about = _Line(tr("What they are and where from"), tr("What they are, where from"))
        self.when = _Line(tr("Where and when they said it"), tr("When"))
        self.consent = Choice(
            [tr("May be named"), tr("Without their name"), tr("Not yet asked")],
            label=tr("Consent"),
        )
        self._warning = Label("", "small", "warn", wrap=True)
        self._fields = QWidget(self)
        row = QHBoxLayout()
        column = column_in(self._fields, spacing=theme.px(6))
        column.addLayout(row)
        row.addWidget(self.who, 2)
        row.addWidget(self.about, 3)
        row.addWidget(self.when, 2)
        below = QHBoxLayout()
        column.addLayout(below)
        below.addWidget(self.consent)
        below.addWidget(self._warning, 1)
        self._wire()

    def _wire(self) -> None:
        self.words.grew.connect(self.grew)
        self.words.typed.connect(lambda words: self._keep(text=words))
        self.who.edited.connect(lambda words: self._keep(name=words))
        self.about.edited.connect(lambda words: self._keep(about=words))
        self.when.edited.connect(lambda words: self._keep(when=words))
        self.consent.chosen.connect(lambda number: self._keep(consent=_ASKED[number]))

    def show_block(self, block: Testimonial) -> None:
        """Show a testimonial."""
        self._block = block
        self.words.show_words(block.text)
        self.who.show_words(block.name)
        self.about.show_words(block.about)
        self.when.show_words(block.when)
        self.consent.choose(_ASKED.index(block.consent) if block.consent in _ASKED else 1)
        self._warning.setText(_consequence(block.consent))
        self.grew.emit()

    def name(self) -> str:
        """Return the accessible name for screen readers."""
        block = self._block
        if block is None:
            return ""
        return tr("Testimonial of {name}: {words}", name=block.name, words=block.text)

    def height_for(self, width: int) -> int:
        """Return the height needed at a width."""
        words = self.words.height_for(width - self._indent)
        return words + theme.px(8) + self._fields.sizeHint().height()

    @property
    def _indent(self) -> int:
        return 3 + theme.px(14)

    def _keep(self, **changes: object) -> None:
        if self._block is not None:
            self.kept.emit(replace(self._block, **changes))  # type: ignore[arg-type]  # its own

    @override
    def resizeEvent(self, event: QEvent) -> None:
        width = self.width() - self._indent
        words = self.words.height_for(width)
        self.words.setGeometry(self._indent, 0, width, words)
        height = self._fields.sizeHint().height()
        self._fields.setGeometry(self._indent, words + theme.px(8), width, height)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        bar = QRect(0, 0, 3, self.height())
        QPainter(self).fillRect(bar, theme.colour("line2"))


def _consequence(consent: Consent) -> str:
    """Return what a consent choice means for the published page, if anything."""
    match consent:
        case "withheld":
            return tr("Stays out of every export until they agree.")
        case "role" | "handle":
            return tr("Printed without their name.")
        case "full":
            return ""
