"""JSON values, read one after the other from a long text, with all that is odd in them."""

from __future__ import annotations

import json
import math
import re
from typing import IO, Any

from curator.i18n import tr
from curator.model import Skipped
from curator.readers.kit.text.encoding import Decoder

BLANK = re.compile(r"[\s,;\0\ufeff]*")
LONGEST_VALUE = 16 * 1024 * 1024
_PIECE = 256 * 1024
_KEPT = 64 * 1024
_MARGIN = 16
"""An error so near the end of the text may be only that the rest is not read yet."""

_BEGINNING = 80
_LONGEST_NUMBER = 40
_FIRST_KEY = re.compile(r'\{\s*("[\w.-]{1,60}")')
_ESCAPED = re.compile(r"\\u(?:[dD][89a-fA-F]|0000)")
_SURROGATES = re.compile("[\ud800-\udfff]")


def _number(digits: str) -> int | str:
    """Return a whole number; one of absurd length as text."""
    return int(digits) if len(digits) <= _LONGEST_NUMBER else digits


def _fraction(digits: str) -> float | None:
    """Return a number with a fraction, if it is one that can be held."""
    number = float(digits)
    return number if math.isfinite(number) else None


DECODER = json.JSONDecoder(
    parse_int=_number, parse_float=_fraction, parse_constant=lambda _: None, strict=False
)


def cleaned(value: Any) -> Any:
    """Return a value without NUL and with U+FFFD for halves of characters."""
    if isinstance(value, str):
        return _SURROGATES.sub("\N{REPLACEMENT CHARACTER}", value.replace("\0", ""))
    if isinstance(value, list):
        return [cleaned(each) for each in value]
    if isinstance(value, dict):
        return {cleaned(key): cleaned(each) for key, each in value.items()}
    return value


def skipped(error: Exception, text: str, at: int, *, is_last: bool) -> Skipped:
    """Return what is said of a value that cannot be read."""
    if isinstance(error, RecursionError):
        why = tr("It is nested too deeply to be a post.")
    elif is_last and not _is_broken(error, text):
        why = tr("The file ends in the middle of a post. Everything before that can be imported.")
    else:
        why = tr("It is not JSON, or it is damaged.")
    return Skipped("", why, cleaned(text[at : at + _BEGINNING]).strip())


class Window:
    """The part of a long text that is being read."""

    def __init__(self, file: IO[bytes], head: bytes) -> None:
        self.text = ""
        self.at = 0
        """Where in the text the next value is sought."""

        self.was_cut = False
        """The last value was only begun."""

        self._file = file
        self._decoder = Decoder(head)
        self._ended = False
        self._resume: re.Pattern[str] | None = None
        self.more()

    @property
    def is_doubtful(self) -> bool:
        """Whether some bytes had to be taken for another encoding."""
        return self._decoder.is_doubtful

    def more(self) -> bool:
        """Read on, as much again as is unread; tell whether there was more."""
        if self._ended:
            return False
        piece = self._file.read(max(_PIECE, len(self.text) - self.at))
        self._ended = not piece
        self.text = self.text[self.at :] + self._decoder.decode(piece, is_last=self._ended)
        self.at = 0
        return True

    def next(self) -> str:
        """Go to the next value or bracket and return its first character, '' at the end."""
        while True:
            found = BLANK.match(self.text, self.at)
            self.at = found.end() if found else self.at
            if self.at < len(self.text):
                return self.text[self.at]
            if not self.more():
                return ""

    def find(self, pattern: re.Pattern[str]) -> bool:
        """Go behind the next place where a short pattern matches."""
        return self.passed(pattern) is not None

    def passed(self, pattern: re.Pattern[str]) -> str | None:
        """Go there, and return what stands before it: the end of that, if it is long."""
        kept = ""
        while not (found := pattern.search(self.text, self.at)):
            at = max(self.at, len(self.text) - 1000)
            kept = (kept + self.text[self.at : at])[-_KEPT:]
            self.at = at
            if not self.more():
                self.at = len(self.text)
                return None
        kept = (kept + self.text[self.at : found.start()])[-_KEPT:]
        self.at = found.end()
        return kept

    def value(self) -> Any:
        """Return the value that begins here and go behind it; of a damaged one, a Skipped."""
        while True:
            try:
                value, end = DECODER.raw_decode(self.text, self.at)
                if _ESCAPED.search(self.text, self.at, end):
                    value = cleaned(value)
            except RecursionError as error:
                return self._skip(error)
            except ValueError as error:
                too_long = len(self.text) - self.at > LONGEST_VALUE
                if too_long or _is_broken(error, self.text) or not self.more():
                    return self._skip(error)
            else:
                break
        if self._resume is None and (first := _FIRST_KEY.match(self.text, self.at)):
            self._resume = re.compile(r",\s*(?=\{\s*" + re.escape(first[1]) + ")")
        self.at = end
        return value

    def _skip(self, error: Exception) -> Skipped:
        """Give a value up and go to the next that begins like those before."""
        record = skipped(error, self.text, self.at, is_last=self._ended)
        self.was_cut = self._ended and not _is_broken(error, self.text)
        self.at += 1
        if self._resume is None or not self.find(self._resume):
            self.was_cut = True
            while self.more():
                self.at = len(self.text)
            self.at = len(self.text)
        return record


def _is_broken(error: Exception, text: str) -> bool:
    """Tell whether a text is wrong, rather than only not all there."""
    if not isinstance(error, json.JSONDecodeError):
        return True
    return not error.msg.startswith("Unterminated") and error.pos < len(text) - _MARGIN
