"""Whom a text of thanks leaves out, or names although nobody quotes them any more."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

from curator.i18n import tr, trn
from curator.insight.checks.finding import Finding
from curator.insight.figures.cast import listed
from curator.model import Block, Group, Passage, Post, Story, quoted_in

_FEWEST = 3
"""A text that names fewer of those quoted is not taken to thank everybody."""

_HALF = 2
_HANDLE = re.compile(r"(?<![\w@])@([\w.-]*\w(?:@[\w.-]*\w)?)")
_NAMED = 8
"""Most people who are named in a remark."""


def thanks_left_out(story: Story) -> Iterator[Finding]:
    """Yield the texts that thank those who are quoted, but not all of them, or others too.

    They say so, or name most of those who are quoted.

    A text behind quotes thanks those of them: what is quoted behind it tells what comes next.

    People are sought by their handles, and by their names where their service has no handles.
    """
    everybody = _quoted(story.blocks)
    handles = {f"@{post.author.handle.strip()}".casefold() for post in story.quoted}
    for at, block in enumerate(story.blocks):
        if not isinstance(block, Passage) or block.is_note:
            continue
        quoted = _quoted(story.blocks[:at]) or everybody
        text = block.text.replace("\\", "").casefold()
        missing = [shown for shown in quoted.values() if not _names(text, shown)]
        there = len(quoted) - len(missing)
        said = _said_to_be_quoted(block.text)
        if extra := [each for each in said if ("@" + each).casefold() not in handles]:
            yield Finding(
                "look",
                trn(
                    "Your thanks name {count} person who is not quoted.",
                    "Your thanks name {count} people who are not quoted.",
                    len(extra),
                ),
                tr("Not quoted: {people}.", people=_some([f"@{each}" for each in extra])),
                (block.id,),
            )
        if missing and (said or (there >= _FEWEST and there * _HALF >= len(quoted))):
            yield Finding(
                "look",
                trn(
                    "Your thanks leave out {count} person who is quoted.",
                    "Your thanks leave out {count} people who are quoted.",
                    len(missing),
                ),
                tr("Not named: {people}.", people=_some(missing)),
                (block.id,),
            )


def thanks_begin() -> str:
    """Return how thanks begin that say to be to everyone who is quoted."""
    return tr("Thank you to everyone who is quoted: {who}.", who="\0").partition("\0")[0]


def _said_to_be_quoted(text: str) -> list[str]:
    """Return the handles that a text of thanks names as those of everyone who is quoted."""
    _, begins, rest = text.replace("\\", "").partition(thanks_begin())
    return _HANDLE.findall(rest.partition("\n")[0].partition(". ")[0]) if begins else []


def not_listed(blocks: Iterable[Block]) -> list[Block]:
    """Return the blocks but for the lists of more voices, whose people are not thanked."""
    return [b for b in blocks if not (isinstance(b, Group) and b.kind == "voices")]


def _quoted(blocks: Iterable[Block]) -> Mapping[tuple[str, str], str]:
    """Return who is quoted, as thanks name them; not who is only listed among more voices."""
    found: dict[tuple[str, str], str] = {}
    for post in quoted_in(not_listed(blocks)):
        if shown := _shown(post):
            found.setdefault((post.platform, shown.casefold()), shown)
    return found


def _shown(post: Post) -> str:
    handle = post.author.handle.strip()
    return f"@{handle}" if handle else " ".join(post.author.name.split())


def _names(text: str, shown: str) -> bool:
    """Tell whether a text names somebody, and not only somebody whose handle begins alike."""
    return re.search(rf"(?<![\w@]){re.escape(shown.casefold())}(?![\w-])", text) is not None


def _some(people: list[str]) -> str:
    """Return people as a list, of many the first."""
    more = len(people) - _NAMED
    if more <= 0:
        return listed(people)
    rest = trn("{count} more", "{count} more", more)
    return listed([*people[:_NAMED], rest])
