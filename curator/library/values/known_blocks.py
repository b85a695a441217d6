"""What was last read of a story, so that it need not be read again."""

from __future__ import annotations

from typing import Any

from curator.model import Block, Post


class KnownBlocks:
    """What was last read of a story: what has not changed since is not made again."""

    def __init__(self) -> None:
        self.posts: dict[int, Post] = {}
        """Posts by their ids."""
        self.blocks: dict[tuple[Any, ...], tuple[Block, ...]] = {}
        """Blocks by the table rows they were made of: one row, or several for a thread."""

    def clear(self) -> None:
        """Forget everything, because posts have changed."""
        self.posts.clear()
        self.blocks.clear()
