"""What a card of the board says of a block: who or what it is, and how it begins."""

from __future__ import annotations

from dataclasses import dataclass, replace

from curator.gui.look.safe_text import isolated
from curator.i18n import tr, trn
from curator.model import (
    Block,
    Cast,
    Chart,
    Composed,
    Counted,
    Divider,
    Facts,
    Group,
    Heading,
    Image,
    Links,
    Passage,
    PullQuote,
    Quote,
    Story,
    Testimonial,
    as_read,
    trimmed,
)
from curator.quoting import shown_post
from curator.writers.kit.plain_text import plain_prose

_LONGEST = 240
"""Letters of a block that a card shows at most."""


@dataclass(frozen=True, slots=True)
class CardWords:
    """The texts of one card."""

    who: str
    """The author, or the kind of block."""

    text: str
    level: int = 0
    """The level of a heading; 0 for anything else."""

    noted: bool = False
    """Whether a note for print stands below the quote."""

    @property
    def spoken(self) -> str:
        """Return the card as a sentence."""
        card = f"{self.who}: {self.text}" if self.text else self.who
        return tr("{card} (with a note for print)", card=card) if self.noted else card


def words_of(block: Block, manner: Story) -> CardWords:
    """Return what a card says of a block; manner: how its story shows quotes."""
    noted = any(isinstance(each, Passage) and each.is_note for each in as_read([block]))
    return replace(_words_of(block, manner), noted=noted)


def _words_of(block: Block, manner: Story) -> CardWords:
    match block:
        case Heading(text, level):
            return CardWords(tr("Heading"), _short(text) or tr("Untitled section"), level)
        case Quote():
            whole = replace(block, post=trimmed(block.post, block.trims))
            return CardWords(_name(block), _short(shown_post(whole, manner).shown))
        case PullQuote(text):
            return CardWords(_name(block), tr("“{words}”", words=_short(text)))
        case Passage(text):
            return CardWords(tr("Text"), _short(plain_prose(text)))
        case _:
            return _of_compositions(block)


def _of_compositions(block: Composed | Counted | Divider) -> CardWords:
    match block:
        case Group(kind, quotes):
            titles = {
                "exchange": tr("Exchange"), "gallery": tr("Gallery"), "voices": tr("More voices"),
            }  # fmt: skip
            names = ", ".join(isolated(_name(each)) for each in quotes)
            return CardWords(titles[kind], _short(names))
        case Testimonial(text, name):
            return CardWords(name or tr("Testimonial"), _short(text))
        case _:
            return _of_things(block)


def _of_things(block: Divider | Image | Counted) -> CardWords:
    match block:
        case Image():
            said = block.media.alt or block.caption
            return CardWords(tr("Picture"), _short(said) or tr("Picture without description"))
        case Facts(figures):
            words = " · ".join(f"{each.value} {each.label}" for each in figures)
            return CardWords(tr("Figures"), _short(words))
        case Chart(bars=bars):
            return CardWords(tr("Chart"), trn("{count} bar", "{count} bars", len(bars)))
        case Cast(people=people):
            count = trn("{count} person", "{count} people", len(people))
            return CardWords(tr("Who took part"), count)
        case Links(resources):
            return CardWords(tr("Links"), trn("{count} entry", "{count} entries", len(resources)))
        case Divider():
            return CardWords(tr("Divider"), "")


def _name(quote: Quote | PullQuote) -> str:
    author = quote.post.author
    return " ".join(author.name.split()) or f"@{author.handle}"


def _short(text: str) -> str:
    words = " ".join(text.split())
    return words if len(words) <= _LONGEST else f"{words[:_LONGEST].rstrip()}…"
