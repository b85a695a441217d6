"""What still names a person after they were taken down, and where."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from curator.i18n import tr, trn
from curator.insight.consent.consent import without_withheld
from curator.insight.consent.own_words import OwnWords
from curator.library import (
    Account,
    Chat,
    KeptStates,
    Library,
    Opinion,
    PersonId,
    backup_places,
    backups,
)
from curator.work.conflict_words import opinion_words
from curator.work.export import still_named
from curator.work.library_merge import common_pasts

_OWN = frozenset(
    {"note", "description", "question title", "chat title", "tag name", "definition", "search",
     "link", "muted words"}
)  # fmt: skip
"""Kinds of opinions that are words of the editor outside stories."""

_LISTED = 5


def remains(
    library: Library, person: PersonId, accounts: Sequence[Account], words: OwnWords
) -> Iterator[str]:
    """Yield in sentences what of the editor's may name a person, and what keeps their posts.

    words: what finds them.
    """
    handles = {f"@{each.handle.casefold()}" for each in accounts}
    for info in library.stories.all():
        for sentence in still_named(library, library.stories.story(info.id)):
            if any(handle in sentence.casefold() for handle in handles):
                yield tr(
                    "“{story}” in the library: {sentence}", story=info.title, sentence=sentence
                )
    yield from _outside_stories(library, words)
    if states := states_showing(library, person, words):
        yield states_left(states)
    if pasts := sum(
        any(words.text(value) != value for value in past.values())
        for past in common_pasts(library)
    ):
        yield trn(
            "{count} state kept since a merge, to compare other copies with, has words of yours"
            " that name them; it is never shown, but lies in the file.",
            "{count} states kept since merges, to compare other copies with, have words of yours"
            " that name them; they are never shown, but lie in the file.",
            pasts,
        )
    yield from _kept_accounts(library, accounts)


def states_showing(library: Library, person: PersonId, words: OwnWords) -> KeptStates:
    """Return the versions and snapshots that show a person; words: what finds them."""
    return library.states_kept.find_showing(person, lambda text: words.text(text) != text)


def states_counted(states: KeptStates) -> str:
    """Return how many versions and snapshots there are, in words."""
    versions = trn("{count} saved version", "{count} saved versions", len(states.versions))
    snapshots = trn("{count} snapshot", "{count} snapshots", len(states.snapshots))
    if not (states.versions and states.snapshots):
        return versions if states.versions else snapshots
    return tr("{versions} and {snapshots}", versions=versions, snapshots=snapshots)


def states_left(states: KeptStates) -> str:
    """Return the sentence about versions and snapshots that show somebody."""
    return tr(
        "In the library they are still shown by {states}; going back there brings that back.",
        states=states_counted(states),
    )


def _outside_stories(library: Library, words: OwnWords) -> Iterator[str]:
    found = [
        opinion
        for opinion, value in sorted(library.opinions().items())
        if opinion[0] in _OWN and words.may_be_in(value)
    ]
    titled = {
        each: chat for each in found if (chat := _chat_with_title(library, each)) is not None
    }
    yield from (_of_chat(library, chat) for chat in titled.values())
    found = [each for each in found if each not in titled]
    if found:
        places = [opinion_words(library, each) for each in found[:_LISTED]]
        yield trn(
            "{count} note, title or tag of yours may name them: {places}.",
            "{count} notes, titles or tags of yours may name them: {places}.",
            len(found),
            places="; ".join([*places, "…"] if len(found) > _LISTED else places),
        )


def _chat_with_title(library: Library, opinion: Opinion) -> Chat | None:
    """Return the chat whose title an opinion is; None if it is another, or titles none now."""
    kind, *names = opinion
    if kind != "chat title":
        return None
    posts = library.posts.ids([names[1]]).values()
    chats = library.chats.find_named(map(str, library.chats.of(posts).values()))
    return next(iter(chats), None)


def _of_chat(library: Library, chat: Chat) -> str:
    """Return the sentence about a chat's title, as published: a report keeps what it says."""
    return tr(
        "The title of chat {chat}, “{title}” in what is published, may name them in your list of"
        " chats. Change it in the window, or with “curator chats LIBRARY --rename {chat} TITLE”.",
        chat=chat.id,
        title=without_withheld(chat.title, library.marks.standings()),
    )


def _kept_accounts(library: Library, accounts: Sequence[Account]) -> Iterator[str]:
    """Yield what is not published, but has them as before."""
    if posts := sum(each.posts for each in accounts):
        yield trn(
            "The library keeps their {count} post, as its archive has it.",
            "The library keeps their {count} posts, as its archive has them.",
            posts,
        )
    for folder in backup_places(library.path):
        if count := len(backups(library.path, folder)):
            yield trn(
                "Their names remain in {count} backup in “{folder}”. Delete it if it must go.",
                "Their names remain in {count} backups in “{folder}”. Delete those that must go.",
                count,
                folder=str(folder),
            )
