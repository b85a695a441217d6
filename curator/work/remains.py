"""What still names a person after they were taken down, and where."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from curator.i18n import tr, trn
from curator.insight.consent.own_words import OwnWords
from curator.library import Account, Library, backup_places, backups
from curator.work.conflict_words import opinion_words
from curator.work.export import still_named

_OWN = frozenset(
    {"note", "description", "question title", "chat title", "tag name", "definition", "search",
     "link", "muted words"}
)  # fmt: skip
"""Kinds of opinions that are words of the editor outside stories."""

_LISTED = 5


def remains(library: Library, accounts: Sequence[Account], words: OwnWords) -> Iterator[str]:
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
    yield from _kept(library, accounts)


def _outside_stories(library: Library, words: OwnWords) -> Iterator[str]:
    found = [
        opinion
        for opinion, value in sorted(library.opinions().items())
        if opinion[0] in _OWN and words.may_be_in(value)
    ]
    if found:
        places = [opinion_words(library, each) for each in found[:_LISTED]]
        yield trn(
            "{count} note, title or tag of yours may name them: {places}.",
            "{count} notes, titles or tags of yours may name them: {places}.",
            len(found),
            places="; ".join([*places, "…"] if len(found) > _LISTED else places),
        )


def _kept(library: Library, accounts: Sequence[Account]) -> Iterator[str]:
    """Yield what is not published, but has them as before."""
    if posts := sum(each.posts for each in accounts):
        yield trn(
            "The library keeps their {count} post, as its archive has it.",
            "The library keeps their {count} posts, as its archive has them.",
            posts,
        )
    stories = library.stories.all()
    versions = sum(len(library.versions.all(info.id)) for info in stories)
    if kept := versions + len(library.snapshots.all()):
        yield trn(
            "{count} saved version or snapshot in the library may still have them.",
            "{count} saved versions and snapshots in the library may still have them.",
            kept,
        )
    for folder in backup_places(library.path):
        if count := len(backups(library.path, folder)):
            yield trn(
                "Their names remain in {count} backup in “{folder}”. Delete it if it must go.",
                "Their names remain in {count} backups in “{folder}”. Delete those that must go.",
                count,
                folder=str(folder),
            )
