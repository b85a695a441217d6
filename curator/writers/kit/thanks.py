"""Posts that thank the people quoted; Curator never sends them itself."""

from __future__ import annotations

from curator.i18n import tr
from curator.writers.kit.manuscript import Manuscript

LONGEST = 280
"""Most characters of a post on the strictest platforms."""


def thanks(found: Manuscript) -> list[str]:
    """Return posts that thank everybody quoted with a handle, each within the limit."""
    handles = list(dict.fromkeys(quote.by.handle or quote.by.name for quote in found.quotes))
    named = [handle for handle in handles if handle.startswith("@")]
    end = f" #{found.topics[0]}" if found.topics else ""
    posts, begun = list[str](), ""
    for handle in named:
        longer = f"{begun} {handle}" if begun else tr("Thank you, {handle}", handle=handle)
        if begun and len(longer + end) > LONGEST:
            posts.append(begun + end)
            longer = tr("Thank you, {handle}", handle=handle)
        begun = longer
    return [*posts, *([begun + end] if begun else [])]
