"""Lists of the ids of posts: no words, but enough to find the posts that are here already.

People have them one on each line, with or without a header, or as a list of JSON; the X archive
has them in what it tells of likes. Others have links: a list of them as text, table or web page,
the bookmarks of a browser, or a folder of shortcuts. A link tells whose post it is, too.

    511575170872246349
    https://twitter.com/ann/status/511575422530486349   to be quoted
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
from curator.readers.kit.tables.columns import guess
from curator.readers.kit.text.encoding import decoded
from curator.readers.kit.text.transcripts import lines_of

_ID = re.compile(r"x?\d{15,19}", re.ASCII)
_BETWEEN = re.compile(r"[\s,;\"'\[\]=]+")
_LIKES = re.compile(r"\s*window\.YTD\.like\.part\d{1,6}\s*=", re.ASCII)
_LINK = re.compile(
    r"\b(?:twitter|x)\.com/(?:#!/)?(\w{1,50})/status(?:es)?/(\d{1,19})\b",
    re.ASCII | re.IGNORECASE,
)
_HREF = re.compile(r"href\s*=\s*[\"']?([^\"'\s>]{1,2000})", re.IGNORECASE)
_CELLS = re.compile(r"[,;\t]")
_SHORTCUTS = (".url", ".webloc", ".desktop")
_BOOKMARKS = "NETSCAPE-Bookmark-file"
_NOBODY = frozenset({"i", "web", "statuses", "anyuser"})
_MOST = 0.8
"""Lines of a list, or links of a page, that lead to posts, where it is one of links."""

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


def is_link_list(source: Source, name: str) -> bool:
    """Tell whether a file holds links to posts, perhaps with a remark, and no words of posts."""
    if is_media(name):
        return False
    text = source.start(name)
    if name.lower().endswith(_SHORTCUTS) or _BOOKMARKS in text[:200]:
        return _LINK.search(text) is not None
    start = text.lstrip()[:1]
    if start == "<":
        places = _HREF.findall(text)
    elif start in {"[", "{"}:
        places = [word for word in _words(text) if "://" in word]
    else:
        lines = (line.strip("#-=*_ \t") for line in text.splitlines()[: 2 * _SAMPLE])
        places = list(filter(None, lines))
        if places and _is_post_table_header(places[0]):
            return False
    linked = sum(_LINK.search(place) is not None for place in places)
    return linked > 0 and linked >= (len(places) - 1) * _MOST


def _is_post_table_header(line: str) -> bool:
    """Tell whether a line is the header of a table of posts, whose words are only not known."""
    known = guess([cell.strip(" \"'") for cell in _CELLS.split(line)])
    return not known.keys().isdisjoint(("handle", "time"))


def links_in(source: Source) -> Iterator[tuple[str, str]]:
    """Yield the id, and whose it is, of each post that lists of links lead to; '' if unsaid."""
    for name in source.names:
        if not is_link_list(source, name):
            continue
        for _, line in lines_of(source, name):
            for found in _LINK.finditer(line):
                whose = found[1].lower()
                yield found[2], "" if whose in _NOBODY else whose


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
    elif is_link_list(source, name):
        for _, line in lines_of(source, name):
            yield from (found[2] for found in _LINK.finditer(line))


def _words(text: str) -> list[str]:
    return [word for word in _BETWEEN.split(text.lstrip("\ufeff")) if word]
