"""What the foot says after something was done."""

from __future__ import annotations

from pathlib import Path

from curator.gui.keymap import spoken
from curator.gui.parts_text import isolated
from curator.i18n import tr, trn
from curator.library import BlockId, Library, StoryId
from curator.model import Heading, PullQuote, Quote
from curator.work import ImportReport

_SHORT = 40


def added(library: Library, story: StoryId, block: BlockId) -> str:
    """Say in which section a block was put, and how many quotes there are now."""
    blocks, section = library.stories.blocks(story), 0
    for each in blocks:
        section += isinstance(each, Heading)
        if each.id == block:
            break
    return trn(
        "Added to “{section}”. {count} quote.",
        "Added to “{section}”. {count} quotes.",
        sum(isinstance(each, Quote | PullQuote) for each in blocks),
        section=_sections(library, story)[section],
    )


def already(heading: str) -> str:
    """Say under which heading a post is in the story, and how to put it in again."""
    if not heading:
        return tr(
            "Already in the opening. Press {keys} again to use it twice.", keys=spoken("add")
        )
    return tr(
        "Already in “{section}”. Press {keys} again to use it twice.",
        section=_short(heading),
        keys=spoken("add"),
    )


def imported(report: ImportReport) -> str:
    """Say what an import brought."""
    name = isolated(Path(report.path).name)
    if report.new or not report.known:
        return trn(
            "{count} post added from {name}.",
            "{count} posts added from {name}.",
            report.new,
            name=name,
        )
    return trn(
        "The one post of {name} was already here.",
        "All {count} posts of {name} were already here. Counts of {refreshed} were refreshed.",
        report.known,
        name=name,
        refreshed=f"{report.refreshed:,}",
    )


def _sections(library: Library, story: StoryId) -> list[str]:
    """Return the story's title and, from 1, its headings."""
    title = {info.id: info.title for info in library.stories.all()}[story]
    headings = [b.text for b in library.stories.blocks(story) if isinstance(b, Heading)]
    return [_short(text) for text in (title, *headings)]


def _short(text: str) -> str:
    text = " ".join(text.split())
    return isolated(text if len(text) <= _SHORT else text[: _SHORT - 1].rstrip() + "…")
