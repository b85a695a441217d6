"""The index page of all stories in a library."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256

from jinja2 import Environment, StrictUndefined
from markupsafe import Markup

from curator.i18n import language, tr
from curator.resources import resource
from curator.writers.kit.look import OwnLook, page_styles
from curator.writers.kit.manuscript import Manuscript


@dataclass(frozen=True, slots=True)
class Entry:
    """A story in the index."""

    title: str
    address: str
    kicker: str = ""
    summary: str = ""


def entry(found: Manuscript, address: str) -> Entry:
    """Return a story's entry in the index."""
    return Entry(found.title, address, found.kicker, " ".join(found.small_print[:1]))


def index_page(title: str, entries: Sequence[Entry], own: OwnLook | None = None) -> str:
    """Return a page with a link to each story; own: the colour and font of the pages."""
    css = resource("templates/page.css").read_text("utf-8") + page_styles(own or OwnLook())
    environment = Environment(
        autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    template = environment.from_string(resource("templates/index.html").read_text("utf-8"))
    return template.render(
        language=language(),
        css=Markup(css),  # noqa: S704  our own file
        css_digest=b64encode(sha256(css.encode()).digest()).decode(),
        title=title,
        entries=entries,
        empty=tr("This library has no story yet."),
        made_with=tr("Made with Curator."),
    )
