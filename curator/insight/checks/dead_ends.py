"""Links of a story that lead nowhere, as far as that is known without the network."""

from __future__ import annotations

import re
from collections.abc import Iterator
from ipaddress import ip_address
from urllib.parse import urlsplit

from curator.i18n import tr, trn
from curator.insight.checks.finding import Finding
from curator.model import Block, Links, Passage, PullQuote, Quote, Story, Testimonial, as_read
from curator.quoting import shown_post

_CLOSED = frozenset((
    "storify.com", "vine.co", "plus.google.com", "posterous.com", "geocities.com", "yfrog.com",
    "img.ly", "lockerz.com", "plixi.com", "tweetphoto.com", "periscope.tv", "pscp.tv", "blab.im",
    "meerkatapp.co", "klout.com", "delicious.com", "friendfeed.com", "justin.tv", "ustream.tv",
    "paper.li", "su.pr", "stumbleupon.com", "formspring.me", "ask.fm", "groups.yahoo.com",
    "answers.yahoo.com", "orkut.com", "jaiku.com", "app.net", "kooapp.com", "post.news",
    "pebble.is", "gfycat.com", "picplz.com", "seesmic.com", "qik.com", "12seconds.tv", "rdio.com",
    "grooveshark.com", "reader.google.com", "buzz.google.com", "twitition.com", "deck.ly",
))  # fmt: skip
"""Services that were closed for good, whose addresses answer no more."""

_ADDRESS = re.compile(r"https?://[^\s<>()\[\]\"“”]+", re.IGNORECASE)
_CUT = re.compile(r"(?:…|\.\.\.)[\W_]*$")
_NAMED = 3
"""Most hosts that are named."""


def dead_ends(story: Story) -> Iterator[Finding]:
    """Yield where a story links to closed services, cut-off addresses and private machines."""
    found: dict[str, dict[str, list[int]]] = {"closed": {}, "cut": {}, "private": {}}
    for block in as_read(story.blocks):
        for address in _addresses(block, story):
            if why := _fault(address):
                found[why].setdefault(address, []).append(block.id)
    closed, cut, private = (found[why] for why in ("closed", "cut", "private"))
    hosts = dict.fromkeys(_host(address).removeprefix("www.") for address in closed)
    yield from _finding(
        closed,
        trn(
            "{count} link leads to a service that is closed.",
            "{count} links lead to services that are closed.",
            len(closed),
        ),
        tr("{hosts}: link to a copy in a web archive, or leave it out.",
            hosts=", ".join([*hosts][:_NAMED]) + ("…" if len(hosts) > _NAMED else "")),
    )  # fmt: skip
    yield from _finding(
        cut,
        trn(
            "{count} link is cut off in the archive and leads nowhere.",
            "{count} links are cut off in the archive and lead nowhere.",
            len(cut),
        ),
        tr("Trim it off, or choose another post."),
    )
    yield from _finding(
        private,
        trn(
            "{count} link leads to somebody’s own computer or network.",
            "{count} links lead to somebody’s own computer or network.",
            len(private),
        ),
        tr("Readers cannot open it. Leave it out."),
    )


def _finding(found: dict[str, list[int]], sentence: str, detail: str) -> Iterator[Finding]:
    if found:
        blocks = dict.fromkeys(block for blocks in found.values() for block in blocks)
        yield Finding("look", sentence, detail, tuple(blocks))


def _addresses(block: Block, story: Story) -> Iterator[str]:
    """Yield the addresses of the web that a block shows."""
    match block:
        case Quote():
            post = shown_post(block, story)
            yield from (span.value for span in post.spans if span.kind == "link")
            whole = (_ADDRESS.search(piece.text) for piece in post.pieces() if not piece.kind)
            yield from (each[0] for each in whole if each)
        case Passage(text) | Testimonial(text) | PullQuote(text):
            yield from _ADDRESS.findall(text)
        case Links(resources):
            yield from (each.value for each in resources if each.kind == "link")
        case _:
            pass


def _fault(address: str) -> str:
    """Return why an address leads nowhere: 'closed', 'cut' or 'private'; '' if it may lead on."""
    host = _host(address)
    if not host:
        return ""
    if _CUT.search(address):
        return "cut"
    if any(host == each or host.endswith(f".{each}") for each in _CLOSED):
        return "closed"
    return "private" if _is_private(host) else ""


def _host(address: str) -> str:
    try:
        return urlsplit(address).hostname or ""
    except ValueError:  # a bracket that is no address of IPv6
        return ""


def _is_private(host: str) -> bool:
    if host == "localhost" or host.endswith((".local", ".localhost", ".internal", ".lan")):
        return True
    try:
        return not ip_address(host).is_global
    except ValueError:
        return False
