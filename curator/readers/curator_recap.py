"""What Curator itself published: the page, and the data package.

A library can be lost, and a page stays. The page holds its story as data, in

    <script type="application/json" id="curator-record">{"format":"curator-record",…}</script>

and the data package in record.json: the posts it quotes, with their words as the archive had them,
and the blocks in order. Pictures are named by the SHA-256 of their bytes, as they were published.
Who was not shown in full has no handle there and gets one made up, 'participant-1-…'. Counts and
posts that were not quoted were never in it.
"""

from __future__ import annotations

import base64
import json
import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from hashlib import sha256
from typing import Any, NoReturn, TypeVar, cast, get_args

from curator.counted_json import load_block
from curator.errors import ArchiveError
from curator.i18n import tr, trn
from curator.model import (
    Author,
    Block,
    Divider,
    Group,
    GroupKind,
    Heading,
    Image,
    Media,
    MediaKind,
    Origin,
    Passage,
    Post,
    Precision,
    PullQuote,
    Quote,
    Skipped,
    Span,
    SpanKind,
    Story,
)
from curator.readers.kit.archive.listing import is_media
from curator.readers.kit.archive.read_options import ReadOptions
from curator.readers.kit.archive.source import Source
from curator.readers.kit.ids import ids
from curator.readers.kit.json.json_stream import DECODER
from curator.readers.kit.text.encoding import decoded

TITLE = "Curator’s own page or data package"

T = TypeVar("T")

_FORMAT = "curator-record"
_NEWEST = 1
_RECORD = "record.json"
_SUMS = "SHA256SUMS"
_LARGEST = 256 * 1024 * 1024
_MADE_HERE = re.compile(r'<meta\b[^<>]{0,100}\bname="generator"[^<>]{0,40}\bcontent="Curator"')
_SCRIPT = re.compile(
    r'<script\b[^<>]{0,200}\bid="?curator-record\b[^<>]{0,200}>(.*?)</script', re.DOTALL
)
_PICTURE = re.compile(r'"data:image/(?:jpeg|png);base64,([A-Za-z0-9+/=]+)"')
_SUM = re.compile(r"([0-9a-f]{64})  (\S.*)")
_BAD = (ValueError, TypeError, KeyError, IndexError, AttributeError, OverflowError)


def recognise(source: Source) -> bool:
    """Tell, from names and first bytes only, whether this is my format."""
    return any(_is_own(source, name) for name in source.names)


def read(source: Source, options: ReadOptions) -> Iterator[Post | Skipped]:  # noqa: ARG001  it says all
    """Yield every post that is quoted, in the order of the story."""
    names = [name for name in source.names if _is_own(source, name)]
    source.expect(names)
    for name in names:
        record = _Record(source, name)
        yield from record.posts.values()
        record.remark()
        _check_sums(source, name)


def stories(source: Source) -> Iterator[Story]:
    """Yield the story of each publication."""
    for name in source.names:
        if _is_own(source, name):
            yield _Record(source, name).story()


def parts(source: Source) -> frozenset[str]:
    """Return the files that belong to a data package, whatever else could read them."""
    found: set[str] = set()
    for name in source.names:
        if name.rpartition("/")[2] == _RECORD and _is_own(source, name):
            sums = name.removesuffix(_RECORD) + _SUMS
            found |= {name, sums, *(each for each, _ in _sums(source, sums))}
    return frozenset(found)


def _is_own(source: Source, name: str) -> bool:
    if is_media(name):
        return False
    start = source.start(name).lstrip("\ufeff \t\r\n")
    if start[:1] == "<":
        return bool(_MADE_HERE.search(start)) and _FORMAT in decoded(_read_page(source, name))[0]
    return start.startswith(f'{{"format":"{_FORMAT}"')


def _read_page(source: Source, name: str) -> bytes:
    return source.head(name, _LARGEST)


def _sums(source: Source, name: str) -> Iterator[tuple[str, str]]:
    """Yield the files in a list of checksums that are there, with what they should be."""
    if name not in source.names:
        return
    folder = name.removesuffix(_SUMS)
    for line in decoded(source.head(name))[0].splitlines():
        found = _SUM.fullmatch(line)
        if found and folder + found[2] in source.names:
            yield folder + found[2], found[1]


def _check_sums(source: Source, name: str) -> None:
    """Remark on files of a data package that are not as they were written."""
    folder = name.rpartition("/")[0]
    sums = f"{folder}/{_SUMS}" if folder else _SUMS
    for each, digest in _sums(source, sums):
        with source.open(each) as file:
            if sha256(file.read(_LARGEST)).hexdigest() != digest:
                source.remark(each, tr("It was changed since. What the record says is read."))
    if sums in source.names:
        with source.open(sums) as file:
            file.read(1)


class _Record:
    """The record of one publication; what is damaged in it costs itself."""

    def __init__(self, source: Source, name: str) -> None:
        self._source = source
        self._name = name
        text = self._text()
        self._number = sha256(text.encode("utf-8", "replace")).hexdigest()[:6]
        self._values = self._checked(text)
        self._pictures = self._held_pictures()
        self._lost = 0
        listed = self._values.get("posts")
        self.posts: dict[int, Post | Skipped] = {
            number: self._post_or_skipped(number, value)
            for number, value in enumerate(listed if isinstance(listed, list) else ())
        }

    def remark(self) -> None:
        """Record what could not be read of the story."""
        self.story()
        if self._lost:
            self._source.remark(
                self._name,
                trn(
                    "{count} block of its story is damaged and was left out.",
                    "{count} blocks of its story are damaged and were left out.",
                    self._lost,
                ),
            )

    def story(self) -> Story:
        """Return the story as it was published."""
        self._lost = 0
        listed = self._values.get("blocks")
        told = list(enumerate(listed if isinstance(listed, list) else (), start=1))
        blocks = [block for id_, value in told if (block := self._block_or_none(id_, value))]
        answers = {
            id_: count
            for id_, value in told
            if isinstance(value, dict) and isinstance(count := value.get("answers"), int)
        }
        tags = self._values.get("hashtags")
        return Story(
            str(self._values.get("title", "")) or self._source.name,
            tuple(blocks),
            str(self._values.get("zone", "UTC")),
            tidy=bool(self._values.get("tidy")),
            hashtags=frozenset(map(str, tags if isinstance(tags, list) else ())),
            answers=answers,
            origins=dict(self._origins()),
            fixed=True,
        )

    def _text(self) -> str:
        """Return the record as JSON."""
        with self._source.open(self._name) as file:
            self._content = decoded(file.read(_LARGEST))[0]
        if self._content.lstrip("\ufeff \t\r\n")[:1] != "<":
            return self._content
        found = _SCRIPT.search(self._content)
        if found is None:
            raise ArchiveError(
                tr(
                    "{name} holds no story, though it says Curator made it. It was made with"
                    " another template, or was cut short. Open the library it came from.",
                    name=self._source.name,
                )
            )
        return found[1]

    def _checked(self, text: str) -> dict[str, Any]:
        try:
            values = DECODER.decode(text)
        except (ValueError, RecursionError):
            values = None
        if not isinstance(values, dict) or values.get("format") != _FORMAT:
            raise ArchiveError(
                tr(
                    "The record of the story in {name} is damaged. Try another copy of it.",
                    name=self._source.name,
                )
            )
        version = values.get("version")
        if not isinstance(version, int) or version > _NEWEST:
            raise ArchiveError(
                tr("{name} was made by a newer Curator. Update this one.", name=self._source.name)
            )
        return values

    def _held_pictures(self) -> dict[str, str]:
        """Return the names of the pictures in the archive, by the SHA-256 of their bytes."""
        found: dict[str, str] = {}
        for match in _PICTURE.finditer(self._content):
            try:
                content = base64.b64decode(match[1], validate=True)
            except ValueError:
                continue
            digest = sha256(content).hexdigest()
            found[digest] = f"{digest}.jpg"
            self._source.hold(found[digest], content)
        folder = self._name.rpartition("/")[0]
        for name in self._source.names:
            if is_media(name) and name.startswith(folder):
                with self._source.open(name) as file:
                    found.setdefault(sha256(file.read(_LARGEST)).hexdigest(), name)
        return found

    # Posts

    def _post_or_skipped(self, number: int, value: Any) -> Post | Skipped:
        place = tr("post {number}", number=number + 1)
        if len(self._source.names) > 1:
            place = f"{self._name}, {place}"
        try:
            return self._post(value, place)
        except _BAD:
            return Skipped(place, tr("It is damaged."), str(value)[:80])

    def _post(self, value: dict[str, Any], place: str) -> Post:
        platform, author = self._person(value["person"])
        at = datetime.fromisoformat(value["at"])
        text = _of(str, value.get("text", ""))
        key = _of(str, value.get("key", "")) or ids.made_key(author.handle, at, text)
        return Post(
            platform,
            key,
            author,
            at if at.tzinfo else _fail(),
            text,
            _one_of(Precision, value.get("precision", "second")),
            url=_of(str, value.get("url", "")),
            lang=_of(str, value.get("lang", "")),
            reply_handle=_of(str, value.get("reply_handle", "")),
            spans=_spans(value.get("spans", ()), len(text)),
            media=tuple(map(self._media, value.get("media", ()))),
            cut=bool(value.get("cut")),
            place=place,
        )

    def _person(self, number: int) -> tuple[str, Author]:
        if number < 0:
            _fail()
        value = self._values["people"][number]
        platform = _of(str, value["platform"]) or _fail()
        handle = _of(str, value.get("handle", ""))
        if not handle:
            made = f"participant-{number + 1}-{self._number}"
            return platform, Author(made, tr("A participant"))
        picture = value.get("picture", "")
        face = Media("image", file=self._file(picture)) if picture else None
        return platform, Author(handle, _of(str, value.get("name", "")), avatar=face)

    def _media(self, value: dict[str, Any]) -> Media:
        return Media(
            _one_of(MediaKind, value["kind"]),
            _of(str, value.get("url", "")),
            _of(str, value.get("alt", "")),
            self._file(value.get("picture", "")),
        )

    def _file(self, digest: str) -> str:
        return self._pictures.get(_of(str, digest), "")

    def _origins(self) -> Iterator[tuple[tuple[str, str], Origin]]:
        """Yield where posts were read before they were published."""
        for number, post in self.posts.items():
            try:
                value = self._values["posts"][number]
                file = self._values["files"][value["file"]]
                origin = Origin(
                    _of(str, file["sha256"]), _of(str, value.get("place", "")), str(file["day"])
                )
            except _BAD:
                continue
            if isinstance(post, Post):
                yield (post.platform, post.key), origin

    # Blocks

    def _block_or_none(self, id_: int, value: Any) -> Block | None:
        try:
            return self._block(id_, value)
        except _BAD:
            self._lost += 1
            return None

    def _block(self, id_: int, value: dict[str, Any]) -> Block:
        kind = value["kind"]
        match kind:
            case "heading":
                return Heading(_of(str, value["text"]), min(max(int(value["level"]), 1), 6), id_)
            case "text":
                return Passage(_of(str, value["text"]))
            case "divider":
                return Divider()
            case _:
                return self._of_posts(kind, value)

    def _of_posts(self, kind: str, value: dict[str, Any]) -> Block:
        match kind:
            case "post":
                return self._quote(value)
            case "pull":
                credit = _of(str, value.get("credit", ""))
                note = _of(str, value.get("note", ""))
                post = self._quoted(value["post"])
                return PullQuote(_of(str, value["text"]), post, credit, note=note)
            case _ if kind in get_args(GroupKind):
                return Group(cast(GroupKind, kind), tuple(map(self._quote, value["quotes"])))
            case _:
                return self._block_of(kind, value["value"])

    def _quote(self, value: dict[str, Any]) -> Quote:
        return Quote(
            self._quoted(value["post"]),
            _of(str, value.get("credit", "")),
            as_posted=bool(value.get("as_posted")),
            compact=bool(value.get("compact")),
            rest=tuple(map(self._quoted, value.get("rest", ()))),
            note=_of(str, value.get("note", "")),
        )

    def _quoted(self, number: int) -> Post:
        post = self.posts[number]
        return post if isinstance(post, Post) else _fail()

    def _block_of(self, kind: str, value: Any) -> Block:
        made = load_block(kind, json.dumps(value), 0) or _fail()
        if isinstance(made, Image):
            media = made.media
            return replace(made, media=Media("image", "", media.alt, self._file(media.hash)))
        return made


def _spans(values: Any, length: int) -> tuple[Span, ...]:
    """Return spans that are in order and inside the text."""
    found: list[Span] = []
    at = 0
    for kind, start, end, value, shown in values:
        if not at <= start <= end <= length:
            _fail()
        kind_ = _one_of(SpanKind, kind)
        found.append(Span(kind_, int(start), int(end), _of(str, value), _of(str, shown)))
        at = end
    return tuple(found)


def _of(kind: type[T], value: Any) -> T:
    """Return a value if it is of a kind."""
    return value if isinstance(value, kind) else _fail()


def _one_of(kind: Any, value: Any) -> Any:
    """Return a value if it is one of a literal type's."""
    return value if value in get_args(kind) else _fail()


def _fail() -> NoReturn:
    raise ValueError
