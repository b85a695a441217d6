"""Spelling, by the dictionaries of Hunspell that are installed on the computer.

They are read by spylls, which is optional: `pip install curator[spelling]`. Without it, or
without a dictionary of the language, no word counts as misspelt.
"""

from __future__ import annotations

import io
import os
from importlib.util import find_spec
from itertools import islice
from pathlib import Path
from typing import Any

from curator.errors import CuratorError
from curator.i18n import tr
from curator.work.task import Progress, Work

_FOLDERS = (
    Path("/usr/share/hunspell"),
    Path("/usr/share/myspell/dicts"),
    Path("/usr/local/share/hunspell"),
    Path("/Library/Spelling"),
    Path.home() / "Library" / "Spelling",
)
"""Where systems keep dictionaries; Hunspell's own variable DICPATH names more."""

_DAMAGED = (OSError, ValueError, LookupError, AttributeError, TypeError, AssertionError)
"""What spylls raises when a dictionary is no dictionary."""

_MOST = 5
"""Words that are suggested at most."""


def dictionary_of(language: str) -> Path | None:
    """Return the dictionary of a language, such as 'en_GB', without its suffix.

    If there is none of the country, it is another one of the language. None: there is none, or
    spylls is not installed.
    """
    if find_spec("spylls") is None:
        return None
    more = [Path(each) for each in os.environ.get("DICPATH", "").split(os.pathsep) if each]
    found: dict[str, Path] = {}
    for folder in (*more, *_FOLDERS):
        if folder.is_dir():
            for file in sorted(folder.glob("*.dic")):
                if file.with_suffix(".aff").is_file():
                    found.setdefault(file.stem.replace("-", "_"), file.with_suffix(""))
    short = language.partition("_")[0]
    related = [path for name, path in found.items() if name.partition("_")[0] == short]
    return found.get(language) or next(iter(related), None)


class Speller:
    """The words of one dictionary."""

    def __init__(self, dictionary: Any) -> None:
        self._dictionary = dictionary
        self._known: dict[str, bool] = {}

    def knows(self, word: str) -> bool:
        """Tell whether a word is spelt as the dictionary has it."""
        if word not in self._known:
            plain = word.replace("’", "'")
            self._known[word] = bool(
                self._dictionary.lookup(word) or self._dictionary.lookup(plain)
            )
        return self._known[word]

    def suggest(self, word: str) -> Work[list[str]]:
        """Return how a word may be meant to be spelt; it takes a second."""
        yield Progress(0)
        return list(islice(self._dictionary.suggest(word.replace("’", "'")), _MOST))


def read_dictionary(path: Path) -> Work[Speller]:
    """Read a dictionary, by its path without suffix; it takes a second or two."""
    yield Progress(0)
    try:
        return Speller(_dictionary(*(path.with_suffix(each) for each in (".aff", ".dic"))))
    except _DAMAGED as error:
        raise CuratorError(
            tr(
                "The dictionary “{name}” cannot be read, so spelling is not checked.",
                name=path.name,
            )
        ) from error


def _dictionary(affixes: Path, words: Path) -> Any:
    """Return the dictionary of spylls; its own reader of files leaves them open."""
    from spylls.hunspell import Dictionary, readers  # noqa: PLC0415  optional
    from spylls.hunspell.readers.file_reader import BaseReader  # noqa: PLC0415  optional

    class Reader(BaseReader):  # type: ignore[misc]  # it has no types
        def __init__(self, file: Path, encoding: str = "Windows-1252") -> None:
            self._content = file.read_bytes()
            super().__init__(self._opened(encoding))

        def reset_encoding(self, encoding: str) -> None:
            self.reset_io(self._opened(encoding))

        def _opened(self, encoding: str) -> io.StringIO:
            return io.StringIO(self._content.decode(encoding, "surrogateescape"), newline=None)

    affix, context = readers.read_aff(Reader(affixes))
    listed = readers.read_dic(Reader(words, context.encoding), aff=affix, context=context)
    return Dictionary(affix, listed)
