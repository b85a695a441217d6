"""A series of chats in the window: what the last one knows is offered and carried over."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from curator.gui.desk.desk import Desk
from curator.gui.start.series import Proposal, carry_over
from curator.gui.window.preferences import Preferences
from curator.gui.window.window import Window
from curator.library import Library, Query
from curator.model import Span
from tests.conftest import post, take_in

pytestmark = pytest.mark.qt_log_ignore("plugin does not support")  # there is no screen


def chat(path: Path, hashtag: str, *handles: str) -> Path:
    """Make a library of a chat in which each says one thing."""
    text = f"hello #{hashtag}"
    with Library(path, make=True) as library:
        spans = (Span("hashtag", 6, len(text), hashtag),)
        take_in(library, [post(n, text, h, spans=spans) for n, h in enumerate(handles, 1)])
    return path


@pytest.fixture
def march(tmp_path: Path) -> Path:
    """Return the library of an earlier chat, in which ann is known."""
    path = chat(tmp_path / "march.curator", "Hook", "ann", "bob")
    with Library(path) as library, library.edit("Describe"):
        library.people.change(library.people.called("ann"), role="Mayor")
        library.marks.tag(library.posts.find(Query()), "insight")
    return path


def desk_of(window: Window) -> Desk:
    desk = window.findChild(Desk)
    assert isinstance(desk, Desk)
    return desk


def test_it_is_offered_once_where_the_last_chat_is_known(
    qtbot: QtBot, window: Window, preferences: Preferences, march: Path, tmp_path: Path
) -> None:
    other = chat(tmp_path / "other.curator", "Else", "ann")
    for path in (march, other, tmp_path / "gone.curator"):
        preferences.remember(path)
    window.open(chat(tmp_path / "april.curator", "hook", "ann", "cy"))
    desk = desk_of(window)
    proposal = window.findChild(Proposal)
    assert isinstance(proposal, Proposal)
    proposal.consider(desk, preferences.recent)
    qtbot.waitUntil(proposal.isVisible)
    assert "march" in proposal.sentence
    assert "other" not in proposal.sentence
    with qtbot.waitSignal(desk.reported) as told:
        proposal.take.click()
    assert told.args == ["1 returning, 1 new; 1 person filled in, 1 tag added."]
    (ann,) = desk.library.people.called("ann")
    assert desk.library.people.person(ann).standing.newcomer == "returning"
    proposal.consider(desk, preferences.recent)
    assert not proposal.isVisible()
    desk.history.undo()
    assert desk.library.people.person(ann).standing.newcomer == ""


def test_libraries_are_chosen_by_hand(
    qtbot: QtBot, window: Window, march: Path, tmp_path: Path
) -> None:
    window.open(chat(tmp_path / "april.curator", "hook", "ann", "cy"))
    desk = desk_of(window)
    assert window.perform("carry")
    box = window.findChild(QFileDialog)
    assert isinstance(box, QFileDialog)
    box.filesSelected.emit([str(march)])
    box.reject()
    (ann,) = desk.library.people.called("ann")
    qtbot.waitUntil(lambda: desk.library.people.person(ann).standing.role == "Mayor")


def test_a_library_carries_nothing_over_from_itself(
    qtbot: QtBot, window: Window, march: Path
) -> None:
    window.open(march)
    desk = desk_of(window)
    with qtbot.waitSignal(desk.failed) as told:
        carry_over(desk, [march])
    assert "earlier chat" in str(told.args[0])
