"""The guide through a first recap on the sample chat: five steps, each told in one line."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import Signal
from typing_extensions import override

from curator.gui.commands.keymap import spoken
from curator.gui.widgets import Label
from curator.gui.widgets.offer_line import OfferLine
from curator.i18n import tr


@dataclass(frozen=True, slots=True)
class GuideStep:
    """One step: what to do, and the commands that do it."""

    words: str
    does: frozenset[str]


def guide_steps() -> tuple[GuideStep, ...]:
    """Return the steps in order, with the keys as they are in use."""
    return (
        GuideStep(
            tr(
                "Decide about a post: {star} stars it, {reject} rejects it, {next} goes to the"
                " next undecided one. {undo} takes anything back.",
                star=spoken("star"),
                reject=spoken("reject"),
                next=spoken("next_undecided"),
                undo=spoken("undo"),
            ),
            frozenset({"star", "reject", "star_best"}),
        ),
        GuideStep(
            tr(
                "Find what you look for: {search} goes to the search. Type a word, or"
                " has:media for posts with pictures. {clear} shows all posts again.",
                search=spoken("search"),
                clear=spoken("clear_search"),
            ),
            frozenset({"search"}),
        ),
        GuideStep(
            tr(
                "Let Curator make a first draft: {cut} puts the best answers under each question,"
                " every quote as it was posted.",
                cut=spoken("rough_cut"),
            ),
            frozenset({"rough_cut"}),
        ),
        GuideStep(
            tr(
                "Make it yours: {up} and {down} move a block, {text} begins a text between the"
                " quotes, {remove} takes a block out.",
                up=spoken("move_up"),
                down=spoken("move_down"),
                text=spoken("new_text"),
                remove=spoken("remove_block"),
            ),
            frozenset({"move_up", "move_down", "new_text", "remove_block", "swap"}),
        ),
        GuideStep(
            tr(
                "{publish} shows the page as readers will get it, and what deserves a look first."
                " {help} helps in every pane, {keys} shows all keys.",
                publish=spoken("publish"),
                help=spoken("help"),
                keys=spoken("keys"),
            ),
            frozenset({"publish"}),
        ),
    )


class Guide(OfferLine):
    """Tells one step at a time; doing it, or “Next”, goes on to the next one.

    It takes no focus and covers nothing: whoever knows better simply works on.
    """

    finished = Signal()
    """It was gone through or skipped, and should not come of itself again."""

    def __init__(self) -> None:
        super().__init__(tr("Next"), tr("Skip the guide"), solid=False, below=True)
        self._steps: tuple[GuideStep, ...] = ()
        self._at = 0
        self._number = Label("", weight=600)
        self._row.insertWidget(0, self._number)
        self.setAccessibleName(tr("Guide"))
        self.left.connect(self.finished)

    @property
    def step(self) -> int:
        """The number of the step that is shown, from 1; 0 if the guide is not shown."""
        return 0 if self.isHidden() else self._at + 1

    def begin(self) -> None:
        """Show the first step."""
        self._steps = guide_steps()
        self._show_step(0)

    def note(self, command: str) -> None:
        """Go on if a command that was done is what the present step asks for, or the next one."""
        if not self.step:
            return
        for number, step in list(enumerate(self._steps))[self._at : self._at + 2]:
            if command in step.does:
                self._at = number
                self._take()
                return

    @override
    def _take(self) -> None:
        if self._at + 1 < len(self._steps):
            self._show_step(self._at + 1)
        else:
            self.hide()
            self.finished.emit()

    def _show_step(self, step: int) -> None:
        self._at = step
        last = step + 1 == len(self._steps)
        self.take.set_words(tr("Done") if last else tr("Next"))
        self.leave.setVisible(not last)
        self._number.setText(tr("{number} of {all}", number=step + 1, all=len(self._steps)))
        self.offer(self._steps[step].words)
