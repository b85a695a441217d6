"""Texts of the editor without somebody's handle, as after a take-down."""

from __future__ import annotations

import re
from collections.abc import Iterable

from curator.model import REDACTED


def without_handles(text: str, handles: Iterable[str]) -> str:
    """Return a text in which handles, written with @, are marked as left out."""
    named = "|".join(re.escape(handle) for handle in sorted(handles, key=len, reverse=True))
    if not named:
        return text
    return re.sub(rf"(?<![\w@])@(?:{named})(?![\w-]|\.\w)", REDACTED, text, flags=re.IGNORECASE)
