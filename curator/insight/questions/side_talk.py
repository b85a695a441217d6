"""Posts of a chat that answer nothing: arrivals, thanks, goodbyes, adverts, banter.

Be sparing: what says little and is said to one person is talk between two; what greets,
thanks or calls people elsewhere is of no question, in whichever of several languages.

A learner does no better than these patterns. Logistic regression over them and 14 other signs
took labelled answers for answers, and what the same people wrote to all without a label for side
talk (2,285 posts). In the chats left out it rejected 14 of 327 labelled answers whose label was
hidden, and 1 of 14 placed posts that, judged by eye, answer nothing. It learns nothing of
adverts, either: who advertises labels no answers.
"""

from __future__ import annotations

import re
from functools import cache

from curator.insight.questions.words import content as words_in
from curator.insight.questions.words import count
from curator.insight.text.vocabulary import chatter, common, folded
from curator.labels import words_after_lead

_LEAST, _BRIEF, _LONG = 3, 12, 16
_SENTENCE = re.compile(r"[.!?…]+(?=\s)")
_SENTENCE_WORDS = 6
_NAME = r"[^\W\d_a-z][\w'’-]*"
# begins with a set of letters, which a search passes over quickly; see `words`
AROUND = re.compile(r"[&@#h](?:(?<=h)ttps?://\S+|(?<=[@#])\w+|(?<=&)\w+;)")
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
_UNSPACED = re.compile(r"[\u0e00-\u0eff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")

# What is compiled without IGNORECASE is looked for in texts in lower case, several times as
# quickly: only so can a search pass over a branch by its first letter.

# Arrivals

GREETING = re.compile(
    r"\W*(?:(?:hi|hello|hey|hiya|howdy|greetings|hola|bonjour|bonsoir|salut|hallo|moin|servus|ciao|salve"
    r"|ol[áa]|oi|hoi|hej|hei|cze[śs][ćc]|dzie[ńn]\s+dobry|good\s+(?:morning|evening|afternoon|night)"
    r"|evening|morning|buen[oa]s\s+\w+|guten\s+\w+|buon\w+|boa\s+\w+|bom\s+dia|goeden?\s*\w+|god\s+\w+"
    r"|welcome|bienvenid\w+|bienvenue|willkommen|thanks?|thank\s+you|thx|ty|cheers|gracias|merci|danke"
    r"|grazie|obrigad[oa]|bedankt|dank\s+je|tack|dzi[ęe]k\w+|bye|goodbye|goodnight|nighty?|see\s+you"
    r"|cya|adi[óo]s|hasta\s+\w+|au\s+revoir|tschüss|arrivederci|tchau|doei|lovely\s+to|nice\s+to"
    r"|great\s+to\s+(?:see|meet)|(?:glad|happy|excited|pleased)\s+to|sorry|joining|just\s+joined"
    r"|late\s+to|lurking|brb|gotta|have\s+to\s+go|signing\s+(?:off|in)|checking\s+in|tuning\s+in"
    r"|happy\s+(?:friday|birthday)|congrat\w*|lol|haha\w*|rofl|lmao|yay|woo\w*|ha)(?!\w)"
    r"|(?:(?:皆|みな)さん|大家|여러분)?[、，,\s]*(?:こんばん[はわ]|こんにち[はわ]|おはよう|ありがとう|お疲れ|你好|大家好|晚上好|谢谢|謝謝|再见|안녕|감사|よろしくお願い))"
)
_JOINING = re.compile(
    r"(?:^\W*|\b(?:i['’]?m|am|just|be|been|mostly|quietly|only)\s+)lurking\b"
    r"|\b(?:just\s+joined|(?:just\s+)?joining\s+(?:late|from|in|you|for|to)|(?:checking|tuning)\s+in(?!\s+(?:on|with))"
    r"|(?:sneaking|popping|dropping|jumping|stopping)\s+(?:in|by)(?:\s+(?:late|here|to\s+say|for\s+a)\b|\W*$)|follow\w*\s+along"
    r"|(?:so\s+|very\s+|really\s+)?(?:excited|energi[sz]ed|pumped|psyched|inspired|ready|looking\s+forward)\s+(?:for|after|about|to|by)"
    r"\s+(?:the\s+|this\s+|our\s+|tonight['’]?s?\s*|today['’]?s?\s*)+(?:\#?\w*chat\b|$|\W)"
    r"|(?:arriving|running|coming\s+in|jumped\s+in)\s+late|(?:great|good|nice|super|awesome)\s+(?:job|work)\s+(?:(?:on|with)\s+the\s+)?"
    r"(?:moderat\w+|host\w+|@\w+|\#\w*chat)"
    r"|late\s+joining|made\s+it|(?:hi|hello|here|greetings|tweeting|live)\s+from|better\s+late\s+than\s+never"
    r"|first\s+time(?:r)?\s+(?:here|in|at|on|to)|new\s+to\s+(?:this|the\s+chat|twitter))\b"
)
_INTRODUCES = re.compile(
    rf"^\W*(?:(?:oh|yes|so|and|well|hi\w*|hey|hello|hola|bonjour|hallo|ciao|ol[áa]|all|everyone|there"
    rf"|a\s+todos|à\s+tous|zusammen)\W+){{0,4}}"
    rf"(?:i['’]?m|i\s+am|my\s+name(?:['’]s|\s+is)|name['’]s|soy|me\s+llamo|je\s+suis|je\s+m['’]appelle"
    rf"|ich\s+bin|ich\s+hei(?:ß|ss)e|mein\s+name\s+ist|sono|mi\s+chiamo|eu\s+sou|sou|me\s+chamo"
    rf"|ik\s+ben|mijn\s+naam\s+is|jag\s+heter|jag\s+[äa]r|jestem|nazywam\s+si[ęe])\s+"
    rf"(?:(?i:an?|the|un[ae]?|une|eine?|der|die)\s+)?(?-i:{_NAME})(?:\s+(?-i:{_NAME}))?\s*"
    rf"(?:[,.!;:(–—-]|$|and\s+i\s+(?:live|work|teach)\b|(?:\d\w*\s+grade|(?:a\s+)?(?:\w+\s+)?(?:teacher|librarian|lecturer|student))\b"
    rf"|(?:from|in|at|of|outside|near|with|de|en|aus|von|à|da|di|uit|fr[åa]n|z)\b)",
    re.IGNORECASE,
)
_NAMED_FROM = re.compile(
    rf"^\W*(?:{_NAME}\s+){{1,3}}(?:here\s+)?(?:from|in|at|aus|desde|depuis|uit)\s+{_NAME}"
    rf"(?:[\s,]+{_NAME}){{0,3}}\s*(?:[,.!;)–—-]|$|joining|checking|here|tweeting|lurking|signing|\#)"
)
_CALLED_AND_IS = re.compile(
    rf"^\W*{_NAME}(?:\s+{_NAME})?,?\s+(?:(?i:(?:from|in|at|now|former(?:ly)?|retired|currently|and|an?|the|of|&)\b)|[\w./’'-]+|[,;/&|–—-])"
    rf"[^?!]{{0,60}}$"
)
_OFFICE = re.compile(
    r"\b(?:teacher|tchr|teach(?:es)?|principal|coach|professor|prof|lecturer|librarian|students?|grad(?:e|er)s?|\d(?:st|nd|rd|th)"
    r"|consultant|director|specialist|editor|author|ph\.?d|coordinator|manager|designer|engineer|researcher|educator|curator"
    r"|elementary|secondary|middle\s+school|high\s+school|[hm]s|science|maths?|biology|chemistry|physics"
    r"|lehrer(?:in)?|enseignante?|profesora?|docente|insegnante|professora?|nauczyciel(?:ka)?|lärare)\b",
    re.IGNORECASE,
)
SAYS_SO = re.compile(
    r"\b(?:is|are|was|were|be|should|can|could|will|would|must|need\w*|has|have|had|do|does|did|use[sd]?|using|make[sn]?|made"
    r"|help\w*|think|believe|know|want|like|love|try\w*|get|give[sn]?|take[sn]?|ask\w*|find|with|for|on|to|not|n['’]t|i|we|you|they|found|support\w*|\w+ed)\b",
    re.IGNORECASE,
)
_HERE_I_AM = re.compile(
    r"\b(?:(?i:i['’]?m|i\s+am)\s+(?:an?|the|your|currently|also|new|here)\b"
    r"|(?i:this\s+is)\s+[A-Z][a-z]+\b(?!\s+[a-z]+ing\b)|[A-Z]\w+\s+(?:from|in|at)\s+[#@]?\w+\s+here\b"
    r"|(?i:soy|je\s+suis|ich\s+bin|sono|eu\s+sou|sou|ik\s+ben|jag\s+[äa]r|jestem)\s)"
)
_NO_PERSON = frozenset(
    {"the", "a", "an", "this", "that", "in", "on", "at", "our", "we", "i", "it"}
)
_ROLE = re.compile(
    r"\b(?:i\s+(?:teach|work\s+(?:at|in|for|as)|am\s+from)|(?:i['’]m|im|i\s+am)\s+[\w\s]{0,20}\bfrom"
    r"|my\s+name\s+is|happy\s+to\s+be\s+here|(?:gr8|great|good|glad)\s+to\s+b(?:e)?\s+here)\b"
)
_SOON = 70
"""Characters within which somebody who has just arrived says so."""

_OF_THE_CHAT = re.compile(
    r"\b(?:(?:chat|twitter|feed|tweets|conversation)\s+(?:is\s+|goes\s+|moves\s+|going\s+|moving\s+|are\s+)*(?:so|too|very|really|super|flying)\s*(?:fast|quick\w*|by)\b"
    r"|(?:keep(?:ing)?|ca(?:tch|ught)(?:ing)?)\s+up\s+(?:with|on)\s+(?:\#|all|everyone|the\s+(?:chat|feed|tweets)|this\s+chat)"
    r"|when(?:\s+is|['’]?s)\s+the\s+next\s+(?:\w+chat|chat|event|one|session)|(?:please|can\s+you|could\s+you)\s+explain\b"
    r"|(?:easiest|toughest|hardest|trickiest)\s+(?:questions?|q\d?)\b"
    r"|(?:what\s+an?|that['’]?s\s+an?|such\s+an?)\s+(?:\w+\s+)?(?:tough|tricky|hard|great|good|interesting)\s+question\b"
    r"|\d+\s+tweets\b.*\bparticipants\b|q\d+\s+(?:is\s+)?(?:coming|comes|already|next|up)\b|missed\s+(?:q\d|the\s+(?:first|last|chat))"
    r"|(?:going|moving|move|moves|skip|on)\s+to\s+(?:q\d|(?:the\s+)?(?:next|last|final)\s+question)|\bnext\s+(?:few\s+)?questions?\b"
    r"|(?:is|are)\s+(?:now\s+)?trending\b|\b140\s+char"
    r"|(?:glad|great|good|nice|lovely)\s+(?:that\s+)?you\s+(?:(?:could|have|all)\s+)*(?:join|came\b|made\s+it)|\bjoined\s+us\b"
    r"|please\s+(?:use|remember|add|include)\s+(?:to\s+(?:use|add|include)\s+)?(?:the\s+|our\s+)?\#"
    r"|(?:that|this)\s+hour\s+(?:was\s+)?(?:amazing|awesome|great|fun|fast)"
    r"|(?:feed|browser|tweetdeck|tweetchat|wi-?fi|internet|connection|laptop|app)\s+(?:is\s+|keeps\s+|has\s+)?"
    r"(?:frozen|freez\w+|crash\w*|slow|down|died|dropp\w+))"
)
"""Talk about the chat itself."""

# Leave-taking

_LEAVES = re.compile(
    r"\b(?:(?:great|good|fab\w*|fantastic|wonderful|awesome|amazing|excellent|lovely|brilliant|fun|super)"
    r"(?:[\s/]+[\w#]+)?[\s/]+(?:\w+chat|chats?|conversations?|discussions?|sessions?|hour|evening)"
    r"(?:\W*$|\W*[#@!.,;]|\s+(?:today|tonight|everyone|all|folks|as\s+always|with\s+you|here)\b|/\w+\s+today)"
    r"|next\s+(?:week|month|time|tuesday|wednesday|thursday|monday)\W*(?:['’]?s\s+chat|\#|!|\.|$)"
    r"|(?:see|c|cu|cya|catch)\s+(?:you|u|ya|y['’]all|everyone)\b.{0,30}\b(?:next|soon|later|then|there|again|tomorrow|after)"
    r"|(?:great|good|fab|so\s+many|lots\s+of)\s+(?:ideas|points|tips|stuff|sharing)\s+(?:coming|here|tonight|today|this"
    r"|from\s+(?:everyone|all|you)|everyone|all)\b"
    r"|hope\s+to\s+(?:see|cya|meet|catch)|(?:thanks?|gracias|merci|danke|grazie|obrigad[oa]|bedankt)\s*,?\s+[#@]\w"
    r"|until\s+next|time\s+flies|that\s+(?:hour\s+)?(?:went|flew)\b|(?:gotta|got\s+to|have\s+to|need\s+to|must)"
    r"\s+(?:go(?!\s+(?:back|through|to|with|for)\b)|run\W*$|run\s*[!.#,]|dash|leave|jump|scoot)|signing\s+off|heading\s+(?:off|out)|off\s+to\s+(?:bed|dinner|work)"
    r"|(?:good\s?|nighty?\s?)night|night\s+(?:all|everyone|folks)|have\s+a\s+(?:great|good|lovely|nice)"
    r"|appreciate\s+(?:everyone|all\s+(?:of\s+)?(?:you|the)|you)"
    r"|(?:learned|learnt|learning)\s+(?:so\s+much|a\s+lot|lots|much)\s*(?:[!.#,]|$|tonight|today|from\s+(?:you|every|all))"
    r"|(?:really\s+|so\s+|much\s+)?enjoyed\s+(?:this|the|it|tonight|today|chatting|connecting|my\s+first)"
    r"|\btranscript\s+(?:of|will|is|to)\b|chat['’]?s?\s+transcript"
    r"|thanks?\s+(?:you|everyone|everybody|all|to\s+(?:@|all|every|you|our|the\s+(?:mod|host))|for|so|again|folks)|thank\s+(?:you|u)|many\s+thanks|muchas\s+gracias"
    r"|gracias\s+(?:a\s+tod|por)|merci\s+(?:à|pour|beaucoup|tous)|vielen\s+dank|danke\s+(?:an|f[üu]r|euch)"
    r"|grazie\s+(?:a|per|mille)|obrigad[oa]\s+(?:a|por|pela|pelo)|bedankt\s+(?:voor|allemaal|iedereen)|dank\s+(?:je|jullie)"
    r"|tack\s+(?:f[öo]r|alla|s[åa])|dzi[ęe]kuj\w+|buenas\s+noches|bonne\s+(?:soir[ée]e|nuit)|gute\s+nacht|sch[öo]nen\s+abend"
    r"|boa\s+noite|buona\s+(?:notte|serata)|welterusten|fijne\s+avond|god\s+natt|dobranoc|hasta\s+(?:luego|pronto|mañana)"
    r"|[àa]\s+bient[ôo]t|bis\s+(?:bald|n[äa]chste|zum)|at[ée]\s+(?:logo|breve|amanh[ãa])|a\s+presto|tot\s+(?:ziens|volgende))"
)
_LEAVES_AT_ALL = 26
"""Most words of a post that only thanks or says goodbye."""

# Adverts

_CALLS = re.compile(
    r"\b(?:join\s+(?:us|me|our|the|in)|(?:plz|please|come)\s+join|regist\w+|sign\s?-?up|rsvp|webinars?|(?:web\s+)?seminar|coming\s+soon|tune\s+in"
    r"|don['’]?t\s+(?:forget|miss)|contact\s+(?:me|us)|dm\s+(?:me|us)|invite|subscribe|follow\s+(?:us|me|our)|giveaway|apply"
    r"|deadline|last\s+(?:day|chance)\s+to|mark\s+your\s+calendars?|more\s+followers|tickets?|book\s+(?:now|your)|save\s+the\s+date|my\s+(?:new|latest)\s+(?:blog|book|post|podcast|article|paper)"
    r"|ready\s+for\s+(?:the|our|tomorrow)|check\s*(?:out|us)|(?:read|see)\s+(?:more|our|my)|shameless|plug|(?:vote|nominate)\s+(?:for|now)|free\s+(?:trial|ebook|copy)"
    r"|ins[ck]r[ií]\w+|reg[ií]str\w+|an\s?meld\w+|jetzt\s+mitmachen|rejoignez|inscri\w+|únete|iscriv\w+|meld\s+je)\b"
)
_APPOINTED = re.compile(
    r"\b(?:\d{1,2}(?:[:.]\d\d)?\s?(?:am|pm|a\.m|p\.m|uhr|h\b)|(?:at|@)\s?\d{1,2}(?::\d\d)?\s?(?:[ap]m|et|est|pt|pst|ct|gmt|bst|cet)?\b"
    r"|tomorrow|tonight|next\s+(?:week|month|mon|tue|wed|thu|fri|sat|sun)\w*|(?:mon|tues|wednes|thurs|fri|satur|sun)day"
    r"|today|every\s+\w+day|(?:jan|febr)uary|march|april|june|july|august|(?:septem|octo|novem|decem)ber|mañana|demain|morgen|domani|amanhã)\b"
)
_OTHERS = re.compile(
    r"\b(?:(?:plz|please|come)\s+join|join\s+us\b(?=.*\d)|regist\w+|sign\s?-?up|rsvp|coming\s+soon|tune\s+in"
    r"|contact\s+me|dm\s+me|last\s+(?:day|chance)\s+to|mark\s+your\s+calendars?|more\s+followers|tickets?|save\s+the\s+date|seminar!?\W+\w+\s+\d|subscribe|deadline)\b"
)
"""Of these, what calls people at any time."""

_LINK = re.compile(r"https?://|pic\.twitter")
_ADVERT_HITS = 2

_WORK = r"(?:book|article|chapter|paper|issue|essay|volume|e-?book|podcast|zine|novel|memoir)"
_COMMENDS = re.compile(
    rf"\b(?:this|that|my|our|her|his|their|the)\s+(?:\w+\s+){{0,2}}{_WORK}\b"
    rf"|\b(?:co-?)?(?:edited|authored|wrote|published)\b.{{0,40}}\b{_WORK}\b"
    r"|\bdrop(?:ping)?\s+(?:this|these)\b|\bhere['’]?s\s+(?:an?|the)\s|(?<!\w)free\b(?!\s+(?:time|write|writ|play|choice))"
)
"""What commends something to read or look at elsewhere."""

_PITCH = re.compile(
    r"^\W*(?:[#@]\w+\W+)*(?:(?:ok(?:ay)?|so|and|now|my|our|one|a|an|another|quick|last|late|the|here['’]?s|for)\W+)*"
    r"#?\w{0,8}pitch(?:es)?\b(?!\s+(?:in|ideas?|to|for)\b)"
)
"""What somebody announces to the chat at its end: “#critlib pitch: …”."""

READING = words_in(
    "resource resources book books article articles blog blogs website websites reading readings"
    " tool tools link links example examples gift"
)
"""Words of questions that ask for just that."""

PITCHES = words_in("pitch pitches")
"""Words of questions that ask for pitches."""

# Talk between two

_REACTS = re.compile(
    r"^\W*(?:no\s+worries|me\s+too|same\s+here|exactly|absolutely|totally|so\s+true|true|indeed|agreed?|yes+|yep|yup|no+|nope|ok(?:ay)?"
    r"|oh+|ah+|aw+|omg|om|wow|ha(?:ha)*|he(?:he)+|lol|you['’]?re\s+welcome|welcome|good\s+(?:point|question|idea|one|luck)"
    r"|great\s+(?:point|question|idea|stuff|answer|one)|nice|love\s+(?:it|this|that)|sounds?\s+(?:great|good|like)|that['’]?s\s+(?:ok|great|cool|true)"
    r"|i\s+(?:agree|know|hear)|right(?:\s+there)?|well\s+said|story\s+of\s+my|ditto|all\s+the\s+time|ready|thanks?|thx|sorry"
    r"|genau|stimmt|oui|sí|si|claro|exacto|exactement|vero|esatto|verdade|precies|はい|そう|对|네)(?!\w)",
    re.IGNORECASE,
)
_LAUGHS = re.compile(
    r"!!|[:;]['’]?-?[)DPp](?!\w)|\b(?:lol|omg|lmao|haha\w*|hehe\w*|jaja\w*|mdr|kkk+)\b|[😂🤣😅😆😁😄😊😉🙂🙃😜😍🤓]",
    re.IGNORECASE,
)
_OF_TWEETING = re.compile(
    r"\b(?:tweet(?:s|ed|ing)?|retweet\w*|favou?rit(?:ed|ing)|this\s+(?:tweet)?chat|tweetchat\w*|hashtag|storify"
    r"|lurk\w*|typing|typos?|notifications?|q\d+)\b"
)
_OF_TWEETING_MUCH = 7
"""Words of substance below which a post about tweeting is about nothing else."""

_TO_ONE, _TO_ONE_REACTING = 4, 6
"""Words of substance below which a post to one person says nothing; so begun, or asking."""

_TO_ALL, _TO_ALL_REACTING = 1, 3
"""The same of a post to all."""

_SPEAKS_OUT = 10
"""Words, of whatever kind, with which a post to all says something."""

_QUERY = re.compile(r"[?？؟]\W*(?:[#@]\w+\W*|https?://\S+\s*)*$")


def is_aside(text: str) -> bool:
    """Tell whether a post is too short to say anything, or greets, thanks and takes leave."""
    said = words_after_lead(text)
    words = count(said)
    if words < _LEAST:
        return words < _LEAST - 1 or substance(said) < words  # “Self trained” is an answer
    plain = said.replace("’", "'")
    lower = plain.lower()
    if words < _LONG and (_JOINING.search(lower[:_SOON]) or _OF_THE_CHAT.search(lower)):
        return True
    if words < _LEAVES_AT_ALL:
        if _is_introduction(" ".join(AROUND.sub(" ", plain).split())):
            return True
        if _LEAVES.search(lower) and not _has_more_to_say(lower):
            return True
    if greeting := GREETING.match(lower):
        says_who = words < _LEAVES_AT_ALL and _HERE_I_AM.search(plain[:_SOON])
        little = _has_little_to_say(lower[greeting.end() :])
        return bool(says_who) or little or _ROLE.search(lower) is not None
    return words < _LONG and _ROLE.search(lower) is not None


def _is_introduction(plain: str) -> bool:
    """Tell whether a post begins with who its author is."""
    if _INTRODUCES.match(plain):
        return True
    if _is_name_and_office(plain) and count(plain) < _BRIEF:
        return True
    greeting = GREETING.match(plain.lower())
    rest = plain[greeting.end() :] if greeting else plain
    named = _NAMED_FROM.match(rest)
    return (
        named is not None
        and (greeting is not None or count(plain) < _LONG)
        and folded(rest.split()[0].strip(".,!")) not in _NO_PERSON
    )


def _is_name_and_office(plain: str) -> bool:
    """Tell whether a post is a name with an office and no more: “Kay Moss, 4th grade”."""
    if not _CALLED_AND_IS.match(plain) or SAYS_SO.search(plain):
        return False
    first = _WORD.findall(plain)[0]
    if not _OFFICE.search(plain.partition(first)[2]):
        return False
    return folded(first) not in _filler_words() and not first.endswith("ing")


def _has_more_to_say(lower: str) -> bool:
    """Tell whether a post that thanks, in lower case, says something of the subject too."""
    rest = _LEAVES.sub(" ", lower)
    return substance(rest) >= _BRIEF - 2


def _has_little_to_say(left: str) -> bool:
    """Tell whether hardly anything follows a greeting, or the sentence that it begins."""
    first, _, rest = _SENTENCE.sub("\n", left, count=1).partition("\n")
    return count(first) < _BRIEF - 1 and count(rest) < _SENTENCE_WORDS


def count_telling_words(text: str) -> int:
    """Return how many words of a post say something, without whom it addresses."""
    return substance(words_after_lead(text))


def asks_back(text: str) -> bool:
    """Tell whether a post ends with a question."""
    return _QUERY.search(text) is not None


def has_link(text: str) -> bool:
    """Tell whether a post leads elsewhere."""
    return _LINK.search(text) is not None


def is_recommendation(text: str) -> bool:
    """Tell whether a post that has a link commends what it leads to: “this new book”."""
    return _COMMENDS.search(text.lower()) is not None


def is_pitch(text: str) -> bool:
    """Tell whether a post is a pitch, of which some chats have a round at the end."""
    return _PITCH.match(text.lower()) is not None


def substance(text: str) -> int:
    """Return how many words of a text say something, which any text's words do not."""
    plain = AROUND.sub(" ", text)
    idle = _filler_words()
    telling = sum(len(word) > 1 and folded(word) not in idle for word in _WORD.findall(plain))
    return telling + len(_UNSPACED.findall(plain)) // 3


@cache
def _filler_words() -> frozenset[str]:
    return common() | chatter()


def is_advert(text: str, *, is_late: bool = False) -> bool:
    """Tell whether a post calls people elsewhere: to an event, a list, a page of its author.

    is_late: it was said when the last question had been answered; then less is enough.
    """
    lower = text.lower()
    if not is_late and not _OTHERS.search(lower):
        return False
    calls = len(set(_CALLS.findall(lower)))
    if not calls:
        return False
    appointed = _APPOINTED.search(lower) is not None
    if is_late:
        return calls + appointed + (_LINK.search(text) is not None) >= _ADVERT_HITS
    return appointed or calls >= _ADVERT_HITS


def is_banter(text: str, *, to_one: bool, shared: int = 0, answers: bool = False) -> bool:
    """Tell whether a post says too little of any subject to answer a question.

    to_one: it speaks to one person, who does not host; shared: how many of its words stand in
    the questions of its chat; answers: what it replies to is of a question.
    """
    said = words_after_lead(text)
    telling = substance(said) + 2 * min(shared, 2) + answers
    if not shared and telling < _OF_TWEETING_MUCH and _OF_TWEETING.search(said.lower()):
        return True
    reacts = _REACTS.match(said) is not None or (to_one and _LAUGHS.search(said) is not None)
    if not to_one:
        if reacts:
            return telling < _TO_ALL_REACTING
        return telling < _TO_ALL and count(said) < _SPEAKS_OUT
    return telling < (_TO_ONE_REACTING if reacts or _QUERY.search(said) else _TO_ONE)


_LEADING = re.compile(
    r"\b(?:welcome|thank\w*|thx|coming\s+up|next\s+(?:question|week|up)|moving\s+on"
    r"|keep\s+(?:(?:them|it|those|the\s+\w+)\s+(?:coming|going)|going|sharing|tweeting)|don['’]?t\s+forget"
    r"|introduce\s+your"
    r"|tonight['’]?s\s+(?:\w+\s+)?(?:chat|guest|topic|question|host)|question\s+(?:is|will|coming|\d)|q\d+"
    r"|great\s+(?:points?|answers?|ideas?|stuff|chat|responses|discussion(?!\s+start)|\#\w*chat\s+(?:everyone|all|tonight|today))|here\s+(?:we\s+go|comes)"
    r"|our\s+next\s+(?:\#?\w*chat|topic|session)|to\s+a\s+close\b|close\s+out\s+\#|be\s+on\s+the\s+look\s?out"
    r"|we['’]?ll\s+(?:be\s+back|run\s+\S+\s+again|post)\b|stay\s+tuned"
    r"|(?:minutes?|mins?)\s+(?:left|to\s+go|until|remaining)|last\s+question|final\s+question)\b",
    re.IGNORECASE,
)
_LEADING_PERHAPS = re.compile(
    r"[?？؟]\W*(?:[#@]\w+\W*|https?://\S+\s*)*$"
    r"|\b(?:please|remember(?!ing)|hashtag|anyone|everyone[!,:]|folks[!,:])"
    r"|(?:^|[.!?…]\s+)\W*let['’]?s\b",
    re.IGNORECASE,
)


def is_lead(text: str) -> bool:
    """Tell whether a post of a host leads the chat: asks, welcomes, thanks, goes on."""
    words = count(text)
    if words < _BRIEF // 2 or _LEADING.search(text):
        return True
    return words < _BRIEF + 6 and _LEADING_PERHAPS.search(text) is not None
