"""Automated accounts: feeds, services that report, bots. They are no people.

An account is one if the archive says so of nearly all its posts (a bot of the platform, or a
program that posts by itself), or if it is called a bot; but not if it asks or answers a numbered
question, for then it takes part. That posts begin alike proves nothing: people title a row of
pictures so. The posts of an account are folded under the first one; the editor may let them in.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from curator.insight.echoes.echoes import EchoPost
from curator.insight.echoes.spam import Campaign
from curator.labels import label_of

_NEARLY_ALL = 0.9
_CALLED = re.compile(r"(?:^|[_\W])(?i:bot|rss)(?:$|[_\W\d])|[a-z\d](?:Bot|RSS)(?:$|[_\W\d])")


@dataclass(slots=True)
class _Account:
    is_called_bot: bool
    posts: list[tuple[int, int]] = field(default_factory=list)
    """The time and the id of each."""

    automated: int = 0
    takes_part: bool = False
    """Whether it asks or answers a numbered question; looked for only if it is called a bot."""

    @property
    def is_bot(self) -> bool:
        """Whether no person writes its posts."""
        if self.automated >= _NEARLY_ALL * len(self.posts):
            return True
        return self.is_called_bot and not self.takes_part


class BotWatch:
    """Examines posts as they are read, and then returns the posts of automated accounts."""

    def __init__(self) -> None:
        self._accounts: dict[tuple[str, str], _Account] = {}

    def pass_through(self, posts: Iterable[EchoPost]) -> Iterator[EchoPost]:
        """Examine every original post, and pass all posts on."""
        for post in posts:
            if not (post.repost_of or post.context):
                self._examine(post)
            yield post

    def _examine(self, post: EchoPost) -> None:
        key = post.platform, post.handle.casefold()
        own = self._accounts.get(key)
        if own is None:
            called = _CALLED.search(post.handle) is not None
            own = self._accounts[key] = _Account(called)
        own.posts.append((post.at, post.id))
        own.automated += post.automated
        if own.is_called_bot and not own.takes_part and not post.automated:
            label = label_of(post.text)
            own.takes_part = label is not None and label.place == "start"

    def campaigns(self) -> Iterator[Campaign]:
        """Yield the posts of each automated account."""
        for own in self._accounts.values():
            if len(own.posts) > 1 and own.is_bot:
                yield Campaign("bot", tuple(id_ for _, id_ in sorted(own.posts)))
