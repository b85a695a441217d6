"""JSON as archives hold it, a record at a time: one on each line, or one long list.

A gigabyte is read in the memory of a few records. A damaged record costs itself and not the
rest, and a file that was cut short gives everything before the cut.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import IO, Any, TypeAlias

import orjson

from curator.i18n import tr
from curator.model import Skipped
from curator.readers.kit.archive.source import HEAD, Source
from curator.readers.kit.json.json_stream import BLANK, DECODER, Window, cleaned, skipped
from curator.readers.kit.text.encoding import as_utf8, decoded

Record: TypeAlias = tuple[int, Any]
"""The number of a line or item, from 1, and its value: a Skipped where it has none.

The `where` of such a Skipped is left to the reader, who knows how to call the place.
"""

LONGEST_LINE = 64 * 1024 * 1024
_WRAPPER = re.compile(r"\s*(?:window\.|Grailbird\.|var )[\w.]{1,80}\s*=\s*(?=[\[{])")
_ANSWER = re.compile(r'"statuses"\s*:\s*(?=\[)|"(?:ancestors|descendants)"\s*:\s*(?=\[\s*\{)')
"""Before the list of what a server found, or of what stands around a post in its thread."""

_MOST_BRACES = 200
_MOST_DAMAGED = 100
_DEEPEST = 5_000
_BAD_LINE = re.compile(r"[^\s{\[<][^\n=]{0,400}\n")
_GOOD_LINE = re.compile(r'\n\{"[\w@$:. -]{1,60}":')
"""A line of a log that came before what it speaks of, and one that is a record."""

_OPENING = re.compile(r'\s*\{\s*(?:"|\Z)')


def records(source: Source, name: str) -> Iterator[Record]:
    """Yield the records of a file of JSON, whichever way it lists them."""
    return lines(source, name) if are_lines(source, name) else items(source, name)


def are_lines(source: Source, name: str) -> bool:
    """Tell whether a file has a record on each line rather than one list of them."""
    first = start(source, name).lstrip().partition("\n")[0].strip()
    return first.startswith("{") and first != "{"


def start(source: Source, name: str) -> str:
    """Return the beginning of a file as text, without first lines that are damaged.

    One bad line never makes a file unknown: what the lines below it hold, tells its format.
    """
    text = source.start(name).removeprefix("\N{ZERO WIDTH NO-BREAK SPACE}")
    if text.startswith('{"') and "\n" not in text and _is_too_deep(text):
        return _after_first_line(source, name) or text
    return without_damaged_start(text)


def without_damaged_start(text: str) -> str:
    """Return the beginning of a file without first lines that are something else."""
    if (found := _GOOD_LINE.search(text)) and _BAD_LINE.match(text):
        return text[found.start() :].lstrip("\r\n")
    return text


def _is_too_deep(text: str) -> bool:
    """Tell whether a value holds others in such depth that nobody can read it."""
    try:
        DECODER.raw_decode(text)
    except RecursionError:
        return True
    except ValueError:
        return text.count("[") + text.count("{") > _DEEPEST
    return False


def _after_first_line(source: Source, name: str) -> str:
    """Return the text below the first line of a file."""
    before = source.done
    with source.open(name) as file:
        file.readline(LONGEST_LINE)
        text, _ = decoded(file.read(HEAD))
    source.done = before
    return text


def first_values(text: str) -> Iterator[Any]:
    """Yield what stands whole in the beginning of a file, to tell its format by.

    Lines that are damaged are passed over.
    """
    answer = _ANSWER.search(text) if text.startswith("{") else None
    at = _after_blank(text, answer.end() if answer else 0)
    if text.startswith("[", at):
        at = _after_blank(text, at + 1)
    damaged = 0
    while at < len(text) and damaged < _MOST_DAMAGED:
        if text[at] not in "{[" and not text.startswith("["):  # a line of something else
            at = _after_blank(text, text.find("\n", at) + 1 or len(text))
            continue
        try:
            value, at = DECODER.raw_decode(text, at)
            yield value
        except (ValueError, RecursionError):
            damaged += 1
            at = text.find("\n", at) + 1
            if not at or text.startswith("["):
                return
        at = _after_blank(text, at)


def place_words(source: Source, name: str) -> str:
    """Return the words before a record's number in its place: 'line ', 'week2.json, item '."""
    unit = tr("line") if are_lines(source, name) else tr("item")
    return f"{unit} " if len(source.names) == 1 else f"{name}, {unit} "


def lines(source: Source, name: str) -> Iterator[Record]:
    """Yield the records of JSON Lines; blank lines are none."""
    head, loads, doubtful = source.head(name), orjson.loads, False
    with source.open(name) as file:
        for number, line in enumerate(_split(as_utf8(file, head)), 1):
            try:
                value = loads(line)
                if b"\\u0000" in line:
                    value = cleaned(value)
            except (ValueError, RecursionError):
                text, is_doubtful = decoded(line)
                doubtful |= is_doubtful
                is_last = not line.endswith(b"\n") and len(line) < LONGEST_LINE
                for value in _values_of(text, is_last=is_last):
                    yield number, value
            else:
                yield number, value
    if doubtful:
        _remark_windows(source, name)


def items(source: Source, name: str) -> Iterator[Record]:
    """Yield the elements of a list of JSON, bare, in a search answer or behind 'window.… ='."""
    number = 0
    with source.open(name) as file:
        window = Window(file, source.head(name))
        is_answer = _OPENING.match(window.text) and _ANSWER.search(window.text)
        while not is_answer or window.find(_ANSWER):
            for value in _listed(window, stops=bool(is_answer)):
                number += 1
                yield number, value
            if not is_answer:
                break
    if window.is_doubtful:
        _remark_windows(source, name)


def inner(source: Source, name: str, fields: str) -> Iterator[tuple[dict[str, Any], int, Any]]:
    """Yield the elements of each list in a file that goes by a name, such as 'messages'.

    With each come what stands before its list in the same object, and its number in the file.
    `fields` are the names, separated by '|'.
    """
    opening = re.compile(rf'"(?:{fields})"\s*:\s*(?=\[)')
    number = 0
    with source.open(name) as file:
        window = Window(file, source.head(name))
        while (before := window.passed(opening)) is not None:
            owner = _before(before)
            for value in _listed(window, stops=True):
                number += 1
                yield owner, number, value
    if window.is_doubtful:
        _remark_windows(source, name)


def _before(text: str) -> dict[str, Any]:
    """Return the fields at the end of a text that stops within an object."""
    whole = text + '"":0}'
    at = len(text)
    for _ in range(_MOST_BRACES):
        at = text.rfind("{", 0, at)
        if at < 0:
            break
        try:
            value, end = DECODER.raw_decode(whole, at)
        except (ValueError, RecursionError):
            continue
        if end == len(whole) and isinstance(value, dict):
            found: dict[str, Any] = cleaned(value)
            return found
    return {}


def _listed(window: Window, *, stops: bool) -> Iterator[Any]:
    """Yield the elements of the lists ahead, and values that stand alone; or of one list."""
    inside = was_inside = False
    while char := window.next():
        if not inside and (wrapper := _WRAPPER.match(window.text, window.at)):
            window.at = wrapper.end()
        elif char == "[" and not inside:
            inside = was_inside = True
            window.at += 1
        elif char == "]" and inside:
            inside = False
            window.at += 1
            if stops:
                return
        elif was_inside and not inside and char != "{":
            yield Skipped("", tr("After its list the file goes on with what is no post."))
            return
        else:
            yield window.value()
    if inside and not window.was_cut:
        yield Skipped("", tr("The file ends in the middle of its list."))


def _values_of(text: str, *, is_last: bool) -> Iterator[Any]:
    """Yield the values on a line that is not simply one value."""
    at = _after_blank(text, 0)
    while at < len(text):
        try:
            value, end = DECODER.raw_decode(text, at)
            value = cleaned(value)
        except (ValueError, RecursionError) as error:
            yield skipped(error, text, at, is_last=is_last)
            return
        yield value
        at = _after_blank(text, end)


def _after_blank(text: str, at: int) -> int:
    """Return where the next value begins."""
    found = BLANK.match(text, at)
    return found.end() if found else at


def _split(file: IO[bytes]) -> Iterator[bytes]:
    r"""Yield the lines of a file, split at \n only; of an endless one, its beginning."""
    while line := file.readline(LONGEST_LINE):
        yield line
        while len(line) == LONGEST_LINE and not line.endswith(b"\n"):
            line = file.readline(LONGEST_LINE)


def _remark_windows(source: Source, name: str) -> None:
    source.remark(
        name,
        tr("Parts of it are not in UTF-8. They were read as old Windows programs write them."),
    )
