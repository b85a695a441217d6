"""Blocks other than single posts, as Markdown that every format reads."""

from __future__ import annotations

import re
from collections.abc import Iterable

from curator.i18n import tr
from curator.model import Image, Quote, Testimonial
from curator.writers.kit import markdown_escape as plainly
from curator.writers.kit.names import byline
from curator.writers.kit.safe_words import UNSEEN, begins_as_address, one_line, web_address

_LIVE = re.compile(r"[|{}$]|==+|%%+|::+|\^(?=\w)|\+\++")
"""Signs that some program renders as more than text."""


def testimonial_words(block: Testimonial) -> str:
    """Return a testimonial: a quotation with its speaker, place and time."""
    lines = block.text.strip().splitlines()
    said = "\n".join(f"> {_unembedded(line)}  " if line.strip() else ">" for line in lines)
    about = (one_line(each) for each in (block.name, block.about, block.when))
    by = ", ".join(_unembedded(each) for each in about if each) or tr("A participant")
    return f"{said}\n>\n> *{by}*"


def voices_words(quotes: Iterable[Quote]) -> str:
    """Return the names of participants who are not quoted, each linked to their posts."""
    names: dict[str, str] = {}
    for quote in quotes:
        by = byline(quote)
        name = f"{by.name} ({by.handle})" if by.handle else by.name
        address = "" if quote.credit else web_address(quote.post.url)
        named = plainly.link(name, address, live=_LIVE) if address else _inert(name)
        names.setdefault(name, named)
    return tr("More voices: {names}", names=", ".join(names.values())) if names else ""


def credit_of(quote: Quote) -> str:
    """Return the author of a picture: 'Ann Lee (@ann)'."""
    by = byline(quote)
    return f"{by.name} ({by.handle})" if by.handle else by.name


def described(block: Image) -> str:
    """Return the description of a picture; '' if it is decorative."""
    if block.decorative:
        return ""
    return (
        one_line(block.media.alt) or one_line(block.caption) or tr("Picture without description")
    )


def _unembedded(text: str) -> str:
    """Return a line that no editor takes for an address to embed."""
    return (UNSEEN if begins_as_address(text) else "") + _inert(text)


def _inert(text: str) -> str:
    return plainly.line(text, live=_LIVE)
