"""The line that says that an undo took an import back, wherever one stands."""

from __future__ import annotations

from PySide6.QtCore import Signal
from typing_extensions import override

from curator.gui.desk.history import UndoneImport
from curator.gui.look.safe_text import isolated
from curator.gui.widgets.offer_line import OfferLine
from curator.i18n import tr, trn
from curator.library import Library


class UndoneImportLine(OfferLine):
    """Names the import that is gone, with its posts, and brings it back at a press."""

    wanted = Signal(int)
    """The step to go to, which brings the import back."""

    def __init__(self) -> None:
        super().__init__(tr("Redo"), tr("Close"))
        self._gone: UndoneImport | None = None
        self.taken.connect(self._bring_back)
        self.setAccessibleName(tr("Import taken back"))

    def show_undone(self, gone: UndoneImport) -> None:
        """Say what was taken back."""
        self._gone = gone
        self.offer(
            trn(
                "Undone: {label}. {count} post is in no pane any more, and what was made of it"
                " waits for the redo.",
                "Undone: {label}. {count} posts are in no pane any more, and what was made of"
                " them waits for the redo.",
                gone.posts,
                label=isolated(gone.label),
            )
        )

    def follow(self, library: Library) -> None:
        """Go when the import is back, or cannot come back any more."""
        if self._gone is not None and not any(
            step.id == self._gone.step and step.undone for step in library.steps()
        ):
            self.clear()

    def clear(self) -> None:
        """Hide the line."""
        self._gone = None
        self.hide()

    def _bring_back(self) -> None:
        if self._gone is not None:
            self.wanted.emit(self._gone.step)

    @override
    def _leave(self) -> None:
        self._gone = None
        super()._leave()
