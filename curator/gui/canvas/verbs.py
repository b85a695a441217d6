"""What can be done with blocks of a story: the commands of their bar, and of their menu."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeAlias

from curator.gui.commands.command_menu import Line
from curator.i18n import tr, trn
from curator.model import (
    Block,
    Cast,
    Chart,
    Counted,
    Divider,
    Facts,
    Group,
    Heading,
    Image,
    Links,
    Passage,
    Quote,
    Story,
    Testimonial,
    is_of_same_account,
)
from curator.model import PullQuote as Pull
from curator.quoting import is_tidied

Choice: TypeAlias = tuple[str, str]
"""A command's name, and its label."""

_LARGEST, _SMALLEST = 2, 4
"""The levels of the largest and the smallest heading."""

_LAST = ("tag", "remove_block")
"""Commands of the bar that the menu lists at the end."""


def menu_lines(blocks: Sequence[Block], story: Story) -> list[Line]:
    """Return the lines of the context menu of blocks, at most 15: commands and submenus."""
    own: list[Line] = [name for name, _ in verbs_of(blocks, story) if name not in _LAST]
    tags: list[Line] = ["tag"] if any(isinstance(b, Quote | Pull | Group) for b in blocks) else []
    moves = ["move_up", "move_down", "move_section_up", "move_section_down"]
    section = [
        "fold", "split_section", "join_section", "sort_time", "sort_likes", "sort_conversation",
        "copy_section", "remove_section",
    ]  # fmt: skip
    return [
        *own,
        *([""] if own else []),
        *tags,
        (tr("Move"), moves),
        (tr("Section"), section),
        "duplicate_block",
        "copy_block",
        "",
        "remove_block",
    ]


def verbs_of(blocks: Sequence[Block], story: Story) -> list[Choice]:
    """Return the commands for blocks, as names and labels; removal comes last.

    story: how their story shows its quotes.
    """
    if len(blocks) > 1:
        many = trn("Remove {count}", "Remove {count}", len(blocks))
        return [*_verbs_of_several(blocks, story), ("remove_block", many)]
    return [*_verbs(blocks[0], story), ("remove_block", tr("Remove"))] if blocks else []


def _verbs_of_several(blocks: Sequence[Block], story: Story) -> list[Choice]:
    quotes = [block for block in blocks if isinstance(block, Quote)]
    found: list[Choice] = []
    if len(quotes) == len(blocks):
        is_of_one = all(is_of_same_account(each.post, quotes[0].post) for each in quotes)
        thread = ("thread", tr("Make a thread"))
        found = [thread if is_of_one else ("exchange", tr("Make an exchange"))]
        if any(each.post.media for each in quotes):
            found.append(("gallery", tr("Gallery of their pictures")))
        found.append(("voices", tr("Names only")))
    if quotes:
        found += _verbs_of_quotes(quotes, story)
    if any(isinstance(block, Pull) for block in blocks):
        found.append(("whole_post", tr("Whole posts")))
    if any(isinstance(block, Quote | Pull | Group) for block in blocks):
        found.append(("tag", tr("Tag…")))
    return found + _verbs_of_the_rest(blocks)


def _verbs_of_quotes(quotes: Sequence[Quote], story: Story) -> list[Choice]:
    found = [("pull_quote", tr("Pull quotes"))]
    all_small = all(each.compact for each in quotes)
    found.append(("small_quote", tr("Full cards") if all_small else tr("Compact")))
    chosen = [each for each in quotes if each.why]
    if chosen:
        pinned = all(each.pinned for each in quotes)
        found += [("swap", tr("Swap")), ("pin", tr("Unpin") if pinned else tr("Pin"))]
    if any(is_tidied(each, story) for each in quotes):
        found.append(("as_posted", tr("As posted")))
    elif story.tidy and all(each.as_posted for each in quotes):
        found.append(("as_posted", tr("Tidy")))
    if any(each.trims for each in quotes):
        found.append(("untrim", tr("Show all words")))
    return found


def _verbs_of_the_rest(blocks: Sequence[Block]) -> list[Choice]:
    """Return the verbs for several blocks of which some are no single quotes."""
    found: list[Choice] = []
    levels = [block.level for block in blocks if isinstance(block, Heading)]
    if any(level < _SMALLEST for level in levels):
        found.append(("smaller_heading", tr("Smaller")))
    if any(level > _LARGEST for level in levels):
        found.append(("larger_heading", tr("Larger")))
    if any(isinstance(block, Facts | Chart | Cast | Links) for block in blocks):
        found.append(("count_again", tr("Count again")))
    if any(isinstance(b, Group) or (isinstance(b, Quote) and b.rest) for b in blocks):
        found.append(("take_apart", tr("Take apart")))
    return found


def _quote_verbs(block: Quote, story: Story) -> list[Choice]:
    pin = tr("Unpin") if block.pinned else tr("Pin")
    more = ("more_like", tr("More like this"))
    found = [("swap", tr("Swap")), ("pin", pin), more] if block.why else []
    found.append(("pull_quote", tr("Pull quote")))
    if not block.rest:
        found.append(("trim", tr("Trim […]")))
    if block.trims:
        found.append(("untrim", tr("Show all words")))
    found.append(("small_quote", tr("Full card") if block.compact else tr("Compact")))
    if block.rest:
        found.append(("take_apart", tr("Take apart")))
    found.append(("print_note", tr("Annotate")))
    found.append(("show_in_sift", tr("Show in Sift")))
    if is_tidied(block, story):
        found.append(("as_posted", tr("As posted")))
    elif story.tidy and block.as_posted:
        found.append(("as_posted", tr("Tidy")))
    return found


def _verbs(block: Block, story: Story) -> list[Choice]:
    match block:
        case Quote():
            return _quote_verbs(block, story)
        case Pull():
            return [
                ("whole_post", tr("Whole post")),
                ("print_note", tr("Annotate")),
                ("show_in_sift", tr("Show in Sift")),
            ]
        case Heading(level=level):
            smaller = ("smaller_heading", tr("Smaller"))
            larger = ("larger_heading", tr("Larger"))
            choices = ((smaller, level < _SMALLEST), (larger, level > _LARGEST))
            return [choice for choice, possible in choices if possible]
        case Passage() | Divider() | Image() | Testimonial():
            return []
        case Group():
            return [("take_apart", tr("Take apart"))]
        case _:
            return _counted_verbs(block)


def _counted_verbs(block: Counted) -> list[Choice]:
    again = ("count_again", tr("Count again"))
    match block:
        case Chart():
            return [again, ("save_chart", tr("Save as a picture"))]
        case Links(table=table):
            return [again, ("table", tr("As a list") if table else tr("As a table"))]
        case Facts() | Cast():
            return [again]
