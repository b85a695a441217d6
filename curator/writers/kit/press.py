"""Prints HTML of our own: to PDF, and its pages to pictures. Needs WeasyPrint, an extra."""

from __future__ import annotations

from collections.abc import Sequence
from importlib import import_module
from io import BytesIO
from typing import Any

from curator.errors import CuratorError
from curator.i18n import tr
from curator.resources import resource

_DOTS = 72 / 96
"""Points of PDF in a dot of CSS."""


def print_pdf(html: str, css: str) -> bytes:
    """Return HTML as a tagged PDF; css is the name of the styles among the resources."""
    content: bytes = _document(html, css).write_pdf(
        pdf_variant="pdf/ua-1", pdf_identifier=b"curator"
    )
    return content


def measure_parts(parts: Sequence[str], css: str) -> list[float | None]:
    """Return how far down its page each part's last element, its 'end', reaches, in dots.

    None: one page does not hold the part.
    """
    document = _document(_one_after_the_other(parts), css)
    pages = [set(page.anchors) for page in document.pages]
    ends = {name: box[3] for page in document.pages for name, box in page.anchors.items()}
    return [
        ends.get(f"end-{number}")
        if sum(f"part-{number}" in names for names in pages) == 1
        else None
        for number in range(len(parts))
    ]


def pictures_of(parts: Sequence[str], css: str) -> list[bytes]:
    """Return parts, a page each, as PNG, a dot for a dot, with nothing but the dots in it."""
    return pages_of(_document(_one_after_the_other(parts), css).write_pdf())[0]


def pages_of(pdf: bytes, most: int | None = None) -> tuple[list[bytes], int]:
    """Return the first pages of a PDF as PNG, and how many there are in all."""
    try:
        import pypdfium2  # type: ignore[import-untyped]  # noqa: PLC0415  an extra
    except ImportError as error:
        raise _missing() from error
    document = pypdfium2.PdfDocument(pdf)
    count = len(document)
    pictures = []
    for number in range(count if most is None else min(most, count)):
        file = BytesIO()
        document[number].render(scale=1 / _DOTS).to_pil().convert("RGB").save(file, "PNG")
        pictures.append(file.getvalue())
    return pictures, count


def why_unavailable() -> str:
    """Return why nothing can be printed here, as a sentence; '' if it can."""
    try:
        import_module("weasyprint")  # an extra, and slow
    except (ImportError, OSError):  # OSError: Pango is missing
        return str(_missing())
    return ""


def _one_after_the_other(parts: Sequence[str]) -> str:
    marked = (
        f'<div id="part-{n}">{part.replace("id=end", f"id=end-{n}")}</div>'
        for n, part in enumerate(parts)
    )
    return f"<body>{''.join(marked)}</body>"


def _document(html: str, css: str) -> Any:
    try:
        from weasyprint import CSS, HTML  # type: ignore[import-untyped]  # noqa: PLC0415  slow
        from weasyprint.urls import URLFetcher  # type: ignore[import-untyped]  # noqa: PLC0415
    except (ImportError, OSError) as error:  # OSError: Pango is missing
        raise _missing() from error
    style = CSS(string=resource(css).read_text("utf-8"))
    page = HTML(string=html, url_fetcher=URLFetcher(allowed_protocols=("data",)))
    return page.render(stylesheets=[style])


def _missing() -> CuratorError:
    return CuratorError(
        tr(
            "PDFs and quote cards need WeasyPrint, which is not installed here or lacks the"
            " system’s Pango. Install it with “pip install curator[pdf]”, or save the page and"
            " print it to a file."
        )
    )
