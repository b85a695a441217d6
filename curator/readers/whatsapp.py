"""WhatsApp: an exported chat, the text alone or the zip with its pictures.

    [14/05/2024, 20:00:07] Ann: Q1 What do you lend?       (iPhone)
    5/14/24, 8:00 PM - Ann: Q1 What do you lend?           (Android)

Dates are as the phone of whoever saved it writes them, in any script, language and calendar: which
part is the day is decided once for the whole file. A line without a stamp belongs to the message
above it. Lines that the program wrote name nobody, or begin with an invisible mark, or are one of
its set phrases: they are counted, and told of. There are no ids.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from curator.i18n import tr, trn
from curator.model import Author, Media, MediaKind, Post, Skipped, Span
from curator.readers.kit.archive.listing import is_media
from curator.readers.kit.archive.read_options import ReadOptions
from curator.readers.kit.archive.source import Source
from curator.readers.kit.ids.generated_ids import Keys
from curator.readers.kit.tables.dates import Dates, Moment
from curator.readers.kit.tables.tables import ask_order
from curator.readers.kit.text.forwards import forwarded_by_nobody
from curator.readers.kit.text.text_runs import Runs
from curator.readers.kit.text.transcripts import (
    Message,
    first_lines,
    is_signals,
    messages_of,
    place_of,
)
from curator.readers.kit.whatsapp.phrases import (
    is_chat_opening,
    is_deletion_notice,
    is_greeting,
    is_left_out,
    is_missing_notice,
    omitted,
    phrases,
    plain,
)
from curator.readers.kit.whatsapp.stamps import Form, Stamp, form_of, stamped, with_years

TITLE = "WhatsApp chat"
PLATFORM = "whatsapp"

_NAME_OF_FILE = r"[^<>:/\\|?*\n]{1,200}\.\w{2,5}"
_ATTACHED = re.compile(rf"<[^<>:\n]{{1,40}}: ?({_NAME_OF_FILE})>$")
_FILE = re.compile(rf"({_NAME_OF_FILE}) (?:\(([^()\n]{{3,40}})\)|<\u200e?([^<>\n]{{3,40}})>)$")
_OWN_NAME = re.compile(
    r"(?:IMG|VID|AUD|PTT|STK|DOC)-\d{8}-WA\d+\.|(?:\d{4}-\d\d-\d\d|\d{8})-[A-Z]{3,8}-\d", re.ASCII
)
"""Names that WhatsApp gives to what comes with a message."""

_PLACEHOLDER = re.compile(r"<[^<>:\n]{3,60}>$")
_CLOSING = frozenset(">)")
_KAKAO = re.compile("카카오톡|KakaoTalk")
"""Whose stamps look as WhatsApp’s do in Korean; it tells its own name first."""

_MARK = "\u200e"
_MARKS = "\u200e\u200f"
_OPTION = re.compile(r"[\u200e\u200f][^\W\d]{2,20}\s?: ", re.UNICODE)
_POLL = re.compile(r"[^\W\d]{2,20}\s?:\n")
_PLACE = re.compile(
    r"[^:\n]{2,30}: ?(?:.{0,200} )?\(?https?://(?:maps\.|foursquare|goo\.gl|www\.google)"
)
_BRACKETED = re.compile(r"[\[<(]\u200e?([^\[\]<>()\n]{3,40})[\])>]:?\s*(.*)$")
_SHOWN = 60
"""Most letters of a line that are shown in a sentence."""

_ENOUGH = 2000
"""Messages after which the order of day and month is believed, if one has settled it."""

_MOST_PRELUDE = 10
"""Lines that somebody may have put before the first message."""

_OFTEN = 3
"""As often as the same words in angle brackets stand alone, nobody typed them."""

_EDITED = re.compile(r" ?(\u200e?)<([^<>:\n]{5,80})>$")
_CALLED = re.compile("@\u2068([^\u2068\u2069\n]{1,80})\u2069")
_KINDS: dict[str, MediaKind] = {
    "video": "video", "mp4": "video", "mov": "video", "3gp": "video", "audio": "audio",
    "opus": "audio", "m4a": "audio", "mp3": "audio", "aac": "audio", "ogg": "audio", "gif": "gif",
}  # fmt: skip


def recognise(source: Source) -> bool:
    """Tell, from names and first bytes only, whether this is my format."""
    return any(_form(source, name) for name in source.names)


def read(source: Source, options: ReadOptions) -> Iterator[Post | Skipped]:
    """Yield every message in the archive, in the archive's order."""
    forms = {name: form for name in source.names if (form := _form(source, name))}
    source.expect(forms)
    for name, form in forms.items():
        yield from _messages(source, name, form, options)


def _form(source: Source, name: str) -> Form | None:
    """Return how the stamps of a chat look, None if a file is none: nobody speaks there."""
    if is_media(name):
        return None
    lines = first_lines(source, name)
    if any(_KAKAO.search(line) for line in lines[:_OFTEN]):
        return None
    for start, line in enumerate(lines[:_MOST_PRELUDE]):
        form = form_of(line)
        if form is None or is_signals(name, line):
            continue
        found = [stamped(each, form) for each in lines[start:]]
        speaking = sum(bool(each and each[0].name) for each in found)
        is_usual = form.end in ("]", "-", "–", "—") and start == 0
        if speaking >= (1 if is_usual else max(min(2, len(found)), len(found) // 3)):
            return with_years(form, lines[start:])
        return None
    return None


def _messages(
    source: Source, name: str, form: Form, options: ReadOptions
) -> Iterator[Post | Skipped]:
    """Yield the messages of one chat."""

    def told(line: str) -> tuple[Stamp, str] | None:
        return stamped(line, form)

    dates = Dates(options.zone, options.day_first, is_day_likely=form.is_day_likely)
    chat = _Chat(source, dates, is_iphone=form.has_bracket)
    done = source.done
    chat.learn_all(messages_of(source, name, told))
    source.done = done
    if chat.dates.is_guessed:
        ask_order(source, name, day_first=chat.dates.day_first)
    if not options.zone:
        source.ask("zone", name, tr("Its times name no zone. They were read as UTC."))
    for message in messages_of(source, name, told):
        post = chat.post(message, place_of(source, name, message.number))
        if post:
            yield post
    for remark in chat.remarks():
        source.remark(name, remark)


class _Chat:
    """Makes posts of the messages of one chat, and counts what nobody wrote."""

    def __init__(self, source: Source, dates: Dates, *, is_iphone: bool) -> None:
        self.dates = dates
        self._is_iphone = is_iphone
        self._source = source
        self._keys = Keys()
        self._alone = Counter[str]()
        self._speakers = Counter[str]()
        self._halves = Counter[str]()
        self._first = 0
        self._taken_back = self._programs = 0
        self._speaking = set[str]()
        self._marked = Counter[str]()
        """Lines under the names of people who speak that count as the program's for their mark."""

    def learn_all(self, messages: Iterator[Message[Stamp]]) -> None:
        """Take note of what the whole chat proves: its dates, and which words are set phrases."""
        for count, message in enumerate(messages):
            self._learn(message)
            if count > _ENOUGH and self.dates.is_settled:
                return

    def _learn(self, message: Message[Stamp]) -> None:
        self.dates.learn(message.stamp.time, None)
        self._first = self._first or message.number
        self._speakers[message.stamp.name] += 1
        self._halves[message.stamp.half] += bool(message.stamp.half)
        line = message.lines[0].strip()
        if not line.startswith(_MARK):
            self._speaking.add(message.stamp.name)
        if _PLACEHOLDER.match(line) and " " in line:
            self._alone[line] += 1

    def remarks(self) -> Iterator[str]:
        """Say what was left out, and what was not understood."""
        if self._taken_back:
            yield trn(
                "{count} message was taken back by its author, and is left out.",
                "{count} messages were taken back by their authors, and are left out.",
                self._taken_back,
            )
        if self._programs:
            yield trn(
                "{count} line is WhatsApp’s own, such as who joined. It is left out.",
                "{count} lines are WhatsApp’s own, such as who joined. They are left out.",
                self._programs,
            )
        if self._marked:
            shown = ", ".join(f"“{line[:_SHOWN]}”" for line in [*self._marked][:_OFTEN])
            yield trn(
                "{count} line under somebody’s name begins with WhatsApp’s invisible mark, so "
                "nobody typed it, and is left out: {lines}.",
                "{count} lines under people’s names begin with WhatsApp’s invisible mark, so "
                "nobody typed them, and are left out: {lines}.",
                self._marked.total(),
                lines=shown + (" …" if len(self._marked) > _OFTEN else ""),
            )
        halves = [word for word, count in self._halves.most_common(_OFTEN) if count]
        is_never_past_noon = self._halves.total() == self._speakers.total()
        if len(halves) > 1 or (halves and is_never_past_noon):
            yield tr(
                "Beside its clock stand words that Curator does not know: {words}. If they tell "
                "morning from evening, some times are twelve hours off.",
                words=", ".join(f"“{word}”" for word in halves),
            )

    def post(self, message: Message[Stamp], place: str) -> Post | Skipped | None:
        """Return a message as a post; None if nobody wrote it, or took it back."""
        text = message.text
        if not message.stamp.name or self._is_system_message(message):
            if message.stamp.name in self._speaking and text.startswith(_MARK):
                self._marked[text.strip(_MARKS + " ").partition("\n")[0]] += 1
            else:
                self._programs += 1
            return None
        if is_deletion_notice(text):
            self._taken_back += 1
            return None
        if why := _missing_reason(text) or _forwarded(text):
            return Skipped(place, why, text[:80])
        moment = self.dates.read(message.stamp.time)
        if moment is None:
            why = tr("The time cannot be read: “{time}”.", time=message.stamp.time)
            return Skipped(place, why, text[:80])
        media, words = self._attached(text)
        words, spans = _with_mentions(_unedited(words).replace(_MARK, "").strip())
        if not words and not media:
            return Skipped(place, _left_out(text), text[:80])
        return self._made(message, moment, (words, spans, media), place)

    def _made(
        self,
        message: Message[Stamp],
        moment: Moment,
        said: tuple[str, tuple[Span, ...], tuple[Media, ...]],
        place: str,
    ) -> Post:
        """Return the post of a message that says something."""
        text, spans, media = said
        author = Author(message.stamp.name, message.stamp.name)
        whole = "\n".join((*(each.file or each.kind for each in media), text))
        return Post(
            PLATFORM,
            self._keys.made(author.handle, moment.at, whole if media else text),
            author,
            moment.at,
            text,
            moment.precision,
            spans=spans,
            media=media,
            cut=message.cut,
            place=place,
        )

    def _is_system_message(self, message: Message[Stamp]) -> bool:
        """Tell whether the program wrote a message, though it stands under a name."""
        text = message.text
        if plain(text) in phrases("calls"):
            return True
        if not text.startswith(_MARK):
            is_alone = self._speakers[message.stamp.name] == 1
            is_first = message.number == self._first
            return is_first and (is_chat_opening(text) or (is_alone and is_greeting(text)))
        if not (words := text.lstrip(_MARKS)):
            return False
        line = words.partition("\n")[0].strip()
        if (
            is_deletion_notice(text)
            or _missing_reason(text)
            or _forwarded(text)
            or self._placeholder(line)
        ):
            return False
        if line.startswith("@") or _omitted(text.partition("\n")[0]):
            return False
        return not (
            _ATTACHED.search(line) or self._file(line, is_marked=True) or _is_user_content(words)
        )

    def _attached(self, text: str) -> tuple[tuple[Media, ...], str]:
        """Return what came with a message, and its words, or the name of another file."""
        is_plain = text[-1:] not in _CLOSING and "\n" not in text and _MARK not in text
        if is_plain and not (self._is_iphone and len(text) < _SHOWN and plain(text) in omitted()):
            return (), text
        first, _, rest = text.partition("\n")
        line = first.strip(_MARKS + " ")
        found = _ATTACHED.search(line) or self._file(line, is_marked=first.startswith(_MARK))
        if found:
            name = found[1].lstrip(_MARK)
            words = "\n".join(filter(None, (line[: found.start()].rstrip(" " + _MARK), rest)))
            if is_media(name):
                return (Media(_kind(name), file=self._source.find_media(name)),), words
            return (), words or name
        if found_out := _omitted(first):
            kind, words = found_out
            words = "\n".join(filter(None, (words, rest)))
            return ((Media(kind),) if kind else ()), words
        if self._placeholder(line):
            return (Media("image"),), rest
        return (), text

    def _file(self, line: str, *, is_marked: bool) -> re.Match[str] | None:
        """Return the name of a file with which a line begins, if the program put it there."""
        found = _FILE.match(line)
        if found is None:
            return None
        is_known = plain(found[2] or found[3]) in phrases("attached") or bool(found[3])
        is_own = is_marked or _OWN_NAME.match(found[1]) or self._source.found(found[1])
        return found if is_known or is_own else None

    def _placeholder(self, line: str) -> bool:
        """Tell whether words in angle brackets stand for a picture that was left out."""
        if not _PLACEHOLDER.match(line):
            return False
        return is_left_out(line) or self._alone[line] >= _OFTEN


def _omitted(line: str) -> tuple[MediaKind | None, str] | None:
    """Return the kind of what a phone left out of a message, and the words beside it.

    Before a document stands its name: “Plan.pdf • 3 pages document omitted”.
    """
    before, mark, phrase = line.rpartition(_MARK)
    kind = omitted().get(plain(phrase)) if mark or not before else None
    if kind is None:
        return None
    words = before.strip(_MARKS + " ").partition(" • ")[0].strip(_MARKS + " ")
    if kind in ("document", "contact"):
        return None, words
    return ("image" if kind == "sticker" else kind), words  # type: ignore[return-value]  # no other is left


def _is_user_content(words: str) -> bool:
    """Tell whether somebody said what the program wrote down: a poll, or where they are."""
    is_poll = _POLL.match(words) and _OPTION.search(words)
    return bool(is_poll or _PLACE.match(words))


def _missing_reason(text: str) -> str:
    """Say why a message is not there, '' if it is."""
    if not is_missing_notice(text):
        return ""
    return tr("WhatsApp did not export this message, but only a note in its place.")


def _forwarded(text: str) -> str:
    """Say that somebody else's words stand behind WhatsApp's mark, '' if there is none."""
    first, _, rest = text.partition("\n")
    found = _BRACKETED.match(first.strip(_MARKS + " "))
    mark, words = (found[1], found[2] or rest) if found else (first, rest)
    if words.strip(_MARKS + " \n") and plain(mark.strip(_MARKS + " :")) in phrases("forwarded"):
        return str(forwarded_by_nobody())
    return ""


def _left_out(text: str) -> str:
    """Say why a message has no words."""
    kind = (found := _omitted(text.partition("\n")[0])) and omitted().get(
        plain(text.partition("\n")[0].rpartition(_MARK)[2])
    )
    if found and kind == "contact":
        return tr("It is a contact card, which was left out when the chat was exported.")
    if found:
        return tr("It is a file, which was left out when the chat was exported.")
    return tr("It has no words.")


def _unedited(text: str) -> str:
    """Return words without the note that they were changed later."""
    found = _EDITED.search(text)
    if found and (found[1] or plain(found[2]) in phrases("edited")):
        return text[: found.start()]
    return text


def _with_mentions(text: str) -> tuple[str, tuple[Span, ...]]:
    """Return words with the people who are called in them."""
    runs, at = Runs(), 0
    for whom in _CALLED.finditer(text):
        runs.add_plain(text[at : whom.start()])
        runs.mark("mention", f"@{whom[1]}", whom[1])
        at = whom.end()
    runs.add_plain(text[at:])
    return runs.finished()


def _kind(name: str) -> MediaKind:
    """Return what a file is by the end of its name."""
    return _KINDS.get(name.rpartition(".")[2].lower(), "image")
