"""A change of the look, when widgets fail to follow it."""

from __future__ import annotations

import sys

import pytest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot
from typing_extensions import override

from curator.gui.look.restyled import Restyled
from curator.gui.look.theme import restyle_widgets


class _Failing(Restyled, QWidget):
    @override
    def follow_style(self) -> None:
        raise ValueError(self.objectName())


def test_errors_of_several_widgets_are_reported_and_end_nothing(
    qtbot: QtBot, qapp: QApplication, monkeypatch: pytest.MonkeyPatch
) -> None:
    holder, caught = QWidget(), list[str]()
    qtbot.addWidget(holder)
    for name in ("first", "second"):
        _Failing(holder).setObjectName(name)
    with monkeypatch.context() as patched:
        patched.setattr(sys, "excepthook", lambda _kind, error, _trace: caught.append(str(error)))
        restyle_widgets(qapp)
    assert sorted(caught) == ["first", "second"]
