"""Thanks that a draft wrote go on naming who is quoted, until the editor writes them anew.

They are known by their words: as long as they name whom they named before an edit, and nothing
else was written into their sentence, the same edit lets them name who is quoted after it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from curator.i18n import tr
from curator.insight.checks.sections import sections
from curator.insight.checks.thanks import not_listed, thanks_begin
from curator.insight.consent.consent import People, mask
from curator.insight.draft.templates import escaped
from curator.insight.figures import cast as casting
from curator.library import STORIES, BlockId, Library, Step, StoryId
from curator.model import Block, Passage, Story
from curator.work.cut_record import CutRecord, section_signature, signature


def thanks_words(quoted: Sequence[Block], people: People) -> str:
    """Return thanks, as Markdown, to everybody who is quoted, by name as far as they consented."""
    words = casting.thanks(mask(Story("", tuple(quoted)), people))
    return escaped(words) or tr("Thank you to everyone who took part.")


@contextmanager
def story_edit(
    library: Library,
    label: str,
    story: StoryId | None,
    before: Sequence[Block],
    onto: Step | None = None,
) -> Iterator[None]:
    """Do everything inside as one step, which the thanks of a story follow.

    before: the blocks of the story as they are. onto: see `Library.edit`.
    """
    record = None
    with library.edit(label, onto):
        yield
        if story is not None and library.is_changing(STORIES) and any(map(_may_thank, before)):
            record = follow_thanks(library, story, before, CutRecord.of(library, story))
    if story is not None and record is not None:
        record.keep(library, story)


def follow_thanks(
    library: Library, story: StoryId, before: Sequence[Block], record: CutRecord | None
) -> CutRecord | None:
    """Let the thanks of a story name who is quoted now; the caller holds the edit.

    before: its blocks as they were. Return the record of the cut, which knows what followed as
    its own where what it was written into was, so that the draft goes on keeping up.
    """
    people, blocks = library.marks.standings(), library.stories.blocks(story)
    old = dict(
        _generated(before, at, people) for at, each in enumerate(before) if _may_thank(each)
    )
    is_changed = False
    for at, block in enumerate(blocks):
        if isinstance(block, Passage) and (words := old.get(block.text)):
            text = block.text.replace(words, thanks_words(_thanked(blocks, at), people), 1)
            library.stories.edit(BlockId(block.id), text)
            is_changed = is_changed or text != block.text
    if record is None or not is_changed:
        return record
    after = library.stories.blocks(story)
    pairs = [(signature(old), signature(new)) for old, new in zip(blocks, after, strict=True)]
    whole = (map(section_signature, sections(each)) for each in (blocks, after))
    pairs += zip(*whole, strict=True)
    return record.with_made(new for was, new in pairs if was in record.made)


def _may_thank(block: Block) -> bool:
    begins = (thanks_begin(), tr("Thank you to everyone who took part."))
    return isinstance(block, Passage) and any(each in block.text for each in begins)


def _thanked(blocks: Sequence[Block], at: int) -> list[Block]:
    """Return the blocks whose people a text thanks: those before it, or else all."""
    ahead = not_listed(blocks[:at])
    return ahead if casting.thanks(Story("", tuple(ahead))) else not_listed(blocks)


def _generated(blocks: Sequence[Block], at: int, people: People) -> tuple[str, str]:
    """Return a text, and the sentence in it that a draft would write there; '' if there is none.

    So would it before somebody's consent was noted, which leaves the editor's words alone.
    """
    text, quoted = str(getattr(blocks[at], "text", "")), _thanked(blocks, at)
    found = (thanks_words(quoted, people), thanks_words(quoted, {}))
    return text, next((words for words in found if words in text), "")
