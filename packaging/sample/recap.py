"""Turn the editor's recap, recap.txt and marks.toml, into a story that names posts by their ids.

recap.txt is Markdown; a line of its own may be [post cake], [pull cake] followed by the words to
lift, or ---. A post is named as in chat/, or by its time and handle: [post 19:13 hdrever].
{posts}, {people} and the like are counted from the chat, so that no sentence can be wrong.
"""

from __future__ import annotations

import json
import re
import tomllib
from collections import Counter

from sample.chat import HERE, LONDON, THE_DAY, Person, Post, find

Block = dict[str, str | int]

_ANSWER = re.compile(r"[(]?(?:[AR]|Ａ|Α)[. ]?[1-6１-６]")
_LINES = re.compile(r"\[(post|pull) ([^]]+)\] ?(.*)")
_SMALL = (
    "no",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
    "twenty",
)


def as_json(posts: list[Post], people: dict[str, Person]) -> str:
    """Return the finished story: its title, blocks and the marks on the posts."""
    title, _, body = (HERE / "recap.txt").read_text(encoding="utf-8").partition("\n\n")
    marks = tomllib.loads((HERE / "marks.toml").read_text(encoding="utf-8"))
    figures = _figures(posts, people)
    blocks = [_block(part, posts) for part in _parts(body.format_map(figures))]
    quoted = {str(block["key"]) for block in blocks if "key" in block}
    keys = {name: _keys(names, posts) for name, names in marks["tags"].items()}
    story = {
        "title": title.removeprefix("# "),
        "zone": str(LONDON),
        "starred": sorted({*_keys(marks["starred"], posts), *quoted}),
        "tags": keys,
        "rejected": _keys(marks["rejected"], posts),
        "roles": marks["roles"],
        "blocks": blocks,
    }
    return json.dumps(story, ensure_ascii=False, indent=2) + "\n"


def _keys(names: list[str], posts: list[Post]) -> list[str]:
    return sorted({str(find(posts, name).id) for name in names})


def _parts(body: str) -> list[str]:
    """Split a recap at its headings, posts and rules; the paragraphs between stay together."""
    parts: list[str] = []
    text: list[str] = []
    for line in [*body.splitlines(), "---end"]:
        if line.startswith(("## ", "[post ", "[pull ", "---")):
            if words := "\n".join(text).strip():
                parts.append(words)
            text = []
            parts.append(line)
        else:
            text.append(line)
    return parts[:-1]


def _block(part: str, posts: list[Post]) -> Block:
    if part == "---":
        return {"kind": "divider"}
    if part.startswith("## "):
        return {"kind": "heading", "text": part[3:], "level": 2}
    if found := _LINES.fullmatch(part):
        kind, name, words = found.groups()
        post = find(posts, name)
        if words not in post.words:
            raise ValueError(f"“{words}” is not what was said: {post.words}")
        key: Block = {"kind": kind, "key": str(post.id)}
        return key | {"text": words} if kind == "pull" else key
    return {"kind": "text", "text": part}


def _figures(posts: list[Post], people: dict[str, Person]) -> dict[str, str]:
    evening = [post for post in posts if f"{post.at.astimezone(LONDON):%F}" == THE_DAY]
    hour = [post for post in evening if f"{post.at.astimezone(LONDON):%H}" == "19"]
    reposts = [post for post in posts if "repeats" in post.options]
    own = [post for post in posts if "repeats" not in post.options]
    minutes = Counter(f"{post.at.astimezone(LONDON):%H:%M}" for post in evening)
    peak, most = max(minutes.items(), key=lambda pair: (pair[1], pair[0]))
    return {
        "posts": str(len(posts)),
        "people": _spelt(len({post.handle for post in posts})),
        "authors": _spelt(len({post.handle for post in own})),
        "hour": str(len(hour)),
        "own": str(len(own)),
        "reposts": str(len(reposts)),
        "peak": peak,
        "most": _spelt(most),
        "answers": str(sum(bool(_ANSWER.match(post.words)) for post in own)),
        "languages": _spelt(len({post.language for post in own})),
        "pictures": _spelt(sum("picture" in post.options for post in own)),
        "accounts": str(len(people)),
        "thanked": _thanks(own, people),
    }


def _thanks(own: list[Post], people: dict[str, Person]) -> str:
    """Name everybody with words of their own whose account is open, in the order they spoke."""
    handles = dict.fromkeys(post.handle for post in own)
    names = [people[handle].name for handle in handles if not people[handle].protected]
    return ", ".join(names[:-1]) + f" and {names[-1]}"


def _spelt(number: int) -> str:
    return _SMALL[number] if number < len(_SMALL) else str(number)
