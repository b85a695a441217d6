"""A newsletter: lean HTML for mail, its plain text, a message to open, Markdown for Buttondown.

Mail programs know little, and each something else; so all is in tables with the styles written
in, and nothing is used that Gmail, Outlook or Apple Mail drop. Gmail cuts a mail at 102 kB,
which the pictures are no part of. The message (.eml) opens as a draft, pictures inside.
"""

from __future__ import annotations

from collections.abc import Iterator
from email.message import EmailMessage
from email.policy import SMTP
from pathlib import PurePosixPath
from typing import Final
from urllib.parse import quote

from markupsafe import Markup
from typing_extensions import override

from curator.i18n import language
from curator.model import Story
from curator.writers.kit.html_body import Address, Look, Setting
from curator.writers.kit.look import (
    OwnLook,
    filled,
    font_family,
    original_template,
    readable,
    restyled,
)
from curator.writers.kit.manuscript import Manuscript, Piece, Shown, manuscript
from curator.writers.kit.markdown_body import Flavour, markdown_body
from curator.writers.kit.plain_text import plain_text

TITLE = "Newsletter"
HINT = "Mail, text, and a draft"
GROUP: Final = "mail"
SUFFIX = ".html"

_FACE = "font-family:Helvetica,Arial,sans-serif"
_INK, _FAINT, _ACCENT = "#1B1D1C", "#5B605C", "#0B6A70"
_BODY = f"{_FACE};font-size:16px;line-height:25px;color:{_INK}"
_SMALL = f"{_FACE};font-size:13px;line-height:20px;color:{_FAINT}"
_WIDEST = 320
"""Pixels of a picture shown in its own size: the width of a phone."""

_STYLES = {
    "h1": f"margin:0 0 16px 0;{_FACE};font-size:28px;line-height:34px;color:{_INK}",
    "kicker": f"margin:0 0 6px 0;{_SMALL}",
    "h2": f"margin:28px 0 10px 0;{_FACE};font-size:22px;line-height:28px;color:{_INK}",
    "h3": f"margin:20px 0 8px 0;{_FACE};font-size:18px;line-height:24px;color:{_INK}",
    "h4": f"margin:16px 0 6px 0;{_FACE};font-size:16px;line-height:22px;color:{_INK}",
    "p": f"margin:0 0 12px 0;{_BODY}",
    "li": f"margin:0 0 6px 0;{_BODY}",
    "ul": "margin:0 0 12px 0;padding:0 0 0 22px",
    "ol": "margin:0 0 12px 0;padding:0 0 0 22px",
    "words": f"margin:0 0 8px 0;{_BODY}",
    "credit": f"margin:0;{_SMALL}",
    "small": f"margin:0 0 12px 0;{_SMALL}",
    "note": f"margin:0 0 12px 0;{_SMALL}",
    "quote": "margin:0;padding:0",
    "pull": "margin:0;padding:0",
    "figure": "margin:0 0 18px 0",
    "a": f"color:{_ACCENT}",
    "author": f"color:{_ACCENT}",
    "hr": "height:1px;border:0;background-color:#CCCFCB;margin:24px 0",
}


def write(story: Story, name: str) -> Iterator[tuple[PurePosixPath, bytes]]:
    """Yield the mail's HTML, its text, the message, Markdown, and the pictures."""
    yield from dressed(story, name, OwnLook())


def dressed(story: Story, name: str, own: OwnLook) -> Iterator[tuple[PurePosixPath, bytes]]:
    """Yield the same in a look of the user's."""
    found, folder = manuscript(story), f"{name}_media"
    html = mail_html(found, lambda shown: quote(f"{folder}/{shown.name}"), own)
    yield PurePosixPath(name + SUFFIX), html.encode()
    yield PurePosixPath(f"{name}.txt"), plain_text(found).encode()
    yield PurePosixPath(f"{name}.eml"), _message(found, own)
    markdown = markdown_body(found, Flavour(folder, titled=False))
    yield PurePosixPath(f"{name}-buttondown.md"), markdown.encode()
    yield from found.files(folder)


def mail_html(found: Manuscript, address: Address, own: OwnLook) -> str:
    """Return the HTML of a mail; address tells where a picture is."""
    swaps = [(_ACCENT, readable(own.accent))] if own.accent else []
    if own.font:
        swaps.append((_FACE, f"font-family:{font_family(own.font)}"))
    styles = restyled(_STYLES, swaps)
    setting = _Mail(
        Look(address, styles=styles, languages=True, widest=_WIDEST), own.accent or _ACCENT
    )
    template = own.template or original_template("newsletter")
    known = {part: Markup(style) for part, style in styles.items()}  # noqa: S704  our own
    return filled(found, setting, template, language=language(), styles=known) + "\n"


class _Mail(Setting):
    """Sets quotes in one-cell tables, whose borders all mail programs show.

    One cell, because screen readers take such a table for layout and read through it; the role
    that would say so is dropped by Windows Mail.
    """

    def __init__(self, look: Look, edge: str) -> None:
        super().__init__(look)
        self._edge = edge

    @override
    def piece(self, piece: Piece) -> Iterator[str]:
        """Yield the elements of a piece."""
        for part in super().piece(piece):
            yield self._edged(part) if part.startswith("<blockquote") else part

    def _edged(self, quote: str) -> str:
        return (
            '<table width="100%" cellpadding="0" cellspacing="0" border="0">'
            f'<tr><td style="border-left:3px solid {self._edge};padding:2px 0 2px 14px">'
            f"{quote}</td></tr></table>"
            '<div style="height:16px;line-height:16px;font-size:1px">&nbsp;</div>'
        )


def _message(found: Manuscript, own: OwnLook) -> bytes:
    """Return a mail that opens as a draft: text, HTML and pictures."""
    message = EmailMessage(policy=SMTP.clone(cte_type="7bit"))
    message["Subject"] = found.title
    message["X-Unsent"] = "1"
    message.set_content(plain_text(found))
    ids = {each.name: f"{each.name}@curator" for each in found.pictures}
    html = mail_html(found, lambda shown: f"cid:{ids[shown.name]}", own)
    message.add_alternative(html, subtype="html")
    for part in message.iter_parts():
        if part.get_content_type() == "text/html":
            for each in found.pictures:
                _embed(part, each, ids[each.name])
    _fixed_boundaries(message)
    return message.as_bytes()


def _embed(part: object, shown: Shown, name: str) -> None:
    if isinstance(part, EmailMessage) and shown.picture:
        kind = "jpeg" if shown.picture.suffix == ".jpg" else "png"
        part.add_related(
            shown.picture.content, "image", kind,
            cid=f"<{name}>", filename=shown.name, disposition="inline",
        )  # fmt: skip


def _fixed_boundaries(message: EmailMessage) -> None:
    """Use fixed boundaries between parts, so that the same story gives the same file."""
    for number, part in enumerate(message.walk()):
        if part.is_multipart():
            part.set_boundary(f"----curator-part-{number}----")
