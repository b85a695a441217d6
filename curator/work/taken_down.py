"""Who was taken down, and that no copy of a library brings their quotes back."""

from __future__ import annotations

import json

from curator.i18n import tr
from curator.library import Library, Opinions

Key = tuple[str, str]
"""A platform, and a handle or the key of a post there."""


def people_taken_down(library: Library) -> set[Key]:
    """Return who was taken down, by platform and lower-case handle, and is withheld still."""
    before = {key for each in library.publications.take_downs() for key in each.who}
    people = library.marks.standings() if before else {}
    return {key for key in before if key in people and people[key].consent == "withheld"}


def quoted_posts(stories: Opinions) -> set[Key]:
    """Return the posts that stories quote, of all that is thought in a library."""
    rows = (
        row
        for about, story in stories.items()
        if about[0] == "story"
        for row in json.loads(story)["blocks"]
    )
    return {(platform, key) for row in rows if row["post"] for platform, key in [row["post"]]}


def drop_quotes(library: Library, who: Key, but: set[Key]) -> int:
    """Remove the quotes of somebody who is withheld, inside an edit; return how many.

    who: by platform and lower-case handle. but: posts whose quotes stay.
    """
    accounts = {
        (where, name.casefold()): id_ for (where, name), id_ in library.people.known().items()
    }
    standing = library.marks.standings().get(who)
    if who not in accounts or standing is None or standing.consent != "withheld":
        return 0
    kept = library.posts.ids([key for _, key in but]).values()
    return sum(len(each.blocks) for each in library.people.drop_quotes(accounts[who], {*kept}))


def left_rewritten(library: Library, before: set[Key]) -> str:
    """Return what an undo leaves of take-downs, in a sentence, or ''.

    before: who was taken down before it.
    """
    again = sorted(f"@{handle}" for _, handle in before - people_taken_down(library))
    if not again:
        return ""
    return tr(
        "Files that were rewritten without {people} stay so. Export them again to show them.",
        people=", ".join(again),
    )
