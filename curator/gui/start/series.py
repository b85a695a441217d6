"""Series of chats: knowledge from earlier libraries, offered and carried over."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from curator import work
from curator.errors import CuratorError
from curator.gui.desk.desk import Desk
from curator.gui.desk.paths import SUFFIX
from curator.gui.look.safe_text import isolated
from curator.gui.widgets.offer_line import OfferLine
from curator.i18n import tr, trn
from curator.library import ARCHIVE

if TYPE_CHECKING:
    from curator.work import Carried

_OFFERED = "carrying over offered"
_CHANGED = ARCHIVE | {"standings", "tags", "post_tags", "titles"}


class Proposal(OfferLine):
    """A line across the top that offers, once, to carry over from earlier libraries."""

    carried = Signal(object)
    """The Paths of the libraries to carry over from."""

    def __init__(self) -> None:
        super().__init__(tr("Carry over"), tr("Not now"))
        self._paths: list[Path] = []
        self.taken.connect(lambda: self.carried.emit(self._paths))

    def consider(self, desk: Desk, recent: Sequence[Path]) -> None:
        """Check, once for each library, whether recent libraries belong to the same series."""
        own = desk.library.path.absolute()
        others = [path for path in recent if path.absolute() != own]
        if others and not desk.library.recall(_OFFERED):
            job = desk.tasks.read(lambda: work.same_series(own, others))
            job.done.connect(lambda found: self._offer(desk, found))

    def _offer(self, desk: Desk, found: list[Path]) -> None:
        if desk.jobs.is_stopped or not found:
            return
        desk.library.remember(_OFFERED, "1")
        self._paths = found
        names = ", ".join(isolated(path.stem) for path in found[:3])
        sentence = trn(
            "An earlier chat of this series is here, {names}. Carry over people, tags and who"
            " is new?",
            "{count} earlier chats of this series are here: {names}. Carry over people, tags and"
            " who is new?",
            len(found),
            names=names,
        )
        self.offer(sentence)


def ask_for_earlier(window: QWidget, desk: Desk) -> None:
    """Ask for earlier libraries, and carry over from them."""
    box = QFileDialog(
        window, tr("Carry over from another library"), str(desk.library.path.absolute().parent)
    )
    box.setFileMode(QFileDialog.FileMode.ExistingFiles)
    box.setNameFilters([tr("Curator libraries (*{end})", end=SUFFIX)])
    box.filesSelected.connect(lambda names: carry_over(desk, [Path(name) for name in names]))
    box.finished.connect(box.deleteLater)
    box.open()


def carry_over(desk: Desk, earlier: Sequence[Path]) -> None:
    """Carry over from libraries, the latest chat first, as one step."""
    path = desk.library.path
    chosen = [each for each in earlier if each.absolute() != path.absolute()]
    if not chosen:
        sentence = tr("This is the library that is open. Choose one of an earlier chat.")
        desk.fail(CuratorError(sentence))
        return
    job = desk.tasks.start(lambda: work.carry_from(path, chosen), tr("Carrying over"))
    job.done.connect(lambda came: _report_carried(desk, came))


def _report_carried(desk: Desk, came: Carried) -> None:
    if not desk.jobs.is_stopped:
        desk.library.changed(_CHANGED)
        desk.reported.emit(work.carried_words(came))
