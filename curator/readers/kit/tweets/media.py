"""The pictures, films and portraits that come with tweets, and their files in the archive."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from curator.model import Media, MediaKind
from curator.readers.kit.archive.source import Source

_KINDS: Mapping[str, MediaKind] = {
    "photo": "image",
    "animated_gif": "gif",
    "video": "video",
}
_PORTRAIT_SIZES = ("_bigger", "_400x400", "_200x200", "_mini", "")


def pictures(
    source: Source, tweet: Mapping[str, Any], key: str, *, is_own: bool = False
) -> tuple[Media, ...]:
    """Return what is attached to a tweet. The key helps to find its files.

    is_own: of an account's own archive, which holds them; one that is missing is noted.
    """
    whole = tweet.get("extended_tweet")
    if isinstance(whole, dict) and (found := pictures(source, whole, key, is_own=is_own)):
        return found
    for entities in (tweet.get("extended_entities"), tweet.get("entities")):
        if isinstance(entities, dict) and "media" in entities:
            media = entities["media"] if isinstance(entities["media"], list) else ()
            named = source.find_media if is_own else source.found
            return tuple(
                _media(source, each, key, named) for each in media if isinstance(each, dict)
            )
    return ()


def portrait(source: Source, address: object) -> Media | None:
    """Return the portrait of an account, in whichever size the archive holds it."""
    if not isinstance(address, str) or not address.startswith(("http://", "https://")):
        return None
    file = source.find_media(address)
    if not file and "_normal." in address:
        sizes = (address.replace("_normal.", f"{size}.") for size in _PORTRAIT_SIZES)
        file = next(filter(None, map(source.find_media, sizes)), "")
    return Media("image", address, file=file)


def _media(
    source: Source, media: Mapping[str, Any], key: str, named: Callable[[str], str]
) -> Media:
    """Return one attachment. Of a film it is the best copy, not the still that announces it."""
    kind = _KINDS.get(str(media.get("type")), "image")
    still = _address(media.get("media_url_https")) or _address(media.get("media_url"))
    addresses = [still] if kind == "image" else _films(media.get("video_info"))
    files = (
        named(f"{key}-{address.rpartition('/')[2]}") or source.find_media(address)
        for address in addresses
        if address
    )
    width, height = _size(media)
    alt = media.get("ext_alt_text")
    return Media(
        kind,
        url=next(iter(addresses), still),
        alt=alt if isinstance(alt, str) else "",
        file=next(filter(None, files), ""),
        width=width,
        height=height,
    )


def _films(info: object) -> list[str]:
    """Return the addresses of a film, the best first."""
    variants = info.get("variants") if isinstance(info, dict) else None
    found = [
        (_count(variant.get("bitrate")), _address(variant.get("url")))
        for variant in (variants if isinstance(variants, list) else ())
        if isinstance(variant, dict) and variant.get("content_type") == "video/mp4"
    ]
    return [address for _, address in sorted(found, reverse=True) if address]


def _size(media: Mapping[str, Any]) -> tuple[int, int]:
    """Return the width and height of a picture, 0 where unknown."""
    sizes = media.get("sizes")
    large = sizes.get("large") if isinstance(sizes, dict) else None
    if not isinstance(large, dict):
        return 0, 0
    return _count(large.get("w")), _count(large.get("h"))


def _count(value: object) -> int:
    """Return a number that may be text; 0 if it is none or absurd."""
    if isinstance(value, str) and value.isdecimal() and len(value) <= len(str(2**32)):
        value = int(value)
    return value if isinstance(value, int) and 0 <= value < 2**32 else 0


def _address(value: object) -> str:
    if isinstance(value, str) and value.startswith(("http://", "https://")):
        return value
    return ""
