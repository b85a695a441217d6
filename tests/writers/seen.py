"""What a reader's program makes of a file."""

from __future__ import annotations

import email
import io
import zipfile
from html.parser import HTMLParser
from pathlib import PurePosixPath

import pypdfium2  # type: ignore[import-untyped]
from typing_extensions import override

PACKED = {".docx", ".zip"}
"""Files that are archives of others."""

Attributes = dict[str, str]


class Seen(HTMLParser):
    """The words, tags and attributes of some HTML."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: list[tuple[str, Attributes]] = []
        self._words: list[str] = []
        self.feed(html)
        self.close()

    @property
    def words(self) -> str:
        return " ".join("".join(self._words).split())

    @property
    def names(self) -> set[str]:
        return {name for name, _ in self.tags}

    def all(self, name: str) -> list[Attributes]:
        return [attributes for tag, attributes in self.tags if tag == name]

    @override
    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, {name: value or "" for name, value in attrs}))
        if tag in {"br", "p"}:
            self._words.append("\n")

    @override
    def handle_data(self, data: str) -> None:
        self._words.append(data)

    @override
    def handle_comment(self, data: str) -> None:
        self.tags.append(("!--", {}))


def readable(path: PurePosixPath, content: bytes) -> str:
    """Return all that can be read in a file, the insides of an archive included."""
    if path.suffix == ".pdf":
        return _printed(content)
    if path.suffix == ".eml":
        return _mailed(content)
    if path.suffix not in PACKED:
        return content.decode("utf-8", "backslashreplace")
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        inside = {name: archive.read(name) for name in archive.namelist()}
    return "\n".join(f"{name}\n{readable(PurePosixPath(name), inside[name])}" for name in inside)


def without_pictures(content: bytes) -> bytes:
    """Return an archive without its pictures, which another release of Pillow writes otherwise."""
    rest = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as archive, zipfile.ZipFile(rest, "w") as kept:
        for name in archive.namelist():
            if PurePosixPath(name).suffix not in {".png", ".jpg"}:
                kept.writestr(name, archive.read(name))
    return rest.getvalue()


def _printed(content: bytes) -> str:
    """Return the words of a PDF, and what it says of itself."""
    pdf = pypdfium2.PdfDocument(content)
    words = [page.get_textpage().get_text_bounded() for page in pdf]
    told = [*pdf.get_metadata_dict().values(), *(each.get_title() for each in pdf.get_toc())]
    return "\n".join((*words, *told))


def _mailed(content: bytes) -> str:
    """Return the heads of a mail, and its parts decoded."""
    message = email.message_from_bytes(content)
    parts = (part for part in message.walk() if not part.is_multipart())
    bodies = (part.get_payload(decode=True) for part in parts)
    words = (b.decode("utf-8", "backslashreplace") for b in bodies if isinstance(b, bytes))
    return "\n".join((str(message), *words))
