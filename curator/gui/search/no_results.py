"""The text for an empty list: why nothing was found, and what can be done."""

from __future__ import annotations

from dataclasses import dataclass

from curator.gui.look.safe_text import isolated
from curator.gui.search.terms import Terms, chip_words
from curator.i18n import grouped, tr
from curator.insight.figures.scope import within
from curator.library import Echoes, Library, Query, tokens

_UNDECIDED = "is:undecided"
IMPORT = "import"
"""The action for an empty library."""

SECOND_LOOK = "second_look"
"""The action when everything is decided."""

_MOST = 6
_LONGEST = 120


@dataclass(frozen=True, slots=True)
class NoResults:
    """A sentence, and suggestions: a label and the search it leads to."""

    sentence: str
    ways: tuple[tuple[str, Terms | str], ...] = ()


def nothing(library: Library, terms: Terms, echoes: Echoes, scope: str = "") -> NoResults:
    """Explain why no post matches a search; scope: the chat that was searched."""
    counting = _Counting(library, echoes, scope)
    if library.posts.span() is None:
        return NoResults(
            tr("This library has no posts yet."), ((tr("Import an archive…"), IMPORT),)
        )
    if _UNDECIDED in terms.chips:
        decided = _decided(counting, terms)
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
    ways = (*_respelt(counting, terms), *_drops(counting, terms))
    return NoResults(sentence, (*ways, (tr("Clear"), Terms())))


@dataclass(frozen=True, slots=True)
class _Counting:
    """Counts what other searches would find in the same scope."""

    library: Library
    echoes: Echoes
    scope: str

    def __call__(self, terms: Terms) -> int:
        asked = Query.parse(within(terms.text, self.scope))
        return self.library.posts.count(asked, self.echoes)


def _respelt(counting: _Counting, terms: Terms) -> list[tuple[str, Terms]]:
    """Suggest another spelling where a word occurs in no post."""
    found = tokens(terms.words)
    spelt = [_spelt(counting.library, word) for word in found]
    other = Terms(terms.chips, " ".join(spelt))
    if spelt == found or not (count := counting(other)):
        return []
    words = isolated(other.words[:_LONGEST])
    return [(tr("Search for “{words}” ({count})", words=words, count=grouped(count)), other)]


def _spelt(library: Library, word: str) -> str:
    """Return the word in the library whose spelling is closest to an unknown one."""
    plain = word.strip('".,;!?')
    if not plain.isalnum() or library.spelling.knows(plain):
        return word
    return library.spelling.nearest(plain) or word


def _decided(counting: _Counting, terms: Terms) -> NoResults | None:
    here = terms.minus(_UNDECIDED)
    if not counting(here):
        return None
    starred, rejected = (counting(here.plus(term)) for term in ("is:starred", "is:rejected"))
    sentence = tr(
        "Nothing is undecided here. {starred} starred, {rejected} rejected.",
        starred=grouped(starred),
        rejected=grouped(rejected),
    )
    if not starred:
        return NoResults(sentence, ((tr("Show all"), here),))
    again = (tr("Take a second look at the starred"), SECOND_LOOK)
    return NoResults(sentence, ((tr("Show starred"), here.plus("is:starred")), again))


def _drops(counting: _Counting, terms: Terms) -> list[tuple[str, Terms]]:
    if len(terms.parts) < 2:  # noqa: PLR2004  dropping the only one is “Clear”
        return []
    found = []
    for part in terms.parts[:_MOST]:
        rest = terms.minus(part)
        if count := counting(rest):
            name = tr("“{words}”", words=part) if part == terms.words else chip_words(part)
            words = tr(
                "Remove {condition} ({count})", condition=isolated(name), count=grouped(count)
            )
            found.append((words, rest))
    return found
