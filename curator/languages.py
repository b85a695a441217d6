"""The languages that Curator speaks: which one the user wants, and its catalogue.

The catalogues are in resources/languages; packaging/catalogues.py makes them.
"""

from __future__ import annotations

import gettext
import locale
import os
import sys
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from curator import i18n
from curator.resources import resource
from curator.settings import Settings, settings_path

NAMES = {"en": "English", "de": "Deutsch", "es": "Español"}
"""Each language by its ISO 639 code, under the name that its speakers look for."""

SOURCE = "en"
"""The language that the code is written in; it needs no catalogue."""

_VARIABLES = ("LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG")
"""The environment's variables, the most telling first, as gettext reads them."""


def choose_language(wished: Iterable[str] = ()) -> str:
    """Speak the language of the settings, else the first of those wished; return its code.

    wished: the languages of the system, the dearest first, where the caller knows them better
    than the environment does: 'de-AT', 'es_MX.UTF-8'. English if there is a catalogue for none.
    """
    chosen = Settings.load(settings_path()).language
    known = [chosen, *(wished or requested_languages(os.environ))]
    code = next((code for each in known if (code := _code(each)) in NAMES), SOURCE)
    i18n.use(_catalogue(code), code)
    return code


def requested_languages(environ: Mapping[str, str]) -> Iterator[str]:
    """Yield the languages that the environment asks for, else the one Windows shows itself in."""
    for variable in _VARIABLES:
        if found := environ.get(variable):
            yield from found.split(":")
            return
    if sys.platform == "win32":
        yield locale.getlocale()[0] or ""


def pages_of(folder: str) -> list[Path]:
    """Return the Markdown files of a folder of resources, in the language that is spoken."""
    own = resource(folder) / i18n.language()
    return sorted((own if own.is_dir() else resource(folder)).glob("*.md"))


def _code(name: str) -> str:
    """Return the code of a language called 'de_AT.UTF-8' or 'de-AT', or as Windows does."""
    first = name.replace("-", "_").partition("_")[0].casefold()
    return {"german": "de", "spanish": "es", "english": "en"}.get(first, first)


def _catalogue(code: str) -> gettext.NullTranslations:
    if code == SOURCE:
        return gettext.NullTranslations()
    with resource(f"languages/{code}.mo").open("rb") as file:
        return gettext.GNUTranslations(file)
