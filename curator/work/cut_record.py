"""What a rough cut was made of, and by what its untouched parts are known again."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass, replace
from typing import get_args

from curator.counted_json import dump_block
from curator.insight.checks.sections import Section, sections
from curator.library import Library, StoryId
from curator.model import Block, Counted, Heading, Passage, PullQuote, Quote

_RECORD = "cut: {story}"


@dataclass(frozen=True, slots=True)
class CutRecord:
    """What a rough cut was made of, kept beside its story so that it can keep up with its chat."""

    query: str
    made_of: str
    """The text of its template."""

    newest: int
    """The post that was added to the library last."""

    made: frozenset[str]
    """The signatures of the blocks and sections that were made. See `keeping_up`."""

    @classmethod
    def of(cls, library: Library, story: StoryId) -> CutRecord | None:
        """Return the record of a story; None if it is no rough cut."""
        try:
            kept = json.loads(library.recall(_RECORD.format(story=story)) or "{}")
            made = frozenset(map(str, kept["made"]))
            return cls(str(kept["query"]), str(kept["made_of"]), int(kept["newest"]), made)
        except (ValueError, KeyError, TypeError):  # a library may have been through other hands
            return None

    def with_made(self, made: Iterable[str]) -> CutRecord:
        """Return it with more that was made."""
        return replace(self, made=self.made | frozenset(made))

    def keep(self, library: Library, story: StoryId) -> None:
        """Keep it beside a story."""
        values = {**asdict(self), "made": sorted(self.made)}
        library.remember(_RECORD.format(story=story), json.dumps(values))


def signatures(blocks: Sequence[Block]) -> frozenset[str]:
    """Return by what the blocks and sections of a cut are known again as long as they stay."""
    whole = (section_signature(section) for section in sections(blocks))
    return frozenset((*map(signature, blocks), *whole))


def section_signature(section: Section) -> str:
    """Return the signature of a section, with its heading."""
    own = [section.heading] if section.heading else []
    return _digest(" ".join(signature(block) for block in (*own, *section.blocks)))


def signature(block: Block) -> str:
    """Return what a block says and how, without its id and the reason it is there."""
    match block:
        case Heading(text, level):
            return _digest(f"heading {level} {text}")
        case Passage(text):
            return _digest(f"passage {text}")
        case Quote(post):
            keys = [post.platform, post.key, *(each.key for each in block.rest)]
            how = (block.pinned, block.as_posted, block.compact, block.trims)
            return _digest(f"quote {keys} {how} {block.note}".rstrip())
        case PullQuote(text, post):
            return _digest(f"pull {post.platform} {post.key} {text} {block.note}".rstrip())
        case _ if isinstance(block, get_args(Counted)):
            return _digest(f"counted {dump_block(block)}")
        case _:
            return _digest(repr(block))


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:16]
