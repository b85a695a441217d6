"""The middle pane of Publish: the preview, and a header with its display options."""

from __future__ import annotations

from base64 import b64encode
from html import escape

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget
from typing_extensions import override

from curator.gui.look import theme
from curator.gui.look.safe_text import plain_tip
from curator.gui.preview.preview import Preview
from curator.gui.widgets import Button, Elided, Segments
from curator.gui.widgets.layouts import column_in
from curator.i18n import decimal, grouped, tr, trn
from curator.work import Draft
from curator.writers import TEMPLATES, Writer, look_of, target_name

_POLICY = QSizePolicy.Policy
_LOOK_FROM, _NAME_FROM = 500, 700
"""Widths from which there is room for the button of the look, and for its name."""

_OF_OTHERS = {".docx", ".pdf", ".png"}
"""Files that other programs show."""

_PICTURES = {".png", ".jpg", ".svg"}
_KILO = 1_000
_SUMMARY_FROM = 720
"""Width from which there is room for the file's size."""


class PreviewPane(QWidget):
    """Title, size, width and colours; below it the preview."""

    checks_asked = Signal()
    """The summary of the checks was pressed, where they have no pane of their own."""

    look_asked = Signal()
    """The target's look is to be changed."""

    def __init__(self) -> None:
        super().__init__()
        self.title = Elided(weight=600)
        self.about = Elided(style="small", colour="text3")
        """The target, its size, and its network access."""
        self.to_look_at = Button(tr("What to look at"), kind="link", icon="triangle-alert")
        self.width_switch = Segments([tr("Wide"), tr("Phone")], height=26, label=tr("Width"))
        self.look_switch = Segments([tr("Light"), tr("Dark")], height=26, label=tr("Colours"))
        self.look_switch.choose(int(theme.is_dark()))
        self.look = Button(tr("Look…"), icon="pencil", kind="flat")
        self.preview = Preview()
        self._beside = self._has_look = False
        self._summary = ""
        self._lay_out()
        self.width_switch.chosen.connect(self._show_as)
        self.look_switch.chosen.connect(self._show_as)
        self.to_look_at.clicked.connect(self.checks_asked)
        self.look.clicked.connect(self.look_asked)
        self.to_look_at.hide()
        self.setFocusProxy(self.preview)

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(10)
        self._column = column_in(self, (14, 10, 14, 14), spacing=10)
        self._column.addLayout(head)
        head.addStrut(theme.px(28))
        head.addWidget(self.title, 1)
        # of both, the title is the one that the editor knows
        self.about.setSizePolicy(_POLICY.Minimum, _POLICY.Preferred)
        head.addWidget(self.about)
        head.addWidget(self.to_look_at)
        head.addWidget(self.look)
        head.addWidget(self.width_switch)
        head.addWidget(self.look_switch)
        self._column.addWidget(self.preview, 1)
        self.setAccessibleName(tr("Preview"))

    def show_draft(self, writer: Writer, made: Draft) -> None:
        """Show the draft of a story for a target."""
        page = writer.SUFFIX == ".html"
        if page:
            self.preview.show_page(made.content)
        elif made.pages:
            self.preview.show_page(_sheets(made))
        elif writer.SUFFIX in _OF_OTHERS:
            self.preview.show_sentence(
                tr(
                    "{target} is for another program. Open it there to look at it, or save it.",
                    target=tr(writer.TITLE),
                ),
                verb=_verb(writer.SUFFIX),
            )
        else:
            self.preview.show_text(made.content.decode("utf-8", "replace"))
        self.title.setText(" ".join(made.story.title.split()))
        self.about.setText(_about(writer, made))
        self.look.set_words(tr("Own look…") if look_of(made.writer) else tr("Look…"))
        self._has_look = target_name(writer) in TEMPLATES
        self._fit_look()
        self.width_switch.setVisible(page and self.preview.is_page)
        self.look_switch.setVisible(page and self.preview.has_dark)

    def show_outdated(self, *, counting: bool = True) -> None:
        """Say that what is shown is from before a change, and whether a new one is coming."""
        old = tr("This is the preview from before.")
        self.about.setText(tr("Counting… This is the preview from before.") if counting else old)

    def show_sentence(self, sentence: str) -> None:
        """Show a message in place of the preview."""
        self.preview.show_sentence(sentence)
        self.title.setText("")
        self.about.setText("")
        self._has_look = False
        self._fit_look()
        self.width_switch.hide()
        self.look_switch.hide()

    def show_summary(self, summary: str, *, look: bool) -> None:
        """Show the summary of the checks, where they have no pane of their own."""
        self._summary = summary
        self.to_look_at.set_words(summary or tr("What to look at"))
        self.to_look_at.redraw_as("triangle-alert" if look else "check")
        self.to_look_at.setVisible(self._beside and bool(summary))

    def embed(self, checks: QWidget, saving: QWidget) -> None:
        """Take the checks in under the header, and the save buttons at the bottom."""
        self._beside = True
        self._column.insertWidget(1, checks, 1)
        self._column.addWidget(saving)
        self.to_look_at.setVisible(bool(self._summary))

    def release(self) -> None:
        """Give the checks back to their own pane."""
        self._beside = False
        self.to_look_at.hide()

    def turn_width(self) -> None:
        """Show the page in the width of a screen, or of a phone."""
        self.width_switch.choose(1 - self.width_switch.number)
        self._show_as()

    def turn_colours(self) -> None:
        """Show the page light, or dark, if it has colours for both."""
        if self.preview.has_dark:
            self.look_switch.choose(1 - self.look_switch.number)
            self._show_as()

    def _show_as(self, _number: int = 0) -> None:
        self.preview.show_as(wide=self.width_switch.number == 0, dark=self.look_switch.number == 1)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.about.setVisible(self.width() >= theme.px(_SUMMARY_FROM))
        self._fit_look()

    def _fit_look(self) -> None:
        """Show the button of the look with its name, without, or leave it to the menu."""
        room = self.width()
        self.look.setVisible(self._has_look and room >= theme.px(_LOOK_FROM))
        self.look.bare(on=room < theme.px(_NAME_FROM))
        self.look.setToolTip(plain_tip(tr("Colour, font and template of this target")))


def _verb(suffix: str) -> str:
    """Return the label of the button that opens a file in its own program."""
    if suffix == ".docx":
        return tr("Open in Word or LibreOffice")
    return tr("Open the PDF") if suffix == ".pdf" else tr("Open the picture")


def _sheets(made: Draft) -> bytes:
    """Return a page for the preview that shows the pages of a document, or cards."""
    sheets = "".join(
        f'<img src="data:image/png;base64,{b64encode(each).decode()}" alt="{number}">'
        for number, each in enumerate(made.pages, start=1)
    )
    more = made.page_count - len(made.pages)
    rest = trn("{count} more page is in the file.", "{count} more pages are in the file.", more)
    return (
        "<!doctype html><meta charset=utf-8><style>"
        "body{margin:24px;background:#8a8f8f;font:16px sans-serif;color:#111}"
        "img{display:block;max-width:100%;margin:0 auto 24px;box-shadow:0 1px 6px #0006}"
        f"</style>{sheets}{f'<p>{escape(rest)}</p>' if more else ''}"
    ).encode()


def _about(writer: Writer, made: Draft) -> str:
    parts = [tr(writer.TITLE), _size(made.size)]
    if beside := len(made.files) - 1:
        if all(path.suffix in _PICTURES for path, _ in made.files[1:]):
            parts.append(trn("{count} picture beside it", "{count} pictures beside it", beside))
        else:
            parts.append(trn("{count} file beside it", "{count} files beside it", beside))
    if writer.SUFFIX == ".html" and not made.asks:
        parts.append(tr("no request to anywhere"))
    return " · ".join(parts)


def _size(count: int) -> str:
    if count < _KILO * _KILO:
        return tr("{size} kB", size=grouped(max(1, round(count / _KILO))))
    return tr("{size} MB", size=decimal(count / _KILO / _KILO))
