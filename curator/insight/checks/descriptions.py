"""Descriptions of pictures that say nothing of what is to be seen."""

from __future__ import annotations

import re

LONGEST = 250
"""Letters after which a description is long to listen to: it is read in one go."""

_EMPTY = frozenset(
    {"alt", "attachment", "bild", "bildschirmfoto", "captura", "description", "foto", "fotografía",
     "gif", "grafik", "graphic", "image", "imagen", "img", "media", "photo", "pic", "picture",
     "screenshot", "untitled", "video"}
)  # fmt: skip
_FILE = re.compile(
    r"[\w().\- ]+\.(?:avif|bmp|gif|heic|jpe?g|mov|mp4|png|svg|tiff?|webp)", re.IGNORECASE
)
_CAMERA = re.compile(
    r"(?:bild|bildschirmfoto|captura(?: de pantalla)?|dsc[fn]?|foto|image|imagen|img|p|photo|pxl"
    r"|screenshot|screen shot)[\s_\-#]*\d[\d\s_.:\-at]*",
    re.IGNORECASE,
)
_GIVEN_UP = re.compile(
    r"no (?:photo |image |alt )?(?:description|text|alt)(?: available)?"
    r"|image may contain: nothing.*|may be an image",
    re.IGNORECASE,
)


def is_meaningless(alt: str) -> bool:
    """Tell whether it is a name of a file, one word for any picture, or a machine giving up."""
    words = " ".join(alt.split()).strip(" .…:\"'“”[]()")
    return words.casefold() in _EMPTY or any(
        kind.fullmatch(words) for kind in (_FILE, _CAMERA, _GIVEN_UP)
    )
