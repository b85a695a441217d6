"""Editing commands for Markdown: emphasis, links, lists, quotations, new lines."""

from __future__ import annotations

import re

from PySide6.QtGui import QTextCursor

BOLD, SLANT = "**", "*"
LIST, QUOTATION, HEAD = "- ", "> ", "### "

_PREFIX = re.compile(r"\s{0,3}(?:#{1,6}\s|>\s?|[-*+]\s|\d{1,9}[.)]\s)")
_MARKED = re.compile(r"(\s{0,3})([-*+]|\d{1,9}[.)]|>)\s(.*)")
_NUMBER = re.compile(r"(\d{1,9})([.)])")


def toggle_around(cursor: QTextCursor, sign: str) -> None:
    """Put signs around the selection, or the word at the caret, or take them off."""
    if not cursor.hasSelection():
        cursor.select(QTextCursor.SelectionType.WordUnderCursor)
    start, end = cursor.selectionStart(), cursor.selectionEnd()
    text = _plain(cursor.selectedText())
    inside = text.strip()
    lead = len(text) - len(text.lstrip())
    cursor.beginEditBlock()
    if _between(cursor, start, end, sign):
        _replace(cursor, start - len(sign), end + len(sign), text)
        first = start - len(sign)
        last = first + len(text)
    elif len(inside) > 2 * len(sign) and inside.startswith(sign) and inside.endswith(sign):
        bare = inside[len(sign) : -len(sign)]
        _replace(cursor, start, end, bare)
        first, last = start, start + _units(bare)
    else:
        first = start + _units(text[:lead])
        last = first + _units(inside)
        _replace(cursor, first, last, f"{sign}{inside}{sign}")
        first, last = first + len(sign), last + len(sign)
    cursor.endEditBlock()
    cursor.setPosition(first)
    cursor.setPosition(last, QTextCursor.MoveMode.KeepAnchor)


def link(cursor: QTextCursor, address: str) -> None:
    """Turn the selection, or the word at the caret, into a link, and select its address."""
    if not cursor.hasSelection():
        cursor.select(QTextCursor.SelectionType.WordUnderCursor)
    start, words = cursor.selectionStart(), _plain(cursor.selectedText())
    target = address or "https://"
    cursor.insertText(f"[{words}]({target})")
    begin = start + _units(words) + 3
    cursor.setPosition(begin)
    cursor.setPosition(begin + _units(target), QTextCursor.MoveMode.KeepAnchor)


def toggle_lines(cursor: QTextCursor, prefix: str) -> None:
    """Put a prefix before each selected line, or take it off if all of them have it."""
    document = cursor.document()
    first = document.findBlock(cursor.selectionStart()).blockNumber()
    last = document.findBlock(cursor.selectionEnd()).blockNumber()
    blocks = [document.findBlockByNumber(number) for number in range(first, last + 1)]
    off = all(block.text().startswith(prefix) for block in blocks)
    cursor.beginEditBlock()
    for block in blocks:
        found = _PREFIX.match(block.text())
        edit = QTextCursor(block)
        edit.setPosition(
            block.position() + (found.end() if found else 0), QTextCursor.MoveMode.KeepAnchor
        )
        edit.insertText("" if off else prefix)
    cursor.endEditBlock()


def break_line(cursor: QTextCursor) -> None:
    """Begin a new line; continue a list or quotation unless its last item was empty."""
    found = _MARKED.match(cursor.block().text())
    at_end = cursor.atBlockEnd() and not cursor.hasSelection()
    if found is None or not at_end:
        cursor.insertBlock()
    elif not found[3].strip():
        cursor.select(QTextCursor.SelectionType.BlockUnderCursor)
        cursor.movePosition(QTextCursor.MoveOperation.StartOfBlock)
        cursor.movePosition(QTextCursor.MoveOperation.EndOfBlock, QTextCursor.MoveMode.KeepAnchor)
        cursor.removeSelectedText()
    else:
        number = _NUMBER.fullmatch(found[2])
        sign = f"{int(number[1]) + 1}{number[2]}" if number else found[2]
        cursor.insertBlock()
        cursor.insertText(f"{found[1]}{sign} ")


def _between(cursor: QTextCursor, start: int, end: int, sign: str) -> bool:
    """Tell whether a range lies between exactly these signs, and not between longer ones."""
    text = cursor.document().toRawText()
    units = text.encode("utf-16-le", "surrogatepass")

    def cut(low: int, high: int) -> str:
        return units[max(0, 2 * low) : 2 * high].decode("utf-16-le", "replace")

    size = len(sign)
    before, after = cut(start - size - 1, start), cut(end, end + size + 1)
    longer = sign == SLANT and (before.endswith("**") or after.startswith("**"))
    return start >= size and before.endswith(sign) and after.startswith(sign) and not longer


def _replace(cursor: QTextCursor, start: int, end: int, text: str) -> None:
    cursor.setPosition(start)
    cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
    cursor.insertText(text)


def _plain(text: str) -> str:
    """Return selected text with ordinary line breaks in place of Qt's separators."""
    return text.replace("\u2029", "\n")


def _units(text: str) -> int:
    """Return a length in UTF-16 units, as Qt counts."""
    return len(text) + sum(sign > "\uffff" for sign in text)
