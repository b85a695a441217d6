"""Whether a post to one person, without label, is about the subject of its chat.

Small signs, none of which decides alone, are added up. Their weights were fitted (logistic
regression) on answers of eleven archives whose labels were taken off, and on a hundred posts
without label that were judged by eye: about half of those answered nothing.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from collections.abc import Set as AbstractSet

from curator.insight.questions import side_talk

_ASKED, _ASKED_MOST = 0.3, 2
"""The weight of each word that stands in the questions, and how many count at most."""

_HEARD, _HEARD_MOST, _BY_SEVERAL = 0.6, 6, 3
"""The weight of each word of so many posts of the chat, and how many count at most."""

_LITTLE, _LITTLE_WORDS = -1.2, 4
_ASKS, _EXCLAIMS, _OF_ONESELF, _REPEATS, _BY_HOST = -0.9, -0.7, -0.9, -0.8, -0.4
_LEAST = 1.55
"""What a post to one person scores at least to be about the subject. Of a hundred posts to all,
this would leave out as many answers as talk."""

_MANY = 40
"""From so many posts on a chat has a vocabulary of its own."""

_ONESELF = re.compile(r"\b(?:i['’]?m|i\s+am|my\s+name)\b", re.IGNORECASE)
_REPEATED = re.compile(r"\b[RM]T\s+@", re.IGNORECASE)


def is_of_subject(
    text: str,
    words: AbstractSet[str],
    asked: AbstractSet[str],
    heard: Mapping[str, int],
    *,
    by_host: bool,
) -> bool:
    """Tell whether a post to one person, who does not host, is about the subject of its chat.

    words: its own, as `words.subject` returns them; asked: those of the questions; heard: in how
    many posts of the chat a word is.
    """
    score = _ASKED * min(_ASKED_MOST, len(words & asked))
    score += _HEARD * min(_HEARD_MOST, sum(heard.get(word, 0) >= _BY_SEVERAL for word in words))
    score += _LITTLE * (side_talk.count_telling_words(text) < _LITTLE_WORDS)
    score += _ASKS * side_talk.asks_back(text) + _EXCLAIMS * ("!" in text)
    score += _OF_ONESELF * (_ONESELF.search(text) is not None)
    score += _REPEATS * (_REPEATED.search(text) is not None) + _BY_HOST * by_host
    return score >= _LEAST


def has_vocabulary(posts: int) -> bool:
    """Tell whether a chat of so many posts has a vocabulary of its own."""
    return posts >= _MANY
