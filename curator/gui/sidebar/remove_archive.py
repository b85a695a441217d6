"""Asks before an import is removed, because undo cannot bring it back."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMessageBox, QWidget

from curator.gui.look.safe_text import isolated
from curator.i18n import tr, trn


def ask_to_remove(parent: QWidget, name: str, posts: int, remove: Callable[[], object]) -> None:
    """Ask whether an import is to be removed, and remove it if so."""
    box = QMessageBox(parent)
    box.setWindowTitle(tr("Remove an import"))
    box.setIcon(QMessageBox.Icon.Question)
    box.setTextFormat(Qt.TextFormat.PlainText)
    box.setText(
        trn(
            "Remove {name} and its {count} post from this library?",
            "Remove {name} and its {count} posts from this library?",
            posts,
            name=isolated(name),
        )
    )
    box.setInformativeText(
        tr(
            "Posts that you starred, rejected, tagged, noted or quoted stay. This cannot be"
            " undone, and nothing before it can be undone afterwards."
        )
    )
    sure = box.addButton(tr("Remove"), QMessageBox.ButtonRole.DestructiveRole)
    keep = box.addButton(tr("Keep"), QMessageBox.ButtonRole.RejectRole)
    box.setDefaultButton(keep)
    box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    sure.clicked.connect(remove)
    box.open()
