"""The opening of a recap: title and first sentences, from known facts only."""

from __future__ import annotations

from dataclasses import dataclass

from curator.i18n import grouped, tr, trn

_PLAIN_NAME = 22
"""Letters of a hashtag that fit into a title on a narrow screen."""


@dataclass(frozen=True, slots=True)
class ChatFacts:
    """The known facts about a chat; '' and 0 mean unknown."""

    hashtag: str = ""
    """Without its sign; '' if most posts do not have one."""

    topic: str = ""
    day: str = ""
    """'11 March 2015', or for several days '10–11 March 2015'."""

    full_day: str = ""
    """With the weekday, for a single day."""

    when: str = ""
    """As the beginning of a sentence: 'On Wednesday 11 March 2015'."""

    people: int = 0
    posts: int = 0
    hosts: str = ""
    """A list of names."""

    guests: str = ""
    guest_count: int = 0
    voice: str = ""
    """The name of the only person who wrote, if it was one and may be named."""

    programs: int = 0
    """Accounts that are programs: their posts are counted, and they are no people."""


def headline(told: ChatFacts) -> str:
    """Return a title: the announced topic, if there is one, and the day."""
    name = told.hashtag if len(told.hashtag) <= _PLAIN_NAME else ""
    if told.topic:
        said = told.topic.casefold().startswith(name.casefold())
        named = name and not said
        about = tr("{name}: {topic}", name=_capital(name), topic=told.topic) if named else ""
        return _dated(about or _capital(told.topic), told.day)
    if told.voice:
        who = told.voice
        by = tr("{who} under #{hashtag}", who=who, hashtag=told.hashtag) if name else who
        return _dated(by, told.full_day)
    recap = tr("#{hashtag} recap", hashtag=told.hashtag) if name else tr("Recap")
    return _dated(recap, told.full_day)


def opening(told: ChatFacts) -> str:
    """Return the first sentence: date, number of people, topic, hashtag."""
    if not told.people or not told.posts:
        return ""
    posts = trn("{number} post", "{number} posts", told.posts, number=grouped(told.posts))
    if told.people == 1 and not told.programs:
        return _only_voice(told, posts)
    people = trn("{number} person", "{number} people", told.people, number=grouped(told.people))
    if told.programs:
        others = trn("{count} automated account", "{count} automated accounts", told.programs)
        people = tr("{people} and {others}", people=people, others=others)
    done = _actions(told, posts)
    if told.when:
        return tr("{when}, {people} {done}.", when=told.when, people=people, done=done)
    return tr("{people} {done}.", people=people, done=done)


def _only_voice(told: ChatFacts, posts: str) -> str:
    """Return what the only person who wrote did: who is alone meets nobody."""
    values = {
        "who": told.voice or trn("{number} person", "{number} people", 1, number="1"),
        "posts": posts,
        "when": told.when,
    }
    if told.when and told.hashtag:
        hashtag = f"#{told.hashtag}"
        return tr("{when}, {who} wrote {posts} under {hashtag}.", hashtag=hashtag, **values)
    if told.when:
        return tr("{when}, {who} wrote {posts}.", **values)
    if told.hashtag:
        return tr("{who} wrote {posts} under {hashtag}.", hashtag=f"#{told.hashtag}", **values)
    return tr("{who} wrote {posts}.", **values)


def _actions(told: ChatFacts, posts: str) -> str:
    """Return what people did, as the continuation of a sentence."""
    hashtag = f"#{told.hashtag}" if told.hashtag else ""
    topic = told.topic
    if topic and topic[:1].isupper() and topic[1:2].islower():
        topic = tr("“{title}”", title=topic)
    if topic and hashtag:
        return tr(
            "talked about {topic} under {hashtag}, in {posts}",
            topic=topic,
            hashtag=hashtag,
            posts=posts,
        )
    if topic:
        return tr("talked about {topic}, in {posts}", topic=topic, posts=posts)
    if hashtag:
        return tr("met under {hashtag} and wrote {posts}", hashtag=hashtag, posts=posts)
    return tr("wrote {posts}", posts=posts)


def hosted(told: ChatFacts) -> str:
    """Return the hosts and guests in one sentence; '' if there are none."""
    names = {"hosts": told.hosts, "guests": told.guests}
    if told.hosts and told.guests:
        return trn(
            "Hosted by {hosts}, with {guests} as guest.",
            "Hosted by {hosts}, with {guests} as guests.",
            told.guest_count,
            **names,
        )
    if told.hosts:
        return tr("Hosted by {hosts}.", **names)
    if told.guests:
        return trn(
            "With {guests} as guest.", "With {guests} as guests.", told.guest_count, **names
        )
    return ""


def _dated(words: str, day: str) -> str:
    return tr("{words}, {day}", words=words, day=day) if day else words


def _capital(words: str) -> str:
    """Return words with a capital letter first, unless they have one inside: 'iOSdev'."""
    return words if words != words.lower() else words[:1].upper() + words[1:]
