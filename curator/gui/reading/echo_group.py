"""The line that tells why the selected post counts as an echo."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from curator.gui.look.safe_text import clean, isolated
from curator.gui.widgets import Button, Elided
from curator.gui.widgets.layouts import row_in
from curator.i18n import tr, trn
from curator.library import EchoWhy, Library, Row
from curator.model import Author


class GroupLine(QWidget):
    """Shows what a post repeats and how that is known, with a button to split it off."""

    asked = Signal(str)
    """The name of a command."""

    def __init__(self) -> None:
        super().__init__()
        self._words = Elided(style="small", colour="text2")
        self._split = Button(tr("Split off"), kind="link", height=20)
        self._split.setAccessibleName(tr("Split this post from the group"))
        self._split.clicked.connect(lambda: self.asked.emit("split_echoes"))
        row = row_in(self, spacing=8)
        row.addWidget(self._words)
        row.addWidget(self._split, 0, Qt.AlignmentFlag.AlignRight)
        row.addStretch(1)

    def show_row(self, library: Library, row: Row) -> None:
        """Show what a post repeats; hidden where it repeats nothing."""
        echo = library.groups.echoes([row.id]).get(row.id)
        self.setVisible(echo is not None or bool(row.left_out))
        self._words.setText("")
        self._split.setText(tr("Split off"))
        self._split.setAccessibleName(tr("Split this post from the group"))
        if row.left_out:
            self._words.setText(_left_out(row))
            self._split.setText(tr("Let it in"))
            self._split.setAccessibleName(
                tr("Let this link spam in") if row.left_out == "spam" else tr("Let this bot in")
            )
            self._split.setVisible(True)
        elif echo is not None:
            author = library.posts.row(echo.source).post.author
            self._words.setText(_reason(echo.why, author))
            self._split.setVisible(not row.post.repost_of)

    @property
    def words(self) -> str:
        """Return the text of the line."""
        return self._words.text()


def _left_out(row: Row) -> str:
    if row.left_out == "spam":
        return trn(
            "Link spam, like {count} more post: left out of links and people",
            "Link spam, like {count} more posts: left out of links and people",
            row.echoes,
        )
    return trn(
        "Automated, like {count} more post of this account: left out of people and quotes",
        "Automated, like {count} more posts of this account: left out of people and quotes",
        row.echoes,
    )


def _reason(why: EchoWhy, author: Author) -> str:
    who = isolated(clean((author.name or f"@{author.handle}")[:100]))
    handle = isolated(clean(f"@{author.handle}"[:100]))
    return {
        "native": tr("Reposted from {who} by the platform’s button", who=who),
        "named": tr("Repeats {who} by name, like “RT {handle}”", who=who, handle=handle),
        "copy": tr("Copied from {who} word for word", who=who),
        "near": tr("Nearly the same words as {who}’s", who=who),
        "spam": tr("Link spam, like what {who} posted", who=who),
        "bot": tr("Automated, like the other posts of {who}", who=who),
        "hand": tr("Joined by hand to what {who} said", who=who),
    }[why]
