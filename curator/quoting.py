"""A quote as its story shows it: tidied or as it was posted, the parts of a thread as one.

Readers of a recap need neither “A3” nor the chat's hashtag forty times. Tidying leaves out
whom a labelled answer or a reply to oneself is addressed to, and at either edge the answer
label, the counter of a part, the chat's own hashtag and account, what is left of an address
that was cut off, and the address of a quoted post or a picture, which web sites hide. Nothing
inside the sentence changes, and the archive never does: `cuts` says what is left out.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import replace
from functools import cache
from typing import Literal, NamedTuple, TypeAlias

from curator.i18n import tr
from curator.labels import label_of
from curator.model import CUT, REDACTED, Passage, Post, PullQuote, Quote, Span, Story
from curator.resources import resource

CutKind: TypeAlias = Literal["label", "mention", "hashtag", "address"]

_SPACE = "\\s\u200b\u200e\u200f"
_SPACES = re.compile(f"[{_SPACE}]*")
_SPACES_BEFORE = re.compile(f"[{_SPACE}]*$")
_PARTING = re.compile(rf"[{_SPACE}]*(?:(?:[:：|,;~•·]|[.–—-](?=[{_SPACE}]))[{_SPACE}]*)*")
"""Separators between a leading hashtag or handle and the text."""

_PARTED = re.compile(rf"(?:[{_SPACE}]+[|~•·–—-]+)?[{_SPACE}]*$")
"""Separators between the text and a trailing hashtag."""

_LABEL = re.compile(
    rf"""[\[(*\#]?\s?(?:[^\W\d_]+\W{{0,3}}(?:\d{{1,2}}|[^\W\d_]+)|[^\W\d_]+\squestion)[ab]?
    (?:/\d(?!\d)|(?:\.\d(?!\d)){{1,2}})?(?:\s?(?:[,/&+]|and)\s?[aqr]\W?\d{{1,2}}(?!\w))*
    [{_SPACE}]?(?:[)\]*）](?![)\]）]))?(?:\.{{2,}}|…)?
    [{_SPACE}]*(?:[(\[]?\d[{_SPACE}]?(?:/|of)[{_SPACE}]?\d[)\]]?(?!\w|\s+of\b))?
    [{_SPACE}]*(?:[(\[]?cont(?:'d|’d|inued|d)?\.?[)\]:])?
    [{_SPACE}]*(?:(?:[)）\]](?![)\]）])|[:：|/>,、;!]|\.(?![.\d])|[–—-](?!\d)|[–—-](?=[{_SPACE}]))[{_SPACE}]*)*""",
    re.IGNORECASE | re.VERBOSE,
)
"""A label with its part number and its separator; brackets that come in twos are none."""

_COUNTER = re.compile(
    rf"[(\[]?(\d)[{_SPACE}]?/[{_SPACE}]?(\d)(?![\w/%])[)\]]?(?:[:.,–—-]+(?=[{_SPACE}]))*"
)
_LAST_COUNTER = re.compile(r"(?<!\S)[(\[]?(\d)\s?/\s?(\d)[)\]]?[.…]*$")
"""Which of how many posts a part of a thread is: '(1/2)'."""

_NAMELESS = re.compile(rf"(?:{re.escape(REDACTED)}[{_SPACE}]*)+")
_STOPS = re.compile(r"[.!?…,;:)]+$")
_ENDS = frozenset(".!?…:;,")
_CUT_OFF = re.compile(
    r"""(?<![^\s(“"])(?:
      (?:https?:/{0,2}|pic\.tw|(?:https?://)?t\.co/)\S*(?:…|\.\.\.)
    | ht{2}ps?(?:…|\.\.\.) | htt
    | https?(?::/{0,2}(?:t(?:\.(?:co?/?)?)?)?)?
    | https?://t\.co/\w{1,6}(?=$)
    )$""",
    re.VERBOSE,
)
_ADDRESS = re.compile(
    r"(?<!\S)(?:https?://|pic\.twitter\.com/|www\.|(?:mobile\.)?(?:twitter|x)\.com/)\S+(?:\s…)?$"
)
_OF_A_POST = re.compile(
    r"(?:https?://)?(?:(?:www|mobile)\.)?(?:twitter|x)\.com/(?:\#!/)?\w+/status(?:es)?/",
    re.IGNORECASE,
)
_OF_A_PICTURE = re.compile(r"(?:https?://)?pic\.twitter\.com/\w", re.IGNORECASE)
_POINTS = (":", "：", ">", "→", "➡", "👉", "👇", "=")
"""Signs at the end of words that need the address after them: 'Read this: …'."""

_WHOLE = re.compile(r"(?:https?://)?t\.co/\w{10}(?!\w)")
_LAST_LOOKED_AT = 120
"""Characters at the end in which a cut-off address is looked for."""

_TWEETS_IT = re.compile(rf"[{_SPACE}]*tweet[{_SPACE}]+(?:it|this|that|them)\b")
"""No noun of the hashtag before it: '#roofchat tweet it', but '#roofchat tweet'."""

_TIE = re.compile(
    rf"[{_SPACE}]*(?:of|from|for|in|on|at|to|de|del|du|von|vom|aus|van|di|do|da)[{_SPACE}]+(?=[#＃])"
)
"""What ties a label to the hashtag behind it: 'Q3 of #roofchat'."""

_OF_A_NAME = frozenset(("is", "s", "vs", "has", "est", "ist", "es"))
"""Words after 'A2' that make it a name: 'A2 is where I begin'."""

_ANSWER_TAG = re.compile(r"[ar]\d{1,2}", re.IGNORECASE)
"""A label written as a hashtag: '#A3'."""

_FIRST_WORD = re.compile(r"\s*['’]?([^\W\d_]+)")
_LAST_WORD = re.compile(r"(?<!\d)([^\W\d_]+)[\s(]*$")
_LONGEST_WORD = 40
_WHOLE_POST = (1, 1)
_DIRECTIONS = "\u200e\u200f"
_COMMON = 0.5
_FEWEST = 4


class Cut(NamedTuple):
    """A range of a post's text that a tidied quote leaves out."""

    start: int
    end: int
    kind: CutKind


class _Token(NamedTuple):
    """An element at either end of a post that is not part of its sentence."""

    start: int
    end: int
    kind: CutKind | Literal[""]
    """Why it may be left out; empty: it stays."""


def shown_post(quote: Quote, story: Story) -> Post:
    """Return the post that stands where a story quotes one: whole, or tidied.

    The further parts of a thread follow as paragraphs of it, with their pictures.
    """
    parts = (quote.post, *quote.rest)
    if story.tidy and not quote.as_posted:
        parts = tuple(tidied(part, story.hashtags, at) for at, part in _numbered(parts))
    return joined(parts)


def passage_markdown(passage: Passage) -> str:
    """Return the Markdown of the editor's text as it is printed: a note says that it is one."""
    if not passage.is_note:
        return passage.text
    return tr("**Note:** {words}", words=passage.text.strip())


def is_tidied(quote: Quote | PullQuote, story: Story) -> bool:
    """Tell whether tidying leaves anything out of a quote."""
    if isinstance(quote, PullQuote) or quote.as_posted or not story.tidy:
        return False
    parts = _numbered((quote.post, *quote.rest))
    return any(cuts(part, story.hashtags, at) for at, part in parts)


def joined(parts: Sequence[Post]) -> Post:
    """Return posts of one person as one post: the first, with the words of the others behind."""
    whole, *rest = parts
    for part in rest:
        begun = f"{whole.text.rstrip()} {CUT}" if whole.cut else whole.text.rstrip()
        before, by = f"{begun}\n\n", len(begun) + 2
        whole = replace(
            whole,
            text=before + part.text,
            spans=(*whole.spans, *(_moved(span, by) for span in part.spans)),
            media=(*whole.media, *part.media),
            cut=part.cut,
        )
    return whole


def tidied(post: Post, hashtags: Collection[str], part: tuple[int, int] = _WHOLE_POST) -> Post:
    """Return a post without what tidying leaves out, its spans where they are now."""
    left_out = cuts(post, hashtags, part)
    if not left_out:
        return post
    spans: list[Span] = []
    kept: list[str] = []
    at = gone = 0
    for cut in (*left_out, Cut(len(post.text), len(post.text), "label")):
        kept.append(post.text[at : cut.start])
        inside = (s for s in post.spans if at <= s.start and s.end <= cut.start)
        spans.extend(_moved(span, -gone) for span in inside)
        gone += cut.end - cut.start
        at = cut.end
    return replace(post, text="".join(kept), spans=tuple(spans))


def cuts(
    post: Post, hashtags: Collection[str], part: tuple[int, int] = _WHOLE_POST
) -> tuple[Cut, ...]:
    """Return what tidying leaves out of a post, in order and apart.

    hashtags: the chat's own, in small letters and without the sign; the account of that name is
    the chat's. part: which of how many posts that are shown as one it is. Of a post that has
    nothing else nothing is left out.
    """
    before, words = _leading(post, frozenset(hashtags), part)
    behind = _trailing(post, frozenset(hashtags), words, part)
    found = _without_overlap(
        [*_before_words(post.text, before, words), *_behind_words(post.text, behind)]
    )
    if not found or not _says_something(post.text, found):
        return ()
    return found


def goes_on_with_hashtag(words: str) -> bool:
    """Tell whether a sentence needs the hashtag after it: 'what you take from tonight’s'."""
    last = _last_word(words, len(words))
    return last in _before_hashtag() or words.rstrip().endswith(("'s", "’s"))


def common_hashtags(posts: Sequence[Post]) -> frozenset[str]:
    """Return the hashtags, folded, of at least half of some posts; of few posts, none."""
    tags = Counter(
        tag
        for post in posts
        for tag in {span.value.casefold() for span in post.spans if span.kind == "hashtag"}
    )
    if len(posts) < _FEWEST:
        return frozenset()
    return frozenset(tag for tag, count in tags.items() if count >= _COMMON * len(posts))


def _numbered(parts: Sequence[Post]) -> Iterator[tuple[tuple[int, int], Post]]:
    """Yield the parts of a quote, each with its number and how many there are.

    Without counters in all of them they are not numbered: '1/2' is a half.
    """
    many = len(parts)
    counters = (rf"(?<![\w/]){number}\s?/\s?{many}(?![\w/%])" for number in range(1, many + 1))
    counted = all(re.search(each, part.text) for each, part in zip(counters, parts, strict=True))
    for number, part in enumerate(parts, 1):
        yield (number, many) if counted else _WHOLE_POST, part


def _leading(post: Post, own: frozenset[str], part: tuple[int, int]) -> tuple[list[_Token], int]:
    """Return the elements before the text of a post, and where the text begins."""
    text, found = post.text, list[_Token]()
    label = _with_chat(_label(text), post, own)
    at = _spaces(text, 0)
    while at < len(text):
        if label and at == label.start:
            token: _Token | None = label
        elif counter := _counted(_COUNTER.match(text, at), part):
            token = _Token(at, counter.end(), "label")
        else:
            token = _before_label(post, at, label, own)
        if token is None:
            break
        found.append(token)
        at = _parting(text, token.end) if token.kind else _spaces(text, token.end)
    if found and _is_subject(post, found[-1]):
        found[-1] = found[-1]._replace(kind="")
        at = found[-1].start
    return found, at


def _before_label(post: Post, at: int, label: _Token | None, own: frozenset[str]) -> _Token | None:
    """Return what is neither label nor counter at a place before the text; None: the text."""
    text = post.text
    starts = {span.start: span for span in _written(post)}
    if span := starts.get(at) or (starts.get(at + 1) if text[at] == "." else None):
        kind = _kind(span, post, own, labelled=label is not None or _has_last_label(post))
        if not kind and label and at < label.start and _is_addressed(span, post):
            kind = "mention"
        return _Token(at, span.end, kind)
    if nameless := _NAMELESS.match(text, at):
        return _Token(at, nameless.end(), "")
    if label and _spaces(text, at + 1) == label.start:
        return _Token(at, at + 1, "")  # the quotation mark or bracket before the label
    return None


def _is_subject(post: Post, token: _Token) -> bool:
    """Tell whether the words go on from a mention before them: '@roofchat has'."""
    if token.kind != "mention" or _answers_itself(post):
        return False
    return _first_word(post.text, token.end) in _behind_hashtag()


def _counted(found: re.Match[str] | None, part: tuple[int, int]) -> re.Match[str] | None:
    """Return a counter if it says of a part of a quote which of how many it is."""
    is_own = found and part != _WHOLE_POST and (int(found[1]), int(found[2])) == part
    return found if is_own else None


def _is_addressed(span: Span, post: Post) -> bool:
    """Tell whether an answer is addressed to a mention before its label: '@roofchat A1'.

    Where the archive says whom it answers, it is that one. '@ann: A1' repeats Ann's words.
    """
    repeats = post.text[span.end : span.end + 1] in {":", "："}
    return span.kind == "mention" and not post.reply_handle and not repeats


def _answers_itself(post: Post) -> bool:
    """Tell whether a post goes on from one of the same author."""
    return post.reply_handle.casefold() == post.author.handle.casefold()


def _label(text: str) -> _Token | None:
    """Return the answer label at the beginning of a text, with its separator."""
    nameless = _NAMELESS.match(text)
    before = nameless.end() if nameless else 0
    label = label_of(text[before:])
    if label is None or label.place != "start" or label.is_promise:
        return None
    begin = before + label.begin
    if text[begin] in '“"' or (text[begin] == "(" and not _is_closed(text, begin)):
        begin = _spaces(text, begin + 1)
    match = _LABEL.match(text, begin)
    if not match or not _is_label(text, begin, match.end()):
        return None
    return _Token(begin, match.end(), "label")


def _with_chat(label: _Token | None, post: Post, own: frozenset[str]) -> _Token | None:
    """Return a label with the preposition that ties it to the chat's hashtag: '#q3 of #roofchat'.

    Where the sentence needs the hashtag, it needs the label too, and there is none to leave out.
    """
    tie = _TIE.match(post.text, label.end) if label else None
    if label is None or tie is None:
        return label
    if not post.text[label.start : label.end].lstrip("#").rstrip().isalnum():
        return label  # behind 'A3:' a sentence begins
    tags = (span for span in _written(post) if span.start == tie.end() and span.kind == "hashtag")
    tag = next((span for span in tags if span.value.casefold() in own), None)
    if tag is None:
        return label
    goes_on = _first_word(post.text, tag.end) in _behind_hashtag()
    return label._replace(kind="") if goes_on else label._replace(end=tie.end())


def _is_closed(text: str, begin: int) -> bool:
    """Tell whether a bracket encloses nothing but the label."""
    label = _LABEL.match(text, begin)
    return label is not None and ")" in label[0]


def _is_label(text: str, at: int, end: int) -> bool:
    """Tell whether an apparent label is not part of the sentence: not 'A2 is where I begin'."""
    firm = any(sign in ":.)]|/>,;!–—-" for sign in text[at:end].rstrip()[2:])
    return firm or _first_word(text, end) not in _OF_A_NAME


def _written(post: Post) -> Iterator[Span]:
    """Yield the spans that stand in the text; a link known only beside it has no width."""
    return (span for span in post.spans if span.end > span.start)


def _kind(span: Span, post: Post, own: frozenset[str], *, labelled: bool) -> CutKind | Literal[""]:
    if span.kind == "hashtag" and not labelled and _ANSWER_TAG.fullmatch(span.value):
        return "label"
    if span.kind == "hashtag" and span.value.casefold() in own:
        return "hashtag"
    to = post.reply_handle.casefold()
    plain = labelled or _answers_itself(post)
    if span.kind == "mention" and (
        span.value.casefold() in own or (plain and to and span.value.casefold() == to)
    ):
        return "mention"
    return ""


def _before_words(text: str, found: Sequence[_Token], words: int) -> Iterator[Cut]:
    """Yield the cuts before the text, with their separators."""
    for number, token in enumerate(found):
        last = number == len(found) - 1
        goes_on = _first_word(text, token.end) in _behind_hashtag()
        if token.kind == "hashtag" and last and goes_on and not _TWEETS_IT.match(text, token.end):
            continue
        if token.kind:
            end = words if last else found[number + 1].start
            while text[end - 1] in _DIRECTIONS:
                end -= 1
            yield Cut(token.start if number else 0, end, token.kind)


def _trailing(post: Post, own: frozenset[str], words: int, part: tuple[int, int]) -> list[_Token]:
    """Return the elements after the text of a post, the last first."""
    text, found = post.text, list[_Token]()
    ends = {span.end: span for span in _written(post)}
    label = label_of(text)
    ending = label if label and label.place == "end" else None
    at = _before(text, len(text))
    while at > words:
        if token := _cut_off(post, at):
            found.append(token)
            at = token.start
        elif ending and ending.begin < at <= ending.end:
            begin = ending.begin - (text[ending.begin - 1 : ending.begin] == "#")
            found.append(_Token(begin, at, "label" if _stands_apart(post, begin) else ""))
            at = begin
        elif address := _ADDRESS.search(text, words, at):
            found.append(_Token(address.start(), at, _kind_of_address(post, address)))
            at = address.start()
        elif counter := _counted(_LAST_COUNTER.search(text, words, at), part):
            found.append(_Token(counter.start(), at, "label"))
            at = counter.start()
        elif span := ends.get(at):
            found.append(_Token(span.start, at, _last_kind(span, post, own, found)))
            at = span.start
        elif (stop := _STOPS.search(text, max(words, at - 4), at)) and (
            span := ends.get(_before(text, stop.start()))
        ):
            kind = _last_kind(span, post, own, found)
            found.append(_Token(span.start, _stop_end(text, span, at), kind))
            at = span.start
        else:
            break
        at = _before(text, at)
    return found


def _last_kind(
    span: Span, post: Post, own: frozenset[str], behind: Sequence[_Token]
) -> CutKind | Literal[""]:
    """Return why a span at the end may be left out; the chat's account only if last and apart."""
    kind = _kind(span, post, own, labelled=False)
    if kind == "mention" and span.value.casefold() in own:
        last = all(token.kind for token in behind)
        return kind if last and _stands_apart(post, span.start) else ""
    return kind


def _has_last_label(post: Post) -> bool:
    """Tell whether a post ends with a label that is no part of its sentence."""
    label = label_of(post.text)
    return label is not None and label.place == "end" and _stands_apart(post, label.begin)


def _kind_of_address(post: Post, address: re.Match[str]) -> CutKind | Literal[""]:
    """Tell whether an address leads to a quoted post or a picture, which sites hide."""
    low, high = address.span()
    written = (span for span in _written(post) if span.start < high and low < span.end)
    goal = next((span.value for span in written if span.kind == "link"), address[0])
    quoted = post.quote_of and post.quote_of == re.split(r"[/?#]", goal.rstrip("/…"))[-1]
    return "address" if quoted or _OF_A_POST.match(goal) or _OF_A_PICTURE.match(goal) else ""


def _stands_apart(post: Post, begin: int) -> bool:
    """Tell whether a label at the end is no part of the sentence: not 'I was parked on A3'."""
    before = post.text[:begin].rstrip()
    hashed = post.text[begin : begin + 1] == "#"
    edge = any(span.end == len(before) and span.kind != "mention" for span in _written(post))
    return hashed or edge or before[-1:] in _ENDS or bool(_ADDRESS.search(before))


def _stop_end(text: str, span: Span, at: int) -> int:
    """Return where a hashtag with a full stop behind it ends: with it, if the words had one."""
    before = text[: span.start].rstrip()
    bracket = before[-1:] == "(" and text[span.end] == ")"
    return at if bracket or before[-1:] in _ENDS else span.end


def _behind_words(text: str, found: Sequence[_Token]) -> Iterator[Cut]:
    """Yield the cuts after the text, with their separators."""
    for number, token in enumerate(found):
        first = number == len(found) - 1
        if token.kind == "address" and _needs_address(text, token, found[number + 1 :]):
            continue
        if (
            token.kind in {"hashtag", "label"}
            and first
            and _last_word(text, token.start) in _before_hashtag()
        ):
            continue
        if token.kind:
            start, end = token.start, token.end
            if text[start - 1 : start] == "(" and text[end - 1 : end] == ")":
                start -= 1
            parted = _PARTED.search(text, 0, start)
            yield Cut(parted.start() if parted else start, end, token.kind)


def _needs_address(text: str, token: _Token, inner: Sequence[_Token]) -> bool:
    """Tell whether the words left before a whole address point to it: 'Read this: …'."""
    if _CUT_OFF.search(text[token.start : token.end]):
        return False
    start = inner[-1].start if inner and all(each.kind for each in inner) else token.start
    before = text[:start].rstrip()
    return before.endswith(_POINTS) or _last_word(text, token.start) in _before_hashtag()


def _cut_off(post: Post, at: int) -> _Token | None:
    """Return the rest of an address at a position, if it was cut off there."""
    start = max(0, at - _LAST_LOOKED_AT)
    found = _CUT_OFF.search(post.text[start:at])
    if not found or _WHOLE.match(found[0]):
        return None
    begin = start + found.start()
    if any(_has_whole_target(span, post.text) for span in post.spans if begin <= span.start < at):
        return None
    return _Token(begin, at, "address")


def _has_whole_target(span: Span, text: str) -> bool:
    """Tell whether the target of an address is known although its text is cut off."""
    written = text[span.start : span.end].rstrip(".…")
    whole = span.kind == "link" and not span.value.endswith(("…", "..."))
    return whole and len(span.value) > len(written) + len("https://")


def _without_overlap(found: list[Cut]) -> tuple[Cut, ...]:
    """Return cuts in order, with overlapping ones shortened."""
    kept: list[Cut] = []
    for cut in sorted(found):
        start = max(cut.start, kept[-1].end) if kept else cut.start
        if start < cut.end:
            kept.append(cut._replace(start=start))
    return tuple(kept)


def _says_something(text: str, found: Iterable[Cut]) -> bool:
    """Tell whether any text is left."""
    at, left = 0, list[str]()
    for cut in found:
        left.append(text[at : cut.start])
        at = cut.end
    left.append(text[at:])
    return any(unicodedata.category(sign)[0] in "LNS" for sign in "".join(left))


def _first_word(text: str, at: int) -> str:
    """Return the word that follows, if it is written in small letters."""
    found = _FIRST_WORD.match(text, at)
    return found[1] if found and found[1] == found[1].lower() else ""


def _last_word(text: str, at: int) -> str:
    """Return the word that a text ends with up to a place, in small letters."""
    found = _LAST_WORD.search(text[max(0, at - _LONGEST_WORD) : at])
    return found[1].casefold() if found else ""


@cache
def _before_hashtag() -> frozenset[str]:
    """Return words that need the hashtag after them: 'everyone at #critlib'."""
    return _listed("before_hashtag")


@cache
def _behind_hashtag() -> frozenset[str]:
    """Return words that continue from the hashtag before them: '#critlib is'."""
    return _listed("behind_hashtag")


def _listed(name: str) -> frozenset[str]:
    """Return a built-in list of words in several languages."""
    lines = resource(f"words/{name}.txt").read_text("utf-8").splitlines()
    return frozenset(word for line in lines if line[:1] != "#" for word in line.split()[1:])


def _spaces(text: str, at: int) -> int:
    return _SPACES.match(text, at).end()  # type: ignore[union-attr]  # always matches


def _parting(text: str, at: int) -> int:
    return _PARTING.match(text, at).end()  # type: ignore[union-attr]  # always matches


def _before(text: str, at: int) -> int:
    return _SPACES_BEFORE.search(text, 0, at).start()  # type: ignore[union-attr]  # always matches


def _moved(span: Span, by: int) -> Span:
    return span._replace(start=span.start + by, end=span.end + by)
