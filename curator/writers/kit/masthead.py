"""The text around a story: title, date line, small print."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from datetime import date

from curator.dates import day_words, span_words
from curator.i18n import tr, trn
from curator.model import REDACTED, Post, Story, quoted_in
from curator.quoting import is_tidied
from curator.writers.kit.safe_words import name_of, one_line
from curator.writers.kit.times import day_of, zone_of, zone_words

_LABEL = re.compile(r"[qarpf]\d{1,2}[a-z]?", re.IGNORECASE)
"""A hashtag that is only the label of a question or an answer."""

_BETWEEN = re.compile(r"[\W_]")
"""Signs that part the words of a hashtag."""

_Y = re.compile("(?:y|ies?)$")
"""The end of ‘library’, ‘libraries’ and ‘movie’."""

_SEVERAL = 3
"""People quoted who use a hashtag that is a topic of a chat, not one's own remark."""

_FEW = 3
"""Most topics besides the chat's own hashtag."""

_ASIDE = 20


_DATED = re.compile(r"\b\d{1,2}\.?\s+(?:de\s+)?[^\W\d_]{3,}\.?\s+(?:de\s+)?\d{4}\b")
"""A day as titles name it: “16 June 2015”, “16. Juni 2015”, “16 de junio de 2015”."""


def title_of(story: Story) -> str:
    """Return the title, on one line."""
    return one_line(story.title) or tr("Untitled")


def hashtags(posts: Iterable[Post]) -> list[str]:
    """Return the hashtags of posts with their sign, the most used first, each spelt once."""
    spelt: dict[str, Counter[str]] = {}
    for post in {(post.platform, post.key): post for post in posts}.values():
        # in the order of the words: a set has another in each process, and so would every page
        tags = dict.fromkeys(name_of(s.value) for s in post.spans if s.kind == "hashtag")
        for tag in tags:
            spelt.setdefault(tag.casefold(), Counter())[tag] += 1
    order = sorted(spelt.values(), key=lambda found: -found.total())
    return ["#" + max(found, key=lambda tag: (found[tag], tag)) for found in order]


def _own_hashtag(posts: Iterable[Post]) -> list[str]:
    """Return the hashtag, with its sign, that at least half of some posts have, if one is such."""
    unlike = {(post.platform, post.key): post for post in posts}.values()
    tags = hashtags(unlike)[:1]
    name = tags[0].removeprefix("#").casefold() if tags else ""
    having = sum(
        any(s.kind == "hashtag" and name_of(s.value).casefold() == name for s in post.spans)
        for post in unlike
    )
    return tags if 2 * having >= len(unlike) else []


def topics(story: Story) -> list[str]:
    """Return the hashtags that say what a chat is about, without sign and labels such as #q1.

    Those of the chat itself come first, then a few that several people quoted use. Of those
    that differ by case, a dash or a plural the most used stands for all.
    """
    posts = story.quoted
    own = {_as_topic(tag) for tag in story.hashtags or _own_hashtag(posts)}
    people: dict[str, set[tuple[str, str]]] = {}
    for post in posts:
        for span in post.spans:
            if span.kind == "hashtag":
                people.setdefault(_as_topic(name_of(span.value)), set()).add(person(post))
    spelt = _one_topic_each(tag.removeprefix("#") for tag in hashtags(posts))
    first = [tag for topic, tag in spelt.items() if topic in own]
    others = [
        tag
        for topic, tag in spelt.items()
        if topic not in own and len(people[topic]) >= _SEVERAL and not _LABEL.fullmatch(tag)
    ]
    return [*first, *others[:_FEW]]


def _one_topic_each(tags: Iterable[str]) -> dict[str, str]:
    """Return the first hashtag of each topic."""
    found = dict[str, str]()
    for tag in tags:
        found.setdefault(_as_topic(tag), tag)
    return found


def _as_topic(tag: str) -> str:
    """Return a hashtag without what two of the same topic differ by: ‘course’ as ‘courses’."""
    return _Y.sub("i", _BETWEEN.sub("", tag).casefold()).rstrip("es")


def days(story: Story) -> tuple[date, date] | None:
    """Return the first and the last day of the quoted posts, in the story's zone.

    Up to a twentieth of them at either end are left aside: an announcement or a late answer that
    is quoted too does not make a chat of one evening one of two days.
    """
    zone = zone_of(story)
    found = sorted(day_of(post, zone) for post in story.quoted)
    aside = len(found) // _ASIDE
    return (found[aside], found[-1 - aside]) if found else None


def kicker(story: Story) -> str:
    """Return the line above the title: '#Hashtag · Thursday 14 May 2026'.

    What the title names is left out, and the days of the quotes where it names others, such as
    those of all posts.
    """
    when = None if _DATED.search(story.title) else days(story)
    tags = [tag for tag in _own_hashtag(story.quoted) if not _has_hashtag(story.title, tag)]
    return " · ".join((*tags, *([span_words(*when)] if when else [])))


def _has_hashtag(title: str, tag: str) -> bool:
    """Tell whether a title has a hashtag, in whatever case."""
    return re.search(rf"{re.escape(tag)}(?!\w)", title, re.IGNORECASE) is not None


def _names(title: str, when: tuple[date, date]) -> bool:
    """Tell whether a title names these days."""
    return (day_words(when[0]) if when[0] == when[1] else span_words(*when)) in title


def head_title(story: Story) -> str:
    """Return the title for a browser's tab, which also names the chat and its day."""
    when, tags = days(story), _own_hashtag(story.quoted)
    if not when or not tags or (_names(story.title, when) and _has_hashtag(story.title, tags[0])):
        return title_of(story)
    return tr(
        "{title} · {hashtag} recap, {day}",
        title=title_of(story),
        hashtag=tags[0],
        day=day_words(when[0]),
    )


def small_print(story: Story) -> list[str]:
    """Return the small print: how much is quoted, from whom, and how exactly."""
    posts = quoted_in(story.quotes)
    if not posts:
        return []
    count = len({(quote.post.platform, quote.post.key) for quote in story.quotes})
    people = len({person(post) for post in posts})
    found = [
        tr(
            "{quotes} by {people}.",
            quotes=trn("{count} quote", "{count} quotes", count),
            people=trn("{count} person", "{count} people", people),
        ),
        tr("Times are {zone}.", zone=zone_words(posts, zone_of(story))),
        _exactness(story),
    ]
    if any(REDACTED in post.text for post in posts):
        found.append(tr("Names left out are marked [redacted]."))
    return found


def _exactness(story: Story) -> str:
    """Return how exactly posts are quoted, and what tidying leaves out."""
    if not any(is_tidied(quote, story) for quote in story.quotes):
        return tr("Words in quotes are as in the archive; cuts are marked […].")
    return tr(
        "Words in quotes are as in the archive, tidied: whom they answer is left out at the"
        " start, and at the edges labels such as “A1” and “1/2”, the chat’s hashtag and"
        " account, and addresses cut off or of quoted posts and pictures; other cuts are marked"
        " […]."
    )


def person(post: Post) -> tuple[str, str]:
    """Return a key that identifies a post's author."""
    author = post.author
    return post.platform, author.handle.casefold() or author.key
