"""Ghost: HTML that its editor keeps, and a zip to import (Settings → Import), as a draft.

Ghost's editor holds no pictures inside quotes and no tables, and loses spaces around elements
it does not know: so pictures stand after their quotes, and figures and charts are lists.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, time
from pathlib import PurePosixPath
from typing import Final
from urllib.parse import quote

import orjson

from curator.model import Story
from curator.writers.kit.html_body import Look, body
from curator.writers.kit.manuscript import Manuscript, manuscript
from curator.writers.kit.names import slug
from curator.writers.kit.zip_archive import packed

TITLE = "Ghost"
HINT = "Import it, or paste"
GROUP: Final = "blog"
SUFFIX = ".html"

_SHELF = "content/images/curator"


def write(story: Story, name: str) -> Iterator[tuple[PurePosixPath, bytes]]:
    """Yield the HTML, its pictures, and the zip that Ghost imports."""
    found, folder = manuscript(story), f"{name}_media"
    html = body(found, Look(lambda shown: quote(f"{folder}/{shown.name}")))
    yield PurePosixPath(name + SUFFIX), html.encode()
    yield from found.files(folder)
    yield PurePosixPath(f"{name}-import.zip"), packed(_import_files(found))


def _import_files(found: Manuscript) -> Iterator[tuple[PurePosixPath, bytes]]:
    yield PurePosixPath("ghost.json"), orjson.dumps(_database(found), option=orjson.OPT_INDENT_2)
    yield from found.files(_SHELF)


def _database(found: Manuscript) -> dict[str, object]:
    """Return Ghost's import data: one draft, and its tags."""
    html = body(found, Look(lambda shown: f"__GHOST_URL__/{_SHELF}/{shown.name}"))
    day = found.days[1] if found.days else None
    at = datetime.combine(day, time(), UTC) if day else None
    post = {
        "id": 1,
        "title": found.title,
        "slug": slug(found.title, "recap"),
        "html": html,
        "status": "draft",
        "type": "post",
        "created_at": at.isoformat() if at else None,
    }
    tags = [
        {"id": n, "name": topic, "slug": slug(topic, f"tag-{n}")}
        for n, topic in enumerate(found.topics, start=1)
    ]
    joined = [{"post_id": 1, "tag_id": tag["id"]} for tag in tags]
    data = {"posts": [post], "tags": tags, "posts_tags": joined}
    meta = {"exported_on": int(at.timestamp() * 1000) if at else 0, "version": "5.0.0"}
    return {"db": [{"meta": meta, "data": data}]}
