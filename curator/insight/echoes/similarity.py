"""Comparison of two posts with similar words, to tell whether they say the same.

In doubt they do not: an unrecognised echo costs the editor a glance, but a contrary post folded
under another would be misrepresented.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from collections.abc import Set as AbstractSet
from functools import lru_cache

from curator.insight.text.tokens import Marks

DOUBTING = frozenset("👎❌🚫🙄😡😠🤬🤮💩✖❎⛔😒🤦🤷😢😭💔🤔🤨🙅🤥😂🤣🧢🛑⚠🙃😏(/\\|")
"""Signs that reverse or doubt what they follow."""

_WEIGHTY = frozenset(
    """
    not no never none nobody nothing nowhere neither nor n't without cannot can't don't won't
    isn't aren't wasn't weren't doesn't didn't wouldn't shouldn't couldn't haven't hasn't hadn't
    mustn't needn't ain't hardly barely scarcely rarely seldom only unless except but although
    if until before after less more fewer most least some all every few little half double
    instead rather against false wrong untrue myth stop refuse deny fail fails failed lack lacks
    should must may might could would minus than too one two three four five six seven eight nine
    opposite contrary doubt doubts doubtful unlikely impossible denies denied wrongly supposedly
    allegedly maybe perhaps possibly sometimes whether pretend imagine anti ban bans banned avoid
    avoids prevent prevents oppose opposes opposed opponents critics disagree disagrees reject
    rejects refuses refused forget forgets regret regrets lose loses lost almost nearly under over
    up down ten eleven twelve hundred thousand million billion first second third once twice
    nicht kein keine keinen keinem keiner nie niemals nichts ohne nur wenn außer weder
    ne pas jamais rien aucun aucune sans personne ni sauf seulement si
    no nunca jamás nada nadie ningún ninguna sin tampoco ni solo sólo excepto
    não nem nada ninguém nenhum nenhuma sem só apenas non mai niente nessuno senza né solo
    niet geen nooit niets zonder inte aldrig ingen inga utan ikke aldri aldrig nie nigdy bez
    не ни нет никогда ничего никто без только если
    لا لم لن ليس ليست بدون ما غير إلا لكن לא אין בלי אף נה नहीं मत ना बिना
    değil yok asla hiç hiçbir bukan tidak jangan tanpa không chưa đừng
    안 못 없다 없는 않다 않는 아니 아니다
    """.split()  # noqa: SIM905  a list of words is read more easily so
)
"""Words whose omission changes the meaning."""

_WEIGHTY_LETTERS = frozenset("不没沒無无未非莫勿别別否ないぬずませんไม่")
_IDLE = frozenset(
    """
    a about after again all also always am an and any anyone are around as at back be been being
    bye by can chat chats check checking coffee come coming conversation day did do does
    don't dropping enjoy enjoyed enjoying evening ever everybody everyone everyone's excited feed
    first folks follow following for friend friends from fun get getting glad go going gonna
    good goodbye goodnight got great greetings guys had happy has have having hello here hey hi
    home honored hope hoping hour how i i'd i'll i'm i've if im in introduce is it it's its join
    joined joining just late later learn learning leave leaving let let's like little
    logging long look looking lot lots love loved lovely lurking made me meet meeting
    minutes moderating moderator month more morning most much my name new next nice
    night now of off on one or our out over participate participating party
    pleasure pretty ready really right run running say see seeing share sharing signing
    so some soon sorry still stuff such take thank thanks that that's the their them
    then there these they thing things this those time to today tomorrow tonight too
    tuning twitter under up us very wait was watching we week weekend welcome well were what when
    where which while who why will wish with wonderful would year yes you you're your
    bonjour bonsoir merci salut tous toutes à bientôt hola gracias todos buenas buenos días
    noches tardes hallo guten abend morgen danke alle allen olá obrigado obrigada bom boa
    """.split()  # noqa: SIM905  as above
)
"""Words of greetings, thanks and grammar."""

_INNER = frozenset("'-\u0300\u0301")
_UNSPACED_FROM = 0x0E00
_LONG = 5
_ENOUGH, _OWN = 8, 4
_FEW, _SIGNS = 5, 20
_NO_TAGS: frozenset[str] = frozenset()
_MOCKING = frozenset(
    """
    not sarcasm sarcastic irony ironic fail nope wrong disagree smh eyeroll kidding joke jk lol
    lies bs fakenews nonsense really notreally asif rubbish false untrue ugh wtf no never against
    """.split()  # noqa: SIM905  as above
)
"""Hashtags that reverse the meaning of a post."""

"""Words that two people do not both say by chance: so many, so many of them not idle."""


def is_telling(words: Sequence[str]) -> bool:
    """Tell whether words are so many and so specific that two people do not write them by chance.

    Greetings and thanks are not: “So glad to be here tonight” repeats nobody.
    """
    return len(words) - _signs(words) / 2 >= _ENOUGH and is_ones_own(words)


def is_ones_own(words: Sequence[str]) -> bool:
    """Tell whether there is enough in words that is no greeting and holds no sentence together."""
    own = {word for word in words if word not in _IDLE}
    return len(own) - _signs(own) / 2 >= _OWN


def _signs(words: Collection[str]) -> int:
    """Return how many words are single signs of a script without spaces."""
    if "".join(words).isascii():
        return 0
    return sum(len(word) == 1 and ord(word) > _UNSPACED_FROM for word in words)


def says_something(words: Sequence[str]) -> bool:
    """Tell whether a short text is still so specific that an exact copy is no chance.

    Lists, as of names that everybody mentions, are not.
    """
    own = {word for word in words if word not in _IDLE and not word.isdecimal()}
    return len(words) >= _FEW and len(own) >= _OWN and sum(map(len, own)) >= _SIGNS


def agree(one: Marks, other: Marks, common: AbstractSet[str], *, named: bool = False) -> bool:
    """Tell whether what two posts have besides the same words does not contradict.

    common: hashtags that so many posts have that they tell nothing; named: one says that it
    repeats the other, so hashtags that it put in place of others do not matter, if they do not
    mock.
    """
    if one is other:
        return True
    if named:
        if not _MOCKING.isdisjoint(one.tags ^ other.tags):
            return False
        one, other = one._replace(tags=_NO_TAGS), other._replace(tags=_NO_TAGS)
    return (
        one.asks == other.asks
        and _fits(one.label, other.label)
        and _fits(one.part, other.part)
        and _nested(one.to, other.to)
        and (one.tags == other.tags or _nested(one.tags - common, other.tags - common))
        and (one.signs == other.signs or _agree_in_signs(one.signs, other.signs))
        and not (one.links and other.links and one.links.isdisjoint(other.links))
    )


def _agree_in_signs(one: frozenset[str], other: frozenset[str]) -> bool:
    return _nested(one, other) and DOUBTING.isdisjoint(one ^ other)


def shortens(short: Sequence[str], whole: Sequence[str]) -> bool:
    """Tell whether words are others with unimportant words left out.

    No negation, number, name or condition may be left out, nor the greater part.
    """
    if len(short) < max(_OWN, len(whole) / 2):
        return False
    need = fewest_equal(short)
    if sum(map(frozenset(whole).__contains__, short)) < need:
        return False
    at = place = equal = 0
    last = ""
    while place < len(whole):
        word = whole[place]
        wanted = short[at] if at < len(short) else ""
        if wanted == word:
            if last == "a" and word in {"few", "little"}:
                return False
            equal, at, last = equal + 1, at + 1, ""
        elif taken := wanted and abbreviates(wanted, whole[place : place + _INITIALS]):
            place, at, last = place + taken - 1, at + 1, ""
        elif is_weighty(word):
            return False
        else:
            last = word
        place += 1
    return at == len(short) and equal >= need


def fewest_equal(short: Sequence[str]) -> float:
    """Return how many of shortened words stand in the whole as they are, at the least."""
    return max(_OWN, len(short) * _MOSTLY)


def abbreviates(short: str, words: Sequence[str]) -> int:
    """Return how many of the first words an abbreviation stands for; 0: it does not.

    “frm” stands for “from”, “expt” for “experiment”, “$” for “dollars”, “cb” for two names.
    """
    first = words[0]
    if first in _STANDS_FOR.get(short, ()):
        return 1
    alike = short[0] == first[0]
    if not (alike or first == "are") or not short.isalpha() or short in _IDLE:
        return 0
    if is_weighty(short) or is_weighty(first):
        return 0
    if alike and len(short) < len(first) and _is_contracted(short, first):
        return 1
    if alike and _is_inflected(short, first):
        return 1
    return _initials(short, words)


def _is_inflected(one: str, other: str) -> bool:
    """Tell whether two words are one in number or time: “shows” and “show”, “uses” and “used”."""
    stems = {word.removesuffix("s").removesuffix("d").removesuffix("e") for word in (one, other)}
    return len(stems) == 1 and min(map(len, stems)) > 1


def _is_contracted(short: str, long: str) -> bool:
    if len(short) == 1:  # the initial of a name
        return len(long) > _STUMP
    if len(short) >= _STUMP and long.startswith(short):
        return len(short) <= _MUCH_SHORTER * len(long)
    if len(long) < _LONG + 1 and not _VOWELS.isdisjoint(short[1:]):
        return False
    if _consonants(short) != _consonants(long):
        return False
    letters = iter(long)
    return all(letter in letters for letter in short)


def _consonants(word: str) -> str:
    return word[0] + "".join(letter for letter in word[1:] if letter not in _VOWELS)


def _initials(short: str, words: Sequence[str]) -> int:
    """Return how many words letters are the initials of, a small word between them left out."""
    if not 1 < len(short) <= _INITIALS:
        return 0
    at = 0
    for taken, word in enumerate(words, 1):
        letter = "r" if word == "are" else word[0]  # “R. Gibb” is read as a short “are”
        if letter == short[at] and not is_weighty(word):
            at += 1
            if at == len(short):
                return taken
        elif word not in _IDLE or at == 0:
            return 0
    return 0


_VOWELS = frozenset("aeiouäëïöüáéíóúàèìòùâêîôû")
_STUMP, _MUCH_SHORTER, _INITIALS, _MOSTLY = 3, 0.75, 4, 0.6
_STANDS_FOR = {
    "$": ("dollar", "dollars"), "€": ("euro", "euros"), "£": ("pound", "pounds"),
    "%": ("percent",), "+": ("and", "plus"), "2": ("to", "too"), "4": ("for",), "n": ("and",),
    "b": ("be",), "b4": ("before",), "c": ("see",), "y": ("why",), "w": ("with",), "k": ("ok",),
    "thru": ("through",), "tho": ("though",), "thx": ("thanks",), "tmrw": ("tomorrow",),
    "2nite": ("tonight",), "tonite": ("tonight",), "2day": ("today",), "bcos": ("because",),
    "ed": ("education",), "ts": ("teachers",), "ss": ("students",), "qs": ("questions",),
    "vs": ("versus",), "info": ("information",), "convo": ("conversation",), "pics": ("pictures",),
}  # fmt: skip
"""What signs and letters stand for where somebody shortens what others said."""


@lru_cache(maxsize=50_000)
def is_weighty(word: str) -> bool:
    """Tell whether leaving a word out may turn a sentence round."""
    return (
        word in _WEIGHTY
        or word[0] == "@"
        or not _WEIGHTY_LETTERS.isdisjoint(word)
        or any(sign.isdecimal() or not (sign.isalpha() or sign in _INNER) for sign in word)
    )


def is_slip(one: Sequence[str], other: Sequence[str]) -> bool:
    """Tell whether two texts differ only in the spelling of one long word.

    A letter is missing, doubled, or swapped with the next, inside the word: a different ending may
    matter, and a different letter makes another word.
    """
    if len(one) != len(other):
        return False
    differing = [(a, b) for a, b in zip(one, other, strict=True) if a != b]
    return len(differing) == 1 and _is_misspelt(*sorted(differing[0], key=len))


def _is_misspelt(short: str, long: str) -> bool:
    if not (short.isalpha() and long.isalpha()) or len(short) < _LONG:
        return False
    if short[0] != long[0] or short[-2:] != long[-2:]:
        return False
    if len(long) == len(short):
        places = [at for at, letter in enumerate(short) if letter != long[at]]
        return places == [places[0], places[0] + 1] and sorted(short) == sorted(long)
    at = next(at for at, letter in enumerate(long) if short[at : at + 1] != letter)
    return len(long) == len(short) + 1 and short == long[:at] + long[at + 1 :]


def _fits(one: str, other: str) -> bool:
    return not one or not other or one == other


def _nested(one: frozenset[str] | set[str], other: frozenset[str] | set[str]) -> bool:
    return one <= other or other <= one
