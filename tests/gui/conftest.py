"""Fixtures of the window: a real desk, a real window, no mocks."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from shutil import copy

import pytest
from PySide6.QtCore import QEvent, QStandardPaths
from PySide6.QtWidgets import QApplication, QLayoutItem
from shiboken6 import createdByPython, getAllValidWrappers

from curator.gui.commands import keymap
from curator.gui.desk.desk import Desk
from curator.gui.look import theme
from curator.gui.look.style import apply_style
from curator.gui.preview.surface import prepare
from curator.gui.window.preferences import Preferences
from curator.gui.window.window import Window
from curator.library import Library
from curator.settings import Settings
from tests.conftest import SAMPLES, post, take_in

prepare()
if hasattr(os, "geteuid") and os.geteuid() == 0:
    os.environ.setdefault("QTWEBENGINE_DISABLE_SANDBOX", "1")


@pytest.fixture(autouse=True)
def dressed(qapp: QApplication) -> Iterator[None]:
    """Dress the program, so that every test sees it as a person does; leave no widget behind."""
    QStandardPaths.setTestModeEnabled(True)
    apply_style(qapp)
    theme.apply(qapp, "light", 100)
    keymap.use({})
    yield
    assert not _layout_items(), "see curator/gui/widgets/layouts.py"
    qapp.clipboard().clear()  # without a screen Qt keeps it until Python is gone, and crashes
    qapp.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)  # as the program's end does


def _layout_items() -> list[QLayoutItem]:
    """Return the wrappers of items that Qt has made; each can outlive what Qt deletes."""
    wrappers = getAllValidWrappers()
    if not any(issubclass(kind, QLayoutItem) for kind in set(map(type, wrappers))):
        return []  # to ask each of many thousands takes long
    known = (each for each in wrappers if isinstance(each, QLayoutItem))
    return [each for each in known if not createdByPython(each)]


@pytest.fixture
def chat(path: Path) -> Path:
    """Return the path of a library with five posts."""
    with Library(path, make=True) as library:
        take_in(library, [post(n) for n in range(1, 6)])
    return path


@pytest.fixture
def desk(chat: Path) -> Iterator[Desk]:
    """Return a desk on a library with five posts."""
    desk = Desk(chat, Settings())
    yield desk
    desk.close()


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    """Return an archive that can be imported."""
    return Path(copy(SAMPLES / "twarc" / "owlchat.json", tmp_path / "owlchat.json"))


@pytest.fixture
def preferences(qapp: QApplication, tmp_path: Path) -> Preferences:
    """Return the taste of a user who has chosen nothing yet."""
    return Preferences(tmp_path / "settings.json", qapp)


@pytest.fixture
def window(preferences: Preferences) -> Iterator[Window]:
    """Return a window in which nothing is open yet."""
    window = Window(preferences)
    window.resize(1440, 900)
    window.show()
    yield window
    window.close()
    window.deleteLater()
