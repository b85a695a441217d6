"""The programs that posts are sent with, where an archive names them."""

from __future__ import annotations

import re
from functools import lru_cache

_MARKUP = re.compile(r"<[^>]*>")
_AUTOMATIC = re.compile(
    r"\b(?:ifttt|dlvr\.?it|twitterfeed|zapier|integromat|power\s?automate|microsoft\s+flow|paper\.li|feedblitz"
    r"|rebelmouse|botize|twittbot(?:\.net)?|twibble|autotweet\w*|cheap\s?bots|botometer|n8n|feed\s?2\s?tweet"
    r"|rss\w*|(?:\w*[_ -])?bot)\b",
    re.IGNORECASE,
)
"""Programs that post by themselves, on a schedule or because a feed or a repository changed."""


@lru_cache(maxsize=4_096)
def is_automatic(client: str) -> bool:
    """Tell whether a program posts by itself, by its name, which may be a link in HTML."""
    return _AUTOMATIC.search(_MARKUP.sub(" ", client)) is not None
