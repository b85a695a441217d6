"""What a post says, word by word: in a form in which two posts can be compared.

Words are compared one by one, never by likeness: one word more, less or other may turn a
sentence round. What does not change what is said is set aside first: case, punctuation,
a client's way of writing letters, the handles a reply begins with, the hashtags at either
end, addresses, emoji. What is set aside is kept as `marks`, which two posts must not
contradict each other in.
"""

from __future__ import annotations

import re
import unicodedata
from typing import NamedTuple

_ADDRESS = re.compile(r"https?://[^\s”»\"]+|\bpic\.twitter\.com/\w+", re.IGNORECASE)
LONGEST = 4_000
"""Characters of a post that are looked at closely."""

_TAGS = 30
"""Hashtags at the end of a post that are set aside."""

_SHORTENED = re.compile(
    r"(?:https?://)?(?:t\.co|bit\.ly|ow\.ly|goo\.gl|buff\.ly|tinyurl\.com|is\.gd|j\.mp|fb\.me|"
    r"dlvr\.it|ift\.tt|lnkd\.in|wp\.me|youtu\.be|tmblr\.co|shar\.es|su\.pr|trib\.al|"
    r"pic\.twitter\.com)(?:/|$)|(?:https?://)?\w{2,6}\.\w{2}/[\w-]{4,10}$"
)
"""Addresses that lead elsewhere, made anew for each post that has them."""

_CUT_ADDRESS = re.compile(
    r"(?P<tag>[#＃]\w+)?\s+(?P<begun>h(?:t(?:tps?(?::/{0,2})?|t)?)?)(?:…|\.\.\.+)[\s\"”»)\]]*$"
)
"""The first signs of an address, at which a text was cut."""

_CUT = re.compile(r"(?:…|\.\.\.+)[\s\"”»)\]]*$")
_CUT_ENDS = ("…", "…”", '…"', "...", "...”", '..."')
_LABEL = re.compile(
    r"[\s(\[]*(?:[aqr]|ans(?:wer)?|question|respuesta|pregunta|réponse)\s?[.#]?\s?(\d{1,2})(?!\w)"
    r"[\s)\]]*(?:[(\[/]?\s?(\d{1,2})\s?(?:/|of)\s?\d{1,2}[)\]]?)?[\s:.)\]/–—-]*"
)
_LEADING = re.compile(r"[\s.\"“‘(]*@([\w.-]*\w(?:@[\w.-]*\w)?)[\s,:]*")
_TAG = re.compile(r"[\s(]*[#＃]([^\W\d]\w*|\d+\w*[^\W\d]\w*)[\s.!,)|]*")
_LAST_TAG = re.compile(r"[#＃](\w+)([^\w#＃@]*)$")
_MINUS = re.compile(r"(?<![\w.])[-−](?=\d)")
_FACES = re.compile(r"(?<![\w])(?:[:;=]['’]?-?([()DPp/|\[\]])|<(3))(?!\w)")
_APOSTROPHES = "’‘ʼ´`"
_INNER = re.compile(r"(?<!\w)'|'(?!\w)")
_KEPT_SIGNS = frozenset("%$€£¥₹<>=≠≤≥+×÷°^")
_SHORT = {
    "u": "you", "r": "are", "ppl": "people", "bc": "because", "cuz": "because", "b/c": "because",
    "thx": "thanks", "pls": "please", "plz": "please", "w/": "with", "w/o": "without",
    "govt": "government", "btwn": "between", "abt": "about", "dont": "don't", "cant": "can't",
    "isnt": "isn't", "arent": "aren't", "wasnt": "wasn't", "doesnt": "doesn't",
    "didnt": "didn't", "wouldnt": "wouldn't", "shouldnt": "shouldn't", "couldnt": "couldn't",
    "havent": "haven't", "hasnt": "hasn't", "wont": "won't", "im": "i'm", "ive": "i've",
    "youre": "you're", "theyre": "they're", "thats": "that's", "theres": "there's",
}  # fmt: skip
_SLASHED = re.compile(r"\b(?:w/o|w/|b/c)(?=[\s\w]|$)")
_JOINED = "'@_"
_PICTURE = "\x01"
"""Stands before a sign that is no word."""

_UNSPACED = (
    (0x0E00, 0x0EFF),  # Thai, Lao
    (0x1000, 0x109F),  # Burmese
    (0x1780, 0x17FF),  # Khmer
    (0x3040, 0x30FF),  # Japanese
    (0x3400, 0x4DBF),  # Chinese, and on
    (0x4E00, 0x9FFF),
    (0x20000, 0x3FFFF),
)
_EMOJI_FROM, _TINTS = 0x2000, range(0x1F3FB, 0x1F400)


class Marks(NamedTuple):
    """What a post has besides its words, in which it may contradict another."""

    label: str = ""
    """The number of the question it answers, as labelled."""

    part: str = ""
    """Which part of its answer it is."""

    to: frozenset[str] = frozenset()
    """The handles it begins with."""

    tags: frozenset[str] = frozenset()
    """The hashtags at its ends."""

    links: frozenset[str] = frozenset()
    signs: frozenset[str] = frozenset()
    """Emoji and the like."""

    asks: bool = False
    """It has a question mark."""


class Wording(NamedTuple):
    """What a post says."""

    words: tuple[str, ...]
    marks: Marks
    cut: bool
    """It ends in the middle, and says so."""

    partial: str = ""
    """The beginning of a word at which it was cut; not one of the words."""


class _Signs(dict[int, str]):
    """What becomes of each character: kept, kept as a word of its own, or parted at."""

    def __missing__(self, code: int) -> str:
        sign = chr(code)
        self[code] = made = _made_of(sign)
        return made


def _made_of(sign: str) -> str:
    code, kind = ord(sign), unicodedata.category(sign)
    if kind == "Cf" or code in _TINTS or unicodedata.name(sign, "").startswith("VARIATION SEL"):
        return ""
    if sign in _JOINED or (kind[0] in "LNM" and not _is_unspaced(code)):
        return sign
    if kind[0] in "LM" or sign in _KEPT_SIGNS:
        return f" {sign} "
    if kind in {"So", "Sk"} and code > _EMOJI_FROM:
        return f" {_PICTURE}{sign} "
    return " "


def _is_unspaced(code: int) -> bool:
    """Tell whether a letter is of a script that does not part its words."""
    return any(first <= code <= last for first, last in _UNSPACED)


_SIGNS = _Signs()


def plain(text: str) -> str:
    """Return a text without differences of case and of writing the same letters."""
    if not text.isascii():
        text = unicodedata.normalize("NFKC", text.replace("…", "\x02")).replace("\x02", "…")
        for sign in _APOSTROPHES:  # several times as quick as one translation
            text = text.replace(sign, "'")
    return text.casefold()


def wording(text: str, links: frozenset[str] = frozenset(), *, cut: bool = False) -> Wording:
    """Return what a text says. Its addresses are looked past; links: where they lead."""
    text = plain(text)
    if len(text) > LONGEST:  # an essay, or an attack: compared as it stands
        return Wording(*_words(text)[:1], Marks(), cut=False)
    text, links = _without_addresses(text, links)
    if text.endswith(_CUT_ENDS):
        text, cut = _without_cut_address(text, cut=cut)
    text, ending = _without_last_tags(text)
    if found := _CUT.search(text):
        text = text[: found.start()]
    elif cut:
        text = text.rstrip()
    text, to, label, part, beginning = _beginning(text)
    faces: frozenset[str] = frozenset()
    if ":" in text or "<" in text or ";" in text or "=" in text:
        faces = frozenset(found[1] or found[2] for found in _FACES.finditer(text))
    words, signs = _words(_FACES.sub(" ", text) if faces else text)
    marks = Marks(label, part, to, ending | beginning, links, signs | faces, _asks(text))
    if (found or cut) and words and text[-1:].isalnum() and not _is_unspaced(ord(text[-1])):
        return Wording(words[:-1], marks, cut=True, partial=words[-1])
    return Wording(words, marks, bool(found or cut))


def _without_addresses(text: str, links: frozenset[str]) -> tuple[str, frozenset[str]]:
    """Take off the addresses, and tell where they lead, if that can be known."""
    if "http" in text or "pic.twitter" in text:
        links = links or frozenset(_bare(address) for address in _ADDRESS.findall(text))
        text = _ADDRESS.sub(" ", text)
    if links:
        links = frozenset(link for link in links if not _SHORTENED.match(link))
    return text, links


def _without_cut_address(text: str, *, cut: bool) -> tuple[str, bool]:
    """Take off the first signs of an address at the end, and tell whether words are cut too.

    Behind a hashtag, or where they are surely an address, all the words are there.
    """
    found = _CUT_ADDRESS.search(text)
    if found is None:
        return text, cut
    whole = bool(found["tag"]) or len(found["begun"]) > len("ht")
    return text[: found.start("begun")] + ("" if whole else "…"), cut and not whole


def _bare(address: str) -> str:
    return address.rstrip(".,;:!?)/").removeprefix("https://").removeprefix("http://")


def _asks(text: str) -> bool:
    return "?" in text or "؟" in text


def _without_last_tags(text: str) -> tuple[str, frozenset[str]]:
    tags = set[str]()
    for _ in range(_TAGS):
        found = _LAST_TAG.match(text, start) if (start := text.rfind("#")) >= 0 else None
        if found is None:
            break
        if not found[2].startswith(("…", "...")):  # else it may be half a tag
            tags.add(found[1])
        while start and (text[start - 1] in "(|" or text[start - 1].isspace()):
            start -= 1
        text = f"{text[:start]} {found[2]}".rstrip()
    return text, frozenset(tags)


def _beginning(text: str) -> tuple[str, frozenset[str], str, str, frozenset[str]]:
    """Take off the handles, the hashtags and the label that a text begins with."""
    to, tags, label, part = set[str](), set[str](), "", ""
    while True:
        if found := _LEADING.match(text):
            to.add(found[1])
        elif found := _TAG.match(text):
            tags.add(found[1])
        elif not label and (found := _LABEL.match(text)):
            label, part = found[1], found[2] or ""
        else:
            return text, frozenset(to), label, part, frozenset(tags)
        text = text[found.end() :]


def _words(text: str) -> tuple[tuple[str, ...], frozenset[str]]:
    if "/" in text:
        text = _SLASHED.sub(lambda found: f" {_SHORT[found[0]]} ", text)
    if "&" in text:
        text = text.replace("&", " and ")
    if "-" in text or "−" in text:
        text = _MINUS.sub(" minus ", text)
    if "'" in text:
        text = _INNER.sub(" ", text)
    text = text.translate(_SIGNS)
    tokens = text.split()
    signs: frozenset[str] = frozenset()
    if _PICTURE in text:
        signs = frozenset(token[1:] for token in tokens if token[0] == _PICTURE)
        tokens = [token for token in tokens if token[0] != _PICTURE]
    if _SHORT.keys().isdisjoint(tokens):
        return tuple(tokens), signs
    return tuple([_SHORT.get(token, token) for token in tokens]), signs
