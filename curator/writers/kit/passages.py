"""The editor's Markdown as HTML: few, safe tags, and bounded processing time."""

from __future__ import annotations

import re
import string

import markdown
import nh3
from markdown.extensions.sane_lists import SaneListExtension
from markdown.extensions.tables import TableExtension
from markupsafe import Markup

_LONGEST = 50_000
_MOST = {"[": 400, "<": 400, "`": 600, "*": 1_000, "_": 1_000, ">": 1_000, "&": 2_000, "\\": 2_000}
"""Above this many of a sign, Python-Markdown's time grows with the square; see THREATS."""

_DEEPEST = re.compile(r"^(?:[ \t]{40}|[ \t]*(?:> ?){12})", re.MULTILINE)
_TITLES = re.compile(r"^(?:#|=+[ \t]*$|-+[ \t]*$)", re.MULTILINE)
_MOST_TITLES = 500
_TAGS = {
    "p",
    "br",
    "strong",
    "em",
    "b",
    "i",
    "del",
    "a",
    "ul",
    "ol",
    "li",
    "blockquote",
    "q",
    "cite",
    "code",
    "pre",
    "h3",
    "h4",
    "h5",
    "h6",
    "hr",
    "sup",
    "sub",
    "abbr",
    "table",
    "thead",
    "tbody",
    "tr",
    "th",
    "td",
}
_ATTRIBUTES = {"a": {"href", "title"}, "abbr": {"title"}, "ol": {"start"}}
_ADDRESS = re.compile(r"(?:https?://|mailto:|#)", re.IGNORECASE)
_HEADING = re.compile(r"(?<=<)(/?)h([1-6])\b")
_LOWERED = {"1": "3", "2": "3", "3": "4", "4": "5", "5": "6", "6": "6"}


def passage_html(text: str) -> Markup:
    """Return a passage as HTML, its headings below those of the story.

    A passage too long or too tangled to be read in good time comes as plain paragraphs.
    """
    if len(text) > _LONGEST or _DEEPEST.search(text) or _is_too_complex(text):
        return _plain(text)
    try:
        written = _reader().convert(text)
    except RecursionError:
        return _plain(text)
    lowered = _HEADING.sub(lambda found: f"{found[1]}h{_LOWERED[found[2]]}", written)
    safe = nh3.clean(
        lowered,
        tags=_TAGS,
        attributes=_ATTRIBUTES,
        attribute_filter=_whole_address,
        url_schemes={"http", "https", "mailto"},
        link_rel="noopener",
        strip_comments=True,
    )
    return Markup(safe)  # noqa: S704  nh3 let through only the tags above


def _reader() -> markdown.Markdown:
    """Return the Markdown parser; a backslash escapes any sign, as in CommonMark."""
    # by name, they would be looked for among all that is installed
    reader = markdown.Markdown(extensions=[SaneListExtension(), TableExtension()])
    reader.ESCAPED_CHARS = list(string.punctuation)
    return reader


def _whole_address(_tag: str, name: str, value: str) -> str | None:
    """Drop a relative address, such as 'page.html', which depends on where the page is."""
    return value if name != "href" or _ADDRESS.match(value) else None


def _is_too_complex(text: str) -> bool:
    many = any(text.count(sign) > most for sign, most in _MOST.items())
    return many or len(_TITLES.findall(text)) > _MOST_TITLES


def _plain(text: str) -> Markup:
    parts = (part.strip() for part in re.split(r"\n\s*\n", text))
    return Markup("\n").join(Markup("<p>{}</p>").format(part) for part in parts if part)
