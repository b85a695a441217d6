"""The help pages: Markdown files shipped with Curator, with the present keys filled in.

There are four kinds, following Diátaxis: tutorials, how-tos, references and explanations. The
kind is the beginning of a file's name.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from curator.gui.commands.keymap import spoken
from curator.i18n import language, tr
from curator.languages import pages_of
from curator.library import folded
from curator.resources import resource

_KEY = re.compile(r"\{key:([\w-]+)\}")
_SIGNS = re.compile(r"[*`|#\\]+|\]\([^)]*\)|!\[")


@dataclass(frozen=True, slots=True)
class HelpPage:
    """One page."""

    name: str
    """The name of its file without the suffix, such as 'howto-sift'."""

    title: str
    text: str
    """Markdown, with the keys filled in."""

    @property
    def kind(self) -> str:
        """'tutorial', 'howto', 'reference' or 'why'."""
        return self.name.partition("-")[0]

    def answers(self, typed: str) -> bool:
        """Tell whether every typed word is on the page."""
        words = folded(_SIGNS.sub(" ", self.text))
        return all(word in words for word in folded(typed).split())


def kinds() -> dict[str, str]:
    """Return the headings of the list of pages in order, by kind."""
    return {
        "tutorial": tr("Begin"),
        "howto": tr("How to"),
        "reference": tr("Look up"),
        "why": tr("Why"),
    }


def pages() -> list[HelpPage]:
    """Return every page, in the order of the kinds and of their titles."""
    order = list(kinds())
    return sorted(_read(), key=lambda page: (order.index(page.kind), page.title))


def pictures() -> Path:
    """Return the folder with the pictures of the pages; packaging/help_pictures.py takes them."""
    return resource("help/pictures") / language()


def page_for(place: str) -> str:
    """Return the name of the page about a part of the window; '' is the start page."""
    return {
        "sift": "howto-sift",
        "search": "reference-search",
        "story": "howto-story",
        "publish": "howto-publish",
        "importing": "howto-import",
        "people": "howto-people",
        "facts": "reference-figures",
        "history": "howto-undo",
        "codebook": "howto-sift",
        "series": "howto-series",
    }.get(place, "tutorial-first-recap")


def _read() -> Iterator[HelpPage]:
    for path in pages_of("help"):
        text = _KEY.sub(lambda found: f"**{spoken(found[1])}**", path.read_text("utf-8"))
        yield HelpPage(path.stem, text.partition("\n")[0].removeprefix("# "), text)
