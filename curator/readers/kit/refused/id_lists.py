"""Lists of the ids of posts: no words, but enough to find the posts that are here already.

People have them one on each line, with or without a header, or as a list of JSON; the X archive
has them in what it tells of likes.

    511575170872246349
    511575422530486349
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from curator.errors import ArchiveError
from curator.i18n import tr
from curator.readers.kit.archive.listing import is_media
from curator.readers.kit.archive.source import Source
from curator.readers.kit.ids import ids
from curator.readers.kit.json.records import items
from curator.readers.kit.text.encoding import decoded
from curator.readers.kit.text.transcripts import lines_of

_ID = re.compile(r"x?\d{15,19}", re.ASCII)
_BETWEEN = re.compile(r"[\s,;\"'\[\]=]+")
_LIKES = re.compile(r"\s*window\.YTD\.like\.part\d{1,6}\s*=", re.ASCII)
_HEAD = 4096
_SAMPLE = 50
_MANY = 5000


def is_id_list(source: Source, name: str) -> bool:
    """Tell whether a file holds ids of posts and, but for a header, nothing else."""
    if is_media(name):
        return False
    words = _words(decoded(source.head(name, _HEAD))[0])[:_SAMPLE]
    found = sum(_ID.fullmatch(word) is not None for word in words[:-1] or words)
    return found > 0 and found >= len(words) - 2


def ids_in(source: Source) -> Iterator[str]:
    """Yield the ids of posts in lists of ids and of likes, each once; none if there is no such.

    Ids that a program rounded name other posts than were meant: such a list is refused.
    """
    for name in source.names:
        found = list(dict.fromkeys(_ids(source, name)))
        if ids.are_rounded(found[:_MANY]):
            raise ArchiveError(
                tr(
                    "A spreadsheet or another program has rounded the ids in {name}, so they "
                    "name no posts any more. Ask for the list as plain text.",
                    name=name,
                )
            )
        yield from found


def is_likes(source: Source, name: str) -> bool:
    """Tell whether a file lists the likes of an X archive."""
    return not is_media(name) and bool(_LIKES.match(decoded(source.head(name, _HEAD))[0]))


def _ids(source: Source, name: str) -> Iterator[str]:
    """Yield the ids in one file."""
    if is_likes(source, name):
        for _, value in items(source, name):
            like = value.get("like") if isinstance(value, dict) else None
            if isinstance(like, dict) and (key := ids.clean(like.get("tweetId"))):
                yield key
    elif is_id_list(source, name):
        for _, line in lines_of(source, name):
            yield from (ids.clean(word) for word in _words(line) if _ID.fullmatch(word))


def _words(text: str) -> list[str]:
    return [word for word in _BETWEEN.split(text.lstrip("\ufeff")) if word]
