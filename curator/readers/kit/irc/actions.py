"""What people do in a chat on IRC (“/me waves”), told from what the program says of them.

    2024-05-14 20:01:09 (tab)  * (tab) ann waves       (weechat; its own notices have “--”)
    20:01  * ann waves                                 (irssi; its own have “-!-”)
    [20:01:09] * ann waves                             (ZNC, The Lounge; their own have “***”)
    [2024-05-14T20:01:09+0200] • ann: waves            (Textual)
    [20:01] * ann waves                                (mIRC)
    May 14 20:01:09 * (tab) ann waves                  (HexChat)

The last two begin their own notices with the same star: “* ann has quit (Bye)”, “* Now talking on
#c”. There a line is somebody's only if it begins with a name known from the log, and goes on with
neither an address nor one of the phrases of `resources/words/irc.txt`.
"""

from __future__ import annotations

import re
from functools import cache

from curator.resources import resource

_NICK = r"[~&@%+]?(?P<nick>[^\s<>*:,()#-][^\s<>:,()#]{0,63})"
_STARRED = re.compile(rf"\*[ \t]{_NICK}[ \t](?P<words>.*)$", re.ASCII)
_BULLETED = re.compile(rf"• {_NICK}: (?P<words>.*)$", re.ASCII)
_ADDRESSED = re.compile(r"[(\[][^\s()\[\]@]{1,200}@[^\s()\[\]]{1,200}[)\]](?: |$)")
_QUOTING = re.compile(r"[:'\"(\[]")
"""What a notice has that ends with words of people, not with a name."""

_PROGRAMS_OWN = ("*** ", "-!- ")
_LONGEST = 500
"""Characters of a line that may be a notice's; IRC itself allows 512 bytes."""


def action_in(rest: str) -> re.Match[str] | None:
    """Return who does what in a line behind its time, if it has the look of that."""
    return _BULLETED.match(rest) or _STARRED.match(rest)


def is_marked(rest: str, gap: str) -> bool:
    """Tell whether its look alone tells a line from a notice; gap: what parts it from its time."""
    return rest.startswith("•") or gap == "  " or "\t" in gap


def is_own_notice(rest: str) -> bool:
    """Tell whether a line is of a program that marks its notices otherwise than with one star."""
    return rest.startswith(_PROGRAMS_OWN)


def is_notice(words: str) -> bool:
    """Tell whether what stands behind a name is what programs write of people."""
    return bool(_ADDRESSED.match(words) or _notices().fullmatch(words.strip(" .。")[:_LONGEST]))


def names_in(rest: str) -> set[str]:
    """Return whom a notice names as being there: with an address, or by a new name."""
    found = _STARRED.match(rest)
    if found is None:
        return set()
    if _ADDRESSED.match(found["words"]):
        return {found["nick"].casefold()}
    is_plain = not _QUOTING.search(found["words"]) and is_notice(found["words"])
    return {found["words"].split()[-1].casefold()} if is_plain else set()


@cache
def _notices() -> re.Pattern[str]:
    """Return what matches each of the phrases."""
    lines = resource("words/irc.txt").read_text("utf-8").splitlines()
    told = (line.split("|") for line in lines if not line.startswith("#"))
    phrases = (re.escape(each.strip()) for line in told for each in line if each.strip())
    whole = "|".join(each.replace("%", r"\S+").replace(r"\*", ".*") for each in phrases)
    return re.compile(whole, re.IGNORECASE)
