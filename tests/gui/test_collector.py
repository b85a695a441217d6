"""What is forgotten goes on the window's thread, and at no other moment."""

from __future__ import annotations

import gc
import threading
import weakref
from pathlib import Path

import shiboken6
from PySide6.QtWidgets import QApplication, QWidgetItem
from pytestqt.qtbot import QtBot

from curator.gui.desk.desk import Desk
from curator.gui.people.form import PersonForm
from curator.gui.window.collector import Collector
from curator.readers.kit.archive.read_options import ReadOptions


class Forgotten:
    """Something in a reference cycle that tells on which thread it went."""

    def __init__(self, went_on: list[int]) -> None:
        self.itself = self
        weakref.finalize(self, lambda: went_on.append(threading.get_ident()))


def test_what_a_worker_forgets_is_collected_on_the_windows_thread(
    qapp: QApplication, qtbot: QtBot
) -> None:
    went_on: list[int] = []

    def forget() -> None:
        Forgotten(went_on)
        for _ in range(50_000):
            many: list[list[object]] = [
                []
            ]  # as much as makes the automatic collector run many times
            many[0].append(many)

    collector = Collector(qapp)
    worker = threading.Thread(target=forget)
    worker.start()
    worker.join()
    assert went_on == []
    qtbot.waitUntil(lambda: went_on == [threading.get_ident()])
    collector.deleteLater()


def test_an_import_leaves_the_collector_as_it_is(desk: Desk, archive: Path, qtbot: QtBot) -> None:
    seen: list[object] = []
    job = desk.tasks.import_archive(archive, ReadOptions())
    job.progressed.connect(lambda _: seen.append((gc.isenabled(), gc.get_threshold())))
    with qtbot.waitSignal(job.done):
        pass
    assert set(seen) == {(False, gc.get_threshold())}


def test_fields_that_are_placed_anew_leave_no_python_object_of_their_place(
    desk: Desk, qtbot: QtBot
) -> None:
    form = PersonForm(desk)
    qtbot.addWidget(form)
    for width in (900, 300):
        form.resize(width, 600)
        form.fit(600, alone=True)
    every = shiboken6.getAllValidWrappers()
    places = [each.widget() for each in every if isinstance(each, QWidgetItem)]
    assert not {*form.fields.values(), *form.choices.values()}.intersection(places)
