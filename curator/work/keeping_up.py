"""A draft that keeps up with a chat that is still running: untouched sections take in what came.

The same template is filled again from the same search. A section that is still as a rough cut
made it becomes what the new cut has; one that the editor has touched stays, and says how many
answers came since. All of it is one step, and nothing goes over the network.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import get_args

from curator.counted_json import dump_block
from curator.errors import CuratorError
from curator.i18n import tr, trn
from curator.insight.checks.sections import Section, sections
from curator.insight.draft.templates import template
from curator.library import BlockId, Library, Query, StoryId
from curator.model import Block, Counted, PullQuote, Quote
from curator.work.cut_record import CutRecord, section_signature, signature, signatures
from curator.work.derived import work_out
from curator.work.draft_material import DraftMaterial, gather
from curator.work.following_thanks import follow_thanks
from curator.work.rough_cuts import composed
from curator.work.task import Work


@dataclass(frozen=True, slots=True)
class KeptUp:
    """What a draft took in."""

    renewed: int
    """Sections that are as the new cut has them."""

    quotes: int
    """Quotes that came."""

    touched: tuple[str, ...]
    """A sentence for each section that the editor has touched and that has new answers."""

    @property
    def words(self) -> str:
        """Return what the draft took in, as a sentence."""
        if not (self.renewed or self.touched):
            return tr("Nothing new: the draft is up to date.")
        some = trn("{count} section", "{count} sections", self.renewed)
        quotes = trn("{count} new quote", "{count} new quotes", self.quotes)
        return tr("{sections} renewed, {quotes}.", sections=some, quotes=quotes)


def keep_up(library: Path, story: StoryId) -> Work[KeptUp]:
    """Let a rough cut take in what came since it was made, as one step."""
    yield from work_out(library, listed=False)
    with Library(library) as opened:
        told = opened.stories.story(story)
        record = CutRecord.of(opened, story)
        if record is None:
            raise CuratorError(
                tr(
                    "“{title}” is no rough cut, so nothing can be taken into it by itself. Make a"
                    " rough cut of the chat.",
                    title=told.title,
                )
            )
        gathered = yield from gather(opened, Query.parse(record.query))
        fresh, _ = composed(opened, record.query, gathered, template(record.made_of))
        with opened.edit(tr("Take new posts into “{title}”", title=told.title)):
            blocks = opened.stories.blocks(story)  # as they are now, and not when it began
            done = _Update(opened, story, blocks, fresh, record, gathered).apply()
            made: CutRecord | None = record.with_made(signatures(fresh))
            for old in (fresh, blocks):  # the thanks of the new cut, or those that were there
                made = follow_thanks(opened, story, old, made)
        if made is not None:
            made.keep(opened, story)
    return done


class _Update:
    """The change of a story into what its new cut has, section by section."""

    def __init__(
        self,
        library: Library,
        story: StoryId,
        old: Sequence[Block],
        fresh: Sequence[Block],
        record: CutRecord,
        gathered: DraftMaterial,
    ) -> None:
        self._library, self._story, self._record = library, story, record
        self._asked = {each.heading: each.posts for each in gathered.asked}
        self._old, self._fresh = sections(old), sections(fresh)
        self._quoted = set(library.posts.ids(_keys(old)).values())
        self._renewed = self._came = 0
        self._touched: list[str] = []

    def apply(self) -> KeptUp:
        """Change the story; the caller holds the edit."""
        mates = self._match_sections()
        last = BlockId(0)
        for new in self._fresh:
            old = mates.get(new.number)
            if old is None:
                last = self._insert(new, last)
            elif section_signature(old) in self._record.made:
                last = self._renew(old, new, last)
            else:
                self._leave(old, new)
                last = BlockId(old.ids[-1]) if old.ids else last
        return KeptUp(self._renewed, self._came, tuple(self._touched))

    def _match_sections(self) -> Mapping[int, Section]:
        """Return for the new sections, by number, which of the old ones each continues."""
        left = {section.number: section for section in self._old}
        found: dict[int, Section] = {}
        for new in self._fresh:
            own = next((old for old in left.values() if _is_same(old, new)), None)
            own = own or next((old for old in left.values() if _shares(old, new)), None)
            if own is not None:
                found[new.number] = left.pop(own.number)
        return found

    def _insert(self, new: Section, after: BlockId) -> BlockId:
        """Insert a section that was not there."""
        blocks = [*([new.heading] if new.heading else []), *new.blocks]
        if not blocks:
            return after
        self._renewed += 1
        self._came += new.quotes
        return self._library.stories.add(self._story, blocks, after)[-1]

    def _renew(self, old: Section, new: Section, before: BlockId) -> BlockId:
        """Let an untouched section be as the new cut has it; blocks that stay keep their ids."""
        stories, changed = self._library.stories, False
        left = {signature(block): BlockId(block.id) for block in old.blocks}
        wanted = {signature(block) for block in new.blocks}
        gone = [id_ for signature, id_ in left.items() if signature not in wanted]
        stories.remove(gone)
        last = BlockId(old.heading.id) if old.heading else before
        for block in new.blocks:
            there = left.get(signature(block))
            if there is not None:
                stories.move([there], last)
                last = there
            else:
                (last,) = stories.add(self._story, [block], last)
                changed = True
                self._came += isinstance(block, Quote)
        if old.heading and new.heading:
            stories.explain(BlockId(old.heading.id), new.heading.why)
        self._renewed += changed or bool(gone)
        return last

    def _leave(self, old: Section, new: Section) -> None:
        """Leave a touched section, but for its counts; say how many answers it lacks."""
        for block in old.blocks:
            if isinstance(block, get_args(Counted)) and signature(block) in self._record.made:
                self._count_again(block, new)
        if old.heading is None or new.heading is None:
            return
        came = [
            each
            for each in self._asked.get(new.heading.text, ())
            if each > self._record.newest and each not in self._quoted
        ]
        if came:
            words = trn("{count} new answer", "{count} new answers", len(came))
            self._library.stories.explain(BlockId(old.heading.id), words)
            self._touched.append(
                tr("“{heading}”: {answers}.", heading=old.heading.text, answers=words)
            )

    def _count_again(self, block: Counted, new: Section) -> None:
        for each in new.blocks:
            if isinstance(each, type(block)) and _kind(each) == _kind(block):
                if dump_block(each) != dump_block(block):
                    self._library.stories.keep(BlockId(block.id), each)
                return


def _kind(block: Block) -> str:
    return str(getattr(block, "kind", ""))


def _is_same(old: Section, new: Section) -> bool:
    """Tell whether two sections have the same heading, or are both the opening."""
    if old.heading is None or new.heading is None:
        return old.heading is new.heading
    return old.heading.text == new.heading.text


def _shares(old: Section, new: Section) -> bool:
    """Tell whether a section, with another heading now, goes on with the quotes of an old one."""
    if old.heading is None or new.heading is None:
        return False
    mine, theirs = set(_keys(old.blocks)), set(_keys(new.blocks))
    return 2 * len(mine & theirs) > len(mine) > 0


def _keys(blocks: Iterable[Block]) -> Iterator[str]:
    for block in blocks:
        if isinstance(block, Quote | PullQuote):
            yield block.post.key
