"""What people shared: links, and the accounts and hashtags that they pointed to.

Only original posts count. An account addressed by a reply, and the chat's own hashtag, are not
recommendations; a link to a post is a quotation.
"""

from __future__ import annotations

import json
import re
import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import TypeAlias

from curator.counted import Participant, Resource, ResourceKind
from curator.library.search.column_cache import Columns, spam_sources
from curator.library.search.figures import Facts, participant
from curator.library.search.query import Query
from curator.library.search.visibility import Standings
from curator.library.values.normalise import address, cleaned
from curator.model import Standing, credited

_Proposed: TypeAlias = tuple[ResourceKind, str, str, list[int]]
"""Kind, normalised value, displayed value, and the posts."""

_KINDS: tuple[ResourceKind, ...] = ("link", "mention", "hashtag")
_OWN = 2
"""A hashtag in one of this many posts is the chat's own."""

_A_POST = re.compile(r"(?:mobile\.)?(?:twitter|x)\.com/[^/]+/status(?:es)?/\d+|t\.co/")
_LEAST = 8
"""With fewer posts than this, no hashtag is taken for the chat's own."""


@dataclass(frozen=True, slots=True)
class WordsWithLink:
    """The words of a post with a link."""

    sayers: frozenset[tuple[str, str]]
    """Its author, and whom it repeats or credits: platform and handle in lower case."""

    text: str


class SharedLinks:
    """Collects shared links, accounts and hashtags, and stores the editor's link titles."""

    def __init__(self, connection: sqlite3.Connection, facts: Facts) -> None:
        self._connection = connection
        self._run = connection.execute
        self._facts = facts
        self._standings = Standings(connection)

    def resources(self, query: Query, most: int = 200) -> tuple[Resource, ...]:
        """Return what the posts that answer a query share, of each kind the most shared first."""
        with self._facts.consistent_reads():
            return self._gather(self._facts.columns(query), most)

    def titles(self) -> dict[str, str]:
        """Return the editor's link titles, by address."""
        return dict(self._run("SELECT address, title FROM titles"))

    def entitle(self, link: str, title: str) -> None:
        """Store the title of a link; called inside `library.edit(label)`."""
        title = " ".join(title.split())
        if title:
            self._run(
                "INSERT INTO titles (address, title) VALUES (?, ?) ON CONFLICT DO UPDATE"
                " SET title = excluded.title WHERE title <> excluded.title",
                (address(link), title),
            )
        else:
            self._run("DELETE FROM titles WHERE address = ?", (address(link),))

    def words_with(self, links: Iterable[str]) -> dict[str, list[WordsWithLink]]:
        """Return what was said in all posts with each of these links, echoes among them."""
        wanted = defaultdict[str, list[str]](list)
        for link in links:
            wanted[address(link).lower()].append(link)
        rows = self._run(
            "SELECT lower(terms.value), people.platform, handle, text FROM terms"
            " JOIN post_terms ON term = terms.id JOIN posts ON posts.id = post"
            " JOIN people ON people.id = person WHERE kind = 'link'"
            " AND lower(terms.value) IN (SELECT lower(value) FROM json_each(?))",
            (json.dumps(list(wanted)),),
        )
        found: dict[str, list[WordsWithLink]] = {
            link: [] for each in wanted.values() for link in each
        }
        for value, platform, handle, text in rows:
            for link in wanted.get(value, ()):
                sayers = {(platform, name.casefold()) for name in (handle, *credited(text))}
                found[link].append(WordsWithLink(frozenset(sayers), text))
        return found

    def _gather(self, found: Columns, most: int) -> tuple[Resource, ...]:
        titles = self.titles()
        speaking = self._handles(found.own_by_person)
        proposed = _one_spelling(self._proposed(found))
        kinds: dict[ResourceKind, list[tuple[Resource, int]]] = defaultdict(list)
        for kind, value, shown, posts in proposed:
            first = min(posts, key=lambda post: (found.when[post], post))
            people = {found.who[post] for post in posts}
            title = titles.get(value, "") if kind == "link" else ""
            took_part = kind == "mention" and value in speaking
            resource = Resource(kind, shown, title, len(posts), len(people), took_part=took_part)
            kinds[kind].append((resource, found.who[first]))
        chosen = [each for kind in _KINDS for each in sorted(kinds[kind], key=_rank)[:most]]
        named = self._people(found, {person for _, person in chosen})
        return tuple(replace(resource, by=named.get(person)) for resource, person in chosen)

    def _handles(self, people: Iterable[int]) -> set[str]:
        """Return the handles of people, folded."""
        rows = self._run(
            "SELECT handle FROM json_each(?) JOIN people ON people.id = value",
            (json.dumps(list(people)),),
        )
        return {handle.casefold() for (handle,) in rows}

    def _proposed(self, found: Columns) -> Iterator[_Proposed]:
        """Yield what was shared: kind, normalised value, displayed value, and the posts."""
        having = dict(found.terms(self._connection))
        answered, spam = self._answered(found), spam_sources(self._run)
        rows = self._run(
            "SELECT terms.id, kind, terms.value, shown FROM json_each(?)"
            " JOIN terms ON terms.id = json_each.value",
            (json.dumps(list(having)),),
        ).fetchall()
        for term, kind, value, shown in rows:
            posts = [post for post in having[term] if post in found.own and post not in spam]
            if kind == "mention":
                posts = [post for post in posts if answered.get(post) != value]
            elif (kind == "hashtag" and self._is_own(len(having[term]), len(found.ids))) or (
                kind == "link" and _A_POST.match(value)
            ):
                continue
            if posts:
                yield kind, value, cleaned(shown) if kind == "link" else shown, posts

    def _is_own(self, having: int, posts: int) -> bool:
        return posts >= _LEAST and having * _OWN >= posts

    def _answered(self, found: Columns) -> dict[int, str]:
        """Return whom each post answers, folded."""
        rows = self._run(
            "SELECT posts.id, reply_handle FROM json_each(?) CROSS JOIN posts ON posts.id = value"
            " WHERE reply_handle <> ''",
            (json.dumps(list(found.own)),),
        )
        return {post: handle.casefold() for post, handle in rows}

    def _people(self, found: Columns, people: set[int]) -> dict[int, Participant]:
        said = self._standings.of(people)
        rows = self._run(
            "SELECT people.id, platform, handle, name FROM json_each(?)"
            " JOIN people ON people.id = value",
            (json.dumps(list(people)),),
        )
        return {
            id_: participant(platform, handle, name, said.get(id_, Standing()), found, id_)
            for id_, platform, handle, name in rows
        }


def _one_spelling(proposed: Iterable[_Proposed]) -> Iterator[_Proposed]:
    """Yield what was shared, with links that differ only in case merged into the most frequent.

    In practice, two such links in one chat are one link that somebody typed by hand.
    """
    alike: dict[tuple[ResourceKind, str], list[_Proposed]] = defaultdict(list)
    for each in proposed:
        alike[each[0], each[1].casefold()].append(each)
    for spellings in alike.values():
        kind, value, shown, _ = min(spellings, key=lambda each: (-len(each[3]), each[1]))
        yield kind, value, shown, sorted({post for each in spellings for post in each[3]})


def _rank(found: tuple[Resource, int]) -> tuple[bool, int, int, str]:
    """Sort by the number of people who shared it; participants' own accounts come last."""
    resource = found[0]
    return resource.took_part, -resource.people, -resource.posts, resource.value.casefold()
