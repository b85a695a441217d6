r"""Words of other people in Markdown: shown as they were posted, and readable unrendered.

Only what a renderer would take for markup where it stands is escaped: "#Hook" at the start
of a line becomes "\#Hook", elsewhere it stays. A backslash is used where CommonMark,
GitHub's Markdown and Python-Markdown all understand it, an entity where they do not.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from typing import TypeAlias

from curator.writers.kit.safe_words import Run

_LINK = "\ufffc"
"""Stands for each letter of a link while the words around it are looked at."""

_TOP_DOMAINS = (
    r"(?:[a-z]{2}|biz|com|edu|gov|net|org|pro|web|xxx|aero|asia|coop|info|museum|name|shop|рф"
    r"|xn--[a-z0-9-]+)(?![^\W_])"
)
_PUNCTUATION = r"!-/:-@\[-`{-~"
_BRACKETS = re.compile(rf"\]\s?[(\[:{_LINK}]|\[[\^!\[]|[!^]\[|\[TOC\]|(?:\[[^\[]*){{20}}")
_MATHS = re.compile(r"\$\$|\$(?=\S)[^$]*(?<=\S)\$(?!\d)")
_ALONE = re.compile(r"[ \t]+\S|\s*$")
_DELIMITER = re.compile(r"[-*_=:|+~#> \t]+")

_ENTITY = "&#{};"
_BACKSLASH = "\\{}"

_INLINE: Sequence[tuple[re.Pattern[str], str]] = (
    (re.compile(rf"\\(?=[{_PUNCTUATION}{_LINK}\n]|\s*$|\s*\n)"), "&#92;"),
    (re.compile(r"&(?=#\w|\w+;)"), "&amp;"),
    (re.compile(r"<(?=[^\s\d=-])|<(?=[^\s>]{0,200}@)"), "&lt;"),
    (re.compile(r"\{"), "&#123;"),
    (re.compile(rf"!(?={_LINK})"), "&#33;"),
    (re.compile(r"(?<=:)/(?=/)|(?<!\S)/(?=/)|(?<=[^\w\s:/])/(?=/)"), "&#47;"),
    (re.compile(r"(?<=mailto):", re.IGNORECASE), "&#58;"),
    (re.compile(r"(?<=[\w.+-])@(?=\w)"), "&#64;"),
    (re.compile(rf"(?<=\w)\.(?={_TOP_DOMAINS})|(?<=www)\.", re.IGNORECASE), r"\."),
)
"""What is escaped wherever it stands: the places, and what is written there."""

_AT_START: Sequence[tuple[re.Pattern[str], str]] = (
    (re.compile(r"()#"), r"\#"),
    (re.compile(r"()>"), r"\>"),
    (re.compile(r"()\+(?=\s|$)"), r"\+"),
    (re.compile(r"()-(?=\s|$)"), r"\-"),
    (re.compile(r"()\*(?=\s|$)"), r"\*"),
    (re.compile(r"()_(?=\s|$)"), r"\_"),
    (re.compile(r"(\d+)\.(?=\s|$)"), r"\."),
    (re.compile(r"(\d+)\)(?=\s|$)"), r"\)"),
    (re.compile(r"():(?=\s|$)"), "&#58;"),
    (re.compile(r"()!(?=!! ?\w)"), r"\!"),
    (re.compile(r"()\|(?=\s)"), r"\|"),
)
"""What is escaped at the start of a line, behind what the group holds."""


Live: TypeAlias = re.Pattern[str] | None
"""Signs that one renderer, unlike CommonMark, takes for more than signs: written as numbers."""


def quoted_words(words: Iterable[Run], *, labels: bool = False, live: Live = None) -> list[str]:
    """Return a post's words as lines of Markdown; an empty line parts two paragraphs.

    labels: the story's own passages define links by label, so brackets are never safe.
    """
    runs = list(words)
    looked_at = "".join(_LINK * len(r.text) if r.address else r.text for r in runs)
    apart = "\0".join(r.text for r in runs)  # a backtick before a link is no run with its first
    escapes = _escapes(looked_at, apart, labels=labels, live=live)
    written: list[str] = []
    at = 0
    for run in runs:
        if run.address:
            written.append(link(run.text, run.address, live=live))
        else:
            letters = enumerate(run.text, start=at)
            written.extend(escapes.get(i, letter) for i, letter in letters)
        at += len(run.text)
    return _lines("".join(written))


def line(text: str, *, labels: bool = False, live: Live = None) -> str:
    """Return words that stay on one line behind others, such as a heading's or a name."""
    text = "x " + " ".join(text.split())
    escapes = _escapes(text, text, labels=labels, live=live)
    words = "".join(escapes.get(i, letter) for i, letter in enumerate(text))[2:]
    return re.sub(r"#(?=#*$)", r"\#", words)


def link(shown: str, address: str, *, live: Live = None) -> str:
    """Return a link; one that shows its own address is written as that."""
    if (
        shown == address
        and re.fullmatch(r"https?://[a-z0-9./-]+", address)
        and "xn--" not in shown
    ):
        return f"<{address}>"
    return f"[{in_brackets(shown, live=live)}]({_destination(address)})"


def in_brackets(text: str, *, live: Live = None) -> str:
    """Return words that stand between brackets: what a link shows, or describes a picture.

    No backslashes: marked takes them away before it looks for pictures and emphasis there.
    """
    written = line(text, labels=True, live=live)
    written = re.sub(rf"\\([{_PUNCTUATION}])", lambda found: _entity(found[1]), written)
    return re.sub(r"[*`]", lambda found: _entity(found[0]), written)


def _destination(address: str) -> str:
    """Return an address that ends where it should, its other signs as percentages."""
    return re.sub(
        r"[^A-Za-z0-9._~:/?#@!$&+,;=%-]|&(?=#?\w+;)",
        lambda found: "".join(f"%{byte:02X}" for byte in found[0].encode()),
        address,
    )


def _escapes(looked_at: str, whole: str, *, labels: bool, live: Live) -> dict[int, str]:
    """Return what to write in place of which letter."""
    found = _bars(looked_at)
    for match in live.finditer(looked_at) if live else ():
        found.update((i, _entity(looked_at[i])) for i in range(*match.span()))
    return found | _markup(looked_at, whole, labels=labels)


def _markup(looked_at: str, whole: str, *, labels: bool) -> dict[int, str]:
    """Return the escapes of what every renderer takes for markup."""
    found: dict[int, str] = {}
    for pattern, written in _INLINE:
        found.update((match.start(), written) for match in pattern.finditer(looked_at))
    for places in (_brackets, _emphasis, _strikes, _maths):
        found.update(places(looked_at))
    if labels:
        found.update(_replacements(looked_at, r"[\[\]]", _BACKSLASH))
    if len(re.findall("`+", whole)) > 1 or "```" in whole:
        found.update(_replacements(looked_at, "`", _BACKSLASH))
    for match in re.finditer(r"[^\n]+", looked_at):
        found.update(_at_start(match[0], match.start()))
    return found


def _at_start(text: str, at: int) -> dict[int, str]:
    """Return the escapes that the start of a line calls for."""
    begin = len(text) - len(text.lstrip())
    text = text.strip()
    if _DELIMITER.fullmatch(text):
        found = _replacements(text, r"^[-+#>]|[*_]", _BACKSLASH) | _replacements(
            text, r"^[=:|]|~", ""
        )
        return {at + begin + i: written for i, written in found.items()}
    for pattern, written in _AT_START:
        if match := pattern.match(text):
            return {at + begin + match.end(1): written}
    return {}


def _bars(text: str) -> dict[int, str]:
    """Escape bars in paragraphs with one in every line: kramdown makes tables of them.

    See `TABLE_LINE` in kramdown's parser. A link may show a bar, so its line counts as one.
    """
    found: dict[int, str] = {}
    for paragraph in re.finditer(r"[^\n]+(?:\n(?![ \t]*\n)[^\n]+)*", text):
        lines = paragraph[0].split("\n")
        if all("|" in each or _LINK in each for each in lines):
            bars = _replacements(paragraph[0], r"\|", _BACKSLASH)
            found.update((paragraph.start() + i, written) for i, written in bars.items())
    return found


def _brackets(text: str) -> dict[int, str]:
    return _replacements(text, r"[\[\]]", _BACKSLASH) if _BRACKETS.search(text) else {}


def _emphasis(text: str) -> dict[int, str]:
    """Escape stars and underscores, unless each kind is alone or cannot be emphasis."""
    found: dict[int, str] = {}
    for sign, harmless in (("*", _between_spaces), ("_", _within_word)):
        signs = [m for m in re.finditer(f"{re.escape(sign)}+", text) if not harmless(text, m)]
        if len(signs) > 1 or any(len(m[0]) > 2 for m in signs):  # noqa: PLR2004  *** is markup alone
            for match in signs:
                found.update((i, _BACKSLASH.format(sign)) for i in range(*match.span()))
    return found


def _strikes(text: str) -> dict[int, str]:
    signs = re.findall(r"(?<=\S)~|~{2,}", text)
    return _replacements(text, "~", "") if signs and text.count("~") > 1 else {}


def _maths(text: str) -> dict[int, str]:
    return _replacements(text, r"\$", "") if _MATHS.search(text) else {}


def _between_spaces(text: str, found: re.Match[str]) -> bool:
    """Tell whether signs stand by themselves; at the end of a line Markdown may see more."""
    before, _ = _neighbours(text, found)
    return not before.strip() and bool(_ALONE.match(text, found.end()))


def _within_word(text: str, found: re.Match[str]) -> bool:
    before, after = _neighbours(text, found)
    return (before.isalnum() and after.isalnum()) or _between_spaces(text, found)


def _neighbours(text: str, found: re.Match[str]) -> tuple[str, str]:
    before = text[found.start() - 1] if found.start() else ""
    return before, text[found.end() : found.end() + 1]


def _replacements(text: str, pattern: str, form: str) -> dict[int, str]:
    write: Callable[[str], str] = form.format if form else _entity
    return {match.start(): write(match[0]) for match in re.finditer(pattern, text)}


def _entity(sign: str) -> str:
    return _ENTITY.format(ord(sign))


def _lines(written: str) -> list[str]:
    """Return lines with hard breaks between those of one paragraph."""
    found: list[str] = []
    for text in (line.strip() for line in written.split("\n")):
        if text and found and found[-1]:
            found[-1] += "  "
        if text or (found and found[-1]):
            found.append(text)
    return found[:-1] if found and not found[-1] else found
