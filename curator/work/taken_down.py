"""Who was taken down, and that no copy of a library brings their quotes back."""

from __future__ import annotations

import json
from dataclasses import dataclass

from curator.errors import CuratorError
from curator.i18n import tr
from curator.library import Library, Opinions
from curator.work.do_not_quote import DoNotQuote, read_do_not_quote

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


@dataclass(frozen=True, slots=True)
class Outside:
    """What lies outside a library about the people who are withheld in it: no undo reaches it."""

    rewritten: set[Key]
    """Who was taken out of published files."""

    listed: set[Key]
    """Who is on the do-not-quote list of all libraries."""


def outside(library: Library) -> Outside:
    """Return who is withheld and was taken down, or is on the do-not-quote list."""
    try:
        stored = read_do_not_quote()
    except CuratorError:  # told when the list is to be changed, or posts come in
        stored = DoNotQuote()
    people = library.marks.standings() if len(stored) else {}
    listed = {key for key, said in people.items() if said.consent == "withheld"}
    return Outside(people_taken_down(library), {key for key in listed if stored.has(*key)})


def left_outside(library: Library, before: Outside) -> str:
    """Return in sentences what an undo leaves outside the library, or ''.

    before: as it was before the undo.
    """
    if not (before.rewritten or before.listed):
        return ""
    now = outside(library)
    here = {(where, handle.casefold()) for where, handle in library.people.known()}
    told = []
    if again := _names((here & before.rewritten) - now.rewritten):
        told.append(
            tr(
                "Files that were rewritten without {people} stay so. Export them again to show"
                " them.",
                people=again,
            )
        )
    if again := _names((here & before.listed) - now.listed):
        told.append(
            tr(
                "Still on your do-not-quote list, which holds for all libraries: {people}. Take"
                " them off it beside their consent, or with “curator do-not-quote --remove”.",
                people=again,
            )
        )
    return " ".join(told)


def _names(people: set[Key]) -> str:
    return ", ".join(sorted({f"@{handle}" for _, handle in people}))
