"""Words that WordPress leaves as they are: no shortcode, embed, curled quote or smiley of them.

Its filters look for plain signs, and leave alone those that are written as numbers. It
writes such numbers with at least three digits itself, so that they stay byte for byte. A
bracket also stands in an element of its own: the editor, when something is pasted, reads the
numbers first and looks for shortcodes then.
"""

from __future__ import annotations

import re
from html import escape

_CHANGED = re.compile(
    r"[\[\]\"'`]|--+|\.\.\.|(?<=\d)x(?=\d)|\((?=tm\))|:(?=//)|(?<=mailto):|www(?=\.)"
    r"|(?<!\w)[:;](?=[-\w)(|?!\]])|(?<!\w)8(?=-?[)O])|(?<=[-:])[)(|]|^\*(?=\s)|&(?=#?\w+;)|\{|\}",
    re.IGNORECASE,
)
"""Signs of shortcodes, quotation marks, dashes, dots, sizes, trademarks, addresses, smileys."""


def wordpress_words(text: str) -> str:
    """Return words as HTML in which nothing is left for WordPress to change."""
    parts, at = [], 0
    for found in _CHANGED.finditer(text):
        parts.append(escape(text[at : found.start()], quote=False))
        parts.extend(f"&#{ord(sign):03};" for sign in found[0])
        if found[0] == "[" and re.match(r"[\w/]", text[found.end() :]):
            parts[-1] = f"<var>{parts[-1]}</var>"
        at = found.end()
    return "".join((*parts, escape(text[at:], quote=False)))
