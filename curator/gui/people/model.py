"""The Qt model of the table of people: filtered, sorted, with joined accounts to unfold."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import UTC, tzinfo

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from typing_extensions import override

from curator.gui.look import theme
from curator.gui.look.safe_text import clean, plain_tip
from curator.gui.people.columns import PeopleColumn, columns
from curator.i18n import tr, trn
from curator.library import Person, PersonId, folded

Index = QModelIndex | QPersistentModelIndex
_ROLE = Qt.ItemDataRole
_SOUGHT = 400
_TIP = 400


class PeopleModel(QAbstractTableModel):
    """The people who match the filter, sorted by one column."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.zone: tzinfo = UTC
        """The zone in which times are shown."""
        self.by = next(n for n, each in enumerate(columns()) if each.name == "posts")
        """The column they are sorted by."""
        self.descending = True
        self._all: Sequence[Person] = ()
        self._sought: dict[PersonId, str] = {}
        self._words = ""
        self._joined = False
        self._unfolded: set[PersonId] = set()
        self._lines: list[tuple[Person, bool]] = []
        self.found = 0
        """How many people there are, not counting unfolded accounts."""

    # Content

    @property
    def has_joined(self) -> bool:
        """Whether anybody has joined accounts."""
        return self._joined

    def show(self, people: Sequence[Person]) -> None:
        """Show these people."""
        self._all = people
        self._joined = any(person.accounts for person in people)
        self._sought.clear()
        self._arrange()

    def seek(self, words: str) -> None:
        """Filter: every word must occur in a person's fields."""
        if words != self._words:
            self._words = words
            self._arrange()

    def order_by(self, column: int, *, descending: bool) -> None:
        """Sort by a column."""
        self.by, self.descending = column, descending
        self._arrange()

    def unfold(self, row: int) -> None:
        """Show or hide the accounts of a person under their row."""
        person = self.person(row)
        if person.accounts and not self.is_account(row):
            self._unfolded ^= {person.id}
            self._arrange()

    def is_unfolded(self, row: int) -> bool:
        """Tell whether the accounts of a person are shown."""
        return not self.is_account(row) and self.person(row).id in self._unfolded

    def person(self, row: int) -> Person:
        """Return the person of a row."""
        return self._lines[row][0]

    def is_account(self, row: int) -> bool:
        """Tell whether a row is an account of the person above."""
        return self._lines[row][1]

    def row_of(self, person: PersonId) -> int:
        """Return the row of a person, or -1."""
        return next((n for n, (each, _) in enumerate(self._lines) if each.id == person), -1)

    def people(self) -> list[Person]:
        """Return the people in the table, in order, each once."""
        return [person for person, is_account in self._lines if not is_account]

    def _arrange(self) -> None:
        column = columns()[self.by]
        wanted = folded(self._words).split()
        found = [p for p in self._all if not wanted or self._answers(p, wanted)]
        full = [person for person in found if not column.is_empty(person)]
        empty = [person for person in found if column.is_empty(person)]
        full.sort(key=_named)
        full.sort(key=column.order, reverse=self.descending)
        empty.sort(key=_named)
        self.beginResetModel()
        self.found = len(found)
        self._lines = []
        for person in (*full, *empty):
            self._lines.append((person, False))
            if person.id in self._unfolded:
                self._lines += [(account, True) for account in person.accounts]
        self.endResetModel()

    def _answers(self, person: Person, wanted: list[str]) -> bool:
        sought = self._sought.get(person.id)
        if sought is None:
            sought = self._sought[person.id] = _search_text(person)
        return all(word in sought for word in wanted)

    # Qt's interface

    @override
    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  Qt's own default
        return 0 if parent.isValid() else len(self._lines)

    @override
    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  Qt's own default
        return 0 if parent.isValid() else len(columns())

    @override
    def flags(self, index: Index) -> Qt.ItemFlag:
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        return flags | Qt.ItemFlag.ItemIsEditable if columns()[index.column()].can_set else flags

    @override
    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = _ROLE.DisplayRole
    ) -> object:
        if orientation == Qt.Orientation.Horizontal and role == _ROLE.DisplayRole:
            title = columns()[section].title
            arrow = "↓" if self.descending else "↑"
            return f"{title} {arrow}" if section == self.by else title
        if role == _ROLE.TextAlignmentRole and orientation == Qt.Orientation.Horizontal:
            return int(_side(columns()[section]) | Qt.AlignmentFlag.AlignVCenter)
        return None

    @override
    def data(self, index: Index, role: int = _ROLE.DisplayRole) -> object:
        if not index.isValid():
            return None
        person, column = self.person(index.row()), columns()[index.column()]
        answers: dict[int, Callable[[], object]] = {
            _ROLE.DisplayRole: lambda: column.words(person, self.zone),
            _ROLE.ToolTipRole: lambda: self._tip(person, column),
            _ROLE.AccessibleTextRole: lambda: self._spoken_cell(index.row(), column),
            _ROLE.TextAlignmentRole: lambda: int(_side(column) | Qt.AlignmentFlag.AlignVCenter),
            _ROLE.ForegroundRole: lambda: theme.colour(self._ink(index.row(), column)),
        }
        return answers[role]() if role in answers else None

    def _ink(self, row: int, column: PeopleColumn) -> str:
        person = self.person(row)
        if self.is_account(row) or person.standing.muted:
            return "text3"
        return "text" if column.can_set or column.name == "name" else "text2"

    def _tip(self, person: Person, column: PeopleColumn) -> str:
        value = column.value(person)
        words = clean(value[:_TIP]) if isinstance(value, str) else ""
        return plain_tip(words) if len(words) > 16 else ""  # noqa: PLR2004  what fits everywhere

    def _spoken_cell(self, row: int, column: PeopleColumn) -> str:
        person = self.person(row)
        words = column.words(person, self.zone) or tr("nothing")
        if column.name != "name" or not person.accounts:
            return words
        accounts = trn("{count} account", "{count} accounts", len(person.accounts))
        return tr("{name}, {accounts}", name=words, accounts=accounts)


def _named(person: Person) -> tuple[str, str]:
    return person.account.handle.casefold(), person.account.platform


def _side(column: PeopleColumn) -> Qt.AlignmentFlag:
    return Qt.AlignmentFlag.AlignRight if column.is_number else Qt.AlignmentFlag.AlignLeft


def _search_text(person: Person) -> str:
    """Return all text by which a person can be found."""
    parts = [person, *person.accounts]
    said = person.standing
    words = [word for part in parts for word in (part.account.name, f"@{part.account.handle}")]
    chosen = [column.words(person, UTC) for column in columns() if column.choices]
    words += [said.role, said.organisation, said.sector, person.account.platform, *chosen]
    return folded("\n".join(word[:_SOUGHT] for word in words))
