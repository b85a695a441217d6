"""Whether the words of a post answer anything, and can be read without what stood around them.

A host deletes from a recap what asks, thanks, greets, gives notice, has no answer yet, or goes on
from somebody else's post. The signs are words that people use for that in any chat.
"""

from __future__ import annotations

import re
from functools import lru_cache

from curator.insight.questions.side_talk import is_advert, substance
from curator.insight.questions.words import count, subject
from curator.labels import label_of, words_after_lead

ENOUGH_BESIDE = 4
"""Telling words beside a question, or beside not knowing, that make an answer all the same."""

_FEWEST = 2
"""Telling words, names, hashtags and links of the shortest answer."""
_FEWEST_UNLOVED, _WORDS_UNLOVED = 3, 4
"""The same, of an answer of fewer than so many words that nobody reacted to."""

# What is compiled without IGNORECASE is looked for in texts in lower case: see side talk.

_OF_THE_CHAT = re.compile(
    r"\b(?:miss(?:ed|ing)\s+(?:\w+\s+){0,2}#?\w*chat|miss(?:ed|ing)\s+(?:\w+\s+)?#\w+|(?:hopping|jumping"
    r"|popping|tuning|logging|sneaking|checking)\s+(?:in|on|out|off|into)\b|lurk\w*|storif\w+|transcripts?"
    r"|recaps?|hash\s?tag(?:s|ged|ging)?|(?:the|did|do|no)\s+readings?\b|tweet\s?chat\w*|next\s+(?:(?:#\w+\s+)?chat|week"
    r"|month|time)|last\s+question|(?:my|the)\s+(?:wifi|phone|internet|battery|laptop)|got(?:ta|\s+to)\s+(?:go"
    r"|run)|(?:great|good|awesome|fab\w*|wonderful|positive|lovely|amazing|lively|liveliest|busiest|best)\s+(?:#\w+\s+)?"
    r"(?:chats?|questions?|discussions?|convos?)|pitch(?:es|ing)?|just\s+got\s+(?:home|in|back)|(?:excited|happy|glad|thrilled"
    r"|pleased)\s+to\s+(?:be|join)|looking\s+forward|can['’]?t\s+wait|reading\s+(?:through|back)|sorry"
    r"|moderat(?:or|ing)|(?:that|this|the)\s+hour|keep\s+discussing|(?:capture|join|follow|enjoy\w*|run|host)\s+th(?:e|is)\s+chat"
    r"|(?:us(?:e|ing)|forgot|add(?:ing)?)\s+the\s+tag|signed?\s+out)\b"
)
"""Remarks about the chat itself rather than its topic."""

_NO_ANSWER = re.compile(
    r"\b(?:tomorrow['’]?s|future\s+#?\w*chats?|(?:today|tonight)['’]?s\s+(?:topic|chat|question)|(?:gonna|will|just)"
    r"\s+drop\s+this|volunteer\s+here|sign\s?up|register|don['’]?t\s+forget|miss(?:ed|ing)"
    r"\s+(?:\w+\s+){0,3}#?\w*(?:chat|tonight)|late\s+to\s+(?:the|this)\s+(?:party|chat)|here\s+late|hang\s+on\W*(?:$|[.!#])|brb|that['’]?s\s+(?:all|it)\b"
    r"|(?:excited|eager|keen)\s+to\s+(?:play|try|hear|see|learn)|head(?:ed|ing)\s+(?:over|off|out|to)\b"
    r"|links?\s+(?:will\s+|is\s+)?(?:come|coming|follow)\w*|set\s+a\s+reminder|(?:mark|put)\s+(?:it|this|that)\s+(?:in|on)\s+your"
    r"|(?:minutes?|mins?|hours?)\s+(?:to\s+go|until|left)|forgot\s+to\s+(?:promote|mention|plug)|hope\s+to\s+see\s+you|chat\s+with\s+us|(?:made|making)\s+it\s+to|settled\s+in\s+(?:at|to)|gearing\s+up|on\s+(?:my|our)\s+way\s+to|en\s+route\s+to|(?:had|has|have|got)\s+to\s+(?:duck|dip|drop|step|bow)\s+out|(?:please|pls|to)\s+(?:re-?tweet|rt)|(?:i\s+)?feel(?:ing)?\s+(?:so\s+|very\s+)?(?:lucky|thankful|grateful|blessed)|(?:holler|shout|(?:d?m|ping|message|e-?mail)\s+me|let\s+me\s+know)\s+if|(?:for|food\s+court)\s+(?:breakfast|brunch|lunch|dinner)|had\s+an?\s+(?:awesome|great|lovely|wonderful|fantastic|amazing|brilliant)\s+(?:time|day)|(?:super\s+|so\s+)psyched|more\s+#\w*chat)\b"
    r"|\bre:?\s+(?:tonight|today)|#\w*chat\b.{0,40}\b(?:today|tonight|tomorrow|this\s+\w+day)\b.*\d\s?[ap]m\b"
)
"""Notices, which do not answer anything."""

_UNDECIDED = re.compile(
    r"\b(?:struggling|stumped|dunno|(?:no|any)\s+idea|(?:good|easy|hard|tough|tricky|difficult)\s+(?:\w+\s+)?question\b|can['’]?t\s+think|remember\s+\w*\s*later|(?:not\s+|un)sure\s+(?:yet|how|if|whether)"
    r"|(?:have|need)\s+to\s+think|hard\s+to\s+say|(?:do\s+not|don['’]?t|haven['’]?t)\s+(?:really\s+)?(?:have|got|know"
    r"|used?|done)\s+(?:any|of|enough)|looking\s+forward\s+to\s+(?:what|hear|see|read|learn)|what\s+others"
    r"|love\s+to\s+(?:hear|see|know|learn)|love\s+(?:some|more|any)\s+(?:examples|ideas|suggestions|tips|resources)"
    r"|(?:am|['’]m|are|['’]re|just|still)\s+waiting\s+(?:to\s+(?:see|hear)|for)|wait\s+and\s+see|still\s+(?:in\s+search\s+of|searching\s+for|looking\s+for)|in\s+140\s+char"
    r"|(?:did\s?n[o'’]?t|did\s+not|have\s?n['’]?t|have\s+not|had\s?n['’]?t|could\s?n['’]?t|was\s?n['’]?t\s+able\s+to)\s+"
    r"(?:(?:really|yet|actually|even|quite|had\s+a\s+chance\s+to|get\s+(?:a\s+chance\s+)?to)\s+)*"
    r"(?:get\s+to|attend|look(?:ed)?|read|see|seen|watch(?:ed)?|focus(?:s?ed)?|had\s+(?:a\s+|the\s+|much\s+|any\s+)?(?:chance|time)"
    r"|ma[kd]e\s+it|go\b|d(?:o|one)\s+the\s+readings?|know\s+there\s+were)"
    r"|(?:do\s+not|don['’]?t)\s+(?:really\s+|even\s+|honestly\s+|quite\s+)*know(?:\s+(?:enough|much|if|yet|either))\b"
    r"|(?:can['’]?t|cannot)\s+(?:really\s+)?(?:say|speak\s+(?:to|for)|comment)\b"
    r"|(?:interested|curious|keen|here)\s+to\s+(?:hear|see|learn|listen|find\s+out)"
    r"|(?:have\s+not|have\s?n['’]?t)\s+(?:\w+\s+)?(?:learn(?:t|ed)\s+(?:yet|how)|(?:figured|worked)\s+(?:it\s+|that\s+)?out)"
    r"|(?:have\s+not|have\s?n['’]?t)\s+(?:yet\s+)?(?:done|got(?:ten)?)\s+(?:much|very|that|too|far)"
    r"|never\s+heard\s+of|i\s+have\s+a\s+question"
    r"|(?:not\s+sure|(?:do\s+not|don['’]?t)\s+(?:know|understand|get))\s+what\s+(?:(?:this|the|that|your)\s+)?(?:question|q\d*)"
    r"|missed\s+(?:the\s+)?(?:q\d+|question)|(?:not|im)\s?possible\s+to\s+(?:\w+\s+){1,3}in\s+\d+\s+characters)\b"
)
"""Answers of somebody who has none yet."""

_HARMED = "\N{REPLACEMENT CHARACTER}"
_MIDWAY = re.compile(
    r"\W*(?:(?:nor|or|but|and|because|so|which|than|(?:see\s+)?for\s+ex(?:ample)?|(?:see\s+)?for\s+instance|again(?=\W*[-–,.]))\b|(?:see\s+)?e\.g\.|(?<=[&+])\s*(?=[a-z@]))",
    re.IGNORECASE,
)
"""Beginnings with which a post goes on from another one, so that it says little alone."""

_WHY = re.compile(r"\W*(?:because|so\s+(?:many|much|far))\b", re.IGNORECASE)
"""Of these, beginnings of labelled answers, which go on from the question."""

_BACK = re.compile(
    r"\b(?:for|in|at)\s+th(?:is|at|ose|ese)\s+(?:reasons?|lights?|senses?|ways?|cases?|points?|regards?)\b"
    r"|\bmy\s+(?:last|previous|earlier|other)\s+(?:pt|point|tweet|answer|comment|post)\b"
    r"|^\W*this\s*[.!:]+\s|^\W*(?:th(?:is|at|ose|ese)|it|such)\s+(?:is|was|are|were|(?:an?\s+)(?:\w+\s+){0,2}\w+)[.!]",
)
"""What points back to something said before: “for this reason”, “to my last point”, “THIS.”,
“Such a good list.”"""

_AGREES = re.compile(
    r"\W*(?:(?:oh|so|and|well)\W+)?(?:yes+|yep|yup|yeah|exactly|absolutely|totally|definitely|indeed|true|right(?=\W*[.,!])|agreed?|ditto"
    r"|same(?=\s+here|\W*[.,!])|me\s+(?:too|neither)|well\s+said|i\s+(?:totally\s+|so\s+)?agree|what\s+@?\w+\s+said|(?:as|like)\s+@\w+\s+\w+(?=[.,!]))\b",
    re.IGNORECASE,
)
"""Beginnings that agree with what somebody else has said."""

_OF_ONES_OWN = re.compile(
    r"\bshameless(?:ly)?\s+(?:self\W?)?(?:plug|promot)\w*"
    r"|\b(?:i['’]?ll|i\s+will|i['’]?m|i\s+am|we['’]?ll|we\s+will|we['’]?re)\s+(?:be\s+)?(?:presenting|speaking|keynoting|running\s+a\s+(?:session|workshop|webinar))\b"
    r"|\b(?:my|our)\s+(?:\w+\s+)?(?:e-?)?(?:books?|podcasts?|webinars?)\b"
    r"|\b(?:my|our)\s+(?:new|latest|own|forthcoming|upcoming|next|recent)\s+(?:\w+\s+)?(?:books?|articles?|papers?|chapters?|blogs?|posts?|podcasts?|webinars?|issues?|pieces?|e-?books?|courses?|zines?)\b"
)
"""What calls people to something of its author's."""

_OF_OTHERS = re.compile(
    r"\W*(?:(?:they|he|she|both|neither|those|these|that['’]s|that\s+is)\b|re:|re\s+\w+:)",
    re.IGNORECASE,
)
"""The same, of posts without a label: what they speak of was said before."""

_POINTS = re.compile(
    r"\b(?:this|here['’]?s|here\s+is)\s+(?:\w+\s+){0,4}(?:piece|article|post|link|video|clip|paper|graphic|site|blog|handout)\b",
    re.IGNORECASE,
)
_LEADS = re.compile(r"https?://|pic\.twitter|www\.")
"""What a post points to, and that its address is there; without it nothing is shown."""

_AS_WELL = re.compile(r"\b(?:as\s+well|too|also)\W*$", re.IGNORECASE)
_AS_WELL_PERHAPS = re.compile(r"(?:well|too|also)\W*(?:$|[@#]|http)", re.IGNORECASE)
_BARE = 4
"""Telling words of an answer that only joins another one's: “Fewer than ours as well”."""

_BRACKETED = re.compile(r"\W*\([^()]*\)[\s.!]*(?:[#@]\w+\s*|https?://\S+\s*)*")
"""A post that is an aside by its own signs."""

_DOTS = re.compile(r"\s*(?:\.\.|…)")
_LEFT_OFF = re.compile(
    r"(?<=\s)(?:the|an?|and|or|because|than|my|our|your|their|which|whose|if"
    r"|(?:sake|kinds?|sorts?|lack|lots?|terms|instead|because|number)\s+of)\s*$"
)
"""Words with which no sentence ends."""

_REPEATS = re.compile(r"[\"“]@\w[\w.-]*:|\b(?:RT|MT)\b[^@]{0,40}@\w[\w.-]*:")
"""Words of somebody else, who is to be quoted instead."""

_REACTS = re.compile(
    r"\W*(?:(?:i|we)\s+(?:did|do|have|was|were|am|will|would|agree|know|hear|see|think\s+so|hope\s+so)\b(?=\W*(?:[.!,]|$|but\b))"
    r"|(?:yes|yep|yeah|yup|no|nope|ok(?:ay)?|oh|ah+|aw+|haha\w*|lol|wow|exactly|absolutely|totally|true|indeed|agreed?|right"
    r"|sure|same|ditto|me\s+too|well|not\s+an?|nice|cool|great|awesome|love|sounds|maybe|perhaps|thanks?|thx)\b"
    r"|(?:that|this|it|they|those|these|he|she|you|u|your|which)(?:['’]?(?:s|re|ll|ve|d))?\b)",
    re.IGNORECASE,
)
"""Beginnings of a post that speaks to somebody of what they have just said."""

_PRAISES = re.compile(
    r"\W*(?:(?:i\s+)?(?:really\s+|also\s+|totally\s+)?(?:love|loved|like|agree\s+with|second)\s+(?:that|this|it|what\s+@?\w+\s+said|your|@\w+)"
    r"|(?:great|good|nice|excellent)\s+(?:point|idea|one)s?(?=\W*(?:$|[.!,:@]))|(?:agree[ds]?|ditto|same\s+here|me\s+too|what\s+(?:s?he|they|@\w+)\s+said)\b)",
    re.IGNORECASE,
)
"""Beginnings of an answer that is about another answer."""

_SENTENCE = re.compile(r"(?<=[.!?？؟…])\s*(?=\S)|\n|[,;\s]\s*(?=but\s|however\b)", re.IGNORECASE)
_SMILEY = re.compile(r"[:;=8][-o^']?[()]+|[()]+[-o^']?[:;=]")
_THANKS = re.compile(
    r"\b(?:thank(?:s|\s+you)\s+(?:for|to|so|@|all|every)|thx|tha?nx)", re.IGNORECASE
)
_ASKS = re.compile(r"[?？؟](?:[\s#@]|$)")
_ASKS_BACK = re.compile(
    r"\b(?:what|do|did|how)\s+(?:do\s+|did\s+)?(?:you|u|we)\s+mean\b|\b(?:have|has|did|do|does|are|is|can|could|would)\s+(?:you|u|any(?:one|body)|"
    r"some(?:one|body)|(?:this|that|the)\s+question)\b[^?？؟]*[?？؟]|\bany(?:one|body)?\b[^.!?？؟]*[?？؟]|(?:^|[.!]\s)\W*(?:as\s+in|meaning|such\s+as|you\s+mean)\b[^?？؟]*[?？؟]",
    re.IGNORECASE,
)
"""A question to those who are there, unlike one that answers by wondering."""

_QUOTED = re.compile(r"[\"“„«][^\"“”„«»]*[\"”»]")
_EXCLUDES = re.compile(
    r"\b(?:rather\s+than|instead\s+of|as\s+opposed\s+to|other\s+than|apart\s+from|except(?:\s+for)?|excluding)\s+(\w+(?:\s+\w+)?)",
    re.IGNORECASE,
)
"""What a question says that it does not ask about."""

_TEACHING = subject("teach teacher teaching taught class classes lecture lesson student pupil")
"""Words that tell of teaching where only one of them is named."""

_TAGGED = re.compile(r"https?://\S+|[@#]\w+")
_WORD = re.compile(r"[^\W\d_]{2}|[\u0e00-\u0eff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
_NAMED = re.compile(r"[@#]\w|https?://|\w\.\w+/")
_FEW_WORDS, _WORDS_BESIDE_A_LINK = 5, 9
"""Words of a post without a label that says something alone; and of one that is no mere pointer
to what it links."""

_TO_SEVERAL = re.compile(r"\W*@\w[\w.-]*[\s,]+(?:(?:and|&)\s+)?@\w")
_NOTICE = re.compile(
    r"\b(?:cfp|call\s+for\s+(?:papers|proposals|speakers|posters|sessions))\b.*\b(?:open|closes?|due|extended|submit\w*)\b"
    r"|\b(?:mark|save)\s+(?:your|the)\s+(?:calendars?|dates?)\b|\bset\s+(?:a|your)\s+reminders?\b|\blook\s+(?:out\s+)?for\s+my\b"
    r"|\b(?:like|follow)\s+(?:and|or|&|\+)\s+(?:re-?tweet|rt|share|boost|repost)\b|\b(?:re-?tweet|rt|boost|repost)\s+(?:if|to|and|or)\b"
    r"|\bhope\s+(?:(?:that\s+)?(?:you|u|to)\s+|y['’]?all\s+)(?:all\s+)?(?:can\s+|will\s+|['’]?ll\s+)?(?:join|see|make\s+it|attend|come)\b"
    r"|\bwish\s+(?:i|we)\s+(?:could|were|was)\s+(?:be\s+)?(?:there|join\w*|attend\w*|at\b|with\b)"
    r"|\b(?:you\s+should|be\s+sure\s+to|make\s+sure\s+to)\s+(?:start\s+)?(?:listen\w*|subscrib\w*|follow\w*|attend\w*|sign\w*)\b"
    r"|^\W*(?:(?:huge|big|many|massive)\s+)?(?:congrats|congratulations?|kudos|props|best\s+wishes|happy\s+\w+day)\b"
    r"|\bgroup\s+(?:photo|picture|selfie)\b|\bhalf\s?way\s+through\b|\b(?:starting|kicking\s+off)\s+(?:my|the|our)\s+(?:day|morning|week)\b"
    r"|\b(?:mute|unfollow)\s+me\b|\bif\s+you(?:['’]re|\s+are)\s+following\b",
)
"""Calls, adverts and wishes in a post without a label."""

_NAMED_LAST = re.compile(r"[.!?…]\s+@\w[\w.-]*\W*(?:#\w+\W*)*$")
_LAST_TAG = re.compile(r"(?<=\S)\s+#\w+\W*$")
"""Mostly the chat's own, which says nothing."""


def is_of_the_chat(text: str) -> bool:
    """Tell whether a post speaks of the chat itself rather than of its topic."""
    return _OF_THE_CHAT.search(text.lower()) is not None


def is_announcement(text: str) -> bool:
    """Tell whether a post tells what is on, or of the chat itself."""
    return (
        _NO_ANSWER.search(text.lower()) is not None
        or _NOTICE.search(text.lower()) is not None
        or is_of_the_chat(text)
        or is_advert(text, is_late=True)
    )


def is_bare(text: str, *, linked: bool = False) -> bool:
    """Tell whether a post without a label has too few words of its own to be read alone.

    linked: whether it leads somewhere; what is hardly more than a title stands among the links.
    """
    return count(text) < (_WORDS_BESIDE_A_LINK if linked else _FEW_WORDS)


def is_to_several(text: str) -> bool:
    """Tell whether a post begins with the names of several people, who talk with one another."""
    return _TO_SEVERAL.match(text) is not None


def is_aside(text: str) -> bool:
    """Tell whether a post without a label asks, thanks, does not know or goes on from another.

    So is what a program printed, pasted as code, and a hashtag or an address alone.
    """
    said = _ASKS.search(text) or _THANKS.search(text) or _UNDECIDED.search(text.lower())
    words = unlabelled(text)
    torn = (
        _DOTS.match(text) or _MIDWAY.match(words) or _OF_OTHERS.match(words) or is_truncated(text)
    )
    leans = _AGREES.match(words) or _BACK.search(words.lower())
    wordless = not _WORD.search(_TAGGED.sub(" ", words))
    wordless = wordless or _lacks_what_it_shows(text)
    return bool(said or torn or leans or wordless or _REPEATS.search(text) or "```" in text)


def excluded(question: str) -> frozenset[str]:
    """Return the words that a question excludes: “your own learning, rather than teaching”."""
    found = frozenset[str]().union(*map(subject, _EXCLUDES.findall(question)))
    return found | _TEACHING if found & _TEACHING else found


def is_reaction(text: str) -> bool:
    """Tell whether a post to somebody speaks of what they said, and is nothing without that."""
    return _REACTS.match(unlabelled(text)) is not None


def is_doubtful(text: str) -> bool:
    """Tell whether a labelled answer asks, gives notice, or goes on from another post."""
    words = unlabelled(text)
    lower = text.lower()
    said = _ASKS.search(words) or _NO_ANSWER.search(lower) or _UNDECIDED.search(lower)
    goes_on = _MIDWAY.match(words) is not None and _WHY.match(words) is None
    begins = _PRAISES.match(words) or _BRACKETED.fullmatch(words) or _BACK.search(words.lower())
    leans = goes_on or begins or _OF_ONES_OWN.search(lower)
    return bool(
        said or leans or _only_joins(words) or _lacks_what_it_shows(text) or is_truncated(text)
    )


def _only_joins(words: str) -> bool:
    """Tell whether words say hardly more than that they agree with other ones, or join them."""
    joins = _AGREES.match(words)
    if joins is None and _AS_WELL_PERHAPS.search(words):
        joins = _AS_WELL.search(_TAGGED.sub("", words))
    return joins is not None and substance(words) < _BARE


def _lacks_what_it_shows(text: str) -> bool:
    """Tell whether a post shows something whose address is not there."""
    return _POINTS.search(text) is not None and not _LEADS.search(text)


def asks(text: str) -> bool:
    """Tell whether a post asks."""
    return _ASKS.search(text) is not None


def is_empty_answer(text: str, *, is_loved: bool = False) -> bool:
    """Tell whether a labelled answer is none: a bare yes, a question back, or not knowing.

    Nor is it one if it repeats somebody.
    """
    if _REPEATS.search(text):
        return True
    words = _LAST_TAG.sub("", unlabelled(text).lower())
    named = len(_NAMED.findall(words))
    is_bare = not is_loved and len(words.split()) < _WORDS_UNLOVED
    if substance(words) + named < (_FEWEST_UNLOVED if is_bare else _FEWEST):
        return True
    if _asks_back(words) or (not is_loved and not named and _only_joins(words)):
        return True
    if _ASKS.search(words) and substance(words) + named < ENOUGH_BESIDE:
        return True
    return any(
        each.search(words) is not None and _count_telling_words(words, each, _ASKS) < ENOUGH_BESIDE
        for each in (_UNDECIDED, _OF_ONES_OWN)
    )


def _asks_back(words: str) -> bool:
    """Tell whether words ask those who are there, and say hardly anything else."""
    if not _ASKS.search(words):
        return False
    plain = _QUOTED.sub(" ", words)
    return (
        _ASKS_BACK.search(plain) is not None and _count_telling_words(plain, _ASKS) < ENOUGH_BESIDE
    )


def _count_telling_words(text: str, *left_out: re.Pattern[str]) -> int:
    """Return how many telling words stand in sentences, or halves, without some patterns."""
    kept = (
        each for each in _SENTENCE.split(text) if not any(one.search(each) for one in left_out)
    )
    return sum(map(substance, kept))


def names_at_end(text: str) -> bool:
    """Tell whether a post ends with the name of whom it answers, before hashtags."""
    return _NAMED_LAST.search(text) is not None


def is_truncated(text: str) -> bool:
    """Tell whether letters of a text were lost, or its end."""
    plain = _SMILEY.sub("", text)
    if _HARMED in text or plain.count("(") > plain.count(")"):
        return True
    return _LEFT_OFF.search(_LAST_TAG.sub("", text)) is not None


@lru_cache(maxsize=4_096)  # each of these questions about a post asks it anew
def unlabelled(text: str) -> str:
    """Return a text without what it begins with: mentions, hashtags and a label."""
    words = words_after_lead(text)
    label = label_of(words)
    return words[label.end :] if label and label.place == "start" else words
