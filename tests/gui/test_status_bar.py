"""The status bar: what it tells is never cut while keys have room."""

from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from curator.gui.widgets import Elided
from curator.gui.window.status_bar import StatusBar
from curator.insight.checks.length import Length

pytestmark = pytest.mark.qt_log_ignore("plugin does not support")  # there is no screen


def test_keys_give_way_to_what_is_told(qtbot: QtBot) -> None:
    bar = StatusBar()
    qtbot.addWidget(bar)
    bar.resize(900, 30)
    bar.show()
    bar.show_hints([("Alt ↑ ↓", "move the block"), ("Ctrl .", "fold"), ("?", "all the keys")] * 2)
    bar.rest("Every change that was made here is saved in the library.")
    bar.show_length(Length(quotes=33, words=1604, voices=23))
    label = bar.findChild(Elided)
    assert isinstance(label, Elided)
    qtbot.waitUntil(lambda: 0 < label.sizeHint().width() <= label.width())
