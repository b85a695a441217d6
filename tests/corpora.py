"""Hostile texts: a few by hand, and thousands from the corpora where a machine has them."""

from __future__ import annotations

import json
import re
from pathlib import Path

CORPORA = Path(__file__).parents[1].parent / "shared" / "corpora"
LONGEST = 3000

BY_HAND = (
    "# no heading",
    "#Hook at the start",
    "*no* **bold** __none__ _none_",
    "1. no list",
    "1) nor this",
    "٣. nor this",
    "- x\n- y",
    "+ x",
    "* x",
    "> no quote",
    "a\n---\nb",
    "a\n===",
    "Term\n: no definition",
    "a | b\n--- | ---\n1 | 2",
    "```\nno code\n```",
    "~~no~~ strike",
    "`no code`",
    "[no](https://evil.example) link",
    "![no](https://evil.example/p.png) picture",
    "[no]: https://evil.example",
    "[^1] and [^1]: no footnote",
    "*[HTML]: no abbreviation",
    "https://evil.example/x and www.evil.com and evil.com and ann@evil.com",
    "mailto:a@b.co",
    "<b>no</b> <script>alert(1)</script> <!-- --> <https://evil.example> <a@b.example>",
    "&amp; &#35; &copy; &#x41 &lt;",
    "\\* \\\\ \\",
    "{: onclick=x} {#id} {{ 7*7 }} {% raw %} {{< x >}}",
    "---\ntitle: no\n---",
    "a <3 b & c",
    "line \n\n\n  indented\n\ttab",
    "\u202eturned",
    "$x$ $$y$$",
    "[!NOTE]\nno alert",
    "[[wiki]] [TOC]",
    "!!! note\n    no admonition",
    "a * b *\n* c*",
    "***\n___",
)

PLEASANT = (
    'A2 Lone * between spaces, snake_case in_words, #hashtag inside, 5-6 o\'clock. Yes! "Quoted".',
    "It cost $5 and ~20 people came; Q&A at 7.30 (free). I <3 this, 2 > 1, a = b + c",
    "Well… done, @some_one! A1: see [redacted] and […] – 50% off; e.g. this, i.e. that. :-)",
    "What a week! I don`t mind. C# and F#, and/or 1.5 million.",
)
"""Ordinary posts, in which nothing needs escaping."""


def hostile_texts() -> list[str]:
    """Return every hostile text at hand; only those by hand where there is no corpus."""
    texts = [*BY_HAND, *PLEASANT]
    if CORPORA.is_dir():
        texts += json.loads((CORPORA / "blns/blns.json").read_text("utf-8"))
        posts = CORPORA / "local/generated/text/posts.jsonl"
        texts += [
            json.loads(line)["text"] for line in posts.read_text("utf-8").split("\n") if line
        ]
        spec = (CORPORA / "commonmark/spec.txt").read_text("utf-8")
        examples = re.findall(r"^`{32} example\n(.*?)^\.\n", spec, re.DOTALL | re.MULTILINE)
        texts += [example.replace("→", "\t") for example in examples]
        texts += vectors()
    return [text for text in texts if text.strip() and len(text) < LONGEST]


def vectors() -> list[str]:
    """Return pieces of HTML that try to run something."""
    by_hand = [text for text in BY_HAND if "<" in text]
    if not CORPORA.is_dir():
        return by_hand
    items = json.loads((CORPORA / "html5sec/items.json").read_text("utf-8"))
    return by_hand + [item["data"] for item in items]
