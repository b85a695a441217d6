"""A Word file: what is in the zip, written by hand so that every link and description is ours."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape
from pathlib import PurePosixPath

from curator.resources import resource
from curator.writers.kit.pictures import Picture
from curator.writers.kit.zip_archive import packed

_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_NAMES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    f' xmlns:r="{_OFFICE}"'
    ' xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"'
    ' xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
    ' xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture"'
)
_PAGE = (
    '<w:sectPr><w:pgSz w:w="11906" w:h="16838"/>'
    '<w:pgMar w:top="1304" w:right="1304" w:bottom="1304" w:left="1304"'
    ' w:header="708" w:footer="708" w:gutter="0"/></w:sectPr>'
)
_LISTS = 2
"""The lists in the template: one with bullets, one with numbers."""

_DOT = 9525
"""English metric units of a pixel."""

_WIDEST = 5_760_000
_TALLEST = 7_200_000


class WordFile:
    """Collects the links and pictures of a document, and packs it."""

    def __init__(self) -> None:
        self._links: dict[str, str] = {}
        self._pictures: dict[str, tuple[str, bytes]] = {}
        self._drawings = 0
        self._starts: list[int] = []

    def numbered(self, start: int) -> int:
        """Return the id of a new numbered list that begins with a number."""
        self._starts.append(start)
        return len(self._starts) + _LISTS

    def link(self, address: str) -> str:
        """Return the id of a link to an address."""
        return self._links.setdefault(address, f"link{len(self._links) + 1}")

    def drawing(self, picture: Picture, name: str, alt: str) -> str:
        """Return an inline picture with its description."""
        number = len(self._pictures) + 1
        id_, _ = self._pictures.setdefault(name, (f"picture{number}", picture.content))
        self._drawings += 1
        share = min(1.0, _WIDEST / (picture.width * _DOT), _TALLEST / (picture.height * _DOT))
        wide, high = (round(dots * _DOT * share) for dots in (picture.width, picture.height))
        named = f'id="{self._drawings}" name="{escape(name)}" descr="{escape(alt)}"'
        return (
            f'<w:r><w:drawing><wp:inline><wp:extent cx="{wide}" cy="{high}"/><wp:docPr {named}/>'
            "<a:graphic><a:graphicData"
            ' uri="http://schemas.openxmlformats.org/drawingml/2006/picture">'
            f"<pic:pic><pic:nvPicPr><pic:cNvPr {named}/><pic:cNvPicPr/></pic:nvPicPr>"
            f'<pic:blipFill><a:blip r:embed="{id_}"/><a:stretch><a:fillRect/></a:stretch>'
            '</pic:blipFill><pic:spPr><a:xfrm><a:off x="0" y="0"/>'
            f'<a:ext cx="{wide}" cy="{high}"/></a:xfrm><a:prstGeom prst="rect"><a:avLst/>'
            "</a:prstGeom></pic:spPr></pic:pic></a:graphicData></a:graphic></wp:inline>"
            "</w:drawing></w:r>"
        )

    def packed(self, title: str, body: Iterable[str]) -> bytes:
        """Return the file; its properties have the title but no author."""
        document = f"{_HEAD}<w:document {_NAMES}><w:body>{''.join(body)}{_PAGE}</w:body>"
        parts = {
            "[Content_Types].xml": _content_types(),
            "_rels/.rels": _relations(
                ("document", f"{_OFFICE}/officeDocument", "word/document.xml", False),
                ("core", f"{_PACKAGE}/relationships/metadata/core-properties",
                    "docProps/core.xml", False),
            ),
            "docProps/core.xml": _core(title),
            "word/document.xml": f"{document}</w:document>",
            "word/styles.xml": resource("templates/word-styles.xml").read_text("utf-8"),
            "word/numbering.xml": self._numbering(),
            "word/_rels/document.xml.rels": self._related(),
        }  # fmt: skip
        files = [(PurePosixPath(name), text.encode()) for name, text in parts.items()]
        for name, (_, content) in self._pictures.items():
            files.append((PurePosixPath("word/media", name), content))
        return packed(files)

    def _numbering(self) -> str:
        lists = "".join(
            f'<w:num w:numId="{number}"><w:abstractNumId w:val="2"/><w:lvlOverride w:ilvl="0">'
            f'<w:startOverride w:val="{start}"/></w:lvlOverride></w:num>'
            for number, start in enumerate(self._starts, start=_LISTS + 1)
        )
        known = resource("templates/word-numbering.xml").read_text("utf-8")
        return known.replace("</w:numbering>", f"{lists}</w:numbering>")

    def _related(self) -> str:
        return _relations(
            ("styles", f"{_OFFICE}/styles", "styles.xml", False),
            ("numbering", f"{_OFFICE}/numbering", "numbering.xml", False),
            *((id_, f"{_OFFICE}/hyperlink", to, True) for to, id_ in self._links.items()),
            *((id_, f"{_OFFICE}/image", f"media/{name}", False)
                for name, (id_, _) in self._pictures.items()),
        )  # fmt: skip


def _relations(*relations: tuple[str, str, str, bool]) -> str:
    """Return what a part refers to: each with its id, kind, place, and whether it is outside."""
    written = "".join(
        f'<Relationship Id="{id_}" Type="{kind}" Target="{escape(to)}"'
        + (' TargetMode="External"/>' if outside else "/>")
        for id_, kind, to, outside in relations
    )
    return f'{_HEAD}<Relationships xmlns="{_PACKAGE}/relationships">{written}</Relationships>'


def _content_types() -> str:
    kinds = {"rels": "application/vnd.openxmlformats-package.relationships+xml",
        "xml": "application/xml", "png": "image/png", "jpg": "image/jpeg"}  # fmt: skip
    word = "application/vnd.openxmlformats-officedocument.wordprocessingml"
    parts = {"/word/document.xml": f"{word}.document.main+xml",
        "/word/styles.xml": f"{word}.styles+xml",
        "/word/numbering.xml": f"{word}.numbering+xml",
        "/docProps/core.xml": "application/vnd.openxmlformats-package.core-properties+xml",
        }  # fmt: skip
    written = [f'<Default Extension="{e}" ContentType="{kind}"/>' for e, kind in kinds.items()]
    written += [f'<Override PartName="{p}" ContentType="{kind}"/>' for p, kind in parts.items()]
    return f'{_HEAD}<Types xmlns="{_PACKAGE}/content-types">{"".join(written)}</Types>'


def _core(title: str) -> str:
    return (
        f'{_HEAD}<cp:coreProperties xmlns:cp="{_PACKAGE}/metadata/core-properties"'
        ' xmlns:dc="http://purl.org/dc/elements/1.1/">'
        f"<dc:title>{escape(title)}</dc:title><dc:language>en</dc:language></cp:coreProperties>"
    )
