"""What an empty list says: why nothing is there, and the ways out."""

from __future__ import annotations

from dataclasses import dataclass

from curator.gui.look.safe_text import isolated
from curator.gui.search.terms import Terms, chip_words
from curator.i18n import tr
from curator.library import Echoes, Library, Query, tokens

_UNDECIDED = "is:undecided"
IMPORT = "import"
"""The way out of an empty library."""

SECOND_LOOK = "second_look"
"""The way on when all is decided."""

_MOST = 6
_LONGEST = 120


@dataclass(frozen=True, slots=True)
class Nothing:
    """A sentence, and for each way out its words and the search it leads to."""

    sentence: str
    ways: tuple[tuple[str, Terms | str], ...] = ()


def nothing(library: Library, terms: Terms, echoes: Echoes) -> Nothing:
    """Say why no post answers a search."""
    if library.posts.span() is None:
        return Nothing(tr("This library has no posts yet."), ((tr("Import an archive…"), IMPORT),))
    if _UNDECIDED in terms.chips:
        decided = _decided(library, terms, echoes)
        if decided is not None:
            return decided
    if terms.words.strip() and not Query.parse(terms.text).hints:
        sentence = tr("No post has “{words}”.", words=isolated(terms.words.strip()[:_LONGEST]))
        if terms.chips:
            sentence = tr(
                "No post here has “{words}”.", words=isolated(terms.words.strip()[:_LONGEST])
            )
    else:
        sentence = tr("No post answers this search.")
    ways = (*_respelt(library, terms, echoes), *_drops(library, terms, echoes))
    return Nothing(sentence, (*ways, (tr("Clear"), Terms())))


def _respelt(library: Library, terms: Terms, echoes: Echoes) -> list[tuple[str, Terms]]:
    """Offer the words as the posts spell them, where nobody wrote one of them."""
    found = tokens(terms.words)
    spelt = [_spelt(library, word) for word in found]
    other = Terms(terms.chips, " ".join(spelt))
    if spelt == found or not (count := library.posts.count(Query.parse(other.text), echoes)):
        return []
    words = isolated(other.words[:_LONGEST])
    return [(tr("Search for “{words}” ({count})", words=words, count=f"{count:,}"), other)]


def _spelt(library: Library, word: str) -> str:
    """Return the word of the library that is spelt almost like one that it has not."""
    plain = word.strip('".,;!?')
    if not plain.isalnum() or library.spelling.knows(plain):
        return word
    return library.spelling.nearest(plain) or word


def _decided(library: Library, terms: Terms, echoes: Echoes) -> Nothing | None:
    here = terms.minus(_UNDECIDED)
    if not library.posts.count(Query.parse(here.text), echoes):
        return None
    starred, rejected = (
        library.posts.count(Query.parse(here.plus(term).text), echoes)
        for term in ("is:starred", "is:rejected")
    )
    sentence = tr(
        "Nothing is undecided here. {starred} starred, {rejected} rejected.",
        starred=f"{starred:,}",
        rejected=f"{rejected:,}",
    )
    if not starred:
        return Nothing(sentence, ((tr("Show all"), here),))
    again = (tr("Take a second look at the starred"), SECOND_LOOK)
    return Nothing(sentence, ((tr("Show starred"), here.plus("is:starred")), again))


def _drops(library: Library, terms: Terms, echoes: Echoes) -> list[tuple[str, Terms]]:
    if len(terms.parts) < 2:  # noqa: PLR2004  dropping the only one is “Clear”
        return []
    found = []
    for part in terms.parts[:_MOST]:
        rest = terms.minus(part)
        count = library.posts.count(Query.parse(rest.text), echoes)
        if count:
            name = tr("“{words}”", words=part) if part == terms.words else chip_words(part)
            words = tr("Drop {condition} ({count})", condition=isolated(name), count=f"{count:,}")
            found.append((words, rest))
    return found
