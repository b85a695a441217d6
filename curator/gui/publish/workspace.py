"""The Publish workspace: choose a target, see the exact result, copy or save it."""

from __future__ import annotations

import json
from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import QTemporaryDir, QTimer, QUrl, Signal
from PySide6.QtGui import QDesktopServices, QGuiApplication, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QSplitter, QWidget
from typing_extensions import override

from curator.errors import CuratorError, LookError, StoryGoneError
from curator.gui.commands.functions import Function, run
from curator.gui.commands.keymap import hint, spoken
from curator.gui.desk.desk import Desk
from curator.gui.desk.latest import Latest
from curator.gui.look import theme
from curator.gui.look.safe_text import isolated
from curator.gui.preview.preview import blocks_quoting
from curator.gui.publish.checks import CheckList
from curator.gui.publish.clipboard import ClipboardContent, clipping, clipping_to_upload
from curator.gui.publish.describe import DescribePane
from curator.gui.publish.look_pane import LookPane
from curator.gui.publish.preview_pane import PreviewPane
from curator.gui.publish.save import SaveCommand
from curator.gui.publish.targets import TargetList
from curator.gui.widgets.layouts import column_in
from curator.i18n import tr, trn
from curator.insight.checks.finding import Finding
from curator.library import Changes
from curator.work import Draft, is_worked_out
from curator.work.looks import keep_look, own_look, tried
from curator.work.publish_kit import EVERYTHING, KIT
from curator.writers import TEMPLATES, Writer, dressed, look_of, target_name
from curator.writers.kit.look import OwnLook

_USED = "targets used"
_BESIDE = frozenset({"story_versions", "publications", "searches"})
"""Tables of which a change leaves what is published as it is."""

_OF_THE_DRAFT = frozenset({"copy", "save", "save_elsewhere", "save_kit"})
"""Commands that wait until the draft is there."""

REST = 300
"""Milliseconds after an edit until the preview is updated."""

_NAMES_ONLY, _NARROW = 1099, 999
_WIDTHS = [236, 844, 360]


class PublishWorkspace(QWidget):
    """Targets at the left, the preview in the middle, the checks at the right."""

    wanted = Signal(str, object)
    """Another workspace is to be shown, by name, at a block's id."""

    hinted = Signal()
    """Something else is shown: other keys may help."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._latest = Latest(self)
        self._draft: Draft | None = None
        self._stale = True
        self._counting = False
        """Whether the preview waits until the posts are analysed anew."""
        self._folder: QTemporaryDir | None = None
        self.targets = TargetList()
        self.middle = PreviewPane()
        self.checks = CheckList()
        self.describing = DescribePane(desk)
        self.looking = LookPane()
        self.saving = SaveCommand(desk)
        self._right = QWidget()
        self._split = QSplitter()
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(REST)
        self._slow = QTimer(self)
        self._slow.setSingleShot(True)
        self._slow.setInterval(REST)
        self._wish = ""
        """The command to run once the draft is there."""
        self._tried: OwnLook | None = None
        """The look that is being typed; None: the one that is kept."""
        self._dressed: Writer = self.targets.writer
        self._lay_out()
        self._wire()

    def _lay_out(self) -> None:
        self.describing.hide()
        self.looking.hide()
        self._column = column_in(self._right, spacing=0)
        self._column.addWidget(self.checks, 1)
        self._column.addWidget(self.saving)
        for widget, least in ((self.targets, 180), (self.middle, 420), (self._right, 280)):
            widget.setMinimumWidth(least)
            self._split.addWidget(widget)
        self._split.setChildrenCollapsible(False)
        self._split.setHandleWidth(1)
        for number, share in enumerate((0, 1, 0)):
            self._split.setStretchFactor(number, share)
        self._split.setSizes(_widths(self._desk.library.recall("publish widths")))
        outer = column_in(self)
        outer.addWidget(self._split)

    def _wire(self) -> None:
        self._latest.answered.connect(self._built)
        self._latest.failed.connect(self._show_failure)
        self._rest.timeout.connect(self._build)
        self._slow.timeout.connect(lambda: self.middle.show_sentence(tr("The preview is coming…")))
        self._desk.changed.connect(self._changed)
        self._desk.story_changed.connect(self._other_story)
        self._desk.closing.connect(self.middle.preview.end)
        self._desk.jobs.current_changed.connect(self._task_changed)
        self.targets.chosen.connect(self._target)
        self.checks.asked.connect(self._show_finding)
        self.describing.ended.connect(lambda: self.checks.turn_to(None))
        self.looking.changed.connect(self._try)
        self.looking.ended.connect(self._end_look)
        self.middle.look_asked.connect(self._ask_look)
        self.saving.copied.connect(self._copy)
        self.saving.written.connect(self._saved)
        self.middle.preview.quote_pressed.connect(self._show_quote)
        self.middle.preview.link_pressed.connect(self._report_link)
        self.middle.preview.left.connect(self.targets.setFocus)
        self.middle.preview.browser_asked.connect(self._open_in_browser)
        self.middle.checks_asked.connect(self._unfold_checks)
        self._split.splitterMoved.connect(self._remember_widths)

    # Interface to the window

    def perform(self, name: str) -> bool:
        """Run a command; tell whether it is one of this workspace's."""
        return run(self.command(name))

    def command(self, name: str) -> Function | None:
        """Return what a command does; with a draft that is still being made, it waits for it."""
        if name in _OF_THE_DRAFT and self._draft is None and self._desk.story is not None:
            return partial(self._wait_for_draft, name)
        functions: dict[str, Function] = {
            "copy": self._copy,
            "save": self.saving.begin,
            "save_elsewhere": self.saving.begin_elsewhere,
            "save_kit": partial(self.saving.begin_folder, KIT),
            "save_all": partial(self.saving.begin_folder, EVERYTHING),
            "next_target": self.targets.next,
            "wide_phone": self.middle.turn_width,
            "light_dark": self.middle.turn_colours,
            "look": self._ask_look,
        }
        return functions.get(name)

    def _wait_for_draft(self, name: str) -> None:
        self._wish = name

    def panes(self) -> list[QWidget]:
        """Return the panes in reading order."""
        return [self.targets, self.middle, self.checks, self.saving.save]

    def hints(self) -> list[tuple[str, str]]:
        """Return keys and what they do here."""
        shown = [(hint("next_target"), tr("next target"))]
        if self.middle.preview.has_dark:
            shown.insert(0, (hint("light_dark"), tr("light or dark")))
        if self.middle.preview.is_page:
            shown.insert(0, (hint("wide_phone"), tr("wide or phone")))
        return shown

    def start(self) -> None:
        """Give the focus to the target last used for this story."""
        self.targets.used(self._desk.library.recall(_USED).split())
        self.targets.choose(self._desk.library.recall(f"target {self._desk.story}"))
        self.targets.setFocus()
        if self._stale:
            self._build()

    # Making the draft

    def _changed(self, tables: Changes) -> None:
        if tables <= _BESIDE:
            return
        self._stale = True
        self._drop()
        if self.isVisible():
            self._rest.start()

    def _other_story(self, _story: object) -> None:
        self._wish = ""
        self.checks.turn_to(None)
        self._changed(frozenset({"stories"}))
        if self._desk.story is None and self.isVisible():
            self._build()  # which says so, at once

    def _drop(self) -> None:
        """Drop a draft that is no longer what would be published, so that it is not saved.

        One that is being made is not waited for: its story may be gone.
        """
        self._latest.drop()
        self._draft = None
        self.saving.show_draft(self.targets.writer, None)

    def _target(self, writer: Writer) -> None:
        if self._desk.story is not None:
            self._desk.library.remember(f"target {self._desk.story}", target_name(writer))
        self._wish = ""
        self._stale = True
        self._end_look()
        self._drop()
        if self.isVisible():
            self._slow.start()  # first: with no story to wait for, it is stopped at once
            self._build()

    def _build(self) -> None:
        """Write the story into memory in the background, and show the result."""
        self._rest.stop()
        self._stale = self._counting = False
        self._latest.drop()
        story, writer = self._desk.story, self._writer()
        if story is None:
            self._show_nothing()
            return
        if self._is_analysing():
            self._wait_for_figures()
            return
        if self.middle.preview.is_blank:
            self.middle.show_sentence(tr("The preview is coming…"))
        elif self._draft is None and not self._slow.isActive():  # or it is of another target
            self.middle.show_outdated()
            self._show_counting()
        path, name = self._desk.library.path, self.saving.name_for(writer)
        self._latest.ask(self._desk, lambda: tried(path, story, writer, name))

    def _is_analysing(self) -> bool:
        """Tell whether echoes, chats and answers are found anew: until then figures are wrong."""
        return self._desk.jobs.current is not None and not is_worked_out(self._desk.library)

    def _wait_for_figures(self) -> None:
        """Keep what is shown, and say that it is from before and is counted anew."""
        self._stale = self._counting = True
        if self._slow.isActive() or self.middle.preview.is_blank:  # or it is of another target
            self.middle.show_sentence(tr("Counting…"))
        else:
            self.middle.show_outdated()
        self._slow.stop()
        self._show_counting()

    def _show_counting(self) -> None:
        """Say that what there is to look at is from before, too."""
        self.checks.show_counting()
        self.middle.show_summary(self.checks.summary, look=False)

    def _show_findings(self, findings: Sequence[Finding]) -> None:
        self.checks.show_findings(findings)
        self.middle.show_summary(self.checks.summary, look=bool(self.checks.to_look_at))

    def _task_changed(self, _job: object) -> None:
        """Go on when the analysis has ended, even if it was cancelled or changed nothing."""
        if self._counting and self.isVisible():
            self._rest.start()

    def _writer(self) -> Writer:
        """Return the target in its look, the same object as long as that stays."""
        plain = self.targets.writer
        name = target_name(plain)
        made = dressed(plain, own_look(name) if self._tried is None else self._tried)
        was = self._dressed
        same = target_name(was) == name and look_of(was) == look_of(made)
        self._dressed = was if same else made
        return self._dressed

    def _built(self, made: Draft | LookError) -> None:
        if isinstance(made, LookError):
            self._slow.stop()
            self._show_fault(made)
            return
        if made.story.id != self._desk.story or made.writer is not self._dressed:
            return  # another target or story was selected meanwhile
        if self._is_analysing():
            self._wait_for_figures()
            return
        self._keep_look()
        self._draft = made
        self._slow.stop()
        self._show_findings(made.findings)
        self.saving.show_draft(made.writer, made)
        if self.middle.preview.is_blank:
            # the engine takes a second to start; the checks are shown before it
            self.window().repaint()
        self.middle.show_draft(made.writer, made)
        self.hinted.emit()
        wish, self._wish = self._wish, ""
        if wish:
            self.perform(wish)

    def _show_failure(self, error: CuratorError) -> None:
        """Say in place of the preview why there is none; the story may just be gone."""
        self._slow.stop()
        if not isinstance(error, StoryGoneError):
            self._show_findings(self.checks.findings)
            self.middle.show_sentence(str(error))

    def _show_nothing(self) -> None:
        self._slow.stop()
        self._draft = None
        self.middle.show_sentence(
            tr(
                "There is nothing to publish yet. Press {keys} to start a story.",
                keys=spoken("story"),
            )
        )
        self.checks.show_findings(())
        self.middle.show_summary("", look=False)
        self.saving.show_draft(self.targets.writer, None)

    # The look of a target

    def _ask_look(self) -> None:
        """Show the look of the target beside the preview."""
        writer = self.targets.writer
        if target_name(writer) not in TEMPLATES:
            said = tr("The site or program that shows this target gives it its look.")
            self._desk.reported.emit(said)
            return
        self.looking.open_on(writer, own_look(target_name(writer)))
        self.checks.turn_to(self.looking)
        self.checks.show()
        self.looking.setFocus()

    def _try(self, look: OwnLook) -> None:
        """Show the story in a look that is being typed."""
        self._tried = look
        self._drop()
        self._build()

    def _keep_look(self) -> None:
        """Keep the look that was tried, for it works."""
        if self._tried is None:
            return
        try:
            keep_look(target_name(self.targets.writer), self._tried)
        except CuratorError as error:
            self.looking.show_remark(str(error), wrong=True)
            return
        original = tr("This is the look as it comes with Curator.")
        kept = tr("Kept, for every library, for kits and for the command line.")
        self.looking.show_remark(kept if self._tried.values else original)

    def _show_fault(self, error: LookError) -> None:
        """Say what is wrong with a look where it is typed; its story is as it was."""
        self.middle.show_outdated(counting=False)
        self._show_findings(self.checks.findings)
        if self.looking.isHidden():
            self._ask_look()
        self.looking.show_remark(
            tr("{why} The look is kept once it works.", why=str(error)), wrong=True
        )

    def _end_look(self) -> None:
        """Close the look; what does not work is given up for what is kept."""
        was, self._tried = self._tried, None
        self.checks.turn_to(None)
        if was is not None and was != own_look(target_name(self._dressed)):
            self._build()

    # Following findings

    def _show_finding(self, finding: Finding) -> None:
        """Go where a finding can be resolved: descriptions are written here, all else in Story."""
        describing = finding.verb == "describe"
        if describing and self.describing.open_on(self._desk.blocks(), finding.blocks):
            self.checks.turn_to(self.describing)
            return
        self.wanted.emit("story", finding.blocks[0])

    def _show_quote(self, number: int) -> None:
        blocks = self._draft.story.blocks if self._draft else ()
        quotes = blocks_quoting(blocks)
        if number < len(quotes):
            self.wanted.emit("story", quotes[number])

    def _report_link(self, address: str) -> None:
        self._desk.reported.emit(
            tr("Leads to {address}. Links open from the saved file.", address=isolated(address))
        )

    # Copying and the browser

    def _copy(self) -> None:
        if self._draft is None or self._draft.stops:
            return
        story, writer, content = self._draft.story, self._draft.writer, self._draft.content
        if self.saving.inside.isVisible() and not self.saving.inside.isChecked():
            folder = self._desk.library.path.absolute().parent / tr("Pictures to upload")
            job = self._desk.tasks.read(lambda: clipping_to_upload(story, folder))
        else:
            job = self._desk.tasks.read(lambda: clipping(story, writer, content))
        job.done.connect(self._copied)

    def _note_use(self) -> None:
        """Remember the targets last used, for all stories."""
        library, name = self._desk.library, target_name(self.targets.writer)
        used = [name, *(each for each in library.recall(_USED).split() if each != name)]
        library.remember(_USED, " ".join(used[:3]))

    def _saved(self) -> None:
        self._note_use()
        if self._draft and self._draft.name != self.saving.name_for(self._draft.writer):
            self._build()  # what is beside the file is called after it

    def _copied(self, clip: ClipboardContent) -> None:
        QGuiApplication.clipboard().setMimeData(clip.mime())
        self._note_use()
        if not clip.pictures:
            self._desk.reported.emit(tr("Copied. Paste it into your editor."))
            return
        self._desk.reported.emit(
            trn(
                "Copied. {count} picture to upload, saved in {folder}.",
                "Copied. {count} pictures to upload, saved in {folder}, in this order.",
                clip.pictures,
                folder=isolated(str(clip.folder)),
            )
        )

    def _open_in_browser(self) -> None:
        if self._draft is None:
            return
        if self._folder is None:
            self._folder = QTemporaryDir()
        file = Path(self._folder.path(), self._draft.files[0][0])
        file.write_bytes(self._draft.content)
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(file)))

    # Layout

    def _arrange(self) -> None:
        """Where there is little room, move the checks under the preview's header."""
        self.targets.names_only(on=self.width() <= theme.px(_NAMES_ONLY))
        narrow = self.width() <= theme.px(_NARROW)
        if narrow == self._right.isHidden():
            return
        self._right.setVisible(not narrow)
        if narrow:
            self.middle.embed(self.checks, self.saving)
            self.checks.hide()
        else:
            self.middle.release()
            self._column.addWidget(self.checks, 1)
            self._column.addWidget(self.saving)
            self.checks.show()

    def _unfold_checks(self) -> None:
        self.checks.setVisible(self.checks.isHidden())
        if self.checks.isVisible():
            self.checks.setFocus()

    def _remember_widths(self) -> None:
        if not self._right.isHidden():
            self._desk.library.remember("publish widths", json.dumps(self._split.sizes()))

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.saving.refresh()
        if self._stale:
            self._rest.start()


def _widths(remembered: str) -> list[int]:
    """Return the remembered widths of the panes, or the defaults."""
    try:
        known: Any = json.loads(remembered)
        widths = [int(width) for width in known]
    except (ValueError, TypeError):
        return _WIDTHS
    return widths if len(widths) == len(_WIDTHS) else _WIDTHS
