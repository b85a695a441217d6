"""Thanks to the people who are quoted, as short posts; nobody is told by Curator itself."""

from __future__ import annotations

from curator.i18n import tr
from curator.writers.kit.manuscript import Manuscript

LONGEST = 280
"""Characters of a post on the platforms that allow the fewest."""


def thanks(found: Manuscript) -> list[str]:
    """Return posts that thank everybody who is quoted under a handle, none too long."""
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
