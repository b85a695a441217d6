"""Stories from curation sites, as posts and as a finished story.

Whatever the file, it comes to elements in the editor's order: posts, words of the editor's own,
and links. Readers make the elements; here they become what Curator holds.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import timedelta
from urllib.parse import unquote

from curator.i18n import tr, trn
from curator.model import Block, Media, Passage, Post, Quote, Skipped, Story
from curator.readers.kit.archive.source import Source
from curator.readers.kit.ids import ids
from curator.readers.kit.ids import timestamps as clock
from curator.readers.kit.tables.survey import owner
from curator.readers.kit.text.html import Node, blocks, link, plain, post_words
from curator.readers.kit.tweets.tweets import Tweets

_PROXY = re.compile(
    r"(?:https?:)?//storify\.com/services/proxy/\d+/[\w-]+/(https?)/(.+)", re.ASCII
)
_POSTS = frozenset({"quote", "image", "video"})
_SHOWN = 80
_NEAR = timedelta(seconds=5)


@dataclass(frozen=True, slots=True)
class Element:
    """An element of a story."""

    kind: str
    """'text', 'quote', 'image', 'video', 'link', or whatever the site called it."""

    place: str
    link: str = ""
    """Its address."""

    source: str = ""
    """The site it is from, such as 'twitter'."""

    words: Node | None = None
    """Its text."""

    handle: str = ""
    name: str = ""
    avatar: str = ""
    at: str = ""
    pictures: tuple[str, ...] = ()
    title: str = ""
    about: str = ""


@dataclass(frozen=True, slots=True)
class Curation:
    """A story as a file holds it."""

    title: str
    about: Node | None
    elements: tuple[Element | Skipped, ...]
    counted: int | None = None
    """How many elements the site says there are."""


class ElementConverter:
    """Makes posts of the elements of one archive."""

    def __init__(self, source: Source) -> None:
        self._source = source
        self._tweets = Tweets(source)
        self._lost = self._borrowed = 0

    def posts(self, name: str, curation: Curation) -> Iterator[Post | Skipped]:
        """Yield the posts of a story in its editor's order, and record remarks about it."""
        self._lost = self._borrowed = 0
        for element in curation.elements:
            if isinstance(element, Skipped):
                yield element
            elif is_post(element):
                yield self.post(element)
        self._remark(name, curation)

    def post(self, element: Element) -> Post | Skipped:
        """Return an element as a post.

        A post that was taken from somebody's repost has the time and name of its author, but the
        id of the repost: it is not this post's, as the clock in it tells.
        """
        linked = ids.key_in(element.link)
        key = linked if _is_own(linked, element.at) else ""
        raw, entities = post_words(element.words) if element.words else ("", {})
        tweet = {
            "id_str": key,
            "full_text": raw,
            "created_at": element.at,
            "entities": entities if any(entities.values()) else None,
            "user": {
                "screen_name": element.handle or owner(element.link) or element.name,
                "name": element.name,
                "profile_image_url_https": address(element.avatar),
            },
        }
        record = self._tweets.posts(tweet, element.place)[-1]
        if isinstance(record, Skipped):
            return record._replace(what=element.link[:_SHOWN])
        media = tuple(filter(None, map(self._picture, element.pictures)))
        if not record.text and not media:
            return Skipped(element.place, tr("It has no words."), element.link[:_SHOWN])
        self._borrowed += key != linked
        if linked:
            return replace(record, media=media, raw_id="" if key else linked)
        site = element.source.casefold() or "web"
        return replace(record, platform=site, key=element.link, url=element.link, media=media)

    def story(self, curation: Curation) -> Story:
        """Return a finished story."""
        made: list[Block] = blocks(curation.about) if curation.about else []
        for element in curation.elements:
            if isinstance(element, Skipped):
                continue
            if is_post(element):
                post = self.post(element)
                made += [Quote(post)] if isinstance(post, Post) else []
            elif element.kind == "text":
                made += blocks(element.words) if element.words else []
            elif passage := _linking(element):
                made.append(Passage(passage))
        return Story(curation.title, tuple(made))

    def _picture(self, where: str) -> Media | None:
        """Return a picture, if it is in the archive or was on the web."""
        url = address(where)
        file = self._source.find_media(unquote(where))
        self._lost += bool(where and not url and not file)
        return Media("image", url, file=file) if url or file else None

    def _remark(self, name: str, curation: Curation) -> None:
        """Record what is done with a story, and whether it is complete."""
        here = sum(isinstance(each, Element) for each in curation.elements)
        said = trn(
            "It holds the story “{title}” of {count} element.",
            "It holds the story “{title}” of {count} elements.",
            here,
            title=curation.title,
        )
        if curation.counted is not None and curation.counted > here:
            said += " " + trn(
                "{count} more was left out when it was saved.",
                "{count} more were left out when it was saved.",
                curation.counted - here,
            )
        self._source.remark(name, said)
        if self._borrowed:
            self._source.remark(name, _borrowed_ids_remark(self._borrowed))
        if self._lost:
            self._source.remark(name, _losing(self._lost))


def is_post(element: Element) -> bool:
    """Tell whether an element is what somebody posted, rather than a page or a film."""
    if element.kind in _POSTS and element.source.casefold() == "twitter":
        return ids.key_in(element.link) != ""
    named = element.handle or element.name
    return element.kind == "quote" and bool(named and element.at and element.link)


def _borrowed_ids_remark(count: int) -> str:
    """Return the remark that posts have the ids of reposts."""
    return trn(
        "{count} post has only the id of a repost, so it will have no permalink.",
        "{count} posts have only the ids of reposts, so they will have no permalinks.",
        count,
    )


def _losing(count: int) -> str:
    """Return the remark that pictures are in a missing folder."""
    return trn(
        "{count} picture was saved in a folder beside it, which is not here.",
        "{count} pictures were saved in a folder beside it, which is not here.",
        count,
    )


def _is_own(key: str, at: str) -> bool:
    """Tell whether an id can belong to a post of this time."""
    told, said = ids.time_of(key), clock.instant(at)
    return told is None or said is None or abs(told - said[0]) < _NEAR


def address(where: str) -> str:
    """Return where a picture was on the web, past the site that showed it; '' if nowhere."""
    if found := _PROXY.fullmatch(where):
        return f"{found[1]}://{found[2]}"
    where = f"https:{where}" if where.startswith("//") else where
    return where if where.startswith(("http://", "https://")) else ""


def joined(curations: Iterable[Curation]) -> Curation:
    """Return a story that was saved in several pages as one."""
    pages = list(curations)
    elements = tuple(element for page in pages for element in page.elements)
    counts = [page.counted for page in pages if page.counted is not None]
    return replace(pages[0], elements=elements, counted=max(counts, default=None))


def _linking(element: Element) -> str:
    """Return a link and what is said of it, in Markdown."""
    said = plain(element.title or (element.words.words() if element.words else "") or element.link)
    about = plain(element.about) if element.about not in {element.title, element.link} else ""
    by = element.name or element.handle
    credit = tr("by {name}", name=plain(by)) if by and element.kind != "link" else ""
    first = " ".join(filter(None, (link(said, element.link), credit)))
    return "\n\n".join(filter(None, (first, about)))
