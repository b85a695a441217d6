"""The material of a rough cut: the chat, its posts, and what is known about them."""

from __future__ import annotations

from array import array
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta

from curator.i18n import tr
from curator.insight.consent.consent import without_withheld
from curator.insight.draft.announcements import Announced, topic_of
from curator.insight.draft.draft import Asked
from curator.insight.draft.headings import heading_words
from curator.insight.draft.moderated import moderated, taken_up
from curator.insight.draft.ranking import Candidate
from curator.insight.draft.threads import threaded
from curator.insight.questions.split_texts import without_further
from curator.labels import label_of
from curator.library import (
    Chat,
    ChatId,
    Library,
    Person,
    Placement,
    PostId,
    Query,
    Question,
    Row,
)
from curator.model import Post, Quote, Standing
from curator.quoting import common_hashtags
from curator.work.task import Progress, Work

PAGE = 2_000

_ANNOUNCED, _WELCOME = timedelta(days=7), timedelta(minutes=12)
"""A chat is announced at most this long before it begins, and this long after."""

_MOST_ANNOUNCING = 4_000
_GUESSED = 0.99

_ENOUGH = 0.25
"""Fewest answers, as a share of the largest chat's, that make a chat worth a recap."""


@dataclass(frozen=True, slots=True)
class DraftMaterial:
    """The material of a rough cut."""

    candidates: tuple[Candidate, ...]
    asked: tuple[Asked, ...]
    """Its questions; none in a chat by theme."""

    hosts: tuple[Person, ...]
    guests: tuple[Person, ...]
    chats: int
    """How many chats there were to choose from; 0 where no question was asked."""

    chat: Chat | None = None
    """The chat of the recap; None where no question was asked."""

    hashtag: str = ""
    """The chat's own hashtag without its sign; '' where most posts have none in common."""

    own: frozenset[str] = frozenset()
    """The hashtags, folded, that most posts have."""

    amid: bool = False
    """Whether the questions were taken up amid other talk, so that there are themes too."""

    notes: tuple[str, ...] = ()
    """Notes for the editor, as sentences, such as whose words are missing."""


def gather(library: Library, query: Query, near: Post | None = None) -> Work[DraftMaterial]:
    """Collect the posts of a query for a rough cut.

    With several chats it is the one nearest to a post, or else the last that is not much smaller
    than the others; posts before and after it are left out.
    """
    ids = library.posts.find(query, echoes="without")
    within = library.chats.of(ids)
    yield Progress(0, 0.1)
    chat, chats = _chat(within, library.questions.placed(ids), library.chats.all(), near)
    if chat:  # rows are read of this chat alone: a series has many others
        ids = array("q", [id_ for id_ in ids if within.get(PostId(id_)) == chat.id])
    rows: list[Row] = []
    for start in range(0, len(ids), PAGE):
        rows += library.posts.rows(ids[start : start + PAGE])
        yield Progress(len(rows), 0.1 + 0.6 * len(rows) / len(ids))
    questions: dict[int, Question] = {each.id: each for each in library.questions.all()}
    people = _People(library)
    candidates = tuple(threaded(_candidate(row, people) for row in _counted(rows)))
    own = _own_hashtags(library, candidates)
    notes: list[str] = []
    asked: list[Asked] = []
    for each in questions.values():
        posts = _answers(candidates, each)
        if chat is not None and each.chat == chat.id and posts:
            heading, note = _heading(library, each, own)
            asked.append(Asked(heading, posts, each.at))
            notes += [note] if note else []
    if chat is None or not chat.questions:
        asked = moderated(candidates, own)
    amid = not asked and not any(one.tags for one in candidates)
    if amid:
        asked = taken_up(candidates, own)
        candidates = tuple(_placed(one, asked) for one in candidates)
    spelt = [chat.hashtag, *_spelt(candidates)] if chat else _spelt(candidates)
    hashtag = next((tag for tag in spelt if tag.casefold() in own), "")
    hosts, guests = people.of_chat(chat) if chat else people.hosts_and_guests(candidates)
    return DraftMaterial(
        candidates,
        tuple(asked),
        hosts,
        guests,
        chats,
        chat,
        hashtag,
        own,
        amid and bool(asked),
        tuple(notes),
    )


def _placed(one: Candidate, asked: Sequence[Asked]) -> Candidate:
    """Return a candidate with what it asks or, as a reply, answers: as surely as with a label."""
    if any(one.id == each.post for each in asked):
        return replace(one, host=True, quotable=False)
    place = next((n for n, each in enumerate(asked, 1) if one.id in each.posts), 0)
    return replace(one, question=place, sure=1.0) if place else one


def announced_topic(library: Library, gathered: DraftMaterial) -> str:
    """Return the topic of the chat as it was announced; '' if unknown, or if nobody hosts it."""
    chat = gathered.chat
    if chat is None or not chat.hosts:
        return ""
    series = (each for each in library.chats.all() if each.hashtag == chat.hashtag)
    before = [each.end for each in series if each.end < chat.start]
    begin = max([chat.start - _ANNOUNCED, *before])  # earlier, the chat before was announced
    first, last = (at.astimezone(library.tz) for at in (begin, chat.start + _WELCOME))
    query = Query.parse(f"since:{first:%Y-%m-%dT%H:%M:%S} until:{last:%Y-%m-%dT%H:%M:%S}")
    ids = library.posts.find(query, echoes="without")
    hosts = {handle.casefold() for handle in chat.hosts}
    bylines = ((id_, library.posts.byline(id_)) for id_ in ids[:_MOST_ANNOUNCING])
    telling = [
        id_
        for id_, said in bylines
        if said and (said.at <= chat.start or said.handle.casefold() in hosts)
    ]
    posts: list[Announced] = []
    for start in range(0, len(telling), PAGE):
        for row in library.posts.rows(telling[start : start + PAGE]):
            by_host = row.post.author.handle.casefold() in hosts
            posts.append(Announced(row.post.shown, by_host, row.echoes))
    topic = topic_of(posts, gathered.own)
    return without_withheld(topic, library.marks.standings())


def _own_hashtags(library: Library, candidates: Sequence[Candidate]) -> frozenset[str]:
    """Return the hashtags, folded, that at least half of the posts have."""
    return library.facts.own_hashtags() | common_hashtags([one.post for one in candidates])


def _spelt(candidates: Sequence[Candidate]) -> list[str]:
    """Return hashtags in their most frequent spelling, the most frequent first."""
    tags = Counter(
        span.value for one in candidates for span in one.post.spans if span.kind == "hashtag"
    )
    return [tag for tag, _ in tags.most_common()]


def quote_of(one: Candidate, why: str) -> Quote:
    """Return a candidate as a quote, with its thread."""
    if not one.parts:
        return Quote(one.post, why=why)
    first, *rest = (post for _, post in one.parts)
    return Quote(first, why=why, rest=tuple(rest))


def _answers(candidates: Sequence[Candidate], question: Question) -> frozenset[int]:
    return frozenset(one.id for one in candidates if one.question == question.id)


def _chat(
    within: Mapping[PostId, ChatId],
    placed: Iterable[PostId],
    chats: Sequence[Chat],
    near: Post | None,
) -> tuple[Chat | None, int]:
    """Return the chat of the recap, None for none, and how many chats there are.

    within: the chat of each post that is in one; placed: the posts that are of a question.
    """
    answers = Counter(map(within.get, placed)) or Counter(within.values())
    found = [chat for chat in chats if answers[chat.id]]
    if not found:
        return None, 0
    if near:
        return min(found, key=lambda chat: _distance(chat, near)), len(found)
    most = max(answers[chat.id] for chat in found)
    return [chat for chat in found if answers[chat.id] >= _ENOUGH * most][-1], len(found)


def _distance(chat: Chat, post: Post) -> float:
    """Return the seconds between a chat and a post; 0 for a post of the chat."""
    before, after = chat.start - post.at, post.at - chat.end
    return max(before.total_seconds(), after.total_seconds(), 0.0)


def _counted(rows: Sequence[Row]) -> Iterator[tuple[Row, int]]:
    """Yield each post with its number of replies among the others."""
    replies = Counter((row.post.platform, row.post.reply_to) for row in rows)
    for row in rows:
        yield row, replies[row.post.platform, row.post.key]


class _People:
    """The authors of posts; accounts of one person count as one."""

    def __init__(self, library: Library) -> None:
        self._faces: dict[tuple[str, str], Person] = {}
        for person in library.people.all():
            for account in (person, *person.accounts):
                own = account.account
                self._faces[own.platform, own.handle.casefold()] = person
        self._seats: dict[int, str] = {}

    def of(self, row: Row) -> Person | None:
        return self._faces.get((row.post.platform, row.post.author.handle.casefold()))

    def seat(self, row: Row, person: Person | None) -> str:
        said = person.standing.seat if person else ""
        seat = said or row.part.seat
        if person:
            self._seats.setdefault(person.id, seat)
        return seat

    def of_chat(self, chat: Chat) -> tuple[tuple[Person, ...], tuple[Person, ...]]:
        """Return the hosts and the guests of a chat."""
        by_handle = {handle: person for (_, handle), person in self._faces.items()}

        def called(handles: Iterable[str]) -> tuple[Person, ...]:
            found = (by_handle.get(handle.casefold()) for handle in handles)
            return tuple({person.id: person for person in found if person}.values())

        return called(chat.hosts), called(chat.guests)

    def hosts_and_guests(
        self, candidates: Sequence[Candidate]
    ) -> tuple[tuple[Person, ...], tuple[Person, ...]]:
        """Return the hosts and the guests among the authors."""
        said = Counter(one.person for one in candidates)
        by_id = {person.id: person for person in self._faces.values()}
        order = sorted((p for p in by_id.values() if p.id in said), key=lambda p: -said[p.id])
        hosts = tuple(p for p in order if self._seats.get(p.id) == "host")
        guests = tuple(p for p in order if self._seats.get(p.id) == "guest")
        return hosts, guests


def _candidate(counted: tuple[Row, int], people: _People) -> Candidate:
    row, replies = counted
    person = people.of(row)
    standing = person.standing if person else Standing()
    seat = people.seat(row, person)
    placed = row.part.question
    return Candidate(
        row.id,
        row.post,
        person.id if person else 0,
        row.mark,
        row.tags,
        placed.question if placed and not row.part.asks else 0,
        _confidence(placed),
        echoes=row.echoes,
        echo_people=row.echo_people,
        replies=replies,
        host=seat == "host" or row.part.asks,
        newcomer=standing.newcomer == "new",
        quotable=not row.post.author.protected
        and standing.consent != "withheld"
        and not standing.muted
        and not row.withheld
        and not row.left_out
        and not row.part.asks,
    )


def _confidence(placed: Placement | None) -> float:
    """Return how certain a post's question is: fully, where the post names it itself."""
    if placed is None or placed.by_hand or placed.why == "label":
        return 1.0
    return min(placed.confidence, _GUESSED)


def _question_words(library: Library, question: Question, own: frozenset[str]) -> str:
    """Return the text of a question, without its label."""
    if question.post is None:
        return question.text
    pieces = library.posts.row(question.post).post.pieces()
    shown = "".join(each.text for each in pieces if each.kind not in {"link", "media"})
    label = label_of(shown)
    whole = label is not None and label.place == "start" and not label.joined
    fuller = whole and len(heading_words(shown, own)) >= len(heading_words(question.text, own))
    return without_further(shown if fuller else question.text, question.number)


def _heading(library: Library, question: Question, own: frozenset[str]) -> tuple[str, str]:
    """Return the question as a heading, and a note for the editor.

    If its text is missing, it is only the number. Of an author who is withheld, the words stand
    without the name.
    """
    number = tr("Question {number}", number=question.number)
    if question.is_named:
        return f"Q{question.number}. {question.title}", ""
    words = heading_words(_question_words(library, question, own), own)
    if words:
        withheld = question.post is not None and library.posts.row(question.post).withheld
        note = tr(
            "Question {number} was asked by somebody who is withheld. Its words stand there"
            " without the name; they can still be searched for.",
            number=question.number,
        )
        return f"Q{question.number}. {words}", note if withheld else ""
    note = tr(
        "The words of question {number} are not in the archive. Write its heading yourself.",
        number=question.number,
    )
    return number, note
