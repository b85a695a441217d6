"""Whether two posts say the same, where their words are alike.

In doubt they do not: an echo that stands alone costs a glance, but one that says the
contrary and is folded away puts words into somebody's mouth.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence

from curator.insight.text.tokens import Marks

DOUBTING = frozenset("👎❌🚫🙄😡😠🤬🤮💩✖❎⛔😒🤦🤷😢😭💔🤔🤨🙅🤥😂🤣🧢🛑⚠🙃😏(/\\|")
"""Signs that turn round, or doubt, what they are put to."""

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
"""Words that cannot be left out without saying something else."""

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
"""What people greet and thank with, and words that hold a sentence together."""

_INNER = frozenset("'-\u0300\u0301")
_UNSPACED_FROM = 0x0E00
_LONG = 5
_ENOUGH, _OWN = 8, 4
"""Words that two people do not both say by chance: so many, so many of them not idle."""


def is_telling(words: Sequence[str]) -> bool:
    """Tell whether words are so many and so much one's own that they are not met by chance.

    Greetings, thanks and what else many people say alike are not: whoever says “So glad to
    be here tonight” repeats nobody.
    """
    single = sum(len(word) == 1 and ord(word) > _UNSPACED_FROM for word in words)
    return len(words) - single / 2 >= _ENOUGH and is_ones_own(words)


def is_ones_own(words: Sequence[str]) -> bool:
    """Tell whether there is enough in words that is no greeting and holds no sentence together."""
    own = {word for word in words if word not in _IDLE}
    single = sum(len(word) == 1 and ord(word) > _UNSPACED_FROM for word in own)
    return len(own) - single / 2 >= _OWN


def agree(one: Marks, other: Marks, common: Collection[str]) -> bool:
    """Tell whether what two posts have besides the same words does not contradict.

    common: hashtags that so many posts have that they tell nothing.
    """
    if one is other:
        return True
    return (
        one.asks == other.asks
        and _fits(one.label, other.label)
        and _fits(one.part, other.part)
        and _nested(one.to, other.to)
        and _nested(one.tags - set(common), other.tags - set(common))
        and _nested(one.signs, other.signs)
        and DOUBTING.isdisjoint(one.signs ^ other.signs)
        and not (one.links and other.links and one.links.isdisjoint(other.links))
    )


def shortens(short: Sequence[str], whole: Sequence[str]) -> bool:
    """Tell whether words are others with some left out that do not matter.

    What is left out is no negation, number, name or condition, and not the greater part.
    """
    if len(short) < max(_OWN, len(whole) / 2):
        return False
    at = 0
    dropped: list[str] = []
    for word in whole:
        if at < len(short) and short[at] == word:
            if word in {"few", "little"} and dropped[-1:] == ["a"]:
                return False
            at += 1
        else:
            dropped.append(word)
    return at == len(short) and not any(is_weighty(word) for word in dropped)


def is_weighty(word: str) -> bool:
    """Tell whether leaving a word out may turn a sentence round."""
    return (
        word in _WEIGHTY
        or word[0] == "@"
        or not _WEIGHTY_LETTERS.isdisjoint(word)
        or any(sign.isdecimal() or not (sign.isalpha() or sign in _INNER) for sign in word)
    )


def is_slip(one: Sequence[str], other: Sequence[str]) -> bool:
    """Tell whether two sayings differ in the spelling of one long word only.

    A letter is missing, doubled, or swapped with the next, inside the word: an ending may
    matter, and another letter makes another word.
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
