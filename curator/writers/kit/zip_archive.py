"""Files packed into one zip, the same bytes for the same files."""

from __future__ import annotations

import zipfile
from collections.abc import Iterable
from io import BytesIO
from pathlib import PurePosixPath

_NO_DAY = (1980, 1, 1, 0, 0, 0)
"""The earliest date in a zip: a real date would make the same story differ."""

_PACKED_ALREADY = {".png", ".jpg"}


def packed(files: Iterable[tuple[PurePosixPath, bytes]]) -> bytes:
    """Return files as one zip."""
    content = BytesIO()
    with zipfile.ZipFile(content, "w") as archive:
        for path, data in files:
            entry = zipfile.ZipInfo(path.as_posix(), _NO_DAY)
            stored = path.suffix in _PACKED_ALREADY
            entry.compress_type = zipfile.ZIP_STORED if stored else zipfile.ZIP_DEFLATED
            entry.external_attr = 0o644 << 16
            archive.writestr(entry, data)
    return content.getvalue()
