"""The messages that the status bar shows after an edit."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from curator.gui.commands.keymap import spoken
from curator.gui.look.safe_text import isolated
from curator.i18n import grouped, tr, trn
from curator.library import BlockId, Library, StoryId
from curator.model import Heading, PullQuote, Quote

if TYPE_CHECKING:
    from curator.work import ImportReport

_SHORT = 40


def added(library: Library, story: StoryId, made: Collection[BlockId], left_out: int = 0) -> str:
    """Return in which sections blocks were put, and how many quotes the story has now.

    left_out: how many posts were not inserted, because they are in the story.
    """
    blocks, section, found = library.stories.blocks(story), 0, dict[int, None]()
    for each in blocks:
        section += isinstance(each, Heading)
        if each.id in made:
            found[section] = None
    names = _sections(library, story)
    told = trn(
        "Added to “{section}”. {count} quote.",
        "Added to “{section}”. {count} quotes.",
        sum(isinstance(each, Quote | PullQuote) for each in blocks),
        section=", ".join(names[each] for each in found),
    )
    return f"{told} {_left_out(left_out)}" if left_out else told


def _left_out(count: int) -> str:
    return trn(
        "{count} was in the story already; insert it alone to use it twice.",
        "{count} were in the story already; insert them alone to use them twice.",
        count,
    )


def already(heading: str) -> str:
    """Return under which heading a post already is, and how to insert it again."""
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
    """Return what an import added."""
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
        refreshed=grouped(report.refreshed),
    )


def went_back(name: str, lost: Mapping[str, int]) -> str:
    """Return that a snapshot was restored, and what could not be."""
    told = tr("Went back to “{name}”.", name=_short(name))
    if not lost:
        return told
    what = ", ".join(snapshot_words(lost))
    return f"{told} {tr('Left out, as their posts are no longer here: {what}.', what=what)}"


def snapshot_words(counts: Mapping[str, int]) -> list[str]:
    """Return the size of a snapshot, as “3 marks”, the most important counts first."""
    told = {
        "marks": trn("{count} mark", "{count} marks", counts.get("marks", 0)),
        "post_tags": trn("{count} tag given", "{count} tags given", counts.get("post_tags", 0)),
        "notes": trn("{count} note", "{count} notes", counts.get("notes", 0)),
        "blocks": trn("{count} block", "{count} blocks", counts.get("blocks", 0)),
        "standings": trn("{count} person", "{count} people", counts.get("standings", 0)),
    }
    words = [told[table] for table in told if counts.get(table)]
    beside = {"tags", "stories", "searches", *told}
    rest = sum(count for table, count in counts.items() if table not in beside)
    return [*words, trn("{count} more", "{count} more", rest)] if rest else words


def _sections(library: Library, story: StoryId) -> list[str]:
    """Return the story's title and, from 1, its headings."""
    title = {info.id: info.title for info in library.stories.all()}[story]
    headings = [b.text for b in library.stories.blocks(story) if isinstance(b, Heading)]
    return [_short(text) for text in (title, *headings)]


def _short(text: str) -> str:
    text = " ".join(text.split())
    return isolated(text if len(text) <= _SHORT else text[: _SHORT - 1].rstrip() + "…")
