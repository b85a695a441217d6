"""The data of a drag over the canvas: posts, a saved search, blocks, or a file."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from PySide6.QtCore import QMimeData

from curator.gui.post_list.drag import library_of, posts_dropped, stamp
from curator.i18n import tr, trn
from curator.work.own_pictures import SUFFIXES

SEARCH = "application/x-curator-search"
"""The format of a dragged search: its id."""

BLOCKS = "application/x-curator-blocks"
"""The format of dragged blocks: a JSON list of their ids."""

TAKEN = SUFFIXES | {".txt", ".md", ".markdown"}
"""Suffixes of files that can go into a story: pictures and texts."""

_MOST = 2**63
"""Ids in SQLite are smaller than this."""


@dataclass(frozen=True, slots=True)
class DragPayload:
    """Dragged posts, blocks or a saved search, by their ids; or files and links."""

    kind: Literal["posts", "blocks", "search", "files", "links"]
    ids: tuple[int, ...]
    library: Path | None = None
    """The library they belong to, if the drag names it."""

    places: tuple[str, ...] = ()
    """The paths of files, or the addresses of links."""

    @property
    def words(self) -> str:
        """Return the label of the insertion mark during the drag."""
        if self.kind == "search":
            return tr("The section goes here")
        if self.kind == "files":
            return tr("The file goes here")
        if self.kind == "links":
            return tr("The link goes here")
        if self.kind == "posts":
            return trn("{count} post goes here", "{count} posts go here", len(self.ids))
        if len(self.ids) == 1:
            return tr("The block goes here")
        return trn("{count} block goes here", "{count} blocks go here", len(self.ids))


def blocks_dragged(ids: Sequence[int], library: Path | None = None) -> QMimeData:
    """Return blocks of a library as drag data."""
    dragged = QMimeData()
    dragged.setData(BLOCKS, json.dumps(list(ids)).encode())
    return stamp(dragged, library)


def carried(mime: QMimeData) -> DragPayload | None:
    """Return the content of a drag, or None if it is not one of ours."""
    library = library_of(mime)
    if posts := _believable(posts_dropped(mime)):
        return DragPayload("posts", posts, library)
    search = bytes(mime.data(SEARCH).data()[:20])
    if search.isdigit() and (searches := _believable([int(search)])):
        return DragPayload("search", searches, library)
    blocks = _believable(_blocks(mime))
    return DragPayload("blocks", blocks, library) if blocks else _from_outside(mime)


def _from_outside(mime: QMimeData) -> DragPayload | None:
    """Return pictures, texts or links dragged from another program."""
    urls = mime.urls()
    paths = tuple(url.toLocalFile() for url in urls if url.isLocalFile())
    if paths and all(Path(path).suffix.casefold() in TAKEN for path in paths):
        return DragPayload("files", (), places=paths)
    links = tuple(url.toString() for url in urls if url.scheme() in {"http", "https"})
    return DragPayload("links", (), places=links) if links else None


def _believable(ids: Sequence[int]) -> tuple[int, ...]:
    """Return the values that are possible ids, each once."""
    return tuple(dict.fromkeys(id_ for id_ in ids if 0 < id_ < _MOST))


def _blocks(mime: QMimeData) -> list[int]:
    try:
        ids = json.loads(bytes(mime.data(BLOCKS).data()) or b"[]")
    except ValueError:  # another program may send anything under this name
        return []
    return [id_ for id_ in ids if type(id_) is int] if isinstance(ids, list) else []
