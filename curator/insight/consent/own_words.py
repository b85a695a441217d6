"""The editor's own words without somebody, as after a take-down.

Only what is certain is taken out: handles with @ or digits, addresses of profiles, and full names
as they are written. A name of one word, or a surname alone, may be a common word or somebody else:
`leaks` lists where these stand.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from curator.insight.consent.consent import cut_out
from curator.insight.consent.names import PeopleNames
from curator.model import (
    Block,
    Cast,
    Chart,
    Group,
    Heading,
    Image,
    Passage,
    PullQuote,
    Quote,
    Testimonial,
)

_FULL = 2
"""Words with capitals that a name has at least to be nothing else."""


class OwnWords:
    """Takes somebody out of the editor's words."""

    def __init__(self, handles: Iterable[str], names: Iterable[str]) -> None:
        called = sorted(handles, key=len, reverse=True)
        self._everything = PeopleNames(called, names := list(names))
        self._addresses = PeopleNames(called, [])
        self._handles = PeopleNames([each for each in called if re.search(r"[\d_]", each)], [])
        self._names = PeopleNames([], [each for each in names if _capitals(each) >= _FULL])
        listed = "|".join(re.escape(each) for each in called)
        self._mentions = re.compile(rf"(?<![\w@])@(?:{listed})(?![\w-]|\.\w)", re.IGNORECASE)

    def may_be_in(self, text: str) -> bool:
        """Tell whether a text has any of their names, be it by chance."""
        return bool(self._everything.in_words(text))

    def text(self, text: str) -> str:
        """Return a text in which they are marked as left out."""
        names = self._names.in_words(text)
        found = [each for each in names if _capitals(text[slice(*each)]) >= _FULL]
        found += self._handles.in_words(text)
        found += [each.span() for each in self._mentions.finditer(text)]
        found += [
            token.span()
            for token in re.finditer(r"https?://[^\s<>()\[\]\"]+", text)
            if self._addresses.in_address(token[0])
        ]
        return cut_out(text, (), found)[0] if found else text

    def block(self, block: Block) -> Block:
        """Return a block whose words by the editor do not name them."""
        match block:
            case Heading() | Passage():
                return replace(block, text=self.text(block.text))
            case Image():
                media = replace(block.media, alt=self.text(block.media.alt))
                return replace(block, media=media, caption=self.text(block.caption))
            case Testimonial():
                return replace(
                    block,
                    text=self.text(block.text),
                    name=self.text(block.name),
                    about=self.text(block.about),
                )
            case Cast():
                return replace(block, sentence=self.text(block.sentence))
            case Chart():
                return replace(block, title=self.text(block.title), alt=self.text(block.alt))
            case _:
                return self._notes(block)

    def _notes(self, block: Block) -> Block:
        """Return quotes whose notes do not name them."""
        match block:
            case Quote() | PullQuote():
                return replace(block, note=self.text(block.note))
            case Group():
                quotes = (replace(each, note=self.text(each.note)) for each in block.quotes)
                return replace(block, quotes=tuple(quotes))
            case _:
                return block


def _capitals(name: str) -> int:
    return sum(word[0].isupper() for word in re.findall(r"[^\W\d_]+", name))
