"""A search as the field shows it: conditions as chips, followed by typed words."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta, tzinfo

from curator.i18n import tr
from curator.library import TERMS, Library, Query, moment, tokens


@dataclass(frozen=True, slots=True)
class Terms:
    """Chips, each a condition as typed, and the words after them."""

    chips: tuple[str, ...] = ()
    words: str = ""

    @classmethod
    def of(cls, text: str, chips: tuple[str, ...] = ()) -> Terms:
        """Turn the conditions at the beginning of a search into chips."""
        if not _is_simple(text):
            return cls(chips, text)
        found = tokens(text)
        kept = [token for token in found if is_condition(token)]
        words = [token for token in found if not is_condition(token)]
        return cls(_paired((*chips, *kept)), " ".join(words))

    @property
    def text(self) -> str:
        """Return the whole search as one would type it."""
        return " ".join((*self.chips, self.words)).strip()

    @property
    def parts(self) -> tuple[str, ...]:
        """Return what can be removed: each chip, and the words as one."""
        return (*self.chips, *((self.words,) if self.words.strip() else ()))

    def plus(self, term: str) -> Terms:
        """Add a condition, replacing its opposite; there is only one time span."""
        opposite = term[1:] if term.startswith("-") else f"-{term}"
        new = is_span(term)
        chips = [c for c in self.chips if c not in {term, opposite} and not (new and is_span(c))]
        words = self.words if _is_simple(self.words) else f"({self.words})"
        return Terms((*chips, term), words)

    def minus(self, part: str) -> Terms:
        """Remove a chip, or the words."""
        if part == self.words:
            return Terms(self.chips)
        return Terms(tuple(chip for chip in self.chips if chip != part), self.words)


def is_condition(token: str) -> bool:
    """Tell whether a term can be a chip: it is a valid condition, not just words."""
    name = token.removeprefix("-").partition(":")[0].casefold()
    if token.startswith('"'):
        return len(token) > 1 and token.endswith('"')
    if name in TERMS and ":" in token:
        return token.count('"') != 1 and not Query.parse(token).hints and not token.endswith(":")
    return False


def is_span(chip: str) -> bool:
    """Tell whether a chip is a time span."""
    return chip.startswith(("since:", "until:"))


def span_typed(start: datetime, end: datetime, zone: tzinfo) -> str:
    """Return a time span as one would type it."""
    first, last = (at.astimezone(zone).strftime("%Y-%m-%dT%H:%M") for at in (start, end))
    return f"since:{first} until:{last}"


def span_bounds(chips: tuple[str, ...], zone: tzinfo) -> tuple[datetime | None, datetime | None]:
    """Return the beginning and the end of the time span in a search."""
    start = end = None
    for part in (part for chip in chips if is_span(chip) for part in chip.split()):
        name, _, value = part.partition(":")
        found = moment(value, zone)
        if found is None:
            continue
        at, timed = found
        if name == "since":
            start = at
        else:
            end = at if timed else at + timedelta(days=1)
    return start, end


def chip_words(chip: str, library: Library | None = None) -> str:
    """Return the label of a chip; from a library it tells when a question was asked."""
    if is_span(chip):
        return _span_words(chip)
    name, _, value = chip.partition(":")
    value = value.strip('"')
    known = {
        "undecided": tr("Undecided"),
        "starred": tr("Starred"),
        "rejected": tr("Rejected"),
        "echo": tr("Echoes"),
        "used": tr("In a story"),
        "muted": tr("Muted"),
    }
    if name == "is" and value in known:
        return known[value]
    if name == "-is" and value in known:
        return tr("not {condition}", condition=known[value])
    if name == "question":
        return _question_words(value, library)
    people = {
        "newcomer:new": tr("First time"),
        "newcomer:returning": tr("Returning"),
        "newcomer:none": tr("New or returning not recorded"),
        "sector:none": tr("No sector recorded"),
        "role:none": tr("No role recorded"),
    }
    if f"{name}:{value}" in people:
        return people[f"{name}:{value}"]
    return f"@{value}" if name == "from" else chip


def _question_words(value: str, library: Library | None) -> str:
    if value == "none":
        return tr("No question")
    number, _, begun = value.partition("@")
    if not begun:
        return tr("Q{number}", number=number)
    # the search names when the first question was asked, which is not when this one was
    day = (_asked(number, begun, library) if library else "") or begun.partition("T")[0]
    return tr("Q{number}, {day}", number=number, day=day)


def _asked(number: str, begun: str, library: Library) -> str:
    """Return when a question of a round was asked; '' if there are several such, or none."""
    rounds = library.chats.begun.rounds(begun)
    found = [
        each
        for each in library.questions.all()
        if each.session in rounds and str(each.number) == number
    ]
    if len(found) != 1:
        return ""
    at = found[0].at.astimezone(library.zones_of_questions()(found[0]))
    return f"{at:%Y-%m-%d %H:%M}"


def _span_words(chip: str) -> str:
    bounds = dict(part.split(":", 1) for part in chip.split())
    first, last = bounds.get("since", ""), bounds.get("until", "")
    if "T" in first and "T" in last and first[:10] == last[:10]:
        return f"{first[11:]}–{last[11:]}"
    if first and last:
        return f"{first.replace('T', ' ')} – {last.replace('T', ' ')}"
    return chip.replace("T", " ")


def _paired(chips: tuple[str, ...]) -> tuple[str, ...]:
    """Combine the beginning and the end of a span into one chip."""
    since = [chip for chip in chips if chip.startswith("since:") and " " not in chip]
    until = [chip for chip in chips if chip.startswith("until:")]
    if len(since) != 1 or len(until) != 1:
        return tuple(dict.fromkeys(chips))
    pair = f"{since[0]} {until[0]}"
    kept = (pair if chip == since[0] else chip for chip in chips if chip != until[0])
    return tuple(dict.fromkeys(kept))


def _is_simple(text: str) -> bool:
    """Tell whether the order of terms in a text does not matter."""
    found = tokens(text)
    return not {"(", ")", "OR", "-("} & set(found)
